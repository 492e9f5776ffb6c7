"""Nesting: which relation inside somebody's words is another's telling or thinking, and which only his own.

"She said officials fear a flood" nests; "she said she wanted to go" and "I think so", inside her own
words, have one speaker and are one link.
"""

from __future__ import annotations

import re

from sayso.reading.cues import is_telling, stance_of

_OWN = re.compile(r"(?:I|we|me|us|my|our|myself|ourselves)\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?:you|your|one|it|this|that|there|what|which)\b", re.IGNORECASE)
_THIRD = re.compile(r"(?:he|she|his|her|they|their)\b", re.IGNORECASE)
_ATTITUDE = re.compile(
    r"\b(?:support|oppos|back|vote|lik|lov|hat|prais|thank|welcom|embrac|endors|favou?r|admir|attack|trust|"
    r"blam|slam|blast|mock|critici[sz]|condemn|sponsor|regard|treat|look|see|saw|seen)\w*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\W*(?:that|to|whether|how|why|what|who|if|when|where)\b"
    r"|.*\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|not)\b",
    re.IGNORECASE | re.DOTALL,
)


def worth_nesting(cue: str, content: str) -> bool:
    """A telling, a thought or a wish with words of its own; not a bare attitude ("likes him")."""
    stance = stance_of(cue)
    if stance is None or len(content.split()) < 3 or (stance == "asserts" and not is_telling(cue)):
        return False
    return not _ATTITUDE.search(cue) or _CLAUSE.match(content) is not None


def same_speaker(source: str, outer: str, *, quoted: bool) -> bool:
    """The source of a relation inside somebody's words is that somebody, or whoever he talks to or of at large.

    quoted: the words stand in quotation marks. In reported speech "he" is most often the speaker.
    """
    if _OWN.match(source) or _ADDRESSED.match(source):
        return True
    if source.strip().lower() == outer.strip().lower():
        return True
    return not quoted and _THIRD.fullmatch(source.strip()) is not None
