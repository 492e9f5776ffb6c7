"""What finding copies costs, step by step, on local news: one thread, the middle of several rounds.

    python bench/copies.py [--rounds N]

How well it finds them is measured by tests/quality/copies.py.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sayso.ledger.copying.fingerprints import fingerprints
from sayso.ledger.copying.furniture import furniture
from sayso.ledger.copying.reuse import Side, reuse

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
TEXTS = 1000


def main() -> int:
    """Time and print. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    path = SHARED / "data/local-news/articles.jsonl"
    if not path.is_file():
        print("bench: copies skipped, for the texts lie in ../shared")
        return 0
    rows = (json.loads(row)["text"] for row in path.open(encoding="utf-8"))
    texts = [text for text in rows if text.strip()][:TEXTS]
    sides = [Side.made(text, furniture(text)) for text in texts]
    words = sum(len(side.words) for side in sides) / len(sides)
    kept = sum(len(fingerprints(text)) for text in texts) / len(texts)
    print(f"{len(texts)} texts, {words:.0f} words each, {kept:.0f} fingerprints each")
    steps: dict[str, Callable[[int], object]] = {
        "fingerprints": lambda n: fingerprints(texts[n]),
        "furniture by form": lambda n: furniture(texts[n]),
        "comparison of two": lambda n: reuse(sides[n], sides[n - 1]),
        "comparison of a copy": lambda n: reuse(sides[n], sides[n]),
    }
    for name, step in steps.items():
        taken = [_seconds(step) for _ in range(rounds)]
        each = median(taken) / TEXTS
        print(f"{name:22}{1000 * each:8.2f} ms{1 / each:10,.0f}/s")
    return 0


def _seconds(step: Callable[[int], object]) -> float:
    start = time.process_time()
    for n in range(TEXTS):
        step(n)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
