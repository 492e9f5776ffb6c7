"""How often each flag is right: its firings now, against verdicts on firings that were read, kept beside in flags.json.

    python tests/quality/flags.py               exits with 1 if a precision is below its floor
    python tests/quality/flags.py --unjudged    and shows what fires in these articles and nobody has judged
    python tests/quality/flags.py --readings FILE    takes readings made before, with `ref` the name of the article

A verdict is a code, a place in the article and whether a careful reader would put the question there; a firing is
judged by the verdict of its code whose place it touches. Figures and loaded words are judged one by one, the other
flags by the first of their spans that stands in the text. Articles with "read" were read to the end, and what should
have been asked there and was not is a verdict "missed". No article text is kept, only names, hashes and offsets.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
VERDICTS = Path(__file__).with_name("flags.json")
ONE_BY_ONE = ("figure-without-source", "loaded-language")
LEAST = 10
"""Fewer judged firings than this tell no percentage: no floor is set on them."""

Place = tuple[str, int, int]


def main(argv: list[str] | None = None) -> int:
    """Read, judge, compare. Returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--unjudged", action="store_true", help="show what nobody has judged")
    options.add_argument("--readings", type=Path, help="readings made before")
    given = options.parse_args(argv)
    if not (SHARED / "data").is_dir():
        print("quality: flags skipped, for the articles lie in ../shared")
        return 0
    kept = json.loads(VERDICTS.read_text("utf-8"))
    texts = load(kept["articles"])
    readings = told(given.readings) if given.readings else read(kept["articles"], texts)
    counts: dict[str, Counter[str]] = {}
    for article in kept["articles"]:
        name = article["file"]
        for code, verdict, place in judge(article, readings.get(name, {"flags": []})):
            counts.setdefault(code, Counter())[verdict] += 1
            if verdict == "unjudged" and given.unjudged:
                show(name, place, texts[name])
    return compare(counts, kept["floors"])


def load(articles: list[dict[str, Any]]) -> dict[str, str]:
    """The texts of the articles, each the one that was judged."""
    sys.path.insert(0, str(ROOT / "training"))
    from texts import sha256, text_of

    texts = {a["file"]: text_of(a["file"]) for a in articles}
    for article in articles:
        if sha256(texts[article["file"]]) != article["sha256"]:
            raise SystemExit(f"{article['file']} is not the text that was judged")
    return texts


def read(articles: list[dict[str, Any]], texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    """`sayso read --json` over all articles; each told its day of publication if the verdicts rest on it."""
    rows = [
        {"id": a["file"], "text": texts[a["file"]], "published": a.get("published")}
        for a in articles
    ]
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        made = Path(folder) / "readings.jsonl"
        command = [str(Path(sysconfig.get_path("scripts")) / "sayso"), "read", "--json", "--quiet"]
        with made.open("wb") as out:
            subprocess.run([*command, "--from", "jsonl", str(lines)], stdout=out, check=False)
        return told(made)


def told(path: Path) -> dict[str, dict[str, Any]]:
    """Readings by what they were called."""
    lines = path.read_text("utf-8").split("\n")
    return {r["report"]["ref"]: r for r in (json.loads(line) for line in lines if line)}


def firings(reading: dict[str, Any]) -> Iterator[Place]:
    """(code, start, end) of all that is asked of a text."""
    for flag in reading["flags"]:
        spans = [s for s in flag["spans"] if "in" not in s] or [{"start": 0, "end": 1}]
        for s in spans if flag["code"] in ONE_BY_ONE else spans[:1]:
            yield flag["code"], s["start"], s["end"]


def judge(article: dict[str, Any], reading: dict[str, Any]) -> Iterator[tuple[str, str, Place]]:
    """(code, verdict, place) of each firing, and of each verdict that nothing fires on any more."""
    verdicts: list[tuple[Place, str]] = [((c, a, b), v) for c, a, b, v in article["verdicts"]]
    met: set[Place] = set()
    for place in firings(reading):
        found = [(p, v) for p, v in verdicts if touch(place, p)]
        met.update(p for p, _ in found)
        verdict = found[0][1] if found else "unjudged"
        yield place[0], {"missed": "right"}.get(verdict, verdict), place
    for place, verdict in verdicts:
        if place not in met:
            yield place[0], "missed" if verdict == "missed" else f"gone, {verdict}", place


def touch(one: Place, other: Place) -> bool:
    """The same flag at places that overlap."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def compare(counts: dict[str, Counter[str]], floors: dict[str, float]) -> int:
    """Print the table; 1 if a precision is below its floor."""
    failed = False
    heads = ("right", "wrong", "unjudged", "gone, right", "gone, wrong", "missed")
    print(f"{'':24}{'floor':>7}{'now':>7}" + "".join(f"{h:>13}" for h in heads))
    for code in sorted(counts):
        row = counts[code]
        judged = row["right"] + row["wrong"]
        now = 100 * row["right"] / judged if judged else 0.0
        floor = floors.get(code)
        below = floor is not None and now < floor
        failed = failed or below
        shown = (f"{floor:7.1f}" if floor else f"{'-':>7}") + (
            f"{now:7.1f}" if judged >= LEAST else f"{'-':>7}"
        )
        cells = "".join(f"{row[h]:>13}" for h in heads)
        print(f"{code:24}{shown}{cells}{'   FAILED' if below else ''}")
    return 1 if failed else 0


def show(name: str, place: Place, text: str) -> None:
    """What fires, in its words, with the row to put into the verdicts."""
    code, start, end = place
    around = " ".join(text[max(0, start - 160) : end + 160].split())
    print(f"{name}\n  {json.dumps([code, start, end, '?'])}\n  {around}")


if __name__ == "__main__":
    sys.exit(main())
