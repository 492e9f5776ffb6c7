"""Checking a ledger: is each fact what its name says, and do the findings follow from the facts?"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import LedgerError
from sayso.ledger import conclude
from sayso.ledger.filed import sighting_id
from sayso.ledger.packed import unpack
from sayso.ledger.schema import finding_tables, told, transaction


def faults(db: sqlite3.Connection) -> list[str]:
    """A sentence for each fault; none means that all is as it should be.

    The file's own structure comes first: if it is broken, nothing else can be asked of it.
    """
    try:
        with told():
            if broken := list(_structure(db)):
                return broken
            found = [*_hashes(db), *_anchors(db)]
            return found or list(_findings(db))
    except LedgerError as error:
        return [str(error)]


def _structure(db: sqlite3.Connection) -> Iterator[str]:
    for (line,) in db.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} names a row of {parent} that is not there"
    for missing in db.execute(
        "SELECT id FROM reports WHERE n NOT IN (SELECT report FROM sightings)"
        " OR n NOT IN (SELECT report FROM readings)"
    ):
        yield f"{missing[0]}: it has no sighting or no reading"


def _hashes(db: sqlite3.Connection) -> Iterator[str]:
    for named, text in db.execute("SELECT id, text FROM reports"):
        if named != "sha256:" + hashlib.sha256(text.encode()).hexdigest():
            yield f"{named}: its text has another hash"
    rows = db.execute(
        "SELECT s.id, r.id, coalesce(s.url_key, s.ref), s.outlet, s.title, s.byline, s.published_from"
        " FROM sightings AS s JOIN reports AS r ON r.n = s.report"
    )
    for sighting, named, *said in rows:
        if sighting != sighting_id(named, *said):
            yield f"{named}: a sighting of it says other things than it was named by"


def _anchors(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        "SELECT r.id, r.text, g.data FROM readings AS g JOIN reports AS r ON r.n = g.report"
    )
    for named, text, data in rows:
        try:
            reading = unpack(data, text)
        except ValueError as error:
            yield f"{named}: {error}"
            continue
        if reading.report.id != named:
            yield f"{named}: its reading is of another report"


def _findings(db: sqlite3.Connection) -> Iterator[str]:
    """Make the findings again in a copy, from the same readings, and compare table by table."""
    with tempfile.TemporaryDirectory() as folder:
        copy = sqlite3.connect(Path(folder) / "again.db", isolation_level=None)
        try:
            db.backup(copy)
            copy.execute("PRAGMA synchronous = OFF")
            # In the copy, because the question is put as an INSERT, and a ledger may be read-only.
            yield from _words(copy)
            with transaction(copy):
                conclude.rebuild(copy, newest=False)
            for table in finding_tables():
                if table != "words" and (differ := _difference(db, copy, table)) is not None:
                    yield f"the findings in {table} are not those that follow from the facts: {differ}"
        finally:
            copy.close()


def _words(db: sqlite3.Connection) -> Iterator[str]:
    try:
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        yield "the index of words is not that of the texts"


def _difference(db: sqlite3.Connection, copy: sqlite3.Connection, table: str) -> str | None:
    """The first row in which a table differs, shortened, or None."""
    columns = len(db.execute(f'SELECT * FROM "{table}" LIMIT 0').description)
    asked = f'SELECT * FROM "{table}" ORDER BY {", ".join(map(str, range(1, columns + 1)))}'
    ours, again = db.execute(asked), copy.execute(asked)
    for row in ours:
        if row != (other := again.fetchone()):
            return f"{row!s:.120} stands where {other!s:.120} should"
    if (more := again.fetchone()) is not None:
        return f"{more!s:.120} is missing"
    return None
