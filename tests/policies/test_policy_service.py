"""The pack as a process that the engine talks to over gRPC."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from compute_gallery_policies import PACK_NAME, POLICIES
from compute_gallery_policies.page import PAGES
from compute_gallery_rules import ResourceKind
from tests.policies.inputs_that_pass import GOOD, token

PROGRAM = Path(__file__).parents[2] / "policies" / "__main__.py"
VERSION = ResourceKind.IMAGE_VERSION


@pytest.fixture(scope="module")
def service() -> Iterator[analyzer_pb2_grpc.AnalyzerStub]:
    """The started pack: its program prints the port that it serves on, and then waits."""
    with subprocess.Popen([sys.executable, "-u", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield analyzer_pb2_grpc.AnalyzerStub(channel)
        process.kill()


def test_it_describes_every_rule(service: analyzer_pb2_grpc.AnalyzerStub) -> None:
    """Name, level, severity, tags, link, steps and settings are there, as Pulumi shows them."""
    info = service.GetAnalyzerInfo(empty_pb2.Empty())
    assert info.name == PACK_NAME
    described = {policy.name: policy for policy in info.policies}
    assert described.keys() == {policy.name for policy in POLICIES}
    for name, policy in described.items():
        assert policy.url == f"{PAGES}/{name}.md"
        assert policy.severity
        assert policy.tags
        assert policy.remediation_steps
    schema = described["replica-count"].configSchema.properties
    assert schema["minimum"]["type"] == "integer"
    assert schema["minimum"]["default"] == 1


def test_it_judges_a_resource(service: analyzer_pb2_grpc.AnalyzerStub) -> None:
    """A good version passes; a changed one is refused by the one rule that is for it."""
    found = []
    for name in ("1.0.0", "v1"):
        inputs = {**GOOD[VERSION], "galleryImageVersionName": name}
        request = analyzer_pb2.AnalyzeRequest(
            type=token(VERSION),
            properties=json_format.ParseDict(inputs, struct_pb2.Struct()),
            urn=f"urn:pulumi:s::p::{token(VERSION)}::v",
            name="v",
            options=analyzer_pb2.AnalyzerResourceOptions(),
        )
        found.append([diagnostic.policyName for diagnostic in service.Analyze(request).diagnostics])
    assert found == [[], ["version-format"]]


def test_it_does_not_start_with_a_wrong_configuration() -> None:
    """It ends with status 1 and one line that says what is allowed."""
    environment = {**os.environ, "COMPUTE_GALLERY_POLICY_PRESET": "prod"}
    done = subprocess.run([sys.executable, PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'preset: "prod" is not allowed here. Allowed: baseline, production, strict.' in done.stderr
    assert "Traceback" not in done.stderr
