"""What a head noun or a name says of a source: which kind it is. The lists are data: `packs/people.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from sayso.records import SourceKind


@cache
def lexicon() -> dict[str, dict[str, frozenset[str]]]:
    """The lists of `packs/people.toml`: section -> row -> words."""
    data = tomllib.loads(resources.files("sayso.packs").joinpath("people.toml").read_text("utf-8"))
    return {s: {row: frozenset(words) for row, words in rows.items()} for s, rows in data.items()}


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular that the lists know, of a lower-case noun; the noun itself where there is none."""
    if noun.endswith("men") and len(noun) > 3:
        return noun[:-2] + "an"
    if noun in ("analyses", "hypotheses", "crises"):
        return noun[:-2] + "is"
    for ending, put in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if noun.endswith(ending) and not noun.endswith("ss") and len(noun) > len(ending) + 1:
            return noun[: -len(ending)] + put
    return noun


@cache
def common_nouns() -> frozenset[str]:
    """Every noun of the lists that is no name."""
    lex = lexicon()
    rows = [*lex["persons"].values()]
    rows += [
        lex[s]["nouns"]
        for s in ("groups", "organisations", "outlets", "documents", "recordings", "data")
    ]
    return frozenset().union(*rows)


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name: "Mr.", "Sen.", "former"."""
    rows = lexicon()["titles"]
    return rows["male"] | rows["female"] | rows["other"]


@lru_cache(maxsize=8192)
def is_person(word: str) -> bool:
    """The word, in the singular, is what a person can be."""
    return any(word.lower() in words for words in lexicon()["persons"].values())


@cache
def given_names() -> frozenset[str]:
    """First names, lower case."""
    rows = lexicon()["given"]
    return rows["male"] | rows["female"] | rows["either"]


@lru_cache(maxsize=8192)
def is_body(word: str) -> bool:
    """The word is what a body is called by: "ministry", "Council"."""
    return (
        singular(word.lower()) in lexicon()["organisations"]["nouns"]
        or word in lexicon()["organisations"]["names"]
    )


@lru_cache(maxsize=8192)
def no_person(word: str) -> bool:
    """A capitalised word that ends the name of a body, an outlet or a country, never of a person."""
    lex = lexicon()
    return (
        is_body(word) or word in lex["outlets"]["names"] or word in lex["organisations"]["states"]
    )


def sex(words: list[str]) -> bool | None:
    """What titles, nouns and given names say of a person's sex: True for a man."""
    lex = lexicon()
    for word in (w.lower() for w in words):
        for male, rows in ((True, "male"), (False, "female")):
            if word in lex["titles"][rows] or word in lex["given"][rows]:
                return male
        if word.endswith(("woman", "girl")) or word in _WOMEN:
            return False
        if (word.endswith("man") and word in common_nouns()) or word in _MEN:
            return True
    return None


_WOMEN = frozenset("wife mother daughter sister widow actress grandmother aunt nun queen".split())
_MEN = frozenset("husband father son brother widower actor grandfather uncle monk king boy".split())

_SECTIONS: dict[str, SourceKind] = {
    "data": "data",
    "recordings": "recording",
    "documents": "document",
    "outlets": "outlet",
    "organisations": "organisation",
}
_DOER = re.compile(r"[a-z]{3}(?:[^aeiou]er|[ts]or|ist|ian|eer|ee|man|woman)$")
_BODIES = frozenset({"court", "service", "headquarters"})
"""Bodies that may be spoken of in the plural as one; others, several and without names, are people of a kind:
"civil rights groups", "airlines", "several states"."""
_STATION = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?")
_SITE = re.compile(r"\w\.(?:com|org|net|co\.uk|gov|info|news)$")


def kind_of(head: str, is_name: bool, plural: bool, bare: list[str]) -> SourceKind:
    """Kind of source by its head. bare: the words of the mention without articles."""
    noun, one = head.lower(), singular(head.lower())
    lex = lexicon()
    if head.isdigit() and len(bare) > 1 and singular(bare[-2].lower()) in lex["documents"]["nouns"]:
        return "document"  # "Resolution 2249"
    if is_name:
        return _kind_of_name(head, bare)
    if noun in lex["groups"]["nouns"]:
        return "group"
    if one in ("report", "article", "story", "headline", "account") and _of_outlet(noun, one, bare):
        return "outlet"
    if one in ("board", "agency") and any(t.lower() in ("editorial", "news") for t in bare):
        return "outlet"
    for section, kind in _SECTIONS.items():
        if one in lex[section]["nouns"] or noun in lex[section]["nouns"]:
            several = kind == "organisation" and noun != one and one not in _BODIES
            return "group" if several else kind
    if is_person(one) or is_person(noun):
        return "group" if plural else "person"
    tail = one.rsplit("-", 1)[-1]
    if one.endswith("year-old"):
        return "group" if plural else "person"
    if tail != one and tail:
        return kind_of(tail, False, plural, bare)
    if _SITE.search(noun):
        return "outlet"
    if _DOER.search(one) and noun == one:
        return "person"
    if noun.endswith("s") and not noun.endswith("ss") and one != noun:
        return "group"
    return "unknown"


def _of_outlet(noun: str, one: str, bare: list[str]) -> bool:
    """ "Reports" and "stories" alone, "news reports", "a Norvik Post article": some medium said so."""
    lex = lexicon()
    alone = noun != one and one != "headline" and not any(t[:1].isupper() for t in bare[1:])
    alone = alone and len(bare) < 3 and not any("'" in t or "\u2019" in t for t in bare)
    press = any(t.lower() in ("news", "press", "media", "newspaper") for t in bare[:-1])
    return alone or press or (one != "report" and any(t in lex["outlets"]["names"] for t in bare))


def is_double(name: str, papers: frozenset[str]) -> bool:
    """ "The Spokesman-Review": two papers became one; "Post-War" is none."""
    return "-" in name and any(part in papers and part != "Post" for part in name.split("-"))


def _kind_of_name(head: str, bare: list[str]) -> SourceKind:
    lex = lexicon()
    noun, one = head.lower(), singular(head.lower())
    if titled(bare) or _somebody(bare):
        return "person"
    if _SITE.search(noun) and any(is_body(t) for t in bare[:-1]):
        return "organisation"  # "the security firm Secunia.com"
    if _SITE.search(noun) or (bare and _STATION.fullmatch(bare[0])):
        return "outlet"
    if one in ("report", "article", "story", "editorial") and len(bare) > 1:
        return "outlet" if _of_outlet(noun, one, bare) else "document"
    if one in lex["data"]["nouns"]:
        return "data"
    papers = lex["outlets"]["names"]
    if any(t in papers or is_double(t, papers) for t in bare[-2:]) or "news" in (
        t.lower() for t in bare
    ):
        return "outlet"
    if any(t.lower() in lex["outlets"]["nouns"] for t in bare[:-1]) and one not in common_nouns():
        return "outlet"  # "the magazine MicroMega"
    if noun.endswith(("icans", "crats")):
        return "group"  # "Senate Democrats"
    if (
        head in lex["organisations"]["states"]
        or any(t in lex["organisations"]["names"] for t in bare)
        or " ".join(bare[-2:]) in lex["organisations"]["names"]
        or one in lex["organisations"]["nouns"]
    ):
        return "organisation"
    if one in lex["documents"]["nouns"] and len(bare) > 1 and one != "bill":
        return "document"
    if noun.endswith("ists") or (noun.endswith("ans") and len(bare) == 1):
        return "group"
    if "&" in bare:
        return "organisation"
    if head.isupper() and len(head) > 1 and "." not in head and len(bare) == 1:
        return "organisation"
    return "person"


def _somebody(bare: list[str]) -> bool:
    """ "Mr. Band", "Anna J. Church", "Jo Ford Jr.": a person, whatever bodies are called so."""
    if bare[-1] in ("Jr", "Jr.", "Sr", "Sr."):
        return True
    if len(bare) == 2 and bare[0].lower() in _MISTER:
        return True
    initial = len(bare) == 3 and len(bare[1].strip(".")) == 1 and bare[1].isupper()
    return initial and bare[0].lower() in given_names()


_MISTER = frozenset("mr mr. mrs mrs. ms ms. miss".split())


def titled(bare: list[str]) -> bool:
    """ "Senate Majority Leader Mitch McConnell", "Facebook co-founder Jo Berg": an office before a name."""
    offices = [
        i
        for i, t in enumerate(bare[:-1])
        if t.lower() in titles() or is_person(singular(t.lower()))
    ]
    return (
        bool(offices)
        and len(bare) - offices[-1] <= 4
        and not is_person(bare[-1])
        and all(_written_so(t) for t in bare[offices[-1] + 1 :])
        and (not no_person(bare[-1]) or len(bare) - offices[-1] > 2)
        and not is_body(bare[-1])
    )


def _written_so(word: str) -> bool:
    return word[:1].isupper() or word in PARTICLES or "-" in word[:4]


PARTICLES = frozenset("de van von der den la bin al del di el ibn da dos ter".split())
