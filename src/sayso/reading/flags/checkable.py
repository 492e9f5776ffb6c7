"""Which figures are worth asking about: money, people who came to harm or were struck, crowds, forces, estimates.

Not what is printed for all to see, what somebody set or offers, nor what is no figure at all.
"""

from __future__ import annotations

import re

from sayso.reading.flags.setting import Setting
from sayso.reading.quantities.units import kind_of
from sayso.reading.sources.nouns import is_person
from sayso.records import Quantity

_LEAST_PEOPLE, _LEAST_HARMED, _LEAST_MONEY = 1000, 10, 1_000_000
"""Less than this is not worth checking: of people, of people who came to harm, of money."""
_FOLK = frozenset({"family", "household", "livelihood", "job"})
"""What counts people and is no person."""

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

_AGE = re.compile(r"\s?-\s?(?:year|month)")
_SHORT = 3
_HYPERBOLE = re.compile(r"\ban?\s+(?:few\s+)?(?:hundred|thousand|million|billion)\b|-odd\b", re.I)
_OF_TIME = re.compile(r"\s+(?:of\s+)?(?:an?|the)\s+(?:century|decade|year|mile|hour|season)\b")
_ROW = re.compile(r"[a-z]:\s*$")
_SPEAKER = re.compile(r"\b(?:[Yy]ou(?:r|'re|\u2019re)?|I|[Ww]e|[Mm]y|[Oo]ur)\b")
"""Words to the reader, a teaser, count nothing; and whoever says "we" is a party, in a speech or a letter."""
_PER = re.compile(r"\b(?:per|every|each|out\s+of(?:\s+every)?)\s+$", re.I)
_CAPTION = re.compile(
    r"\((?:AP\s+|File\s+)?Photos?\b|\bGetty Images|\b(?:Photos?|Image): |\bCaption \d|\bSee more \w+"
)


def no_figure(q: Quantity, s: Setting) -> bool:
    """An age, a caption, words to the reader; or what a rate is counted for ("per 100,000")."""
    return bool(
        len(s.sentence.split()) < _SHORT
        or s.heading
        or _ROW.search(s.before)
        or _SPEAKER.search(s.sentence)
        or _CAPTION.search(s.line)
        or _PER.search(s.before[-16:])
        or _AGE.match(s.after)
        or _OF_TIME.match(s.after)
        or (q.qualifier in ("at-least", "over") and _HYPERBOLE.search(s.words))
    )


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

_ON_FILE = re.compile(
    r"\b(?:campaign\w*|candidates?|nominee|PACs?|RNC|DNC|fund-?\s?rais\w+|donors?|primar(?:y|ies)|caucus\w*)\b"
)
"""What campaigns take and spend is filed."""
_STATISTICS = re.compile(
    r"\b(?:unemployment|jobless|inflation|payrolls?|GDP|gross\s+domestic|consumer\s+prices?"
    r"|economy\s+(?:has\s+)?(?:added|created|grew|grown|shrank|contracted|expanded)|jobs?\s+(?:ha(?:ve|s"
    r"|d)\s+been\s+)?(?:added|created)"
    r"|(?:added|created|creating)\s+(?:\w+\s+){0,3}$)",
    re.IGNORECASE,
)
"""What the state prints every month."""
_WORTH = re.compile(
    r"\bmarket\s+(?:value|capitali[sz]ation|cap)\b|\bchance\s+of\b|\bjackpot\b|\bbox\s+office\b|\bgross(?:ed|ing)\b",
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
_LIVE = re.compile(r"(?:\W+\w+){0,3}?\W+(?:live|lives|lived)\s+(?:in|there)\b")
_HOME_OF = re.compile(
    r"\b(?:town|village|city|community|county|college|university|school|hamlet|suburb|district|parish|bloc"
    r"|nation|country|continent|region|kingdom|province)\s+of\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""A census, a register of land or a school's roll has it."""


def public(q: Quantity, s: Setting, kind: str | None) -> bool:
    """What is printed for all to see: what an exchange, an election, a census, a page shows."""
    near = s.after[:60]
    if (
        _WORTH.search(s.before[-60:])
        or _STATISTICS.search(s.before[-80:])
        or _STATISTICS.search(near)
    ):
        return True
    if kind == "money":
        return _ON_FILE.search(s.near(600)) is not None
    if (
        _HOLDS.search(s.before[-40:])
        or _ONLINE.search(s.words + near)
        or _REGISTER.search(s.before[-30:] + s.words + near)
        or _HOME_OF.search(s.before[-40:])
        or _LIVE.match(near)
    ):
        return True
    if q.unit == "voter":
        return _RAN.search(s.before + near) is not None
    return _WENT.match(s.after) is not None and _RAN_IN.search(s.near(400)) is not None


def harmed(s: Setting) -> bool:
    """A count of people who came to harm."""
    return bool(
        _HARM.match(s.after[:40]) or _HARM.search(s.words) or _HARMED.search(s.before[-30:])
    )


_STRUCK = re.compile(
    r"\b(?:affect\w*|displac\w+|flee\w*|fled|homeless|strand\w+|stuck|trapped|evict\w+|uproot\w+|starv\w+|hung\w+"
    r"|threaten\w*|paralys\w+|homes|migrants?|immigrants?|refugees?|asylum|caravan|livelihoods?|poverty|jobless)\b",
    re.IGNORECASE,
)
_CROWD = re.compile(r"\bcrowds?\s+of\s+(?:\w+\s+)?$")
_GATHERED = re.compile(
    r"\b(?:crowds?|rall(?:y|ies|ied)|march\w*|protest\w*|demonstrat\w+|gather\w*|attend\w*|dr[ae]ws?|fill(?:ed|ing)"
    r"|packed|turned\s+out|turnout|watch(?:ed|ing)?|audiences?|viewers|vigil|throng\w*)\b",
    re.IGNORECASE,
)
_FORCES = frozenset(
    {"soldier", "troop", "fighter", "militant", "rebel", "mercenary", "serviceman", "insurgent"}
)


def worth_checking(q: Quantity, s: Setting) -> bool:
    """Money, and people: who came to harm or were struck, crowds, forces, and estimates of others.

    Not shares, lengths, weights, areas and things: of 60 that were asked about, 15 were open. Nor people of whom
    somebody may keep a list, nor "millions of voters": that is no figure which anybody could have counted.
    """
    size = next((abs(n) for n in (q.stated, q.low, q.high) if n is not None), 0)
    kind = kind_of(q.unit)
    if no_figure(q, s) or was_set(s, kind) or public(q, s, kind):
        return False
    loose = q.stated is None and q.low is not None and q.high is not None and q.high >= 4 * q.low
    if kind == "money":
        converted = s.before.endswith("(")
        return size >= _LEAST_MONEY and not (loose or converted or _KNOWN.search(s.before[-48:]))
    if kind is not None or size < _LEAST_HARMED or (q.unit is None and q.qualifier == "exact"):
        return False
    if harmed(s):
        return True
    known = q.qualifier == "exact" and _KNOWN.search(s.before[-48:]) is not None
    return size >= _LEAST_PEOPLE and not loose and not known and _people(q, s)


def _people(q: Quantity, s: Setting) -> bool:
    """People of whom somebody keeps no list."""
    noun = (q.unit or "").rpartition(" ")[2]
    if noun in _FORCES:
        return True
    if (
        not is_person(noun)
        and noun not in _FOLK
        and not (q.unit is None and _CROWD.search(s.before[-30:]))
    ):
        return False
    rough = "estimate" in s.words.lower()
    return rough or bool(_STRUCK.search(s.sentence) or _GATHERED.search(s.sentence))
