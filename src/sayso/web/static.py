"""The few files that pages load, by name: nothing else can be asked for."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_FILES = {
    "page.css": ("sayso.export", "page.css", "text/css; charset=utf-8"),
    "web.css": ("sayso.web", "static/web.css", "text/css; charset=utf-8"),
    "sayso.js": ("sayso.web", "static/sayso.js", "text/javascript; charset=utf-8"),
    "htmx.min.js": ("sayso.web", "static/htmx.min.js", "text/javascript; charset=utf-8"),
    "mark.svg": ("sayso.web", "static/mark.svg", "image/svg+xml"),
}


async def serve(request: Request) -> Response:
    """One of the files; an unchanged one is not sent twice."""
    name = request.path_params["name"]
    if name not in _FILES:
        raise HTTPException(404)
    content, tag = _content(name)
    headers = {"etag": tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=_FILES[name][2])


@cache
def _content(name: str) -> tuple[bytes, str]:
    package, path, _ = _FILES[name]
    raw = files(package).joinpath(path).read_bytes()
    return raw, f'"{hashlib.sha256(raw).hexdigest()[:16]}"'
