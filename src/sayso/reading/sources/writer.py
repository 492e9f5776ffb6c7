"""Whose "I" stands outside all quotation marks: whoever "said:" before, or whose statement the report is."""

from __future__ import annotations

import re

from sayso.reading.sources.cast import Cast, Company
from sayso.reading.sources.mention import Mention
from sayso.reading.sources.mentions import describe

_FIRST = frozenset("i we my our me us".split())
_ONE = frozenset({"i", "my", "me"})
_STATEMENT = 12
"""How many paragraphs a statement may take after "he said:"."""
_SAID = re.compile(r"\b(?:said|says|added|stated|commented|wrote|writes)\s*:\s*$")
_STATEMENT_BY = re.compile(
    r"\b(?:[Ss]tatement|[Rr]emarks|[Ss]peech|[Aa]ddress|[Mm]essage|[Ll]etter|[Tt]estimony)\s+(?:by|from|of)\s+"
    r"(?P<who>[^\n,:;]{3,100}?)(?=\s+(?:on|at|to|about|regarding|following|in|after|before|during)\s|[\n,:;]|$)"
)


def writer(company: Company, m: Mention) -> Cast | None:
    """Whose "I" stands outside all quotation marks: whoever "said:" before, or whose statement it is."""
    text = company.text
    if m.core.lower() not in _FIRST or company.structure.quotations.states[m.at[0]]:
        return None
    here = company.structure.paragraph_at(m.at[0])
    for line in reversed(company.structure.paragraphs[max(0, here - _STATEMENT) : here]):
        if _SAID.search(text, line.start, line.end):
            spoke = [
                c for c in company.lately if any(line.start <= a < line.end for a, _ in c.mentions)
            ]
            return spoke[0] if len(spoke) == 1 else None
    for line in company.structure.paragraphs[:3]:
        found = _STATEMENT_BY.search(text, line.start, line.end)
        if found:
            by = describe(text, found.span("who"))
            one = m.core.lower() in _ONE
            fits = by.kind == "person" or (not one and (by.several or by.kind == "organisation"))
            if not (by.calls and fits):
                return None
            return company.again(by) if by.several else company.by_name(by)
    return _state(company) if m.core.lower() not in _ONE else None


def _state(company: Company) -> Cast | None:
    """The state whose short statement says "we" and quotes nobody: "The United States condemns … We urge …"."""
    text = company.text
    if len(text) > _SHORT or any(company.structure.quotations.states) or "''" in text:
        return None
    found = _STATES.search(text)
    return company.by_name(describe(text, found.span("who"))) if found else None


_SHORT = 4000
"""So long, in characters, a statement is."""
_STATES = re.compile(
    r"\b(?P<who>[Tt]he\s(?:United\s(?:States|Kingdom)|U\.S\.|UK))"
    r"(?=\s(?:also\s|strongly\s|remains?\b|stands?\b|condemns?\b|welcomes?\b|calls?\b|urges?\b|reaffirms?\b|supports?\b))"
)
