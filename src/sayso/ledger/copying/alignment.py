"""Passages that two texts share, word against word, tolerant of edits.

Pure functions over the words of two texts: no database here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.ledger.copying.fingerprints import Hashes, Ints, Mask, Words

SEED, LONG_SEED, LONG = 3, 5, 4000
"""Words in a row that must agree for an alignment to begin; in a text of more than LONG words, where
three agree by accident everywhere, LONG_SEED. With one word in five changed, nine in ten of the others
still stand in runs of three."""
GAP = 12
"""An edit may take so many words on either side before the passage ends."""
LEAST = 12
"""Words that agree, without which no passage is shown: below, reports of one kind share formulas."""
PAUSE = 0.15
"""What a word between two runs takes from the passage's score."""
SHIFT = 0.3
"""What a word added or left out between two runs takes from it."""
LOOK_BACK = 48
"""A run may follow one of so many before it."""
REPEATS = 8
"""A run that stands in one of the texts more often than this begins no alignment."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What two texts share: half-open ranges of words in a and in b.

    same: how many words agree; run: the longest row of them without an edit.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    same: int
    run: int


def align(a: Words, b: Words, a_out: Mask, b_out: Mask) -> list[Passage]:
    """The passages that two texts share, in the order of `a`; none overlaps another on either side.

    a_out, b_out: (W,), words that are left out (boilerplate). Costs about a millisecond for two
    news reports.
    """
    seed = SEED if max(len(a), len(b)) <= LONG else LONG_SEED
    chains = _chained(_blocks(a, b, a_out, b_out, seed))
    chains.sort(key=lambda p: (-p.same, p.a_start, p.b_start))
    kept: list[Passage] = []
    a_taken, b_taken = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    for chain in chains:
        if chain.same < LEAST:
            break
        a_slice, b_slice = slice(chain.a_start, chain.a_end), slice(chain.b_start, chain.b_end)
        if a_taken[a_slice].any() or b_taken[b_slice].any():
            continue
        a_taken[a_slice] = b_taken[b_slice] = True
        kept.append(chain)
    return sorted(kept, key=lambda p: p.a_start)


def edits(a: Words, b: Words) -> list[tuple[int, int, int, int]]:
    """The places where two aligned passages differ: half-open ranges of words in a and in b."""
    none = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    found = []
    a_at = b_at = 0
    blocks = _blocks(a, b, *none, SEED)
    for a_start, b_start, length in [*_longest(blocks), (len(a), len(b), 0)]:
        over = max(0, a_at - a_start, b_at - b_start)
        a_start, b_start, length = a_start + over, b_start + over, length - over
        if length < 0:
            continue
        if a_start > a_at or b_start > b_at:
            found.append((a_at, a_start, b_at, b_start))
        a_at, b_at = a_start + length, b_start + length
    return found


def _longest(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The chain of runs that makes the best passage."""
    score, before = _scores(blocks)
    chain = []
    k = max(range(len(blocks)), key=lambda k: (score[k], -k)) if blocks else -1
    while k != -1:
        chain.append(blocks[k])
        k = before[k]
    return chain[::-1]


def _blocks(a: Words, b: Words, a_out: Mask, b_out: Mask, seed: int) -> list[tuple[int, int, int]]:
    """Longest exact runs (start in a, start in b, length), sorted by place."""
    a_at, b_at = _seeds(_kept_runs(a, a_out, seed), _kept_runs(b, b_out, seed))
    if not len(a_at):
        return []
    # Seeds that follow one another on one diagonal are one run.
    order = np.lexsort((a_at, b_at - a_at))
    a_at, b_at = a_at[order], b_at[order]
    diagonal = b_at - a_at
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(a_at) != 1)) + 1
    first = np.concatenate(([0], breaks))
    length = np.diff(np.concatenate((first, [len(a_at)]))) + seed - 1
    return sorted(
        zip(a_at[first].tolist(), b_at[first].tolist(), length.tolist(), strict=True),
    )


def _seeds(a: tuple[Hashes, Ints], b: tuple[Hashes, Ints]) -> tuple[Ints, Ints]:
    """Pairs of places (in a, in b) where the same run begins, from the runs of both and their places."""
    (a_runs, a_where), (b_runs, b_where) = _common(a, b), _common(b, a)
    order = np.argsort(b_runs, kind="stable")
    b_runs, b_where = b_runs[order], b_where[order]
    low = np.searchsorted(b_runs, a_runs, "left")
    count = np.searchsorted(b_runs, a_runs, "right") - low
    rare = (count > 0) & (count <= REPEATS) & (_occurrences(a_runs) <= REPEATS)
    low, count = low[rare], count[rare]
    a_at = np.repeat(a_where[rare], count)
    nth = np.arange(len(a_at)) - np.repeat(np.cumsum(count) - count, count)
    return a_at, b_where[np.repeat(low, count) + nth]


def _common(these: tuple[Hashes, Ints], those: tuple[Hashes, Ints]) -> tuple[Hashes, Ints]:
    """The runs that may be among those of the other text too: most texts have little in common."""
    runs, where = these
    known = np.zeros(_BUCKETS, np.bool_)
    known[those[0] & _LOW] = True
    kept = np.flatnonzero(known[runs & _LOW])
    return runs[kept], where[kept]


_BUCKETS = 1 << 16
_LOW = np.uint64(_BUCKETS - 1)


def _kept_runs(words: Words, out: Mask, seed: int) -> tuple[Hashes, Ints]:
    """The runs of `seed` words, none of them left out, and where each begins."""
    runs = words.runs(seed)
    if not len(runs):
        return runs, np.zeros(0, dtype=np.int64)
    touched = out[: len(runs)].copy()
    for k in range(1, seed):
        touched |= out[k : k + len(runs)]
    where = np.flatnonzero(~touched)
    return runs[where], where


def _occurrences(values: Hashes) -> Ints:
    """(N,): how often each value stands among the values."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    found: Ints = counts[inverse]
    return found


def _chained(blocks: list[tuple[int, int, int]]) -> list[Passage]:
    """Join exact runs that follow each other with small gaps on both sides into passages of LEAST words."""
    score, before = _scores(blocks)
    used = [False] * len(blocks)
    passages: list[Passage] = []
    for k in sorted(range(len(blocks)), key=score.__getitem__, reverse=True):
        chain = []
        while k != -1 and not used[k]:
            used[k] = True
            chain.append(blocks[k])
            k = before[k]
        if sum([length for _, _, length in chain]) >= LEAST:
            passages.append(_passage(chain[::-1]))
    return passages


def _scores(blocks: list[tuple[int, int, int]]) -> tuple[list[float], list[int]]:
    """By dynamic programming, for each run: the best chain that ends with it, and the run before it.

    Each run follows the one that makes the longest passage, and a shift between the texts costs, so
    that a run that stands elsewhere by accident does not lead astray. LOOK_BACK bounds the work.
    """
    score: list[float] = []
    before: list[int] = []
    ends: list[int] = []  # how far into `a` the runs up to this one reach
    for k, (a_at, b_at, length) in enumerate(blocks):
        best, link = 0.0, -1
        for j in range(k - 1, max(-1, k - 1 - LOOK_BACK), -1):
            if a_at - ends[j] > GAP:
                break
            a_prev, b_prev, prev = blocks[j]
            a_gap, b_gap = a_at - a_prev - prev, b_at - b_prev - prev
            if a_gap > GAP or b_gap > GAP or min(a_gap, b_gap) < 1 - SEED:
                continue
            gain = score[j] - SHIFT * abs(a_gap - b_gap) - PAUSE * max(a_gap, b_gap, 0)
            gain += min(0, a_gap, b_gap)
            if gain > best:
                best, link = gain, j
        ends.append(max(a_at + length, ends[-1]) if ends else a_at + length)
        score.append(best + length)
        before.append(link)
    return score, before


def _passage(chain: list[tuple[int, int, int]]) -> Passage:
    """The span of a chain of runs, and the words in it that agree: overlaps count once."""
    a_start, b_start, _ = chain[0]
    a_end, b_end = a_start, b_start
    same = 0
    for a_at, b_at, length in chain:
        same += length - max(0, a_end - a_at, b_end - b_at)
        a_end, b_end = a_at + length, b_at + length
    longest = max(length for _, _, length in chain)
    return Passage(a_start, a_end, b_start, b_end, same, longest)
