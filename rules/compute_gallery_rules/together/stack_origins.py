"""Whether the versions of a stack, and their definitions, agree with the sources that the stack declares too."""

from collections.abc import Iterator, Sequence

from compute_gallery_rules.azure.captured_machine import running_machine
from compute_gallery_rules.azure.sources import DATA_DISKS, DIRECT_SOURCE, OS_DISK_SOURCE
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.together.agreement import agree
from compute_gallery_rules.together.belonging import belonging
from compute_gallery_rules.together.copies import version_against_source_version
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

    A definition is told once of each difference, however many versions are made from one source. A version that is made
    from another version of the stack lies in one of its regions; see `version_against_source_version`.
    """
    yield from _outside_source_version(resources)
    family = belonging(resources)
    told: set[tuple[str, str, str]] = set()
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
        if definition is None:
            continue
        for problem in definition_with_source(definition.inputs, origin.inputs, origin.kind):
            key = (definition.urn, problem.field, problem.problem)
            if key not in told:
                told.add(key)
                yield definition, problem


def source_machine_stopped(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Warn of a version that is made from a machine which the same run makes; see `running_machine` (S22)."""
    family = belonging(resources)
    for each in resources:
        origin = _origin(each)
        if origin and origin.kind == MACHINE and origin.is_new:
            definition = family.definition(each)
            yield each, running_machine(DIRECT_SOURCE, origin.name, definition.inputs if definition else None)


def _outside_source_version(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Yield each version whose source version does not come to its region; keys have a rule of their own."""
    for each, source in source_versions(resources):
        for found in version_against_source_version(each.inputs, source.inputs, source.name):
            if found.field == LOCATION:
                own = each.inputs.get(LOCATION)
                yield each, Problem(LOCATION, own, found.problem, found.allowed, found.instead, found.severity)


def _origin(version: DeclaredResource) -> DeclaredOrigin | None:
    """Return the origin of the OS disk: of a disk or snapshot it is known only where there are no data disks."""
    origin = version.origin
    if origin is None:
        return None
    if origin.kind in WHOLE:
        return origin if read(version.inputs, DIRECT_SOURCE) is not None else None
    alone = read(version.inputs, DATA_DISKS) in (None, [])
    return origin if alone and read(version.inputs, OS_DISK_SOURCE) is not None else None
