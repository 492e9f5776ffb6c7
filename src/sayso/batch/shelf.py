"""Rows by the number of their document, out of the parts of a table: some row groups are held."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.batch.parts import part_name
from sayso.batch.plan import Plan

T = TypeVar("T")
FILES, GROUPS = 32, 48
"""Files that are kept open, and row groups of some hundred rows that are kept."""

Row = dict[str, Any]
Group = tuple[list[int], dict[str, pa.Array]]
"""The documents of a row group, and its columns: of a hundred texts most often one is asked for."""


class Shelf:
    """The table in a folder, a part for each shard, each in the order of `doc`."""

    def __init__(self, folder: Path, plan: Plan, columns: tuple[str, ...]) -> None:
        self._folder = folder
        self._firsts = [shard.first for shard in plan.shards]
        self._columns = ["doc", *columns]
        self._files: OrderedDict[int, tuple[pq.ParquetFile, list[int]]] = OrderedDict()
        self._groups: OrderedDict[tuple[int, int], Group] = OrderedDict()

    def row(self, doc: int) -> Row:
        """The row of a document. Raises KeyError where there is none."""
        shard = bisect_right(self._firsts, doc) - 1
        _, starts = _held(self._files, shard, self._opened, FILES)
        group = max(0, bisect_right(starts, doc) - 1)
        numbers, columns = _held(self._groups, (shard, group), self._unpacked, GROUPS)
        at = bisect_left(numbers, doc)
        if numbers[at : at + 1] != [doc]:
            raise KeyError(doc)
        return {name: column[at].as_py() for name, column in columns.items()}

    def _opened(self, shard: int) -> tuple[pq.ParquetFile, list[int]]:
        file = pq.ParquetFile(self._folder / part_name(shard))
        groups = (file.metadata.row_group(n) for n in range(file.num_row_groups))
        return file, [group.column(0).statistics.min for group in groups]

    def _unpacked(self, at: tuple[int, int]) -> Group:
        file, _ = _held(self._files, at[0], self._opened, FILES)
        group = file.read_row_group(at[1], columns=self._columns, use_threads=False)
        columns = {name: group[name].combine_chunks() for name in self._columns}
        return columns["doc"].to_pylist(), columns


K = TypeVar("K")


def _held(held: OrderedDict[K, T], key: K, make: Callable[[K], T], most: int) -> T:
    if key not in held:
        held[key] = make(key)
        if len(held) > most:
            held.popitem(last=False)
    held.move_to_end(key)
    return held[key]
