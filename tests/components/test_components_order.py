"""Which version waits for which."""

import itertools
from collections.abc import Callable, Hashable, Sequence

import pulumi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_azure_compute_gallery import ImageVersion
from pulumi_azure_compute_gallery.judging.declared import Declared, DeclaredResource
from tests.components.component_args import GROUP, declare_gallery, nested_definition, nested_version, version_args
from tests.components.component_run import SUBSCRIPTION, Run, compute_id, resource_id, run_program

OTHER_SUBSCRIPTION = "00000000-0000-0000-0000-00000000000f"
KNOWN_SUBSCRIPTION = {"azure-native:subscriptionId": SUBSCRIPTION}


def declare(number: str, source: object, *depends_on: pulumi.Resource) -> ImageVersion:
    """Declare a version whose logical name is its number."""
    return ImageVersion(
        number, version_args(version=number, source=source), pulumi.ResourceOptions(depends_on=list(depends_on))
    )


def version_id(number: str, subscription: str = SUBSCRIPTION) -> str:
    """Return the id of a version that `declare` declares."""
    return resource_id(GROUP, "myGallery", "myImageDefinition", number).replace(SUBSCRIPTION, subscription)


def waiting(run: Run) -> dict[str, set[str]]:
    """Return which version waits for which others."""
    versions = [one for one in run.succeeded().custom if one.type.endswith("Version")]
    return {
        one.name.removesuffix("-version"): {other.removesuffix("-version") for other in one.depends_on}
        for one in versions
    }


@pytest.mark.parametrize(("field", "kind"), [("managed_image_id", "images"), ("virtual_machine_id", "virtualMachines")])
def test_one_at_a_time(field: str, kind: str) -> None:
    """S23: versions of one managed image or virtual machine are made one after the other, in whatever casing."""

    def program() -> None:
        declare("1.0.0", {field: compute_id(kind, "a")})
        declare("1.0.1", {field: compute_id(kind, "A").upper().replace("/SUBSCRIPTIONS", "/subscriptions")})
        declare("1.0.2", {field: compute_id(kind, "a")})
        declare("2.0.0", {field: compute_id(kind, "b")})

    assert waiting(run_program(program)) == {"1.0.0": set(), "1.0.1": {"1.0.0"}, "1.0.2": {"1.0.1"}, "2.0.0": set()}


def test_source_under_another_spelling_of_its_number() -> None:
    """A version waits for its source also where the id writes the source's number otherwise."""

    def program() -> None:
        declare("2.0.0", {"image_version_id": version_id("1.0.00")})
        declare("1.0.0", {"disk_id": compute_id("disks", "a")})

    assert waiting(run_program(program, config=KNOWN_SUBSCRIPTION)) == {"1.0.0": set(), "2.0.0": {"1.0.0"}}


@pytest.mark.parametrize(("field", "kind"), [("disk_id", "disks"), ("snapshot_id", "snapshots")])
def test_side_by_side(field: str, kind: str) -> None:
    """S23: versions of one disk or snapshot wait for nothing."""

    def program() -> None:
        for number in ("1.0.0", "1.0.1"):
            declare(number, {field: compute_id(kind, "a")})

    assert waiting(run_program(program)) == {"1.0.0": set(), "1.0.1": set()}


def test_same_output_is_the_same_source() -> None:
    """S23: two versions of one Output wait for each other, though its value is known later only."""

    def program() -> None:
        image, other = (pulumi.Output.from_input(compute_id("images", name)) for name in ("a", "b"))
        declare("1.0.0", {"managed_image_id": image})
        declare("1.0.1", {"managed_image_id": image})
        declare("1.0.2", {"managed_image_id": other})

    assert waiting(run_program(program)) == {"1.0.0": set(), "1.0.1": {"1.0.0"}, "1.0.2": set()}


def test_nested_versions_of_different_definitions() -> None:
    """S23: order by source holds across definitions of a tree."""
    tree = {
        name: nested_definition(
            identifier={"publisher": "p", "offer": "o", "sku": name}, versions={"1.0.0": nested_version()}
        )
        for name in ("one", "two")
    }
    run = run_program(lambda: declare_gallery(definitions=tree)).succeeded()
    assert "images-one-1.0.0-version" in run.named("images-two-1.0.0-version").depends_on
    assert "images-two-1.0.0-version" not in run.named("images-one-1.0.0-version").depends_on


@settings(max_examples=6, deadline=None)
@given(st.permutations(["1.0.0", "1.0.1", "1.0.2"]))
def test_made_from_another_whichever_is_declared_first(declared: list[str]) -> None:
    """S4, S23: a version made from another one waits for it, in whatever order the program declares them."""
    sources = {
        "1.0.0": {"managed_image_id": compute_id("images", "a")},
        "1.0.1": {"image_version_id": version_id("1.0.0").replace("myGallery", "MYGALLERY")},
        "1.0.2": {"image_version_id": version_id("1.0.1")},
    }

    def program() -> None:
        for number in declared:
            declare(number, sources[number])

    assert waiting(run_program(program)) == {"1.0.0": set(), "1.0.1": {"1.0.0"}, "1.0.2": {"1.0.1"}}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_circle(length: int) -> None:
    """S4: versions that are made from each other in a circle are one readable error, and nothing hangs."""
    numbers = [f"1.0.{patch}" for patch in range(length)]

    def program() -> None:
        for number, origin in zip(numbers, itertools.islice(itertools.cycle(numbers), 1, None), strict=False):
            declare(number, {"image_version_id": version_id(origin)})

    run = run_program(program, config=KNOWN_SUBSCRIPTION)
    assert isinstance(run.error, pulumi.RunError)
    assert "is made from itself" in str(run.error)
    assert run.custom == []


def contradiction() -> None:
    """Declare a version made from a later one, which waits for it."""
    first = declare("1.0.0", {"image_version_id": version_id("1.0.1")})
    declare("1.0.1", {"managed_image_id": compute_id("images", "a")}, first)


def long_way_round() -> None:
    """Declare a circle of a source, depends_on and the order of one managed image."""
    first = declare("1.0.0", {"image_version_id": version_id("1.0.2")})
    declare("1.0.1", {"managed_image_id": compute_id("images", "a")}, first)
    declare("1.0.2", {"managed_image_id": compute_id("images", "a")})


@pytest.mark.parametrize("program", [contradiction, long_way_round])
def test_circle_with_depends_on(program: Callable[[], None]) -> None:
    """A version that depends on one that is made from it is a readable error, and nothing hangs."""
    run = run_program(program)
    assert isinstance(run.error, pulumi.RunError)
    assert "waits for itself" in str(run.error)


def test_circle_that_a_callback_closes() -> None:
    """S4: a version that a callback declares, and that closes a circle with one that was looked at, is refused."""

    def program() -> None:
        first = declare("1.0.0", {"image_version_id": version_id("1.0.1")})
        declare("1.0.2", {"image_version_id": version_id("1.0.0")})

        def close(_: object) -> None:
            declare("1.0.1", {"image_version_id": version_id("1.0.2")})

        first.image_version_id.apply(close)

    run = run_program(program, config=KNOWN_SUBSCRIPTION)
    assert isinstance(run.error, pulumi.RunError)
    assert "is made from itself" in str(run.error)


def test_chain_is_walked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """S4: each version of a chain, one made from the other, is looked up a few times only, however long it is."""
    length = 60
    asked: list[Sequence[Hashable]] = []
    at = Declared.at

    def counted(self: Declared, place: Sequence[Hashable]) -> DeclaredResource | None:
        asked.append(place)
        return at(self, place)

    monkeypatch.setattr(Declared, "at", counted)

    def program() -> None:
        declare("1.0.0", {"disk_id": compute_id("disks", "a")})
        for patch in range(1, length):
            declare(f"1.0.{patch}", {"image_version_id": version_id(f"1.0.{patch - 1}")})

    found = waiting(run_program(program, config=KNOWN_SUBSCRIPTION))
    assert all(found[f"1.0.{patch}"] == {f"1.0.{patch - 1}"} for patch in range(1, length))
    assert len(asked) < 10 * length


@pytest.mark.parametrize("config", [{}, KNOWN_SUBSCRIPTION])
def test_same_names_in_another_subscription(config: dict[str, str]) -> None:
    """S25: a version made from the one of the same names in another subscription is made from another one."""
    run = run_program(
        lambda: declare("1.0.0", {"image_version_id": version_id("1.0.0", OTHER_SUBSCRIPTION)}), config=config
    )
    assert waiting(run) == {"1.0.0": set()}


def test_source_in_another_subscription_is_not_waited_for() -> None:
    """S25: what has the names of another subscription's version is not mistaken for it."""

    def program() -> None:
        declare("1.0.0", {"disk_id": compute_id("disks", "a")})
        declare("1.0.1", {"image_version_id": version_id("1.0.0", OTHER_SUBSCRIPTION)})

    assert waiting(run_program(program, config=KNOWN_SUBSCRIPTION)) == {"1.0.0": set(), "1.0.1": set()}
