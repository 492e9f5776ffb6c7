"""One claim: its words and chain, what there is to weigh, what people said of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.export import words
from sayso.ledger import grades, judgements, signals
from sayso.ledger.lines import ClaimRecord
from sayso.records import Reading
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked
from sayso.web.claims import claim_row
from sayso.web.page import Missing, Page

_AROUND = 240
"""Code points of the report that are shown on each side of a claim."""


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a claim as they stand in the report, with what is around them."""

    before: str
    words: str
    after: str


def claim(asked: Asked) -> Page:
    """Everything about one claim."""
    with asked.site.ledger() as ledger:
        record = ledger.show(asked.path["id"])
        if not isinstance(record, ClaimRecord):
            raise Missing("this is no claim's id")
        line = record.claim
        reading = ledger.reading(line.report)
        weighed = ledger.ask(signals.signals, line.claim)
        said = ledger.ask(judgements.judgements, line.claim)
        graded = ledger.ask(grades.grades, line.claim)
    return Page(
        template="claim.html",
        title=line.text,
        data={
            **to_json_value(record),
            "signals": to_json_value(tuple(weighed)),
            "judgements": to_json_value(tuple(said)),
            "grades": to_json_value(tuple(graded)),
        },
        rows=[claim_row(line)],
        shown={
            "record": record,
            "line": line,
            "context": _context(record, reading),
            "figures": [words.figure(each) for each in record.quantities],
            "signals": weighed,
            "judgements": said,
            "grades": graded,
            "meanings": grades.MEANINGS,
        },
    )


def _context(record: ClaimRecord, reading: Reading) -> Context | None:
    """Where the claim stands in the text; None if it stands in a title that was given apart."""
    spans = [span for span in record.spans if span.in_ is None]
    if not spans:
        return None
    text, start, end = reading.report.text, spans[0].start, spans[-1].end
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    return Context(
        before=("…" if start > _AROUND else "") + before,
        words=text[start:end],
        after=after + ("…" if end + _AROUND < len(text) else ""),
    )
