"""URLs, against a server that the test starts on this machine. The pages are invented."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso import errors
from sayso.intake import FetchLimits, report_from_url, urls

STORY = "The bank closed, a clerk said."
PAGE = f"<html><head><title>Bank</title></head><body><p>{STORY}</p></body></html>".encode()
SMALL = FetchLimits(allow_private=True, timeout=5, deadline=10, max_bytes=10_000)
HASTY = FetchLimits(allow_private=True, timeout=0.3, deadline=0.6, max_bytes=10_000)


class News(BaseHTTPRequestHandler):
    """Serves a page, and every kind of trouble."""

    seen: dict[str, str]

    def do_GET(self) -> None:
        """Answer by path."""
        News.seen = dict(self.headers)
        kind, _, rest = self.path[1:].partition("/")
        getattr(self, f"serve_{kind}")(rest)

    def log_message(self, *args: object) -> None:
        """Stay silent."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve_page(self, rest: str) -> None:
        self.answer(PAGE, Content_Type="text/html; charset=utf-8")

    def serve_text(self, rest: str) -> None:
        self.answer("Он сказал.".encode("koi8-r"), Content_Type="text/plain; charset=koi8-r")

    def serve_untyped(self, rest: str) -> None:
        self.answer(b"<!doctype html>" + PAGE)

    def serve_image(self, rest: str) -> None:
        self.answer(b"GIF89a", Content_Type="image/gif")

    def serve_status(self, rest: str) -> None:
        self.answer(b"gone", int(rest), Content_Type="text/html")

    def serve_to(self, rest: str) -> None:
        self.answer(b"", 302, Location=rest)

    def serve_count(self, rest: str) -> None:
        left = int(rest)
        self.answer(b"", 301, Location=f"/count/{left - 1}" if left > 1 else "/page/end")

    def serve_large(self, rest: str) -> None:
        self.answer(b"a" * 20_000, Content_Type="text/plain")

    def serve_packed(self, rest: str) -> None:
        body = gzip.compress(b"a" * 20_000)
        self.answer(body, Content_Type="text/plain", Content_Encoding="gzip")

    def serve_endless(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"a" * int(rest))
                time.sleep(0.02)
        except OSError:
            pass  # The client has had enough, as it should.

    def serve_silent(self, rest: str) -> None:
        time.sleep(0.7)

    def serve_short(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"half")


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), News)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page(base: str) -> None:
    report = report_from_url(f"{base}/page/one#part", SMALL)
    assert (report.text, report.title, report.media_type) == (STORY, "Bank", "text/html")
    assert (report.ref, report.url) == (f"{base}/page/one#part", f"{base}/page/one")
    assert News.seen["Host"] == base.removeprefix("http://")
    assert News.seen["User-Agent"].startswith("sayso/")


def test_the_host_keeps_its_name_while_the_connection_goes_to_its_address(base: str) -> None:
    named = base.replace("127.0.0.1", "localhost")
    assert report_from_url(f"{named}/page/", SMALL).text == STORY
    assert News.seen["Host"] == named.removeprefix("http://")


def test_text_in_the_encoding_that_the_server_names(base: str) -> None:
    report = report_from_url(f"{base}/text/", SMALL)
    assert (report.text, report.media_type) == ("Он сказал.", "text/plain")


def test_without_a_content_type_the_first_bytes_decide(base: str) -> None:
    assert report_from_url(f"{base}/untyped/", SMALL).title == "Bank"


def test_a_few_redirects_are_followed(base: str) -> None:
    assert report_from_url(f"{base}/count/5", SMALL).url == f"{base}/page/end"
    with pytest.raises(errors.Unreachable, match="redirects more than 5 times"):
        report_from_url(f"{base}/count/6", SMALL)


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("/status/404", errors.Unreachable, "404 Not Found"),
        ("/status/500", errors.Unreachable, "500"),
        ("/image/", errors.UnsupportedFormat, "image/gif"),
        ("/large/", errors.TooLarge, "larger"),
        ("/packed/", errors.TooLarge, "larger"),
        ("/endless/5000", errors.TooLarge, "larger"),
        ("/short/", errors.Unreachable, "breaks off"),
        ("/to/file:///etc/passwd", errors.RefusedAddress, "not file"),
        ("/to/http://me:secret@127.0.0.1/", errors.RefusedAddress, "password"),
    ],
)
def test_trouble_ends_in_one_sentence(
    base: str, path: str, error: type[errors.InputError], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        report_from_url(base + path, SMALL)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_patience_ends(base: str) -> None:
    with pytest.raises(errors.Unreachable, match=r"longer than 0.6 seconds"):
        report_from_url(f"{base}/endless/1", HASTY)
    with pytest.raises(errors.Unreachable, match=r"no answer within 0.3 seconds"):
        report_from_url(f"{base}/silent/", HASTY)


def test_private_addresses_are_refused_unless_asked_for(base: str) -> None:
    with pytest.raises(errors.RefusedAddress, match="private network"):
        report_from_url(f"{base}/page/")
    for host in ("localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:10.0.0.1]"):
        with pytest.raises((errors.RefusedAddress, errors.Unreachable)):
            report_from_url(f"http://{host}/", FetchLimits(timeout=0.3))


def test_a_redirect_into_a_private_network_is_refused(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = base.rsplit(":", 1)[1]
    monkeypatch.setattr(urls, "_is_public", lambda address: address == "127.0.0.1")
    limits = FetchLimits()
    assert report_from_url(f"{base}/page/", limits).text == STORY
    with pytest.raises(errors.RefusedAddress):
        report_from_url(f"{base}/to/http://127.0.0.2:{port}/page/", limits)


def test_a_name_is_resolved_once_so_a_second_answer_changes_nothing(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(base.rsplit(":", 1)[1])
    asked: list[str] = []

    def resolve(host: str, *rest: object, **more: object) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(urls.socket, "getaddrinfo", resolve)
    assert report_from_url(f"http://news.example:{port}/page/", SMALL).text == STORY
    assert [host for host in asked if host == "news.example"] == ["news.example"]
    assert News.seen["Host"] == f"news.example:{port}"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert urls._is_public(address) is public


@pytest.mark.parametrize(
    "url", ["http://", "http://a b/", "http://[::1", "https://example.org:99999/"]
)
def test_broken_addresses(url: str) -> None:
    with pytest.raises(errors.Unreachable):
        report_from_url(url, FetchLimits(timeout=0.3))
