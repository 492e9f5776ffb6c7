"""Whom headline and lead leave unnamed ("a lawmaker", "Woman") and the report names further down."""

from __future__ import annotations

from sayso.reading.sources.cast import Cast, Company, same_sex
from sayso.reading.sources.kin import named_elsewhere
from sayso.reading.sources.nouns import common_nouns

_LEAD = 4
_FAR = 5
"""In how many paragraphs from the top somebody may stand unnamed who is named later, and how much later."""
_SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_UNNAMED = _SPOKES | {"source", "person", "man", "woman"}
_NAMELESS = frozenset(
    {"official", "aide", "adviser", "advisor", "staffer", "diplomat", "executive"}
)
"""With "a" before it, whoever is called so wants no name printed."""
_ANYBODY = frozenset({"man", "woman", "mom", "mother", "dad", "father", "teen", "student"})
_OFFICIAL = frozenset({"office", "police", "law", "press"})
_ARTICLES = ("a ", "an ", "one ", "another ")
_TOP = frozenset({"chief", "head", "boss", "ceo", "director"})


def name_later(company: Company) -> None:
    """Headline and lead say "a lawmaker", and the next paragraphs who it is: "Rep. Anna Lind"."""
    at = company.structure.paragraph_at
    first = {id(c): min(c.mentions)[0] for c in company.casts if c.mentions}
    shown: dict[int, int] = {}
    for place in company.persons.places:
        shown.setdefault(id(place.person), place.start)
    others = [d for d in company.casts if d.named and id(d) in first and not d.several]
    for c in company.casts:
        if c.person or c.plural or id(c) not in first or at(first[id(c)]) > _LEAD:
            continue
        begin = first[id(c)]
        if c.kind == "person":
            later = [
                (shown.get(id(d.person), first[id(d)]), d)
                for d in others
                if d.person and same_sex(c.male, d.male) and _may_be_named(c, d)
            ]
            called = [x for x in later if _called_the_same(c, x[1])]
            later = called or later
        elif c.kind == "outlet" and not c.named:
            later = [(first[id(d)], d) for d in others if d.kind == "outlet"]
        elif c.kind == "organisation" and not c.named and at(begin) == 0:
            later = [(first[id(d)], d) for d in others if d.kind == c.kind and c.heads & d.heads]
        else:
            later = []
        later = [(x, d) for x, d in later if x > begin and at(x) - at(begin) <= _FAR]
        later = later or _of_headline(company, c, others) or named_elsewhere(company, c)
        if later:
            c.into = min(later, key=lambda x: x[0])[1]
            c.into.role = c.into.role or c.role
            c.into.mentions += c.mentions


def _of_headline(company: Company, c: Cast, others: list[Cast]) -> list[tuple[int, Cast]]:
    """Whom a headline means: the only one whom the report goes on to let speak by name, or who is called so; of "Woman"
    the first woman, if she holds no office."""
    at = company.structure.paragraph_at
    line = company.structure.paragraphs[0]
    told = company.text[line.start : line.end].rstrip().endswith(".")
    if c.kind != "person" or c.named or told or at(min(c.mentions)[0]) > 0:
        return []
    speak = [d for d in others if d.person and same_sex(c.male, d.male)]
    called = [d for d in speak if _called_the_same(c, d)]
    one = next((some for some in (speak, called) if len(some) == 1), [])
    if one and not any(at(a) > 0 for a, _ in c.mentions):
        return [(min(d.mentions)[0], d) for d in one]
    if not c.heads & _ANYBODY or c.name.lower().startswith(_ARTICLES):
        return []
    first = min(speak, key=lambda d: min(d.mentions), default=None)
    return [(min(first.mentions)[0], first)] if first and not first.classes & _OFFICIAL else []


def _may_be_named(c: Cast, d: Cast) -> bool:
    """He is called the same; or, in the short words of a headline, nothing but his full name is ever said of him, as if
    he were known already."""
    if _called_the_same(c, d) or d.person is None:
        return True
    if c.heads & _UNNAMED or (c.heads & _NAMELESS and c.name.lower().startswith(_ARTICLES)):
        return False
    told = d.role or d.person.role or d.person.honorifics or d.heads & common_nouns() or d.classes
    return not told and len(d.person.names) > 1 and "office" in c.classes


def _called_the_same(c: Cast, d: Cast) -> bool:
    """By one noun; a headline's "chief" is whoever heads it, a former governor no governor. Spokesmen speak for one."""
    if d.person is not None and "former" in d.person.described and "former" not in c.name.lower():
        return False
    if c.heads & _SPOKES:
        whose = {w.strip("'\u2019s") for w in c.name.split() if w[:1].isupper()}
        theirs = d.person.described if d.person is not None else set()
        return bool(d.heads & _SPOKES) and any(w.lower() in theirs for w in whose)
    if c.heads & _UNNAMED:
        return False
    return bool(c.heads & d.heads) or bool(c.heads & _TOP and d.heads & _TOP)
