"""Mentions become sources: one per person, body or thing, by plain rules that refuse rather than guess.

A mention is resolved against the sources known so far by the first rule that applies. One that no rule
can place keeps `source_id` null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.reading.mentions import (
    Mention,
    Range,
    clean_name,
    common_nouns,
    describe,
    lexicon,
    singular,
)
from sayso.reading.structure import Structure
from sayso.records import Source, SourceKind, Span

_NEAR = 3
"""How many paragraphs back a pronoun may look for whom it means."""


@dataclass(slots=True)
class Cast:
    """A source in the making."""

    name: str
    kind: SourceKind
    named: bool
    role: str | None
    plural: bool
    male: bool | None
    classes: frozenset[str]
    heads: set[str]
    mentions: list[Range] = field(default_factory=list)


def resolve(
    structure: Structure,
    mentions: list[Range | None],
    inside: list[int | None],
    floors: list[int],
) -> tuple[list[Source], list[str | None]]:
    """Sources, and for each mention the id of its source or None.

    mentions: the source of each attribution in order of the text, None where it has none.
    inside: index of the attribution whose content holds this one, or None: "I" in there is its speaker.
    floors: where that content begins, else 0; "he" in somebody's words is not looked for before them.
    """
    casts: list[Cast] = []
    placed: list[Cast | None] = []
    seen: dict[Range, Cast | None] = {}
    for n, at in enumerate(mentions):
        if at is None:
            placed.append(None)
            continue
        if at in seen:
            placed.append(seen[at])
            continue
        holder = inside[n]
        speaker = placed[holder] if holder is not None and holder < n else None
        cast = _place(structure, describe(structure.text, at), casts, speaker, floors[n])
        if cast is not None:
            cast.mentions.append(at)
        seen[at] = cast
        placed.append(cast)
    ids = {id(c): f"s{i}" for i, c in enumerate(casts, 1)}
    text = structure.text
    sources = [
        Source(
            id=ids[id(c)],
            name=c.name,
            kind=c.kind,
            named=c.named,
            role=c.role,
            mentions=tuple(Span.of(text, *m) for m in sorted(set(c.mentions))),
        )
        for c in casts
    ]
    return sources, [None if c is None else ids[id(c)] for c in placed]


def _place(
    structure: Structure, m: Mention, casts: list[Cast], speaker: Cast | None, floor: int
) -> Cast | None:
    if m.head.lower() in ("nobody", "none") or m.core.lower() == "no one":
        return None
    if m.pronoun == "speaker":
        return speaker
    if m.pronoun:
        return _pronoun(structure, m, casts, floor)
    if m.named:
        return _by_name(structure, m, casts)
    if m.kind == "person" and not m.plural:
        known = _by_description(m, casts) if m.definite else _of_headline(structure, m, casts)
        if known is not None:
            return known
    if m.kind != "person":
        alike = [c for c in casts if c.kind == m.kind and m.head.lower() in c.heads]
        same = [c for c in alike if not c.named and c.plural == m.plural]
        if same and (m.definite or m.core.lower() == same[-1].name.lower()):
            return same[-1]
        if m.kind == "organisation" and len({id(c) for c in alike if c.named}) == 1:
            return next(c for c in alike if c.named)  # "police" after "Albuquerque police"
    return _new(m, casts)


def _new(m: Mention, casts: list[Cast], name: str | None = None) -> Cast:
    cast = Cast(
        name or clean_name(m),
        m.kind,
        m.named,
        m.role,
        m.plural,
        m.male,
        m.classes,
        {m.head.lower()},
    )
    casts.append(cast)
    return cast


def _by_name(structure: Structure, m: Mention, casts: list[Cast]) -> Cast:
    """Same full name, or one name ends with the other's last word and no third does."""
    name = clean_name(m)
    last = name.split()[-1].lower()
    exact = [c for c in casts if c.named and c.name.lower() == name.lower()]
    if exact:
        return _learn(exact[-1], m)
    if m.kind == "person":
        alike = [
            c
            for c in casts
            if c.named
            and c.kind == "person"
            and c.name.split()[-1].lower() == last
            and not (m.male is not None and c.male is not None and m.male != c.male)
        ]
        one_word = len(name.split()) == 1
        fitting = [c for c in alike if one_word or len(c.name.split()) == 1]
        if len(fitting) == 1 or (fitting and one_word):
            # A bare surname among several bearers means the one who speaks most.
            known = max(fitting, key=lambda c: len(c.mentions))
            if len(name) > len(known.name):
                known.name = name
            return _learn(known, m)
        if one_word:
            full = _full_name(structure.text, name, m.at[0])
            return _new(m, casts, full)
    else:
        for c in reversed(casts):
            if (
                c.named
                and c.kind == m.kind
                and (
                    _initials(c.name) == name
                    or _initials(name) == c.name
                    or (name.lower() in c.name.lower().split(" of ")[0] and m.definite)
                )
            ):
                return _learn(c, m)
    return _new(m, casts, name)


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())


def _full_name(text: str, last: str, before: int) -> str:
    """The fullest form of a surname that the text prints up to the mention: "Vladimir Putin"."""
    found = re.search(
        rf"(?<![.\w])((?:[A-Z][\w\u2019'-]+\s+|[A-Z]\.\s+){{1,2}}){re.escape(last)}(?!\w)",
        text[: before + len(last)],
    )
    if not found:
        return last
    titles = lexicon()["titles"]
    first = [
        w
        for w in found.group(1).split()
        if w.lower() not in titles["other"] | titles["male"] | titles["female"]
        and singular(w.lower()) not in common_nouns()
    ]
    return " ".join([*first, last])


def _learn(cast: Cast, m: Mention) -> Cast:
    cast.role = cast.role or m.role
    cast.male = m.male if cast.male is None else cast.male
    cast.heads.add(m.head.lower())
    cast.classes |= m.classes
    return cast


def _by_description(m: Mention, casts: list[Cast]) -> Cast | None:
    """ "The commander": the last person so called, else the last unnamed one who may be so called."""
    head = singular(m.head.lower())
    persons = [c for c in casts if c.kind == "person"]
    for c in reversed(persons):
        if head in c.heads or (
            c.role and re.search(rf"\b{re.escape(head)}\b", c.role, re.IGNORECASE)
        ):
            return _learn(c, m)
    unnamed = [c for c in persons if not c.named and not c.plural]
    alike = [c for c in unnamed if c.classes & m.classes]
    if not alike and m.classes <= _PERSONAL and persons and not persons[-1].named:
        alike = (
            unnamed  # "the mother of two" says nothing of an office that somebody else could hold
        )
    if len(alike) == 1 and (m.male is None or alike[0].male in (None, m.male)):
        return _learn(alike[0], m)
    return None


_PERSONAL = frozenset({"family", "public"})


def _of_headline(structure: Structure, m: Mention, casts: list[Cast]) -> Cast | None:
    """Whom the headline leaves unnamed ("says bank worker"), the lead introduces again ("a teller")."""
    if not 0 < structure.paragraph_at(m.at[0]) <= 4:
        return None
    above = [
        c
        for c in casts
        if c.kind == "person"
        and not c.named
        and not c.plural
        and c.classes & m.classes
        and all(structure.paragraph_at(x[0]) == 0 for x in c.mentions)
    ]
    return _learn(above[0], m) if len(above) == 1 else None


def _pronoun(structure: Structure, m: Mention, casts: list[Cast], floor: int) -> Cast | None:
    """Whom a pronoun means: the last who fits and stands near, unless another came between."""
    here = structure.paragraph_at(m.at[0])

    def near(c: Cast, reach: int) -> bool:
        last = next((x for x in reversed(c.mentions) if x[0] < m.at[0]), None)
        return (
            last is not None
            and last[0] >= floor
            and here - structure.paragraph_at(last[0]) <= reach
        )

    if m.pronoun in ("male", "female"):
        fitting = [
            c for c in casts if c.kind == "person" and near(c, _NEAR) and c.male in (None, m.male)
        ]
        last = max(fitting, key=lambda c: c.mentions[-1]) if fitting else None
        since = max(last.mentions[-1][1] if last else 0, floor, m.at[0] - _INTRODUCED_WITHIN)
        other = _introduced(structure.text, since, m.at[0])
        again = _subject_again(structure.text, casts, since, m)
        if other is not None:
            last = _by_name(structure, other, casts) if other.named else _new(other, casts)
            if last.male not in (None, m.male):
                return None
        elif again is not None:
            last = again
        elif last is None or _somebody_else(structure.text, last, m):
            return None
        last.male = m.male
        return last
    if m.pronoun == "relative":
        return next(
            (
                c
                for c in reversed(casts)
                if c.mentions and m.at[0] - 3 <= c.mentions[-1][1] <= m.at[0]
            ),
            None,
        )
    if m.pronoun == "many":
        fitting = [
            c for c in casts if (c.plural or c.kind in ("group", "organisation")) and near(c, 1)
        ]
    else:
        fitting = [c for c in casts if c.kind not in ("person", "group") and near(c, 1)]
    return max(fitting, key=lambda c: c.mentions[-1]) if fitting else None


_INTRODUCED_WITHIN = 600
"""How many characters before a pronoun somebody may have been introduced."""
_NAME = r"(?:[A-Z][\w.\u2019'-]*\s+){1,3}[A-Z][\w\u2019'-]+"
_BEGIN = r"(?:^|(?<=[.!?]\s)|(?<=[\"\u201d]\s)|(?<=\n))"
_INTRODUCED = re.compile(
    rf"(?P<name>{_NAME})(?=,\s\d{{1,3}},|\s\(\d{{1,3}}\)|,\s(?:an?|the|who|whose)\s[^,.;]{{3,60}}[,.]|,?\swho\s)"
    rf"|{_BEGIN}(?P<noun>(?:An?|One|Another)\s(?:[\w-]+\s){{0,3}}?(?:{{nouns}}))(?=\s|,)".replace(
        "{nouns}", "|".join(sorted(set().union(*lexicon()["persons"].values())))
    )
)
_SUBJECT = re.compile(
    rf"{_BEGIN}(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.? )?{_NAME})\s+"
    r"(?:\w+ed|is|was|has|had|says|said|will|would|also)\b"
)


def _introduced(text: str, start: int, end: int) -> Mention | None:
    """The last person introduced between two places: "Alf Brennock, 78, had …", "An electrician who …"."""
    all_of_them = list(_INTRODUCED.finditer(text, start, end))
    if not all_of_them:
        return None
    last = all_of_them[-1]
    mention = describe(text, last.span(last.lastgroup or 0))
    return mention if mention.kind == "person" and not mention.plural else None


_BEGINS = re.compile(
    rf"{_BEGIN}(?:The\s(?P<head>\w+)|(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?(?P<last>[A-Z][\w\u2019'-]+))\s+(?=[a-z])"
)


def _subject_again(text: str, casts: list[Cast], start: int, m: Mention) -> Cast | None:
    """The known person with whom a sentence between two places begins ("The nurse has since …")."""
    found: Cast | None = None
    for begin in _BEGINS.finditer(text, start, m.at[0]):
        for c in casts:
            known = (
                begin["head"] in c.heads
                if begin["head"]
                else c.named and c.name.split()[-1] == begin["last"]
            )
            if known and c.kind == "person" and c.male in (None, m.male):
                found = c
    return found


def _somebody_else(text: str, last: Cast, m: Mention) -> bool:
    """Another full name was the subject of a sentence after the last mention: "he" may be that one."""
    known = {w.lower() for w in last.name.split()}
    for found in _SUBJECT.finditer(text, last.mentions[-1][1], m.at[0]):
        words = found["name"].split()
        if words[-1].lower() not in known and singular(words[-1].lower()) not in common_nouns():
            return True
    return False
