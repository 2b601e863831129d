"""Which resources of a stack are made one after the other, for stacks of any length."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from compute_gallery_rules.together.declared import DeclaredResource

__all__ = ["Order", "order_of"]


@dataclass(frozen=True, slots=True)
class Order:
    """The order among the resources that are watched.

    A set of them is one number with a bit for each: a chain of thousands has as many sets, each of thousands.
    """

    bits: Mapping[str, int]
    """The bit of each watched resource, by URN."""
    before: Mapping[str, int]
    """The watched resources that each resource waits for, directly or through others."""
    after: Mapping[str, int]
    """The watched resources that wait for each resource."""

    def waits(self, one: DeclaredResource, other: DeclaredResource) -> bool:
        """Tell whether one watched resource is made after another."""
        return bool(self.before.get(one.urn, 0) & self.bits[other.urn])

    def apart(self, group: Sequence[DeclaredResource]) -> Iterator[tuple[DeclaredResource, DeclaredResource]]:
        """Yield each of a group that is in no order with one that stands before it, and the first such one."""
        earlier = 0
        by_bit: dict[int, DeclaredResource] = {}
        for each in group:
            unordered = earlier & ~(self.before.get(each.urn, 0) | self.after.get(each.urn, 0))
            if unordered:
                yield each, by_bit[unordered & -unordered]
            earlier |= self.bits[each.urn]
            by_bit[self.bits[each.urn]] = each


def order_of(resources: Sequence[DeclaredResource], watched: Sequence[DeclaredResource]) -> Order:
    """Find the order among the watched resources of a stack, in one pass over all of them.

    What stands in a circle, which Pulumi does not make, waits for nothing.
    """
    bits = {urn: 1 << index for index, urn in enumerate(dict.fromkeys(each.urn for each in watched))}
    waits_for = {each.urn: each.depends_on for each in resources}
    sequence = _sequence(waits_for)
    before: dict[str, int] = {}
    for urn in sequence:
        before[urn] = 0
        for other in waits_for.get(urn, ()):
            before[urn] |= before[other] | bits.get(other, 0)
    after = dict.fromkeys(sequence, 0)
    for urn in reversed(sequence):
        for other in waits_for.get(urn, ()):
            after[other] |= after[urn] | bits.get(urn, 0)
    return Order(bits, before, after)


def _sequence(waits_for: Mapping[str, frozenset[str]]) -> list[str]:
    """Return all URNs, each behind what it waits for; without those of a circle, and what waits for them."""
    sorter = TopologicalSorter(waits_for)
    with suppress(CycleError):
        sorter.prepare()
    found: list[str] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found += ready
        sorter.done(*ready)
    return found
