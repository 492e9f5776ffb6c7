"""Units: what stands beside a number and says what it counts. Measures are data, in `packs/units.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


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
    r"[ \u00a0-]?(?:tall|long|wide|deep|high|away|across|below|above|from|\(|(?:in )?(?:length|height|depth)"
    r"|race|sprint|dash"
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
    "second minute hour day night week month quarter year decade share ounce barrel gallon litre liter pound"
    " kilo kg kilogram"
    " gram tonne ton mile kilometre kilometer km metre meter foot person head pop piece unit ticket game"
    " match bottle pint"
    " kwh mwh mmbtu tablet dose dollar acre hectare bushel household passenger capita student pupil child"
    " worker employee"
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
