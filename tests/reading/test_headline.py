"""The headline, given or found. Add a row: first lines of a text, and the headline, or None."""

import pytest

from sayso.reading.boilerplate import find_boilerplate
from sayso.reading.headline import Headline, find_headline
from sayso.reading.structure import Structure

BODY = (
    "\n\nThe bank closed its doors on Monday, and more than forty savers waited in the rain until noon."
    "\n\nNobody had told them why, and the branch at the harbour stayed dark for the rest of the day."
)
FOUND = [
    ("Bank shut after run", "Bank shut after run"),
    ("# Bank shut after run", "Bank shut after run"),
    ("Bank Shut After Run.", "Bank Shut After Run."),
    ("Bank shut: what we know", "Bank shut: what we know"),
    ("‘It is over,’ says bank worker", "‘It is over,’ says bank worker"),
    ("Why is the bank shut?", "Why is the bank shut?"),
    ("Read more\n\nBank shut after run", "Bank shut after run"),
    ("By Jo Berg\n\nBank shut after run", "Bank shut after run"),
    ("Dear Sir,", None),
    ("“It is over”", None),
    ("Monday", None),
    ("In the end, and for reasons that nobody at the bank would give to those who asked:", None),
]


def headline(text: str, title: str | None = None) -> Headline | None:
    cut = Structure.of(text)
    return find_headline(cut, title, find_boilerplate(cut, [0.0] * len(cut.paragraphs)))


@pytest.mark.parametrize(("lines", "expected"), FOUND)
def test_the_first_line_is_the_headline_if_it_looks_like_one(
    lines: str, expected: str | None
) -> None:
    found = headline(lines + BODY)
    assert (found and found.text) == expected
    if found:
        assert found.span.in_ is None
        assert (lines + BODY)[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize("text", [BODY.strip(), "Bank shut after run"])
def test_a_text_that_begins_with_its_body_has_none(text: str) -> None:
    assert headline(text) is None


@pytest.mark.parametrize(
    ("lines", "paragraph"),
    [
        ("Bank shut after run", 0),
        ("BANK SHUT, AFTER RUN!", 0),
        ("By Jo Berg\n\nBank shut after run", 1),
    ],
)
def test_a_given_title_is_found_in_the_text(lines: str, paragraph: int) -> None:
    found = headline(lines + BODY, "Bank shut after run")
    assert found is not None
    assert (found.paragraph, found.span.in_) == (paragraph, None)


def test_a_given_title_that_the_text_lacks_stands_by_itself() -> None:
    title = "Savers wait in vain"
    found = headline("Bank shut after run" + BODY, title)
    assert found is not None
    assert (found.text, found.paragraph) == (title, None)
    assert (found.span.in_, found.span.start, found.span.end) == ("title", 0, len(title))


def test_a_blank_title_is_none() -> None:
    assert headline("Bank shut after run" + BODY, " ") is None
