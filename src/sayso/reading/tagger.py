"""Tags to spans and links: the decoding of what the model says of each word.

Emissions come from `sayso.neural`; here a Viterbi search with the learned transitions finds the best
tag sequence of each paragraph, and spans are tied to their cues by the learned link scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

NAME_TAGS = (
    "O",
    *(f"{p}-{k}" for k in ("person", "place", "organisation", "group", "other") for p in "BI"),
)
LAYERS = ("tags", "nested")
"""Relations that stand on top, and those nested in their contents."""
NEVER = -1e9
"""Score of a tag that a head does not have."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Near = Callable[[Ints, Ints], npt.NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores of the learned chain: start (T,), end (T,), between (T, T) from row to column."""

    start: Floats
    end: Floats
    between: Floats


def allowed(
    tags: tuple[str, ...] = TAGS,
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which tags may start a paragraph (T,), and which may follow which (T, T): I-x only after B-x or I-x."""
    start = np.array([not t.startswith("I-") for t in tags])
    between = np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in tags] for a in tags])
    return start, between


def viterbi(emissions: Floats, lengths: list[int], transitions: Transitions) -> Ints:
    """Best tags (W,) for emissions (W, T), cut into consecutive sequences of `lengths` words."""
    return decode([emissions], lengths, [transitions])[0]


def decode(
    emissions: Sequence[Floats], lengths: list[int], transitions: Sequence[Transitions]
) -> list[Ints]:
    """Best tags (W,) of each of H heads with emissions (W, T), cut into consecutive sequences of `lengths` words.

    All sequences of all heads advance together, longest first, so the loop runs as often as the longest is long.
    A head with fewer tags than the largest is filled up with tags that never win.
    """
    words, heads = len(emissions[0]), len(emissions)
    if not words:
        return [np.zeros(0, dtype=np.int64) for _ in emissions]
    order = np.argsort([-n for n in lengths], kind="stable")
    begin = np.concatenate([[0], np.cumsum(lengths)])[:-1][order]
    size = np.asarray(lengths, dtype=np.int64)[order]
    step_of = np.arange(words) - np.repeat(np.cumsum(size) - size, size)
    by_step = np.argsort(step_of, kind="stable")
    # From here to the last line, words stand in the order in which they are come to; each step has a stretch of them.
    word = (np.repeat(begin, size) + step_of)[by_step]
    edges = [0, *np.cumsum(np.bincount(step_of)).tolist()]

    count = max(e.shape[1] for e in emissions)
    score = np.full((heads, count, words), NEVER, dtype=np.float32)  # of the best path to each tag
    start, end = (np.zeros((heads, count, 1), dtype=np.float32) for _ in range(2))
    between = np.zeros((heads, count, count), dtype=np.float32)  # from, to
    for h, (e, t) in enumerate(zip(emissions, transitions, strict=True)):
        n = e.shape[1]
        score[h, :n], start[h, :n, 0], end[h, :n, 0] = e[word].T, t.start, t.end
        between[h, :n, :n] = t.between
    score[:, :, : edges[1]] += start
    steps = list(zip(edges, edges[1:], edges[2:], strict=False))
    for a, b, c in steps:
        here = score[:, :, b:c]
        through = score[:, :, None, a : a + c - b] + between[..., None]
        np.add(here, np.maximum.reduce(through, axis=1), out=here)

    best = (score + end).argmax(1)  # of those that end their sequence
    head = np.arange(heads)[:, None]
    into = between.transpose(0, 2, 1)
    for a, b, c in reversed(steps):
        go_on = a + c - b
        before = score[:, :, a:go_on].transpose(0, 2, 1)
        best[:, a:go_on] = (before + into[head, best[:, b:c]]).argmax(2)
    tags = np.empty_like(best)
    tags[:, word] = best
    return list(tags)


def spans(tags: Ints, paragraph: Ints, names: tuple[str, ...] = TAGS) -> list[tuple[str, int, int]]:
    """(role, first word, word after the last) of every tagged run, in order. A run ends with its paragraph."""
    found: list[tuple[str, int, int]] = []
    begin, last, within, role = -1, -2, -1, ""
    tagged = np.flatnonzero(tags)  # tag 0 is "O"
    for i, tag, where in zip(
        tagged.tolist(), tags[tagged].tolist(), paragraph[tagged].tolist(), strict=True
    ):
        name = names[tag]
        if not (i == last + 1 and name[0] == "I" and name[2:] == role and where == within):
            if begin >= 0:
                found.append((role, begin, last + 1))
            begin, role = i, name[2:]
        last, within = i, where
    if begin >= 0:
        found.append((role, begin, last + 1))
    return found


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """distance: (2, D) score of each distance bucket, none: (2,) score of "no partner"; kind 0 is the source of
    a cue, kind 1 the cue of a content."""

    distance: Floats
    none: Floats


@dataclass(frozen=True, slots=True)
class Relation:
    """Word ranges of one attribution. A part of a content is one range; the cue may be missing."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


def transitions_of(settings: dict[str, Any]) -> Transitions:
    """The learned chain of one head, out of the model's settings."""
    return Transitions(
        *(np.asarray(settings[k], dtype=np.float32) for k in ("start", "end", "between"))
    )


def decoding(settings: dict[str, Any]) -> tuple[Transitions, LinkWeights]:
    """The numbers that decoding one layer of relations needs, out of the model's settings."""
    distance, none = (np.asarray(settings[k], dtype=np.float32) for k in ("distance", "none"))
    return transitions_of(settings), LinkWeights(distance, none)


REACH = (0, 1)
"""How many paragraphs a source may stand from its cue, and how many a content may stand after its cue: in
PolNeAR train all but 10 of 18,356 sources and all but 93 of 22,984 parts of contents do."""


FAR = 2000
"""Partners farther away than this, in words, are not looked at: what a text costs grows with its length only."""
BLOCK = 256


def link(
    kind: int, asking: Ints, keys: Ints, vectors: Floats, weights: LinkWeights, *near: Near
) -> list[Ints]:
    """For each asking word (N,), the index of its best partner among `keys` (M,), or -1 for none; by each of `near`.

    asking and keys are in the order of the text. near: of word numbers (n, 1) and (1, m), which (n, m) may be partners.
    """
    width = vectors.shape[1] // 4
    half = weights.distance.shape[1] // 2
    out = [np.full(len(asking), -1, dtype=np.int64) for _ in near]
    for at in range(0, len(asking), BLOCK):
        ask = asking[at : at + BLOCK]
        low, high = np.searchsorted(keys, [ask[0] - FAR, ask[-1] + FAR])
        some = keys[low:high]
        query = vectors[ask, 2 * kind * width : (2 * kind + 1) * width]
        key = vectors[some, (2 * kind + 1) * width : (2 * kind + 2) * width]
        score = query @ key.T * width**-0.5
        apart = some[None, :] - ask[:, None]
        size = np.minimum(np.log2(np.maximum(np.abs(apart), 1)) * 1.5, half - 1).astype(np.int64)
        score = score + weights.distance[kind][np.where(apart < 0, half - 1 - size, half + size)]
        nobody = np.full((len(ask), 1), weights.none[kind])
        for found, partners in zip(out, near, strict=True):
            possible = np.where(partners(ask[:, None], some[None, :]), score, -np.inf)
            best = np.concatenate([nobody, possible], 1).argmax(1)
            found[at : at + BLOCK] = np.where(best > 0, best - 1 + low, -1)
    return out


def relate(
    found: list[tuple[str, int, int]], vectors: Floats, weights: LinkWeights, paragraph: Ints
) -> list[Relation]:
    """Tie spans into relations: each content part picks its cue, each cue picks its source.

    paragraph: (W,) number of each word's paragraph. A content part may stand farther from its cue
    than REACH if the paragraph before it holds a part of the same content (a quotation over several paragraphs).
    """
    by_role = {role: [(a, b) for r, a, b in found if r == role] for role in ROLES}
    sources, cues, contents = (by_role[r] for r in ROLES)

    def heads(items: list[tuple[int, int]]) -> Ints:
        return np.array([a for a, _ in items], dtype=np.int64)

    def partners(
        kind: int, asking: list[tuple[int, int]], keys: list[tuple[int, int]]
    ) -> list[int]:
        if not asking:
            return []
        a, k = heads(asking), heads(keys)

        def near(one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
            apart = paragraph[one] - paragraph[other]
            return (apart >= 0) & (apart <= REACH[kind])

        def anywhere(one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
            return np.ones((len(one), other.shape[1]), dtype=np.bool_)

        rules = (near, anywhere) if kind == 1 else (near,)
        best, *others = (each.tolist() for each in link(kind, a, k, vectors, weights, *rules))
        for free in others:
            for i in range(1, len(best)):
                next_door = paragraph[a[i]] - paragraph[a[i - 1]] <= 1
                if best[i] != free[i] and free[i] == best[i - 1] and next_door:
                    best[i] = free[i]
        return best  # type: ignore[no-any-return]

    cue_of = partners(1, contents, cues)
    source_of = partners(0, cues, sources)
    parts_of: dict[int, list[tuple[int, int]]] = {}
    for content, k in zip(contents, cue_of, strict=True):
        parts_of.setdefault(k, []).append(content)
    out = []
    for i, cue in enumerate(cues):
        parts = tuple(parts_of.get(i, ()))
        if parts:
            source = sources[source_of[i]] if source_of[i] >= 0 else None
            out.append(Relation(source, cue, parts))
    out += [Relation(None, None, (c,)) for c, k in zip(contents, cue_of, strict=True) if k < 0]
    return out
