"""Dated statements that can't both hold: found here, asked about by the flag `time-conflict`.

Only what two pairs of eyes would agree on: a weekday that the printed date was not; a day told of as past
that comes after the day of publication, or after one that the report says is still ahead; an event
that had not happened yet; a stretch that ends before it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sayso.reading.datewords import Clue, ahead_full, days_of, full_dates
from sayso.reading.structure import Structure
from sayso.reading.timebase import Found
from sayso.records import Published

_TO = re.compile(r"\s+(?:to|until|till|through)\s+", re.I)
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.I)
_NEAR = 30
"""Days around the day of publication, or between two dates of one report, in which dates without a year are of one."""
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NAMED = re.compile(
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,|,? the(?=[ \u00a0]\d))?[ \u00a0]{1,2}(?=\w+\.?[ \u00a0]\d|\d)"
)
"""A weekday with its date beside it: not "on Thursday the July 15 death", nor the last word of a headline."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Places in the text that can't both hold, and a sentence that says why."""

    places: tuple[tuple[int, int], ...]
    why: str


def find_clashes(
    structure: Structure,
    found: Sequence[Found],
    published: Published | None,
    events: Sequence[Clue] = (),
) -> tuple[Clash, ...]:
    """All clashes. `events` are the clues of events that the report speaks of as having happened."""
    text = structure.text
    return (
        *_weekdays(text, found),
        *_near_weekdays(text, found, published),
        *_two_weekdays(text, found),
        *_backwards(text, found),
        *_after_print(structure, found, published, events),
        *_past_and_ahead(structure, found),
    )


def _weekdays(text: str, found: Sequence[Found]) -> Iterator[Clash]:
    """ "Tuesday, 30 March 2022", which was a Wednesday."""
    for f in found:
        there = f.stretch
        if (
            f.basis is not None
            or not there
            or there.first != there.last
            or not re.search(r"\d{4}", text[f.start : f.end])
        ):
            continue
        printed, at = _named(text, f)
        was = _WEEKDAYS[there.first.weekday()]
        if printed and printed != was:
            yield Clash(
                ((min(at, f.start), f.end),),
                f"{_day(there.first)} was a {was}, not a {printed}.",
            )


def _near_weekdays(
    text: str, found: Sequence[Found], published: Published | None
) -> Iterator[Clash]:
    """ "Monday, November 15" in a report of that day, which was a Tuesday. Farther off, another year may be meant."""
    if published is None or published.from_[:10] != published.to[:10]:
        return
    today = date.fromisoformat(published.from_[:10])
    for f in found:
        years = range(today.year - 1, today.year + 2)
        days = days_of(f, "", years) if (f.value or "").startswith("XXXX-") else []
        printed, at = _named(text, f)
        near = min(days, key=lambda d: abs((d - today).days), default=None)
        if near is None or printed is None or abs((near - today).days) > _NEAR:
            continue
        was = _WEEKDAYS[near.weekday()]
        if printed != was:
            yield Clash(
                ((min(at, f.start), f.end),),
                f"The report is of {_day(today)}, and {_day(near)} was a {was}, not a {printed}.",
            )
            return


def _two_weekdays(text: str, found: Sequence[Found]) -> Iterator[Clash]:
    """ "Tuesday, March 3" and "Friday, March 7": no year has both."""
    row = []
    for f in found:
        printed, at = _named(text, f)
        open_year = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", f.value or "")
        if printed and open_year:
            row.append((f, at, _WEEKDAYS.index(printed), open_year))
    for (f, at, one, a), (g, there, two, b) in pairwise(row):
        apart = _apart(a, b)
        if apart and all(abs(n) <= _NEAR and (two - one - n) % 7 for n in apart):
            yield Clash(
                ((at, f.end), (there, g.end)), "In no year do these dates fall on these weekdays."
            )
            return


def _apart(a: re.Match[str], b: re.Match[str]) -> list[int]:
    """Days from one day of a year to another, in a common year and in a leap year."""
    try:
        return [
            (date(year, int(b[1]), int(b[2])) - date(year, int(a[1]), int(a[2]))).days
            for year in (2021, 2024)
        ]
    except ValueError:
        return []


def _named(text: str, f: Found) -> tuple[str | None, int]:
    """The weekday printed with a date, and where."""
    named = next(iter(_NAMED.finditer(text, max(0, f.start - 14), f.end)), None)
    if named is None or named.end() < f.start:
        return None, f.start
    return next(w for w in _WEEKDAYS if w.startswith(named[1])), named.start()


def _backwards(text: str, found: Sequence[Found]) -> Iterator[Clash]:
    """ "From 5 May 2022 to 3 May 2022"."""
    for f, g in pairwise(found):
        a, b = _stated(text, f), _stated(text, g)
        if (
            a
            and b
            and b < a
            and _TO.fullmatch(text, f.end, g.start)
            and _FROM.search(text[max(0, f.start - 14) : f.start])
        ):
            yield Clash(((f.start, g.end),), f"{_day(b)} comes before {_day(a)}.")


def _stated(text: str, f: Found) -> date | None:
    """The day of a date that is printed with its year."""
    there = f.stretch
    whole = (
        f.basis is None
        and there
        and there.first == there.last
        and re.search(r"\d{4}", text[f.start : f.end])
    )
    return there.first if there and whole else None


def _after_print(
    structure: Structure,
    found: Sequence[Found],
    published: Published | None,
    events: Sequence[Clue],
) -> Iterator[Clash]:
    """What is told of as past, after the day of publication."""
    if published is None:
        return
    printed = date.fromisoformat(published.to[:10]) + timedelta(days=1)
    stated = [
        f
        for f in found
        if _stated(structure.text, f) and structure.text[f.end : f.end + 1] not in (")", "]")
    ]
    dates = list(full_dates(structure.text, stated))
    for clue in (*dates, *events):
        day = clue.days[0][0]
        if day and day > printed and not structure.quotations.states[clue.places[0][0]]:
            what = "This is told of as past" if clue in dates else clue.rule.removeprefix("event: ")
            yield Clash(clue.places, f"{what}, but the report is dated {published.to[:10]}.")
            return


def _past_and_ahead(structure: Structure, found: Sequence[Found]) -> Iterator[Clash]:
    """The latest day told of as past, after the first that is said to be still ahead."""
    text = structure.text
    dated = [f for f in found if _stated(text, f)]
    past = [c for c in full_dates(text, dated) if not structure.quotations.states[c.places[0][0]]]
    ahead = [c for c in ahead_full(text, dated) if not structure.quotations.states[c.places[0][0]]]
    if not past or not ahead:
        return
    a = max(past, key=lambda c: c.days[0][0] or date.min)
    b = min(ahead, key=lambda c: c.days[0][1] or date.max)
    low, high = a.days[0][0], b.days[0][1]
    if low and high and low > high:
        yield Clash(
            (b.places[0], a.places[0]), f"{_day(high)} is still ahead, and {_day(low)} is past."
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
