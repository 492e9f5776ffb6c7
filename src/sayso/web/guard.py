"""Who may ask, and what every answer carries.

A server on loopback is still within reach of every page that its user's browser opens. So the host
name is checked (against rebinding of names), writing across sites is refused, and where the port can
be reached from elsewhere a token is asked for. Answers forbid scripts and styles that are not ours.
"""

from __future__ import annotations

import asyncio
import hmac
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
_READING_METHODS = ("GET", "HEAD", "OPTIONS")
COOKIE = "sayso_token"


class Guard:
    """Checks each request before any page sees it. `patience`: seconds for a body to come in."""

    def __init__(self, app: ASGIApp, settings: Settings, patience: float = 60.0) -> None:
        self.app = app
        self.settings = settings
        self.patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with the headers of every answer added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault(
                    "cache-control", "no-store" if self.settings.token else "no-cache"
                )
            await send(message)

        refused = self._host(request) or cross_site(request) or self._token(request)
        if refused is not None:
            await refused(scope, receive, sender)
            return
        await self.app(scope, self._hurried(receive), sender)

    def _host(self, request: Request) -> Response | None:
        """Answer to our own names alone: a foreign name that was bound to our address is refused."""
        name = hostname(request.headers.get("host", ""))
        if name in self.settings.hosts:
            return None
        return PlainTextResponse("This server does not go by that name.\n", 421)

    def _token(self, request: Request) -> Response | None:
        """Ask for the token where there is one: in the cookie, as a bearer, or once in the address."""
        token = self.settings.token
        if token is None:
            return None
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if _same(request.cookies.get(COOKIE, ""), token) or _same(bearer, token):
            return None
        if request.method == "GET" and _same(request.query_params.get("token", ""), token):
            # The address is cleaned at once, so that the token stays out of history and screenshots.
            answer = RedirectResponse(_without_token(request), 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse(
            "This server asks for its token. Open the address that it printed when it started.\n",
            401,
        )

    def _hurried(self, receive: Receive) -> Receive:
        """The body in time or not at all, so that nobody holds a place by sending slowly."""
        loop = asyncio.get_running_loop()
        end = loop.time() + self.patience
        whole = False

        async def receiver() -> Message:
            nonlocal whole
            if whole:  # what follows the body is the wait for the other side to leave
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.01, end - loop.time()))
            except TimeoutError:
                return {"type": "http.disconnect"}
            whole = message["type"] != "http.request" or not message.get("more_body", False)
            return message

        return receiver


def hostname(host: str) -> str:
    """The name in a Host header, without port and brackets; "" if it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower() if "@" not in host else ""
    except ValueError:
        return ""


def from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a page of another site sent this request.

    Sec-Fetch-Site where the browser sends it, else Origin against Host; programs send neither.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    except ValueError:
        return True


def cross_site(request: Request) -> Response | None:
    """Refuse to be written to by the pages of other sites."""
    if request.method in _READING_METHODS or not from_elsewhere(request.headers):
        return None
    return PlainTextResponse("Another site's page may not do this here.\n", 403)


def _same(given: str, token: str) -> bool:
    return bool(given) and hmac.compare_digest(given.encode(), token.encode())


def _without_token(request: Request) -> str:
    kept = [(k, v) for k, v in QueryParams(request.url.query).multi_items() if k != "token"]
    # A path that begins with two strokes would be an address on another host.
    path = "/" + request.url.path.lstrip("/\\")
    return f"{path}?{urlencode(kept)}" if kept else path
