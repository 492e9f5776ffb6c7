"""The reports of the ledger, and one of them with everything that was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sayso.ledger.answers import overview
from sayso.ledger.copying import side_by_side
from sayso.ledger.judging.corrections import extent
from sayso.ledger.lines import ReportRecord
from sayso.ledger.matching import incident_lines
from sayso.records import Reading
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, count, words
from sayso.web.page import Missing, Page
from sayso.web.read import claim_rows, reading_page

_A_PAGE = 50
PARAMETERS = (
    words("q", "words that all stand in the report"),
    count("before", "go on behind this report: `next` of the page before", 1, 1 << 53),
)


def reports(asked: Asked) -> Page:
    """The newest reports, or those that hold all words, the best first."""
    sought = asked.words("q")
    before = asked.count("before", 1, 1 << 53)
    with asked.site.ledger() as ledger:
        if sought:
            hits = ledger.search(sought, limit=_A_PAGE)
            return Page(
                template="search.html",
                title="Reports",
                data={"reports": [to_json_value(hit) for hit in hits], "next": None},
                rows=[to_json_value(hit) for hit in hits],
                shown={"hits": hits, "most": _A_PAGE},
            )
        found = ledger.ask(overview.reports, limit=_A_PAGE + 1, before=before)
    more = found[_A_PAGE - 1].n if len(found) > _A_PAGE else None
    lines = found[:_A_PAGE]
    rows = [{k: v for k, v in to_json_value(line).items() if k != "n"} for line in lines]
    return Page(
        template="reports.html",
        title="Reports",
        data={"reports": rows, "next": more},
        rows=rows,
        shown={"lines": lines, "next": more},
    )


def report(asked: Asked) -> Page:
    """One report: its text and claims, where it was seen, its versions."""
    with asked.site.ledger() as ledger:
        record = ledger.show(asked.path["id"])
        if not isinstance(record, ReportRecord):
            raise Missing("this is no report's id")
        reading = ledger.reading(record.report)
        copies = ledger.ask(side_by_side.copies_of, record.report)
        beside = ledger.ask(incident_lines.reports_beside, record.report)
    named = {line.local_id: line.claim for line in record.claims}
    elsewhere = _elsewhere(record.report, reading, named)
    around = {"record": record, "copies": copies, "beside": beside}
    return replace(
        reading_page("report.html", reading, around, elsewhere),
        data=lambda: {
            "record": to_json_value(record),
            "copies": copies,
            "reading": reading.to_dict(),
        },
        rows=lambda: [
            {**row, "claim": named.get(str(row["claim"]))} for row in claim_rows(reading)
        ],
    )


def _elsewhere(
    report: str, reading: Reading, named: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """Where each claim leads to: its own page, and the form to set its attribution right."""
    told = {a.id for a in reading.attributions if extent(a)}
    links: dict[str, list[tuple[str, str]]] = {}
    for claim in reading.claims:
        if claim.id in named:
            links[claim.id] = [("in other reports", f"/claims/{named[claim.id]}")]
        if claim.attribution_id in told:
            form = f"/reports/{report}/corrections?attribution={claim.attribution_id}"
            links.setdefault(claim.id, []).append(("set it right", form))
    return links
