"""Decoding: the best tags are the best there are, and spans are tied to whom they belong to."""

import itertools

import numpy as np
import pytest

from sayso.reading.tagger import (
    NAME_TAGS,
    TAGS,
    LinkWeights,
    Transitions,
    allowed,
    decode,
    relate,
    spans,
    viterbi,
)

NEVER = np.float32(-1e4)


def drawn(seed: int, *, lawful: bool) -> Transitions:
    """Random transitions; those that make no sense forbidden if `lawful`."""
    draw = np.random.default_rng(seed)
    may_start, may_follow = allowed()
    start, end, between = (
        draw.normal(size=n).astype(np.float32) for n in (len(TAGS), len(TAGS), (len(TAGS),) * 2)
    )
    if lawful:
        start, between = np.where(may_start, start, NEVER), np.where(may_follow, between, NEVER)
    return Transitions(start, end, between)


def score(tags: tuple[int, ...], emissions: np.ndarray, t: Transitions) -> float:
    steps = sum(t.between[a, b] for a, b in itertools.pairwise(tags))
    own = sum(row[tag] for row, tag in zip(emissions, tags, strict=True))
    return float(t.start[tags[0]] + own + steps + t.end[tags[-1]])


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("lawful", [True, False])
def test_viterbi_finds_what_trying_everything_finds(seed: int, lawful: bool) -> None:
    draw = np.random.default_rng(seed + 1000)
    lengths = draw.integers(1, 5, size=4).tolist()
    emissions = draw.normal(scale=2, size=(sum(lengths), len(TAGS))).astype(np.float32)
    transitions = drawn(seed, lawful=lawful)
    expected: list[int] = []
    for stop, length in zip(np.cumsum(lengths).tolist(), lengths, strict=True):
        rows = emissions[stop - length : stop]
        every = itertools.product(range(len(TAGS)), repeat=length)
        expected += max(every, key=lambda tags: score(tags, rows, transitions))
    assert viterbi(emissions, lengths, transitions).tolist() == expected


def test_a_paragraph_is_decoded_as_if_it_were_alone() -> None:
    draw = np.random.default_rng(7)
    lengths = [3, 1, 40, 2, 17]
    emissions = draw.normal(size=(sum(lengths), len(TAGS))).astype(np.float32)
    transitions = drawn(7, lawful=True)
    together = viterbi(emissions, lengths, transitions)
    stops = np.cumsum(lengths)
    for stop, length in zip(stops, lengths, strict=True):
        rows = emissions[stop - length : stop]
        assert (together[stop - length : stop] == viterbi(rows, [length], transitions)).all()


def test_heads_are_decoded_together_as_if_each_were_alone() -> None:
    rng = np.random.default_rng(7)
    lengths = [3, 0, 12, 1, 7]
    start, between = (np.where(x, 0.5, -1e4).astype(np.float32) for x in allowed(NAME_TAGS))
    chains = [
        drawn(1, lawful=True),
        Transitions(start, np.zeros(len(NAME_TAGS), np.float32), between),
        drawn(2, lawful=False),
    ]
    scores = [rng.normal(0, 2, (sum(lengths), len(t.start))).astype(np.float32) for t in chains]
    for got, alone, chain in zip(decode(scores, lengths, chains), scores, chains, strict=True):
        assert (got == viterbi(alone, lengths, chain)).all()


def test_no_words_have_no_tags() -> None:
    assert len(viterbi(np.zeros((0, len(TAGS)), np.float32), [], drawn(0, lawful=True))) == 0


def tags(names: str) -> np.ndarray:
    """ "O Bs Is Bc …": the tags by their first letters; t is content."""
    roles = {"s": "source", "c": "cue", "t": "content"}
    return np.array(
        [TAGS.index("O" if n == "O" else f"{n[0]}-{roles[n[1]]}") for n in names.split()]
    )


@pytest.mark.parametrize(
    ("names", "paragraph", "expected"),
    [
        ("O O", "0 0", []),
        ("Bs Is Bc Bt It", "0 0 0 0 0", [("source", 0, 2), ("cue", 2, 3), ("content", 3, 5)]),
        ("Bt Bt It", "0 0 0", [("content", 0, 1), ("content", 1, 3)]),
        ("Bt It Bt It", "0 0 1 1", [("content", 0, 2), ("content", 2, 4)]),
        ("O Bt", "0 0", [("content", 1, 2)]),
    ],
)
def test_spans_are_runs_of_one_role_in_one_paragraph(
    names: str, paragraph: str, expected: list[tuple[str, int, int]]
) -> None:
    numbers = np.array([int(n) for n in paragraph.split()])
    assert spans(tags(names), numbers) == expected


def weights(none: float = -5.0) -> LinkWeights:
    """Distance counts for nothing, and having no partner for `none`."""
    return LinkWeights(np.zeros((2, 24), np.float32), np.full(2, none, np.float32))


def nobody(words: int) -> np.ndarray:
    """Vectors (W, 4 K) that prefer nobody; K is 2."""
    return np.zeros((words, 8), np.float32)


def test_a_content_goes_to_its_cue_and_a_cue_to_its_source() -> None:
    found = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 4), ("cue", 4, 5), ("content", 5, 6)]
    vectors = nobody(6)
    vectors[2, 4:6] = vectors[1, 6:8] = (9, 0)  # content 2 asks, cue 1 answers
    vectors[5, 4:6] = vectors[4, 6:8] = (0, 9)
    one, other = relate(found, vectors, weights(), np.zeros(6, np.int64))
    assert (one.source, one.cue, one.content) == ((0, 1), (1, 2), ((2, 4),))
    assert (other.source, other.cue, other.content) == ((0, 1), (4, 5), ((5, 6),))


def test_who_prefers_nobody_has_nobody() -> None:
    found = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 3)]
    (alone,) = relate(found, nobody(3), weights(none=5.0), np.zeros(3, np.int64))
    assert (alone.source, alone.cue, alone.content) == (None, None, ((2, 3),))


def test_a_source_in_another_paragraph_is_out_of_reach() -> None:
    found = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 3)]
    (relation,) = relate(found, nobody(3), weights(), np.array([0, 1, 1]))
    assert (relation.source, relation.cue) == (None, (1, 2))
