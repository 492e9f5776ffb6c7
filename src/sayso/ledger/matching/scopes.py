"""The scope of a count: whose people are counted, and over what time."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from sayso.ledger.matching.befalling import pack

Period = Literal["incident", "other", "several", "daily", "cumulative"]
"""Of the occurrence, of another one, of several on one day or so, of a day, over a longer time."""


@lru_cache(maxsize=16)  # asked for each count of a claim
def period_of(claim: str) -> Period:
    """Over what time a claim (in lower case) counts: one occurrence, unless it says something else."""
    scopes = _periods()
    if scopes["daily"].search(claim):
        return "daily"
    if scopes["cumulative"].search(claim):
        return "cumulative"
    if scopes["several"].search(claim):
        return "several"
    return "other" if scopes["other"].search(claim) else "incident"


@lru_cache(maxsize=16)
def side_of(claim: str) -> str:
    """The one side that a claim (in lower case) names, "" if it names none or several."""
    named = {m.lastgroup for m in _sides().finditer(claim)}
    return (named.pop() or "") if len(named) == 1 else ""


@cache
def _periods() -> dict[str, re.Pattern[str]]:
    return {
        period: re.compile(rf"\b(?:{'|'.join(words)})\b")
        for period, words in pack()["periods"].items()
    }


@cache
def _sides() -> re.Pattern[str]:
    sides = (f"(?P<{side}>{side}|{'|'.join(words)})" for side, words in pack()["sides"].items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(sides)})(?!\w)")
