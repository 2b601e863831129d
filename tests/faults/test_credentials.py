"""Credentials that expire in the middle of `pulumi up`."""

import pytest

from tests.faults.agreement import assert_agreement, await_rest
from tests.faults.conftest import Azure
from tests.faults.estate import estate

pytestmark = pytest.mark.end_to_end


@pytest.mark.parametrize(
    "requests", [9, pytest.param(14, marks=pytest.mark.soak), pytest.param(24, marks=pytest.mark.soak)]
)
def test_update_goes_on_after_signing_in_again(azure: Azure, requests: int) -> None:
    """From some request on Azure accepts no token: that is told, what was made is kept, and the next `up` goes on."""
    stack, tree = azure.stack(f"expired{requests}"), estate(f"expired{requests}", 2, 2)
    azure.faults({"fault": "expiredToken", "skip": requests})
    try:
        told = stack.refused(tree, "up", "--yes", "--skip-preview")
    finally:
        azure.faults()
    assert 'Status=401 Code="ExpiredAuthenticationToken"' in told
    assert stack.resources()["images-gallery"]["id"]
    await_rest(stack, tree)
    stack.up(tree)
    assert_agreement(stack, tree)
