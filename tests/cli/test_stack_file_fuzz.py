"""The stack's file as `gallery` reads it, on any text and any bytes: settings, or one readable error."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.stack_file import declared_numbers, read_stack, settings_of

HEAD = "config:\n  compute-gallery:gallery:\n    galleryName: plain\n    definitions:\n"
WORDS = st.sampled_from(
    [
        *"&*!|>%@`{}[],:#?-\t\n \0\ufeff\u202e",
        "<<: ",
        "!!python/object:os.system ",
        "&a ",
        "*a ",
        ".nan",
        "0o17",
        "1_0",
        "名",
    ]
)
TEXTS = st.text(max_size=40) | st.lists(WORDS | st.text(max_size=5), max_size=12).map("".join)


def read(file: Path) -> str:
    """What reading a file ends with: nothing, or the error's text."""
    try:
        read_settings = settings_of(read_stack(file), file)
        for name in ("ubuntu", "1.0.0"):
            declared_numbers(read_settings.definition(name))
    except GalleryError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("examples", [100, pytest.param(5000, marks=pytest.mark.soak)])
def test_any_stack_file_is_read_or_told(examples: int, tmp_path: Path) -> None:
    """Anchors, merge keys, tags, duplicate keys, bytes: a readable error that names the file, and no traceback."""
    file = tmp_path / "Pulumi.x.yaml"

    @settings(max_examples=examples, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=60) | (TEXTS | TEXTS.map(HEAD.__add__)).map(lambda text: text.encode("utf-8", "replace")))
    @example(b"a: &a [*a, *a]\nconfig: *a\n")
    @example(b"config: !!python/object/apply:os.system ['true']\n")
    @example(f"{HEAD}      ubuntu: {{versions: {{1.0: .nan, 1.0: x}}}}\n".encode())
    @example(b"a: " + b"[" * 20_000)
    @example(b"&a a: &b {<<: *b}\n")
    @example("\n".join([f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]).encode())
    @example(b"config:\n  compute-gallery:gallery: " + b"9" * 5000)
    def fuzz(content: bytes) -> None:
        file.write_bytes(content)
        said = read(file)
        assert not said or str(file) in said or said.startswith("versions: ")
        assert len(said) < 1000
        said.encode("utf-8")

    fuzz()
