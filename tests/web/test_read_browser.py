"""The Read page in a real browser: paste, drop, follow both ways, by mouse and by key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
CALL = (EXAMPLES / "intercepted-call.txt").read_text("utf-8")
WIDTHS = (1440, 768, 360)


def read(tab: Any, text: str = CALL) -> Any:
    page = tab.open("/")
    page.get_by_label("Paste the text of a report").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/readings/*")
    return page


def test_a_pasted_report_stands_untouched_beside_its_claims_and_their_chain(tab: Any) -> None:
    page = read(tab)
    shown = page.eval_on_selector(".reading .text", "e => e.textContent")
    assert shown == CALL
    assert page.locator("#claims .card").count() > 5
    chain = page.locator("#claims .card .chain").first
    assert chain.locator("li").count() >= 2
    assert page.locator(".arrow.dotted").count() + page.locator(".inferred .node").count() > 0
    report, claims = page.locator("#report"), page.locator("#claims")
    assert report.bounding_box()["x"] < claims.bounding_box()["x"]
    assert "Questions" in page.locator(".jump").inner_text()


def test_words_and_cards_lead_to_each_other(tab: Any) -> None:
    page = read(tab)
    reference = page.locator(".text a.ref").first
    card = reference.get_attribute("href")
    reference.click()
    assert page.url.endswith(card)
    assert page.locator(card).is_visible()
    page.locator(f"{card} .number a").click()
    place = re.sub(r".*#", "", page.url)
    assert place.startswith(card.removeprefix("#"))
    assert page.locator(f"[id='{place}']").evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }"
    )


def test_pointing_at_a_card_lights_its_words_and_the_other_way_round(tab: Any) -> None:
    page = read(tab)
    page.locator("#claims .card").first.hover()
    assert page.locator(".text .mark.claim.lit").count() >= 1
    page.locator(".text .mark.claim").nth(2).hover()
    assert page.locator("#claims .card.lit").count() == 1


def test_a_place_in_the_text_is_a_permanent_address(tab: Any) -> None:
    page = read(tab)
    page.locator(".text .mark.cue").first.click()
    assert re.search(r"#t[0-9a-f]{10}-", page.url)
    page.reload()
    assert page.locator(".mark:target").count() == 1


def test_keys_go_from_claim_to_claim(tab: Any) -> None:
    page = read(tab)
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("#claims .card").nth(1)
    assert "lit" in second.get_attribute("class")
    assert second.evaluate("e => e.contains(document.activeElement)")


def test_the_whole_way_by_keyboard(tab: Any) -> None:
    page = tab.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("Paste the text of a report").focus()
    page.keyboard.insert_text(CALL)
    page.get_by_role("button", name="Read it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/readings/*")


def test_a_dropped_html_file_is_read(tab: Any) -> None:
    page = tab.open("/")
    html = (EXAMPLES / "outbreak.html").read_text("utf-8")
    transfer = page.evaluate_handle(
        """html => { const data = new DataTransfer();
        data.items.add(new File([html], 'outbreak.html', {type: 'text/html'})); return data; }""",
        html,
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": transfer})
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    page.wait_for_url("**/readings/*")
    assert page.locator("#claims .card").count() > 3
    assert "outbreak.html" in page.locator(".origin").inner_text()


def test_what_cannot_be_read_says_why_and_keeps_what_was_typed(tab: Any) -> None:
    page = tab.open("/")
    page.get_by_label("Paste the text of a report").fill("42.")
    page.get_by_label("Headline").evaluate("e => e.closest('details').open = true")
    page.get_by_label("Headline").fill("Numbers")
    page.get_by_role("button", name="Read it").click()
    assert "no sentence" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Paste the text of a report").input_value() == "42."
    assert page.get_by_label("Headline").input_value() == "Numbers"
    tab.complaints.clear()  # the browser notes the status 422


def test_it_works_without_script(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Read an invented one").click()
    page.wait_for_url("**/readings/*")
    assert page.locator("#claims .card").count() > 5
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_the_window(tab: Any, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    page = read(tab)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = tab.open("/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_against_it(tab: Any, scheme: str) -> None:
    tab.page.emulate_media(color_scheme=scheme)
    tab.open("/")
    assert tab.faults() == []
    read(tab)
    assert tab.faults() == []
