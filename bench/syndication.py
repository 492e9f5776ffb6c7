"""Planted syndication: stories whose origins are known, told by outlets that copy, cite and share owners.

    python bench/syndication.py                 100 stories, a line of scores
    python bench/syndication.py --show 7        one story, its reports and what the ledger says of it

The stories (`planted.py`) go through the reader and the ledger like any others; the interval of the cluster that
holds most of a story's reports has to hold the number of its origins.

    holds    the share of stories whose interval holds the truth
    covered  the share of their reports that the cluster holds
    width    at_most - at_least, the mean
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from planted import Report, Story, plant

SEEN = "2031-06-01T00:00:00Z"


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
