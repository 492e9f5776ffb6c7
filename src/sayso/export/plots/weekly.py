"""The picture of a condition: how many origins say in each week that it is worse, better or unclear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sayso.export.plots.marks import hatchings
from sayso.export.plots.scales import Scale, day_ticks, figure_ticks, shown
from sayso.export.plots.svg import INK, PALE, Svg, picture, tag, write
from sayso.export.words import counted, spoken
from sayso.ledger.timeline.series import WeekLine

_WIDTH, _HEIGHT = 880, 260
_LEFT, _RIGHT, _TOP = 56, 24, 64
_DIRECTIONS = ("worse", "unclear", "better")
_WIDEST = 22


def weeks_picture(topic: str, weeks: Sequence[WeekLine]) -> str:
    """Draw the weeks of a condition as SVG: hatched up to the least number of origins, dashed to the most."""
    title = f"{spoken(topic).capitalize()}: independent origins a week"
    heading = write(title, 24, 28, size=16, weight="600")
    if not weeks:
        note = f"No claim about {spoken(topic)} has both a direction and a week."
        return picture(_WIDTH, 90, title, note, heading, write(note, 24, 64, fill=PALE))
    first = min(date.fromisoformat(week.when) for week in weeks)
    last = max(date.fromisoformat(week.until) for week in weeks)
    ticks = [t for t in figure_ticks(0, max(week.at_most for week in weeks)) if t == int(t)]
    bottom = _TOP + _HEIGHT
    x = Scale(first.toordinal(), last.toordinal() + 1, _LEFT, _WIDTH - _RIGHT)
    y = Scale(0, ticks[-1], bottom, _TOP)
    claims = sum(len(week.claims) for week in weeks)
    note = f"{counted(claims, 'claim')} in {counted(len({w.week for w in weeks}), 'week')}."
    return picture(
        _WIDTH,
        bottom + 64,
        title,
        " ".join([note, *(_told(week) for week in weeks)]),
        hatchings(),
        heading,
        write(f"{note} Hatched: at least so many origins. Dashed: at most.", 24, 48, fill=PALE),
        *_axes(x, y, ticks, first, last),
        *(_bar(week, x, y) for week in weeks),
        *_legend(bottom + 44),
    )


def _told(week: WeekLine) -> str:
    least, most = week.at_least, week.at_most
    many = str(least) if least == most else f"{least} to {most}"
    return f"{week.week}: {week.direction}, {many} origins."


def _bar(week: WeekLine, x: Scale, y: Scale) -> Svg:
    start = date.fromisoformat(week.when)
    left, right = x(start.toordinal()), x((start + timedelta(days=7)).toordinal())
    each = min(_WIDEST, (right - left) / 3.4)
    at = (left + right) / 2 + (_DIRECTIONS.index(week.direction) - 1.5) * each
    least, most = y(week.at_least), y(week.at_most)
    return tag(
        "g",
        tag(
            "title",
            f"{_told(week)} {counted(len(week.claims), 'claim')}: {' '.join(week.claims[:20])}",
        ),
        tag(
            "rect",
            x=at,
            y=most,
            width=each - 1.5,
            height=y.start - most,
            fill="none",
            stroke=INK,
            stroke_width=0.8,
            stroke_dasharray="2 2",
        ),
        tag(
            "rect",
            x=at,
            y=least,
            width=each - 1.5,
            height=y.start - least,
            fill=f"url(#{week.direction})",
            stroke=INK,
            stroke_width=1,
        ),
    )


def _axes(x: Scale, y: Scale, ticks: list[float], first: date, last: date) -> Iterator[Svg]:
    for tick in ticks:
        at = y(tick)
        yield tag("path", d=f"M{_LEFT} {at:.1f}H{_WIDTH - _RIGHT}", stroke="#ddd", stroke_width=1)
        yield write(shown(tick), _LEFT - 8, at + 4, size=11, anchor="end", fill=PALE)
    for day, name in day_ticks(first, last):
        at = x(day.toordinal())
        yield tag("path", d=f"M{at:.1f} {y.start}v5", stroke=PALE, stroke_width=1)
        yield write(name, at, y.start + 18, size=11, fill=PALE)
    yield tag("path", d=f"M{_LEFT} {y.start}H{_WIDTH - _RIGHT}", stroke=INK, stroke_width=1)


def _legend(y: float) -> Iterator[Svg]:
    for at, direction in enumerate(_DIRECTIONS):
        x = 24 + 110 * at
        yield tag(
            "rect",
            x=x,
            y=y - 10,
            width=20,
            height=12,
            fill=f"url(#{direction})",
            stroke=INK,
            stroke_width=1,
        )
        yield write(direction, x + 28, y)
