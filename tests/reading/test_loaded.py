"""Loaded language: rows of marked sentences and what is asked about. The sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import told

from sayso.reading.headline import Headline
from sayso.reading.loaded import outlets_loaded
from sayso.records import Channel, Span


def loaded(marked: str, title: str | None = None) -> list[str]:
    cut, attributions, _ = told(marked)
    headline = Headline(Span.of(title, 0, len(title), "title"), None) if title else None
    return [s.text for s in outlets_loaded(cut, attributions, (), headline)]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("The council spent a whopping nine million on a bridge.", ["whopping"]),
        ("It was an eye-watering sum, and a bonkers plan.", ["eye-watering", "bonkers"]),
        ("The utterly shameless board met on Monday.", ["utterly shameless"]),
        ("<s>The mayor</s> <c>slammed</c> <t>the plan of the ferry board</t>.", ["slammed"]),
        ("She slammed the door of the car.", []),
        ("<s>A clerk</s> <c>said</c> <t>that the plan was disgraceful</t>.", []),
        ('They were called "cowards" and "idiots" by their sergeant.', []),
        ("The plan was called \u201cdisgraceful\u201d in the hall.", []),
        ("The gross domestic product fell by two percent.", []),
        ("He was charged with reckless driving near the mill.", []),
        ("The Savage Club met in the Vicious Street.", []),
        ("Twelve people were killed when the bridge fell.", []),
        ("The bank closed its doors on Monday after nine savers had left.", []),
    ],
)
def test_what_is_asked_about(marked: str, found: list[str]) -> None:
    assert loaded(marked) == found


def test_a_title_that_stands_outside_the_text() -> None:
    assert loaded("It rained in the valley all week.", "Outrageous sum for a bridge") == [
        "Outrageous"
    ]
    assert loaded("It rained in the valley all week.", "Sum is \u2018outrageous\u2019") == []


def test_what_nobody_is_named_for_is_the_outlets_wording() -> None:
    assert loaded("<c>It was announced</c> <t>that a whopping sum had been paid</t>.") == [
        "whopping"
    ]


def test_what_a_decree_orders_is_the_outlets_wording() -> None:
    cut, orders, _ = told("<s>A decree</s> <c>ordered</c> <t>a whopping nine men to the mill</t>.")
    law = Channel(id="h1", kind="order-or-law")
    orders = tuple(replace(a, channel_id="h1") for a in orders)
    assert outlets_loaded(cut, orders, (), None) == ()
    found = outlets_loaded(cut, orders, (), None, channels=[law])
    assert [s.text for s in found] == ["whopping"]


def beside(text: str, *judging: str) -> list[str]:
    """What is asked about where the tagger found some runs."""
    cut, attributions, _ = told(text)
    runs = [(text.index(j), text.index(j) + len(j)) for j in judging]
    return [s.text for s in outlets_loaded(cut, attributions, (), None, runs)]


def test_what_the_tagger_finds_stands_beside_a_listed_word_and_never_alone() -> None:
    text = "The whopping sum left a bitter taste of ruin in the valley."
    assert beside(text, "a bitter taste of") == ["whopping", "bitter taste"]
    assert beside("The sum left a bitter taste in the valley.", "a bitter taste") == []


def test_runs_of_the_tagger_and_listed_words_that_overlap_are_one() -> None:
    assert beside("A whopping great sum was paid.", "whopping great sum") == ["whopping great sum"]
