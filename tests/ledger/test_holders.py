"""Who holds a fingerprint, beside a slow and obvious implementation on random small worlds.

A failing random case prints its seed: run it again with SAYSO_SEED.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import records as r
from sayso.ledger import Ledger
from sayso.ledger.copying import holders
from sayso.ledger.schema import finding_tables, migrations, open_file, statements

SEEDS = [int(os.environ["SAYSO_SEED"])] if "SAYSO_SEED" in os.environ else range(4)
BLOCKS = (4, 16)
AT = "2031-05-03T10:00:00Z"


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    opened = open_file(Path(":memory:"), create=True, readonly=False)
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_each_hash_names_its_first_holders(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(holders, "BLOCKS", BLOCKS)
    monkeypatch.setattr(holders, "HOLDERS", 5)
    chance = random.Random(seed)
    held: dict[int, list[int]] = {}
    n = 0
    for _ in range(120):
        n += chance.choice((1, 1, 1, 2, 9))
        hashes = sorted(chance.sample(range(40), 6))
        known = holders.holders(db, hashes)
        assert known == {h: held[h] for h in hashes if h in held}, f"seed {seed}"
        holders.enter(db, n, hashes, known)
        for h in hashes:
            if len(held.setdefault(h, [])) < 5:
                held[h].append(n)
        if chance.random() < 0.1:
            holders.remove(db, gone := chance.sample(range(40), 2))
            for h in gone:
                held.pop(h, None)
        placed = placement(db)
        latest, before, rest = (placed[k] for k in ("0", "1", "all"))
        assert {r // 4 for r in latest} <= {n // 4}, f"seed {seed}"
        assert all(r // 16 == n // 16 and r // 4 < n // 4 for r in before), f"seed {seed}"
        assert all(r // 16 < n // 16 for r in rest), f"seed {seed}"


def placement(db: sqlite3.Connection) -> dict[str, set[int]]:
    """The reports whose fingerprints stand in each place."""
    asked = "SELECT report FROM recent_fingerprints WHERE span = ?"
    return {
        "0": {n for (n,) in db.execute(asked, (0,))},
        "1": {n for (n,) in db.execute(asked, (1,))},
        "all": {n for (n,) in db.execute("SELECT report FROM fingerprints")},
    }


@pytest.mark.parametrize("reports", [1, 64, 65, 2047, 2048, 2200])
def test_an_older_ledger_is_brought_to_where_filing_leaves_one(
    db: sqlite3.Connection, reports: int
) -> None:
    for n in range(1, reports + 1):
        db.execute("INSERT INTO reports (n, id, text) VALUES (?, ?, '')", (n, str(n)))
        holders.enter(db, n, [n, n + 10_000], {})
    filed = everything(db)
    db.execute("INSERT INTO fingerprints SELECT hash, report FROM recent_fingerprints")
    db.execute("DROP TABLE recent_fingerprints")
    for statement in statements(dict(migrations())["011-recent-fingerprints.sql"]):
        db.execute(statement)
    assert everything(db) == filed


def everything(db: sqlite3.Connection) -> list[list[tuple[int, ...]]]:
    tables = ("fingerprints", "recent_fingerprints")
    return [db.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@pytest.mark.parametrize("seed", SEEDS)
def test_findings_do_not_depend_on_how_many_are_filed_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(holders, "BLOCKS", BLOCKS)
    made = list(world(random.Random(seed)))
    found = []
    for size in (1, 7, len(made)):
        with Ledger.open(tmp_path / f"{size}.db") as ledger:
            for first in range(0, len(made), size):
                ledger.file_all([(one, None) for one in made[first : first + size]], seen_at=AT)
            assert ledger.check() == [], f"seed {seed}"
            tables = [table for table in finding_tables() if table != "words"]
            found.append([ledger.db.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables])
    assert found[0] == found[1] == found[2], f"seed {seed}"


def world(chance: random.Random) -> Iterator[r.Reading]:
    """Texts of invented words, every second one with a passage of an earlier one or a box that all share."""
    words = ["".join(chance.choices("aeioubdklmnrst", k=5)) for _ in range(300)]
    box = " ".join(chance.choices(words, k=30)).capitalize()
    texts: list[str] = []
    for n in range(24):
        said = chance.choices(words, k=chance.randint(40, 90))
        if texts and chance.random() < 0.5:
            old = chance.choice(texts).split()
            said[20:20] = old[: chance.randint(20, len(old))]
        texts.append(f"{' '.join(said).capitalize()} Nr {n}.")
        text = f"{texts[-1]}\n\n{box}." if chance.random() < 0.4 else texts[-1]
        yield r.Reading(
            generated_by=r.GeneratedBy(sayso="0", model=None, started=None),
            report=r.Report.of(text, url=f"https://paper{n % 3}.example/{n}"),
        )
