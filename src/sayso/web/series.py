"""Series: what is claimed on one topic over time, as a picture whose dots lead to words, and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from sayso.export.markup import Html
from sayso.export.plots import series_picture, weeks_picture
from sayso.ledger.answers import overview
from sayso.ledger.timeline import series as ledger_series
from sayso.ledger.timeline.series import SeriesLine
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, day, words
from sayso.web.page import Missing, Page

_USUAL, _MOST = 250, 3_000
"""Figures that are listed and drawn, the latest ones: without days, and of days that were chosen."""
_USUAL_WEEKLY, _MOST_WEEKLY = 60, 600
"""Claims whose origins are counted week by week while a person waits."""
PARAMETERS = (
    day("since", "published on this day or later; without days, the latest of a year"),
    day("until", "published on this day or earlier"),
    words("unit", "figures of this unit alone; “none” for those without one"),
    words("claimant", "figures of this claimant alone"),
)


def topics(asked: Asked) -> Page:
    """The topics of the ledger."""
    with asked.site.ledger() as ledger:
        found = ledger.ask(ledger_series.topics)
    rows = [{"topic": topic, "claims": claims} for topic, claims in found]
    return Page(
        template="topics.html",
        title="Series",
        data={"topics": rows},
        rows=rows,
        shown={"topics": sorted(found, key=lambda each: (-each[1], each[0]))},
    )


def series(asked: Asked) -> Page:
    """One topic over time: figures by claimant and status, conditions as origins a week.

    Without days it shows the latest figures, of a year at most: the whole of a large ledger takes long.
    """
    topic = asked.path["topic"]
    since, until = asked.day("since"), asked.day("until")
    unit, claimant = asked.words("unit"), asked.words("claimant")
    with asked.site.ledger() as ledger:
        usual = since is None and until is None
        if usual:
            since = ledger.ask(overview.a_year_before_the_latest, topic)
        most, weekly = (_USUAL, _USUAL_WEEKLY) if usual else (_MOST, _MOST_WEEKLY)
        days = {"since": since, "until": until}
        kept = ledger.ask(ledger_series.numbered, topic, latest=most, **days)
        left_out = 0
        if len(kept) == most:
            left_out = ledger.ask(ledger_series.how_many, topic, **days) - most
            since = kept[0][1].when or since
        weeks = ledger.ask(ledger_series.weeks_of, kept, most=weekly, cut=left_out > 0)
        conditions = {n for n, line in kept if line.direction}
        lines = [line for _, line in kept if _wanted(line, unit, claimant)]
        beside = ledger.ask(ledger_series.beside, topic, lines)
        if not kept and topic not in dict(ledger.ask(ledger_series.topics)):
            raise Missing("no claim in the ledger has this topic")
    figures = [line for line in lines if line.stated is not None or line.low is not None]
    rows = [to_json_value(line) for line in lines]
    weeks_left_out = len(conditions) - sum(len(week.claims) for week in weeks)
    picture = series_picture(topic, figures, beside, link=_place) if figures else None
    return Page(
        template="series.html",
        title=topic.replace("-", " "),
        data={
            "topic": topic,
            "since": since,
            "until": until,
            "lines": rows,
            "weeks": to_json_value(tuple(weeks)),
            "reference": to_json_value(tuple(beside)),
            "left_out": left_out,
            "weeks_left_out": weeks_left_out,
        },
        rows=rows,
        shown={
            "topic": topic,
            "since": since,
            "lines": figures,
            "weeks": weeks,
            "reference": beside,
            "left_out": left_out,
            "weeks_left_out": weeks_left_out,
            "picture": inline(picture, "figures") if picture else None,
            "weekly": inline(weeks_picture(topic, weeks), "weeks") if weeks else None,
            "units": _counted(line.unit or "none" for _, line in kept if line.stated is not None),
            "claimants": _counted(line.claimant for _, line in kept if line.claimant),
        },
    )


def _wanted(line: SeriesLine, unit: str | None, claimant: str | None) -> bool:
    return (unit is None or (line.unit or "none") == unit) and (
        claimant is None or line.claimant == claimant
    )


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(values).most_common(10)


def _place(line: SeriesLine) -> str:
    return f"/claims/{quote(line.claim, safe=':')}"


def inline(picture: str, name: str) -> Html:
    """A picture as a part of a page, its ids its own.

    Its links are for everybody, and nobody is told of links inside an image: so it is a group.
    """
    drawn = picture.partition("?>\n")[2].replace('role="img"', 'role="group"', 1)
    for key in ("title", "desc"):
        drawn = drawn.replace(f'id="{key}"', f'id="{name}-{key}"', 1)
    labels = f'aria-labelledby="{name}-title {name}-desc"'
    return Html(drawn.replace('aria-labelledby="title desc"', labels, 1))
