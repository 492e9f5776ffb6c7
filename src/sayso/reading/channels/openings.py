"""Openings: an occasion that the top of a report tells of in a sentence that quotes nobody.

"Anna Lind gave her yearly address on Monday." and, below it, "she said … she said …": nothing beside those words
tells how they came, and the sentence that does holds no attribution. What is found so is inferred.
"""

from __future__ import annotations

import re

from sayso.reading.channels.occasions import CARRIED, Use, tells
from sayso.reading.drafts import Draft, Range, Ranges
from sayso.reading.structure import Structure
from sayso.records import ChannelKind, Source

_TOP = 4
"""In how many paragraphs the occasion has to be told."""
_WORD = r"[\w'\u2019-]+"
_WHAT = (
    r"(?:(?P<press>(?:press|news)\s+(?:conference|briefing))"
    r"|speech|address|keynote|remarks|lecture|sermon|testimony)\b"
)
_HOUSE = (
    r"(?:conference|forum|summit|rally|crowd|convention|meeting|gathering|assembly|parliament|congress|nation"
    r"|dialogue|conclave)\b"
)
_OCCASION = re.compile(
    rf"\b(?:(?:gave|gives|giving|delivered|delivers|delivering|made|making|held|holds|holding|hosted)\s+(?:{_WORD}\s+){{0,5}}?{_WHAT}"
    rf"|(?:in|during|at)\s+(?:an?|his|her)\s+(?:{_WORD}\s+){{0,4}}?{_WHAT.replace('press>', 'news>')}"
    rf"|(?:spoke|speaking|speaks|addressed|addressing|addresses)\s+(?:at\s+|to\s+|before\s+|during\s+)?(?:an?|the)\s+(?:{_WORD}\s+){{0,5}}?"
    rf"(?:(?P<met>(?:press|news)\s+(?:conference|briefing)\b)|{_HOUSE}))",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|to|before|ahead\s+of|until|plans?|planned|scheduled|expected|after)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)


def opened(
    found: list[Draft],
    speakers: list[Source | None],
    nested: list[bool],
    out: list[Use | None],
    structure: Structure,
) -> list[Use | None]:
    """What the only person says whom such a sentence names, and of whom no other occasion is told."""
    text = structure.text
    contents = Ranges(r for d in found for r in d.content)
    told = {s.id for s, use in zip(speakers, out, strict=True) if s and use and use.span}
    end = structure.paragraphs[min(_TOP, len(structure.paragraphs)) - 1].end
    occasions: dict[str, tuple[int, Use]] = {}
    for sentence in structure.sentences:
        if sentence.start >= end:
            break
        hit = _OCCASION.search(text, sentence.start, sentence.end)
        if hit is None or contents.hold(hit.span()):
            continue
        if _AHEAD.search(text, max(sentence.start, hit.start() - 30), hit.start()):
            continue
        who = _of_whom(text, (sentence.start, sentence.end), hit.span(), speakers, contents)
        if len(who) == 1 and not who <= told:
            kind: ChannelKind = (
                "statement" if hit["press"] or hit["news"] or hit["met"] else "public-speech"
            )
            use = Use(kind, hit.span(), reason=CARRIED)
            occasions.setdefault(next(iter(who)), (sentence.start, use))
    if not occasions:
        return out
    done = list(out)
    for n, (d, s) in enumerate(zip(found, speakers, strict=True)):
        at = occasions.get(s.id) if s else None
        if at and done[n] is None and not nested[n] and d.start >= at[0] and tells(d, text):
            done[n] = at[1]
    return done


def _of_whom(
    text: str, sentence: Range, hit: Range, speakers: list[Source | None], contents: Ranges
) -> set[str]:
    """The ids of all persons whose last name stands right before the occasion, or after "In a speech"."""
    found = set()
    begins = text[hit[0]].isupper() and hit[0] == sentence[0]
    for s in {s.id: s for s in speakers if s and s.kind == "person" and s.named}.values():
        last = s.name.split()[-1]
        for m in re.finditer(rf"\b{re.escape(last)}\b", text[slice(*sentence)]):
            start, end = sentence[0] + m.start(), sentence[0] + m.end()
            beside = begins if start > hit[0] else _BESIDE.fullmatch(text, end, hit[0])
            alone = not _AND.search(text, sentence[0], start) and not contents.hold((start, end))
            if last[:1].isupper() and beside and alone:
                found.add(s.id)
    return found


_AND = re.compile(r"\band\s+(?:[A-Z]\S*\s+)*$")
"""Before the second of two who did it together."""
_BESIDE = re.compile(r"(?:\s+(?!who\b)[a-z'\u2019-]+){0,8}\s+")
"""Between a subject and what he did: no comma, no other name."""
