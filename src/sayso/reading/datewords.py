"""What the dates and clock times of a report say of the day it was printed. One function, one rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.reading.caldates import nth_weekday
from sayso.reading.dateline import datelines
from sayso.reading.daysets import Days, Piece
from sayso.reading.structure import Structure
from sayso.reading.tense import tense
from sayso.reading.timebase import Found

_ON = re.compile(r"\bon\s+(?:\w+day,?\s+)?$", re.I)
_DONE = re.compile(
    r"\b(?:was|were|did|came|went|took|made|met|spoke|began|broke|fell|rose|held|sent|gave|saw|hit|struck|shot|died|won|lost|left|signed|announced"
    r"|visited|hosted|arrived|passed|killed|launched|opened|closed|invaded|attacked|joined|traveled|travelled|convened|imposed|called|welcomed|issued)\b",
    re.I,
)
_UNDONE = re.compile(
    r"\b(?:will|would|until|deadline|payable|scheduled|due|planned|to\s+be|expected|extended|next|effective|canceled|cancelled|postponed|services?)\b",
    re.I,
)
_LOOKS_BACK = re.compile(r"\b(?:was|were|had|did|said|told|would)\b", re.I)
PAST_REACH, AHEAD_REACH, NAMED_REACH = 220, 180, 60
"""So many days after and before it does a report speak of a date without its year, or with its weekday."""
_TOLD = re.compile(r"\b(?:on|in|since|dated|of|during|from|as of)\s+(?:the\s+)?$|[(,]\s*$", re.I)
_LIMIT = re.compile(
    r"\b(?:by|until|till|through|to|for|before|than|fiscal(?:\s+year)?|FY|ending|ends?|expires?|beginning|starting|effective)\s+(?:on\s+|in\s+|the\s+(?:end\s+of\s+)?)?$",
    re.I,
)
AHEAD = re.compile(
    r"\b(?:will|scheduled\s+(?:for|to)|upcoming|(?:is|are)\s+(?:set|due|scheduled|expected|going|planning)\s+to|plans?\s+to|look\w*\s+forward|going\s+to|(?:faces|facing|awaits|awaiting)\s+trial|invited|invites|tomorrow|next\s+(?:week|month))\b|['’]ll\b",
    re.I,
)
_ZONE = re.compile(
    r"^[ \t]*\d{1,2}[:.]\d\d\s?[ap]\.?m\.?,?\s?([ECMP])([SD])T\b[ \t]*$", re.I | re.M
)
PLAN = re.compile(
    r"\b(?:continu\w+|prepar\w+|plan\w*|pledg\w+|commit\w*|target\w*|goals?|aim\w*|intend\w*|ahead|participat\w+|visions?|toward|hope\w*|expect\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Clue:
    """Some words, and the days on which they can have been printed."""

    rule: str
    places: tuple[tuple[int, int], ...]
    days: Days
    firm: bool = False


def full_dates(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """A full date, a month or a year that the report tells of as past."""
    for f in found:
        there = f.stretch
        if (
            there is None
            or isinstance(f.basis, int)
            or f.first
            or there.precision not in ("day", "minute", "second", "month")
        ):
            continue
        before = text[max(0, f.start - 40) : f.start]
        if (
            _LIMIT.search(before)
            or not _TOLD.search(before)
            or not 1900 <= there.first.year <= 2100
        ):
            continue
        if there.precision == "month" and PLAN.search(text, max(0, f.start - 200), f.start):
            continue
        if tense(text, f.start, f.end) == "past" and not looks_ahead(text, f.start):
            yield Clue(
                "past-date: told of as past", ((f.start, f.end),), ((there.first, None),), firm=True
            )


def past_years(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """A year that the report tells of as past: only where there is nothing better, for plans speak of years too."""
    for f in found:
        there = f.stretch
        if there and there.precision == "year" and not f.mod and 1900 <= there.first.year <= 2100:
            verb = re.search(
                r"\b(?:was|were|had|\w{3,}ed)\s+(?:\w+\s+){0,2}(?:in|since)\s+$",
                text[max(0, f.start - 60) : f.start],
            )
            if verb and not AHEAD.search(text, max(0, f.start - 100), f.start):
                yield Clue(
                    "past-year: told of as past",
                    ((f.start, f.end),),
                    ((there.first, None),),
                    firm=True,
                )


def happened_on(text: str, f: Found) -> bool:
    """ "The dam broke on May 3", "On May 3, the dam broke": a verb that tells of it, close by."""
    start = max(text.rfind(". ", 0, f.start), text.rfind("\n\n", 0, f.start), f.start - 90, 0)
    before = text[start : f.start]
    if _ON.search(before) and _DONE.search(before):
        return not _UNDONE.search(before)
    then = text[f.end : f.end + 90].partition(". ")[0]
    done = _DONE.search(then)
    return (
        bool(re.fullmatch(r"[.\s]*on\s+(?:\w+day,?\s+)?", before, re.I))
        and bool(done)
        and not _UNDONE.search(then)
    )


def looks_ahead(text: str, at: int) -> bool:
    """Whether the sentence speaks of what is to come anywhere before a place."""
    start = max(text.rfind(". ", 0, at), text.rfind("\n\n", 0, at), at - 200, 0)
    return AHEAD.search(text, start, at) is not None


def ahead_full(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """A full date that is still ahead."""
    for f in found:
        there = f.stretch
        if (
            there
            and there.precision == "day"
            and not isinstance(f.basis, int)
            and "/" not in text[f.start : f.end]
            and is_ahead(text, f)
        ):
            yield Clue("ahead-date: spoken of as ahead", ((f.start, f.end),), ((None, there.last),))


def is_ahead(text: str, f: Found) -> bool:
    """Whether the words before a time in its sentence look ahead, and none of them back."""
    start = max(text.rfind(". ", 0, f.start), text.rfind("\n\n", 0, f.start), f.start - 160, 0)
    if not text[start : f.start].strip(" .\n").removeprefix("On").strip():
        then = AHEAD.search(text, f.end, f.end + 120)
        return (
            then is not None
            and not _LOOKS_BACK.search(text, f.end, then.end())
            and "." not in text[f.end : then.start()]
        )
    ahead = [m.end() for m in AHEAD.finditer(text, start, f.start)]
    if not ahead or tense(text, f.start, f.end) != "future":
        return False
    return not _LOOKS_BACK.search(text, start, f.start) and not _LIMIT.search(
        text[max(0, f.start - 24) : f.start]
    )


def yearless(text: str, found: Sequence[Found], years: range) -> Iterator[Clue]:
    """A day of a month without a year, as past or as ahead."""
    for f in found:
        days = days_of(f, text, years) if (f.value or "").startswith("XXXX-") else []
        if not days or f.rule == "holiday":
            continue
        if is_ahead(text, f):
            reach = AHEAD_REACH if weekday_of(text, f) is None else NAMED_REACH
            pieces = tuple((d - timedelta(days=reach), d) for d in days)
            yield Clue("ahead-day: spoken of as ahead", ((f.start, f.end),), pieces)
        elif (
            happened_on(text, f)
            and not looks_ahead(text, f.start)
            and not _LIMIT.search(text[max(0, f.start - 24) : f.start])
        ):
            reach = PAST_REACH if weekday_of(text, f) is None else NAMED_REACH
            pieces = tuple((d, d + timedelta(days=reach)) for d in days)
            yield Clue("past-day: told of as past", ((f.start, f.end),), pieces)


def days_of(f: Found, text: str, years: range) -> list[date]:
    """The days that a date can be: one if its year is stated, else one for each year that fits its weekday."""
    there = f.stretch
    if there and there.first == there.last:
        return [there.first]
    parts = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", f.value or "")
    if not parts:
        return []
    out = []
    weekday = weekday_of(text, f)
    for year in years:
        try:
            day = date(year, int(parts[1]), int(parts[2]))
        except ValueError:
            continue
        if weekday is None or day.weekday() == weekday:
            out.append(day)
    return out


def weekday_of(text: str, f: Found) -> int | None:
    """The weekday printed with a date, from 0 for Monday."""
    words = text[max(0, f.start - 12) : f.end].lower()
    found = re.search(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?=\S+\s+\d|\d)", words)
    return "mon tues wednes thurs fri satur sun".split().index(found[1]) if found else None


def filed(text: str, structure: Structure, found: Sequence[Found], years: range) -> Iterator[Clue]:
    """A dateline without a year: printed that day or within two days of it."""
    for f, _, _ in datelines(text, structure.paragraphs, found):
        pieces = tuple((d, d + timedelta(days=2)) for d in days_of(f, text, years))
        if pieces:
            yield Clue("dateline: the date it was filed", ((f.start, f.end),), pieces)


def zones(text: str, years: range) -> Iterator[Clue]:
    """Clock times of one zone: "EST" is winter, "EDT" is summer."""
    stated = list(_ZONE.finditer(text))
    if not stated or len({m[2].upper() for m in stated}) != 1:
        return
    summer = stated[0][2].upper() == "D"
    pieces: list[Piece] = []
    for year in years:
        spring, autumn = nth_weekday(year, 3, 6, 2), nth_weekday(year, 11, 6, 1)
        if summer:
            pieces.append((spring, autumn))
        else:
            pieces += [(nth_weekday(year - 1, 11, 6, 1), spring)]
    name = "daylight saving" if summer else "standard"
    yield Clue(f"clock: the clock shows {name} time", (stated[0].span(),), tuple(pieces))


def one_line(text: str, f: Found) -> str:
    """The words of a time on one line."""
    return " ".join(text[f.start : f.end].split())
