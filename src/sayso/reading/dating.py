"""When an undated report was published, by its own words: each clue leaves some days, and the days are intersected.

A clue is firm (a full date told as past, an event nobody could know of before) or a reading that
may be wrong (the tense of a date without a year, "last month" beside an event). What is firm is
intersected first; a reading that would leave nothing is dropped. Firm clues that leave nothing are
a conflict, for the flag to show.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.clashes import Clash, find_clashes
from sayso.reading.dateline import printed_date
from sayso.reading.datewords import Clue, ahead_full, filed, full_dates, past_years, yearless, zones
from sayso.reading.daysets import ALL, Days, Piece, hull, meet
from sayso.reading.events import Mention, mentions
from sayso.reading.eventwords import (
    beside,
    events_told,
    lasting,
    scheduled_told,
    states_told,
    still_news,
)
from sayso.reading.structure import Structure
from sayso.reading.timebase import Found
from sayso.reading.timerules import matches
from sayso.reading.times import as_times, day_of, find
from sayso.reading.timewords import spell
from sayso.records import (
    Boilerplate,
    EstimateReason,
    Event,
    Published,
    PublishedEstimate,
    Span,
    Time,
)

WIDEST = 120
"""Days. Beyond that an upper end says little more than that a season has an end, and none is given."""
_YEARS = range(1990, 2036)


@dataclass(frozen=True, slots=True)
class InTime:
    """Where a report stands in time: when it was published, as stated or as narrowed down, and what it mentions."""

    published: Published | None
    estimate: PublishedEstimate | None
    times: tuple[Time, ...]
    clashes: tuple[Clash, ...]


def place_in_time(
    structure: Structure,
    published: Published | None,
    aside: Sequence[Boilerplate],
    events: Sequence[Event],
) -> InTime:
    """Find the times of a text, and date the text by them if nobody stated its date."""
    text, paragraphs = structure.text, structure.paragraphs
    apart = sorted((s.start, s.end) for b in aside for s in b.spans if b.kind != "byline")
    spelled = spell(text, paragraphs)
    groups = list(matches(spelled))
    timeless = find(spelled, groups, paragraphs, None)
    bare = without(timeless, apart)
    if published is None:
        printed = printed_date(text, paragraphs, bare)
        published = printed[0] if printed else None
    sentences = [(s.start, s.end) for s in structure.sentences]
    told = [m for m in mentions(text, sentences, events) if not covers(apart, m.places[0][0])]
    estimate = None if published else date_report(structure, bare, told)
    specific = [
        c for m in told if m.event.kind in ("event", "news") for c in events_told(text, [m])
    ]
    day = day_of(published)
    return InTime(
        published,
        estimate,
        as_times(text, timeless if day is None else find(spelled, groups, paragraphs, day)),
        find_clashes(structure, bare, published, specific),
    )


def covers(apart: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of the sorted stretches."""
    n = bisect_right(apart, (at, len(apart) + 10**9)) - 1
    return n >= 0 and apart[n][0] <= at < apart[n][1]


def without(found: Sequence[Found], apart: Sequence[tuple[int, int]]) -> list[Found]:
    """The times that do not stand in boilerplate."""
    return [f for f in found if not covers(apart, f.start)]


def date_report(
    structure: Structure, found: Sequence[Found], told: Sequence[Mention]
) -> PublishedEstimate | None:
    """Date a text by its times, as they stand without a publication date, and by the events it tells of."""
    text = structure.text
    firm = [*full_dates(text, found), *events_told(text, told)]
    states = list(states_told(text, told))
    if not firm:
        firm = states or list(past_years(text, found))
    days: Days = ALL
    for clue in firm:
        days = meet(days, clue.days)
    low, high = hull(days)
    held = list(firm)
    if low is not None and not all(c.rule.startswith("past-year") for c in firm):
        years = range(
            max(low.year - 1, _YEARS.start),
            min((high.year if high else low.year + 3), _YEARS.stop) + 1,
        )
        recent = any(not c.rule.startswith("past-") for c in firm)
        for clue in (
            *beside(text, structure, found, told, years),
            *filed(text, structure, found, years),
            *states,
            *scheduled_told(text, structure, told),
            *zones(text, years),
            *lasting(text, structure, found, told),
            *ahead_full(text, found),
            *yearless(text, found, years),
            *still_news(text, told),
        ):
            left = meet(days, clue.days)
            if left and (recent or len(clue.days) == 1):
                days = left
                held.append(clue)
        if len(days) > 1:
            days = days[:1]  # the same season of a later year would be a report of old news
    first, last = hull(days)
    if first and last and (last - first).days > WIDEST:
        last = None
    return _estimate(text, (first, last), held)


def _estimate(text: str, days: Piece, held: Sequence[Clue]) -> PublishedEstimate | None:
    """The days that are left, with the clues that set their ends first, each given once."""
    low, high = days
    if low is None and high is None:
        return None
    reasons: list[tuple[int, Clue, Piece]] = []
    seen: set[tuple[str, Piece]] = set()
    for clue in held:
        left = meet(clue.days, (days,))
        piece = next((p for p in clue.days if left and meet((p,), (days,))), None)
        if piece is None or (clue.rule, piece) in seen:
            continue
        seen.add((clue.rule, piece))
        sets = (piece[0] == low and low is not None) + (piece[1] == high and high is not None)
        width = (piece[1] - piece[0]).days if piece[0] and piece[1] else 10**6
        reasons.append((-sets * 10**7 + width, clue, piece))
    reasons.sort(key=lambda row: row[0])
    return PublishedEstimate(
        from_=low.isoformat() if low else None,
        to=high.isoformat() if high else None,
        reasons=tuple(
            EstimateReason(
                spans=tuple(Span.of(text, a, b) for a, b in clue.places),
                rule=clue.rule,
                from_=piece[0].isoformat() if piece[0] else None,
                to=piece[1].isoformat() if piece[1] else None,
            )
            for _, clue, piece in reasons[:6]
        ),
    )
