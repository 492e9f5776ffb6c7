"""The Read page: a text, a file or an address in; the report and its claims out."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import BadDate, EmptyInput, InputError, UnsupportedFormat
from sayso.export.cards import Cards
from sayso.export.html import generated, legend, origin, prefix_of
from sayso.export.outline import outline, title_of
from sayso.export.places import places
from sayso.export.weave import weave
from sayso.intake import FetchLimits, report_from_text, report_from_url
from sayso.intake.dates import published_from
from sayso.intake.files import report_from_bytes
from sayso.intake.formats import HEAD_BYTES
from sayso.records import Outlet, Published, Reading, Report
from sayso.web.asked import Asked, words
from sayso.web.desk import Lying
from sayso.web.page import Missing, Page, Row
from sayso.web.settings import MAX_READ_CHARACTERS, MAX_UPLOAD_BYTES
from sayso.web.site import Site

PREFILLED = (
    words("address", "an address to put into the form; nothing is fetched before it is sent"),
)
_GIVEN = ("text", "address", "title", "outlet", "published")
FIELDS: Mapping[str, Any] = {
    "text": {"type": "string", "description": f"up to {MAX_READ_CHARACTERS:,} characters"},
    "file": {"type": "string", "format": "binary", "description": "text, Markdown, HTML or PDF"},
    "address": {"type": "string", "description": "an http or https address in the open internet"},
    "title": {"type": "string", "description": "the headline"},
    "outlet": {"type": "string", "description": "who published it"},
    "published": {"type": "string", "description": "when, in ISO 8601"},
}
_FETCHED = FetchLimits(timeout=8.0, deadline=20.0, max_bytes=5_000_000)


def home(asked: Asked) -> Page:
    """The form, empty or with an address that a link brought along."""
    return form_page({"address": asked.words("address") or ""})


def form_page(given: Mapping[str, str], error: str | None = None) -> Page:
    """The form with what was given so far and, if it could not be read, why."""
    return Page(
        template="home.html",
        title="Read a report",
        data={"error": f"That could not be read: {error}." if error else None, "status": 422},
        shown={"given": {name: given.get(name, "") for name in _GIVEN}, "error": error},
        status=422 if error else 200,
    )


async def read(site: Site, request: Request) -> Page | Response:
    """Read what the form brings; its page has an address of its own, so that it can be reloaded."""
    form = await _form(request)
    try:
        made = await _read(site, form)
    except InputError as error:
        given = {name: str(form.get(name, "")) for name in _GIVEN}
        return form_page(given, str(error))
    finally:
        await form.close()
    return RedirectResponse(f"/readings/{made.key}", 303)


async def read_json(site: Site, request: Request) -> Page | Response:
    """The same for programs: the reading itself."""
    form = await _form(request)
    try:
        made = await _read(site, form)
    except InputError as error:
        return form_page({}, str(error))
    finally:
        await form.close()
    return Page(template="", title="", data=made.reading.to_dict())


async def _form(request: Request) -> FormData:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        raise HTTPException(415, "A form is asked for.")
    # A character is up to four bytes.
    return await request.form(max_files=1, max_fields=10, max_part_size=4 * MAX_READ_CHARACTERS)


async def _read(site: Site, form: FormData) -> Lying:
    """Read one report. Raises an InputError."""
    text, address = str(form.get("text", "")), str(form.get("address", "")).strip()
    title, outlet = str(form.get("title", "")).strip(), str(form.get("outlet", "")).strip()
    published = _published(str(form.get("published", "")).strip())
    file = form.get("file")
    limits = replace(_FETCHED, allow_private=site.settings.allow_private_addresses)

    def opened() -> Report:
        if isinstance(file, UploadFile) and file.filename:
            report = _from_file(file)
        elif form.get("sample"):
            report = report_from_text(files("sayso.web").joinpath("sample.txt").read_text("utf-8"))
        elif text.strip():
            # A browser sends line ends as HTTP wants them; what was pasted had plain ones.
            report = report_from_text(text.replace("\r\n", "\n"))
        elif address:
            report = report_from_url(address, limits)
        else:
            raise EmptyInput("there is no text, no file and no address in the form")
        return replace(
            report,
            title=title or report.title,
            outlet=Outlet(name=outlet) if outlet else report.outlet,
            published=published or report.published,
        )

    return await site.desk.read(opened)


def _from_file(file: UploadFile) -> Report:
    """The report in a dropped file. Its name is kept as `ref` and opens nothing here."""
    if file.size is not None and file.size > MAX_UPLOAD_BYTES:
        raise UnsupportedFormat(f"it is larger than {MAX_UPLOAD_BYTES // 1_000_000} MB")
    raw = io.BytesIO(file.file.read(MAX_UPLOAD_BYTES + 1))
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1][:200] or "file"
    return report_from_bytes(raw.read(HEAD_BYTES), raw, name=name)


def _published(given: str) -> Published | None:
    """The day of publication, if one is given. Raises BadDate."""
    if not given:
        return None
    try:
        return published_from(given)
    except BadDate as error:
        raise BadDate(f"the date of publication: {error}") from None


def lying(asked: Asked) -> Page:
    """A reading on the desk."""
    found = asked.site.desk.get(asked.path["key"])
    if found is None:
        raise Missing(
            "this reading does not lie on the desk any more; read the report again, and file it to keep it"
        )
    return reading_page("desk.html", found.reading, {"key": found.key})


def reading_page(
    template: str,
    reading: Reading,
    shown: Mapping[str, Any],
    elsewhere: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Page:
    """A reading with its text on one side and what was found on the other, linked both ways.

    elsewhere: what else a claim leads to, by its id in the reading: names and addresses.
    """
    return Page(
        template=template,
        title=title_of(reading),
        data=reading.to_dict,
        rows=lambda: claim_rows(reading),
        shown=lambda: {**_parts(reading, elsewhere), **shown},
    )


def _parts(
    reading: Reading, elsewhere: Mapping[str, Sequence[tuple[str, str]]] | None
) -> Mapping[str, Any]:
    outlined = outline(reading)
    prefix = prefix_of(reading)
    found = places(outlined, prefix)
    title_marks = found.marks["title"] if reading.report.title else ()
    return {
        "prefix": prefix,
        "headline": weave(outlined.title, title_marks),
        "origin": origin(outlined, found),
        "legend": legend(),
        "woven": weave(reading.report.text, found.marks[None]),
        "cards": Cards(outlined, found, prefix, elsewhere),
        "generated": generated(reading),
        "question_count": len(outlined.questions),
        "claim_count": len(outlined.lines),
        "source_count": len(outlined.cast),
        "aside_count": len(reading.boilerplate),
    }


def claim_rows(reading: Reading) -> list[Row]:
    """The claims of a reading as a table: one row each, with who said it and by what way it came."""
    rows: list[Row] = []
    for line in outline(reading).lines:
        end, claim = line.chain[-1], line.claim
        rows.append(
            {
                "claim": claim.id,
                "text": claim.text,
                "voice": claim.voice,
                "degree": claim.degree,
                "cue": line.cue,
                "origin": end.label,
                "origin_inferred": end.inferred,
                "channel": end.channel.kind if end.channel else None,
                "status": claim.status,
                "central": claim.central,
                "check_worthy": claim.check_worthy,
                "in_headline": claim.in_headline,
                "figures": "; ".join(line.figures),
                "start": claim.spans[0].start if claim.spans else None,
                "end": claim.spans[-1].end if claim.spans else None,
                "report": reading.report.id,
            }
        )
    return rows
