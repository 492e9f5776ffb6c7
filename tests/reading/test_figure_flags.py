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

LOOSE = "It rained in the valley for most of the week.\n\n"
FIGURE = "Savers have lost £210 million since Sunday.\n\n"


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
    ("Prices rose 8 percent.", ["8 percent"]),
    ("It has 1.2 million members and 2,400 clerks.", ["1.2 million members", "2,400 clerks"]),
    ("About 140,000 tonnes were mined.", ["About 140,000 tonnes"]),
    ("At least 17 miners were killed.", ["At least 17 miners"]),
    ("Police arrested 12 men.", ["12 men"]),
    ("In all, 14 are dead.", ["14"]),
    ("Dozens were killed.", ["Dozens"]),
    ("A third of savers left.", ["A third of savers"]),
    # near misses
    ("It dragged on for two months.", []),
    ("It has 84 branches and 99 clerks.", []),
    ("Nine were hurt.", []),
    ("Alf Brennock, 78, is 1,000 km away.", []),
    ("It ran at 120 km/h for 400 metres in 135 degrees.", []),
    ("A beer costs $7.", []),
    ("He is held on $400,000 bail, with a reward of $5,000.", []),
    ("They are 100 percent sure.", []),
    ("One of the clerks left.", []),
]


@pytest.mark.parametrize(("text", "expected"), WORTH)
def test_which_figures_are_worth_checking(text: str, expected: list[str]) -> None:
    found = find_quantities(Structure.of(text), (), None)
    assert [q.spans[0].text for q in found if worth_checking(q, Setting.of(q, text))] == expected


# figure-without-source


def test_a_figure_of_the_outlets_own_is_asked_about() -> None:
    (flag,) = raised(LOOSE + FIGURE, "figure-without-source")
    assert [s.text for s in flag.spans] == ["£210 million"]
    assert flag.evidence == ("c2", "q1")
    assert "no source" in flag.message


@pytest.mark.parametrize("source", ["estimates", "reports", "figures"])
def test_a_figure_from_estimates_is_asked_about(source: str) -> None:
    text = f"<t>Savers have lost £210 million</t>, <s>{source}</s> <c>say</c>.\n\n"
    (flag,) = raised(LOOSE + text, "figure-without-source")
    assert f"only “{source}”" in flag.message
    assert flag.evidence[-1] == "s1"


@pytest.mark.parametrize(
    "text",
    [
        "<t>Savers have lost £210 million</t>, <s>the Treasury</s> <c>said</c>.\n\n",
        "<t>Savers have lost £210 million</t>, <s>the Treasury</s> <c>said</c>.\n\n" + FIGURE,
        "The levy had the support of 52 per cent in a poll of 1,004 savers.\n\n",
        "The bank lost £210 million, its yearly report shows.\n\n",
        "It dragged on for two months.\n\n",
        # printed for all to see
        "Shares of the bank fell 12 percent on Monday.\n\n",
        "The kettle is priced at $349.\n\n",
        "Lind won the primary with 41 percent of the vote.\n\n",
        "The bank holds a 25 percent stake in the mine.\n\n",
        "A GoFundMe page has raised $12,400 for the family.\n\n",
        # whoever wants it stands behind it
        "Lind calls for $40 million in new spending on roads.\n\n",
        # whoever did it knows how many
        "The Treasury has sold 2,400 barges to the harbour.\n\n",
        "Wardens arrested 140 smugglers.\n\n",
        "The reward is now $12,000 for hints.\n\n",
        "Yields on the loan stand at 4.8 percent.\n\n",
        "The village of 7,700 lies on the river.\n\n",
        # an exact figure is on record somewhere
        "The canal has 2,400 locks.\n\n",
        # a blotter, notes
        "The information below was provided by police. Thieves took $4,200 from the mill.\n\n",
        # no figures
        "Ada Rook, 64, was killed.\n\n",
        "He fired a .308 rifle at the mill.\n\n",
        "It burned in the 3900-block of Larch Street.\n\n",
        "The airline ordered the Boeing 787 in May.\n\n",
        "Call the clerks at (318) 555-0199 with hints.\n\n",
        "It happened near 1400 block of Larch Street.\n\n",
        "She wrote a 3,000-word letter to the mayor.\n\n",
    ],
)
def test_a_figure_with_a_source_or_not_worth_it_is_not(text: str) -> None:
    assert raised(LOOSE + text, "figure-without-source") == []


def test_all_figures_of_the_outlets_own_make_one_flag() -> None:
    text = LOOSE + FIGURE + "It had over 1.2 million members and 2,400 clerks."
    (flag,) = raised(text, "figure-without-source")
    shown = ["£210 million", "over 1.2 million members", "2,400 clerks"]
    assert [s.text for s in flag.spans] == shown
    assert flag.evidence == ("c2", "c3", "q1", "q2", "q3")


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
