"""What a face shows of a reading: the same outline for the terminal and for the page.

Nothing is judged here. An outline only follows ids, counts and sorts; how it looks is for the
faces, how its values are called for `words`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.export import words
from sayso.records import Attribution, ChainLink, Channel, Claim, Flag, Reading, Source

_SEVERITIES = ("high", "medium", "low")
# Stances that make no claim of what their source says: shown in the cast instead.
_WITHOUT_CLAIM = {"denies": "denies", "asks": "asks", "declines": "declines to comment"}


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: who, by what way, and whether that was inferred and why.

    known: how far his name goes: "named", "not named", "not made out" ("he"); or what he did whom the text leaves out.
    dotted: the way from here to the link before is inferred at one of its ends; carried: which way it was, is.
    """

    name: str
    known: str
    inferred: bool
    reason: str | None
    way: str | None
    channel: Channel | None
    attribution: Attribution | None
    carried: bool = False
    dotted: bool = False

    @property
    def label(self) -> str:
        """ "Daily Star", "“an officer” (not named)", "? (intercepted the call)"."""
        if self.known == "named":
            return self.name
        quoted = self.known in ("not named", "not made out")
        return f"“{self.name}” ({self.known})" if quoted else f"? ({self.known})"


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as it is shown. `number` counts claims in the order of the reading, from 1.

    `chain` begins with the outlet; who republished the text stands in `republished`.
    """

    number: int
    claim: Claim
    words: str
    attribution: Attribution | None
    republished: tuple[Step, ...]
    chain: tuple[Step, ...]
    figures: tuple[str, ...]
    denied_by: tuple[str, ...]

    @property
    def cue(self) -> str | None:
        """The verb with which the source says it, as printed but for the marks at its ends."""
        spans = self.attribution.cue if self.attribution else ()
        return words.joined(spans).strip(" :,;.–—-") or None


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that came by the same chain, wherever they stand."""

    chain: tuple[Step, ...]
    lines: tuple[Line, ...]

    @property
    def own_words(self) -> bool:
        """Nobody told it to the outlet."""
        return len(self.chain) == 1

    def unsure(self, line: Line) -> str | None:
        """Why the origin of one of the claims is inferred, where it is not that of all of them."""
        end, usual = line.chain[-1], self.chain[-1]
        return end.reason if end.inferred and not usual.inferred else None


@dataclass(frozen=True, slots=True)
class Route:
    """The claims that came through the same hands, by whatever channel. `chain` is the least inferred one of them."""

    chain: tuple[Step, ...]
    lines: tuple[Line, ...]

    @property
    def own_words(self) -> bool:
        """Nobody told it to the outlet."""
        return len(self.chain) == 1


@dataclass(frozen=True, slots=True)
class Member:
    """One source in the cast: how many claims it is the origin of, how many it passed on."""

    source: Source
    claims: int
    passed_on: int
    otherwise: tuple[str, ...]

    @property
    def carries(self) -> str:
        """What the source adds to the report: "3 claims, passes on 1, denies"."""
        parts = [words.counted(self.claims, "claim")] if self.claims else []
        if self.passed_on:
            parts.append(f"passes on {self.passed_on}")
        return ", ".join([*parts, *self.otherwise]) or "no claim"


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask next, and the flags that give reason to: one for each time it was seen."""

    ask: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A reading as people read it. Groups come in the order of their first claim."""

    reading: Reading
    title: str
    origin: tuple[tuple[str, str], ...]
    cast: tuple[Member, ...]
    questions: tuple[Question, ...]
    lines: tuple[Line, ...]

    @property
    def route(self) -> tuple[Step, ...]:
        """By whom the text as such came, if anybody stands between its outlet and the reader.

        A copy is a copy in all its claims, so this is said once and not with each of them.
        """
        routes = ((*line.republished, *line.chain[:1]) for line in self.lines if line.republished)
        return next(routes, ())

    @property
    def routes(self) -> tuple[Route, ...]:
        """The few chains of a report, those of most claims first."""
        by_hands: dict[tuple[str, ...], list[Line]] = {}
        for line in self.lines:
            by_hands.setdefault(tuple(step.label for step in line.chain), []).append(line)
        routes = (Route(_plainest(lines).chain, tuple(lines)) for lines in by_hands.values())
        return tuple(sorted(routes, key=lambda route: -len(route.lines)))

    @property
    def central(self) -> tuple[Group, ...]:
        """The claims that the report turns on."""
        return _grouped(line for line in self.lines if line.claim.central)

    @property
    def told(self) -> tuple[Group, ...]:
        """The other claims of sources."""
        return _grouped(line for line in self._others() if line.claim.voice == "source")

    @property
    def own(self) -> tuple[Line, ...]:
        """The other claims that the outlet makes itself."""
        return tuple(line for line in self._others() if line.claim.voice == "outlet")

    @property
    def own_claims(self) -> int:
        """How many claims the outlet makes itself, central ones among them."""
        return sum(line.claim.voice == "outlet" for line in self.lines)

    def _others(self) -> Iterable[Line]:
        return (line for line in self.lines if not line.claim.central)


def outline(reading: Reading) -> Outline:
    """Lay out a reading. Ids that lead nowhere are shown as not stated."""
    index = _Index(reading)
    report = reading.report
    return Outline(
        reading=reading,
        title=title_of(reading),
        origin=(
            ("Outlet", words.outlet(report.outlet)),
            ("Byline", report.byline or words.NOT_STATED),
            ("Published", words.published(report.published, report.published_estimate)),
        ),
        cast=_cast(reading),
        questions=_questions(reading),
        lines=tuple(index.line(number, claim) for number, claim in enumerate(reading.claims, 1)),
    )


def title_of(reading: Reading) -> str:
    """The headline, or that none is stated."""
    return reading.report.title or f"Headline {words.NOT_STATED}"


class _Index:
    """The findings of one reading by their ids."""

    def __init__(self, reading: Reading) -> None:
        self.outlet = reading.report.outlet
        self.attributions = {found.id: found for found in reading.attributions}
        self.sources = {found.id: found for found in reading.sources}
        self.channels = {found.id: found for found in reading.channels}
        self.quantities = {found.id: found for found in reading.quantities}

    def line(self, number: int, claim: Claim) -> Line:
        attribution = self.attributions.get(claim.attribution_id or "")
        outlet_at = len(claim.chain) - 1 - claim.degree
        chain: list[Step] = []
        for at, link in enumerate(claim.chain):
            step = self.step(link, at - outlet_at)
            # That words come from the report is no inference, even where its outlet is one.
            unsure = step.inferred or (at - 1 != outlet_at and at > 0 and chain[-1].inferred)
            chain.append(replace(step, dotted=at > 0 and unsure))
        figures = (self.quantities.get(key) for key in claim.quantities)
        return Line(
            number=number,
            claim=claim,
            words=words.claimed(claim.text, attribution),
            attribution=attribution,
            republished=tuple(chain[:outlet_at]),
            chain=tuple(chain[outlet_at:]),
            figures=tuple(
                words.figure(found) for found in figures if found and words.tells_more(found)
            ),
            denied_by=tuple(self.teller(key) for key in claim.denied_by),
        )

    def step(self, link: ChainLink, depth: int) -> Step:
        """A link that stands `depth` links behind the outlet; republishers stand before it."""
        source = self.sources.get(link.source_id or "")
        channel = self.channels.get(link.channel_id or "")
        act = self.attributions.get(link.attribution_id or "")
        outlet = self.outlet if depth == 0 else None
        passes = channel is not None and link.attribution_id is None and link.inferred
        if source:
            name, known = source.name, "named" if source.named else "not named"
        elif outlet:
            name, known = outlet.name, "named"
        elif depth > 0 and channel and channel.by and link.attribution_id is None:
            name, known = channel.by.text, "not named"
        elif passes:
            name, known = words.NOT_STATED, words.passer(link.reason, channel)
        elif depth > 0:
            who = words.joined(act.source) if act else ""
            name = who or words.NOT_STATED
            known = "not made out" if who else "nobody named"
        else:
            name = f"{'outlet' if depth == 0 else 'republisher'} {words.NOT_STATED}"
            known = f"outlet {words.NOT_STATED}" if depth == 0 else words.passer(None, None)
        inferred = link.inferred or (outlet is not None and outlet.inferred)
        if depth == 0 and not source and not outlet:
            inferred = False  # somebody printed the text, that much is no inference
        way = words.way(channel) if channel and link.attribution_id else None
        return Step(
            name=name,
            known=known,
            inferred=inferred,
            reason=link.reason or (outlet.reason if outlet else None),
            way=way,
            channel=channel,
            attribution=act,
            carried=channel is not None and channel.inferred,
        )

    def teller(self, attribution_id: str) -> str:
        attribution = self.attributions.get(attribution_id)
        if attribution is None:
            return words.NOT_STATED
        source = self.sources.get(attribution.source_id or "")
        return source.name if source else words.joined(attribution.source) or words.NOT_STATED


def _cast(reading: Reading) -> tuple[Member, ...]:
    """The sources, those that carry most first. Who only printed the text is not one of them."""
    origins: Counter[str | None] = Counter()
    passing: Counter[str | None] = Counter()
    printers: set[str | None] = set()
    for claim in reading.claims:
        outlet_at = len(claim.chain) - 1 - claim.degree
        told = claim.chain[outlet_at + 1 :]
        printers.update(link.source_id for link in claim.chain[: outlet_at + 1])
        origins.update(link.source_id for link in told[-1:])
        passing.update({link.source_id for link in told[:-1]})
    otherwise: dict[str | None, dict[str, None]] = {}
    for attribution in reading.attributions:
        if said := _WITHOUT_CLAIM.get(attribution.stance or ""):
            otherwise.setdefault(attribution.source_id, {})[said] = None
    members = (
        Member(source, origins[source.id], passing[source.id], tuple(otherwise.get(source.id, ())))
        for source in reading.sources
        if source.id not in printers or origins[source.id] or passing[source.id]
    )
    return tuple(sorted(members, key=lambda member: -member.claims - member.passed_on))


def _questions(reading: Reading) -> tuple[Question, ...]:
    """The flags, the most pressing first; what asks the same is asked once."""
    asked: dict[tuple[str, str], list[Flag]] = {}
    for flag in sorted(reading.flags, key=lambda flag: _SEVERITIES.index(flag.severity)):
        asked.setdefault((flag.code, flag.ask), []).append(flag)
    return tuple(Question(ask, tuple(flags)) for (_, ask), flags in asked.items())


def _grouped(lines: Iterable[Line]) -> tuple[Group, ...]:
    groups: dict[object, list[Line]] = {}
    for line in lines:
        chain = tuple((step.label, step.way) for step in line.chain)
        groups.setdefault(chain, []).append(line)
    return tuple(Group(_plainest(lines).chain, tuple(lines)) for lines in groups.values())


def _plainest(lines: list[Line]) -> Line:
    """The first of those whose chain has the fewest inferred steps."""
    return min(lines, key=lambda line: sum(step.inferred for step in line.chain))
