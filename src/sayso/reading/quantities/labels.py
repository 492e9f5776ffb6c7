"""Numbers that count nothing: dates, times of day, ordinals, scores, telephones, names, places in a list.

Each rule is short and looks only at what stands beside the number. Times are for `times`.
"""

from __future__ import annotations

import re

from sayso.reading.quantities.countnouns import is_plural
from sayso.reading.quantities.numbers import Numeral, Token

_MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST"
    r"|SEPTEMBER|OCTOBER"
    r"|NOVEMBER|DECEMBER|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)"
)
_MONTH_BEFORE = re.compile(rf"(?<!\w){_MONTHS}\.?[ \u00a0]+(?:the[ \u00a0]+)?$")
_MONTH_AFTER = re.compile(rf"[ \u00a0-](?:of[ \u00a0]+)?{_MONTHS}(?!\w)")
_CLOCK_AFTER = re.compile(
    r"[ \u00a0]?(?:[ap]\.?[ ]?m\.?(?!\w)|[AP]\.?M\.?(?!\w)|o['\u2019]clock|GMT|BST|EST|EDT|UTC|CET|CEST|PST"
    r"|PDT|MSK|hrs?\b(?=[ ]GMT))"
)
_CLOCK = re.compile(r"[:.]?$")
_ERA = re.compile(r"(?:\bA\.?D\.?|\bB\.?C\.?|\bcirca|\byear|\byears)[ \u00a0]$", re.IGNORECASE)
_BC = re.compile(r"[ \u00a0](?:BCE?|AD|CE)\b")
_IN = re.compile(
    r"\b(?:in|since|by|until|till|during|from|of|before|after|late|early|mid|through|for|circa|summer|winter"
    r"|spring|autumn|fall)[ \u00a0-]$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:no|nos|number|numbers|page|pages|pp|p|section|sections|sec|article|articles|art|chapter|chapters"
    r"|ch|part|phase|title"
    r"|route|routes|highway|interstate|flight|channel|room|suite|apartment|apt|grade|grades|class|category"
    r"|cat|type|version|level"
    r"|tier|stage|step|game|week|day|round|act|scene|episode|season|series|group|area|zone|district|ward"
    r"|precinct|unit"
    r"|gate|platform|pier|lot|exhibit|figure|fig|table|appendix|annex|amendment|proposition|prop|resolution"
    r"|rule|item"
    r"|question|vol|volume|issue|line|lane|track|hole|lap|inning|quarter|psalm|verse|floor|world war|war"
    r"|super bowl|sector|count"
    r"|covid|model|notes?|paras?|pars?|paragraphs?|canons?|verses?|cf|footnotes?|lines|ranked|seeded|seed"
    r"|ranking|top|formula|block|box|code|bus|train|runway|reactor|mile|q|h|act of|group of)"
    r"\.?[ \u00a0]#?$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"(?:[ \u00a0]+[A-Z0-9][\w.'\u2019]*){1,4}[ \u00a0]+(?:St|Street|Road|Rd|Ave|Avenue|Av|Way|Lane|Ln|Drive"
    r"|Dr|Boulevard|Blvd|Place|Pl|Court|Ct"
    r"|Square|Sq|Terrace|Highway|Hwy|Close|Crescent|Parkway|Pkwy|Row|Broadway|Block)\b"
    r"|[ \u00a0]block[ \u00a0]of\b|(?:[ \u00a0](?:North|South|East|West|N|S|E|W|Rue|Via))\.?[ \u00a0]+[A-Z0-9]"
)
_GAME = re.compile(
    r"[ \u00a0,]*(?:vote|decision|ruling|win|victory|loss|defeat|lead|draw|tie|margin|record|split|start"
    r"|aggregate|thriller|shootout"
    r"|majority|party-line|score|scoreline|in overtime|on penalties|at half)",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S+\.\w+|(?<![\w-])[\w-]{1,60}\.(?:com|org|net|gov"
    r"|co\.uk)\b\S*|[@#]\w+"
)
_TELEPHONE = re.compile(
    r"(?:\+?\d{1,3}[ .-])?(?:\(\d{3,4}\)[ ]?|\d{3,4}[.-])\d{3}[.-]?\d{3,4}\b|(?<![\w,.$-])\d{3}-\d{4}\b"
    r"|\+\d[\d ()-]{7,}\d|(?<![\w,.])\d{3}-(?:\d?[A-Z]{3,}\w*)"
)
_DATED = re.compile(
    r"(?<![\w.])\d{1,4}(?:\.\d{1,4}){2,4}(?![\w.]?\d)|"
    r"(?<![\w.,])(?!(?:[1-3]/[2-5]|[357]/8)(?![\d/]))\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])"
    r"|(?<!\d)\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?"
    r"|(?<![\d.,])\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)"
    r"|(?<![\d,.])\d{1,3}(?::\d\d){1,2}(?:\.\d+)?(?![\d:])|\b24/7\b|\b(?:19"
    r"|20)\d\d[-\u2013/](?:\d\d){1,2}\b(?![,.]?\d)"
)
_SCORED = re.compile(r"(?<![\w.,$\u00a3\u20ac-])\d{1,3}(?:[-\u2013]\d{1,3}){1,3}(?![\w,]|\.\d)")
_COMMON = re.compile(r"[a-z]")
_LINKED = re.compile(r"[@#]|://|www\.|\.(?:com|org|net|gov|co)")
_LONG = re.compile(r"\d{3}|\+\d")
_PARTED = re.compile(r"\d[./:\u2013-]\d")
"""What each address of the web, telephone number and date in digits has, and few sentences."""


def stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where addresses of the web, telephone numbers, clock times and dates in digits stand."""
    found = []
    for signs, pattern in ((_LINKED, _WEB), (_LONG, _TELEPHONE), (_PARTED, _DATED)):
        if signs.search(text, start, end):
            found += [m.span() for m in pattern.finditer(text, start, end)]
    return found


def is_date(text: str, start: int, end: int, n: Numeral, row: list[Token]) -> bool:
    """A day, a year, or a time of day."""
    before = text[max(start, n.start - 16) : n.start]
    if n.words or (not n.bare and n.low > 31):
        return not n.words and _CLOCK_AFTER.match(text, n.end, end) is not None
    if _CLOCK_AFTER.match(text, n.end, end):
        return not (n.high > 2400)
    value = n.low
    if value <= 31 and value == int(value):
        month = _MONTH_AFTER.match(text, n.end, end)
        if month and not (month[0].strip() == "May" and _verb_after(text, month.end(), end)):
            return True
        if _MONTH_BEFORE.search(before):
            nxt = row[n.after] if n.after < len(row) else None
            return nxt is None or nxt.lower not in _BODIES
    if 1000 <= value <= 2100 and value == int(value) and n.end - n.start == 4:
        if _ERA.search(before) or _BC.match(text, n.end, end) or _MONTH_BEFORE.search(before):
            return True
        if value >= 1500 or _IN.search(before):
            return True
    if value < 2200 and value > 2100 and n.end - n.start == 4 and _IN.search(before):
        return True
    return _BC.match(text, n.end, end) is not None


def _verb_after(text: str, at: int, end: int) -> bool:
    return re.match(r"[ \u00a0](?:have|be|not|also|well|need|want)\b", text[at:end]) is not None


def is_name(text: str, start: int, n: Numeral, row: list[Token], headline: bool) -> bool:
    """Part of a name ("Boeing 747", "Article 5", "Big 12"), or a place in a list or a street."""
    before = text[max(start, n.start - 24) : n.start]
    if n.scale == 1 and not n.fraction and not n.vague and _NAMED.search(before):
        return n.words or n.bare
    if n.end - n.start > 9 and text[n.start : n.end].isdigit():
        return True  # an identifier
    nxt = row[n.after] if n.after < len(row) else None
    house = n.end - n.start == 5 and text[n.start : n.end].isdigit()
    if house and nxt is not None and _capital(nxt) and not headline:
        return not any(t.word and is_plural(t.text) for t in row[n.after : n.after + 3])
    if not n.bare:
        return False
    if text[n.end : n.end + 1] == ")" and before.endswith((", ", " and ")) and n.low > 115:
        return True  # a page, at the end of a reference
    if n.first == 0:
        follow = row[n.after : n.after + 2]
        if len(follow) == 2 and follow[0].text in ".)" and follow[1].start > follow[0].end:
            return True
    if nxt is not None and _capital(nxt) and not headline and nxt.start - n.end == 1:
        ahead = row[n.after : n.after + 3]
        if nxt.text in _TRIMS or not any(t.word and is_plural(t.text) for t in ahead):
            return True
    prev = row[n.first - 1] if n.first else None
    if prev is None or not prev.word or prev.text == prev.lower or headline:
        return False
    if n.first == 1 and prev.text[1:].islower() and prev.lower in _OPENERS:
        return False
    counted = nxt is not None and nxt.word and nxt.text.islower()
    if counted and prev.lower in _DAYS:
        return False
    if prev.lower in _OPENERS:
        return False
    two_back = row[n.first - 2].lower if n.first > 1 else ""
    plural = nxt is not None and counted and is_plural(nxt.text)
    return not (plural and two_back in ("in", "at", "near", "from", "across", "around"))


_TRIMS = frozenset("Pro Max Plus Mini Ultra Series Turbo".split())


def _capital(token: Token | None) -> bool:
    return token is not None and token.word and token.text[0].isupper()


_BODIES = frozenset("people men women children soldiers civilians troops".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_OPENERS = frozenset(
    "the a an in on at of for about around some over nearly almost only just more than and but or so these"
    " those all his her"
    " their its our my by with from to after before between under up at as if when while where since out"
    " there are were was"
    " is had have has only another other last next first past every each roughly approximately another also"
    " additionally"
    " that this which who he she it they we you i said police officials killed least most fewer less no not"
    " another what"
    " why how top here got get make see find exactly".split()
)


def is_street(text: str, n: Numeral, end: int) -> bool:
    """ "49 Zorro Ranch Road", "the 300 block of"."""
    shown = text[n.start : n.end]
    return shown.isdigit() and len(shown) <= 5 and _STREET.match(text, n.end, end) is not None


def scores(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Numbers with a hyphen between them: a score, a vote or a range."""
    return list(_SCORED.finditer(text, start, end)) if _PARTED.search(text, start, end) else []


def is_game(text: str, at: int, end: int) -> bool:
    """What follows says that the numbers before were a vote or the score of a game."""
    return _GAME.match(text, at, end) is not None


_CODE_BEFORE = re.compile(
    r"(?:\b(?:call(?:ed|ing|s)?|dial(?:ed|led|ing)?|phoned?|code|zip|#)[:.]?[ \u00a0]?)$",
    re.IGNORECASE,
)
_CODE_AFTER = re.compile(
    r"[ \u00a0-](?:calls?|dispatch\w*|operators?|hotline|tapes?|recordings?|system|cent(?:er|re)s?|caller)\b",
    re.IGNORECASE,
)
_CALIBRE = re.compile(r"[ \u00a0-]?(?:calib(?:er|re)s?|cal\b)", re.IGNORECASE)
_EMERGENCY = ("911", "999", "112")
_TEXTED = re.compile(r"\b(?:text|sms|reply)\b.{0,24}\bto[ \u00a0]$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\bID[:.]?[ \u00a0]$")
_DAY_MONTH = re.compile(r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])$")
_DAY_BEFORE = re.compile(r"\b(?:from|to|on|of|till|until)[ \u00a0]$|[-\u2013]$")
_STREET_SIDE = re.compile(r"[ \u00a0][NSEW]\.?[ \u00a0.]+(?:[A-Z]|\d)")


def is_code(text: str, start: int, n: Numeral, end: int) -> bool:
    """An emergency number, an identifier, a calibre, a day and month in digits, a number in a street."""
    if n.words or n.scale != 1:
        return False
    shown = text[n.start : n.end]
    before = text[max(start, n.start - 12) : n.start]
    if shown in _EMERGENCY:
        beside = _CODE_BEFORE.search(before) or _CODE_AFTER.match(text, n.end, end)
        return beside is not None or text[n.end : n.end + 1] in (".", ",")
    if text[n.start - 1 : n.start] == "[" and text[n.end : n.end + 1] == "]":
        return True  # a note, or the name of a page
    if len(shown) in (5, 6) and _TEXTED.search(text[max(start, n.start - 40) : n.start]):
        return True
    if _CALIBRE.match(text, n.end, end) or _IDENTIFIER.search(before):
        return True
    if shown[0] == "." and text[n.end : n.end + 1] == " " and text[n.end + 1 : n.end + 2].isupper():
        return True
    if _DAY_MONTH.match(shown) and _DAY_BEFORE.search(before):
        return True
    return len(shown) <= 5 and shown.isdigit() and _STREET_SIDE.match(text, n.end, end) is not None
