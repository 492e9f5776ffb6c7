"""Planted syndication: stories whose origins are known, told by outlets that copy, cite and share owners.

    python bench/syndication.py                 100 stories, a line of scores
    python bench/syndication.py --show 7        one story, its reports and what the ledger says of it

Each story is one matter and a few origins: a briefing that many attend, witnesses of whom each is met by
one or two reporters, an agency, a body's statement, a decree. Reports tell what their origins said, in
words of their own; others copy them whole or in part, cite them, or repeat the matter without any source.
All texts are invented and put together here. They go through the reader and the ledger like any others;
the interval of the cluster that holds most of a story's reports has to hold the number of its origins.

    holds    the share of stories whose interval holds the truth
    covered  the share of their reports that the cluster holds
    width    at_most - at_least, the mean
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SEEN = "2031-06-01T00:00:00Z"

TOWNS = [
    "Corran",
    "Port Selwick",
    "Varnholt",
    "Ostermouth",
    "Lindhaven",
    "Marrow Bay",
    "Tessel",
    "Upper Quill",
]
FIRST = [
    "Ida",
    "Jon",
    "Mara",
    "Piet",
    "Nell",
    "Tomas",
    "Greta",
    "Owen",
    "Rosa",
    "Felix",
    "Alma",
    "Bruno",
    "Clara",
    "Dario",
]
LAST = [
    "Lorn", "Tasker", "Venn", "Okell", "Brandt", "Sorley", "Quist", "Harrow", "Penrice", "Dallow", "Imrie", "Stroud",
    "Wexford", "Abney", "Calder", "Farrant", "Gillow", "Hask",
]  # fmt: skip
JOBS = [
    "a baker",
    "a bus driver",
    "a nurse",
    "a student",
    "a teacher",
    "a ferryman",
    "a shopkeeper",
    "a farmer",
    "a welder",
]
OFFICES = [
    "the mayor of {town}",
    "the governor",
    "the regional health minister",
    "the head of the rescue service",
]
BODIES = ["police", "the fire brigade", "the hospital in {town}", "the transport ministry"]
PAPERS = [
    "Courier",
    "Gazette",
    "Herald",
    "Tribune",
    "Observer",
    "Echo",
    "Argus",
    "Examiner",
    "Chronicle",
    "Mercury",
    "Sentinel",
    "Standard",
]
OWNERS = ["Harbour Press Group", "Norland Media Trust"]

# A matter: what happened, in several wordings of one thing; what witnesses add; what it is about.
MATTERS: list[dict[str, Any]] = [
    {
        "facts": [
            "{n} people were killed when a footbridge over the river in {town} collapsed on {day}",
            "a footbridge in {town} gave way on {day}, killing {n} people",
            "the collapse of a footbridge in {town} on {day} left {n} people dead",
        ],
        "heads": [
            "{N} dead as footbridge collapses in {town}",
            "Footbridge collapse in {town} kills {n}",
        ],
        "seen": [
            "the footbridge fell into the river with {n} people, and none of them came up alive",
            "{n} people lay dead under the footbridge after it collapsed",
            "the footbridge broke in the middle and killed {n} people who were on it",
        ],
    },
    {
        "facts": [
            "{n} workers were injured in an explosion at the grain terminal in {town} on {day}",
            "an explosion at {town}'s grain terminal on {day} injured {n} workers",
            "{n} workers were hurt on {day} when the grain terminal in {town} exploded",
        ],
        "heads": [
            "{N} hurt in explosion at {town} grain terminal",
            "Grain terminal blast in {town} injures {n}",
        ],
        "seen": [
            "the grain terminal exploded and {n} workers were injured",
            "{n} workers were carried out of the terminal injured after the explosion",
            "the explosion at the grain terminal injured {n} of the workers",
        ],
    },
    {
        "facts": [
            "{n} soldiers of the garrison in {town} refused to board a train to the front on {day}",
            "on {day}, {n} soldiers in {town} refused to be sent to the front",
            "{n} soldiers from the {town} garrison would not board the train to the front on {day}",
        ],
        "heads": [
            "{N} soldiers in {town} refuse to go to the front",
            "{town} garrison: {n} soldiers refuse orders",
        ],
        "seen": [
            "{n} soldiers stood on the platform in {town} and refused to board the train to the front",
            "the officers shouted, but {n} soldiers refused to board the train",
            "{n} soldiers of the garrison refused to go to the front that day",
        ],
    },
    {
        "facts": [
            "the city council of {town} decided on {day} to close {n} schools",
            "{town}'s city council decided to close {n} schools on {day}",
            "{n} schools in {town} will be closed, the city council decided on {day}",
        ],
        "heads": ["{town} to close {n} schools", "City council closes {n} schools in {town}"],
        "seen": [
            "the council decided to close {n} schools while parents shouted from the gallery",
            "{n} schools are to be closed, and the council decided it in ten minutes",
            "the city council decided to close {n} schools in {town}",
        ],
    },
]

FILLERS = [
    "The weather had been poor all week, and traffic in {town} was heavy throughout the day.",
    "Shops near the market in {town} stayed shut, and a school concert was put off.",
    "It is the second time this year that {town} is in the news; in spring a storm took the roof off the fish hall.",
    "Nobody could say on {day} how long it would take until things are back to normal.",
    "The railway ran a replacement service until the evening.",
    "{town} has about 40,000 inhabitants and a harbour that is older than its town hall.",
    "A telephone line for relatives was set up in the evening.",
    "An inquiry is to begin next week, and its findings are expected in autumn.",
]


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
        rng.choice(TOWNS),
        rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
    )
    number = rng.randrange(3, 60)
    matter = rng.choice(MATTERS)
    words = {"town": town, "day": day, "n": str(number), "N": str(number)}
    people = [f"{a} {b}" for a, b in zip(rng.sample(FIRST, 12), rng.sample(LAST, 12), strict=True)]
    outlets = [f"{rng.choice(TOWNS)} {p}" for p in rng.sample(PAPERS, len(PAPERS))]
    published = f"2031-05-{rng.randrange(5, 26):02d}"
    story = Story(seed)
    for outlet in rng.sample(outlets, rng.randrange(0, 5)):
        story.owners[outlet] = rng.choice(OWNERS)

    def fact() -> str:
        return str(rng.choice(matter["facts"])).format(**words)

    def head() -> str:
        return str(rng.choice(matter["heads"])).format(**words)

    def body(told: list[str]) -> str:
        more = [f.format(**words) for f in rng.sample(FILLERS, rng.randrange(2, 5))]
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
        office = rng.choice(OFFICES).format(**words)

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
        who = rng.choice(BODIES).format(**words)

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
        job = rng.choice(JOBS)

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


def measure(seeds: list[int], *, show: bool = False) -> dict[str, float]:
    """File the stories, each into a ledger of its own, and compare."""
    from sayso.intake import report_from_text
    from sayso.ledger import Ledger, owners
    from sayso.ledger.provenance import origin_lines
    from sayso.reading.reader import read_report
    from sayso.records import Owner

    holds = covered = width = alone = 0.0
    missed = []
    for seed in seeds:
        story = plant(seed)
        with (
            tempfile.TemporaryDirectory() as folder,
            Ledger.open(Path(folder) / "planted.db") as ledger,
        ):
            rows = [
                Owner(host=None, outlet=outlet, owner=owner, source="planted")
                for outlet, owner in story.owners.items()
            ]
            ledger.decide(owners.keep, rows)
            named: dict[str, Report] = {}
            for r in story.reports:
                report = report_from_text(
                    r.text, title=r.title, outlet=r.outlet, url=r.url, published=r.published
                )
                reading = read_report(report, started=None)
                ledger.file(reading, seen_at=SEEN)
                named[reading.report.id] = r
            lines = ledger.ask(origin_lines.lines)
            best = max(lines, key=lambda line: len(line.reports), default=None)
        if best is None:
            least, most, inside = 1, 1, 1
        else:
            least, most, inside = best.origins.at_least, best.origins.at_most, len(best.reports)
        fits = least <= story.truth <= most
        holds += fits
        covered += inside / len(named)
        width += most - least
        alone += most - least <= 1
        if not fits:
            missed.append((seed, story.truth, least, most, inside, len(named)))
        if show and best is not None:
            _print(story, best, named)
    n = len(seeds)
    for row in missed:
        print(
            "missed: seed {}, truth {}, at least {}, at most {}, {} of {} reports".format(*row),
            file=sys.stderr,
        )
    return {
        "stories": n,
        "holds": round(100 * holds / n, 1),
        "covered": round(100 * covered / n, 1),
        "width": round(width / n, 2),
        "width<=1": round(100 * alone / n, 1),
    }


def _print(story: Story, line: Any, named: dict[str, Report]) -> None:
    print(f"seed {story.seed}: {story.truth} origins; owners {story.owners}\n")
    for key, r in named.items():
        mark = " " if key in line.reports else "-"
        print(
            f"{mark} {key[7:13]} {r.outlet} [{r.how}: {sorted(r.origins)}]\n    {r.title}\n    {r.text[:300]!r}"
        )
    print(f"\nat least {line.origins.at_least}, at most {line.origins.at_most}")
    for origin in line.origins.list:
        reports = [report[7:13] for report in origin.reports]
        print(f"  {origin.source or origin.voice} ({origin.role}) {reports}")
        print(
            "     "
            + "; ".join(
                f"{m.reports[0][7:13]}+{m.reports[1][7:13]} {m.reason}" for m in origin.merges
            )
        )


def main() -> None:
    """Plant, file, compare and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--stories", type=int, default=100)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--show", type=int)
    given = asked.parse_args()
    seeds = (
        [given.show]
        if given.show is not None
        else list(range(given.first, given.first + given.stories))
    )
    print(json.dumps(measure(seeds, show=given.show is not None)))


if __name__ == "__main__":
    main()
