"""Denials: which claim of the report a denial denies, where that claim stands in the report too.

A denial makes no claim. It is offered on the claim whose words it takes up: most of its own words stand there, at
least three of them, and the claim is not the denier's own. Whoever denies has to be there ("charges were dismissed"
has nobody). What a denial of "it" or "the allegations" means is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Attribution, Claim

SHARE = 0.6
"""Share of a denial's words that the claim must hold. Set by eye."""
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    "the and that this with from for was were are has have had been not any all his her their its they him she who "
    "whom which what when would could should will did does ever never there than then into about over said says".split()
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refut|disput|rebut|debunk|contradict|dismiss)\w*",
    re.IGNORECASE,
)
"""To oppose or reject something is a denial of no claim."""
_REFUSED = re.compile(
    r"\b(?:was|were|been|being|be)\s+(?:\w+\s+)?denied\b|\bno\s+denying\b", re.IGNORECASE
)
"""Whoever "was denied a permit" denies nothing."""


def deny(claims: Sequence[Claim], told: Sequence[Attribution]) -> list[Claim]:
    """The claims with the ids of the attributions that deny them."""
    denials = [
        a
        for a in told
        if a.stance == "denies" and a.content and a.source and any(_denies(s.text) for s in a.cue)
    ]
    if not denials:
        return list(claims)
    words = [_words(c.text) for c in claims]
    speakers = [c.chain[-1].source_id if c.chain else None for c in claims]
    by: dict[int, list[str]] = {}
    for a in denials:
        n = _denied(a, claims, words, speakers)
        if n is not None:
            by.setdefault(n, []).append(a.id)
    return [replace(c, denied_by=tuple(by[n])) if n in by else c for n, c in enumerate(claims)]


def _denies(cue: str) -> bool:
    return _DENIAL.search(cue) is not None and _REFUSED.search(cue) is None


def _denied(
    a: Attribution,
    claims: Sequence[Claim],
    words: list[frozenset[str]],
    speakers: list[str | None],
) -> int | None:
    others = [
        n
        for n, who in enumerate(speakers)
        if claims[n].spans[0].in_ is None and (who is None or who != a.source_id)
    ]
    mine = _words(" ".join(s.text for s in a.content))
    if len(mine) < 3:
        return None
    best = max(others, key=lambda n: len(mine & words[n]), default=None)
    if best is None or len(mine & words[best]) < max(3, SHARE * len(mine)):
        return None
    return best


def _words(text: str) -> frozenset[str]:
    found = (w.lower() for w in _WORD.findall(text))
    return frozenset(w.removesuffix("s")[:7] for w in found if w not in _COMMON)
