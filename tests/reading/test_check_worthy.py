"""Check-worthiness: rows of sentences that a desk would check, and that it would not. All are invented."""

from __future__ import annotations

import pytest

from sayso.reading.checkworthy import mark_check_worthy, signals
from sayso.records import Claim, Quantity, Span


def worthy(sentence: str, figure: str | None = None, unit: str | None = "dollar") -> bool:
    found = {}
    if figure:
        at = sentence.index(figure)
        span = Span.of(sentence, at, at + len(figure))
        found["q1"] = Quantity(
            id="q1", spans=(span,), stated=900, low=900, high=900, unit=unit, of=None,
            qualifier="exact", change=None, tolerance=None,
        )  # fmt: skip
    claim = Claim(
        id="c1",
        spans=(Span.of(sentence, 0, len(sentence)),),
        text=sentence,
        attribution_id=None,
        voice="outlet",
        chain=(),
        degree=0,
        quantities=tuple(found),
    )
    (made,) = mark_check_worthy([claim], found)
    assert isinstance(made.check_worthy, bool)
    return made.check_worthy


@pytest.mark.parametrize(
    "sentence",
    [
        "Three men were killed on the bridge on Monday.",
        "Police arrested the owner of the mill.",
        "The minister signed the decree in secret.",
        "The board approved the sale of the ferry.",
        "She deleted the letters of the council.",
        "He even shoots at his own men.",
        "The mill closed because of the new toll.",
    ],
)
def test_harm_acts_and_causes(sentence: str) -> None:
    assert worthy(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He is a great politician and really cool.",
        "I think we need to do better.",
        "Why was nobody told?",
        "We should all be proud of this town.",
        "The ferry will be repainted.",
        "Let's hope for rain.",
        "The red one",
        "The valley lies between two hills.",
    ],
)
def test_opinions_wishes_questions_and_background(sentence: str) -> None:
    assert not worthy(sentence)


def test_figures_but_not_ages_or_lengths_of_time() -> None:
    assert worthy("The bridge has cost $900 so far.", "$900")
    assert worthy("Of this, $900 will go to the ferry.", "$900")
    assert not worthy("The clerk is 900 or so.", "900", "year of age")
    assert not worthy("It lasts 900 weeks or so.", "900", "week")


def test_the_signals_are_named() -> None:
    claim = "Police arrested two men."
    made = Claim(
        id="c1", spans=(Span.of(claim, 0, len(claim)),), text=claim, attribution_id=None,
        voice="outlet", chain=(), degree=0,
    )  # fmt: skip
    assert "act" in signals(made, {})
