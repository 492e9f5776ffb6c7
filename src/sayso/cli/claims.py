"""`sayso claims`: the claims of a ledger by topic, source, date, channel, origins."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write_lines

if TYPE_CHECKING:
    from sayso.ledger import Selection

_DESCRIPTION = """\
List the claims of a ledger that meet all conditions given, the newest filing first, each with its report,
its chain and its id.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    claims = new_command(commands, "claims", run, summary="list claims", description=_DESCRIPTION)
    add_selection(claims)
    claims.add_argument("--limit", type=int, default=100, metavar="N", help="at most so many")
    add_ledger_options(claims)


def add_selection(command: ArgumentParser) -> None:
    """The options that select claims."""
    add = command.add_argument
    add("--topic", help="a topic's key, such as morale")
    add("--source", metavar="NAME", help="a name, or part of one, anywhere in the chain")
    add("--since", metavar="DATE", help="published on this day or later, in ISO 8601")
    add("--until", metavar="DATE", help="published on this day or earlier, in ISO 8601")
    add("--channel", metavar="KIND", help="how the words left their origin, such as interview")
    add("--min-origins", type=int, metavar="N", help="at least so many independent origins")
    add("--words", help="words that stand in the report")


def selection(options: Namespace) -> Selection:
    """What the options select. Raises WrongUse for a date that is none."""
    from sayso.ledger import Selection

    days = days_of(options)
    return Selection(
        topic=options.topic,
        source=options.source,
        since=days["since"],
        until=days["until"],
        channel=options.channel,
        min_origins=options.min_origins,
        words=options.words,
    )


def days_of(options: Namespace) -> dict[str, str | None]:
    """The days of --since and --until, both included. Raises WrongUse for a date that is none."""
    from sayso.cli.reports import WrongUse
    from sayso.errors import BadDate
    from sayso.intake.dates import published_from

    days: dict[str, str | None] = {}
    for name, end in (("since", "from_"), ("until", "to")):
        given = getattr(options, name)
        try:
            days[name] = getattr(published_from(given), end)[:10] if given else None
        except BadDate as error:
            raise WrongUse(f"--{name}: {error}") from None
    return days


def run(options: Namespace) -> int:
    """Print what is found; nothing found is no failure."""
    from sayso.cli.ledger_view import claim_lines
    from sayso.ledger import Ledger

    selected = selection(options)
    with Ledger.open(options.ledger, create=False) as ledger:
        found = ledger.claims(selected, limit=options.limit)
    write_lines(found, claim_lines, json=options.json, none="no claim meets these conditions")
    return 0
