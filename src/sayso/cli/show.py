"""`sayso show`: everything about one report, claim or source."""

from __future__ import annotations

from argparse import Namespace

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

_DESCRIPTION = """\
Show everything that a ledger holds about one report, claim or source. The beginning of its id is enough,
where it fits no other.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    show = new_command(
        commands, "show", run, summary="show a report, claim or source", description=_DESCRIPTION
    )
    show.add_argument("id", metavar="ID", help='such as "claim:4be0…" or "sha256:91cc…"')
    add_ledger_options(show)


def run(options: Namespace) -> int:
    """Print it."""
    from sayso.cli.ledger_view import record_lines
    from sayso.ledger import Ledger
    from sayso.records.wire import to_json_value, to_line

    with Ledger.open(options.ledger, create=False) as ledger:
        record = ledger.show(options.id)
    write(to_line(to_json_value(record)) + "\n" if options.json else record_lines(record))
    return 0
