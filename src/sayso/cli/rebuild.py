"""`sayso rebuild`: drop the findings and make them again."""

from __future__ import annotations

from argparse import Namespace

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

_DESCRIPTION = """\
Drop all findings (copies, matches, clusters, origins) and make them again from the facts, with each
report's newest reading. What a person decided stays. Interrupted, it leaves everything as it was.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    add_ledger_options(
        new_command(
            commands, "rebuild", run, summary="make findings anew", description=_DESCRIPTION
        )
    )


def run(options: Namespace) -> int:
    """Rebuild, and say over how many reports."""
    from sayso.export.words import counted
    from sayso.ledger import Ledger
    from sayso.records.wire import to_line

    with Ledger.open(options.ledger, create=False) as ledger:
        reports = ledger.rebuild()
    write(
        to_line({"reports": reports}) + "\n"
        if options.json
        else f"findings made anew from {counted(reports, 'report')}\n"
    )
    return 0
