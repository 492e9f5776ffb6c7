"""What the commands have in common: how one is added, and the options that several take."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def new_command(
    commands: Commands,
    name: str,
    run: Callable[[Namespace], int],
    *,
    summary: str,
    description: str,
) -> ArgumentParser:
    """Add a command that calls `run` with its options and exits with what that returns."""
    command = commands.add_parser(
        name,
        help=summary,
        description=description,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.set_defaults(run=run)
    return command


def add_input_options(command: ArgumentParser) -> None:
    """The options of commands that read reports."""
    add = command.add_argument
    add("inputs", nargs="+", metavar="INPUT", help='file, folder, pattern, URL, or "-"')
    add("--title", help="the headline of the report, if there is one input")
    add("--outlet", help="who published it, if there is one input")
    add("--published", metavar="DATE", help="when, in ISO 8601, if there is one input")
    add_model_option(command)
    add("--events", metavar="FILE", help="a table of dated public events (CSV) to date reports by")
    add(
        "--allow-private-addresses",
        action="store_true",
        help="fetch URLs inside private networks too",
    )
    add("--quiet", action="store_true", help="show no progress bar and no notes")


def add_model_option(command: ArgumentParser) -> None:
    """Which of the shipped models reads."""
    command.add_argument(
        "--model",
        choices=("careful", "fast"),
        default="careful",
        help="fast: quicker, and a little less exact",
    )


def add_ledger_options(command: ArgumentParser) -> None:
    """The options of commands that use a ledger."""
    command.add_argument(
        "--ledger", metavar="FILE", default="sayso.db", help="the ledger (default: sayso.db)"
    )
    command.add_argument("--json", action="store_true", help="write JSON, one object a line")
