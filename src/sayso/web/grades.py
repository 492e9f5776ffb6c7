"""What people graded, and the reference series that a person brought in."""

from __future__ import annotations

from sayso.ledger.answers import overview
from sayso.ledger.judging import grades as ledger_grades
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked
from sayso.web.page import Page


def grades(asked: Asked) -> Page:
    """All grades, the newest first."""
    with asked.site.ledger() as ledger:
        made = ledger.ask(ledger_grades.grades)
    rows = [to_json_value(each) for each in reversed(made)]
    return Page(
        template="grades.html",
        title="Grades",
        data={"grades": rows},
        rows=rows,
        shown={"made": list(reversed(made)), "meanings": ledger_grades.MEANINGS},
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
