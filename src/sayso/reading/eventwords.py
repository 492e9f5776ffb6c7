"""What dated events say of the day a report was printed, and the times that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sayso.reading.caldates import add_months, shift
from sayso.reading.datewords import AHEAD, PLAN, Clue, days_of, one_line
from sayso.reading.daysets import Piece
from sayso.reading.events import Mention
from sayso.reading.structure import Structure
from sayso.reading.timebase import Found
from sayso.records import Event

NEWS = 28
"""So many days does a report tell of what the table calls `news`. Of the 18 newest such events that reports of the
half it was measured on tell of, 17 are at most 19 days old and one 39; the row was left out where the report was
its only source."""

_PASSED = re.compile(
    r"\b(?:was|were|had|did|said|told|came|went|took|made|met|spoke|began|announced|signed|hosted|held|\w{3,}ed|saw|sent|gave|passed)\b",
    re.I,
)
_MINE = re.compile(r"\b(?:my|last|his|the\s+\d\w+)\s+$", re.I)
_AT = re.compile(
    r"\b(?:at|during|following|after|in|concluded|attended|hosted|held)\s+(?:[\w.’'-]+\s+){0,4}$",
    re.I,
)
_FORMER = re.compile(r"\b(?:former|ex|then|late|previous|predecessor)[\s-]+(?:\w+\s+){0,2}$", re.I)
_SINCE = re.compile(
    r"^\s*,?\s*(?:(?:since|into|after)\b|of\s+(?:\w+\s+)?(?:war|fighting|invasion|conflict)\b)[^.;!?]*$",
    re.I,
)
_FOR = re.compile(
    r"\b(?:lasted|dragged\s+on|raged|raging|continued|gone\s+on|going\s+on|began|started|is|now)\b[^.;!?]*$",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will\s+(?:also\s+)?(?:visit|meet|travel|welcome|host|speak|hold|join|be|participate|attend|convene|deliver)"
    r"|upcoming|look\w*\s+forward|scheduled|tomorrow|next\s+(?:week|month)|later\s+this|coming\s+(?:days|weeks)"
    r"|ahead\s+of|(?:plans?|planning|going|is|are|invited|intends?)\s+to\s+(?:visit|meet|travel|welcome|host))\b",
    re.I,
)
"""Words of a sentence that announces. What it announces has not happened."""
_SUPPOSED = re.compile(
    r"\b(?:if|would|could|should|may|might|threat\w*|threaten\w*|imminent|risk\w*|warn\w*|scenario|want|authori[sz]e|consider\w*|whether|potential|possible|further|were\s+to|prevent\w*|deter\w*|avert\w*"
    r"|against\s+an?|planned|plans?|plann\w+|prepar\w+|prospect|pretext|begin|ready)\b[^.!?]*$",
    re.I,
)


def events_told(text: str, told: Sequence[Mention]) -> Iterator[Clue]:
    """An event that nobody could know of before it."""
    for m in told:
        at = m.places[0][0]
        before = text[max(0, at - 70) : at]
        if m.event.kind == "news" and announced(text, m):
            continue
        if m.event.kind in ("event", "news", "background") and not _SUPPOSED.search(before):
            yield Clue(
                f"event: {m.event.event}, {on(m.event)}",
                m.places,
                ((m.event.from_, None),),
                firm=True,
            )


def announced(text: str, m: Mention) -> bool:
    """Whether the words around an event announce it."""
    first, last = min(p[0] for p in m.places), max(p[1] for p in m.places)
    start = max(text.rfind(". ", 0, first), text.rfind("\n\n", 0, first), first - 160, 0)
    stop = min(x for x in (text.find(". ", last), text.find("\n\n", last), last + 120) if x >= 0)
    return _TO_COME.search(text, start, stop) is not None


def on(event: Event) -> str:
    """The day or days of an event, as printed in a reason."""
    return event.from_.isoformat() if event.from_ == event.to else f"{event.from_} to {event.to}"


def states_told(text: str, told: Sequence[Mention]) -> Iterator[Clue]:
    """What held from one day to another, such as an office, spoken of as holding."""
    for m in told:
        if m.event.kind == "state" and not _FORMER.search(
            text[max(0, m.places[0][0] - 30) : m.places[0][0]]
        ):
            yield Clue(
                f"state: {m.event.event}, {on(m.event)}", m.places, ((m.event.from_, m.event.to),)
            )


def still_news(text: str, told: Sequence[Mention]) -> Iterator[Clue]:
    """The newest event of those that reports tell of for some weeks only."""
    fresh = [m for m in told if m.event.kind == "news" and list(events_told(text, [m]))]
    if fresh:
        m = max(fresh, key=lambda m: m.event.from_)
        last = m.event.to + timedelta(days=NEWS)
        yield Clue(f"news: {m.event.event}, {on(m.event)}", m.places, ((m.event.from_, last),))


def scheduled_told(text: str, structure: Structure, told: Sequence[Mention]) -> Iterator[Clue]:
    """What people spoke of before it came: as ahead, or as past."""
    gone: set[Event] = set()
    for m in sorted(told, key=lambda m: reads_as_past(text, structure, m), reverse=True):
        if m.event.kind != "scheduled" or m.event in gone:
            continue
        at = m.places[0][0]
        s = structure.sentences[structure.sentence_at(at)]
        ahead = [x.end() for x in AHEAD.finditer(text, max(s.start, at - 90), at)]
        if (
            ahead
            and not _PASSED.search(text, ahead[-1], s.end)
            and not _MINE.search(text[:at][-12:])
        ):
            yield Clue(f"ahead: {m.event.event}, {on(m.event)}", m.places, ((None, m.event.to),))
        elif reads_as_past(text, structure, m):
            gone.add(m.event)
            yield Clue(f"past: {m.event.event}, {on(m.event)}", m.places, ((m.event.from_, None),))


def reads_as_past(text: str, structure: Structure, m: Mention) -> bool:
    """ "At the summit, leaders agreed": a place in a sentence that tells of it and of nothing to come."""
    at = m.places[0][0]
    s = structure.sentences[structure.sentence_at(at)]
    words = text[s.start : s.end]
    return (
        _AT.search(text[max(s.start, at - 40) : at]) is not None
        and not AHEAD.search(words)
        and not PLAN.search(words)
        and _PASSED.search(words) is not None
    )


def beside(
    text: str, structure: Structure, found: Sequence[Found], told: Sequence[Mention], years: range
) -> Iterator[Clue]:
    """ "Last month" beside an event of March, "yesterday" beside "March 15"."""
    by_sentence: dict[int, list[Found]] = {}
    for f in found:
        by_sentence.setdefault(structure.sentence_at(f.start), []).append(f)
    known: dict[str, set[Event]] = {}
    for m in told:
        for word in m.event.words[0]:
            known.setdefault(word, set()).add(m.event)
    for m in told:
        if m.event.kind in ("state", "background") or any(
            len(known[w]) > 1 for w in m.event.words[0]
        ):
            continue
        for f in by_sentence.get(structure.sentence_at(m.places[0][0]), ()):
            piece = counted(text[f.start : f.end], m.event.from_, m.event.to)
            gap = max(m.places[0][0] - f.end, f.start - m.places[-1][1])
            if m.event.kind in ("event", "news") and re.search(
                r"\b(?:next|tomorrow)\b", one_line(text, f), re.I
            ):
                continue
            if re.search(r"\b(?:this|today|tonight)\b", one_line(text, f), re.I):
                continue
            if piece and gap < 160:
                yield Clue(
                    f"beside: “{one_line(text, f)}” for {m.event.event}, {on(m.event)}",
                    ((f.start, f.end), *m.places),
                    (piece,),
                )
    for row in by_sentence.values():
        for f, g in pairwise(row):
            for near, dated in ((f, g), (g, f)):
                yield from appositive(text, near, dated, years)


def appositive(text: str, near: Found, dated: Found, years: range) -> Iterator[Clue]:
    """ "Tomorrow, Thursday, April 28th": two names of one day, next to each other."""
    first, second = sorted((near, dated), key=lambda f: f.start)
    if not re.fullmatch(
        r"\s*[,(]\s*(?:on\s+)?(?:[A-Z][a-z]+day,?\s+)?|\s+on\s+", text[first.end : second.start]
    ):
        return
    pieces = []
    for day in days_of(dated, text, years):
        piece = counted(text[near.start : near.end], day, day)
        if piece:
            pieces.append(piece)
    if pieces:
        yield Clue(
            f"beside: “{one_line(text, near)}” is {one_line(text, dated)}",
            ((near.start, near.end), (dated.start, dated.end)),
            tuple(pieces),
        )


def counted(words: str, first: date, last: date) -> Piece | None:
    """The days on which "yesterday", "last month" or "two weeks ago" is a stretch of days."""
    words = " ".join(words.lower().split())
    day = timedelta(days=1)
    if re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", words):
        return first, last + day
    if re.search(r"\b(?:yesterday|last night)\b", words):
        return first + day, last + 2 * day
    if "tomorrow" in words:
        return first - day, last
    monday = first - timedelta(days=first.weekday())
    if words.endswith("last week"):
        return monday + 7 * day, monday + 13 * day
    if words.endswith("this week"):
        return monday, monday + 6 * day
    if words.endswith("next week"):
        return monday - 7 * day, monday - day
    month = first.replace(day=1)
    for name, step in (("last month", 1), ("this month", 0), ("next month", -1)):
        if words.endswith(name):
            begin = add_months(month, step)
            return begin, add_months(begin, 1) - day
    weekday = re.fullmatch(r"(?:on )?(mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?", words)
    if (
        weekday
        and first == last
        and "mon tues wednes thurs fri satur sun".split()[first.weekday()] == weekday[1]
    ):
        return first, first + 6 * day
    return None


def lasting(
    text: str, structure: Structure, found: Sequence[Found], told: Sequence[Mention]
) -> Iterator[Clue]:
    """ "The war has dragged on for two months": so long after the event, give or take half a unit."""
    starts = {m.event.from_: m for m in reversed(told) if m.event.kind == "background"}
    sentences = {structure.sentence_at(m.places[0][0]): m for m in starts.values()}
    for m in told:
        if m.event.kind in ("event", "news", "background"):
            sentences.setdefault(structure.sentence_at(m.places[0][0]), m)
    for f in found:
        if f.rule != "length" or not f.value:
            continue
        n = structure.sentence_at(f.start)
        near_by = sentences.get(n)
        amount = re.fullmatch(r"P(\d+(?:\.\d+)?)([DWMY])", f.value)
        if not near_by or not amount or f.mod == "EQUAL_OR_LESS":
            continue
        m = near_by
        if re.search(r"\b(?:last|past|next|previous|first)\b", one_line(text, f), re.I):
            continue
        at = m.places[0][0]
        between = (
            text[min(f.end, m.places[0][1]) : max(f.start, at)]
            if f.start < at or f.start > m.places[0][1]
            else ""
        )
        follows = f.start > at
        if not (_FOR if follows else _SINCE).search(between) or len(between) > 90:
            continue
        count, unit = float(amount[1]), amount[2]
        near = {
            "MORE_THAN": (0.0, 1.0),
            "EQUAL_OR_MORE": (0.0, 1.0),
            "LESS_THAN": (-0.75, 0.1),
        }.get(f.mod or "", (-0.5, 1.0))
        try:
            low = shift(m.event.from_, count + near[0], unit)
            high = shift(m.event.to, count + near[1], unit)
        except (ValueError, OverflowError):
            continue
        yield Clue(
            f"lasting: “{one_line(text, f)}” after {m.event.event}, {on(m.event)}",
            ((f.start, f.end), m.places[0]),
            ((low, high),),
        )
