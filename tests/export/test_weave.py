"""Spans in the text: each once, nested or crossing, and not a letter of the text changed."""

from __future__ import annotations

import random

import pytest
from pages import Page

from sayso.export.weave import Mark, weave


def mark(start: int, end: int, name: str, **others: object) -> Mark:
    return Mark(start=start, end=end, id=name, kind="content", label=name, **others)  # type: ignore[arg-type]


def woven(text: str, *marks: Mark) -> Page:
    return Page(f"<div>{weave(text, marks)}</div>")


def test_marks_nest() -> None:
    page = woven("she said it", mark(0, 11, "all"), mark(4, 8, "said"))
    assert page.by_id("all").text == "she said it"
    assert page.by_id("all").children == [page.by_id("said")]


def test_marks_of_one_extent_nest_as_they_come() -> None:
    page = woven("word", mark(0, 4, "outer"), mark(0, 4, "inner"))
    assert page.by_id("outer").children == [page.by_id("inner")]


def test_a_crossing_mark_goes_on_without_its_id() -> None:
    page = woven("abcdef", mark(0, 4, "first"), mark(2, 6, "second"))
    assert page.by_id("first").text == "abcd"
    pieces = [found for found in page.all if found.classes[:2] == ["mark", "content"]]
    assert [found.text for found in pieces] == ["abcd", "cd", "ef"]
    assert [found.attributes.get("id") for found in pieces] == ["first", "second", None]
    assert pieces[2].classes == ["mark", "content", "continued"]


def test_a_claim_ends_in_a_reference_that_adds_no_text() -> None:
    page = woven("one two", mark(0, 3, "one", card="card", number=7))
    (reference,) = page.with_class("ref")
    assert reference.attributes["href"] == "#card"
    assert reference.attributes["data-number"] == "7"
    assert page.all[0].text == "one two"


@pytest.mark.parametrize("seed", range(30))
def test_whatever_the_marks_the_text_stays_and_each_is_there_once(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices("ab &<>\"'\n\r\u202e\u2067א😀", k=40))
    marks = []
    for at in range(chance.randrange(1, 12)):
        start, end = sorted(chance.sample(range(len(text) + 1), 2))
        marks.append(mark(start, end, f"m{at}"))
    page = woven(text, *marks)
    assert page.all[0].text == text
    assert sorted(page.ids()) == sorted(found.id for found in marks)
    for found in marks:
        # The first piece begins where the mark begins, and all pieces lie within it.
        assert text[found.start : found.end].startswith(page.by_id(found.id).text)
        assert page.by_id(found.id).text
