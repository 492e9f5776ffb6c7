"""Whether two reports tell of one occurrence: evidence weighed field by field, as a person would.

After Fellegi and Sunter (1969), as Splink uses it: each field agrees to some level, each level has a
weight in `packs/incidents.toml`, and the weights add up. A pure function of two reports' marks.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import cache
from importlib import resources
from typing import Any

from sayso.ledger.matching.marks import Marks


def weigh(one: Marks, other: Marks) -> float:
    """The weight in bits for one occurrence: above 0 it is likelier than not."""
    return round(sum(weight for _, _, weight in evidence(one, other)), 3)


def evidence(one: Marks, other: Marks) -> list[tuple[str, str, float]]:
    """Field by field: (field, level of agreement, weight in bits), and the prior that they start from."""
    table = _table()
    found: list[tuple[str, str, float]] = [
        ("prior", "two reports with a rare mark in common", table["prior"])
    ]
    for field, steps, value in (
        ("words", bisect_right, cosine(one, other)),
        ("published", bisect_left, _gap(one, other)),
    ):
        if value is not None:
            row = table[field]
            found.append((field, f"{value:.2f}", row["levels"][steps(row["steps"], value)]))
    for field, level in (
        ("who", _who(one, other)),
        ("officials", _officials(one, other)),
        ("streets", _shared(one.streets, other.streets)),
        ("places", _shared(one.places, other.places)),
        ("regions", _shared(one.regions, other.regions, most=1)),
        ("ages", _shared(one.ages, other.ages)),
        ("days", _days(one, other)),
    ):
        if level is not None:
            found.append((field, level, table[field][level]))
    return found


def cosine(one: Marks, other: Marks) -> float:
    """How alike two reports' words are: 0 nothing in common, 1 the same words with the same weights."""
    a, b = one.words, other.words
    return sum([a[word] * b[word] for word in a.keys() & b.keys()]) / 1_000_000


def _gap(one: Marks, other: Marks) -> int | None:
    if one.day is None or other.day is None:
        return None
    return abs(one.day - other.day)


def _who(one: Marks, other: Marks) -> str | None:
    if one.aged & other.aged:
        return "person-and-age"
    if shared := one.persons & other.persons:
        return "persons" if len(shared) > 1 else "person"
    if one.surnames & other.surnames:
        return "surname"
    if one.aged and other.aged:
        return "others-with-age"
    return "others" if one.persons and other.persons else None


def _officials(one: Marks, other: Marks) -> str | None:
    if one.officials & other.officials:
        return "shared"
    return "others" if one.officials and other.officials else None


def _shared(one: Set[Any], other: Set[Any], most: int = 2) -> str | None:
    if not one or not other:
        return None
    n = len(one & other)
    return str(min(n, most)) if n else "none"


def _days(one: Marks, other: Marks) -> str | None:
    """A day that both tell of; "after": at least one of them long after it."""
    if one.near and other.near:
        return "1" if one.near & other.near else "after" if one.days & other.days else "none"
    return "after" if one.days & other.days else None


@cache
def _table() -> dict[str, Any]:
    text = resources.files("sayso.packs").joinpath("incidents.toml").read_text("utf-8")
    return tomllib.loads(text)
