"""What a cue says of its attribution. Add a row: a cue under its stance."""

import pytest

from sayso.reading.cues import is_telling, stance_of, stance_with

STANCES = {
    "asserts": [
        "said", "says", "has claimed", "told", "according to", "warned", "announced", "admitted",
        "shows", "suggest", "wrote", "tweeted", "confirmed", "was quoted as saying", "insisted", "welcomes",
        "is said to", "in the words of", "blamed", ":", "", "Said",
    ],
    "denies": [
        "denied", "denies that", "rejected", "dismissed", "disputed", "rebutted", "has denied",
        "in denial of", "contradicted", "opposes", "vetoed", "voted against", "disagreed with",
    ],
    "asks": ["asked", "asks", "wondered whether", "questioned", "inquired", "asked for", "the question is"],
    "orders": [
        "ordered", "demanded", "called on", "called for", "urged", "instructed", "insisted on",
        "appealed to", "requested", "recommended", "forbade",
    ],
    "intends": [
        "plans to", "vowed", "promised", "wants", "wanted", "threatened to", "proposed", "pledged",
        "would like", "refused", "decided", "offered", "attempts to", "its ambition",
    ],
    "believes": [
        "believes", "fears", "hopes", "thinks", "thought", "expects", "knows", "doubts", "is worried that",
        "is convinced", "felt", "supports",
    ],
    "declines": [
        "declined to comment", "would not comment", "had no comment", "refused to comment",
        "refused to say", "did not say", "did not reveal", "without specifying", "could not say", "would not say",
        "did not respond to requests for comment", "did not return calls",
        "could not be reached", "was unavailable for comment",
        "was not immediately available",
    ],
    None: [
        # the outlet's own hedge, and what was not said
        "seemed", "appears to", "looked", "reportedly",
        "never said",
        # a denial that did not take place
        "did not deny", "didn’t dispute", "has never rejected",
    ],
}  # fmt: skip
TELLING = [
    "said", "told", "has claimed", "according to", "announced", "wrote", "tweeted", "shows",
    "was quoted as saying", "declined to comment", "",
]  # fmt: skip
NO_TELLING = ["believes", "fears", "wants", "plans to", "hopes", "seemed", "doubts"]


@pytest.mark.parametrize(
    ("cue", "stance"), [(cue, stance) for stance, cues in STANCES.items() for cue in cues]
)
def test_the_stance_of_a_cue(cue: str, stance: str | None) -> None:
    assert stance_of(cue) == stance


@pytest.mark.parametrize("cue", ["didn’t respond", "didn't return a call"])
def test_a_short_form_declines_too(cue: str) -> None:
    assert stance_of(cue) == "declines"


@pytest.mark.parametrize(
    ("cue", "telling"), [(c, True) for c in TELLING] + [(c, False) for c in NO_TELLING]
)
def test_which_cues_are_acts_of_telling(cue: str, telling: bool) -> None:
    assert is_telling(cue) is telling


@pytest.mark.parametrize("cue", ["asking price", "a planner", "unlikely", "wanton", "bank"])
def test_a_word_counts_only_whole(cue: str) -> None:
    assert stance_of(cue.split()[-1]) == "asserts"


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("asked", "them to go down", "orders"),
        ("asked", "parliament for $40 million", "orders"),
        ("told", "that the mine is safe", "asserts"),
        ("agreed", "to close the mine", "intends"),
        ("agreed", "that the mine is old", "believes"),
    ],
)
def test_what_follows_tells_a_bidding_or_a_promise(cue: str, content: str, stance: str) -> None:
    assert stance_with(cue, content) == stance
