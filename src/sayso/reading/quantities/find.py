"""Quantities: every figure of the report as an interval, with what is counted and how sure it was put.

    numbers    where a number stands, and what it is worth
    labels     which numbers count nothing: dates, scores, names
    tally      the numbers of a sentence that count something
    counted    what they count, with `units` (measures) and `countnouns`
    intervals  ranges, hedges and changes, with the words of `hedges`
    listing    lists of counts, one a line

"about" and the like are given a tolerance of 10 %: the interval is 10 % to either side, or below only
for "nearly". "over" and "at least" leave the upper end open, "under" and "up to" the lower.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sayso.reading import phrases
from sayso.reading.drafts import Ranges
from sayso.reading.headline import Headline
from sayso.reading.quantities.counted import Draft
from sayso.reading.quantities.intervals import changes, hedge, ranges, share_units
from sayso.reading.quantities.listing import listed
from sayso.reading.quantities.numbers import MAYBE, Number, plain, tokens
from sayso.reading.quantities.tally import counts, numerals
from sayso.reading.structure import Structure
from sayso.records import Boilerplate, Claim, Part, Qualifier, Quantity, Span

TOLERANCE = 0.1
"""What "about" allows to either side, as a fraction."""


def find_quantities(
    structure: Structure, boilerplate: tuple[Boilerplate, ...], headline: Headline | None
) -> tuple[Quantity, ...]:
    """All quantities of the report but those in boilerplate, in order; those of a separate title first."""
    text = structure.text
    aside = Ranges((s.start, s.end) for b in boilerplate for s in b.spans)
    found: list[tuple[Draft, str, Part | None]] = []
    if headline is not None and headline.paragraph is None and headline.span.in_ is not None:
        title = headline.text
        found += [(d, title, headline.span.in_) for d in in_sentence(title, 0, len(title))]
    small = phrases.plain(text)
    for sentence in structure.sentences:
        start = min(aside.past(sentence.start), sentence.end)
        if MAYBE.search(small, start, sentence.end):
            found += [(d, text, None) for d in in_sentence(text, start, sentence.end)]
    return tuple(
        _record(f"q{n}", draft, where, part) for n, (draft, where, part) in enumerate(found, 1)
    )


def tie(claims: Iterable[Claim], quantities: tuple[Quantity, ...]) -> list[Claim]:
    """The claims, each with the ids of the quantities that begin inside its spans."""
    starts: dict[Part | None, list[tuple[int, str]]] = {}
    for q in quantities:
        starts.setdefault(q.spans[0].in_, []).append((q.spans[0].start, q.id))
    out = []
    for claim in claims:
        ids = [
            key
            for span in claim.spans
            for at, key in starts.get(span.in_, ())
            if span.start <= at < span.end
        ]
        out.append(replace(claim, quantities=tuple(ids)) if ids else claim)
    return out


def in_sentence(text: str, start: int, end: int) -> list[Draft]:
    """The quantities of one sentence."""
    row = tokens(text, start, end)
    drafts = ranges(text, numerals(text, row, start, end), start)
    for d in drafts:
        hedge(text, d, start, end)
    share_units(text, drafts)
    changes(text, drafts, start)
    listed(text, drafts, start)
    return [d for d in drafts if not d.dropped and counts(d, row)]


def _record(key: str, d: Draft, text: str, part: Part | None) -> Quantity:
    low: Decimal | None = d.low
    high: Decimal | None = d.high
    qualifier: Qualifier = "exact"
    tolerance: float | None = None
    if d.hedge is not None:
        qualifier = d.hedge.qualifier
        if qualifier in ("over", "at-least"):
            high = None if not d.ranged else high
        elif qualifier in ("under", "at-most"):
            low = None if not d.ranged else low
        elif qualifier == "about" and not d.ranged and not d.numeral.vague:
            tolerance = TOLERANCE
            slack = abs(d.low) * Decimal(str(TOLERANCE))
            low = d.low - slack
            high = d.high if d.hedge.below else d.high + slack
    if qualifier == "exact" and (d.ranged or d.numeral.vague):
        qualifier = "between"
    return Quantity(
        id=key,
        spans=(Span.of(text, d.start, d.end, part),),
        stated=_number(d.stated),
        low=_number(low),
        high=_number(high),
        unit=d.unit,
        of=d.of,
        qualifier=qualifier,
        change=d.change,
        tolerance=tolerance,
    )


def _number(value: Decimal | None) -> Number | None:
    return None if value is None else plain(value)
