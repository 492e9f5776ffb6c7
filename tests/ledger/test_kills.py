"""SIGKILL at random moments, several writers and readers at once: nothing acknowledged is lost.

The processes use the tests' own reader, which finds one claim a report, so that most of the time is
spent in filing. SAYSO_KILLS sets how often `add` is killed (300 for the figure in docs/ledger.md).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest
from command import start

from sayso.ledger import Ledger

KILLS = int(os.environ.get("SAYSO_KILLS", "10"))
WORDS = [a + b for a in ("ferry", "mill", "corn", "salt", "river") for b in map(str, range(400))]


def write_reports(path: Path, first: int, last: int) -> None:
    with path.open("w") as file:
        for n in range(first, last):
            # As different as news is: reports that all copy each other take longer to file.
            words = random.Random(n).choices(WORDS, k=60)
            text = f"Friday {n}: {' '.join(words)}."
            day = date.fromordinal(date(2031, 5, 2).toordinal() - 40 * n).isoformat()
            file.write(json.dumps({"id": str(n), "text": text, "published": day}) + "\n")


def contents(path: Path) -> tuple[list[str], list[str]]:
    with Ledger.open(path) as ledger:
        found = ledger.check()
        ids = [i for (i,) in ledger.db.execute("SELECT id FROM reports ORDER BY n")]
    return found, ids


def test_killed_at_any_moment(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 -- shown where the test fails
    chance = random.Random(seed)
    lines, path = tmp_path / "reports.jsonl", tmp_path / "test.db"
    held: list[str] = []
    for turn in range(KILLS):
        write_reports(lines, 0, 40 * (turn + 1))
        process = start("add", "--ledger", path, "--from", "jsonl", "--json", lines)
        time.sleep(chance.uniform(0.05, 0.9))
        process.send_signal(signal.SIGKILL)
        acknowledged = bool(process.communicate()[0])
        if not path.exists():
            continue
        if turn % 10 == 9 or acknowledged or turn == KILLS - 1:
            faults, ids = contents(path)
            assert faults == []
            assert ids[: len(held)] == held, "what was there is there, in the same order"
            assert not acknowledged or len(ids) == 40 * (turn + 1)
            held = ids
    process = start("add", "--ledger", path, "--from", "jsonl", "--json", lines)
    out, _ = process.communicate(timeout=120)
    said = json.loads(out)
    assert said["added"] + said["already"] == 40 * KILLS
    assert said["failed"] == 0
    faults, ids = contents(path)
    assert faults == []
    assert len(set(ids)) == len(ids) == 40 * KILLS


def test_a_rebuild_that_is_killed_leaves_everything(tmp_path: Path) -> None:
    lines, path = tmp_path / "reports.jsonl", tmp_path / "test.db"
    write_reports(lines, 0, 300)
    start("add", "--ledger", path, "--from", "jsonl", lines).communicate(timeout=60)
    before = contents(path)
    for wait in (0.3, 0.5, 0.7):
        process = start("rebuild", "--ledger", path)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert contents(path) == before


def test_two_writers_and_four_readers_at_once(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    for n in range(2):
        write_reports(tmp_path / f"{n}.jsonl", 200 * n, 200 * n + 250)
    Ledger.open(path).close()

    def running(*arguments: str | Path) -> subprocess.Popen[bytes]:
        return start(*arguments, "--ledger", path, "--json")

    writers = [running("add", "--from", "jsonl", tmp_path / f"{n}.jsonl") for n in range(2)]
    seen = 0
    while any(writer.poll() is None for writer in writers):
        readers = [running("claims", "--limit", "5"), running("search", "Friday")]
        readers += [running("claims", "--words", "Friday"), running("show", "sha256:0000")]
        for reader, statuses in zip(readers, (0, 0, 0, 2), strict=True):
            out, err = reader.communicate(timeout=60)
            assert reader.returncode == statuses, err
            seen += len(out.splitlines())
    said = [json.loads(writer.communicate()[0]) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sum(s["added"] for s in said) == 450
    assert sum(s["already"] for s in said) == 50
    assert seen
    faults, ids = contents(path)
    assert faults == []
    assert len(ids) == 450


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_closed_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    process = start("add", "--ledger", tmp_path / "test.db", "-", stdin=subprocess.DEVNULL)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"cannot be opened" in err
    tmp_path.chmod(0o700)
