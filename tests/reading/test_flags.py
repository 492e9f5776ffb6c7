"""Central claims and the questions asked of them. The texts, marked as in `telling`, are invented."""

import pytest
from telling import told

from sayso.reading import flags
from sayso.reading.central import Rarity, mark_central, stems
from sayso.reading.chains import published_by
from sayso.reading.claims import make_claims
from sayso.reading.headline import Headline
from sayso.reading.quantities import find_quantities, tie
from sayso.records import Claim, Flag, Outlet, Span

LEAD = (
    "<t>Crates of money left the savings bank by the back door on Monday night</t>,"
    " <s>a teller</s> <c>said</c>.\n\n"
)
LOOSE = "It rained in the valley for most of the week.\n\n"
AGAIN = "<t2>The crates of money went by night</t2>, <s2>an attorney</s2> <c2>said</c2>.\n\n"


def read(
    marked: str,
    *,
    title: str | None = None,
    outlet: Outlet | None = None,
    copied: tuple[Span, ...] = (),
    opened: tuple[tuple[Span, Span, str], ...] = (),
) -> tuple[tuple[Claim, ...], tuple[Flag, ...]]:
    """The claims and the flags of a marked text."""
    cut, attributions, sources = told(marked)
    headline = Headline(Span.of(title, 0, len(title), "title"), None) if title else None
    first = published_by(outlet, bool(copied))
    quantities = find_quantities(cut, (), headline)
    claims = tie(make_claims(cut, attributions, (), headline, first), quantities)
    made = mark_central(cut, claims, len(first))
    findings = flags.Findings(
        text=cut.text,
        title=title,
        outlet=outlet,
        copied=copied,
        attributions={a.id: a for a in attributions},
        sources={s.id: s for s in sources},
        claims=made,
        open_quotations=opened,
        quantities={q.id: q for q in quantities},
    )
    return made, flags.raise_flags(findings)


def codes(marked: str, **given: str) -> list[str]:
    return [flag.code for flag in read(marked, **given)[1]]  # type: ignore[arg-type]


def central(marked: str, **given: str) -> list[str]:
    return [claim.text for claim in read(marked, **given)[0] if claim.central]  # type: ignore[arg-type]


# What is central


def test_the_lead_and_what_restates_it_are_central() -> None:
    assert central(LEAD + LOOSE + AGAIN) == [
        "Crates of money left the savings bank by the back door on Monday night",
        "The crates of money went by night",
    ]


def test_the_headline_is_central_and_takes_the_chain_of_what_it_restates() -> None:
    (headline, lead, _), _ = read(LEAD + LOOSE, title="Money taken out of savings bank in crates")
    assert headline.central
    assert headline.in_headline
    assert [k.source_id for k in headline.chain] == [k.source_id for k in lead.chain]
    assert all(k.inferred for k in headline.chain[1:])
    assert headline.chain[-1].reason == f"the headline restates {lead.id}"


def test_a_headline_that_restates_nothing_stays_the_outlets() -> None:
    (headline, *_), _ = read(LEAD + LOOSE, title="Swifts return to church roof")
    assert headline.degree == 0


def test_likeness_is_from_nought_to_one() -> None:
    rarity = Rarity(
        ["Crates of money left the bank.", "The bank closed.", "Rain fell on the bank."]
    )
    one, other = stems("Crates of money left"), stems("The money left in crates")
    assert rarity.alike(one, one) == pytest.approx(1)
    assert rarity.alike(one, stems("Rain fell")) == 0
    assert 0.5 < rarity.alike(one, other) <= 1
    assert rarity.alike(one, other) == rarity.alike(other, one)
    assert stems("refuse to go") == stems("refusing to go")


# single-source


def test_one_origin_of_all_central_claims_is_asked_about() -> None:
    _, raised = read(LEAD + LOOSE)
    (single,) = (flag for flag in raised if flag.code == "single-source")
    assert "a teller" in single.message
    assert single.evidence == ("s1", "c1")
    assert [s.text for s in single.spans] == ["a teller"]


def test_two_origins_of_central_claims_are_not() -> None:
    assert "single-source" not in codes(LEAD + LOOSE + AGAIN)


def test_nor_are_claims_without_any_source() -> None:
    text = "Crates of money left the savings bank by the back door on Monday night.\n\n"
    assert "single-source" not in codes(text + LOOSE)


# unnamed-origin


def test_an_unnamed_origin_of_a_central_claim_is_asked_about() -> None:
    _, raised = read(LEAD + LOOSE)
    (flag,) = (flag for flag in raised if flag.code == "unnamed-origin")
    assert "“a teller”" in flag.message


@pytest.mark.parametrize("source", ["Graham Tolley", "the Treasury", "the company", "police"])
def test_a_name_or_a_body_that_can_be_found_is_not(source: str) -> None:
    assert "unnamed-origin" not in codes(LEAD.replace("a teller", source) + LOOSE)


def test_an_unnamed_source_of_something_else_is_not() -> None:
    aside = "<t2>The church roof leaks,</t2> <s2>a bellringer</s2> <c2>said</c2>.\n\n"
    _, raised = read(LEAD.replace("a teller", "Graham Tolley") + LOOSE + aside)
    assert "unnamed-origin" not in [flag.code for flag in raised]


# republished, open-quotation


def test_a_copy_is_asked_for_its_original() -> None:
    quoted = "<t2>“The crates of money went by night,”</t2> <s2>a driver</s2> <c2>said</c2>."
    _, raised = read(
        LEAD + quoted,
        title="Money taken by night",
        outlet=Outlet(name="Norvik Post", inferred=True, reason="its promotions"),
        copied=(Span(0, 6, "Crates"),),
    )
    (flag,) = (flag for flag in raised if flag.code == "republished")
    assert "Norvik Post" in flag.message
    assert "“Money taken by night”" in flag.ask
    assert "“The crates of money went by night,”" in flag.ask
    assert flag.spans == (Span(0, 6, "Crates"),)


def test_a_text_that_is_no_copy_is_not() -> None:
    assert "republished" not in codes(LEAD + LOOSE)


def test_a_quotation_that_never_closes_is_shown_with_both_ends() -> None:
    start, end = Span(0, 6, "Crates"), Span(7, 9, "of")
    _, raised = read(LEAD, opened=((start, end, "a1"),))
    (flag,) = (flag for flag in raised if flag.code == "open-quotation")
    assert flag.spans == (start, end)
    assert flag.evidence == ("a1",)
    assert "“Crates”" in flag.message
    assert "“of”" in flag.message


FIGURE = "Savers have lost some £210 million since Sunday.\n\n"


def test_flags_are_questions() -> None:
    _, raised = read(LEAD + FIGURE, copied=(Span(0, 6, "Crates"),))
    assert [flag.code for flag in raised] == [
        "single-source",
        "unnamed-origin",
        "figure-without-source",
        "republished",
    ]
    for flag in raised:
        assert "?" in flag.ask
        assert flag.message.endswith(".")
        assert flag.spans
