"""A server with the real reader on loopback, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

import sayso
from sayso.intake import open_inputs
from sayso.intake.reference_series import series_from_path
from sayso.ledger import Ledger
from sayso.ledger.timeline.reference import import_points
from sayso.reading.reader import read_report
from sayso.web.app import make_app
from sayso.web.settings import Settings

NOW = "2031-05-04T09:00:00Z"
EXAMPLES = Path(__file__).parents[2] / "examples"
STORY = EXAMPLES / "story"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def now() -> str:
    return NOW


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds the invented examples and the story of one claim across a dozen reports."""
    path = tmp_path_factory.mktemp("filed") / "sayso.db"
    examples = sorted(p for p in EXAMPLES.rglob("*") if p.suffix in (".txt", ".html"))
    with Ledger.open(path) as ledger:
        for example in examples:
            ledger.file(sayso.read(example), seen_at=NOW)
        for report in open_inputs([str(STORY / "reports.jsonl")], from_jsonl=True):
            ledger.file(read_report(report), seen_at=NOW)
        points = series_from_path(STORY / "losses.csv")
        ledger.decide(import_points, points, at=NOW)
    return path


@pytest.fixture(scope="session")
def ledger(filed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, for the pages to write to."""
    return Path(shutil.copy(filed, tmp_path_factory.mktemp("web")))


@pytest.fixture(scope="session")
def client(ledger: Path) -> Iterator[TestClient]:
    """The pages without a browser and without a network."""
    app = make_app(Settings(ledger=ledger), now, warm=False)
    with TestClient(app, base_url="http://127.0.0.1:8700", follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def address(ledger: Path) -> Iterator[str]:
    """A server as `sayso serve` runs it; its address."""
    config = uvicorn.Config(make_app(Settings(ledger=ledger), now), port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    (listening,) = server.servers[0].sockets
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Chromium as the system brings it along. Without one these tests are left out, except in CI.

    Of a module, since Playwright keeps a loop running in this thread as long as it lives.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI requires the browser tests: install Chromium")
        pytest.skip("needs Chromium: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Tab:
    """One tab of the browser, and everything that it complained of."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "about:")):
            self.foreign.append(request.url)

    def open(self, path: str) -> Any:
        """Go to a page."""
        self.page.goto(self.address + path)
        return self.page

    def faults(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA, in short."""
        # Evaluated by the debugger, which the policy of the page does not bind.
        self.page.evaluate(AXE.read_text("utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: tags})"
            ".then(r => r.violations.map(v => [v.id, v.impact, v.nodes.map(n => n.target.join(' '))]))",
            tags,
        )
        return [f"{impact} {rule}: {targets[:4]}" for rule, impact, targets in found]


@pytest.fixture
def tab(chromium: Any, address: str) -> Iterator[Tab]:
    """A fresh tab; no page may complain or ask for anything that is not ours."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    made = Tab(context.new_page(), address)
    yield made
    context.close()
    assert made.complaints == []
    assert made.foreign == []
