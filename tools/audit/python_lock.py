"""A lock file of Python packages, looked up by pip-audit."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.audit.report import NotAuditedError, Report
from tools.environment.packages import kept_packages

__all__ = ["OSV", "audit_python"]

OSV = "https://api.osv.dev/v1/query"
LOCK = Path(__file__).with_name("pip-audit.lock")
OPTIONS = ("--disable-pip", "--require-hashes", "--format", "json", "--desc", "off", "--progress-spinner", "off")


def audit_python(lock: Path, ignored: Iterable[str], service: str = OSV) -> Report:
    """Ask the OSV database for each package of a lock file, by its own addresses or those of a mirror.

    Raises NotAuditedError where it does not answer, or leaves a package out: pip-audit would say that nothing is known.
    Raises UvError and CalledProcessError where pip-audit cannot be had.
    """
    environment = {**os.environ, "PYTHONPATH": str(kept_packages("pip-audit", LOCK))}
    command: list[str | Path] = [sys.executable, "-m", "pip_audit", *OPTIONS, "--requirement", lock]
    command += ["--vulnerability-service", "osv", "--osv-url", service]
    command += [word for name in ignored for word in ("--ignore-vuln", name)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    try:
        looked_up = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotAuditedError(f"{service} gives no answer ({last.partition(':')[0][:80]})") from None
    if skipped := [package["name"] for package in looked_up if "skip_reason" in package]:
        raise NotAuditedError(f"{service} gives no answer for {skipped[0]}")
    return Report(len(looked_up), tuple(told(package, one) for package in looked_up for one in package["vulns"]))


def told(package: dict[str, str], weakness: dict[str, list[str]]) -> str:
    """One weakness of one package, on a line."""
    versions = ", ".join(weakness["fix_versions"])
    remedy = f"mended in {versions}" if versions else "not mended yet"
    names = ", ".join([str(weakness["id"]), *weakness["aliases"]])
    return f"{package['name']} {package['version']}: {names} ({remedy})"
