"""The words around a figure: its sentence on either side, its paragraph, what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.records import Quantity

_END = re.compile(
    r"(?<=[.!?])[\"\u201d]?\s+(?=[\"\u201c(]?[A-Z0-9$])|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z ])"
)
_NO_END = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Sgt|Lt|Capt|Det|Gov|Sen|Rep|U\.S|Inc|Co|Jr|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)
_WRAPPED = range(55, 100)
"""Code points of a line that goes on in the next one: text wrapped by hand or by a mail program."""
_TITLE = 18
"""Words of a first line that may be the headline, with a full stop or without."""
_FAR = 600
"""Code points that a sentence is looked for on either side."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands. before: its sentence up to it. after: the rest of the sentence."""

    text: str
    begin: int
    end: int
    before: str
    after: str
    above: str
    """What its paragraph has before that sentence, so far as it was looked at."""
    below: str
    """The next sentence in its paragraph, "" for the last."""

    @classmethod
    def of(cls, q: Quantity, text: str) -> Setting:
        """Look around a figure of the text."""
        begin, end = q.spans[0].start, q.spans[0].end
        start = max(begin - _FAR, line_start(text, begin))
        stop = min(end + _FAR // 2, line_end(text, end))
        starts = [start, *(m.end() for m in _ends(text, start, begin))]
        stops = [*(m.start() for m in _ends(text, end, stop)), stop]
        return cls(
            text,
            begin,
            end,
            before=text[starts[-1] : begin],
            after=text[end : stops[0]],
            above=text[start : starts[-1]].rstrip(),
            below=text[stops[0] : stops[:2][-1]].lstrip(),
        )

    @property
    def words(self) -> str:
        """The figure itself."""
        return self.text[self.begin : self.end]

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.before + self.words + self.after

    def near(self, far: int) -> str:
        """So many code points before the figure, in whichever sentence, and its own sentence."""
        return self.text[max(0, self.begin - far) : self.end] + self.after

    @property
    def line(self) -> str:
        """The line it stands on; lines that were wrapped count as one."""
        return self.text[line_start(self.text, self.begin) : line_end(self.text, self.end)]

    @property
    def heading(self) -> bool:
        """Whether it stands on a line that ends no sentence: a heading, a link, a row of a list."""
        start = line_start(self.text, self.begin)
        stop = line_end(self.text, self.end)
        line = self.text[start:stop]
        alone = self.text[:start].strip() or not self.text[stop:].strip()
        if not alone and len(line.split()) < _TITLE:
            return True
        return line.isupper() or not re.search(r"[.!?][\"\u201d\u2019')\]*]*(?:\s|$)", line)


def _ends(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Where sentences end between two places."""
    for m in _END.finditer(text, start, stop):
        if not _NO_END.search(text[max(0, m.start() - 6) : m.start()]):
            yield m


def line_start(text: str, at: int) -> int:
    """Where the line around a place begins; lines that were wrapped count as one."""
    start = text.rfind("\n", 0, at) + 1
    while start > 1 and start > at - _FAR:
        above = text.rfind("\n", 0, start - 1) + 1
        if start - 1 - above not in _WRAPPED:
            break
        start = above
    return start


def line_end(text: str, at: int) -> int:
    """Where it ends."""
    start = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", at)
    while 0 <= stop < at + _FAR and stop - start in _WRAPPED:
        start, stop = stop + 1, text.find("\n", stop + 1)
    return len(text) if stop < 0 else stop
