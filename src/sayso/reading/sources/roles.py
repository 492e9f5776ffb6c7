"""Where in the words of a mention the name stands, and which role is printed beside it."""

from __future__ import annotations

import re

from sayso.reading.sources.nouns import (
    PARTICLES,
    common_nouns,
    given_names,
    is_person,
    lexicon,
    no_person,
    singular,
    titles,
)

TOKEN = re.compile(r"[\w.&]+(?:['\u2019-][\w.]+)*")
INDEFINITE = frozenset(
    "a an another one some several many two three four five other most few multiple various both no any".split()
)
DEFINITE = frozenset("the this that these those his her their its our my same".split())

_NAME = (
    r"(?:[A-Z][\w.'\u2019-]*\s+){1,3}(?:(?!of|for|and|the|at|in)[a-z]{2,3}[ -])?[A-Z][\w'\u2019-]+"
)
_APPOSED_NAME = re.compile(
    rf",\s*(?:the\s+)?((?:[A-Z][a-z]+\.\s+)?{_NAME}(?:\s+(?:Jr|Sr)\.)?)(?=\s*(?:,|$|\()|\s+of\s)"
)
_NAMED = re.compile(rf"\s(?:named|called)\s+({_NAME})(?=\s*(?:,|$|who\b))")
_APPOSED_OFFICE = re.compile(rf",\s*(?:[a-z][\w-]*\s+){{1,5}}({_NAME})(?=\s*(?:,|$))")
_APPOSED_FIRST = re.compile(r",\s*([A-Z][a-z\u00c0-\u024f'\u2019-]+)(?=\s*(?:,|$))")
_OFFICE_THEN_NAME = re.compile(rf".*\s(?P<office>[a-z-]+)\s+(?P<name>{_NAME})$")
_ROLE = re.compile(
    r",\s*((?:an?|the|who|which|whose|one of)\b[^,;]*|[a-z][^,;]{3,}|[^,;]*\b(?:of|at|for|with)\b[^,;]*"
    r"|(?:[A-Z][\w.&-]*\s+){1,5}(?:[a-z-]+\s+){0,2}(?:commander|chief|chair\w*|president|director|secretary|spokes\w+|officer"
    r"|official|head|leader|professor|analyst|economist|adviser|advisor|minister|editor|coach|attorney|coordinator))"
)
_OFFICE = re.compile(r"\s(?:for|of|at|in|from|with)\s+[^,;()\u2014]+")
_FACELESS = frozenset("source person man woman mother father one someone somebody".split())


def capital(word: str) -> bool:
    """The word is written as a name is: "Lind", "al-Din"."""
    return word[:1].isupper() or re.match(r"[a-z]{1,3}['\u2019-][A-Z]", word) is not None


def without_article(words: str) -> str:
    """The words without what points at them: "the chief" is "chief"."""
    return re.sub(r"^(?:the|an?|its|his|her|their)\s+", "", words, flags=re.IGNORECASE)


def apposed_name(words: str, head: str) -> tuple[str, str] | None:
    """ "The finance minister, Ruth Adeyemi": the name and the role before it; of relatives one name is enough."""
    comma = words.find(",")
    found = _APPOSED_NAME.match(words, comma) if comma > 0 else None
    called = _NAMED.search(words)
    if called is not None and not no_person(called.group(1).split()[-1]):
        return called.group(1), without_article(words[: called.start()])
    described = _APPOSED_OFFICE.match(words, comma) if comma > 0 and not found else None
    if described and (
        described.group(1).split()[0].lower() in given_names()
        or is_person(TOKEN.findall(words[: described.start(1)])[-1])
    ):
        found = described
    if not found and comma > 0 and singular(head.lower()) in lexicon()["persons"]["family"]:
        found = _APPOSED_FIRST.match(words, comma)
    if not found or no_person(found.group(1).split()[-1]):
        return None
    return found.group(1), without_article(words[:comma])


def late_name(words: str, core: str, head: str) -> int | None:
    """Where the name begins that follows an office: "Minister of Education Stefania Gallo".

    "A spokesman for Anna Lind" names Lind and not the spokesman.
    """
    stop = words.find(",") if "," in words else len(words)
    tokens = list(TOKEN.finditer(words, 0, stop))
    if len(tokens) < 3 or tokens[0].group().lower() in ("a", "an", "one", "another"):
        return None
    ends = _OFFICE_THEN_NAME.match(words, 0, stop)
    if ends and is_person(ends["office"]) and not no_person(words[:stop].split()[-1]):
        return ends.start("name")
    if not (is_person(singular(head.lower())) or head.lower() in titles()):
        return None
    if not re.match(r"\s(?:of|to|for|at|in)\s", words[len(core) :]):
        return None
    run = 0
    for m in reversed(tokens):
        if not capital(m.group()) or m.start() < len(core):
            break
        run += 1
    if run < 2 or run == len(tokens):
        return None
    return _begins(tokens[-run:], tokens[-run - 1].group())


_PORTFOLIOS = frozenset(
    "State Defense Defence Labor Labour Commerce Treasury Energy Education Interior Health Justice Agriculture".split()
)


def _begins(names: list[re.Match[str]], before: str) -> int | None:
    """Which of the capitalised words after "of" is the first of the person's name."""
    texts = [m.group() for m in names]
    if no_person(texts[-1]):
        return None
    if len(texts) == 2 and texts[0] in _PORTFOLIOS and before == "of":
        return names[1].start()  # "secretary of State Lind"
    for i in range(len(names) - 1, 0, -1):
        word, left = texts[i - 1], len(names) - i
        if word.lower() in titles():
            return names[i - 1].start()
        if no_person(word) or singular(word.lower()) in common_nouns():
            return (
                names[i].start() if 2 <= left <= 3 else None
            )  # "… of the Refugee Council Jo Berg"
        if texts[i].lower() in given_names() and 2 <= left <= 3:
            return names[i].start()
    if before[:1].islower() and before not in ("of", "to", "for", "at", "in", "the", "and"):
        return names[0].start() if len(names) <= 3 else None
    return names[-2].start() if len(names) >= 3 and before != "for" else None


def role_of(words: str, core: str, tokens: list[str]) -> str | None:
    """What the mention says of a named person: an apposition after the name, or words before it."""
    after = _ROLE.match(words[len(core) :].lstrip() and words[words.find(core) + len(core) :])
    if after:
        return without_clause(after.group(1).strip())
    last = -1
    for i, t in enumerate(tokens[:-1]):
        low = t.lower().removeprefix("co-")
        office = low in lexicon()["titles"]["other"] or singular(low) in common_nouns()
        if office or (t[:1].islower() and low not in DEFINITE and low not in PARTICLES):
            last = i
    before = tokens[: last + 1]
    while before and before[0].lower() in DEFINITE | INDEFINITE:
        before = before[1:]
    return " ".join(before) or None


_CLAUSE = re.compile(r",?\s+(?:who|whom|whose|which|that|currently|now)\b.*$", re.DOTALL)
_WHO_IS = re.compile(
    r"who\s+(?:is|was|serves\s+as|served\s+as|works\s+as)\s+(?:now\s+)?(?:an?\s+|the\s+)?"
)
_ASSERTS = re.compile(
    r"\b(?:is|was|are|were|has|have|had|would|will|can|could|may|might|should|said|says|told)\b"
)


def without_clause(role: str) -> str | None:
    """What somebody is, without the clause that goes on about him; None for a clause that says nothing of it."""
    known = _WHO_IS.match(role)
    if known is None and re.match(r"(?:who|whose|which)\b", role):
        return None
    if known is not None:
        role = role[known.end() :]
        if not any(is_person(singular(w.lower())) for w in TOKEN.findall(role)[:8]):
            return None
    role = _CLAUSE.sub("", role).strip()
    return None if not role or _ASSERTS.search(role) else role


def office_of(words: str, core: str) -> str | None:
    """ "A spokesman for Pellant": the office of somebody without a name, as printed."""
    after = _OFFICE.match(words, len(core))
    head = TOKEN.findall(core)[-1:]
    if not after or not head or singular(head[0].lower()) in _FACELESS:
        return None
    return re.split(r"\s(?:who|whose|that)\s", without_article(words[: after.end()].strip()))[0]
