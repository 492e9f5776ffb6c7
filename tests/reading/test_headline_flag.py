"""Headlines and leads that assert more than what stands below: rows of marked reports. All are invented."""

from __future__ import annotations

import pytest
from telling import told

from sayso.reading import flags
from sayso.reading.central import mark_central
from sayso.reading.chains import published_by
from sayso.reading.claims import make_claims
from sayso.reading.headline import Headline, lead_of
from sayso.records import Flag, Span


def raised(title: str, marked: str) -> list[Flag]:
    cut, attributions, sources = told(marked)
    headline = Headline(Span.of(title, 0, len(title), "title"), None)
    first = published_by(None, copied=False)
    made = mark_central(cut, make_claims(cut, attributions, (), headline, first), len(first))
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
