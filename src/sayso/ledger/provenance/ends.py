"""Ends of chains: whether two are one teller on one occasion, and whether two are known to differ.

Neither follows from the other. Two nameless witnesses of two reports may be one or two: they are not
known to be the same, and not known to differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ledger.provenance.bodies import LAW, Teller, pack


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of the chains of one report, as far as its claims in a cluster go.

    teller: None where the outlet itself says so. act: what its own word rests on. day: ISO 8601.
    via: bodies through which the words went on their way. cited: whom the chain names, and
    cites: the reports of the cluster whose outlet that is. publisher: by what two own words are known to
    be one publisher's (owner, host or outlet). agency: whose text it is. beside: of an outlet's own
    word, the bodies that its report cites for other claims. tells: whether it says itself what is told
    elsewhere, or how many; else it may only speak about it ("it is tragic"). saw: whether it says what
    it saw itself. bears: whether it tells what it saw or heard, or counts somebody killed or hurt; None where
    nobody does of that matter.
    """

    report: int
    claims: tuple[int, ...]
    teller: Teller | None = None
    act: str | None = None
    channel: str | None = None
    by: str | None = None
    day: str | None = None
    via: frozenset[str] = frozenset()
    cited: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    beside: frozenset[str] = frozenset()
    tells: bool = True
    saw: bool = False
    bears: bool | None = None


def same_person(a: Teller, b: Teller) -> bool:
    """One family name, and given names that are equal, begin alike as an initial, or are not given."""
    if not a.family or a.family != b.family:
        return False
    one, other = a.given, b.given
    return not one or not other or one == other or one[0] == other[0] == min(one, other, key=len)


def same_body(a: Teller, b: Teller) -> bool:
    """One body: the same kind, and no words that tell them apart."""
    return a.body == b.body and (not a.words or not b.words or bool(a.words & b.words))


_OPEN = frozenset(
    {None, "not-stated", "statement", "public-speech", "press-report", "social-media"}
)


def one_occasion(a: End, b: End) -> bool:
    """Whether nothing says that the two were told at different times or in different ways."""
    if a.day and b.day and a.day != b.day:
        return False
    return (
        a.channel == b.channel != "interview"
        or (a.channel in _OPEN and b.channel in _OPEN)
        or (a.channel in (None, "not-stated") or b.channel in (None, "not-stated"))
    )


def known_to_differ(one: End, other: End) -> bool:
    """Whether two ends are told apart by what the reports say of them: never by what they leave out."""
    a, b = one.teller, other.teller
    if a is None or b is None:
        return _act_differs(one, other)
    if "outlet" in (a.kind, b.kind):
        return False
    if a.body and b.body and a.body != b.body and _bodies_differ(one, other):
        return True
    if a.body and a.body == b.body and a.side == "official":
        return False
    if a.family and b.family:
        return _persons_differ(a, b) and not _may_speak(one, a, b) and not _may_speak(other, b, a)
    if a.family or b.family:
        return _person_differs(one, b) if a.family else _person_differs(other, a)
    return _organisations_differ(a, b)


def _may_speak(end: End, person: Teller, other: Teller) -> bool:
    """Whether a person of whom nothing else is said may speak for the body of the other."""
    return other.side == "official" and person.side is None and not _stands_apart(end, person)


def _persons_differ(a: Teller, b: Teller) -> bool:
    if a.family == b.family:
        return bool(a.given and b.given) and not same_person(a, b)
    return a.family != b.given and b.family != a.given


def _act_differs(one: End, other: End) -> bool:
    """An act that is told of in the open is no private person's word."""
    act, told = (one, other.teller) if one.teller is None else (other, one.teller)
    if told is None:
        return bool(one.act and other.act and one.act != other.act)
    return bool(act.act and told.side == "private")


def _bodies_differ(one: End, other: End) -> bool:
    a, b = one.teller, other.teller
    if a is None or b is None:
        return False
    if a.side == "general" or b.side == "general":
        return False
    if a.body in pack().by_key[b.body or ""].echoes or b.body in pack().by_key[a.body or ""].echoes:
        return False
    if {a.body, b.body} <= set(LAW) and any(t.body == "police" and not t.words for t in (a, b)):
        return False
    if a.side == b.side == "private":
        return False
    if a.body in b.also or b.body in a.also:
        return False  # "police and the coroner's office" said one thing
    # What reached the report through the body itself is not beside it.
    return a.body not in other.via and b.body not in one.via


def _person_differs(end: End, other: Teller) -> bool:
    """Whether a named person, for whom no body is known, is another than somebody who is not named."""
    person = end.teller
    if person is None:
        return False
    if not other.named or not other.words:
        # Unnamed: a police or a court is no private person; anybody else may be this very one.
        return other.side == "official" and _stands_apart(end, person)
    return _stands_apart(end, person) and not (other.words & person.words)


def _stands_apart(end: End, person: Teller) -> bool:
    """Whether a person speaks for nobody else: by the role, or by telling what he saw himself."""
    return person.side == "private" or (
        person.side is None and (bool(person.role_words) or end.saw) and not person.office
    )


def _organisations_differ(a: Teller, b: Teller) -> bool:
    """Two named ones, each with a word that the other lacks, or one beside a body of a known kind."""
    if {a.side, b.side} == {"official", None}:
        known, other = (a, b) if a.side else (b, a)
        return other.named and bool(other.words) and not (other.words & known.words)
    return a.named and b.named and bool(a.words - b.words and b.words - a.words)


def nobody(end: End) -> bool:
    """Whether nobody tells it but the outlet, or somebody of whom nothing is said."""
    return not end.act and (end.teller is None or not end.teller.name)


def in_the_story(end: End) -> bool:
    """Whether it is somebody who speaks for no body and does not tell the matter itself.

    Such a one is rather told of than telling, or mourns: "a woman" who was asked to step aside.
    """
    told = end.teller
    if told is None or end.tells or told.side in ("official", "general"):
        return False
    if end.bears is None:
        return not (told.named or told.body or told.kind == "outlet")
    return not end.bears and told.kind in ("person", "group", "unknown")


def groups_differ(one: Sequence[End], other: Sequence[End]) -> bool:
    """Whether of two origins, each with its ends, one teller is known to differ from one of the other."""
    return any(known_to_differ(a, b) for a in _distinct(one) for b in _distinct(other))


def _distinct(group: Sequence[End]) -> list[End]:
    """One end for each teller that speaks for itself: forty copies name one officer forty times."""
    told = _speaking(group)
    if len(told) < 2:
        return told
    return list({(end.teller, end.act, end.via): end for end in told}.values())


def _speaking(group: Sequence[End]) -> list[End]:
    """The ends that speak for themselves: not those whose words reached the reports through another."""
    bodies = {end.teller.body for end in group if end.teller}
    told = [end for end in group if end.teller or end.act]
    return [end for end in told if not end.via & bodies] or told
