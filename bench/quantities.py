"""Quantities of sayso beside those of quantulum3 and Recognizers-Text, on the sentences of NewsQuant dev.

    python bench/quantities.py [--peers PYTHON]

The peers live in an environment of their own, since Recognizers-Text asks for an emoji package of 2021:

    python3 -m venv .venv-peers
    .venv-peers/bin/pip install -r bench/peers.txt

PYTHON is its interpreter, `.venv-peers/bin/python` if nothing is said; without it only sayso is
measured. All are scored by the set's own scorer. What the peers don't tell (a qualifier, a change) is
left out, so only their value and unit are compared. Seconds are those of finding quantities in
sentences already at hand, the middle of five rounds in one process each, without start-up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
GOLD, SCORER = SHARED / "data" / "newsquant" / "dev.json", SHARED / "score" / "quantities.py"
ROUNDS = 5
Found = list[dict[str, Any]]


def main() -> None:
    """Measure and print Markdown."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument(
        "--peers", type=Path, default=ROOT / ".venv-peers" / "bin" / "python", metavar="PYTHON"
    )
    options.add_argument("--one", choices=READERS, help=argparse.SUPPRESS)
    given = options.parse_args()
    if not GOLD.is_file():
        print("quantities: skipped, for NewsQuant lies in ../shared, which is not here")
        return
    texts = [row["text"] for row in json.loads(GOLD.read_text("utf-8"))]
    if given.one:
        print(json.dumps(measured(READERS[given.one](), texts)))
        return
    print(f"{len(texts)} sentences of NewsQuant dev, F1 in %.\n")
    print("| | value | value and unit | value and change | sentences/s |")
    print("|---|---:|---:|---:|---:|")
    for name in READERS:
        python = Path(sys.executable) if name == "sayso" else given.peers
        if not python.exists():
            print(f"| {name} | not installed | | | |")
            continue
        done = subprocess.run(
            [python, __file__, "--one", name], capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            print(f"| {name} | failed: {done.stderr.strip().splitlines()[-1]} | | | |")
            continue
        result = json.loads(done.stdout.splitlines()[-1])
        scores = scored(texts, result["found"])
        change = f"{scores['value_change']:.1f}" if name == "sayso" else "not told"
        rate = len(texts) / statistics.median(result["seconds"])
        print(
            f"| {name} | {scores['value']:.1f} | {scores['value_unit']:.1f} | {change} | {rate:.0f} |"
        )


def measured(read: Callable[[str], Found], texts: list[str]) -> dict[str, Any]:
    """What a reader finds in each text, and the seconds of each round."""
    warnings.simplefilter("ignore")
    found = [read(text) for text in texts]
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for text in texts:
            read(text)
        seconds.append(time.perf_counter() - begin)
    return {"found": found, "seconds": seconds}


def scored(texts: list[str], found: list[Found]) -> dict[str, float]:
    """The scorer's F1 over what was found."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for text, quantities in zip(texts, found, strict=True):
            key = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
            out.write(json.dumps({"report": {"id": key}, "quantities": quantities}) + "\n")
        out.flush()
        done = subprocess.run(
            [sys.executable, SCORER, GOLD, out.name],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    return dict(json.loads(done.stdout))


def sayso() -> Callable[[str], Found]:
    """Ours: quantities alone, sentences and all."""
    from sayso.reading.quantities import find_quantities
    from sayso.reading.structure import Structure
    from sayso.records.wire import to_json_value

    return lambda text: to_json_value(find_quantities(Structure.of(text), (), None))


def quantulum() -> Callable[[str], Found]:
    """quantulum3 without its classifier, as it is installed."""
    from quantulum3 import parser

    def read(text: str) -> Found:
        return [
            interval(q.value - (q.uncertainty or 0), q.value + (q.uncertainty or 0), q.unit.name)
            for q in parser.parse(text)
        ]

    return read


def recognizers() -> Callable[[str], Found]:
    """Recognizers-Text: numbers with units, and the numbers that none of those holds."""
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    def read(text: str) -> Found:
        out, taken = [], []
        kinds = (recognize_age, recognize_currency, recognize_dimension, recognize_temperature)
        for recognize in (*kinds, recognize_number):
            for found in recognize(text, "en-us"):
                value = (found.resolution or {}).get("value")
                if value is None or any(a <= found.start <= b for a, b in taken):
                    continue
                taken.append((found.start, found.end))
                unit = found.resolution.get("unit")
                out.append(interval(float(value), float(value), unit))
        return out

    return read


def interval(low: float, high: float, unit: str | None) -> dict[str, Any]:
    """A quantity in the words of a reading. Units as the gold has them where only the name differs."""
    unit = {"dimensionless": None, "percent": "percentage", "Year": "year of age"}.get(
        unit or "", unit
    )
    return {"stated": low, "low": low, "high": high, "unit": unit, "qualifier": "exact"}


READERS: dict[str, Callable[[], Callable[[str], Found]]] = {
    "sayso": sayso,
    "quantulum3": quantulum,
    "Recognizers-Text": recognizers,
}


if __name__ == "__main__":
    main()
