"""Origins: claims about one matter, and the distinct ends of their chains as a tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.ledger.answers import asking, overview
from sayso.ledger.answers.overview import Place
from sayso.ledger.provenance import origin_lines
from sayso.ledger.provenance.origin_lines import Merged, Origin, OriginsLine
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, count
from sayso.web.claims import by_report
from sayso.web.page import Page, Row

_A_PAGE, _SHOWN = 50, 60


@dataclass(frozen=True, slots=True)
class Tree:
    """One origin: reports by outlet by owner (None: not known), and what made them one, by reason."""

    origin: Origin
    owners: Mapping[str | None, Mapping[str | None, list[Place]]]
    reasons: Mapping[str, list[Merged]]
    reports: int
    outlets: int


PARAMETERS = (count("skip", "so many clusters are skipped: `next` of the page before", 0, 1 << 40),)


def clusters(asked: Asked) -> Page:
    """The clusters, those with most reports first."""
    skip = asked.count("skip", 0, 1 << 40) or 0
    with asked.site.ledger() as ledger:
        found = ledger.ask(overview.matters, limit=_A_PAGE + 1, skip=skip)
    rows = [to_json_value(line) for line in found[:_A_PAGE]]
    more = skip + _A_PAGE if len(found) > _A_PAGE else None
    return Page(
        template="clusters.html",
        title="Origins",
        data={"clusters": rows, "next": more},
        rows=rows,
        shown={"lines": found[:_A_PAGE], "next": more},
    )


def cluster(asked: Asked) -> Page:
    """One cluster as a tree: reports, outlets, owners, origins, each merge with its reason."""
    claim = re.sub(r"^cluster:", "claim:", asked.path["id"])
    with asked.site.ledger() as ledger:
        line = ledger.ask(origin_lines.line_of, claim)
        seen = ledger.ask(overview.places, line.reports)
        lines = ledger.ask(asking.named, line.claims[:_SHOWN])
    return Page(
        template="origins.html",
        title=line.text,
        data=to_json_value(line),
        rows=origin_rows(line),
        shown={
            "line": line,
            "seen": seen,
            "trees": trees(line, seen),
            "timeline": by_report(lines),
            "more": len(line.claims) - len(lines),
        },
    )


def trees(line: OriginsLine, seen: Mapping[str, Place]) -> list[Tree]:
    """Each origin with its reports, folded by outlet and by owner."""
    found = []
    for origin in line.origins.list:
        owners: dict[str | None, dict[str | None, list[Place]]] = {}
        for report in (*origin.reports, *origin.repeated_by):
            place = seen[report]
            owners.setdefault(place.owner, {}).setdefault(place.outlet, []).append(place)
        reasons: dict[str, list[Merged]] = {}
        for merge in origin.merges:
            reasons.setdefault(merge.reason, []).append(merge)
        reports = {*origin.reports, *origin.repeated_by}
        outlets = {seen[report].outlet for report in reports} - {None}
        found.append(Tree(origin, owners, reasons, len(reports), len(outlets)))
    return found


def origin_rows(line: OriginsLine) -> list[Row]:
    """A row for each report of each origin."""
    return [
        {
            "cluster": line.cluster,
            "origin": place,
            "source": origin.source,
            "named": origin.named,
            "channel": origin.channel,
            "day": origin.day,
            "report": report,
            "repeats": report in origin.repeated_by,
            "at_least": line.origins.at_least,
            "at_most": line.origins.at_most,
        }
        for place, origin in enumerate(line.origins.list, 1)
        for report in (*origin.reports, *origin.repeated_by)
    ]
