"""The dossier of one claim, as Markdown and as a page. The reports are invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from exported import AT, HOSTILE, small_ledger
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sayso.export import dossier_html, markdown
from sayso.export.dossier import Dossier, dossier
from sayso.export.plots.svg import picture
from sayso.ledger import Ledger
from sayso.ledger.answers.contents import Contents
from sayso.ledger.judging import grades, judgements

SCRIPT = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        a, b, *_ = sorted(line.claim for line in ledger.claims())
        ledger.decide(judgements.judge, a, b, "different", by="Ana Roe", at=AT, why=SCRIPT)
        given = {"reliability": "B", "credibility": "3"}
        ledger.decide(grades.enter, a, given, by="Bo <b>Lee</b>", at=AT, why="*she* _was_ `there`")  # type: ignore[arg-type]
        yield ledger


@pytest.fixture(scope="module")
def dossiers(ledger: Ledger) -> list[Dossier]:
    found = ledger.ask(lambda db: list(Contents(db).weighed()))
    return [
        dossier(
            each,
            rules={"copies": 1},
            made_at=AT,
        )
        for each in found
    ]


def rendered(source: str) -> list[Token]:
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(source)
    return [leaf for token in tokens for leaf in (token, *(token.children or ()))]


def test_every_claim_has_one_with_all_its_words(ledger: Ledger, dossiers: list[Dossier]) -> None:
    lines = {line.claim: line for line in ledger.claims()}
    assert {each.claim for each in dossiers} == set(lines)
    for each in dossiers:
        line = lines[each.claim]
        assert each.title == " ".join(line.text.split())
        ids = {named for section in each.sections for item in section.items for named in item.ids}
        assert {line.claim, line.report} <= ids
        assert (line.source or line.outlet or "not stated") in each.said


def test_nothing_is_blank(dossiers: list[Dossier]) -> None:
    for each in dossiers:
        for section in each.sections:
            assert section.items or section.none, section.heading
            assert all(item.words.strip() for item in section.items)


def test_markdown_holds_the_words_and_no_markup_of_theirs(dossiers: list[Dossier]) -> None:
    for each in dossiers:
        tokens = rendered(markdown.document(each))
        kinds = {token.type for token in tokens}
        assert not kinds & {"html_block", "html_inline", "image", "fence", "table_open", "em_open"}
        links = [dict(token.attrs)["href"] for token in tokens if token.type == "link_open"]
        assert set(links) <= {"https://ledger.example/run"}
        shown = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
        assert each.title in " ".join(shown.split())
        headings = [token for token in tokens if token.type == "heading_open"]
        assert len(headings) == 1 + len(each.sections)


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        SCRIPT,
        "# no heading",
        "1. no list",
        "- no list",
        "> no quotation",
        "[a](javascript:alert(1)) ![b](x) <http://bad.example> http://bad.example www.bad.example",
        "`code` *em* **strong** ~~gone~~ | cell | &amp; &lt; $x$",
        "```\nfence",
        "back\\slash \\* at the end\\",
        "\u202etxt.exe\u202c \x1b[31m",
        "[^1]: note  \nbreak",
    ],
)
def test_words_stay_words_in_markdown(words: str) -> None:
    tokens = rendered(f"- **a**: {markdown.text(words)}")
    inside = [token for token in tokens if token.type in ("text", "text_special")]
    expected = " ".join(words.split())
    for char in "\u202e\u202c\x1b":
        expected = expected.replace(char, f"U+{ord(char):04X}")
    assert "".join(token.content for token in inside) == f"a: {expected}"


def test_the_page_is_inert(dossiers: list[Dossier]) -> None:
    page = dossier_html.page(dossiers)
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src &#x27;none&#x27;" in page
    assert "<script" not in page
    assert "<img" not in page
    assert " onerror=alert(2)>" not in page
    assert "Bo &lt;b&gt;Lee&lt;/b&gt;" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == len(dossiers)
    assert set(re.findall(r'href="#([^"]+)"', page)) == set(ids)
    assert set(re.findall(r'href="(http[^"]+)"', page)) == {"https://ledger.example/run"}


def test_what_people_said_stands_apart(dossiers: list[Dossier]) -> None:
    graded = next(
        each
        for each in dossiers
        if any("Bo" in (i.term or "") for s in each.sections for i in s.items)
    )
    (section,) = [each for each in graded.sections if each.heading == "What people said"]
    assert [item.words.split(",")[0] for item in section.items] == [
        "reliability B",
        "credibility 3",
        section.items[2].words.split(",")[0],
    ]
    assert section.items[2].words.startswith("different: ")
    assert '<section class="person">' in dossier_html.page([graded])


def test_one_dossier_is_named_after_its_claim(dossiers: list[Dossier]) -> None:
    page = dossier_html.page(dossiers[:1])
    assert "<nav" not in page
    assert f"<title>“{dossiers[0].title[:20]}" in page


def test_pictures_keep_their_ids_apart(dossiers: list[Dossier]) -> None:
    svg = picture(100, 50, "a <b> life", "its sightings")
    page = dossier_html.page([replace(each, picture=svg) for each in dossiers])
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 3 * len(dossiers)
    for named in re.findall(r'aria-labelledby="([^"]+)"', page):
        assert set(named.split()) <= set(ids)
    assert page.count("a &lt;b&gt; life") == len(dossiers)
    assert "<?xml" not in page
