"""Owners of outlets: rows of a table that people keep."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Self

_COLUMNS = ("host", "outlet", "owner", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One row: who owns the outlet of a host, or of a name, and where that was read.

    `host` or `outlet` may be missing, not both.
    """

    host: str | None
    outlet: str | None
    owner: str
    source: str

    @classmethod
    def table(cls, text: str) -> tuple[Self, ...]:
        """Read a CSV with the columns host, outlet, owner and source.

        Raises ValueError that names the row.
        """
        reader = csv.DictReader(io.StringIO(text))
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"a table of owners needs the column {missing[0]!r}")
        cells = [{c: " ".join((row.get(c) or "").split()) for c in _COLUMNS} for row in reader]
        return tuple(cls._row(row, n) for n, row in enumerate(cells, 2) if any(row.values()))

    @classmethod
    def _row(cls, row: dict[str, str], line: int) -> Self:
        if not (row["host"] or row["outlet"]) or not row["owner"] or not row["source"]:
            raise ValueError(
                f"line {line}: a row needs a host or an outlet, an owner, and where it was read"
            )
        host = row["host"].casefold().removeprefix("www.")
        return cls(
            host=host or None,
            outlet=row["outlet"] or None,
            owner=row["owner"],
            source=row["source"],
        )
