"""What the branch learns from: the states of words inside the shipped tagger, and what is labelled on them.

The branch goes on from the middle of the tagger, which stays as it is. So every text is read once by the shipped graph,
in eight bits as at reading time, and the states of its words are kept; an epoch then costs two layers of
the encoder instead of six. Labels come from three places:

- labels/train, train-other, train-more (and dev): articles labelled by shared/ANNOTATION.md; what lies directly inside
  another's content,
- labels/nested (and nested-dev): the same, inside the contents that PolNeAR itself marks,
- propaganda-spans: words that judge (Loaded_Language, Exaggeration, Name_Calling).
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from data import Layer, _layer, _words, annotations, read_ann
from texts import SHARED, text_of

from sayso import neural
from sayso.reading.quotations import OUTSIDE
from sayso.reading.structure import Structure

KINDS = ("Loaded_Language", "Exaggeration,Minimisation", "Name_Calling,Labeling")
PROPAGANDA = SHARED / "data" / "propaganda-spans"
Relation = dict[str, list[list[int]]]


@dataclass(frozen=True)
class Text:
    """One text of W words.

    states: (W, D) float16.  nested: its relations, or None if nobody labelled them.  loaded: (W,) 1 where a word
    judges, or None.  judged: (W,) how likely that is to teachers (loaded.py), or None.  inside: (W,) the word stands
    in a content, so that a nested relation may be there.
    relations, outer: nested ones and those whose contents hold them, as offsets.
    quoted: (W,) the word stands in quotation marks.
    """

    name: str
    text: str
    encoded: neural.Encoded
    states: np.ndarray
    quoted: np.ndarray
    nested: Layer | None = None
    loaded: np.ndarray | None = None
    judged: np.ndarray | None = None
    inside: np.ndarray | None = None
    relations: tuple[Relation, ...] = ()
    outer: tuple[Relation, ...] = ()


def read(name: str, text: str) -> Text:
    """Run the shipped tagger over a text and keep the states."""
    cut = Structure.of(text)
    lines = [(p.start, p.end) for p in cut.paragraphs]
    encoded = neural.encode(text, lines, cut.quotations.states)
    model = neural.default_model()
    *_, states = neural.stitch(
        encoded, model.run, model.settings["window"], model.settings["overlap"]
    )
    quoted = np.array([cut.quotations.states[i] != OUTSIDE for i in encoded.start.tolist()])
    return Text(name, text, encoded, states, quoted)


def with_nested(t: Text, nested: list[Relation], outer: list[Relation]) -> Text:
    """The text with labelled relations inside the contents of others."""
    inside = np.zeros(len(t.states), dtype=np.bool_)
    inside[_words(t.encoded, [tuple(s) for r in outer for s in r["content"]])] = True
    layer = _layer(t.encoded, nested)
    return Text(
        t.name,
        t.text,
        t.encoded,
        t.states,
        t.quoted,
        nested=layer,
        inside=inside,
        relations=tuple(nested),
        outer=tuple(outer),
    )


def labelled(folder: Path) -> Iterator[Text]:
    """labels/train: everything is labelled; those that stand on top are the outer ones."""
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf8"))
        by = {a["id"]: a for a in label["attributions"]}
        top = [a for a in by.values() if a["parent"] is None]
        first = [a for a in by.values() if a["parent"] and by[a["parent"]]["parent"] is None]
        yield with_nested(
            read(label["file"], text_of(label["file"], label.get("part"))), first, top
        )


def inner(folder: Path) -> Iterator[Text]:
    """labels/nested: PolNeAR's own relations are the outer ones."""
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf8"))
        _, split, name = label["file"].split("/")
        ann = annotations(SHARED / "data" / "polnear" / split)[name][0]
        t = read(label["file"], text_of(label["file"]))
        yield with_nested(t, label["attributions"], read_ann(ann)[0])


def part(name: str) -> str:
    """Where an article of propaganda-spans belongs, by the hash of its name: a quarter is the test part."""
    number = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    if number % 2:
        return "train" if (number // 2) % 2 else "test"
    return "train" if (number // 2) % 5 else "tune"


def judging(*parts: str) -> Iterator[Text]:
    """propaganda-spans: every word marked or not, whoever says it."""
    for name, text in articles(*parts):
        t = read(name, text)
        loaded = loaded_words(t.encoded, name)
        yield Text(name, text, t.encoded, t.states, t.quoted, loaded=loaded)


def articles(*parts: str) -> Iterator[tuple[str, str]]:
    """The names and texts of propaganda-spans that belong to some parts."""
    for path in sorted((PROPAGANDA / "train-articles").glob("*.txt")):
        if part(path.stem) in parts:
            yield path.stem, path.open(encoding="utf8", newline="").read()


def loaded_words(encoded: neural.Encoded, name: str) -> np.ndarray:
    """(W,) 1 where a word of an article of propaganda-spans judges."""
    loaded = np.zeros(len(encoded.start), dtype=np.float32)
    loaded[_words(encoded, marked(name))] = 1
    return loaded


def marked(name: str) -> list[tuple[int, int]]:
    """The spans of an article of propaganda-spans that judge."""
    return [(a, b) for kind, a, b in techniques(name) if kind in KINDS]


def techniques(name: str) -> list[tuple[str, int, int]]:
    """(technique, start, end) of whatever annotators marked in an article of propaganda-spans."""
    labels = PROPAGANDA / "train-labels-task-flc-tc" / f"{name}.task-flc-tc.labels"
    rows = (line.split("\t") for line in labels.read_text("utf8").splitlines())
    return [(kind, int(a), int(b)) for _, kind, a, b in rows]


def cut(t: Text, size: int, rng: random.Random | None = None) -> list[tuple[int, int]]:
    """Word ranges that end with a paragraph where one ends; the first of random length, given a source of chance."""
    return neural.stretches(
        t.encoded.paragraph, size, rng.randint(size // 3, size) if rng else None
    )
