"""Whom a pronoun means: the last who fits and stands near, the subject of a sentence before all others."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.sources import descriptions
from sayso.reading.sources.cast import Cast, Company
from sayso.reading.sources.kin import kin_named_by_others
from sayso.reading.sources.mention import Mention
from sayso.reading.sources.mentions import describe
from sayso.reading.sources.nouns import lexicon
from sayso.reading.sources.persons import Place
from sayso.reading.sources.things import NEAR

_PERSON_NOUNS = "|".join(sorted(set().union(*lexicon()["persons"].values())))
_INTRODUCED = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=[\"\u201d]\s)|(?<=\n))"
    rf"(?P<noun>(?:An?|One|Another)\s(?:[\w-]+\s){{0,3}}?(?:{_PERSON_NOUNS}))(?=\s|,)"
    r"(?!(?:\s(?:of|for|from|at|in)\s[^,.]{2,60})?,\s(?:(?:Mr|Mrs|Ms|Dr)\.\s)?[A-Z])"
)
_AGAIN = re.compile(r"The\s(?:[\w-]+\s)?(?P<head>[\w-]+)(?=\s+[a-z]|,)")
_VERB = re.compile(r"(?:,[^,.;]{2,80},)?\s+(?:[a-z]+ly\s+|also\s+)?[a-z]{2,}")
_NO_VERB = re.compile(r"\s+(?:and|or|of|in|on|at|to|for|with|from|by|as|who|that)\b")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|in|on|at|to|for|with|from|by|about|against|than|like|between|and|under)\s+(?:[\w.-]+\s+){0,3}$"
)
_POSSESSIVE = frozenset({"his", "her"})


def he_or_she(company: Company, m: Mention, floor: int, speaker: Cast | None = None) -> Cast | None:
    """Whom "he" or "she" means; not the one in whose words it stands."""
    structure = company.structure
    ahead = _told_after(company, m)
    if ahead is not None:
        return _settle(company, ahead, m)
    here = structure.paragraph_at(m.at[0])
    weak: Cast | Place | None = None
    n = structure.sentence_at(m.at[0])
    while n >= 0:
        sentence = structure.sentences[n]
        if here - structure.paragraph_at(sentence.start) > NEAR or sentence.end <= floor:
            break
        start, end = max(sentence.start, floor), min(sentence.end, m.at[0])
        strong, fallback = _in_sentence(company, m, start, end, speaker)
        if strong is not None and isinstance(strong, Cast) and _passing(company, m, strong):
            strong = _spoken_of(company, m, floor) or strong
        if strong is not None:
            return _settle(company, strong, m)
        weak = weak or fallback
        n -= 1
    if weak is None and floor > 0:
        weak = _in_turn_before(company, m, floor, speaker) or _before_quotation(company, m, floor)
    elif weak is None:
        weak = _only_one(company, m)
    return _settle(company, weak, m) if weak is not None else None


def _only_one(company: Company, m: Mention) -> Cast | None:
    """However far back: the only one of that sex of whom the report has spoken."""
    fitting = [c for c in company.lately if c.kind == "person" and c.male == m.male]
    named = {
        id(p.person)
        for p in company.persons.before(m.at[0])
        if p.person.male == m.male and company.known(p.person) is None
    }
    return fitting[0] if len(fitting) == 1 and not named and not fitting[0].plural else None


def _before_quotation(company: Company, m: Mention, floor: int) -> Cast | None:
    """ "He knows it", inside somebody's words: the only one of that sex who was named just before them."""
    speaker = next((c for c in reversed(company.lately) if c.kind == "person"), None)
    at = company.structure.paragraph_at
    near = {
        id(p.person): p.person
        for p in company.persons.before(floor)
        if at(floor) - at(p.start) <= 1 and p.person.male in (None, m.male)
    }
    others = [p for p in near.values() if speaker is None or speaker.person is not p]
    return company.of(others[0]) if len(others) == 1 else None


def _passing(company: Company, m: Mention, c: Cast) -> bool:
    """ "An officer yells: …" in another paragraph: of unknown sex, named once and by nobody's name."""
    at = company.structure.paragraph_at
    return (
        not c.named
        and c.male is None
        and len(set(c.mentions)) == 1
        and _INDEFINITE.match(company.text, c.mentions[0][0]) is not None
        and at(c.mentions[0][0]) < at(m.at[0])
    )


_INDEFINITE = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)


def _spoken_of(company: Company, m: Mention, floor: int) -> Cast | None:
    """The one of that sex who was called so just before: the words went on to somebody else and come back."""
    for c in reversed(company.lately):
        last = c.last_before(m.at[0])
        if c.kind == "person" and c.male == m.male and not c.plural and last >= max(floor, 0):
            again = re.match(r"[A-Za-z]+", company.text[last:])
            if again and again[0].lower() in _PRONOUNS and company.paragraphs_since(c, m) <= NEAR:
                return c
    return None


_PRONOUNS = lexicon()["pronouns"]["male"] | lexicon()["pronouns"]["female"]


def _settle(company: Company, found: Cast | Place, m: Mention) -> Cast:
    cast = company.of(found.person) if isinstance(found, Place) else found
    cast.male = m.male
    if cast.person is not None:
        cast.person.male = m.male
    return cast


def _in_sentence(
    company: Company, m: Mention, start: int, end: int, speaker: Cast | None
) -> tuple[Cast | Place | None, Cast | Place | None]:
    """The best candidate of one sentence: who spoke there, else its subject; and another, if only that."""
    text = company.text
    speakers = [
        (a, c)
        for c in company.lately
        if c.kind == "person" and not c.plural and c.male in (None, m.male)
        for a, _ in c.mentions[-12:]
        if start <= a < end
    ]
    for place in company.persons.within(start, end) if _WHEN.match(text, start) else ():
        main = place.person.male in (None, m.male) and text.startswith(", ", place.start - 2)
        if main and not place.possessive and _is_subject(text, place, start):
            return place, None  # "When a reporter asked, Lind left."
    acting = [x for x in speakers if not text.startswith("by ", x[0] - 3)]
    if acting:
        at, who = min(acting, key=lambda x: x[0])
        first = _subject_before(company, m, start, at) if not who.named else None
        return first or who, None
    new = _INTRODUCED.search(text, start, end)
    if new is not None and new.start() <= start + 1:
        other = describe(text, new.span("noun"))
        if other.kind == "person" and not other.plural and other.male in (None, m.male):
            return company.new(other), None
    again = _AGAIN.match(text, start, end)
    if again is not None:
        for c in reversed(company.lately):
            if c.kind == "person" and c.male in (None, m.male) and again["head"] in c.heads:
                return c, None
    kin = kin_named_by_others(company, m, start, end)
    if kin is not None:
        return kin, None
    places = [p for p in company.persons.within(start, end) if p.person.male in (None, m.male)]
    quoted = company.structure.quotations.states
    outside = [p for p in places if not quoted[p.start]] if not quoted[m.at[0]] else places
    for place in outside:
        if not place.possessive and _is_subject(text, place, start):
            return place, None
    holder = _holder(company, m, start, end, speaker)
    if holder is not None:
        return holder, None
    sure = [p for p in outside if p.person.male is not None] or outside
    agent = min(speakers, key=lambda x: x[0])[1] if speakers else None
    return None, sure[0] if sure else agent


def _holder(
    company: Company, m: Mention, start: int, end: int, speaker: Cast | None
) -> Cast | None:
    """ "The President spoke. He wanted …": whoever holds an office that one person holds, as a subject."""
    for found in _OFFICE.finditer(company.text, start, end):
        if _GOVERNED.search(company.text, max(start, found.start() - 10), found.start()):
            continue
        other = describe(company.text, found.span("np"))
        if not (other.office and other.male in (None, m.male)):
            continue
        other = replace(other, male=m.male)
        known = descriptions.person(company, other, speaker) or company.new(other)
        if known.male in (None, m.male):
            return known
    return None


_OFFICE = re.compile(
    r"\b(?P<np>[Tt]he\s(?:[A-Z][\w.]+\s){0,2}(?:President|Minister|Secretary|Governor|Mayor|Chancellor|Premier|King|Queen|Pope))"
    r"(?=\s(?!(?:of|and|or|who|whom|whose|at|for|in|on|from)\b)[a-z]+|,\s[A-Z]\w+,\s)"
)
_GOVERNED = re.compile(
    r"\b(?:of|in|on|at|to|with|from|by|about|against|than|like|between|and|under)\s+$"
)


def _in_turn_before(company: Company, m: Mention, floor: int, speaker: Cast | None) -> Cast | None:
    """ "He" of an answer is the one of whom the question was, and in what follows too: by his office, as a subject."""
    structure = company.structure
    if not _LABEL.search(company.text, max(0, floor - 60), floor):
        return None
    here = structure.paragraph_at(floor)
    n = structure.sentence_at(floor)
    while n >= 0 and here - structure.paragraph_at(structure.sentences[n].start) <= _TURNS:
        start, end = structure.sentences[n].start, min(structure.sentences[n].end, floor)
        found = _holder(company, m, start, end, speaker)
        others = (p for p in company.persons.within(start, end) if p.person.male in (None, m.male))
        if found is not None or any(company.text[p.end : p.end + 1] != ":" for p in others):
            return found
        n -= 1
    return None


_LABEL = re.compile(r"(?:^|\n)[ \t]*(?:Q:?|(?:[A-Z][A-Z.'\u2019-]+ ?)+:)\s+$")
_TURNS = 6
"""How many paragraphs before a turn the one is looked for whom it goes on to speak of."""
_WHEN = re.compile(
    r"[\"\u201c]?(?:When|After|As|While|Though|Although|If|Once|Asked|Before|Because)\s"
)


def _subject_before(company: Company, m: Mention, start: int, at: int) -> Place | None:
    """ "Lind caused a stir when a voter asked": whom the sentence is about, before somebody nameless speaks in it."""
    if company.structure.quotations.states[at] or not _INDEFINITE.match(company.text, at):
        return None
    for place in company.persons.within(start, at):
        if place.person.male == m.male and not place.possessive:
            return place if _is_subject(company.text, place, start) else None
    return None


def _is_subject(text: str, place: Place, start: int) -> bool:
    if _AFTER_PREPOSITION.search(text, max(start, place.start - 40), place.start):
        return False
    return _VERB.match(text, place.end) is not None and not _NO_VERB.match(text, place.end)


def _told_after(company: Company, m: Mention) -> Place | None:
    """ "In his call for a ban, Lind said": the subject comes later in the sentence."""
    sentence = company.structure.sentences[company.structure.sentence_at(m.at[0])]
    if not _OPENING.match(company.text, sentence.start, m.at[0] + 1):
        return None
    comma = company.text.find(", ", m.at[1], sentence.end)
    if comma < 0:
        return None
    after = company.persons.within(comma, min(comma + 40, sentence.end))
    if (
        after
        and after[0].person.male in (None, m.male)
        and _is_subject(company.text, after[0], comma)
    ):
        return after[0]
    return None


_OPENING = re.compile(
    r"[\"\u201c]?(?:In|With|Despite|During|After|Before|On|At|For|By|As|While|When|Since|Throughout)\s(?:[\w-]+\s){0,3}(?=\w)"
)


def relative(company: Company, m: Mention) -> Cast | None:
    """ "Lind, who …": whoever stands right before it."""
    text = company.text
    for c in reversed(company.lately):
        if any(m.at[0] - 3 <= b <= m.at[0] for _, b in c.mentions):
            return c
    before = company.persons.within(m.at[0] - 60, m.at[0])
    if before and m.at[0] - before[-1].end <= 3 and m.core.lower() != "which":
        return company.of(before[-1].person)
    sentence = company.structure.sentences[company.structure.sentence_at(m.at[0])]
    told = company.persons.within(sentence.start, m.at[0])
    if told and m.core.lower() != "which" and _ASIDE.fullmatch(text, told[-1].end, m.at[0]):
        return company.of(told[-1].person)
    noun = _NOUN_BEFORE.search(text, max(0, m.at[0] - 70), m.at[0])
    if noun is None:
        return None
    begin = noun.start("noun") + _LEADS.match(noun["noun"]).end()  # type: ignore[union-attr]
    other = describe(text, (begin, noun.end("noun")))
    if m.core.lower() == "which" and (other.kind in ("person", "group") or not other.named):
        return None
    if m.core.lower() in ("who", "whose", "whom") and other.kind not in ("person", "group"):
        return None
    if other.named:
        return company.by_name(other)
    return company.new(other)


_ASIDE = re.compile(r",[^.;!?]{2,60},[\"\u201d]?\s+")
_LEADS = re.compile(
    r"(?:(?:and|or|but|of|to|for|from|in|on|at|by|with|than|as|about|among|between|into|against|like|usually|are|is|was|were|be"
    r"|all)\s+)*"
    r"(?:[a-z]+\s+(?=(?:an?|the)\s))?"
)
_NOUN_BEFORE = re.compile(
    r"(?P<noun>(?:\b(?:[Tt]he|[Aa]n?|[Ss]ome|[Mm]any|[Tt]hose)\s+)?(?:[\w\u2019'-]+\s+){0,2}[\w\u2019'-]+(?:\s+(?:on|of|in|at|from)\s+(?:the\s+)?[\w-]+)?),?\s+$"
)
