"""Which claims are central: the headline, the lead, and the claims that restate them.

Restating is measured by words: stems that both have, weighed by how rare they are in the report. A
headline takes the chain of the claim that restates it best.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sayso.reading.structure import Structure
from sayso.records import Claim

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*")
ALIKE = 0.34
"""From this share of its weight on, a claim restates another. Set by eye on the samples and a dozen articles;
nothing measures it yet."""


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(
        """
        the and for that with his her their its this from was were are have has had not but they who what which will
        would could can may might been being about into over than then them she him you your our out all any said says
        say saying told after before when while where there here also more most some such just only own other very
        much many one two new last next year years day days week month time people make made going get got how why
        because since until during against between under again further once does did doing should now even still
        """.split()
    )


def stems(text: str) -> set[str]:
    """The content words of a text, cut to five letters: enough to tie "refuse" to "refusing"."""
    return {w[:5] for w in set(_WORD.findall(text.lower())) - _stop_words()}


class Rarity:
    """How much a stem weighs in one report: words that stand in every other sentence weigh little."""

    def __init__(self, sentences: Sequence[str]) -> None:
        counts = Counter(s for text in sentences for s in stems(text))
        self._weight = {s: math.log((1 + len(sentences)) / n) for s, n in counts.items()}
        self._most = math.log(1 + len(sentences)) if sentences else 1.0

    def alike(self, one: set[str], other: set[str]) -> float:
        """0 to 1: the shared weight over the weight of the lighter of the two; one shared stem is not enough
        unless it is nearly all there is."""
        shared = one & other
        if not shared:
            return 0.0
        lighter = min(self._sum(one), self._sum(other))
        score = self._sum(shared) / lighter if lighter else 0.0
        return score if len(shared) > 1 or len(one) <= 2 else score * 0.6

    def _sum(self, words: set[str]) -> float:
        weight, most = self._weight.get, self._most
        return sum([weight(w, most) for w in words])


def mark_central(structure: Structure, claims: list[Claim], printed: int) -> tuple[Claim, ...]:
    """Mark headline, lead and what restates them, and give the headline the chain of what it restates.

    printed: how many links at the beginning of each chain stand for the publication itself.
    """
    text = structure.text
    rarity = Rarity([text[s.start : s.end] for s in structure.sentences])
    body = [c for c in claims if not c.in_headline and c.spans[0].in_ is None]
    lead = next((_paragraph(structure, c) for c in body if len(c.text.split()) > 11), None)
    words = {c.id: stems(c.text) for c in claims}
    first = {c.id for c in claims if c.in_headline}
    first |= {c.id for c in body if _paragraph(structure, c) == lead}
    anchors = [words[i] for i in first]

    def restates(c: Claim) -> bool:
        here = words[c.id]
        enough = 1 if c.voice == "source" else 2  # a heading restates nothing
        return len(here) > enough and any(rarity.alike(here, a) >= ALIKE for a in anchors)

    marked = [replace(c, central=c.id in first or restates(c)) for c in claims]
    told = [c for c in marked if c.degree and not c.in_headline]
    for i, c in enumerate(marked):
        if not c.in_headline or c.voice == "source" or not told:
            continue
        score, like = max(((rarity.alike(words[c.id], words[o.id]), o) for o in told), key=_score)
        if score >= ALIKE / 2:
            reason = f"the headline restates {like.id}"
            links = [replace(k, inferred=True, reason=reason) for k in like.chain[printed:]]
            marked[i] = replace(c, chain=(*c.chain[:printed], *links), degree=len(links))
    return tuple(marked)


def _score(scored: tuple[float, Claim]) -> float:
    return scored[0]


def _paragraph(structure: Structure, claim: Claim) -> int:
    return structure.paragraph_at(claim.spans[0].start)
