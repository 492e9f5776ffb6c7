"""Sections of a dossier: plain words under a heading, and how one claim is told in them."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.export import words
from sayso.export.words import NOT_STATED, spoken
from sayso.ledger.addresses import host_of
from sayso.ledger.lines import ClaimLine

_LONG = frozenset({"sha256", "sighting"})
_FEW = 6
"""Ids that are shown of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a section: a term, words, an address to follow, ids to find it again."""

    term: str | None
    words: str
    url: str | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its lines; where there are none, `none` says so.

    quote: what stands in the report before the claim, its words, and what stands behind.
    """

    heading: str
    items: tuple[Item, ...]
    none: str = ""
    quote: tuple[str, str, str] | None = None


def said(line: ClaimLine) -> str:
    """Who says it and how, in one sentence's worth of words. An outlet without a name goes by its host."""
    outlet = line.outlet or host_of(line.url) or f"an outlet that is {NOT_STATED}"
    if not line.degree:
        return f"{outlet}, {words.OWN_WORDS}"
    way = f", {spoken(line.channel)}" if line.channel and line.channel != "not-stated" else ""
    if not line.source:
        return f"a source that is {NOT_STATED}{way}, says {outlet}"
    return f"{line.source}{'' if line.named else ', not named'}{way}, says {outlet}"


def days(line: ClaimLine) -> str:
    """The days of publication of a claim's report, as `between` says them."""
    return between(line.published_from, line.published_to)


def between(first: str | None, last: str | None) -> str:
    """The day of publication, or the days between which it lies."""
    a, b = (first or "")[:10], (last or "")[:10]
    if not a and not b:
        return f"date {NOT_STATED}"
    return a if a == b else f"{a or 'before'} – {b or 'later'}"


def other(term: str, line: ClaimLine) -> Item:
    """Another claim as one line: its words, and who says them."""
    return Item(
        term=term, words=f"{quoted(line.text)} – {said(line)}", url=line.url, ids=(line.claim,)
    )


def short(named: str) -> str:
    """An id as people copy it: twelve digits are enough to find it again."""
    prefix, _, digits = named.partition(":")
    return f"{prefix}:{digits[:12]}" if prefix in _LONG else named


def few(ids: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The first ids, shortened, and how many more there are: "and 3 more", or nothing."""
    more = f"and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
    return tuple(map(short, ids[:_FEW])), more


def quoted(text: str) -> str:
    """Words on one line in quotation marks, unless they wear their own."""
    line = " ".join(text.split())
    return line if line[:1] in '"“„«' and line[-1:] in '"”“»' else f"“{line}”"
