"""The picture of one claim's life: who printed it when, from whom they had it, and what stands behind it.

Time runs downwards, a row for each place where the claim was seen. Each origin has a column, and a row
stands in the column of the origin that it goes back to; what is copied, cited or a new version of
something hangs on it by a line. Rows whose origin is not known have a column of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sayso.export.plots.marks import mark
from sayso.export.plots.svg import (
    INK,
    PALE,
    PAPER,
    Svg,
    linked,
    picture,
    shortened,
    tag,
    to_words,
    write,
)
from sayso.export.words import NOT_STATED, counted

EventKind = Literal["first", "report", "copy", "citation", "version", "denial"]
LinkKind = Literal["copy", "citation", "version", "denial", "quotation"]

_WIDTH, _ROW, _COLUMN = 960, 46, 34
_MOST = 60
"""Rows drawn; a claim that was seen more often says so."""

_MARKS = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb "
_SHAPES: dict[EventKind, tuple[str, bool]] = {
    "first": ("square", True),
    "report": ("circle", True),
    "copy": ("circle", False),
    "citation": ("diamond", False),
    "version": ("triangle", False),
    "denial": ("cross", True),
}
_SAID: dict[EventKind, str] = {
    "first": "seen first",
    "report": "reports it",
    "copy": "copied",
    "citation": "cites another outlet",
    "version": "a new version of the page",
    "denial": "denies it",
}
_LINES: dict[LinkKind, str | None] = {
    "copy": None,
    "citation": "5 3",
    "version": "1 3",
    "denial": "5 3",
    "quotation": "5 3 1 3",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One place where the claim was seen: a sighting of a report, or a denial of the claim.

    when: ISO 8601 day or time, None if not known. text: the claim's words there. figure: what it says
    how many, as shown ("at least 11 miners"). origin: key of one of the life's origins, or None. note:
    what changed on the way ("headline new; “allegedly” dropped").
    """

    id: str
    when: str | None
    outlet: str | None
    title: str | None
    text: str
    url: str | None
    kind: EventKind = "report"
    origin: str | None = None
    figure: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """From one event to a later one that has it from there."""

    from_: str
    to: str
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One end that chains go back to, in words ("an unnamed officer, in an intercepted call").

    certain: whether it counts towards at-least too.
    """

    id: str
    name: str
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One claim's life. claim: its words where it was seen first. events in the order of their days."""

    claim: str
    events: tuple[Event, ...]
    links: tuple[Link, ...] = ()
    origins: tuple[Origin, ...] = ()
    at_least: int
    at_most: int
    more: int = field(default=0)
    """Sightings that are not among the events."""


def life_picture(life: Life, *, link: Callable[[Event], str | None] | None = None) -> str:
    """Draw a life as SVG. link: where a row leads to, by default its words on the page."""
    events = life.events[:_MOST]
    more = life.more + len(life.events) - len(events)
    columns: dict[str | None, int] = {o.id: n for n, o in enumerate(life.origins)}
    if any(e.origin not in columns for e in events):
        columns[None] = len(columns)
    origins_top = 84.0
    rows_top = origins_top + 22 * len(life.origins) + 40
    graph = 128 + _COLUMN * max(1, len(columns))
    places = {
        event.id: (
            128 + _COLUMN * (columns.get(event.origin, columns.get(None, 0)) + 0.5),
            rows_top + _ROW * n,
        )
        for n, event in enumerate(events)
    }
    kinds = list(dict.fromkeys(event.kind for event in events))
    lines = list(dict.fromkeys(found.kind for found in life.links))
    end = rows_top + _ROW * len(events)
    counted_origins = (
        str(life.at_least)
        if life.at_least == life.at_most
        else f"at least {life.at_least}, at most {life.at_most}"
    )
    title = _quoted(shortened(life.claim, 100))
    outlets = len({e.outlet for e in events if e.outlet})
    note = (
        f"{counted(len(life.events) + life.more, 'sighting')} in {counted(outlets, 'outlet')};"
        f" independent origins: {counted_origins}."
    )
    return picture(
        _WIDTH,
        end + 56,
        f"The life of a claim: {title}",
        " ".join([note, *(_told(event, life) for event in events)]),
        write(title, 24, 30, size=16, weight="600"),
        write(note, 24, 54, fill=PALE),
        *_origins(life, origins_top, columns),
        *_lanes(columns, rows_top, end),
        *_links(life, places),
        *(_row(event, *places[event.id], graph, (link or _page)(event)) for event in events),
        *([write(f"and {more} more", graph + 8, end - 6, fill=PALE)] if more else []),
        *_legend(kinds, lines, end + 20),
    )


def _quoted(words: str) -> str:
    """A claim in quotation marks, once: a quotation brings its own, and a comma before "he said"."""
    return f"\u201c{words.strip(_MARKS).rstrip(',')}\u201d"


def _told(event: Event, life: Life) -> str:
    names = {origin.id: origin.name for origin in life.origins}
    origin = names.get(event.origin or "", f"origin {NOT_STATED}")
    parts = [
        f"{_when(event)}, {event.outlet or f'outlet {NOT_STATED}'}: {_SAID[event.kind]}",
        origin,
        event.figure,
        event.note,
    ]
    return "; ".join(part for part in parts if part) + "."


def _when(event: Event) -> str:
    return (event.when or f"date {NOT_STATED}")[:16].replace("T", " ")


def _origins(life: Life, top: float, columns: dict[str | None, int]) -> Iterator[Svg]:
    for n, origin in enumerate(life.origins):
        at = top + 22 * n
        yield _number_of(columns[origin.id], 34, at - 4, certain=origin.certain)
        sure = "" if origin.certain else " (not known to be another one)"
        yield write(shortened(origin.name, 110) + sure, 54, at, size=13)


def _number_of(column: int, x: float, y: float, *, certain: bool) -> Svg:
    return tag(
        "g",
        tag(
            "circle",
            cx=x,
            cy=y,
            r=8,
            fill=PAPER,
            stroke=INK,
            stroke_width=1.2,
            stroke_dasharray=None if certain else "2 2",
        ),
        write(str(column + 1), x, y + 4, size=11, anchor="middle"),
    )


def _lanes(columns: dict[str | None, int], top: float, end: float) -> Iterator[Svg]:
    for origin, column in columns.items():
        x = 128 + _COLUMN * (column + 0.5)
        if origin is None:
            yield write("?", x, top - 22, size=12, anchor="middle", fill=PALE)
        else:
            yield _number_of(column, x, top - 26, certain=True)
        yield tag(
            "path",
            d=f"M{x:.1f} {top - 14:.1f}V{end - 24:.1f}",
            stroke="#ccc",
            stroke_width=1,
            stroke_dasharray="3 3" if origin is None else None,
        )


def _links(life: Life, places: dict[str, tuple[float, float]]) -> Iterator[Svg]:
    """Curves from row to row, each a little farther out the longer it is."""
    for found in life.links:
        if found.from_ not in places or found.to not in places:
            continue
        (x1, y1), (x2, y2) = places[found.from_], places[found.to]
        if x1 == x2:
            out = min(14.0, 5 + abs(y2 - y1) / _ROW)
            line = f"M{x1:.1f} {y1:.1f}C{x1 - out:.1f} {y1 + 14:.1f} {x2 - out:.1f} {y2 - 14:.1f} {x2:.1f} {y2:.1f}"
        else:
            line = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {y1 + 26:.1f} {x2:.1f} {y2 - 26:.1f} {x2:.1f} {y2:.1f}"
        yield tag(
            "path",
            tag("title", f"{found.kind}: {found.from_} to {found.to}"),
            d=line,
            fill="none",
            stroke=INK,
            stroke_width=1.4,
            stroke_dasharray=_LINES[found.kind],
        )


def _row(event: Event, x: float, y: float, graph: float, address: str | None) -> Svg:
    shape, full = _SHAPES[event.kind]
    outlet = event.outlet or f"outlet {NOT_STATED}"
    said = f"{outlet}: {shortened(event.title, 70)}" if event.title else outlet
    room, bold = (int((_WIDTH - graph - 24) / each) for each in (6.2, 7.4))
    below = " · ".join(
        part
        for part in (
            event.figure,
            event.note,
            _quoted(event.text),
        )
        if part
    )
    return tag(
        "g",
        write(_when(event), 24, y + 4, size=11, fill=PALE),
        linked(
            address,
            tag("title", f"{_SAID[event.kind]}. {event.text}"),
            mark(shape, x, y, size=6, fill=INK if full else PAPER),
            write(shortened(said, bold), graph + 8, y - 1, size=13, weight="600"),
            write(shortened(below, room), graph + 8, y + 15, size=12, fill="#444"),
        ),
        data_event=event.id,
    )


def _legend(kinds: list[EventKind], lines: list[LinkKind], y: float) -> Iterator[Svg]:
    x = 24.0
    for kind in kinds:
        shape, full = _SHAPES[kind]
        yield mark(shape, x + 6, y - 4, size=5, fill=INK if full else PAPER)
        yield write(_SAID[kind], x + 18, y, size=11)
        x += 34 + 6 * len(_SAID[kind])
    x, y = 24.0, y + 20
    for found in lines:
        yield tag(
            "path",
            d=f"M{x:.1f} {y - 4:.1f}h22",
            stroke=INK,
            stroke_width=1.4,
            stroke_dasharray=_LINES[found],
        )
        yield write(found, x + 28, y, size=11)
        x += 44 + 6 * len(found)


def _page(event: Event) -> str | None:
    return to_words(event.url, event.text)
