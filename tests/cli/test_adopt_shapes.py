"""What an adoption writes: as a person would, and the same for every parser."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_cli.adopted_definition import definition_tree
from compute_gallery_cli.adopted_gallery import sharing_tree
from compute_gallery_cli.adopted_version import version_remarks, version_tree
from compute_gallery_cli.settled_state import settled_state
from compute_gallery_cli.stack_text import as_yaml
from compute_gallery_cli.version_source import source_tree
from compute_gallery_cli.yaml_insertion import Insertion, with_entry

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
SCALAR = st.booleans() | st.integers(-5, 100) | TEXT | st.sampled_from(["yes", "1.0", "2035-12-01", "1_0", "~", "a: b"])
TREE = st.dictionaries(
    st.sampled_from(["ubuntu", "1.0.0", "on", "3", "tags", "targetRegions"]),
    SCALAR | st.lists(SCALAR, max_size=3) | st.dictionaries(st.sampled_from(["a", "no"]), SCALAR, max_size=2),
    max_size=4,
)
MACHINE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm"
NESTED = "urn:pulumi:s::p::azure-compute-gallery:index:ImageVersion::images-a-1.0.0"


@given(TREE)
def test_yaml_says_the_same_to_another_parser(tree: dict[str, Any]) -> None:
    """No text becomes a number, a date or a truth value, in YAML 1.1 either."""
    assert yaml.safe_load(as_yaml(tree)) == tree


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5, unique=True), st.integers(0, 4), st.booleans())
def test_insertion_keeps_every_other_line(numbers: list[int], at: int, before: bool) -> None:  # noqa: FBT001 hypothesis gives it
    """The new entry stands beside its neighbour, and without it the text is the old one."""
    keys = [f"1.0.{number}" for number in numbers]
    entries = "".join(f"    {key}: # note\n      a: [1, 2]  # x\n      # below {key}\n" for key in keys)
    text = f"# top\nx:\n  versions:\n{entries}  # end\n  more: |\n    text\n"
    neighbour = keys[at % len(keys)]
    changed = with_entry(text, Insertion(("x", "versions"), "9.9.9", {"b": "c"}, neighbour, is_before=before))
    assert changed.replace("    9.9.9:\n      b: c\n", "", 1) == text
    order = list(yaml.safe_load(changed)["x"]["versions"])
    assert order.index("9.9.9") - order.index(neighbour) == (-1 if before else 1)


@pytest.mark.parametrize("text", ["x: {versions: {1.0.0: {a: b}}}\n", "x:\n  versions: {}\n", "x:\n  versions:\n"])
def test_insertion_into_braces_is_written_anew(text: str) -> None:
    """Where there are no blocks, the entry is there all the same."""
    changed = with_entry(text, Insertion(("x", "versions"), "9.9.9", {"b": "c"}, None))
    assert yaml.safe_load(changed)["x"]["versions"]["9.9.9"] == {"b": "c"}


def test_features_of_later_versions_keep_their_start() -> None:
    """One start for all features, or one for each."""
    features = [{"name": "SecurityType", "value": "TrustedLaunch", "startsAtVersion": "1.2.0"}]
    resource = {"location": "westus", "properties": {"features": features}}
    assert definition_tree(resource, "westus") == {"securityType": "TrustedLaunch", "startsAtVersion": "1.2.0"}
    features.append({"name": "IsHibernateSupported", "value": "True"})
    assert definition_tree(resource, "westus")["featuresStartAt"] == {"securityType": "1.2.0"}


def test_sharing_is_taken_with_whom() -> None:
    """Subscriptions and tenants that a gallery is shared with are in the config, where the commands come from."""
    groups = [{"type": "Subscriptions", "ids": ["s"]}, {"type": "AADTenants", "ids": ["t"]}]
    profile = {"permissions": "Groups", "groups": groups, "communityGalleryInfo": {"communityGalleryEnabled": False}}
    assert sharing_tree(profile) == {"permissions": "Groups", "subscriptionIds": ["s"], "tenantIds": ["t"]}


def test_token_of_a_vhd_is_not_written() -> None:
    """An address loses its token, and a remark tells so."""
    uri = "https://a.blob.core.windows.net/v/x.vhd?sv=1&sig=secret"
    resource = {"properties": {"storageProfile": {"osDiskImage": {"source": {"uri": uri, "id": "a"}}}}}
    assert "secret" not in str(version_tree(resource, "westus"))
    assert any("token" in remark for remark in version_remarks(resource))


def test_machine_under_the_name_of_an_image_is_a_machine() -> None:
    """The Azure CLI sends a machine as source.id: the config calls it what it is, and so does the settled state."""
    assert source_tree({"source": {"id": MACHINE}}) == {"virtualMachineId": MACHINE}
    (resource,) = settled({"source": {"id": MACHINE}, "osDiskImage": {"hostCaching": "None"}})
    assert resource["inputs"]["storageProfile"] == {"source": {"virtualMachineId": MACHINE}}


def settled(storage: dict[str, Any], parent: str = NESTED) -> list[dict[str, Any]]:
    """Settle a state with one version in it."""
    urn = f"{NESTED}-version"
    one = {
        "urn": urn,
        "type": "azure-native:compute:GalleryImageVersion",
        "parent": parent,
        "inputs": {"storageProfile": storage},
    }
    state, _ = settled_state({"deployment": {"resources": [one]}})
    resources: list[dict[str, Any]] = state["deployment"]["resources"]
    return resources


def test_settling_twice_changes_nothing_more() -> None:
    """A settled state stays as it is, and what is not the components' own is never touched."""
    (resource,) = settled({"osDiskImage": {"hostCaching": "ReadWrite", "source": {"id": "/x"}}})
    again, changed = settled_state({"deployment": {"resources": [resource]}})
    assert (again["deployment"]["resources"], changed) == ([resource], [])
    (foreign,) = settled({"osDiskImage": {"hostCaching": "ReadWrite"}}, parent="urn:pulumi:s::p::other:index:X::x")
    assert foreign["inputs"] == {"storageProfile": {"osDiskImage": {"hostCaching": "ReadWrite"}}}
