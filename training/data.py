"""PolNeAR (brat standoff) as word labels and links.

An article becomes `Example`: the encoded text, one tag per word, and two link tables that say which
cue a source or a content belongs to. A span is cut where a paragraph ends, because that is where the
tagger starts afresh; the parts keep the link to their cue.
"""

from __future__ import annotations

import bisect
import glob
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.neural import Encoded, encode
from sayso.reading.quotations import find_quotations
from sayso.reading.sentences import paragraphs
from sayso.reading.tagger import ROLES, TAGS


@dataclass(frozen=True)
class Example:
    """tags: (W,) index into TAGS.  source_of: (W,) at the first word of a cue, the first word of its
    source, -2 if it has none, -1 elsewhere.  cue_of: (W,) at the first word of a content part, the first
    word of its cue, -2 if it has none, -1 elsewhere.  discard: (W,) 1 where annotators set text aside."""

    name: str
    text: str
    encoded: Encoded
    tags: np.ndarray
    source_of: np.ndarray
    cue_of: np.ndarray
    discard: np.ndarray


def read_ann(path: str) -> tuple[list[dict[str, list[tuple[int, int]]]], list[tuple[int, int]]]:
    """Relations (role -> spans) and discarded spans of one annotation file.

    Six lines of the corpus are broken over two; the second half starts with no mark and is passed over.
    """
    marks: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    ties: list[list[str]] = []
    for line in open(path, encoding="utf8"):
        part = line.rstrip("\n").split("\t")
        if line.startswith("T") and len(part) >= 2:
            role, where = part[1].split(" ", 1)
            spans = [tuple(map(int, s.split())) for s in where.split(";")]
            marks[part[0]] = (role.lower(), spans)  # type: ignore[assignment]
        elif line.startswith("E") and len(part) >= 2:
            ties.append([x.split(":")[1] for x in part[1].split()])
    relations = []
    for ids in ties:
        got: dict[str, list[tuple[int, int]]] = {r: [] for r in ROLES}
        for i in ids:
            role, spans = marks.get(i, ("", []))
            if role in got:
                got[role] += spans
        if got["content"]:
            relations.append(got)
    return relations, [s for role, spans in marks.values() if role == "discard" for s in spans]


def annotations(folder: Path) -> dict[str, list[str]]:
    """Article name -> annotation files, the first annotator (whom the scorer takes) first."""
    out: dict[str, list[str]] = defaultdict(list)
    for path in sorted(glob.glob(str(folder / "attributions" / "*.ann"))):
        out[os.path.basename(path)[:-4].rsplit("_", 1)[0]].append(path)
    return out


def load(folder: Path) -> list[Example]:
    """All articles of `folder` (polnear/train or polnear/dev), first annotator."""
    return [
        example(
            name,
            (folder / "text" / f"{name}.txt").open(encoding="utf8", newline="").read(),
            *read_ann(paths[0]),
        )
        for name, paths in annotations(folder).items()
    ]


def example(
    name: str,
    text: str,
    relations: list[dict[str, list[tuple[int, int]]]],
    discarded: list[tuple[int, int]],
) -> Example:
    """Label the words of one text."""
    lines = paragraphs(text)
    encoded = encode(text, [(x.start, x.end) for x in lines], find_quotations(text, lines).states)
    starts, ends = encoded.start.tolist(), encoded.end.tolist()
    count = len(starts)
    tags = np.zeros(count, dtype=np.int64)
    source_of = np.full(count, -1, dtype=np.int64)
    cue_of = np.full(count, -1, dtype=np.int64)
    discard = np.zeros(count, dtype=np.float32)

    def words(spans: list[tuple[int, int]]) -> list[int]:
        got: set[int] = set()
        for a, b in spans:
            i = bisect.bisect_right(ends, a)
            while i < count and starts[i] < b:
                got.add(i)
                i += 1
        return sorted(got)

    def runs(indices: list[int]) -> list[tuple[int, int]]:
        out: list[list[int]] = []
        for i in indices:
            if out and i == out[-1][1] and encoded.paragraph[i] == encoded.paragraph[i - 1]:
                out[-1][1] = i + 1
            else:
                out.append([i, i + 1])
        return [(a, b) for a, b in out]

    for relation in relations:
        spans = {role: runs(words(relation[role])) for role in ROLES}
        for role in ROLES:
            for a, b in spans[role]:
                tags[a] = TAGS.index(f"B-{role}")
                tags[a + 1 : b] = TAGS.index(f"I-{role}")
        cue = spans["cue"][0][0] if spans["cue"] else -2
        if cue >= 0:
            source_of[cue] = spans["source"][0][0] if spans["source"] else -2
        for a, _ in spans["content"]:
            cue_of[a] = cue
    for i in words(discarded):
        discard[i] = 1
    # A later relation may have overwritten a word that an earlier link points at: such a link is dropped.
    for table, role in ((source_of, "source"), (cue_of, "cue")):
        for i in np.flatnonzero(table >= 0):
            if TAGS[tags[table[i]]] != f"B-{role}":
                table[i] = -1
    return Example(name, text, encoded, tags, source_of, cue_of, discard)
