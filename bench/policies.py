"""What the policy pack adds to a preview, beside a pack of one rule that only looks: `python -m bench.policies`.

A plain azure-native program of definitions and versions is previewed by the real engine without a pack, with the pack
of one rule, and with the whole pack, in turns, so that a busy machine slows all alike. The medians count. The target is
that the whole pack adds at most 1.25 times what the one rule adds.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.engine.obtain import Engine, obtain
from tools.local import emulator, shell
from tools.local.folder import LocalFolder

__all__ = ["measure"]

ROOT = Path(__file__).parents[1]
TARGET = 1.25
STACK = "bench"

PROGRAM = """\
import pulumi
from pulumi_azure_native import compute


def without_aliases(args):
    args.opts.aliases = None
    return pulumi.ResourceTransformationResult(args.props, args.opts)


options = pulumi.ResourceOptions(transformations=[without_aliases])
place = {{"resource_group_name": "image-rg", "location": "chinaeast2"}}
group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/image-rg"
image = group + "/providers/Microsoft.Compute/images/image"
regions = [
    {{"name": name, "regional_replica_count": 2, "storage_account_type": "Standard_LRS"}}
    for name in ("China East 2", "China North 2", "China North 3")
]
gallery = compute.Gallery("gallery", gallery_name="images", opts=options, **place)
for d in range({definitions}):
    definition = compute.GalleryImage(
        f"d{{d}}", gallery_name="images", gallery_image_name=f"d{{d}}", os_type="Linux", os_state="Generalized",
        hyper_v_generation="V2", features=[{{"name": "SecurityType", "value": "TrustedLaunchSupported"}}],
        identifier={{"publisher": "contoso", "offer": "linux", "sku": f"d{{d}}"}},
        opts=pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(depends_on=[gallery])), **place,
    )
    for v in range({versions}):
        compute.GalleryImageVersion(
            f"d{{d}}-v{{v}}", gallery_name="images", gallery_image_name=f"d{{d}}",
            gallery_image_version_name=f"1.0.{{v}}",
            publishing_profile={{"target_regions": regions, "replica_count": 2}},
            storage_profile={{"source": {{"id": f"{{image}}-{{d}}-{{v}}"}}}},
            tags={{"team": "platform", "commit": "0123456789abcdef"}},
            opts=pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(depends_on=[definition])), **place,
        )
"""
ONE_RULE = """\
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy


def has_a_location(args, report_violation):
    if args.resource_type.endswith(":GalleryImageVersion") and not args.props.get("location"):
        report_violation("no location", None)


PolicyPack("one-rule", enforcement_level=EnforcementLevel.MANDATORY, policies=[
    ResourceValidationPolicy("has-a-location", "A version has a location.", has_a_location)])
"""
PROJECT = "name: bench\nruntime: python\n"
PACK = "name: one-rule\nversion: 0.0.1\nruntime:\n  name: python\n  options:\n    virtualenv: {}\n"


def prepare(folder: Path, definitions: int, versions: int) -> tuple[Path, Mapping[str, list[str]]]:
    """Write the program and the pack of one rule; return the program's folder, and the options of each variant."""
    program, one_rule = folder / "program", folder / "one-rule"
    for place, project, name, text in (
        (program, PROJECT, "Pulumi.yaml", PROGRAM.format(definitions=definitions, versions=versions)),
        (one_rule, PACK.format(Path(sys.executable).parents[1]), "PulumiPolicy.yaml", ONE_RULE),
    ):
        place.mkdir()
        (place / name).write_text(project)
        (place / "__main__.py").write_text(text)
    packs = {"no pack": None, "one rule": one_rule, "whole pack": ROOT / "policies"}
    return program, {name: ["--policy-pack", str(pack)] if pack else [] for name, pack in packs.items()}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one preview takes, in seconds."""

    wall: float
    cpu: float
    """Of all its processes together: what other processes on the machine do hardly changes it."""


def preview(engine: Engine, program: Path, environment: Mapping[str, str], options: list[str]) -> Cost:
    """Run one preview. Raises RuntimeError where it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [str(engine.command), "preview", "--stack", STACK, "--non-interactive", "--suppress-progress", *options]
    done = subprocess.run(
        command, cwd=program, env=dict(environment), capture_output=True, text=True, check=False, timeout=1200
    )
    if done.returncode:
        raise RuntimeError(done.stdout[-3000:] + done.stderr[-3000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - started, cpu)


def measure(definitions: int, versions: int, runs: int) -> dict[str, list[Cost]]:
    """Return the cost of every preview, by variant."""
    engine = obtain()
    with tempfile.TemporaryDirectory() as temporary:
        folder = LocalFolder(Path(temporary) / "local")
        folder.prepare()
        address = emulator.start(folder)
        try:
            shell.write_commands(folder, engine)
            environment = {**os.environ, **shell.variables(folder, engine, address, os.environ.get("PATH", ""))}
            program, variants = prepare(Path(temporary), definitions, versions)
            subprocess.run(
                [engine.command, "stack", "init", STACK], cwd=program, env=environment, check=True, capture_output=True
            )
            preview(engine, program, environment, [])  # so that no variant pays for cold caches
            costs: dict[str, list[Cost]] = {name: [] for name in variants}
            for _ in range(runs):
                for name, options in variants.items():
                    costs[name].append(preview(engine, program, environment, options))
            return costs
        finally:
            emulator.stop(folder)


def main() -> int:
    """Measure and print; the exit status is 1 where the target is missed in processor time, which is the steadier."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--definitions", type=int, default=30)
    parser.add_argument("--versions", type=int, default=10, help="of each definition")
    parser.add_argument("--runs", type=int, default=5, help="of each variant, in turns")
    options = parser.parse_args()
    costs = measure(options.definitions, options.versions, options.runs)
    resources = 1 + options.definitions * (1 + options.versions)
    lines = [f"{resources} resources, {options.runs} previews each, seconds (all, then the median):"]
    report({name: [cost.wall for cost in each] for name, each in costs.items()}, "on the clock", lines)
    ratio = report({name: [cost.cpu for cost in each] for name, each in costs.items()}, "of all processors", lines)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if ratio <= TARGET else 1


def report(seconds: Mapping[str, list[float]], what: str, lines: list[str]) -> float:
    """Add the lines of one measure, and return what the whole pack adds in terms of what one rule adds."""
    median = {name: statistics.median(values) for name, values in seconds.items()}
    for name, values in seconds.items():
        lines.append(f"  {name:<12}{'  '.join(f'{value:7.2f}' for value in values)}   {median[name]:7.2f} {what}")
    one, whole = median["one rule"] - median["no pack"], median["whole pack"] - median["no pack"]
    ratio = whole / one if one > 0 else float("inf")
    lines.append(f"{what}: one rule adds {one:.2f}, the whole pack {whole:.2f}: ratio {ratio:.2f} (target {TARGET})")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
