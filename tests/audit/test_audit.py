"""`make audit`: what is known is told, and what was not looked up never passes for clean."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.audit.osv_stand_in import osv_database
from tests.docs.pages import ROOT
from tools.audit.locks import AcceptedError, accepted
from tools.audit.npm_lock import weaknesses
from tools.audit.python_lock import audit_python
from tools.audit.report import NotAuditedError

UV = ROOT / "tools" / "environment" / "uv.lock"
KNOWN = {
    "uv": [
        {
            "id": "GHSA-xxxx-yyyy-zzzz",
            "summary": "A weakness.",
            "aliases": ["CVE-2099-0001"],
            "affected": [
                {
                    "package": {"name": "uv", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0.0"}]}],
                }
            ],
        }
    ]
}


def audit(service: str) -> subprocess.CompletedProcess[str]:
    """Run the command on one lock file."""
    command = [sys.executable, "-m", "tools.audit", str(UV), "--osv-url", service]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_clean_lock_is_said_to_be_clean() -> None:
    """Where the database knows nothing, the command says how many packages it has asked for, and ends with 0."""
    with osv_database({}) as service:
        done = audit(service)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "audit: tools/environment/uv.lock: 1 packages, nothing is known against them\n"


def test_a_known_weakness_is_told() -> None:
    """Package, version, names and remedy stand on one line; the command ends with 1."""
    with osv_database(KNOWN) as service:
        done = audit(service)
        assert done.returncode == 1
        assert "uv 0." in done.stdout
        assert "CVE-2099-0001" in done.stdout
        assert "(mended in 99.0.0)" in done.stdout
        assert audit_python(UV, ["GHSA-xxxx-yyyy-zzzz"], service).weaknesses == ()


@pytest.mark.parametrize("status", [404, 500])
def test_a_service_that_fails_is_no_clean_audit(status: int) -> None:
    """An error of the service is one line, names the lock that was not audited, and ends with 2."""
    with osv_database({}, status) as service:
        done = audit(service)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith("tools/environment/uv.lock not audited\n")
    assert done.stderr.count("\n") == 1


def test_no_service_is_one_line() -> None:
    """Without a network the command says so in one line, and ends with 2."""
    done = audit("http://127.0.0.1:9/v1/query")
    assert done.returncode == 2
    assert done.stderr.startswith("audit: http://127.0.0.1:9/v1/query gives no answer (")
    assert done.stderr.count("\n") == 1


def test_npm_is_read() -> None:
    """Each advisory of npm is one line; what is no list of them is no audit."""
    advisory = {"url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "range": "<1.0.1"}
    answer = json.dumps({"vulnerabilities": {"a": {"via": [advisory, "b"]}, "c": {"via": ["a"]}}})
    assert weaknesses(answer, ()) == ["a <1.0.1: GHSA-aaaa-bbbb-cccc"]
    assert weaknesses(answer, ["GHSA-aaaa-bbbb-cccc"]) == []
    for odd in ("", "{}", "[]", '{"message": "405"}'):
        with pytest.raises(NotAuditedError, match="npm's registry does not answer"):
            weaknesses(odd, ())


def test_what_is_accepted_ends(tmp_path: Path) -> None:
    """A weakness is passed over until its date, with a reason; anything else in the list is refused."""
    file = tmp_path / "accepted.json"
    file.write_text(json.dumps([{"id": "GHSA-1", "reason": "not reached", "until": "2026-12-31"}]))
    assert accepted(file, dt.date(2026, 12, 31)) == ["GHSA-1"]
    assert accepted(file, dt.date(2027, 1, 1)) == []
    for odd in ('[{"id": "GHSA-1"}]', "{", '["GHSA-1"]', "5", '[{"id": "a", "reason": " ", "until": "2026-12-31"}]'):
        file.write_text(odd)
        with pytest.raises(AcceptedError, match=r"accepted\.json"):
            accepted(file, dt.date(2026, 12, 31))
    assert accepted(ROOT / "tools" / "audit" / "accepted.json", dt.date(2026, 1, 1)) is not None
