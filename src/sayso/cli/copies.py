"""`sayso copies`: which reports have their words from which, and what changed on the way."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

if TYPE_CHECKING:
    from sayso.ledger.copying.copy_lines import CopyLine
    from sayso.records import Span

_DESCRIPTION = """\
List which reports share words: whole copies, copied parts, quotations in common, and furniture of one host
that is no copy. Who copied whom is said where a credit states it or the dates tell.

With REPORT (an id or its beginning), what it was copied from and to, passage by passage; without, all.
"""
_WIDTH = 88
_SHOWN = 200  # letters of a passage that a person is shown


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    copies = new_command(
        commands, "copies", run, summary="who copied whom", description=_DESCRIPTION
    )
    copies.add_argument("report", nargs="?", metavar="REPORT", help="the id of a report")
    add_ledger_options(copies)


def run(options: Namespace) -> int:
    """Print the copies as they are found; none is no failure."""
    from sayso.ledger import Ledger
    from sayso.ledger.copying.copy_lines import tell_copies
    from sayso.records.wire import to_json_value, to_line

    def tell(line: CopyLine) -> None:
        if options.json:
            write(to_line(to_json_value(line)) + "\n")
        else:
            write("\n".join(_lines(line, passages=bool(options.report))) + "\n\n")

    with Ledger.open(options.ledger, create=False) as ledger:
        count = ledger.ask(tell_copies, options.report, tell)
    if not count and not options.json:
        write("no copies\n")
    return 0


def _lines(line: CopyLine, *, passages: bool) -> Iterator[str]:
    from sayso.cli.ledger_view import short
    from sayso.cli.visible import visible
    from sayso.export.words import counted

    arrow = "—" if line.direction == "unknown" else "→"
    if line.sightings:
        yield f"{line.kind}  {short(line.from_)} at two places"
        yield f"  {short(line.sightings.from_)} {arrow} {short(line.sightings.to)}"
    else:
        yield f"{line.kind}  {short(line.from_)} {arrow} {short(line.to)}"
    shares = f"{_percent(line.containment.from_)} of the one, {_percent(line.containment.to)} of the other"
    if line.credit:
        how = f"stated: “{visible(line.credit.text)}”"
    else:
        how = {"dated": "by the dates", "unknown": "who copied whom is unknown"}[line.direction]
    yield from _wrapped(f"{shares} · {how}")
    headline = line.changes.headline
    if headline and headline.from_ and headline.to:
        yield from _wrapped(f"headline: “{headline.from_.text}” became “{headline.to.text}”")
    for name in ("figures", "names", "hedges"):
        changed = [_change(c.from_, c.to) for c in getattr(line.changes, name)]
        if changed:
            shown = changed if passages else changed[:5]
            more = f" and {len(changed) - len(shown)} more" if len(changed) > len(shown) else ""
            yield from _wrapped(f"{name}: {', '.join(shown)}{more}")
    if passages and not line.sightings:
        for passage in line.passages:
            words = " ".join(passage.to.text.split())
            cut = f"{words[:_SHOWN]} …" if len(words) > _SHOWN else words
            yield from _wrapped(f"{counted(passage.same, 'word')}: “{cut}”")


def _change(old: Span | None, new: Span | None) -> str:
    if old and new:
        return f"“{old.text}” became “{new.text}”"
    return f"without “{old.text}”" if old else f"with “{new.text}”" if new else ""


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _wrapped(text: str) -> Iterator[str]:
    from sayso.cli.visible import visible

    yield from textwrap.wrap(
        visible(text), _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )
