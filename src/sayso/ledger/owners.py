"""Who owns an outlet: rows that ship (`packs/owners.csv`) and rows of the person's own, which win.

A row is what somebody read, with where: host, outlet, owner, source. It holds for the host and what lies
below it (cbslocal.com for chicago.cbslocal.com), or, without a host, for an outlet of that name. An
outlet without a row has an unknown owner.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sayso.records import Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerLine:
    """One row; `shipped` is false for the person's own."""

    host: str | None
    outlet: str | None
    owner: str
    source: str
    shipped: bool


@cache
def shipped() -> tuple[Owner, ...]:
    """The rows of `packs/owners.csv`."""
    return Owner.table(files("sayso.packs").joinpath("owners.csv").read_text("utf-8"))


def keep(db: sqlite3.Connection, rows: Iterable[Owner]) -> None:
    """Enter rows of the person's own; one for a known host replaces it."""
    db.executemany(
        "INSERT OR REPLACE INTO owners VALUES (?, ?, ?, ?)",
        [(r.host or _no_host(r.outlet), r.outlet, r.owner, r.source) for r in rows],
    )


def lines(db: sqlite3.Connection) -> list[OwnerLine]:
    """All rows, the person's own first, then those that ship and are not replaced."""
    own = [
        OwnerLine(
            host=None if host.startswith(_NAMED) else host,
            outlet=outlet,
            owner=owner,
            source=source,
            shipped=False,
        )
        for host, outlet, owner, source in db.execute(
            "SELECT host, outlet, owner, source FROM owners ORDER BY host"
        )
    ]
    replaced = {row.host for row in own}
    return own + [
        OwnerLine(host=r.host, outlet=r.outlet, owner=r.owner, source=r.source, shipped=True)
        for r in shipped()
        if r.host not in replaced
    ]


def owner_of(db: sqlite3.Connection, host: str | None, outlet: str | None) -> str | None:
    """The owner of an outlet, by its host or a part of it, else by its name. None: unknown."""
    hosts = _upwards(host)
    keys = [*hosts, *([_no_host(outlet)] if outlet else [])]
    rows = dict(
        db.execute(
            f"SELECT host, owner FROM owners WHERE host IN ({', '.join('?' * len(keys))})", keys
        ).fetchall()
    )
    by_host, by_name = _shipped_owners()
    for key in keys:
        if found := rows.get(key) or by_host.get(key):
            return str(found)
    if outlet:
        named = db.execute(
            "SELECT owner FROM owners WHERE outlet = ? COLLATE NOCASE ORDER BY host LIMIT 1",
            (outlet,),
        ).fetchone()
        return str(named[0]) if named else (None if host else by_name.get(outlet.casefold()))
    return None


def shipped_owner_of(host: str | None, outlet: str | None) -> str | None:
    """The owner of an outlet as the rows that ship have it. None: unknown."""
    by_host, by_name = _shipped_owners()
    for key in _upwards(host):
        if found := by_host.get(key):
            return found
    return by_name.get(outlet.casefold()) if outlet and not host else None


@cache
def _shipped_owners() -> tuple[dict[str, str], dict[str, str]]:
    hosts = {row.host: row.owner for row in shipped() if row.host}
    return hosts, {row.outlet.casefold(): row.owner for row in shipped() if row.outlet}


_NAMED = "name:"


def _no_host(outlet: str | None) -> str:
    """What stands for the host of an outlet that has none."""
    return _NAMED + " ".join((outlet or "").casefold().split())


def _upwards(host: str | None) -> list[str]:
    """A host and the domains above it, but for the last label."""
    labels = host.split(".") if host else []
    return [".".join(labels[n:]) for n in range(len(labels) - 1)]


_SMALL = frozenset({"the", "a", "news", "tv", "newspaper", "online", "com", "channel", "daily"})


@lru_cache(maxsize=1 << 14)  # a matter is counted again with each report of it
def is_outlet(cited: str, host: str | None, outlet: str | None) -> bool:
    """Whether the words by which a report cites an outlet can mean this one.

    "the Port Selwick Gazette" is the outlet "Port Selwick Gazette"; "KTVA" is ktva.com, "KIRO 7" is
    kirotv.com, "Washington Post" is washingtonpost.com. A word that many outlets bear ("the Post") is
    enough only where the name is no longer.
    """
    said = _words(cited)
    if not said:
        return False
    if outlet:
        known = _words(outlet)
        core, known_core = said - _SMALL, known - _SMALL
        if said == known or (core and core == known_core):
            return True
        if core and core < known_core and (len(core) > 1 or len(known_core) - len(core) <= 1):
            return True
    if host:
        label = max(host.split(".")[:-1] or [host], key=len)
        joined = "".join(w for w in re.findall(r"[^\W_]+", cited.casefold()) if w != "the")
        if joined == label or (len(joined) > 5 and joined in label):
            return True
        call_sign = re.search(r"\b[KW][A-Z]{2,3}\b", cited)
        return bool(call_sign and label.startswith(call_sign.group(0).casefold()))
    return False


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.casefold().replace("’s", "").replace("'s", "")))
