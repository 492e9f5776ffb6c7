"""Rows asked for at once: whole numbers as a list that SQLite reads."""

from __future__ import annotations

from collections.abc import Iterable


def as_json(numbers: Iterable[int]) -> str:
    """Whole numbers as a list for `json_each`."""
    return str(list(numbers))  # which is JSON, and written sooner
