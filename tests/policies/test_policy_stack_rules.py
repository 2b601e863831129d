"""The rules on several resources, asked as the engine asks in a preview: inputs first, then outputs with gaps."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from compute_gallery_policies import gallery_policies
from compute_gallery_policies.request import Request
from compute_gallery_policies.stack_resources import declared_resources
from compute_gallery_rules import UNKNOWN, ResourceKind
from compute_gallery_rules.together.declared import DeclaredResource
from tests.policies.inputs_that_pass import GOOD, IMAGE, SUBSCRIPTION, token
from tests.policies.policy_analyzer import Analyzer, Verdict, stack_resource, urn_of

G, D, V = ResourceKind.GALLERY, ResourceKind.IMAGE_DEFINITION, ResourceKind.IMAGE_VERSION
COMPUTE = f"{SUBSCRIPTION}/resourceGroups/image-rg/providers/Microsoft.Compute"
ENCRYPTION = {"osDiskImage": {"diskEncryptionSetId": f"{COMPUTE}/diskEncryptionSets/east"}}
PROFILE: Mapping[str, Any] = GOOD[V]["publishingProfile"]  # type: ignore[assignment] # written there as a mapping
ENCRYPTED = {"targetRegions": [{"name": "China East 2", "encryption": ENCRYPTION}]}
REFERS = {V: ("galleryImageName", D), D: ("galleryName", G)}
Declared = tuple[ResourceKind, str, Mapping[str, object]]


def previewed(*declared: Declared, depends_on: Mapping[str, str] | None = None) -> Verdict:
    """Ask about each resource, then about the stack, where each refers to the first one that it can belong to.

    As in the first preview of a program, no name or id comes back, and names that come from other resources are not
    known either.
    """
    analyzer = Analyzer(gallery_policies("baseline"))
    resources = []
    first: dict[ResourceKind, str] = {}
    for kind, name, inputs in declared:
        first.setdefault(kind, name)
        own = {**GOOD[kind], **inputs}
        references: dict[str, list[str]] = {}
        if kind in REFERS and REFERS[kind][1] in first:
            field, parent = REFERS[kind]
            own[field] = UNKNOWN
            references[field] = [urn_of(token(parent), first[parent])]
        assert analyzer.analyze(token(kind), own, name).mandatory == {}
        outputs = {**dict.fromkeys(("id", "name", "features", "provisioningState"), UNKNOWN), **own}
        for field in ("galleryName", "galleryImageName", "galleryImageVersionName"):
            outputs.pop(field, None)
        before = [urn_of(token(kind), (depends_on or {})[name])] if name in (depends_on or {}) else []
        resources.append(stack_resource(token(kind), name, outputs, before, references))
    return analyzer.analyze_stack(resources)


def sku(name: str) -> dict[str, object]:
    """Make a definition's name and identifier."""
    return {"galleryImageName": name, "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": name}}


SHARED = {"sharingProfile": {"permissions": "Groups"}}
COMMUNITY = {"sharingProfile": {"permissions": "Community", "communityGalleryInfo": UNKNOWN}}
OTHER_SOURCE = {"storageProfile": {"source": {"id": IMAGE + "2"}}}
CASES: list[tuple[str, list[Declared], set[str], set[str]]] = [
    ("good", [(G, "g", {}), (D, "d", {}), (V, "v", {})], set(), set()),
    (
        "identifiers",
        [(G, "g", {}), (D, "d", {}), (D, "e", {"galleryImageName": "other"})],
        {"identifier-unique"},
        set(),
    ),
    ("definitions", [(G, "g", {}), (D, "d", sku("a")), (D, "e", sku("b"))], set(), set()),
    (
        "names",
        [(G, "g", {}), (D, "d", {}), (D, "e", {**sku("b"), "galleryImageName": "Ubuntu"})],
        {"names-unique"},
        set(),
    ),
    ("galleries", [(G, "g", {}), (G, "h", {})], {"names-unique"}, set()),
    (
        "end of life",
        [(G, "g", {}), (D, "d", {"endOfLifeDate": "2098-01-01"}), (V, "v", {})],
        set(),
        {"version-agrees-with-definition"},
    ),
    (
        "shared",
        [(G, "g", SHARED), (D, "d", {"features": [{"name": "SecurityType", "value": "TrustedLaunch"}]})],
        {"agrees-with-gallery"},
        set(),
    ),
    (
        "shared keys",
        [(G, "g", SHARED), (D, "d", {}), (V, "v", {"publishingProfile": ENCRYPTED})],
        {"agrees-with-gallery"},
        set(),
    ),
    (
        "confidential",
        [(G, "g", {}), (D, "d", {"features": [{"name": "SecurityType", "value": "ConfidentialVM"}]}), (V, "v", {})],
        {"confidential-versions"},
        set(),
    ),
    ("community", [(G, "g", COMMUNITY), (D, "d", {"osState": "Specialized"})], set(), {"community-gallery-images"}),
    (
        "one source",
        [(G, "g", {}), (D, "d", {}), (V, "v", {}), (V, "w", {"galleryImageVersionName": "1.0.1"})],
        set(),
        {"shared-source-order"},
    ),
    (
        "two sources",
        [(G, "g", {}), (D, "d", {}), (V, "v", {}), (V, "w", {"galleryImageVersionName": "1.0.1", **OTHER_SOURCE})],
        set(),
        set(),
    ),
    (
        "no latest",
        [(G, "g", {}), (D, "d", {}), (V, "v", {"publishingProfile": {**PROFILE, "excludeFromLatest": True}})],
        set(),
        {"latest-exists"},
    ),
    (
        "encrypted source",
        [
            (V, "v", {"publishingProfile": ENCRYPTED}),
            (
                V,
                "w",
                {
                    "galleryImageName": "hardened",
                    "storageProfile": {"source": {"id": f"{COMPUTE}/galleries/images/images/ubuntu/versions/1.0.0"}},
                },
            ),
        ],
        {"encrypted-version-source"},
        {"shared-source-order"},
    ),
]


@pytest.mark.parametrize(
    ("declared", "mandatory", "advisory"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_exactly_the_rule_reports_in_a_preview(
    declared: list[Declared], mandatory: set[str], advisory: set[str]
) -> None:
    """Although no name is known but through the resource that it comes from."""
    found = previewed(*declared)
    assert (set(found.mandatory), set(found.advisory)) == (mandatory, advisory)


def test_versions_that_wait_are_in_order() -> None:
    """What depends_on says counts, also through others in between."""
    versions = [(V, name, {"galleryImageVersionName": f"1.0.{index}"}) for index, name in enumerate("vw")]
    assert previewed((G, "g", {}), (D, "d", {}), *versions, depends_on={"w": "v"}).clean


def test_a_chain_is_in_order_through_other_resources() -> None:
    """Of a chain each version names only what is next, be it a version or a resource that no rule judges."""
    command = "command:local:Command"
    links = [(token(V), "a"), (command, "test"), (token(V), "b"), (token(V), "c")]
    resources = []
    for index, (kind, name) in enumerate(links):
        inputs = {**GOOD[V], "galleryImageVersionName": f"1.0.{index}"} if kind == token(V) else {}
        before = [urn_of(*links[index - 1])] if index else []
        resources.append(stack_resource(kind, name, inputs, before))
    assert Analyzer().analyze_stack(resources).clean
    broken = [*resources[:1], stack_resource(command, "test", {}), *resources[2:]]
    assert set(Analyzer().analyze_stack(broken).advisory) == {"shared-source-order"}


def test_a_version_knows_its_nearest_predecessors_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What those wait for is not repeated with it, so that a long chain stays as small as its links."""
    seen: list[dict[str, frozenset[str]]] = []

    def kept(resources: Sequence[DeclaredResource]) -> tuple[()]:
        seen.append({each.name: each.depends_on for each in resources})
        return ()

    monkeypatch.setattr(Request, "read_stack", lambda _, resources: kept(declared_resources(resources, {})))
    urns = {name: urn_of(token(V), name) for name in "abc"}
    chain = [("a", []), ("b", [urns["a"]]), ("c", [urns["b"]])]
    Analyzer().analyze_stack([stack_resource(token(V), name, {}, before) for name, before in chain])
    assert seen[0] == {"a": frozenset(), "b": frozenset({urns["a"]}), "c": frozenset({urns["b"]})}


def test_a_finding_is_shown_at_its_resource() -> None:
    """By URN, and by name in the message."""
    found = previewed((G, "g", {}), (D, "d", {}), (D, "e", {"galleryImageName": "other"}))
    assert found.urns == [urn_of(token(D), "e")]
    assert "GalleryImage e: identifier" in found.mandatory["identifier-unique"][0]


def test_outputs_alone_are_enough() -> None:
    """A stack of which no resource was asked about before, as after an update: names come from the ids."""
    subscription = "/subscriptions/other"
    ids = f"{subscription}/resourceGroups/rg/providers/Microsoft.Compute/galleries/images"
    outputs: dict[ResourceKind, dict[str, object]] = {
        G: {"id": ids, "name": "images", "location": "chinaeast2"},
        V: {"id": f"{ids}/images/ubuntu/versions/1.0.0", "name": "1.0.0", "publishingProfile": ENCRYPTED},
    }
    resources = [stack_resource(token(kind), kind.value, each) for kind, each in outputs.items()]
    found = Analyzer().analyze_stack([*resources, stack_resource(token(V), "w", {**outputs[V]})])
    assert set(found.mandatory) == {"disk-encryption-set-subscription", "names-unique"}


def test_quotas_are_settings() -> None:
    """A team that shares a subscription with others lowers them."""
    resources = [stack_resource(token(G), name, {"name": name, "location": "chinaeast2"}) for name in ("a", "b")]
    for most, reported in ((1, {"quota"}), (2, set[str]())):
        policies = gallery_policies("strict", {"quota": {"galleries": most}})
        assert set(Analyzer(policies).analyze_stack(resources).mandatory) == reported


@pytest.mark.parametrize(("generation", "reported"), [("V1", {"version-agrees-with-source"}), ("V2", set[str]())])
def test_a_version_is_compared_with_what_it_comes_from(generation: str, reported: set[str]) -> None:
    """A managed image of the same program, of which only the storage profile's origin is known."""
    image = token(V).replace("GalleryImageVersion", "Image")
    outputs = {"id": UNKNOWN, "location": UNKNOWN, "hyperVGeneration": generation}
    definition = {**GOOD[D], "id": UNKNOWN}
    version = {**GOOD[V], "galleryImageName": UNKNOWN, "storageProfile": {"source": {"id": UNKNOWN}}}
    references = {"storageProfile": [urn_of(image, "image")], "galleryImageName": [urn_of(token(D), "d")]}
    resources = [
        stack_resource(image, "image", outputs),
        stack_resource(token(D), "d", definition),
        stack_resource(token(V), "v", version, [urn_of(image, "image")], references),
    ]
    found = Analyzer().analyze_stack(resources)
    assert (set(found.mandatory), found.advisory) == (reported, {})
    machine = image.replace("Image", "VirtualMachine")
    references["storageProfile"] = [urn_of(machine, "vm")]
    resources = [stack_resource(machine, "vm", {}), stack_resource(token(V), "v", version, [], references)]
    assert set(Analyzer().analyze_stack(resources).advisory) == {"source-machine-stopped"}


def test_the_order_of_registration_changes_no_verdict() -> None:
    """Programs register side by side: of two that do not agree, the same one is told each time."""
    definitions = [stack_resource(token(D), name, {**GOOD[D], **sku("a"), "galleryImageName": name}) for name in "de"]
    first, second = Analyzer().analyze_stack(definitions), Analyzer().analyze_stack(definitions[::-1])
    assert first == second
    assert first.urns == [urn_of(token(D), "e")]
