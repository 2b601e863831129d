"""Look up every package of every lock file in the databases of known vulnerabilities."""

import argparse
import datetime as dt
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tools.audit.locks import NPM_LOCKS, PYTHON_LOCKS, ROOT, AcceptedError, accepted
from tools.audit.npm_lock import audit_npm
from tools.audit.python_lock import OSV, audit_python
from tools.audit.report import NotAuditedError, Report
from tools.environment.uv import UvError

__all__ = ["main"]

NOTHING_KNOWN, WEAKNESSES, NOT_AUDITED = 0, 1, 2
ACCEPTED = Path(__file__).with_name("accepted.json")


def main() -> int:
    """Audit all lock files; return 1 where a weakness is known, and 2 where some could not be audited."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, help="lock files of Python packages (default: all locks)")
    parser.add_argument("--osv-url", default=OSV, help="the database, or a mirror of it (default %(default)s)")
    options = parser.parse_args()
    try:
        ignored = accepted(ACCEPTED, dt.datetime.now(dt.UTC).date())
    except AcceptedError as error:
        print(f"audit: {error}", file=sys.stderr)
        return NOT_AUDITED
    status, unanswered = NOTHING_KNOWN, defaultdict[str, list[str]](list)
    for name, audit in audits(options.locks, ignored, options.osv_url):
        try:
            report = audit()
        except (NotAuditedError, UvError, subprocess.CalledProcessError) as error:
            unanswered[str(error)].append(name)
            continue
        found = "nothing is known against them" if not report.weaknesses else f"known: {len(report.weaknesses)}"
        print(f"audit: {name}: {report.packages} packages, {found}", flush=True)
        for weakness in report.weaknesses:
            print(f"audit: {name}: {weakness}")
            status = WEAKNESSES
    for reason, names in unanswered.items():
        print(f"audit: {reason}: {', '.join(names)} not audited", file=sys.stderr)
    return status or (NOT_AUDITED if unanswered else NOTHING_KNOWN)


def audits(locks: list[Path], ignored: list[str], service: str) -> Iterator[tuple[str, Callable[[], Report]]]:
    """Yield each lock file's name with what audits it."""
    for lock in locks or [ROOT / name for name in PYTHON_LOCKS]:
        name = lock.relative_to(ROOT) if lock.is_relative_to(ROOT) else lock
        yield str(name), partial(audit_python, lock, ignored, service)
    if not locks:
        for npm in NPM_LOCKS:
            yield npm, partial(audit_npm, ROOT / npm, ignored)


if __name__ == "__main__":
    sys.exit(main())
