"""Quotation marks. Add a row: a text, and what is quoted in it, marks and all."""

import pytest

from sayso.reading.quotations import CLOSING, INSIDE, OPENING, OUTSIDE, UNCLOSED
from sayso.reading.structure import Structure

CLOSED = [
    # double marks, straight, curly and foreign
    ("He said “no” twice.", ["“no”"]),
    ('He said "no" twice.', ['"no"']),
    ('"It is over," he said. "All of it."', ['"It is over,"', '"All of it."']),
    ("“It’s over,” she said.", ["“It’s over,”"]),
    ('"One," he said, "two," and "three".', ['"One,"', '"two,"', '"three"']),
    ('("No comment," he said.)', ['"No comment,"']),
    ('—"No," he said.', ['"No,"']),
    ('He said:"No."', ['"No."']),
    ("«Non», said the envoy.", ["«Non»"]),
    ('“Mixed marks" said the clerk.', ['“Mixed marks"']),
    ("Nothing is said here.", []),
    ("", []),
    # single marks
    ("‘It is over,’ she said.", ["‘It is over,’"]),
    ("'It is over,' she said.", ["'It is over,'"]),
    ("'I don't know,' he said.", ["'I don't know,'"]),
    ("She called it ‘dead’ and left.", ["‘dead’"]),
    ("‘He told me “no” and left,’ she said.", ["‘He told me “no” and left,’"]),
    ("\"He told me 'no' and left,\" she said.", ["\"He told me 'no' and left,\""]),
    ("“He told me ‘no’ and left,” she said.", ["“He told me ‘no’ and left,”"]),
    ("\"'Nobody' knows,\" he said.", ["\"'Nobody' knows,\""]),
    # apostrophes and possessives are no marks
    ("It isn't the bank's fault.", []),
    ("The soldiers’ wives’ letters came.", []),
    ("The bosses' wives' car was 'lost'.", ["'lost'"]),
    ("’Twas the night, ‘so he said’.", ["‘so he said’"]),
    ("She said: \"It's the '60s again.\"", ["\"It's the '60s again.\""]),
    # inches and feet, and marks that close what nothing opened
    ("It was 5' 11\" tall.", []),
    ('Pages 5"-6" wide were sold.', []),
    ('It closes" here.', []),
    ("It closes” here.", []),
]
WANTED = [
    ("„Nein“, said the envoy.", ["„Nein“"], "a low opening mark is closed by “"),
    ("``It is over,'' he said.", ["``It is over,''"], "two single marks are one double mark"),
    ("The '90s were 'good', he said.", ["'good'"], "the apostrophe of a decade opens nothing"),
    (
        "‘We’re going to the dogs’ home,’ he said.",
        ["‘We’re going to the dogs’ home,’"],
        "a plural possessive inside does not close",
    ),
]
OPEN = [
    # text, what is quoted and never closed
    ('"There was a list. You came in.', '"There was a list. You came in.'),
    ("He said “there is no list and left.", "“there is no list and left."),
    ('He said "there is no list and left.', '"there is no list and left.'),
]


def quoted(text: str, *, closed: bool) -> list[str]:
    found = Structure.of(text).quotations.found
    return [text[q.start : q.end] for q in found if q.closed is closed]


@pytest.mark.parametrize(("text", "expected"), CLOSED)
def test_what_is_quoted(text: str, expected: list[str]) -> None:
    assert quoted(text, closed=True) == expected
    assert quoted(text, closed=False) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, expected, reason in WANTED
    ],
)
def test_what_should_be_quoted(text: str, expected: list[str]) -> None:
    test_what_is_quoted(text, expected)


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_what_never_closes(text: str, expected: str) -> None:
    assert quoted(text, closed=False) == [expected]
    assert quoted(text, closed=True) == []


@pytest.mark.parametrize("odd", ['"', "“", "”", "«", "»", "„", "‘", "’", "'", "``", "''"])
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n", "\r\n\r\n"])
def test_an_odd_mark_costs_its_paragraph_and_no_more(odd: str, gap: str) -> None:
    first = f"The clerk {odd}said that it was over and left."
    rest = "“One,” he said." + gap + '"Two," she said.' + gap + "‘Three,’ they said."
    text = first + gap + rest
    states = Structure.of(text).quotations.states
    assert states[len(first) :] == bytes(len(gap)) + Structure.of(rest).quotations.states


def test_news_style_reopens_at_each_paragraph() -> None:
    text = "“It was dark,” she said. “We ran.\n\n“We fell.\n\n“Then it was over.”"
    assert quoted(text, closed=True) == ["“It was dark,”", "“Then it was over.”"]
    assert quoted(text, closed=False) == ["“We ran.", "“We fell."]


def test_every_character_knows_where_it_stands() -> None:
    text = 'A "b" c "d'
    states = Structure.of(text).quotations.states
    expected = [OUTSIDE] * 2 + [OPENING, INSIDE, CLOSING] + [OUTSIDE] * 3 + [OPENING, UNCLOSED]
    assert list(states) == expected
