"""Nesting: which relation inside somebody's words is another's telling or thinking, and which only his own.

"She said officials fear a flood" nests; "she said she wanted to go" and "I think so", inside her own
words, have one speaker and are one link.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.cues import is_telling, stance_with
from sayso.reading.drafts import Contents, Draft, Ranges, within
from sayso.reading.structure import Structure

_OWN = re.compile(r"(?:I|we|me|us|my|our|myself|ourselves)\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?:you|your|one|it|this|that|there|what|which)\b", re.IGNORECASE)
_THIRD = re.compile(r"(?:he|she|his|her|they|their)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\W*(?:that|to|whether|how|why|what|who|if|when|where|it|he|she|they|there|[\"\u201c\u2018]"
    r"|the\s+\w+\s+(?:is|was|are|were|had|has|will|would))\b",
    re.IGNORECASE,
)


def worth_nesting(source: str, cue: str, content: str) -> bool:
    """Whether the tagger's find is kept: a telling, a thought or a wish; not a deed ("had approved a bill").

    One without a source must have a clause ("were told that …", "the idea that …"). Stricter lists lost more than
    they kept out (training/LOG.md).
    """
    clause = _CLAUSE.match(content) is not None
    if not source:
        return clause and len(content.split()) > 2
    return clause or is_telling(cue) or stance_with(cue, content) != "asserts"


def same_speaker(source: str, outer: str, *, quoted: bool) -> bool:
    """The source of a relation inside somebody's words is that somebody, or whoever he talks to or of at large.

    quoted: the words stand in quotation marks. In reported speech "he" is most often the speaker.
    """
    if _OWN.match(source) or _ADDRESSED.match(source):
        return True
    if source.strip().lower() == outer.strip().lower():
        return True
    return not quoted and _THIRD.fullmatch(source.strip()) is not None


def nest(found: list[Draft], inner: list[Draft], structure: Structure) -> list[Draft]:
    """The drafts that stand on top with those inside their contents.

    inner: what the tagger's second layer found. One is kept if a content holds its source and cue and the
    beginning of its own content, which is cut where the outer one ends. Whatever a speaker says of himself
    inside his own words is left out.
    """
    text, states = structure.text, structure.quotations.states
    contents = Contents(found)
    cues = Ranges(d.cue for d in found if d.cue is not None)
    out = []
    for number, d in enumerate([*found, *inner]):
        nested = number >= len(found)
        if nested and not (d.cue and not cues.touch(d.cue) and _worth(text, d)):
            continue  # the first layer has it, as it has what is said in the turns of a transcript
        own = [*filter(None, (d.source, d.cue)), (d.content[0][0], d.content[0][0] + 1)]
        holders = [
            (sum(b - a for a, b in found[n].content), n, r)
            for n, r in contents.around(own[0][0])
            if n != number and all(within(o, (r,)) for o in own)
        ]
        if not holders:
            if not nested:
                out.append(d)
            continue
        _, n, stretch = min(holders)
        if not d.laid_out and d.cue is not None and d.source is not None:
            outer = found[n]
            told_by = text[slice(*outer.source)] if outer.source else ""
            quoted = bool(states[stretch[0]]) or outer.laid_out
            if same_speaker(text[slice(*d.source)], told_by, quoted=quoted):
                continue
        if nested:
            cut = tuple((a, min(b, stretch[1])) for a, b in d.content if a < stretch[1])
            d = replace(d, content=cut)
        out.append(d)
    return out


def _worth(text: str, d: Draft) -> bool:
    return worth_nesting(
        text[slice(*d.source)] if d.source else "",
        text[slice(*d.cue)] if d.cue else "",
        text[d.content[0][0] : d.content[-1][1]],
    )
