"""Readings made by hand for the tests of the faces, by finding words in an invented text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sayso import records as r

EXAMPLES = Path(__file__).parents[1] / "examples"
BANK_RUN_ASIDE: tuple[tuple[str, r.BoilerplateKind], ...] = (
    ("By Dana Whitlock, Money Reporter", "byline"),
    ("Get the money news that matters: sign up to the free Ledger Extra e-mail", "promotion"),
    ("Follow the Evening Ledger on your favourite apps and never be the last to know", "promotion"),
    (
        "Savers wait outside the Port Selwick branch on Tuesday (Image: Tom Ruddle"
        " / Ledger Pictures)",
        "caption",
    ),
    ("MORE ON: Corran Mutual | Banks | Port Selwick", "tags"),
    (
        "This article first appeared in the Evening Ledger. Continue to the original",
        "republication",
    ),
)


@dataclass
class Builder:
    """Collects findings; every span is looked up in the text, so none can be wrong by a letter."""

    text: str
    found: dict[str, list[Any]] = field(default_factory=dict)

    def spans(self, *words: str) -> tuple[r.Span, ...]:
        """Where each of the words stands first."""
        places = ((self.text.index(part), len(part)) for part in words)
        return tuple(r.Span.of(self.text, start, start + length) for start, length in places)

    def add(self, kind: str, record: Any) -> str:
        self.found.setdefault(kind, []).append(record)
        return str(getattr(record, "id", ""))

    def next_id(self, kind: str, letter: str) -> str:
        return f"{letter}{len(self.found.get(kind, ())) + 1}"

    def boilerplate(self, words: str, kind: r.BoilerplateKind) -> str:
        key = self.next_id("boilerplate", "b")
        return self.add("boilerplate", r.Boilerplate(id=key, spans=self.spans(words), kind=kind))

    def source(
        self,
        name: str,
        kind: r.SourceKind,
        *mentions: str,
        named: bool = False,
        role: str | None = None,
    ) -> str:
        key = self.next_id("sources", "s")
        spans = self.spans(*mentions)
        return self.add(
            "sources",
            r.Source(id=key, name=name, kind=kind, named=named, role=role, mentions=spans),
        )

    def attribution(
        self,
        content: str,
        *,
        source: str | None = None,
        cue: str | None = None,
        source_id: str | None = None,
        quoted: r.Quoted = "indirect",
        **others: Any,
    ) -> str:
        key = self.next_id("attributions", "a")
        return self.add(
            "attributions",
            r.Attribution(
                id=key,
                source=self.spans(source) if source else (),
                cue=self.spans(cue) if cue else (),
                content=self.spans(content),
                source_id=source_id,
                quoted=quoted,
                **others,
            ),
        )

    def claim(
        self, words: str, *links: r.ChainLink, degree: int | None = None, **others: Any
    ) -> str:
        """A claim told along `links` behind the outlet, or the outlet's own if there are none."""
        key = self.next_id("claims", "c")
        outlet = r.ChainLink(inferred=True, reason="named in its promotions")
        return self.add(
            "claims",
            r.Claim(
                id=key,
                spans=self.spans(words),
                text=words,
                attribution_id=links[-1].attribution_id if links else None,
                voice="source" if links else "outlet",
                chain=(outlet, *links),
                degree=len(links) if degree is None else degree,
                **others,
            ),
        )

    def reading(self, **report: Any) -> r.Reading:
        found = {kind: tuple(records) for kind, records in self.found.items()}
        return r.Reading(
            generated_by=r.GeneratedBy(
                sayso="0.1.0", model="by hand", started="2031-05-04T10:00:00Z"
            ),
            report=r.Report.of(self.text, **report),
            **found,
        )


def bank_run(**report: Any) -> r.Reading:
    """The invented sample report of a bank run, read by hand, with at least one of everything."""
    text = (EXAMPLES / "bank-run.txt").read_text("utf-8")
    b = Builder(text)
    for words, kind in BANK_RUN_ASIDE:
        b.boilerplate(words, kind)
    teller = b.source("a teller", "person", "a teller", "she", "the employee", "The clerk")
    memo = b.source("A leaked memo", "document", "A leaked memo")
    estimates = b.source("estimates", "data", "estimates")
    tolley = b.source(
        "Graham Tolley", "person", "Graham Tolley", "Tolley", named=True, role="chief executive"
    )
    treasury = b.source("the Treasury", "organisation", "the Treasury", named=True)
    auditors = b.source("Corran’s auditors", "group", "Corran’s auditors")
    b.source("Dana Whitlock", "person", "Dana Whitlock", named=True)
    interview = r.Channel(
        id="h1",
        kind="interview",
        spans=b.spans("told the Evening Ledger"),
        to=r.Party(text="the Evening Ledger"),
    )
    leak = r.Channel(
        id="h2", kind="document", spans=b.spans("leaked"), inferred=True, reason="leaked"
    )
    b.add("channels", interview)
    b.add("channels", leak)
    money = r.Quantity(
        id="q1",
        spans=b.spans("more than £210 million"),
        stated=210_000_000,
        low=210_000_000,
        high=None,
        unit="pound",
        of="savings",
        qualifier="over",
        change="down",
        tolerance=None,
    )
    b.add("quantities", money)

    lead = text[text.index("Bosses at one") : text.index(", a teller has claimed")]
    a_lead = b.attribution(lead, source="a teller", cue="has claimed", source_id=teller)
    told = r.ChainLink(source_id=teller, channel_id="h1", attribution_id=a_lead)
    headline = text.splitlines()[0]
    b.claim(
        headline,
        r.ChainLink(source_id=teller, inferred=True, reason="restates the lead"),
        in_headline=True,
        central=True,
    )
    b.claim(lead, told, central=True)
    quote = '"We were to say the computers were down," she said. "They were not down. I could see'
    a_quote = b.attribution(
        quote.split(" she")[0], source="she", cue="said", source_id=teller, quoted="direct"
    )
    said = r.ChainLink(source_id=teller, channel_id="h1", attribution_id=a_quote)
    b.claim('"We were to say the computers were down,"', said, central=True)
    b.claim("By noon on Tuesday the queue outside the branch ran for almost 400 metres")
    lost = "Panicking savers have pulled more than £210 million out of Corran in eight days"
    a_lost = b.attribution(lost, source="estimates", cue="suggest", source_id=estimates)
    b.claim(
        lost,
        r.ChainLink(source_id=estimates, attribution_id=a_lost),
        quantities=("q1",),
        check_worthy=True,
    )
    b.claim("the mutual’s much-trumpeted app has been dead since Sunday")
    limit = (
        "branch managers were instructed to hold withdrawals to £300 a head “until further notice”"
    )
    a_memo = b.attribution(
        "that " + limit,
        source="A leaked memo",
        cue="shows",
        source_id=memo,
        channel_id="h2",
        quoted="mixed",
        stance="asserts",
        certainty="certain",
    )
    b.claim(
        limit,
        r.ChainLink(inferred=True, channel_id="h2", reason="somebody leaked it"),
        r.ChainLink(source_id=memo, channel_id="h2", attribution_id=a_memo),
    )
    a_denial = b.attribution(
        "that favoured customers had been let in",
        source="Graham Tolley",
        cue="denied",
        source_id=tolley,
        stance="denies",
    )
    b.claim("If your name was on it, you came in by the side door", said, denied_by=(a_denial,))
    b.attribution(
        "comment on the memo",
        source="Tolley",
        cue="declined to",
        source_id=tolley,
        stance="declines",
    )
    inner = "the mutual was “one bad week away” from running out of ready money"
    told_it = f"Corran’s auditors had told it in March that {inner}"
    a_outer = b.attribution(
        "that " + told_it, source="the Treasury", cue="said", source_id=treasury
    )
    a_inner = b.attribution(
        "that " + inner,
        source="Corran’s auditors",
        cue="had told it",
        source_id=auditors,
        parent=a_outer,
        quoted="mixed",
    )
    b.claim(
        inner,
        r.ChainLink(source_id=treasury, attribution_id=a_outer),
        r.ChainLink(source_id=auditors, attribution_id=a_inner),
    )
    b.claim("all 84 branches would stay shut until Monday")
    b.add(
        "times",
        r.Time(
            id="t1",
            spans=b.spans("on Monday morning"),
            value=None,
            from_=None,
            to=None,
            precision=None,
            basis=None,
            kind="instant",
        ),
    )
    b.add("names", r.Name(id="n1", spans=b.spans("Corran Mutual"), kind="organisation"))
    b.add(
        "flags",
        r.Flag(
            code="open-quotation",
            severity="low",
            message="A quotation is opened and never closed; where it ends is inferred.",
            ask="Which of the following words did the employee say?",
            spans=b.spans('"There was a list.'),
            evidence=("c8",),
        ),
    )
    b.add(
        "flags",
        r.Flag(
            code="single-source",
            severity="high",
            message="All central claims that have a source rest on one origin: a teller.",
            ask="Who else was behind the counter, and what do they say?",
            spans=b.spans("a teller"),
            evidence=("c1", "c2", "c3", "s1"),
        ),
    )
    sentences = (
        r.SummarySentence(
            text="The central claims rest on one unnamed person, a teller, who spoke to the "
            "Evening Ledger.",
            evidence=("s1", "c1", "c2"),
        ),
        r.SummarySentence(
            text="A leaked memo supports part of it; who leaked it is not stated.",
            evidence=("s2", "h2"),
        ),
    )
    outlet = r.Outlet(
        name="Evening Ledger",
        inferred=True,
        reason="named in its own promotions",
        spans=b.spans("Evening Ledger"),
    )
    report = {"ref": "bank-run.txt", "title": headline, "outlet": outlet, **report}
    return replace(b.reading(**report), summary=r.Summary(sentences=sentences))
