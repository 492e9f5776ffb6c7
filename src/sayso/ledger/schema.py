"""The file of a ledger: opened, recognised, brought up to date. Tables stand in `migrations/`.

One SQLite file in WAL mode, so that a reader, a watcher and the pages work at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sayso.errors import (
    DamagedLedger,
    LedgerBusy,
    LedgerError,
    NewerLedger,
    NoLedger,
    NotALedger,
    UnwritableLedger,
)

APPLICATION_ID = 0x53595359  # "SYSY", in the header of every ledger
BUSY_SECONDS = 60
"""How long a writer waits for another. Filing one report takes milliseconds, a rebuild minutes."""

CACHE_KB = 256 * 1024
"""How much of the file a writer keeps in memory, at most: what hashes stand under is looked up all over it."""

LOG_PAGES = 4000
"""From so many pages on, 32 MB, the log is folded into the file: what each filing changes is written less often."""

_FACTS = "001-facts.sql"


def migrations() -> list[tuple[str, str]]:
    """The numbered migrations that ship: (name, SQL), in order."""
    room = files("sayso.ledger").joinpath("migrations")
    found = [f for f in room.iterdir() if f.name.endswith(".sql")]
    return [(f.name, f.read_text("utf-8")) for f in sorted(found, key=lambda f: f.name)]


def open_file(path: Path, *, create: bool, readonly: bool) -> sqlite3.Connection:
    """Open a ledger, or with `create` begin one where there is none; ":memory:" is one for a while.

    Raises a LedgerError: NoLedger, NotALedger, NewerLedger, UnwritableLedger, DamagedLedger.
    """
    place = "file::memory:"
    if str(path) != ":memory:":
        if not path.exists() and not create:
            raise NoLedger(f"{path}: there is no such ledger; `sayso add` begins one")
        if path.exists() and not path.is_file():
            raise NotALedger(f"{path}: it is no file")
        mode = "ro" if readonly else "rwc" if create else "rw"
        place = f"{path.absolute().as_uri()}?mode={mode}"
    with told():
        db = sqlite3.connect(
            place,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
    try:
        with told():
            _prepare(db, readonly=readonly)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, *, readonly: bool) -> None:
    (name,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if name != APPLICATION_ID and tables:
        raise NotALedger("it is a database of something else")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA temp_store = MEMORY")
    if readonly:
        db.execute("PRAGMA query_only = ON")
    else:
        if not tables:
            db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        # What was acknowledged survives a power cut too; batches share the price of the flush.
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    _migrate(db, readonly=readonly)


def _migrate(db: sqlite3.Connection, *, readonly: bool) -> None:
    """Run what is missing, all of it or nothing."""
    shipped = dict(migrations())
    if _missing(db, shipped) and readonly:
        raise NewerLedger("it was made by an older sayso: run `sayso rebuild` on it once")
    if not _missing(db, shipped):
        return
    with transaction(db):
        # Another process may have been first while this one waited.
        missing = _missing(db, shipped)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) WITHOUT ROWID")
        for name in missing:
            for statement in statements(shipped[name]):
                db.execute(statement)
            db.execute("INSERT INTO migrations VALUES (?)", (name,))


def _missing(db: sqlite3.Connection, shipped: dict[str, str]) -> list[str]:
    known = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").fetchone()
    done = {name for (name,) in db.execute("SELECT name FROM migrations")} if known else set()
    if done - shipped.keys():
        raise NewerLedger("it was made by a newer sayso")
    return [name for name in shipped if name not in done]


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit in the middle."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def finding_tables() -> list[str]:
    """The names of the tables that hold no facts, in the order of their making."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        facts: set[str] = set()
        for name, script in migrations():
            for statement in statements(script):
                memory.execute(statement)
            if name == _FACTS:
                facts = {t for (t,) in _tables(memory)}
        kept = facts | set(_FACTS_ELSEWHERE)
        return [t for (t,) in _tables(memory) if t not in kept and not t.startswith("words_")]
    finally:
        memory.close()


# Facts whose tables belong to a room of their own: what a person decided, series from elsewhere.
_FACTS_ELSEWHERE = (
    "judgements",
    "grades",
    "corrections",
    "feeds",
    "feed_entries",
    "reference_series",
    "reference_points",
)


def _tables(db: sqlite3.Connection) -> list[tuple[str]]:
    return db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY rowid"
    ).fetchall()


@contextmanager
def transaction(db: sqlite3.Connection, *, write: bool = True) -> Iterator[sqlite3.Connection]:
    """All or nothing. A reader sees one state of the ledger throughout.

    Raises what `told` raises.
    """
    with told():
        db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # SQLite itself rolls back on a full disk
                db.execute("ROLLBACK")
            raise


@contextmanager
def told() -> Iterator[None]:
    """Turn what SQLite says into one clear sentence. Raises a LedgerError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _plain(error) from error


def _plain(error: sqlite3.DatabaseError) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", None)
    match code & 0xFF if code is not None else None:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerBusy(f"another process has been writing for {BUSY_SECONDS} seconds")
        case sqlite3.SQLITE_FULL:
            return UnwritableLedger("the disk is full; what was filed before is kept")
        case sqlite3.SQLITE_READONLY:
            return UnwritableLedger("it may not be written to")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return UnwritableLedger("the file or its folder cannot be opened")
        case sqlite3.SQLITE_IOERR:
            return UnwritableLedger("the disk fails while it is read or written")
        case sqlite3.SQLITE_NOTADB:
            return NotALedger("it is no SQLite file")
        case sqlite3.SQLITE_CORRUPT:
            return DamagedLedger("a page of the file is damaged; `sayso check` says where")
        case _:
            raise error
