"""The quality gate for times and dating, against the floors in times.json.

    python tests/quality/times.py           exits with 1 if a score is below its floor

TimeML: the half that nothing was tuned on, as `bench/times.py` parts it. GUM: dates by month or weekday
without a year. White House: the documents of the half whose events are in no table, without front matter,
file name and address; an answer is an interval with both ends, or a printed date.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared")) / "data"
FLOORS = Path(__file__).with_name("times.json")
AT_MOST = ("dating width",)
"""Scores that are the better the smaller they are."""


def main() -> int:
    """Measure, print, compare. Returns the exit status."""
    if not (SHARED / "timeml").is_dir():
        print(
            "quality: times skipped, for TimeML, GUM and the White House documents lie in ../shared"
        )
        return 0
    scores = {**times(), **dating(tune="--tune" in sys.argv, shown="--wrong" in sys.argv)}
    floors = json.loads(FLOORS.read_text("utf-8"))
    failed = False
    for name, value in scores.items():
        floor = floors[name]
        below = value > floor if name in AT_MOST else value < floor
        failed = failed or below
        print(f"{name:22}{floor:>7.1f}{value:>7.1f}{'   FAILED' if below else ''}")
    return 1 if failed else 0


def times() -> dict[str, float]:
    """What `bench/times.py` counts, on the half that is reported."""
    bench = load(ROOT / "bench" / "times.py")
    documents = bench.timeml(tune=False)
    found = bench.score(documents, bench.sayso(documents))
    gum = bench.gum()
    right, total = bench.gum_score(gum, bench.sayso(gum))["named"]
    return {
        "timeml relaxed": found["relaxed"],
        "timeml strict": found["strict"],
        "timeml value": found["value"],
        "gum without year": 100 * right / total,
    }


def load(path: Path) -> ModuleType:
    """A file as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def tuned_on(name: str) -> bool:
    """Whether a document is in the half that rules and events were made with."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


def documents(*, tune: bool) -> dict[str, tuple[str, str]]:
    """Name -> date and text without front matter."""
    found = {}
    for path in sorted((SHARED / "white-house").glob("*/*.md")):
        raw = path.read_text("utf-8")
        front = re.match(r"---\n(.*?)\n---\n", raw, re.S)
        day = re.search(r"^date: '?([\d-]+)", front[1], re.M) if front else None
        if front and day and tuned_on(path.name) == tune:
            found[path.name] = (day[1], raw[front.end() :])
    return found


def leaking() -> list[str]:
    """Rows of the shipped table whose source is a document of the half that is reported."""
    from sayso.reading.events import shipped

    return [
        row.event
        for row in shipped()
        if any(not tuned_on(name) for name in re.findall(r"[\w%.-]+\.md", row.source))
    ]


def dating(*, tune: bool, shown: bool) -> dict[str, float]:
    """Share answered, share of answers that hold the true date, median width in days."""
    texts = documents(tune=tune)
    held = stated = 0
    widths = []
    for name, reading in read({str(n): text for n, (_, text) in enumerate(texts.values())}).items():
        document, (day, _) = list(texts.items())[int(name)]
        published, estimate = reading["published"], reading["published_estimate"]
        answer = published or estimate
        if not answer or not answer["from"] or not answer["to"]:
            continue
        stated += bool(published)
        right = answer["from"] <= day <= answer["to"]
        held += right
        widths.append(days_between(answer["from"], answer["to"]))
        if not right and shown:
            print(document, day, json.dumps(answer, ensure_ascii=False)[:900])
    print(
        f"white house, {len(texts)} documents: {len(widths)} answered, {stated} of them by a printed date; "
        f"rows of the table that were left out of the count: {len(leaking())}"
    )
    return {
        "dating holds": 100 * held / max(len(widths), 1),
        "dating width": statistics.median(widths) if widths else 0.0,
        "dating answered": 100 * len(widths) / len(texts),
    }


def days_between(first: str, last: str) -> int:
    """Days of an interval, both ends counted."""
    from datetime import date

    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days + 1


def read(texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The `report` of each text by its id. Rows of the reported half are taken out of the table."""
    script = (
        "import re, sys, hashlib\n"
        "from sayso.reading import events, reader\n"
        "tuned = lambda n: int(hashlib.sha256(n.encode()).hexdigest(), 16) % 2 == 0\n"
        "kept = tuple(r for r in events.shipped() if all(tuned(n) for n in re.findall(r'[\\w%.-]+\\.md', r.source)))\n"
        "reader.shipped = lambda: kept\n"
        "from sayso.cli.main import main\n"
        "sys.exit(main(['read', '--json', '--quiet', '--from', 'jsonl', sys.argv[1]]))\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "texts.jsonl"
        rows = [json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()]
        lines.write_text("".join(rows), "utf-8")
        python = Path(sysconfig.get_path("scripts")) / "python"
        done = subprocess.run(
            [python, "-c", script, lines], stdout=subprocess.PIPE, encoding="utf-8"
        )
    reports = [json.loads(line)["report"] for line in done.stdout.splitlines()]
    return {report["ref"]: report for report in reports}


if __name__ == "__main__":
    sys.exit(main())
