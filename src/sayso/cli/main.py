"""The command `sayso`: its commands, and how it ends.

It exits with 0, with 1 where a check found faults, with 2 if an input failed or the command was wrong,
with 130 after Ctrl-C. Each command is a file; what it needs is imported when it runs.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from sayso.cli import (
    add,
    batch,
    check,
    claims,
    copies,
    export,
    forget,
    grade,
    import_series,
    incidents,
    judge,
    mcp,
    origins,
    owners,
    read,
    rebuild,
    schema,
    search,
    series,
    serve,
    show,
    trace,
    watch,
)
from sayso.version import __version__

INTERRUPTED = 130
FAILED = 2

COMMANDS = (
    read,
    add,
    watch,
    batch,
    search,
    claims,
    show,
    trace,
    copies,
    origins,
    incidents,
    series,
    import_series,
    judge,
    grade,
    owners,
    export,
    check,
    rebuild,
    forget,
    serve,
    mcp,
    schema,
)
"""In the order of `sayso --help`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Wrong options end in SystemExit(2), as argparse has it."""
    from sayso.cli.output import PipeClosed
    from sayso.cli.progress import warn
    from sayso.errors import SaysoError

    options = parser().parse_args(argv)
    if options.command is None:
        parser().print_help(sys.stderr)
        return FAILED
    try:
        status: int = options.run(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except PipeClosed:
        return 0
    except SaysoError as error:
        warn(str(error))
        return FAILED
    except OSError as error:
        warn(f"standard output: {error.strerror}")
        return FAILED
    return status


def parser() -> ArgumentParser:
    """All commands and options. The documentation is tested against it."""
    top = ArgumentParser(
        prog="sayso",
        description="Reads news reports and lays out what is claimed, on whose say-so.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"sayso {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands)
    return top
