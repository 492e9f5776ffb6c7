"""Times that a text mentions, as TIMEX3 values and as ranges of days.

Each time says what it was counted from. What a word cannot mean without a publication date stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sayso.reading.namedays import holidays
from sayso.reading.sentences import Stretch
from sayso.reading.timebase import Found
from sayso.reading.timerules import Match, matches
from sayso.reading.timevalues import Values
from sayso.reading.timewords import Spelled, spell
from sayso.records import Claim, Published, Span, Time

_SINCE = re.compile(r"\b(?:since|from|starting|beginning|after)\s+(?:on\s+|the\s+)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|through|up\s+to|by|before)\s+(?:the\s+)?$", re.I)


def find_times(
    text: str, paragraphs: Sequence[Stretch], published: Published | None
) -> tuple[Time, ...]:
    """All times of a text, in order. `published` is what relative times are counted from, if it names a day."""
    spelled = spell(text, paragraphs)
    return as_times(text, find(spelled, matches(spelled), paragraphs, day_of(published)))


def as_times(text: str, found: Sequence[Found]) -> tuple[Time, ...]:
    """What was found, as records."""
    return tuple(_time(text, f, n) for n, f in enumerate(found))


def day_of(published: Published | None) -> date | None:
    """The day of publication, if that much is known."""
    if published is None or published.from_[:10] != published.to[:10]:
        return None
    try:
        return date.fromisoformat(published.from_[:10])
    except ValueError:
        return None


def find(
    spelled: Spelled, groups: Iterable[list[Match]], paragraphs: Sequence[Stretch], day: date | None
) -> list[Found]:
    """The times of a text that is spelled already and in which `groups` match, as they were worked out."""
    text = spelled.text
    values = Values(text, day)
    named = [f for p in paragraphs for f in holidays(text, p.start, p.end, day)]
    at = 0
    for group in groups:
        group.sort(key=lambda m: (m.first - m.last, m.first))
        held: list[Found] = []
        for match in group:
            start, end = match.start(), match.end()
            while at < len(named) and named[at].end <= start:
                values.found.append(named[at])
                at += 1
            if any(f.start < end and start < f.end for f in (*held, *named[at : at + 2])):
                continue
            worked_out = values.of(match)
            if worked_out:
                held.append(worked_out)
        values.found += sorted(held, key=lambda f: f.start)
    values.found += named[at:]
    return sorted(values.found, key=lambda f: f.start)


def _time(text: str, f: Found, n: int) -> Time:
    there = f.stretch
    first, last = f.first or (there and there.first), f.last or (there and there.last)
    at = there.at if there else None
    begin, end = (d.isoformat() if d else None for d in (first, last))
    if there and first and at and len(at) >= 6 and at[1:3] != "24":
        begin = end = f"{first.isoformat()}{at if len(at) > 6 else at + ':00'}"
    interval = False
    if begin and not f.often and there:
        before = text[max(0, f.start - 24) : f.start]
        if _SINCE.search(before) and "since" in before.lower():
            end, interval = None, True
        elif _UNTIL.search(before) and re.search(r"until|till", before, re.I):
            begin, interval = None, True
    precision = there.precision if there else None
    if f.often:
        kind = "frequency"
    elif f.value and re.match(r"P[T\dX]", f.value):
        kind = "duration"
    elif (
        interval
        or (there and there.precision not in ("day", "hour", "minute", "second"))
        or f.first != f.last
    ):
        kind = "interval"
    else:
        kind = "instant"
    basis = f"t{f.basis + 1}" if isinstance(f.basis, int) else f.basis
    return Time(
        id=f"t{n + 1}",
        spans=(Span.of(text, f.start, f.end),),
        value=f.value,
        from_=begin,
        to=end,
        precision=precision,
        basis=basis,
        kind=kind,  # type: ignore[arg-type]
    )


def times_in(claims: Sequence[Claim], times: Sequence[Time]) -> tuple[Claim, ...]:
    """The claims, each with the ids of the times that stand in its spans."""
    starts = [t.spans[0].start for t in times]
    out = []
    for claim in claims:
        ids = tuple(
            t.id
            for span in claim.spans
            if span.in_ is None
            for t in times[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if t.spans[0].end <= span.end
        )
        out.append(replace(claim, times=ids) if ids else claim)
    return tuple(out)
