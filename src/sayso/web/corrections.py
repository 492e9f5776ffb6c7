"""Corrections of a reading: wrong source, wrong span, wrong channel; and the labels that come of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.export import words
from sayso.ledger.answers import overview
from sayso.ledger.judging import corrections as ledger_corrections
from sayso.ledger.judging.corrections import (
    STANDS,
    VALUES,
    Correction,
    Part,
    Value,
    extent,
)
from sayso.ledger.lines import ReportRecord
from sayso.records import Attribution, Reading
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked
from sayso.web.asked import words as parameter
from sayso.web.decide import ID, SHORT, fields
from sayso.web.page import Missing, Page, Wrong
from sayso.web.site import Site

PARAMETERS = (parameter("attribution", "the id in the reading of the attribution to set right"),)
_SHOWN = 100
_PLACES: tuple[Part, ...] = ("source", "cue", "content")
FIELDS: Mapping[str, Any] = {
    "attribution": ID,
    **{part: {"type": "string", "description": "the words, as they stand"} for part in _PLACES},
    **{part: {"type": "string", "enum": list(values)} for part, values in VALUES.items()},
    "none": {"type": "string", "enum": ["", "1"], "description": "it is no attribution"},
    "by": SHORT,
    "why": SHORT,
}


def of_report(asked: Asked) -> Page:
    """What was set right in one report, and a form for one of its attributions."""
    wanted = asked.words("attribution")
    with asked.site.ledger() as ledger:
        record = ledger.show(asked.path["id"])
        if not isinstance(record, ReportRecord):
            raise Missing("this is no report's id")
        reading = ledger.reading(record.report)
        made = ledger.ask(ledger_corrections.corrections, record.report)
    found = next((a for a in reading.attributions if a.id == wanted), None)
    if wanted and (found is None or extent(found) is None):
        raise Missing("the reading has no such attribution in the text")
    text = reading.report.text
    return Page(
        template="corrections.html",
        title=f"Corrections of “{reading.report.title or 'a report'}”",
        data={
            "corrections": to_json_value(tuple(made)),
            "labels": ledger_corrections.labels(reading, made),
        },
        rows=[to_json_value(each) for each in made],
        shown={
            "report": record.report,
            "report_title": reading.report.title,
            "attribution": found,
            "now": _now(reading, found) if found else None,
            "around": _around(text, found) if found else None,
            "keys": VALUES,
            "made": [(each, _shown(text, each.value), text[slice(*each.content)]) for each in made],
        },
    )


def every(asked: Asked) -> Page:
    """The newest corrections, and for programs all of them with the labels of all corrected reports."""
    with asked.site.ledger() as ledger:
        made = ledger.ask(ledger_corrections.corrections)
        newest = made[: -_SHOWN - 1 : -1]
        called = ledger.ask(overview.called, {each.report for each in newest})
    return Page(
        template="all_corrections.html",
        title="Corrections",
        data=lambda: _labelled(asked.site, made),
        rows=lambda: [to_json_value(each) for each in made],
        shown={"made": newest, "more": len(made) - len(newest), "called": called},
    )


def _labelled(site: Site, made: list[Correction]) -> Mapping[str, Any]:
    of_report: dict[str, list[Correction]] = {}
    for each in made:
        of_report.setdefault(each.report, []).append(each)
    with site.ledger() as ledger:
        labels = [
            ledger_corrections.labels(ledger.reading(report), of_it)
            for report, of_it in of_report.items()
        ]
    return {"corrections": to_json_value(tuple(made)), "labels": labels}


async def correct(site: Site, request: Request) -> Page | Response:
    """Enter what differs from the reading in the form."""
    form = await fields(request)
    named = request.path_params["id"]

    def enter() -> str:
        with site.writing() as ledger:
            record = ledger.show(named)
            if not isinstance(record, ReportRecord):
                raise Missing("this is no report's id")
            reading = ledger.reading(record.report)
            wanted = form.get("attribution")
            found = next((a for a in reading.attributions if a.id == wanted), None)
            where = extent(found) if found else None
            if found is None or where is None:
                raise Missing("the reading has no such attribution in the text")
            made = ledger.ask(ledger_corrections.corrections, record.report)
            known = {c.part: c.value for c in made if c.in_force and c.content == where}
            changed = {
                part: value
                for part, value in _changes(form, reading, found).items()
                if value != known.get(part, _now(reading, found)[part])
            }
            if not changed:
                raise Wrong("nothing in the form differs from what is there")
            for part, value in changed.items():
                ledger.decide(
                    ledger_corrections.correct,
                    record.report,
                    where,
                    part,
                    value,
                    by=form.get("by", ""),
                    at=site.now(),
                    why=form.get("why") or None,
                )
            return record.report

    report = await run_sync(enter)
    return RedirectResponse(f"/reports/{quote(report, safe=':')}/corrections", 303)


def _changes(form: Mapping[str, str], reading: Reading, found: Attribution) -> dict[Part, Value]:
    """What the form says of each part that it names. Raises Wrong."""
    said: dict[Part, Value] = {"attribution": None if form.get("none") else STANDS}
    for part in _PLACES:
        if part in form:
            near = getattr(found, part) or found.content
            said[part] = places_of(form[part], reading.report.text, near[0].start, part)
    for part in get_args(Part):
        if part in VALUES and form.get(part):
            said[part] = form[part]
    return said


def places_of(given: str, text: str, near: int, part: str) -> tuple[tuple[int, int], ...]:
    """Where words stand that somebody typed from the report, nearest to a place. Raises Wrong.

    White space may differ; " … " stands between words that stand apart.
    """
    places = []
    for piece in filter(None, map(str.strip, given.split(" … "))):
        pattern = r"\s+".join(map(re.escape, piece.split()))
        found = min(re.finditer(pattern, text), key=lambda m: abs(m.start() - near), default=None)
        if found is None:
            raise Wrong(f"{part}: “{piece[:60]}” does not stand in the report")
        places.append(found.span())
        near = found.end()
    return tuple(places)


def _now(reading: Reading, found: Attribution) -> dict[Part, Any]:
    """The parts of an attribution as they were read."""
    channel = next((c.kind for c in reading.channels if c.id == found.channel_id), "not-stated")
    return {
        "source": tuple((s.start, s.end) for s in found.source),
        "cue": tuple((s.start, s.end) for s in found.cue),
        "content": tuple((s.start, s.end) for s in found.content),
        "channel": channel,
        "stance": found.stance,
        "certainty": found.certainty,
        "attribution": STANDS,
    }


def _around(text: str, found: Attribution) -> tuple[str, Mapping[Part, str]]:
    """The paragraph around an attribution, and its parts as words that can be typed over."""
    spans = [*found.source, *found.cue, *found.content]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    start = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    joined = {part: words.joined(getattr(found, part)) for part in _PLACES}
    return text[start : stop if stop >= 0 else None], joined


def _shown(text: str, value: Value) -> str:
    if value is None:
        return "no attribution"
    if isinstance(value, str):
        return words.spoken(value)
    return " … ".join(text[start:end] for start, end in value) or words.NOT_STATED
