"""What is known of one mention of a source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import SourceKind

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention, read. head: its head noun or last name, as printed; core: its words up to the head;
    phrase: its words up to where more is told of it; several: it names more than one."""

    at: Range
    core: str
    head: str
    kind: SourceKind
    named: bool
    pronoun: str | None = None
    definite: bool = False
    plural: bool = False
    male: bool | None = None
    role: str | None = None
    classes: frozenset[str] = frozenset()
    phrase: str = ""
    several: bool = False
    office: bool = False

    @property
    def calls(self) -> bool:
        """It gives a name, not only an office that one person holds ("the Norvik president")."""
        return self.named and not self.office


_PHRASE_ENDS = re.compile(r"[,;(\u2014\u2013\n]|\s(?:who|which|whose|that|where)(?=\s|$)")


def phrase_of(words: str, least: int) -> str:
    """A mention up to where more is told of it."""
    end = _PHRASE_ENDS.search(words, max(least, 1))
    return (words[: end.start()] if end else words).strip()
