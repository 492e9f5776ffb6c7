"""ROOM 2, the doors: file, page, archive become Reports. Only here are files and sockets opened.

What needs a third-party package (pages, pdf, urls) is imported when the first such input comes, so
that reading a plain text stays quick to start.
"""

from sayso.intake.bounds import FetchLimits
from sayso.intake.events import events_from_path
from sayso.intake.failure import InputFailure
from sayso.intake.files import report_from_path, report_from_text
from sayso.intake.inputs import count_inputs, open_input, open_inputs, report_from_url

__all__ = [
    "FetchLimits",
    "InputFailure",
    "count_inputs",
    "events_from_path",
    "open_input",
    "open_inputs",
    "report_from_path",
    "report_from_text",
    "report_from_url",
]
