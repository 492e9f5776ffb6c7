"""What the page says beside the text: claim cards, questions, the cast of sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.export import words
from sayso.export.markup import Html, element, join
from sayso.export.outline import Line, Outline, Step
from sayso.export.places import Places, card_id
from sayso.records import Attribution, Flag

_MOST_LINKS = 8
"""Of what a summary's sentence rests on, so many are linked; all of it is in the JSON."""


class Cards:
    """The findings of one reading as pieces of HTML that link into its text."""

    def __init__(
        self,
        outlined: Outline,
        places: Places,
        prefix: str,
        elsewhere: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        """elsewhere: what else a claim leads to, by its id: names and addresses."""
        self.elsewhere = elsewhere or {}
        self.outline = outlined
        self.places = places
        self.prefix = prefix
        self.numbers = {line.claim.id: line.number for line in outlined.lines}
        self.names = {source.id: source.name for source in outlined.reading.sources}

    def claims(self) -> Html:
        """One card for each claim, in the order of the text."""
        if not self.outline.lines:
            return element("p", "No claim was found.", class_="none")
        route = self.outline.route
        return join(
            element("p", "All by way of", class_="facts") if route else None,
            self._chain(route) if route else None,
            *(self.claim(line) for line in self.outline.lines),
        )

    def claim(self, line: Line) -> Html:
        """The card of one claim: its number leads to its words."""
        claim = line.claim
        tags = [
            element("span", tag, class_="tag")
            for tag, worn in (("headline", claim.in_headline), ("central", claim.central))
            if worn
        ]
        number = self._to_words(claim.id, str(line.number), f"claim {line.number} in the text")
        return element(
            "article",
            element("p", number, *tags, class_="number"),
            element(
                "p",
                element("span", line.cue, ": ", class_="cue") if line.cue else None,
                element("bdi", line.words),
                class_="said",
            ),
            self._chain(line.chain) if claim.degree else None,
            self._facts(line),
            class_=f"card {claim.voice}" + (" central" if claim.central else ""),
            id=card_id(self.prefix, claim.id),
        )

    def _chain(self, chain: tuple[Step, ...], *, ways: bool = True) -> Html:
        """Links from left to right, each behind its arrow, which is dotted where something is inferred."""
        steps = []
        for at, step in enumerate(chain):
            way = element("small", step.way, class_="way") if ways and step.way else None
            line = "dotted" if step.dotted else "solid"
            steps.append(
                element(
                    "li",
                    element("span", way, class_=f"arrow {line}") if at else None,
                    element(
                        "span",
                        self._step_name(step),
                        element("small", " (inferred)") if step.inferred else None,
                        class_="node",
                        title=step.reason,
                    ),
                    class_="inferred" if step.inferred else "stated",
                )
            )
        return element("ol", *steps, class_="chain", aria_label="who told whom, origin last")

    def _step_name(self, step: Step) -> Html:
        name = element("bdi", step.label)
        return self._to_words(step.attribution.id, name) if step.attribution else name

    def routes(self) -> Html | None:
        """The few chains that all claims came by, with the claims of each."""
        if not self.outline.routes:
            return None
        items = (
            element(
                "li",
                element("strong", words.counted(len(route.lines), "claim")),
                element("span", ", in its own words", class_="facts") if route.own_words else None,
                self._evidence(tuple(line.claim.id for line in route.lines)),
                self._chain(route.chain, ways=False),
            )
            for route in self.outline.routes
        )
        return element("ul", *items, class_="routes")

    def _facts(self, line: Line) -> Html:
        claim, told = line.claim, line.attribution
        own = claim.voice == "outlet" and not claim.degree
        facts = [words.OWN_WORDS if own else words.degree(claim.degree)]
        if told:
            facts.append(
                {"direct": "quoted", "mixed": "partly quoted"}.get(told.quoted, "in other words")
            )
        if claim.status:
            facts.append(claim.status)
        rows = [] if told is None else self._how(line, told)
        rows += [("Figure", figure) for figure in line.figures]
        rows += [("Denied by", name) for name in line.denied_by]
        return join(
            element("p", " · ".join(facts), self._further(claim.id), class_="facts"),
            element("dl", *(pair for row in rows for pair in _row(*row))) if rows else None,
        )

    def _further(self, claim: str) -> Html:
        """The ways to what else there is of the claim."""
        links = (element("a", name, href=at) for name, at in self.elsewhere.get(claim, ()))
        return join(*(piece for link in links for piece in (" · ", link)))

    def _how(self, line: Line, told: Attribution) -> list[tuple[str, str]]:
        """By what way the words came, and how their source puts them."""
        channel = line.chain[-1].channel
        rows = [("Channel", words.spoken(channel.kind) if channel else words.NOT_STATED)]
        if channel:
            rows[0] = ("Channel", f"{rows[0][1]}, {words.printed(channel)}")
            rows += [("Passed on by", words.party(channel.by)), ("To", words.party(channel.to))]
        rows.append(("Stance", told.stance or words.NOT_STATED))
        rows.append(("Certainty", told.certainty or words.NOT_STATED))
        return rows

    def cast(self) -> Html:
        """The sources with what each of them carries."""
        rows = [
            element(
                "tr",
                element(
                    "th", self._to_words(m.source.id, element("bdi", m.source.name)), scope="row"
                ),
                element("td", words.described(m.source)),
                element("td", m.carries),
                id=card_id(self.prefix, m.source.id),
            )
            for m in self.outline.cast
        ]
        own = words.counted(self.outline.own_claims, "claim")
        rows.append(
            element(
                "tr",
                element("th", "the outlet itself", scope="row"),
                element("td", words.OWN_WORDS),
                element("td", own),
            )
        )
        head = element(
            "tr",
            *(element("th", name, scope="col") for name in ("Source", "What it is", "Carries")),
        )
        return element("table", element("thead", head), element("tbody", *rows), class_="cast")

    def summary(self) -> Html:
        """What the report rests on, sentence by sentence."""
        sentences = self.outline.reading.summary.sentences
        if not sentences:
            return element("p", f"Summary {words.NOT_STATED}.", class_="none")
        return element(
            "ul",
            *(element("li", s.text, self._evidence(s.evidence)) for s in sentences),
            class_="summary",
        )

    def questions(self) -> Html:
        """What to ask next, with what was seen and the words it is about."""
        if not self.outline.questions:
            return element("p", "None.", class_="none")
        items = (
            element(
                "li",
                element("p", question.ask, class_="question"),
                *(self._seen(flag) for flag in question.flags),
                class_=question.flags[0].severity,
            )
            for question in self.outline.questions
        )
        return element("ol", *items, class_="questions")

    def _seen(self, flag: Flag) -> Html:
        number = self.outline.reading.flags.index(flag) + 1
        return element(
            "p",
            element("code", flag.code),
            f", {flag.severity}: {flag.message}",
            self._evidence((f"flag-{number}", *flag.evidence)),
            class_="facts",
        )

    def set_aside(self) -> Html:
        """What is no part of the report."""
        blocks = self.outline.reading.boilerplate
        if not blocks:
            return element("p", "Nothing.", class_="none")
        items = (
            element(
                "li",
                element("span", f"{block.kind} ", class_="tag"),
                self._to_words(block.id, words.joined(block.spans)),
            )
            for block in blocks
        )
        return element("ul", *items, class_="aside")

    def _evidence(self, ids: tuple[str, ...]) -> Html | None:
        """Links to what a sentence rests on: claims by number, sources by name, other words."""
        claims = {
            card_id(self.prefix, key): str(self.numbers[key]) for key in ids if key in self.numbers
        }
        others = {card_id(self.prefix, key): self.names[key] for key in ids if key in self.names}
        for mark in (self.places.first.get(key) for key in ids):
            if mark and mark.kind not in {"claim", "mention"}:
                others[mark.id] = "the words" if mark.kind == "flag" else mark.label
        parts = [_links(others, ""), _links(claims, "claim " if len(claims) == 1 else "claims ")]
        shown = [piece for part in parts if part for piece in (" · ", part)][1:]
        return element("span", " → ", *shown, class_="evidence") if shown else None

    def _to_words(self, finding: str, label: str, described: str | None = None) -> Html:
        mark = self.places.first.get(finding)
        if mark is None:
            return join(label)
        return element("a", label, href=f"#{mark.id}", aria_label=described)


def _links(targets: dict[str, str], before: str) -> Html | None:
    """Links one after the other, the first few of them."""
    if not targets:
        return None
    few = list(targets.items())[:_MOST_LINKS]
    links = (element("a", element("bdi", label), href=f"#{target}") for target, label in few)
    more = len(targets) - len(few)
    rest = f" and {more} more" if more else None
    listed = [piece for link in links for piece in (", ", link)][1:]
    return join(before, *listed, rest)


def _row(term: str, value: str) -> tuple[Html, Html]:
    return element("dt", term), element("dd", value, dir="auto")
