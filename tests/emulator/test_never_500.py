"""Whatever is sent, the answer is Azure's: never a 500, never a dead process, always JSON with a code for a refusal."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compute_gallery_emulator.catalogue import RESOURCE_TYPES
from compute_gallery_emulator.gallery_schemas import GALLERY, GALLERY_IMAGE, GALLERY_IMAGE_VERSION
from compute_gallery_emulator.schema import Array, Choice, Kind, Object, Text
from tests.emulator.emulator_harness import COMPUTE, GROUP, Arm, version_body

GALLERY_ID = f"{COMPUTE}/galleries/images"
DEFINITION = f"{GALLERY_ID}/images/ubuntu"
VERSION = f"{DEFINITION}/versions/1.0.0"
FUZZ = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "",
            "\ud800",
            "\x00",
            "9999-12-31T23:59:59-23:59",
            "0001-01-01",
            f"{COMPUTE}/images/golden",
            VERSION,
            DEFINITION,
        ]
    )
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def fitting(kind: Kind) -> st.SearchStrategy[Any]:
    """Return bodies that have the members of a schema, with values that mostly fit them."""
    match kind:
        case Object():
            members = {name: fitting(inner) | ANY_JSON for name, inner in kind.fields.items()}
            return st.fixed_dictionaries({}, optional=members)
        case Array(item):
            return st.lists(fitting(item), max_size=3)
        case Choice(values):
            return st.sampled_from(values)
        case Text():
            return st.sampled_from(
                ["chinaeast2", "China East 2", f"{COMPUTE}/images/golden", f"{COMPUTE}/disks/a", VERSION]
            ) | st.text(max_size=5)
        case _:
            return SCALARS


TARGETS = [
    (GALLERY_ID, GALLERY),
    (f"{COMPUTE}/galleries/fresh", GALLERY),
    (DEFINITION, GALLERY_IMAGE),
    (f"{GALLERY_ID}/images/fresh", GALLERY_IMAGE),
    (VERSION, GALLERY_IMAGE_VERSION),
    (f"{DEFINITION}/versions/2.0.0", GALLERY_IMAGE_VERSION),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with something of each kind."""
    arm = module_start()
    arm.create_definition(arm.create_gallery())
    image = arm.create_managed_image()
    arm.create_disk("a")
    arm.done("PUT", VERSION, version_body({"source": {"id": image}}))
    return arm


def check(arm: Arm, method: str, path: str, body: object = None, **query: str) -> None:
    """Send a request; the answer must be Azure's, and reading the resource and its list must work afterwards."""
    answer = arm(method, path, body, **query)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400 and method != "HEAD":
        assert answer.json()["error"]["code"]
    if answer.status_code < 300 and method in {"PUT", "PATCH"}:
        for api in ("2018-06-01", "2024-03-03"):
            assert arm("GET", path, api=api, expand="ReplicationStatus").status_code == 200
            assert arm("GET", path.rsplit("/", 1)[0], api=api).status_code == 200


@given(
    st.sampled_from(TARGETS).flatmap(lambda target: st.tuples(st.just(target[0]), fitting(target[1]))), st.booleans()
)
@FUZZ
def test_bodies_that_nearly_fit(estate: Arm, sent: tuple[str, Any], patch: bool) -> None:  # noqa: FBT001 - drawn
    """Bodies with the right members and wrong values are answered or refused."""
    path, properties = sent
    check(estate, "PATCH" if patch else "PUT", path, {"location": "chinaeast2", "properties": properties})


@given(st.sampled_from(sorted(RESOURCE_TYPES)), ANY_JSON, st.sampled_from(["PUT", "PATCH"]))
@FUZZ
def test_any_json_to_any_type(estate: Arm, type_name: str, body: object, method: str) -> None:
    """Any JSON sent to any type is answered or refused."""
    namespace, *types = type_name.split("/")
    path = f"{GROUP}/providers/{namespace}/" + "/".join(f"{part}/fuzz" for part in types)
    check(estate, method, path, body)
    check(
        estate,
        method,
        path,
        {"location": "chinaeast2", "properties": body, "tags": body, "sku": body, "identity": body},
    )


MACHINE_PARTS = st.fixed_dictionaries(
    {},
    optional={
        "creationData": ANY_JSON | st.just({"createOption": "Empty"}),
        "diskSizeGB": SCALARS,
        "storageProfile": ANY_JSON
        | st.fixed_dictionaries({"osDisk": ANY_JSON | st.just({"osType": "Linux"}), "dataDisks": ANY_JSON}),
        "sourceVirtualMachine": ANY_JSON,
        "hyperVGeneration": ANY_JSON,
        "supportedCapabilities": ANY_JSON,
    },
)


@given(st.sampled_from(["virtualMachines", "images", "disks", "snapshots"]), MACHINE_PARTS)
@FUZZ
def test_odd_sources_can_be_published_or_are_refused(estate: Arm, kind: str, properties: object) -> None:
    """A source with odd properties is refused, or what is published from it can be read."""
    path = f"{COMPUTE}/{kind}/odd"
    answer = estate("PUT", path, {"location": "chinaeast2", "properties": properties})
    assert answer.status_code < 500, answer.text
    assert estate("GET", path).status_code < 500
    if answer.status_code < 300:
        whole = {"source": {"id": path}}
        storage = whole if kind in {"virtualMachines", "images"} else {"osDiskImage": whole}
        check(estate, "PUT", f"{DEFINITION}/versions/3.0.0", version_body(storage))
        assert estate("DELETE", f"{DEFINITION}/versions/3.0.0").status_code < 500
        assert estate("DELETE", path).status_code < 500


@given(
    st.sampled_from(["GET", "PUT", "PATCH", "POST", "DELETE", "HEAD", "OPTIONS"]),
    st.lists(
        st.sampled_from(
            [
                "subscriptions",
                "s",
                "resourceGroups",
                "providers",
                "Microsoft.Compute",
                "galleries",
                "locks",
                "locations",
                "%20",
                "%",
                "..",
                "é",
                "resources",
                "capsOperations",
                "operationresults",
            ]
        ),
        max_size=9,
    ),
    st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=20),
)
@FUZZ
def test_any_address(estate: Arm, method: str, segments: list[str], query: str) -> None:
    """Any path and query are answered or refused."""
    answer = estate.http.request(method, "/" + "/".join(segments) + "?api-version=2024-03-03&" + query, json={})
    assert answer.status_code < 500, answer.text


@given(ANY_JSON)
@FUZZ
def test_any_share_and_action(estate: Arm, body: object) -> None:
    """Any JSON sent to an action is answered or refused."""
    check(estate, "POST", f"{GALLERY_ID}/share", body)
    for operation in ("Add", "Remove", "Reset", "EnableCommunity"):
        check(estate, "POST", f"{GALLERY_ID}/share", {"operationType": operation, "groups": body})


def test_the_process_is_still_there(estate: Arm) -> None:
    """After all that, the emulator answers as before."""
    assert estate.http.get("/emulator/health").status_code == 200
