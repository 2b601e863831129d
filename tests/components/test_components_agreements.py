"""Declarations of one program are judged against each other, nested or one by one, before anything is registered."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from pulumi_azure_compute_gallery.judging.declared import Declared
from pulumi_azure_compute_gallery.running.this_run import of_this_run
from tests.components.component_args import (
    GROUP,
    HOME,
    declare_definition,
    declare_gallery,
    declare_version,
    definition_args,
    gallery_args,
    identifier,
    nested_definition,
    nested_version,
    version_args,
)
from tests.components.component_run import SUBSCRIPTION, resource_id, run_program, unknown


def nested_late_version() -> None:
    """A version that outlives its definition, nested."""
    versions = {"1.0.0": nested_version(end_of_life_date="2040-01-01")}
    declare_gallery(definitions={"ubuntu": nested_definition(end_of_life_date="2039-01-01", versions=versions)})


def late_version_by_names() -> None:
    """The same one by one, the version first."""
    declare_version(end_of_life_date="2040-01-01")
    declare_definition(end_of_life_date="2039-01-01")


def late_version_by_outputs() -> None:
    """The same one by one, joined by the components' own outputs."""
    group = unknown()
    gallery = Gallery("images", gallery_args(resource_group_name=group))
    around = {"gallery_name": gallery.name, "resource_group_name": group}
    definition = ImageDefinition("ubuntu", definition_args(**around, end_of_life_date="2039-01-01"))
    own = {"image_definition_name": definition.name, "end_of_life_date": "2040-01-01"}
    ImageVersion("first", version_args(**around, **own))


@pytest.mark.parametrize("program", [nested_late_version, late_version_by_names, late_version_by_outputs])
def test_version_is_judged_against_its_definition(program: Callable[[], None]) -> None:
    """A version with a later end of life than its definition is a warning, however the two are declared."""
    run = run_program(program, preview=True).succeeded()
    (text,) = run.warnings
    assert text.startswith("ImageVersion ")
    assert "end_of_life_date" in text
    assert "later than the definition's end of life 2039-01-01" in text


def test_version_is_judged_when_its_place_is_known() -> None:
    """A version whose definition's name is known later only is judged then."""

    def program() -> None:
        declare_definition(end_of_life_date="2039-01-01")
        late = pulumi.Output.from_input("myImageDefinition").apply(lambda name: name)
        declare_version(image_definition_name=late, end_of_life_date="2040-01-01")

    (text,) = run_program(program).succeeded().warnings
    assert "later than the definition's end of life" in text


@pytest.mark.parametrize("name", ["myImageDefinition", "MYIMAGEDEFINITION"])
def test_two_components_for_one_place(name: str) -> None:
    """Two components for one definition, in whatever casing, are an error at the later one."""

    def program() -> None:
        declare_definition("first")
        declare_definition("second", image_definition_name=name, identifier=identifier("other"))

    (text,) = run_program(program).refused()
    assert text.startswith(f"ImageDefinition 'second': image_definition_name: \"{name}\" is declared by ")
    assert "ImageDefinition 'first' already" in text


def test_one_place_under_two_providers() -> None:
    """Two providers may be two subscriptions: the same names under each are two resources."""

    def program() -> None:
        for name in ("one", "two"):
            provider = pulumi.ProviderResource("azure-native", name, {})
            Gallery(name, gallery_args(), pulumi.ResourceOptions(provider=provider))

    run_program(program).succeeded()


def test_galleries_of_two_groups_are_two_places() -> None:
    """The same definitions and versions in two galleries are no clash, also while a group is not known yet."""

    def program() -> None:
        for name, group in (("one", "a"), ("two", "b"), ("three", unknown())):
            tree = {"ubuntu": nested_definition(versions={"1.0.0": nested_version(source={"disk_id": unknown()})})}
            Gallery(name, gallery_args(gallery_name=name, resource_group_name=group, definitions=tree))

    run_program(program, preview=True).succeeded()


@pytest.mark.parametrize("group", ["elsewhere", None])
def test_two_galleries_of_one_name(group: str | None) -> None:
    """A gallery's name is unique in the subscription: another gallery of the name is refused in any resource group."""

    def program() -> None:
        declare_gallery("one", gallery_name="images")
        declare_gallery("two", gallery_name="Images", resource_group_name=group or unknown())

    (text,) = run_program(program, preview=True).refused()
    assert text.startswith("Gallery 'two': gallery_name: \"Images\" is the name of Gallery 'one' too.")
    assert "a name that no other gallery of the subscription has. Write another name." in text


def test_two_versions_of_one_number() -> None:
    """Two versions whose names are one number are one version, which is declared once."""

    def program() -> None:
        declare_version(version="1.0.0")
        declare_version("second", version="1.0.00")

    (text,) = run_program(program).refused()
    assert text.startswith("ImageVersion 'second': version: \"1.0.00\" is declared by ImageVersion 'first' already")


def test_refused_galleries_are_not_taken_for_one() -> None:
    """Definitions of two refused galleries, joined by outputs, are not mistaken for one another's."""

    def program() -> None:
        for name in ("one", "two"):
            gallery = Gallery(name, gallery_args(gallery_name=name, resource_group_name=None))
            ImageDefinition(f"{name}-ubuntu", definition_args(gallery_name=gallery.name))

    texts = run_program(program).refused()
    assert sorted(text.split(":")[0] for text in texts) == ["Gallery 'one'", "Gallery 'two'"]


def test_identifier_is_unique_in_a_gallery() -> None:
    """S12: publisher, offer and SKU of another definition of the gallery are an error, in whatever casing."""
    tree = {
        "a": nested_definition(),
        "b": nested_definition(identifier=identifier("MYSKU")),
        "c": nested_definition(identifier=identifier("other")),
    }
    (text,) = run_program(lambda: declare_gallery(definitions=tree)).refused()
    assert text.startswith(
        "ImageDefinition 'images-b': identifier: \"myPublisher/myOffer/MYSKU\" is the identifier of "
    )
    assert '"a" too' in text


def test_identifier_may_return_in_another_gallery() -> None:
    """S12: two galleries may hold definitions of the same publisher, offer and SKU."""

    def program() -> None:
        for name in ("one", "two"):
            declare_gallery(name, gallery_name=name, definitions={"ubuntu": nested_definition()})

    run_program(program).succeeded()


def test_what_is_wrong_by_itself_hides_no_disagreement() -> None:
    """A version that is refused for its replicas is judged against its definition in the same run."""
    versions = {"1.0.0": nested_version(end_of_life_date="2040-01-01", replica_count=500)}
    tree = {"ubuntu": nested_definition(end_of_life_date="2039-01-01", versions=versions)}
    run = run_program(lambda: declare_gallery(definitions=tree))
    (error,) = run.refused()
    assert "replica_count: 500" in error
    assert any("later than the definition's" in text for text in run.warnings)


def test_declared_in_a_callback() -> None:
    """What a callback declares is judged against the others too."""

    def declare(_: int) -> None:
        declare_definition("again", identifier=identifier("other"))

    def program() -> None:
        declare_definition()
        pulumi.Output.from_input(1).apply(declare)

    run = run_program(program)
    assert isinstance(run.error, pulumi.RunError)
    assert "ImageDefinition 'ubuntu' already" in run.errors[0]


def test_what_a_run_declares_is_found_by_its_place() -> None:
    """All versions under a definition's place are told in declared order, with their inputs, in any casing."""
    seen: dict[str, Any] = {}

    def program() -> None:
        versions = {number: nested_version() for number in ("1.0.0", "1.0.1")}
        declare_gallery(definitions={"ubuntu": nested_definition(versions=versions)})
        declared = of_this_run(Declared)
        seen["names"] = [one.name for one in declared.versions_of((GROUP.upper(), "MYGALLERY", "Ubuntu"))]
        first = declared.at((GROUP, "myGallery", "ubuntu", "1.0.0"))
        assert first is not None
        seen["inputs"], seen["place"] = first.inputs, first.place
        seen["none"] = declared.at((GROUP, "myGallery", "debian"))

    run_program(program).succeeded()
    assert seen["names"] == ["1.0.0", "1.0.1"]
    assert seen["inputs"]["location"] == HOME
    assert seen["place"] == (GROUP.lower(), "mygallery", "ubuntu", "1.0.0")
    assert seen["none"] is None


def copy_by_id() -> object:
    """The id of the first version, as a text."""
    return resource_id(GROUP, "myGallery", "myImageDefinition", "1.0.0")


@pytest.mark.parametrize("by_output", [False, True])
@pytest.mark.parametrize("preview", [False, True])
def test_version_is_judged_against_the_one_it_is_made_from(*, by_output: bool, preview: bool) -> None:
    """S4: a version made from another one lies in one of its regions, whether that is named by its id or its output."""

    def program() -> None:
        first = declare_version()
        source = {"image_version_id": first.image_version_id if by_output else copy_by_id()}
        own = {"location": "chinanorth", "target_regions": [{"name": "chinanorth"}]}
        declare_version("copy", version="1.0.1", source=source, **own)

    run = run_program(program, preview=preview, config={"azure-native:subscriptionId": SUBSCRIPTION})
    (text,) = run.refused()
    assert text.startswith('ImageVersion \'copy\': location: "chinanorth" is no region of "1.0.0"')
    assert "Allowed: one of China East 2" in text


@pytest.mark.parametrize("by_output", [False, True])
def test_version_of_a_definition_of_another_kind_is_no_source(*, by_output: bool) -> None:
    """S3, S4: a version made from one of a Windows definition is refused in a Linux one, all differences at once."""

    def program() -> None:
        windows = {"os_type": "Windows", "os_state": "Generalized", "identifier": identifier("windows")}
        declare_definition()
        declare_definition("windows", image_definition_name="windows", **windows)
        first = declare_version(image_definition_name="windows")
        by_id = resource_id(GROUP, "myGallery", "windows", "1.0.0")
        declare_version("copy", source={"image_version_id": first.image_version_id if by_output else by_id})

    texts = run_program(program, preview=True, config={"azure-native:subscriptionId": SUBSCRIPTION}).refused()
    assert [text.split(" is not")[0] for text in texts] == [
        "ImageVersion 'copy': the definition's os_type: \"Linux\"",
        "ImageVersion 'copy': the definition's os_state: \"Specialized\"",
    ]
    assert all('of the definition of "1.0.0", which the version is made from' in text for text in texts)


def test_version_under_own_keys_is_no_source() -> None:
    """S4: a version under customer-managed keys is refused as a source."""
    key = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/a"
    region = {"name": HOME, "encryption": {"os_disk_image": {"disk_encryption_set_id": key}}}

    def program() -> None:
        first = declare_version(target_regions=[region])
        declare_version("copy", version="1.0.1", source={"image_version_id": first.image_version_id})

    (text,) = run_program(program).refused()
    assert text.startswith("ImageVersion 'copy': source: \"1.0.0\" is a version under customer-managed keys")


SET_ID = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/a"


def many_replicas(*names: str) -> list[dict[str, Any]]:
    """Regions under own keys with more replicas together than are documented, which is a warning at their list."""
    keys = {"os_disk_image": {"disk_encryption_set_id": SET_ID}}
    return [{"name": name, "regional_replica_count": 60, "encryption": keys} for name in names]


def shared_version(**own: Any) -> Any:  # noqa: ANN401 a run
    """Run a program with one version in a gallery that is shared with groups."""
    versions = {"1.0.0": nested_version(**own)}
    tree = {"ubuntu": nested_definition(versions=versions)}
    return run_program(lambda: declare_gallery(sharing_profile={"permissions": "Groups"}, definitions=tree))


def test_warning_hides_no_error_of_its_parts() -> None:
    """Errors in the entries of a list are told beside a warning about the list."""
    run = shared_version(target_regions=many_replicas(HOME, "chinanorth"))
    fields = [text.split("': ")[1].split(":")[0] for text in run.refused()]
    assert fields == ["target_regions[0].encryption", "target_regions[1].encryption"]
    assert any("more than Azure documents" in text for text in run.warnings)


def test_warning_hides_no_error_of_its_field() -> None:
    """A location that the table of regions lacks is a warning, and still compared with the shared gallery's region."""
    run = shared_version(location="mars central", target_regions=[{"name": "mars central"}])
    (text,) = run.refused()
    assert 'location: "marscentral" is not the region "chinaeast2" of its shared gallery' in text
    assert run.warnings != []
