"""The ledger's pages without a browser: every form of every address, hostile reports, corrections."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elements import CALL, HOSTILE, Elements
from starlette.testclient import TestClient

import sayso
from sayso.ledger import Ledger
from sayso.web.addresses import ADDRESSES, Address
from sayso.web.app import make_app
from sayso.web.corrections import places_of
from sayso.web.decide import onwards, place_of
from sayso.web.page import Wrong
from sayso.web.settings import Settings

NOW = "2031-05-04T09:00:00Z"


def links(html: str) -> list[str]:
    return Elements(html).links


@pytest.fixture(scope="module")
def places(client: TestClient) -> dict[str, list[str]]:
    """For each address an example of it that holds something."""
    claims = client.get("/claims.json?q=Sarn&limit=500").json()["claims"]
    claim = next(c for c in claims if "200 soldiers" in c["text"] and c["degree"])
    copy = client.get("/copies.json").json()["copies"][0]
    pair = client.get("/tray.json").json()["pairs"][0]
    read = client.post("/read", data={"text": CALL}).headers["location"].split("/")[-1]
    source = client.get("/sources.json").json()["sources"][0]["source"]
    values = {
        "/readings/{key}": {"key": read},
        "/claims/{id}": {"id": claim["claim"]},
        "/claims/{id}/life": {"id": claim["claim"]},
        "/reports/{id}": {"id": claim["report"]},
        "/reports/{id}/corrections": {"id": claim["report"]},
        "/incidents/{id}": {"id": claim["report"]},
        "/copies/{one}/{other}": {"one": copy["from"], "other": copy["to"]},
        "/pairs/{one}/{other}": {
            "one": pair["later"]["claim"],
            "other": pair["earlier"]["claim"],
        },
        "/origins/{id}": {"id": claim["claim"]},
        "/series/{topic}": {"topic": "personnel-losses"},
        "/sources/{id}": {"id": source},
    }
    return {a.path: a.path.format(**values.get(a.path, {})) for a in ADDRESSES}


def test_a_report_counts_and_leads_to_the_copies_it_is_in(client: TestClient) -> None:
    every = client.get("/copies.json").json()["copies"]
    report = every[0]["from"]
    page = client.get(f"/reports/{report}")
    of_it = f"/copies?report={report.replace(':', '%3A')}"
    assert of_it in links(page.text)
    wanted = [c for c in every if report in (c["from"], c["to"])]
    assert client.get(f"/reports/{report}.json").json()["copies"] == len(wanted)
    listed = client.get(f"/copies.json?report={report}").json()
    key = lambda copy: (copy["from"], copy["to"])  # noqa: E731
    assert sorted(listed["copies"], key=key) == sorted(wanted, key=key)
    assert listed["next"] is None


def test_an_incident_leads_to_its_reports_and_they_to_it(client: TestClient) -> None:
    line = client.get("/incidents.json").json()["incidents"][0]
    assert len(line["reports"]) > 1
    place = f"/incidents/{line['incident']}"
    page = links(client.get(place).text)
    assert {f"/reports/{report}" for report in line["reports"]} <= set(page)
    report = client.get(f"/reports/{line['reports'][0]}").text
    assert f"/incidents/{line['reports'][0]}" in links(report)
    assert client.get(f"{place}.json").json()["pairs"] == []
    whole = client.get(f"{place}.json?why=yes").json()
    assert whole["pairs"]
    assert whole["killed"] == line["killed"]
    for pair in whole["pairs"]:
        assert round(sum(a["weight"] for a in pair["agreements"]) - pair["weight"], 6) == 0
    rows = list(csv.DictReader(io.StringIO(client.get(f"{place}.csv").text)))
    assert [row["report"] for row in rows] == line["reports"]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.path)
def test_every_page_comes_in_all_its_forms(
    client: TestClient, places: dict[str, str], address: Address
) -> None:
    place = places[address.path]
    page = client.get(place)
    assert page.status_code == 200, page.text[-2000:]
    assert page.text.startswith("<!DOCTYPE html>")
    assert page.text.count("<h1") == 1
    if "json" in address.forms:
        assert client.get(f"{place}.json").json()
    if "csv" in address.forms:
        rows = list(csv.reader(io.StringIO(client.get(f"{place}.csv").text)))
        assert len({len(row) for row in rows}) <= 1
    for form in address.forms:
        assert f'href="{place}.{form}"' in page.text.replace("%3A", ":")


def test_every_link_of_every_page_leads_somewhere(
    client: TestClient, places: dict[str, str]
) -> None:
    targets = {
        link.split("#")[0]
        for place in places.values()
        for link in links(client.get(place).text)
        if link.startswith("/") and not link.startswith("/static")
    }
    posts = ("/read", "/grades", "/judgements")
    asked = sorted(t for t in targets if t and t not in posts and not t.endswith("/file"))
    # Of each kind of link a few: they are made by the same templates.
    kinds: dict[str, list[str]] = {}
    for target in asked:
        kinds.setdefault(
            re.sub(r"(claim|sha256|source|cluster):[0-9a-f]+|=[^&]+", "*", target), []
        ).append(target)
    for some in kinds.values():
        for target in some[:4]:
            assert client.get(target).status_code == 200, target


def test_fragments_lead_to_places_on_their_pages(
    client: TestClient, places: dict[str, str]
) -> None:
    page = client.get(places["/claims/{id}"]).text
    (link,) = {link for link in links(page) if "-claim-1" in link}
    address, _, fragment = link.partition("#")
    assert f'id="{fragment}"' in client.get(address).text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A ledger in which two reports are full of attacks, and share their words."""
    path = tmp_path_factory.mktemp("hostile") / "sayso.db"
    words = (
        HOSTILE
        + "The =SUM(A1) clerk told the mayor that <script>40</script> men had left the town.\n"
    )
    with Ledger.open(path) as ledger:
        for outlet in ("=cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>"):
            more = words * 3 + f"The {outlet} said it.\n"
            reading = sayso.read_text(more, title=f'"><script>{outlet}', outlet=outlet)
            ledger.file(reading, seen_at=NOW, ref=f"javascript:alert(1)//{outlet}")
    app = make_app(Settings(ledger=path), lambda: NOW, warm=False)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as made:
        yield made


def addresses_of(client: TestClient) -> list[str]:
    """Every page of a small ledger that its own pages lead to."""
    found, edge = (
        set(),
        [
            "/claims",
            "/reports",
            "/incidents",
            "/copies",
            "/origins",
            "/series",
            "/sources",
            "/tray",
        ],
    )
    while edge and len(found) < 80:
        place = edge.pop()
        if place in found or place.startswith(("/static", "/openapi")):
            continue
        answer = client.get(place)
        if answer.status_code == 200 and "text/html" in answer.headers["content-type"]:
            found.add(place)
            edge += [link.split("#")[0] for link in links(answer.text) if link.startswith("/")]
    return sorted(found)


def test_a_hostile_report_stays_text_on_every_page(hostile: TestClient, client: TestClient) -> None:
    shown = addresses_of(hostile)
    assert len(shown) > 15
    for place in shown:
        html = hostile.get(place).text
        found = Elements(html)
        assert not re.search(r"<script(?! src=\"/static/)", html), place
        assert not found.names & {"img", "iframe", "object", "embed", "style", "base"}, place
        assert not any(name.startswith("on") or name == "style" for name in found.attributes), place
        for link in found.links:
            assert link.startswith(("/", "#", "?", "http://", "https://")), (place, link)
        csv_text = hostile.get(place.partition("?")[0] + ".csv")
        if csv_text.status_code == 200:
            for row in csv.reader(io.StringIO(csv_text.text)):
                for cell in row:
                    assert not re.match(r"\s*[=+@|%]|\s*-[^\d]", cell), (place, cell)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims/claim:ffffffffffff", 404),
        ("/claims/not-an-id", 404),
        ("/reports/sha256:ffff", 404),
        ("/sources/claim:0000", 404),
        ("/copies/sha256:ffff/sha256:fff0", 404),
        ("/pairs/claim:ffff/claim:fff0", 404),
        ("/series/no-such-topic", 404),
        ("/claims?since=soon", 400),
        ("/claims?min_origins=0", 400),
        ("/claims?before=x", 400),
        ("/claims?q=" + "x" * 600, 400),
        ("/claims?q=%00", 400),
        ("/tray?relation=true", 400),
        ("/nothing", 404),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_sentence(
    client: TestClient, path: str, status: int
) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert "Traceback" not in page.text
    plain, _, query = path.partition("?")
    answer = client.get(f"{plain}.json" + (f"?{query}" if query else ""))
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/judgements", {"verdict": "maybe"}, 400),
        ("/judgements", {"verdict": "same", "one": "claim:ffff", "other": "claim:fffe"}, 404),
        ("/grades", {"target": "claim:ffff"}, 400),
        ("/grades", {"target": "claim:ffff", "credibility": "3", "by": "A", "why": "x"}, 404),
    ],
)
def test_a_word_that_cannot_be_entered_says_why(
    client: TestClient, path: str, form: dict[str, str], status: int
) -> None:
    assert client.post(path, data=form).status_code == status


def test_a_word_takes_a_name_and_a_grade_its_reasons(
    client: TestClient, places: dict[str, str]
) -> None:
    target = places["/claims/{id}"].removeprefix("/claims/")
    grade = {"target": target, "credibility": "3", "by": " ", "why": "heard it"}
    assert client.post("/grades", data=grade).status_code == 422
    assert client.post("/grades", data={**grade, "by": "A", "why": ""}).status_code == 422


@pytest.mark.parametrize(
    ("given", "leads"),
    [
        ("/tray", "/tray"),
        ("//evil.example", "/x"),
        ("/\\evil.example", "/x"),
        ("https://evil.example", "/x"),
        ("/a\r\nSet-Cookie: x", "/x"),
        (None, "/x"),
    ],
)
def test_a_form_leads_nowhere_else(given: str | None, leads: str) -> None:
    assert onwards(given, "/x") == leads


def test_ids_have_their_places() -> None:
    assert place_of("claim:ab") == "/claims/claim:ab"
    assert place_of("outlet:x.y") == "/grades"


def test_words_are_found_near_their_place() -> None:
    text = "the clerk said so. Later the  clerk\nsaid no."
    assert places_of("the clerk", text, 0, "source") == ((0, 9),)
    assert places_of("the clerk", text, 30, "source") == ((25, 35),)
    assert places_of("said … no", text, 40, "cue") == ((36, 40), (41, 43))
    assert places_of(" ", text, 0, "cue") == ()
    with pytest.raises(Wrong, match="does not stand in the report"):
        places_of("mayor", text, 0, "source")


def correct(client: TestClient, report: str, **form: str) -> Any:
    return client.post(f"/reports/{report}/corrections", data=form)


def test_corrections_lie_on_top_and_become_labels(client: TestClient, ledger: Path) -> None:
    report = client.get("/reports.json").json()["reports"][-1]["report"]
    reading = client.get(f"/reports/{report}.json").json()["reading"]
    told = next(a for a in reading["attributions"] if a["content"] and a["source"])
    signed = {"attribution": told["id"], "by": "Ada Quill", "why": "read it again"}
    assert correct(client, report, **signed, channel="court").status_code == 303
    assert correct(client, report, **signed, channel="court").status_code == 400
    assert correct(client, report, **signed, source="Nobody At All").status_code == 400
    assert correct(client, report, **signed, channel="gossip").status_code == 422
    found = client.get(f"/reports/{report}/corrections.json").json()
    (label,) = [a for a in found["labels"]["attributions"] if a["id"] == told["id"]]
    assert (label["channel"], label["corrected"]) == ("court", ["channel"])
    assert correct(client, report, **signed, none="1").status_code == 303
    found = client.get(f"/reports/{report}/corrections.json").json()
    assert told["id"] not in [a["id"] for a in found["labels"]["attributions"]]
    assert client.get(f"/reports/{report}.json").json()["reading"] == reading
    with Ledger.open(ledger) as opened:
        opened.rebuild()
    assert client.get(f"/reports/{report}/corrections.json").json() == found
    assert report in client.get("/corrections").text


def test_without_a_ledger_there_is_reading_alone(tmp_path: Path) -> None:
    app = make_app(Settings(ledger=None), lambda: NOW, warm=False)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        place = client.post("/read", data={"text": CALL}).headers["location"]
        assert "File in ledger" not in client.get(place).text
        assert client.get("/claims").status_code == 404
        assert client.post(f"{place}/file").status_code == 404


def test_a_ledger_that_is_not_there_yet_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    app = make_app(Settings(ledger=path), lambda: NOW, warm=False)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        answer = client.get("/claims")
        assert answer.status_code == 404
        assert "Nothing is filed yet" in answer.text
        assert not path.exists()
        place = client.post("/read", data={"text": CALL}).headers["location"]
        filed = client.post(f"{place}/file")
        again = client.post(f"{place}/file")
        assert (filed.status_code, again.status_code) == (303, 303)
        assert client.get(filed.headers["location"]).status_code == 200
        assert len(client.get("/reports.json").json()["reports"]) == 1


def test_a_file_that_is_no_ledger_says_so(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_text("hello, this is not a database at all, but a text of some length" * 20)
    app = make_app(Settings(ledger=path), lambda: NOW, warm=False)
    with TestClient(app, base_url="http://localhost") as client:
        answer = client.get("/claims")
        assert answer.status_code == 503
        assert "cannot be read" in answer.text
