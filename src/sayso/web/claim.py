"""One claim: its words and chain, what there is to weigh, what people said of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.export import words
from sayso.ledger.answers import asking, overview
from sayso.ledger.answers.life import life
from sayso.ledger.copying import side_by_side
from sayso.ledger.ids import find
from sayso.ledger.judging import grades, judgements, signals
from sayso.ledger.lines import ClaimRecord
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked
from sayso.web.claims import by_report, claim_row
from sayso.web.page import Page

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
        told = ledger.ask(
            lambda db: life(db, find(db, asked.path["id"], "claim")[1], most_copies=0)
        )
        record, line = told.record, told.record.claim
        text = ledger.ask(asking.text, line.report)
        copies = ledger.ask(side_by_side.copies_of, line.report)
        gathered = {each.claim for each in told.gathered}
        weighed = ledger.ask(signals.signals, line.claim, told.origins)
        said = ledger.ask(judgements.judgements, line.claim)
        spoken_of = {i for each in weighed for i in each.evidence[:4]}
        called = ledger.ask(overview.called, spoken_of.union(*(each.claims for each in said)))
        graded = ledger.ask(grades.grades, line.claim)
    return Page(
        template="claim.html",
        title=line.text,
        data=lambda: {
            **to_json_value(record),
            "origins": to_json_value(told.origins),
            "related": to_json_value(told.related),
            "gathered": to_json_value(told.gathered),
            "versions": to_json_value(told.versions),
            "signals": to_json_value(tuple(weighed)),
            "judgements": to_json_value(tuple(said)),
            "grades": to_json_value(tuple(graded)),
        },
        rows=[claim_row(line)],
        shown={
            "record": record,
            "life": told,
            "timeline": by_report([line, *told.gathered]),
            "more": len(told.origins.claims) - len(told.gathered) - 1,
            "relations": {each.claim.claim: each for each in told.related},
            "others": [each for each in told.related if each.claim.claim not in gathered],
            "quantities": {each.id: words.figure(each) for each in record.quantities},
            "line": line,
            "context": _context(record, text),
            "copies": copies,
            "figures": [words.figure(each) for each in record.quantities],
            "signals": weighed,
            "called": called,
            "judgements": said,
            "grades": graded,
            "meanings": grades.MEANINGS,
        },
    )


def _context(record: ClaimRecord, text: str) -> Context | None:
    """Where the claim stands in the text; None if it stands in a title that was given apart."""
    spans = [span for span in record.spans if span.in_ is None]
    if not spans:
        return None
    start, end = spans[0].start, spans[-1].end
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    return Context(
        before=("…" if start > _AROUND else "") + before,
        words=text[start:end],
        after=after + ("…" if end + _AROUND < len(text) else ""),
    )
