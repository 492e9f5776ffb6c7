"""Spark does as the local engine does, row by row, though one of its executors is killed on the way."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
from batches import AT, batch, everything
from command import start

from sayso.batch.parts import WORK

EPOCH = "1935828000"  # AT, in seconds
EXECUTOR = b"CoarseGrainedExecutorBackend"

SPARK = find_spec("pyspark")
pytestmark = pytest.mark.skipif(
    not (SPARK and SPARK.origin and shutil.which("java") and Path("/proc").is_dir()),
    reason="needs Java 17, the extra sayso[spark] and /proc",
)


def parents() -> dict[int, int]:
    """Each process and the one that started it."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            found[int(status.parent.name)] = int(fields[1])
    return found


def below(process: int, of: dict[int, int]) -> Iterator[int]:
    """The processes that a process has started, and those that these have."""
    for child in [each for each, parent in of.items() if parent == process]:
        yield child
        yield from below(child, of)


def executors(process: int) -> list[int]:
    found = []
    for each in below(process, parents()):
        try:
            command = Path(f"/proc/{each}/cmdline").read_bytes()
        except OSError:
            continue
        if EXECUTOR in command and b"java" in command.split(b"\0")[0]:
            found.append(each)
    return found


def test_spark_and_local_agree_though_an_executor_is_killed(corpus: Path, tmp_path: Path) -> None:
    local, out = tmp_path / "local", tmp_path / "spark"
    (tmp_path / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 2\n")
    process = start(
        *("batch", corpus, "--out", out, "--shard-size", "3", "--engine", "spark"),
        *("--master", "local-cluster[2,1,1024]"),
        env={
            "SOURCE_DATE_EPOCH": EPOCH,
            "SPARK_CONF_DIR": str(tmp_path),
        },
        cwd=tmp_path,
    )
    try:
        running: list[int] = []
        while not ((out / WORK / "taken" / "_temporary").is_dir() and len(running) == 2):
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
            running = executors(process.pid)
        os.kill(running[0], signal.SIGKILL)
        _, errors = process.communicate(timeout=300)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 2, errors  # for the broken line
    made = batch(local, corpus)
    assert made["made_at"] == AT
    assert everything(out) == everything(local)
    assert len(everything(out)["readings"]) == 7
