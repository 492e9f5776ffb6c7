"""Which relations inside somebody's words are kept. Add a row: source, cue, content."""

import pytest

import sayso
from sayso.reading.drafts import Draft
from sayso.reading.nested import nest, same_speaker, worth_nesting
from sayso.reading.structure import Structure


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("officials", "fear", "a flood"),
        ("the mayor", "said", "the bridge was closed"),
        ("they", "talked about", "the price of bread"),
        ("the two leaders", "discussed", "the next steps"),
        ("", "the idea", "that bread is dear"),
        ("", "reports of", "looting in Norvik"),
        ("", "talk of", "a strike"),
        ("they", "know", "that the mine is shut"),
        ("", "are told", "that the mine is safe"),
        ("", "saying", "that the mine is safe"),
        ("miners", "see as", "an insult"),
        ("miners", "know of", "the danger"),
    ],
)
def test_tellings_and_thoughts_are_kept(source: str, cue: str, content: str) -> None:
    assert worth_nesting(source, cue, content)


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("miners", "know", "how to swim"),
        ("miners", "are required", "to file a report"),
        ("", "promise of", "better days"),
        ("the president", "had approved", "a bill"),
        ("the party's", "efforts", "to bring peace"),
        ("the minister", "has no right", "to hide what he knows"),
        ("the leaders", "will discuss", "how to mend the bridge"),
        ("people", "don't like", "vaccines"),
        ("the mayor", "strongly supported", "my plan"),
        ("he", "knows", "a lot of those folks"),
        ("", "figure out", "what it is"),
        ("", "knowing", "that we had no rights"),
        ("", "is called", "it"),
    ],
)
def test_deeds_tastes_and_verbs_without_a_subject_are_not(
    source: str, cue: str, content: str
) -> None:
    assert not worth_nesting(source, cue, content)


@pytest.mark.parametrize(
    ("outer", "inner", "quoted", "same"),
    [
        ("Anna Lind", "I", True, True),
        ("Anna Lind", "we in Norvik", True, True),
        ("Anna Lind", "our geologists", True, False),
        ("Anna Lind", "you", True, True),
        ("Anna Lind", "this report", True, False),
        ("Anna Lind", "she", False, True),
        ("Anna Lind", "he", False, False),
        ("Anna Lind", "they", False, False),
        ("Anna Lind", "she", True, False),
        ("the miners", "they", False, True),
        ("the miners", "he", False, False),
        ("the report", "he", False, False),
        ("the ministry", "it", False, True),
        ("Anna Lind", "it", False, False),
        ("she", "she", True, False),
    ],
)
def test_who_is_the_speaker_himself(outer: str, inner: str, quoted: bool, same: bool) -> None:
    text = f"{outer} said {inner} would go."
    at = len(outer) + 6
    assert same_speaker(text, (at, at + len(inner)), (0, len(outer)), quoted=quoted) is same


def told(text: str) -> list[tuple[str, str, bool]]:
    """(source, cue, nested) of each attribution."""
    return [
        (
            "".join(s.text for s in a.source),
            "".join(s.text for s in a.cue),
            a.parent is not None,
        )
        for a in sayso.read_text(text).attributions
    ]


def test_in_a_transcript_the_first_layer_is_held_to_the_same() -> None:
    found = told(
        "MS. LIND: Thank you all for coming. The mayor said the mine is safe, and he knows a lot of those miners.\n\n"
        "MR. BERG: I would also note that critics who say the mine is old are right. They don't like it.\n"
    )
    inner = [(source, cue) for source, cue, nested in found if nested]
    assert ("The mayor", "said") in inner
    assert any(source.startswith("critics") and cue == "say" for source, cue in inner)
    assert not [cue for _, cue in inner if cue in ("knows", "don't like", "would also note")]


def kept(text: str, cue: str, content: str, source: str | None = None) -> list[tuple[str, str]]:
    """What is left of one nested find inside what the mayor said: its source and its content."""

    def at(words: str | None) -> tuple[int, int] | None:
        return None if words is None else (text.index(words), text.index(words) + len(words))

    said = text.index("said")
    outer = Draft((0, 9), (said, said + 4), ((said + 5, len(text)),), "asserts")
    inner = Draft(at(source), at(cue), (at(content) or (0, 0),), "asserts")
    made = nest([outer], [inner], Structure.of(text))[1:]
    return [(text[slice(*d.source)] if d.source else "", text[slice(*d.content[0])]) for d in made]


def test_a_lone_that_is_the_whole_clause() -> None:
    found = kept("The mayor said miners insist that bread is dear.", "insist", "that", "miners")
    assert found == [("miners", "that bread is dear")]


def test_content_ends_with_its_sentence() -> None:
    text = "The mayor said miners want bread that is cheap. It rained on Friday."
    content = "bread that is cheap. It rained on Friday"
    assert kept(text, "want", content, "miners") == [("miners", "bread that is cheap.")]


def test_whoever_refuses_stands_with_his_pronoun() -> None:
    text = "The mayor said miners who refuse to go down are many."
    assert kept(text, "refuse", "to go down") == [("miners who", "to go down")]


def test_she_inside_quotation_marks_is_somebody_else() -> None:
    text = "The mayor said it was true that \u201cshe thinks that bread is dear.\u201d"
    assert kept(text, "thinks", "that bread is dear", "she") == [("she", "that bread is dear")]
