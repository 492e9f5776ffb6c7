"""The ledger's pages in a real browser: facets, a claim's life, origins, copies, series, a person's word."""

from __future__ import annotations

import re
from typing import Any

import pytest

PAGES = (
    "/claims",
    "/claims?topic=morale",
    "/reports",
    "/reports?q=Sarn",
    "/incidents",
    "/copies",
    "/origins",
    "/series",
    "/series/personnel-losses",
    "/series/morale",
    "/sources",
    "/tray",
    "/tray?decided=yes",
    "/grades",
    "/reference",
    "/corrections",
)
MOTHS = """The town clerk, Ines Farrow, said on Monday that moths had eaten the town flag of Little Wexcombe.

"There were forty of them," Farrow said. "We could hear them chew."
"""


def claim_with(tab: Any, words: str, query: str = "q=Sarn") -> str:
    """The address of a claim that a source makes in these words."""
    found = tab.page.request.get(f"{tab.address}/claims.json?limit=500&{query}").json()["claims"]
    return "/claims/" + str(next(c["claim"] for c in found if words in c["text"] and c["degree"]))


def first(tab: Any, place: str, key: str, name: str) -> str:
    return str(tab.page.request.get(f"{tab.address}/{place}.json").json()[key][0][name])


def test_a_report_is_read_and_filed(tab: Any) -> None:
    page = tab.open("/")
    page.get_by_label("Paste the text of a report").fill(MOTHS)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="File in ledger").click()
    page.wait_for_url("**/reports/sha256:*")
    assert page.eval_on_selector(".text", "e => e.textContent") == MOTHS
    page.get_by_role("link", name="in other reports").first.click()
    page.wait_for_url("**/claims/claim:*")
    assert page.get_by_role("heading", name="In the report").is_visible()
    page.locator("blockquote .here").click()
    assert page.locator(".mark:target").count() == 1


def test_a_facet_stands_in_the_address_and_is_there_again_after_a_reload(tab: Any) -> None:
    page = tab.open("/claims")
    facet = page.locator(".facet", has_text="Topic").locator("a").first
    name = facet.locator("bdi").inner_text()
    number = int(facet.locator(".count").inner_text())
    facet.click()
    assert re.search(r"[?&]topic=", page.url)
    assert page.locator(".entry").count() == min(number, 50)
    assert name in page.locator(".chosen").inner_text()
    before = page.locator(".entries").inner_text()
    page.reload()
    assert page.locator(".entries").inner_text() == before
    page.locator(".chosen a").first.click()
    assert "topic=" not in page.url


def test_words_narrow_claims_and_keep_the_facet(tab: Any) -> None:
    page = tab.open("/claims?topic=personnel-losses")
    page.get_by_label("Words in the report").fill("Sarn")
    page.get_by_role("button", name="Show these").click()
    assert "topic=personnel-losses" in page.url and "q=Sarn" in page.url
    assert page.locator(".entry").count() > 3


def test_the_life_of_a_claim(tab: Any) -> None:
    page = tab.open(claim_with(tab, "200 soldiers"))
    assert page.locator(".timeline li").count() > 4
    assert page.locator(".timeline li[aria-current]").count() == 1
    page.locator("#life").evaluate("e => e.scrollIntoView()")
    title = page.title()
    page.wait_for_selector("#life-picture svg")
    assert page.title() == title
    page.locator("#life-picture svg a text").first.click()
    page.wait_for_url("**/claims/claim:*")


def test_origins_are_a_tree_whose_merges_have_reasons(tab: Any) -> None:
    page = tab.open(claim_with(tab, "200 soldiers"))
    page.get_by_role("link", name="the tree, with the reasons").click()
    assert "at least" in page.locator(".lede").inner_text()
    assert page.locator(".origin-node").count() >= 2
    merge = page.locator("details.merge").first
    assert "one, because" in merge.inner_text()
    merge.locator("summary").click()
    assert merge.locator("li").first.is_visible()
    report = page.locator(".origin-node ul ul ul a").first
    title = report.inner_text()
    report.click()
    assert title in page.locator("h1").inner_text()


def test_copies_stand_side_by_side_with_what_changed(tab: Any) -> None:
    page = tab.open("/copies")
    page.get_by_role("link", name="compare").first.click()
    assert page.locator(".both .text").count() == 2
    assert page.locator(".both .mark.shared").count() >= 2
    reference = page.locator(".both .text").first.locator("a.ref").first
    target = reference.get_attribute("href")
    reference.click()
    assert page.url.endswith(target)
    assert page.get_by_role("heading", name="What changed").is_visible()


def test_a_dot_of_a_series_leads_to_its_words(tab: Any) -> None:
    page = tab.open("/series/personnel-losses")
    page.locator(".picture svg a").first.click(force=True)
    page.wait_for_url("**/claims/claim:*")
    assert page.locator("blockquote .here").count() == 1


def test_a_match_is_accepted_and_the_word_taken_back(tab: Any) -> None:
    page = tab.open("/tray")
    pair = page.locator(".pair").first
    pair_id = pair.get_attribute("id")
    pair.get_by_label("Your name").fill("Ada Quill")
    pair.get_by_label("Why").fill("one call")
    pair.get_by_role("button", name="One matter").click()
    pair = page.locator(f"[id='{pair_id}']")
    pair.locator(".human").wait_for()
    assert page.url.endswith("/tray")
    assert "Ada Quill" in pair.locator(".human").inner_text()
    # What a person said never looks like what the machine found.
    paper = "e => getComputedStyle(e).backgroundColor + getComputedStyle(e).borderLeftStyle"
    assert pair.evaluate(paper) != pair.locator(".human").evaluate(paper)
    page.goto(tab.address + "/tray")
    assert page.locator(f"[id='{pair_id}']").count() == 0
    one, other = pair_id.split("-")[1:]
    page.goto(f"{tab.address}/pairs/claim:{one}/claim:{other}")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="One matter").wait_for()
    page.goto(tab.address + "/tray")
    assert page.locator(f"[id='{pair_id}']").count() == 1
    assert page.get_by_label("Your name").first.input_value() == "Ada Quill"


def test_a_match_is_judged_without_script(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/tray?relation=same")
    pair = page.locator(".pair").last
    pair.get_by_label("Your name").fill("Bo")
    pair.get_by_role("button", name="Different matters").click()
    page.wait_for_url("**/tray")
    context.close()


def test_a_grade_stands_beside_what_there_is_to_weigh(tab: Any) -> None:
    place = claim_with(tab, "200 soldiers")
    page = tab.open(place)
    assert page.locator(".signals tr").count() >= 5
    page.get_by_text("Grade it").click()
    page.get_by_label("Credibility of the claim").select_option("3")
    page.get_by_label("Reliability of the source").select_option("C")
    grade = page.locator("form.human-form")
    grade.get_by_label("Your name").fill("Ada Quill")
    grade.get_by_label("Why").fill("one call, heard by one party")
    page.get_by_role("button", name="Enter the grade").click()
    page.wait_for_url("**#grades")
    said = page.locator("#grades").inner_text()
    assert "possibly true" in said and "fairly reliable" in said and "Ada Quill" in said
    page.goto(tab.address + "/grades")
    assert "Ada Quill" in page.locator("main").inner_text()


def test_a_reading_is_set_right(tab: Any) -> None:
    report = first(tab, "reports", "reports", "report")
    page = tab.open(f"/reports/{report}")
    page.get_by_role("link", name="set it right").first.click()
    form = page.locator("form.human-form")
    form.get_by_label("Channel").select_option("observation")
    form.get_by_label("Your name").fill("Ada Quill")
    form.get_by_role("button", name="Set it right").click()
    page.wait_for_url("**/corrections")
    assert "Channel: observation" in page.locator(".human").first.inner_text()
    labels = page.request.get(page.url + ".json").json()["labels"]
    (right,) = [a for a in labels["attributions"] if a["corrected"]]
    assert right["channel"] == "observation"
    assert labels["sha256"] == report.removeprefix("sha256:")


@pytest.mark.parametrize("path", PAGES)
def test_axe_has_nothing_against_any_page(tab: Any, path: str) -> None:
    tab.open(path)
    assert tab.faults() == []


@pytest.mark.parametrize("path", ["/claims?topic=morale", "/series/morale", "/tray", "/grades"])
def test_axe_has_nothing_against_the_dark(tab: Any, path: str) -> None:
    tab.page.emulate_media(color_scheme="dark")
    tab.open(path)
    assert tab.faults() == []


def test_axe_has_nothing_against_the_pages_of_single_things(tab: Any) -> None:
    claim = claim_with(tab, "200 soldiers")
    copies = tab.page.request.get(f"{tab.address}/copies.json").json()["copies"][0]
    for path in (
        claim,
        f"{claim}/life",
        claim.replace("/claims/", "/origins/"),
        f"/reports/{first(tab, 'reports', 'reports', 'report')}",
        f"/sources/{first(tab, 'sources', 'sources', 'source')}",
        f"/incidents/{copies['from']}",
        f"/copies?report={copies['from']}",
        f"/copies/{copies['from']}/{copies['to']}",
    ):
        tab.open(path)
        assert tab.faults() == [], path


@pytest.mark.parametrize("width", [768, 360])
def test_nothing_runs_out_of_a_narrow_window(tab: Any, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    for path in (*PAGES, claim_with(tab, "200 soldiers")):
        page = tab.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
