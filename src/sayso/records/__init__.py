"""ROOM 1, the nouns: frozen records of what a report says. No third-party imports, no behaviour.

A record looks down, never up: it knows what it is made of, not who uses it.
"""

from sayso.records.attribution import (
    Attribution,
    Certainty,
    ChainLink,
    Channel,
    ChannelKind,
    Party,
    Quoted,
    Source,
    SourceKind,
    Stance,
)
from sayso.records.boilerplate import Boilerplate, BoilerplateKind
from sayso.records.claim import Claim, Direction, Status, TopicDirection, Voice
from sayso.records.event import Event, EventKind
from sayso.records.flag import Flag, FlagCode, Severity
from sayso.records.name import Name, NameKind
from sayso.records.owner import Owner
from sayso.records.quantity import Change, Qualifier, Quantity
from sayso.records.reading import GeneratedBy, Reading, Summary, SummarySentence
from sayso.records.reference import Period, ReferencePoint
from sayso.records.report import EstimateReason, Outlet, Published, PublishedEstimate, Report
from sayso.records.span import Part, Span
from sayso.records.when import Precision, Time, TimeKind

__all__ = [
    "Attribution",
    "Boilerplate",
    "BoilerplateKind",
    "Certainty",
    "ChainLink",
    "Change",
    "Channel",
    "ChannelKind",
    "Claim",
    "Direction",
    "EstimateReason",
    "Event",
    "EventKind",
    "Flag",
    "FlagCode",
    "GeneratedBy",
    "Name",
    "NameKind",
    "Outlet",
    "Owner",
    "Part",
    "Party",
    "Period",
    "Precision",
    "Published",
    "PublishedEstimate",
    "Qualifier",
    "Quantity",
    "Quoted",
    "Reading",
    "ReferencePoint",
    "Report",
    "Severity",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Status",
    "Summary",
    "SummarySentence",
    "Time",
    "TimeKind",
    "TopicDirection",
    "Voice",
]
