"""Units: what stands beside a number and says what it counts. Measures are data, in `packs/units.toml`.

What is no measure is a noun phrase ("heart transplants"), which ends at its first plural: news
English has no other mark that costs nothing, and a tagger of parts of speech would cost more than
all the rest of this step.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sayso.reading.numbers import NUMBER_WORDS, Token


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by the name that a reading gives it, its kind, and where it stands."""

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pack:
    measures: re.Pattern[str]
    symbols: re.Pattern[str]
    signs: re.Pattern[str]
    names: dict[str, tuple[str, str]]
    sign_names: dict[str, str]
    kinds: dict[str, str]


@cache
def _pack() -> _Pack:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("units.toml").read_text("utf-8"))
    signs = {form: name for name, forms in data.pop("signs").items() for form in forms}
    names: dict[str, tuple[str, str]] = {}
    symbols: dict[str, tuple[str, str]] = {}
    for kind, units in data.items():
        for name, forms in units.items():
            for form in forms:
                if form[0] in "=+":
                    symbols[form] = (name, kind)
                else:
                    names[form] = (name, kind)

    def longest(forms: list[str]) -> str:
        return "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))

    after = r"(?![^\W_])"
    marks = [f[1:] for f in symbols if f[0] == "="]
    glued = [f[1:] for f in symbols if f[0] == "+"]
    squares = (
        rf"(?P<power>square|sq\.?|cubic|cu\.?)[\s-]?(?P<base>{longest(_lengths(names))}|km|m|cm|mm)"
    )
    return _Pack(
        measures=re.compile(
            rf"[ \u00a0\t]?[ \u00a0\t-]?(?:{squares}|(?P<word>{longest(list(names))})){after}",
            re.IGNORECASE,
        ),
        symbols=re.compile(
            rf"(?:[ \u00a0-]?(?P<mark>{longest(marks)})|(?P<glued>{longest(glued)})){after}"
        ),
        signs=re.compile(rf"(?<![^\W_])(?:{longest(list(signs))})[ \u00a0]?-?$"),
        names=names | symbols,
        sign_names=signs,
        kinds={name: kind for kind, units in data.items() for name in units},
    )


def _lengths(names: dict[str, tuple[str, str]]) -> list[str]:
    return [form for form, (_, kind) in names.items() if kind == "length"]


def kind_of(unit: str | None) -> str | None:
    """The kind of a unit's name ("time", "money" …), or None if it is no measure."""
    if unit is None:
        return None
    base = unit.partition(" per ")[0]
    kinds = _pack().kinds
    return kinds.get(unit) or kinds.get(base) or ("age" if unit == "year of age" else None)


def sign_before(text: str, start: int, number: int) -> Unit | None:
    """The currency sign that stands before the number at `number` and not before `start`."""
    begin = max(start, number - 8)
    found = _pack().signs.search(text[begin:number])
    if found is None:
        return None
    form = found[0].rstrip("- \u00a0")
    at = begin + found.start()
    return Unit(_pack().sign_names[form], "money", at, at + len(form))


_TALL = re.compile(
    r"[ \u00a0-]?(?:tall|long|wide|deep|high|away|across|below|above|from|\(|(?:in )?(?:length|height|depth)|race|sprint|dash"
    r"|swim|run|hurdles|freestyle|[.,;)\u2013-]|$)"
)


def measure_after(text: str, number: int, end: int) -> Unit | None:
    """The measure that begins right after the number that ends at `number`."""
    pack = _pack()
    found = pack.measures.match(text, number, end)
    if found is not None:
        begin = found.start() + (len(found[0]) - len(found[0].lstrip(" \u00a0\t-")))
        if found["word"]:
            name, kind = pack.names[found["word"].lower()]
            if kind == "time" and name == "quarter":
                return None
            return Unit(name, kind, begin, found.end())
        square = found["power"].lower().startswith("sq")
        short = {"km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre"}
        base = found["base"].lower()
        base = short.get(base) or pack.names[base][0]
        return Unit(
            f"{'square' if square else 'cubic'} {base}",
            "area" if square else "volume",
            begin,
            found.end(),
        )
    found = pack.symbols.match(text, number, end)
    if found is None:
        return None
    form = "=" + found["mark"] if found["mark"] else "+" + found["glued"]
    name, kind = pack.names[form]
    return Unit(name, kind, found.end() - len(form) + 1, found.end())


def is_metres(text: str, unit: Unit) -> bool:
    """ "37m long" are metres, "35m people" are millions."""
    return _TALL.match(text, unit.end) is not None


_PER = re.compile(
    r"(?:[ \u00a0-](?:per|each|every)[ \u00a0-]|[ \u00a0]?/[ \u00a0]?|[ \u00a0-]an?[ \u00a0-])"
    r"(?P<what>(?:square|sq|cubic)[ .]{1,2}[a-z]{1,6}|[A-Za-z]+(?:-hour)?)\b"
)
_DENOMINATORS = frozenset(
    "second minute hour day night week month quarter year decade share ounce barrel gallon litre liter pound kilo kg kilogram"
    " gram tonne ton mile kilometre kilometer km metre meter foot person head pop piece unit ticket game match bottle pint"
    " kwh mwh mmbtu tablet dose dollar acre hectare bushel household passenger capita student pupil child worker employee"
    " seat room annum shift trip megawatt h yr sec min hr mo".split()
)
_SPELLED = {
    "liter": "litre",
    "meter": "metre",
    "kilometer": "kilometre",
    "kg": "kilogram",
    "km": "kilometre",
    "annum": "year",
    "yr": "year",
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "h": "hour",
    "mo": "month",
}


def per_after(text: str, at: int, end: int, *, only: frozenset[str] = _DENOMINATORS) -> Unit | None:
    """ "per barrel", "a month", "an ounce", "/kg" right after a unit: the name of what it is divided by."""
    found = _PER.match(text, at, end)
    if found is None:
        return None
    what = found["what"].lower()
    if what.startswith(("square", "sq", "cubic")):
        whole = measure_after(" " + what, 0, len(what) + 1)
        return Unit(whole.name, "per", at, found.end()) if whole else None
    says_per = found[0].lstrip(" \u00a0-").startswith("per")
    if re.match(
        r"[ \u00a0](?:earlier|ago|later|before|after|from now)\b", text[found.end() : end][:12]
    ):
        return None
    if what not in only and not (says_per and what not in ("cent", "se", "day's")):
        return None
    return Unit(_SPELLED.get(what, what), "per", at, found.end())


# Nouns

_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "wolves": "wolf",
    "halves": "half",
    "leaves": "leaf",
    "thieves": "thief",
    "shelves": "shelf",
    "loaves": "loaf",
    "data": "data",
    "media": "media",
    "criteria": "criterion",
    "crises": "crisis",
    "analyses": "analysis",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "statuses": "status",
    "campuses": "campus",
    "bonuses": "bonus",
    "censuses": "census",
    "movies": "movie",
    "ties": "tie",
    "pies": "pie",
    "zombies": "zombie",
    "cookies": "cookie",
    "calories": "calorie",
    "horses": "horse",
    "houses": "house",
    "nurses": "nurse",
    "courses": "course",
    "causes": "cause",
    "cases": "case",
    "bases": "base",
    "databases": "database",
    "purchases": "purchase",
    "leases": "lease",
    "releases": "release",
    "responses": "response",
    "expenses": "expense",
    "licenses": "license",
    "offenses": "offense",
    "defenses": "defense",
    "clauses": "clause",
    "phases": "phase",
    "phrases": "phrase",
    "increases": "increase",
    "diseases": "disease",
    "warehouses": "warehouse",
    "hearses": "hearse",
    "roses": "rose",
    "doses": "dose",
    "poses": "pose",
    "purses": "purse",
    "verses": "verse",
    "axes": "axe",
    "shoes": "shoe",
    "toes": "toe",
    "canoes": "canoe",
}
_SAME = frozenset(
    "aircraft sheep fish deer troops series species headquarters spacecraft hovercraft helicopters"
    " personnel police cattle offspring swine salmon bison rebounds".split()
) - {"helicopters", "rebounds"}
_MEN = re.compile(
    r"(?<!regi)(?<!speci)(?<!acu)(?<!abdo)(?<!^o)(?<!^a)(?<!^se)(?<!^ye)(?<!^ra)(?:wo)?men$"
)
_NOT_PLURAL = frozenset(
    "across always is was has does as this his its us yes perhaps less thus plus versus besides afterwards towards"
    " nowadays sometimes else's goes says comes gets makes takes gives seems wants needs lies means"
    " various previous serious religious famous dangerous numerous enormous various anonymous simultaneous consecutive"
    " business process congress access success progress press class mass loss glass cross illness witness fitness"
    " texas paris wales los arkansas kansas illinois us s 's \u2019s tuesdays overseas upstairs downstairs indoors outdoors"
    " afghans whereas alas canvas christmas gas bias chaos campus virus bus status bonus census focus consensus census"
    " basis crisis analysis tennis news politics economics physics mathematics athletics ".split()
)
_STOP = frozenset(
    "a an the this that these those my your his her its our their of in on at by to from with without within into onto upon"
    " for during since until till before after over under above below between among against about across through throughout"
    " per via and or but nor so yet if when while where who whom whose which what why how because although though than as"
    " like unlike is are was were be been being am has have had having do does did doing will would shall should can could"
    " may might must ought i you he she it we they me him them us himself herself itself themselves not no never also too"
    " very just only even still already again ago later earlier away apart together back up down out off there here then now"
    " said says say told tell went go goes come came comes left made make makes took take get got gave give went died die"
    " dies fell rose won lost scored saw see became become began begin let lets thought knew know each every both either"
    " neither any some all most more less fewer least many much another such same such respectively yesterday today tomorrow"
    " tonight monday tuesday wednesday thursday friday saturday sunday long wide tall deep high old worth straight-up who"
    " whether toward towards till plus minus versus vs against despite amid beyond behind beside around near inside outside"
    " once twice thrice however meanwhile therefore instead altogether alone else ever further overall total lower higher"
    " up-to-date percent january february april june july august september october november december".split()
) - {"total", "same", "old", "high", "deep"}
_DROPPED = frozenset("more new additional extra further fresh".split())
"""Words between a number and its noun that say nothing about what is counted."""
_HARMED = frozenset(
    "dead killed injured wounded missing arrested hospitalised hospitalized detained displaced unemployed homeless".split()
)
_VERBLIKE = re.compile(r"(?:ed|ing)$")


def is_plural(word: str) -> bool:
    """A plural noun, by its form."""
    low = word.lower()
    if low in _IRREGULAR or low in _SAME or _MEN.search(low):
        return low not in ("data", "media")
    if len(low) > 3 and low[-1] == "s" and low not in _NOT_PLURAL:
        return not low.endswith(("ss", "us", "ous", "is", "'s", "\u2019s"))
    return len(word) > 1 and word[:-1].isupper() and word[-1] == "s"  # "TDs", "MPs"


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of a plural noun: "properties" is "property"."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low in _SAME or low in _NOT_PLURAL:
        return "troop" if low == "troops" else word
    if _MEN.search(low):
        return word[:-2] + "an"
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or len(low) < 3:
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: the words as printed and as one of it would be called."""

    unit: str
    first: int
    after: int


def noun_after(row: list[Token], at: int, *, one: bool = False, reach: int = 6) -> Noun | None:
    """The noun phrase that begins at the token `at`.

    It ends at its first plural; for `one`, before the first word that can't belong to it.
    """
    kept: list[str] = []
    end = at
    begin: int | None = None
    while end < len(row) and end - at < reach + 3:
        token = row[end]
        low = token.lower
        hyphen = (
            token.text == "-"
            and end > at
            and end + 1 < len(row)
            and token.start == row[end - 1].end
            and row[end + 1].start == token.end
        )
        if hyphen and kept and (row[end + 1].word or row[end + 1].digits):
            joined = row[end + 1]
            kept[-1] += "-" + joined.text
            end += 2
            if joined.word and is_plural(joined.text) and not one:
                return _noun(kept, begin, end)
            continue
        if token.digits and kept and end + 1 < len(row) and kept[-1][0].isupper():
            kept.append(token.text)  # "new 737 Max jets"
            end += 1
            continue
        if token.digits and not kept and not one and end > at and row[end + 1 : end + 2]:
            if row[end + 1].word and row[end + 1].text[0].isupper():
                kept.append(token.text)
                begin = end if begin is None else begin
                end += 1
                continue
        if not token.word or (low in _STOP and not (low in ("and", "of") and False)):
            if low == "and" and kept and not one and end + 2 < len(row):
                ahead = noun_after(row, end + 1, reach=2) if _adjective(row, end) else None
                if ahead is not None:
                    return Noun(f"{' '.join(kept)} and {ahead.unit}", begin or at, ahead.after)
            break
        if low in NUMBER_WORDS and low not in ("dozen",):
            break
        if low in _HARMED and not kept and not _goes_on(row, end + 1):
            return Noun("person", end, end + 1)
        begin = end if begin is None else begin
        possessive = low.endswith(("'s", "\u2019s", "s'", "s\u2019"))
        if (
            one
            and kept
            and (token.text[0].islower() or possessive)
            and (is_plural(low) or (_VERBLIKE.search(low) and len(low) > 4))
        ):
            break
        if not (low in _DROPPED and not kept):
            kept.append(token.text)
        end += 1
        if possessive:
            continue
        if is_plural(token.text) and not one:
            nxt = row[end] if end < len(row) else None
            if nxt is not None and nxt.word and nxt.lower not in _STOP and _compound(token, nxt):
                continue
            return _noun(kept, begin, end)
        if one and len(kept) == 3:
            break
    if one and kept and begin is not None:
        return _noun(kept, begin, end)
    return None


def _goes_on(row: list[Token], at: int) -> bool:
    """A noun follows: "12 wounded soldiers", not "12 wounded in the blast"."""
    ahead = row[at] if at < len(row) else None
    return ahead is not None and ahead.word and ahead.lower not in _STOP and is_plural(ahead.text)


def _adjective(row: list[Token], at: int) -> bool:
    """ "digital and physical sales", "Kia and Hyundai vehicles": one word, "and", another, a plural."""
    after = [t for t in row[at + 1 : at + 3]]
    return (
        len(after) == 2
        and all(t.word and t.lower not in _STOP for t in after)
        and not is_plural(after[0].text)
        and is_plural(after[1].text)
    )


_FIRST_PARTS = frozenset("sales sports arms defence defense goods weapons operations human".split())


def _compound(token: Token, nxt: Token) -> bool:
    """ "sales managers", "arms dealers": a plural that only begins its noun phrase."""
    return token.lower in _FIRST_PARTS and is_plural(nxt.text)


def _noun(kept: list[str], begin: int | None, end: int) -> Noun | None:
    if not kept or begin is None:
        return None
    words = [*kept[:-1], singular(kept[-1].rpartition("-")[2])]
    if "-" in kept[-1]:
        words[-1] = kept[-1].rpartition("-")[0] + "-" + words[-1]
    return Noun(" ".join(w if _named(w) else w.lower() for w in words), begin, end)


def _named(word: str) -> bool:
    return (word[0].isupper() and not word.isupper()) or (word.isupper() and len(word) < 5)
