"""Whether the versions of a stack, and their definitions, agree with the sources that the stack declares too."""

from collections.abc import Iterator, Sequence
from itertools import chain

from compute_gallery_rules.azure.captured_machine import running_machine
from compute_gallery_rules.azure.sources import DATA_DISKS, DIRECT_SOURCE, OS_DISK_SOURCE
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.together.agreement import agree
from compute_gallery_rules.together.belonging import Belonging, belonging
from compute_gallery_rules.together.copies import definition_with_source_definition, version_with_source_version
from compute_gallery_rules.together.declared import DeclaredOrigin, DeclaredResource, StackProblem
from compute_gallery_rules.together.source_agreement import definition_with_source, machine_as_source
from compute_gallery_rules.together.stack_sources import source_versions
from compute_gallery_rules.values.inputs import read
from compute_gallery_rules.values.printable import printable

__all__ = ["source_machine_stopped", "version_agrees_with_source"]

MACHINE = "virtual_machine"
LOCATION = "location"
WHOLE = (MACHINE, "managed_image")


def version_agrees_with_source(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check each version, and its definition, against the source of the same stack; see `version_against_source`.

    A resource is told once of each difference, however many versions are made from one source. A version that is made
    from another version of the stack lies in one of its regions, and their definitions are of one kind; see
    `version_against_source_version` and `definition_against_source_definition`.
    """
    family = belonging(resources)
    told: set[tuple[str, str, str]] = set()
    for each, problem in chain(_with_source_version(resources, family), _with_origin(resources, family)):
        key = (each.urn, problem.field, problem.problem)
        if key not in told:
            told.add(key)
            yield each, problem


def _with_source_version(resources: Sequence[DeclaredResource], family: Belonging) -> Iterator[StackProblem]:
    """Yield what a version made from another one, and its definition, differ in; keys have a rule of their own."""
    for each, source in source_versions(resources):
        found = version_with_source_version(each.inputs, source.inputs, source.name)
        yield from ((each, problem) for problem in found if problem.field == LOCATION)
        own, theirs = family.definition(each), family.definition(source)
        if own and theirs and own is not theirs:
            different = definition_with_source_definition(own.inputs, theirs.inputs, source.name)
            yield from ((own, problem) for problem in different)


def _with_origin(resources: Sequence[DeclaredResource], family: Belonging) -> Iterator[StackProblem]:
    """Yield what a version made from a machine, an image or a disk, and its definition, differ from it in."""
    for each in resources:
        origin = _origin(each)
        if origin is None:
            continue
        theirs = f"the source {printable(origin.name)}"
        own, other = each.inputs.get(LOCATION), origin.inputs.get(LOCATION)
        yield from ((each, problem) for problem in agree(LOCATION, own, other, theirs, region_name))
        for problem in machine_as_source(origin.inputs) if origin.kind == MACHINE else ():
            wrong = f"is {theirs}, whose {problem.field} {problem.problem}"
            yield each, Problem(DIRECT_SOURCE, None, wrong, problem.allowed, "a source without it")
        definition = family.definition(each)
        if definition:
            different = definition_with_source(definition.inputs, origin.inputs, origin.kind)
            yield from ((definition, problem) for problem in different)


def source_machine_stopped(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Warn of a version that is made from a machine which the same run makes; see `running_machine` (S22)."""
    family = belonging(resources)
    for each in resources:
        origin = _origin(each)
        if origin and origin.kind == MACHINE and origin.is_new:
            definition = family.definition(each)
            yield each, running_machine(DIRECT_SOURCE, origin.name, definition.inputs if definition else None)


def _origin(version: DeclaredResource) -> DeclaredOrigin | None:
    """Return the origin of the OS disk: of a disk or snapshot it is known only where there are no data disks."""
    origin = version.origin
    if origin is None:
        return None
    if origin.kind in WHOLE:
        return origin if read(version.inputs, DIRECT_SOURCE) is not None else None
    alone = read(version.inputs, DATA_DISKS) in (None, [])
    return origin if alone and read(version.inputs, OS_DISK_SOURCE) is not None else None
