"""The command `sayso`: its options, and how it ends.

It exits with 0, with 2 if an input failed or the command was wrong, with 130 after Ctrl-C. What a
command needs is imported when it runs.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from sayso.version import __version__

INTERRUPTED = 130

_READ = """\
Read news reports and lay out what each of them claims, on whose say-so.

INPUT is a file (text, Markdown, HTML, PDF), a folder, a pattern such as 'news/*.html', a URL, or
"-" for standard input. Without --json or --html, readings are shown for people to read.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Wrong options end in SystemExit(2), as argparse has it."""
    options = parser().parse_args(argv)
    run = {"read": _read, "schema": _schema}.get(options.command)
    if run is None:
        parser().print_help(sys.stderr)
        return 2
    try:
        return run(options)
    except KeyboardInterrupt:
        return INTERRUPTED


def parser() -> ArgumentParser:
    """All commands and options. The documentation is tested against it."""
    top = ArgumentParser(
        prog="sayso",
        description="Reads news reports and lays out what is claimed, on whose say-so.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"sayso {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    read = commands.add_parser(
        "read",
        help="read reports",
        description=_READ,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = read.add_argument
    add("inputs", nargs="+", metavar="INPUT", help='file, folder, pattern, URL, or "-"')
    add("--json", action="store_true", help="write JSON Lines, one reading a line")
    add("--html", metavar="FILE", help="write one self-contained page with all readings")
    add("--from", dest="from_", choices=["jsonl"], help="the inputs are JSON Lines of reports")
    add("--title", help="the headline of the report, if there is one input")
    add("--outlet", help="who published it, if there is one input")
    add("--published", metavar="DATE", help="when, in ISO 8601, if there is one input")
    add("--events", metavar="FILE", help="a table of dated public events (CSV) to date reports by")
    add(
        "--allow-private-addresses",
        action="store_true",
        help="fetch URLs inside private networks too",
    )
    add("--quiet", action="store_true", help="show no progress bar and no notes")
    commands.add_parser(
        "schema",
        help="print the JSON Schema of a reading",
        description="Print the JSON Schema that every line of `sayso read --json` keeps to.",
        allow_abbrev=False,
    )
    return top


def _read(options: Namespace) -> int:
    from sayso.cli.read import run

    return run(options)


def _schema(_options: Namespace) -> int:
    from sayso.cli.output import PipeClosed, write

    try:
        write(Path(__file__).parents[1].joinpath("packs/reading.schema.json").read_text("utf-8"))
    except PipeClosed:
        return 0
    return 0
