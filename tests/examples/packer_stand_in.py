"""In the place of Packer: takes its arguments, compares them with the template, and builds as the example does."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

__all__ = ["main"]


def main(command: str, *arguments: str) -> int:
    """Answer `packer init TEMPLATE` and `packer build -var NAME=VALUE ... TEMPLATE`, in the example's folder."""
    template = Path(arguments[-1]).read_text()
    given = dict(value.split("=", 1) for flag, value in pairwise(arguments) if flag == "-var")
    declared = dict(re.findall(r'^variable "(\w+)" {(.*?)^}', template, re.MULTILINE | re.DOTALL))
    missing = [name for name, body in declared.items() if "default" not in body and name not in given]
    if command == "init":
        return 0
    if command != "build" or missing or not given.keys() <= declared.keys():
        sys.stderr.write(f"packer {command}: the template has {[*declared]}, given are {given}\n")
        return 1
    build = [sys.executable, "build_on_emulator.py", given["image_name"], given["resource_group"]]
    return subprocess.run(build, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
