"""Pages drawn as HTML, JSON or CSV.

Every expression of a template passes through `markup.text`: what a report says stays text, also where
it turns the reading direction. Values of attributes go through the filter `attr`, which makes no tags.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup, escape
from starlette.responses import Response

from sayso.export import words
from sayso.export.markup import Html, link, text
from sayso.ledger.judging.signals import MOST_EVIDENCE
from sayso.version import __version__
from sayso.web.page import Format, Page, Row

_MEDIA = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the beginning of a formula (OWASP: CSV injection)."""


def response(page: Page, form: Format, around: Mapping[str, Any]) -> Response:
    """One page in the form asked for. around: what every template knows beside the page."""
    if form == "json":
        body = json.dumps(_made(page.data), ensure_ascii=False, allow_nan=False)
        content = body.encode("utf-8", "backslashreplace") + b"\n"
    elif form == "csv":
        content = as_csv(_made(page.rows) or ()).encode("utf-8", "replace")
    else:
        values = {**around, **_made(page.shown), "title": page.title}
        html = environment().get_template(page.template).render(values)
        content = html.encode("utf-8", "xmlcharrefreplace")
    answer = Response(content, page.status, media_type=_MEDIA[form])
    if form == "csv":
        answer.headers["content-disposition"] = 'attachment; filename="sayso.csv"'
    return answer


def _made(part: Any) -> Any:
    """A part of a page, made now if it is not there yet."""
    return part() if callable(part) else part


def as_csv(rows: object) -> str:
    """A table as CSV, columns as in its first row. Numbers stay numbers; text never runs as a formula."""
    listed: list[Row] = list(rows)  # type: ignore[call-overload]
    out = io.StringIO()
    writer = csv.writer(out)
    columns = list(dict.fromkeys(key for row in listed for key in row))
    writer.writerow(columns)
    writer.writerows([_cell(row.get(key)) for key in columns] for row in listed)
    return out.getvalue()


def _cell(value: Any) -> str | int | float:
    """One cell. What begins like a formula begins with an apostrophe instead."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    value = value.replace("\x00", "\ufffd")
    return f"'{value}" if value.lstrip(" ").startswith(_RUNS) else value


@cache
def environment() -> Environment:
    """The templates of this package, strict: a name that is not there is a mistake, not a blank."""
    made = Environment(
        loader=PackageLoader("sayso.web", "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        attr=_attribute,
        segment=lambda value: Markup(quote(str(value), safe=":")),
        weblink=lambda url: link(url, url),
        counted=lambda number, noun, many=None: _counted(number, noun, many),
        spoken=lambda key: words.spoken(key) if key else words.NOT_STATED,
        stated=lambda value: words.NOT_STATED if value in (None, "") else value,
        number=lambda value: words.NOT_STATED if value is None else f"{value:,}",
        query=with_query,
        figure=lambda value: f"{value:,.2f}".rstrip("0").rstrip("."),
    )
    made.globals.update(
        version=__version__, NOT_STATED=words.NOT_STATED, MOST_EVIDENCE=MOST_EVIDENCE
    )
    return made


def _shown(value: Any) -> Any:
    """What an expression puts on the page: finished HTML as it is, everything else as text."""
    if value is None or isinstance(value, Undefined | Markup | Html):
        return "" if value is None else value
    return text(str(value))


def _attribute(value: Any) -> Markup:
    """The value of an attribute: escaped, and without tags around what turns the reading direction."""
    return escape(str(value).replace("\x00", "\ufffd"))


def _counted(number: int, noun: str, many: str | None) -> str:
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def with_query(query: Mapping[str, str], **changed: object) -> Markup:
    """The query of this address with some values changed; None and "" take one away."""
    kept = {**query, **{key.rstrip("_"): value for key, value in changed.items()}}
    pairs = [(key, str(value)) for key, value in kept.items() if value not in (None, "")]
    return escape("?" + urlencode(pairs)) if pairs else escape("?")
