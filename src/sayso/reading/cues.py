"""Cue words: what stance a cue gives its attribution, by the lists of `packs/cues.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from sayso.records import Stance

_APPEARS, _TELLS = "appears", "tells"
_NEGATION = re.compile(
    r"\b(?:not|never|n['\u2019]t|no longer|neither|nor)\b|n['\u2019]t\b", re.IGNORECASE
)


@cache
def _lists() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("cues.toml").read_text("utf-8"))

    def pattern(entry: str) -> str:
        words = [re.escape(w).replace(r"\*", r"\w*") for w in entry.split()]
        whole = r"\W+(?:\w+\W+)*?".join(words)
        if not entry[0].isalpha():
            return whole
        short = entry[:2] in ("n'", "n\u2019")  # "didn't": the end of a word
        return whole + r"(?!\w)" if short else rf"(?<!\w){whole}(?!\w)"

    return tuple(
        (stance, re.compile("|".join(pattern(e) for e in entries), re.IGNORECASE))
        for stance, entries in data.items()
    )


@lru_cache(maxsize=4096)
def stance_of(cue: str) -> Stance | None:
    """The stance that a cue gives; None for an outlet's own hedge ("seems") or for what was not said.

    An empty cue, that of a bare quotation, asserts.
    """
    for stance, pattern in _lists():
        if stance == _TELLS:
            continue
        hit = pattern.search(cue)
        if hit:
            undone = stance == "denies" and _NEGATION.search(cue, 0, hit.start())
            return None if stance == _APPEARS or undone else cast(Stance, stance)
    return None if _NEGATION.search(cue) else "asserts"


_REQUEST = re.compile(r"\b(?:ask|asks|asked|asking)\b", re.IGNORECASE)
_TO_DO = re.compile(
    r"(?!about\b|.*\b(?:led|due|according)\s+to\b)(?!.*\b(?:whether|if|why|what|how|who|when|where)\b)"
    r"(?:.{0,80}?\bto\s+\w|(?:[^\s,?]+\s+){0,4}for\b)",
    re.IGNORECASE,
)
"""Asked to do a thing, or for one: whoever is asked may stand before it."""


def stance_with(cue: str, content: str) -> Stance | None:
    """The stance of a cue with its content: "asked him to go" orders, "agreed to go" intends, and quoted words
    that are a question ask."""
    stance = stance_of(cue)
    if stance == "asks" and _REQUEST.search(cue):
        return "orders" if cue.endswith((" to", " for")) or _TO_DO.match(content) else stance
    if stance == "believes" and _AGREEMENT.search(cue) and _DEED.match(content):
        return "intends"
    if stance == "asserts" and content[:1] in _QUOTES and _QUESTION.fullmatch(content):
        return "asks"
    return stance


_AGREEMENT = re.compile(r"\bagree(?:s|d|ing)?$", re.IGNORECASE)
_DEED = re.compile(r"(?:not\s+)?to\s+\w", re.IGNORECASE)
_QUESTION = re.compile(r"(?:[^.!?]+\?[\"\u201d\u2019']*\s*)+")
_QUOTES = "\"\u201c\u2018'"


@lru_cache(maxsize=4096)
def is_telling(cue: str) -> bool:
    """The cue has a word of telling; an empty cue, that of a bare quotation, counts as one."""
    tells = next(pattern for name, pattern in _lists() if name == _TELLS)
    return not cue or tells.search(cue) is not None
