"""`sayso origins`: how many independent origins stand behind a matter, which, and why they are one."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write_lines

if TYPE_CHECKING:
    from sayso.ledger.provenance.origin_lines import Origin, OriginsLine

_DESCRIPTION = """\
Count the origins behind claims about one matter: the distinct ends of their chains, as an interval. At least
as many as are known to differ; at most as many as nothing ties together. What is not known is never counted
as independent.

With CLAIM (an id or its beginning), its cluster; without, all clusters, those with most reports first.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    origins = new_command(
        commands,
        "origins",
        run,
        summary="how many independent origins stand behind a matter",
        description=_DESCRIPTION,
    )
    origins.add_argument("claim", nargs="?", metavar="CLAIM", help="the id of a claim")
    origins.add_argument("--limit", type=int, metavar="N", help="at most so many clusters")
    add_ledger_options(origins)


def run(options: Namespace) -> int:
    """Print the clusters; none is no failure."""
    from sayso.ledger import Ledger
    from sayso.ledger.provenance import origin_lines

    with Ledger.open(options.ledger, create=False) as ledger:
        if options.claim:
            found = [ledger.ask(origin_lines.line_of, options.claim)]
        else:
            found = ledger.ask(origin_lines.lines, limit=options.limit)
    write_lines(
        found, _lines, json=options.json, none="no two claims of this ledger are about one matter"
    )
    return 0


def _lines(line: OriginsLine) -> str:
    from sayso.cli.visible import visible
    from sayso.export.words import counted

    said = line.origins
    head = (
        f"{line.cluster}  {counted(len(line.claims), 'claim')} in {counted(len(line.reports), 'report')}"
        f" · origins: at least {said.at_least}, at most {said.at_most}"
    )
    body = [*_wrapped(line.text, "  ")]
    for place, origin in enumerate(said.list, start=1):
        body += _origin(place, origin)
    return "\n".join([visible(head), *body]) + "\n\n"


def _origin(place: int, origin: Origin) -> Iterator[str]:
    from sayso.cli.ledger_view import short
    from sayso.export.words import spoken

    channel = origin.channel if origin.channel != "not-stated" else None
    notes = [origin.role, spoken(channel) if channel else None, origin.day]
    yield from _wrapped(", ".join([_who(origin), *filter(None, notes)]), f"  {place}. ", "     ")
    yield from _wrapped("in " + ", ".join(map(short, origin.reports)), "     ")
    if origin.repeated_by:
        yield from _wrapped("repeated by " + ", ".join(map(short, origin.repeated_by)), "     ")
    reasons = dict.fromkeys(m.reason for m in origin.merges)
    for reason in reasons:
        times = sum(m.reason == reason for m in origin.merges)
        yield from _wrapped(
            f"one, because {reason}{f' ({times} times)' if times > 1 else ''}", "     "
        )
    if origin.self_interest:
        yield from _wrapped(origin.self_interest, "     ")


def _who(origin: Origin) -> str:
    if origin.source:
        return origin.source if origin.named else f"“{origin.source}”, not named"
    if origin.voice == "source":
        return "somebody who is not named"
    return f"a {origin.act}" if origin.act else "the outlet’s own word, no source"


def _wrapped(text: str, first: str, more: str | None = None) -> list[str]:
    from sayso.cli.visible import visible

    return textwrap.wrap(visible(text), 96, initial_indent=first, subsequent_indent=more or first)
