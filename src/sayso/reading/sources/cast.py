"""A source in the making, and the company of all that a report has: who is known by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.reading.sources.context import words_of
from sayso.reading.sources.mention import Mention, Range
from sayso.reading.sources.mentions import clean_name
from sayso.reading.sources.nouns import lexicon, singular
from sayso.reading.sources.persons import Person, Persons
from sayso.reading.structure import Structure
from sayso.records import SourceKind

_WINDOW = 150
"""Among how many sources, those spoken of last, a mention is looked for: more than any article has."""
_STATES = lexicon()["organisations"]["states"] | {"United States", "United Kingdom"}
_FIRM = re.compile(
    r"(?:,? [A-Z][\w&-]+)?,? (?:Company|Corporation|Corp|Inc|Incorporated|Ltd|Limited|PLC|Group|Holdings)\.?"
)
_BACK = 30
"""How many of its mentions are asked for the last one before a place."""


@dataclass(slots=True, eq=False)
class Cast:
    """A source in the making. heads: nouns it is called by; cores: its mentions, bare of articles;
    into: the one it turned out to be."""

    name: str
    kind: SourceKind
    named: bool
    role: str | None
    plural: bool
    male: bool | None
    classes: frozenset[str]
    heads: set[str]
    mentions: list[Range] = field(default_factory=list)
    person: Person | None = None
    several: bool = False
    cores: set[str] = field(default_factory=set)
    into: Cast | None = None

    def last_before(self, place: int) -> int:
        """Where it is mentioned last before a place; -1 if it is not."""
        return max((a for a, _ in self.mentions[-_BACK:] if a < place), default=-1)


class Company:
    """The sources known so far and everybody whom the text names."""

    def __init__(self, structure: Structure, persons: Persons) -> None:
        self.structure = structure
        self.text = structure.text
        self.persons = persons
        self.casts: list[Cast] = []
        self._lately: dict[int, Cast] = {}
        self._of_person: dict[int, Cast] = {}

    @property
    def lately(self) -> list[Cast]:
        """The sources spoken of last, in that order: what a long page said long ago is not asked."""
        return list(self._lately.values())

    def touch(self, cast: Cast, at: Range | None = None) -> Cast:
        """Note that a source was spoken of, and where it is mentioned."""
        if at is not None:
            cast.mentions.append(at)
        self._lately.pop(id(cast), None)
        self._lately[id(cast)] = cast
        if len(self._lately) > _WINDOW:
            del self._lately[next(iter(self._lately))]
        return cast

    def new(self, m: Mention) -> Cast:
        """Somebody or something not met before."""
        cast = Cast(
            name=clean_name(m),
            kind=m.kind,
            named=m.named,
            role=m.role,
            plural=m.plural,
            male=m.male,
            classes=m.classes,
            heads=_heads(m),
            several=m.several,
            cores={bare(m.core)},
        )
        self.casts.append(cast)
        return self.touch(cast)

    def again(self, m: Mention) -> Cast:
        """A group or thing of these words, known or new."""
        same = [c for c in self.lately if c.kind == m.kind and bare(m.core) in c.cores]
        return same[-1] if same else self.new(m)

    def of(self, person: Person) -> Cast:
        """The source that a named person is."""
        cast = self._of_person.get(id(person))
        if cast is None:
            cast = Cast(
                name=person.name,
                kind="person",
                named=True,
                role=None,
                plural=False,
                male=person.male,
                classes=classes_of(person.heads),
                heads=set(person.heads),
                person=person,
            )
            self.casts.append(cast)
            self._of_person[id(person)] = cast
            self.touch(cast)
        return cast

    def known(self, person: Person) -> Cast | None:
        """The source that a named person is, if he spoke before."""
        return self._of_person.get(id(person))

    def learn(self, cast: Cast, m: Mention) -> Cast:
        """Note what a mention adds."""
        cast.male = m.male if cast.male is None else cast.male
        cast.heads |= _heads(m)
        cast.cores.add(bare(m.core))
        cast.classes |= m.classes
        if m.calls and m.role and cast.role is None:
            cast.role = m.role
        if cast.person is not None:
            if cast.person.male is None:
                cast.person.male = m.male
            if m.calls and m.role:
                cast.person.learn(m.role, printed=False)
                cast.heads |= cast.person.heads
                cast.classes |= classes_of(cast.person.heads)
        return cast

    def by_name(self, m: Mention) -> Cast:
        """A named person, body or outlet."""
        name = clean_name(m)
        if m.kind == "person":
            title = self.text[m.at[0] : m.at[1]].split(name.split()[0])[0].strip() or None
            return self.learn(self.of(self.persons.called(name, title, m.male, m.at[0])), m)
        named = [c for c in reversed(self.lately) if c.named and not c.several]
        for c in named:
            if {c.kind, m.kind} == {"organisation", "outlet"} and self._initials_of(c.name, name):
                c.kind = "outlet"
                return self.learn(c, m)
        for c in named:
            if c.kind == m.kind and (c.name.lower() == name.lower() or bare(m.core) in c.cores):
                return self.learn(c, m)
        for c in named:
            if c.kind == m.kind and self._short(c.name, name, m):
                if len(c.name) < len(name) and not name.isupper():
                    c.name = name
                return self.learn(c, m)
        return self.new(m)

    def _short(self, long: str, short: str, m: Mention) -> bool:
        """One of two names of bodies stands for the other: initials, or its last words after "the"."""
        if len(short) > len(long):
            long, short = short, long
        if self._initials_of(long, short):
            return True
        if short in _STATES:
            return False  # "the United States" is not the United States Congress
        if m.kind == "organisation" and _FIRM.fullmatch(long.removeprefix(short)):
            return True  # "Pellant" is Pellant Mining Company
        a, b = long.lower().split(" of ")[0], short.lower()
        if re.search(rf"(?<!\w){re.escape(b)}(?!\w)", a) is None:
            return False
        return (m.definite or m.kind == "outlet") and (a.startswith(b) or a.endswith(b))

    def _initials_of(self, long: str, short: str) -> bool:
        """ "Norvik News Agency (NNA)": printed beside it, or its first letters."""
        if len(short) > len(long):
            long, short = short, long
        if not short.isupper() or len(short) < 2:
            return False
        beside = words_of(self.text).short.get(short, "")
        return _initials(long) == short or (beside != "" and beside.endswith(long.split()[-1]))

    def paragraphs_since(self, c: Cast, m: Mention) -> int:
        """How many paragraphs ago a source was mentioned last."""
        at = self.structure.paragraph_at
        last = c.last_before(m.at[0])
        return at(m.at[0]) - at(last) if last >= 0 else 1000


def same_sex(a: bool | None, b: bool | None) -> bool:
    """Nothing speaks against their being one person."""
    return a is None or b is None or a == b


def classes_of(heads: set[str]) -> frozenset[str]:
    """The rows of persons that the nouns stand in."""
    return frozenset(row for row, words in lexicon()["persons"].items() if heads & words)


def bare(words: str) -> str:
    """A mention without article and genitive, lower case."""
    return re.sub(r"^(?:the|this|that|these|those|an?)\s+|['\u2019]s?(?=\s|$)", "", words.lower())


def _heads(m: Mention) -> set[str]:
    """What it may be called by: its head; of a body, every noun for one that stands in its name."""
    heads = {singular(m.head.lower())}
    if m.kind == "organisation":
        bodies = lexicon()["organisations"]["nouns"]
        heads |= {w for w in map(singular, m.core.lower().split()) if w in bodies}
    return heads


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())
