"""Dossiers as one self-contained page, in the look of the readings' page."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.export.dossier import Dossier
from sayso.export.html import document
from sayso.export.markup import Html, element, link
from sayso.export.section import Item, Section, few, quoted
from sayso.export.words import counted


def page(dossiers: Sequence[Dossier]) -> str:
    """One page with all dossiers, as a whole HTML document."""
    heading = quoted(dossiers[0].title) if len(dossiers) == 1 else counted(len(dossiers), "claim")
    return document(
        heading,
        _contents(dossiers) if len(dossiers) > 1 else None,
        element("main", *map(_dossier, dossiers)),
    )


def _contents(dossiers: Sequence[Dossier]) -> Html:
    items = (
        element(
            "li",
            element("a", element("bdi", each.title), href=f"#{_anchor(each)}"),
            element("small", element("bdi", f" {each.said}")),
        )
        for each in dossiers
    )
    return element("nav", element("h2", "Contents"), element("ol", *items), class_="contents")


def _dossier(dossier: Dossier) -> Html:
    return element(
        "article",
        element(
            "header",
            element("h2", quoted(dossier.title), dir="auto"),
            element("p", "Said by: ", element("bdi", dossier.said), "."),
        ),
        _picture(dossier),
        *map(_section, dossier.sections),
        class_="reading dossier",
        id=_anchor(dossier),
    )


def _picture(dossier: Dossier) -> Html | None:
    """The life as a picture: `plots` has escaped what it draws. Its ids are made this dossier's own."""
    if not dossier.picture:
        return None
    svg = dossier.picture.partition("?>")[2] or dossier.picture
    named = _anchor(dossier)
    for old, new in (
        (' id="title"', f' id="{named}-title"'),
        (' id="desc"', f' id="{named}-desc"'),
        ('aria-labelledby="title desc"', f'aria-labelledby="{named}-title {named}-desc"'),
    ):
        svg = svg.replace(old, new, 1)
    return element("figure", Html(svg.strip()))


def _section(section: Section) -> Html:
    quote = None
    if section.quote:
        before, claim, after = section.quote
        quote = element(
            "blockquote", before, element("mark", claim, class_="mark content"), after, dir="auto"
        )
    body = (
        element("ul", *map(_item, section.items), class_="entries")
        if section.items
        else element("p", section.none, class_="none")
        if section.none
        else None
    )
    person = "person" if section.heading == "What people said" else None
    return element("section", element("h3", section.heading), quote, body, class_=person)


def _item(item: Item) -> Html:
    words = link(item.url, item.words) if item.url else element("bdi", item.words)
    term = element("b", element("bdi", item.term), ": ") if item.term else None
    shown, more = few(item.ids)
    ids = [piece for each in shown for piece in (" ", element("code", each))]
    return element("li", term, words, *ids, f" {more}" if more else None)


def _anchor(dossier: Dossier) -> str:
    return dossier.claim.replace(":", "-")
