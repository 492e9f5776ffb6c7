"""Take the screenshots of the pages that the README shows, of the invented reports alone.

    .venv/bin/python docs/make_screenshots.py

Needs Chromium and the development extras.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from sayso.intake import open_inputs
from sayso.ledger import Ledger
from sayso.reading.reader import read_report
from sayso.records import Report
from sayso.web.app import make_app
from sayso.web.settings import Settings

ROOT = Path(__file__).parents[1]
NOW = "2031-05-04T09:00:00Z"
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Serve a ledger of the story, and look at two of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.db"
        with Ledger.open(path) as ledger:
            for report in open_inputs(
                [str(ROOT / "examples/story/reports.jsonl")], from_jsonl=True
            ):
                if isinstance(report, Report):
                    ledger.file(read_report(report), seen_at=NOW)
        config = uvicorn.Config(
            make_app(Settings(ledger=path), lambda: NOW), port=8799, log_level="warning"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport=SIZE)
            take(page, "http://127.0.0.1:8799")
            browser.close()
        server.should_exit = True
        thread.join()


def take(page: Page, base: str) -> None:
    """The reading of a report, and the origins behind a claim."""
    images = ROOT / "docs" / "images"
    page.goto(base)
    page.get_by_role("button", name="Read an invented one").click()
    page.wait_for_url("**/readings/*")
    page.locator("#claims").evaluate("e => e.scrollIntoView()")
    page.locator("#claims .card").nth(1).hover()
    page.screenshot(path=images / "page-reading.png")
    page.goto(f"{base}/claims?q=Sarn")
    page.goto(base + "/origins")
    page.locator(".list a").first.click()
    page.screenshot(path=images / "page-origins.png")


if __name__ == "__main__":
    main()
