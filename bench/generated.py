"""A hundred thousand reports from a few hundred real ones, with the reuse that real news has.

A report is made of a real one by putting other words of the same length in the places of its own, so
that every finding of the real reading stays where it stands and nothing has to be read again. The
words are drawn as often as they stand in the real texts; names keep a capital, figures their number of
digits. What comes out is nonsense with the statistics of news.

    new      78 %   half of the longer words replaced, names and figures always
    whole    12 %   an earlier report of the last weeks again, 3 % of its words edited, at another host
    part      8 %   its first half again
    version   2 %   an earlier report again at its own address, 3 % of its words edited

Hosts follow Zipf's law over 2,000; a tenth of the reports has none, and no date. The same seed gives the
same reports.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

from sayso.records import Reading, Report
from sayso.records.unwire import reading_from_dict

PER_DAY = 274
"""Reports a day: a hundred thousand in a year. A ledger grows by days, and not by fuller ones."""
_WORD = re.compile(r"[A-Za-z]+|\d+")
_NOUNS = ("claims", "attributions", "quantities", "names", "times", "channels", "boilerplate")
_FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Made:
    """How one report was made: from which real one, by which words, and which edits on top."""

    base: int
    words: int
    edits: int
    cut: bool
    host: int | None
    address: int
    day: int


class Generator:
    """Reports for a ledger of `total`; `readings` are real ones, as `sayso read --json` gives them."""

    def __init__(self, readings: Sequence[dict[str, Any]], *, total: int, seed: int = 1) -> None:
        self.readings = [_without_title(reading) for reading in readings]
        self.total = total
        self.seed = seed
        counts: Counter[str] = Counter()
        for reading in readings:
            counts.update(
                w.lower() for w in _WORD.findall(reading["report"]["text"]) if w.isalpha()
            )
        self.by_length: dict[int, tuple[list[str], list[int]]] = {}
        for word, n in sorted(counts.items()):
            words, weights = self.by_length.setdefault(len(word), ([], []))
            words.append(word)
            weights.append((weights[-1] if weights else 0) + n)
        names = {
            w for r in readings for n in r["names"] for s in n["spans"] for w in s["text"].split()
        }
        self.names = frozenset(names)

    def __iter__(self) -> Iterator[Reading]:
        return self.beginning_with(0)

    def beginning_with(self, first: int) -> Iterator[Reading]:
        """The reports from the one with this number on: what a ledger of those before it lacks."""
        chance = random.Random(self.seed)
        made: list[Made] = []
        for n in range(self.total):
            made.append(self._plan(chance, n, made))
            if n >= first:
                yield self.reading(made[-1])

    def _plan(self, chance: random.Random, n: int, made: Sequence[Made]) -> Made:
        day = n // PER_DAY
        host = None if chance.random() < 0.1 else min(int(chance.paretovariate(0.7)), 2000)
        draw = chance.random()
        if n < 50 or draw < 0.78:
            return Made(chance.randrange(len(self.readings)), n, 0, False, host, n, day)
        # Copies follow soon: half of them within the hundred reports that came last.
        back = min(int(chance.expovariate(1 / 150)) + 1, len(made))
        old = made[-back]
        if draw < 0.90:
            return Made(old.base, old.words, n, old.cut, host, n, day)
        if draw < 0.98:
            return Made(old.base, old.words, old.edits, True, host, n, day)
        return Made(old.base, old.words, n, old.cut, old.host, old.address, day)

    def reading(self, made: Made) -> Reading:
        """The reading of a report that was made so."""
        changed: dict[str, str] = {}

        def other(found: re.Match[str]) -> str:
            word = found[0]
            if word not in changed:
                changed[word] = self._other(word, made)
            return changed[word]

        real = self.readings[made.base]
        text = _WORD.sub(other, real["report"]["text"])
        value = _changed(real, lambda s: _WORD.sub(other, s))
        if made.cut and (half := text.find("\n", len(text) // 2)) > 0:
            text = text[:half]
            value = _cut(value, half)
        _anchor(value, text)
        report = value["report"]
        day = (_FIRST_DAY + timedelta(days=made.day)).isoformat()
        known = made.host is not None
        report |= {
            "id": Report.of(text).id,
            "text": text,
            "ref": f"report-{made.address}",
            "outlet": {
                "name": f"Outlet {made.host}",
                "inferred": False,
                "reason": None,
                "spans": [],
            }
            if known
            else None,
            "url": f"https://host{made.host}.example/news/{made.address}" if known else None,
            "title": None,
            "byline": None,
            "published": {"from": day, "to": day, "precision": "day"} if known else None,
        }
        return reading_from_dict(value)

    def _other(self, word: str, made: Made) -> str:
        draw = _hash(self.seed, made.words, word)
        name = word in self.names
        new = word
        if word.isdigit():
            new = str(draw % 10 ** len(word)).rjust(len(word), "1")
        elif name or (len(word) > 3 and draw & 1):
            new = self._drawn(draw >> 1, word)
        if made.edits and not name:
            again = _hash(self.seed, made.edits, word)
            if again % 100 < 3:
                new = self._drawn(again // 100, word)
        return new

    def _drawn(self, draw: int, word: str) -> str:
        words, weights = self.by_length.get(len(word), ([word.lower()], [1]))
        new = words[bisect_right(weights, draw % weights[-1])]
        return new.capitalize() if word[0].isupper() else new


def _hash(seed: int, place: int, word: str) -> int:
    return int.from_bytes(blake2b(f"{seed} {place} {word}".encode(), digest_size=6).digest())


def _changed(value: Any, change: Any, key: str = "") -> Any:
    """The reading with the words of its strings changed, except those that are keys and ids."""
    if isinstance(value, dict):
        return {k: _changed(v, change, k) for k, v in value.items() if k != "summary"}
    if isinstance(value, list):
        return [_changed(item, change, key) for item in value]
    return change(value) if isinstance(value, str) and key in ("name", "role", "of") else value


def _without_title(value: dict[str, Any]) -> dict[str, Any]:
    """The reading without what stands in a title that was given beside the text."""
    bare = {noun: [f for f in value[noun] if not _beside(f)] for noun in _NOUNS}
    sources = [
        {**s, "mentions": [m for m in s["mentions"] if not _beside(m)]} for s in value["sources"]
    ]
    return _consistent({**value, **bare, "sources": sources, "flags": []})


def _beside(value: Any) -> bool:
    if isinstance(value, dict):
        return "in" in value or any(map(_beside, value.values()))
    return isinstance(value, list) and any(map(_beside, value))


def _cut(value: dict[str, Any], at: int) -> dict[str, Any]:
    """The reading of the text up to `at`: what stands behind is left out, and what hangs on it."""
    kept = {noun: [f for f in value[noun] if _last(f) <= at] for noun in _NOUNS}
    sources = [
        {**s, "mentions": [m for m in s["mentions"] if m["end"] <= at]} for s in value["sources"]
    ]
    estimate = value["report"]["published_estimate"]
    if estimate:
        reasons = [reason for reason in estimate["reasons"] if _last(reason) <= at]
        value["report"]["published_estimate"] = {**estimate, "reasons": reasons}
    return _consistent({**value, **kept, "sources": sources})


def _consistent(value: dict[str, Any]) -> dict[str, Any]:
    """The reading without ids, in its claims, of what was left out."""
    ids = {noun: {f["id"] for f in value[noun]} for noun in ("quantities", "times", "names")}
    claims = [
        {**c, **{noun: [i for i in c[noun] if i in kept] for noun, kept in ids.items()}}
        for c in value["claims"]
    ]
    return {**value, "claims": claims}


def _last(value: Any) -> int:
    """Where the last span of a finding ends."""
    if isinstance(value, list):
        return max(map(_last, value), default=0)
    if isinstance(value, dict):
        return value["end"] if "start" in value else max(map(_last, value.values()), default=0)
    return 0


def _anchor(value: dict[str, Any], text: str) -> None:
    """Give all spans, and the claims, the words that now stand in their places."""
    stack: list[Any] = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += item
        elif isinstance(item, dict):
            if item.keys() >= {"start", "end", "text"}:
                item.pop("in", None)
                item["text"] = text[item["start"] : item["end"]]
            else:
                stack += item.values()
    for claim in value["claims"]:
        claim["text"] = " … ".join(span["text"] for span in claim["spans"])
