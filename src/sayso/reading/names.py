"""Names: people, places, organisations, groups. One record for each, with every place where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from sayso.records import Claim, Name, NameKind, Span

_EDGES = re.compile(
    r"^(?:the|a|an)\s+|['\u2019]s?$|^[\W_]+|[^\w.)]+$|(?<=\w\w\w)\.$", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"(?:I|he|she|it|they|we|you|mr|mrs|ms|dr|\d+|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\.?",
    re.IGNORECASE,
)

_FAR_MORE = 4
"""How many times as often a word has to stand in a body's name as in a person's."""


def find_names(text: str, found: Sequence[tuple[str, int, int]]) -> tuple[Name, ...]:
    """Put together what the tagger found of each name. Its kind is what most of its places say, the first at a tie."""
    places: dict[str, list[tuple[str, Span]]] = {}
    for kind, start, end in found:
        start, end = _trim(text, start, end)
        words = " ".join(text[start:end].split())
        if len(words) < 2 or not any(c.isupper() for c in words) or _NO_NAME.fullmatch(words):
            continue
        key = words.casefold() if not words.isupper() or len(words) > 5 else words
        places.setdefault(key, []).append((kind, Span.of(text, start, end)))
    return tuple(
        Name(
            id=f"n{n}",
            spans=tuple(span for _, span in here),
            kind=cast(NameKind, Counter(kind for kind, _ in here).most_common(1)[0][0]),
        )
        for n, here in enumerate(places.values(), 1)
    )


def mostly_bodies(text: str, found: Sequence[tuple[str, int, int]]) -> frozenset[str]:
    """Words, lower case, that the tagger finds in names of bodies, places and peoples, and hardly in any person's."""
    bodies: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for kind, start, end in found:
        counts = persons if kind == "person" else bodies
        counts.update({re.sub(r"['\u2019]s?$", "", w).lower() for w in text[start:end].split()})
    return frozenset(w for w, n in bodies.items() if n >= _FAR_MORE * persons[w])


def names_in(claims: Sequence[Claim], names: Sequence[Name]) -> tuple[Claim, ...]:
    """Each claim with the ids of the names that stand in it."""
    stands = sorted((s.start, s.end, n.id) for n in names for s in n.spans)
    starts = [a for a, _, _ in stands]

    def within(claim: Claim) -> tuple[str, ...]:
        ids = []
        for span in claim.spans:
            if span.in_ is not None:
                continue
            at = bisect_left(starts, span.start)
            while at < len(stands) and starts[at] < span.end:
                if stands[at][1] <= span.end:
                    ids.append(stands[at][2])
                at += 1
        return tuple(dict.fromkeys(ids))

    return tuple(replace(c, names=ids) if (ids := within(c)) else c for c in claims)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without article, possessive and marks at the edges."""
    while True:
        hit = _EDGES.search(text[start:end])
        if hit is None or hit.start() == hit.end():
            return start, end
        if hit.start() == 0:
            start += hit.end()
        else:
            end = start + hit.start()
