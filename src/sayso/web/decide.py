"""A person's word: judgements on pairs of claims, grades. Entered as they are, never by the machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.ledger.answers import tray
from sayso.ledger.judging import grades, judgements
from sayso.web.page import Page, Wrong
from sayso.web.settings import MAX_FIELD_BYTES
from sayso.web.site import Site

VERDICTS: tuple[judgements.Verdict, ...] = ("same", "different", "withdrawn")
SHORT = {"type": "string", "maxLength": 2_000}
ID = {"type": "string", "maxLength": 100, "pattern": "^[a-z0-9:.-]+$"}
PAIR: Mapping[str, Any] = {
    "one": ID,
    "other": ID,
    "verdict": {"type": "string", "enum": list(VERDICTS)},
    "by": SHORT,
    "why": SHORT,
    "next": {"type": "string", "description": "the page to go to then, on this server"},
}
GRADE: Mapping[str, Any] = {
    "target": ID,
    "reliability": {"type": "string", "enum": ["", *grades.MEANINGS["reliability"]]},
    "credibility": {"type": "string", "enum": ["", *grades.MEANINGS["credibility"]]},
    "by": SHORT,
    "why": SHORT,
}
_HERE = re.compile(r"/(?![/\\])[\x21-\x7e]*")


async def judge(site: Site, request: Request) -> Page | Response:
    """Enter whether two claims are about one matter, or take the last word on them back."""
    form = await fields(request)
    verdict = next((each for each in VERDICTS if each == form.get("verdict")), None)
    if verdict is None:
        raise Wrong(f"verdict: it is one of {', '.join(VERDICTS)}")

    def enter() -> tray.Pair:
        with site.writing() as ledger:
            made = ledger.decide(
                judgements.judge,
                form.get("one", ""),
                form.get("other", ""),
                verdict,
                by=form.get("by", ""),
                at=site.now(),
                why=form.get("why") or None,
            )
            return ledger.ask(tray.pair, *made.claims)

    pair = await run_sync(enter)
    if request.headers.get("hx-request"):
        return Page(template="pair_alone.html", title="", shown={"pair": pair})
    otherwise = f"/claims/{quote(pair.later.claim, safe=':')}"
    return RedirectResponse(onwards(form.get("next"), otherwise), 303)


async def grade(site: Site, request: Request) -> Page | Response:
    """Enter a grade on one axis or on both."""
    form = await fields(request)
    values = {axis: form[axis].upper() for axis in grades.MEANINGS if form.get(axis, "").strip()}
    if not values:
        raise Wrong("a grade takes a value on one axis at least")

    def enter() -> str:
        with site.writing() as ledger:
            made = ledger.decide(
                grades.enter,
                form.get("target", ""),
                values,
                by=form.get("by", ""),
                at=site.now(),
                why=form.get("why", ""),
            )
            return made[0].target

    target = await run_sync(enter)
    return RedirectResponse(f"{place_of(target)}#grades", 303)


async def fields(request: Request) -> dict[str, str]:
    """The fields of a small form. Refuses files, and more than a form of ours holds."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "A form is asked for.")
    length = request.headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or int(length) > MAX_FIELD_BYTES:
        raise HTTPException(413)
    form = await request.form(max_files=0, max_fields=30)
    given = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    for name, value in given.items():
        if "\x00" in value or any("\ud800" <= each <= "\udfff" for each in value):
            raise Wrong(f"{name[:40]}: it holds characters that nobody can type")
    return given


def onwards(given: str | None, otherwise: str) -> str:
    """Where a form leads then: an address on this server, whatever the form says."""
    return given if given and _HERE.fullmatch(given) else otherwise


def place_of(named: str) -> str:
    """The address of a record by its id."""
    noun = {"claim": "claims", "source": "sources", "sha256": "reports"}.get(named.split(":")[0])
    return f"/{noun}/{quote(named, safe=':')}" if noun else "/grades"
