"""Planted stories: matters whose origins are known, told by outlets that copy, cite and share owners.

Each story is one matter and a few origins: a briefing that many attend, witnesses of whom each is met by
one or two reporters, an agency, a body's statement, a decree. Reports tell what their origins said, in
words of their own; others copy them whole or in part, cite them, or repeat the matter without any source.
All texts are invented and put together here, of the words in `planted.toml`.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass
class Report:
    """One planted report. `origins` are those that its words rest on; `how` it came about."""

    outlet: str
    url: str | None
    title: str
    text: str
    published: str
    origins: frozenset[int]
    how: str


@dataclass
class Story:
    """One matter with its reports, and how many origins they rest on."""

    seed: int
    reports: list[Report] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)

    @property
    def truth(self) -> int:
        """How many origins the reports rest on."""
        return len(frozenset().union(*(r.origins for r in self.reports)))


def plant(seed: int) -> Story:
    """Make one story. The same seed makes the same story."""
    rng = random.Random(seed)
    town, day = (
        rng.choice(WORDS["towns"]),
        rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
    )
    number = rng.randrange(3, 60)
    matter = rng.choice(WORDS["matters"])
    words = {"town": town, "day": day, "n": str(number), "N": str(number)}
    people = [
        f"{a} {b}"
        for a, b in zip(rng.sample(WORDS["first"], 12), rng.sample(WORDS["last"], 12), strict=True)
    ]
    outlets = [
        f"{rng.choice(WORDS['towns'])} {p}"
        for p in rng.sample(WORDS["papers"], len(WORDS["papers"]))
    ]
    published = f"2031-05-{rng.randrange(5, 26):02d}"
    story = Story(seed)
    for outlet in rng.sample(outlets, rng.randrange(0, 5)):
        story.owners[outlet] = rng.choice(WORDS["owners"])

    def fact() -> str:
        return str(rng.choice(matter["facts"])).format(**words)

    def head() -> str:
        return str(rng.choice(matter["heads"])).format(**words)

    def body(told: list[str]) -> str:
        more = [f.format(**words) for f in rng.sample(WORDS["fillers"], rng.randrange(2, 5))]
        return "\n\n".join([*told, *more])

    def add(title: str, text: str, origins: frozenset[int], how: str) -> Report:
        outlet = outlets.pop()
        host = outlet.lower().replace(" ", "") + ".example"
        url = f"https://{host}/{rng.randrange(10**6)}" if rng.random() < 0.8 else None
        made = Report(outlet, url, title, text, published, origins, how)
        story.reports.append(made)
        return made

    kinds = rng.sample(
        ["briefing", "statement", "witness", "witness", "witness", "nameless"], rng.randrange(1, 5)
    )
    for n, kind in enumerate(kinds):
        tell = _teller(rng, kind, people, matter, words, fact)
        many = rng.randrange(2, 5) if kind == "briefing" else rng.randrange(1, 3)
        for _ in range(many):
            if len(outlets) > 4:
                add(head(), body([_upper(s) for s in tell()]), frozenset([n]), kind)
    direct = list(story.reports)
    for _ in range(rng.randrange(0, 5)):
        if len(outlets) <= 1:
            break
        of = rng.choice(story.reports)
        how = rng.choice(["whole", "edited", "half", "cited", "bare"])
        if how == "whole":
            add(head(), of.text, of.origins, "copy")
        elif how == "edited":
            add(head(), _edited(rng, of.text), of.origins, "copy, edited")
        elif how == "half":
            parts = of.text.split("\n\n")
            add(head(), body(parts[: max(2, len(parts) // 2)]), of.origins, "copy of half")
        elif how == "cited":
            told = [
                _upper(f"{fact()}, the {of.outlet} reported."),
                f"The {of.outlet} said that {fact()}.",
            ]
            add(head(), body([told[rng.randrange(2)]]), of.origins, "citation")
        else:
            add(
                head(), body([_upper(f"{fact()}.")]), rng.choice(direct).origins, "without a source"
            )
    rng.shuffle(story.reports)
    return story


def _teller(
    rng: random.Random,
    kind: str,
    people: list[str],
    matter: dict[str, Any],
    words: dict[str, str],
    fact: Any,
) -> Any:
    """What an origin says, in other words each time; who it is stays the same."""
    name = people.pop()
    family = name.split()[1]
    if kind == "briefing":
        office = rng.choice(WORDS["offices"]).format(**words)

        def tell() -> list[str]:
            day = words["day"]
            return rng.choice(
                [
                    [f"{fact()}, {name}, {office}, told a briefing on {day}."],
                    [f"{name}, {office}, said at a briefing on {day} that {fact()}."],
                    [
                        f"At a news conference on {day}, {name}, {office}, said that {fact()}.",
                        f"“We will find out why,” {family} said.",
                    ],
                ]
            )

    elif kind == "statement":
        who = rng.choice(WORDS["bodies"]).format(**words)

        def tell() -> list[str]:
            return rng.choice(
                [[f"{fact()}, {who} said in a statement."], [f"{who} said that {fact()}."]]
            )

    elif kind == "nameless":
        who = rng.choice(["a witness", "an officer", "a resident", "a man in the crowd"])

        def tell() -> list[str]:
            seen = str(rng.choice(matter["seen"])).format(**words)
            return rng.choice(
                [
                    [f"{who}, who did not want to be named, said that {seen}."],
                    [f"“It is true: {seen},” said {who}."],
                ]
            )

    else:
        job = rng.choice(WORDS["jobs"])

        def tell() -> list[str]:
            seen = str(rng.choice(matter["seen"])).format(**words)
            return rng.choice(
                [
                    [f"“I saw it with my own eyes: {seen},” said {name}, {job}."],
                    [
                        f"{name}, {job} who was there, said that {seen}.",
                        f"“I will never forget it,” {family} said.",
                    ],
                    [f"“{_upper(seen)},” {name}, {job}, told this newspaper."],
                    [f"{name} lives across the street.", f"“{_upper(seen)},” {family} said."],
                ]
            )

    return tell


def _edited(rng: random.Random, text: str) -> str:
    """Some words of the fillers changed or left out, as a desk does; names and figures stay."""
    swaps = {
        "heavy": "slow",
        "poor": "bad",
        "second": "third",
        "until": "till",
        "begin": "start",
        "shut": "closed",
        "evening": "night",
    }
    words = [swaps.get(w, w) if rng.random() < 0.8 else w for w in text.split(" ")]
    return " ".join(words)


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
