"""What people graded, and the reference series that a person brought in."""

from __future__ import annotations

from sayso.ledger.answers import overview
from sayso.ledger.judging import grades as ledger_grades
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, count
from sayso.web.page import Page

_A_PAGE = 50
PARAMETERS = (count("before", "go on behind this grade: `next` of the page before", 1, 1 << 53),)


def grades(asked: Asked) -> Page:
    """The newest grades."""
    before = asked.count("before", 1, 1 << 53)
    with asked.site.ledger() as ledger:
        found = ledger.ask(ledger_grades.newest, before=before, limit=_A_PAGE + 1)
        made = [each for _, each in found[:_A_PAGE]]
        called = ledger.ask(overview.called, {each.target for each in made})
    rows = [to_json_value(each) for each in made]
    more = found[_A_PAGE - 1][0] if len(found) > _A_PAGE else None
    return Page(
        template="grades.html",
        title="Grades",
        data={"grades": rows, "next": more},
        rows=rows,
        shown={"made": made, "meanings": ledger_grades.MEANINGS, "called": called, "next": more},
    )


def reference(asked: Asked) -> Page:
    """The reference series: what they count, from when to when."""
    with asked.site.ledger() as ledger:
        found = ledger.ask(overview.reference_series)
    rows = [to_json_value(each) for each in found]
    return Page(
        template="reference.html",
        title="Reference series",
        data={"series": rows},
        rows=rows,
        shown={"lines": found},
    )
