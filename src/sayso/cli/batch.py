"""`sayso batch`: whole archives in, a folder of Parquet out. Safe to interrupt, and to repeat."""

from __future__ import annotations

import hashlib
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.cli.commands import Commands, add_model_option, new_command

if TYPE_CHECKING:
    from sayso.batch.local import Watch

_DESCRIPTION = """\
Read whole corpora into a folder of Parquet tables, with a manifest of what became of every document.

INPUT is a file or folder of what `sayso read` takes, JSON Lines, Parquet with the same columns, or a web
archive (WARC, WACZ). Each text is read once, however often it is there. After an interruption or a crash
the same command goes on where it was. The result is the same whatever the number of workers.
"""
_STEPS = {
    "survey": "looking through the inputs",
    "clean": "1/7 opening documents",
    "gather": "2/7 setting duplicates aside",
    "take": "3/7 reading texts",
    "join": "4/7 finding what shares words",
    "match": "5/7 comparing",
    "learn": "6/7 learning what is furniture",
    "tell": "7/7 telling copies",
    "close": "counting",
}


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    batch = new_command(
        commands, "batch", run, summary="read whole archives into Parquet", description=_DESCRIPTION
    )
    add = batch.add_argument
    add("inputs", nargs="+", metavar="INPUT", help="file, folder, pattern or web archive")
    add("--out", metavar="DIR", required=True, help="the folder to write, or to go on with")
    add("--workers", type=int, metavar="N", help="processes (default: one for each processor)")
    add(
        "--shard-size",
        type=int,
        metavar="N",
        help="documents between two points to go on from (default: 1000)",
    )
    add("--engine", choices=["local", "spark"], default="local", help="what does the work")
    add("--master", metavar="URL", help="the cluster, with --engine spark")
    add("--copies-only", action="store_true", help="read nothing: find duplicates and copies alone")
    add("--events", metavar="FILE", help="a table of dated public events (CSV) to date reports by")
    add_model_option(batch)
    add("--json", action="store_true", help="write what became of the documents as JSON")
    add("--quiet", action="store_true", help="show no progress")


def run(options: Namespace) -> int:
    """Do it. Returns 0, or 2 if a document failed. Raises WrongUse, MissingExtra or a BatchError."""
    from sayso import neural
    from sayso.cli.output import write
    from sayso.cli.reports import WrongUse, now
    from sayso.records.wire import to_line

    workers = os.cpu_count() or 1 if options.workers is None else options.workers
    if workers < 1:
        raise WrongUse("--workers: there must be one at least")
    if options.shard_size is not None and options.shard_size < 1:
        raise WrongUse("--shard-size: it is a number of documents, 1 or more")
    if options.master and options.engine != "spark":
        raise WrongUse("--master: it names a cluster, for --engine spark")
    need_extra()
    from sayso.batch.batch import run as run_batch
    from sayso.batch.plan import SHARD, Asked

    asked = Asked(
        inputs=tuple(options.inputs),
        engine=options.engine,
        reading=not options.copies_only,
        shard=options.shard_size or SHARD,
        events=options.events,
        events_sha256=_digest(options.events),
        reader=options.model,
        model=None if options.copies_only else neural.default_name(options.model),
    )
    with _watching(wanted=not options.quiet) as watch:
        made = run_batch(
            Path(options.out),
            asked,
            started=now(),
            workers=workers,
            watch=watch,
            master=options.master,
        )
    documents = made["documents"]
    write(to_line(documents) + "\n" if options.json else _sentence(documents))
    return 2 if documents["failed"] else 0


def need_extra() -> None:
    """Raises MissingExtra where what a batch rests on is not installed."""
    from importlib import import_module

    from sayso.errors import MissingExtra

    try:
        for name in ("duckdb", "pyarrow", "warcio"):
            import_module(name)
    except ImportError:
        raise MissingExtra("a batch needs some packages: pip install 'sayso[batch]'") from None


def _digest(path: str | None) -> str | None:
    """The hash of a table of events, once it is known to be one."""
    from sayso.intake import events_from_path

    if path is None:
        return None
    events_from_path(path)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _sentence(documents: dict[str, Any]) -> str:
    from sayso.export.words import counted

    lines = [
        f"{counted(documents['in'], 'document')}: {documents['read']} read,"
        f" {documents['duplicate']} duplicate"
    ]
    for outcome in ("skipped", "failed"):
        reasons = documents[outcome]
        if reasons:
            why = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
            lines[0] += f", {sum(reasons.values())} {outcome}"
            lines.append(f"  {outcome}: {why}")
    return "\n".join(lines) + "\n"


class _Silence:
    def begin(self, step: str, total: int, done: int) -> None: ...

    def advance(self, documents: int) -> None: ...


@contextmanager
def _watching(*, wanted: bool) -> Iterator[Watch]:
    """A bar for each step, where standard error is a terminal.

    The time left is that of the step, by the pace of this run; of later steps nothing is promised.
    """
    if not (wanted and sys.stderr.isatty()):
        yield _Silence()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bars(bar)


class _Bars:
    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._task: Any = None

    def begin(self, step: str, total: int, done: int) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(_STEPS.get(step, step), total=total or None, completed=done)

    def advance(self, documents: int) -> None:
        self._bar.advance(self._task, documents)
