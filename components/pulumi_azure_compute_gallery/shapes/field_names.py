"""Where an argument ends up in azure-native's inputs: findings are reported under the argument's name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compute_gallery_rules import Finding
from pulumi_azure_compute_gallery.arguments.spelling import snake_case

__all__ = ["argument_name", "under_argument_names"]

MOVED = (
    ("galleryImageVersionName", "version"),
    ("galleryImageName", "image_definition_name"),
    ("storageProfile.dataDiskImages", "data_disks"),
    ("storageProfile.osDiskImage.hostCaching", "host_caching"),
    ("storageProfile.osDiskImage.source.uri", "source.vhd.uri"),
    ("storageProfile.osDiskImage.source.storageAccountId", "source.vhd.storage_account"),
    ("storageProfile.osDiskImage.source.id", "source"),
    ("storageProfile.osDiskImage.source", "source"),
    ("storageProfile.osDiskImage", "source"),
    ("storageProfile.source.id", "source"),
    ("storageProfile.source", "source"),
    ("storageProfile", "source"),
    ("publishingProfile.", ""),
    ("publishingProfile", "target_regions"),
    ("safetyProfile.", ""),
    ("features_start_at", "features_start_at"),
    ("features", "security_type"),
)
"""Prefixes of azure-native paths with what takes their place; the first that fits counts."""

PATH = re.compile(
    r"\b(?:galleryImageVersionName|galleryImageName|(?:publishing|safety|security|sharing|storage)Profile"
    r"|allowUpdateImage|confidentialVMEncryptionType|replicationMode)[\w\[\]]*(?:\.\w[\w\[\]]*)*"
)
"""An azure-native path inside a text."""

DISK_SOURCE = re.compile(r"^(data_disks\[\d+\]\.)source\.(id|uri|storageAccountId)$")
"""A field of a data disk's source, once the disk itself has its argument's name."""

DISK_SOURCE_FIELDS = {"id": "source", "uri": "source.vhd.uri", "storageAccountId": "source.vhd.storage_account"}
"""Where the fields of a data disk's source stand in its argument."""


def argument_name(path: str) -> str:
    """Return the argument behind a path: publishingProfile.targetRegions[1].name is target_regions[1].name."""
    if ":" in path or path.isupper():
        return path  # A setting of the provider, in the config or the environment.
    if path.startswith("tags."):
        return path  # The name of a tag is nobody's but the user's.
    for prefix, name in MOVED:
        if path.startswith(prefix):
            path = name + path[len(prefix) :]
            break
    path = DISK_SOURCE.sub(lambda place: place[1] + DISK_SOURCE_FIELDS[place[2]], path)
    return re.sub(r"\b[a-z]\w*", lambda word: snake_case(word[0]), path)


def under_argument_names(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Put findings on azure-native's inputs under the names of the arguments that they come from."""
    for finding in findings:
        yield replace(
            finding,
            field=argument_name(finding.field),
            problem=in_argument_names(finding.problem),
            allowed=in_argument_names(finding.allowed),
            instead=in_argument_names(finding.instead) if finding.instead else None,
        )


def in_argument_names(text: str) -> str:
    """Return a text with every azure-native path in it under its argument's name."""
    return PATH.sub(lambda path: argument_name(path[0]), text)
