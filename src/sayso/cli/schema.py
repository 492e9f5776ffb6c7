"""`sayso schema`: what every line of `sayso read --json` keeps to."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files

from sayso.cli.commands import Commands, new_command
from sayso.cli.output import write


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    new_command(
        commands,
        "schema",
        run,
        summary="print the JSON Schema of a reading",
        description="Print the JSON Schema that every line of `sayso read --json` keeps to.",
    )


def run(_options: Namespace) -> int:
    """Print it."""
    write(files("sayso").joinpath("packs/reading.schema.json").read_text("utf-8"))
    return 0
