"""What is wrong with a protection, or with the names that lift a guard, is told once, where it was written."""

from typing import Any

import pytest

from pulumi_azure_compute_gallery import Gallery
from tests.components.component_args import gallery_args, nested_definition, nested_version
from tests.components.component_run import run_program

NUMBER = 'a version\'s number, such as "1.0.0"'


def told(**more: Any) -> list[str]:  # noqa: ANN401 any argument, right or wrong
    """What a run tells of a gallery with one definition and one version."""
    definition = nested_definition(versions={"1.0.0": nested_version()}, **more.pop("definition", {}))
    args = gallery_args(definitions={"ubuntu": definition}, **more)
    return list(run_program(lambda: Gallery("images", args)).errors)


@pytest.mark.parametrize(
    ("protection", "expected"),
    [
        ({"end_of_life_date": "soon"}, 'protection.end_of_life_date: "soon" is no date that Azure can read.'),
        ({}, "protection.end_of_life_date is missing."),
        ({"endoflife": "2099-01-01"}, 'protection.endoflife: "endoflife" is not a known argument.'),
        (True, "protection: true is true or false. Allowed: a mapping of names to values."),
    ],
)
@pytest.mark.parametrize("at_definition", [False, True])
def test_wrong_protection_is_told_once(protection: object, expected: str, *, at_definition: bool) -> None:
    """The mistake is named where the protection stands, and not again at what takes it over."""
    more = {"protection": protection}
    (line,) = told(definition=more) if at_definition else told(**more)
    assert line.startswith("ImageDefinition 'images-ubuntu'" if at_definition else "Gallery 'images'")
    assert expected in line


@pytest.mark.parametrize("name", ["2.0", "ubuntu/1.0.0", "latest", ""])
def test_definition_permits_versions_only(name: str) -> None:
    """On a definition allow_delete names version numbers."""
    (line,) = told(definition={"allow_delete": [name]})
    assert f'allow_delete[0]: "{name}" names no version. Allowed: {NUMBER}.' in line


@pytest.mark.parametrize("name", ["1.0.0", "ubuntu/", "ubuntu/latest", "/1.0.0", ""])
def test_gallery_permits_versions_with_their_definition(name: str) -> None:
    """On a gallery a version is named together with its definition."""
    (line,) = told(allow_delete=[name])
    assert f'allow_delete[0]: "{name}" names' in line
    assert told(allow_delete=["ubuntu", "ubuntu/1.0.0", "gone/2.0.0"]) == []
