"""Who tells, where the tagger has a cue without a source and the words behind the cue say who.

Two forms only, for a wrong teller is worse than none: "was asked by host Jo Berg", "according to Larch Mining". A plain
subject before the cue was tried too: there the tagger is right to leave it out (training/LOG.md).
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.drafts import Draft, Range
from sayso.reading.sources.introduced import OPENERS
from sayso.reading.sources.mentions import describe
from sayso.reading.sources.nouns import common_nouns, singular
from sayso.reading.structure import Structure

_BEHIND = re.compile(r"(?<=ed|id|en|wn)\s+by\s+(?=\w)|(?<=ccording to)\s+(?=\w)")
_ENDS = (
    "that|which|who|whom|whose|and|or|but|if|as|in|on|at|to|with|by|for|from|of|about|after|before|during|when|while"
    "|because|is|are|was|were|has|have|had|will|would|could|may|might|said|says|how|whether|what|why|where"
)
_PHRASE = re.compile(
    rf"(?!(?:{_ENDS})\b)[\w@][\w.&'\u2019-]*(?:\s+(?!(?:{_ENDS})\b)[\w&][\w.&'\u2019-]*){{0,5}}"
)
_DETERMINERS = frozenset(
    "the a an his her its their some many most several other two three".split()
)


def with_agents(found: list[Draft], structure: Structure) -> list[Draft]:
    """The drafts; those that have a cue and no source with the source that is named behind the cue."""
    return [
        d
        if d.source is not None or d.cue is None or d.laid_out
        else replace(d, source=_behind(structure, d, d.cue[1]))
        for d in found
    ]


def _behind(structure: Structure, d: Draft, place: int) -> Range | None:
    """A phrase behind the cue that names somebody or something that can speak, clear of what is said."""
    text = structure.text
    sentence = structure.sentences[structure.sentence_at(place - 1)]
    tie = _BEHIND.match(text, place, sentence.end)
    phrase = _PHRASE.match(text, tie.end(), sentence.end) if tie else None
    if phrase is None:
        return None
    words = phrase.group().rstrip(".")
    at = (phrase.start(), phrase.start() + len(words))
    first = words.split()[0].lower()
    if first[0].isdigit() or first in OPENERS - _DETERMINERS:
        return None
    if any(a < at[1] and at[0] < b for a, b in d.content):
        return None
    m = describe(text, at)
    known = m.named or {m.head.lower(), singular(m.head.lower())} & common_nouns()
    whole = m.pronoun is None and m.kind != "unknown" and words.endswith(m.head)
    return at if known and whole else None
