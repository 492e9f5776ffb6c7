"""Hedges: words that widen a number to an interval ("over", "nearly", "or so"), and words that make it a change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Change, Qualifier


@dataclass(frozen=True, slots=True)
class Hedge:
    """A qualifier and the offset where its words begin (or, behind the number, end).

    below: it allows less but no more ("nearly").
    """

    qualifier: Qualifier
    at: int
    below: bool = False


_BEFORE: tuple[tuple[str, Qualifier, bool], ...] = (
    (
        r"no (?:fewer|less) than|not (?:fewer|less) than|at least|a minimum of|minimum of|(?:greater|more"
        r"|larger) than or equal to"
        r"|equal(?:s)? (?:to )?or (?:more|greater|larger) than|at the very least",
        "at-least",
        False,
    ),
    (
        r"no (?:more|greater) than|not (?:more|greater) than|at (?:the )?most|up to|as (?:many|much) as|a"
        r" maximum of|maximum of"
        r"|(?:less|fewer|smaller) than or equal to|equal(?:s)? (?:to )?or (?:less|fewer|smaller) than|capped"
        r" at",
        "at-most",
        False,
    ),
    (
        r"more than|greater than|larger than|bigger than|over|above|exceeding|in excess of|north of|upwards?"
        r" of|better than|more then",
        "over",
        False,
    ),
    (r"less than|fewer than|smaller than|under|below|shy of|sub-|south of", "under", False),
    (
        r"nearly|almost|close to|just short of|approaching|nearing|not quite|virtually|near",
        "about",
        True,
    ),
    (
        r"about|around|roughly|approximately|approx\.?|some|(?:an )?estimated|circa|ca?\.|~|\u2248|in the"
        r" region of"
        r"|on the order of|in the order of|more or less|somewhere around",
        "about",
        False,
    ),
)
_GAP = r"[ \u00a0]*(?:an?[ \u00a0](?:total of|whopping|estimated|record|staggering|combined)[ \u00a0])?"
_HEDGED = re.compile(
    r"(?<![\w-])(?:(?:just|well|a (?:little|bit)|slightly|far|much|still|only|somewhat|significantly|at)["
    r" \u00a0])?(?:"
    + "|".join(f"(?P<h{n}>{words})" for n, (words, _, _) in enumerate(_BEFORE))
    + rf"){_GAP}$",
    re.IGNORECASE,
)
_OTHER_SENSE = {
    "about": re.compile(
        r"\b(?:talk\w*|worr\w+|concern\w*|th(?:ink|ought)\w*|know\w*|knew|sp(?:eak|oke)\w*|complain\w*"
        r"|ask\w*|learn\w*"
        r"|wr(?:ite|ote)\w*|written|books?|stor(?:y|ies)|questions?|information|films?|movies?|articles?"
        r"|feel\w*|care\w*"
        r"|excited|te(?:ll|lls)|told|hear\w*|lie[ds]?|lying|jok\w+|tweet\w*|details?|facts?|br(?:ing|ought)"
        r"|something|anything"
        r"|nothing|how)[ \u00a0]$",
        re.IGNORECASE,
    ),
    "around": re.compile(
        r"\b(?:turn\w*|wrap\w*|gather\w*|revolv\w*|cent(?:er|re)\w*|built|moved?|based|passed|all|walk\w*"
        r"|look\w*)[ \u00a0]$",
        re.IGNORECASE,
    ),
    "over": re.compile(
        r"\b(?:w[io]n|winning|wins|victory|lead|leads|advantage|prefer\w*|dispute\w*|fight\w*|fought|argu\w*"
        r"|row|control|sued"
        r"|arrest\w*|charged|protest\w*|t[ao]k(?:e|en|ing|es)|took|hand(?:ed|ing)|rule[ds]?|power|authority"
        r"|debate\w*|anger"
        r"|outrage|fears?|critici\w*|battle\w*|clash\w*|presid\w*|looming|hanging|watch\w*|concerns?"
        r"|questions?|spread|jail\w*"
        r"|fall|game|start|all|carried|edge|triumph|pulled|ran|concern)[ \u00a0]$",
        re.IGNORECASE,
    ),
}
_OTHER_SENSE["above"] = _OTHER_SENSE["under"] = _OTHER_SENSE["below"] = re.compile(
    r"\b(?:stor(?:y|ies)|floor|listed|described|mentioned|see|charged|held|act|law)[ \u00a0]$",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:for|of|just|well|little|after|last\w*|is|was|were|are|be|been|by|than|take[sn]?|took|spen[dt]"
    r"|spanning|and|with|that|in)[ \u00a0]$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:(?P<over>\+(?!\d)|-?[ ]?plus\b(?![ ](?:a|an|the|or|\d|\$))|[ \u00a0](?:or more|or over|or above|or"
    r" greater|and (?:over|above|up|older)|or older|or higher|and counting))"
    r"|(?P<least>[ \u00a0](?:at least|at a minimum))"
    r"|(?P<most>[ \u00a0](?:at most|or (?:less|fewer|under|below|lower|younger)|and (?:under|below|younger)"
    r"|tops))"
    r"|(?P<about>-odd\b|-ish\b|[ \u00a0](?:or so|or thereabouts|give or take|odd)))(?!\w)",
    re.IGNORECASE,
)
_SIDES: dict[str, Qualifier] = {
    "over": "at-least",
    "least": "at-least",
    "most": "at-most",
    "about": "about",
}


def hedge_before(
    text: str, start: int, number: int, *, time: bool = False, one: bool = False
) -> Hedge | None:
    """The qualifier that ends right before `number`, not beginning before `start`.

    time: the number counts time, of which "over two weeks" may mean "in the course of".
    """
    begin = max(start, number - 48)
    before = text[begin:number]
    found = _HEDGED.search(before)
    if found is None:
        if before.endswith(("the age of ", "the age of\u00a0")):
            bound = re.search(
                r"\b(over|above|under|below)[ \u00a0]the age of[ \u00a0]$", before, re.IGNORECASE
            )
            if bound:
                over = bound[1].lower() in ("over", "above")
                return Hedge("over" if over else "under", begin + bound.start())
        return None
    kind = int((found.lastgroup or "h0")[1:])
    _, qualifier, below = _BEFORE[kind]
    words = found[0].strip().lower()
    lead = text[max(start, begin + found.start() - 16) : begin + found.start()]
    if words in _OTHER_SENSE and _OTHER_SENSE[words].search(lead):
        return None
    if time and words == "over" and not _LASTING.search(lead):
        return None
    if words == "some" and one:
        return None
    return Hedge(qualifier, begin + found.start(), below)


def hedge_after(text: str, number: int, end: int) -> Hedge | None:
    """The qualifier that begins right behind `number`."""
    found = _AFTER.match(text, number, end)
    if found is None:
        return None
    return Hedge(_SIDES[found.lastgroup or "about"], found.end())


_UP = (
    r"up|rose|ris(?:e|es|en|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?"
    r"|gain(?:s|ed|ing)?|increas(?:e|es|ed|ing)"
    r"|gr[eo]w(?:s|n|ing)?|add(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|rall(?:y|ies|ied|ying)|spik(?:e|es|ed|ing)"
    r"|swell(?:s|ed|ing)?|swollen|hik(?:e|es|ed|ing)"
    r"|boost(?:s|ed|ing)?|rais(?:e|es|ed|ing)|leap(?:s|ed|t)?|rocket(?:s|ed)?|edg(?:e|es|ed|ing) (?:up"
    r"|higher)|inch(?:es|ed) up|expand(?:s|ed|ing)?|higher"
)
_DOWN = (
    r"down|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|lost|los(?:e|es|ing)|slid(?:e|es"
    r"|ing)?|slip(?:s|ped|ping)?|plung(?:e|es|ed|ing)"
    r"|plummet(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|s[aiu]nk(?:s|ing)?|shed(?:s|ding)?|decreas(?:e|es|ed|ing)"
    r"|dip(?:s|ped|ping)?|cut(?:s|ting)?|reduc(?:e|es|ed|ing)"
    r"|eas(?:e|es|ed|ing)|shr[aiu]nk(?:s|ing)?|slump(?:s|ed|ing)?|lower(?:s|ed|ing)?|slash(?:es|ed|ing)?"
    r"|retreat(?:s|ed)?|contract(?:s|ed|ing)|narrow(?:s|ed|ing)?"
    r"|edg(?:e|es|ed|ing) (?:down|lower)|crash(?:es|ed|ing)?|weaken(?:s|ed|ing)?"
)
_CHANGED = re.compile(
    rf"(?<![\w-])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"(?:[ \u00a0](?:by|another|a further|further|as much as|\w+ly|just|(?:a|an)))*[ \u00a0]$",
    re.IGNORECASE,
)
_AMOUNTS = re.compile(
    r"^(?:lo|add|gain|rais|cut|shed|expand|contract|boost|eas|crash|lower|higher|hik|advanc)",
    re.IGNORECASE,
)
_SHIFTED = re.compile(
    r"[ \u00a0](?:(?P<up>higher|up\b(?! to| for| in| on))|(?P<down>lower|down\b(?! to| for| in| on)))(?!\w)"
)
_NOT_UP = re.compile(
    r"\b(?:set|made|make|put|end|come|came|give|take|took|split|sum|add)[ \u00a0]$", re.IGNORECASE
)


def change_before(
    text: str, start: int, at: int, *, kind: str | None = None, unit: str | None = None
) -> Change | None:
    """Up or down, if what ends right before `at` says that something changed by the number there."""
    begin = max(start, at - 48)
    found = _CHANGED.search(text[begin:at])
    if found is None:
        return None
    verb = found[found.lastgroup or 0]
    says_by = re.search(r"\bby[ \u00a0]", found[0]) is not None
    if _AMOUNTS.match(verb) and not says_by:
        shifts = (kind in ("share", "money") and verb.lower()[:3] != "rai") or unit in (
            "point",
            "cent",
        )
        if not shifts or (kind == "money" and verb.lower()[:2] not in ("lo", "ga", "sh")):
            return None
    if verb.lower() in ("up", "down") and _NOT_UP.search(
        text[max(start, begin + found.start() - 8) : begin + found.start()]
    ):
        return None
    if kind in ("age", "multiple") or (kind == "time" and verb.lower() in ("up", "down")):
        return None
    return "up" if found["up"] else "down"


def change_after(text: str, at: int, *, kind: str | None = None) -> Change | None:
    """ "0.7 per cent lower", "5 points down"."""
    if kind != "share":
        return None
    found = _SHIFTED.match(text, at)
    return None if found is None else "up" if found["up"] else "down"
