"""Fingerprints, alignment and furniture by themselves: rows a reader can extend."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.ledger.copying.alignment import align, edits
from sayso.ledger.copying.credits import credits_in
from sayso.ledger.copying.fingerprints import Words, fingerprints
from sayso.ledger.copying.furniture import furniture

SAID = "the quay was closed to carts until the crane had been lifted from the mud by two tugs from Tarn"


def test_fingerprints_are_the_same_on_every_machine() -> None:
    assert fingerprints("One two three four five six seven.").tolist() == PINNED


PINNED = [30731967006579]


def test_case_apostrophes_and_punctuation_do_not_count() -> None:
    one = "The harbour master’s men — all five of them — went home, it was said."
    two = "THE HARBOUR MASTER'S MEN all five of them went home it was said"
    assert fingerprints(one).tolist() == fingerprints(two).tolist()


def test_forty_copied_words_always_share_four_fingerprints() -> None:
    words = [f"w{n}" for n in range(40)]
    for n in range(60):
        before, after = [f"a{n}{k}" for k in range(n)], [f"z{n}{k}" for k in range(60 - n)]
        whole = fingerprints(" ".join([*before, *words, *after]))
        assert len(np.intersect1d(whole, fingerprints(" ".join(words)))) >= 4


def shared(one: str, two: str) -> list[tuple[str, str]]:
    a, b = Words.of(one), Words.of(two)
    none = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    return [
        (
            one[a.starts[p.a_start] : a.ends[p.a_end - 1]],
            two[b.starts[p.b_start] : b.ends[p.b_end - 1]],
        )
        for p in align(a, b, *none)
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (SAID, SAID),
        (SAID, SAID.replace("the crane", "a rusty old crane")),
        (SAID, SAID.replace("carts ", "")),
        (f"Nothing else. {SAID}", f"{SAID}, they told us"),
    ],
)
def test_a_passage_outlives_its_edits(one: str, two: str) -> None:
    ((a, b),) = shared(one, two)
    assert a == SAID
    assert b.startswith("the quay")
    assert b.endswith("from Tarn")


def test_passages_do_not_overlap_where_words_repeat() -> None:
    assert shared(SAID, f"{SAID}. {SAID}") == [(SAID, SAID)]
    assert shared("la " * 300, "la " * 300) == []


def test_edits_are_told_between_the_words_that_agree() -> None:
    a, b = Words.of(SAID), Words.of(SAID.replace("two tugs", "nine grey tugs"))
    (edit,) = edits(a, b)
    assert [a.folded(k) for k in range(edit[0], edit[1])] == ["two"]
    assert [b.folded(k) for k in range(edit[2], edit[3])] == ["nine", "grey"]


@pytest.mark.parametrize(
    "text",
    [
        "Anyone with information is asked to call the Selwick police.",
        "Call the desk at 555-222-8477 with tips.",
        "Write to desk@tide.example at any time.",
        "Download our app to read this and every other story.",
        "0:52 Ferry leaves the quay 1:10 Crane lifted from the mud 2:31 Storm over Tarn",
        "Image 3 of 11 Caption Close",
        "More from Port Selwick\n\nAnd so on.",
        "This is a developing story.",
    ],
)
def test_furniture_is_told_by_its_form(text: str) -> None:
    start, end = furniture(text)[0]
    assert (start, end) == (0, len(text.split("\n\n")[0]))


@pytest.mark.parametrize(
    "text",
    [
        "Apple said that songs may be downloaded from iTunes for a crown each.",
        "3:29 P.M. EST THE PRESIDENT: Good afternoon. The ferry has come in at last.",
        "The crane stood in the mud for nine days, and the harbour master called the\n"
        "Tarn yard for help, which came\n"
        "Too late for the herring fleet of that year.",
        "“You can call me at any hour,” the harbour master said.",
    ],
)
def test_reports_are_no_furniture(text: str) -> None:
    assert furniture(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Source: Selwick Gazette", "Selwick Gazette"),
        ("It was first reported by the Daily Tide.", "the Daily Tide"),
        ("MORNE (NPA) — Two ferries stood idle.", "NPA"),
        ("He told the Morne Mail that he knew of nothing.", "the Morne Mail"),
        ("The Daily Tide reported on Monday that he had left.", "The Daily Tide"),
    ],
)
def test_credits_name_where_words_come_from(text: str, name: str) -> None:
    found = dict(credits_in(text, None))
    assert name in found
    assert text[found[name].start : found[name].end] == found[name].text
