"""The policy pack's configuration, on any mapping and any file: it is taken, or told in readable lines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from compute_gallery_policies import POLICIES, ConfigurationError, configured_policies, gallery_policies

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(
        [10**400, "", "\0", "\ud800", "\u202ea", "a\nb", "\x1b[31m", "x" * 50_000, "mandatory", "disabled"]
    )
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
RULES = st.sampled_from(
    ["all", "preset", "replica-count", "allowed-regions", "naming-convention", "end-of-life-horizon"]
)
SETTINGS = st.sampled_from(["enforcementLevel", "minimum", "maximum", "regions", "pattern", "days", "today"])
CONFIGURATIONS = st.dictionaries(
    RULES | st.text(max_size=6) | st.sampled_from(["\ud800", "a\nb", "x" * 50_000]),
    VALUES | st.dictionaries(SETTINGS | st.text(max_size=4), VALUES, max_size=3),
    max_size=3,
)


def refusal(build: Callable[[], object]) -> str:
    """What a configuration is refused with; nothing where it is taken."""
    try:
        build()
    except ConfigurationError as error:
        return str(error)
    return ""


def is_readable(text: str) -> None:
    """A line for each mistake, that a terminal can show, short enough to be read."""
    for line in text.split("\n"):
        assert line.isprintable(), ascii(line)[:300]
        assert len(line) < 4000


@pytest.mark.parametrize("examples", [80, pytest.param(5000, marks=pytest.mark.soak)])
def test_any_mapping_is_taken_or_told(examples: int) -> None:
    """Each mistake is one line that names its key; what is taken gives every rule a policy."""

    @settings(max_examples=examples, database=None)
    @given(CONFIGURATIONS)
    @example({"\ud800\n": "mandatory", "all": "\ud800\n"})
    @example({"replica-count": {"minimum": float("nan")}})
    @example({"replica-count": {"minimum": 10**400, "a\nb": 1}})
    def fuzz(configuration: dict[str, object]) -> None:
        is_readable(refusal(lambda: gallery_policies(configuration=configuration)))
        if not configuration:
            assert len(gallery_policies(configuration=configuration)) == len(POLICIES)

    fuzz()


@pytest.mark.parametrize("examples", [80, pytest.param(5000, marks=pytest.mark.soak)])
def test_any_file_is_taken_or_told(examples: int, tmp_path: Path) -> None:
    """Bytes of any kind: the error begins with the file's path."""
    file = tmp_path / "policies.json"

    @settings(max_examples=examples, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=60) | CONFIGURATIONS.map(lambda one: json.dumps(one).encode()))
    @example(b"[" * 100_000)
    @example(b'{"all":' * 100_000)
    @example(b'{"all": ' + b"9" * 5000 + b"}")
    @example(b'{"all": NaN}')
    @example(b"\xef\xbb\xbf{}")
    def fuzz(content: bytes) -> None:
        file.write_bytes(content)
        said = refusal(lambda: configured_policies({"COMPUTE_GALLERY_POLICY_CONFIG": str(file)}))
        is_readable(said)
        assert not said or said.startswith(f"{file}: ")

    fuzz()


def test_a_key_that_is_there_twice_is_told(tmp_path: Path) -> None:
    """A rule that is chosen twice would lose one of the two choices without a word."""
    file = tmp_path / "policies.json"
    file.write_text('{"replica-count": "mandatory", "replica-count": "disabled"}')
    said = refusal(lambda: configured_policies({"COMPUTE_GALLERY_POLICY_CONFIG": str(file)}))
    assert said == f"{file}: replica-count is there twice. Allowed: each key once"


@pytest.mark.parametrize("preset", ["prod", "\ud800", "a\nb", "x" * 50_000], ids=["unknown", "half", "lines", "long"])
def test_any_preset_of_the_environment_is_told(preset: str) -> None:
    """The environment's choice is refused in one readable line."""
    said = refusal(lambda: configured_policies({"COMPUTE_GALLERY_POLICY_PRESET": preset}))
    is_readable(said)
    assert "baseline, production, strict" in said
