"""Names that are only written otherwise."""

import pytest

from compute_gallery_rules import UNKNOWN, change_of_spelling


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("resourceGroupName", "rg", "RG"),
        ("galleryName", "images", "Images"),
        ("galleryImageName", "ubuntu", "Ubuntu"),
        ("galleryImageVersionName", "1.0.0", "1.0.00"),
    ],
)
def test_same_name_written_otherwise(field: str, before: str, after: str) -> None:
    """Another spelling of a name that Azure takes for the same is refused, and the old one is what to write."""
    (finding,) = change_of_spelling({field: before}, {field: after})
    assert finding.text("R") == (
        f'R: {field}: "{after}" is another spelling of "{before}": what is there would be deleted and made again. '
        f'Allowed: the name as it was created. Write "{before}".'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [("ubuntu", "ubuntu"), ("ubuntu", "debian"), ("ubuntu", UNKNOWN), ("ubuntu", None), (None, "x")],
)
def test_names_that_are_the_same_or_others(before: object, after: object) -> None:
    """A name that stays, is another one, or is not known is not a matter of spelling."""
    assert change_of_spelling({"galleryImageName": before}, {"galleryImageName": after}) == ()
