"""The guards: what each is for, what lifts it, and operations that it refuses."""

from dataclasses import dataclass

from compute_gallery_rules import ResourceKind
from tools.guard_pages.examples import GALLERY, SOURCE, UBUNTU, Example, published, with_disks

__all__ = ["GUARDS", "Guard"]

TROUBLESHOOTING = "https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images"
GALLERIES = "https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery"
SHARING = "https://learn.microsoft.com/azure/virtual-machines/share-gallery"

WITH_DATA_DISK = {"storageProfile": {"source": {"id": SOURCE}, "dataDiskImages": []}}
PREMIUM = [{"name": "China East 2", "storageAccountType": "Premium_LRS"}, {"name": "China North"}]
EAST = [{"name": "China East 2"}]
ZONE = {"name": "China East 2", "extendedLocation": {"name": "microsoftedge1", "type": "EdgeZone"}}
SET = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/image-rg/providers/Microsoft.Compute"
ENCRYPTED = [
    {
        "name": "China East 2",
        "encryption": {"osDiskImage": {"diskEncryptionSetId": f"{SET}/diskEncryptionSets/images"}},
    },
    {"name": "China North"},
]


@dataclass(frozen=True)
class Guard:
    """One guard, as its page presents it."""

    title: str
    protects: str
    """What would happen without it."""
    meant: str
    """What to write when it is meant."""
    lifted: str
    """What lifts the guard, in one line."""
    no_change: str
    """What it leaves alone."""
    source: str
    examples: tuple[Example, ...]


DEFINITION = ResourceKind.IMAGE_DEFINITION

GUARDS = {
    "published-version": Guard(
        title="A published version stays what it is",
        protects=(
            "Machines are made from a version for as long as it is there. Azure refuses to change what it "
            "was made from, its data disks and LUNs, its replication mode, its storage in a region that "
            "holds it, and the encryption of disks that are there; azure-native previews such an update as "
            "possible, and the run fails half-way."
        ),
        meant=(
            "Publish the change as a version of its own, under the number that the message names. Then let "
            "the old one go."
        ),
        lifted="nothing: Azure refuses the change itself",
        no_change=(
            "A renewed SAS token, an id in other casing, another spelling of a region, and a default written out."
        ),
        source=TROUBLESHOOTING,
        examples=(
            Example(
                "Another source",
                "update",
                published(),
                {**published(), "storageProfile": {"source": {"id": f"{SOURCE}-2"}}},
            ),
            Example("Another source of a data disk", "update", with_disks((0, "data")), with_disks((0, "other"))),
            Example("Another LUN", "update", with_disks((0, "data")), with_disks((0, "data"), (1, "more"))),
            Example("A data disk less", "update", with_disks((0, "data"), (1, "more")), with_disks((0, "data"))),
            Example("Another replication mode", "update", published(), published(replicationMode="Shallow")),
            Example("Other storage in a region that holds it", "update", published(), published(targetRegions=PREMIUM)),
            Example(
                "Other encryption of disks that are there", "update", published(), published(targetRegions=ENCRYPTED)
            ),
        ),
    ),
    "region-removal": Guard(
        title="A region stays until it is retired",
        protects=(
            "Machines and scale sets in a region are made from the replicas there. A list of target regions "
            "is written whole, so a region that is forgotten takes its replicas away, and scaling out fails "
            "there. The same holds for edge zones."
        ),
        meant=(
            "Write `retire_regions` with the region on the definition or the gallery (`retireRegions` in "
            "YAML); an edge zone is named together with its region. It also tells Azure to delete the "
            "replicas there. Take it out again when the region is gone."
        ),
        lifted="`retire_regions` on the definition or the gallery, or in `guards()`",
        no_change="A region in its other spelling, another order, another number of replicas.",
        source=GALLERIES,
        examples=(
            Example("A target region less", "update", published(), published(targetRegions=EAST)),
            Example("An edge zone less", "update", published(targetExtendedLocations=[ZONE]), published()),
        ),
    ),
    "latest-version": Guard(
        title="The latest version of a region stays",
        protects=(
            "Whoever names no version gets the latest. Without it new machines come from an older version, "
            "or from none: a scale set that scales out, and a stack that is deployed again, fail or are set "
            "back."
        ),
        meant=(
            "Publish a newer version into these regions first. Or name the version: `allow_delete: "
            '["2.0.0"]` on the definition, `allow_delete: ["ubuntu/2.0.0"]` on the gallery; `["ubuntu"]` '
            "there names a definition with all its versions."
        ),
        lifted="`allow_delete` on the definition or the gallery, or in `guards()`",
        no_change=(
            "Versions that are excluded from latest everywhere, and those that [retention](../retention.md) lets go."
        ),
        source=GALLERIES,
        examples=(
            Example(
                "A version that is no longer declared",
                "delete",
                published(),
                number="2.0.0",
                others={"1.0.0": published()},
            ),
        ),
    ),
    "end-of-life-ahead": Guard(
        title="A version stays until its end of life",
        protects="The end of life is a promise to those who use the version: until then it can be deployed.",
        meant='Wait for the date. Or name the version: `allow_delete: ["1.0.0"]` on the definition.',
        lifted="`allow_delete` on the definition or the gallery, or in `guards()`",
        no_change="Versions without an end of life that are the latest of no region.",
        source=GALLERIES,
        examples=(Example("A version that is no longer declared", "delete", published(endOfLifeDate="2030-12-31")),),
    ),
    "deletion-blocked": Guard(
        title="A deletion that Azure blocks",
        protects=(
            "With `block_deletion_before_end_of_life` Azure refuses the deletion itself, after whatever else "
            "the update has done by then. The preview says it first."
        ),
        meant=(
            "Set `block_deletion_before_end_of_life` to `false`, and deploy that. The next update may delete "
            "the version."
        ),
        lifted="an update that takes the block away; no permission does",
        no_change="Versions whose end of life has passed.",
        source=TROUBLESHOOTING,
        examples=(
            Example(
                "A version under Azure's own block",
                "delete",
                {**published(endOfLifeDate="2030-12-31"), "safetyProfile": {"blockDeletionBeforeEndOfLife": True}},
            ),
        ),
    ),
    "definition": Guard(
        title="A definition stays what it is",
        protects=(
            "What an image is never changes: operating system and its state, generation, architecture, "
            "identifier, purchase plan, EULA, privacy statement. Azure refuses the update half-way through a "
            "run, and a replacement would take every version along."
        ),
        meant=(
            "Declare a new definition under another name, publish there, and let those who use the old one "
            "move. A feature may change with `allow_update_image`, together with the version number that it "
            "starts at."
        ),
        lifted="nothing for what is fixed; `allow_update_image` for features",
        no_change=(
            "A default written out, and a value in other casing. Description, end of life and "
            "recommendations may change."
        ),
        source=TROUBLESHOOTING,
        examples=(
            Example("Another generation", "update", UBUNTU, {**UBUNTU, "hyperVGeneration": "V2"}, DEFINITION),
            Example("A feature less", "update", UBUNTU, {**UBUNTU, "features": []}, DEFINITION),
        ),
    ),
    "gallery-sharing": Guard(
        title="A gallery keeps its way of sharing",
        protects="Azure takes a gallery's permissions when it is created; an update of them is refused.",
        meant=(
            "Change it with `az sig share`, as the output `sharing_commands` spells it out, run `pulumi refresh`, and "
            "declare what is there. Or declare a gallery of its own for what is shared."
        ),
        lifted="nothing: Azure refuses the change itself",
        no_change="Who a shared gallery is shared with.",
        source=SHARING,
        examples=(
            Example(
                "Groups in the place of Private",
                "update",
                GALLERY,
                {**GALLERY, "sharingProfile": {"permissions": "Groups"}},
                ResourceKind.GALLERY,
            ),
        ),
    ),
    "holds-others": Guard(
        title="A definition goes with its versions",
        protects="Azure deletes no gallery that has definitions, and no definition that has versions: the run fails.",
        meant=(
            "Take what it holds out of the program as well; Pulumi deletes that first. Versions that others published "
            "there, with Packer or az, are not seen and have to be deleted before. Where the gallery's soft delete is "
            "on, deleted versions are in the way for some days: switch it off in an update of its own first."
        ),
        lifted="`allow_delete` on the gallery, or in `guards()`; Azure still refuses while anything is in it",
        no_change="A definition that leaves together with its versions.",
        source=TROUBLESHOOTING,
        examples=(Example("A definition alone", "delete", UBUNTU, kind=DEFINITION),),
    ),
    "another-region": Guard(
        title="What is published stays in its region",
        protects=(
            "A resource cannot move. For another location Pulumi would delete it, with all that is in it, "
            "and make it again under the same name."
        ),
        meant=(
            "Declare a new one under another name. To reach more regions, add target regions: the location may stay."
        ),
        lifted="`allow_delete`, which permits the deletion that the move begins with",
        no_change="The same region in its other spelling.",
        source=GALLERIES,
        examples=(
            Example("Another location of a version", "delete", published(), {**published(), "location": "chinanorth"}),
        ),
    ),
    "end-of-life-passed": Guard(
        title="An end of life lies ahead",
        protects=("A version that is born past its end helps nobody, and Azure refuses such a date on a definition."),
        meant="Write a later date, or none. To stop new machines, exclude the version from latest.",
        lifted="a date to come",
        no_change="A date that has passed since it was deployed: that is a warning, since estates age.",
        source=TROUBLESHOOTING,
        examples=(
            Example("A new version", "create", new=published(endOfLifeDate="2026-01-31")),
            Example(
                "An earlier date",
                "update",
                published(endOfLifeDate="2030-12-31"),
                published(endOfLifeDate="2026-01-31"),
            ),
        ),
    ),
}
"""Every guard, by the name of its page."""
