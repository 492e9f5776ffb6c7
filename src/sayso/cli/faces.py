"""The three faces of a reading: JSON Lines, the terminal view, the page.

A face is shown one reading after the other and told when there are no more. Only the page keeps
what it was shown.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol

from sayso.cli import output
from sayso.errors import Unwritable
from sayso.records import Reading


class Face(Protocol):
    """What is done with readings as they come."""

    def show(self, reading: Reading) -> None:
        """Take the next reading."""

    def finish(self) -> str | None:
        """There are no more readings. Returns what a person might like to know."""


class JsonLines:
    """One reading a line on standard output."""

    def show(self, reading: Reading) -> None:
        """Write the line at once."""
        output.write(reading.to_json() + "\n")

    def finish(self) -> None:
        """Nothing was held back."""


class Terminal:
    """The view for people on standard output: styled on a terminal, plain everywhere else."""

    def __init__(self) -> None:
        from rich.console import Console

        from sayso.cli.terminal import PLAIN_WIDTH, View

        asked_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self.console = Console(highlight=False, markup=False, emoji=False)
        self.styled = self.console.is_terminal and not asked_plain
        self.view = View(self.console.width if sys.stdout.isatty() else PLAIN_WIDTH)
        self.shown = 0

    def show(self, reading: Reading) -> None:
        """Write the view, behind a rule if it is not the first."""
        lines = list(self.view.lines(reading))
        if self.shown:
            lines[:0] = self.view.rule()
        self.shown += 1
        if self.styled:
            for line in lines:
                self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
        else:
            output.write("".join(f"{line.plain}\n" for line in lines))

    def finish(self) -> None:
        """Nothing was held back."""


class Page:
    """One HTML file with all readings. It appears whole, under its name, or not at all."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.file = Path(name).resolve()
        self.readings: list[Reading] = []
        if not self.file.parent.is_dir():
            raise Unwritable(f"{name}: the folder to write it in does not exist")
        # A page replaces what has its name, which would be ill done to a folder or a device.
        if self.file.exists() and not self.file.is_file():
            raise Unwritable(f"{name}: there is something else of that name, and no file")
        if not os.access(self.file.parent, os.W_OK):
            raise Unwritable(f"{name}: the folder to write it in may not be written to")

    def show(self, reading: Reading) -> None:
        """Keep the reading: a table of contents needs them all."""
        self.readings.append(reading)

    def finish(self) -> str:
        """Write the page beside its name and move it there. Raises Unwritable."""
        from sayso.export.html import to_html
        from sayso.export.words import counted

        if not self.readings:
            raise Unwritable(f"{self.name}: it is not written, for no report could be read")
        raw = to_html(self.readings).encode("utf-8", "xmlcharrefreplace")
        part = self.file.with_name(f".{self.file.name}.{os.getpid()}.part")
        try:
            try:
                part.write_bytes(raw)
                part.replace(self.file)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        except OSError as error:
            raise Unwritable(f"{self.name}: it cannot be written: {error.strerror}") from None
        return f"{self.name}: {counted(len(self.readings), 'reading')} written"
