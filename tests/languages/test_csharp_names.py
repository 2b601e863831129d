"""The C# example by its names only: neither .NET nor Pulumi's generator for it is on a package registry."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.end_to_end.local_pulumi import ROOT

SCHEMA: dict[str, Any] = json.loads((ROOT / "components" / "schema.json").read_text())
PROGRAM = (ROOT / "examples" / "csharp" / "Program.cs").read_text()
PREFIX = "azure-compute-gallery:index:"


def initialisers(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each object initialiser with the names that it sets itself, those of the objects inside it left out."""
    for match in re.finditer(r"new (\w+)Args\s*\{", text):
        depth, own = 1, ""
        for letter in text[match.end() :]:
            depth += {"{": 1, "}": -1}.get(letter, 0)
            if not depth:
                break
            own += letter if depth == 1 else ""
        yield match[1], re.findall(r"(\w+) =", own)


def arguments(name: str) -> set[str]:
    """The arguments of a component or a type, as C# spells them."""
    resource, type_ = SCHEMA["resources"].get(PREFIX + name), SCHEMA["types"].get(PREFIX + name)
    names = resource["inputProperties"] if resource else type_["properties"]
    return {each[0].upper() + each[1:] for each in names}


def test_every_argument_of_the_csharp_example_exists() -> None:
    """S1: each component and type of the example is in the schema, with each argument that the example gives it."""
    found = list(initialisers(PROGRAM))
    assert [name for name, _ in found][:2] == ["Gallery", "ImageDefinition"]
    assert len(found) == 9
    assert {name: set(names) - arguments(name) for name, names in found if set(names) - arguments(name)} == {}
    assert all(names for _, names in found)


def test_every_output_of_the_csharp_example_exists() -> None:
    """Each output that the example reads is one of its component's."""
    variables = dict(re.findall(r"var (\w+) = new (\w+)\(", PROGRAM))
    read = [(variables[name], output) for name, output in re.findall(r"\b(\w+)\.(\w+)\b", PROGRAM) if name in variables]
    assert len(read) == 4
    for component, output in read:
        outputs = SCHEMA["resources"][PREFIX + component]["properties"]
        assert output[0].lower() + output[1:] in outputs, (component, output)
