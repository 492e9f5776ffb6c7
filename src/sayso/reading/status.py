"""Status: how far the act or the sum of a claim has come, from proposed to done.

Two figures of different status do not contradict each other: $33 billion requested, $40 billion
approved. The verbs are data, in `packs/status.toml`. The first verb of the claim decides, since what
follows hangs on it ("asked Congress to approve"). What is denied, conditional or still to come has
no status: precision before recall.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from typing import cast

from sayso.reading.phrases import words_in
from sayso.records import Claim, Status

_NOT_YET = re.compile(
    r"\b(?:not|never|no|nobody|without|yet to|fail\w*|refus\w*|declin\w*|den(?:y|ied|ies)|block\w*|reject\w*"
    r"|if|unless|whether"
    r"|will|would|could|may|might|can|cannot|should|must|shall|to|wants?|wanted|hop\w+|expect\w*|likely"
    r"|about to|going to|until"
    r"|before|when|once|after|who|which|that was|whose|since|while)\b(?:\W+\w+){0,3}\W*$"
    r"|n['\u2019]t(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
_BE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|got|gets|get)(?:\W+(?:\w+ly|also|now|then|first|since))?\W+$",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:has|have|had)(?:\W+(?:\w+ly|also|now|already|since))?\W+$", re.IGNORECASE
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:a|an|the|his|her|its|their|our|this|these|of|in|by|with|for|newly|recently|some|all|any|other"
    r"|previously|and|or|as)"
    r"|\b\d[\d,.]*|\$[\d,.]+\s\w+)\W+$",
    re.IGNORECASE,
)


@cache
def _groups() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    """Name, pattern, and of each phrase the longest word: a claim without any of them needs no search."""
    data = tomllib.loads(resources.files("sayso.packs").joinpath("status.toml").read_text("utf-8"))

    def choice(words: list[str]) -> re.Pattern[str]:
        ordered = sorted(words, key=len, reverse=True)
        joined = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)
        return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)", re.IGNORECASE)

    return tuple(
        (f"{status}_{form}", choice(forms[form]), frozenset(map(_longest, forms[form])))
        for status, forms in data.items()
        for form in ("active", "passive", "nouns")
        if forms[form]
    )


def _longest(phrase: str) -> str:
    return max(words_in(phrase), key=len)


def mark_status(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, each with its status where the words show one."""
    out = []
    for claim in claims:
        status = status_of(claim.text)
        out.append(replace(claim, status=status) if status else claim)
    return out


@lru_cache(maxsize=4096)
def status_of(words: str) -> Status | None:
    """The status that the first verb of a claim gives, or None."""
    best: tuple[int, int, Status] | None = None
    here = frozenset(words_in(words))
    for name, pattern, needed in _groups():
        if needed.isdisjoint(here):
            continue
        status, _, form = name.partition("_")
        for found in pattern.finditer(words):
            if best is not None and (found.start(), -found.end()) >= best[:2]:
                break
            before = words[: found.start()]
            if _stands(before[-60:], form):
                best = (found.start(), -found.end(), cast(Status, status))
                break
    return best[2] if best else None


def _stands(before: str, form: str) -> bool:
    """The word behind `before` is the verb of a fact, in the form that its list asks for."""
    clause = re.split(r"[;:.!?\u2014]", before)[-1]
    if _NOT_YET.search(clause):
        return False
    if form == "passive":
        return _BE.search(clause) is not None
    if form == "active":
        if _BE.search(clause):
            return False
        return _PERFECT.search(clause) is not None or (
            bool(clause.strip()) and not _NOUN_BEFORE.search(clause)
        )
    return True
