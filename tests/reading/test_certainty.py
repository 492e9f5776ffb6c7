"""How sure a content is. Add a row: stance, source, cue, content; quotation marks make it the source's own words."""

import pytest

from sayso.reading.certainty import certainty_of
from sayso.records import Certainty, Stance

ROWS: dict[Certainty, list[tuple[Stance, str, str, str]]] = {
    "certain": [
        ("asserts", "Lind", "said", "the bank is sound"),
        ("asserts", "Lind", "said", "supplies are not enough"),
        ("asserts", "Lind", "said", "they met in May"),
        ("asserts", "Lind", "said", "they met on May 4"),
        ("asserts", "Lind", "said", "he could not swim"),
        ("asserts", "Lind", "said", "it was as if nothing had happened"),
        ("asserts", "Lind", "said", "the bank would open on Monday"),  # "will", told later
        ("asserts", "the report", "suggested", "that the bank is sound"),
        ("asserts", "Lind", "said", "the bank opens as soon as possible"),
        ("asserts", "a poll", "found", "Lind leading among likely voters"),
        (
            "asserts",
            "Lind",
            "said",
            "“The bank is sound. It may rain.”",
        ),  # the first sentence is the point
    ],
    "hedged": [
        ("asserts", "Lind", "said", "the bank may close"),
        ("asserts", "Lind", "said", "he was probably late"),
        ("asserts", "Lind", "said", "the army is about to leave"),
        ("asserts", "police", "said", "the suspected thief had fled"),
        ("asserts", "Lind", "said", "“I think he left.”"),
        ("asserts", "Lind", "hinted", "that he had left"),
        ("believes", "Lind", "hopes", "to win"),
        ("asserts", "", "was rumoured", "to close the bank"),  # by nobody who is named
        ("denies", "Lind", "denied", "that he might go"),  # a hedge wins over a denial
    ],
    "conditional": [
        ("asserts", "Lind", "said", "he goes if it rains"),
        ("asserts", "Lind", "said", "nobody leaves unless it rains"),
        ("asserts", "Lind", "says", "she would go"),
        ("asserts", "Lind", "said", "“I would go.”"),
        ("asserts", "Lind", "said", "he would have gone"),
    ],
    "negated": [
        ("denies", "Lind", "denied", "that she knew"),
        ("denies", "Lind", "rejected", "the plan"),
        ("asserts", "Lind", "said", "no"),
        ("asserts", "Lind", "did not know", "that it was over"),
        ("believes", "nobody", "believes", "that it is over"),
    ],
    "unknown": [
        ("asks", "Lind", "asked", "whether it was over"),
        ("asks", "Lind", "asked", "if it might rain"),
        ("declines", "Lind", "declined", "to comment"),
    ],
}


@pytest.mark.parametrize(
    ("certainty", "stance", "source", "cue", "content"),
    [(certainty, *row) for certainty, rows in ROWS.items() for row in rows],
)
def test_certainty(
    certainty: Certainty, stance: Stance, source: str, cue: str, content: str
) -> None:
    quoted = content.startswith("“")
    assert certainty_of(stance, source, cue, content, quoted=quoted) == certainty
