"""Which figures are worth asking about: money, shares, large counts, and small ones of people who came to harm.

Not what is printed for all to see, what somebody set or offers, nor what is no figure at all.
"""

from __future__ import annotations

import re

from sayso.reading.flags.setting import Setting
from sayso.reading.quantities.units import kind_of
from sayso.records import Quantity

_COUNTS_OF = ("weight", "volume", "area")
_BODY, _POUNDS = 1000, ("pound", "kilogram")
_LEAST, _LEAST_HARMED, _LEAST_MONEY = 100, 10, 1_000_000
"""Less than this is not worth checking: of anything, of people who came to harm, of money."""

_HARM = re.compile(
    r"\W*(?:\w+\W+){0,3}?(?:dead|deaths?|killed|die|died|injur\w*|wounded|missing|casualt\w*|victims?"
    r"|infect\w*|hospitali\w*"
    r"|patients?|bodies|fatalit\w*|arrest\w*|evacuat\w*|displaced|trapped|hurt|shot)\b",
    re.IGNORECASE,
)
_HARMED = re.compile(
    r"\b(?:shot|kill(?:s|ed|ing)?|wound(?:s|ed|ing)?|injur(?:es|ed|ing)|arrest(?:s|ed|ing)?|death"
    r" toll\W+(?:\w+\W+){0,3}|lost)\W+(?:\w+\W+){0,1}$",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\b(?:(?:world|nation|country|state|city|county)['\u2019]s|all|the|its|their|these|those|his|her|our"
    r"|all of the)\W+$",
    re.IGNORECASE,
)
"""Before a count that the reader is taken to know: "all 110 members of the committee"."""

# What is no figure

_AGED = re.compile(r"(?:[A-Za-z\u201d\"]\s?,|\b[JS]r\.)\s?$")
_YEARS_OLD = re.compile(r"\s?-\s?(?:year|month)")
_AGED_AFTER = re.compile(r"\s?[,.)\u2013\u2014-]|\s(?:of|and|from)\s")
_AGE = re.compile(
    r"\b(?:or\s+(?:younger|older)|(?:year|month|week|day)s?-old)\b|\d-(?:year|month)", re.I
)
_WAS_AGED = re.compile(r"\b(?:was|is|were|aged|ages?|be)\s+(?:\d+\s+and\s+)?$")
_HIGH = re.compile(r"\b(?:higher|lower|farther|further|deeper)\s+than\s+$")
_SHORT = 3
_REQUIRED = re.compile(r"\brequir\w+|\beligible\b")
"""A rule, whoever made it."""
_HYPERBOLE = re.compile(r"\ban?\s+(?:hundred|thousand|million|billion)\b|-odd\b", re.I)
_ROOM = re.compile(r"\bfor\s+$")
_FRACTION = re.compile(r"\d/\d")
_OF_TIME = re.compile(r"\s+(?:of\s+)?(?:an?|the)\s+(?:century|decade|year|mile|hour|season)\b")
_ROW = re.compile(r"[a-z]:\s*$")
_READER = re.compile(r"\b[Yy]ou(?:r|'re|\u2019re)?\b")
"""Words to the reader, a teaser, count nothing."""
_BORE = re.compile(r"(?<![\d])\.\d{2,3}\b|\b(?:caliber|calibre|gauge)\b", re.I)
_BLOCK = re.compile(
    r"\W{0,2}block\b|\s?(?:B\.?C|A\.?D)\b|\s(?:[NS][EW]|[NSEW]\.?)\s|\s?(?:th|st|nd|rd)\b|\)\s?\d{3}-|\]",
    re.I,
)
_NUMBERED = re.compile(
    r"\d-?(?i:block)\b|\d\s+(?:[A-Z]\w*\.?\s+){1,3}(?:St|Ave|Street|Avenue|Road|Rd|Drive|Dr|Lane|Ln|Blvd"
    r"|Boulevard|Court|Ct|Place|Pl|Way|Highway|Hwy)\b"
)
_GLUED = re.compile(r"[/_&=?.-]\w*$|\[$|[A-Z]\.\u2060?$")
_STATE = re.compile(r"\b[A-Z]\.?\s?[A-Z]\.?,?\s*$")
_ZIP = re.compile(r"(?:[A-Z]\.\s?)?\d{5}(?:-\d{4})?")
_PER = re.compile(r"\b(?:per|every|each|out\s+of(?:\s+every)?)\s+$", re.I)
_BARE = re.compile(r"\d{3,6}(?:\.\d+)?[A-Z]?|\d{1,3}m")
"""Digits of nothing, without a comma: the number of a house, a section, a station."""
_MODEL = re.compile(r"\b(?:Boeing|Airbus|aircraft|airliners?|jets?|planes?|Dreamliner)\b")
_MODEL_NUMBER = re.compile(r"7[0-9]7s?|3[0-9]0s?")
_COMPOUND = re.compile(
    r"-dollar\b|\d-(?:pound|ton|tonne|acre|word|page|seat|member)\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\b(?:at|around|about|after|before|until)\s+1?\d$", re.I)


def no_figure(q: Quantity, s: Setting) -> bool:
    """An age, a bore, a house number, the number of a model; or what a rate is counted for ("per 100,000")."""
    just = s.before[-12:]
    if (
        len(s.sentence.split()) < _SHORT
        or s.heading
        or _ROW.search(s.before)
        or _READER.search(s.sentence)
    ):
        return True
    if (
        _PER.search(s.before[-16:])
        or _BLOCK.match(s.text, s.end)
        or _NUMBERED.search(s.words + s.after[:40])
        or _AGE.search(s.words)
        or (q.qualifier in ("at-least", "over") and _HYPERBOLE.search(s.words))
        or (q.qualifier == "at-most" and _ROOM.search(just))
        or _FRACTION.fullmatch(s.words)
        or _OF_TIME.match(s.after)
        or _YEARS_OLD.match(s.after)
        or (kind_of(q.unit) == "share" and _REQUIRED.search(s.sentence))
    ):
        return True
    if _BORE.search(s.before[-1:] + s.words) or _GLUED.search(just) or _COMPOUND.search(s.words):
        return True
    if _ZIP.fullmatch(s.words) and (_STATE.search(just) or "." in s.words):
        return True
    model = _MODEL_NUMBER.fullmatch(s.words.split()[0])
    if model and (_MODEL.search(s.before) or _MODEL.search(s.after[:80])):
        return True
    if q.unit is None and q.of is None:
        aged = _AGED.search(just) and _AGED_AFTER.match(s.after)
        if _HIGH.search(s.before[-16:]):
            return True
        if (aged or _WAS_AGED.search(s.before[-16:])) and (q.stated or 0) < 110:
            return True
        return bool(_BARE.fullmatch(s.words) or _CLOCK.search(s.words))
    return False


# What somebody set or offers

_SET = re.compile(
    r"\b(?:bail|bond|fined?|fee|limit|cap|threshold|minimum|incomes?|making|earning|earns?|giving|spending"
    r"|margin of error\D*)\W+(?:\w+\W+){0,5}$",
    re.IGNORECASE,
)
_SET_AFTER = re.compile(
    r"\W+(?:\w+\W+){0,3}?(?:bail|bonds?|rewards?|fines?|fees?|warrants?|limit|minimum|an hour|tickets?|costs"
    r"|restitution|in\s+child\s+support|programs?|plan|initiative|proposal|grants?|budget)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:rewards?|crime\s?stoppers?|tipsters?|bail|bonds?|ransom|offer(?:s|ed|ing)?|donat\w+|demand(?:s|ed"
    r"|ing)?|settle\w*|dues|tuition|restitution|court\s+costs"
    r"|information\s+(?:that\s+)?lead\w*|warrants?|possession|in\s+cash|dividend)\b",
    re.IGNORECASE,
)
_RAISED = re.compile(r"\b(?:go\s?fund\s?me|crowdfund\w*|fundraiser|kickstarter)\b", re.IGNORECASE)


def was_set(s: Setting, kind: str | None) -> bool:
    """A sum that somebody set, offers or collects, not one that somebody counted."""
    if _SET.search(s.before[-48:]):
        return True
    if kind != "money":
        return _RAISED.search(s.sentence) is not None
    return bool(
        _SET_AFTER.match(s.after[:48])
        or _OFFERED.search(s.near(140))
        or _RAISED.search(s.near(400))  # the page that collects shows its sum
    )


# What is printed for all to see

_STATISTICS = re.compile(
    r"\b(?:unemployment|jobless|inflation|payrolls?|GDP|gross\s+domestic|consumer\s+prices?"
    r"|economy\s+(?:has\s+)?(?:added|created|grew|grown|shrank|contracted|expanded)|jobs?\s+(?:ha(?:ve|s"
    r"|d)\s+been\s+)?(?:added|created)"
    r"|(?:added|created|creating)\s+(?:\w+\s+){0,3}$)",
    re.IGNORECASE,
)
"""What the state prints every month."""
_QUOTED_AT = re.compile(
    r"\b(?:[Ss]hares?|[Ss]tocks?|Nasdaq|NASDAQ|Dow(?:\s+Jones)?|FTSE|Nikkei|Hang\s+Seng|DAX|CAC|NYSE|S&P"
    r"|markets?|index|indices|points?|trading"
    r"|closed\s+at|gaining|futures|barrel|crude|[Yy]ields?|exchange\s+rate|currency|euro|ruble|yen|(?:interest"
    r"|funds|target|lending|mortgage)\s+rates?)\b"
)
"""What an exchange or a central bank prints, anybody can look up."""
_WORTH = re.compile(
    r"\bmarket\s+(?:value|capitali[sz]ation|cap)\b|\bchance\s+of\b|\bjackpot\b", re.IGNORECASE
)
_PRICED = re.compile(
    r"\b(?:priced?|prices?|costs?|retails?|sells?\s+for|sold\s+for|starting|starts|available|cheaper|editions?"
    r"|models?|tickets?|fare|rent"
    r"|salary|voucher|bills?|purchased?\s+for|bought\s+for|a\s+pop|apiece)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:fell|fallen|rose|risen|dropped|lost|gained|climbed|slid|slipped|plunged|up|down|losing|gain|fall|drop)\b"
)
_OWNED = re.compile(
    r"\b(?:own(?:s|ed|ing|ership)?|stakes?|holds|holdings?|share\s+in|shareholders?|investors?|shares)\b"
)
_VOTES = re.compile(
    r"(?:\W+\w+){0,2}\W+votes?\b|\W+(?:of|in)\s+the\s+(?:\w+\s+)?(?:vote|primary|election)",
    re.IGNORECASE,
)
_RAN = re.compile(
    r"\b(?:ballots?|votes?|precincts|runoff|turnout|delegates?|primary|caucus\w*|voted|referend\w+)\b",
    re.IGNORECASE,
)
_RAN_IN = re.compile(
    r"(?:\b|super)(?:delegates?|of\s+the\s+vote|vote\s+counted|precincts|primary|caucuses)\b",
    re.IGNORECASE,
)
_WENT = re.compile(r"\W+(?:\w+\W+){0,1}?(?:voted|turned\s+out|came\s+out|cast|supported|backed)\b")
_SIZES = frozenset(
    {
        "word",
        "seat",
        "song",
        "page",
        "pixel",
        "passenger",
        "room",
        "bed",
        "character",
        "feature",
        "m",
    }
)
_HOLDS = re.compile(
    r"\b(?:seats?|holds?|carry|carrying|flying|capacity\s+(?:of|for)|weigh(?:s|ed|ing)?|our\s+Lord|ow(?:es?|ed"
    r"|ing)|BAC|alcohol\s+(?:level|content)\s+of)\s+(?:[\w-]+\s+){0,2}$"
)
_ONLINE = re.compile(
    r"\b(?:views?|reactions?|followers?|likes|retweets?|subscribers?|signatures?|comments|downloads|shares)\b"
    r"|(?:times\s+)?\bon\s+(?:Twitter|Facebook|YouTube|Instagram)\b",
    re.IGNORECASE,
)
_REGISTER = re.compile(
    r"\bpopulation\b|\b(?:students?|pupils)\b(?=\W+(?:\w+\W+){0,2}?(?:attend|enrol))|\benrol\w+"
    r"|\bsquare\s+(?:feet|foot|miles?)\b|\bacres\b",
    re.IGNORECASE,
)
_HOME_OF = re.compile(
    r"\b(?:town|village|city|community|county|college|university|school|hamlet|suburb|district|parish|bloc"
    r"|nation|country|continent|region|kingdom|province)\s+of\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""A census, a register of land or a school's roll has it."""


def public(q: Quantity, s: Setting, kind: str | None) -> bool:
    """What is printed for all to see: a price, the fall of a share, votes, who owns what, a population."""
    near = s.after[:60]
    size = q.stated or q.low or 0
    share = kind == "share"
    if (share or size < 100_000) and (_QUOTED_AT.search(s.before) or _QUOTED_AT.search(near)):
        return True
    if (
        _WORTH.search(s.before[-60:])
        or _STATISTICS.search(s.before[-80:])
        or _STATISTICS.search(near)
    ):
        return True
    if share and _MOVED.search(s.before) and _QUOTED_AT.search(s.near(400)):
        return True
    if kind == "money" and size < 100_000 and (_PRICED.search(s.before) or _PRICED.search(near)):
        return True
    if share and (_OWNED.search(s.before) or _OWNED.search(near)):
        return True
    if q.unit in _SIZES or _HOLDS.search(s.before[-40:]):
        return True
    if (
        _ONLINE.search(s.words + s.after[:60])
        or _REGISTER.search(s.before[-30:] + s.words + near)
        or _HOME_OF.search(s.before[-40:])
    ):
        return True
    counted = _RAN_IN.search(s.near(400)) is not None
    if counted and (share or q.unit is None or _WENT.match(s.after)):
        return True
    return (q.unit or "").endswith(("vote", "delegate", "point", "country", "nation")) or (
        (share or q.unit == "voter")
        and (_VOTES.match(s.after) is not None or _RAN.search(s.before + near) is not None)
    )


def harmed(s: Setting) -> bool:
    """A count of people who came to harm."""
    return bool(
        _HARM.match(s.after[:40]) or _HARM.search(s.words) or _HARMED.search(s.before[-30:])
    )


def worth_checking(q: Quantity, s: Setting) -> bool:
    """Money, shares, large counts, and small ones of people who came to harm.

    Not ages, durations, lengths, speeds: whoever reads them can see, or does not mind. Nor "millions of voters":
    that is no figure which anybody could have counted.
    """
    size = next((abs(n) for n in (q.stated, q.low, q.high) if n is not None), 0)
    kind = kind_of(q.unit)
    if no_figure(q, s) or was_set(s, kind) or public(q, s, kind):
        return False
    if kind == "share":
        return size not in (0, 100)
    loose = q.stated is None and q.low is not None and q.high is not None and q.high >= 4 * q.low
    if kind == "money":
        return size >= _LEAST_MONEY and not loose and not _KNOWN.search(s.before[-48:])
    if kind is not None and (
        kind not in _COUNTS_OF or (kind == "weight" and size < _BODY and q.unit in _POUNDS)
    ):
        return False
    if q.unit is None and 0 < size < 1:
        return size != 0.5
    if (q.unit or "").partition(" per ")[0] == "time":
        return False  # "said a million times"
    if size >= _LEAST and not loose:
        known = q.qualifier == "exact" and _KNOWN.search(s.before[-48:]) is not None
        return not known
    return kind is None and size >= _LEAST_HARMED and harmed(s)
