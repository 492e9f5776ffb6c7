"""Files that appear whole under their name or not at all, and the marks of what is done.

A mark is written last, when all that it vouches for is on the disk. So a batch that was killed goes on
behind its last mark, and what has no mark is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.errors import Unwritable

WORK = "_work"
"""The folder inside the output for what is needed on the way; an underscore hides it from engines."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; it takes the name once it is on the disk."""
    part = path.with_name(f"_{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise Unwritable(f"{path}: it cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Have the name on the disk too, where folders can be opened."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def write_json(path: Path, value: Any) -> None:
    """Write a small file whole."""
    with whole(path) as part:
        part.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read_json(path: Path) -> Any:
    """Read it back."""
    return json.loads(path.read_text("utf-8"))


class Part:
    """A Parquet file on its way: rows come in batches, and are written in groups."""

    def __init__(self, path: Path, schema: pa.Schema, group: int = 1000) -> None:
        self._file = pq.ParquetWriter(path, schema, compression="zstd")
        self._schema = schema
        self._group = group
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Take some rows."""
        self._waiting.append(batch)
        self._rows += batch.num_rows
        if self._rows >= self._group:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._rows:
            table = pa.Table.from_batches(self._waiting, self._schema)
            self._file.write_table(table, row_group_size=max(self._group, table.num_rows))
        self._waiting, self._rows = [], 0


@contextmanager
def part_file(path: Path, schema: pa.Schema, group: int = 1000) -> Iterator[Part]:
    """A Parquet file that appears whole. group: rows that are written together."""
    with whole(path) as place:
        part = Part(place, schema, group)
        try:
            yield part
        finally:
            part.close()


def digest(path: Path) -> str:
    """SHA-256 of a file, hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def sole(folder: Path) -> Iterator[None]:
    """Keep a second batch out of a folder, where the system knows locks. Raises Unwritable."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unwritable(f"{folder.parent}: another batch is at work in it") from None
        yield


def sweep(folder: Path) -> None:
    """Delete what a batch that was killed had begun to write."""
    for left in folder.glob("**/_*.part"):
        left.unlink(missing_ok=True)


def part_name(n: int) -> str:
    """The file of a shard in the folder of a table."""
    return f"part-{n:06d}.parquet"
