"""Cue words: what stance a cue gives its attribution, by the lists of `packs/cues.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from sayso.records import Stance

APPEARS = "appears"
_NEGATION = re.compile(
    r"\b(?:not|never|n['\u2019]t|no longer|neither|nor)\b|n['\u2019]t\b", re.IGNORECASE
)


@cache
def _lists() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("cues.toml").read_text("utf-8"))

    def pattern(entry: str) -> str:
        words = [re.escape(w).replace(r"\*", r"\w*") for w in entry.split()]
        return r"(?<!\w)" + r"\W+(?:\w+\W+)*?".join(words) + r"(?!\w)"

    return tuple(
        (stance, re.compile("|".join(pattern(e) for e in entries), re.IGNORECASE))
        for stance, entries in data.items()
    )


@lru_cache(maxsize=4096)
def stance_of(cue: str) -> Stance | None:
    """The stance that a cue gives; None for an outlet's own hedge ("seems"). An empty cue asserts."""
    for stance, pattern in _lists():
        if pattern.search(cue):
            return None if stance == APPEARS else cast(Stance, stance)
    return "asserts"


def negated(cue: str) -> bool:
    """The cue says that something was not said."""
    return _NEGATION.search(cue) is not None
