"""`sayso serve`: the pages, in the browser."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from argparse import Namespace
from pathlib import Path

from sayso.cli.commands import Commands, new_command
from sayso.cli.progress import warn

FAILED = 2
_DESCRIPTION = """\
Show the pages in the browser: read a report, and look through the ledger.

It answers this computer alone, at http://127.0.0.1:8700, until Ctrl-C. With --host it can be reached from
elsewhere, and then asks for a token: the one in the variable SAYSO_TOKEN, or one that it makes and prints.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    serve = new_command(
        commands, "serve", run, summary="show the pages in the browser", description=_DESCRIPTION
    )
    add = serve.add_argument
    add("--ledger", metavar="FILE", default="sayso.db", help="the ledger (default: sayso.db)")
    add("--host", default="127.0.0.1", help="the address to bind (default: 127.0.0.1)")
    add("--port", type=int, default=8700, help="the port to bind (default: 8700)")
    add("--name", action="append", default=[], help="a host name that it also answers to")
    add("--open", action="store_true", help="open the browser")
    add(
        "--allow-private-addresses",
        action="store_true",
        help="fetch pages inside private networks too",
    )


def run(options: Namespace) -> int:
    """Serve until interrupted. Returns 0, or 2 if it cannot listen there."""
    from sayso.cli.reports import now
    from sayso.web.settings import Settings, is_loopback

    token = os.environ.get("SAYSO_TOKEN") or None
    if token is None and not is_loopback(options.host):
        token = secrets.token_urlsafe(24)
    settings = Settings(
        ledger=Path(options.ledger),
        host=options.host,
        port=options.port,
        token=token,
        names=(*options.name, _shown(options.host)),
        allow_private_addresses=options.allow_private_addresses,
    )
    try:
        listening = _listen(options.host, options.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        warn(f"{options.host}, port {options.port}: it cannot be listened on: {reason}")
        return FAILED

    import uvicorn

    from sayso.web.app import make_app

    port = listening.getsockname()[1]
    name = _shown(options.host)
    at = f"[{name}]" if ":" in name else name
    address = f"http://{at}:{port}/" + (f"?token={token}" if token else "")
    warn(f"open {address} in a browser; Ctrl-C ends it")
    if options.open:
        import webbrowser

        webbrowser.open(address)
    config = uvicorn.Config(
        make_app(settings, now),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
        limit_concurrency=500,
    )
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that a port in use is told before the model is loaded."""
    family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # Named as TCP, because asyncio only then sends what is small at once: else each page waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix" and sys.platform != "cygwin":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(place)
        # Whoever comes while the model is loaded waits, and is not turned away.
        listening.listen(128)
    except BaseException:
        listening.close()
        raise
    return listening


def _shown(host: str) -> str:
    """The name to ask for; an address that means every one is shown as this machine's name."""
    return socket.gethostname() if host in ("0.0.0.0", "::") else host  # noqa: S104
