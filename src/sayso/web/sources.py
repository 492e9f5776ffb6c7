"""The named sources of the ledger, and one of them with what it is cited for."""

from __future__ import annotations

from sayso.ledger.answers import overview, showing
from sayso.ledger.judging import grades, signals
from sayso.ledger.lines import SourceRecord
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, words
from sayso.web.claims import claim_row
from sayso.web.page import Missing, Page

PARAMETERS = (words("q", "part of a name"),)


def sources(asked: Asked) -> Page:
    """The sources most heard of lately, or those of a name."""
    sought = asked.words("q")
    with asked.site.ledger() as ledger:
        found = ledger.ask(overview.heard, sought)
    rows = [to_json_value(line) for line in found]
    return Page(
        template="sources.html",
        title="Sources",
        data={"sources": rows},
        rows=rows,
        shown={"lines": found, "sought": sought, "most": overview.MOST_SOURCES},
    )


def source(asked: Asked) -> Page:
    """One source: the claims whose chains it stands in, its memory, what people said of it."""
    with asked.site.ledger() as ledger:
        record = ledger.show(asked.path["id"])
        if not isinstance(record, SourceRecord):
            raise Missing("this is no source's id")
        weighed = ledger.ask(signals.signals, record.source)
        called = ledger.ask(overview.called, {i for each in weighed for i in each.evidence[:4]})
        graded = ledger.ask(grades.grades, record.source)
    return Page(
        template="source.html",
        title=record.name,
        data={
            **to_json_value(record),
            "signals": to_json_value(tuple(weighed)),
            "grades": to_json_value(tuple(graded)),
        },
        rows=[claim_row(line) for line in record.claims],
        shown={
            "record": record,
            "most": showing.MOST_CLAIMS,
            "signals": weighed,
            "called": called,
            "grades": graded,
            "meanings": grades.MEANINGS,
        },
    )
