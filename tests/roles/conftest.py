"""The engine that end-to-end tests run."""

from tests.end_to_end.conftest import engine

__all__ = ["engine"]
