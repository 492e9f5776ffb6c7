"""Quotations that run on, never close, or have nobody. Marks as in `telling`; the text is invented."""

import pytest
from telling import drafts

from sayso.reading.attributions import how_quoted, parents
from sayso.reading.drafts import Draft, Ranges
from sayso.reading.running import bare, run_on, stated, trailing
from sayso.reading.structure import Structure

SAID = "<t>“There was a list,”</t> <s>the clerk</s> <c>said</c>. "


def contents(marked: str) -> list[tuple[list[str], bool, bool]]:
    """Of each attribution: its content, whether that is inferred, whether it never closes."""
    text, found = drafts(marked)
    cut = Structure.of(text)
    return [
        ([text[a:b] for a, b in d.content], d.inferred, d.open_at is not None)
        for d in run_on(found, cut, Ranges([]))
    ]


def test_a_quotation_that_is_reopened_at_each_paragraph() -> None:
    marked = SAID + "<t>“It was long.</t>\n\n“I saw it.\n\n“Then it was gone.”\n\nIt rained."
    assert contents(marked) == [
        (
            ["“There was a list,”", "“It was long.", "“I saw it.", "“Then it was gone.”"],
            False,
            False,
        )
    ]


def test_it_may_be_the_last_paragraph_that_names_the_speaker() -> None:
    marked = (
        "“It was long.\n\n“I saw it.\n\n<t>“Then it was gone,”</t> <s>the clerk</s> <c>said</c>."
    )
    assert contents(marked) == [
        (["“It was long.", "“I saw it.", "“Then it was gone,”"], False, False)
    ]


def test_a_paragraph_without_marks_belongs_where_a_later_one_reopens() -> None:
    marked = SAID + "<t>“It was long.</t>\n\nThe others ran.\n\n“Then it was gone.”"
    ((content, inferred, opened),) = contents(marked)
    assert content[-2:] == ["The others ran.", "“Then it was gone.”"]
    assert inferred
    assert opened


def test_a_paragraph_without_marks_belongs_where_it_says_i() -> None:
    marked = SAID + "<t>“It was long.</t>\n\nI saw it with my own eyes.\n\nIt rained on Tuesday."
    ((content, inferred, opened),) = contents(marked)
    assert content[-1] == "I saw it with my own eyes."
    assert inferred
    assert opened


@pytest.mark.parametrize(
    "rest",
    [
        "It rained on Tuesday.",
        "<t2>“No,”</t2> <s2>Tolley</s2> <c2>said</c2>.",
        "<s2>Tolley</s2> <c2>said</c2> <t2>I was wrong</t2>.",
    ],
)
def test_a_quotation_that_never_closes_ends_with_its_paragraph(rest: str) -> None:
    marked = SAID + "<t>“It was long.</t>\n\n" + rest
    content, inferred, opened = contents(marked)[0]
    assert content == ["“There was a list,”", "“It was long."]
    assert opened
    assert not inferred


def test_no_words_are_held_twice() -> None:
    ((content, _, _),) = contents(
        "<s>Moss</s> <c>seemed</c> <t>to call “the bank a fraud</t> on Monday."
    )
    assert content == ["to call “the bank a fraud"]


def tails(marked: str) -> list[tuple[str, str, str]]:
    text, found = drafts(marked)
    added = trailing(found, Structure.of(text), Ranges([]))
    return [
        (text[slice(*d.source)], text[slice(*d.cue)], text[slice(*d.content[0])])
        for d in added
        if d.source and d.cue
    ]


INNER = "<s>Bosses</s> <c>told</c> staff <t>to lie</t>"


@pytest.mark.parametrize(
    ("tail", "source", "cue"),
    [
        (", a teller has claimed.", "a teller", "has claimed"),
        (", the union said.", "the union", "said"),
        (", estimates show.", None, None),
        (", according to a teller.", None, None),
        (".", None, None),
    ],
)
def test_a_telling_that_wraps_another(tail: str, source: str | None, cue: str | None) -> None:
    found = tails("It rained. " + INNER + tail)
    assert found == ([(source, cue, "Bosses told staff to lie")] if source and cue else [])


def test_a_headline_ends_with_its_source() -> None:
    assert tails("Staff told to lie, says bank worker") == []
    assert tails("Staff told to lie, bank worker says") == [
        ("bank worker", "says", "Staff told to lie")
    ]


def bares(marked: str) -> list[tuple[str, str | None]]:
    text, found = drafts(marked)
    return [
        (text[slice(*d.content[0])], text[slice(*d.source)] if d.source else None)
        for d in bare(found, Structure.of(text), Ranges([]))
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # a speaker in the same paragraph or the one before
        (SAID + "“It was very long indeed.”", [("“It was very long indeed.”", "the clerk")]),
        (SAID + "\n\n“It was very long indeed.”", [("“It was very long indeed.”", "the clerk")]),
        # nobody near
        ("It rained. “It was very long indeed.”", [("“It was very long indeed.”", None)]),
        (SAID + "\n\nIt rained.\n\nIt snowed.\n\n“It was very long indeed.”", [("“It was very long indeed.”", None)]),
        # a phrase, a name, a word in doubt are nobody's statement
        ("They called it “the very longest list of them all” and left.", []),
        ("He sang “Long List”.", []),
    ],
)  # fmt: skip
def test_a_quotation_that_nobody_introduces(
    marked: str, expected: list[tuple[str, str | None]]
) -> None:
    assert bares(marked) == expected


@pytest.mark.parametrize(
    ("marked", "how"),
    [
        ("<s>Moss</s> <c>said</c> <t>“It is over.”</t>", "direct"),
        ("<s>Moss</s> <c>said</c> <t>it was “over” for all of them</t>.", "mixed"),
        ("<s>Moss</s> <c>said</c> <t>it was over</t>.", "indirect"),
    ],
)
def test_how_much_of_it_is_quoted(marked: str, how: str) -> None:
    text, (draft,) = drafts(marked)
    assert how_quoted(Structure.of(text).quotations.states, draft.content) == how


def test_a_parent_is_the_innermost_content_around() -> None:
    found = [
        Draft((0, 1), (2, 3), ((4, 40),), "asserts"),
        Draft((5, 6), (7, 8), ((10, 30),), "asserts"),
        Draft((11, 12), (13, 14), ((15, 20),), "asserts"),
        Draft((31, 32), (33, 34), ((35, 45),), "asserts"),
    ]
    assert parents(found) == [None, 0, 1, None]


STATEMENT = """<s>The Minister for Rivers, Anna Lind</s>, <c>said</c>:

<t>The report makes clear that the dam was never inspected.</t>

It is a disgrace. Whoever signed for it must answer.

Notes to editors

The dam was built in 1931.
"""


def statement(marked: str) -> list[list[str]]:
    text, found = drafts(marked)
    held = stated(found, Structure.of(text), Ranges([]))
    return [[text[a:b] for a, b in d.content] for d in held]


def test_a_statement_without_marks_goes_on_to_its_end() -> None:
    assert statement(STATEMENT) == [
        [
            "The report makes clear that the dam was never inspected.",
            "It is a disgrace. Whoever signed for it must answer.",
        ]
    ]


def test_but_not_where_a_reporter_goes_on() -> None:
    reporter = "<t2>“I am ashamed,”</t2> <s2>Lind</s2> <c2>said</c2>."
    first, _ = statement(STATEMENT.replace("Notes to editors", reporter))
    assert len(first) == 1
