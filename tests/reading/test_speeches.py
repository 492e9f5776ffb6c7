"""Speeches and hearings printed whole. Add a row: the page, who speaks, the first words of what is said; or None."""

import pytest

from sayso.reading.drafts import Ranges
from sayso.reading.layout import turns
from sayso.reading.speeches import hearing, speech
from sayso.reading.structure import Structure

_SAYS = (
    "We have worked on the harbour for eleven years, and I have never seen our town so quiet.\n\n"
    "I know what you have heard of the bank. My own father lost what he had in it, and we will not forget it.\n\n"
)
_MIDDLE = _SAYS * 6


def said(text: str) -> tuple[str | None, str] | None:
    cut = Structure.of(text)
    who, content = speech(cut, [(p.start, p.end) for p in cut.paragraphs])
    return (who and text[slice(*who)], text[slice(*content[0])]) if content else None


@pytest.mark.parametrize(
    ("page", "who", "begins"),
    [
        ("Ladies and gentlemen, thank you.\n\n" + _MIDDLE + "Thank you.", None, "Ladies"),
        ("Mayor Lind's Inaugural Address\n\n4 May 1931\n\n" + _MIDDLE, "Mayor Lind's", "We have"),
        ("Remarks by Anna Lind at the harbour\n\nGood morning.\n\n" + _MIDDLE, "Anna Lind", "Good"),
        ("RECORD\n\nSenator Lind. Mr. Speaker, I rise today to make a case.\n\n" + _MIDDLE,
         "Senator Lind", "Mr. Speaker"),
        ("East Pier\n\nTHE MAYOR: Good evening.\n\n" + _MIDDLE + "God bless you.", "THE MAYOR", "Good"),
        ("I am proud to be here in Norvik.\n\n" + _MIDDLE + "My friends, I will not.", None, "I am"),
        ("Norvik, May 4 - Mayor Anna Lind delivered remarks at the pier. Her remarks:\n\nThank you.\n\n" + _MIDDLE,
         "Mayor Anna Lind", "Thank you"),
    ],
)  # fmt: skip
def test_a_speech_has_one_voice(page: str, who: str | None, begins: str) -> None:
    found = said(page)
    assert found is not None
    assert found[0] == who
    assert found[1].startswith(begins)


@pytest.mark.parametrize(
    "page",
    [
        "What I saw at the harbour\n\n" + _MIDDLE,
        "Statement by the Ministry on the harbour\n\nWe condemn the raid.\n\n" + _MIDDLE,
        "Remarks by Anna Lind\n\nGood morning.\n\nThank you.",
        'Good morning.\n\n"We are tired," said Anna Lind.\n\n' + _MIDDLE + "Thank you.",
        "Good morning.\n\n" + "The bank closed on Friday, and its doors have been shut for a week.\n\n" * 15
        + "Thank you. Thank you.",
    ],
)  # fmt: skip
def test_a_column_or_a_release_is_none(page: str) -> None:
    assert said(page) is None


HEARING = """May it please the Court. My name is Anna Lind and I appear for the town of Norvik.

Counsel, did the town own the pier when it burned?

It did not, Your Honor. The bank did.

Yes.

And who told the bank so?

The town's clerk told it in May, by letter.
"""


def turned(text: str) -> list[str]:
    cut = Structure.of(text)
    return [text[a:b] for a, b in hearing(cut, [(p.start, p.end) for p in cut.paragraphs])]


def test_every_paragraph_of_a_hearing_is_a_turn() -> None:
    assert [t.split()[0] for t in turned(HEARING)] == ["May", "Counsel,", "It", "And", "The"]


def test_a_question_from_the_bench_asks() -> None:
    found = turns(Structure.of(HEARING), Ranges([]))
    assert [t.asks for t in found] == [False, True, False, True, False]
    assert all(t.source is None and t.inferred for t in found)


def test_a_report_of_a_hearing_is_none() -> None:
    assert turned(HEARING + '\n"The clerk told us," said Anna Lind.\n') == []


def test_a_release_that_lists_reactions_gives_each_its_speaker() -> None:
    text = (
        "What they are saying\n\n"
        "**Anna Lind, Mayor of Norvik:** \u201cThe mine is safe.\u201d\n\n"
        "**Jo Berg, Miner:** \u201cIt is not. I was there.\n\n"
        "\u201cNobody asked us.\u201d\n"
    )
    found = turns(Structure.of(text), Ranges([]))
    assert [text[slice(*t.source)] for t in found if t.source] == [
        "Anna Lind, Mayor of Norvik",
        "Jo Berg, Miner",
    ]
    assert [len(t.content) for t in found] == [1, 2]
