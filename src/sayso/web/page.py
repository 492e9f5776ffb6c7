"""A page before it is drawn: plain data, and the name of the template that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Format = Literal["html", "json", "csv"]
Row = Mapping[str, Any]
Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one address shows.

    data: what programs get, as JSON. shown: what the template needs beside it (objects of the rooms
    below, finished HTML). rows: the page's main table, for CSV; None where it has none. Each may be a
    function that makes it: then only the one that is asked for is made.
    """

    template: str
    title: str
    data: Any | Callable[[], Any] = None
    shown: Shown | Callable[[], Shown] = field(default_factory=dict)
    rows: Sequence[Row] | Callable[[], Sequence[Row]] | None = None
    status: int = 200


class Missing(Exception):
    """There is nothing under this address. `str(error)` is the sentence that says what is not there."""


class Wrong(Exception):
    """A part of the address or a field of the form cannot be right. `str(error)` says which and why."""
