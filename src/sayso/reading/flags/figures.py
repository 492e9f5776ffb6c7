"""Flag on figures that nobody stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.flags.findings import Findings, listed, origin_of
from sayso.reading.quantities.units import kind_of
from sayso.records import Claim, Flag, Quantity, Source, Span

_VAGUE = {
    "estimates",
    "estimate",
    "reports",
    "figures",
    "statistics",
    "data",
    "numbers",
    "studies",
    "polls",
    "surveys",
    "sources",
    "analysis",
}


_HARM = re.compile(
    r"\W*(?:\w+\W+){0,3}?(?:dead|deaths?|killed|die|died|injur\w*|wounded|missing|casualt\w*|cases?|victims?"
    r"|infect\w*|hospitali\w*"
    r"|patients?|bodies|fatalit\w*|arrest\w*|evacuat\w*|displaced|trapped|hurt)\b",
    re.IGNORECASE,
)
_HARMED = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|wound(?:s|ed|ing)?|injur(?:es|ed|ing)|arrest(?:s|ed|ing)?|death"
    r" toll\W+(?:\w+\W+){0,3}|lost)\W+(?:\w+\W+){0,1}$",
    re.IGNORECASE,
)
_DOCUMENTED = re.compile(
    r"\b(?:polls?|polled|polling|survey\w*|study|studies|census|reports?|reported|records?|filings?"
    r"|average[sd]?|documents?|index|according|data"
    r"|results|returns|statistics|analysis|indictment|complaint|lawsuit|audit|ballots?|exit|legislation|statute)\b",
    re.IGNORECASE,
)
"""The outlet's own words show where the figure is from, though nobody is said to say it."""
_POLLED = re.compile(
    r"\b(?:polls?|polled|polling|survey\w*|margin of error|points? lead)\b", re.IGNORECASE
)
_ASKED = re.compile(
    r"\b(?:person|voter|adult|respondent|resident|participant|democrat|republican)$", re.IGNORECASE
)
_SET = re.compile(
    r"\b(?:bail|bond|reward|fined?|fee|limit|cap|threshold|minimum|incomes?|making|earning|earns?|giving"
    r"|margin of error\D*)\W+(?:\w+\W+){0,5}$",
    re.IGNORECASE,
)
_SET_AFTER = re.compile(
    r"\W+(?:cash\W+)?(?:bail|bond|reward|fine|fee|limit|minimum|an hour|tickets?)\b", re.IGNORECASE
)
"""A sum that somebody set, not one that somebody counted."""
_QUOTED_AT = re.compile(
    r"\b(?:[Ss]hares?|[Ss]tocks?|Nasdaq|NASDAQ|Dow(?:\s+Jones)?|FTSE|Nikkei|Hang\s+Seng|DAX|CAC|NYSE|S&P|markets?|index|indices|points?|trading"
    r"|closed\s+at|futures|barrel|crude|yields?|exchange\s+rate|currency|euro|ruble|yen)\b"
)
"""What an exchange prints, anybody can look up."""
_PRICED = re.compile(
    r"\b(?:priced?|prices?|costs?|retails?|sells?\s+for|sold\s+for|starting|starts|available|cheaper|editions?|models?|tickets?|fare|rent"
    r"|salary|voucher)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:fell|fallen|rose|risen|dropped|lost|gained|climbed|slid|slipped|plunged|up|down|losing|gain|fall|drop)\b"
)
_OWNED = re.compile(r"\b(?:own(?:s|ed)?|stake|holds|share\s+in|shareholder)\b")
_VOTES = re.compile(
    r"(?:\W+\w+){0,2}\W+votes?\b|\W+(?:of|in)\s+the\s+(?:vote|primary|election)", re.IGNORECASE
)
_RAN = re.compile(
    r"\b(?:ballots?|precincts|runoff|turnout|delegates?|primary|caucuses)\b", re.IGNORECASE
)
_RAN_IN = re.compile(
    r"\b(?:delegates|of\s+the\s+vote|vote\s+counted|precincts|primary|caucuses)\b", re.IGNORECASE
)
_WENT = re.compile(r"\W+(?:\w+\W+){0,1}?(?:voted|turned\s+out|came\s+out|cast|supported|backed)\b")
_RAISED = re.compile(r"\b(?:go\s?fund\s?me|crowdfund\w*|fundraiser|kickstarter)\b", re.IGNORECASE)
_SIZES = frozenset({"word", "seat", "song", "page", "pixel"})
_HOLDS = re.compile(
    r"\b(?:seats?|holds?|carry|capacity\s+(?:of|for)|BAC|alcohol\s+(?:level|content)\s+of)\s+(?:[\w-]+\s+){0,2}$"
)
_COMPOUND = re.compile(r"\d-(?:pound|ton|tonne|acre|word|page|seat|member)\b", re.IGNORECASE)
_MODEL = re.compile(r"\b(?:Boeing|Airbus|aircraft|airliners?|jets?|planes?|Dreamliner)\b")
_MODEL_NUMBER = re.compile(r"7[0-9]7|3[0-9]0")
_BARE = re.compile(r"\d{3,6}(?:\.\d+)?")
"""Digits of nothing, without a comma: the number of a house, a section, a station."""
_NO_FIGURE = re.compile(r"\[$")
_GOES_ON = re.compile(r"\s?(?:th|st|nd|rd)\b|\s(?:[NS][EW]|[NSEW]\.?|block|BLOCK)\s|\)\s?\d{3}-|\]")
_PROPOSED = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s+for|propos\w+|would|plans?\s+to|wants?\s+to|vow\w*|promis\w+|pledg\w+)\b[^.;]*$",
    re.IGNORECASE,
)
"""Before what somebody wants or would do: he stands behind the figure."""
_KNOWN = re.compile(
    r"\b(?:all|the|its|their|these|those|his|her|our|all of the)\W+$", re.IGNORECASE
)
"""Before a count that the reader is taken to know: "all 110 members of the committee"."""
_ACTS = ("proposed", "requested", "ordered")
_COUNTS_OF = ("weight", "volume", "area")
_LEAST, _LEAST_HARMED = 100, 10
"""Counts of less than this are not worth checking: of anything, and of people who came to harm."""


def worth_checking(q: Quantity, text: str) -> bool:
    """Money, shares, large counts, and small ones of people who came to harm.

    Not ages, durations, lengths, speeds: whoever reads them can see, or does not mind. Nor "millions of voters":
    that is no figure which anybody could have counted.
    """
    size = next((abs(n) for n in (q.stated, q.low, q.high) if n is not None), 0)
    kind = kind_of(q.unit)
    begin, end = q.spans[0].start, q.spans[0].end
    if _public(q, text, kind):
        return False
    before = text[max(0, begin - 48) : begin]
    if _SET.search(before) or (kind == "money" and _SET_AFTER.match(text, end, end + 24)):
        return False
    if kind == "share":
        return size not in (0, 100)
    loose = q.stated is None and q.low is not None and q.high is not None and q.high >= 4 * q.low
    if kind == "money":
        return size >= _LEAST and not loose
    if kind is not None and kind not in _COUNTS_OF:
        return False
    if q.unit is None and 0 < size < 1:
        return size != 0.5
    if (q.unit or "").partition(" per ")[0] == "time":
        return False  # "said a million times"
    if size >= _LEAST and not loose:
        known = q.qualifier == "exact" and size < 1000 and _KNOWN.search(before) is not None
        return not known
    return (
        kind is None
        and size >= _LEAST_HARMED
        and bool(
            _HARM.match(text, end, end + 40)
            or _HARM.search(q.spans[0].text)
            or _HARMED.search(text[max(0, begin - 30) : begin])
        )
    )


def _public(q: Quantity, text: str, kind: str | None) -> bool:
    """What is printed for all to see: a price, the fall of a share, votes, who owns what; or no figure: a telephone
    number, the number of a model."""
    begin, end = q.spans[0].start, q.spans[0].end
    ahead = re.split(r"(?<=[.!?])\s", text[max(0, begin - 200) : begin])[-1].rpartition("\n")[2]
    rest = re.split(r"(?<=[.!?])\s|\n", text[end : end + 160])[0]
    near = rest[:60]
    size = q.stated or q.low or 0
    share = kind == "share"
    if _NO_FIGURE.search(text[max(0, begin - 2) : begin]) or _GOES_ON.match(text, end):
        return True
    if q.unit is None and q.of is None and _BARE.fullmatch(text[begin:end]):
        return True
    model = _MODEL_NUMBER.fullmatch(text[begin:end].split()[0])
    if model and (_MODEL.search(ahead) or _MODEL.search(rest[:80])):
        return True
    if (share or size < 100_000) and (_QUOTED_AT.search(ahead) or _QUOTED_AT.search(near)):
        return True
    if share and _MOVED.search(ahead) and _QUOTED_AT.search(text[max(0, begin - 400) : begin]):
        return True
    if kind == "money" and size < 100_000 and (_PRICED.search(ahead) or _PRICED.search(near)):
        return True
    if share and (_OWNED.search(ahead[-60:]) or _OWNED.search(near)):
        return True
    if q.unit in _SIZES or _HOLDS.search(ahead[-40:]) or _COMPOUND.search(text[begin:end]):
        return True
    if _RAISED.search(ahead) or _RAISED.search(rest):
        return True  # the page that collects shows its sum
    counted = _RAN_IN.search(text[max(0, begin - 400) : end + 60]) is not None
    if counted and (share or q.unit is None or _WENT.match(text, end)):
        return True
    return (q.unit or "").endswith(("vote", "delegate", "point")) or (
        (share or q.unit == "voter")
        and (_VOTES.match(text, end) is not None or _RAN.search(ahead + near) is not None)
    )


def figure_without_source(f: Findings) -> Iterator[Flag]:
    """One flag for all figures of the outlet's own, and one for each source such as "estimates"."""
    sourced = {
        _plain(f.quantities[key])
        for c in f.claims
        if c.voice == "source" and not _vague(f.sources.get(origin_of(c) or ""))
        for key in c.quantities
    }
    found: dict[str, list[tuple[Claim, Quantity]]] = {}
    for claim in f.claims:
        source = f.sources.get(origin_of(claim) or "")
        vague = _vague(source)
        if not vague and (claim.voice == "source" or claim.in_headline or claim.status in _ACTS):
            continue  # who asked for a sum or ordered it stands behind it
        for key in claim.quantities:
            q = f.quantities[key]
            if (
                q.spans[0].in_ is None
                and (vague or not (_documented(q, f.text) or _quoted(q, f.text)))
                and (vague or _plain(q) not in sourced)
                and worth_checking(q, f.text)
            ):
                found.setdefault(source.id if vague and source else "", []).append((claim, q))
    for who, pairs in found.items():
        source = f.sources.get(who)
        given = f"only \u201c{source.name}\u201d is given" if source else "no source is given"
        spans: list[Span] = [q.spans[0] for _, q in pairs]
        yield Flag(
            code="figure-without-source",
            severity="medium",
            message=f"{listed(spans)}: {given} for {'this figure' if len(spans) == 1 else 'these figures'}.",
            ask="Who counted, how, and when? Look for the document or the office that published it.",
            spans=tuple(spans),
            evidence=(
                *dict.fromkeys(c.id for c, _ in pairs),
                *(q.id for _, q in pairs),
                *((who,) if who else ()),
            ),
        )


def _documented(q: Quantity, text: str) -> bool:
    """The sentence names a poll, a filing or the like; or the paragraph does, and it is a share of those asked."""
    begin, end = q.spans[0].start, q.spans[0].end
    sentence = re.split(r"(?<=[.!?])\s", text[max(0, begin - 200) : begin])[-1]
    rest = re.split(r"(?<=[.!?])\s|\n", text[end : end + 200])[0]
    line = sentence.rpartition("\n")[2]
    if _DOCUMENTED.search(line) or _DOCUMENTED.search(rest) or _PROPOSED.search(line[-120:]):
        return True
    asked = kind_of(q.unit) == "share" or (q.unit is None and 0 < (q.stated or q.low or 0) < 1)
    if _ASKED.search(q.unit or "") and _POLLED.search(text[max(0, begin - 500) : end + 100]):
        return True
    around = text[max(0, begin - 2500) : end + 400]
    return asked and len(_POLLED.findall(around)) >= (1 if len(around) < 900 else 2)


def _quoted(q: Quantity, text: str) -> bool:
    """Quoted words are not the outlet's, even where nobody was found to say them."""
    begin = q.spans[0].start
    line = text[max(0, begin - 600) : begin].rpartition("\n")[2]
    return line.count("\u201c") > line.count("\u201d") or line.count('"') % 2 == 1


def _vague(source: Source | None) -> bool:
    """A source that only gives a figure the look of one: "estimates", "reports"."""
    return (
        source is not None
        and not source.named
        and (source.kind == "data" or source.name.lower() in _VAGUE)
        and not re.search(r"\b(?:by|from|of)\b|(?<!^)[A-Z]", source.name)
    )


def _plain(q: Quantity) -> tuple[object, ...]:
    """Two figures are the same if number and unit are."""
    return (q.stated, q.unit) if q.stated is not None else (q.low, q.high, q.unit)
