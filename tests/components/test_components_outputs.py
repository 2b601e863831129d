"""Arguments that are known later, in a preview not at all, or secret."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pulumi
import pytest

from compute_gallery_rules import UNKNOWN
from tests.components.component_args import (
    MANAGED_IMAGE,
    declare_definition,
    declare_gallery,
    declare_version,
    late,
    nested_definition,
    nested_version,
)
from tests.components.component_run import Run, compute_id, run_program, unknown

TOKEN = "sp=r&sig=TOPSECRET"  # noqa: S105 no token of anyone
VHD = "https://account.blob.core.chinacloudapi.cn/vhds/os.vhd"
SIGNED = f"https://account.blob.core.chinacloudapi.cn/vhds/data.vhd?{TOKEN}"

OWN: Mapping[str, Any] = {
    "gallery_name": "myGallery",
    "version": "1.2.3",
    "location": "China East 2",
    "replica_count": 2,
    "storage_account_type": "premium_lrs",
    "exclude_from_latest": True,
    "end_of_life_date": "2035-12-01",
    "tags": {"a": "b"},
    "source": {"vhd": {"uri": VHD, "storage_account": "mystorageaccount"}},
    "data_disks": [{"lun": 1.0, "source": {"snapshot_id": compute_id("snapshots", "a")}}],
    "target_regions": [{"name": "chinaeast2", "regional_replica_count": 3}],
}
"""One value for each kind of argument: leaf, list, mapping."""


def as_output(value: Any) -> pulumi.Output[Any]:  # noqa: ANN401 any value
    """Return a value as an Output."""
    return pulumi.Output.from_input(value)


def as_coroutine(value: Any) -> Any:  # noqa: ANN401 as above
    """Return a value as something that can be awaited once."""

    async def resolved() -> Any:  # noqa: ANN401 as above
        return value

    return resolved()


def of_leaves(value: Any, function: Callable[[Any], Any]) -> Any:  # noqa: ANN401 as above
    """Return a value with a function of each leaf."""
    if isinstance(value, Mapping):
        return {name: of_leaves(part, function) for name, part in value.items()}
    if isinstance(value, list):
        return [of_leaves(part, function) for part in value]
    return function(value)


def declare_later(field: str, function: Callable[[Any], Any]) -> None:
    """Declare a version with one argument that is known later."""
    declare_version(**{**OWN, field: function(OWN[field])})


def declare_late_value(field: str, value: Any) -> None:  # noqa: ANN401 as above
    """Declare a version with one argument of a value that is known later."""
    own: dict[str, Any] = {field: as_output(value)}
    declare_version(**own)


@pytest.mark.parametrize("field", OWN)
@pytest.mark.parametrize("function", [as_output, as_coroutine, pulumi.Output.secret])
def test_any_argument_may_be_known_later(field: str, function: Callable[[Any], Any]) -> None:
    """An Output, a coroutine or a secret gives azure-native what the value gives: the whole, or each leaf of it."""
    at_once = run_program(lambda: declare_version(**OWN)).succeeded().inputs("first-version")
    for later in (function, lambda value: of_leaves(value, function)):
        run = run_program(partial(declare_later, field, later)).succeeded()
        assert run.inputs("first-version") == at_once
        assert bool(run.named("first-version").secrets) == (function == pulumi.Output.secret)


@pytest.mark.parametrize("field", OWN)
def test_any_argument_may_be_unknown_in_a_preview(field: str) -> None:
    """What a preview does not know is left unknown, and neither refused nor warned of."""
    run = run_program(lambda: declare_version(**{**OWN, field: unknown()}), preview=True).succeeded()
    assert run.warnings == []
    assert "first-version" in [one.name for one in run.custom]
    if field == "location":
        assert run.inputs("first-version")["location"] is UNKNOWN


def test_definition_and_gallery_take_outputs() -> None:
    """Arguments of definitions and galleries may be Outputs too, single or as a whole mapping."""

    def program() -> None:
        declare_gallery(location=as_output("China East 2"), tags=as_output({"a": "b"}))
        identifier = {"publisher": "p", "offer": "o", "sku": "s"}
        recommended = {"vCPUs": {"min": 1.0}}
        declare_definition(
            os_type=as_output("linux"), identifier=as_output(identifier), recommended=as_output(recommended)
        )

    run = run_program(program).succeeded()
    assert run.inputs("images-gallery")["location"] == "chinaeast2"
    sent = run.inputs("ubuntu-definition")
    assert (sent["osType"], sent["identifier"]["sku"], sent["recommended"]) == ("Linux", "s", {"vCPUs": {"min": 1}})


def text_of(run: Run) -> str:
    """Return all that a run prints or exports."""
    return repr((run.logs, run.outputs, run.error))


def declare_signed(uri: Any, **own: Any) -> None:  # noqa: ANN401 arguments
    """Declare a gallery whose version is made from a signed address."""
    disk = {"lun": 0, "source": {"vhd": {"uri": uri, "storage_account": "mystorageaccount"}}}
    version = nested_version(source={"vhd": {"uri": VHD, "storage_account": "mystorageaccount"}}, data_disks=[disk])
    declare_gallery(definitions={"ubuntu": nested_definition(versions={"1.0.0": {**version, **own}})})


@pytest.mark.parametrize("function", [str, as_output, pulumi.Output.secret])
@pytest.mark.parametrize("preview", [False, True])
def test_signed_address_is_a_secret(function: Callable[[str], Any], *, preview: bool) -> None:
    """An address with a query is secret in what is registered, and in nothing that is printed or exported."""
    run = run_program(lambda: declare_signed(function(SIGNED)), preview=preview).succeeded()
    sent = run.named("images-ubuntu-1.0.0-version")
    path = "storageProfile.dataDiskImages[0].source.uri"
    assert sent.inputs["storageProfile"]["dataDiskImages"][0]["source"]["uri"] == SIGNED
    assert any(path.startswith(secret) for secret in sent.secrets)
    assert "storageProfile.osDiskImage.source.uri" not in sent.secrets
    assert TOKEN not in text_of(run)


def test_plain_address_is_no_secret() -> None:
    """An address without a query stays readable."""
    run = run_program(lambda: declare_version(source={"vhd": {"uri": VHD, "storage_account": "account"}})).succeeded()
    assert run.named("first-version").secrets == frozenset()


def test_catalogue_of_a_secret_address_is_public() -> None:
    """The catalogue names a VHD by its file, and stays readable though the address is a secret."""

    def program() -> None:
        source = {"vhd": {"uri": pulumi.Output.secret(SIGNED), "storage_account": "account"}}
        declare_gallery(definitions={"ubuntu": nested_definition(versions={"1.0.0": nested_version(source=source)})})

    run = run_program(program).succeeded()
    assert run.outputs["images"]["catalogue"]["ubuntu"]["versions"]["1.0.0"]["source"] == "VHD data.vhd"
    assert run.secret_outputs["images"] == frozenset()


def test_other_secrets_stay_secret_in_the_catalogue() -> None:
    """A source that its writer made a secret is not given away by the catalogue."""

    def program() -> None:
        source = {"managed_image_id": pulumi.Output.secret(MANAGED_IMAGE)}
        declare_gallery(definitions={"ubuntu": nested_definition(versions={"1.0.0": nested_version(source=source)})})

    run = run_program(program).succeeded()
    assert "catalogue" in run.secret_outputs["images"]
    assert "entry" in run.secret_outputs["images-ubuntu"]


@pytest.mark.parametrize(
    "own",
    [
        {"source": SIGNED},
        {"source": {"vhd": SIGNED}},
        {"source": {"vhd": {"uri": [SIGNED], "storage_account": {"a": SIGNED}}}},
        {"source": {"managed_image_id": SIGNED}},
        {"source": {"vhd": {"uri": f"account/{SIGNED}", "storage_account": SIGNED}}},
        {"source": {SIGNED: "x"}},
        {SIGNED: "x"},
        {"tags": SIGNED},
        {"target_regions": [SIGNED]},
        {"replicate_to": [SIGNED]},
        {"end_of_life_date": SIGNED},
        {"location": SIGNED},
        {"host_caching": SIGNED},
        {"data_disks": [SIGNED]},
        {"version": SIGNED},
    ],
)
@pytest.mark.parametrize("function", [lambda own: own, lambda own: of_leaves(own, as_output)])
def test_no_message_holds_a_token(own: Mapping[str, Any], function: Callable[[Any], Any]) -> None:
    """Wherever a signed address stands by mistake, no message has its token."""
    run = run_program(lambda: declare_version(**function(own)))
    assert "TOPSECRET" not in text_of(run)
    assert run.logs


def test_late_mistakes_in_a_preview() -> None:
    """Outputs that resolve in a preview are all judged, beside what is unknown; the preview fails at its end."""

    def program() -> None:
        declare_version("one", version="1.0.1", replica_count=as_output(500), end_of_life_date=as_output("soon"))
        declare_version("two", version=unknown(), gallery_name=unknown(), location=as_output("chinanorth"))
        declare_version("three", version="1.0.3", source=as_output({"managed_imageid": MANAGED_IMAGE}))
        declare_version("four", version="1.0.4")

    run = run_program(program, preview=True)
    assert isinstance(run.error, pulumi.RunError)
    assert sorted(text.split(": ")[0] + ": " + text.split(": ")[1] for text in run.errors) == [
        "ImageVersion 'one': end_of_life_date",
        "ImageVersion 'one': replica_count",
        "ImageVersion 'three': source.managed_imageid",
        "ImageVersion 'two': target_regions",
    ]
    assert "4 errors" in str(run.error)


def test_mistakes_that_resolve_one_after_the_other() -> None:
    """A preview waits for the last Output before it fails, so that all findings are in one run."""

    def program() -> None:
        for number, seconds in enumerate((0.0, 0.2)):
            declare_version(f"v{number}", version=f"1.0.{number}", replica_count=late(500, seconds))

    run = run_program(program, preview=True)
    assert "2 errors" in str(run.error)
    assert sorted(text.split("'")[1] for text in run.errors) == ["v0", "v1"]


def test_mapping_that_is_known_in_part() -> None:
    """Of a mapping that resolves with an unknown value in it, a preview judges the rest."""

    def program() -> None:
        vhd = pulumi.Output.from_input({"uri": unknown(), "storage_account": "No_Account"})
        declare_version(source={"vhd": vhd})

    run = run_program(program, preview=True)
    assert [text.split(": ")[1] for text in run.errors] == ["source.vhd.storage_account"]


def test_late_mistake_in_an_update() -> None:
    """An Output that resolves to a mistake ends an update before its resource is registered."""
    run = run_program(lambda: declare_version(replica_count=as_output(500)))
    assert [text.split(" is ")[0] for text in run.refused()] == ["ImageVersion 'first': replica_count: 500"]


def test_late_value_of_another_kind() -> None:
    """An Output of the wrong kind is one readable finding, not a traceback."""
    for field, value in (("source", 5), ("target_regions", "chinaeast2"), ("tags", ["a"]), ("data_disks", {"a": 1})):
        run = run_program(partial(declare_late_value, field, value))
        (text,) = run.refused()
        assert text.startswith(f"ImageVersion 'first': {field}")
        assert "Allowed: a " in text
