"""The view for people: what stands where, and nothing that steers the terminal."""

from __future__ import annotations

import pytest
from readings import Builder, bank_run
from rich.text import Text

from sayso import records as r
from sayso.cli.terminal import NARROWEST, WIDEST, View
from sayso.cli.visible import visible


def view(reading: r.Reading, width: int = 88) -> list[str]:
    return [line.plain for line in View(width).lines(reading)]


@pytest.fixture(scope="module")
def shown() -> str:
    return "\n".join(view(bank_run()))


def test_it_begins_with_the_headline_and_where_it_comes_from() -> None:
    assert view(bank_run())[:6] == [
        "Counter staff told to lie about ‘dead’ computers as savers queue in the rain, says bank",
        "worker",
        "outlet: Evening Ledger (inferred: named in its own promotions) · byline: not stated ·",
        "published: not stated",
        "read from: bank-run.txt",
        "",
    ]


def test_the_parts_stand_in_their_order(shown: str) -> None:
    parts = [
        "WHAT IT RESTS ON",
        "CLAIMS",
        "  Central",
        "  Said by sources",
        "  In the outlet's own words",
        "QUESTIONS TO ASK",
        "SET ASIDE",
    ]
    lines = shown.splitlines()
    places = [lines.index(part) for part in parts]
    assert places == sorted(places)


def test_the_cast_is_a_table(shown: str) -> None:
    assert "\n  a teller           person, not named              4 claims\n" in shown
    assert "\n  the outlet itself  in the outlet's own words      3 claims\n" in shown


def test_chains_are_drawn_from_left_to_right_and_dotted_where_inferred(shown: str) -> None:
    for chain in (
        "\n  Evening Ledger ←─ interview, to the Evening Ledger ─ “a teller” (not named)\n",
        "\n  Evening Ledger ←─ the Treasury ←─ “Corran’s auditors” (not named)\n",
        "\n  Evening Ledger ⇠┄ ? (leaked it) ⇠┄ document ┄ “A leaked memo” (not named)\n",
    ):
        assert chain in shown


def test_the_few_chains_come_before_the_claims(shown: str) -> None:
    assert (
        "\n\n  4 claims  Evening Ledger ←─ “a teller” (not named)\n"
        "  3 claims  Evening Ledger, in its own words\n"
        "   1 claim  Evening Ledger ←─ “estimates” (not named)\n"
    ) in shown
    assert "\n  ←─ as the report says   ⇠┄ inferred   ? not stated\n" in shown


def test_a_chain_is_broken_before_an_arrow() -> None:
    chains = "\n".join(view(bank_run(), 60))
    assert "\n  Evening Ledger ←─ interview, to the Evening Ledger ─" not in chains
    assert "\n  Evening Ledger ⇠┄ ? (leaked it)\n    ⇠┄ document ┄ “A leaked memo”" in chains


def test_many_chains_are_not_all_shown_at_once() -> None:
    b = Builder(" ".join(f"P{n:02} said x{n:02}." for n in range(20)))
    for n in range(20):
        b.claim(f"x{n:02}", r.ChainLink(source_id=b.source(f"P{n:02}", "person", f"P{n:02}")))
    assert "  12 more chains with 12 claims" in view(b.reading())


def test_a_claim_keeps_its_verb(shown: str) -> None:
    assert "\n     3  said: “We were to say the computers were down,”\n" in shown
    assert "\n     2  has claimed: Bosses at one of" in shown
    assert "\n     1  headline: Counter staff told" in shown
    assert "\n        denied by Graham Tolley\n" in shown
    assert "\n        figure: more than £210 million: 210,000,000 or more (down)\n" in shown


def test_a_question_comes_before_what_was_seen(shown: str) -> None:
    assert (
        "\n  ? Who else was behind the counter, and what do they say?\n"
        "    single-source, high: All central claims that have a source rest on one origin: a\n"
        "    teller.\n"
    ) in shown


def test_what_is_set_aside_takes_one_line_each(shown: str) -> None:
    aside = shown.split("SET ASIDE\n")[1].splitlines()
    assert len(aside) == 6
    assert aside[0] == "  byline         By Dana Whitlock, Money Reporter"
    assert aside[3].endswith("…")


def test_a_republisher_is_told_once() -> None:
    b = Builder("It rains.")
    copied = (r.ChainLink(inferred=True), r.ChainLink(inferred=True))
    b.add(
        "claims",
        r.Claim(
            id="c1",
            spans=b.spans("It rains"),
            text="It rains",
            attribution_id=None,
            voice="outlet",
            chain=copied,
            degree=0,
        ),
    )
    lines = view(b.reading(outlet=r.Outlet(name="Northwire")))
    assert "  All by way of ? (republished it) ⇠┄ Northwire" in lines


def test_nothing_found_is_said_and_not_left_blank() -> None:
    shown = "\n".join(view(Builder("Rain.").reading()))
    assert shown.startswith("Headline not stated\noutlet: not stated · byline: not stated")
    assert "No claim was found." in shown
    assert "QUESTIONS TO ASK\n  None." in shown


@pytest.mark.parametrize("width", [1, 40, 59, 60, 72, 88, 110, 400])
def test_every_line_keeps_to_the_width(width: int) -> None:
    room = max(NARROWEST, min(width, WIDEST))
    b = Builder("wide " + "漢字" * 40 + " " + "x" * 300)
    name = b.source(b.text, "person", "wide", role="漢字" * 30)
    b.claim(b.text, r.ChainLink(source_id=name))
    b.boilerplate(b.text, "tags")
    for reading in (bank_run(), b.reading(title=b.text)):
        for line in View(width).lines(reading):
            assert Text(line.plain).cell_len <= room
            assert line.plain == line.plain.rstrip()


def test_a_narrow_terminal_loses_no_words() -> None:
    words = "".join("".join(view(bank_run(), 40)).split())
    for claim in bank_run().claims:
        assert "".join(claim.text.strip('"').split()) in words


def test_words_of_a_report_cannot_steer_the_terminal() -> None:
    nasty = "\x1b]0;title\x07 \x1b[2J\x9b31m \rover \u202eevil\u202c \u2066x"
    nasty += " \ud83d \x00 \x7f zero\u200bwidth\xad"
    b = Builder(nasty)
    name = b.source(nasty, "person", nasty, role=nasty)
    attribution = b.attribution(nasty, source=nasty, cue=nasty, source_id=name)
    b.claim(nasty, r.ChainLink(source_id=name, attribution_id=attribution), in_headline=True)
    b.boilerplate(nasty, "other")
    b.add("flags", r.Flag(code="republished", severity="low", message=nasty, ask=nasty))
    # Half a surrogate pair cannot be in a text, but it can in a title.
    report = r.Report(
        id="sha256:0",
        ref=nasty,
        text=nasty,
        title=nasty,
        byline=nasty,
        sha256="0",
        outlet=r.Outlet(name=nasty, inferred=True, reason=nasty),
        media_type="x",
    )
    reading = r.Reading(
        generated_by=r.GeneratedBy(sayso="0", model=None, started=None),
        report=report,
        summary=r.Summary(sentences=(r.SummarySentence(text=nasty, evidence=()),)),
        **{kind: tuple(found) for kind, found in b.found.items()},
    )
    for line in view(reading):
        assert line.isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\r\nlines\tand  more\u2028", "two lines and more"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x85\x9bX", "\\x9bX"),
        ("a\u202eb", "a\\u202eb"),
        ("soft\xadhyphen\u200b", "softhyphen"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0041", "\\U000e0041"),
        ("👩\u200d🚒 ‘שלום’ é", "👩\u200d🚒 ‘שלום’ é"),
        ("back\\slash", "back\\slash"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
