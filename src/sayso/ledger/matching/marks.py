"""The marks of a report: by what one sees that two reports tell of the same occurrence.

Who, where, when and what, as the report shows them. A pure function of one reading: it never depends
on other reports. For the ledger the marks are hashed, which a set of them does not notice; to say
which marks two reports share, they are made again from the readings.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from sayso.ledger.matching.persons import ages_in, persons_in
from sayso.ledger.matching.whereabouts import regions_in, streets_in
from sayso.ledger.rarity import counted_words, rarity, words_in
from sayso.records import Reading

WORDS = 90
"""How many words of a report are kept, the weightiest. Short reports have fewer."""
DAYS_BEFORE = 45
"""How long before its publication news of an occurrence tells of it, in days: `Marks.near`."""
_LONG_BEFORE = 1100
"""How long before its publication an occurrence may lie whose day a report names: a trial comes years later."""
_ESTIMATED = 3
"""An estimate of the day of publication counts if it is this close, in days."""
_UNIT = 1000
_DAY = ("day", "hour", "minute", "second")
_KEPT = 30
"""How many names, places or days of one kind count, at most: lists of names would cost too much."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a report shows of its occurrence.

    day: ordinal of the day of publication (proleptic Gregorian), None if nobody knows; days: ordinals
    of the days told of. words: word → weight in thousandths, the weightiest first, the squares of the
    weights sum to 1. persons: "first last", officials: those with an office; aged: name and age;
    surnames: of `persons`. ages: in years. All else is text in lower case, or its hash.
    """

    day: int | None
    days: frozenset[int]
    words: dict[Hashable, int]
    persons: frozenset[Hashable]
    aged: frozenset[Hashable]
    officials: frozenset[Hashable]
    surnames: frozenset[Hashable]
    ages: frozenset[int]
    streets: frozenset[Hashable]
    places: frozenset[Hashable]
    regions: frozenset[Hashable]

    @property
    def near(self) -> frozenset[int]:
        """The days told of that lie so shortly before its publication that it may be news of them."""
        return frozenset(d for d in self.days if self.day is None or d >= self.day - DAYS_BEFORE)


def marks_of(reading: Reading) -> Marks:
    """The marks of one report: of its headline, and of its text without boilerplate."""
    text = body(reading)
    title = reading.report.title or ""
    both = f"{title}\n{text}"
    day = _published(reading)
    persons = persons_in(reading, text)
    return Marks(
        day=day,
        days=frozenset(sorted(_days(reading, day), reverse=True)[:_KEPT]),
        words=_weighed(title, text),
        persons=_some(persons.names),
        aged=_some(persons.aged),
        officials=_some(persons.officials),
        surnames=_some({p.rpartition(" ")[2] for p in persons.names}),
        ages=_some(ages_in(both)),
        streets=_some(streets_in(both)),
        places=_some({n.spans[0].text.lower() for n in reading.names if n.kind == "place"}),
        regions=_some(regions_in(both)),
    )


def body(reading: Reading) -> str:
    """The text with blanks where boilerplate stands, so that offsets stay true."""
    text = reading.report.text
    for piece in reading.boilerplate:
        for span in piece.spans:
            if span.in_ is None and piece.kind != "byline":
                text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def hashed(marks: Marks) -> Marks:
    """The same with 32-bit hashes for text: as the ledger keeps it."""
    return Marks(
        day=marks.day,
        days=marks.days,
        words={_hash(word): weight for word, weight in marks.words.items()},
        persons=_hashes(marks.persons),
        aged=_hashes(marks.aged),
        officials=_hashes(marks.officials),
        surnames=_hashes(marks.surnames),
        ages=marks.ages,
        streets=_hashes(marks.streets),
        places=_hashes(marks.places),
        regions=_hashes(marks.regions),
    )


_SETS = ("persons", "aged", "officials", "surnames", "streets", "places", "regions")


def pack(marks: Marks) -> bytes:
    """Hashed marks as bytes, some 700 a report."""
    numbers = array("I", [marks.day or 0, len(marks.words)])
    small = array("H", marks.words.values())
    numbers.extend(marks.words)  # type: ignore[arg-type]
    for kept in (marks.days, marks.ages, *(getattr(marks, name) for name in _SETS)):
        numbers.append(len(kept))
        numbers.extend(sorted(kept))
    return small.tobytes() + numbers.tobytes() + len(small).to_bytes(2, "little")


def unpack(data: bytes) -> Marks:
    """The hashed marks that `pack` was given."""
    words = int.from_bytes(data[-2:], "little")
    small, numbers = array("H", data[: 2 * words]), array("I", data[2 * words : -2])
    at = 2 + words
    sets = []
    for _ in range(2 + len(_SETS)):
        end = at + 1 + numbers[at]
        sets.append(frozenset(numbers[at + 1 : end]))
        at = end
    days, ages, persons, aged, officials, surnames, streets, places, regions = sets
    return Marks(
        day=numbers[0] or None,
        days=days,
        words=dict(zip(numbers[2 : 2 + words], small, strict=True)),
        persons=persons,
        aged=aged,
        officials=officials,
        surnames=surnames,
        ages=ages,
        streets=streets,
        places=places,
        regions=regions,
    )


def _weighed(title: str, text: str) -> dict[Hashable, int]:
    found = counted_words(text)
    for word in words_in(title):
        found[word] = found.get(word, 0) + 2  # the headline names what a report is about
    weights = {w: (1 + math.log(n)) * rarity(w) for w, n in found.items()}
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    norm = math.sqrt(sum(w * w for _, w in kept)) or 1.0
    return {word: n for word, w in kept if (n := round(_UNIT * w / norm))}


def _published(reading: Reading) -> int | None:
    report = reading.report
    if report.published:
        return _ordinal(report.published.from_)
    estimate = report.published_estimate
    if estimate and estimate.from_ and estimate.to:
        first = _ordinal(estimate.from_)
        return first if _ordinal(estimate.to) - first <= _ESTIMATED else None
    return None


def _days(reading: Reading, day: int | None) -> set[int]:
    told = {
        _ordinal(time.from_)
        for time in reading.times
        if time.from_ and time.kind == "instant" and time.precision in _DAY
    }
    return {d for d in told if day is None or day - _LONG_BEFORE <= d <= day}


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _some(kept: Iterable[Hashable]) -> frozenset:  # type: ignore[type-arg]
    return frozenset(sorted(kept)[:_KEPT])  # type: ignore[type-var]


def _hashes(kept: Iterable[Hashable]) -> frozenset[Hashable]:
    return frozenset(map(_hash, kept))


def _hash(mark: Hashable) -> int:
    return zlib.crc32(str(mark).encode())
