"""Who may ask: hosts, other sites' pages, the token, sizes; and what every answer carries."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.web.app import make_app
from sayso.web.guard import POLICY, Guard, hostname
from sayso.web.settings import MAX_READ_CHARACTERS, Settings, is_loopback

FORM = {"text": "The clerk said that it would rain on Monday."}
TOKEN = "open-sesame"


@pytest.mark.parametrize("host", ["127.0.0.1:8700", "localhost", "LOCALHOST:1", "[::1]:8700"])
def test_its_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "[", "10.0.0.1"],
)
def test_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    for path in ("/", "/static/web.css", "/openapi.json"):
        assert client.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8700"}, 303),
        ({"origin": "http://127.0.0.1:8700"}, 303),
        ({}, 303),
    ],
)
def test_only_our_own_pages_may_write(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    assert client.post("/read", data=FORM, headers=headers).status_code == status


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/nothing", "/readings/none.json"])
def test_every_answer_forbids_what_is_not_ours(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY and "http" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_our_own_mistakes_keep_the_rules_too(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("no <b>luck</b>")

    monkeypatch.setattr("sayso.web.read.report_from_text", broken)
    app = make_app(Settings(ledger=ledger), lambda: "", warm=False)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        answer = client.post("/read", data=FORM)
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "no &lt;b&gt;luck" in answer.text


def test_a_token_is_asked_for_where_there_is_one(ledger: Path) -> None:
    settings = Settings(ledger=ledger, host="192.0.2.7", token=TOKEN)
    app = make_app(settings, lambda: "", warm=False)
    with TestClient(app, base_url="http://192.0.2.7", follow_redirects=False) as client:
        for path in ("/", "/static/web.css", "/openapi.json", "/?token=wrong"):
            assert client.get(path).status_code == 401
        assert client.post("/read", data=FORM).status_code == 401
        bearer = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/openapi.json", headers=bearer).status_code == 200
        entered = client.get(f"/?address=x&token={TOKEN}")
        assert (entered.status_code, entered.headers["location"]) == (303, "/?address=x")
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert client.get("/").status_code == 200
        assert client.get("/").headers["cache-control"] == "no-store"


def test_the_token_never_leads_to_another_host(ledger: Path) -> None:
    app = make_app(Settings(ledger=ledger, token=TOKEN), lambda: "", warm=False)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        answer = client.get(f"http://localhost//evil.example/?token={TOKEN}")
        assert answer.headers["location"] == "/evil.example/"


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x.y", False)],
)
def test_what_counts_as_this_machine(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_a_host_header_is_taken_apart_with_care() -> None:
    assert hostname("[::1]:80") == "::1"
    assert hostname("a@localhost") == ""
    assert hostname("[::1") == ""


def test_what_is_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    long = "The clerk said so. " * (MAX_READ_CHARACTERS // 19 + 1)
    answer = client.post("/read", data={"text": long})
    assert answer.status_code == 422
    assert "longer than 400,000 characters" in answer.text
    answer = client.post("/read", data={"text": "x" * 4_000_000})
    assert answer.status_code in (400, 413, 422)
    answer = client.post("/read", files={"file": ("a.txt", b"x" * 21_000_000)})
    assert answer.status_code == 413


def test_a_body_that_comes_too_slowly_is_given_up() -> None:
    async def app(_scope: Any, receive: Any, _send: Any) -> None:
        got.append((await receive())["type"])

    async def never() -> Any:
        await asyncio.sleep(60)

    async def send(_message: Any) -> None: ...

    got: list[str] = []
    scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"host", b"localhost")]}
    asyncio.run(Guard(app, Settings(), patience=0.02)(scope, never, send))
    assert got == ["http.disconnect"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/web.css%00",
        "/readings/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out_of_the_package(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8700/",
        "http://localhost/",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http://user:pass@example.org/",
    ],
)
def test_an_address_cannot_reach_into_private_networks(client: TestClient, address: str) -> None:
    answer = client.post("/read", data={"address": address})
    assert answer.status_code == 422
    assert "That could not be read" in answer.text
