"""Quotation marks: where they open, where they close, and which never do.

One pass over the characters, no model. Double marks of every style are read; single marks only
where they cannot be an apostrophe. Marks are paired paragraph by paragraph, because news style
re-opens a running quotation at each paragraph and closes it only at the last: an odd mark costs
its own paragraph and no more.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.reading.sentences import Stretch

OUTSIDE, OPENING, INSIDE, CLOSING, UNCLOSED = range(5)
"""What `Quotations.states` says of a character; the tagger takes it as an input feature."""

_MARK = re.compile("[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019']|``|''")
_OPENERS = {"\u201c", "\u201e", "\u00ab", "``", "\u201f"}
_CLOSERS = {"\u201d", "\u00bb", "''"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """One run of quoted text inside one paragraph, marks included: half-open code-point offsets."""

    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotations of a text and, per character, where it stands with respect to them."""

    found: tuple[Quotation, ...]
    states: bytes


def find_quotations(text: str, paragraphs: Iterable[Stretch]) -> Quotations:
    """Pair the quotation marks of `text` within each paragraph. Linear in its length; never raises."""
    states = bytearray(len(text))
    found: list[Quotation] = []
    opened = -1
    opener = ""

    def finish(end: int, closed: bool) -> None:
        nonlocal opened
        width = len(opener)
        states[opened:end] = bytes([INSIDE if closed else UNCLOSED]) * (end - opened)
        states[opened : opened + width] = bytes([OPENING]) * width
        found.append(Quotation(opened, end, closed))
        opened = -1

    ends = deque(paragraph.end for paragraph in paragraphs)
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        while ends and ends[0] <= at:
            end = ends.popleft()
            if opened >= 0:
                finish(end, closed=False)
        before = text[at - 1] if at else "\n"
        after = text[match.end()] if match.end() < len(text) else "\n"
        if mark in {"\u2018", "\u2019", "'"}:
            if opened < 0:
                if _opens_single(text, at, mark, before, after):
                    opened, opener = at, mark
                continue
            if opener not in {"\u2018", "'"} or mark == "\u2018" or after.isalnum():
                continue
            closing = True
        elif opener in {"\u2018", "'"} and opened >= 0:
            continue  # a double mark within single marks is part of what is quoted
        elif mark == '"':
            closing = opened >= 0 and not (before.isspace() and after.isalnum())
            if (
                opened < 0
                and not before.isspace()
                and not after.isalnum()
                and before not in "([-\u2013\u2014/"
            ):
                continue  # it closes, and nothing is open
        else:
            closing = mark in _CLOSERS and opened >= 0
            if not closing and mark not in _OPENERS:
                continue  # a closing mark with nothing open says nothing
        if closing:
            finish(match.end(), closed=True)
            states[at : match.end()] = bytes([CLOSING]) * (match.end() - at)
        elif opened < 0:
            opened, opener = at, mark
        elif mark == '"' or opener != mark:
            continue
        else:
            finish(at, closed=False)
            opened, opener = at, mark
    if opened >= 0:
        finish(ends[0] if ends else len(text), closed=False)
    return Quotations(tuple(found), bytes(states))


def _opens_single(text: str, at: int, mark: str, before: str, after: str) -> bool:
    """A single mark opens a quotation only if another one closes it in the same paragraph."""
    if mark == "\u2019" or before.isalnum() or not after.isalnum():
        return False
    closer = "\u2019" if mark == "\u2018" else "'"
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    here = text.find(closer, at + 2, stop)
    while here >= 0:
        follows = text[here + 1] if here + 1 < len(text) else "\n"
        # A plural possessive ("the soldiers' wives") looks the same: ask for what ends a quotation.
        if not follows.isalnum() and (
            text[here - 1] in ",.?!" or follows in ",.;:?!)\n" or mark == "\u2018"
        ):
            return True
        here = text.find(closer, here + 1, stop)
    return False
