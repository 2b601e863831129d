"""A definition's features: named arguments, sent as Azure's list of names and values."""

from typing import Any

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import SECURITY_TYPES
from pulumi_azure_compute_gallery.shapes.definition_features import feature_inputs
from tests.components.component_args import declare_definition, late
from tests.components.component_run import run_program, unknown

CASED = st.sampled_from([str.lower, str.upper, str.swapcase, str])
TYPES = st.sampled_from([name for name in SECURITY_TYPES if name != "Standard"])


def sent(**own: Any) -> Any:  # noqa: ANN401 arguments of any kind
    """Return the features that a definition is sent with."""
    return (
        run_program(lambda: declare_definition(hyper_v_generation="V2", **own))
        .succeeded()
        .inputs("ubuntu-definition")
        .get("features")
    )


def test_features_have_azures_names_and_order() -> None:
    """Each argument is one entry, in an order of its own; what is not given is not sent."""
    declared = {
        "hibernation": False,
        "disk_controller_types": ["NVMe", "SCSI"],
        "accelerated_networking": True,
        "security_type": "TrustedLaunchSupported",
    }
    assert sent(**declared) == [
        {"name": "SecurityType", "value": "TrustedLaunchSupported"},
        {"name": "IsAcceleratedNetworkSupported", "value": "True"},
        {"name": "DiskControllerTypes", "value": "SCSI, NVMe"},
        {"name": "IsHibernateSupported", "value": "False"},
    ]
    assert sent() is None
    assert sent(hibernation=True) == [{"name": "IsHibernateSupported", "value": "True"}]


@given(TYPES, CASED, st.permutations(["SCSI", "NVMe", "scsi"]))
def test_spelling_makes_no_difference(kind: str, cased: Any, controllers: list[str]) -> None:  # noqa: ANN401 a function
    """Casing and order of the words give one and the same list."""
    declared = {"security_type": cased(kind), "disk_controller_types": [cased(each) for each in controllers]}
    assert feature_inputs(declared) == [
        {"name": "SecurityType", "value": kind},
        {"name": "DiskControllerTypes", "value": "SCSI, NVMe"},
    ]


@pytest.mark.parametrize("word", ["Standard", "standard", " STANDARD "])
def test_standard_is_no_feature(word: str) -> None:
    """API version 2024-03-03 has no value for the standard security type: it is a definition without one."""
    assert sent(security_type=word) is None
    assert sent(security_type=word, hibernation=True) == [{"name": "IsHibernateSupported", "value": "True"}]


def test_versions_that_features_start_at() -> None:
    """One number holds for all features, another one for a single feature; the update is allowed by name."""
    run = run_program(
        lambda: declare_definition(
            accelerated_networking=True,
            hibernation=True,
            allow_update_image=True,
            starts_at_version="2.0.0",
            features_start_at={"hibernation": "3.0.0"},
        )
    ).succeeded()
    inputs = run.inputs("ubuntu-definition")
    assert inputs["allowUpdateImage"] is True
    assert [feature["startsAtVersion"] for feature in inputs["features"]] == ["2.0.0", "3.0.0"]


def test_features_may_come_later() -> None:
    """An Output in the place of any part is the same as its value, also where it turns out to be Standard."""

    def program() -> None:
        declare_definition(
            "ubuntu",
            hyper_v_generation="V2",
            security_type=late("trustedlaunch", 0.01),
            disk_controller_types=[late("nvme", 0.01), "SCSI"],
            accelerated_networking=pulumi.Output.from_input(True),  # noqa: FBT003 a value
            starts_at_version=late("1.0.0", 0.01),
        )
        declare_definition(
            "other", image_definition_name="other", security_type=late("Standard", 0.01), identifier=IDENTIFIER
        )

    run = run_program(program).succeeded()
    features = {feature["name"]: feature for feature in run.inputs("ubuntu-definition")["features"]}
    assert {name: feature["value"] for name, feature in features.items()} == {
        "SecurityType": "TrustedLaunch",
        "IsAcceleratedNetworkSupported": "True",
        "DiskControllerTypes": "SCSI, NVMe",
    }
    assert {feature["startsAtVersion"] for feature in features.values()} == {"1.0.0"}
    assert "features" not in run.inputs("other-definition")


IDENTIFIER = {"publisher": "myPublisher", "offer": "myOffer", "sku": "other"}


def test_unknown_features_pass_the_preview() -> None:
    """What a preview cannot know is not judged, and all else is."""
    run = run_program(lambda: declare_definition(security_type=unknown(), disk_controller_types=["IDE"]), preview=True)
    assert len(run.refused()) == 1


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"security_type": "TrustedLaunh"}, 'security_type: "TrustedLaunh" is no value'),
        ({"disk_controller_types": ["NVMe"]}, 'disk_controller_types: "NVMe" is no value'),
        ({"disk_controller_types": []}, "disk_controller_types"),
        ({"disk_controller_types": "SCSI"}, "disk_controller_types: "),
        ({"accelerated_networking": "yes"}, 'accelerated_networking: "yes" is a string. Allowed: true or false'),
        ({"hibernation": True, "starts_at_version": "1"}, 'starts_at_version: "1" is no version number'),
        (
            {"hibernation": True, "features_start_at": {"hibernation": "v2"}},
            'features_start_at.hibernation: "v2" is no version number',
        ),
        (
            {"hibernation": True, "starts_at_version": "1", "features_start_at": {"security_type": "1.0.0"}},
            'starts_at_version: "1" is no version number',
        ),
        ({"features": []}, "features"),
        ({"security_type": "TrustedLaunch", "hyper_v_generation": "V1"}, "hyper_v_generation"),
    ],
)
def test_findings_name_the_argument(own: dict[str, Any], said: str) -> None:
    """A mistake in a feature is told once, under the name of the argument that it is in."""
    (finding,) = run_program(lambda: declare_definition(**{"hyper_v_generation": "V2", **own})).refused()
    assert said in finding
    assert "features[" not in finding
