"""Whether the words around a time speak of what was or of what is to come."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future"]

_REACH = 160
_VERB = re.compile(
    r"(?P<future>(?:\b(?:will|shall|going\sto|won['’]t|(?:is|are)\sto|to\sbe|due|scheduled|slated|set\sto|plans?|planned|planning|expects?|expected"
    r"|hopes?\sto|intends?|takes|begins|starts|opens|expires|resumes|upcoming|looks?\sforward|invited|deadline)\b|['’]ll\b)"
    r"(?:\s(?:also|not|then|now|soon|to|be|have|take|place))*(?:\s(?:\w+(?:ed|n)|held|put|sent|met|built|made|paid|cut|set)\b)?)"
    r"|(?P<past>\b(?:was|were|had|has|have|did|didn['’]t|said|told|came|went|took|made|got|gave|found|left|led|lost|held|met|paid|sent|began"
    r"|broke|grew|drew|flew|knew|threw|brought|bought|caught|thought|sought|fought|felt|kept|drove|chose|froze|stole|sold|stood"
    r"|sank|beat|laid|lay|heard|built|lent|wore|swore|shook|won|spoke|became|fell|rose|saw|ran|hit|struck|shot|wrote|put|set|cut|died|ordered|announced|since|ago|\w{3,}ed)\b)",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?]['”\"’)]*\s|\n\s*\n|;\s")


def tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the verb that stands nearest before `text[start:end]` in its sentence, else after it."""
    low = max(0, start - _REACH)
    breaks = [m.end() for m in _END.finditer(text, low, start) if not _abbreviated(text, m.start())]
    low = breaks[-1] if breaks else low
    before = list(_VERB.finditer(text, low, start))
    if before:
        return "future" if before[-1]["future"] else "past"
    stop = _END.search(text, end, end + _REACH)
    after = _VERB.search(text, end, stop.start() if stop else min(len(text), end + _REACH))
    if after:
        return "future" if after["future"] else "past"
    return None


def _abbreviated(text: str, dot: int) -> bool:
    """ "Jan. 5", "Mr. Smith": a full stop that ends no sentence."""
    word = re.search(r"(\w+)$", text[max(0, dot - 8) : dot])
    return word is not None and word[1][:1].isupper() and len(word[1]) <= 4
