"""`sayso series`: what is claimed about a topic over time, as lines or as a picture."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

if TYPE_CHECKING:
    from sayso.ledger.timeline.series import SeriesLine, WeekLine
    from sayso.records import ReferencePoint

_DESCRIPTION = """\
Show the claims about a topic over time, as they were made: a line for each figure, by the day of
publication. For a condition such as morale, also how many independent origins say in each week that it is
worse, better or unclear.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    series = new_command(
        commands, "series", run, summary="follow a topic over time", description=_DESCRIPTION
    )
    add = series.add_argument
    add("topic", metavar="TOPIC", help="a topic's key, such as personnel-losses or morale")
    add("--plot", metavar="FILE", help="draw it into an SVG file")
    add("--weeks", action="store_true", help="only the weeks of a condition, with their origins")
    add("--reference", action="store_true", help="also the reference series that count the same")
    add("--since", metavar="DATE", help="published on this day or later, in ISO 8601")
    add("--until", metavar="DATE", help="published on this day or earlier, in ISO 8601")
    add_ledger_options(series)


def run(options: Namespace) -> int:
    """Print the series, and draw it if asked. Raises WrongUse for a date that is none, or Unwritable."""
    from sayso.cli.claims import days_of
    from sayso.ledger import Ledger
    from sayso.ledger.timeline import series as asked

    days = days_of(options)
    with Ledger.open(options.ledger, create=False) as ledger:
        lines = ledger.ask(asked.lines, options.topic, **days)
        condition = any(line.direction for line in lines)
        wanted = condition and (options.weeks or options.plot or not options.json)
        weeks = ledger.ask(asked.weeks, options.topic, **days) if wanted else []
        beside = (
            ledger.ask(asked.beside, options.topic, lines)
            if options.reference or options.plot
            else []
        )
        topics = ledger.ask(asked.topics) if not lines else []
    if options.plot:
        _draw(options.plot, options.topic, lines, weeks, beside)
    shown = [] if options.weeks else lines
    points = beside if options.reference and not options.weeks else []
    if options.json:
        _write_json([*shown, *(weeks if options.weeks else [])], points)
        return 0
    write("".join(_week(week) for week in weeks))
    write("".join(_line(line) for line in shown))
    write("".join(_point(point) for point in points))
    if not lines:
        names = ", ".join(topic for topic, _ in topics) or "none yet"
        write(f"no claim about {options.topic} has a figure; topics of this ledger: {names}\n")
    return 0


def _draw(
    name: str,
    topic: str,
    lines: list[SeriesLine],
    weeks: list[WeekLine],
    beside: list[ReferencePoint],
) -> None:
    from sayso.export.plots import series_picture, weeks_picture
    from sayso.export.whole import whole_file

    drawn = weeks_picture(topic, weeks) if weeks else series_picture(topic, lines, beside)
    with whole_file(name) as path:
        path.write_text(drawn, "utf-8")


def _write_json(found: list[Any], points: list[ReferencePoint]) -> None:
    from sayso.records.wire import to_json_value, to_line

    for line in found:
        write(to_line(to_json_value(line)) + "\n")
    for point in points:
        value = to_json_value(point)
        when = value.pop("day")
        write(to_line({"when": when, "claim": None, "report": None, **value}) + "\n")


def _week(week: WeekLine) -> str:
    from sayso.export.words import counted

    least, most = week.at_least, week.at_most
    many = (
        counted(least, "origin") if least == most else f"at least {least}, at most {most} origins"
    )
    return f"{week.week}  {week.direction:<8} {many} ({counted(len(week.claims), 'claim')})\n"


def _line(line: SeriesLine) -> str:
    from sayso.cli.visible import visible
    from sayso.export.plots.intervals import interval
    from sayso.export.plots.svg import shortened
    from sayso.export.section import between
    from sayso.export.words import NOT_STATED

    figure = interval(line) if line.qualifier is not None else ""
    grew = {"up": "more", "down": "fewer", None: ""}[line.change]
    status = f"({line.status})" if line.status else ""
    told = " ".join(part for part in (figure, grew, status, line.direction) if part)
    claimant = line.claimant or f"claimant {NOT_STATED}"
    who = claimant if line.named or line.claimant is None else f"“{claimant}”"
    return (
        f"{between(line.when, line.until)}  {told or NOT_STATED} · {visible(who)} · {line.claim}\n"
        f"  {visible(shortened(_around(line), 84))}\n"
    )


def _around(line: SeriesLine) -> str:
    """The words of a claim from a little before what is counted, so that a long sentence shows it."""
    text = " ".join(line.text.split())
    at = text.find(" ".join((line.of or line.unit or "").split()))
    if len(text) <= 84 or at < 60:
        return text
    return f"\u2026{text[text.rfind(' ', 0, at - 40) :]}"


def _point(point: ReferencePoint) -> str:
    from sayso.cli.visible import visible
    from sayso.export.plots.scales import shown

    restated = f" (restated by {point.correction:+g})" if point.correction else ""
    stated = shown(point.stated) if point.stated is not None else "…"
    return f"{point.day}  {stated} {visible(point.of)} · {visible(point.series)}{restated}\n"
