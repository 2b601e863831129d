"""The page that says which test shows what the source document asks."""

from tools.coverage.__main__ import PAGE, page


def test_coverage_page_is_current() -> None:
    """docs/coverage.md names the tests that there are; every row has one."""
    assert PAGE.read_text() == page(), "run `make docs`"
