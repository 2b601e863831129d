"""With which subscriptions and tenants a gallery is shared, and the commands that share it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence

from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.tables.roles import GUID
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["judge_direct_sharing", "sharing_commands", "sharing_reset_commands"]

LIMITS = {"subscription_ids": 30, "tenant_ids": 5}
"""Source: Azure's page on sharing a gallery directly."""

SHARE = ("az", "sig", "share")


def judge_direct_sharing(profile: object) -> tuple[Finding, ...]:
    """Judge a sharing profile with permissions, subscription_ids and tenant_ids."""
    problems = _problems(profile) if isinstance(profile, Mapping) else ()
    return tuple(Finding.of("direct-sharing", problem) for problem in problems)


def sharing_commands(resource_group: str, gallery: str, profile: Mapping[str, object], subscription: str) -> list[str]:
    """Return the commands, in order, that share a gallery as its profile says; none for a private gallery.

    They are for a POSIX shell and the Azure CLI, and follow `pulumi up`: azure-native has no input for what they do. To
    run them again changes nothing.
    """
    permissions = _permissions(profile)
    place = _place(resource_group, gallery, subscription)
    if permissions == "community":
        return [shlex.join((*SHARE, "enable-community", *place))]
    members = [part for field in LIMITS for part in _option(field, profile.get(field))]
    return [shlex.join((*SHARE, "add", *place, *members))] if permissions == "groups" and members else []


def sharing_reset_commands(
    resource_group: str, gallery: str, profile: Mapping[str, object], subscription: str
) -> list[str]:
    """Return the commands that end the sharing of a gallery: Azure deletes none that is shared.

    They come right before `pulumi destroy`, and not otherwise: the gallery is private afterwards, for good.
    """
    is_shared = _permissions(profile) in ("groups", "community")
    return [shlex.join((*SHARE, "reset", *_place(resource_group, gallery, subscription)))] if is_shared else []


def _permissions(profile: Mapping[str, object]) -> str:
    return str(profile.get("permissions") or "").strip().lower()


def _place(resource_group: str, gallery: str, subscription: str) -> tuple[str, ...]:
    return "--subscription", subscription, "--resource-group", resource_group, "--gallery-name", gallery


def _option(field: str, ids: object) -> Sequence[str]:
    given = [each.strip() for each in ids if isinstance(each, str)] if isinstance(ids, list | tuple) else []
    return (f"--{field.replace('_', '-')}", *dict.fromkeys(given)) if given else ()


def _problems(profile: Mapping[str, object]) -> Iterator[Problem]:
    permissions = profile.get("permissions")
    for field, limit in LIMITS.items():
        ids = profile.get(field)
        place = f"sharing_profile.{field}"
        if not isinstance(ids, list | tuple):
            continue
        if permissions is not UNKNOWN and ids and _permissions(profile) != "groups":
            problem = "is given to a gallery that is not shared with groups"
            yield Problem(place, ids, problem, 'the permissions "Groups" beside it', 'permissions: "Groups"')
        if len(ids) > limit:
            problem = "is more than Azure shares a gallery with"
            yield Problem(place, ids, problem, f"at most {limit}", "the permissions Community, or roles")
        yield from _ids(place, ids)


def _ids(place: str, ids: Sequence[object]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, each in enumerate(ids):
        if each is UNKNOWN:
            continue
        plain = each.strip().lower() if isinstance(each, str) else ""
        if not GUID.fullmatch(plain):
            yield Problem(f"{place}[{index}]", each, "is no id", "a GUID")
        elif (first := seen.setdefault(plain, index)) != index:
            yield Problem(f"{place}[{index}]", each, f"is the same as {place}[{first}]", "each id once")
