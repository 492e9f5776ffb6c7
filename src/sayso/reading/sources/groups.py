"""Groups that a report names before: "the two leaders", "the researchers"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.sources.cast import Cast, Company, bare
from sayso.reading.sources.findable import TEAM
from sayso.reading.sources.mention import Mention
from sayso.reading.sources.nouns import singular

NEAR = 4
"""Within how many paragraphs a description means what was spoken of."""
_TWO = re.compile(
    r"(?:the\s+(?:two|2|pair)|both)\b(?!\s+of\s+(?:his|her|its|our|my)\b)", re.IGNORECASE
)
_LEADERS = frozenset({"the leaders", "the presidents", "the ministers", "the parties", "the sides"})
_BODIES = frozenset("country nation side party government state team camp union".split())
"""Of two of these a reader finds out which they are, however the report has called them."""
_HOUSE = re.compile(r"\b(?:[Rr]esearchers|[Ss]cientists|[Aa]stronomers|[Ee]ngineers|team)\b")


def both(company: Company, m: Mention) -> Cast | None:
    """ "The two leaders", "both sides": the pair that was named together before, or two who were named apart."""
    two = _TWO.match(m.core) is not None
    if m.kind != "group" or " and " in m.core or not (two or m.phrase.lower() in _LEADERS):
        return None
    for c in reversed(company.lately):
        pair = c.several and c.named and c.name.count(" and ") == 1 and "," not in c.name
        if pair and company.paragraphs_since(c, m) <= NEAR:
            return company.learn(c, m)
        if c.kind == "group" and c.named and bare(m.core) in c.cores:
            return c
    named = {id(p.person) for p in company.persons.before(m.at[0])}
    bodies = singular(m.head.lower()) in _BODIES
    return company.new(replace(m, named=True)) if len(named) > 1 or bodies else None


def team(company: Company, m: Mention) -> Cast | None:
    """ "The researchers", after "a team from the University of Norvik"."""
    before = _HOUSE.finditer(company.text, 0, m.at[0])
    named = any(TEAM.match(company.text, w.start()) for w in before)
    return company.new(replace(m, named=True)) if named else None
