"""Interviews printed as question and answer, without a label before either.

Nothing in an answer says whose it is: the headline or the first lines do ("an interview with …"). Each
answer, up to the next question, is that person's. If several were asked, the speaker is left open.
"""

from __future__ import annotations

import re

from sayso.reading.drafts import Range
from sayso.reading.sources.introduced import DAYS, OPENERS
from sayso.reading.sources.nouns import common_nouns, no_person, singular, titles
from sayso.reading.sources.persons import Persons, Place
from sayso.reading.structure import Structure

SPEAKS_OF_ONE = re.compile(
    r"\b(?:interview(?:s|ed|ing)?(?:\s+with)?|tells\s+[A-Z]\w+|(?:spoke|talk(?:s|ed)?|sat\s+down|caught\s+up|chat(?:s|ted)?)\s+(?:with|to))\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
    r"|may|might|so|and|but|if)\b|\b(?:you|your)\b|^[^.]*\?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:image|photo|credit|file photo)\b\s*:|^\W*$|^\[|^related|^sources?$", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us|I['\u2019]\w+|we['\u2019]\w+)\b")
_LEAST = 3
"""Fewer questions make no interview: a column asks some too."""
_LONGEST = 90
_CAPTION = 200
"""Longest aside that is no answer, in characters."""
_FAR = 20
"""How many paragraphs the opening may take before the first question."""
_UNANNOUNCED, _EARLY = 4, 6
"""Where nothing says that it is an interview, so many questions must be put to "you", the first of them among so many
paragraphs, and most answers speak as "I". (Polls and essays have questions, too, further down.)"""
_TO_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_I = re.compile(r"\bI\b")
_WITHOUT_MARK = re.compile(
    r"(?:what|who|which|when|where|why|how|do|did|are|were|have|can|could|will|would)\s(?=.*\byou(?:r|rself)?\b)[^.?!]*$",
    re.IGNORECASE,
)
"""A question whose mark was forgotten."""
_BIDS = re.compile(
    r"(?:(?:please|so|and)\s+)?(?:talk|walk|take)\s+us\s+through\b|(?:(?:please|so|and)\s+)?(?:tell\s+(?:us|me)|describe|explain)\b",
    re.IGNORECASE,
)
_OF_YOU = re.compile(
    r"You(?:['\u2019]ve|\s+(?:have|had|were|are|also|recently|once|wrote|said|mentioned|called|grew|began|started))\s+"
    r"(?!to\b|got\b)(?!.*(?:\b(?:I|we|my|our)\b|[?]))"
)
"""What the interviewer knows of the one who is asked, for him to go on from."""


def interview(
    structure: Structure, lines: list[Range]
) -> list[tuple[Range | None, tuple[Range, ...]]]:
    """Each answer, with the mention next before it of the one who is asked. None: no interview.

    lines: the paragraphs that are no boilerplate.
    """
    text = structure.text
    asked = [i for i, r in enumerate(lines) if _asks(text, r)]
    opening = [r for r in lines[: asked[0] if asked else 0] if SPEAKS_OF_ONE.search(text, *r)]
    if not asked or asked[0] > (_FAR if opening else _EARLY):
        return []
    least = _LEAST - (opening[:1] == lines[:1]) if opening else _UNANNOUNCED
    put = asked if opening else [i for i in asked if _TO_YOU.search(text, *lines[i])]
    if len(put) < max(least, 0 if opening else len(asked) / 2):
        return []
    who = _who(structure, opening, lines[asked[0]][0]) if opening else None
    told = _told(text, who, lines) if who else []
    turns = [i for i, r in enumerate(lines) if i in asked or (i > 0 and _bids(text, r))]
    answers: list[tuple[Range, ...]] = []
    replies = 0
    for i, until in zip(turns, [*turns[1:], len(lines)], strict=True):
        own = [r for r in lines[i + 1 : until] if not any(r[0] <= m[0] < r[1] for m in told)]
        said = tuple(r for r in own if _answers(text, r))
        if said:
            answers.append(said)
            replies += i in asked
    voice, share = (_FIRST_PERSON, 1 / 3) if opening else (_I, 2 / 3)
    personal = sum(any(voice.search(text, *r) for r in said) for said in answers)
    sure = opening and replies >= _LEAST  # whoever is asked of a storm has no need of "I"
    if replies < least or (personal < share * len(answers) and not sure):
        return []
    return [(max((m for m in told if m < said[0]), default=who), said) for said in answers]


def _told(text: str, who: Range, lines: list[Range]) -> list[Range]:
    """Who is asked, named further down by the outlet: in captions and asides, which are no answer."""
    name = re.compile(rf"\b{re.escape(text[slice(*who)].split()[-1])}\b")
    return [
        m.span()
        for r in lines
        if r[0] > who[1] and r[1] - r[0] < _CAPTION and not _FIRST_PERSON.search(text, *r)
        for m in [name.search(text, *r)]
        if m and not text[r[0] : r[1]].rstrip().endswith("?")
    ]


def _asks(text: str, line: Range) -> bool:
    words = text[line[0] : line[1]].strip()
    if not words.endswith("?") or words[0] in "\"\u201c\u201d'" or len(words.split()) > _LONGEST:
        return False
    last = re.split(r"(?<=[.!?])\s+", words)[-1]
    return _QUESTION.search(last) is not None and not re.search(r"\bI\b", last)


def _bids(text: str, line: Range) -> bool:
    """Words of the interviewer that are no question in form; asked only of what is known to be an interview."""
    words = text[line[0] : line[1]].strip()
    last = re.split(r"(?<=[.!?])\s+", words)[-1]
    return len(words.split()) <= _LONGEST and bool(
        _WITHOUT_MARK.match(words) or _BIDS.match(last) or _OF_YOU.match(words)
    )


def _answers(text: str, line: Range) -> bool:
    words = text[line[0] : line[1]].strip()
    heading = len(words.split()) < 7 and words[-1:] not in '.!?\u2026"\u201d'
    return not heading and not (_ASIDE.search(words) and len(words.split()) < 30)


def _who(structure: Structure, opening: list[Range], until: int) -> Range | None:
    """The mention next before the first question of the one who is asked, if there is one only."""
    text = structure.text
    name: Range | None = None
    for start, end in opening:
        for phrase in SPEAKS_OF_ONE.finditer(text, start, end):
            after = (phrase.end(), min(end, phrase.end() + 160))
            if _SEVERAL.match(text, *after):
                return None
            name = name or _name_after(text, *after)
    known = [(text[name[0] : name[1]], name)] if name else []
    persons = Persons(text[:until], known)
    if name is not None:
        who = persons.at(name)
    else:
        named = {id(p.person): p.person for p in persons.within(0, opening[0][1])}
        who = next(iter(named.values())) if len(named) == 1 else None
    if who is None:
        return name
    told = [p for p in persons.places if p.person is who and not _in_answer(structure, p)]
    return (told[-1].start, told[-1].end) if told else name


def _in_answer(structure: Structure, place: Place) -> bool:
    """The first words of an answer may stand before the first question that has its mark."""
    line = structure.paragraphs[structure.paragraph_at(place.start)]
    return _FIRST_PERSON.search(structure.text, line.start, line.end) is not None


_SEVERAL = re.compile(
    r"\s+(?:[a-z]+\s+){0,3}(?:experts|owners|scientists|candidates|members|officials|leaders|people|researchers|players|authors|activists)\b"
)
_NAME = re.compile(
    r"(?:[A-Z][\w'\u2019-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w'\u2019-]+|[A-Z]\.|(?:van|de|von|der|al|bin)\b))+"
)


def _name_after(text: str, start: int, end: int) -> Range | None:
    """The first name of a person that follows: two to four capitals that are no body's."""
    for run in _NAME.finditer(text, start, end):
        if text[run.start() - 1] in "\"'\u2018\u201c" or "'s " in run.group().replace(
            "\u2019", "'"
        ):
            continue
        words = list(re.finditer(r"\S+", run.group()))
        while words and words[-1].group().lower() in DAYS:
            words.pop()
        begin = 0
        for i, w in enumerate(words[:-1]):
            if (
                w.group().lower() in OPENERS
                or w.group().lower() in titles()
                or no_person(w.group())
                or _called(w.group())
            ):
                begin = i + 1
        words = words[begin:]
        if (
            2 <= len(words) <= 4
            and not no_person(words[-1].group())
            and not _called(words[-1].group())
        ):
            return run.start() + words[0].start(), run.start() + words[-1].end()
    return None


def _called(word: str) -> bool:
    return singular(word.lower()) in common_nouns()
