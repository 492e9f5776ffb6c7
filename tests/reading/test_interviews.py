"""Interviews without labels. Add a row: the opening, who is asked, or None where nobody can tell."""

import pytest

from sayso.reading.interviews import interview
from sayso.reading.structure import Structure

TALK = """

How did you come to the mine?

I was sent there when I was nine. We all were.

Were you afraid?

Not at all. My father was.

And today, is it any better?

We have lamps now.

So I was told.
"""


def read(text: str) -> tuple[str | None, list[list[str]]]:
    found = interview(cut := Structure.of(text), [(p.start, p.end) for p in cut.paragraphs])
    who = found[0][0] if found else None
    return who and text[slice(*who)], [[text[a:b] for a, b in said] for _, said in found]


@pytest.mark.parametrize(
    ("opening", "who"),
    [
        ("The Norvik Post interviews Anna Lind about the mine", "Anna Lind"),
        ("An interview with miner Anna Lind\n\nLind, 60, went down again on Friday.", "Lind"),
        ("Anna Lind: an interview", "Anna Lind"),
        ("The mine\n\nAnna Lind leads the union. The Post spoke with Lind on Friday.", "Lind"),
        ("An interview with two members of the union, Anna Lind and Jo Berg", None),
        ("Interviews with miners", None),
    ],
)
def test_who_is_asked(opening: str, who: str | None) -> None:
    found, answers = read(opening + TALK)
    assert found == who
    assert len(answers) == 3


def test_an_answer_goes_up_to_the_next_question() -> None:
    _, answers = read("An interview with Anna Lind" + TALK)
    assert answers == [
        ["I was sent there when I was nine. We all were."],
        ["Not at all. My father was."],
        ["We have lamps now.", "So I was told."],
    ]


def test_headings_and_captions_are_no_answer() -> None:
    text = ("An interview with Anna Lind" + TALK).replace(
        "Not at all.", "The early years\n\nLind in Norvik. Image: Jo Berg.\n\nNot at all."
    )
    assert read(text)[1][1] == ["Not at all. My father was."]


@pytest.mark.parametrize(
    "text",
    [
        "The mine" + TALK,  # nobody says that it is an interview
        "An interview with Anna Lind\n\nIt rained. Why? Nobody knows.\n\nI was there.",
        "An interview with Anna Lind\n\nWhy now?\n\nIt rained.\n\nWho knows?\n\nIt snowed.",
    ],
)
def test_what_is_no_interview(text: str) -> None:
    assert read(text) == (None, [])


def test_each_answer_has_the_mention_next_before_it_and_a_caption_is_none() -> None:
    text = ("An interview with Anna Lind" + TALK).replace(
        "Were you afraid?", "Lind with a lamp that still burns.\n\nWere you afraid?"
    )
    found = interview(cut := Structure.of(text), [(p.start, p.end) for p in cut.paragraphs])
    assert [text[slice(*who)] for who, _ in found if who] == ["Anna Lind", "Lind", "Lind"]
    assert all("lamp that" not in text[a:b] for _, said in found for a, b in said)


def test_whoever_is_asked_of_the_weather_need_not_speak_of_himself() -> None:
    text = (
        "An interview with Anna Lind\n\nWhy now?\n\nIt rained.\n\nWho knows?\n\nIt snowed.\n\n"
        "What next?\n\nIt froze."
    )
    assert read(text) == ("Anna Lind", [["It rained."], ["It snowed."], ["It froze."]])


def test_a_question_without_a_mark_a_bid_and_what_is_known_of_one_are_the_interviewers() -> None:
    text = (
        "An interview with Anna Lind"
        + TALK
        + "\nHow did you get out\n\nBy the old shaft.\n\nTalk us through that day.\n\nI slept until six.\n\n"
        "You have written a book since.\n\nTwo, and I burnt one.\n"
    )
    answers = [said[0] for said in read(text)[1]]
    assert answers[3:] == ["By the old shaft.", "I slept until six.", "Two, and I burnt one."]


def test_unannounced_but_plainly_an_interview() -> None:
    text = (
        "The mine\n\nHow did you come to the mine?\n\nI was sent there.\n\nWere you afraid?\n\nI was not.\n\n"
        "Do you still go down?\n\nI do, on Sundays.\n\nWould you send your son?\n\nNever. I would sooner go myself.\n"
    )
    who, answers = read(text)
    assert who is None
    assert len(answers) == 4
