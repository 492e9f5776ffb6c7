"""One mention of a source, read by itself: named or not, what kind, which role.

The lists of nouns are data: `packs/people.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sayso.records import SourceKind

Range = tuple[int, int]

_TOKEN = re.compile(r"[\w.&]+(?:['\u2019-][\w.]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_ROLE = re.compile(
    r",\s*((?:an?|the|who|which|whose|one of)\b[^,;]*|[a-z][^,;]{3,}|[^,;]*\b(?:of|at|for|with)\b[^,;]*)"
)
_INDEFINITE = {
    "a",
    "an",
    "another",
    "one",
    "some",
    "several",
    "many",
    "two",
    "three",
    "four",
    "five",
    "other",
    "most",
    "few",
    "multiple",
    "various",
    "both",
}
_DEFINITE = {
    "the",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "same",
}


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
    for ending, put in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if noun.endswith(ending) and not noun.endswith("ss") and len(noun) > len(ending) + 1:
            return noun[: -len(ending)] + put
    return noun


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, read. head: its head noun or last name, as printed; nouns: lower-case words of its core."""

    at: Range
    core: str
    head: str
    kind: SourceKind
    named: bool
    pronoun: str | None
    definite: bool
    plural: bool
    male: bool | None
    role: str | None
    classes: frozenset[str]


_CORE_ENDS = re.compile(
    r"[,;(\u2014\u2013]|\s(?:who|which|whose|that|where|when|familiar|close|speaking|involved|briefed|with|from"
    r"|in|on|at|inside|within|near|among|of|by|for|to|about|seen|obtained|released|published|issued|reviewed"
    r"|conducted|sent|written|posted|commissioned|shared|viewed|provided|filed|signed|led|based|working|living"
    r"|documenting|describing|showing)(?=\s)"
)
_APPOSED_NAME = re.compile(
    r",\s*((?:[A-Z][\w.'\u2019-]*\s+){1,3}[A-Z][\w'\u2019-]+)(?=\s*(?:,|$|\())"
)
_THING = re.compile(r",?\s+which\b")
_OF = frozenset({"of", "for", "to", "on"})
_TRAILING = {"also", "himself", "herself", "itself", "themselves", "alone", "'s"}


def describe(text: str, at: Range) -> Mention:
    """Read one mention: what kind of source, named or not, pronoun or noun."""
    words = text[at[0] : at[1]]
    core, of_body = _core(words)
    tokens = _TOKEN.findall(core)
    lower = [t.lower() for t in tokens]
    lex = lexicon()
    definite = bool(lower) and lower[0] in _DEFINITE
    if len(tokens) == 1:
        for row, listed in lex["pronouns"].items():
            if lower[0] in listed:
                return _pronoun(at, core, row)
    bare = [t for t in tokens if t.lower() not in _DEFINITE | _INDEFINITE]
    while bare and bare[-1].lower() in _TRAILING:
        bare.pop()
    head = _POSSESSIVE.sub("", bare[-1]) if bare else (tokens[-1] if tokens else words)
    noun, one = head.lower(), singular(head.lower())
    is_name = head[:1].isupper() and not _only_begins(text, head, tokens, bare)
    plural = noun in lex["groups"]["nouns"] or (one != noun and one in common_nouns())
    kind = "organisation" if of_body else _kind(head, is_name, plural, bare)
    if kind == "organisation" and head.isupper() and re.search(rf"\b{head.capitalize()}\b", text):
        kind = "person"  # a label such as "PENCE", who is Pence elsewhere
    if kind == "person" and is_name and _THING.match(words, len(core)):
        kind = "organisation"  # "Pellant, which …"
    role = _role(words, core, tokens, is_name and kind == "person")
    apposed = (
        _APPOSED_NAME.match(words, len(core))
        if not is_name and kind in ("person", "unknown")
        else None
    )
    if apposed:
        role, core, is_name = _without_article(core), apposed.group(1), True
        head = core.split()[-1]
        kind = _kind(head, True, False, core.split())
    if kind in ("person", "group"):
        named = is_name and kind == "person"
    else:
        named = is_name or any(t[:1].isupper() for t in bare[:-1])
    male = None
    for t in lower:
        titles = lex["titles"]
        male = True if t in titles["male"] else False if t in titles["female"] else male
    classes = frozenset(row for row, listed in lex["persons"].items() if one in listed)
    return Mention(at, core, head, kind, named, None, definite, plural, male, role, classes)


def _core(words: str) -> tuple[str, bool]:
    """A mention without what follows its head, and whether "of Justice" made it the name of a body."""
    of_body = False
    for end in _CORE_ENDS.finditer(words):
        before = _TOKEN.findall(words[: end.start()])
        named = words[end.end() + 1 : end.end() + 2].isupper() and end.group().strip() in _OF
        if not (named and before and before[-1][:1].isupper() and _is_body(before[-1])):
            return words[: end.start()].strip() or words, of_body
        of_body = True
    return words, of_body


def _is_body(word: str) -> bool:
    return singular(word.lower()) in lexicon()["organisations"]["nouns"]


def _pronoun(at: Range, core: str, row: str) -> Mention:
    kind: SourceKind = (
        "group"
        if row == "many"
        else "person"
        if row in ("male", "female", "speaker")
        else "unknown"
    )
    male = row == "male" if row in ("male", "female") else None
    return Mention(at, core, core, kind, False, row, False, row == "many", male, None, frozenset())


def _only_begins(text: str, head: str, tokens: list[str], bare: list[str]) -> bool:
    """The capital is only that of a sentence's first word ("Officials said"), or of a title alone ("the President")."""
    noun = head.lower()
    if len(bare) != 1:
        return False
    if any(singular(noun) in words for words in lexicon()["persons"].values()):
        return True
    first = tokens[:1] == bare
    return first and (
        singular(noun) in common_nouns() or re.search(rf"\b{re.escape(noun)}\b", text) is not None
    )


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|an?|its|his|her|their)\s+", "", words, flags=re.IGNORECASE)


@cache
def common_nouns() -> frozenset[str]:
    """Every noun of the lists that is no name."""
    lex = lexicon()
    rows = [words for section in ("persons",) for words in lex[section].values()]
    rows += [
        lex[s]["nouns"]
        for s in ("groups", "organisations", "outlets", "documents", "recordings", "data")
    ]
    return frozenset().union(*rows)


def _kind(head: str, is_name: bool, plural: bool, bare: list[str]) -> SourceKind:
    noun, one = head.lower(), singular(head.lower())
    lex = lexicon()
    if is_name:
        if _titled(bare):
            return "person"
        if re.search(r"\w\.(?:com|org|net|co\.uk|gov|info|news)$", noun):
            return "outlet"
        if any(t in lex["outlets"]["names"] for t in bare):
            return "outlet"
        if one in lex["data"]["nouns"]:
            return "data"
        if (
            head in lex["organisations"]["states"]
            or any(t in lex["organisations"]["names"] for t in bare)
            or one in lex["organisations"]["nouns"]
        ):
            return "organisation"
        if one in lex["documents"]["nouns"] and len(bare) > 1 and one not in ("bill", "page"):
            return "document"
        if noun.endswith(("ans", "ists", "crats", "icans")) and len(bare) == 1:
            return "group"
        if head.isupper() and len(head) > 1 and "." not in head and len(bare) == 1:
            return "organisation"
        return "person"
    if noun in lex["groups"]["nouns"]:
        return "group"
    for kind in ("data", "recordings", "documents", "outlets", "organisations"):
        if one in lex[kind]["nouns"] or noun in lex[kind]["nouns"]:
            return _SECTION_KIND[kind]
    if any(one in words for words in lex["persons"].values()):
        return "group" if plural else "person"
    if noun.endswith("s") and not noun.endswith("ss") and one != noun:
        return "group"
    return "unknown"


def _titled(bare: list[str]) -> bool:
    """ "Senate Majority Leader Mitch McConnell", "Rep. Jim Jordan": an office before a name of one or two words."""
    titles = lexicon()["titles"]
    every = titles["other"] | titles["male"] | titles["female"]
    offices = [i for i, t in enumerate(bare[:-1]) if t.lower() in every or _is_person(t)]
    return bool(offices) and len(bare) - offices[-1] <= 4 and not _is_person(bare[-1])


def _is_person(word: str) -> bool:
    return any(word.lower() in words for words in lexicon()["persons"].values())


_SECTION_KIND: dict[str, SourceKind] = {
    "data": "data",
    "recordings": "recording",
    "documents": "document",
    "outlets": "outlet",
    "organisations": "organisation",
}


def _role(words: str, core: str, tokens: list[str], person: bool) -> str | None:
    """What the mention says of a named person: an apposition after the name, or words before it."""
    if not person:
        return None
    after = _ROLE.match(words[len(core) :].lstrip() and words[words.find(core) + len(core) :])
    if after:
        return after.group(1).strip()
    titles = lexicon()["titles"]
    last = -1
    for i, t in enumerate(tokens[:-1]):
        low = t.lower()
        if (
            low in titles["other"]
            or singular(low) in common_nouns()
            or (t[:1].islower() and low not in _DEFINITE)
        ):
            last = i
    before = tokens[: last + 1]
    while before and before[0].lower() in _DEFINITE | _INDEFINITE:
        before = before[1:]
    return " ".join(before) or None


def clean_name(m: Mention) -> str:
    """The name of a source: for a named person the name without title and role, else the words."""
    core = _POSSESSIVE.sub("", m.core)
    if m.named and m.kind == "person":
        tokens = _TOKEN.findall(core)
        names: list[str] = []
        for t in reversed(tokens):
            t = _POSSESSIVE.sub("", t)
            if (
                t[:1].islower()
                and names
                and t not in ("de", "van", "von", "der", "la", "bin", "al", "del", "di")
            ):
                break
            if names and (
                t.lower()
                in lexicon()["titles"]["other"]
                | lexicon()["titles"]["male"]
                | lexicon()["titles"]["female"]
                or singular(t.lower()) in common_nouns()
            ):
                break
            names.append(t)
        return " ".join(reversed(names)) or core
    return re.sub(r"^(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\s+", "", core) or core
