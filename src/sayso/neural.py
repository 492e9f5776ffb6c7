"""The neural model: text in, arrays out. The only importer of onnxruntime and tokenizers.

Nothing here knows what an attribution is: `encode` cuts a text into words and word pieces with
their features, `windows` lays overlapping windows over them, and `Model.run` gives one row of
numbers per word. Each window is run by itself, so that no text can change the numbers of another.
A second, smaller graph, the branch, goes on from the middle of the first.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

CLS, SEP, PARAGRAPH = 101, 102, 1
"""Piece ids of the uncased BERT vocabulary; PARAGRAPH is its unused piece 0, trained to mean a paragraph break."""

_PLAIN = str.maketrans(
    {
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2018": "'",
        "\u2019": "'",
    }
)


_SIMPLE = re.compile(r"[\t\n\r -Z\\\]-~\xa0\u2013\u2014\u2022\u2026]*")
"""Paragraphs in whose characters nothing but letter case is made plain: their words need no tokenizer. A square
bracket may open one of its special words."""
_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model sees it: P word pieces, W words.

    ids, case, marks: (P,) piece ids and input features; a PARAGRAPH piece stands before each paragraph.
    first: (W,) index of each word's first piece.  start, end: (W,) code-point offsets of each word.
    paragraph: (W,) number of the paragraph that holds the word.
    """

    ids: Ints
    case: Ints
    marks: Ints
    first: Ints
    start: Ints
    end: Ints
    paragraph: Ints


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """The shipped vocabulary (uncased WordPiece), offsets in code points."""
    from tokenizers import Tokenizer

    data = resources.files("sayso.model").joinpath("tokenizer.json").read_text(encoding="utf-8")
    loaded = Tokenizer.from_str(data)
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def encode(text: str, paragraphs: Sequence[tuple[int, int]], states: bytes) -> Encoded:
    """Cut `text` into words and pieces.

    paragraphs: offsets, in order. states: one small number per character (quotation state).
    """
    plain = text.translate(_PLAIN)
    ids: list[int] = []
    breaks: list[int] = []
    first: list[int] = []
    start: list[int] = []
    end: list[int] = []
    paragraph: list[int] = []
    for number, (base, stop) in enumerate(paragraphs):
        breaks.append(len(ids))
        ids.append(PARAGRAPH)
        for a, b, tokens in _cut(plain[base:stop]):
            first.append(len(ids))
            start.append(base + a)
            end.append(base + b)
            paragraph.append(number)
            ids += tokens
    within = np.ones(len(ids), dtype=np.bool_)
    within[breaks] = False
    which = np.cumsum(np.bincount(first, minlength=len(ids)))[within] - 1  # word of each piece
    shapes = [word_shape(text[a:b]) for a, b in zip(start, end, strict=True)]
    case, marks = np.zeros((2, len(ids)), dtype=np.int64)
    case[within] = np.array(shapes, dtype=np.int64)[which]
    marks[within] = np.array([states[a] for a in start], dtype=np.int64)[which]
    first_, start_, end_, paragraph_ = (
        np.asarray(x, dtype=np.int64) for x in (first, start, end, paragraph)
    )
    return Encoded(np.asarray(ids, dtype=np.int64), case, marks, first_, start_, end_, paragraph_)


def _cut(part: str) -> Iterator[tuple[int, int, Sequence[int]]]:
    """Each word of a paragraph: start, end, the ids of its pieces."""
    if _SIMPLE.fullmatch(part):
        small, known = part.lower(), _vocabulary()
        for found in _WORD.finditer(small):
            word = found[0]
            whole = known.get(word)
            yield *found.span(), _pieces_of(word) if whole is None else (whole,)
        return
    coded = tokenizer().encode(part, add_special_tokens=False)
    words: list[tuple[int, int, list[int]]] = []
    last = None
    for number, (a, b), piece in zip(coded.word_ids, coded.offsets, coded.ids, strict=True):
        if number == last:
            begin, _, pieces = words.pop()
            words.append((begin, b, [*pieces, piece]))
        else:
            words.append((a, b, [piece]))
        last = number
    yield from words


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, int]:
    """Words, and pieces with ## before them, that the model has a row for."""
    return tokenizer().get_vocab()


@lru_cache(maxsize=20_000)
def _pieces_of(word: str) -> tuple[int, ...]:
    return tuple(tokenizer().encode(word, add_special_tokens=False).ids)


def word_shape(word: str) -> int:
    """0 lower case or no letters, 1 Capitalised, 2 CAPITALS, 3 miXed: what the uncased vocabulary drops."""
    if word.islower() or not word[0].isalpha():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` are read together; of the result, words `keep_from` to `keep_to` are kept."""

    start: int
    end: int
    keep_from: int
    keep_to: int


def windows(encoded: Encoded, size: int, overlap: int) -> list[Window]:
    """Lay windows of at most about `size` pieces over a text.

    A window ends with a paragraph if one ends in its second half. The next begins at least `overlap`
    pieces earlier, at the start of a paragraph if there is one near. A cut inside a paragraph leaves both
    sides half of the overlap as context.
    """
    first, paragraph = encoded.first, encoded.paragraph
    words, pieces = len(first), len(encoded.ids)
    fresh = np.ones(words + 1, dtype=np.bool_)
    fresh[1:words] = paragraph[1:] != paragraph[:-1]
    out: list[Window] = []
    start = keep = 0
    while keep < words:
        low = int(first[start])
        end = words
        if pieces - low > size:
            end = max(int(np.searchsorted(first, low + size)) - 1, keep + 1)
            half = max(int(np.searchsorted(first, low + size // 2)), keep + 1)
            breaks = np.flatnonzero(fresh[half : end + 1])
            if len(breaks):
                end = half + int(breaks[-1])
        if end >= words:
            out.append(Window(start, words, keep, words))
            break
        back = int(np.searchsorted(first, first[end] - overlap, side="right")) - 1
        whole = bool(fresh[end])
        if whole:
            earlier = np.flatnonzero(fresh[max(0, back - overlap // 2) : back + 1])
            following = max(0, back - overlap // 2) + int(earlier[-1]) if len(earlier) else back
            stop = end
        else:
            following = back
            stop = max(int(np.searchsorted(first, first[end] - overlap // 2)), keep + 1)
        out.append(Window(start, end, keep, stop))
        start, keep = max(following, start + 1), stop
    return out


def pieces(encoded: Encoded, window: Window) -> tuple[Ints, Ints, Ints, Ints]:
    """Model input of one window: ids, case, marks (L,) with CLS and SEP around, and the place (W,) of its words."""
    low = int(encoded.first[window.start])
    if low and encoded.ids[low - 1] == PARAGRAPH:
        low -= 1
    high = int(encoded.first[window.end]) if window.end < len(encoded.first) else len(encoded.ids)
    if encoded.ids[high - 1] == PARAGRAPH:
        high -= 1
    ids = np.concatenate([[CLS], encoded.ids[low:high], [SEP]])
    case = np.concatenate([[0], encoded.case[low:high], [0]])
    marks = np.concatenate([[0], encoded.marks[low:high], [0]])
    return ids, case, marks, encoded.first[window.start : window.end] - low + 1


def stitch(
    encoded: Encoded,
    run: Callable[[Ints, Ints, Ints], tuple[Floats, ...]],
    size: int,
    overlap: int,
) -> tuple[Floats, ...]:
    """Run every window by itself and keep, for each word, the row of the window it is kept from.

    run: (1, L) × 3 -> any number of arrays (1, L, N). Returns as many arrays (W, N).
    """
    if not len(encoded.first):
        raise ValueError("a text without a word has no windows")
    rows = []
    for window in windows(encoded, size, overlap):
        ids, case, marks, places = pieces(encoded, window)
        kept = places[window.keep_from - window.start : window.keep_to - window.start]
        rows.append([x[0, kept] for x in run(ids[None], case[None], marks[None])])
    return tuple(np.concatenate(parts) for parts in zip(*rows, strict=True))


def stretches(paragraph: Ints, size: int, first: int | None = None) -> list[tuple[int, int]]:
    """Word ranges of at most about `size` words, as many whole paragraphs as fit; a long one is cut.

    paragraph: (W,) number of each word's paragraph.  first: the size of the first range, where it is another.
    """
    ends = [*(np.flatnonzero(paragraph[1:] != paragraph[:-1]) + 1).tolist(), len(paragraph)]
    out: list[tuple[int, int]] = []
    a, room = 0, size if first is None else first
    for n, b in enumerate(ends):
        if n + 1 < len(ends) and ends[n + 1] - a <= room:
            continue
        while b - a > 2 * size:
            out.append((a, a + size))
            a += size
        out.append((a, b))
        a, room = b, size
    return out


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model says of a text of W words.

    heads: for each head that the settings name, the branch's too, its scores (W, N).
    links: (W, 4 K) for each layer of relations, vectors that tie sources and contents to cues.
    """

    heads: dict[str, Floats]
    links: list[Floats]


class Model:
    """The shipped tagger: two ONNX graphs, their tokenizer and the few numbers that decoding needs.

    The second graph, the branch, takes up what the first thought of each word after some of its layers (its
    state), and has heads of its own.
    """

    def __init__(self, graph: bytes, branch: bytes, settings: dict[str, Any]) -> None:
        # Windows come in ever another length: an arena would keep the largest of every shape. The branch is
        # small enough for one, which takes a twentieth off it.
        self._session = _session(graph, arena=False)
        self._branch = _session(branch, arena=True)
        self.settings = settings
        self.name: str = settings["name"]

    def run(self, ids: Ints, case: Ints, marks: Ints) -> tuple[Floats, ...]:
        """One window: (1, L) × 3 -> states (1, L, D), and before them emissions (1, L, heads) and links (1, L, 4 K) of
        the first graph, if it has heads."""
        return tuple(self._session.run(None, {"ids": ids, "case": case, "marks": marks}))

    def go_on(self, states: Floats) -> tuple[Floats, Floats]:
        """The branch, for some words: states (W, D) -> emissions (W, its heads), links (W, 4 K for each layer)."""
        emissions, links = self._branch.run(None, {"states": states[None].astype(np.float32)})
        return emissions[0], links[0]

    def tag(self, encoded: Encoded) -> Tagged:
        """All windows of a text, stitched, and what the branch says of its words."""
        settings, branch = self.settings, self.settings["branch"]
        *first, states = stitch(encoded, self.run, settings["window"], settings["overlap"])
        parts = [self.go_on(states[a:b]) for a, b in stretches(encoded.paragraph, branch["size"])]
        second, more = (np.concatenate(rows) for rows in zip(*parts, strict=True))
        heads = _columns(second, branch["heads"])
        if first:
            heads |= _columns(first[0], settings["heads"])
        links = np.concatenate([*first[1:], more], axis=1)
        return Tagged(heads, np.split(links, links.shape[1] // settings["link"], axis=1))


def _session(graph: bytes, *, arena: bool) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get("SAYSO_THREADS", "1"))
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = arena
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        graph,
        sess_options=options,
        providers=["CPUExecutionProvider"],
        # The fused nodes are the slower ones (training/LOG.md).
        disabled_optimizers=["SkipLayerNormFusion", "BiasGeluFusion"],
    )


def _columns(scores: Floats, heads: Sequence[tuple[str, int]]) -> dict[str, Floats]:
    """scores (W, all heads) -> each head's own (W, N)."""
    out, at = {}, 0
    for name, width in heads:
        out[name] = scores[:, at : at + width]
        at += width
    return out


GRAPHS = {"careful": ("tagger", "branch"), "fast": ("fast", "fast-branch")}
"""The models that ship: the settings and first graph of each, and its branch."""


@lru_cache(maxsize=len(GRAPHS))
def shipped(which: str = "careful") -> Model:
    """A model that ships in the package, by its name in GRAPHS; loaded once, at the first reading."""
    folder = resources.files("sayso.model")
    graph, branch = (folder.joinpath(f"{name}.onnx").read_bytes() for name in GRAPHS[which])
    return Model(graph, branch, _settings(which))


def default_model() -> Model:
    """The model that reads where none is asked for."""
    return shipped("careful")


def default_name(which: str = "careful") -> str:
    """The name of a shipped model as readings give it, without loading it."""
    return str(_settings(which)["name"])


@lru_cache(maxsize=len(GRAPHS))
def _settings(which: str) -> dict[str, Any]:
    text = resources.files("sayso.model").joinpath(f"{GRAPHS[which][0]}.json").read_text("utf-8")
    settings: dict[str, Any] = json.loads(text)
    return settings
