"""Headline and lead against what stands below: claims as words, their stems, and the flag with both sides."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sayso.reading.flags.findings import Findings
from sayso.reading.phrases import words_in
from sayso.records import Claim, Flag, Span

_TOO_WIDE = {"man", "woman", "boy", "girl", "private", "head", "chair", "major"}


@dataclass(frozen=True)
class Lists:
    """The lists of `packs/headline.toml`."""

    hedges: frozenset[str]
    supposed: frozenset[str]
    intents: frozenset[str]
    with_to: frozenset[str]
    soft: frozenset[str]
    between: frozenset[str]
    irregular: dict[str, str]


@cache
def lists() -> Lists:
    """The lists, read once."""
    data = tomllib.loads(
        resources.files("sayso.packs").joinpath("headline.toml").read_text("utf-8")
    )
    hedges, supposed, intents, with_to, soft, between = (
        frozenset(data[k].split())
        for k in ("hedges", "supposed", "intents", "with_to", "soft", "between")
    )
    return Lists(
        hedges,
        supposed,
        intents,
        with_to,
        soft | hedges | supposed | intents,
        between,
        data["irregular"],
    )


@dataclass(frozen=True)
class Words:
    """A claim with its words, and their stems."""

    claim: Claim
    words: tuple[str, ...]
    stems: tuple[str, ...]

    @classmethod
    def of(cls, claim: Claim) -> Words:
        """Take a claim apart."""
        words = words_in(claim.text)
        return cls(claim, words, tuple(stem(w) for w in words))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Enough of a verb to know it again: "shoots", "shooting", "shoot"."""
    word = lists().irregular.get(word, word)
    for end in ("ing", "ies", "ied", "ed", "es", "s", "e"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


def on_top(f: Findings, claim: Claim) -> bool:
    """In the headline, or in the first paragraph with a claim below it."""
    if claim.in_headline:
        return True
    lead = f.lead
    return lead is not None and any(
        s.in_ is None and lead[0] <= s.start and s.end <= lead[1] for s in claim.spans
    )


def where(high: Words) -> str:
    """What to call the place of a claim on top."""
    return "The headline" if high.claim.in_headline else "The lead"


def short(claim: Claim, most: int = 16) -> str:
    """The first words of a claim."""
    words = claim.text.strip('"\u201c\u201d ').split()
    return " ".join(words[:most]) + (" \u2026" if len(words) > most else "")


def exceeding(
    message: str, ask: str, high: Words, low: Sequence[Words], others: tuple[str, ...]
) -> Flag:
    """Both sides beside each other: what stands above first, then what stands below."""
    spans: list[Span] = [*high.claim.spans, *(s for x in low for s in x.claim.spans)]
    return Flag(
        code="headline-exceeds-body",
        severity="high",
        message=message,
        ask=ask,
        spans=tuple(spans),
        evidence=(high.claim.id, *(x.claim.id for x in low), *others),
    )


@cache
def plurals() -> dict[str, str]:
    """Plural nouns of persons by their singular: "generals", "policemen"."""
    data = tomllib.loads(resources.files("sayso.packs").joinpath("people.toml").read_text("utf-8"))
    nouns = {noun for row in data["persons"].values() for noun in row} - _TOO_WIDE
    out = {}
    for noun in nouns:
        if noun.endswith("man"):
            out[noun[:-3] + "men"] = noun
        else:
            out[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = noun
    return out
