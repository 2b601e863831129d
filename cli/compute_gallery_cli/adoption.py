"""What follows on the two files of an adoption: the steps with `pulumi`, as a person types them and as they are run."""

import json
import shlex
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.output import counted
from compute_gallery_cli.pulumi_program import PulumiProgram
from compute_gallery_cli.settled_state import settled_state

__all__ = ["Adoption", "import_lacking", "without_imported"]

IMPORT_OPTIONS = ("--generate-code=false", "--protect=false", "--yes")


@dataclass(frozen=True, slots=True)
class Adoption:
    """A gallery whose config and import file are written."""

    stack: str
    config: Path
    import_file: Path

    @property
    def steps(self) -> list[str]:
        """The commands for a person, in their order."""
        where = "" if self.config.parent == Path("stacks") else f" --config-file {shlex.quote(str(self.config))}"
        return [
            f"pulumi stack init {shlex.quote(self.stack)}",
            f"pulumi import --file {shlex.quote(str(self.import_file))} {' '.join(IMPORT_OPTIONS)}{where}",
            "pulumi stack export --file state.json",
            "gallery settle state.json",
            "pulumi stack import --file state.json",
            f"pulumi preview --expect-no-changes{where}",
        ]

    def run(self, pulumi: PulumiProgram, say: Callable[[str], None]) -> None:
        """Do all of them. Raises GalleryError where one fails; what is done until then stays, and is not done again."""
        say(f"stack: {self.stack}")
        pulumi.run("stack", "select", "--create", self.stack)
        with_config = ("--config-file", str(self.config.resolve()))
        imports = json.loads(self.import_file.read_text(encoding="utf-8"))
        import_lacking(pulumi, self.stack, imports, say, *with_config)
        say("preview")
        pulumi.run("preview", "--expect-no-changes", "--stack", self.stack, *with_config)


def import_lacking(
    pulumi: PulumiProgram,
    stack: str,
    imports: Mapping[str, Any],
    say: Callable[[str], None],
    *options: str,
    settles_all: bool = True,
) -> None:
    """Import into a stack what it lacks of an import file, and settle that, or all that the stack has.

    Raises GalleryError where a step fails.
    """
    of_stack = ("--stack", stack)
    with tempfile.TemporaryDirectory(prefix="gallery-adopt-") as folder:
        state, wanted_file = Path(folder) / "state.json", Path(folder) / "import.json"
        known = exported(pulumi, of_stack, state)
        wanted = without_imported(imports, known)
        names = [str(resource["name"]) for resource in wanted["resources"] if not resource.get("component")]
        if wanted["resources"]:
            say(f"import: {counted({'resources': len(names)})}")
            wanted_file.write_text(json.dumps(wanted), encoding="utf-8")
            pulumi.run("import", "--file", str(wanted_file), *IMPORT_OPTIONS, "--skip-preview", *of_stack, *options)
            known = exported(pulumi, of_stack, state)
        settled, changed = settled_state(known, None if settles_all else names)
        if changed:
            say(f"settle: {counted({'resources': len(changed)})}")
            write_whole({state: json.dumps(settled)})
            pulumi.run("stack", "import", "--file", str(state), *of_stack)


def exported(pulumi: PulumiProgram, of_stack: tuple[str, ...], file: Path) -> dict[str, Any]:
    """Return the state of the stack."""
    pulumi.run("stack", "export", "--file", str(file), *of_stack)
    state: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return state


def without_imported(imports: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """Return an import file without what the state has already, whose resources are the parents of others by URN."""
    listed = [mapping(each) for each in sequence(mapping(state.get("deployment")).get("resources"))]
    urns = {(str(each.get("type")), str(each.get("urn")).rpartition("::")[2]): str(each["urn"]) for each in listed}
    wanted, names = [], {}
    for resource in imports["resources"]:
        urn = urns.get((resource["type"], resource["name"]))
        if urn is None:
            wanted.append(resource)
        elif resource.get("component"):
            names[resource["name"]] = urn
    used = {resource["parent"] for resource in wanted if "parent" in resource}
    table = {name: urn for name, urn in names.items() if name in used}
    return {**({"nameTable": table} if table else {}), "resources": wanted}
