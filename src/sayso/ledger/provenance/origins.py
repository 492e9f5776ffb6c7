"""Origins of one matter: how many distinct ends the chains of many reports have, as an interval.

A pure function of the ends of the chains (one a report and teller) and of what ties them together. Two
ends are one origin if something says so: a passage was copied, the same person or body speaks, one act is
told of, one report cites the other, nothing but the publisher stands behind both. `at_most` counts
what is left apart then. Two ends are known to differ only if both tellers can be told apart (two named
persons, a coroner and a police); `at_least` is the largest set of origins any two of which are known to
differ. What is not known is never counted as independent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.ledger.provenance.ends import End, groups_differ
from sayso.ledger.provenance.passing import cited, copies, own_words
from sayso.ledger.provenance.ties import LESS, RULES, Merge, Ties

RULE = 1
_EXACT = 18  # more distinct tellers than this are counted greedily


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many origins there are: `origins` lists them, each with its ends, the surest first.

    merges: what ties the ends together. derived: ends that tell what the ends of the report they cite
    told, where that has several: (end, ends, reason). They belong to each of those origins.
    """

    at_least: int
    at_most: int
    origins: tuple[tuple[int, ...], ...]
    merges: tuple[Merge, ...]
    derived: tuple[tuple[int, tuple[int, ...], str], ...]


def count(ends: Sequence[End], copied: Iterable[tuple[int, int]] = ()) -> Counted:
    """Count the origins behind the ends. copied: pairs of ends whose claims are one passage."""
    if not ends:
        return Counted(at_least=0, at_most=0, origins=(), merges=(), derived=())
    ties = Ties(ends)
    beside = own_words(ends)
    told = [n for n in range(len(ends)) if n not in beside]
    derived = cited(ends, told, ties)
    standing = [n for n in told if n not in derived]
    for rule in RULES:
        rule(ends, standing, ties)
    copies(ends, copied, beside, derived, ties)
    standing = [n for n in standing if n not in derived]
    for rule in LESS:
        rule(ends, standing, ties)
    for own, lead in beside.items():
        if lead not in derived:
            ties.tie(lead, own, "the report gives its source")
    groups: dict[int, list[int]] = defaultdict(list)
    for n in (*standing, *(own for own, lead in beside.items() if lead not in derived)):
        groups[ties.root(n)].append(n)
    origins = sorted((tuple(sorted(g)) for g in groups.values()), key=lambda g: _order(ends, g))
    return Counted(
        at_least=max(1, _most_distinct(ends, origins)),
        at_most=len(origins),
        origins=tuple(origins),
        merges=tuple(ties.merges),
        derived=tuple((n, *derived[n]) for n in sorted(derived)),
    )


def _order(ends: Sequence[End], group: tuple[int, ...]) -> tuple[int, int, int]:
    own = all(ends[n].teller is None and not ends[n].act for n in group)
    return (int(own), -len({ends[n].report for n in group}), group[0])


def _most_distinct(ends: Sequence[End], origins: Sequence[tuple[int, ...]]) -> int:
    """The size of the largest set of origins any two of which are known to differ."""
    told = [
        [end for n in group if (end := ends[n]).act or (end.teller and end.tells)]
        for group in origins
    ]
    told = [group for group in told if group]
    differ = [
        {m for m in range(len(told)) if m != n and groups_differ(told[n], told[m])}
        for n in range(len(told))
    ]
    return clique(differ)


def clique(differ: Sequence[set[int]]) -> int:
    """The size of a largest clique: exact up to a bound, else the best of a greedy search."""
    nodes = [n for n in range(len(differ)) if differ[n]]
    if not nodes:
        return min(1, len(differ))
    if len(nodes) <= _EXACT:
        return _grow(differ, set(nodes), 0)
    best = 0
    for start in sorted(nodes, key=lambda n: -len(differ[n]))[:_EXACT]:
        left, size = set(differ[start]), 1
        while left:
            n = max(sorted(left), key=lambda m: len(differ[m] & left))
            left &= differ[n]
            size += 1
        best = max(best, size)
    return best


def _grow(differ: Sequence[set[int]], left: set[int], size: int) -> int:
    best, rest = size, set(left)
    for n in sorted(left):
        if size + len(rest) <= best:
            break
        best = max(best, _grow(differ, rest & differ[n], size + 1))
        rest.discard(n)
    return best
