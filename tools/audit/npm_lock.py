"""A lock file of npm packages, looked up by npm itself."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Collection
from pathlib import Path

from tools.audit.report import NotAuditedError, Report

__all__ = ["audit_npm"]


def audit_npm(lock: Path, ignored: Collection[str]) -> Report:
    """Ask the npm registry for what is known of a lock file's packages. Raises NotAuditedError."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotAuditedError("npm is not on this machine")
    packages = len(json.loads(lock.read_text("utf-8"))["packages"]) - 1
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(lock.with_name(name), folder)
        command = [npm, "audit", "--package-lock-only", "--json"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return Report(packages, tuple(weaknesses(done.stdout, ignored)))


def weaknesses(answer: str, ignored: Collection[str]) -> list[str]:
    """Read what `npm audit --json` has printed. Raises NotAuditedError where that is no list of weaknesses."""
    try:
        found = json.loads(answer)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        raise NotAuditedError("npm's registry does not answer `npm audit`") from None
    advisories = {
        (package, advisory["url"].rpartition("/")[2], advisory["range"])
        for package, entry in found.items()
        for advisory in entry["via"]
        if isinstance(advisory, dict)
    }
    return [f"{package} {versions}: {name}" for package, name, versions in sorted(advisories) if name not in ignored]
