"""PolNeAR (brat standoff) as word labels and links.

An article becomes `Example`: the encoded text, one tag per word, and two link tables that say which
cue a source or a content belongs to. A span is cut where a paragraph ends, because that is where the
tagger starts afresh; the parts keep the link to their cue.
"""

from __future__ import annotations

import glob
import json
import os
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from model import TRAITS
from texts import text_of

from sayso.neural import Encoded, encode
from sayso.reading.quotations import find_quotations
from sayso.reading.sentences import paragraphs
from sayso.reading.tagger import ROLES, TAGS


@dataclass(frozen=True)
class Layer:
    """Labels of one layer of relations.

    tags: (W,) index into TAGS.  source_of: (W,) at the first word of a cue, the first word of its
    source, -2 if it has none, -1 elsewhere.  cue_of: (W,) at the first word of a content part, the first
    word of its cue, -2 if it has none, -1 elsewhere."""

    tags: np.ndarray
    source_of: np.ndarray
    cue_of: np.ndarray


@dataclass(frozen=True)
class Example:
    """layers: flat and nested relations; a layer of None is not labelled.  discard: (W,) 1 where annotators set
    text aside, or None.  names: (W,) index into NAME_TAGS, or None.  traits: (head, word, value) of single words."""

    name: str
    text: str
    encoded: Encoded
    layers: tuple[Layer | None, Layer | None]
    discard: np.ndarray | None = None
    names: np.ndarray | None = None
    traits: tuple[tuple[str, int, int], ...] = ()


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


def load(folder: Path, nested: dict[str, list[dict]] | None = None) -> list[Example]:
    """All articles of `folder` (polnear/train or polnear/dev), first annotator.

    nested: relations inside contents, by article (see nested.py).
    """
    out = []
    for name, paths in annotations(folder).items():
        text = (folder / "text" / f"{name}.txt").open(encoding="utf8", newline="").read()
        relations, discarded = read_ann(paths[0])
        inner = None if nested is None else nested.get(name, [])
        out.append(example(name, text, relations, inner, discarded))
    return out


def load_gold(folder: Path) -> list[Example]:
    """Articles labelled by shared/ANNOTATION.md (training/labels/…): both layers and the traits.

    PolNeAR has no relation without a cue, and sayso finds turns and bare quotations by their form: so the first layer
    learns nothing of those, but of what is told inside them as if it stood on top.
    """
    out = []
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf8"))
        by = {a["id"]: a for a in label["attributions"]}
        depth = {a["id"]: len(_above(a, by)) for a in by.values()}
        flat = [a for a in by.values() if a["cue"] and all(not by[p]["cue"] for p in _above(a, by))]
        nested = [a for a in by.values() if depth[a["id"]] == 1]
        text = text_of(label["file"], label.get("part"))
        made = example(label["file"], text, flat, nested, None)
        sources = {s["id"]: s for s in label["sources"]}
        traits = []
        for a in [*flat, *nested]:
            at = made.encoded.start.searchsorted
            cue = (a["cue"] or a["content"])[0][0]
            word = int(at(cue, side="right")) - 1
            traits += [(k, word, TRAITS[k].index(a[k])) for k in ("channel", "stance", "certainty")]
            s = sources.get(a["source_id"])
            if s and a["source"]:
                word = int(at(a["source"][0][0], side="right")) - 1
                traits.append(("kind", word, TRAITS["kind"].index(s["kind"])))
                traits.append(("named", word, int(s["named"])))
        out.append(replace(made, traits=tuple(traits)))
    return out


def _above(a: dict, by: dict[str, dict]) -> list[str]:
    """The relations that hold one, from the nearest on."""
    out: list[str] = []
    while a["parent"]:
        out.append(a["parent"])
        a = by[a["parent"]]
    return out


def example(
    name: str,
    text: str,
    relations: list[dict[str, list[tuple[int, int]]]] | None,
    nested: list[dict[str, list[tuple[int, int]]]] | None,
    discarded: list[tuple[int, int]] | None,
) -> Example:
    """Label the words of one text; None is what nobody labelled."""
    lines = paragraphs(text)
    encoded = encode(text, [(x.start, x.end) for x in lines], find_quotations(text, lines).states)
    discard = None
    if discarded is not None:
        discard = np.zeros(len(encoded.start), dtype=np.float32)
        discard[_words(encoded, discarded)] = 1
    layers = (
        None if relations is None else _layer(encoded, relations),
        None if nested is None else _layer(encoded, nested),
    )
    return Example(name, text, encoded, layers, discard)


def _words(encoded: Encoded, spans: list[tuple[int, int]]) -> list[int]:
    starts, ends = encoded.start, encoded.end
    got: set[int] = set()
    for a, b in spans:
        got.update(range(int(ends.searchsorted(a, side="right")), int(starts.searchsorted(b))))
    return sorted(got)


def _layer(encoded: Encoded, relations: list[dict[str, list[tuple[int, int]]]]) -> Layer:
    count = len(encoded.start)
    tags = np.zeros(count, dtype=np.int64)
    source_of = np.full(count, -1, dtype=np.int64)
    cue_of = np.full(count, -1, dtype=np.int64)

    def runs(indices: list[int]) -> list[tuple[int, int]]:
        out: list[list[int]] = []
        for i in indices:
            if out and i == out[-1][1] and encoded.paragraph[i] == encoded.paragraph[i - 1]:
                out[-1][1] = i + 1
            else:
                out.append([i, i + 1])
        return [(a, b) for a, b in out]

    for relation in relations:
        spans = {role: runs(_words(encoded, relation[role])) for role in ROLES}
        for role in ROLES:
            for a, b in spans[role]:
                tags[a] = TAGS.index(f"B-{role}")
                tags[a + 1 : b] = TAGS.index(f"I-{role}")
        cue = spans["cue"][0][0] if spans["cue"] else -2
        if cue >= 0:
            source_of[cue] = spans["source"][0][0] if spans["source"] else -2
        for a, _ in spans["content"]:
            cue_of[a] = cue
    # A later relation may have overwritten a word that an earlier link points at: such a link is dropped.
    for table, role in ((source_of, "source"), (cue_of, "cue")):
        for i in np.flatnonzero(table >= 0):
            if TAGS[tags[table[i]]] != f"B-{role}":
                table[i] = -1
    # A word that another relation overwrote may go on a span that no longer begins.
    for i in np.flatnonzero(tags):
        name = TAGS[tags[i]]
        fresh = i == 0 or encoded.paragraph[i] != encoded.paragraph[i - 1]
        if name[0] == "I" and (fresh or TAGS[tags[i - 1]][2:] != name[2:]):
            tags[i] = TAGS.index("B" + name[1:])
    return Layer(tags, source_of, cue_of)
