"""What the source document says, row by row: the inputs that azure-native gets for it."""

from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from pulumi_azure_compute_gallery import ImageVersion, TargetRegion, regions, source
from tests.components.component_args import (
    MANAGED_IMAGE,
    declare_definition,
    declare_gallery,
    declare_version,
    identifier,
    nested_definition,
    version_args,
)
from tests.components.component_run import Run, compute_id, resource_id, run_program

VHD = "https://mystorageaccount.blob.core.chinacloudapi.cn/vhds/os.vhd"
ACCOUNT = (
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
    "Microsoft.Storage/storageAccounts/mystorageaccount"
)
DATA_SNAPSHOT = compute_id("snapshots", "data")


def version_inputs(**own: Any) -> Mapping[str, Any]:  # noqa: ANN401 arguments
    """Return what azure-native gets for a version."""
    return run_program(lambda: declare_version(**own)).succeeded().inputs("first-version")


def definition_inputs(**own: Any) -> Mapping[str, Any]:  # noqa: ANN401 as above
    """Return what azure-native gets for a definition."""
    return run_program(lambda: declare_definition(**own)).succeeded().inputs("ubuntu-definition")


def refused_version(**own: Any) -> list[str]:  # noqa: ANN401 as above
    """Return the findings on a version."""
    return run_program(lambda: declare_version(**own)).refused()


def refused_definition(**own: Any) -> list[str]:  # noqa: ANN401 as above
    """Return the findings on a definition."""
    return run_program(lambda: declare_definition(**own)).refused()


def the_regions(inputs: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    """Return name, replicas and storage of each target region."""
    listed = inputs["publishingProfile"]["targetRegions"]
    return [(one["name"], one["regionalReplicaCount"], one["storageAccountType"]) for one in listed]


def test_three_kinds_of_resource() -> None:
    """S1: a gallery, a definition and a version become azure-native's three resources of the same kinds."""

    def program() -> None:
        declare_gallery()
        declare_definition()
        declare_version()

    run = run_program(program).succeeded()
    assert {one.type: one.name for one in run.custom} == {
        "azure-native:compute:Gallery": "images-gallery",
        "azure-native:compute:GalleryImage": "ubuntu-definition",
        "azure-native:compute:GalleryImageVersion": "first-version",
    }
    assert run.inputs("images-gallery") == {
        "galleryName": "myGallery",
        "resourceGroupName": "myGalleryRG",
        "location": "chinaeast2",
    }


@pytest.mark.parametrize(
    ("declared", "profile"),
    [
        pytest.param(
            source.virtual_machine(compute_id("virtualMachines", "myVM")),
            {"source": {"virtualMachineId": compute_id("virtualMachines", "myVM")}},
            id="S2",
        ),
        pytest.param(source.managed_image(MANAGED_IMAGE), {"source": {"id": MANAGED_IMAGE}}, id="S3"),
        pytest.param(
            source.image_version(resource_id("rg", "g", "d", "1.0.0")),
            {"source": {"id": resource_id("rg", "g", "d", "1.0.0")}},
            id="S4",
        ),
        pytest.param(
            source.disk(compute_id("disks", "os")),
            {"osDiskImage": {"source": {"id": compute_id("disks", "os")}}},
            id="S5",
        ),
        pytest.param(
            source.snapshot(compute_id("snapshots", "os")),
            {"osDiskImage": {"source": {"id": compute_id("snapshots", "os")}}},
            id="S5-snapshot",
        ),
        pytest.param(
            source.vhd(VHD, ACCOUNT), {"osDiskImage": {"source": {"uri": VHD, "storageAccountId": ACCOUNT}}}, id="S6"
        ),
        pytest.param(
            source.community_gallery_image("/CommunityGalleries/g/Images/i/Versions/1.0.0"),
            {"source": {"communityGalleryImageId": "/CommunityGalleries/g/Images/i/Versions/1.0.0"}},
            id="community",
        ),
    ],
)
def test_kinds_of_source(declared: Any, profile: Mapping[str, Any]) -> None:  # noqa: ANN401 a source
    """S2 to S6: each kind of source stands in the place of storageProfile that Azure has for it."""
    assert version_inputs(source=declared)["storageProfile"] == profile


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"managed_image_id": compute_id("virtualMachines", "myVM")}, ["virtual machine", "managed image", "myVM"]),
        ({"virtual_machine_id": MANAGED_IMAGE}, ["managed image", "virtual machine"]),
        ({"image_version_id": MANAGED_IMAGE}, ["managed image", "image version"]),
        ({"snapshot_id": compute_id("disks", "os")}, ["disk", "snapshot"]),
    ],
)
def test_source_of_another_kind_is_refused(declared: Any, words: list[str]) -> None:  # noqa: ANN401 as above
    """S2 to S5: an id of another kind than its field takes is refused, with both kinds named."""
    (text,) = refused_version(source=declared)
    assert all(word in text for word in [*words, f"source.{next(iter(declared))}"])


def test_bare_storage_account_name() -> None:
    """S6: a bare account name becomes the id of the account in the version's subscription and resource group."""
    run = run_program(lambda: declare_version(source=source.vhd(VHD, "mystorageaccount"))).succeeded()
    disk = run.inputs("first-version")["storageProfile"]["osDiskImage"]["source"]
    assert disk == {"uri": VHD, "storageAccountId": ACCOUNT.replace("/rg/", "/myGalleryRG/")}
    assert run.calls == ["azure-native:authorization:getClientConfig"]


def test_providers_are_asked_once_whatever_is_given_by_name() -> None:
    """S6: for the subscription of all VHDs the default provider is asked once, and once another one."""
    vhd = source.vhd(VHD, "mystorageaccount")

    def program() -> None:
        other = pulumi.ResourceOptions(provider=pulumi.ProviderResource("azure-native", "other", {}))
        disks = [{"lun": at, "source": source.vhd(f"{VHD}{at}.vhd", "mystorageaccount")} for at in range(2)]
        for number in ("1.0.0", "1.0.1"):
            declare_version(f"v{number}", version=number, source=vhd, data_disks=disks)
            ImageVersion(f"o{number}", version_args(version=number, image_definition_name="o", source=vhd), other)

    run = run_program(program).succeeded()
    assert len([one for one in run.custom if one.inputs.get("storageProfile")]) == 4
    assert run.calls == ["azure-native:authorization:getClientConfig"] * 2


@pytest.mark.parametrize("account", ["My_Account", "no", ""])
def test_name_that_no_storage_account_has(account: str) -> None:
    """S6: what is neither an id nor a name that a storage account can have is refused."""
    run = run_program(lambda: declare_version(source=source.vhd(VHD, account)))
    assert "source.vhd.storage_account" in run.refused()[0]
    assert run.calls == []


def test_data_disks_of_mixed_kinds() -> None:
    """S7, S8: data disks of every kind stand beside an operating system from a disk, each with LUN and caching."""
    inputs = version_inputs(
        source=source.snapshot(compute_id("snapshots", "os")),
        host_caching="ReadOnly",
        data_disks=[
            {"lun": 0, "source": {"snapshot_id": DATA_SNAPSHOT}},
            {"lun": 1, "source": {"disk_id": compute_id("disks", "data")}, "host_caching": "ReadWrite"},
            {"lun": 2, "source": {"vhd": {"uri": VHD, "storage_account": "mystorageaccount"}}},
        ],
    )
    assert inputs["storageProfile"] == {
        "osDiskImage": {"source": {"id": compute_id("snapshots", "os")}, "hostCaching": "ReadOnly"},
        "dataDiskImages": [
            {"lun": 0, "source": {"id": DATA_SNAPSHOT}},
            {"lun": 1, "source": {"id": compute_id("disks", "data")}, "hostCaching": "ReadWrite"},
            {"lun": 2, "source": {"uri": VHD, "storageAccountId": ACCOUNT.replace("/rg/", "/myGalleryRG/")}},
        ],
    }


def test_two_sources_of_the_operating_system() -> None:
    """S8: two sources of the operating system are refused, also where both end up in one and the same field."""
    other_field = refused_version(source={"managed_image_id": MANAGED_IMAGE, "snapshot_id": DATA_SNAPSHOT})
    same_field = refused_version(source={"snapshot_id": DATA_SNAPSHOT, "disk_id": compute_id("disks", "os")})
    assert "second source" in other_field[0]
    assert "given together" in same_field[0]


def test_no_source() -> None:
    """S8: a version without a source is refused in one sentence."""
    (text,) = refused_version(source=None)
    assert "names no source" in text


def test_luns_are_unique() -> None:
    """S7: two data disks of one LUN are refused, under the name of the second one's argument."""
    disks = [{"lun": 0, "source": {"snapshot_id": compute_id("snapshots", name)}} for name in ("one", "two")]
    (text,) = refused_version(source=source.snapshot(compute_id("snapshots", "os")), data_disks=disks)
    assert "data_disks[1].lun: 0" in text


def test_size_of_a_data_disk_is_not_declared() -> None:
    """S9: Azure takes a data disk's size from its source, so the components have no argument for it, and say so."""
    disk = {"lun": 0, "source": {"snapshot_id": DATA_SNAPSHOT}, "size_in_gb": 2000}
    (text,) = refused_version(source=source.snapshot(compute_id("snapshots", "os")), data_disks=[disk])
    assert "data_disks[0].size_in_gb" in text
    assert "is not a known argument" in text


@pytest.mark.parametrize("name", ["my image", "-image", "image.", "映像", "a" * 81, ""])
def test_definition_name(name: str) -> None:
    """S10: a name that Azure does not take is refused under image_definition_name."""
    assert any("image_definition_name" in text for text in refused_definition(image_definition_name=name))
    assert definition_inputs(image_definition_name="my-Image_1.0")["galleryImageName"] == "my-Image_1.0"


@pytest.mark.parametrize("number", ["1.0", "v1.0.0", "1.0.2147483648", "1.0.0-rc", "\u0661.0.0", "1.0.-1"])
def test_version_number(number: str) -> None:
    """S11: what is not three 32-bit numbers is refused under version."""
    (text,) = refused_version(version=number)
    assert text.startswith("ImageVersion 'first': version: ")
    assert version_inputs(version="2147483647.0.1")["galleryImageVersionName"] == "2147483647.0.1"


def test_definition_fields() -> None:
    """S12: region, system, generation, state, publisher, offer and SKU are sent, words in Azure's own casing."""
    inputs = definition_inputs(
        os_type="windows", os_state="GENERALIZED", hyper_v_generation="v2", location="China East 2"
    )
    assert inputs == {
        "resourceGroupName": "myGalleryRG",
        "galleryName": "myGallery",
        "galleryImageName": "myImageDefinition",
        "location": "chinaeast2",
        "osType": "Windows",
        "osState": "Generalized",
        "hyperVGeneration": "V2",
        "architecture": "x64",
        "identifier": {"publisher": "myPublisher", "offer": "myOffer", "sku": "mySKU"},
    }
    assert definition_inputs()["hyperVGeneration"] == "V1"


@pytest.mark.parametrize("word", ["generalised", "Linux", ""])
def test_operating_system_state(word: str) -> None:
    """S13: the state is one of the two ways in which a source is prepared, and is never left out."""
    assert "os_state" in refused_definition(os_state=word)[0]
    assert "os_state is missing" in refused_definition(os_state=None)[0]


def test_further_fields_of_a_definition() -> None:
    """S14: release notes, recommended memory and CPUs, and all other fields reach azure-native under its names."""
    inputs = definition_inputs(
        description="d",
        release_note_uri="https://example.com/notes",
        privacy_statement_uri="https://example.com/privacy",
        eula="e",
        architecture="arm64",
        hyper_v_generation="V2",
        recommended={"v_cpus": {"min": 1, "max": 4}, "memory": {"min": 2, "max": 8}},
        tags={"team": "platform"},
        end_of_life_date="2035-12-01",
    )
    sent = {name: inputs[name] for name in ("description", "releaseNoteUri", "privacyStatementUri", "eula", "tags")}
    assert sent == {
        "description": "d",
        "releaseNoteUri": "https://example.com/notes",
        "privacyStatementUri": "https://example.com/privacy",
        "eula": "e",
        "tags": {"team": "platform"},
    }
    assert inputs["recommended"] == {"vCPUs": {"min": 1, "max": 4}, "memory": {"min": 2, "max": 8}}
    assert inputs["architecture"] == "Arm64"
    assert inputs["endOfLifeDate"] == "2035-12-01T00:00:00+00:00"


def test_recommended_range_upside_down() -> None:
    """S14: a minimum above its maximum is refused under the argument's name."""
    assert "recommended.v_cpus" in refused_definition(recommended={"v_cpus": {"min": 8, "max": 4}})[0]


def test_purchase_plan() -> None:
    """S15: a plan goes as it is; one with a part missing is refused."""
    plan = {"name": "n", "product": "p", "publisher": "u"}
    assert definition_inputs(purchase_plan=plan)["purchasePlan"] == plan
    assert "purchase_plan.product" in refused_definition(purchase_plan={"name": "n", "publisher": "u"})[0]


def test_exclude_from_latest() -> None:
    """S16: a version is not excluded from latest unless it says so, everywhere or in one region."""
    plain = version_inputs()["publishingProfile"]
    assert (plain["excludeFromLatest"], plain["targetRegions"][0]["excludeFromLatest"]) == (False, False)
    own = [{"name": "chinaeast2", "exclude_from_latest": True}]
    excluded = version_inputs(exclude_from_latest=True, target_regions=own)["publishingProfile"]
    assert (excluded["excludeFromLatest"], excluded["targetRegions"][0]["excludeFromLatest"]) == (True, True)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("2020-12-01", "2020-12-01T00:00:00+00:00"),
        ("2024-12-02T00:00:00+00:00", "2024-12-02T00:00:00+00:00"),
        ("2035-12-01 00:00:00 +0000 UTC", "2035-12-01T00:00:00+00:00"),
        ("2035-12-01T08:00:00+08:00", "2035-12-01T00:00:00+00:00"),
    ],
)
def test_end_of_life(written: str, sent: str) -> None:
    """S17: the document's date and timestamp, and what YAML makes of a date, are sent in one form."""
    assert version_inputs(end_of_life_date=written)["publishingProfile"]["endOfLifeDate"] == sent


def test_end_of_life_that_no_one_can_read() -> None:
    """S17: what is no date is refused with the forms that are taken."""
    (text,) = refused_version(end_of_life_date="next year")
    assert 'end_of_life_date: "next year"' in text
    assert "2027-12-31" in text


def test_replicas() -> None:
    """S18: the default count holds in each region that names none of its own."""
    inputs = version_inputs(
        replica_count=3, target_regions=[{"name": "chinaeast2"}, {"name": "chinanorth2", "regional_replica_count": 5}]
    )
    assert inputs["publishingProfile"]["replicaCount"] == 3
    assert the_regions(inputs) == [("China East 2", 3, "Standard_LRS"), ("China North 2", 5, "Standard_LRS")]


def test_replicas_out_of_range_are_told_once() -> None:
    """S18: a default count that Azure refuses is one finding, not one for each region that takes it."""
    for listed in (
        {"target_regions": regions("chinaeast2", "chinaeast")},
        {"replicate_to": ["chinaeast2", "chinaeast"]},
    ):
        own = {"target_regions": None, "replica_count": 500, **listed}
        (text,) = refused_version(**own)
        assert "replica_count: 500" in text


@pytest.mark.parametrize("written", ["premium_lrs", "PREMIUM_LRS", "Premium_LRS"])
def test_storage(written: str) -> None:
    """S19: storage types are taken in any casing, as the default and for one region."""
    inputs = version_inputs(
        storage_account_type=written, target_regions=regions("chinaeast2", "chinanorth3=standard_zrs")
    )
    assert inputs["publishingProfile"]["storageAccountType"] == "Premium_LRS"
    assert the_regions(inputs) == [("China East 2", 1, "Premium_LRS"), ("China North 3", 1, "Standard_ZRS")]


def test_documents_own_line_of_regions() -> None:
    """S20: the document's own line names chinaeast twice, and is refused for that and for its missing home region."""
    declared = ["chinaeast", "chinaeast=1", "chinaeast2=1=premium_lrs"]
    for own in ({"target_regions": regions(*declared)}, {"target_regions": None, "replicate_to": declared}):
        (text,) = refused_version(replica_count=2, **own)
        assert "is the same region as" in text


def test_documents_prose_of_regions() -> None:
    """S20: what the document's prose asks for works, with a warning that China North is not known to have zones."""
    declared = ["chinanorth=2=standard_zrs", "chinaeast=1", "China East 2=1"]

    def run(**own: Any) -> Run:  # noqa: ANN401 arguments
        return run_program(lambda: declare_version(replica_count=2, **own)).succeeded()

    typed = run(target_regions=regions(*declared))
    short = run(target_regions=None, replicate_to=declared)
    assert the_regions(typed.inputs("first-version")) == [
        ("China North", 2, "Standard_ZRS"),
        ("China East", 1, "Standard_LRS"),
        ("China East 2", 1, "Standard_LRS"),
    ]
    assert short.inputs("first-version") == typed.inputs("first-version")
    assert [("China North" in text, "zones" in text) for text in typed.warnings] == [(True, True)]
    assert "replicate_to[0]" in short.warnings[0]


@pytest.mark.parametrize("written", ["chinaeast2=0", "chinaeast2=x", "chinaeast2=1=2=3", "chinaeast2=1=fast", "="])
def test_shorthand_that_no_one_can_read(written: str) -> None:
    """S20: a shorthand that cannot be read is one finding, which names the entry and the form that is taken."""
    (text,) = refused_version(target_regions=[*regions("chinaeast2"), *regions(written.replace("east2", "north2"))])
    assert "target_regions[1]" in text
    assert "region[=replicas]" in text


def test_both_lists_of_regions() -> None:
    """S20: target_regions and replicate_to together are refused."""
    texts = refused_version(target_regions=[TargetRegion(name="chinaeast2")], replicate_to=["chinaeast2"])
    assert any("one of target_regions and replicate_to" in text for text in texts)


@pytest.mark.parametrize("field", ["target_regions", "replicate_to"])
def test_home_region_is_a_target(field: str) -> None:
    """S21: a version that is not replicated to its own region is refused under the list that its writer used."""
    declared = {"target_regions": regions("chinanorth2"), "replicate_to": ["chinanorth2"]}
    (text,) = refused_version(**{"target_regions": None, field: declared[field]})
    assert text.startswith(f"ImageVersion 'first': {field}: ")
    assert "chinaeast2" in text


def test_home_region_in_the_other_spelling() -> None:
    """S21: "China East 2" and chinaeast2 are one region."""
    assert the_regions(version_inputs(location="China East 2")) == [("China East 2", 1, "Standard_LRS")]


def test_definition_in_a_gallery_takes_its_region() -> None:
    """S12: a nested definition without a region of its own takes the gallery's."""
    windows = nested_definition(location="chinanorth2", identifier=identifier("windows"))
    nested = {"ubuntu": nested_definition(), "windows": windows}
    run = run_program(lambda: declare_gallery(definitions=nested)).succeeded()
    assert run.inputs("images-ubuntu-definition")["location"] == "chinaeast2"
    assert run.inputs("images-windows-definition")["location"] == "chinanorth2"


@pytest.mark.parametrize(
    ("declared", "place"),
    [
        ({"snapshot_id": MANAGED_IMAGE}, "data_disks[0].source.snapshot_id"),
        ({"vhd": {"uri": "nowhere", "storage_account": ACCOUNT}}, "data_disks[0].source.vhd.uri"),
        ({"vhd": {"uri": VHD, "storage_account": "No_Account"}}, "data_disks[0].source.vhd.storage_account"),
        ({"vhd": {"uri": VHD}}, "data_disks[0].source.vhd.storage_account"),
    ],
)
def test_mistake_in_a_data_disk_has_the_name_of_its_argument(declared: Any, place: str) -> None:  # noqa: ANN401 a source
    """S7: what is wrong with a data disk's source is told once, under the argument that its writer knows."""
    disks = [{"lun": 0, "source": declared}]
    (text,) = refused_version(source=source.snapshot(compute_id("snapshots", "os")), data_disks=disks)
    assert text.split("'first': ")[1].split(" ")[0].rstrip(":") == place
