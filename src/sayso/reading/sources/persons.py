"""Everybody whom the report names, whether he speaks or not: names, places, sex and what they are called.

Whom "she", "the minister" and a bare surname mean is looked up here. One pass over the capitals of the
text, a second for surnames that stand alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.reading.sources.context import words_of
from sayso.reading.sources.introduced import DAYS, OPENERS, roles_beside
from sayso.reading.sources.mention import Range
from sayso.reading.sources.nouns import (
    PARTICLES,
    common_nouns,
    given_names,
    is_person,
    lexicon,
    no_person,
    sex,
    singular,
    titles,
)
from sayso.reading.sources.roles import DEFINITE, INDEFINITE, TOKEN, without_clause

_TITLES = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Maj|Adm|Jr|Sr)\."
_CAPITAL = rf"(?:[A-Z]\.(?:[A-Z]\.)*|{_TITLES}|[A-Z][\w'\u2019-]*|al-[A-Z]\w+)"
_RUN = re.compile(
    rf"(?<![\w.]){_CAPITAL}(?:[ \u00a0]+(?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0]+)*{_CAPITAL})*"
)
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_OWNER = re.compile(r"['\u2019]s|s['\u2019]$")
_SAYS = re.compile(
    r"\s+(?:said|says|told|tells|added|adds|wrote|writes|tweeted|argued|argues|noted|explained|warned|insisted)\b"
)
_LATELY = 400
_OF_PLACES = frozenset(
    "south north east west new san santa fort saint los las long puerto port mount lake le la el african asian"
    " cuban stop first whereas top longtime neither without given besides".split()
)
_ACTS = re.compile(
    r"\s+(?:is|was|has|had|can|could|will|would|did|does|said|says|told|who|[a-z]{3,}(?:ed|s))\b"
)
_HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. dr dr.".split())
_WHOSE = re.compile(r"\s(?:of|at|for|in|to|with)\s")
_ENDS_ROLE = re.compile(r"\s(?:who|which|interviewed|said|says|told|speaking)\b")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a name. names: its words, lower case; heads: nouns that he or she is called by."""

    name: str
    names: list[str]
    male: bool | None = None
    role: str | None = None
    heads: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    honorifics: set[str] = field(default_factory=set)
    full: int = 0

    @property
    def last(self) -> str:
        """The surname, lower case."""
        return self.names[-1]

    def learn(self, role: str, *, printed: bool = True) -> None:
        """Note what the person is called."""
        words = [w.lower() for w in TOKEN.findall(role)]
        for w in words:
            one = singular(w)
            if is_person(one) or w in titles():
                self.heads.add(one)
                self.heads.update(
                    broad for broad, words in lexicon()["broader"].items() if one in words
                )
            elif w not in DEFINITE | INDEFINITE:
                self.described.add(w)
        if printed and not self.role and self.heads:
            self.role = without_clause(_ENDS_ROLE.split(role)[0].strip())
        if self.male is None:
            office = _WHOSE.split(role)[0]  # not "John" of "a vice president of John Burns Inc"
            self.male = sex([w for w in TOKEN.findall(office) if w.lower() not in given_names()])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is named. possessive: "Lind's"."""

    start: int
    end: int
    person: Person
    possessive: bool


class Persons:
    """Everybody whom a text names, and where."""

    def __init__(self, text: str, known: Iterable[tuple[str, Range]] = ()) -> None:
        """known: names that are persons' for certain, with the mention they stand in."""
        self._text = text
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._by_first: dict[str, list[Person]] = defaultdict(list)
        sure = {name.lower() for name, _ in known}
        alone: list[tuple[int, int, str, str]] = []
        self.places: list[Place] = []
        for run in _RUN.finditer(text):
            self._read(run, sure, alone)
        for start, end, word, title in alone:
            person = self._surname(word, title)
            if person is not None:
                self._put(start, end, person, word)
        self.places.sort(key=lambda p: p.start)
        self._starts = [p.start for p in self.places]

    def _put(self, start: int, end: int, person: Person, printed: str) -> None:
        self.places.append(Place(start, end, person, _POSSESSIVE.search(printed) is not None))

    def _read(
        self, run: re.Match[str], sure: set[str], alone: list[tuple[int, int, str, str]]
    ) -> None:
        """One run of capitals: office, name, or none."""
        words = list(re.finditer(r"\S+", run.group()))
        while len(words) > 1 and words[-1].group().lower() in DAYS:
            words.pop()  # "… Anna Lind Wednesday"
        begin = 0
        for i, w in enumerate(words):
            low = _POSSESSIVE.sub("", w.group().lower()).removeprefix("co-")
            first = low in OPENERS and i == begin
            if i < len(words) - 1 and (
                first or low in titles() or no_person(w.group())
                or (singular(low) in common_nouns() and low not in given_names())
                or _OWNER.search(w.group())
            ):  # fmt: skip
                begin = i + 1
        while begin < len(words) - 1 and words[begin].group().lower() in PARTICLES:
            begin += 1  # "Van den Berg"
        if words[begin].group().lower() not in given_names():
            either = lexicon()["given"]["either"]
            for i in range(begin + 1, len(words) - 1):
                low = words[i].group().lower()
                if low in given_names() and low not in either and len(words) - i <= 3:
                    begin = i  # "Minister for the Middle East Tobias Berg"
                    break
        names = [_POSSESSIVE.sub("", w.group()) for w in words[begin:]]
        if not names or (len(names) == 1 and names[0].lower() in OPENERS):
            return
        start, end = run.start() + words[begin].start(), run.start() + words[-1].end()
        before = run.group()[: words[begin].start()].strip()
        if len(names) == 1:
            office = names[0].lower() in titles() or is_person(singular(names[0].lower()))
            if (
                office
                and before.split()[-1:] != []
                and before.split()[-1].lower() not in _HONORIFICS
            ):
                return  # "Vice President"
            alone.append((start, end, words[-1].group(), before))
            return
        if len(names) > 4 or no_person(names[-1]) or singular(names[-1].lower()) in common_nouns():
            return
        title = before.split()[-1].lower() if before else ""
        telling = roles_beside(self._text, start, end, before)
        named_so = names[0].lower() in given_names()
        certain = " ".join(names).lower() in sure
        if not (
            named_so or certain or telling or _SAYS.match(self._text, end)
            or title in titles() or is_person(singular(title)) or self._of_family(names, start, end)
        ):  # fmt: skip
            return
        person = self._full(names)
        person.full += 1
        if title in titles():
            person.honorifics.add(title.strip("."))
        if person.male is None:
            person.male = sex([*before.split()[-1:], *names[:1]])
        for role in telling:
            person.learn(role)
        self._put(start, end, person, words[-1].group())

    def _of_family(self, names: list[str], start: int, end: int) -> bool:
        """ "Tareka Voss", where Keenan Voss was named before: another of that name."""
        if len(names) != 2 or names[-1].lower() not in self._by_last:
            return False
        first = names[0].lower()
        if first in _OF_PLACES or not first.isalpha() or names[0].isupper():
            return False
        inside = (
            re.match(r"[\w,]", self._text[max(0, start - 2) :]) is not None
        )  # not "Chasing Trump, …"
        often = self._text.count(" ".join(names)) > 1
        acts = _ACTS.match(self._text, end) is not None and not first.endswith("ing")
        return (inside or often or acts) and first not in words_of(self._text).all

    def _full(self, names: list[str]) -> Person:
        """The person of a full name: same surname, same first name or its initial."""
        lower = [n.lower() for n in names]
        for person in self._by_last[lower[-1]]:
            if len(lower) > 1 and lower == person.names[-len(lower) :]:
                return person  # "Wasserman Schultz"
            a, b = person.names[0], lower[0]
            if a == b or ((len(a.strip(".")) == 1 or len(b.strip(".")) == 1) and a[0] == b[0]):
                if len(names) > len(person.names) or person.name.isupper():
                    person.name, person.names = " ".join(names), lower
                return person
        person = Person(" ".join(names), lower)
        self._by_last[lower[-1]].append(person)
        self._by_first[lower[0]].append(person)
        return person

    def _surname(self, word: str, title: str) -> Person | None:
        """Whom a name of one word means: by its title, else who bears it most."""
        low = _POSSESSIVE.sub("", word).lower()
        bearers = self._by_last.get(low, [])
        last = title.split()[-1].lower() if title else ""
        male = sex([last]) if last else None
        if not bearers and len(self._by_first.get(low, [])) == 1:
            return self._by_first[low][0]  # a surname that comes first: "Lou Jiwei"
        fitting = [p for p in bearers if None in (male, p.male) or p.male == male]
        if not fitting and last in titles() and (male is not None or not bearers):
            if not word[:1].isupper() or no_person(_POSSESSIVE.sub("", word)):
                return None
            person = Person(_POSSESSIVE.sub("", word), [low], male, honorifics={last.strip(".")})
            if last not in ("mr.", "mrs.", "ms.", "mr", "mrs", "ms"):
                person.learn(title)
            self._by_last[low].append(person)
            return person
        if not bearers:
            return None
        titled = [p for p in fitting if last.strip(".") in p.honorifics and last]
        pool = titled or fitting
        found = (
            max(pool, key=lambda p: (p.full >= 2 * min(q.full for q in pool), p.full))
            if pool
            else None
        )
        if found is not None and male is not None and found.male is None:
            found.male = male
        return found

    def called(self, name: str, title: str | None, male: bool | None, at: int) -> Person:
        """The person of a name that a mention gives; a new one if the text names nobody so."""
        words = [w for w in name.split() if w]
        while len(words) > 1 and words[0].lower() in PARTICLES:
            words = words[1:]  # "Van den Berg"
        here = self.at(at)
        if here is not None and here.last == words[-1].lower():
            return here
        if len(words) > 1:
            return self._full(words)
        found = self._surname(words[0], title or "")
        if found is not None and not (male is not None and found.male not in (None, male)):
            return found
        person = Person(words[0], [words[0].lower()], male)
        self._by_last[person.last].append(person)
        return person

    def at(self, span: int | Range) -> Person | None:
        """Who is named last within a mention."""
        start, end = (span, span + 1) if isinstance(span, int) else span
        i = bisect_left(self._starts, end) - 1
        return self.places[i].person if i >= 0 and self.places[i].start >= start else None

    def before(self, place: int) -> list[Place]:
        """Everybody named before a place, in order; on a long page only the last of them."""
        end = bisect_left(self._starts, place)
        return self.places[max(0, end - _LATELY) : end]

    def within(self, start: int, end: int) -> list[Place]:
        """Everybody named between two places, in order."""
        return self.places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
