"""What the tagger sees in a report, decoded: relations of two layers, names, words that judge, and what is no part
of the report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sayso import neural
from sayso.reading.drafts import Range, Ranges
from sayso.reading.structure import Structure
from sayso.reading.tagger import (
    LAYERS,
    NAME_TAGS,
    Ints,
    Relation,
    decode,
    decoding,
    relate,
    spans,
    transitions_of,
)
from sayso.records import Boilerplate

CHAINED = (*LAYERS, "names")
"""Heads whose tags follow a learned chain."""


@dataclass(frozen=True)
class Tagging:
    """The words of a report and the model's scores of them."""

    structure: Structure
    encoded: neural.Encoded
    tagged: neural.Tagged
    model: neural.Model

    @classmethod
    def of(cls, structure: Structure, model: neural.Model) -> Tagging:
        """Run the model over a report."""
        paragraphs = [(p.start, p.end) for p in structure.paragraphs]
        encoded = neural.encode(structure.text, paragraphs, structure.quotations.states)
        return cls(structure, encoded, model.tag(encoded), model)

    def discarded(self) -> list[float]:
        """How likely each paragraph is no part of the report: the mean over its words."""
        count = len(self.structure.paragraphs)
        chance = 1 / (1 + np.exp(-self.tagged.heads["discard"][:, 0]))
        sums = np.bincount(self.encoded.paragraph, weights=chance, minlength=count)
        means = sums / np.maximum(np.bincount(self.encoded.paragraph, minlength=count), 1)
        return [float(x) for x in means]

    def relations(self, layer: str, aside: tuple[Boilerplate, ...]) -> list[Relation]:
        """The relations of one of LAYERS. Boilerplate between two paragraphs does not part them."""
        weights = decoding(self.model.settings[layer])[1]
        starts = {s.start for b in aside for s in b.spans}
        keep = np.array([p.start not in starts for p in self.structure.paragraphs], dtype=np.int64)
        rank = np.cumsum(keep)[self.encoded.paragraph]
        found = spans(self._best[layer], self.encoded.paragraph)
        return relate(found, self.tagged.links[LAYERS.index(layer)], weights, rank)

    def names(self, aside: tuple[Boilerplate, ...]) -> list[tuple[str, int, int]]:
        """(kind, start, end) of each name outside boilerplate, in order."""
        hidden = Ranges((s.start, s.end) for b in aside for s in b.spans)
        e = self.encoded
        found = spans(self._best["names"], e.paragraph, NAME_TAGS)
        places = [(kind, int(e.start[a]), int(e.end[b - 1])) for kind, a, b in found]
        return [p for p in places if not hidden.hold(p[1:])]

    def judging(self) -> list[Range]:
        """Runs of words that the tagger is sure annotators would call loaded, whoever says them, in order."""
        e, scores = self.encoded, self.tagged.heads["loaded"][:, 0]
        sure, along = self.model.settings["loaded"]
        at = np.flatnonzero(scores > along)
        if not len(at):
            return []
        apart = np.flatnonzero((np.diff(at) > 1) | (np.diff(e.paragraph[at]) > 0)) + 1
        return [
            (int(e.start[run[0]]), int(e.end[run[-1]]))
            for run in np.split(at, apart)
            if scores[run].max() > sure
        ]

    @cached_property
    def _best(self) -> dict[str, Ints]:
        """The best tags of each head that has a chain, all decoded in one go."""
        lengths = [n for n in np.bincount(self.encoded.paragraph).tolist() if n]
        scores = [self.tagged.heads[head] for head in CHAINED]
        chains = [transitions_of(self.model.settings[head]) for head in CHAINED]
        return dict(zip(CHAINED, decode(scores, lengths, chains), strict=True))
