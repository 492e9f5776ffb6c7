"""`sayso trace`: the life of one claim."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

if TYPE_CHECKING:
    from sayso.export.section import Section
    from sayso.ledger.answers.life import Life
    from sayso.ledger.answers.spread import Spread

_DESCRIPTION = """\
Trace one claim: how it reached us, where it was seen first, which reports have it from which, what changed
on the way, how many independent origins stand behind it, what conflicts with it, and which reference
series its figures could come from.

CLAIM is its id or the beginning of it; or words, which are looked for in the reports: the claim in the
most recent report that holds them all is traced.
"""
_WIDTH = 88


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    trace = new_command(commands, "trace", run, summary="trace a claim", description=_DESCRIPTION)
    trace.add_argument("claim", nargs="+", metavar="CLAIM", help="its id, or words of it")
    trace.add_argument("--plot", metavar="FILE", help="draw its life into an SVG file")
    add_ledger_options(trace)


def run(options: Namespace) -> int:
    """Print it, and draw it if asked. Raises NoSuchRecord or Unwritable."""
    from sayso.ledger import Ledger
    from sayso.ledger.answers import life, spread
    from sayso.records.wire import to_line

    with Ledger.open(options.ledger, create=False) as ledger:
        n = ledger.ask(life.claim_meant, " ".join(options.claim))
        found = ledger.ask(life.life, n)
        ways = ledger.ask(spread.spread, found.origins)
    if options.plot:
        _draw(options.plot, found, ways)
    write(to_line(_value(found, ways)) + "\n" if options.json else "".join(_lines(found, ways)))
    return 0


def _draw(name: str, found: Life, ways: Spread) -> None:
    from sayso.export.plots.life import life_picture
    from sayso.export.plots.of_spread import life_of
    from sayso.export.whole import whole_file

    with whole_file(name) as path:
        path.write_text(life_picture(life_of(found.origins, ways)), "utf-8")


def _value(found: Life, ways: Spread) -> dict[str, Any]:
    """The JSON object. What is known of other reports stands beside their ids in `printed`."""
    from sayso.records.wire import to_json_value

    first = ways.tellings[0] if ways.tellings else None
    value: dict[str, Any] = to_json_value(found.record)
    told = {
        "first_sighting": first
        and {
            "report": first.claim.report,
            "claim": first.claim.claim,
            "outlet": first.claim.outlet,
            "day": first.day,
            "seen_at": first.seen_at,
        },
        "copies": ways.copies or found.copies,
        "versions": ways.versions or found.versions,
        "origins": found.origins,
        "conflicts": tuple(r for r in found.related if r.relation == "conflicts"),
        "updates": tuple(r for r in found.related if r.relation in ("updates", "updated-by")),
        "same": tuple(r for r in found.related if r.relation == "same"),
        "printed": found.printed,
    }
    return value | {key: to_json_value(item) for key, item in told.items()}


def _lines(found: Life, ways: Spread) -> Iterator[str]:
    from sayso.cli.visible import visible
    from sayso.export.dossier import life_sections
    from sayso.export.section import days, quoted, said

    line = found.record.claim
    yield f"{visible(quoted(line.text))}\n  {visible(said(line))}\n  {line.claim}\n"
    if ways.tellings and ways.tellings[0].claim.report != line.report:
        first = ways.tellings[0].claim
        yield from _wrapped(
            f"first seen: {days(first)}, {said(first)}: {quoted(first.text)} ({first.claim})"
        )
    for section in life_sections(found):
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    from sayso.export.section import few

    yield f"\n{section.heading.upper()}\n"
    if not section.items:
        yield f"  {section.none}\n"
    for item in section.items:
        shown, more = few(item.ids)
        ids = f" [{', '.join(shown)}{f', {more}' if more else ''}]" if shown else ""
        term = f"{item.term}: " if item.term else ""
        yield from _wrapped(f"{term}{item.words}{f' {item.url}' if item.url else ''}{ids}")


def _wrapped(text: str) -> Iterator[str]:
    from sayso.cli.visible import visible

    lines = textwrap.wrap(
        visible(text),
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield "".join(f"{each}\n" for each in lines)
