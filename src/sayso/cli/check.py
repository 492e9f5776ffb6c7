"""`sayso check`: is the ledger whole?"""

from __future__ import annotations

from argparse import Namespace

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

FAULTY = 1
_DESCRIPTION = """\
Verify a ledger: that the file is whole, that each text has the hash it is named by, that each finding
stands in its text, and that the findings made anew are those that are there. Prints a line for each fault.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    add_ledger_options(
        new_command(commands, "check", run, summary="verify a ledger", description=_DESCRIPTION)
    )


def run(options: Namespace) -> int:
    """Returns 0, or 1 with a line for each fault."""
    from sayso.cli.visible import visible
    from sayso.errors import DamagedLedger, NotALedger
    from sayso.ledger import Ledger
    from sayso.records.wire import to_line

    try:
        with Ledger.open(options.ledger, create=False) as ledger:
            faults = ledger.check()
    except (DamagedLedger, NotALedger) as error:
        faults = [str(error)]
    for fault in faults:
        write(to_line({"fault": fault}) + "\n" if options.json else f"{visible(fault)}\n")
    if not faults and not options.json:
        write("the ledger is whole\n")
    return FAULTY if faults else 0
