"""Spells a text in an alphabet of time, one letter for each word: the rules read these letters.

"Early last week" becomes three letters, `early`, `last` and `unit`, and so does "late next month"
but for one. A rule is then a short regular expression over letters, and words that can be part of
no time are passed over before any rule is tried. The lists of words are data: `packs/times.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from sayso.reading.sentences import Stretch

_TOKEN = re.compile(
    r"""
    (?P<small>[a-np-z][^\W\d_]*)  # most words; the rest of the rows begins with a digit, a mark, a capital or "o"
    | (?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![\d-]))
    | (?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\.?\d))
    | (?P<nineeleven>9/11(?![/\d]))
    | (?P<frac>[123]/[234](?![\d/])|[½¼¾])
    | (?P<clockpm>\d{1,2}(?:[:.]\d\d)?\s?[apAP]\.?[mM]\b\.?)
    | (?P<clock>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![:\d]))
    | (?P<decade>(?:(?:1[5-9]|20)\d|['’]?[2-9])0['’]?s\b)
    | (?P<shortyear>['’]\d\d\b(?!['’\d]))
    | (?P<money>(?:US|[AC])?[$€£₴¥]\s?\d[\d,.]*|[#№]\s?\d+|\d[\d,.]{0,40}\s?(?:%|per\s?cent\b))
    | (?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<number>\d+(?:,\d{3})+(?:\.\d+)?\b|\d+\.\d+\b|\d+)
    | (?P<quartername>Q[1-4]\b)
    | (?P<word>[oO]['’]clock\b
        |(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat)\.(?=[\s,)-])
        |[^\W\d_]+)
    | (?P<possessive>['’]s\b)
    | (?P<hyphen>[-–‑])
    | (?P<comma>,)
    | (?P<other>[^\s\w])
    """,
    re.VERBOSE,
)
_KINDS = (
    "iso slashed nineeleven frac clockpm clock decade shortyear nth quartername possessive hyphen comma"
    " d12 d24 d31 d59 year number monthabbr thousands"
).split()
_OTHER, _BREAK = "·", "¶"
_CAPITAL = frozenset(("month", "weekday"))


@cache
def lists() -> dict[str, Any]:
    """The lists of `packs/times.toml`."""
    return tomllib.loads(resources.files("sayso.packs").joinpath("times.toml").read_text("utf-8"))


@cache
def alphabet() -> dict[str, str]:
    """Class -> its letter."""
    names = [*lists()["classes"], *lists()["capital"], *_KINDS]
    return {name: chr(0xE000 + n) for n, name in enumerate(dict.fromkeys(names))}


@cache
def _letters() -> dict[str, str]:
    """Word in small letters -> its letter."""
    letter = alphabet()
    return {w: letter[name] for name, row in lists()["classes"].items() for w in row.split()}


@cache
def _capitals() -> dict[str, str]:
    """Word with its capital -> its letter, where a small letter would make it another word."""
    letter = alphabet()
    return {w: letter[name] for name, row in lists()["capital"].items() for w in row.split()}


@cache
def _names() -> frozenset[str]:
    """Words of months and weekdays that are times only with a capital: "Jan", "Sat.", "August"."""
    words = [w for name in _CAPITAL for w in lists()["classes"][name].split()]
    return frozenset(w for w in words if len(w) < 6 or w == "august")


@cache
def _islands() -> re.Pattern[str]:
    strong = "".join(alphabet()[name] for name in lists()["triggers"]["classes"].split())
    other = _OTHER + _BREAK
    # Looked for at the beginning of an island only: elsewhere it would look through the rest from each letter.
    return re.compile(f"(?<![^{other}])[^{other}{strong}]*[{strong}][^{other}]*")


@dataclass(frozen=True, slots=True)
class Spelled:
    """The words that may be times: a letter for each, and where each stands in the text."""

    text: str
    letters: str
    starts: Sequence[int]
    ends: Sequence[int]

    def word(self, n: int) -> str:
        """The n-th word in small letters."""
        return self.text[self.starts[n] : self.ends[n]].lower().replace("’", "'")


@lru_cache(maxsize=20_000)
def _letter_of(word: str) -> str:
    """The letter of a word as it is printed."""
    here = _capitals().get(word)
    if here is not None:
        return here
    low = word.lower().replace("’", "'")
    here = _letters().get(low, _OTHER)
    if low in _names() and (not word[0].isupper() or here is _OTHER):
        return _OTHER
    if here == alphabet()["month"] and len(low) < 4 and low != "may":
        return alphabet()["monthabbr"]
    return here


def spell(text: str, paragraphs: Sequence[Stretch]) -> Spelled:
    """Spell all paragraphs; what no rule can use is left out, with a mark where it stood."""
    letter = alphabet()
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for paragraph in paragraphs:
        for found in _TOKEN.finditer(text, paragraph.start, paragraph.end):
            kind = found.lastgroup
            start, end = found.span()
            if kind == "small" or kind == "word":
                here = _letter_of(found.group())
            elif kind == "number":
                here = letter[_number(found.group())]
            else:
                here = letter.get(kind or "", _OTHER)
            if here == _OTHER and letters and letters[-1] == _OTHER:
                continue
            letters.append(here)
            starts.append(start)
            ends.append(end)
        letters.append(_BREAK)
        starts.append(paragraph.end)
        ends.append(paragraph.end)
    return _trimmed(Spelled(text, "".join(letters), starts, ends))


def _trimmed(spelled: Spelled) -> Spelled:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _islands().finditer(spelled.letters):
        a, b = found.span()
        letters.append(spelled.letters[a:b] + _OTHER)
        starts += spelled.starts[a:b]
        ends += spelled.ends[a:b]
        starts.append(ends[-1])
        ends.append(ends[-1])
    return Spelled(spelled.text, "".join(letters), starts, ends)


def _number(digits: str) -> str:
    if "," in digits:
        return "thousands"
    if "." in digits:
        return "number"
    value = int(digits[:6])
    if len(digits) <= 2:
        return (
            "d12" if 1 <= value <= 12 else "d24" if value <= 24 else "d31" if value <= 31 else "d59"
        )
    return "year" if len(digits) == 4 and 1400 <= value <= 2199 else "number"


_MACROS = {
    "day": "[<d12><d24><d31>]",
    "int": "[<d12><d24><d31><d59><number><thousands><year>]",
    "ord": "[<first><ordinal><second><nth>]",
    "teen": "[<teens><nineteen>]",
    "amonth": "[<month><may>]",
    "anymonth": "[<month><may><monthabbr>]",
    "anyunit": "[<unit><units><quarter><quarters>]",
    "oneunit": "[<unit><quarter>]",
    "aseason": "[<season><fall><fall_named>]",
    "h": "<hyphen>?",
}
_NAMED = re.compile(r"(?<!\?P)<(\w+)>")


def pattern(rule: str) -> re.Pattern[str]:
    """Compile a rule: class names in angle brackets, white space and `# …` for the reader."""
    rule = re.sub(r"\s+#.*", "", rule)
    while found := next((m for m in _NAMED.finditer(rule) if m[1] in MACROS), None):
        rule = rule[: found.start()] + MACROS[found[1]] + rule[found.end() :]
    letter = alphabet()
    return re.compile(re.sub(r"\s+", "", _NAMED.sub(lambda m: letter[m[1]], rule)))


_SIMPLE = (
    "(?:<half><a>|<a>?(?:<couple><of>?|<few>|<dozen>)|<several>|<dozens><of>"
    "|(?:<a>|<one>|<digits>|<teen>|<int>)?<hundred>"
    "|<tens>(?:<h>(?:<one>|<digits>))?|<teen>|<digits>|<one>|<int><frac>?|<frac>|<a>)"
)
MACROS = {
    **_MACROS,
    "simple": _SIMPLE,
    "amount": f"(?:{_SIMPLE}(?:<h><and><h>(?:<a>|<one>)?<h>(?:<half>|<quarter>))?"
    f"(?:(?:<to>|<or>|<hyphen>){_SIMPLE})?)",
    "some": "(?:<about>|<over>|(?:<more>|<less>)<than>|<at><least>|<at><most>|<up><to>|<about>?<half>)",
}
"""Names for what several rules share."""

_WORTH = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PARTS = {
    "1/2": 0.5,
    "½": 0.5,
    "1/4": 0.25,
    "¼": 0.25,
    "3/4": 0.75,
    "¾": 0.75,
    "half": 0.5,
    "quarter": 0.25,
}
_ORDINALS = {
    w: n
    for n, w in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )
} | {"thirtieth": 30}


def amount(words: Sequence[str]) -> float | None:
    """What "twenty-four", "one-and-a-half" or "5 1/2" come to; None for "several" or "two to three"."""
    total, part = 0.0, 0.0
    seen = False
    for word in words:
        if word in ("a", "an"):
            part = part or 1.0 if not seen else part
        elif word in _PARTS:
            part = total + part + _PARTS[word] if seen else _PARTS[word]
            total = 0.0
            seen = True
        elif word in _SCALE:
            part = (part or 1.0) * _SCALE[word]
            seen = True
        elif word in _WORTH:
            part += _WORTH[word]
            seen = True
        elif word[0].isdigit():
            part += float(word.replace(",", ""))
            seen = True
        elif word == "couple":
            return 2.0
        elif word == "dozen":
            part = (part or 1.0) * 12
            seen = True
        elif word in ("and", "-", "–", "‑", "of"):
            continue
        else:
            return None
    return part or None


def ordinal(word: str) -> int | None:
    """1 for "first" and for "1st"."""
    return int(word[:-2]) if word[0].isdigit() else _ORDINALS.get(word)
