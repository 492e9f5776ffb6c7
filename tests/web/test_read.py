"""The Read page without a browser: forms, formats, hostile reports, many people at once."""

from __future__ import annotations

import csv
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread

import anyio
import httpx2
import jsonschema
import pytest
from elements import CALL, HOSTILE, Elements
from starlette.testclient import TestClient

import sayso
from sayso.intake import report_from_text
from sayso.web.app import make_app
from sayso.web.desk import Busy, Desk
from sayso.web.present import as_csv, environment
from sayso.web.settings import Settings

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "src" / "sayso" / "web" / "templates"


def read(client: TestClient, **form: str) -> str:
    answer = client.post("/read", data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_json_is_the_reading_and_keeps_to_its_schema(client: TestClient) -> None:
    place = read(client, text=CALL)
    found = client.get(f"{place}.json").json()
    schema = json.loads(files("sayso.packs").joinpath("reading.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    alone = sayso.read_text(CALL).to_dict()
    assert {**found, "generated_by": None} == {**alone, "generated_by": None}
    assert client.post("/read.json", data={"text": CALL}).json() == found


def test_csv_has_a_row_for_each_claim(client: TestClient) -> None:
    place = read(client, text=CALL)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{place}.csv").text)))
    claims = client.get(f"{place}.json").json()["claims"]
    assert [row["claim"] for row in rows] == [claim["id"] for claim in claims]
    assert {row["voice"] for row in rows} <= {"source", "outlet"}


def test_the_same_report_has_the_same_address_and_another_headline_another(
    client: TestClient,
) -> None:
    assert read(client, text=CALL) == read(client, text=CALL)
    assert read(client, text=CALL) != read(client, text=CALL, title="Other")


def test_what_is_given_counts(client: TestClient) -> None:
    given = {"title": "Rain", "outlet": "Evening Ledger", "published": "2031-05-03"}
    place = read(client, text="The clerk said that it would rain on Monday.", **given)
    report = client.get(f"{place}.json").json()["report"]
    assert report["title"] == "Rain"
    assert report["outlet"]["name"] == "Evening Ledger"
    assert report["published"]["from"] == "2031-05-03"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": " "}, "no text, no file and no address"),
        ({"text": "42."}, "no sentence"),
        ({"text": "Le ministre a dit que la pluie viendrait lundi, et personne ne le crut."}, ""),
        ({"text": CALL, "published": "soon"}, "the date of publication"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    client: TestClient, form: dict[str, str], words: str
) -> None:
    answer = client.post("/read", data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text and words in answer.text


@pytest.mark.parametrize(
    ("name", "raw"),
    [("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100)), ("e.txt", b""), ("x.pdf", b"%PDF")],
)
def test_a_file_that_is_no_report_is_refused(client: TestClient, name: str, raw: bytes) -> None:
    assert client.post("/read", files={"file": (name, raw)}).status_code == 422


def test_the_name_of_a_file_opens_nothing(client: TestClient) -> None:
    raw = CALL.encode()
    answer = client.post("/read", files={"file": ("../../../etc/passwd", raw, "text/plain")})
    assert client.get(answer.headers["location"] + ".json").json()["report"]["ref"] == "passwd"


def test_a_page_is_fetched_by_its_address() -> None:
    page = (ROOT / "examples" / "outbreak.html").read_bytes()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None: ...

    app = make_app(Settings(allow_private_addresses=True), lambda: "", warm=False)
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Site) as server,
        TestClient(app, base_url="http://localhost", follow_redirects=False) as client,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/camp.html"
        report = client.get(read(client, address=address) + ".json").json()["report"]
        server.shutdown()
    assert report["url"] == address
    assert report["media_type"] == "text/html"


def test_a_reading_that_has_gone_says_so(client: TestClient) -> None:
    answer = client.get("/readings/0123456789")
    assert answer.status_code == 404
    assert "does not lie on the desk any more" in answer.text
    assert client.get("/readings/0123456789.json").json()["status"] == 404


def test_a_hostile_report_stays_text(client: TestClient) -> None:
    usual = Elements(client.get(read(client, text=CALL)).text)
    place = read(client, text=HOSTILE, title=HOSTILE, outlet=HOSTILE)
    html = client.get(place).text
    found = Elements(html)
    assert found.names - usual.names <= {"i"}
    assert found.attributes - usual.attributes <= {"data-name"}
    assert not any(link.strip().startswith(("javascript", "data")) for link in found.links)
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html
    assert "{{ 7 * 7 }}" in html
    assert 'data-name="U+202E"' in html


def test_a_hostile_address_is_not_linked(client: TestClient) -> None:
    html = client.get("/", params={"address": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in html


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-cmd", "@x", "\t=1", "\r=1", " =1", "|x", "%x"])
def test_no_cell_runs_as_a_formula(cell: str) -> None:
    (row,) = list(csv.reader(io.StringIO(as_csv([{"a": cell}]))))[1:]
    assert row[0].startswith("'")


def test_numbers_stay_numbers_and_unknown_is_empty() -> None:
    rows = [{"a": -5, "b": None, "c": 1.5, "d": True, "e": ["x"]}]
    assert as_csv(rows).splitlines()[1] == '-5,,1.5,true,"[""x""]"'


def test_no_template_puts_a_bare_value_into_an_attribute() -> None:
    """Expressions there take a filter that makes no tags: what turns the direction would break it."""
    bare = re.compile(r"""=\s*["'][^"'<>]*\{\{(?![^}]*\|\s*(?:attr|segment|query)\b)[^}]*\}\}""")
    for template in TEMPLATES.glob("*.html"):
        plain = re.sub(r"\{%.*?%\}", "", template.read_text("utf-8"))
        assert not bare.findall(plain), template.name
        environment().get_template(template.name)


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline() -> None:
    for template in TEMPLATES.glob("*.html"):
        html = template.read_text("utf-8")
        assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html), template.name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


def test_the_sample_is_the_invented_one() -> None:
    ours = files("sayso.web").joinpath("sample.txt").read_text("utf-8")
    assert ours == (ROOT / "examples" / "bank-run.txt").read_text("utf-8")


def test_fifty_people_at_once(address: str) -> None:
    texts = [f"{CALL}\n\nThe clerk of ward {n} said that it rained.\n" for n in range(50)]

    def one(text: str) -> int:
        return httpx2.post(f"{address}/read", data={"text": text}, timeout=120).status_code

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(one, texts)) == {303}


def test_more_than_it_takes_on_is_told_to_wait() -> None:
    desk = Desk(lambda: "", waiting=0)
    with pytest.raises(Busy, match="too many reports"):
        anyio.run(desk.read, lambda: report_from_text(CALL))


def test_the_desk_keeps_the_latest() -> None:
    desk = Desk(lambda: "", keep=2)

    async def three() -> list[str]:
        texts = (f"The clerk said that {n} men had left the town." for n in (10, 20, 30))
        return [(await desk.read(partial(report_from_text, text))).key for text in texts]

    first, *others = anyio.run(three)
    assert desk.get(first) is None
    assert all(desk.get(key) for key in others)
