"""Every command of the README, in its order, in a fresh clone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.end_to_end.clone import Clone

README = Path(__file__).parents[2] / "README.md"
pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("readme")]

COMMANDS = re.findall(r"^```sh\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
PRINTED = re.findall(r"^```text\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)

PROGRAM = "".join(re.findall(r"^```python\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL))

PREVIEW_OF_CHINA = "pulumi preview --stack unasked --config-file stacks/Pulumi.china.yaml"

AS_IF_SIGNED_IN = """
eval "$(make -s env)"
export COMPUTE_GALLERY_EMULATOR_STANDS_IN_FOR=china
"""
"""In the place of a signed-in subscription: the emulator stands in for Azure China, only when asked to."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    """One clone for the whole walk-through."""
    made = Clone.of_checkout(tmp_path_factory.mktemp("clone"))
    yield made
    made.down()


def cells(text: str) -> list[list[str]]:
    """The words of each line, without the spaces and lines that set a table."""
    return [words for line in text.splitlines() if (words := re.sub("[─]+", "", line).split())]


def test_make_up_prints_the_catalogue_of_the_readme(clone: Clone) -> None:
    """`make up` in a fresh clone ends with the very table that the README shows, every version Succeeded."""
    done = clone.sh(COMMANDS[0])
    assert done.returncode == 0, done.stdout
    printed = done.stdout[done.stdout.index("Catalogue of images") :]
    assert cells(printed) == cells(PRINTED[0])


def test_second_make_up_changes_nothing_and_says_so(clone: Clone) -> None:
    """A second `make up` finds everything as declared."""
    done = clone.sh("make up")
    assert done.returncode == 0, done.stdout
    assert "nothing changed: everything was as declared already" in done.stdout
    assert "19 unchanged" in done.stdout


def test_plain_pulumi_commands_work_in_an_evaluated_shell(clone: Clone) -> None:
    """`eval "$(make -s env)"` gives a shell in which plain Pulumi commands see the deployed stack."""
    done = clone.sh(COMMANDS[1])
    assert done.returncode == 0, done.stdout
    assert "19 unchanged" in done.stdout
    assert '"state":"Succeeded"' in done.stdout.replace(" ", "")


def test_make_down_leaves_nothing_behind(clone: Clone) -> None:
    """`make down` stops the emulator and removes the local stack."""
    record = (clone.path / ".local" / "emulator.json").read_text()
    done = clone.sh(COMMANDS[2])
    assert done.returncode == 0, done.stdout
    assert not (clone.path / ".local").exists()
    address = json.loads(record)["address"]
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/emulator/health", trust_env=False)


def test_china_stack_is_deployed_where_the_emulator_stands_in_by_name(clone: Clone) -> None:
    """S26: the commands for a real subscription work, here with the emulator in the place of Azure China."""
    done = clone.sh(AS_IF_SIGNED_IN + COMMANDS[3])
    assert done.returncode == 0, done.stdout
    assert "created" in done.stdout


def test_china_stack_is_refused_where_nobody_asked_the_emulator_to_stand_in(clone: Clone) -> None:
    """Nothing local reaches a real stack: without the opt-in the stand-in plugin says what it is, and stops."""
    done = clone.sh('eval "$(make -s env)"\npulumi stack select --create unasked\n' + PREVIEW_OF_CHINA)
    assert done.returncode != 0
    assert "stand-in" in done.stdout
    assert "COMPUTE_GALLERY_EMULATOR_STANDS_IN_FOR" in done.stdout


def test_python_of_the_readme_is_a_program(clone: Clone) -> None:
    """The README's own Python, with a source's id, previews in a folder of its own."""
    program = clone.path / "own-stack"
    program.mkdir()
    (program / "Pulumi.yaml").write_text("name: own-stack\nruntime: python\n")
    group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/image-rg"
    (program / "__main__.py").write_text(f'image_id = "{group}/providers/Microsoft.Compute/images/ubuntu"\n{PROGRAM}')
    done = clone.sh('eval "$(make -s env)"\ncd own-stack\npulumi stack select --create dev\npulumi preview')
    assert done.returncode == 0, done.stdout
    assert "azure-native:compute:GalleryImageVersion ubuntu-1.0.0-version" in done.stdout
