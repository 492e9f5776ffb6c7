"""Groups that a report names before: "the two leaders", "the researchers"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.sources.cast import Cast, Company
from sayso.reading.sources.findable import TEAM
from sayso.reading.sources.mention import Mention

NEAR = 4
"""Within how many paragraphs a description means what was spoken of."""
_TWO = re.compile(r"(?:the\s+two|the\s+pair|both)\b", re.IGNORECASE)
_HOUSE = re.compile(r"\b(?:[Rr]esearchers|[Ss]cientists|[Aa]stronomers|[Ee]ngineers|team)\b")


def both(company: Company, m: Mention) -> Cast | None:
    """ "The two leaders": the pair that was named together just before, or two who were named apart."""
    if m.kind != "group" or " and " in m.core or not _TWO.match(m.core):
        return None
    here = company.structure.paragraph_at(m.at[0])
    for c in reversed(company.lately):
        if c.several and c.named and c.name.count(" and ") == 1 and "," not in c.name:
            return company.learn(c, m) if company.paragraphs_since(c, m) <= NEAR else None
    start = company.structure.paragraphs[max(0, here - 1)].start
    named = {id(p.person) for p in company.persons.within(start, m.at[0])}
    return company.new(replace(m, named=True)) if len(named) == 2 else None


def team(company: Company, m: Mention) -> Cast | None:
    """ "The researchers", after "a team from the University of Norvik"."""
    before = _HOUSE.finditer(company.text, 0, m.at[0])
    named = any(TEAM.match(company.text, w.start()) for w in before)
    return company.new(replace(m, named=True)) if named else None
