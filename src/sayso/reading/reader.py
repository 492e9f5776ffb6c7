"""One report in, one reading out: the steps, in order, on one screen.

No files, no clock, no printing: the caller hands in the report and the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso import neural
from sayso.errors import NoSentences
from sayso.reading import attributions, chains, flags
from sayso.reading.boilerplate import find_boilerplate, printed_byline
from sayso.reading.central import mark_central
from sayso.reading.channels import find_channels
from sayso.reading.checkworthy import mark_check_worthy
from sayso.reading.claims import make_claims
from sayso.reading.dating import place_in_time
from sayso.reading.denials import deny
from sayso.reading.events import shipped
from sayso.reading.headline import find_headline, lead_of
from sayso.reading.language import check_language
from sayso.reading.loaded import outlets_loaded
from sayso.reading.names import find_names, mostly_bodies, names_in
from sayso.reading.outlets import find_outlet
from sayso.reading.quantities import find_quantities, tie
from sayso.reading.sources import resolve
from sayso.reading.status import mark_status
from sayso.reading.structure import Structure, first_words, last_words
from sayso.reading.summary import summarise
from sayso.reading.tagging import Tagging
from sayso.reading.times import times_in
from sayso.reading.topics import mark_topics
from sayso.records import Event, GeneratedBy, Reading, Report
from sayso.version import __version__

_SENTENCE = re.compile(r"[^\W\d_]+[\W\d_]+[^\W\d_]+[\W\d_]+[^\W\d_]+")


def read_report(
    report: Report,
    *,
    started: str | None = None,
    model: neural.Model | str = "careful",
    events: Sequence[Event] = (),
) -> Reading:
    """Read one report.

    started: when, ISO 8601; it is recorded and changes nothing else. model: one that ships, by its name, or another.
    events: dated public events that undated reports are dated by, beside those that ship.
    Raises NoSentences if nothing in the text is a sentence, NotEnglish if it is in another language.
    """
    if not _SENTENCE.search(report.text):
        raise NoSentences("there is no sentence in the text")
    language = check_language(report.text)
    if isinstance(model, str):
        model = neural.shipped(model)
    structure = Structure.of(report.text)

    tagging = Tagging.of(structure, model)
    aside = find_boilerplate(structure, tagging.discarded())
    headline = find_headline(structure, report.title, aside)
    origin = find_outlet(report, aside)

    found = attributions.drafts(tagging, aside)
    holders = attributions.parents(found)
    spotted = tagging.names(aside)
    cast, ids = resolve(
        structure,
        [d.source for d in found],
        holders,
        attributions.floors(found, holders),
        mostly_bodies(report.text, spotted),
    )
    outlet = origin.outlet
    channels, channel_ids = find_channels(
        found, ids, cast, structure, outlet.name if outlet else None
    )
    told = attributions.records(found, ids, channel_ids, holders, structure)
    channels, sources = chains.name_parties(
        report.text, channels, told, [*chains.outlet_source(outlet), *cast], outlet
    )

    first = chains.published_by(outlet, bool(origin.copied))
    quantities = find_quantities(structure, aside, headline)
    claims = make_claims(structure, told, aside, headline, first)
    claims = chains.fill_in(report.text, claims, told, channels, outlet)
    claims = deny(claims, told)
    claims = mark_status(tie(claims, quantities))
    made = mark_central(structure, claims, len(first))
    when = place_in_time(structure, report.published, aside, (*shipped(), *events))
    made = times_in(made, when.times)
    names = find_names(report.text, spotted)
    made = names_in(made, names)
    made = mark_topics(report.text, made)
    made = mark_check_worthy(made, {q.id: q for q in quantities})
    by_id = {s.id: s for s in sources}
    opened = tuple(
        (first_words(report.text, d.open_at), last_words(report.text, d.content[-1][1]), a.id)
        for d, a in zip(found, told, strict=True)
        if d.open_at is not None
    )
    raised = flags.raise_flags(
        flags.Findings(
            text=report.text,
            title=headline.text if headline else None,
            outlet=outlet,
            copied=origin.copied,
            attributions={a.id: a for a in told},
            sources=by_id,
            claims=made,
            open_quotations=opened,
            clashes=when.clashes,
            times=when.times,
            quantities={q.id: q for q in quantities},
            channels={c.id: c for c in channels},
            lead=lead_of(structure, made),
            loaded=outlets_loaded(structure, told, aside, headline, tagging.judging(), channels),
        )
    )
    return Reading(
        generated_by=GeneratedBy(sayso=__version__, model=model.name, started=started),
        report=replace(
            report,
            title=report.title or (headline.text if headline else None),
            outlet=outlet,
            byline=report.byline or printed_byline(aside),
            language=report.language or language,
            published=when.published,
            published_estimate=when.estimate,
        ),
        boilerplate=aside,
        attributions=told,
        sources=sources,
        channels=channels,
        claims=made,
        quantities=quantities,
        times=when.times,
        names=names,
        flags=raised,
        summary=summarise(made, by_id, bool(origin.copied), {q.id: q for q in quantities}),
    )
