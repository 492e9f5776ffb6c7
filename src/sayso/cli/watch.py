"""`sayso watch`: follow feeds and folders, and file what is new in them."""

from __future__ import annotations

import shlex
import time
from argparse import Namespace
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

if TYPE_CHECKING:
    from sayso.cli.visits import Visit

_DESCRIPTION = """\
Follow feeds and folders, and file what is new in them.

FEED is the address of an RSS or Atom feed, a feed in a file, or a folder. Of a feed, the pages that its
entries link to are fetched and read, politely: only what is new, one after the other, and nothing that a
site's robots.txt keeps programs from. It may be killed at any moment; the next run goes on from there.
"""
FAILED = 2
_EVERY = 900.0


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    watch = new_command(
        commands, "watch", run, summary="follow feeds and folders", description=_DESCRIPTION
    )
    add = watch.add_argument
    add("feeds", nargs="+", metavar="FEED", help="an RSS or Atom feed, or a folder")
    add("--once", action="store_true", help="visit each of them once, and end")
    add(
        "--every",
        type=float,
        default=_EVERY,
        metavar="SECONDS",
        help=f"how often each is visited (default: {_EVERY:.0f})",
    )
    add(
        "--allow-private-addresses",
        action="store_true",
        help="fetch addresses inside private networks too",
    )
    add("--quiet", action="store_true", help="print no line for each report")
    add_ledger_options(watch)


def run(options: Namespace) -> int:
    """Visit all feeds, once or again and again. Returns 0, or 2 if something could not be had."""
    from sayso.cli.reports import WrongUse
    from sayso.cli.visits import Watcher
    from sayso.intake import FetchLimits
    from sayso.ledger import Ledger

    if not options.every >= 1:
        raise WrongUse("--every: it takes a number of seconds, 1 or more")
    limits = FetchLimits(allow_private=options.allow_private_addresses)
    failed = False
    with Ledger.open(options.ledger) as ledger:
        watcher = Watcher(ledger, limits, every=options.every)
        due = dict.fromkeys(options.feeds, 0.0)
        while True:
            for place in [each for each, when in due.items() if when <= time.monotonic()]:
                visit = watcher.visit(place, tell=not (options.quiet or options.json))
                failed = failed or bool(visit.counts["failed"])
                due[place] = time.monotonic() + visit.wait
                _tell(visit, options)
            if options.once:
                return FAILED if failed else 0
            time.sleep(max(0.0, min(due.values()) - time.monotonic()))


def _tell(visit: Visit, options: Namespace) -> None:
    """What came of one visit. A report that was filed has had its own line already."""
    from sayso.records.wire import to_line

    if options.json:
        write(to_line({"feed": visit.place, **visit.counts}) + "\n")
    elif options.once:
        said = [f"{number} {name}" for name, number in visit.counts.items() if number]
        write(f"{visit.place}: {', '.join(said) or 'nothing new'}\n")
        if visit.central:
            named = f" --ledger {shlex.quote(options.ledger)}"
            elsewhere = "" if options.ledger == "sayso.db" else named
            write(f"where a claim comes from: sayso trace {visit.central}{elsewhere}\n")
