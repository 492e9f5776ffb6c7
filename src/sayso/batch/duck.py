"""DuckDB for the local engine: tables of a folder under their names, answers as Arrow batches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from sayso.errors import BatchError

MEMORY = "300MB"
"""What one query may hold in memory; the rest it lays on the disk, in the work folder."""
ROWS = 2000


class Database:
    """One connection. `tables` maps names to what they stand for: SQL, or files of Parquet."""

    def __init__(self, connection: Any) -> None:
        self._db = connection

    def lay(self, name: str, what: str | Path) -> None:
        """Let a name stand for a query, or for a file or all files of a folder."""
        if isinstance(what, Path):
            files = what / "*.parquet" if what.suffix != ".parquet" else what
            what = f"SELECT * FROM read_parquet('{_quoted(files)}')"
        self._db.execute(f"CREATE OR REPLACE VIEW {name} AS {what}")

    def keep(self, name: str, query: str) -> None:
        """Let a name stand for what a query gives now."""
        self._db.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def ask(
        self, query: str, schema: pa.Schema, given: Sequence[str] = ()
    ) -> Iterator[pa.RecordBatch]:
        """The answer, in batches of the types that are wanted. given: for its question marks."""
        for batch in self._db.sql(query, params=given or None).to_arrow_reader(ROWS):
            columns = [batch.column(field.name).cast(field.type, safe=True) for field in schema]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer, where it is small."""
        found: list[tuple[Any, ...]] = self._db.execute(query).fetchall()
        return found


@contextmanager
def database(
    spill: Path, tables: Mapping[str, str | Path], *, threads: int = 1
) -> Iterator[Database]:
    """Open one in memory, which lays what does not fit in `spill`. Raises BatchError: a full disk, say."""
    settings: dict[str, Any] = {
        "threads": threads,
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
        "preserve_insertion_order": False,
    }
    connection = duckdb.connect(config=settings)
    try:
        opened = Database(connection)
        for name, what in tables.items():
            opened.lay(name, what)
        yield opened
    except duckdb.Error as error:
        why = str(error).partition("\n")[0]
        raise BatchError(f"a query could not be answered: {why}") from None
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
