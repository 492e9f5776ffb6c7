"""Speeches, letters and hearings printed whole, with no narrator and no label before the words.

A speech or an open letter is one voice from its first sentence to its last; in a hearing every paragraph is somebody
else's turn. What gives them away is that they speak *to* somebody: "ladies and gentlemen", "I am proud to be here",
"may it please the Court". A column says "I" as well, but to nobody, and a release speaks of its body as "we": both are
the outlet's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.drafts import Range
from sayso.reading.structure import Structure

_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us|I['\u2019]\w+|we['\u2019]\w+)\b", re.IGNORECASE)
_KIND = (
    r"(?:speech|address|remarks|lecture|testimony|eulogy|sermon|oration|keynote|open\s+letter)\b"
)
_CALLED = re.compile(rf"\b{_KIND}", re.IGNORECASE)
_TITLE = re.compile(
    rf"(?:(?:the|an?)\s+)?(?:[\w.-]+\s+)?{_KIND}\s+(?:by|of|from|to|at|before)\b"
    rf"|[A-Z][^\n,:;?!]{{2,80}}['\u2019]s?\s+(?:[\w-]+\s+){{0,3}}{_KIND}\W*$",
    re.IGNORECASE,
)
"""A line that is nothing but the title of a speech."""
_WORD = r"[A-Z][\w.'\u2019-]*"
_WHO = re.compile(
    rf"\b(?i:{_KIND})\s+(?:by|of|from)\s+(?P<by>(?:the\s+)?[A-Z][^\n,:;]{{2,80}}?)"
    r"(?=\s+(?:on|at|to|about|in|after|before|during|as)\s|[\n,:;]|$)"
    rf"|(?P<of>{_WORD}(?:\s+{_WORD}){{0,6}}['\u2019]s?)\s+(?:[\w-]+\s+){{0,3}}(?i:{_KIND})"
    rf"|(?P<does>(?:{_WORD}\s+){{1,5}}?{_WORD})\s+(?:delivered|gave|made|spoke)\b"
)
_RECORD = re.compile(
    rf"(?P<who>(?:Speaker|Senator|Mr|Mrs|Ms|Miss|Dr|Lord|Lady|Sir)\.?\s+{_WORD}(?<!\.)(?=\.)"
    r"|[A-Z][A-Z.'\u2019 -]+(?=:))[.:]\s+(?=[A-Z])"
)
"""How a record of debates names who speaks: "Speaker Ibsen. Thank you, …", "THE MAYOR: Thank you, …"."""
_GREETING = re.compile(
    r"\W*(?:thanks?\s+you\b|good\s+(?:morning|afternoon|evening)\b|ladies\s+and\s+gentlemen|hello\b|(?:my\s+)?fellow\s+\w+s\b"
    r"|(?:your\s+)?excellenc|distinguished\s+\w+s\b|mr\.?\s+(?:president|speaker|chair)|madam\s+(?:president|speaker|chair)"
    r"|my\s+(?:dear\s+)?friends\b)",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"\bI\s*(?:am|['\u2019]m)\s+(?:\w+\s+){0,2}?(?:proud|hono[u]?red|pleased|glad|delighted|happy|grateful)\s+to\s+"
    r"(?:be|come|join|stand|address|speak)\b"
    r"|\bIt\s*(?:is|['\u2019]s)\s+(?:(?:my|an?|great|good|wonderful|such)\s+)+(?:\w+\s+)?(?:(?:pleasure|honou?r|privilege)\s+)?to\s+"
    r"(?:be|address|speak|welcome|join|have)\b"
    r"|\bgives\s+me\s+(?:\w+\s+)?pleasure\b|\bI\s+(?:wish|rise|stand)\s+(?:today\s+)?(?:to\s+make\s+a\b|in\s+support|before\s+you)"
    r"|\bI\s+have\s+spoken\s+to\s+you\b",
    re.IGNORECASE,
)
"""How a speaker begins."""
_ADDRESS = re.compile(
    r"\b(?:ladies\s+and\s+gentlemen|fellow\s+(?:citizens|delegates|americans|members|democrats|republicans)|your\s+excellenc(?:y|ies)"
    r"|excellencies|m(?:r\.?|adam)\s+(?:president|speaker|chair(?:man|woman)?|secretary-general)(?=[,.:!?])|thank\s+you\s*[.!]"
    r"|thank\s+you(?:,|\s+all\b|\s+(?:so|very)\s+much\b)|god\s+bless\s+(?:you|america|the\s+united)|my\s+(?:dear\s+)?friends,"
    r"|in\s+this\s+(?:hall|chamber|assembly|house)\b)",
    re.IGNORECASE,
)
_NARRATED = re.compile(
    rf"[\"\u201d]\s+(?:(?:{_WORD}\s+){{1,3}}|he\s+|she\s+)(?:said|says|told|wrote|added)\b|,[\"\u201d]\s+(?:said|says)\s"
)
"""Quoted words beside whoever said them: somebody reports."""
_HEAD, _HEADING = 6, 16
"""How many lines the head of a page may take; a line of fewer words than that without a full stop belongs to it."""
_LEAST, _LONG = 900, 80
"""Characters of the shortest speech, and of a paragraph that says enough to count."""
_SHARE = 0.6
"""What share of those paragraphs speaks as "I" or "we"."""


def speech(structure: Structure, lines: list[Range]) -> tuple[Range | None, tuple[Range, ...]]:
    """Where the speaker is named, and the paragraphs of what he says. None of these: no speech.

    Two signs are asked for, for each of them stands in some column. lines: the paragraphs that are no boilerplate.
    """
    text = structure.text
    first = next((i for i, r in enumerate(lines[: _HEAD + 1]) if not _heads(text, r)), len(lines))
    head, body = lines[:first], [r for r in lines[first:] if not _shouts(text, r)]
    long = [r for r in body if r[1] - r[0] > _LONG]
    if sum(b - a for a, b in body) < _LEAST or any(_NARRATED.search(text, *r) for r in body):
        return None, ()
    if sum(1 for r in body for _ in _outside(structure, BENCH, r)) > 1:
        return None, ()
    own = sum(any(_outside(structure, _FIRST_PERSON, r)) for r in long)
    if not long or own < _SHARE * len(long):
        return None, ()
    record = _RECORD.match(text, *body[0])
    begin = record.end() if record else body[0][0]
    turned = [m.start() for r in body for m in _outside(structure, _ADDRESS, r)]
    signs = (
        any(_CALLED.search(text, *r) for r in head),
        any(_TITLE.match(text, *r) for r in head),
        record is not None,
        _GREETING.match(text, begin, body[0][1]) is not None,
        any(any(_outside(structure, _OPENER, r)) for r in body[:3]),
        bool(turned),
        len(turned) > 1 and turned[-1] >= body[-2:][0][0],
    )
    if sum(signs) < _SIGNS:
        return None, ()
    if record:
        return record.span("who"), ((begin, body[0][1]), *body[1:])
    named = (m for r in head for m in _WHO.finditer(text, *r))
    who = next((m.span(k) for m in named for k in ("by", "of", "does") if m[k]), None)
    return who, tuple(body)


_SIGNS = 2


def _heads(text: str, line: Range) -> bool:
    """A title, a date, a place, or a sentence that announces what is printed below it."""
    words = text[line[0] : line[1]].strip()
    if words.endswith(":") and _CALLED.search(words):
        return True
    return len(words.split()) < _HEADING and words[-1:] not in ".!?\u2026,:\u2014"


def _shouts(text: str, line: Range) -> bool:
    """All in capitals, or without a letter: a heading, an hour, the end."""
    return not any(c.islower() for c in text[slice(*line)])


def _outside(structure: Structure, form: re.Pattern[str], line: Range) -> Iterator[re.Match[str]]:
    """Where a form stands in a paragraph outside quotation marks."""
    states = structure.quotations.states
    return (m for m in form.finditer(structure.text, *line) if not states[m.start()])


BENCH = re.compile(
    r"\b(?:your\s+honou?rs?\b|my\s+lords?\b(?=[,.?]|\s+(?:will|may|the)\b)|may\s+it\s+please\s+the\s+court|members\s+of\s+the\s+jury"
    r"|m(?:r\.?|adam)\s+chief\s+justice(?=,)|counsel(?:l?or)?(?=,)"
    r"|my\s+learned\s+(?:colleague|friend)|for\s+the\s+(?:appell|respond|defend|interven)\w+[,:])",
    re.IGNORECASE,
)
"""Words to a bench, and of it to counsel."""
_SIGNS_OF_COURT, _APART, _TURNS, _WORDS = 4, 6, 5, 5
"""So many times a hearing speaks to the bench or ends a turn in a question, and once in so many paragraphs at least; it
has so many turns. One of fewer words ("That's correct.") says too little to be kept."""


def hearing(structure: Structure, lines: list[Range]) -> list[Range]:
    """The turns of a hearing before a court, one a paragraph; none: no hearing."""
    text = structure.text
    turned = [m for r in lines for m in _outside(structure, BENCH, r)]
    asked = sum(text[a:b].rstrip().endswith("?") for a, b in lines)
    signs = len(turned) + asked
    if not turned or signs < max(_SIGNS_OF_COURT, len(lines) / _APART) or len(lines) < _TURNS:
        return []
    if any(_NARRATED.search(text, *r) for r in lines):
        return []
    return [
        (a, b) for a, b in lines if len(text[a:b].split()) >= _WORDS and not _shouts(text, (a, b))
    ]
