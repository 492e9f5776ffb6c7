"""Mentions become sources: one per person, body or thing, by plain rules that refuse rather than guess.

A mention is resolved against the sources known so far and everybody whom the text names, by the first
rule that applies. One that no rule can place keeps `source_id` null.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.sources import descriptions, pronouns, things
from sayso.reading.sources.calledon import spoken_to
from sayso.reading.sources.cast import Cast, Company
from sayso.reading.sources.groups import both
from sayso.reading.sources.later import name_later
from sayso.reading.sources.mention import Mention, Range
from sayso.reading.sources.mentions import clean_name, describe
from sayso.reading.sources.nouns import given_names
from sayso.reading.sources.persons import Persons
from sayso.reading.sources.writer import writer
from sayso.reading.structure import Structure
from sayso.records import Source, Span


def resolve(
    structure: Structure,
    mentions: list[Range | None],
    inside: list[int | None],
    floors: list[int],
    bodies: frozenset[str] = frozenset(),
) -> tuple[list[Source], list[str | None]]:
    """Sources, and for each mention the id of its source or None.

    mentions: the source of each attribution in order of the text, None where it has none.
    inside: index of the attribution whose content holds this one, or None: "I" in there is its speaker.
    floors: where that content begins, else 0; "he" in somebody's words is not looked for before them.
    bodies: words, lower case, that stand in names of bodies and hardly in any person's, as the tagger has it.
    """
    read = {
        at: _as_tagged(describe(structure.text, at), bodies) for at in mentions if at is not None
    }
    known = [(clean_name(m), at) for at, m in read.items() if m.calls and m.kind == "person"]
    company = Company(structure, Persons(structure.text, known))
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
        cast = _place(company, read[at], speaker, floors[n])
        if cast is not None:
            company.touch(cast, at)
        seen[at] = cast
        placed.append(cast)
    name_later(company)
    return _records(structure.text, company.casts, placed)


def _as_tagged(m: Mention, bodies: frozenset[str]) -> Mention:
    """What no list knows and nothing beside it tells to be a person, is the body that the tagger takes it for."""
    if m.kind != "person" or not m.calls or m.role or m.male is not None:
        return m
    if len(m.core) > m.at[1] - m.at[0]:
        return m  # whoever asks at a "Q"
    words = clean_name(m).lower().split()
    told = words[-1] in bodies and words[0] not in given_names()
    return replace(m, kind="organisation", role=None) if told else m


def _records(
    text: str, casts: list[Cast], placed: list[Cast | None]
) -> tuple[list[Source], list[str | None]]:
    ids: dict[int, str] = {}
    sources = []
    for c in casts:
        if c.into is not None or not c.mentions:
            continue
        ids[id(c)] = f"s{len(ids) + 1}"
        sources.append(
            Source(
                id=ids[id(c)],
                name=_printed(c.person.name) if c.person else c.name,
                kind=c.kind,
                named=c.named,
                role=c.role or (c.person.role if c.person else None),
                mentions=tuple(Span.of(text, *m) for m in sorted(set(c.mentions))),
            )
        )
    return sources, [None if c is None else ids[id(c.into or c)] for c in placed]


def _printed(name: str) -> str:
    """ "COLE" of a transcript as a sentence would print it."""
    return name.title() if name.isupper() and len(name) > 3 else name


def _place(company: Company, m: Mention, speaker: Cast | None, floor: int) -> Cast | None:
    if m.head.lower() in ("nobody", "none") or m.core.lower() == "no one":
        return None
    match m.pronoun:
        case "speaker" if m.core.lower() in ("you", "your"):
            other = spoken_to(company.text, m.at[0])
            return _place(company, describe(company.text, other), None, 0) if other else None
        case "speaker":
            return speaker or writer(company, m)
        case "male" | "female":
            return pronouns.he_or_she(company, m, floor, speaker)
        case "relative":
            return pronouns.relative(company, m)
        case "many":
            return things.many(company, m, floor)
        case "thing":
            return things.thing(company, m, floor)
        case _:
            pass
    if m.several:
        same = [c for c in company.lately if c.several and c.name == clean_name(m)]
        return same[-1] if same else company.new(m)
    proper = m.kind == "person" or any(w[:1].isupper() for w in clean_name(m).split())
    if m.calls and proper and m.kind in ("person", "organisation", "outlet"):
        return company.by_name(m)
    if m.kind == "person" and not m.plural:
        known = descriptions.person(company, m, speaker) if m.definite else _of_headline(company, m)
        if known is not None:
            known.named = known.named or m.named
    else:
        known = both(company, m) or descriptions.thing(company, m)
        if known is not None:
            known.named = known.named or m.named
            company.learn(known, m)
    return known or company.new(m)


def _of_headline(company: Company, m: Mention) -> Cast | None:
    """Whom the headline leaves unnamed ("says bank worker"), the lead introduces again ("a teller")."""
    at = company.structure.paragraph_at
    if not 0 < at(m.at[0]) <= 4:
        return None
    above = [
        c
        for c in company.lately
        if c.kind == "person"
        and not c.named
        and not c.plural
        and c.classes & m.classes
        and all(at(x[0]) == 0 for x in c.mentions)
    ]
    return company.learn(above[0], m) if len(above) == 1 else None
