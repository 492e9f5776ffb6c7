"""Parquet: one file for each noun, typed, for data frames and engines. Needs pyarrow (`sayso[parquet]`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.errors import MissingExtra
from sayso.export.tables import Row, Table

_ROWS_AT_ONCE = 5_000
"""Rows held in memory of each table; they become a row group of the file."""


class ParquetTable:
    """One table on its way into a file. Close it, or the file is not one."""

    def __init__(self, path: Path, table: Table, provenance: dict[str, str]) -> None:
        """Begin a file; `provenance` goes into its metadata. Raises MissingExtra without pyarrow."""
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise MissingExtra("Parquet needs a package: pip install 'sayso[parquet]'") from None
        kinds = {
            "text": pyarrow.string(),
            "integer": pyarrow.int64(),
            "number": pyarrow.float64(),
            "truth": pyarrow.bool_(),
            "list": pyarrow.list_(pyarrow.string()),
        }
        self._arrow = pyarrow
        self._schema = pyarrow.schema(
            [(name, kinds[kind]) for name, kind in table.columns],
            metadata={f"sayso.{name}": value for name, value in provenance.items()},
        )
        self._file = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._table = table
        self._waiting: list[Row] = []

    def add(self, row: Row) -> None:
        """Take one row."""
        self._waiting.append(row)
        if len(self._waiting) >= _ROWS_AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        columns: list[Any] = [
            self._arrow.array([_fitting(kind, row[at]) for row in self._waiting], field.type)
            for at, ((_, kind), field) in enumerate(
                zip(self._table.columns, self._schema, strict=True)
            )
        ]
        self._file.write_batch(self._arrow.record_batch(columns, schema=self._schema))
        self._waiting.clear()


def _fitting(kind: str, value: Any) -> Any:
    """A value that Arrow takes: a number too large for 64 bits as the float that is nearest."""
    if value is None:
        return None
    return float(value) if kind == "number" else value
