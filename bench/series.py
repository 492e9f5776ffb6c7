"""Where could this number come from? The loss claims of the Ministry of Defence, asked of the daily series.

    python bench/series.py [--wrong]
    python bench/series.py --follow morale      a condition through `white-house`, week by week

Each page of `ua-mod-pages` lists the losses until its day: it is read, filed, and each of its figures
asked. A figure is traced if the first answer is the day that the page is of; where the series has another
number for that day (a slip of the page), the nearest day before that has it. The truth is taken from the
page's headline and the series' own file, not from the reading. Figures in brackets, "(+8)", are counted
apart: they are no figures of the series but differences of two. The counts of Oryx and The Economist's
table of estimates lie in the same ledger. --wrong prints what is not traced.

The corpora are measured where they are at hand: beside the repository, or where SAYSO_SHARED says.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sayso.intake import open_inputs
from sayso.intake.failure import InputFailure
from sayso.intake.reference_series import series_from_path
from sayso.ledger.ledger import Ledger
from sayso.ledger.timeline.reference import import_points
from sayso.ledger.timeline.series import lines as series_lines
from sayso.ledger.timeline.series import weeks
from sayso.ledger.timeline.tracing import Traced, could_come_from
from sayso.reading.reader import read_report
from sayso.records import Reading

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
# A name as the pages print it, and the column of the series.
COLUMNS = {
    "APV": "APC",
    "Anti-aircraft warfare systems": "anti-aircraft warfare",
    "MLRS": "MRL",
    "UAV operational-tactical level": "drone",
    "artillery systems": "field artillery",
    "boats / cutters": "naval ship",
    "warships / boats": "naval ship",
    "fuel tanks": "fuel tank",
    "vehicles": "military auto",
    "helicopters": "helicopter",
    "tanks": "tank",
    "cruise missiles": "cruise missiles",
}
# Two other series that the ledger holds beside it, and that no figure of the pages is of.
OTHERS = [
    SHARED / "data" / "series" / "oryx" / "daily_count.csv",
    *sorted(
        (SHARED / "data" / "series" / "economist").rglob("*casualties in Ukraine - estimates.csv")
    ),
]
_LINE = re.compile(
    r"^(?P<name>.*?)\s*[\u2010-\u2015-]\s*(?:about )?(?P<figure>\d+)\s*(?:\(\+(?P<added>\d+)\))?",
    re.M,
)
_TO = re.compile(r" to (\d\d)\.(\d\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a page: where it stands, what it is, and the day of the series that has it (or None)."""

    start: int
    line: str
    value: int
    added: bool
    day: str | None


def series(data: Path) -> dict[str, dict[str, Any]]:
    """The daily series by day, men and weapons together."""
    days: dict[str, dict[str, Any]] = {}
    for name in ("equipment", "personnel"):
        for row in json.loads((data / f"russia_losses_{name}.json").read_text("utf-8")):
            days.setdefault(row["date"], {}).update(row)
    return days


def figures(text: str, days: dict[str, dict[str, Any]]) -> Iterator[Figure]:
    """The figures of a page by its own layout, with the day of the series that each is of."""
    to = _TO.search(text)
    if to is None:
        return
    day = date(2022, int(to[2]), int(to[1]))
    for found in _LINE.finditer(text):
        name = found["name"].rpartition("/ ")[2] if "personnel" in found["name"] else found["name"]
        column = COLUMNS.get(name, name)
        if column not in days.get(day.isoformat(), {}):
            continue
        value = int(found["figure"])
        had = day
        while days[had.isoformat()].get(column) != value and (day - had).days < 30:
            had -= timedelta(days=1)
        known = days[had.isoformat()].get(column) == value
        line = found[0]
        yield Figure(found.start("figure"), line, value, False, had.isoformat() if known else None)
        if found["added"] is not None:
            grew = days[day.isoformat()][column] - days[(day - timedelta(days=1)).isoformat()].get(
                column, 0
            )
            added = int(found["added"])
            of = day.isoformat() if grew == added else None
            yield Figure(found.start("added"), line, added, True, of)


def read_pages(folder: Path) -> Iterator[Reading]:
    """Every page through intake and reader."""
    for found in open_inputs([str(folder)], from_jsonl=False):
        if isinstance(found, InputFailure):
            raise SystemExit(str(found))
        yield read_report(found, started="2022-09-01T00:00:00Z")


def measure(shared: Path, *, wrong: bool = False) -> dict[str, tuple[int, int]]:
    """(traced, all) for the figures of the series, and for the differences in brackets."""
    data = shared / "data" / "series" / "ua-general-staff" / "data"
    days = series(data)
    counts = {"totals": [0, 0], "added": [0, 0], "no point has it": [0, 0]}
    with Ledger.open(":memory:") as ledger:
        for file in sorted(data.glob("*.json")) + OTHERS:
            ledger.decide(import_points, series_from_path(file), at="2022-09-01T00:00:00Z")
        for reading in read_pages(shared / "data" / "ua-mod-pages" / "raw-pages"):
            ledger.file(reading, seen_at="2022-09-01T00:00:00Z")
            answers = _answers(ledger, reading)
            for figure in figures(reading.report.text, days):
                if figure.day is None:
                    counts["no point has it"][1] += 1
                    continue
                got = answers.get(figure.start)
                best = got.candidates[0] if got else None
                right = best is not None and best.day == figure.day
                right = right and best is not None and best.stated == figure.value
                kind = counts["added" if figure.added else "totals"]
                kind[0] += right
                kind[1] += 1
                if wrong and not right:
                    print(f"{reading.report.ref!s:.60}: {figure.line!r} of {figure.day}: {best}")
    return {name: (right, total) for name, (right, total) in counts.items()}


def follow(shared: Path, topic: str) -> None:
    """Read the statements, briefings and fact sheets of `white-house`, and print the weeks of a condition."""
    with Ledger.open(":memory:") as ledger:
        for reading in read_pages(shared / "data" / "white-house"):
            ledger.file(reading, seen_at="2022-09-01T00:00:00Z")
        print("| week | says | origins | claims | words |\n|---|---|---|---:|---|")
        lines = {line.claim: line for line in ledger.ask(series_lines, topic)}
        for week in ledger.ask(weeks, topic):
            words = " ".join(lines[week.claims[0]].text.split())
            many = f"{week.at_least}\u2013{week.at_most}"
            print(f"| {week.week} | {week.direction} | {many} | {len(week.claims)} | {words:.90} |")


def _answers(ledger: Ledger, reading: Reading) -> dict[int, Traced]:
    """What each figure of a reading could come from, by where its number begins in the text."""
    quantities = {q.id: q for q in reading.quantities}
    rows = ledger.db.execute(
        "SELECT c.n FROM claims AS c JOIN reports AS r ON r.n = c.report WHERE r.id = ?",
        (reading.report.id,),
    ).fetchall()
    out: dict[int, Traced] = {}
    for (n,) in rows:
        for traced in could_come_from(ledger.db, n):
            span = quantities[traced.quantity].spans[0]
            digit = re.search(r"\d", span.text)
            out[span.start + (digit.start() if digit else 0)] = traced
    return out


def main() -> None:
    """Measure and print Markdown."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--wrong", action="store_true", help="print what is not traced")
    options.add_argument("--follow", metavar="TOPIC", help="follow a condition instead")
    given = options.parse_args()
    if not (SHARED / "data" / "ua-mod-pages").is_dir():
        print("series: skipped, for the corpora lie in ../shared, which is not here")
        return
    if given.follow:
        follow(SHARED, given.follow)
        return
    result = measure(SHARED, wrong=given.wrong)
    print("| figures of the pages | traced to their day | of | % |\n|---|---:|---:|---:|")
    for name in ("totals", "added"):
        right, total = result[name]
        print(f"| {name} | {right} | {total} | {100 * right / total:.1f} |")
    print(
        f"\n{result['no point has it'][1]} figures stand in no point of the series near their day."
    )


if __name__ == "__main__":
    main()
