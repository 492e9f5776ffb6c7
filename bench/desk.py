"""What figures, times, topics, flags and the summary cost, over the time of the tagger: CPU time, side by side.

    python bench/desk.py [--articles N]

The articles are PolNeAR dev. Each step of the reader that this is about is timed where the reader calls it.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sayso import neural
from sayso.reading import reader
from sayso.records import Report

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
STEPS = {
    "figures": ("find_quantities", "tie", "mark_status"),
    "times": ("place_in_time", "times_in"),
    "topics": ("mark_topics", "mark_check_worthy"),
    "loaded words": ("outlets_loaded",),
    "flags": ("flags.raise_flags",),
    "summary": ("summarise",),
}


def main() -> int:
    """Read and print. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=84)
    count = parser.parse_args().articles
    folder = SHARED / "data" / "polnear" / "dev" / "text"
    if not folder.is_dir():
        print("bench: the desk's steps skipped, for PolNeAR lies in ../shared")
        return 0
    texts = [p.open(encoding="utf8", newline="").read() for p in sorted(folder.glob("*.txt"))]
    spent: Counter[str] = Counter()
    model = neural.default_model()
    model.tag = timed(spent, "tagger", model.tag)  # type: ignore[method-assign]
    for name, functions in STEPS.items():
        for function in functions:
            where: Any = reader
            *modules, last = function.split(".")
            for module in modules:
                where = getattr(where, module)
            setattr(where, last, timed(spent, name, getattr(where, last)))
    reader.read_report(Report.of(texts[0]), model=model)  # what is loaded once
    spent.clear()
    begin = time.process_time()
    for text in texts[:count]:
        reader.read_report(Report.of(text), model=model)
    spent["all"] = time.process_time() - begin  # type: ignore[assignment]
    desk = sum(spent[name] for name in STEPS)
    for name in ("tagger", *STEPS):
        print(f"{name:14}{spent[name]:8.2f} s{100 * spent[name] / spent['tagger']:8.1f} %")
    print(
        f"{'these together':14}{desk:8.2f} s{100 * desk / spent['tagger']:8.1f} % of the tagger's time"
    )
    print(f"{'whole reading':14}{spent['all']:8.2f} s{100 * spent['all'] / spent['tagger']:8.1f} %")
    return 0


def timed(spent: Counter[str], name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """A step that adds the CPU time it takes to what was spent."""

    def wrapped(*args: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return step(*args, **named)
        finally:
            spent[name] += time.process_time() - begin  # type: ignore[assignment]

    return wrapped


if __name__ == "__main__":
    sys.exit(main())
