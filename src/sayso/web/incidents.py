"""Incidents: which reports tell of one occurrence, what it cost by their account, and why they are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.ledger.answers import overview
from sayso.ledger.matching import incident_lines
from sayso.ledger.matching.incident_lines import IncidentLine
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, choice, count
from sayso.web.page import Page, Row

_A_PAGE = 20
PARAMETERS = (
    count("skip", "so many incidents are skipped: `next` of the page before", 0, 1 << 40),
)


REASONS = (choice("why", "with the reasons why its reports are taken for one", ("yes",)),)


def incidents(asked: Asked) -> Page:
    """The incidents, those with most reports first."""
    skip = asked.count("skip", 0, 1 << 40) or 0
    with asked.site.ledger() as ledger:
        found = ledger.ask(incident_lines.lines, limit=_A_PAGE + 1, skip=skip)
    lines = found[:_A_PAGE]
    more = skip + _A_PAGE if len(found) > _A_PAGE else None
    return Page(
        template="incidents.html",
        title="Incidents",
        data={"incidents": [_value(line) for line in lines], "next": more},
        rows=[_row(line) for line in lines],
        shown={"lines": lines, "next": more},
    )


def incident(asked: Asked) -> Page:
    """One incident: its reports, whom it killed and injured by their account, why they are taken for one."""
    explain = asked.choice("why", ("yes",)) is not None
    with asked.site.ledger() as ledger:
        line = ledger.ask(incident_lines.line_of, asked.path["id"], explain=explain)
        seen = ledger.ask(overview.places, line.reports)
        stated = {c for figure in (line.killed, line.injured) if figure for c in figure.claims}
        called = ledger.ask(overview.called, stated)
    return Page(
        template="incident.html",
        title=line.title or "An incident without a headline",
        data=to_json_value(line),
        rows=_report_rows(line, seen),
        shown={
            "line": line,
            "seen": seen,
            "called": called,
            "explained": incident_lines.EXPLAINED,
            "figures": [("Killed", line.killed), ("Injured", line.injured)],
        },
    )


def _value(line: IncidentLine) -> object:
    """A line of the list; why its reports are one stands on its own page."""
    return {key: value for key, value in to_json_value(line).items() if key != "pairs"}


def _row(line: IncidentLine) -> Row:
    figures = {
        f"{name}_{end}": getattr(figure, end) if figure else None
        for name, figure in (("killed", line.killed), ("injured", line.injured))
        for end in ("low", "high", "reason")
    }
    return {
        "incident": line.incident,
        "title": line.title,
        "reports": len(line.reports),
        "outlets": "; ".join(line.outlets),
        "since": line.since,
        "until": line.until,
        **figures,
    }


def _report_rows(line: IncidentLine, seen: Mapping[str, overview.Place]) -> list[Row]:
    """A row for each report of the incident."""
    return [
        {
            "incident": line.incident,
            "report": report,
            "outlet": seen[report].outlet,
            "title": seen[report].title,
            "url": seen[report].url,
            "published_from": seen[report].published_from,
            "published_to": seen[report].published_to,
            "killed_otherwise": _otherwise(line.killed, report),
            "injured_otherwise": _otherwise(line.injured, report),
        }
        for report in line.reports
    ]


def _otherwise(figure: incident_lines.Figure | None, report: str) -> int | None:
    """The figure that a report gives in place of the one that counts."""
    others: Iterable[incident_lines.Other] = figure.otherwise if figure else ()
    return next((other.figure for other in others if report in other.reports), None)
