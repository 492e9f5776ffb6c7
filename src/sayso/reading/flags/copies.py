"""Flags on the text itself: a copy without its original, a quotation without its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.flags.findings import Findings
from sayso.records import Flag, Span


def republished(f: Findings) -> Iterator[Flag]:
    """The text is marked as a copy."""
    if not f.copied:
        return
    who = f" of {f.outlet.name}" if f.outlet and f.outlet.inferred else ""
    searches = [f"\u201c{s}\u201d" for s in (f.title, _longest_quotation(f)) if s]
    ask = "Where is the original, and does it say the same?"
    if searches:
        ask += " To find it, search for " + " or ".join(searches) + "."
    yield Flag(
        code="republished",
        severity="medium",
        message=f"The text is marked as a copy{who}, and the original is missing.",
        ask=ask,
        spans=f.copied,
        evidence=(),
    )


def open_quotation(f: Findings) -> Iterator[Flag]:
    """A quotation opens and never closes."""
    for start, end, attribution in f.open_quotations:
        if _closes(f.text, start):
            continue
        yield Flag(
            code="open-quotation",
            severity="low",
            message=f"A quotation opens at \u201c{_bare(start)}\u201d and never closes; "
            f"it is taken to end at \u201c{_bare(end)}\u201d.",
            ask="Which of these words are the speaker's, and which the outlet's?",
            spans=(start, end),
            evidence=(attribution,),
        )


_MARK = re.compile("[\"\u201c\u201d]|``|''|(?<=[.!?,])\u2019(?!\\w)")
_FAR = 2500
"""So many code points on, a closing mark is no longer taken for the end of a quotation."""


def _closes(text: str, start: Span) -> bool:
    """Whether it is closed after all, in its line or one that follows: lines need not be paragraphs.

    Quotations within it are counted; one that opens a line begins anew.
    """
    depth = 1
    for found in _MARK.finditer(text, start.start + 2, start.start + _FAR):
        before, after = text[found.start() - 1], text[found.end() : found.end() + 1]
        mark = found[0]
        opens = mark in ("\u201c", "``") and not (after.isspace() or not after)
        if opens or (mark == '"' and before.isspace() and after.isalnum()):
            if before == "\n":
                return False
            depth += 1
        else:
            depth -= 1
            if not depth:
                return True
    return False


def _bare(span: Span) -> str:
    return span.text.strip("\"\u201c\u201d'\u2018\u2019 ")


def _longest_quotation(f: Findings) -> str | None:
    direct = [s.text for a in f.attributions.values() if a.quoted == "direct" for s in a.content]
    if not direct:
        return None
    words = max(direct, key=len).strip("\"\u201c\u201d'\u2018\u2019 ").split()
    return " ".join(words[:12])
