"""The terminal view of a reading, for a person.

First what the report rests on, then what is claimed and on whose say-so, then what to ask next.
Words of the report reach the terminal only through `visible`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from sayso.cli.visible import visible
from sayso.export import words
from sayso.export.outline import Group, Line, Outline, Step, outline
from sayso.records import Reading

PLAIN_WIDTH = 88
WIDEST = 110
NARROWEST = 40
MOST_ROUTES = 8
"""So many chains are shown before the claims; all of them stand with the claims."""


class View:
    """Lays readings out for a width in columns, as lines that need no further wrapping."""

    def __init__(self, width: int = PLAIN_WIDTH) -> None:
        self.width = max(NARROWEST, min(width, WIDEST))
        self.console = Console(width=self.width)

    def lines(self, reading: Reading) -> Iterator[Text]:
        """The whole view of one reading."""
        outlined = outline(reading)
        yield from self._head(outlined)
        yield from self._rests_on(outlined)
        yield from self._claims(outlined)
        yield from self._questions(outlined)
        yield from self._set_aside(outlined)

    def rule(self) -> list[Text]:
        """What stands between two readings."""
        return [Text(), Text("=" * self.width, "dim"), Text()]

    def _head(self, outlined: Outline) -> Iterator[Text]:
        report = outlined.reading.report
        yield from self._wrap("", Text(visible(outlined.title), "bold"))
        facts = [f"{term.lower()}: {visible(value)}" for term, value in outlined.origin]
        places = [f"read from: {visible(report.ref or words.NOT_STATED)}"]
        if report.url and report.url != report.ref:
            places.append(f"address: {visible(report.url)}")
        for line in (" · ".join(facts), *places):
            yield from self._wrap("", Text(line, "dim"))

    def _rests_on(self, outlined: Outline) -> Iterator[Text]:
        yield from self._heading("What it rests on")
        for sentence in outlined.reading.summary.sentences:
            yield from self._wrap("  ", Text(visible(sentence.text)))
        if outlined.reading.summary.sentences:
            yield Text()
        yield from self._routes(outlined)
        rows = [
            (visible(m.source.name), visible(words.described(m.source)), visible(m.carries))
            for m in outlined.cast
        ]
        own = words.counted(outlined.own_claims, "claim")
        yield from self._table([*rows, ("the outlet itself", words.OWN_WORDS, own)])

    def _routes(self, outlined: Outline) -> Iterator[Text]:
        """The few chains that all claims came by, as many claims as each brought before it."""
        routes = outlined.routes
        counts = [words.counted(len(route.lines), "claim") for route in routes[:MOST_ROUTES]]
        for count, route in zip(counts, routes, strict=False):
            before = f"  {count:>{max(map(len, counts))}}  "
            links = tuple(replace(step, way=None) for step in route.chain)
            own = [Text(", in its own words", "dim")] if route.own_words else []
            yield from self._links(before, [*_chain(links), *own])
        rest = routes[MOST_ROUTES:]
        if rest:
            claims = words.counted(sum(len(route.lines) for route in rest), "claim")
            yield Text(f"  {words.counted(len(rest), 'more chain')} with {claims}", "dim")
        if routes:
            yield from self._wrap("  ", Text(words.CHAIN_LEGEND, "dim"))
            yield Text()

    def _claims(self, outlined: Outline) -> Iterator[Text]:
        yield from self._heading("Claims")
        if outlined.route:
            first, *others = _chain(outlined.route)
            links = [Text.assemble(("All by way of ", "dim"), first), *others]
            yield from self._links("  ", links, hang="    ")
            yield Text()
        parts: list[tuple[str, tuple[Group, ...]]] = [
            ("Central", outlined.central),
            ("Said by sources", outlined.told),
        ]
        for name, groups in parts:
            if groups:
                yield Text(f"  {name}", "bold")
            for group in groups:
                own = [Text(words.OWN_WORDS, "italic")]
                links = own if group.own_words else _chain(group.chain)
                yield from self._links("  ", links, hang="    ")
                known = None
                for line in group.lines:
                    unsure = group.unsure(line)
                    yield from self._claim(line, unsure, told=unsure == known)
                    known = unsure
                yield Text()
        if outlined.own:
            yield Text(f"  {words.OWN_WORDS.capitalize()}", "bold")
            for line in outlined.own:
                yield from self._claim(line)
            yield Text()
        if not outlined.lines:
            yield Text("  No claim was found.")
            yield Text()

    def _claim(
        self, line: Line, unsure: str | None = None, *, told: bool = False
    ) -> Iterator[Text]:
        """One claim. unsure: why its origin is inferred; told: the claim before it said so already."""
        said = Text()
        if line.claim.in_headline:
            said.append("headline: ", "bold")
        if line.cue:
            said.append(f"{visible(line.cue)}: ", "dim italic")
        said.append(visible(line.words))
        indent = " " * 8
        number = f"{'⇠ ' if unsure else ''}{line.number}"
        yield from self._wrap(f"{number:>6}  ", said, hang=indent)
        notes = [f"figure: {visible(found)}" for found in line.figures]
        if words.put(line.attribution):
            notes.append(words.put(line.attribution))
        if unsure and not told:
            notes.append(f"inferred: {visible(unsure)}")
        notes += [f"denied by {visible(name)}" for name in line.denied_by]
        for note in notes:
            yield from self._wrap(indent, Text(note, "dim"))

    def _questions(self, outlined: Outline) -> Iterator[Text]:
        yield from self._heading("Questions to ask", blank=False)
        if not outlined.questions:
            yield Text("  None.")
        for question in outlined.questions:
            yield from self._wrap("  ? ", Text(visible(question.ask), "yellow"), hang="    ")
            for flag in question.flags:
                seen = f"{flag.code}, {flag.severity}: {visible(flag.message)}"
                yield from self._wrap("    ", Text(seen, "dim"))

    def _set_aside(self, outlined: Outline) -> Iterator[Text]:
        blocks = outlined.reading.boilerplate
        if not blocks:
            return
        yield from self._heading("Set aside")
        for block in blocks:
            line = Text(f"  {block.kind:<14} {visible(words.joined(block.spans))}", "dim")
            line.truncate(self.width, overflow="ellipsis")
            yield line

    def _heading(self, name: str, *, blank: bool = True) -> Iterator[Text]:
        if blank:
            yield Text()
        yield Text(name.upper(), "bold cyan")

    def _table(self, rows: list[tuple[str, str, str]]) -> Iterator[Text]:
        """Rows of source, what it is, what it carries. A narrow terminal gets them stacked."""
        first, second = (
            min(max(Text(row[at]).cell_len for row in rows), self.width // 3) for at in (0, 1)
        )
        for name, about, carries in rows:
            told = Text(carries, "bold" if carries != "no claim" else "dim")
            if self.width < 60:
                yield from self._wrap("  ", Text(name, "cyan"), hang="    ")
                yield from self._wrap("    ", Text.assemble((f"{about}: ", "dim"), told))
                continue
            columns = [
                (Text(name, "cyan"), first),
                (Text(about, "dim"), second),
                (told, self.width - first - second - 6),
            ]
            cells = [list(cell.wrap(self.console, width)) for cell, width in columns]
            for at in range(max(map(len, cells))):
                row = Text("  ")
                for cell, (_, width) in zip(cells, columns, strict=True):
                    piece = cell[at] if at < len(cell) else Text()
                    piece.rstrip()
                    row.append_text(piece)
                    row.append(" " * (width - piece.cell_len + 2))
                row.rstrip()
                yield row

    def _links(self, prefix: str, links: list[Text], *, hang: str | None = None) -> Iterator[Text]:
        """Links in a row, broken before an arrow where it can be."""
        hang = " " * len(prefix) if hang is None else hang
        room = self.width - max(len(prefix), len(hang))
        row = Text()
        for link in links:
            gap = 1 if row and not link.plain.startswith(",") else 0
            if row and row.cell_len + gap + link.cell_len > room:
                yield from self._wrap(prefix, row, hang=hang)
                prefix, row, gap = hang, Text(), 0
            row.append(" " * gap).append_text(link)
        yield from self._wrap(prefix, row, hang=hang)

    def _wrap(self, prefix: str, body: Text, *, hang: str | None = None) -> Iterator[Text]:
        """`body` in lines of at most the width, the first behind `prefix`, the others `hang`."""
        hang = " " * len(prefix) if hang is None else hang
        room = self.width - max(len(prefix), len(hang))
        # Before a word that is longer than a line, rich leaves a line empty.
        lines = [line for line in body.wrap(self.console, room) if line.plain.strip()]
        for at, line in enumerate(lines):
            line.rstrip()
            yield Text.assemble(hang if at else prefix, line)


def _chain(chain: tuple[Step, ...]) -> list[Text]:
    """A chain as its links, each but the first behind the arrow that leads to it.

    "Daily Star", "⇠┄ ? (intercepted the call)", "⇠┄ intercepted communication ┄ “an officer” (not named)".
    """
    links = []
    for at, step in enumerate(chain):
        link = Text()
        if at:
            line = "┄" if step.dotted or step.carried else "─"
            link.append(("⇠┄" if step.dotted else f"←{line}") + " ")
            if step.way:
                link.append(visible(step.way), "dim")
                link.append(f" {line} ")
        links.append(link.append(visible(step.label), "cyan"))
    return links
