"""Headlines and leads that assert more than what stands below: rows of marked reports. All are invented."""

from __future__ import annotations

import pytest
from telling import told

from sayso.reading import flags
from sayso.reading.central import mark_central
from sayso.reading.chains import published_by
from sayso.reading.claims import make_claims
from sayso.reading.headline import Headline, lead_of
from sayso.reading.quantities import find_quantities, tie
from sayso.records import Flag, Span


def raised(title: str, marked: str) -> list[Flag]:
    cut, attributions, sources = told(marked)
    headline = Headline(Span.of(title, 0, len(title), "title"), None)
    first = published_by(None, copied=False)
    quantities = find_quantities(cut, (), headline)
    claims = tie(make_claims(cut, attributions, (), headline, first), quantities)
    made = mark_central(cut, claims, len(first))
    found = flags.raise_flags(
        flags.Findings(
            text=cut.text,
            title=title,
            outlet=None,
            copied=(),
            attributions={a.id: a for a in attributions},
            sources={s.id: s for s in sources},
            claims=made,
            open_quotations=(),
            quantities={q.id: q for q in quantities},
            lead=lead_of(cut, made),
        )
    )
    return [f for f in found if f.code == "headline-exceeds-body"]


LEAD = (
    "<t>Hunger on the hill is so bad that captains have been forced to shoot at their own men at night</t>,"
    " <s>a sergeant</s> <c>has admitted</c>.\n\n"
)


@pytest.mark.parametrize(
    ("below", "count"),
    [
        ('<s2>The sergeant</s2> <c2>said</c2>: <t2>"I even shoot them, but it is no use."</t2>', 1),
        ('<s2>The sergeant</s2> <c2>said</c2>: <t2>"We all shoot them, and I shoot them."</t2>', 0),
        ('<s2>The sergeant</s2> <c2>said</c2>: <t2>"I never shoot them."</t2>', 0),
        ('<s2>The sergeant</s2> <c2>said</c2>: <t2>"I want to go home."</t2>', 0),
        (
            '<s2>The sergeant</s2> <c2>said</c2>: <t2>"I even shoot them."</t2>\n\n'
            "Other captains shoot at their men as well, by all that is known.",
            0,
        ),
    ],
)
def test_one_made_many(below: str, count: int) -> None:
    assert len(raised("Hunger on the hill", LEAD + below)) == count


def test_the_evidence_lies_side_by_side() -> None:
    (flag,) = raised(
        "Hunger on the hill",
        LEAD + '<s2>The sergeant</s2> <c2>said</c2>: <t2>"I even shoot them."</t2>',
    )
    assert "captains" in flag.message
    assert "I even shoot them" in flag.message
    assert "captains" in flag.spans[0].text
    assert flag.spans[-1].text.startswith('"I even')
    assert flag.ask.endswith((".", "?"))


FERRY = "It rained in the valley for most of the week, and the market was put off until Friday.\n\n"


@pytest.mark.parametrize(
    ("title", "below", "count"),
    [
        (
            "Storm destroyed harvest of northern valley",
            "<s>A farmer</s> <c>said</c> <t>the storm may have destroyed the harvest</t>.",
            1,
        ),
        (
            "Storm may have destroyed harvest of northern valley",
            "<s>A farmer</s> <c>said</c> <t>the storm may have destroyed the harvest</t>.",
            0,
        ),
        (
            "Storm destroyed harvest of northern valley",
            "<s>A farmer</s> <c>said</c> <t>the storm had destroyed the harvest</t>."
            "\n\nThe storm destroyed nine barns with the harvest in them.",
            0,
        ),
        (
            "Council closed ferry across northern harbour",
            "<s>The mayor</s> <c>said</c> <t>the council had considered closing the ferry"
            " across the harbour</t>.",
            1,
        ),
        (
            "Did storm destroy harvest of northern valley?",
            "<s>A farmer</s> <c>said</c> <t>the storm may have destroyed the harvest</t>.",
            0,
        ),
    ],
)
def test_how_sure_and_how_done(title: str, below: str, count: int) -> None:
    assert len(raised(title, FERRY + below)) == count


@pytest.mark.parametrize(
    ("title", "below", "count"),
    [
        (
            "Miller dies in accidental fire",
            "A miller has died in what appears to be an accidental fire at the lock.",
            1,
        ),
        (
            "Clerk killed in robbery at savings bank",
            "<s>The warden</s> <c>said</c> <t>a clerk had died in an apparent robbery</t>.",
            1,
        ),
        (
            "Miller dies in accidental fire",
            "A miller has died in what appears to be an accidental fire. The fire was accidental, the warden found.",
            0,
        ),
        (
            "Miller dies in accidental fire",
            "A miller has died. His lamp accidentally fell; it appears to be an accidental fire.",
            0,
        ),
        (
            "Miller dies in suspected arson",
            "A miller has died in an apparent case of arson, a suspected arson at that.",
            0,
        ),
        (
            "Three boys hurt at harbour fair",
            "<s>The warden</s> <c>said</c> <t>the three boys who were hurt were the intended targets</t>.",
            0,
        ),
    ],
)
def test_a_noun_that_is_only_supposed(title: str, below: str, count: int) -> None:
    assert len(raised(title, FERRY + below)) == count


@pytest.mark.parametrize(
    ("title", "below", "count"),
    [
        ("Storm drives 300 miners home", "Nearly 300 miners went home before the storm.", 1),
        ("Storm drives 300 miners home", "As many as 300 miners went home before the storm.", 1),
        ("Storm drives 300 miners home", "All 300 miners went home before the storm.", 0),
        ("Storm lasts two days", "The storm lasted nearly two days.", 0),
    ],
)
def test_a_figure_without_its_limit(title: str, below: str, count: int) -> None:
    assert len(raised(title, FERRY + below)) == count
