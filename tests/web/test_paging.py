"""Lists of the pages go on without a gap, however many rows hang on one claim or are signed by one person."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.ledger import Ledger
from sayso.ledger.answers import tray as ledger_tray
from sayso.web import copies, grades, incidents, tray
from sayso.web.app import make_app
from sayso.web.settings import Settings

NOW = "2031-05-04T09:00:00Z"


@pytest.fixture(scope="module")
def own(filed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds something, for this module to write to."""
    return Path(shutil.copy(filed, tmp_path_factory.mktemp("paging")))


@pytest.fixture(scope="module")
def pages(own: Path) -> Iterator[TestClient]:
    app = make_app(Settings(ledger=own), lambda: NOW, warm=False)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as made:
        yield made


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a page."""
    for module in (copies, grades, incidents, tray):
        monkeypatch.setattr(module, "_A_PAGE", 2)


def every(pages: TestClient, place: str, rows: str, cursor: str) -> list[Any]:
    """All rows of a list, page by page."""
    found: list[Any] = []
    behind = ""
    joint = "&" if "?" in place else "?"
    while True:
        name, _, query = place.partition("?")
        page = pages.get(f"{name}.json?{query}{joint if query else ''}{behind}").json()
        assert len(page[rows]) <= 2
        found += page[rows]
        if page["next"] is None:
            return found
        behind = f"{cursor}={page['next']}"


def test_the_tray_leaves_no_pair_out(pages: TestClient, own: Path) -> None:
    with Ledger.open(own, readonly=True) as ledger:
        wanted = ledger.ask(ledger_tray.suggested, limit=10_000)
    found = every(pages, "/tray", "pairs", "before")
    assert [p["rows"] for p in found] == [list(pair.rows) for pair in wanted]
    # Else no claim would have had its pairs on two pages.
    assert len({pair.rows[0] for pair in wanted}) < len(wanted) / 2


def test_what_was_decided_is_listed_and_can_be_taken_back(pages: TestClient) -> None:
    pairs = every(pages, "/tray", "pairs", "before")[:3]
    ends = [{"one": p["later"]["claim"], "other": p["earlier"]["claim"]} for p in pairs]
    for end in ends:
        signed = {**end, "verdict": "same", "by": "Ada Quill"}
        assert pages.post("/judgements", data=signed).status_code == 303
    listed = every(pages, "/tray?decided=yes", "pairs", "before")
    assert [p["later"]["claim"] for p in listed] == [end["one"] for end in reversed(ends)]
    page = pages.get("/tray?decided=yes").text
    assert "Ada Quill" in page and 'value="withdrawn"' in page
    pages.post("/judgements", data={**ends[0], "verdict": "withdrawn", "by": "Ada Quill"})
    assert len(every(pages, "/tray?decided=yes", "pairs", "before")) == 2


def test_grades_go_on_and_say_what_they_are_of(pages: TestClient) -> None:
    claims = pages.get("/claims.json?limit=5").json()["claims"]
    for line in claims:
        signed = {"target": line["claim"], "credibility": "2", "by": "Bo Lee", "why": "two saw it"}
        assert pages.post("/grades", data=signed).status_code == 303
    found = every(pages, "/grades", "grades", "before")
    assert [g["target"] for g in found] == [line["claim"] for line in reversed(claims)]
    assert claims[-1]["text"][:20] in pages.get("/grades").text.replace("&quot;", '"')


def test_incidents_and_copies_of_a_report_go_on(pages: TestClient) -> None:
    listed = every(pages, "/incidents", "incidents", "skip")
    assert len({line["incident"] for line in listed}) == len(listed) > 2
    most = max(
        (c["from"] for c in pages.get("/copies.json").json()["copies"]),
        key=lambda report: pages.get(f"/reports/{report}.json").json()["copies"],
    )
    found = every(pages, f"/copies?report={most}", "copies", "skip")
    assert len(found) == pages.get(f"/reports/{most}.json").json()["copies"] > 2


@pytest.mark.parametrize("before", ["12", "x-1", "-", "1-2-3", "9" * 30 + "-1"])
def test_a_place_that_no_page_gave_is_refused(pages: TestClient, before: str) -> None:
    assert pages.get(f"/tray?before={before}").status_code == 400
