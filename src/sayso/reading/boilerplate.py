"""Boilerplate: the lines of a text that are not the report.

Three looks, in this order: the rules of `packs/boilerplate.toml`; short list items at the very end
(tag lines); and the tagger's own opinion, learned from what PolNeAR's annotators set aside. The
first wins where they differ, because it can say the kind.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from sayso.reading.structure import Structure
from sayso.records import Boilerplate, BoilerplateKind, Span

LEARNED = 0.7
"""Mean probability over a paragraph from which the learned opinion counts. In PolNeAR dev it adds 18 lines that no
rule knows; the annotators set 15 of them aside, and none holds a content."""

_TAG_LINE = re.compile(r"^\s*[\u2022\u00b7\u25aa\u25cf*#-]\s*[^.!?]{2,60}$")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){1,60}?---[ \t]*(?:\r?\n|$)")
_PLACE = r"[A-Z][\w.'\u2019-]+(?:[ ,]+(?:[A-Z][\w.'\u2019-]*|\d{1,2}(?:st|nd|rd|th)?|\d{4}),?){0,6}"
_CAPITALS = (
    r"[A-Z][A-Z.'\u2019-]{2,}(?:[ ,]+(?:[A-Z][A-Z.'\u2019-]*|[A-Z][a-z]{2,8}\.?|\d{1,2}),?){0,5}"
)
_HEAD = 6
DATELINE = re.compile(
    rf"(?P<line>{_PLACE}\s*\((?P<agency>[A-Z][\w.& -]{{1,30}})\)\s*[-\u2013\u2014]+"
    rf"|{_CAPITALS}\s*(?:[\u2013\u2014]+|--|\s-(?=\s)))\s*(?=[\w\"\u201c])"
)
"""How an agency's report begins: the place, perhaps the day, the agency, a dash."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    kind: BoilerplateKind
    pattern: re.Pattern[str]
    max_words: int
    where: str
    sentence: bool
    holds: tuple[str, ...]
    opens: bool

    def fits(self, line: str, low: str) -> bool:
        """Whether a line is of its kind. low: the same in small letters."""
        if self.opens:  # a search would try every place, and fail at each
            return self.pattern.match(line) is not None
        held = any(piece in low for piece in self.holds)
        return held and self.pattern.search(line) is not None


@cache
def rules() -> tuple[Rule, ...]:
    """The table, compiled."""
    data = resources.files("sayso.packs").joinpath("boilerplate.toml").read_text(encoding="utf-8")
    return tuple(
        Rule(
            cast(BoilerplateKind, row["kind"]),
            re.compile(row["pattern"], re.IGNORECASE),
            row["max_words"],
            row.get("where", "any"),
            row.get("sentence", False),
            tuple(row.get("holds", ())),
            row["pattern"].startswith("^"),
        )
        for row in tomllib.loads(data)["rule"]
    )


def kind_of(line: str, where: str, *, sentence: bool = False) -> BoilerplateKind | None:
    """The kind of boilerplate that a line is, by the rules alone; None for a line of the report.

    where: "head", "body" or "tail".
    """
    words = len(line.split())
    low = line.lower()
    for rule in _rules_for(where, sentence):
        if words <= rule.max_words and rule.fits(line, low):
            return rule.kind
    return None


@cache
def _rules_for(where: str, sentence: bool) -> tuple[Rule, ...]:
    return tuple(r for r in rules() if r.where in ("any", where) and (r.sentence or not sentence))


def find_boilerplate(structure: Structure, discard: list[float]) -> tuple[Boilerplate, ...]:
    """Set aside what is not the report. discard: the tagger's opinion of each paragraph, 0 to 1."""
    text, lines = structure.text, structure.paragraphs
    printed = [text[line.start : line.end] for line in lines]
    kinds: list[BoilerplateKind | None] = []
    long = {i: kind_of(line, "body") for i, line in enumerate(printed) if _is_long(line)}
    prose = [i for i, kind in long.items() if kind is None]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines) - 1)
    front = _FRONT_MATTER.match(text)
    for i, line in enumerate(lines):
        if front and line.end <= front.end():
            kinds.append("other")
            continue
        where = "head" if i < max(first, 1) else "tail" if i >= last else "body"
        as_body = where == "body" and i in long
        kinds.append(long[i] if as_body else kind_of(printed[i], where))
    for i in range(len(lines) - 1, -1, -1):
        if kinds[i] is None:
            words = printed[i]
            if (
                i == 0
                or not _TAG_LINE.match(words)
                or _DIGIT.search(words)
                or len(words.split()) > 7
            ):
                break
            kinds[i] = "tags"
    for i, opinion in enumerate(discard):
        if kinds[i] is None and opinion > LEARNED and i > 0:
            kinds[i] = "other"
    found: list[tuple[int, int, BoilerplateKind]] = []
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if front and i and line.end <= front.end():
            found[-1] = (found[-1][0], line.end, "other")
        elif kind is not None:
            found.append((line.start, line.end, kind))
            continue
        dateline = DATELINE.match(text, line.start, line.end)
        if dateline and (
            dateline["agency"] or i < _HEAD
        ):  # later, capitals and a dash begin a section
            found.append((line.start, dateline.end("line"), "byline"))
        if len(structure.by_paragraph[i]) > 1:
            for s in structure.by_paragraph[i]:
                part = kind_of(text[s.start : s.end], "body", sentence=True)
                if part is not None:
                    found.append((s.start, s.end, part))
    if all(kind is not None for kind in kinds):
        return ()  # a text of nothing but boilerplate is no report with all of it set aside
    return tuple(
        Boilerplate(id=f"b{n}", spans=(Span.of(text, a, b),), kind=kind)
        for n, (a, b, kind) in enumerate(found, 1)
    )


_BY = re.compile(r"\W*(?:written |words |story |report )?by[\s:]+(?P<who>\S.*?)\s*$", re.IGNORECASE)


def printed_byline(found: tuple[Boilerplate, ...]) -> str | None:
    """Who wrote the report, as a line of it says ("By Dana Whitlock, Money Reporter")."""
    for item in found:
        by = _BY.match(item.spans[0].text) if item.kind == "byline" else None
        if by:
            return by["who"]
    return None


def _is_long(line: str) -> bool:
    """Long enough to be of the report's body, where it is not plainly something else."""
    return len(line.split()) >= 15
