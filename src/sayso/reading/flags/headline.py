"""Flag on a headline or lead that asserts more than the quotations and contents below it.

Each rule is one short function that refuses rather than guesses: it compares one verb, noun or figure of the
headline or lead with the same below, and is silent where anything below bears the larger reading out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.reading.flags.actors import one_made_many, one_voice_made_many
from sayso.reading.flags.findings import Findings
from sayso.reading.flags.sureness import (
    hedge_dropped,
    noun_hedge_dropped,
    only_said,
    plan_made_deed,
)
from sayso.reading.flags.topwords import Words, exceeding, lists, on_top, where
from sayso.reading.quantities.units import kind_of
from sayso.records import Flag, Quantity

_LENGTHS = ("time", "length")
_ALMOST = re.compile(
    r"(?:nearly|almost|close to|just under|fewer than|less than|under)\b", re.IGNORECASE
)
_UPWARDS = re.compile(
    r"\b(?:way|rise|rises|rose|go|raised?|increase\w*)\s+(?:\w+\s+)?$", re.IGNORECASE
)
"""Before "up to", where it tells a way and no limit."""


def headline_exceeds_body(f: Findings) -> Iterator[Flag]:
    """Headline or lead against what is said below: who and how many, how sure, done or only planned, how much."""
    top = [Words.of(c) for c in f.claims if c.central and on_top(f, c)]
    below = [Words.of(c) for c in f.claims if not on_top(f, c)]
    if not top or not below:
        return
    asked: set[str] = set()
    for rule in RULES:
        found = rule(f, top, below)
        if found is not None and found.evidence[0] not in asked:
            asked.add(found.evidence[0])
            yield found


def _figure_grown(f: Findings, top: Sequence[Words], below: Sequence[Words]) -> Flag | None:
    """ "50 held" above; below only "up to 50"."""
    for high in top:
        if not lists().soft.isdisjoint(high.words):
            continue
        for q in _quantities(f, high):
            if (
                q.qualifier not in ("exact", "over", "at-least")
                or q.stated is None
                or q.unit is None
                or kind_of(q.unit) in _LENGTHS
            ):
                continue
            same = [
                (low, o)
                for low in below
                for o in _quantities(f, low)
                if o.unit == q.unit and o.stated == q.stated
            ]
            if same and all(_less(f, o) for _, o in same):
                low, other = same[0]
                return exceeding(
                    f"{where(high)} has \u201c{q.spans[0].text}\u201d; below it is \u201c{other.spans[0].text}\u201d.",
                    "How many is it at least, and who counted?",
                    high,
                    [low],
                    (q.id, other.id),
                )
    return None


def _less(f: Findings, q: Quantity) -> bool:
    """ "Up to 50", "nearly 50"."""
    s = q.spans[0]
    before = f.text[max(0, s.start - 24) : s.start] if s.in_ is None else ""
    return (q.qualifier == "at-most" and not _UPWARDS.search(before)) or bool(_ALMOST.match(s.text))


def _quantities(f: Findings, words: Words) -> list[Quantity]:
    return [f.quantities[i] for i in words.claim.quantities if i in f.quantities]


RULES = (
    one_made_many,
    one_voice_made_many,
    hedge_dropped,
    noun_hedge_dropped,
    plan_made_deed,
    only_said,
    _figure_grown,
)
