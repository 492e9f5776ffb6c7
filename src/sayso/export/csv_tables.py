"""CSV: one table for each noun, and no cell that a spreadsheet would run.

A text that begins with = + - @ (or a wide form of them), a tab or a line end is a formula to a spreadsheet, and what a
report says is written by strangers. Such a text gets an apostrophe in front, as OWASP advises; numbers
stay numbers, "-5" too. Exact texts are in the other formats.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from sayso.export.tables import Row, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SEPARATOR = "; "


def header(table: Table) -> str:
    """The first line: the names of the columns."""
    return _line([name for name, _ in table.columns])


def line(row: Row) -> str:
    """A row (RFC 4180: CR LF, quoted where needed; a text may hold line ends of its own)."""
    return _line([cell(value) for value in row])


def cell(value: Any) -> str:
    """A value as a cell: unknown is empty, truths are true and false, lists are joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return _harmless(_SEPARATOR.join(value) if isinstance(value, list | tuple) else str(value))


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, nor one behind white space."""
    return f"'{text}" if text.lstrip(" \xa0\u200b\ufeff").startswith(_FORMULA) else text


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    # NUL ends a text in many programs that read CSV.
    return line.getvalue().replace("\x00", "\ufffd")
