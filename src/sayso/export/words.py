"""The words that faces use for the values of a reading. One function, one kind of finding.

A reading keeps keys and numbers; here they become what a person reads. Nothing is blank: what is
unknown is "not stated".
"""

from __future__ import annotations

import re

from sayso.records import (
    Attribution,
    Channel,
    Outlet,
    Party,
    Published,
    PublishedEstimate,
    Quantity,
    Source,
    Span,
)

NOT_STATED = "not stated"
OWN_WORDS = "in the outlet's own words"
CHAIN_LEGEND = "←─ as the report says   ⇠┄ inferred   ? not stated"

_DEGREES = ("the outlet's own word", "what the outlet was told")
_OPENING, _CLOSING = "\"'“‘„«", "\"'”’»"


def joined(spans: tuple[Span, ...]) -> str:
    """Words that stand apart in the text, on one line."""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def spoken(key: str) -> str:
    """A key of the reading as people write it: "press-report" is "press report"."""
    return key.replace("-", " ")


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def claimed(text: str, attribution: Attribution | None) -> str:
    """The words of a claim on one line; what is quoted wears its marks at both ends.

    A claim is one sentence of a quotation, whose own marks may stand in other sentences.
    """
    line = " ".join(text.split())
    bare = line[line[0] in _OPENING : len(line) - (line[-1] in _CLOSING)].strip()
    if attribution is None or attribution.quoted == "indirect" or not bare:
        return line
    if attribution.quoted == "mixed" and (_balanced(line) or bare == line):
        return line
    return f"“{line if _balanced(line) and not _balanced(bare) else bare}”"


def _balanced(line: str) -> bool:
    return line.count('"') % 2 == 0 and line.count("“") == line.count("”")


def degree(links: int) -> str:
    """How far from its origin a claim was printed."""
    return _DEGREES[links] if links < len(_DEGREES) else f"hearsay of degree {links}"


def printed(channel: Channel) -> str:
    """The words that say how it came: "“in an intercepted call”", or that none do."""
    return f"“{joined(channel.spans)}”" if channel.spans else f"words {NOT_STATED}"


def party(found: Party | None) -> str:
    """Who stood at one end of a channel."""
    return found.text if found else NOT_STATED


def way(channel: Channel) -> str:
    """How words left their origin: "intercepted communication, to his wife"."""
    parts = [f"channel {NOT_STATED}" if channel.kind == "not-stated" else spoken(channel.kind)]
    if channel.to and not (channel.by and channel.to.text.endswith(channel.by.text)):
        parts.append(f"to {channel.to.text}")
    return ", ".join(parts)


def put(told: Attribution | None) -> str:
    """How a source puts what it says, where it does more or less than assert it: "orders, hedged"."""
    if told is None:
        return ""
    values = (told.stance, told.certainty)
    return ", ".join(value for value in values if value and value not in ("asserts", "certain"))


_THINGS = re.compile(
    r"\b(call|conversation|message|e-?mail|memo|letter|cable|document|recording|tape|video|audio)s?\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:intercepted|recorded|leaked)\b")


def passer(reason: str | None, channel: Channel | None) -> str:
    """What somebody did whom the text leaves out: "intercepted the call", by the reason given for the link."""
    done = _DONE.search(reason or "")
    if done is None:
        return "passed it on" if channel else "republished it"
    thing = _THINGS.search(joined(channel.spans)) if channel else None
    return (
        f"{done[0]} the {thing[1].lower()}" if thing and done[0] != "recorded" else f"{done[0]} it"
    )


def figure(quantity: Quantity) -> str:
    """A figure and the interval it means: "over 20,000 soldiers: 20,000 or more"."""
    printed = joined(quantity.spans)
    low, high = (None if n is None else f"{n:,}" for n in (quantity.low, quantity.high))
    notes = [] if quantity.tolerance is None else [f"\u00b1 {quantity.tolerance * 100:g} %"]
    if quantity.change:
        notes.append(quantity.change)
    noted = f" ({', '.join(notes)})" if notes else ""
    if quantity.qualifier == "exact" or (low is None and high is None):
        return printed + noted
    if high is None:
        return f"{printed}: {low} or more{noted}"
    if low is None:
        return f"{printed}: up to {high}{noted}"
    return f"{printed}: {low} to {high}{noted}"


def tells_more(quantity: Quantity) -> bool:
    """An interval or a change is worth a line of its own; "two months" is plain from the words."""
    return quantity.qualifier != "exact" or quantity.change is not None


def described(source: Source) -> str:
    """What is known of a source beside its name."""
    kind = f"kind {NOT_STATED}" if source.kind == "unknown" else source.kind
    role = f", {source.role}" if source.role and source.role not in source.name else ""
    return f"{kind}, {'named' if source.named else 'not named'}{role}"


def outlet(found: Outlet | None) -> str:
    """Who published the text."""
    if found is None:
        return NOT_STATED
    if not found.inferred:
        return found.name
    return (
        f"{found.name} (inferred: {found.reason})" if found.reason else f"{found.name} (inferred)"
    )


def _inferred(estimate: PublishedEstimate) -> str:
    """What an estimate rests on: the words of the two reasons that set its ends."""
    shown = [joined(reason.spans[:1]) for reason in estimate.reasons[:2] if reason.spans]
    return "inferred from " + ", ".join(f"“{w}”" for w in shown) if shown else "inferred"


def published(stated: Published | None, estimate: PublishedEstimate | None) -> str:
    """When the text was published: as stated, or else as narrowed down."""
    if stated:
        same = stated.from_ == stated.to
        return stated.from_ if same else f"{stated.from_} to {stated.to}"
    if estimate and estimate.from_ and estimate.to:
        return f"between {estimate.from_} and {estimate.to} ({_inferred(estimate)})"
    if estimate and (estimate.from_ or estimate.to):
        side = f"after {estimate.from_}" if estimate.from_ else f"before {estimate.to}"
        return f"{side} ({_inferred(estimate)})"
    return NOT_STATED
