"""Ids as people type them: the beginning of one is enough where it fits a single record."""

from __future__ import annotations

import re
import sqlite3
from typing import Literal

from sayso.errors import NoSuchRecord

Noun = Literal["report", "claim", "source"]

_TABLES: dict[Noun, tuple[str, str]] = {
    "report": ("reports", "sha256:"),
    "claim": ("claims", "claim:"),
    "source": ("sources", "source:"),
}
_DIGITS = re.compile(r"[0-9a-f]{4,64}")


def find(db: sqlite3.Connection, given: str, *nouns: Noun) -> tuple[Noun, int]:
    """The noun and the row that an id means: whole, or its beginning, with or without "claim:".

    Raises NoSuchRecord.
    """
    wanted = nouns or tuple(_TABLES)
    found: list[tuple[Noun, int]] = []
    for noun in wanted:
        table, prefix = _TABLES[noun]
        digits = given.removeprefix(prefix)
        if _DIGITS.fullmatch(digits):
            rows = db.execute(
                f"SELECT n FROM {table} WHERE id >= ? AND id < ? LIMIT 2",
                (prefix + digits, prefix + digits + "g"),
            )
            found += [(noun, n) for (n,) in rows]
    if len(found) > 1:
        raise NoSuchRecord(f"several records have an id that begins with {given}: give more of it")
    if not found:
        raise NoSuchRecord(f"no {' or '.join(wanted)} has the id {given}")
    return found[0]
