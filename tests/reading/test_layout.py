"""Who speaks, as the form of the page shows it. Add a row: a text, and its speakers with their words."""

import pytest

from sayso.reading.drafts import Ranges
from sayso.reading.layout import turns
from sayso.reading.structure import Structure

ROWS = [
    (
        "MS. SENN: It is over.\n\nQ    Why?\n\nMS. SENN: Because it is.\n\nAnd that is all.",
        [
            ("MS. SENN", ["It is over."]),
            ("Q", ["Why?"]),
            ("MS. SENN", ["Because it is.", "And that is all."]),
        ],
    ),
    ("Q: Was it gas?\nA: It was.", [("Q", ["Was it gas?"]), ("A", ["It was."])]),
    (
        "COLE (shouting): No.\nLIND: Yes.\n(Applause.)\nStill yes.",
        [("COLE (shouting)", ["No."]), ("LIND", ["Yes.", "Still yes."])],
    ),
    (
        "“It is over. We go home.” ― Graham Tolley, chief executive",
        [("Graham Tolley, chief executive", ["“It is over. We go home.”"])],
    ),
    (
        "“It is over.\n\n“We go home.”\n\n— Graham Tolley",
        [("Graham Tolley", ["“It is over.", "“We go home.”"])],
    ),
    ("“It was late.” - Jo Berg\n\nIt rained.", [("Jo Berg", ["“It was late.”"])]),
    (
        "“It is over,” she says.\n\nIt rained.\n\n“We go home.”\n\n— Graham Tolley",
        [("Graham Tolley", ["“We go home.”"])],
    ),
    (
        '"It is over.\n\nWe were told so.\n\nWe go home."\n\n— Graham Tolley',
        [("Graham Tolley", ['"It is over.', "We were told so.", 'We go home."'])],
    ),
    # no transcripts, no signatures
    ("The bank closed.\n\nNobody was told.", []),
    ("NOTE: one label is none.\n\nThe bank closed.", []),
    ("WATCH: A queue\nRELATED: A bank\nUPDATE: It closed", []),
    ("The bank closed.\n\n- Jo Berg", []),
    ("“It is over,” he said - and left.", []),
    ("“It is over,” he said.\n\nIt rained.\n\n- The Norvik Post", []),
    ("“It is over,” he said.\n\n- Jo Berg", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_speakers_and_their_words(text: str, expected: list[tuple[str, list[str]]]) -> None:
    found = turns(Structure.of(text), Ranges([]))
    assert [
        (text[t.source[0] : t.source[1]], [text[a:b] for a, b in t.content]) for t in found
    ] == expected


def test_boilerplate_is_nobodys_turn() -> None:
    text = "Q: Was it gas?\nRead more\nA: It was."
    start = text.index("Read more")
    found = turns(Structure.of(text), Ranges([(start, start + len("Read more"))]))
    assert [[text[a:b] for a, b in t.content] for t in found] == [["Was it gas?"], ["It was."]]
