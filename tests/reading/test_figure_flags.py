"""Flags on figures: without a source, or parts that don't fit their whole. The texts are invented."""

import pytest
from telling import told

from sayso.reading import flags
from sayso.reading.central import mark_central
from sayso.reading.chains import published_by
from sayso.reading.claims import make_claims
from sayso.reading.flags.checkable import worth_checking
from sayso.reading.flags.setting import Setting
from sayso.reading.quantities import find_quantities, tie
from sayso.reading.structure import Structure
from sayso.records import Flag

LOOSE = "<s9>A baker</s9> <c9>said</c9> <t9>that it rained for most of the week</t9>.\n\nIt was May.\n\n"
FIGURE = "Savers have lost some £210 million since Sunday.\n\n"


def raised(marked: str, code: str) -> list[Flag]:
    """The flags of one code on a marked text."""
    cut, attributions, sources = told(marked)
    quantities = find_quantities(cut, (), None)
    claims = tie(make_claims(cut, attributions, (), None, published_by(None, False)), quantities)
    findings = flags.Findings(
        text=cut.text,
        title=None,
        outlet=None,
        copied=(),
        attributions={a.id: a for a in attributions},
        sources={s.id: s for s in sources},
        claims=mark_central(cut, claims, 1),
        open_quotations=(),
        quantities={q.id: q for q in quantities},
    )
    return [f for f in flags.raise_flags(findings) if f.code == code]


# What is worth checking

WORTH = [
    ("Savers pulled £210 million out in eight days.", ["£210 million"]),
    ("The canal cost $33 billion, or $1.5bn a year.", ["$33 billion", "$1.5bn a year"]),
    ("At least 17 miners were killed.", ["At least 17 miners"]),
    ("Police arrested some 12 men.", ["some 12 men"]),
    ("In all, about 14 are dead.", ["about 14"]),
    ("Dozens were killed.", ["Dozens"]),
    (
        "The flood struck 1,200 families and left 4,000 people homeless.",
        ["1,200 families", "4,000 people"],
    ),
    ("More than 9,000 people filled the square.", ["More than 9,000 people"]),
    ("Some 2,000 soldiers crossed the ford.", ["Some 2,000 soldiers"]),
    ("An estimated 7,000 clerks speak Welsh.", ["An estimated 7,000 clerks"]),
    # near misses
    ("Prices rose 8 percent, and a third of savers left.", []),
    ("It has 1.2 million members and 2,400 clerks.", []),
    ("About 140,000 tonnes were mined.", []),
    ("It dragged on for two months.", []),
    ("Nine were hurt.", []),
    ("Over 300 people filled the hall.", []),
    ("We buried more than 40 people killed in the flood.", []),
    ("Alf Brennock, 78, is 1,000 km away.", []),
    ("It ran at 120 km/h for 400 metres in 135 degrees.", []),
    ("He is held on $2,400,000 bail, with a reward of $5,000,000.", []),
    ("The film has grossed $9 million.", []),
    ("The campaign has spent $9 million on posters.", []),
    ("Nearly 3,000 people live in the valley, in poverty.", []),
    ("One of the clerks left.", []),
]


@pytest.mark.parametrize(("text", "expected"), WORTH)
def test_which_figures_are_worth_checking(text: str, expected: list[str]) -> None:
    found = find_quantities(Structure.of(text), (), None)
    assert [q.spans[0].text for q in found if worth_checking(q, Setting.of(q, text))] == expected


# figure-without-source


def test_a_figure_of_the_outlets_own_is_asked_about() -> None:
    (flag,) = raised(LOOSE + FIGURE, "figure-without-source")
    assert [s.text for s in flag.spans] == ["some £210 million"]
    assert flag.evidence == ("c3", "q1")
    assert "no source" in flag.message


@pytest.mark.parametrize("source", ["estimates", "reports", "figures"])
def test_a_figure_from_estimates_is_asked_about(source: str) -> None:
    text = f"<t>Savers have lost £210 million</t>, <s>{source}</s> <c>say</c>.\n\n"
    (flag,) = raised(LOOSE + text, "figure-without-source")
    assert f"only “{source}”" in flag.message
    assert flag.evidence[-1] == "s2"


@pytest.mark.parametrize(
    "text",
    [
        "<t>Savers have lost some £210 million</t>, <s>the Treasury</s> <c>said</c>.\n\n",
        # somebody gives it elsewhere, rounded; even where it is only estimates that give it first
        FIGURE
        + "It was May.\n\nIt was dry.\n\n<t>They lost £211 million</t>, <s>a clerk</s> <c>said</c>.\n\n",
        "<t>They lost £210 million</t>, <s>estimates</s> <c>say</c>.\n\nIt was May.\n\nIt was dry.\n\n"
        "<t2>They lost £210 million</t2>, <s2>a clerk</s2> <c2>said</c2>.\n\n",
        # a body is cited on the line before or after
        "<t>The rain was heavy</t>, <s>the Treasury</s> <c>said</c>.\n\n" + FIGURE,
        FIGURE + "<t>The rain was heavy</t>, <s>the Treasury</s> <c>said</c>.\n\n",
        # somebody speaks of the same
        "The landslide buried some 40 people in the quarry.\n\nIt was May.\n\nIt was dry.\n\n"
        "<t>The landslide buried them in the quarry</t>, <s>a clerk</s> <c>said</c>.\n\n",
        # an exact figure is on record somewhere
        "Savers have lost £210 million since Sunday.\n\n",
        "The bank lost some £210 million, its yearly report shows.\n\n",
        # quoted, if lines above
        "\u201cIt was dry.\n\nWe lost ground. They lost some £210 million.\n\n",
        "Lind said:\n\nThey have lost some £210 million.\n\n",
        # whoever wants it stands behind it
        "Lind calls for some $40 million in new spending on roads.\n\n",
        # whoever did it knows how many
        "Wardens arrested about 140 smugglers.\n\n",
        "The Treasury has spent about $9 million on barges.\n\n",
        # a firm's or an office's own paper
        FIGURE + "We care. We count. Our clerks are kind.\n\n",
        # what has a name has been counted
        "The Larch attack left at least 40 people dead.\n\n",
        "He was there in 1981. At least 40 people died.\n\n",
        # a blotter; a caption
        "The information below was provided by police. Thieves hurt about 40 people.\n\n",
        "At least 40 people were hurt. (AP Photo)\n\n",
    ],
)
def test_a_figure_with_a_source_or_not_worth_it_is_not(text: str) -> None:
    assert raised(LOOSE + text, "figure-without-source") == []


def test_a_text_in_which_nobody_speaks_is_no_report() -> None:
    assert raised("It was May.\n\n" + FIGURE, "figure-without-source") == []


def test_what_estimates_say_is_asked_about_and_what_the_data_say_that_have_a_name_is_not() -> None:
    text = "<t>At least 40 people were hurt</t>, <s>data</s> <c>show</c>.\n\n"
    assert len(raised(LOOSE + text, "figure-without-source")) == 1
    named = "<t2>The rain was heavy</t2>, <s2>Treasury data</s2> <c2>show</c2>.\n\n"
    assert raised(LOOSE + text + named, "figure-without-source") == []


def test_all_figures_of_the_outlets_own_make_one_flag() -> None:
    text = LOOSE + FIGURE + "At least 40 people were hurt, and 24 clerks."
    (flag,) = raised(text, "figure-without-source")
    assert [s.text for s in flag.spans] == ["some £210 million", "At least 40 people"]
    assert flag.evidence == ("c3", "c4", "q1", "q2")


# parts-and-whole

PARTS = [
    # called by the kind of one part
    "The council passed a $33 million bill of military aid. Over $20 million of this will go towards weapons"
    " whilst $8.5"
    " million is needed for economic help, alongside $3 million in humanitarian aid.",
    "Norvik sent military aid worth $90 million, of which $50 million is for food.",
    "The raid killed 30 soldiers, including 12 civilians.",
    # more than the whole
    "The canal got $10 million, including $7 million for locks and $6 million for gates.",
    "The fire killed 12 people, including 15 children.",
]
NO_PARTS = [
    "The council passed a $33 million bill of aid. Over $20 million of this will go towards weapons whilst"
    " $8.5 million is"
    " needed for economic help.",
    "The council passed a $33 million bill of military aid. Over $20 million of this will go towards weapons.",
    "The canal got $10 million, including $7 million for locks and $2 million for gates.",
    "The canal got $10 million. The bridge cost $70 million.",
    "The fire killed 12 people, including five children.",
    "There were 56 passengers and 10 crew members on board, among them 30 Danes.",
    "The canal got $10 million in May, compared with $70 million of this kind in April.",
    "The raid killed 30 people, including 12 civilians.",
    "Five people were hurt, including one man who was hit 10 times.",
    "There were seven fires, including one in which nine people died.",
]


@pytest.mark.parametrize("text", PARTS)
def test_parts_that_do_not_fit_their_whole_are_asked_about(text: str) -> None:
    (flag,) = raised(LOOSE + text, "parts-and-whole")
    assert flag.ask.endswith(("?", "."))
    assert "?" in flag.ask
    assert {e[0] for e in flag.evidence} == {"q", "c"}
    assert len(flag.spans) >= 2


@pytest.mark.parametrize("text", NO_PARTS)
def test_parts_that_may_fit_are_not(text: str) -> None:
    assert raised(LOOSE + text, "parts-and-whole") == []
