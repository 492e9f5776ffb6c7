"""How sure the content of an attribution is, as its source puts it.

The classes are those of the labels (certain, hedged, conditional, negated, unknown). A hedge or a condition wins
over a negation. What is asked or declined is unknown. Only the main point counts: the first sentence of a
content, and of it what stands before a clause of time or reason.
"""

from __future__ import annotations

import re

from sayso.records import Certainty, Stance

_HEDGE = re.compile(
    r"\b(?:may(?!\s+(?:\d|of\b))|might|could(?!\s*(?:n['\u2019]t|\s+not)\b)|perhaps|maybe|probabl[ey]"
    r"|(?<!est )(?<!as )(?<!if )possibl[ey]|potentially|presumably|"
    r"supposedly|apparently|allegedly|reportedly|seemingly|arguably|purportedly|conceivably|"
    r"likely(?!\s+voters?\b)|unlikely|seems?|seemed|appears?|appeared|suspected|alleged|about\s+to|"
    r"(?:I|we)\s+(?:think|guess|suppose|suspect)|in\s+all\s+likelihood|a\s+chance|risks?\s+of)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:in|last|this|next|early|late|since|until|by|of|on|\d{1,2})\s+May\b|\bMay\s+\d"
)
_HEDGING_CUE = re.compile(
    r"\b(?:suggest\w*|hint\w*|appear\w*|seem\w*|reportedly|allegedly|purported\w*|likely|may|might|could|hop(?:e|es|ed|ing)\b|"
    r"speculat\w*|suspect\w*|possib\w*|probabl\w*|guess\w*)\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+\s+)?(?:rumou?red|anticipated|said|estimated|presumed|supposed)\b"
    r"|\b(?:supposedly|presumably|rumou?r\w*)\b|^(?:estimated|alleged)\b",
    re.IGNORECASE,
)
"""What nobody is named for: "is said to". What "is expected" is as sure as its words."""
_NO = re.compile(r"\W*no\W*", re.IGNORECASE)
_SURE_CUE = re.compile(r"\bsuggest\w*\b", re.IGNORECASE)
_IF = re.compile(
    r"(?<!\bas )\bif\b(?!\s+(?:not|any|anything|so)\b)|\bunless\b|\bprovided\s+that\b|\bassuming\b|\bas\s+long\s+as\b",
    re.IGNORECASE,
)
_IFS = ("if", "unless", "provided", "assuming", "as long")
"""Asked for before the pattern, which looks at every letter."""
_WOULD = re.compile(
    r"\b(?:would|wouldn['\u2019]t|\w+['\u2019]d\s+(?:be|have|like|love))\b", re.IGNORECASE
)
_WOULD_HAVE = re.compile(
    r"\b(?:would|could|might|should)(?:n['\u2019]t|\s+not)?\s+have\b", re.IGNORECASE
)
_PRESENT_CUE = re.compile(
    r"\b(?:says?|thinks?|believes?|argues?|claims?|warns?|tells?|adds?|predicts?|fears?|estimates?|projects?|expects?|shows?|"
    r"suggests?|insists?|contends?|maintains?|has|have|according|saying|in)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no|nothing|neither|nor|cannot|unable|refus\w*|reject\w*|den(?:y|ies|ied|ying))\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\W*(?:nobody|no[\s-]one|none|neither|no)\b", re.IGNORECASE)
_FIRST = re.compile(r"[.?!][\"\u201d\u2019')]*\s+(?=[\"\u201c\u2018A-Z])")


def certainty_of(
    stance: Stance | None, source: str, cue: str, content: str, *, quoted: bool
) -> Certainty:
    """The certainty of one content. quoted: its words are the source's own, so "would" is no past of "will"."""
    if stance in ("asks", "declines"):
        return "unknown"
    point = _FIRST.split(content, maxsplit=1)[0]
    low = point.lower()
    if any(w in low for w in _IFS) and _IF.search(point) and stance != "asks":
        return "conditional"
    words = _MONTH.sub(" ", point) if "may" in low else point
    if _HEDGE.search(words):
        return "hedged"
    if _HEDGING_CUE.search(cue) and not _SURE_CUE.search(cue):
        return "hedged"
    if not source and _UNSAID.search(cue):
        return "hedged"
    if "have" in low and _WOULD_HAVE.search(point):
        return "conditional"
    if _WOULD.search(point) and (quoted or _PRESENT_CUE.search(cue)):
        return "conditional"
    if stance == "denies" or _NOT.search(cue) or _NOBODY.match(source) or _NO.fullmatch(content):
        return "negated"
    return "certain"
