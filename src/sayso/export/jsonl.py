"""JSON Lines: the tables again, a row a line, each with the name of its table and the exact texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.export.tables import Row, Table
from sayso.records.wire import to_line


def first_line(manifest: Mapping[str, Any]) -> str:
    """The line that comes first: what this is, by which versions."""
    return to_line({"table": "export", **manifest})


def line(table: Table, row: Row) -> str:
    """A row as one line without its end: {"table": "claims", "claim": …}; unknown is null."""
    return to_line({"table": table.noun, **table.record(row)})
