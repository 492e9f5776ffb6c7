"""The page: faithful to the text, inert whatever the text holds, linked, legible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pages import Page
from readings import Builder, bank_run

import sayso
from sayso import records as r
from sayso.export.html import notebook_html, to_html
from sayso.export.markup import link

STYLE = Path(sayso.__file__).with_name("export") / "page.css"
HOSTILE = (
    "</div></style></title><script>alert(1)</script>\n"
    '"><img src=x onerror=alert(2)> <svg/onload=alert(3)>\n'
    "' onmouseover='alert(4) javascript:alert(5) &lt;b&gt; <!-- ]]>\n"
    "\x1b[31m \u202etxt.exe\u202c\r\n"
    "said the <b>clerk</b> \u05d0\u05d1\u05d2 \x00 end."
)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(to_html([bank_run()]))


def spans_of(reading: r.Reading) -> Iterator[r.Span]:
    for found in reading.attributions:
        yield from (*found.source, *found.cue, *found.content)
    for source in reading.sources:
        yield from source.mentions
    for others in (
        reading.boilerplate,
        reading.channels,
        reading.claims,
        reading.flags,
        reading.quantities,
        reading.times,
        reading.names,
    ):
        for other in others:
            yield from other.spans  # type: ignore[attr-defined]
    if reading.report.outlet:
        yield from reading.report.outlet.spans


def hostile() -> r.Reading:
    """A reading in which every field that comes from outside attacks."""
    b = Builder(HOSTILE)
    source = b.source(HOSTILE, "person", "<b>clerk</b>", role=HOSTILE)
    a1 = b.attribution("<script>alert(1)</script>", source="the", cue="said", source_id=source)
    b.claim(
        "<script>alert(1)</script>",
        r.ChainLink(source_id=source, attribution_id=a1, reason=HOSTILE),
        central=True,
    )
    b.boilerplate('"><img src=x onerror=alert(2)>', "promotion")
    b.add(
        "flags",
        r.Flag(
            code="single-source",
            severity="high",
            message=HOSTILE,
            ask=HOSTILE,
            spans=b.spans("clerk"),
            evidence=(a1, HOSTILE),
        ),
    )
    sentences = (r.SummarySentence(text=HOSTILE, evidence=("c1",)),)
    reading = b.reading(
        ref=HOSTILE,
        title=HOSTILE,
        outlet=r.Outlet(name=HOSTILE),
        byline=HOSTILE,
        url="javascript:alert(6)//" + HOSTILE,
    )
    made = r.GeneratedBy(sayso=HOSTILE, model=HOSTILE, started=HOSTILE)
    return replace(reading, generated_by=made, summary=r.Summary(sentences=sentences))


def test_the_text_is_there_letter_by_letter(page: Page) -> None:
    (text,) = page.with_class("text")
    assert text.text == bank_run().report.text


def test_every_span_has_its_words_at_one_permanent_place(page: Page) -> None:
    marks = [found for found in page.with_class("mark") if "id" in found.attributes]
    assert sorted(found.text for found in marks) == sorted(s.text for s in spans_of(bank_run()))
    assert len(page.ids()) == len(set(page.ids()))


def test_every_link_leads_somewhere(page: Page) -> None:
    targets = [found.attributes["href"] for found in page.all if "href" in found.attributes]
    assert len(targets) > 50
    assert {target.removeprefix("#") for target in targets} <= set(page.ids())


def test_spans_in_a_title_and_a_byline_are_marked_there() -> None:
    b = Builder("It rains.")
    title, byline = "Rain, says clerk", "By A. Nonymous"
    b.add("names", r.Name(id="n1", spans=(r.Span.of(title, 11, 16, "title"),), kind="other"))
    b.add("names", r.Name(id="n2", spans=(r.Span.of(byline, 3, 14, "byline"),), kind="person"))
    b.add("names", r.Name(id="n3", spans=(r.Span(0, 4, "x.eu", "metadata"),), kind="other"))
    page = Page(to_html([b.reading(title=title, byline=byline)]))
    assert [found.text for found in page.with_class("name")] == ["clerk", "A. Nonymous"]


def test_spans_that_lie_outside_their_text_are_passed_over() -> None:
    b = Builder("It rains.")
    b.add("names", r.Name(id="n1", spans=(r.Span(5, 500, "x"), r.Span(7, 3, "x")), kind="other"))
    assert not Page(to_html([b.reading()])).with_class("name")


def test_a_hostile_report_stays_text() -> None:
    for html in (to_html([hostile(), hostile()]), f"<!DOCTYPE html>{notebook_html(hostile())}"):
        page = Page(html)
        for column in page.with_class("text"):
            assert column.text == HOSTILE
        usual = {found.name for found in Page(to_html([bank_run(), bank_run()])).all}
        assert {found.name for found in page.all} - usual == {"i"}
        assert all(found.classes == ["hidden"] for found in page.all if found.name == "i")
        assert "script" not in usual
        for found in page.all:
            allowed = {
                "id",
                "class",
                "title",
                "href",
                "dir",
                "lang",
                "rel",
                "scope",
                "charset",
                "name",
                "content",
                "http-equiv",
                "data-name",
                "data-number",
                "aria-label",
                "aria-hidden",
            }
            assert set(found.attributes) <= allowed
            assert found.attributes.get("href", "#").startswith("#")


def test_nothing_is_fetched_and_nothing_may_run(page: Page) -> None:
    metas = {
        found.attributes.get("http-equiv"): found.attributes["content"]
        for found in page.all
        if "content" in found.attributes
    }
    assert metas["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    style = STYLE.read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style
    assert "<" not in style


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("https:", False),
        ("https://[bad/", False),
        ("https:\\\\example.org", False),
        ("file:///etc/passwd", False),
        ("report.txt", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    page = Page(f"<p>{link(url, url)}</p>")
    assert page.all[0].text == url
    if not linked:
        assert len(page.all) == 1
    else:
        assert page.all[1].attributes == {"href": url, "rel": "noopener noreferrer nofollow"}


def test_what_turns_the_reading_order_is_isolated_and_named() -> None:
    page = Page(to_html([Builder("pay \u202e001\u202c now").reading(title="A\u2067B")]))
    names = [found.attributes["data-name"] for found in page.with_class("hidden")]
    assert names == ["U+2067", "U+202E", "U+202C"]
    (title,) = (found for found in page.all if found.name == "title")
    assert title.text == "AB – sayso"
    assert re.search(r"\.hidden \{[^}]*unicode-bidi: isolate", STYLE.read_text("utf-8"))


def test_what_is_unknown_says_so() -> None:
    page = Page(to_html([Builder("It rains.").reading()]))
    (origin,) = page.with_class("origin")
    assert origin.text == "Outlet" + "not stated".join(("", "Byline", "Published", "Read from", ""))
    assert "No claim was found." in page.all[0].text


def test_what_is_inferred_is_written_and_dotted(page: Page) -> None:
    inferred = [f for f in page.with_class("inferred") if f.name == "li"]
    assert inferred
    assert all("(inferred)" in found.text for found in inferred)
    assert not [f for f in page.with_class("stated") if "(inferred)" in f.text]


def test_cards_keep_the_verb_the_chain_and_the_degree(page: Page) -> None:
    cards = page.with_class("card")
    assert len(cards) == 10
    assert "has claimed: Bosses at one" in cards[1].text
    assert "what the outlet was told" in cards[1].text
    assert "in the outlet's own words" in cards[3].text
    assert "Figuremore than £210 million: 210,000,000 or more" in cards[4].text
    assert "hearsay of degree 2" in cards[6].text
    assert "Denied byGraham Tolley" in cards[7].text


def test_arrows_are_dotted_where_something_is_inferred_and_named_by_the_channel(page: Page) -> None:
    memo = page.with_class("card")[6]
    assert memo.text.count("(inferred)") == 2  # the outlet, whoever leaked the memo
    arrows = [found for found in page.with_class("arrow") if found.text == "document"]
    assert [found.classes for found in arrows] == [["arrow", "dotted"]]
    told = [found for found in page.with_class("arrow") if found.text.startswith("interview")]
    assert told
    assert all("solid" in found.classes for found in told[1:])


def test_the_few_chains_stand_at_the_top_with_their_claims(page: Page) -> None:
    (routes,) = page.with_class("routes")
    assert [found.text.partition(" → ")[0] for found in routes.children[:2]] == [
        "4 claims",
        "3 claims, in its own words",
    ]
    assert "“a teller” (not named)" in routes.children[0].text
    assert not [found for found in page.with_class("way") if found.text in routes.text]


def test_a_card_says_by_what_way_the_words_came(page: Page) -> None:
    told, memo = page.with_class("card")[2], page.with_class("card")[6]
    assert "Channelinterview, “told the Evening Ledger”" in told.text
    assert "Passed on bynot statedTothe Evening Ledger" in told.text
    assert "Stancenot statedCertaintynot stated" in told.text
    assert "Stanceassertscertain" not in memo.text
    assert "StanceassertsCertaintycertain" in memo.text
    assert "Channelnot stated" in page.with_class("card")[4].text


def test_several_readings_get_a_table_of_contents_and_ids_of_their_own(page: Page) -> None:
    assert not page.with_class("contents")
    other = Builder("It rains.").reading(title="Rain")
    several = Page(to_html([bank_run(), other, bank_run()]))
    (contents,) = several.with_class("contents")
    entries = contents.children[1].children
    assert entries[1].text == "Rain 0 claims, 0 questions"
    assert len(several.ids()) == len(set(several.ids()))
    # A link to a place in a report outlives the order of the inputs and their number.
    assert set(page.ids()) <= set(several.ids())


def test_a_long_text_takes_a_time_that_grows_with_its_length() -> None:
    b = Builder("They say it rains. " * 4000)
    for at in range(0, len(b.text), 19):
        span = (r.Span.of(b.text, at, at + 18),)
        b.add(
            "claims",
            r.Claim(
                id=f"c{at}",
                spans=span,
                text="x",
                attribution_id=None,
                voice="outlet",
                chain=(r.ChainLink(),),
                degree=0,
            ),
        )
    assert len(Page(to_html([b.reading()])).with_class("ref")) == 4001


def test_styles_touch_nothing_else_in_a_notebook() -> None:
    style = re.sub(r"/\*.*?\*/", "", STYLE.read_text("utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"([^{}]+)\{", style)
    for selector in selectors:
        for part in selector.strip().split(","):
            assert part.strip().startswith((".sayso", "@media", "@container")), part


def test_a_notebook_shows_a_reading_by_itself() -> None:
    fragment = bank_run()._repr_html_()  # type: ignore[attr-defined]
    assert fragment == notebook_html(bank_run())
    assert fragment.startswith('<div class="sayso notebook">')
    assert bank_run().report.text in Page(fragment).all[0].text


def brightness(colour: str) -> float:
    values = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_the_paper(theme: int) -> None:
    """WCAG AA: 4.5 to 1 for words, 3 to 1 for lines that carry a meaning."""
    blocks = re.findall(r"\{\s*(--paper:[^}]*?--target-ink:[^;]*;)", STYLE.read_text("utf-8"))
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[theme]))
    for ink, paper, least in (
        ("ink", "paper", 4.5),
        ("ink", "card", 4.5),
        ("ink", "said", 4.5),
        ("soft", "paper", 4.5),
        ("soft", "card", 4.5),
        ("soft", "said", 4.5),
        ("link", "paper", 4.5),
        ("link", "card", 4.5),
        ("link", "said", 4.5),
        ("source", "paper", 4.5),
        ("source", "said", 4.5),
        ("accent", "paper", 4.5),
        ("accent", "card", 4.5),
        ("target-ink", "target", 4.5),
        ("said-line", "said", 3),
        ("said-line", "paper", 3),
    ):
        lighter, darker = sorted(
            (brightness(colours[ink]), brightness(colours[paper])), reverse=True
        )
        assert (lighter + 0.05) / (darker + 0.05) >= least, (ink, paper)
