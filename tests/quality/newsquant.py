"""Quantities in the news: what the shipped reader scores on the sentences of NewsQuant dev.

The gate calls this beside PolNeAR. Every sentence is a report of its own, read by the public command,
and the set's own scorer scores the readings.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PINNED = ("value", "value_unit", "value_change")


def files(shared: Path) -> tuple[Path, Path]:
    """The gold and its scorer."""
    return shared / "data" / "newsquant" / "dev.json", shared / "score" / "quantities.py"


def score(shared: Path, command: str, folder: Path) -> dict[str, float]:
    """Read all sentences and score them: F1 in %, and how many have no reading."""
    gold, scorer = files(shared)
    texts, readings = folder / "sentences.jsonl", folder / "quantities.jsonl"
    with texts.open("wb") as out:
        subprocess.run([sys.executable, scorer, "--texts", gold], stdout=out, check=True)
    with readings.open("wb") as out:
        subprocess.run([command, "read", "--json", "--quiet", "--from", "jsonl", texts], stdout=out)
    done = subprocess.run(
        [sys.executable, scorer, gold, readings], capture_output=True, encoding="utf-8", check=True
    )
    return dict(json.loads(done.stdout))


def problems(scores: dict[str, float], pinned: dict[str, Any], now: dict[str, str]) -> list[str]:
    """What is below its floor, or has no reading, or was measured on other gold."""
    found = []
    if pinned["gold"] != now:
        new = f"if it should have, put {now['sha256']} into floors.json"
        found.append(f"NewsQuant or its scorer changed; {new}")
    if scores["without_reading"]:
        found.append(f"{scores['without_reading']:g} sentences of NewsQuant have no reading")
    found += [
        f"NewsQuant {name} is {scores[name]:.1f}, below its floor of {row['floor']:.1f}"
        for name, row in pinned["floors"].items()
        if scores[name] < row["floor"]
    ]
    return found


def raised(scores: dict[str, float], floors: dict[str, Any], leeway: float) -> dict[str, Any]:
    """Each floor where it was, or `leeway` below the score if that is higher."""
    return {
        name: {"floor": max(floors[name]["floor"], round(scores[name] - leeway, 1))}
        for name in PINNED
    }


def show(scores: dict[str, float], floors: dict[str, Any]) -> None:
    """Print the table."""
    print(
        f"NewsQuant dev, {scores['sentences']:g} sentences, {scores['gold']:g} quantities, F1 in %"
    )
    for name in PINNED:
        print(f"{name:20}{floors[name]['floor']:>6.1f}{scores[name]:>7.1f}")
