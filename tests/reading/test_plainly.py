"""Tellings inside tellings that their form gives away. Add a row: somebody's words; source, cue and content in them."""

import pytest

from sayso.reading.drafts import Draft
from sayso.reading.plainly import told_plainly
from sayso.reading.structure import Structure


def found(words: str, taken: tuple[int, int] | None = None) -> list[tuple[str, str, str]]:
    text = f"Lind said: {words}"
    outer = Draft((0, 4), (5, 9), ((11, len(text)),), "asserts")
    inner = [Draft(None, taken, (taken,), "asserts")] if taken else []
    return [
        (
            text[slice(*d.source)] if d.source else "",
            text[slice(*d.cue or (0, 0))],
            text[slice(*d.content[0])],
        )
        for d in told_plainly([outer], inner, Structure.of(text))
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The miners warned that gas came in.", ("The miners", "warned", "that gas came in")),
        ("In May he has decided to go home.", ("he", "has decided", "to go home")),
        (
            "The town council thinks the dam is safe.",
            ("The town council", "thinks", "the dam is safe"),
        ),
        ("Nobody likes the idea that we must pay.", ("", "the idea", "that we must pay")),
        ("Many people told us that they left.", ("Many people", "told us", "that they left")),
    ],
)
def test_somebody_a_verb_of_telling_and_a_clause(words: str, told: tuple[str, str, str]) -> None:
    assert found(words) == [told]


@pytest.mark.parametrize(
    "words",
    [
        "We think that gas came in.",
        "It said that gas came in.",
        "There are no specific plans to close it.",
        "The minister approved a bill.",
        "Who would have thought that it rains?",
    ],
)
def test_no_such_thing(words: str) -> None:
    assert found(words) == []


def test_what_the_tagger_has_is_left_to_it() -> None:
    assert found("The miners warned that gas came in.", (22, 28)) == []
