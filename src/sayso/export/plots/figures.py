"""The picture of a series of figures: each claim an interval on its day, by claimant and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sayso.export.plots.intervals import interval
from sayso.export.plots.marks import SHAPES, filling, mark
from sayso.export.plots.scales import Scale, day_ticks, figure_ticks, shown
from sayso.export.plots.svg import (
    INK,
    PALE,
    Svg,
    linked,
    picture,
    shortened,
    tag,
    to_words,
    write,
)
from sayso.export.words import NOT_STATED, counted, spoken
from sayso.ledger.timeline.series import SeriesLine
from sayso.records import ReferencePoint

_WIDTH, _HEIGHT = 880, 360
_LEFT, _RIGHT, _TOP = 76, 24, 64
_MOST_CLAIMANTS = len(SHAPES) - 1
_OPEN = 26
"""How long the arrow of an open end is: it has no end to point at."""
_BESIDE = 5
"""Marks of one day and figure that stand side by side; more of them cover one another."""
_DASHES = ("6 3", "2 3", "8 3 2 3", "1 2")


def series_picture(
    topic: str,
    lines: Sequence[SeriesLine],
    reference: Iterable[ReferencePoint] = (),
    *,
    link: Callable[[SeriesLine], str | None] | None = None,
) -> str:
    """Draw the figures of a series as SVG, with reference series as lines beside them.

    Only figures of the unit that most claims have are drawn, and no "rose by" and no day that is unknown;
    what is left out is said in words. link: where a figure leads to, by default its words on the page.
    """
    drawn, left_out = _drawn(lines)
    title = f"{spoken(topic).capitalize()}: what was claimed, by whom, when"
    if not drawn:
        note = f"No claim about {spoken(topic)} has both a figure and a day."
        return picture(_WIDTH, 90, title, note, _heading(title), write(note, 24, 64, fill=PALE))
    points = [(date.fromisoformat(p.day), p) for p in reference if p.stated is not None]
    days = [_day(line) for line in drawn]
    first, last = min(days), max(days)
    points = [(day, p) for day, p in points if first <= day <= last]
    values = [v for line in drawn for v in (line.low, line.high, line.stated) if v is not None]
    values += [p.stated for _, p in points if p.stated is not None]
    ticks = figure_ticks(min(0.0, *values), max(values))
    keys = _claimants(drawn)
    legend_rows = _rows(keys, points, drawn)
    bottom = _TOP + _HEIGHT
    x = Scale(first.toordinal(), last.toordinal(), _LEFT + 12, _WIDTH - _RIGHT - 12)
    y = Scale(ticks[0], ticks[-1], bottom, _TOP)
    height = bottom + 44 + 20 * len(legend_rows) + (24 if left_out else 0)
    note = (
        f"{counted(len(drawn), 'figure')} of {counted(len(keys), 'claimant')} from {first} to {last}."
        f" Counted: {_noun(drawn[0]) or NOT_STATED}."
    )
    return picture(
        _WIDTH,
        height,
        title,
        f"{note} {left_out}".strip(),
        _heading(title),
        write(
            f"{note} A bar is the interval that the words mean; an arrow, an open end.",
            24,
            48,
            fill=PALE,
        ),
        *_axes(x, y, ticks, first, last),
        *_reference(points, x, y),
        *(
            _figure(line, keys, at, y, (link or _page)(line))
            for line, at in zip(drawn, _apart(drawn, x, y), strict=True)
        ),
        *_legend(legend_rows, bottom + 50),
        *([write(left_out, 24, height - 14, fill=PALE)] if left_out else []),
    )


def _drawn(lines: Sequence[SeriesLine]) -> tuple[list[SeriesLine], str]:
    levels = [line for line in lines if line.stated is not None or line.low is not None]
    dated = [line for line in levels if line.change is None and _dated(line)]
    if not dated:
        return [], ""
    ((unit, _),) = Counter(_noun(line) for line in dated).most_common(1)
    drawn = [line for line in dated if _noun(line) == unit]
    others = len(dated) - len(drawn)
    undated = len([line for line in levels if not _dated(line)])
    notes = [
        *([f"{counted(others, 'figure')} of other things"] if others else []),
        *([f"{counted(undated, 'figure')} without a day"] if undated else []),
    ]
    return drawn, f"Not drawn: {' and '.join(notes)}." if notes else ""


def _noun(line: SeriesLine) -> str | None:
    """What is counted without whose it is: "Valdanian soldier" is a soldier, "fuel tank" is no tank."""
    if line.unit is None:
        return None
    kept = [w for w in line.unit.split() if w.islower() or w.isupper()]
    return " ".join(kept or [line.unit])


def _claimants(drawn: list[SeriesLine]) -> dict[str | None, str]:
    """A shape for each of the most frequent claimants; all others share the last one."""
    by = Counter(line.claimant for line in drawn)
    names = [name for name, _ in sorted(by.items(), key=lambda i: (-i[1], i[0] or ""))]
    shapes: dict[str | None, str] = {}
    for at, name in enumerate(names):
        shapes[name] = SHAPES[min(at, _MOST_CLAIMANTS)]
    return shapes


def _apart(drawn: list[SeriesLine], x: Scale, y: Scale) -> Iterator[float]:
    """Places on the axis of days; those that would cover one another stand side by side."""
    taken: Counter[tuple[int, int]] = Counter()
    for line in drawn:
        at = x(_day(line).toordinal())
        place = round(at / 8), round(y(_at(line)) / 8)
        beside = taken[place] % _BESIDE
        taken[place] += 1
        yield at + 9 * ((beside + 1) // 2) * (1 if beside % 2 else -1)


def _at(line: SeriesLine) -> float:
    return line.stated if line.stated is not None else _middle(line)


def _figure(
    line: SeriesLine, keys: dict[str | None, str], at: float, y: Scale, address: str | None
) -> Svg:
    middle = _at(line)
    said = f"{line.when}, {line.claimant or NOT_STATED}: {interval(line)}"
    status = f" ({line.status})" if line.status else ""
    low = min(y.start, y(middle) + _OPEN) if line.low is None else y(line.low)
    high = max(y.end, y(middle) - _OPEN) if line.high is None else y(line.high)
    parts = [tag("title", f"{said}{status}. \u201c{shortened(line.text, 200)}\u201d {line.claim}")]
    if low != high:
        parts.append(tag("path", d=f"M{at:.1f} {low:.1f}V{high:.1f}", stroke=INK, stroke_width=1))
        parts += [_end(at, low, open_=line.low is None, up=False)]
        parts += [_end(at, high, open_=line.high is None, up=True)]
    parts.append(mark(keys[line.claimant], at, y(middle), fill=filling(line.status)))
    return tag("g", linked(address, *parts), data_claim=line.claim)


def _end(x: float, y: float, *, open_: bool, up: bool) -> Svg:
    """A cap, or an arrow where the interval is open."""
    if not open_:
        return tag("path", d=f"M{x - 3:.1f} {y:.1f}H{x + 3:.1f}", stroke=INK, stroke_width=1)
    tip = 5 if up else -5
    line = f"M{x - 3:.1f} {y + tip:.1f}L{x:.1f} {y:.1f}L{x + 3:.1f} {y + tip:.1f}"
    return tag("path", d=line, stroke=INK, stroke_width=1, fill="none")


def _middle(line: SeriesLine) -> float:
    ends = [v for v in (line.low, line.high) if v is not None]
    return sum(ends) / len(ends)


def _axes(x: Scale, y: Scale, ticks: list[float], first: date, last: date) -> Iterator[Svg]:
    for tick in ticks:
        at = y(tick)
        yield tag("path", d=f"M{_LEFT} {at:.1f}H{_WIDTH - _RIGHT}", stroke="#ddd", stroke_width=1)
        yield write(shown(tick), _LEFT - 8, at + 4, size=11, anchor="end", fill=PALE)
    for day, name in day_ticks(first, last):
        at = x(day.toordinal())
        yield tag("path", d=f"M{at:.1f} {y.start}v5", stroke=PALE, stroke_width=1)
        yield write(name, at, y.start + 18, size=11, anchor="middle", fill=PALE)
    yield tag("path", d=f"M{_LEFT} {y.start}H{_WIDTH - _RIGHT}", stroke=INK, stroke_width=1)


def _named(point: ReferencePoint) -> str:
    return f"{point.series}: {point.of}" + (f", {point.whose}" if point.whose else "")


def _reference(points: list[tuple[date, ReferencePoint]], x: Scale, y: Scale) -> Iterator[Svg]:
    lines: dict[str, list[str]] = {}
    for day, point in points:
        if point.stated is not None:
            lines.setdefault(_named(point), []).append(
                f"{x(day.toordinal()):.1f},{y(point.stated):.1f}"
            )
    for at, (name, places) in enumerate(lines.items()):
        yield tag(
            "polyline",
            tag("title", f"{name} (reference series)"),
            points=" ".join(places),
            fill="none",
            stroke=PALE,
            stroke_width=1.4,
            stroke_dasharray=_DASHES[at % len(_DASHES)],
        )


def _rows(
    keys: dict[str | None, str],
    points: list[tuple[date, ReferencePoint]],
    drawn: list[SeriesLine],
) -> list[tuple[str, str, str]]:
    """Rows of (kind, mark, words) for the legend."""
    named: dict[str, list[str]] = {}
    for name, shape in keys.items():
        named.setdefault(shape, []).append(_called(name, drawn))
    rows = []
    for shape, names in named.items():
        more = f" and {counted(len(names) - 1, 'other')}" if len(names) > 1 else ""
        rows.append(("shape", shape, shortened(names[0], 90) + more))
    if any(filling(line.status) != INK for line in drawn):
        rows.append(
            ("hollow", "circle", "hollow: proposed, requested, ordered or approved, not done")
        )
    for at, name in enumerate(dict.fromkeys(_named(p) for _, p in points)):
        rows.append(
            ("line", _DASHES[at % len(_DASHES)], f"{shortened(name, 90)} (reference series)")
        )
    return rows


def _called(name: str | None, drawn: list[SeriesLine]) -> str:
    """A claimant as it is shown: in quotation marks if that is no name but what the report calls it."""
    if name is None:
        return f"claimant {NOT_STATED}"
    return (
        name
        if any(line.named for line in drawn if line.claimant == name)
        else f"\u201c{name}\u201d"
    )


def _legend(rows: list[tuple[str, str, str]], top: float) -> Iterator[Svg]:
    for at, (kind, key, words) in enumerate(rows):
        y = top + 20 * at
        if kind == "line":
            yield tag("path", d=f"M24 {y}H44", stroke=PALE, stroke_width=1.4, stroke_dasharray=key)
        else:
            yield mark(key, 34, y, fill=INK if kind == "shape" else "#fff")
        yield write(words, 54, y + 4)


def _heading(title: str) -> Svg:
    return write(title, 24, 28, size=16, weight="600")


def _page(line: SeriesLine) -> str | None:
    return to_words(line.url, line.text)


def _dated(line: SeriesLine) -> bool:
    try:
        date.fromisoformat(line.when or "")
    except ValueError:
        return False
    return True


def _day(line: SeriesLine) -> date:
    return date.fromisoformat(line.when or "")
