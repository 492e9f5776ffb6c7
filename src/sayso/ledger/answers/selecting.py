"""Which claims a selection holds, the newest filing first, found without walking the whole ledger.

Rows are numbered in the order of filing, reports and with them their chains and claims, so that the
newest claims stand in the newest reports. Each condition leads to the claims that meet it, or to the
reports that may hold some. The one that reaches farthest back for as many of them leads: they are taken a
window at a time, the newest first, and all conditions are tried on them until there are enough claims.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import Literal

from sayso.ledger.answers.searching import fts

_LOOKED_AT = 500
"""Of what each condition leads to, so much is looked at to see which of them leads."""
_WINDOW, _WIDEST = 32, 2_048
"""Reports or claims of the first window and of the widest."""
_FEW_CLUSTERS = 500
"""No more clusters with enough origins than these are gone through, else all claims that are in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims: all conditions that are given must hold.

    source: a name, or part of one, anywhere in the chain. since, until: ISO 8601 days of publication,
    both included. words: all of them stand in the report's text or headline. min_origins: independent
    ones known behind the matter that the claim is about. report, source_n: rows.
    """

    topic: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    channel: str | None = None
    min_origins: int | None = None
    words: str | None = None
    report: int | None = None
    source_n: int | None = None


@dataclass(frozen=True, slots=True)
class _Condition:
    """test: of a claim `c` with its reading `u` and its chain `h`.

    lead: what may meet it, the newest first, and the report of each; None where nothing leads to it.
    on: what these are, claims or reports.
    """

    test: str
    lead: str | None
    on: Literal["c.n", "c.report"] = "c.report"


_REPORT = _Condition("c.report = :report", "SELECT :report, :report")
_TOPIC = _Condition(
    "EXISTS (SELECT 1 FROM claim_topics AS t WHERE t.topic = :topic AND t.claim = c.n)",
    "SELECT t.claim, c.report FROM claim_topics AS t CROSS JOIN claims AS c ON c.n = t.claim"
    " WHERE t.topic = :topic AND t.claim < :after ORDER BY t.claim DESC",
    "c.n",
)
_SOURCE_N = _Condition(
    "EXISTS (SELECT 1 FROM chain_sources AS l WHERE l.source = :source_n AND l.chain = c.chain)",
    "SELECT h.report, h.report FROM chain_sources AS l CROSS JOIN chains AS h ON h.n = l.chain"
    " WHERE l.source = :source_n AND h.report <= :upto ORDER BY l.chain DESC",
)
# The links of a chain hold the name as its report has it; only named ones are sources.
_SOURCE = _Condition(
    "instr(lower(h.links), lower(:in_links))"  # of few chains it is worth taking them apart
    " AND EXISTS (SELECT 1 FROM json_each(h.links) AS k WHERE k.value ->> 'named'"
    " AND k.value ->> 'name' LIKE :source ESCAPE '\\')",
    "SELECT h.report, h.report FROM chains AS h WHERE h.report <= :upto AND h.n IN ("
    " SELECT l.chain FROM sources AS o CROSS JOIN chain_sources AS l ON l.source = o.n"
    " WHERE o.name LIKE :source ESCAPE '\\') ORDER BY h.n DESC",
)
_CHANNEL = _Condition(
    "h.channel = :channel",
    "SELECT h.report, h.report FROM chains AS h WHERE h.channel = :channel AND h.channel <> 'not-stated'"
    " AND h.report <= :upto ORDER BY h.n DESC",
)
_NO_CHANNEL = _Condition("h.channel = :channel", None)
_WORDS = _Condition(
    "c.report IN (SELECT rowid FROM words"
    " WHERE words MATCH :words AND rowid BETWEEN :oldest AND :newest)",
    "SELECT rowid, rowid FROM words WHERE words MATCH :words AND rowid <= :upto ORDER BY rowid DESC",
)
_DAYS = _Condition(
    "u.day_to >= :since AND u.day_from < :until",
    "SELECT report, report FROM current_readings WHERE day_to >= :since AND day_from < :until"
    " AND report <= :upto ORDER BY report DESC",
)
_ENOUGH_ORIGINS = (
    "EXISTS (SELECT 1 FROM cluster_claims AS m JOIN clusters AS k ON k.n = m.cluster"
    " WHERE m.claim = c.n AND k.at_least >= :min_origins)"
)
_FEW_WITH_ORIGINS = _Condition(
    _ENOUGH_ORIGINS,
    "SELECT c.n, c.report FROM clusters AS k CROSS JOIN cluster_claims AS m ON m.cluster = k.n"
    " CROSS JOIN claims AS c ON c.n = m.claim"
    " WHERE k.at_least >= :min_origins AND m.claim < :after ORDER BY m.claim DESC",
    "c.n",
)
_MANY_WITH_ORIGINS = _Condition(
    _ENOUGH_ORIGINS,
    "SELECT c.n, c.report FROM cluster_claims AS m CROSS JOIN clusters AS k ON k.n = m.cluster"
    " CROSS JOIN claims AS c ON c.n = m.claim"
    " WHERE k.at_least >= :min_origins AND m.claim < :after ORDER BY m.claim DESC",
    "c.n",
)


def newest(
    db: sqlite3.Connection, selection: Selection, *, limit: int, after: int | None = None
) -> list[int]:
    """Rows of the claims of a selection, the newest first; `after` goes on behind a row.

    limit: at most so many, all if it is negative.
    """
    given: dict[str, object] = {"after": 1 << 62 if after is None else after}
    (given["upto"],) = db.execute(
        "SELECT coalesce(max(report), 0) FROM claims"
        " WHERE n = (SELECT max(n) FROM claims WHERE n < :after)",
        given,
    ).fetchone()
    conditions = _conditions(db, selection, given)
    tests = " AND ".join(["c.n < :after", *(f"({each.test})" for each in conditions)])
    leads = [each for each in conditions if each.lead]
    if not leads:
        return _rows(db, f"claims AS c {_joined(tests)} WHERE {tests}", given, limit)
    lead, led = _leading(db, leads, given)
    tables = (
        f"json_each(:window) AS w CROSS JOIN claims AS c ON {lead.on} = w.value {_joined(tests)}"
    )
    found: list[int] = []
    looked_at, width = 0, _WINDOW
    while len(found) != limit and (window := list(islice(led, width))):
        given["window"] = json.dumps([row for row, _ in window])
        given |= {"oldest": window[-1][1], "newest": window[0][1]}
        left = limit - len(found) if limit >= 0 else -1
        found += _rows(db, f"{tables} WHERE {tests}", given, left)
        looked_at += len(window)
        # As wide as should do by what was found so far, and somewhat wider.
        enough = 5 * (limit - len(found)) * looked_at // (4 * len(found)) if found else 4 * width
        width = max(_WINDOW, min(enough if limit >= 0 else _WIDEST, _WIDEST))
    return found


def _rows(db: sqlite3.Connection, tables: str, given: dict[str, object], limit: int) -> list[int]:
    asked = f"SELECT c.n FROM {tables} ORDER BY c.n DESC LIMIT {limit}"
    return [n for (n,) in db.execute(asked, given)]


def _joined(tests: str) -> str:
    """The tables that the tests ask about, and no other."""
    readings = "CROSS JOIN current_readings AS u ON u.report = c.report " if "u." in tests else ""
    return readings + ("CROSS JOIN chains AS h ON h.n = c.chain" if "h." in tests else "")


def _leading(
    db: sqlite3.Connection, leads: list[_Condition], given: dict[str, object]
) -> tuple[_Condition, Iterator[tuple[int, int]]]:
    """The condition that the fewest seem to meet, and what it leads to, the newest first, each once."""
    begun = []
    for at, lead in enumerate(leads):
        rows = db.execute(lead.lead or "", given)
        first = list(islice(rows, _LOOKED_AT if len(leads) > 1 else 0))
        reaches = first[-1][1] if len(first) == _LOOKED_AT else 0
        begun.append((reaches, len(first), at, first, rows))
    *_, at, first, rows = min(begun, key=lambda each: each[:3])
    return leads[at], (row for row, _ in groupby(chain(first, rows)))


def _conditions(
    db: sqlite3.Connection, selection: Selection, given: dict[str, object]
) -> list[_Condition]:
    """The conditions that are given. Their values are put among `given`."""
    words = fts(selection.words or "")
    given |= {
        "report": selection.report,
        "topic": selection.topic,
        "channel": selection.channel,
        "source": "%" + re.sub(r"([%_\\])", r"\\\1", selection.source or "") + "%",
        "in_links": json.dumps(selection.source or "", ensure_ascii=False)[1:-1],
        "source_n": selection.source_n,
        "since": selection.since or "",
        "until": (selection.until or "9999") + "U",  # behind any hour of that day
        "words": words,
        "min_origins": selection.min_origins,
    }
    found = [
        (selection.report is not None, _REPORT),
        (selection.source_n is not None, _SOURCE_N),
        (bool(selection.topic), _TOPIC),
        (bool(selection.channel), _NO_CHANNEL if selection.channel == "not-stated" else _CHANNEL),
        (bool(selection.source), _SOURCE),
        (bool(selection.since or selection.until), _DAYS),
        (bool(words), _WORDS),
    ]
    conditions = [condition for asked, condition in found if asked]
    # Of each matter one origin is known at least: someone printed it.
    if selection.min_origins is not None and selection.min_origins > 1:
        enough = "SELECT 1 FROM clusters WHERE at_least >= :min_origins LIMIT :few"
        few = {"min_origins": selection.min_origins, "few": _FEW_CLUSTERS + 1}
        many = len(db.execute(enough, few).fetchall()) > _FEW_CLUSTERS
        conditions.append(_MANY_WITH_ORIGINS if many else _FEW_WITH_ORIGINS)
    return conditions
