"""The server: addresses, and how a page is asked for and answered."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from sayso.errors import (
    BadJudgement,
    DamagedLedger,
    Forgotten,
    LedgerError,
    NoLedger,
    NoSuchRecord,
    SaysoError,
)
from sayso.web import present, static
from sayso.web.actions import ACTIONS, Action
from sayso.web.addresses import ADDRESSES, Address
from sayso.web.asked import Asked
from sayso.web.desk import Busy
from sayso.web.guard import Guard
from sayso.web.openapi import document
from sayso.web.page import Format, Missing, Page, Wrong
from sayso.web.settings import MAX_UPLOAD_BYTES, Settings
from sayso.web.site import Site

_ENDINGS: tuple[tuple[str, Format], ...] = ((".json", "json"), (".csv", "csv"), ("", "html"))
_PAGES_AT_ONCE = 16


def make_app(settings: Settings, now: Callable[[], str], *, warm: bool = True) -> ASGIApp:
    """The application, behind its guard, so that answers to our own mistakes keep its rules too.

    now: the time in ISO 8601 (UTC). warm: load the model at once."""
    site = Site(settings, now)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        app.state.places = anyio.CapacityLimiter(_PAGES_AT_ONCE)
        if warm:
            await run_sync(_load)
        yield
        site.close()

    routes: list[BaseRoute] = [Route("/static/{name}", static.serve)]
    for address in ADDRESSES:
        if settings.ledger is None and address.ledger:
            continue
        for ending, form in _ENDINGS:
            if form == "html" or form in address.forms:
                path = address.path + ending
                routes.append(Route(path, _answer(site, address, form), methods=["GET"]))
    routes.extend(
        Route(action.path, _act(site, action), methods=["POST"])
        for action in ACTIONS
        if settings.ledger is not None or not action.ledger
    )
    described = document(settings.ledger is not None)
    routes.append(Route("/openapi.json", _fixed(described), methods=["GET"]))
    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: _problem(site, _of_http),
            Missing: _problem(site, lambda e: (404, "Not here", f"{e}.")),
            Wrong: _problem(site, lambda e: (400, "That address cannot be right", f"{e}.")),
            NoSuchRecord: _problem(site, lambda e: (404, "Not here", f"{e}.")),
            Busy: _problem(site, lambda e: (503, "Too busy", f"{e}.")),
            NoLedger: _problem(site, lambda e: (404, "Nothing is filed yet", f"{e}.")),
            BadJudgement: _problem(site, lambda e: (422, "That cannot be entered", f"{e}.")),
            Forgotten: _problem(site, lambda e: (422, "That cannot be filed", f"{e}.")),
            LedgerError: _problem(site, _of_ledger),
            SaysoError: _problem(site, lambda e: (422, "That did not work", f"{e}.")),
            Exception: _problem(site, _of_mistake),
        },
        lifespan=life,
        max_body_size=MAX_UPLOAD_BYTES + 100_000,
    )
    app.router.redirect_slashes = False
    return Guard(app, settings)


def _load() -> None:
    """Have the model at hand before the first report comes.

    What is there by then stays to the end. Left out of the collector's rounds it costs the page of a
    report of 15,000 words a fifth less.
    """
    from sayso.intake import report_from_text
    from sayso.reading.reader import read_report

    read_report(report_from_text("The clerk said that it would rain on Monday."), started=None)
    gc.collect()
    gc.freeze()


def _answer(site: Site, address: Address, form: Format) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        asked = Asked(site, request.path_params, request.query_params)
        places = request.app.state.places
        return await run_sync(
            lambda: respond(site, request, address.ask(asked), form, address), limiter=places
        )

    return endpoint


def _act(site: Site, action: Action) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        done = await action.do(site, request)
        if isinstance(done, Response):
            return done
        return await run_sync(lambda: respond(site, request, done, action.form(request)))

    return endpoint


def _fixed(value: Any) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(_request: Request) -> Response:
        return present.response(Page(template="", title="", data=value), "json", {})

    return endpoint


def respond(
    site: Site, request: Request, page: Page, form: Format, address: Address | None = None
) -> Response:
    """Draw a page, with what every page shows around it."""
    if form != "html":
        return present.response(page, form, {})
    query = f"?{request.url.query}" if request.url.query else ""
    forms = address.forms if address and page.status == 200 else ()
    navigation = [
        (each.path, each.section)
        for each in ADDRESSES
        if each.leads and (site.settings.ledger is not None or not each.ledger)
    ]
    around = {
        "navigation": navigation,
        "section": address.section if address else None,
        "has_ledger": site.settings.ledger is not None,
        "shared": not site.settings.loopback,
        "searched": request.query_params.get("q", ""),
        "query": defaultdict(str, request.query_params),
        "path": request.url.path,
        "formats": [
            {"name": each.upper(), "address": f"{request.url.path}.{each}{query}"} for each in forms
        ],
        "plain_title": "".join(filter(str.isprintable, page.title)),
    }
    return present.response(page, "html", around)


Told = tuple[int, str, str]


def _problem(site: Site, tell: Callable[[Any], Told]) -> Any:
    """Answer an error in the form that was asked for: a page with one clear sentence, or JSON."""

    async def handler(request: Request, error: Exception) -> Response:
        status, title, sentence = tell(error)
        sentence = sentence[:1].upper() + sentence[1:]
        part = request.headers.get("hx-request") is not None
        page = Page(
            template="problem_part.html" if part else "problem.html",
            title=title,
            data={"error": sentence, "status": status},
            shown={"sentence": sentence},
            status=status,
        )
        json = request.url.path.endswith((".json", ".csv")) or wants_json(request)
        answer = respond(site, request, page, "json" if json else "html")
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)
        if status == 503:
            answer.headers["retry-after"] = "30"
        return answer

    return handler


def wants_json(request: Request) -> bool:
    """Whether a program asks, and not a browser."""
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _of_http(error: HTTPException) -> Told:
    known = {
        404: ("Not here", "There is no page under this address."),
        405: ("Not like that", "This address is not asked in that way."),
        413: ("Too large", f"More than {MAX_UPLOAD_BYTES // 1_000_000} MB are not taken."),
    }
    return (error.status_code, *known.get(error.status_code, ("That did not work", error.detail)))


def _of_ledger(error: LedgerError) -> Told:
    status = 500 if isinstance(error, DamagedLedger) else 503
    return status, "The ledger cannot be read", f"{error}."


def _of_mistake(error: Exception) -> Told:
    what = f"{type(error).__name__}: {error}"
    return 500, "sayso made a mistake", f"This is our mistake ({what}); please report it."
