"""sayso reads news reports and lays out what is claimed, on whose say-so.

    import sayso
    reading = sayso.read("report.txt")
    for claim in reading.claims:
        print(claim.text, claim.degree)

Only light names live here: importing sayso loads no model, no network and no terminal library.
"""

from os import PathLike
from typing import TYPE_CHECKING, Any

from sayso.errors import SaysoError
from sayso.records import Event, Reading, Report
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.ledger import Ledger

__all__ = ["Ledger", "Reading", "Report", "SaysoError", "__version__", "read", "read_text"]


def __getattr__(name: str) -> Any:
    """`sayso.Ledger`, imported when it is first asked for: its rules need numpy."""
    if name == "Ledger":
        from sayso.ledger import Ledger

        return Ledger
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def read(
    path_or_url: str | PathLike[str],
    *,
    events: str | PathLike[str] | None = None,
    model: str = "careful",
) -> Reading:
    """Read one file (text, Markdown, HTML, PDF) or the page at a URL.

    `events` is a table of dated public events (CSV) that undated reports are dated by, beside the
    one that ships; `model` is careful or fast. Raises an InputError that says in one sentence what is
    wrong with it.
    """
    from sayso.intake import open_input
    from sayso.reading.reader import read_report

    report = open_input(path_or_url)
    return read_report(report, started=None, events=_events(events), model=model)


def read_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    events: str | PathLike[str] | None = None,
    model: str = "careful",
) -> Reading:
    """Read a text that is already in memory; `published` is an ISO 8601 date, `events` and `model` as in `read`.

    Raises an InputError, as `read` does.
    """
    from sayso.intake import report_from_text
    from sayso.reading.reader import read_report

    report = report_from_text(text, title=title, outlet=outlet, published=published)
    return read_report(report, started=None, events=_events(events), model=model)


def _events(path: str | PathLike[str] | None) -> tuple[Event, ...]:
    from sayso.intake import events_from_path

    return events_from_path(path) if path is not None else ()


def _repr_html_(reading: Reading) -> str:
    from sayso.export.html import notebook_html

    return notebook_html(reading)


# Notebooks look for this method on the object itself, and records may not know how they are drawn
# (they look down, never up): so the top of the house ties the two together.
Reading._repr_html_ = _repr_html_  # type: ignore[attr-defined]
