"""Relatives: whoever is first known as somebody's wife or son, and by name later or nowhere."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.sources.cast import Cast, Company, same_sex
from sayso.reading.sources.mention import Mention
from sayso.reading.sources.mentions import describe
from sayso.reading.sources.nouns import lexicon, singular

_KIN = {
    False: re.compile(
        r"(?:\b(?:[Tt]he|[Hh]is|[Aa]n?|[Oo]ne)\s|\w['\u2019]s?\s)(?:[a-z-]+\s){0,2}"
        r"(?:wife|widow|mother|sister|daughter|girlfriend|grandmother|aunt|niece|fianc\u00e9e|ex-wife)\b"
    ),
    True: re.compile(
        r"(?:\b(?:[Tt]he|[Hh]er|[Aa]n?|[Oo]ne)\s|\w['\u2019]s?\s)(?:[a-z-]+\s){0,2}"
        r"(?:husband|widower|father|brother|son|boyfriend|grandfather|uncle|nephew|fianc\u00e9|ex-husband)\b"
    ),
}
_WHOSE = re.compile(r"(?:[A-Z][\w.-]*\s+)*[A-Z]?[\w.-]*$")


def kin_named_by_others(company: Company, m: Mention, start: int, end: int) -> Cast | None:
    """ "Keenan Voss's wife", where the sentence names nobody else of that sex: she may be named later."""
    found = _KIN[m.male].search(company.text, start, end) if m.male is not None else None
    if found is None:
        return None
    if any(p.person.male in (None, m.male) for p in company.persons.within(start, end)):
        return None
    if company.structure.quotations.states[found.end() - 1]:
        return None
    whose = _WHOSE.search(company.text, start, found.start())
    begin = whose.start() if whose and found.group()[0].islower() else found.start()
    relative = describe(company.text, (begin, found.end()))
    if relative.kind != "person" or relative.plural:
        return None
    for c in reversed(company.lately):
        if c.kind == "person" and not c.named and singular(relative.head.lower()) in c.heads:
            return c
    return company.new(replace(relative, named=False, male=m.male))


_POSSESSOR = re.compile(
    r"(?P<who>[A-Z][\w-]+)['\u2019]s?\s+(?:[a-z-]+\s)*[a-z-]+$|\bof\s+(?:[A-Z][\w.-]+\s)*(?P<of>[A-Z][\w-]+)"
)


_NO_KIN = frozenset({"man", "woman", "boy", "girl", "friend", "neighbor", "neighbour"})


def named_elsewhere(company: Company, c: Cast) -> list[tuple[int, Cast]]:
    """ "Voss's wife", who is named as his wife anywhere in the report, and nobody else so."""
    kin = c.heads & (lexicon()["persons"]["family"] - _NO_KIN)
    if c.kind != "person" or c.named or not kin:
        return []
    named = {id(p.person): p for p in company.persons.places if p.person.heads & kin}
    whose = _POSSESSOR.search(c.name)
    if not named and whose is not None:
        last = (whose["of"] or whose["who"]).lower()
        named = {
            id(p.person): p
            for p in company.persons.places
            if p.person.last == last and len(p.person.names) > 1 and p.person.male in (None, c.male)
        }
    if len(named) != 1:
        return []
    place = next(iter(named.values()))
    return [(place.start, company.of(place.person))] if same_sex(c.male, place.person.male) else []
