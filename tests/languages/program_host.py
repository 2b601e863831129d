"""Runs programs in Go and for Node.js for an engine that was built from source: a released Pulumi has its own hosts.

Started by the engine as `program_host.py go|nodejs ENGINE_ADDRESS`. A Go program is there built, as `program`.
"""

import sys
from pathlib import Path

from pulumi.runtime.proto import language_pb2 as messages

from tools.engine.language_host import Context, LanguageHost, configuration, ended, serve, start

RUNNER = "node_modules/@pulumi/pulumi/cmd/run"


class ProgramHost(LanguageHost):
    """Starts a program of another language than Python."""

    def __init__(self, language: str, engine: str) -> None:
        super().__init__(Path(), engine)
        self._language = language

    def Run(self, request: messages.RunRequest, context: Context) -> messages.RunResponse:  # noqa: N802 the protocol's
        """Run a program."""
        folder = Path(request.info.program_directory)
        options = self.options(request)
        environment = configuration(request)
        if self._language == "go":
            command = [str(folder / "program")]
            environment |= {f"PULUMI_{name.upper()}": value for name, value in options.items()}
        else:
            words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
            command = ["node", str(folder / RUNNER), *words, str(folder)]
            environment["PULUMI_NODEJS_TYPESCRIPT"] = "true"
        return ended(start(command, environment, context, cwd=str(folder)))


if __name__ == "__main__":
    serve(ProgramHost(sys.argv[1], sys.argv[-1]))
