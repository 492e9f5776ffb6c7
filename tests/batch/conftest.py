"""What the tests of batches share. They need the extra sayso[batch], and are not collected without it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGES = ("duckdb", "pyarrow", "warcio")
MISSING = [name for name in PACKAGES if find_spec(name) is None]
collect_ignore_glob = ["test_*.py"] if MISSING else []
if not MISSING:
    from batches import record, story, write_lines


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Twelve lines: seven texts, a second place for two of them, a copy of half, and what is wrong."""
    half = f"{story(1)} Nobody else was there, the herald of Oram has learnt from a ferryman."
    lines = [
        *(record(n) for n in range(6)),
        record(20, story(2)),
        record(7, half),
        record(8, ""),
        record(9, "bonjour tout le monde, il fait beau ce matin."),
        record(21, story(2)),
    ]
    path = write_lines(tmp_path / "corpus.jsonl", lines)
    with path.open("a") as file:
        file.write("{broken\n")
    return path
