"""Changes written into the inputs that a remediation is given: secrets stay secret, and unknown values untouched."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, cast

from compute_gallery_rules.team.change import Change

__all__ = ["mended"]


class _Writable(Protocol):
    def __setitem__(self, key: object, value: object, /) -> None: ...


def mended(props: Mapping[str, object], changes: Iterable[Change]) -> Mapping[str, object]:
    """Write the changes into the inputs themselves, and return them.

    `pulumi_policy` hands out its own mapping, which unwraps secrets to be read and wraps them again when they are
    written: a copy of it would hold them in clear. So only what a change names is touched. A change whose place does
    not exist, or is not known yet, is left out.
    """
    for change in changes:
        _write(props, change.path, change.value)
    return props


def _write(container: object, path: tuple[str | int, ...], value: object) -> None:
    key, rest = path[0], path[1:]
    if isinstance(container, Mapping) and isinstance(key, str):
        if not rest:
            cast("_Writable", container)[key] = value
            return
        if container.get(key) is None:
            cast("_Writable", container)[key] = {} if isinstance(rest[0], str) else []
        _write(container.get(key), rest, value)
    elif isinstance(container, Sequence) and not isinstance(container, str | bytes) and isinstance(key, int):
        if key < len(container) and rest:
            _write(container[key], rest, value)
        elif key == len(container) and not rest:
            _append(container, value)


def _append(container: Sequence[object], value: object) -> None:
    # The list that pulumi_policy hands out cannot grow; the list behind it, which it sends back, can.
    behind = container if isinstance(container, list) else container["__target"]  # type: ignore[call-overload]
    behind.append(value)
