"""Claims that are one because their passage was copied, by the aligned passages of `copies`.

Where a claim stands in its report is looked up in the text: the index keeps its words only.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.ledger.copying.copies import unpacked
from sayso.ledger.rows import as_json

_INSIDE = 0.6  # of a claim lies in the passage
_GAP = " … "  # between the spans of a claim in its text


@dataclass(slots=True)
class Copied:
    """Asks for the copies of claims; what one question needs is read once and not kept beyond it."""

    db: sqlite3.Connection
    _places: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    _pairs: dict[int, dict[int, set[int]]] = field(default_factory=dict)

    def claims(self, claim: int, report: int) -> set[int]:
        """Claims of other reports than its own that stand where the passage with this claim was copied to or from.

        Furniture, and what both only quote, makes no two claims one.
        """
        if report not in self._pairs:
            self._pairs[report] = self._aligned(report)
        return self._pairs[report].get(claim, set())

    def pairs(self, claims: Mapping[int, Collection[int]]) -> set[tuple[int, int]]:
        """Those of some claims, given by their reports, that are one: what `claims` says of each of them.

        Where that is not known yet, passages that hold none of them are not looked at.
        """
        wanted = {n for own in claims.values() for n in own}
        found = {
            (n, m)
            for report in claims.keys() & self._pairs.keys()
            for n in claims[report]
            for m in self._pairs[report].get(n, ())
        }
        unknown = claims.keys() - self._pairs.keys()
        among = "(SELECT value FROM json_each(?1))"
        rows = self.db.execute(
            f"SELECT a, b, passages FROM copies WHERE a IN {among} AND b IN {among}"
            " AND NOT quotation AND NOT strangers",
            (as_json(sorted(claims) if unknown else ()),),
        ).fetchall()
        for row in rows:
            for report in unknown.intersection(row[:2]):
                found.update(self._across(report, row, wanted))
        return {(n, m) for n, m in found if m in wanted}

    def _aligned(self, report: int) -> dict[int, set[int]]:
        rows = self.db.execute(
            "SELECT a, b, passages FROM copies WHERE a = ? AND NOT quotation AND NOT strangers"
            " UNION ALL"
            " SELECT a, b, passages FROM copies WHERE b = ? AND NOT quotation AND NOT strangers",
            (report, report),
        ).fetchall()
        found: dict[int, set[int]] = {}
        for row in rows:
            for n, m in self._across(report, row):
                found.setdefault(n, set()).add(m)
        return found

    def _across(
        self, report: int, row: tuple[int, int, bytes], only: Collection[int] | None = None
    ) -> Iterator[tuple[int, int]]:
        """The claims of a report in the passages of a copy, each with the one that stands in its place."""
        a, b, passages = row
        for a_start, a_end, b_start, b_end, _ in unpacked(passages, 5):
            here, there = (a_start, a_end), (b_start, b_end)
            if report == b:
                here, there = there, here
            other = b if report == a else a
            for n, start, end in self._inside(report, *here):
                if only is None or n in only:
                    at = there[0] + (start - here[0]) * (there[1] - there[0]) // (here[1] - here[0])
                    if (m := self._nearest(other, at, end - start, there)) is not None:
                        yield n, m

    def _inside(self, report: int, start: int, end: int) -> list[tuple[int, int, int]]:
        places = self._where(report)
        return [
            (n, s, e)
            for n, s, e in places[: bisect_left(places, end, key=_start)]
            if e > start and _common(s, e, start, end) >= _INSIDE * (e - s)
        ]

    def _nearest(self, report: int, at: int, size: int, passage: tuple[int, int]) -> int | None:
        """The claim that covers most of the place, and lies in the passage itself."""
        best, most, end = None, size // 2, at + size
        places = self._where(report)
        for k in range(bisect_left(places, at - 400, key=_start), len(places)):
            n, s, e = places[k]
            if s > end:
                break
            both = (e if e < end else end) - (s if s > at else at)
            if both > most and _common(s, e, *passage) >= _INSIDE * (e - s):
                best, most = n, both
        return best

    def _where(self, report: int) -> list[tuple[int, int, int]]:
        """Row, start and end of each claim that stands in the text, in the order of the starts."""
        if report not in self._places:
            (text,) = self.db.execute("SELECT text FROM reports WHERE n = ?", (report,)).fetchone()
            places, at = [], 0
            rows = self.db.execute(
                "SELECT n, text FROM claims WHERE report = ? AND NOT in_headline ORDER BY n",
                (report,),
            )
            for n, words in rows:
                parts = words.split(_GAP)
                start = text.find(parts[0], at)
                if start < 0:
                    start = text.find(parts[0])
                if start >= 0:
                    end = start + len(parts[0])
                    for part in parts[1:]:
                        found = text.find(part, end)
                        end = found + len(part) if found >= 0 else end
                    places.append((n, start, end))
                    at = start
            self._places[report] = sorted(places, key=lambda p: (p[1], p[0]))
        return self._places[report]


def _start(place: tuple[int, int, int]) -> int:
    return place[1]


def _common(start: int, end: int, first: int, last: int) -> int:
    """How much two ranges have in common. It is asked for a hundred times a report: no min, no max."""
    return (end if end < last else last) - (start if start > first else first)
