"""The claims of the ledger, by facets that stand in the address."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any

from sayso.ledger import Selection
from sayso.ledger.answers.facets import Facets, faceted
from sayso.ledger.lines import ClaimLine
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, count, day, words
from sayso.web.page import Page, Row

_A_PAGE = 50
_MOST = 1_000
SELECTION = (
    words("q", "words that all stand in the report or its headline"),
    words("topic", "the key of a topic"),
    words("source", "a name, or part of one, anywhere in the chain"),
    words("channel", "how the words left their origin"),
    day("since", "published on this day or later"),
    day("until", "published on this day or earlier"),
    count("min_origins", "at least so many independent origins", 1, 1000),
)
PARAMETERS = (
    *SELECTION,
    count("before", "go on behind this claim: `next` of the page before", 1, 1 << 53),
    count("limit", "at most so many claims", 1, _MOST),
)


def selection(asked: Asked) -> Selection:
    """The claims that an address asks for. Raises Wrong."""
    return Selection(
        words=asked.words("q"),
        topic=asked.words("topic"),
        source=asked.words("source"),
        channel=asked.words("channel"),
        since=asked.day("since"),
        until=asked.day("until"),
        min_origins=asked.count("min_origins", 1, 1000),
    )


def claims(asked: Asked) -> Page:
    """The newest claims of a selection, and how it divides."""
    selected = selection(asked)
    before = asked.count("before", 1, 1 << 53)
    limit = asked.count("limit", 1, _MOST) or _A_PAGE
    with asked.site.ledger() as ledger:
        found, counted = ledger.ask(faceted, selected, limit=limit + 1, after=before)
    more = found[limit - 1][0] if len(found) > limit else None
    lines = [line for _, line in found[:limit]]
    return Page(
        template="claims.html",
        title="Claims",
        data=lambda: {
            "claims": [to_json_value(line) for line in lines],
            "facets": to_json_value(counted),
            "next": more,
        },
        rows=lambda: [claim_row(line) for line in lines],
        shown={"lines": lines, "facets": _shown(counted), "chosen": _chosen(asked), "next": more},
    )


def claim_row(line: ClaimLine) -> Row:
    """One claim as a row of a table."""
    return {
        "claim": line.claim,
        "text": line.text,
        "voice": line.voice,
        "degree": line.degree,
        "origin": line.source,
        "origin_named": line.named,
        "channel": line.channel,
        "status": line.status,
        "topics": " ".join(topic.key for topic in line.topics),
        "central": line.central,
        "in_headline": line.in_headline,
        "outlet": line.outlet,
        "title": line.title,
        "url": line.url,
        "published_from": line.published_from,
        "published_to": line.published_to,
        "report": line.report,
    }


def by_report(lines: Iterable[ClaimLine]) -> list[list[ClaimLine]]:
    """Claims report by report, the earliest published first; one whose day nobody knows comes last."""
    found: dict[str, list[ClaimLine]] = {}
    for line in sorted(lines, key=lambda line: line.published_from or "9999"):
        found.setdefault(line.report, []).append(line)
    return list(found.values())


def _shown(counted: Facets) -> Mapping[str, Any]:
    """The facets as the page lists them: name, key of the address, values with what they set."""
    return {
        "counted": counted.counted,
        "complete": counted.complete,
        "groups": [
            ("Topic", [(f.value, f.claims, {"topic": f.value}) for f in counted.topics]),
            ("Source", [(f.value, f.claims, {"source": f.value}) for f in counted.sources]),
            ("Channel", [(f.value, f.claims, {"channel": f.value}) for f in counted.channels]),
            (
                "Origins, at least",
                [(f.value, f.claims, {"min_origins": f.value}) for f in counted.origins],
            ),
            ("Published", [(f.value, f.claims, _month(f.value)) for f in counted.months]),
        ],
    }


def _month(month: str) -> dict[str, str]:
    year, number = month.split("-")
    last = monthrange(int(year), int(number))[1]
    return {"since": f"{month}-01", "until": f"{month}-{last:02}"}


_NAMES = {
    "q": "words",
    "topic": "topic",
    "source": "source",
    "channel": "channel",
    "since": "since",
    "until": "until",
    "min_origins": "origins at least",
}


def _chosen(asked: Asked) -> list[tuple[str, str, str]]:
    """What is chosen: the parameter, its name, its value."""
    return [(key, name, asked.query[key]) for key, name in _NAMES.items() if asked.words(key)]
