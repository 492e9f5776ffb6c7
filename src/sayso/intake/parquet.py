"""Parquet: a table of reports with the columns of a line of JSON Lines. Needs pyarrow (`sayso[batch]`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.errors import DamagedFile, InputError, MissingExtra, UnsupportedFormat
from sayso.intake.failure import InputFailure
from sayso.intake.files import open_binary
from sayso.intake.jsonl import FIELDS, report_from_record
from sayso.records import Report

_ROWS_AT_ONCE = 64


def count_rows(name: str) -> int:
    """How many rows a file has. Raises an InputError if it is none, or has no column `text`."""
    opened = _opened(name)
    if "text" not in opened.schema_arrow.names:
        raise UnsupportedFormat("the table has no column `text`")
    return int(opened.metadata.num_rows)


def reports_from_rows(name: str, start: int, count: int) -> Iterator[Report | InputFailure]:
    """`count` rows from the row `start` (from 0). A bad row gives a failure and costs only itself.

    `ref` is the row's `id`, or else file and row, from 1 ("news.parquet:3"). Raises DamagedFile where
    the file cannot be read on.
    """
    opened = _opened(name)
    columns = [each for each in FIELDS if each in opened.schema_arrow.names]
    row = 0
    for group in range(opened.num_row_groups):
        held = opened.metadata.row_group(group).num_rows
        if row + held <= start or row >= start + count:
            row += held
            continue
        try:
            for batch in opened.iter_batches(
                batch_size=_ROWS_AT_ONCE, row_groups=[group], columns=columns
            ):
                for record in batch.to_pylist():
                    if start <= row < start + count:
                        yield _row(record, f"{name}:{row + 1}")
                    row += 1
        except (OSError, ValueError) as error:
            raise DamagedFile(f"its rows cannot be read ({type(error).__name__})") from None


def _row(record: dict[str, Any], place: str) -> Report | InputFailure:
    told = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in record.items()}
    try:
        return report_from_record(told, place)
    except InputError as error:
        return InputFailure(ref=place, error=error)


def _opened(name: str) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise MissingExtra("Parquet needs a package: pip install 'sayso[batch]'") from None
    with open_binary(name):
        pass  # for its clear words where there is no such file
    try:
        return ParquetFile(name)
    except (ArrowException, OSError) as error:
        raise DamagedFile(
            f"it is called Parquet but is not whole ({type(error).__name__})"
        ) from None
