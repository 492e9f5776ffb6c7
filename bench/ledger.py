"""How fast a ledger files and answers, and how it grows: `bench/ledger.py --reports 100000`.

The reports come from `bench/generated.py`, made of real ones of the local-news and white-house corpora
in ../shared/data; making them is not timed. Filing is timed in CPU seconds of one core, two hundred
reports a transaction as `sayso add` does it. At each milestone, every fifth of the way, the next
reports are filed one by one, each into a ledger of the last thousand too, so that the two costs are of
the same reports, machine and minute; then questions are asked. Prints one JSON object a milestone.

A ledger that --keep finds in its folder is gone on with.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from generated import Generator

from sayso.errors import InputError
from sayso.intake import report_from_path, report_from_text
from sayso.ledger import Ledger, Selection
from sayso.ledger.answers import life, spread
from sayso.reading.reader import read_report
from sayso.records import Reading, Report

SEEN = "2026-01-01T00:00:00Z"
BATCH = 200
SINGLE = 100
SMALL = 1000
QUESTIONS = 100


def real_readings(shared: Path, most: int, known: Path | None = None) -> list[dict[str, Any]]:
    """Real reports read: local news and White House texts in turn, or those of a file of readings."""
    if known:
        with known.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in itertools.islice(lines, most)]
    return [read_report(report).to_dict() for report in itertools.islice(_reports(shared), most)]


def _reports(shared: Path) -> Iterator[Report]:
    lines = (shared / "local-news" / "articles.jsonl").read_text("utf-8").splitlines()
    news = (json.loads(line)["text"] for line in lines)
    pages = sorted((shared / "white-house").rglob("*.md"))
    for n, text in enumerate(news):
        try:
            yield report_from_text(text)
            if n % 8 == 0 and n // 8 < len(pages):
                yield report_from_path(pages[n // 8])
        except InputError:
            continue


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of one piece of work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def size(path: Path) -> int:
    """Bytes of the file, its log folded in."""
    with Ledger.open(path) as ledger:
        ledger.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size


def trace(ledger: Ledger, claim: str) -> None:
    """What `sayso trace` asks."""
    found = ledger.ask(life.life, ledger.ask(life.claim_meant, claim))
    ledger.ask(spread.spread, found.origins)


def questions(ledger: Ledger, seed: int) -> dict[str, float]:
    """The 95th percentile in wall milliseconds of what people ask, over claims drawn at random."""
    chance = random.Random(seed)
    (last,) = ledger.db.execute("SELECT max(n) FROM claims").fetchone()
    drawn = [
        ledger.db.execute(
            "SELECT id, text FROM claims WHERE n >= ? LIMIT 1", (chance.randint(1, last),)
        ).fetchone()
        for _ in range(QUESTIONS)
    ]
    asked: dict[str, Callable[[str, str], object]] = {
        "show": lambda claim, _: ledger.show(claim),
        "trace": lambda claim, _: trace(ledger, claim),
        "search": lambda _, text: ledger.search(" ".join(text.split()[:3])),
        "claims_by_topic": lambda _, __: ledger.claims(Selection(topic="civilian-harm")),
        "claims_by_channel": lambda _, __: ledger.claims(Selection(channel="statement")),
        "claims_by_date": lambda _, __: ledger.claims(
            Selection(since="2024-06-01", until="2024-06-02")
        ),
        "claims_by_words": lambda _, text: ledger.claims(Selection(words=text.split()[-1])),
        "claims_min_origins": lambda _, __: ledger.claims(Selection(min_origins=2)),
    }
    found = {}
    for name, ask in asked.items():
        times = []
        for claim, text in drawn:
            began = time.perf_counter()
            ask(claim, text)
            times.append(1000 * (time.perf_counter() - began))
        found[f"{name}_p95_ms"] = round(statistics.quantiles(times, n=20)[-1], 1)
    return found


def main() -> int:
    """File, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reports", type=int, default=10_000)
    options.add_argument("--real", type=int, default=1500, help="real reports to make them of")
    options.add_argument(
        "--readings", type=Path, help="their readings, as `sayso read --json` writes"
    )
    options.add_argument("--shared", type=Path, default=Path("../shared/data"))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--keep", type=Path, help="a folder to keep the ledger in, and to go on in"
    )
    options.add_argument("--check", action="store_true", help="check it at the end")
    given = options.parse_args()
    if not (given.readings or given.shared).exists():
        sys.stderr.write("the corpora are not there: nothing is measured\n")
        return 0
    readings = real_readings(given.shared, given.real, given.readings)
    made = Generator(readings, total=given.reports, seed=given.seed)
    del readings
    with tempfile.TemporaryDirectory() as folder:
        path = (given.keep or Path(folder)) / "bench.db"
        measure(path, made, given.seed)
        if given.check:
            with Ledger.open(path) as ledger:
                print(json.dumps({"check": ledger.check()}))
    return 0


def batches(made: Iterator[Reading], most: int) -> Iterator[list[tuple[Reading, None]]]:
    """The next reports, as `file_all` takes them."""
    for _ in range(0, most, BATCH):
        if batch := [(reading, None) for reading in itertools.islice(made, BATCH)]:
            yield batch


def measure(path: Path, made: Generator, seed: int) -> None:
    """File all of them, and measure at each milestone."""
    step = max(2 * SINGLE, made.total // 5)
    with Ledger.open(path) as ledger:
        (last,) = ledger.db.execute(
            "SELECT max(CAST(substr(ref, length('report-') + 1) AS INTEGER)) FROM sightings"
        ).fetchone()
        filed = 0 if last is None else last + 1
        following = made.beginning_with(filed)
        latest: deque[tuple[Reading, None]] = deque(maxlen=SMALL)
        gc.collect()
        gc.freeze()  # what the reports are made of is no part of what is measured
        while filed < made.total:
            stretch = min(step - filed % step, made.total - filed)
            spent = 0.0
            for batch in batches(following, stretch - SINGLE):
                spent += timed(partial(ledger.file_all, batch, seen_at=SEEN))
                latest.extend(batch)
            singles = list(itertools.islice(following, SINGLE))
            cost, before = one_by_one(ledger, list(latest), singles)
            filed += stretch
            print(
                json.dumps(
                    {
                        "reports": filed,
                        "filed_per_cpu_second": round((stretch - SINGLE) / spent, 1),
                        "next_report_ms": round(1000 * cost, 2),
                        "over_one_after_a_thousand": round(cost / before, 2),
                        "bytes_per_report": round(size(path) / filed),
                        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                        **questions(ledger, seed),
                    }
                ),
                flush=True,
            )


def one_by_one(
    ledger: Ledger, latest: list[tuple[Reading, None]], readings: list[Reading]
) -> tuple[float, float]:
    """CPU seconds of one report, in this ledger and in one that holds the latest only, in turn."""
    spent = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "small.db") as small:
        for first in range(0, len(latest), BATCH):
            small.file_all(latest[first : first + BATCH], seen_at=SEEN)
        for reading in readings:
            for place, each in enumerate((ledger, small)):
                spent[place] += timed(partial(each.file, reading, seen_at=SEEN))
    return spent[0] / len(readings), spent[1] / len(readings)


if __name__ == "__main__":
    sys.exit(main())
