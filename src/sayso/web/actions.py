"""What can be done from a page: each a POST, written out for the server and for OpenAPI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.web import corrections, decide, filing, read
from sayso.web.page import Format, Page
from sayso.web.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing to do. fields: the form, as the properties of a JSON Schema."""

    path: str
    do: Callable[[Site, Request], Awaitable[Page | Response]]
    summary: str
    fields: Mapping[str, Any]
    ledger: bool = True
    multipart: bool = False

    def form(self, request: Request) -> Format:
        """In which form its page is answered."""
        return "json" if request.url.path.endswith(".json") else "html"


ACTIONS: tuple[Action, ...] = (
    Action(
        path="/read",
        do=read.read,
        summary="Read a text, a file or the page at an address; leads to its page",
        fields=read.FIELDS,
        ledger=False,
        multipart=True,
    ),
    Action(
        path="/read.json",
        do=read.read_json,
        summary="Read a text, a file or the page at an address; answers with the reading",
        fields=read.FIELDS,
        ledger=False,
        multipart=True,
    ),
    Action(
        path="/readings/{key}/file",
        do=filing.file,
        summary="File a reading that lies on the desk; leads to its report",
        fields={},
    ),
    Action(
        path="/judgements",
        do=decide.judge,
        summary="Say whether two claims are about one matter, or take the last word on them back",
        fields=decide.PAIR,
    ),
    Action(
        path="/grades",
        do=decide.grade,
        summary="Grade a claim or a source; leads to its page",
        fields=decide.GRADE,
    ),
    Action(
        path="/reports/{id}/corrections",
        do=corrections.correct,
        summary="Set right who says something, where it stands, or by what way it came",
        fields=corrections.FIELDS,
    ),
)
