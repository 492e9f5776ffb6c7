"""`sayso incidents`: which reports tell of one occurrence, whom it killed and injured by their account."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write_lines

if TYPE_CHECKING:
    from sayso.ledger.matching.incident_lines import Figure, IncidentLine

_DESCRIPTION = """\
List occurrences that several reports tell of, or that cost somebody, those with most reports first; with how many
were killed and injured as the reports state it. It is their account, and no finding of ours.

With INCIDENT (its id, or that of one of its reports, or its beginning) it says why its reports are taken for one:
each field in which two of them agree or differ, with its weight in bits.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    incidents = new_command(
        commands,
        "incidents",
        run,
        summary="which reports tell of one occurrence, and what it cost by their account",
        description=_DESCRIPTION,
    )
    incidents.add_argument("incident", nargs="?", metavar="INCIDENT", help="the id of an incident")
    incidents.add_argument("--limit", type=int, metavar="N", help="at most so many incidents")
    add_ledger_options(incidents)


def run(options: Namespace) -> int:
    """Print the incidents; none is no failure."""
    from sayso.ledger import Ledger
    from sayso.ledger.matching import incident_lines

    with Ledger.open(options.ledger, create=False) as ledger:
        if options.incident:
            found = [ledger.ask(incident_lines.line_of, options.incident)]
        else:
            found = ledger.ask(incident_lines.lines, limit=options.limit)
    write_lines(
        found,
        _lines,
        json=options.json,
        none="no report of this ledger tells of an occurrence that others tell of too",
    )
    return 0


def _lines(line: IncidentLine) -> str:
    from sayso.export.words import counted

    when = " to ".join(dict.fromkeys(d for d in (line.since, line.until) if d)) or "not dated"
    rows = [f"{line.incident}  {counted(len(line.reports), 'report')} · {when}"]
    rows += _wrapped(line.title or "no headline", "  ")
    for kind, figure in (("killed", line.killed), ("injured", line.injured)):
        if figure:
            rows += _wrapped(_stated(kind, figure), "  ", "    ")
    rows += _wrapped(f"outlets: {', '.join(line.outlets) or 'not stated'}", "  ", "    ")
    rows += _why(line)
    return "\n".join(_indented(row) for row in rows) + "\n\n"


def _indented(row: str) -> str:
    from sayso.cli.visible import visible

    return " " * (len(row) - len(row.lstrip(" "))) + visible(row)


def _stated(kind: str, figure: Figure) -> str:
    said = f"{kind}: {figure.low} ({figure.reason})"
    others = "; ".join(f"{o.figure} in {len(o.reports)}" for o in figure.otherwise)
    return f"{said}; otherwise {others}" if others else said


def _why(line: IncidentLine) -> Iterator[str]:
    from sayso.cli.ledger_view import short

    for pair in line.pairs:
        yield f"  {short(pair.reports[0])} and {short(pair.reports[1])}: {pair.weight:+.1f} bits"
        for a in pair.agreements:
            shared = f": {', '.join(a.shared)}" if a.shared else ""
            yield from _wrapped(f"{a.weight:+.1f} {a.field} ({a.level}){shared}", "    ", "      ")


def _wrapped(text: str, first: str, more: str | None = None) -> list[str]:
    return textwrap.wrap(text, 96, initial_indent=first, subsequent_indent=more or first) or [first]
