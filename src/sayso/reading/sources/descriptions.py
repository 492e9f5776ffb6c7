"""Whom a description means: "the commander", "the company", "the report". None where no rule dares to say."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.sources.cast import Cast, Company, bare, classes_of, same_sex
from sayso.reading.sources.forces import the_force
from sayso.reading.sources.groups import NEAR, team
from sayso.reading.sources.mention import Mention
from sayso.reading.sources.mentions import describe
from sayso.reading.sources.nouns import lexicon, singular
from sayso.reading.sources.persons import Person

_KIN = re.compile(r"(?:my|his|her|their|our|your)\b|.*['\u2019]s?\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|another|one|some|several|other)\b", re.IGNORECASE)
_OF = re.compile(r"\s(?:for|of|from|at)\s|['\u2019]s?\s")
_ANY = frozenset(
    "many some others people several most few both those all everyone everybody anyone none officials".split()
)
_ANYBODY = frozenset({"source", "work", "police"})
_UNDER = frozenset({"vice", "deputy", "assistant"})
_LESSER = frozenset({"vice", "deputy", "former", "assistant", "acting"})
_LOOSE = frozenset(
    {
        "official",
        "executive",
        "boss",
        "leader",
        "politician",
        "man",
        "woman",
        "insider",
        "chief",
        "head",
    }
)
_ANYBODY_MAY_BE = frozenset(
    "man woman author star candidate nominee contender frontrunner businessman businesswoman"
    " billionaire mogul tycoon".split()
)
_ON_AIR = frozenset("network channel station broadcaster site publication agency website".split())
_PERSONAL = frozenset({"family", "public"})
_POINTS = frozenset({"the", "this", "that", "these", "those"})
_BODY = re.compile(
    r"(?P<name>[A-Z][\w&'\u2019-]*(?:\s(?:of\s(?:the\s)?)?[A-Z][\w&-]*){0,4})(?=(?:,[^,.]{3,60},)?\s+(?:[a-z]+ly\s+|also\s+)?"
    r"(?:[a-z]+ed|[a-z]+s|said|is|was|has|had|will|would|rose|fell|made|won|lost|grew|began|sold|bought|told)\b)"
)


def person(company: Company, m: Mention, speaker: Cast | None = None) -> Cast | None:
    """ "The commander": who is called so, else the last one who may be; not the one in whose words it stands."""
    head, here = singular(m.head.lower()), m.at[0]
    persons = [
        c
        for c in company.lately
        if c.kind == "person" and not c.plural and c.mentions and same_sex(c.male, m.male)
        if c is not speaker
    ]
    called = [c for c in persons if head in c.heads and not c.person and _fits(m, c)]
    if called:
        return company.learn(max(called, key=lambda c: c.last_before(here)), m)
    if _KIN.match(m.core) and "family" in m.classes:
        return None  # "my wife" is not the one who speaks of her
    named = _named_so(company, m, head)
    if named is not None:
        return company.learn(company.of(named), m)
    epithet = head in lexicon()["epithets"]["nouns"] or head.endswith("year-old")
    unnamed = [c for c in persons if not c.named]
    alike = [
        c
        for c in unnamed
        if c.classes & m.classes and _one_office(c, m, head) and _one_age(c, head)
    ]
    if m.office:
        alike = []  # "the President" is none of the officials who speak of him
    recent = max(persons, key=lambda c: c.last_before(here), default=None)
    if not alike and m.classes <= _PERSONAL and recent and not recent.named:
        alike = [
            c for c in unnamed if _one_age(c, head)
        ]  # "the mother of two" says nothing of an office that another could hold
    if len(alike) == 1 and (recent is alike[0] or not epithet):
        return company.learn(alike[0], m)
    if epithet and "former" in m.core.lower().split():
        before = _only_one_lately(company, here)
        fits = before is not None and (not before.heads or head in before.heads)
        if before is not None and fits and same_sex(before.male, m.male):
            return company.learn(company.of(before), m)
    if not epithet or _OF.search(company.text, *m.at):
        return None
    if recent is not None and recent.named and _may_be(company, m, recent, head):
        return company.learn(recent, m)
    subject = _only_one_named(company, here) or _last_subject(company, here)
    passing = recent is not None and not recent.named and not recent.classes & m.classes
    if subject is None and passing:
        subject = _only_one_lately(company, here)  # "a reporter asked Lind. … the senator replied"
    if subject is None or not same_sex(subject.male, m.male):
        return None
    if company.known(subject) and (not passing or company.known(subject) is speaker):
        return None
    classes = classes_of(subject.heads)
    return None if classes and not classes & m.classes else company.learn(company.of(subject), m)


def _named_so(company: Company, m: Mention, head: str) -> Person | None:
    """Who was introduced by that noun: "the minister" after "the finance minister, Ruth Adeyemi"."""
    own = [t for t in m.core.split()[:-1] if t.lower() not in _POINTS]
    words = {t.lower() for t in own}
    proper = {re.sub(r"['\u2019]s?$", "", t.lower()) for t in own if t[:1].isupper()}
    fitting: list[Person] = []
    for place in company.persons.before(m.at[0]):
        p = place.person
        if head not in p.heads or not same_sex(p.male, m.male):
            continue
        if (words & _LESSER) - p.heads - p.described:
            continue  # "the vice president" is not the president
        if proper and p.described and not proper & p.described:
            continue
        fitting.append(p)
    told = [p for p in fitting if words & p.described]
    return (told or fitting)[-1] if fitting else None


def _may_be(company: Company, m: Mention, c: Cast, head: str) -> bool:
    """A description may mean the one who spoke last and nearby: nothing that is known of him is against it."""
    if company.paragraphs_since(c, m) > 2 or _above(m, c) or _LESSER & set(m.core.lower().split()):
        return False
    if head in _ANYBODY_MAY_BE or head.endswith("year-old"):
        return True
    return not c.classes or bool(c.classes & m.classes)


def _one_office(c: Cast, m: Mention, head: str) -> bool:
    """A candidate is no lawmaker, though both hold office; either may be called "the official"."""
    if {"office"} != (c.classes & m.classes) - _ANYBODY:
        return True
    broader = lexicon()["broader"]
    return (
        head in _LOOSE
        or bool(c.heads & _LOOSE)
        or any(
            (head == broad and c.heads & words) or (broad in c.heads and head in words)
            for broad, words in broader.items()
        )
    )


def _above(m: Mention, c: Cast) -> bool:
    """ "The president" is not the vice president."""
    own = set(m.core.lower().split())
    return any((_UNDER & set(core.split())) - own for core in c.cores)


def _one_age(c: Cast, head: str) -> bool:
    """A father is no boy, a daughter no mother."""
    rows = lexicon()["generations"]
    old, young = rows["old"], rows["young"]
    return not (head in old and c.heads & young) and not (head in young and c.heads & old)


def _only_one_named(company: Company, here: int) -> Person | None:
    """The only person whom the sentence names before: "… for Anna Lind to go after the candidate …"."""
    sentence = company.structure.sentences[company.structure.sentence_at(here)]
    places = company.persons.within(sentence.start, here)
    return places[0].person if len({id(p.person) for p in places}) == 1 else None


def _only_one_lately(company: Company, here: int) -> Person | None:
    """The only person whom the two sentences before name."""
    n = company.structure.sentence_at(here)
    start = company.structure.sentences[max(0, n - 2)].start
    places = company.persons.within(start, here)
    return places[0].person if len({id(p.person) for p in places}) == 1 else None


def _last_subject(company: Company, here: int) -> Person | None:
    """Who was the subject of a sentence just before."""
    n = company.structure.sentence_at(here) - 1
    for sentence in reversed(company.structure.sentences[max(0, n - 1) : n + 1]):
        places = company.persons.within(sentence.start, sentence.start + 30)
        if places and not places[0].possessive:
            return places[0].person
    return None


def _fits(m: Mention, c: Cast) -> bool:
    """ "The Norvik official" is not "a Larch official"."""
    if _above(m, c):
        return False
    proper = {w for w in m.core.split()[:-1] if w[:1].isupper() and w.lower() not in _POINTS}
    if not proper or c.named:
        return True
    return bool(proper & set(c.name.split())) or not any(
        w[:1].isupper() for w in c.name.split()[1:]
    )


def thing(company: Company, m: Mention) -> Cast | None:
    """ "The report", "the company", "the newspaper": the last one that may be so called."""
    head, core = singular(m.head.lower()), bare(m.core)
    same = [c for c in company.lately if c.kind == m.kind and not c.several]
    alike = [c for c in same if head in c.heads]
    if not m.definite and head == "police" and core == head:
        return _police(company) or (alike[-1] if alike else None)
    if not m.definite:
        equal = [c for c in same if core in c.cores and c.plural == m.plural]
        if _ARTICLE.match(m.core) or (m.kind == "group" and core in _ANY and core != "officials"):
            return None
        if equal:
            return equal[-1]
        one = m.kind == "organisation" and len({id(c) for c in alike if c.named}) == 1
        return next(c for c in alike if c.named) if one else None
    if not alike and head in _ON_AIR and len(core.split()) == 1:
        media = [c for c in company.lately if c.kind == "outlet" and c.named]
        if media and company.paragraphs_since(media[-1], m) <= NEAR:
            return media[-1]
    if not alike and m.kind == "group" and head in ("researcher", "scientist", "team", "author"):
        return team(company, m)
    told = [c for c in alike if _shares(c, m)]
    if head == "police" and len(core.split()) == 1:
        return _police(company) or (alike[-1] if alike else None)
    if alike and head in lexicon()["institutions"]["generic"] and len(core.split()) == 1:
        printed = _body_before(company, m.at[0])
        if printed is not None and printed.at[0] > alike[-1].last_before(m.at[0]):
            return company.by_name(printed)
    if alike and (told or len(core.split()) == 1 or not m.named):
        return (told or alike)[-1]
    if (m.kind == "organisation" and not m.named) or head in lexicon()["institutions"]["generic"]:
        return _body(company, m, head, same)
    if m.kind == "outlet" and not m.named and head not in ("media", "press"):
        named = [c for c in same if c.named]
        return named[-1] if named else None
    if m.kind == "data" or (m.kind == "document" and not m.plural):
        return _paper(company, m, head, core)
    return None


def _police(company: Company) -> Cast | None:
    """ "Police", where the report names one force only."""
    at = the_force(company.text)
    if at is None:
        return None
    return company.by_name(replace(describe(company.text, at), kind="organisation", named=True))


def _body(company: Company, m: Mention, head: str, same: list[Cast]) -> Cast | None:
    """ "The company", "the watchdog group": the body that was spoken of just before."""
    if head not in lexicon()["institutions"]["generic"]:
        return None
    last = max((c for c in same if c.named), key=lambda c: c.last_before(m.at[0]), default=None)
    printed = _body_before(company, m.at[0])
    if printed is not None and (last is None or last.last_before(m.at[0]) < printed.at[0]):
        return company.by_name(printed)
    if last is not None and company.paragraphs_since(last, m) <= 2:
        return last
    return None


def _body_before(company: Company, here: int) -> Mention | None:
    """The body that was the subject of a sentence just before: "Pellant Resources fell."."""
    n = company.structure.sentence_at(here)
    for sentence in reversed(company.structure.sentences[max(0, n - 2) : n]):
        found = _BODY.match(company.text, sentence.start, sentence.end)
        if found is None or company.persons.at(found.span("name")) is not None:
            continue
        body = describe(company.text, found.span("name"))
        if body.named and body.kind == "organisation":
            return body
    return None


def _paper(company: Company, m: Mention, head: str, core: str) -> Cast | None:
    """ "The inquiry" after "a report", "the results" after "a poll": the only one there is."""
    kin = {w for row in lexicon()["same"].values() if head in row for w in row}
    related = [c for c in company.lately if c.kind in ("document", "data") and c.heads & kin]
    if len(related) != 1:
        return None
    fits = not m.named or len(core.split()) <= 2 or _shares(related[0], m)
    return related[0] if fits else None


def _shares(c: Cast, m: Mention) -> bool:
    """They have a word in common beside the head."""
    own = _words(m.core) - {m.head.lower()}
    return any(own & _words(core) for core in (*c.cores, c.name))


def _words(core: str) -> set[str]:
    return {re.sub(r"['\u2019]s?$", "", w) for w in core.lower().split()} - {"the", "a", "an", "of"}
