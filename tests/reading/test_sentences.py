"""Paragraphs and sentences. Add a row: sentences as they should be cut, with what stands between them."""

import random

import pytest

from sayso.reading.sentences import paragraphs, sentences
from sayso.reading.structure import Structure

CUT = [
    "“Is it over?” he asked. | Nobody knew.",
    "“No!” he shouted. | “Never!”",
    # Each row is one paragraph; | is where a sentence ends.
    "The bank closed on Monday. | Nobody was told. | Why?",
    # abbreviations, initials, numbers, addresses
    "Mr. Tolley met Dr. Senn on Aug. 14 in St. Ives. | They left.",
    "Prof. Ilse Vandermark, Ph.D., spoke. | She left.",
    "J. R. Maddox and A.B. Cole spoke. | Nobody else did.",
    "The U.S. Senate voted. | The U.S. won.",
    "He came from Washington, D.C. | He left at once.",
    "He works for Larch Inc. in Norvik. | She does not.",
    "Corran v. Tolley was heard. | It ended.",
    "It rose 3.5 percent to $1.2 million. | Then it fell.",
    "At 5 p.m. the bank closed. | At 6 a.m. it opened.",
    "No. 7 was shut. | It was dark.",
    "See www.norvik.example for more. | It is free.",
    "Wait ... what? | It goes on… and on. | Yes.",
    # what somebody says is cut like everything else, and a closing mark stays with its sentence
    "“It is over,” he said. | “We go home.”",
    "“It is over. | We go home.” | He left.",
    '"It is over. | We go home." | He left.',
    "He said: “The bank is shut. | It will stay shut.” | Then he left.",
    "“No!” | She left.",
    "He said it was over (so did she). | Both left.",
    "He left. | (She did not.) | It rained.",
    "They said he left?! | She did not.",
]
WANTED = [
    ("Sen. Anna Lind, D-N.Y., spoke. | She left.", "a party and state is cut within"),
    ("‘It is over. | We go home.’ | He left.", "single marks hide the end of a sentence"),
]


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in Structure.of(text).sentences]


def lines(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


@pytest.mark.parametrize("row", CUT)
def test_where_sentences_end(row: str) -> None:
    assert cut(row.replace(" | ", " ")) == row.split(" | ")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=reason))
        for row, reason in WANTED
    ],
)
def test_where_sentences_should_end(row: str) -> None:
    test_where_sentences_end(row)


LONG = (
    "The bank closed its doors on Monday morning and the queue outside it",
    "ran for almost four hundred metres along the harbour wall, where many",
    "of those who waited had brought folding chairs and flasks of hot tea,",
    "and a priest. By noon three of them had been treated for the cold.",
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_wrapped_at_a_column_are_one_paragraph(end: str) -> None:
    text = end.join(LONG)
    assert lines(text) == [text]
    assert [s.split() for s in cut(text)] == [
        " ".join(LONG).split(" By ")[0].split(),
        ["By", *LONG[3].split(" By ")[1].split()],
    ]


def test_an_address_that_sticks_out_does_not_undo_the_wrapping() -> None:
    link = "https://example.org/norvik/1931/05/the-bank-that-closed-its-doors-on-monday-and-never-opened-them-again"
    text = "\n".join([*LONG[:2], link, *LONG[2:]])
    assert lines(text) == [text]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_empty_line_parts_wrapped_paragraphs(end: str) -> None:
    one, other = end.join(LONG), end.join(LONG[1:])
    assert lines(one + end + end + other) == [one, other]
    assert lines(one + end + " \t" + end + other) == [one, other]


@pytest.mark.parametrize(
    "text",
    [
        "The bank is shut.\nIt will stay shut.\nNobody was told.",
        "Counter staff told to lie\nBy Dana Whitlock\nThe bank closed on Monday.",
        "\n".join(line + "." for line in LONG),
        "\n".join(f"- {line}" for line in LONG),
        "\n".join(f"• {line}" for line in LONG),
        "\n".join(f"{n}. {line}" for n, line in enumerate(LONG, 1)),
    ],
)
def test_every_other_line_is_a_paragraph(text: str) -> None:
    assert lines(text) == text.split("\n")


def test_line_ends_change_offsets_and_nothing_else() -> None:
    text = "The bank closed. Nobody was told.\n\n“It is over,” he said.\n- One\n- Two\n"
    assert cut(text.replace("\n", "\r\n")) == cut(text)


def test_white_space_around_paragraphs_is_left_off() -> None:
    text = "\n \u00a0 The bank closed. \t\n\n\n\t Nobody was told.  \n"
    assert lines(text) == ["The bank closed.", "Nobody was told."]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "\u00a0"])
def test_nothing_has_no_paragraphs(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize("seed", range(40))
def test_paragraphs_cover_the_text_and_sentences_their_paragraph(seed: int) -> None:
    draw = random.Random(seed)
    parts = "a Bank Dr. U.S. 3.5 “ ” \" ' ’ ( ) . ! ? … - • 1. \u200b \u0645 \U0001f600".split(" ")
    parts += [" ", " ", " ", "\n", "\r\n", "\n\n", "\t", "\r"]
    text = "".join(draw.choice(parts) for _ in range(draw.randint(1, 300)))
    at = 0
    for paragraph in paragraphs(text):
        assert not text[at : paragraph.start].strip()
        inner = paragraph.start
        for sentence in sentences(text, paragraph):
            assert not text[inner : sentence.start].strip()
            assert inner <= sentence.start < sentence.end
            assert (
                text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
            )
            inner = sentence.end
        assert inner == paragraph.end
        at = paragraph.end
    assert not text[at:].strip()
