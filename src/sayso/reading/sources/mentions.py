"""One mention of a source, read by itself: named or not, what kind, which role."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.sources.calledon import called_on
from sayso.reading.sources.context import (
    a_place_too,
    is_label,
    is_surname,
    is_thing,
    of_expansion,
    only_begins,
    only_capital,
)
from sayso.reading.sources.findable import findable, one_there_is
from sayso.reading.sources.joined import part_of, several
from sayso.reading.sources.labels import answered, label_of
from sayso.reading.sources.mention import Mention, Range, phrase_of
from sayso.reading.sources.nouns import (
    PARTICLES,
    common_nouns,
    given_names,
    is_body,
    is_person,
    kind_of,
    lexicon,
    no_person,
    sex,
    singular,
    titled,
    titles,
)
from sayso.reading.sources.roles import (
    DEFINITE,
    INDEFINITE,
    TOKEN,
    apposed_name,
    capital,
    late_name,
    office_of,
    role_of,
    without_article,
)
from sayso.records import SourceKind

_POSSESSIVE = re.compile(r"['\u2019]s?$")
_CORE_ENDS = re.compile(
    r"[;(\u2014\u2013]|\s-\s(?=[a-z]|[A-Z]\w+['\u2019]s\s)|,(?!\d)|\s(?:who|which|whose|that|where|when|familiar|close|speaking|involved|briefed|with|from"
    r"|in|on|at|inside|within|near|among|of|by|for|to|about|like|including|seen|obtained|released|published|issued"
    r"|reviewed|conducted|made|done|given|sent|written|posted|commissioned|shared|viewed|provided|filed|signed|led|based|working"
    r"|living|documenting|describing|showing|identified|known|called|named|previously|against|into"
    r"|between|if|as|around|across|throughout|during|after|before|under|over|without|because|while|since|until|outside|behind|but|except)(?=\s|$)"
)
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z&]*[A-Z])\)")
_OF = frozenset({"of", "for", "to", "on", "in"})
_TRAILING = frozenset("also himself herself itself themselves alone 's both all".split())
_ALIAS = re.compile(r"\b(?:identified|known|named) only as\b")


def describe(text: str, at: Range) -> Mention:
    """Read one mention: what kind of source, named or not, pronoun or noun."""
    words = _SPACE.sub(" ", text[at[0] : at[1]])
    label = label_of(text, at, words)
    if label in ("Q", "A"):
        asker = called_on(text, at) if label == "Q" else None
        if asker is not None:
            return _person(at, asker, "", False, asker)
    if label == "A":
        return Mention(at, "A", "A", "person", False, phrase="A")
    if label == "Q":
        many = not answered(
            text
        )  # somebody, now one and now another, if there is nobody called "A"
        return Mention(at, "Q", "Q", "person", False, plural=many, phrase="Q")
    if label is not None and label != words:
        return replace(describe(label, (0, len(label))), at=at)
    lead = _LEAD.match(words)
    if lead is not None and lead.end() < len(words):
        return replace(describe(text, (at[0] + lead.end(), at[1])), at=at)
    together = several(text, at, describe) or part_of(text, at, describe)
    if together is not None:
        return together
    core, of_body = _core(words)
    tokens = TOKEN.findall(core)
    lower = [t.lower() for t in tokens]
    if len(tokens) == 1 and tokens[0] != "i":
        for row, listed in lexicon()["pronouns"].items():
            if lower[0] in listed:
                return _pronoun(at, core, row)
    definite = bool(lower) and (
        lower[0] in DEFINITE or re.search(r"['\u2019]s\s", core) is not None
    )
    bare = [t for t in tokens if t.lower() not in DEFINITE | INDEFINITE]
    while len(bare) > 1 and bare[-1].lower() in _TRAILING:
        bare.pop()
    owner = max((i for i, t in enumerate(bare[:-1]) if _owns(t, core)), default=-1)
    if owner >= 0 and all(map(capital, bare[owner + 1 :])) and len(bare) - owner == 3:
        bare = bare[owner + 1 :]  # "Democracy Watch's Jo Berg"
    head = _POSSESSIVE.sub("", bare[-1]) if bare else (tokens[-1].lower() if tokens else words)
    late = late_name(words, core, head)
    if late is not None:
        name = re.split(r"[,(]", words[late:])[0].strip()
        return _person(at, name, without_article(words[:late].strip(" ,")), definite, words)
    is_name = capital(head) and not only_begins(text, at, head, tokens, bare)
    one = singular(head.lower())
    party = head.endswith(("ans", "crats"))
    if is_name and not party and is_person(one) and not (no_person(head) or is_surname(text, head)):
        is_name = _before_a_name(bare, one) or (
            len(bare) == 2 == len(tokens) and not _office(bare[0])
        )
    if is_name and _COMMON_TAIL.fullmatch(head):
        is_name = kind_of(head.rsplit("-", 1)[-1], False, False, bare) not in ("person", "group")
    plural = head.lower() in lexicon()["groups"]["nouns"] or (
        one != head.lower() and one in common_nouns()
    )
    borne = (
        len(bare) == 1 and no_person(head) and is_surname(text, head)
    )  # "Ford", who is Anna Ford
    person = is_name and (titled(bare) or a_place_too(text, head, bare) or borne)
    kind: SourceKind = (
        "person"
        if person
        else "organisation"
        if of_body and (is_name or not _ends_in_more(head, one))
        else kind_of(head, is_name, plural, bare)
    )
    if kind == "unknown" and not is_name:
        kind, head, plural = _with_more_behind(bare, head, plural)
        one = singular(head.lower())
    if kind == "organisation" and head.isupper() and len(bare) == 1:
        kind = of_expansion(text, head) or kind
    if kind == "organisation" and head.isupper() and is_label(text, at, head):
        kind = "person"  # a label such as "PENCE:", who is Pence elsewhere
    thing = kind == "person" and is_name and not person and is_thing(text, at, head, core)
    if thing and not is_surname(text, head):
        kind = "organisation"  # "Pellant, which …"
    if (
        kind == "person"
        and is_name
        and not person
        and lower[0] == "the"
        and (owner < 0 or any(t.islower() and is_body(t) for t in tokens))
        and all(map(capital, bare))
    ):
        # "the Declaration"; "the Sea Org": no person is called so
        kind = "document" if one in lexicon()["documents"]["nouns"] else "organisation"
    apposed = apposed_name(words, head) if not is_name and kind in ("person", "unknown") else None
    if apposed:
        return _person(at, *apposed, definite, words)
    told = _BODY_TOLD.match(words) if kind == "organisation" and not is_name else None
    if told is not None:
        body = describe(text, (at[0] + told.end(), at[1]))
        if body.kind == kind and body.calls:
            return replace(body, at=at)  # "An aid group, the Norvik Relief Fund,"
    office = (
        kind == "person" and not is_name and not plural and one_there_is(words, core, one, bare)
    ) or _ADDRESSED.fullmatch(core) is not None
    named = office or (is_name and not _ALIAS.search(words))
    if kind != "person":
        vague = bool(bare) and bare[0] == tokens[0] and only_capital(text, at, tokens[0])
        proper = named or any(capital(t) for t in bare[1 if vague else 0 : -1])
        named = findable(kind, proper, named, bare, words, definite, plural)
    role = None
    if kind == "person":
        role = role_of(words, core, tokens) if is_name and named else office_of(words, core)
    classes = frozenset(row for row, listed in lexicon()["persons"].items() if one in listed)
    male = sex(tokens) if kind == "person" else None
    phrase = phrase_of(words, len(core))
    return Mention(
        at,
        core,
        head,
        kind,
        named,
        None,
        definite,
        plural,
        male,
        role,
        classes,
        phrase,
        office=office,
    )


def _with_more_behind(bare: list[str], head: str, plural: bool) -> tuple[SourceKind, str, bool]:
    """ "Prosecutors investigating", "people nationwide", "54%": the noun before what is told of it, or a share."""
    for n in range(len(bare) - 1, 0, -1):
        noun = bare[n - 1].lower()
        if singular(noun) in common_nouns() and _TOLD_OF.fullmatch(bare[n].lower()):
            many = noun in lexicon()["groups"]["nouns"] or singular(noun) != noun
            return kind_of(noun, False, many, bare[:n]), bare[n - 1], many
    if (
        len(bare) > 1
        and bare[-1].isdigit()
        and kind_of(bare[-2], True, False, bare[:-1]) == "outlet"
    ):
        return "outlet", bare[-2], False  # "KIRO 7"
    if bare and _SHARE.fullmatch(bare[-1]):
        return "group", head, True
    return "unknown", head, plural


_BODY_TOLD = re.compile(r"[^,]+,\s+(?=(?:the\s+)?[A-Z])")
_ADDRESSED = re.compile(
    r"(?:Mr|Mister|Madam|Madame)\.?\s+(?:(?:Vice|Prime)\s+)?(?:President|Minister|Chairman|Speaker|Secretary|Ambassador|Mayor|Governor)"
)
_COMMON_TAIL = re.compile(r"[A-Z][A-Za-z]*-[a-z]+")
_TOLD_OF = re.compile(
    r"[a-z]+(?:ed|ing|wide)|elsewhere|here|there|today|everywhere|alike|such|close|privy|present|involved|familiar|known"
)
_SHARE = re.compile(r"\d[\d,.]*%?")
_LEAD = re.compile(r"(?:from|by|of|at|to|with|in)\s+(?=(?:the|an?|its|his|her|their)\s|[A-Z])")
_SPACE = re.compile(r"\s")


def _owns(word: str, core: str) -> bool:
    """ "Lind's"; and "Corps" of "Democracy Corps' Jo Berg"."""
    return _POSSESSIVE.search(word) is not None or (
        word.endswith("s") and re.search(rf"\b{re.escape(word)}['\u2019]\s", core) is not None
    )


def _ends_in_more(head: str, one: str) -> bool:
    """ "A Bank of Norvik official", "the Board of Inquiry's report": the body is not what speaks."""
    return head.islower() and one in common_nouns() and not is_body(one)


def _before_a_name(bare: list[str], one: str) -> bool:
    """ "Congresswoman Dean": after such a title stands a name, even one that is an office elsewhere."""
    offices = lexicon()["institutions"]["offices"] - {"dean"}
    if len(bare) < 2 or one in offices or one in titles():
        return False
    return bare[-2].lower() in lexicon()["titles"]["before"]


def _office(word: str) -> bool:
    """What stands before "Spokesman" or "Chief" with a capital and is no first name."""
    return no_person(word) or word.lower() in titles() or is_person(word) or word.isupper()


def _person(at: Range, name: str, role: str, definite: bool, words: str) -> Mention:
    """Somebody who is named after his office."""
    nouns = {singular(t.lower()) for t in TOKEN.findall(role)}
    classes = frozenset(row for row, listed in lexicon()["persons"].items() if nouns & listed)
    return Mention(
        at,
        name,
        name.split()[-1],
        "person",
        True,
        definite=definite,
        male=sex([*role.split(), *name.split()]),
        role=role or None,
        classes=classes,
        phrase=phrase_of(words, len(name)),
    )


def _core(words: str) -> tuple[str, bool]:
    """A mention without what follows its head, and whether it is the name of a body ("of Justice")."""
    short = _ACRONYM.search(words)
    if (
        short
        and words[:1].isupper() | words.startswith("the ")
        and "," not in words[: short.start()]
    ):
        return words[: short.start()], True
    of_body = False
    for end in _CORE_ENDS.finditer(words):
        before = TOKEN.findall(words[: end.start()])
        if end.group() == "," and not _holds_a_noun(before):
            continue  # "800-page, $7 million report"
        after = words[end.end() + 1 : end.end() + 2]
        if after == "t" and words.startswith("the ", end.end() + 1):
            after = words[end.end() + 5 : end.end() + 6]  # "Department of the Treasury"
        named = after.isupper() and end.group().strip() in _OF
        body = before and before[-1][:1].isupper() and is_body(before[-1])
        if not (named and body and before[-1].lower() not in lexicon()["groups"]["nouns"]):
            return words[: end.start()].strip() or words, of_body
        of_body = True
    return words, of_body


def _holds_a_noun(tokens: list[str]) -> bool:
    bare = [t for t in tokens if t.lower() not in DEFINITE | INDEFINITE]
    return any(capital(t) or singular(t.lower()) in common_nouns() for t in bare)


def _pronoun(at: Range, core: str, row: str) -> Mention:
    kind: SourceKind = (
        "group"
        if row == "many"
        else "person"
        if row in ("male", "female", "speaker")
        else "unknown"
    )
    male = row == "male" if row in ("male", "female") else None
    return Mention(at, core, core, kind, False, row, plural=row == "many", male=male, phrase=core)


def clean_name(m: Mention) -> str:
    """The name of a source: for a named person the name without title and role, else the words."""
    core = _POSSESSIVE.sub("", m.core)
    if m.calls and m.kind == "person":
        names: list[str] = []
        for t in reversed(core.split()):
            if names and _POSSESSIVE.search(t):
                break
            t = _POSSESSIVE.sub("", t.strip('"\u201c\u201d,'))
            if t[:1].islower() and names and t not in PARTICLES:
                break
            if t.lower() in _TRAILING and not names:
                continue
            low = t.lower().removeprefix("co-")
            office = low in titles() or singular(low) in common_nouns() or no_person(t)
            if names and office and low not in PARTICLES | given_names():
                break
            if t:
                names.append(t)
        return " ".join(reversed(names)) or core or m.core
    if not (m.named and m.kind in ("organisation", "outlet")) and not m.several:
        core = _POSSESSIVE.sub("", m.phrase) or core
    return re.sub(r"^(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\s+", "", core) or m.core
