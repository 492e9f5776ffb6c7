"""Dates that a report prints about itself: a line of its own at the top, a dateline, "Published:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.reading.sentences import Stretch
from sayso.reading.timebase import Found
from sayso.records import Published, Span

_TOP = 6
"""Among so many paragraphs at the top a line that is only a date is the date of the report."""
_LABEL = re.compile(
    r"\s*(?:published|posted|issued|dated?|first published|last updated|updated"
    r"|for (?:immediate )?release)?\s*(?:on|at)?\s*:?\s*[|·•–—-]?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[,|·•–—-]|at)*\s*(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:\(?(?:GMT|UTC|BST|[ECMP][SD]?T|ET)\)?)?)?\s*[|.]?\s*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,}(?:,\s+[A-Z][\w.’' -]+){0,2}(?:\s*\([\w ]+\))?\s*,?\s*[–—-]?\s*"
    r"|\([A-Z][A-Za-z ]+\)\s*[,–—-]?\s*"
)
_AFTER_PLACE = re.compile(
    r"\s*(?:\([A-Z][\w ./]+\)\s*)?(?:[–—]|--?|_)\s*|\s*/[A-Z][\w -]+/\s*[–—-]*\s*"
)


def printed_date(
    text: str, paragraphs: Sequence[Stretch], found: Sequence[Found]
) -> tuple[Published, Span] | None:
    """The date that the text plainly states as its own, and the words; None if it states none."""
    for f in _own(text, paragraphs, found):
        there = f.stretch
        if there and there.precision == "day":
            day = there.first.isoformat()
            return Published(from_=day, to=day, precision="day"), Span.of(text, f.start, f.end)
    return None


def datelines(
    text: str, paragraphs: Sequence[Stretch], found: Sequence[Found]
) -> list[tuple[Found, int, int]]:
    """Printed dates without a year: the time, its month, its day."""
    out = []
    for f in _own(text, paragraphs, found):
        open_year = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", f.value or "")
        if open_year:
            out.append((f, int(open_year[1]), int(open_year[2])))
    return out


def _own(text: str, paragraphs: Sequence[Stretch], found: Sequence[Found]) -> list[Found]:
    """Times that make a line by themselves, with a label or alone at the top, or stand in a dateline."""
    out = []
    top = paragraphs[_TOP - 1].end if len(paragraphs) >= _TOP else len(text)
    seen = -1
    for f in found:
        begin = text.rfind("\n", 0, f.start) + 1
        if begin == seen or f.start - begin > 120:
            continue
        seen = begin
        end = text.find("\n", f.end, f.end + 2000)
        before, after = text[begin : f.start], text[f.end : end if end >= 0 else f.end + 2000]
        label = _LABEL.fullmatch(before)
        alone = label and (f.start < top or label.group().strip(" :–—-|"))
        filed = f.start < top and _PLACE.fullmatch(before) and _AFTER_PLACE.match(after)
        if (alone and _TAIL.fullmatch(after)) or filed:
            out.append(f)
    return out
