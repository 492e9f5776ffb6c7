"""`sayso owners`: who owns which outlet, listed or read from a table."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write_lines

if TYPE_CHECKING:
    from sayso.ledger.owners import OwnerLine

_DESCRIPTION = """\
List who owns which outlet: the rows of this ledger, then those that ship with sayso. Outlets of one owner
are not independent of each other without different sources.

With a CSV file (columns host, outlet, owner, source), enter its rows first; a row for a known host replaces
it. `source` says where it was read. A row without a host holds for outlets of that name.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    owners = new_command(
        commands, "owners", run, summary="who owns which outlet", description=_DESCRIPTION
    )
    owners.add_argument("csv", nargs="?", metavar="CSV", help="a table of owners to enter")
    add_ledger_options(owners)


def run(options: Namespace) -> int:
    """Enter a table if one is given, then list all rows."""
    from sayso.intake.owners import owners_from_path
    from sayso.ledger import Ledger, owners
    from sayso.ledger.provenance import clusters

    rows = owners_from_path(options.csv) if options.csv else None
    with Ledger.open(options.ledger, create=rows is not None) as ledger:
        if rows is not None:
            ledger.decide(owners.keep, rows)
            ledger.decide(clusters.recount)
        listed = ledger.ask(owners.lines)
    write_lines(listed, _line, json=options.json)
    return 0


def _line(line: OwnerLine) -> str:
    from sayso.cli.visible import visible

    where = " · ".join(filter(None, (line.host, line.outlet)))
    return visible(f"{where}: {line.owner} ({line.source})") + "\n"
