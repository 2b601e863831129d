"""The Chinese pages are in step with the English ones."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.docs.pages import ROOT, pages
from tests.docs.translation import MARKER, differences

TRANSLATED = [page for page in pages() if page.stem.endswith(MARKER)]


def original(translation: Path) -> Path:
    """The page that a page translates."""
    return translation.with_name(translation.name.replace(MARKER, ""))


def test_readme_and_guide_are_translated() -> None:
    """The README and the guide have a Chinese version."""
    assert {page.relative_to(ROOT).as_posix() for page in TRANSLATED} == {"README.zh-CN.md", "docs/guide.zh-CN.md"}


@pytest.mark.parametrize("translation", TRANSLATED, ids=lambda page: page.name)
def test_translation_is_in_step(translation: Path) -> None:
    """Headings, code blocks, tables, lists, names and links are those of the original."""
    told = list(differences(original(translation), translation))
    assert told == [], "\n" + "\n".join(told)


@pytest.mark.parametrize("translation", TRANSLATED, ids=lambda page: page.name)
def test_languages_lead_to_each_other(translation: Path) -> None:
    """Each version links to the other one right below its title."""
    for page, other in ((translation, original(translation)), (original(translation), translation)):
        assert f"]({other.name})" in page.read_text("utf-8").split("\n\n")[1]


@pytest.mark.parametrize("translation", TRANSLATED, ids=lambda page: page.name)
def test_paragraphs_are_not_broken(translation: Path) -> None:
    """A paragraph of Chinese is one line: a line break would be shown as a space between two characters."""
    for paragraph in translation.read_text("utf-8").split("\n\n"):
        lines = paragraph.splitlines()
        if len(lines) > 1 and "```" not in paragraph and not lines[0].lstrip().startswith(("|", "-", "1.", " ", "#")):
            pytest.fail(f"broken in {translation.name}: {lines[0]}")


@pytest.mark.parametrize("translation", TRANSLATED, ids=lambda page: page.name)
def test_emphasis_is_seen_as_such(translation: Path) -> None:
    """No asterisk is left in the text: beside Chinese punctuation a parser does not take it for emphasis."""
    tokens = MarkdownIt().enable("table").parse(translation.read_text("utf-8"))
    parts = [part.content for token in tokens for part in token.children or () if part.type == "text"]
    assert [part for part in parts if "*" in part] == []


ENGLISH = """# A

Read [B](b.md#part) and `make up`.

## C

- one
- two

```sh
make up
```
"""

STEPS = {
    "heading": (("## C", "### C"), 'heading 2: a.md has "C" at level 2, a.zh-CN.md has "C" at level 3'),
    "heading less": (("## C", ""), 'heading 2: a.md has "C" at level 2, a.zh-CN.md has "none" at level 0'),
    "block": (("make up\n`", "make down\n`"), "block 1 in a.zh-CN.md:10 differs from a.md:10"),
    "block less": (("```sh\nmake up\n```\n", ""), "block 1 (sh) stands in a.md:10 only"),
    "entry": (("- two\n", ""), 'a.zh-CN.md, "C": 1 list entries and table rows, and 2 in the original'),
    "name": (("`make up`", "`make`"), 'a.zh-CN.md, "A": code make stands 1 times, and 0 times in the original'),
    "link": (("b.md#part", "c.md"), 'a.zh-CN.md, "A": link c.md stands 1 times, and 0 times in the original'),
}


@pytest.mark.parametrize("step", STEPS)
def test_what_is_out_of_step_is_named(step: str, tmp_path: Path) -> None:
    """A message says which heading, block, entry, name or link is out of step."""
    (change, told) = STEPS[step]
    (tmp_path / "a.md").write_text(ENGLISH, "utf-8")
    (tmp_path / "a.zh-CN.md").write_text(ENGLISH.replace(*change), "utf-8")
    assert told in list(differences(tmp_path / "a.md", tmp_path / "a.zh-CN.md"))


def test_translated_words_are_no_difference(tmp_path: Path) -> None:
    """Words, and links to the translation of a page, may differ."""
    (tmp_path / "a.md").write_text(ENGLISH, "utf-8")
    translated = ENGLISH.replace("Read", "阅读").replace("b.md#part", "b.zh-CN.md#part").replace("- one", "- 一")
    (tmp_path / "a.zh-CN.md").write_text(translated, "utf-8")
    assert list(differences(tmp_path / "a.md", tmp_path / "a.zh-CN.md")) == []
