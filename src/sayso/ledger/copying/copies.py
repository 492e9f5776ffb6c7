"""Copies: each new report is compared with those that share fingerprints with it.

What it costs does not grow with the ledger: a fingerprint is looked up by its index and names at most
HOLDERS reports, and at most CANDIDATES of those are compared word by word. So of more than HOLDERS
copies of one passage the later ones are tied to the first, and not to each other. Within these bounds
the findings do not depend on the order of filing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from sayso.ledger.copying import holders
from sayso.ledger.copying.fingerprints import hashed_runs
from sayso.ledger.copying.furniture import furniture
from sayso.ledger.copying.repeats import Evidence, repeated
from sayso.ledger.copying.reuse import Reuse, Side, reuse
from sayso.ledger.filed import Filed
from sayso.ledger.rows import as_json

RULE = 1
CANDIDATES = 24
"""So many reports are compared with a new one at most: those that share most of what is rare."""
HITS = 3
"""Fingerprints that two reports share before they are compared, or half of all where there are few."""


def update(db: sqlite3.Connection, filed: Filed, _touched: set[int]) -> set[int]:
    """Compare a new report with those before it. Returns the claims of all that share words with it."""
    if filed.reading is None:
        return set()
    report = filed.report_n
    marked = [(s.start, s.end) for b in filed.reading.boilerplate for s in b.spans if s.in_ is None]
    text = filed.reading.report.text
    side = _made(text, tuple(sorted(marked + furniture(text))))
    db.execute(
        "INSERT INTO left_out VALUES (?, ?)",
        (report, packed(n for pair in side.ranges for n in pair)),
    )
    known = _furniture(db, side)
    hashes = [h for h in side.fingerprints if h not in known]
    side = side.without(known)
    held = holders.holders(db, hashes)
    partners = {}
    for other, hits in _candidates(held, len(hashes)):
        if found := reuse(_side(db, other), side):
            _keep(db, other, report, found)
            partners[other] = Evidence(found, hits & _runs_inside(side, found))
    holders.enter(db, report, hashes, held)
    if learnt := repeated(db, report, partners):
        _learn(db, learnt)
    return _claims(db, [*partners, report]) if partners else set()


def _furniture(db: sqlite3.Connection, side: Side) -> frozenset[int]:
    """Those of a text's fingerprints that are known to be furniture."""
    few = db.execute("SELECT hash FROM furniture LIMIT ?", (_FEW,)).fetchall()
    if len(few) == _FEW:
        asked = f"SELECT hash FROM furniture WHERE hash IN {_LISTED}"
        rows = db.execute(asked, (as_json(side.fingerprints),)).fetchall()
        return frozenset(h for (h,) in rows)
    known = frozenset(h for (h,) in few)
    # Only of a text that holds such a run need the fingerprints be told from its other runs.
    return known.intersection(side.fingerprints) if side.holds(known) else frozenset()


_FEW = 500
"""Fewer rows than this are read as fast as a report's fingerprints are looked up among them."""


def _candidates(held: dict[int, list[int]], size: int) -> list[tuple[int, set[int]]]:
    """The reports worth comparing, (report, fingerprints in common), with the rarest in common first."""
    shared: defaultdict[int, set[int]] = defaultdict(set)
    for h, reports in held.items():
        for report in reports:
            shared[report].add(h)
    enough = [(r, hits) for r, hits in shared.items() if len(hits) >= HITS or 2 * len(hits) >= size]
    enough.sort(key=lambda item: (-sum(1 / len(held[h]) for h in item[1]), item[0]))
    return enough[:CANDIDATES]


def _side(db: sqlite3.Connection, report: int) -> Side:
    """A report of the ledger, ready to be compared, without what is furniture by now."""
    text, ranges = db.execute(
        "SELECT r.text, o.ranges FROM reports AS r JOIN left_out AS o ON o.report = r.n WHERE r.n = ?",
        (report,),
    ).fetchone()
    side = _made(text, tuple((start, end) for start, end in unpacked(ranges, 2)))
    return side.without(_furniture(db, side))


@lru_cache(maxsize=512)  # most copies follow soon
def _made(text: str, ranges: tuple[tuple[int, int], ...]) -> Side:
    return Side.made(text, list(ranges))


def _runs_inside(side: Side, found: Reuse) -> set[int]:
    """The hashes of the runs of the second text that the passages hold."""
    runs = hashed_runs(side.words)
    return {
        h for p in found.passages for h in runs[p.b_start : max(p.b_start, p.b_end - 4)].tolist()
    }


def _keep(db: sqlite3.Connection, a: int, b: int, found: Reuse) -> None:
    """Write an edge, with its passages in code points of both texts."""
    db.execute(
        "INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            a,
            b,
            found.same,
            round(found.a_share, 4),
            round(found.b_share, 4),
            int(found.quotation),
            int(found.plain),
            int(found.strangers),
            packed(n for span in found.spans for n in span),
            RULE,
        ),
    )


def _learn(db: sqlite3.Connection, hashes: set[int]) -> None:
    """Make hashes furniture: they name no report any more, and what rested on them is judged again.

    Bounded: HOLDERS reports hold a hash, and only what these share with each other is looked at.
    """
    held = holders.holders(db, sorted(hashes))
    reports = sorted({report for of_one in held.values() for report in of_one})
    holders.remove(db, sorted(hashes))
    db.executemany("INSERT OR IGNORE INTO furniture VALUES (?)", [(h,) for h in sorted(hashes)])
    pairs = db.execute(
        f"SELECT a, b FROM copies WHERE a IN {_LISTED} AND b IN {_LISTED}",
        (as_json(reports),) * 2,
    ).fetchall()
    sides = {report: _side(db, report) for report in {r for pair in pairs for r in pair}}
    for a, b in pairs:
        db.execute("DELETE FROM copies WHERE a = ? AND b = ?", (a, b))
        if found := reuse(sides[a], sides[b]):
            _keep(db, a, b, found)


def _claims(db: sqlite3.Connection, reports: list[int]) -> set[int]:
    rows = db.execute(f"SELECT n FROM claims WHERE report IN {_LISTED}", (as_json(reports),))
    return {n for (n,) in rows}


_LISTED = "(SELECT value FROM json_each(?))"


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as 32-bit integers, little-endian, as `passages` and `ranges` are kept."""
    return np.fromiter(numbers, "<u4").tobytes()


def unpacked(data: bytes, width: int) -> list[tuple[int, ...]]:
    """The same back, in tuples of `width`."""
    rows = np.frombuffer(data, "<u4").reshape(-1, width).tolist()
    return [tuple(row) for row in rows]
