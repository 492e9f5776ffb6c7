"""Corpora for batches, a way to run one, and what it wrote. The reports in them are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sayso.batch.batch import run
from sayso.batch.plan import Asked
from sayso.batch.schemas import TABLES

NAMES = (
    "Sarn",
    "Hallow",
    "Norvik",
    "Corran",
    "Selwick",
    "Kestrel",
    "Brade",
    "Oram",
    "Tolk",
    "Veil",
)


def story(n: int) -> str:
    """A text that shares no run of words with those of other numbers."""
    words = " ".join(f"{NAMES[(n + k) % 10]}{n} the{k} of{n * 7 + k}" for k in range(40))
    return f"The bridge number {n} was closed on Monday. The clerk {words} said."


def record(n: int, text: str | None = None, **others: Any) -> dict[str, Any]:
    """A line of JSON Lines, seen at a host of its own on a day of its own."""
    return {
        "id": f"r{n}",
        "text": story(n) if text is None else text,
        "title": f"Bridge {n} closed",
        "url": f"https://host{n}.example/{n}",
        "published": f"2031-05-{n % 28 + 1:02d}",
        **others,
    }


def write_lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    return path


AT = "2031-05-06T10:00:00Z"


class Told:
    """Remembers what a batch told of its way."""

    def __init__(self) -> None:
        self.steps: dict[str, list[int]] = {}
        self._last = ""

    def begin(self, step: str, total: int, done: int) -> None:
        self._last = step
        self.steps[step] = [total, done]

    def advance(self, documents: int) -> None:
        self.steps[self._last][1] += documents


def batch(out: Path, *inputs: Path, workers: int = 1, **asked: Any) -> dict[str, Any]:
    names = tuple(str(path) for path in inputs)
    return run(out, Asked(inputs=names, **asked), started=AT, workers=workers, watch=Told())


def rows(out: Path, noun: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    folder = out / noun
    return pq.read_table(folder).to_pylist() if folder.is_dir() else []


def everything(out: Path) -> dict[str, list[str]]:
    """All rows of all tables, sorted."""
    return {
        of.noun: sorted(json.dumps(row, sort_keys=True) for row in rows(out, of.noun))
        for of in TABLES
    }
