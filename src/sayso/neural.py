"""The neural model: text in, arrays out. The only importer of onnxruntime and tokenizers.

Nothing here knows what an attribution is: `encode` cuts a text into words and word pieces with
their features, `windows` lays overlapping windows over them, and `Model.run` gives one row of
numbers per word. Each window is run by itself, so that no text can change the numbers of another.
A second, smaller graph, the branch, goes on from the middle of the first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
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
    case: list[int] = []
    marks: list[int] = []
    first: list[int] = []
    start: list[int] = []
    end: list[int] = []
    paragraph: list[int] = []
    coded = tokenizer().encode_batch([plain[a:b] for a, b in paragraphs], add_special_tokens=False)
    for number, ((base, _), piece) in enumerate(zip(paragraphs, coded, strict=True)):
        ids.append(PARAGRAPH)
        case.append(0)
        marks.append(0)
        last = -1
        shape = state = 0
        for word, token, (a, b) in zip(piece.word_ids, piece.ids, piece.offsets, strict=True):
            if word is not None and word != last:
                last = word
                first.append(len(ids))
                start.append(base + a)
                end.append(base + b)
                paragraph.append(number)
                state = states[base + a]
            else:
                end[-1] = base + b
            ids.append(token)
            case.append(shape)
            marks.append(state)
    for i, (at, a, b) in enumerate(zip(first, start, end, strict=True)):
        shape = word_shape(text[a:b])
        if shape:
            stop = first[i + 1] if i + 1 < len(first) else len(ids)
            for j in range(at, stop):
                if ids[j] != PARAGRAPH:
                    case[j] = shape
    as_ints = [
        np.asarray(x, dtype=np.int64) for x in (ids, case, marks, first, start, end, paragraph)
    ]
    return Encoded(*as_ints)


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
