"""The addresses of the pages, written out: the server, the navigation and OpenAPI read this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.web import (
    claim,
    claims,
    copies,
    corrections,
    grades,
    incidents,
    life,
    origins,
    read,
    reports,
    series,
    sources,
    tray,
)
from sayso.web.asked import Asked, Parameter, part
from sayso.web.page import Format, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One page. forms: in which it comes beside HTML. ledger: it needs one.

    section: its place in the navigation. leads: it is where the section's name leads.
    """

    path: str
    ask: Callable[[Asked], Page]
    summary: str
    section: str | None = None
    parameters: tuple[Parameter, ...] = ()
    forms: tuple[Format, ...] = ("json", "csv")
    ledger: bool = True
    leads: bool = False


_CLAIM = part("id", "the id of a claim, or its beginning")
_REPORT = part("id", "the id of a report, or its beginning")

ADDRESSES: tuple[Address, ...] = (
    Address(
        path="/",
        ask=read.home,
        summary="Paste a text, drop a file or give an address",
        section="Read",
        parameters=read.PREFILLED,
        forms=(),
        ledger=False,
        leads=True,
    ),
    Address(
        path="/readings/{key}",
        ask=read.lying,
        summary="A reading that lies on the desk and is not filed yet; CSV gives its claims",
        section="Read",
        parameters=(part("key", "the key that POST /read led to"),),
        ledger=False,
    ),
    Address(
        path="/claims",
        ask=claims.claims,
        summary="Claims by topic, source, channel, date and origins, the newest filing first",
        section="Claims",
        parameters=claims.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/claims/{id}",
        ask=claim.claim,
        summary="One claim: its words and chain, what there is to weigh, what people said of it",
        section="Claims",
        parameters=(_CLAIM,),
    ),
    Address(
        path="/claims/{id}/life",
        ask=life.life,
        summary="How a matter spread: the reports in the order of their days, and who has it from whom",
        section="Claims",
        parameters=(_CLAIM,),
    ),
    Address(
        path="/reports",
        ask=reports.reports,
        summary="The newest reports, or those that hold some words",
        section="Reports",
        parameters=reports.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/reports/{id}",
        ask=reports.report,
        summary="One report: its reading, where it was seen, its versions; CSV gives its claims",
        section="Reports",
        parameters=(_REPORT,),
    ),
    Address(
        path="/reports/{id}/corrections",
        ask=corrections.of_report,
        summary="What people set right in one report; JSON gives labels for training",
        section="Reports",
        parameters=(_REPORT, *corrections.PARAMETERS),
    ),
    Address(
        path="/corrections",
        ask=corrections.every,
        summary="What people set right in all readings; JSON gives labels for training",
        section="Reports",
    ),
    Address(
        path="/incidents",
        ask=incidents.incidents,
        summary="Occurrences that several reports tell of, or that cost somebody, those with most reports first",
        section="Incidents",
        parameters=incidents.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/incidents/{id}",
        ask=incidents.incident,
        summary="One occurrence: its reports, what it cost by their account, why they are taken for one",
        section="Incidents",
        parameters=(
            part("id", "the id of an incident, or of a report that tells of it"),
            *incidents.REASONS,
        ),
    ),
    Address(
        path="/copies",
        ask=copies.copies,
        summary="The newest copies: who has whose words",
        section="Copies",
        parameters=copies.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/copies/{one}/{other}",
        ask=copies.pair,
        summary="Two reports side by side: the words they share, and what changed; CSV gives the changes",
        section="Copies",
        parameters=(part("one", "the id of a report"), part("other", "the id of another")),
    ),
    Address(
        path="/origins",
        ask=origins.clusters,
        summary="Clusters of claims about one matter, those with most reports first",
        section="Origins",
        parameters=origins.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/origins/{id}",
        ask=origins.cluster,
        summary="One cluster: reports, outlets, owners, origins, each merge with its reason",
        section="Origins",
        parameters=(part("id", "the id of a cluster, or of a claim in it"),),
    ),
    Address(
        path="/series",
        ask=series.topics,
        summary="The topics of the ledger",
        section="Series",
        leads=True,
    ),
    Address(
        path="/series/{topic}",
        ask=series.series,
        summary="One topic over time: figures by claimant and status, conditions as origins a week",
        section="Series",
        parameters=(part("topic", "the key of a topic"), *series.PARAMETERS),
    ),
    Address(
        path="/sources",
        ask=sources.sources,
        summary="Named sources, those most heard of lately or those of a name",
        section="Sources",
        parameters=sources.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/sources/{id}",
        ask=sources.source,
        summary="One source and the claims that came through it",
        section="Sources",
        parameters=(part("id", "the id of a source, or its beginning"),),
    ),
    Address(
        path="/tray",
        ask=tray.tray,
        summary="Suggested matches that nobody has decided yet",
        section="Tray",
        parameters=tray.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/pairs/{one}/{other}",
        ask=tray.pair,
        summary="Two claims side by side, and whether they are about one matter",
        section="Tray",
        parameters=(part("one", "the id of a claim"), part("other", "the id of another")),
    ),
    Address(
        path="/grades",
        ask=grades.grades,
        summary="What people graded, the newest first",
        section="Grades",
        parameters=grades.PARAMETERS,
        leads=True,
    ),
    Address(
        path="/reference",
        ask=grades.reference,
        summary="The reference series that a person brought in",
        section="Series",
    ),
)
