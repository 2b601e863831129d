"""With whom a gallery is shared, and the commands for it."""

import re
import shlex
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import UNKNOWN, judge_direct_sharing, sharing_commands, sharing_reset_commands

SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
ONE = "11111111-1111-1111-1111-111111111111"
TWO = "22222222-2222-2222-2222-222222222222"
NAMES = st.text(min_size=1, max_size=20).filter(lambda name: name.strip() and "\x00" not in name)

GRAMMAR = {
    "add": {"--subscription", "--resource-group", "--gallery-name", "--subscription-ids", "--tenant-ids"},
    "enable-community": {"--subscription", "--resource-group", "--gallery-name"},
    "reset": {"--subscription", "--resource-group", "--gallery-name"},
}
"""Commands of the group `az sig share`, and the options that each takes (its command table, 2026)."""

LISTS = {"--subscription-ids", "--tenant-ids"}


def parsed(command: str) -> tuple[str, dict[str, list[str]]]:
    """Read a command as a shell and the Azure CLI do: one value for an option, several for a list."""
    az, sig, share, name, *rest = shlex.split(command)
    assert (az, sig, share) == ("az", "sig", "share")
    options: dict[str, list[str]] = {}
    option = ""
    for word in rest:
        if word in GRAMMAR[name]:
            option = word
            options[option] = []
        else:
            options[option].append(word)
    assert {"--resource-group", "--gallery-name"} <= set(options)
    for option, values in options.items():
        assert len(values) >= 1 if option in LISTS else len(values) == 1
    return name, options


@given(NAMES, NAMES, st.lists(st.uuids().map(str), max_size=4), st.lists(st.uuids().map(str), max_size=4))
def test_commands_keep_the_clis_grammar(group: str, gallery: str, subscriptions: list[str], tenants: list[str]) -> None:
    """Whatever the names are, a shell hands the CLI exactly them, and each id once."""
    profile = {"permissions": "groups", "subscription_ids": subscriptions, "tenant_ids": tenants}
    commands = sharing_commands(group, gallery, profile, SUBSCRIPTION)
    assert len(commands) == bool(subscriptions or tenants)
    for command in commands:
        name, options = parsed(command)
        assert name == "add"
        assert options["--resource-group"] == [group]
        assert options["--gallery-name"] == [gallery]
        assert options.get("--subscription-ids", []) == list(dict.fromkeys(subscriptions))
        assert options.get("--tenant-ids", []) == list(dict.fromkeys(tenants))
    (reset,) = sharing_reset_commands(group, gallery, profile, SUBSCRIPTION)
    assert parsed(reset)[0] == "reset"


def test_community_gallery_is_enabled_and_reset() -> None:
    """A community gallery is enabled after it was made, and reset before it goes."""
    (enable,) = sharing_commands("rg", "g", {"permissions": "Community"}, SUBSCRIPTION)
    assert enable == f"az sig share enable-community --subscription {SUBSCRIPTION} --resource-group rg --gallery-name g"
    (reset,) = sharing_reset_commands("rg", "g", {"permissions": "Community"}, SUBSCRIPTION)
    assert reset == f"az sig share reset --subscription {SUBSCRIPTION} --resource-group rg --gallery-name g"


@pytest.mark.parametrize("profile", [{}, {"permissions": "Private"}, {"permissions": None}])
def test_private_gallery_has_no_commands(profile: dict[str, object]) -> None:
    """What is not shared needs nothing."""
    assert sharing_commands("rg", "g", profile, SUBSCRIPTION) == []
    assert sharing_reset_commands("rg", "g", profile, SUBSCRIPTION) == []


def test_good_profiles_pass() -> None:
    """Up to 30 subscriptions and 5 tenants of a gallery for groups are fine, and what is not known yet."""
    ids = [str(uuid.UUID(int=number)) for number in range(30)]
    assert judge_direct_sharing({"permissions": "Groups", "subscription_ids": ids, "tenant_ids": ids[:5]}) == ()
    assert judge_direct_sharing({"permissions": UNKNOWN, "subscription_ids": [ONE, UNKNOWN]}) == ()
    assert judge_direct_sharing(UNKNOWN) == judge_direct_sharing(None) == ()


@pytest.mark.parametrize(
    ("own", "field", "said"),
    [
        ({"permissions": None, "subscription_ids": [ONE]}, "subscription_ids", 'permissions: "Groups"'),
        ({"permissions": "Community", "tenant_ids": [ONE]}, "tenant_ids", 'permissions: "Groups"'),
        ({"subscription_ids": [ONE, "mine"]}, r"subscription_ids\[1\]", "a GUID"),
        ({"subscription_ids": [ONE, TWO, ONE.upper()]}, r"subscription_ids\[2\]", "each id once"),
        ({"tenant_ids": [str(uuid.UUID(int=number)) for number in range(6)]}, "tenant_ids", "at most 5"),
        ({"subscription_ids": [str(uuid.UUID(int=number)) for number in range(31)]}, "subscription_ids", "at most 30"),
    ],
)
def test_bad_profiles_are_told(own: dict[str, object], field: str, said: str) -> None:
    """Each mistake is one finding with its field and what to write."""
    (finding,) = judge_direct_sharing({"permissions": "Groups", **own})
    assert re.fullmatch(f"sharing_profile.{field}", finding.field)
    assert said in finding.text("Gallery 'g'")
