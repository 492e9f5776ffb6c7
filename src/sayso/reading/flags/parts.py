"""Flag on parts that don't make their whole, or that are not of the kind the whole is called.

A part counts as one only where the text says so ("of this", "of which", "including"). What follows in
the same sentence in the same unit is the next part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from sayso.reading.flags.findings import Findings, listed
from sayso.reading.quantities.units import kind_of
from sayso.reading.sources.nouns import is_person
from sayso.records import Flag, Quantity

_SLACK = 1.02
"""Parts may come to so much more than the whole: figures in news are rounded."""
_NEAR = 320
"""How far behind its whole the first part may stand, in code points: the next sentence or two."""
_WITHIN = re.compile(
    r"\b(?:of (?:which|whom)|including|comprising|made up of|consisting of|among them|broken down"
    r" into)\b,?\s*(?:about |around )?$",
    re.IGNORECASE,
)
"""Before the first part, in the sentence of the whole."""
_BACK = re.compile(
    r"\s+of (?:this|that|which|it|them|those|these|whom)\b(?=[,.;]|\s+(?:will|would|is|was|are|were|has|have"
    r"|had|goes|went|go|to|\w+ed)\b)",
    re.IGNORECASE,
)
"""Behind the first part, in the sentence of the whole or the next one."""
_STOP = re.compile(
    r"[.!?;]\s|\n|\b(?:of which|of whom|including|compared|than|from|in addition|besides|on top of|last year"
    r"|earlier|per)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\b(?:while|whilst|another|as)\b", re.IGNORECASE)
"""Behind a part of a count of people: others come into view."""
_ENDED = re.compile(r"[.!?]['\"\u2019\u201d]?\s|\n\s*\n|\n\s*[-*\u2022]")
_COORDINATED = re.compile(r"\d[\w,. ]*(?:,| and) $")
_KIND_BEFORE = re.compile(
    r"((?:[\w-]+\s+){0,3}(?:aid|assistance|support|package|help|funding))\s+(?:package\s+|bill\s+)?(?:worth"
    r"|of|totall?ing|valued at)\s*$",
    re.IGNORECASE,
)


def parts_and_whole(f: Findings) -> Iterator[Flag]:
    """Parts that come to more than the whole, or a whole called by the kind of one part."""
    row = [q for q in f.quantities.values() if q.spans[0].in_ is None]
    for n, whole in enumerate(row):
        parts = _parts(f.text, whole, row[n + 1 : n + 12])
        if parts:
            yield from _too_much(f, whole, parts)
            yield from _miscalled(f, whole, parts)


def _parts(text: str, whole: Quantity, after: list[Quantity]) -> list[Quantity]:
    """What the text calls parts of `whole`, as far as it goes on listing them."""
    if not _can_be_whole(text, whole):
        return []
    parts: list[Quantity] = []
    end = whole.spans[0].end
    for q in after:
        start = q.spans[0].start
        between = text[end:start]
        if parts:
            money = kind_of(whole.unit) == "money"
            if _STOP.search(between) or (not money and _NEXT.search(between)):
                break
        elif not _first_part(text, whole, q):
            if _alike(whole, q) or start - end > _NEAR:
                break
            continue
        if _alike(whole, q):
            parts.append(q)
            end = q.spans[0].end
    return parts


def _can_be_whole(text: str, q: Quantity) -> bool:
    """A sum, or a count of several; not one of two counts that stand side by side."""
    if q.change or q.stated is None or " per " in (q.unit or ""):
        return False
    if kind_of(q.unit) == "money":
        return True
    begin = q.spans[0].start
    side_by_side = _COORDINATED.search(text[max(0, begin - 40) : begin])
    return kind_of(q.unit) is None and q.unit is not None and q.stated >= 2 and not side_by_side


def _first_part(text: str, whole: Quantity, q: Quantity) -> bool:
    if not _alike(whole, q):
        return False
    between = text[whole.spans[0].end : q.spans[0].start]
    sentences = len(_ENDED.findall(between))
    if _WITHIN.search(between) and not sentences:
        return True
    return sentences <= 1 and _BACK.match(text, q.spans[0].end) is not None


def _alike(whole: Quantity, q: Quantity) -> bool:
    """In the same currency, or both counts of people or of one thing."""
    if q.change or (q.stated is None and q.low is None):
        return False
    if kind_of(whole.unit) == "money":
        return q.unit == whole.unit
    if kind_of(q.unit) is not None or q.unit is None or (q.stated is not None and q.stated < 1):
        return False
    one, other = (x.unit.lower().split()[-1] for x in (whole, q) if x.unit)
    return one == other or (_a_person(one) and _a_person(other))


def _a_person(noun: str) -> bool:
    return is_person(noun) or noun == "other"


def _too_much(f: Findings, whole: Quantity, parts: list[Quantity]) -> Iterator[Flag]:
    if whole.high is None:
        return
    lows = [q.low or 0 for q in parts]
    money = kind_of(whole.unit) == "money"
    disjoint = money or _disjoint(f.text, parts)
    largest = max(lows)
    total = sum(lows) if disjoint else largest
    if total <= whole.high * _SLACK:
        return
    several = total > largest
    shown = listed([q.spans[0] for q in parts])
    yield Flag(
        code="parts-and-whole",
        severity="medium",
        message=f"{shown}: {'these parts come' if several else 'this part comes'} to {total:,} or more, and the whole "
        f"is \u201c{whole.spans[0].text}\u201d.",
        ask="Do the parts overlap, or is one of the figures wrong? Look for the document that breaks the whole down.",
        spans=(whole.spans[0], *(q.spans[0] for q in parts)),
        evidence=_evidence(f, whole, parts),
    )


def _disjoint(text: str, parts: list[Quantity]) -> bool:
    """Parts of the same group of kinds, each another kind: "4 men and 3 women"."""
    for group in _kinds().values():
        found = [_kinds_in(group, _called(text, q)) for q in parts]
        if all(len(k) == 1 for k in found) and len({next(iter(k)) for k in found}) == len(parts):
            return True
    return len(parts) == 1


def _miscalled(f: Findings, whole: Quantity, parts: list[Quantity]) -> Iterator[Flag]:
    name = _called(f.text, whole)
    before = _KIND_BEFORE.search(f.text[max(0, whole.spans[0].start - 60) : whole.spans[0].start])
    if before:
        name += " " + before[1]
    for group in _kinds().values():
        called = _kinds_in(group, name)
        if len(called) != 1:
            continue
        kind = next(iter(called))
        others = []
        for at, q in enumerate(parts):
            stop = parts[at + 1].spans[0].start if at + 1 < len(parts) else q.spans[0].end + 80
            found = _kinds_in(group, _called(f.text, q, stop))
            if found and kind not in found:
                others.append((q, " and ".join(sorted(found))))
        if not others:
            continue
        told = ", ".join(f"\u201c{q.spans[0].text}\u201d is {k}" for q, k in others)
        yield Flag(
            code="parts-and-whole",
            severity="medium",
            message=f"\u201c{whole.spans[0].text}\u201d is called {kind}, but by its own parts {told}.",
            ask=f"How much of the whole is {kind}, and who counted the rest to it?",
            spans=(whole.spans[0], *(q.spans[0] for q, _ in others)),
            evidence=_evidence(f, whole, parts),
        )


def _called(text: str, q: Quantity, stop: int | None = None) -> str:
    """The words that say what a quantity is: its noun, and what follows it in the sentence up to `stop`."""
    end = q.spans[0].end
    tail = ""
    if stop is not None:
        tail = re.split(r"[.;!?\n]", text[end : max(end, stop)])[0]
    return f"{q.spans[0].text} {q.of or ''} {tail}"


def _evidence(f: Findings, whole: Quantity, parts: list[Quantity]) -> tuple[str, ...]:
    ids = [whole.id, *(q.id for q in parts)]
    claims = [c.id for c in f.claims if set(c.quantities) & set(ids)]
    return (*ids, *claims)


@cache
def _kinds() -> dict[str, dict[str, re.Pattern[str]]]:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("kinds.toml").read_text("utf-8"))
    return {
        group: {
            kind: re.compile(
                r"\b(?:" + "|".join(w.replace("*", r"\w*") for w in words) + r")\b", re.IGNORECASE
            )
            for kind, words in kinds.items()
        }
        for group, kinds in data.items()
    }


def _kinds_in(group: dict[str, re.Pattern[str]], words: str) -> set[str]:
    return {kind for kind, pattern in group.items() if pattern.search(words)}
