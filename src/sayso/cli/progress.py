"""A progress bar on standard error, where a person waits for many inputs; else nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sayso.cli.visible import visible

FEW = 5
"""Up to so many inputs, a bar would come and go before it is read."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the person is told while inputs are read."""

    warn: Callable[[str], None]
    advance: Callable[[], None]


def warn(line: str) -> None:
    """Say one line on standard error."""
    sys.stderr.write(f"sayso: {visible(line)}\n")
    sys.stderr.flush()


@contextmanager
def watching(inputs: Sequence[str], *, from_jsonl: bool, wanted: bool) -> Iterator[Watch]:
    """Show a bar where it is wanted and standard error is a terminal, and warn above it."""
    if not (wanted and sys.stderr.isatty()):
        yield Watch(warn, lambda: None)
        return
    from sayso.intake import count_inputs

    total = count_inputs(inputs, from_jsonl=from_jsonl)
    if total is not None and total <= FEW:
        yield Watch(warn, lambda: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    from rich.text import Text

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress("reading", *columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield Watch(
            warn=lambda line: console.print(Text(f"sayso: {visible(line)}"), soft_wrap=True),
            advance=lambda: bar.advance(task),
        )
