"""Spans woven into the text they point at: every mark once, nested or crossing.

What comes out is the text and nothing but the text once the tags are off; numbers, labels and the
names of hidden characters are drawn by the stylesheet from attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.export.markup import Html, element, join, opening, text


@dataclass(frozen=True, slots=True)
class Mark:
    """Half-open offsets into the text, the id of the place, and how it is dressed.

    `card` and `number` make a reference to a claim's card, set where the mark ends.
    """

    start: int
    end: int
    id: str
    kind: str
    label: str
    card: str | None = None
    number: int | None = None


def weave(words: str, marks: Sequence[Mark]) -> Html:
    """The text with its marks. Marks of the same extent nest in the order in which they come.

    A mark that crosses another is cut: its further pieces are dressed alike, and only the first has
    the id.
    """
    starting: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
    cuts = sorted({0, len(words), *starting, *(mark.end for mark in marks)})
    stack: list[Mark] = []
    pieces: list[Html] = []
    for here, there in pairwise(cuts):
        stack, reopened = _close(stack, here, pieces)
        opened = [*reopened, *starting.get(here, ())]
        if len(opened) > 1:
            # It is stable: of two marks with one end, the first given is the outer one.
            opened.sort(key=lambda mark: -mark.end)
        for mark in opened:
            pieces.append(_open(mark, continued=mark.start < here))
            stack.append(mark)
        pieces.append(text(words[here:there]))
    _close(stack, len(words), pieces)
    return join(*pieces)


def _open(mark: Mark, *, continued: bool) -> Html:
    dressed = f"mark {mark.kind}"
    if continued:
        return opening("span", class_=f"{dressed} continued")
    return opening("span", class_=dressed, id=mark.id, title=mark.label)


def _close(stack: list[Mark], here: int, pieces: list[Html]) -> tuple[list[Mark], list[Mark]]:
    """Close what ends here. Returns what stays open, and what was in the way and must go on."""
    if not stack:
        return stack, []
    ending = next((at for at, mark in enumerate(stack) if mark.end <= here), len(stack))
    for mark in reversed(stack[ending:]):
        if mark.end <= here and mark.card:
            number = str(mark.number)
            pieces.append(
                element(
                    "a",
                    class_="ref",
                    href=f"#{mark.card}",
                    data_number=number,
                    aria_label=f"claim {number}",
                )
            )
        pieces.append(Html("</span>"))
    return stack[:ending], [mark for mark in stack[ending:] if mark.end > here]
