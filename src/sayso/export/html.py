"""Readings as one self-contained page, or as a fragment for a notebook.

Nothing is fetched and nothing runs: no script, no font, no image, and a policy that forbids them
should any slip in. All that comes from a report passes through `markup`, which escapes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sayso.export.cards import Cards
from sayso.export.markup import Html, element, link, text
from sayso.export.outline import Outline, outline
from sayso.export.places import Places, places
from sayso.export.weave import weave
from sayso.export.words import NOT_STATED, counted
from sayso.records import Reading

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LEGEND = (
    ("source", "source", "who is cited"),
    ("cue", "cue", "how they say it"),
    ("content", "content", "what they say"),
    ("boilerplate", "set aside", "no part of the report"),
)


def to_html(readings: Iterable[Reading]) -> str:
    """One page with all readings, as a whole HTML document."""
    outlines = [outline(reading) for reading in readings]
    prefixes = _prefixes(outlines)
    heading = outlines[0].title if len(outlines) == 1 else counted(len(outlines), "reading")
    return document(
        heading,
        _contents(outlines, prefixes) if len(outlines) > 1 else None,
        element("main", *map(_reading, outlines, prefixes)),
    )


def document(heading: str, *body: Html | None) -> str:
    """A whole HTML document around a body, with its styles in it and a policy that allows nothing else."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        # A title holds no elements that could isolate characters which turn the direction.
        element("title", "".join(filter(str.isprintable, f"{heading} – sayso"))),
        _style(),
    )
    page = element(
        "body",
        element("p", "sayso", element("span", " · who says what"), class_="brand"),
        *body,
        class_="sayso page",
    )
    return f"<!DOCTYPE html>\n{element('html', head, page, lang='en')}\n"


def notebook_html(reading: Reading) -> str:
    """One reading for the output of a notebook's cell; its styles touch nothing else there."""
    outlined = outline(reading)
    return element(
        "div", _style(), _reading(outlined, *_prefixes([outlined])), class_="sayso notebook"
    )


def _reading(outlined: Outline, prefix: str) -> Html:
    report = outlined.reading.report
    found = places(outlined, prefix)
    cards = Cards(outlined, found, prefix)
    title_marks = found.marks["title"] if report.title else ()
    return element(
        "article",
        element(
            "header",
            element("h2", weave(outlined.title, title_marks), dir="auto"),
            origin(outlined, found),
        ),
        element(
            "div",
            _section(
                "What it rests on", cards.summary(), cards.routes() or element("p"), cards.cast()
            ),
            _section("Questions to ask", cards.questions()),
            class_="overview",
        ),
        element(
            "div",
            _section(
                "The report",
                legend(),
                element("div", weave(report.text, found.marks[None]), class_="text", dir="auto"),
                class_="report",
            ),
            element(
                "div",
                _section("Claims", cards.claims()),
                _section("Set aside", cards.set_aside()),
            ),
            class_="columns",
        ),
        generated(outlined.reading),
        class_="reading",
        id=prefix,
    )


def origin(outlined: Outline, found: Places) -> Html:
    """Where the report comes from, with the words that say so."""
    report = outlined.reading.report
    rows = {term: text(value) for term, value in outlined.origin}
    if report.byline:
        rows["Byline"] = weave(report.byline, found.marks["byline"])
    if "outlet" in found.first:
        rows["Outlet"] = element("a", rows["Outlet"], href=f"#{found.first['outlet'].id}")
    rows["Read from"] = link(report.ref, report.ref) if report.ref else text(NOT_STATED)
    if report.url and report.url != report.ref:
        rows["Address"] = link(report.url, report.url)
    pairs = (
        element("div", element("dt", term), element("dd", element("bdi", value)))
        for term, value in rows.items()
    )
    return element("dl", *pairs, class_="origin")


def legend() -> Html:
    """How the text is marked."""
    items = (
        element("li", element("span", name, class_=f"mark {kind}"), f" {meaning}")
        for kind, name, meaning in _LEGEND
    )
    return element(
        "ul",
        *items,
        element("li", element("span", data_number="1", class_="ref"), " claim"),
        class_="legend",
        aria_label="How the text is marked",
    )


def generated(reading: Reading) -> Html:
    """By what it was read and when, and what it is not."""
    made = reading.generated_by
    return element(
        "footer",
        f"Read by sayso {made.sayso}, model {made.model or NOT_STATED}, "
        f"{made.started or f'time {NOT_STATED}'}. ",
        "It lays out who says what and judges nothing. Text ",
        element("code", reading.report.id),
    )


def _section(heading: str, *children: Html, class_: str | None = None) -> Html:
    return element("section", element("h3", heading), *children, class_=class_)


def _contents(outlines: list[Outline], prefixes: list[str]) -> Html:
    items = (
        element(
            "li",
            element("a", element("bdi", outlined.title), href=f"#{prefix}"),
            element(
                "small",
                f" {counted(len(outlined.lines), 'claim')}, "
                f"{counted(len(outlined.questions), 'question')}",
            ),
        )
        for outlined, prefix in zip(outlines, prefixes, strict=True)
    )
    return element("nav", element("h2", "Contents"), element("ol", *items), class_="contents")


def prefix_of(reading: Reading) -> str:
    """What the ids of a report's places begin with."""
    return "t" + reading.report.id.removeprefix("sha256:")[:10]


def _prefixes(outlines: list[Outline]) -> list[str]:
    """Ids begin with the text's own hash, so that a link outlives the order of the inputs."""
    seen: Counter[str] = Counter()
    prefixes = []
    for outlined in outlines:
        prefix = prefix_of(outlined.reading)
        seen[prefix] += 1
        prefixes.append(prefix if seen[prefix] == 1 else f"{prefix}-copy{seen[prefix]}")
    return prefixes


def _style() -> Html:
    return element("style", Html(Path(__file__).with_name("page.css").read_text("utf-8")))
