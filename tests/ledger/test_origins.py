"""How many origins: rows of ends and their interval, and a slow, obvious count on random small cases.

A failing random case prints its seed: run it again with SAYSO_SEED.
"""

from __future__ import annotations

import os
import random
from itertools import combinations
from typing import Any

import pytest

from sayso.ledger.provenance.bodies import teller
from sayso.ledger.provenance.ends import End, known_to_differ, one_occasion, same_body, same_person
from sayso.ledger.provenance.origins import clique, count

SEED = int(os.environ.get("SAYSO_SEED", random.randrange(10**6)))


def end(report: int, name: str | None = None, role: str | None = None, **others: Any) -> End:
    """An end; one whose name has a capital is a named person unless `kind` says otherwise."""
    named = others.pop("named", bool(name and name[:1].isupper()))
    kind = others.pop("kind", "person" if named else "group")
    body = others.pop("body", None)
    link = {"name": name, "kind": kind, "named": named, "role": role}
    told = teller({k: v for k, v in link.items() if v is not None}, body) if name else None
    others.setdefault("publisher", f"outlet {report}")
    return End(report=report, claims=(report * 10 + len(str(name)),), teller=told, **others)


POLICE = {"kind": "organisation", "named": True}

ROWS = [
    ("one report on its own word", [end(1)], (1, 1)),
    ("own words of three publishers", [end(1), end(2), end(3)], (1, 3)),
    ("own words of one owner", [end(1, publisher="Trust"), end(2, publisher="Trust")], (1, 1)),
    ("one agency's text", [end(1, agency="AP"), end(2, agency="AP"), end(3)], (1, 2)),
    ("the police of one matter", [end(1, "police"), end(2, "police"), end(3, "police")], (1, 1)),
    (
        "their spokesman, and the town's name",
        [end(1, "Arl Hobb", "police spokesman"), end(2, "Corran police", **POLICE)],
        (1, 1),
    ),
    (
        "two police of different towns may be two, or two names",
        [end(1, "Corran police", **POLICE), end(2, "Selwick police", **POLICE)],
        (1, 2),
    ),
    ("police and coroner", [end(1, "police"), end(2, "the coroner’s office")], (2, 2)),
    ("police and a witness", [end(1, "police"), end(2, "a witness")], (2, 2)),
    ("nameless witnesses may be one", [end(1, "a witness"), end(2, "a witness")], (1, 2)),
    ("a nameless witness may be the named one", [end(1, "a nurse"), end(2, "Ida Lorn")], (1, 2)),
    (
        "three named witnesses",
        [end(1, "Ida Lorn", "baker"), end(2, "Jon Tasker", "driver"), end(3, "Mo Venn", "clerk")],
        (3, 3),
    ),
    (
        "a named person who saw it speaks for nobody else",
        [end(1, "police"), end(2, "Ida Lorn", saw=True, bears=True)],
        (2, 2),
    ),
    ("a named person may speak for the police", [end(1, "police"), end(2, "Ida Lorn")], (1, 2)),
    (
        "who only mourns, where others count the dead",
        [
            end(1, "police", bears=True),
            end(1, "Ida Lorn", tells=False, bears=False),
            end(2, "the mother", tells=False, bears=True),
        ],
        (1, 2),
    ),
    (
        "who tells nothing that others tell may be an origin where nobody was hurt",
        [end(1, "police"), end(1, "Ida Lorn", tells=False)],
        (1, 2),
    ),
    ("one person, full name and surname", [end(1, "Ida Lorn"), end(2, "Lorn")], (1, 1)),
    ("sisters", [end(1, "Ida Lorn", "nurse"), end(2, "Eva Lorn", "nurse")], (2, 2)),
    (
        "one person on two days",
        [end(1, "Ida Lorn", "minister", day="2031-05-01"), end(2, "Ida Lorn", day="2031-05-09")],
        (1, 2),
    ),
    (
        "one person in two interviews",
        [end(1, "Ida Lorn", channel="interview"), end(2, "Ida Lorn", channel="interview")],
        (1, 2),
    ),
    ("authorities, where the police speak", [end(1, "authorities"), end(2, "police")], (1, 1)),
    ("officials of who knows what", [end(1, "officials"), end(2, "officials")], (1, 2)),
    ("a source beside the police", [end(1, "police"), end(2, "a police source")], (1, 2)),
    ("own word beside a source", [end(1), end(1, "police"), end(2, "police")], (1, 1)),
    (
        "somebody without a name in a report that cites the police",
        [end(1, "a man", kind="person"), end(1, "police"), end(2, "police")],
        (1, 1),
    ),
    ("own word of another outlet", [end(1), end(2, "police")], (1, 2)),
    ("one decree", [end(1, act="decree"), end(2, act="decree")], (1, 1)),
    ("a decree, and a soldier", [end(1, act="decree"), end(2, "a relative")], (2, 2)),
    ("court papers are the police's word", [end(1, "court papers"), end(2, "police")], (1, 1)),
    ("the prosecution's word may be", [end(1, "prosecutors"), end(2, "police")], (1, 2)),
    (
        "nameless neighbours of one report",
        [end(1, "neighbours"), end(1, "a neighbour"), end(1, "another neighbour")],
        (1, 2),
    ),
    (
        "witnesses who told the police",
        [end(1, "witnesses", via=frozenset({"police"})), end(2, "police")],
        (1, 1),
    ),
    (
        "one call that one service intercepted",
        [
            end(1, "an officer", channel="intercepted-communication", by="the Security Service"),
            end(2, "a soldier", channel="intercepted-communication", by="the security service"),
        ],
        (1, 1),
    ),
    ("calls that may be two", [end(1, "an officer"), end(2, "an officer")], (1, 2)),
    (
        "an outlet that cites another",
        [end(1, "Ida Lorn", "nurse"), end(2, "The Gazette", kind="outlet", cites=(1,))],
        (1, 1),
    ),
    (
        "an outlet that cites one with two sources adds none",
        [
            end(1, "Ida Lorn", "nurse"),
            end(1, "police"),
            end(2, "The Gazette", kind="outlet", cites=(1,)),
        ],
        (2, 2),
    ),
    (
        "two that cite each other",
        [
            end(1, "The Gazette", kind="outlet", cites=(2,)),
            end(2, "The Courier", kind="outlet", cites=(1,)),
        ],
        (1, 1),
    ),
    (
        "an outlet that nobody filed is one source",
        [end(1, "The Gazette", kind="outlet"), end(2, "Gazette", kind="outlet")],
        (1, 1),
    ),
    (
        "two ministries",
        [
            end(1, "Norland Defence Ministry", **POLICE),
            end(2, "Defense Ministry of Suderland", **POLICE),
        ],
        (2, 2),
    ),
    (
        "a ministry, and who speaks for it",
        [end(1, "Transport Ministry", **POLICE), end(2, "Ida Lorn", "a Transport Ministry aide")],
        (1, 1),
    ),
]


@pytest.mark.parametrize(("ends", "interval"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS])
def test_interval(ends: list[End], interval: tuple[int, int]) -> None:
    counted = count(ends)
    assert (counted.at_least, counted.at_most) == interval


@pytest.mark.parametrize("ends", [row[1] for row in ROWS], ids=[r[0] for r in ROWS])
def test_order_does_not_matter(ends: list[End]) -> None:
    one, other = count(ends), count(ends[::-1])
    assert (one.at_least, one.at_most) == (other.at_least, other.at_most)


def test_copied_passages_are_one_origin() -> None:
    ends = [end(1, "Ida Lorn", "nurse"), end(2), end(3, "Jon Tasker", "driver")]
    assert count(ends, [(0, 1)]).at_most == 2


def test_a_passage_in_common_makes_no_two_people_one() -> None:
    ends = [end(1, "Ida Lorn", "nurse"), end(1), end(2, "Jon Tasker", "driver"), end(2)]
    assert count(ends, [(1, 3)]).at_most == 2
    assert count(ends, [(0, 2), (1, 3)]).at_least == 2


def test_who_copies_a_report_with_two_sources_adds_none() -> None:
    counted = count([end(1, "Ida Lorn", "nurse"), end(1, "police"), end(1), end(2)], [(2, 3)])
    assert (counted.at_least, counted.at_most) == (2, 2)
    assert counted.derived[0][:2] == (3, (0, 1))


def test_every_merge_says_why() -> None:
    counted = count([end(1, "police"), end(1), end(2, "Arl Hobb", "police chief")], [(1, 2)])
    assert len(counted.merges) == 2 and all(merge.reason for merge in counted.merges)


def test_nothing_has_no_origin() -> None:
    assert count([]).at_most == 0


def test_largest_set_of_known_differences_against_all_subsets() -> None:
    rng = random.Random(SEED)
    for _ in range(200):
        size = rng.randrange(1, 9)
        differ: list[set[int]] = [set() for _ in range(size)]
        for a, b in combinations(range(size), 2):
            if rng.random() < 0.6:
                differ[a].add(b)
                differ[b].add(a)
        best = max(
            len(chosen)
            for k in range(1, size + 1)
            for chosen in combinations(range(size), k)
            if all(b in differ[a] for a, b in combinations(chosen, 2))
        )
        assert clique(differ) == best, (SEED, differ)


NAMES = ["Ida Lorn", "Eva Lorn", "Jon Tasker", "Mo Venn"]


def random_ends(rng: random.Random) -> list[End]:
    ends = []
    for report in range(1, rng.randrange(2, 7)):
        kinds = [
            end(report, rng.choice(NAMES), rng.choice(["nurse", "driver"])),
            end(report, "Corran police", **POLICE),
            end(report, "Selwick police", **POLICE),
            end(report, "the coroner’s office"),
            end(report, "a neighbour", publisher=rng.choice(["Trust", None])),
            end(report, act=rng.choice(["decree", "vote"])),
        ]
        ends += rng.sample(kinds, rng.randrange(1, 3))
    return ends


def slow_count(ends: list[End], copied: list[tuple[int, int]]) -> tuple[int, int]:
    """Pair by pair until nothing changes, then all subsets."""

    def identical(a: int, b: int) -> bool:
        x, y = ends[a], ends[b]
        s, t = x.teller, y.teller
        if s is None or t is None:
            return s is t and x.act == y.act
        if s.side == t.side == "official":
            return same_body(s, t)
        return bool(s.family and t.family) and same_person(s, t) and one_occasion(x, y)

    def one_publisher(a: int, b: int) -> bool:
        x, y = ends[a], ends[b]
        names = {t.name for t in (x.teller, y.teller) if t}
        same = x.publisher and x.publisher == y.publisher and x.report != y.report
        return names == {"a neighbour"} and bool(x.teller and y.teller and same)

    def differ(g: set[int], h: set[int]) -> bool:
        return any(known_to_differ(ends[a], ends[b]) for a in g for b in h)

    origins = [{n} for n in range(len(ends))]

    def join(g: set[int], h: set[int]) -> None:
        g |= h
        origins.remove(h)

    def close(one: Any) -> None:
        while pair := next(
            (
                (g, h)
                for g, h in combinations(origins, 2)
                if any(one(a, b) or one(b, a) for a in g for b in h)
            ),
            None,
        ):
            join(*pair)

    close(identical)
    for a, b in copied:
        g, h = (next(o for o in origins if n in o) for n in (a, b))
        x, y = ends[a].teller, ends[b].teller
        alike = x and y and (x.name == y.name or (not x.named and not y.named and x.body == y.body))
        if g is not h and not differ(g, h) and (alike or x is y is None):
            join(g, h)
    close(one_publisher)
    largest = max(
        len(chosen)
        for k in range(1, len(origins) + 1)
        for chosen in combinations(origins, k)
        if all(differ(g, h) for g, h in combinations(chosen, 2))
    )
    return largest, len(origins)


def test_against_a_slow_count_on_random_reports() -> None:
    rng = random.Random(SEED)
    for _ in range(200):
        ends = random_ends(rng)
        pairs = list(combinations(range(len(ends)), 2))
        copied = rng.sample(pairs, k=min(len(pairs), rng.randrange(0, 3)))
        counted = count(ends, copied)
        assert (counted.at_least, counted.at_most) == slow_count(ends, copied), (SEED, ends, copied)
