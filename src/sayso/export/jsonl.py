"""JSON Lines: the tables again, a row a line, each with the name of its table and the exact texts."""

from __future__ import annotations

from sayso.export.tables import Row, Table
from sayso.records.wire import to_line


def line(table: Table, row: Row) -> str:
    """A row as one line without its end: {"table": "claims", "claim": …}; unknown is null."""
    return to_line({"table": table.noun, **table.record(row)})
