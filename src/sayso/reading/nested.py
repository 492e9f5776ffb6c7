"""Nesting: which relation inside somebody's words is another's telling or thinking, and which only his own.

"She said officials fear a flood" nests; "she said she wanted to go" and "I think so", inside her own
words, have one speaker and are one link.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.cues import is_telling, stance_with
from sayso.reading.drafts import Contents, Draft, Range, Ranges, within
from sayso.reading.plainly import AUXILIARY
from sayso.reading.sources.mentions import describe
from sayso.reading.structure import Structure

_OWN = re.compile(
    r"(?:and\s+)?(?:(?:I|we|me|us|let['\u2019]s)\b.*|my|our|mine|ours|myself|ourselves)",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESSED = re.compile(
    r"(?:and\s+)?(?:you\b.*|your|one|that|there|what|which)", re.IGNORECASE | re.DOTALL
)
_THIRD = re.compile(r"(?:he|she|his|her|they|their|it|its)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:^|[^\w'\u2019])(?:I|we|you|let['\u2019]s)(?:['\u2019](?:m|d|ll|ve|re))?\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Whoever speaks or is spoken to, right before a cue: the tagger ties such a subject to nothing."""
_CONTRACTED = re.compile(r"(?:(?:I|we|you)?['\u2019](?:m|d|ll|ve|re))\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"\W*(?:it|that|this|them|him|her|these|those|so|anything|something|nothing|everything|the same"
    r"|(?:these|those|this|that)\s+(?:issues?|questions?|concerns?|comments?|things?))\W*",
    re.IGNORECASE,
)
"""Content that only points at something said elsewhere."""
_HEARD = re.compile(
    r"(?:(?:is|are|was|were|been|being)\s+)?(?:told|ordered|instructed|urged|advised|reminded|warned)\s+(?:not\s+)?to\s",
    re.IGNORECASE,
)
"""A passive, as headlines write it ("Staff told to lie"): its subject was told, and who told him is not said."""
_RELATIVE = re.compile(r"(?:who|which|that|whom)", re.IGNORECASE)
_ANTECEDENT = re.compile(
    r"(?:(?:\b(?:the|an?|some|many|most|several|other|those|these|his|her|their|our|your|my|any|few|all|both)\s+"
    r"(?:(?!of\b|from\b|in\b|at\b|by\b|with\b|for\b|to\b|and\b|is\b|was\b)[\w\u2019'-]+\s+){0,3})"
    r"|(?:[A-Z][\w.\u2019'-]*\s+)+)?[\w\u2019'-]+(?=,?\s+$)",
)
"""The phrase right before "who"."""
_NO_NOUN = re.compile(
    r"\b(?:out|up|down|in|on|off|there|here|elsewhere|now|then|today|yesterday|all|so|is|was|are|were)$",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"\b(?:idea|notion|belief|fear|concern|claim|report|rumou?r|suggestion|accusation|allegation|suspicion|doubt|argument|theory"
    r"|perception|promise|pledge|threat|prediction|talk|speculation|expectation|hope|view|wisdom|impression|consensus|assumption"
    r"|conclusion|warning|demand|call|request|order|decision|announcement|criticism|question|fiction|story line|chatter"
    r"|word is)s?\b",
    re.IGNORECASE,
)
"""Nouns of telling and thinking."""
_IMPERSONAL = re.compile(
    _NOUNS.pattern
    + r"|\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+\s+)?(?:\w+ed|told|said|known|thought|seen|made)\b"
    r"|['\u2019](?:s|re)\s+\w+ed\b|^as\b",
    re.IGNORECASE,
)
_TASTE = re.compile(
    r"\b(?:(?:dis)?lik(?:e[sd]?|ing)|hat(?:e[sd]?|ing)|lov(?:e[sd]?|ing)|accept\w*|feels?|felt|sees?(?!\s+as)|remember\w*|forg[eo]t\w*"
    r"|understand\w*|appreciat\w*|thinks? about|confident of|knows?(?!\s+(?:of|about)))$",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    r"\b(?:efforts|information|talk about|discuss|decide|support(?:ed|s)?|trying|(?:the|no|every|a) right|ability"
    r"|authority|appointed)$",
    re.IGNORECASE,
)
"""What the tagger takes for a telling or a thought and labels hardly ever do: 67 of its finds that end so were none
and 7 were, in the articles that may be learned from."""
_SHORT = 6
_TOPIC = re.compile(
    r"\b(?:talk|talks|talked|talking|spoke|speaks?|speaking)\s+about\b|\bdiscuss(?:ed|es|ing)?\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\W*(?:that|to|whether|how|why|what|who|if|when|where|it|he|she|they|there|[\"\u201c\u2018]"
    r"|the\s+\w+\s+(?:is|was|are|were|had|has|will|would))\b",
    re.IGNORECASE,
)


_BEFORE = re.compile(
    rf"\b(?P<source>who|which)\s+(?:(?:is|are|was|were|been|be|{AUXILIARY}|\w{{2,}}ly)\s+)*$"
)
"""A relative pronoun as the subject of a cue. Other phrases before one without a source are none (training/LOG.md)."""
_LONE = re.compile(r"(?:that|to|whether|how|what|why|if)", re.IGNORECASE)
_QUOTES = "\"\u201c\u2018'"
_TAIL = " \t\n.,;:!?\"'\u2019\u201d\u2014-"


_UNDERGONE = re.compile(
    r"\b(?:is|are|was|were|be|been)\s+(?:\w+\s+)?(?:required|allowed|forced|voted|elected|warranted)\b",
    re.IGNORECASE,
)
"""What somebody must, or what is done to him: no act of his."""
_ABLE = re.compile(r"\b(?:know|knows|knew|known|learn|learned|learning)$", re.IGNORECASE)
_HOW_TO = re.compile(r"how\s+to\b", re.IGNORECASE)
_SAID_OF = re.compile(
    r"\b(?:reports?|reporting|allegations?|accusations?|rumou?rs?|announcements?|talk|idea|notion|claims?)\s+of$",
    re.IGNORECASE,
)


def worth_nesting(source: str, cue: str, content: str) -> bool:
    """Whether the tagger's find is kept: a telling, a thought or a wish; not a deed ("had approved a bill"), nor
    liking or knowing a thing ("don't like vaccines").

    One without a source must be a noun, a passive, or a telling ("the idea that …", "are expected to …", "saying
    that …"): the subject of another verb ("knowing", "figure out") that the tagger tied to none is most often the
    speaker. Stricter lists lost more than they kept out (training/LOG.md).
    """
    clause = _CLAUSE.match(content) is not None
    if (
        _DEEDS.search(cue)
        or _UNDERGONE.search(cue)
        or (_ABLE.search(cue) and _HOW_TO.match(content))
    ):
        return False
    if not source:
        if cue.endswith(" of") and not _SAID_OF.search(cue):
            return False
        told, noun = is_telling(cue), _NOUNS.search(cue) is not None
        shown = (told and clause) or (
            (told or noun or clause) and _IMPERSONAL.search(cue) is not None
        )
        return shown and " " in content.strip()
    if not clause and _TASTE.search(cue) and len(content.split()) <= _SHORT:
        return False
    return (
        clause
        or is_telling(cue)
        or stance_with(cue, content) != "asserts"
        or _TOPIC.search(cue) is not None
    )


def same_speaker(text: str, source: Range, outer: Range | None, *, quoted: bool) -> bool:
    """The source of a relation inside somebody's words is that somebody, or whoever he talks to or of at large.

    outer: where that somebody is named.  quoted: the words stand in quotation marks, or in a turn of their own.
    In reported speech "he" is most often the speaker, unless the speaker is a paper, several people or a woman.
    """
    words = text[slice(*source)].strip()
    if _OWN.fullmatch(words) or _ADDRESSED.fullmatch(words):
        return True
    if outer is None:
        return False
    if quoted and _THIRD.fullmatch(words):
        return False
    if words.lower() == text[slice(*outer)].strip().lower():
        return True
    if _THIRD.fullmatch(words) is None:
        return False
    speaker = describe(text, outer)
    if words.lower() in ("they", "their"):
        return speaker.plural or speaker.kind not in ("person", "document", "data", "recording")
    if words.lower() in ("it", "its"):
        return speaker.kind not in ("person", "group")
    male = words.lower() in ("he", "his")
    return speaker.kind == "person" and not speaker.plural and speaker.male in (None, male)


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
        if nested and not (d.cue and not cues.touch(d.cue)):
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
        if not d.laid_out and d.cue is not None:
            if nested:
                d = replace(d, source=_subject(text, d, stretch), content=_clause(structure, d))
            if not _worth(text, d):
                continue
            d = replace(d, source=_antecedent(text, d.source))
        if not d.laid_out and d.cue is not None and d.source is not None:
            outer = found[n]
            inside = bool(states[d.source[0]]) and not (outer.cue and states[outer.cue[0]])
            quoted = bool(states[stretch[0]]) or inside or outer.laid_out
            if same_speaker(text, d.source, outer.source, quoted=quoted):
                continue
        if nested:
            cut = tuple((a, min(b, stretch[1])) for a, b in d.content if a < stretch[1])
            d = replace(d, content=cut)
        out.append(d)
    return out


def _subject(text: str, d: Draft, stretch: Range) -> Range | None:
    """The source; where the tagger left it out, "who" or "which" right before the cue."""
    if d.source is not None or d.cue is None:
        return d.source
    before = _BEFORE.search(text, max(stretch[0], d.cue[0] - 80), d.cue[0])
    return before.span("source") if before else None


def _clause(structure: Structure, d: Draft) -> tuple[Range, ...]:
    """The content, to the end of its sentence where it is a lone "that", and no further where it is not quoted."""
    if len(d.content) > 1:
        return d.content
    text, ((a, b),) = structure.text, d.content
    end = structure.sentences[structure.sentence_at(a)].end
    if b < end and _LONE.fullmatch(text, a, b) and text[b : b + 1].isspace():
        return ((a, len(text[:end].rstrip(_TAIL))),)
    if b > end and text[a] not in _QUOTES:
        return ((a, end),)
    return d.content


def without_own(found: list[Draft], up: list[int | None], structure: Structure) -> list[Draft]:
    """Leave out what somebody whom another tells of says of himself: "the mayor says she hopes she may go".

    up: the number of the draft whose content holds each.
    """
    text, states = structure.text, structure.quotations.states
    out = []
    for d, n in zip(found, up, strict=True):
        if n is not None and up[n] is not None and d.cue is not None and d.source is not None:
            quoted = bool(states[d.cue[0]]) and not states[found[n].content[0][0] - 1]
            if same_speaker(text, d.source, found[n].source, quoted=quoted):
                continue
        out.append(d)
    return out


def _antecedent(text: str, source: Range | None) -> Range | None:
    """ "critics who say …": the critics with the pronoun, where they stand right before it."""
    if source is None or not _RELATIVE.fullmatch(text, *source):
        return source
    before = _ANTECEDENT.search(text, max(0, source[0] - 60), source[0])
    if before is None or _NO_NOUN.search(before.group()):
        return source
    return before.start(), source[1]


def _worth(text: str, d: Draft) -> bool:
    if d.cue is None or _EMPTY.fullmatch(text, d.content[0][0], d.content[-1][1]):
        return False
    if d.source is None and (
        _CONTRACTED.match(text, *d.cue) or _SUBJECT.search(text, max(0, d.cue[0] - 40), d.cue[0])
    ):
        return False
    if d.source is not None and _HEARD.match(text, d.cue[0]) and d.source[1] <= d.cue[0]:
        return False
    return worth_nesting(
        text[slice(*d.source)] if d.source else "",
        text[slice(*d.cue)] if d.cue else "",
        text[d.content[0][0] : d.content[-1][1]],
    )
