"""What the tests of the components have in common."""

from collections.abc import Iterator

import pytest

from tests.components.component_run import fresh_loop


@pytest.fixture(autouse=True)
def no_subscription_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see no subscription but the one they name."""
    monkeypatch.delenv("ARM_SUBSCRIPTION_ID", raising=False)


@pytest.fixture
def loop() -> Iterator[None]:
    """An event loop, for tests that make Outputs without running a program."""
    with fresh_loop():
        yield
