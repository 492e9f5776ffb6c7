"""A reading in words."""

from __future__ import annotations

from typing import Any

import pytest
from readings import Builder, bank_run

from sayso import records as r
from sayso.export import words
from sayso.export.outline import Outline, Step, outline


@pytest.fixture(scope="module")
def laid() -> Outline:
    return outline(bank_run())


def names(chain: tuple[Step, ...]) -> list[str]:
    return [step.name + " ?" * step.inferred for step in chain]


def test_chains_run_from_the_outlet_to_the_origin(laid: Outline) -> None:
    drawn = [names(line.chain) for line in laid.lines]
    assert drawn[1] == ["Evening Ledger ?", "a teller"]
    assert drawn[3] == ["Evening Ledger ?"]
    assert drawn[6] == ["Evening Ledger ?", "not stated ?", "A leaked memo"]
    assert drawn[8] == ["Evening Ledger ?", "the Treasury", "Corran’s auditors"]


def test_a_link_tells_its_channel(laid: Outline) -> None:
    assert laid.lines[1].chain[1].way == "interview, to the Evening Ledger"
    assert (laid.lines[6].chain[2].way, laid.lines[6].chain[2].carried) == ("document", True)
    assert laid.lines[8].chain[1].way is None


def test_whoever_passed_words_on_is_named_by_the_channel() -> None:
    b = Builder("Officers are tired, a call shows.")
    b.add(
        "channels",
        r.Channel(
            id="h1", kind="intercepted-communication", by=r.Party(text="a neighbour's radio")
        ),
    )
    b.claim("Officers are tired", r.ChainLink(channel_id="h1", inferred=True))
    (line,) = outline(b.reading()).lines
    assert names(line.chain) == ["outlet not stated", "a neighbour's radio ?"]


def call(**channel: Any) -> tuple[Step, ...]:
    """The chain of what an officer says in an intercepted call."""
    b = Builder("In an intercepted call an officer said it was over.")
    kind = {"kind": "intercepted-communication", "spans": b.spans("in"), **channel}
    b.add("channels", r.Channel(id="h1", **kind))
    key = b.source("an officer", "person", "an officer")
    a = b.attribution("it was over", source="an officer", cue="said", source_id=key)
    reason = "the words were intercepted; who obtained them and passed them on is not stated"
    b.claim(
        "it was over",
        r.ChainLink(channel_id="h1", inferred=True, reason=reason),
        r.ChainLink(source_id=key, channel_id="h1", attribution_id=a),
    )
    (line,) = outline(b.reading(outlet=r.Outlet(name="Northwire", inferred=True))).lines
    return line.chain


def test_whom_the_text_leaves_out_is_called_by_what_he_did() -> None:
    spans = Builder("In an intercepted call an officer said").spans("an intercepted call")
    assert [step.label for step in call(spans=spans)] == [
        "Northwire",
        "? (intercepted the call)",
        "“an officer” (not named)",
    ]
    assert call()[1].label == "? (intercepted it)"


def test_a_channel_is_told_once_at_the_link_whose_words_it_carried() -> None:
    assert [step.way for step in call()] == [None, None, "intercepted communication"]


def test_an_arrow_is_dotted_if_one_of_its_ends_is_inferred_but_the_outlet() -> None:
    assert [step.dotted for step in call()] == [False, True, True]
    b = Builder("It was over, he said.")
    b.claim("It was over", r.ChainLink(source_id=b.source("he", "person", "he")))
    (line,) = outline(b.reading(outlet=r.Outlet(name="Northwire", inferred=True))).lines
    assert [step.dotted for step in line.chain] == [False, False]


def test_the_few_chains_of_a_report(laid: Outline) -> None:
    assert [(len(x.lines), [step.label for step in x.chain]) for x in laid.routes] == [
        (4, ["Evening Ledger", "“a teller” (not named)"]),
        (3, ["Evening Ledger"]),
        (1, ["Evening Ledger", "“estimates” (not named)"]),
        (1, ["Evening Ledger", "? (leaked it)", "“A leaked memo” (not named)"]),
        (1, ["Evening Ledger", "the Treasury", "“Corran’s auditors” (not named)"]),
    ]
    assert [x.own_words for x in laid.routes] == [False, True, False, False, False]
    # Drawn as stated where it is stated for one of the claims: the headline only restates it.
    assert not laid.routes[0].chain[1].inferred


def test_a_claim_whose_origin_is_inferred_says_so_among_others(laid: Outline) -> None:
    (teller,) = (group for group in laid.central if len(group.lines) > 1)
    assert [teller.unsure(line) for line in teller.lines] == [None, None]


def test_a_speaker_who_is_not_made_out_is_told_from_one_who_is_not_there() -> None:
    b = Builder("They said it rained. It was announced that it poured.")
    for source, cue, said in (("They", "said", "it rained"), (None, "was announced", "it poured")):
        b.claim(said, r.ChainLink(attribution_id=b.attribution(said, source=source, cue=cue)))
    assert [line.chain[1].label for line in outline(b.reading()).lines] == [
        "“They” (not made out)",
        "? (nobody named)",
    ]


def test_republishers_are_told_once_and_not_with_every_claim() -> None:
    b = Builder("It rains. It pours.")
    for text in ("It rains", "It pours"):
        copied = (r.ChainLink(inferred=True), r.ChainLink(inferred=True))
        b.add(
            "claims",
            r.Claim(
                id=text,
                spans=b.spans(text),
                text=text,
                attribution_id=None,
                voice="outlet",
                chain=copied,
                degree=0,
            ),
        )
    laid = outline(b.reading(outlet=r.Outlet(name="Northwire")))
    assert names(laid.route) == ["republisher not stated ?", "Northwire ?"]
    assert [names(line.chain) for line in laid.lines] == [["Northwire ?"], ["Northwire ?"]]


def test_the_cast_counts_origins_and_who_passed_on(laid: Outline) -> None:
    assert [(m.source.name, m.carries) for m in laid.cast] == [
        ("a teller", "4 claims"),
        ("A leaked memo", "1 claim"),
        ("estimates", "1 claim"),
        ("the Treasury", "passes on 1"),
        ("Corran’s auditors", "1 claim"),
        ("Graham Tolley", "denies, declines to comment"),
        ("Dana Whitlock", "no claim"),
    ]
    assert laid.own_claims == 3


def test_an_outlet_that_only_prints_is_not_in_the_cast() -> None:
    b = Builder("It rains, Northwire says.")
    outlet = b.source("Northwire", "outlet", "Northwire", named=True)
    b.add(
        "claims",
        r.Claim(
            id="c1",
            spans=b.spans("It rains"),
            text="It rains",
            attribution_id=None,
            voice="outlet",
            chain=(r.ChainLink(source_id=outlet),),
            degree=0,
        ),
    )
    assert outline(b.reading()).cast == ()


def test_every_claim_is_shown_once_and_central_ones_first(laid: Outline) -> None:
    groups = [*laid.central, *laid.told]
    shown = [line.number for group in groups for line in group.lines]
    shown += [line.number for line in laid.own]
    assert sorted(shown) == [line.number for line in laid.lines] == list(range(1, 11))
    assert all(line.claim.central for group in laid.central for line in group.lines)


def test_claims_of_one_chain_stand_together() -> None:
    b = Builder("A said one. B said two. A said three.")
    first, second = b.source("A", "person", "A"), b.source("B", "person", "B")
    for source, said in ((first, "one"), (second, "two"), (first, "three")):
        b.claim(said, r.ChainLink(source_id=source))
    told = outline(b.reading()).told
    assert [[line.words for line in group.lines] for group in told] == [["one", "three"], ["two"]]


def test_the_most_pressing_question_comes_first_and_is_asked_once() -> None:
    b = Builder("It rains.")
    for code, severity, ask, message in (
        ("open-quotation", "low", "Where does it end?", "Open."),
        ("unnamed-origin", "high", "Who is this?", "A man."),
        ("figure-without-source", "medium", "Who counted?", "Forty."),
        ("unnamed-origin", "high", "Who is this?", "A woman."),
    ):
        b.add("flags", r.Flag(code=code, severity=severity, message=message, ask=ask))
    asked = outline(b.reading()).questions
    assert [question.ask for question in asked] == [
        "Who is this?",
        "Who counted?",
        "Where does it end?",
    ]
    assert [flag.message for flag in asked[0].flags] == ["A man.", "A woman."]


def test_a_cue_is_a_verb_without_its_colon() -> None:
    b = Builder("Boss: It rains. He went on: It pours.")
    for cue, said in ((":", "It rains"), ("went on:", "It pours")):
        key = b.attribution(said, cue=cue)
        b.claim(said, r.ChainLink(attribution_id=key))
    assert [line.cue for line in outline(b.reading()).lines] == [None, "went on"]


def test_ids_that_lead_nowhere_cost_nothing() -> None:
    b = Builder("It rains.")
    b.claim(
        "It rains",
        r.ChainLink(source_id="s9", channel_id="h9", attribution_id="a9"),
        quantities=("q9",),
        denied_by=("a9",),
    )
    (line,) = outline(b.reading()).lines
    assert names(line.chain) == ["outlet not stated", "not stated"]
    assert line.figures == ()
    assert line.denied_by == ("not stated",)


@pytest.mark.parametrize(
    ("text", "quoted", "shown"),
    [
        ('"I saw it," ', "direct", "“I saw it,”"),
        ("They were not down.", "direct", "“They were not down.”"),
        ("“Every one,\nevery day.", "direct", "“Every one, every day.”"),
        ("He called it “a farce”", "direct", "“He called it “a farce””"),
        ("that it was “a farce”", "mixed", "that it was “a farce”"),
        ("that it rained", "indirect", "that it rained"),
        ("“She believed it.", "mixed", "“She believed it.”"),
        ("So did I.”", "mixed", "“So did I.”"),
        ('for all: "There was a list.', "mixed", 'for all: "There was a list.'),
        ('"', "direct", '"'),
    ],
)
def test_a_quoted_sentence_wears_its_marks(text: str, quoted: r.Quoted, shown: str) -> None:
    attribution = r.Attribution(id="a1", source=(), cue=(), content=(), quoted=quoted)
    assert words.claimed(text, attribution) == shown


@pytest.mark.parametrize(
    ("printed", "values", "shown"),
    [
        ("60", {"qualifier": "exact", "low": 60, "high": 60}, "60"),
        ("over 20,000", {"qualifier": "over", "low": 20000}, "over 20,000: 20,000 or more"),
        ("under 5", {"qualifier": "under", "high": 5}, "under 5: up to 5"),
        ("about 60", {"qualifier": "about", "low": 54, "high": 66}, "about 60: 54 to 66"),
        ("many", {"qualifier": "about"}, "many"),
    ],
)
def test_a_figure_is_an_interval(printed: str, values: dict[str, Any], shown: str) -> None:
    bounds = {"low": None, "high": None, **values}
    quantity = r.Quantity(
        id="q1",
        spans=(r.Span.of(printed, 0, len(printed)),),
        stated=None,
        unit=None,
        of=None,
        change=None,
        tolerance=None,
        **bounds,
    )
    assert words.figure(quantity) == shown


def test_a_date_is_told_as_far_as_it_is_known() -> None:
    day = r.Published(from_="2031-05-03", to="2031-05-03", precision="day")
    month = r.Published(from_="2031-05-01", to="2031-05-31", precision="month")
    after = r.PublishedEstimate(from_="2031-05-01", to=None, reasons=())
    both = r.PublishedEstimate(from_="2031-05-01", to="2031-05-09", reasons=())
    assert words.published(day, after) == "2031-05-03"
    assert words.published(month, None) == "2031-05-01 to 2031-05-31"
    assert words.published(None, after) == "after 2031-05-01 (inferred)"
    assert words.published(None, both) == "between 2031-05-01 and 2031-05-09 (inferred)"
    assert words.published(None, None) == "not stated"
