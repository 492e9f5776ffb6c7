"""What an export says of itself: when it was made, of what, by which versions, and what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.export.tables import TABLES
from sayso.version import __version__

SCHEMA = "sayso.export/1"


def manifest(
    format_: str,
    *,
    made_at: str,
    selected: Mapping[str, Any],
    rules: Mapping[str, int],
    rows: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """The manifest. selected: what was asked for, nothing if all; rows: how many there are by table."""
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "format": format_,
        "made_at": made_at,
        "sayso": __version__,
        "selected": {name: value for name, value in selected.items() if value},
        "rules": dict(rules),
    }
    if rows is not None:
        found["tables"] = {
            table.noun: {
                "rows": rows.get(table.noun, 0),
                "columns": dict(table.columns),
            }
            for table in TABLES
        }
    return found
