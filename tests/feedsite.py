"""A news site on this machine, with feeds, pages and troubles. What it prints is invented."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What the site serves by path: (status, headers, body). `asked` lists the requests.

    A page is served with an ETag, and with 304 to whoever shows it.
    """

    base: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: str, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (
            status,
            {"Content-Type": "text/html; charset=utf-8"} | named,
            body.encode(),
        )
        return self.base + path

    def story(self, path: str, title: str, *sentences: str, head: str = "") -> str:
        """An article of one paragraph a sentence."""
        text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        return self.put(
            path,
            f"<html><head><title>{title}</title>{head}</head><body><article>{text}</article></body></html>",
        )

    def rss(self, path: str, *items: str, title: str = "Harbour Post", **headers: str) -> str:
        body = f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
        return self.put(path, body, Content_Type="application/rss+xml", **headers)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def item(link: str, title: str = "", date: str = "", more: str = "") -> str:
    """One item of an RSS feed."""
    named = f"<title>{title}</title>" if title else ""
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><link>{link}</link>{named}{dated}{more}</item>"


@contextmanager
def served() -> Iterator[Site]:
    """Start a site on a free port of this machine."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            status, headers, body = site.pages.get(self.path, (404, {}, b"nothing here"))
            etag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response_only(status)  # no Date but the site's own
            for name, value in ({"ETag": etag} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
