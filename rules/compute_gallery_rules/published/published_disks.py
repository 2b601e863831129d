"""The disks of a published version: what they were made from, their LUNs, and how they are encrypted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from compute_gallery_rules.azure.confidential_vms import TYPE_FIELD
from compute_gallery_rules.azure.encryption_sets import SECURE_SET_FIELD
from compute_gallery_rules.azure.sources import DATA_DISKS, blob_address
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.published.published_places import Place, places
from compute_gallery_rules.values.inputs import Inputs, entries, integer, read
from compute_gallery_rules.values.printable import printable, without_secret
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["as_published", "changes_of_disks"]

WHOLE = ("id", "virtualMachineId", "communityGalleryImageId")
DISK = ("id", "uri", "storageAccountId")
OS_ENCRYPTION = ("encryption.osDiskImage.diskEncryptionSetId", SECURE_SET_FIELD, TYPE_FIELD)
DIFFERS = "differs from what the version was made from"


@dataclass(frozen=True, slots=True)
class Reference:
    """An id or address. Two are equal when Azure takes them for the same."""

    same: object
    """What is compared: without the token that a query holds, and in lower case but for the name of a blob."""
    written: object = field(compare=False)
    """What messages show."""


Sources = Mapping[str, Reference]
"""The path of each part of a source."""

NOTHING = Reference(None, None)


def changes_of_disks(old: Inputs, new: Inputs, advice: str) -> Iterator[Problem]:
    """Find changes of sources, of LUNs, and of encryption where the version is already; `advice` says what to do."""
    before, after = os_sources(old), os_sources(new)
    if before and after:
        yield from _of_source(before, after, advice)
        held, declared = data_disks(old), data_disks(new)
        if held is not None and declared is not None:
            yield from _of_data_disks(held, declared, advice)
    yield from _of_encryption(encryption(old), encryption(new), advice)


def as_published(value: object) -> str:
    """Say what a published value is."""
    return "none" if value is None else printable(value)


def os_sources(inputs: Inputs) -> Sources:
    """Return what the operating system's disk is made from: Azure's answers leave the source out now and then."""
    places = [("storageProfile.source", WHOLE), ("storageProfile.osDiskImage.source", DISK)]
    return {path: value for place, fields in places for path, value in _parts(inputs, place, fields)}


def data_disks(inputs: Inputs) -> dict[int, tuple[str, Sources]] | None:
    """Return path and source of each data disk that has a source of its own, by LUN; None while which is unknown."""
    if read(inputs, DATA_DISKS) is UNKNOWN:
        return None
    found: dict[int, tuple[str, Sources]] = {}
    for path, disk in entries(inputs, DATA_DISKS):
        lun, source = integer(read(disk, "lun")), read(disk, "source")
        if lun is UNKNOWN or source is UNKNOWN:
            return None
        parts = dict(_parts({"source": source}, "source", DISK))
        if isinstance(lun, int) and parts:
            found[lun] = (path, parts)
    return found


def encryption(inputs: Inputs) -> dict[tuple[Place, str], tuple[str, Reference]]:
    """Return path and value of each field that says how a disk is encrypted, by place and by field or LUN.

    A place is left out while it is not known which of its data disks are encrypted.
    """
    found: dict[tuple[Place, str], tuple[str, Reference]] = {}
    for place, path, value in places(inputs):
        if place is None or not _knows_data_disks(value):
            continue
        for name in OS_ENCRYPTION:
            found[place, name] = (f"{path}.{name}", _reference(read(value, name)))
        for disk_path, disk in entries(value, "encryption.dataDiskImages"):
            own = f"{path}.{disk_path}.diskEncryptionSetId"
            found[place, str(integer(read(disk, "lun")))] = (own, _reference(read(disk, "diskEncryptionSetId")))
    return found


def _knows_data_disks(place: object) -> bool:
    """Tell whether it is known which data disks a place encrypts: the ids of their sets need not be."""
    data = "encryption.dataDiskImages"
    luns = (read(disk, "lun") for _, disk in entries(place, data))
    return UNKNOWN not in (read(place, data), *luns)


def _of_source(old: Sources, new: Sources, advice: str) -> Iterator[Problem]:
    if not all_known(*old.values(), *new.values()):
        return
    for path in [*new, *(path for path in old if path not in new)]:
        if old.get(path) != new.get(path):
            allowed = ", ".join(as_published(one.written) for one in old.values())
            yield Problem(path, new.get(path, NOTHING).written, DIFFERS, allowed, advice)
            return


def _of_data_disks(
    old: Mapping[int, tuple[str, Sources]], new: Mapping[int, tuple[str, Sources]], advice: str
) -> Iterator[Problem]:
    for lun, (path, parts) in new.items():
        if lun not in old:
            yield Problem(f"{path}.lun", lun, "is not a LUN of the published version", _luns(old), advice)
        elif all_known(*old[lun][1].values(), *parts.values()) and old[lun][1] != parts:
            part = next(name for name in [*parts, *old[lun][1]] if parts.get(name) != old[lun][1].get(name))
            shown, kept = (one.get(part, NOTHING).written for one in (parts, old[lun][1]))
            yield Problem(f"{path}.{part}", shown, DIFFERS, as_published(kept), advice)
    for lun in sorted(old.keys() - new.keys()):
        yield Problem(
            DATA_DISKS,
            f"without LUN {lun}",
            "differs from the published version",
            _luns(old),
            advice,
        )


def _of_encryption(
    old: Mapping[tuple[Place, str], tuple[str, Reference]],
    new: Mapping[tuple[Place, str], tuple[str, Reference]],
    advice: str,
) -> Iterator[Problem]:
    stays = {place for place, _ in old} & {place for place, _ in new}
    for one in [*new, *(one for one in old if one not in new)]:
        before, after = old.get(one, ("", NOTHING))[1], new.get(one, ("", NOTHING))[1]
        if one[0] in stays and all_known(before, after) and before != after:
            path = (new.get(one) or old[one])[0]
            problem = "differs from the encryption of the disks that are there"
            yield Problem(path, after.written, problem, as_published(before.written), advice)


def all_known(*references: Reference) -> bool:
    """Tell whether all references are known already."""
    return all(one.same is not UNKNOWN for one in references)


def _parts(inputs: Inputs, place: str, fields: tuple[str, ...]) -> Iterator[tuple[str, Reference]]:
    for name in fields:
        value = _reference(read(inputs, f"{place}.{name}"), is_address=name == "uri")
        if value != NOTHING:
            yield f"{place}.{name}", value


def _reference(value: object, *, is_address: bool = False) -> Reference:
    if not isinstance(value, str):
        return Reference(value, value)
    public = without_secret(value.strip()).rstrip("/")
    return Reference(blob_address(public) if is_address else public.lower(), value)


def _luns(disks: Mapping[int, object]) -> str:
    return f"LUN {', '.join(map(str, sorted(disks)))}" if disks else "no data disks"
