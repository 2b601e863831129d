"""Python's garbage collector is as the program left it, whatever is constructed."""

import gc
from collections.abc import Iterator

import pytest

from pulumi_azure_compute_gallery.running.collection import collection_paused


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Nothing that these tests switch off stays off."""
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


def test_collection_goes_on_afterwards() -> None:
    """It pauses for as long as components are constructed, also where they are nested, and goes on then."""
    gc.enable()
    with collection_paused():
        assert not gc.isenabled()
        with collection_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_goes_on_after_an_error() -> None:
    """A declaration that raises does not leave it off."""
    gc.enable()
    with pytest.raises(ValueError, match="wrong"), collection_paused():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_collection_that_is_off_stays_off() -> None:
    """A program that collects by itself goes on doing so."""
    gc.disable()
    with collection_paused():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_only_what_is_there_once_is_left_alone() -> None:
    """A process that runs many programs leaves alone what the first one has made, and collects what the others made."""
    with collection_paused():
        pass
    frozen = gc.get_freeze_count()
    kept: list[list[int]] = [[] for _ in range(1000)]
    with collection_paused():
        kept += [[] for _ in range(1000)]
    assert gc.get_freeze_count() <= frozen
