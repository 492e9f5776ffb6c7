"""What "it" and "they" mean: the last body, paper or group nearby, or the one that a sentence is about."""

from __future__ import annotations

import re

from sayso.reading.sources.cast import Cast, Company
from sayso.reading.sources.mention import Mention
from sayso.reading.sources.mentions import describe

NEAR = 3
"""How many paragraphs back a pronoun may look for what it means."""


def many(company: Company, m: Mention, floor: int) -> Cast | None:
    """Whom "they" means: who spoke first in the sentence before, the last group or body nearby, or its subject.

    In somebody's words that speak of nobody else, they are people of whom nothing is told ("they say").
    """
    spoke = _spoke_before(company, m, floor)
    if spoke is not None:
        return spoke
    known = _last(company, m, floor, ("group", "organisation", "outlet"))
    found = _subject(company, m, floor, known, _THEY) or known
    return company.new(m) if found is None and floor > 0 and m.core.lower() == "they" else found


def _spoke_before(company: Company, m: Mention, floor: int) -> Cast | None:
    """ "The sources claimed … They also said": the group whose words the sentence before begins with."""
    n = company.structure.sentence_at(m.at[0])
    sentence = company.structure.sentences[n]
    if n == 0 or not company.text.startswith("They", sentence.start) or m.at[0] != sentence.start:
        return None
    start = max(company.structure.sentences[n - 1].start, floor)
    for c in reversed(company.lately):
        if c.kind == "group" and any(a == start for a, _ in c.mentions[-12:]):
            return c
    return None


def thing(company: Company, m: Mention, floor: int) -> Cast | None:
    """What "it" means: the last body, paper or other thing nearby."""
    kinds = ("organisation", "outlet", "document", "recording", "data", "unknown")
    known = _last(company, m, floor, kinds)
    return _here(company, m, floor, known) or _subject(company, m, floor, known, _IT) or known


def _here(company: Company, m: Mention, floor: int, known: Cast | None) -> Cast | None:
    """ "In May, Norvik freed those whom it …": the body with a name that the same sentence is about."""
    sentence = company.structure.sentences[company.structure.sentence_at(m.at[0])]
    start = max(sentence.start, floor)
    comma = company.text.find(", ", start, min(start + _ADVERBIAL, m.at[0]))
    for at in (start, comma + 2) if comma > 0 else (start,):
        found = _NAMED_BODY.match(company.text, at, m.at[0])
        if found is None or (known is not None and known.last_before(m.at[0]) >= at):
            continue
        other = describe(company.text, found.span("np"))
        if other.calls and other.kind in ("organisation", "outlet") and not other.several:
            return company.by_name(other)
    return None


_ADVERBIAL = 30
_NAMED_BODY = re.compile(
    r"(?P<np>(?:[Tt]he\s)?(?:[A-Z][\w&'\u2019-]*\s){0,4}(?:[A-Z][\w&'\u2019-]*|[a-z]+))"
    r"(?=\s(?:is|was|has|had|will|would|freed|[a-z]+ed|[a-z]+s)\b)"
)


_THEY = re.compile(
    r"(?P<np>(?:(?:The|Some|Many|Several|Most)\s)?(?:[\w'\u2019-]+\s){0,3}?[\w'\u2019-]+)"
    r"(?=\s(?:are|were|have|had|went|came|left|arrived|met|made|[a-z]+ed|say|want|think)\b)"
)
_IT = re.compile(
    r"(?P<np>[Tt]he\s(?:[A-Z][\w'\u2019-]*\s){0,4}[A-Z][\w'\u2019-]+)"
    r"(?=\s(?:is|was|has|had|consists|includes|[a-z]+ed|[a-z]+s)\b)"
)


_OPENS = re.compile(r"(?:(?:As|While|When|If|Though|Although|But|And|So|Because|Since)\s+)?")


def _subject(
    company: Company, m: Mention, floor: int, known: Cast | None, form: re.Pattern[str]
) -> Cast | None:
    """The group or body with which the sentence before begins, if it was named after the one known."""
    n = company.structure.sentence_at(m.at[0]) - 1
    if n < 0 or company.structure.paragraph_at(m.at[0]) - company.structure.paragraph_at(
        company.structure.sentences[n].start
    ) > 1:  # fmt: skip
        return None
    sentence = company.structure.sentences[n]
    found = form.match(company.text, max(sentence.start, floor), sentence.end)
    if found is None or (known is not None and known.last_before(m.at[0]) >= found.start()):
        return None
    begin = found.start("np") + _OPENS.match(found["np"]).end()  # type: ignore[union-attr]
    other = describe(company.text, (begin, found.end("np")))
    if other.pronoun or other.kind not in ("group", "organisation", "outlet"):
        return None
    if other.kind == "group" and not other.plural:
        return None
    return company.by_name(other) if other.calls and other.kind != "group" else company.again(other)


def _last(company: Company, m: Mention, floor: int, kinds: tuple[str, ...]) -> Cast | None:
    near: list[tuple[int, Cast]] = []
    far: list[Cast] = []
    for c in company.lately:
        if c.kind not in kinds or ((c.plural or c.several) and "group" not in kinds):
            continue
        last, since = c.last_before(m.at[0]), company.paragraphs_since(c, m)
        if last >= max(floor, 0) and since <= 1:
            near.append((last, c))
        elif last >= max(floor, 0) and since <= NEAR:
            far.append(c)
    if near:
        return max(near, key=lambda x: x[0])[1]
    return far[0] if len(far) == 1 else None
