"""`sayso search`: reports that hold words."""

from __future__ import annotations

from argparse import Namespace

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write_lines

_DESCRIPTION = """\
Find the reports of a ledger whose headline or text holds all words, the best first. "Words in quotation
marks" must stand together.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    search = new_command(commands, "search", run, summary="find reports", description=_DESCRIPTION)
    search.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")
    search.add_argument("--limit", type=int, default=20, metavar="N", help="at most so many")
    add_ledger_options(search)


def run(options: Namespace) -> int:
    """Print what is found; nothing found is no failure."""
    from sayso.cli.ledger_view import report_lines
    from sayso.ledger import Ledger

    with Ledger.open(options.ledger, create=False) as ledger:
        found = ledger.search(" ".join(options.words), limit=options.limit)
    write_lines(found, report_lines, json=options.json, none="no report holds these words")
    return 0
