"""Declarations as people write them get Azure's verdict, also in the other spellings that tools and languages have."""

from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from compute_gallery_rules import RULES, Context, Severity, judge, judge_image_version, version_against_gallery
from tests.rules.declarations import TODAY, Declaration, declarations, errors, more_declarations

ALL = more_declarations()
GOOD = [each for each in ALL if each.refused_by is None]
BAD = [each for each in ALL if each.refused_by is not None]
WORDS = {
    "osType",
    "osState",
    "hyperVGeneration",
    "architecture",
    "storageAccountType",
    "replicationMode",
    "hostCaching",
}
OPEN = {"tags", "userAssignedIdentities"}
"""Mappings whose names are the user's own."""

Spelling = Callable[[object, str], object]


@pytest.mark.parametrize("declaration", GOOD, ids=lambda each: each.id)
def test_what_azure_takes_has_no_error(declaration: Declaration) -> None:
    """Published declarations, requests that were recorded, and odd but accepted spellings pass."""
    assert [finding.text(declaration.id) for finding in errors(declaration.findings())] == []


@pytest.mark.parametrize("declaration", BAD, ids=lambda each: each.id)
def test_one_mistake_is_refused_by_one_rule(declaration: Declaration) -> None:
    """A single mistake is found by the rule that names it, and is not reported as another one as well."""
    assert {finding.rule for finding in errors(declaration.findings())} == {declaration.refused_by}


def respelt(value: object, spelling: Spelling, name: str = "") -> object:
    """Return inputs with each part in another spelling; the user's own names and values stay."""
    if name in OPEN:
        return value
    if isinstance(value, Mapping):
        value = {inner: respelt(part, spelling, inner) for inner, part in value.items()}
    elif isinstance(value, list):
        value = [respelt(part, spelling, name) for part in value]
    return spelling(value, name)


def is_number(value: object) -> bool:
    """Tell whether a value is a number and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_id(value: object) -> bool:
    """Tell whether a value is a resource id."""
    return isinstance(value, str) and value.lower().startswith("/subscriptions/")


SPELLINGS: dict[str, Spelling] = {
    "numbers as floats": lambda value, _: float(str(value)) if is_number(value) else value,
    "numbers as text": lambda value, _: str(value) if is_number(value) else value,
    "truth values as text": lambda value, _: str(value).lower() if isinstance(value, bool) else value,
    "words in lower case": lambda value, name: value.lower() if name in WORDS and isinstance(value, str) else value,
    "words in upper case": lambda value, name: value.upper() if name in WORDS and isinstance(value, str) else value,
    "locations without spaces": lambda value, name: (
        "".join(str(value).split()) if value and name == "location" else value
    ),
    "ids in upper case": lambda value, _: str(value).upper() if is_id(value) else value,
    "ids in lower case": lambda value, _: str(value).lower() if is_id(value) else value,
    "fields of a later API": lambda value, _: {**value, "x-later": {"a": [1]}} if isinstance(value, dict) else value,
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_spelling_gets_the_same_verdict(spelling: str) -> None:
    """Numbers of other languages, any casing that Azure takes and fields of a later API make no error."""
    refused = {}
    for declaration in [*GOOD, *(each for each in declarations() if each.refused_by is None)]:
        inputs = respelt(declaration.inputs, SPELLINGS[spelling])
        assert isinstance(inputs, dict)
        if found := errors(judge(inputs, Context(declaration.kind, TODAY))):
            refused[declaration.id] = found[0].text(declaration.id)
    assert refused == {}


def test_the_fixture_holds_what_it_is_for() -> None:
    """Each declaration has an id of its own and a source, and each rule by which Azure refuses refuses one."""
    assert [name for name, times in Counter(each.id for each in [*ALL, *declarations()]).items() if times > 1] == []
    assert all(each.origin for each in ALL)
    refusing = {rule.name for rule in RULES if rule.severity is Severity.ERROR}
    assert {each.refused_by for each in BAD} == refusing


@pytest.mark.parametrize("name", ["d-carml-defaults", "d-azdocs-ubuntu"])
def test_an_empty_end_of_life_is_a_warning(name: str) -> None:
    """Azure takes it for none, as its own modules send it; we still say so."""
    declaration = next(each for each in ALL if each.id == name)
    found = [finding for finding in declaration.findings() if finding.rule == "end-of-life"]
    assert [(finding.field, finding.severity) for finding in found] == [("endOfLifeDate", Severity.WARNING)]


def test_a_feature_unlike_the_known_ones_is_a_warning() -> None:
    """Azure adds features: only a name that is nearly a known one is refused."""
    declaration = next(each for each in ALL if each.id == "d-feature-future")
    found = [finding for finding in declaration.findings() if finding.rule == "features"]
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_a_lun_that_is_missing_is_named_once() -> None:
    """Encryption without a LUN is told as such, and not as a further disk without a key."""
    declaration = next(each for each in ALL if each.id == "v-enc-lun-null-of-two")
    assert [finding.field for finding in errors(declaration.findings())] == [
        "publishingProfile.targetRegions[0].encryption.dataDiskImages[0].lun"
    ]


@pytest.mark.parametrize(
    ("name", "field", "instead"),
    [
        ("v-tf-vm-in-id", "storageProfile.source.id", "storageProfile.source.virtualMachineId"),
        ("v-cli-vhd-mixed", "storageProfile.dataDiskImages[1].source.id", "storageAccountId"),
    ],
)
def test_a_field_that_newer_api_versions_refuse_is_a_warning(name: str, field: str, instead: str) -> None:
    """A machine, and a VHD's account, have fields of their own now."""
    inputs = next(each for each in ALL if each.id == name).inputs
    found = [finding for finding in judge_image_version(inputs, today=TODAY) if finding.field == field]
    assert [(finding.severity, finding.instead) for finding in found] == [(Severity.WARNING, f"it in {instead}")]


@pytest.mark.parametrize("permissions", ["Groups", "community"])
def test_keys_of_confidential_machines_stay_out_of_shared_galleries(permissions: str) -> None:
    """The set of a confidential virtual machine's disk is a customer-managed key like any other."""
    version = next(each for each in ALL if each.id == "v-packer-cvm-cmk").inputs
    gallery = {"location": version["location"], "sharingProfile": {"permissions": permissions}}
    found = version_against_gallery(version, gallery)
    assert [finding.field for finding in found] == ["publishingProfile.targetRegions[0].encryption"]
    assert version_against_gallery(version, {"location": version["location"]}) == ()
