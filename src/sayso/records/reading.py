"""The reading: everything that sayso finds in one report."""

from dataclasses import dataclass
from typing import Any, ClassVar

from sayso.records.attribution import Attribution, Channel, Source
from sayso.records.boilerplate import Boilerplate
from sayso.records.claim import Claim
from sayso.records.flag import Flag
from sayso.records.name import Name
from sayso.records.quantity import Quantity
from sayso.records.report import Report
from sayso.records.when import Time
from sayso.records.wire import to_json_value, to_line


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedBy:
    """What made the reading, and when (ISO 8601): nothing else may vary between runs."""

    sayso: str
    model: str | None
    started: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """One sentence about what the report rests on, and the ids of its evidence."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the report rests on, in at most five sentences."""

    sentences: tuple[SummarySentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report and what was found in it. Findings name each other by id."""

    schema: ClassVar[str] = "sayso.reading/1"

    generated_by: GeneratedBy
    report: Report
    boilerplate: tuple[Boilerplate, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    channels: tuple[Channel, ...] = ()
    claims: tuple[Claim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    names: tuple[Name, ...] = ()
    flags: tuple[Flag, ...] = ()
    summary: Summary = Summary()

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of this reading, keys in the order of its published schema."""
        return {"schema": self.schema, **to_json_value(self)}

    def to_json(self) -> str:
        """The same as exactly one line, without the line end."""
        return to_line(self.to_dict())
