"""`sayso forget`: remove a report, because the law asks for it."""

from __future__ import annotations

from argparse import Namespace

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

_DESCRIPTION = """\
Remove a report's text, its sightings and readings and every finding that quotes it. A tombstone with its
hash, the date and the reason stays, so that it is not filed again unseen. This cannot be undone, and takes
as long as `sayso rebuild`.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    forget = new_command(
        commands, "forget", run, summary="remove a report for good", description=_DESCRIPTION
    )
    forget.add_argument("report", metavar="REPORT", help="its id, or the beginning of it")
    forget.add_argument("--why", required=True, metavar="REASON", help="why; it is kept")
    add_ledger_options(forget)


def run(options: Namespace) -> int:
    """Forget it, and say so."""
    from sayso.cli.reports import now
    from sayso.ledger import Ledger
    from sayso.records.wire import to_line

    with Ledger.open(options.ledger, create=False) as ledger:
        named = ledger.forget(options.report, why=options.why, at=now())
    write(to_line({"forgotten": named}) + "\n" if options.json else f"{named} is forgotten\n")
    return 0
