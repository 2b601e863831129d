"""A version is compared with a source that the same program declares."""

from typing import Any

import pulumi
import pytest
from pulumi_azure_native import compute

from tests.components.component_args import (
    declare_definition,
    declare_gallery,
    declare_version,
    nested_definition,
    nested_version,
)
from tests.components.component_run import Run, run_program

OS_DISK = {"os_type": "Windows", "os_state": "Generalized"}


def image(**own: Any) -> compute.Image:  # noqa: ANN401 a managed image's arguments
    """Declare a managed image of a generalized Windows machine of generation 2."""
    args = {
        "resource_group_name": "sources",
        "location": "China North 2",
        "hyper_v_generation": "V2",
        "storage_profile": {"os_disk": OS_DISK},
    }
    return compute.Image("windows", **{**args, **own})


def machine(**own: Any) -> compute.VirtualMachine:  # noqa: ANN401 a virtual machine's arguments
    """Declare a Linux machine with a marketplace plan."""
    plan = {"name": "p", "product": "o", "publisher": "q"}
    profile = {"os_disk": {"os_type": "Linux", "create_option": "FromImage"}}
    args = {"resource_group_name": "sources", "location": "chinaeast2", "plan": plan, "storage_profile": profile}
    return compute.VirtualMachine("builder", **{**args, **own})


def of_image(**own: Any) -> Run:  # noqa: ANN401 as above
    """Run a preview of a version made from a managed image of the program."""

    def program() -> None:
        source = {"managed_image_id": image(**own).id}
        declare_gallery(definitions={"ubuntu": nested_definition(versions={"1.0.0": nested_version(source=source)})})

    return run_program(program, preview=True)


def test_all_that_differs_from_a_managed_image_is_told_at_once() -> None:
    """S3, S13: region, OS type, OS state and generation other than the source's are four findings of one preview."""
    run = of_image()
    assert isinstance(run.error, pulumi.RunError)
    expected = [
        ("location", "chinaeast2", "China North 2"),
        ("the definition's hyper_v_generation", "V1", "V2"),
        ("the definition's os_state", "Specialized", "Generalized"),
        ("the definition's os_type", "Linux", "Windows"),
    ]
    told = sorted(run.errors)
    assert len(told) == len(expected)
    for text, (field, own, theirs) in zip(told, expected, strict=True):
        assert text.startswith(f'ImageVersion \'images-ubuntu-1.0.0\': {field}: "{own}" is not the "{theirs}"')


def test_disagreements_are_told_with_all_else() -> None:
    """What differs from a source is told in the same run as what is wrong by itself, and nothing is registered."""

    def program() -> None:
        source = {"managed_image_id": image(location="chinaeast2", hyper_v_generation="V1").id}
        tree = nested_definition(versions={"1.0.0": nested_version(source=source, replica_count=500)})
        declare_gallery(definitions={"ubuntu": tree})

    run = run_program(program, preview=True)
    fields = sorted(text.split("': ")[1].split(": ")[0] for text in run.errors)
    assert fields == ["replica_count", "the definition's os_state", "the definition's os_type"]
    assert [one.name for one in run.custom] == ["windows"]


def test_source_that_agrees() -> None:
    """S3: a managed image of the version's region and the definition's kind is nothing to speak of."""
    own = {"location": "chinaeast2", "hyper_v_generation": "V1"}
    run = of_image(**own, storage_profile={"os_disk": {"os_type": "Linux", "os_state": "Specialized"}}).succeeded()
    assert run.warnings == []


def test_update_ends_before_the_version_is_registered() -> None:
    """S3: without a preview, a version that differs from its source is not sent."""

    def program() -> None:
        declare_version(source={"managed_image_id": image().id})

    run = run_program(program)
    assert isinstance(run.error, pulumi.RunError)
    assert [one.name for one in run.custom] == ["windows"]
    assert any("location" in text for text in run.errors)


def test_machine_of_the_program() -> None:
    """S2, S15, S22: a machine's plan is the definition's too, and it runs when it has just been made."""

    def program() -> None:
        declare_definition()
        declare_version(source={"virtual_machine_id": machine().id})

    run = run_program(program, preview=True)
    assert [text.split("': ")[1].split(" ")[0:2] for text in run.errors] == [["the", "definition's"]] * 3
    assert all("purchase_plan." in text for text in run.errors)
    (warning,) = run.warnings
    assert 'source.virtual_machine_id: "builder" is a virtual machine that the same program makes' in warning
    assert "deallocated" in warning
    assert "generalized" not in warning


def test_generalized_machine_of_the_program() -> None:
    """S13, S22: for a generalized definition the warning says that the machine must be generalized, too."""

    def program() -> None:
        declare_definition(os_state="Generalized")
        declare_version(source={"virtual_machine_id": machine(plan=None).id})

    (warning,) = run_program(program, preview=True).succeeded().warnings
    assert "Sysprep" in warning


def test_machine_that_azure_cannot_capture() -> None:
    """S2: an ephemeral OS disk is told at the source that has it."""
    disk = {"os_type": "Linux", "create_option": "FromImage", "diff_disk_settings": {"option": "Local"}}
    run = run_program(
        lambda: declare_version(
            source={"virtual_machine_id": machine(plan=None, storage_profile={"os_disk": disk}).id}
        ),
        preview=True,
    )
    (text,) = run.errors
    assert text.startswith("ImageVersion 'first': source.virtual_machine_id: \"builder\" has an ephemeral OS disk")


def test_data_disk_in_another_region() -> None:
    """S7: a data disk's snapshot lies in the version's region as well."""

    def program() -> None:
        place = {"resource_group_name": "sources", "location": "chinanorth"}
        snapshot = compute.Snapshot("data", creation_data={"create_option": "Empty"}, **place)
        disks = [{"lun": 0, "source": {"snapshot_id": snapshot.id}}]
        declare_version(source={"disk_id": disk().id}, data_disks=disks)

    run = run_program(program, preview=True)
    (text,) = run.errors
    assert '"chinaeast2" is not the "chinanorth" of the source' in text


def disk(group: pulumi.Input[str] = "sources") -> compute.Disk:
    """Declare a disk of the version's region."""
    return compute.Disk(
        "os", resource_group_name=group, location="chinaeast2", creation_data={"create_option": "Empty"}
    )


@pytest.mark.parametrize("preview", [False, True])
def test_source_that_is_never_registered(*, preview: bool) -> None:
    """A source that waits for a refused component does not keep the run from ending."""

    def program() -> None:
        gallery = declare_gallery(resource_group_name=None)
        waits = disk(gallery.name)
        declare_version(source={"disk_id": waits.id})

    (text,) = run_program(program, preview=preview).refused()
    assert "resource_group_name" in text


def test_warning_about_the_definition_hides_no_difference() -> None:
    """S3: an Arm64 definition without a generation, a warning, is still told that its source is of generation 2."""

    def program() -> None:
        source = {"managed_image_id": image(location="chinaeast2").id}
        tree = nested_definition(
            os_type="Windows",
            os_state="Generalized",
            architecture="Arm64",
            versions={"1.0.0": nested_version(source=source)},
        )
        declare_gallery(definitions={"ubuntu": tree})

    run = run_program(program, preview=True)
    (text,) = run.errors
    assert 'the definition\'s hyper_v_generation: "V1" is not the "V2" of the source' in text
    assert any("hyper_v_generation" in text for text in run.warnings)
