"""Whom a teller speaks for: the police, a coroner, a family. Word lists: `packs/bodies.toml`.

A teller stands at the end of a chain. Two tellers are compared only within one matter (a cluster of
claims), where "police" of two reports are one department and a surname is enough to know a person by.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

Side = Literal["official", "private", "general"]

LAW = ("police", "sheriff", "state-police")
"""Bodies that reports call "police" where they do not tell them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One row of the pack: a kind of body or of private persons, and the words it goes by."""

    key: str
    name: str
    side: Side
    pattern: re.Pattern[str]
    echoes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Who stands at the end of a chain, taken apart for comparing.

    `name` is None where the text names nobody ("it was announced"). `words` are those words of the
    name that tell bodies of one kind apart ("chicago"); `family` and `given` the name of a named person;
    `role_words` what the role adds; `also` other bodies that the name speaks of. `office` is true of one
    whose role can be an office of any body.
    """

    name: str | None
    kind: str
    named: bool
    role: str | None
    body: str | None
    side: Side | None
    also: frozenset[str | None]
    words: frozenset[str]
    given: str | None
    family: str | None
    role_words: frozenset[str]
    office: bool


_OF = re.compile(r"\s(?:of|with|who|whose|in|at|from|near)\s")
_ROLE = 8
"""Longer "roles" are clauses about somebody, and name others too."""


def teller(link: dict[str, Any], body: str | None = None) -> Teller:
    """The teller of a link of a chain, as the index keeps it; `body` as the words around it told."""
    return _teller(
        link.get("name"),
        link.get("role"),
        link.get("kind", "unknown"),
        bool(link.get("named")),
        body,
    )


@lru_cache(maxsize=1 << 14)  # the same few come up in report after report
def _teller(name: str | None, role: str | None, kind: str, named: bool, body: str | None) -> Teller:
    key = body or body_named(name, role)
    row = pack().by_key.get(key or "")
    if row and name and row.pattern.fullmatch(name.casefold()):
        named = False  # "Dispatchers" at the head of a sentence is no name
        kind = "group" if kind == "person" and name.casefold().endswith("s") else kind
    given, family = _person(name) if kind == "person" and named and name else (None, None)
    official = row if row and row.side == "official" else None
    roles = frozenset(_tokens(role or ""))
    return Teller(
        name=name,
        kind=kind,
        named=named,
        role=role,
        body=key,
        side=row.side if row else None,
        also=_bodies_in(name or "") - {key} if official else frozenset(),
        words=_telling((name if kind != "person" else role) or "", official),
        given=given,
        family=family,
        role_words=roles,
        office=bool(roles & pack().offices),
    )


@lru_cache(maxsize=1 << 14)
def body_of(words: str) -> str | None:
    """The body that a name or a role speaks of, or None."""
    lower = words.casefold().replace("’", "'")
    return next((b.key for b in pack().bodies if b.pattern.search(lower)), None)


@lru_cache(maxsize=1 << 14)  # the same few names come up in report after report
def body_named(name: str | None, role: str | None) -> str | None:
    """The body that a source's name and the first words of its role speak of."""
    words = " ".join([name or "", *(role or "").split()[:_ROLE]])
    # "The family of a man who was shot by police" is a family, whoever else is in the name.
    head = pack().by_key.get(body_of(_OF.split(name or "", maxsplit=1)[0]) or "")
    return head.key if head and head.side == "private" else body_of(words)


def _bodies_in(words: str) -> frozenset[str | None]:
    lower = words.casefold().replace("’", "'")
    return frozenset(
        b.key for b in pack().bodies if b.side == "official" and b.pattern.search(lower)
    )


def rank_in(words: str) -> bool:
    """Whether the words hold a rank of a police or an army."""
    return bool(pack().ranks & set(_tokens(words)))


def act_of(words: str) -> str | None:
    """The kind of act or document that a sentence tells of, or None."""
    lower = words.casefold()
    if not pack().any_act.search(lower):
        return None
    return next((key for key, pattern in pack().acts if pattern.search(lower)), None)


def agency_of(name: str) -> str | None:
    """The news agency that a byline or an outlet's name means, or None."""
    return pack().agencies.get(" ".join(_tokens(name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """`packs/bodies.toml`, compiled."""

    bodies: tuple[Body, ...]
    by_key: dict[str, Body]
    ranks: frozenset[str]
    offices: frozenset[str]
    empty: frozenset[str]
    titles: frozenset[str]
    acts: tuple[tuple[str, re.Pattern[str]], ...]
    any_act: re.Pattern[str]
    agencies: dict[str, str]
    credit: re.Pattern[str]
    topics: frozenset[str]
    forces: re.Pattern[str]
    enemy: re.Pattern[str]
    own: re.Pattern[str]


@cache
def pack() -> Pack:
    """The word lists, read once."""
    data = tomllib.loads(files("sayso.packs").joinpath("bodies.toml").read_text("utf-8"))
    bodies = tuple(
        Body(
            key=row["key"],
            name=row.get("name", row["key"]),
            side=row["side"],
            pattern=_any(row["words"]),
            echoes=frozenset(row.get("echoes", ())),
        )
        for row in data["bodies"]
    )
    agencies = {name: key for key, names in data["agencies"].items() for name in names}
    interest = data["interest"]
    return Pack(
        bodies=bodies,
        by_key={b.key: b for b in bodies},
        ranks=frozenset(data["ranks"]["words"]),
        offices=frozenset(data["offices"]["words"]),
        empty=frozenset(data["names"]["empty"]),
        titles=frozenset(data["names"]["titles"]),
        acts=tuple((row["key"], _any(row["words"])) for row in data["acts"]),
        any_act=_any([word for row in data["acts"] for word in row["words"]]),
        agencies={" ".join(_tokens(name)): key for name, key in agencies.items()},
        credit=re.compile(
            r"\(("
            + "|".join(sorted(map(re.escape, agencies), key=len, reverse=True))
            + r")\)\s*[—–-]",
            re.IGNORECASE,
        ),
        topics=frozenset(interest["topics"]),
        forces=_any(interest["forces"]),
        enemy=_any(interest["enemy"]),
        own=_any(interest["own"]),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)")


_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def _tokens(words: str) -> list[str]:
    found = _WORD.findall(words.casefold().replace("’", "'"))
    return [token.removesuffix("'s").removesuffix("s'") for token in found]


def _telling(name: str, body: Body | None) -> frozenset[str]:
    """Words of a body's name beyond those that all such bodies have; one spelling for "defence".

    Of a body of a known kind only words with a capital tell it from another: "police at the scene".
    """
    plain = name.replace("’", "'")
    if body is not None:
        lower = plain.casefold()
        for found in reversed(list(body.pattern.finditer(lower))):
            plain = plain[: found.start()] + " " + plain[found.end() :]
        plain = " ".join(w for w in plain.split() if not w[:1].islower())
    words = (w.replace("defence", "defense") for w in _tokens(plain))
    return frozenset(w for w in words if w not in pack().empty and w not in pack().ranks)


def _person(name: str) -> tuple[str | None, str | None]:
    """Given name (or its initial) and family name."""
    plain = [w for w in _tokens(name) if w not in pack().titles and w not in pack().ranks]
    if not plain:
        return None, None
    return (plain[-2] if len(plain) > 1 else None), plain[-1]
