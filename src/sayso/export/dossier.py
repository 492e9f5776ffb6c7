"""The dossier of one claim, before it is written as Markdown or as a page: sections of plain words.

It lays out who says what, by which way it came, and what else was said; it gives no verdict. What a
machine found and what a person said stand in sections of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.export import words
from sayso.export.dossier_findings import copies, gathered, origins, related
from sayso.export.section import Item, Section, days, said
from sayso.export.words import NOT_STATED, spoken
from sayso.ledger.answers.contents import Weighed
from sayso.ledger.answers.life import Life
from sayso.ledger.judging.grades import MEANINGS, Grade
from sayso.ledger.judging.judgements import Judgement
from sayso.ledger.lines import ClaimLine
from sayso.records import Reading

_AROUND = 300
"""Characters of the report that are quoted before and behind the claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything about one claim, in the order in which a person reads it; its life as SVG, if it has one."""

    claim: str
    title: str
    said: str
    sections: tuple[Section, ...]
    picture: str | None = None


def dossier(
    weighed: Weighed, *, rules: Mapping[str, int], made_at: str, picture: str | None = None
) -> Dossier:
    """Lay out a claim's life, what there is to weigh, and what people said."""
    life, reading = weighed.life, weighed.reading
    line = life.record.claim
    return Dossier(
        claim=line.claim,
        title=" ".join(line.text.split()),
        said=said(line),
        picture=picture,
        sections=(
            Section(
                heading="In the report",
                items=tuple(_place(life, reading)),
                quote=_quote(life, reading),
            ),
            *life_sections(life),
            Section(heading="Questions to ask", items=tuple(_questions(reading)), none="None."),
            Section(
                heading="What there is to weigh",
                items=tuple(
                    Item(term=spoken(s.signal), words=s.value, ids=s.evidence)
                    for s in weighed.signals
                ),
            ),
            Section(
                heading="What people said",
                items=(*map(_grade, weighed.grades), *map(_judgement, weighed.judgements)),
                none="Nobody has said anything yet.",
            ),
            Section(
                heading="Where this comes from", items=tuple(_made(line, reading, rules, made_at))
            ),
        ),
    )


def life_sections(life: Life) -> tuple[Section, ...]:
    """What became of the claim: its way, its figures, where it was seen, who has it from whom."""
    return (
        Section(heading="How it reached us", items=tuple(_chain(life.record.claim))),
        Section(heading="Figures", items=tuple(_figures(life)), none="It holds none."),
        Section(heading="Where it was seen", items=tuple(_sightings(life))),
        Section(
            heading="Changes of the page",
            items=tuple(_versions(life)),
            none="None is known.",
        ),
        Section(heading="Copies", items=tuple(copies(life)), none="None is known."),
        Section(heading="Origins", items=tuple(origins(life))),
        Section(
            heading="Others on the same matter",
            items=tuple(gathered(life)),
            none="The ledger holds no other.",
        ),
        Section(
            heading="Claims beside it",
            items=tuple(related(each) for each in life.related),
            none="The ledger holds none that is close.",
        ),
    )


def _quote(life: Life, reading: Reading) -> tuple[str, str, str] | None:
    spans = [span for span in life.record.spans if span.in_ is None]
    if not spans:
        return None
    text, start, end = reading.report.text, spans[0].start, spans[-1].end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    cut = ("…" if start > _AROUND else "", "…" if end + _AROUND < len(text) else "")
    return cut[0] + before, text[start:end], after + cut[1]


def _place(life: Life, reading: Reading) -> Iterator[Item]:
    line = life.record.claim
    yield Item(term="Headline", words=line.title or NOT_STATED, url=line.url, ids=(line.report,))
    if life.record.claim.in_headline:
        yield Item(
            term="Place", words="it stands in the headline, and takes the chain of what it restates"
        )
    yield Item(term="Outlet", words=words.outlet(reading.report.outlet))
    yield Item(term="Published", words=days(line))
    if line.status:
        yield Item(term="Status", words=line.status)
    for topic in line.topics:
        way = f", {topic.direction}" if topic.direction else ""
        yield Item(term="Topic", words=spoken(topic.key) + way)


def _chain(line: ClaimLine) -> Iterator[Item]:
    """The links from the reader outwards; the first is whoever printed it."""
    for place, link in enumerate(line.chain):
        name = link.get("name") or NOT_STATED
        notes = [] if link.get("named") or not link.get("name") else ["not named"]
        if link.get("role"):
            notes.append(str(link["role"]))
        if link.get("channel") and link["channel"] != "not-stated":
            notes.append(spoken(link["channel"]))
        if link.get("inferred"):
            notes.append(f"inferred: {link['reason']}" if link.get("reason") else "inferred")
        yield Item(
            term="told by" if place else "printed by",
            words=", ".join([name, *notes]),
        )


def _sightings(life: Life) -> Iterator[Item]:
    for seen in life.record.sightings:
        feed = f", in the feed {seen.feed}" if seen.feed else ""
        outlet = seen.outlet or f"outlet {NOT_STATED}"
        where = "" if seen.url else f", {seen.ref or f'place {NOT_STATED}'}"
        yield Item(
            term=seen.seen_at,
            words=f"{outlet}{where}{feed}",
            url=seen.url,
            ids=(seen.sighting,),
        )


def _versions(life: Life) -> Iterator[Item]:
    for version in life.versions:
        changed = ", ".join(spoken(name) for name in version.changes) or "the text"
        now = version.later == life.record.claim.report
        yield Item(
            term=version.seen_at,
            words=f"{'this text replaced another' if now else 'another text replaced this one'}: {changed}",
            ids=(version.earlier if now else version.later,),
        )


def _figures(life: Life) -> Iterator[Item]:
    traced = {each.quantity: each for each in life.record.could_come_from}
    for quantity in life.record.quantities:
        yield Item(term=words.joined(quantity.spans), words=words.figure(quantity))
        for point in traced[quantity.id].candidates if quantity.id in traced else ():
            said = f"{point.how}: {point.stated:,.0f} on {point.day}"
            yield Item(term=f"could come from {point.series}", words=said)


def _questions(reading: Reading) -> Iterator[Item]:
    for flag in reading.flags:
        yield Item(term=flag.ask, words=flag.message)


def _grade(grade: Grade) -> Item:
    origins = f" (origins then: {grade.origins[0]} to {grade.origins[1]})" if grade.origins else ""
    replaced = "" if grade.in_force else " (replaced since)"
    return Item(
        term=f"{grade.by}, {grade.at[:10]}",
        words=f"{grade.axis} {grade.value}, {MEANINGS[grade.axis][grade.value]}: {grade.why}"
        f"{origins}{replaced}",
        ids=(grade.grade, *grade.evidence),
    )


def _judgement(judgement: Judgement) -> Item:
    why = f": {judgement.why}" if judgement.why else ""
    gone = "" if judgement.in_force or judgement.verdict == "withdrawn" else " (replaced since)"
    return Item(
        term=f"{judgement.by}, {judgement.at[:10]}",
        words=f"{judgement.verdict}{why}{gone}",
        ids=judgement.claims,
    )


def _made(
    line: ClaimLine, reading: Reading, rules: Mapping[str, Any], made_at: str
) -> Iterator[Item]:
    report, made = reading.report, reading.generated_by
    yield Item(term="Claim", words="in the ledger", ids=(line.claim,))
    yield Item(term="Text", words=report.id)
    yield Item(term="Read by", words=f"sayso {made.sayso}, model {made.model or NOT_STATED}")
    listed = ", ".join(f"{name} {version}" for name, version in rules.items())
    yield Item(term="Rules", words=listed or "no findings")
    yield Item(term="Made", words=made_at)
