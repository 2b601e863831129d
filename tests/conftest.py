"""Property tests take the time that they need: the machine may be busy with other tests. Figures stand at the end."""

import pytest
from hypothesis import HealthCheck, settings

from tests.figures import figures_of

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests of this run have counted."""
    lines = figures_of(report for reports in terminalreporter.stats.values() for report in reports)
    if lines:
        terminalreporter.section("figures")
    for line in lines:
        terminalreporter.write_line(line)
