"""Copies: who has whose words, and two reports side by side with what changed on the way."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.export.markup import Html
from sayso.export.weave import Mark, weave
from sayso.ledger.answers import overview
from sayso.ledger.copying import side_by_side
from sayso.ledger.copying.changes import Change
from sayso.ledger.copying.copy_lines import CopyLine
from sayso.ledger.copying.side_by_side import Beside
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, count, words
from sayso.web.page import Page, Row

_A_PAGE = 20
PARAMETERS = (
    words("report", "the id of a report, or its beginning: those that share words with it"),
    count("before", "go on behind this: `next` of the page before", 1, 1 << 53),
    count("skip", "of one report, so many are skipped: `next` of the page before", 0, 10_000),
)


def copies(asked: Asked) -> Page:
    """The newest copies, or those of one report."""
    report, before = asked.words("report"), asked.count("before", 1, 1 << 53)
    skip = asked.count("skip", 0, 10_000) or 0
    with asked.site.ledger() as ledger:
        if report:
            lines = ledger.ask(side_by_side.of_report, report, limit=_A_PAGE + 1, skip=skip)
            more = skip + _A_PAGE if len(lines) > _A_PAGE else None
            lines = lines[:_A_PAGE]
        else:
            found = ledger.ask(side_by_side.newest, limit=_A_PAGE, before=before)
            lines = [line for _, line in found]
            more = found[-1][0] if len(found) >= _A_PAGE else None
        seen = ledger.ask(overview.places, {r for line in lines for r in (line.from_, line.to)})
    rows = [copy_row(line) for line in lines]
    return Page(
        template="copies.html",
        title="Copies",
        data={"copies": rows, "next": more},
        rows=rows,
        shown={"lines": lines, "seen": seen, "next": more},
    )


def pair(asked: Asked) -> Page:
    """Two reports side by side."""
    with asked.site.ledger() as ledger:
        found = ledger.ask(side_by_side.beside, asked.path["one"], asked.path["other"])
        seen = ledger.ask(overview.places, (found.from_, found.to))
    changed = to_json_value(found.changes)
    return Page(
        template="beside.html",
        title="Two reports side by side",
        data={
            "from": found.from_,
            "to": found.to,
            "copy": to_json_value(found.line),
            "versions": found.versions,
            "passages": to_json_value(found.passages),
            "changes": changed,
        },
        rows=_change_rows(found),
        shown={
            "beside": found,
            "seen": seen,
            "woven": [_woven(found, side) for side in (0, 1)],
            "kinds": _kinds(found),
        },
    )


def copy_row(line: CopyLine) -> Row:
    """One copy as a row of a table, without its passages."""
    return {
        "from": line.from_,
        "to": line.to,
        "kind": line.kind,
        "direction": line.direction,
        "containment_from": line.containment.from_,
        "containment_to": line.containment.to,
        "passages": len(line.passages),
        "words": sum(passage.same for passage in line.passages),
        "figures_changed": len(line.changes.figures),
        "names_changed": len(line.changes.names),
        "hedges_changed": len(line.changes.hedges),
        "headline_changed": line.changes.headline is not None,
    }


def _kinds(found: Beside) -> Mapping[str, tuple[Change, ...]]:
    changed = found.changes
    headline = (changed.headline,) if changed.headline else ()
    return {
        "Headline": headline,
        "Figures": changed.figures,
        "Names": changed.names,
        "Hedges": changed.hedges,
    }


def _change_rows(found: Beside) -> list[Row]:
    return [
        {
            "kind": kind.lower(),
            "from": change.from_.text if change.from_ else None,
            "to": change.to.text if change.to else None,
        }
        for kind, changes in _kinds(found).items()
        for change in changes
    ]


def _woven(found: Beside, side: int) -> Html:
    """One of the texts, the shared passages marked and numbered, what changed in them underlined."""
    marks = []
    letter, across = ("from", "to") if side == 0 else ("to", "from")
    for number, passage in enumerate(found.passages, 1):
        span = passage.from_ if side == 0 else passage.to
        marks.append(
            Mark(
                start=span.start,
                end=span.end,
                id=f"{letter}-{number}",
                kind="shared",
                label=f"passage {number}, in both",
                card=f"{across}-{number}",
                number=number,
            )
        )
    for kind, changes in _kinds(found).items():
        for change in changes:
            changed = change.from_ if side == 0 else change.to
            if changed and changed.in_ is None:
                place = f"{letter}-{kind.lower()}-{changed.start}"
                label = f"{kind.lower()} changed"
                marks.append(Mark(changed.start, changed.end, place, "changed", label))
    return weave(found.texts[side], marks)
