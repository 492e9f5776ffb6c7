"""A folder of tables, a file for each noun, as CSV or Parquet, with a manifest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, Protocol

from sayso.export import csv_tables
from sayso.export.manifest import manifest
from sayso.export.parquet import ParquetTable
from sayso.export.tables import TABLES, Row, Table, all_rows
from sayso.export.whole import MARK, whole_folder
from sayso.ledger.answers.contents import Contents

FolderFormat = Literal["csv", "parquet"]


class _File(Protocol):
    def add(self, row: Row) -> None: ...
    def close(self) -> None: ...


class _CsvTable:
    """One table on its way into a CSV file."""

    def __init__(self, path: Path, table: Table) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._file.write(csv_tables.header(table))

    def add(self, row: Row) -> None:
        self._file.write(csv_tables.line(row))

    def close(self) -> None:
        self._file.close()


def write_folder(
    name: str,
    format_: FolderFormat,
    contents: Contents,
    *,
    made_at: str,
    selected: Mapping[str, Any],
) -> dict[str, int]:
    """Write all tables into a folder, which appears whole or not at all. Returns the rows of each.

    Raises Unwritable, or MissingExtra for Parquet without pyarrow.
    """
    rows: Counter[str] = Counter()
    with whole_folder(name) as folder:
        with ExitStack() as stack:
            files: dict[str, _File] = {}
            for table in TABLES:
                path = folder / f"{table.noun}.{format_}"
                file: _File = (
                    _CsvTable(path, table)
                    if format_ == "csv"
                    else ParquetTable(path, table, {"made_at": made_at})
                )
                stack.callback(file.close)
                files[table.noun] = file
            for table, row in all_rows(contents):
                files[table.noun].add(row)
                rows[table.noun] += 1
        made = manifest(
            format_, made_at=made_at, selected=selected, rules=contents.rules(), rows=rows
        )
        (folder / MARK).write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    return dict(rows)
