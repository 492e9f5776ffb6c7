"""Claims and their chains. Add a row: a text with its attributions marked as in `telling`, and its claims.

A claim is written "who: words": who is "outlet" for the outlet's own, else the chain behind the outlet,
nearest first ("nurse < doctors" is what a nurse says that doctors say; ? is somebody unknown).
"""

import pytest
from telling import claims, told

from sayso.reading.chains import OUTLET, outlet_source, published_by
from sayso.reading.claims import make_claims
from sayso.reading.headline import Headline
from sayso.reading.structure import Structure
from sayso.records import Boilerplate, Outlet, Span

ROWS = [
    # one claim per sentence of what somebody says
    (
        "<s>Tolley</s> <c>said</c> <t>that the bank was safe</t>.",
        ["Tolley: the bank was safe"],
    ),
    (
        "<t>“It is over. We go home,”</t> <s>Moss</s> <c>said</c>.",
        ["Moss: “It is over.", "Moss: We go home,”"],
    ),
    (
        "<s>Moss</s> <c>said</c>: <t>“There was a list. Nobody saw it.</t>\n\n<t>“It was long.”</t>",
        ["Moss: “There was a list.", "Moss: Nobody saw it.", "Moss: “It was long.”"],
    ),
    ("<t>“It is,”</t> <s>Moss</s> <c>said</c>, <t>“over.”</t>", ["Moss: “It is,” … “over.”"]),
    # the outlet's own
    ("The bank closed. Nobody was told.", ["outlet: The bank closed.", "outlet: Nobody was told."]),
    (
        "But <s>the foreman, who had lost two of his men,</s> <c>moaned</c>: <t>“Nobody tells us.”</t>",
        ["outlet: who had lost two of his men", "foreman: “Nobody tells us.”"],
    ),
    (
        "<t>The bank was safe</t>, <s>Tolley</s> <c>said</c>, but the queue outside grew by the hour.",
        ["Tolley: The bank was safe", "outlet: but the queue outside grew by the hour."],
    ),
    (
        "At a rally outside the gates on Friday, <s>Osei</s> <c>said</c> <t>they had lied</t>.",
        ["Osei: they had lied"],
    ),
    # wishes, fears and orders that the outlet reports are its own, unless they are quoted
    ("<s>Moss</s> <c>fears</c> <t>a run on banks</t>.", ["outlet: Moss fears a run on banks."]),
    ("<s>Moss</s> <c>vowed</c> <t>to win</t>.", ["outlet: Moss vowed to win."]),
    (
        "<s>The ministry</s> <c>has ordered</c> <t>all branches to close</t>.",
        ["outlet: The ministry has ordered all branches to close."],
    ),
    ("<t>“We will win,”</t> <s>Moss</s> <c>vowed</c>.", ["Moss: “We will win,”"]),
    ("<s>Moss</s> <c>seemed</c> <t>to be tired</t>.", ["outlet: Moss seemed to be tired."]),
    # what is denied, asked or declined makes no claim
    ("<s>Tolley</s> <c>denied</c> <t>that the bank was shut</t>.", []),
    ("<s>Tolley</s> <c>declined to comment</c> <t>on the memo</t>.", []),
    ("<s>Moss</s> <c>asked</c> <t>whether the bank was safe</t>.", []),
    (
        "<s>Larch</s> <c>denied</c> <t>that it kept quiet</t>. <s2>Moss</s2> <c2>said</c2> <t2>it did</t2>.",
        ["Moss: it did"],
    ),
    # an act that nobody announced
    ("<c>It was announced</c> <t>that all would close</t>.", ["?: all would close"]),
    # chains: who passed it on comes first, the origin last
    (
        "<s1>The nurse</s1> <c1>said</c1> <t1>that <s2>doctors</s2> <c2>had told</c2> her"
        " <t2>that the well was clean</t2></t1>.",
        ["nurse < doctors: the well was clean"],
    ),
    (
        "<t1><s2>Bosses</s2> <c2>told</c2> staff <t2>that it was a fault</t2></t1>, <s1>a teller</s1>"
        " <c1>has claimed</c1>.",
        ["a teller < Bosses: it was a fault"],
    ),
    # a wish inside somebody's words adds no link
    (
        "<s1>The nurse</s1> <c1>said</c1> <t1>that <s2>the boys</s2> <c2>wanted</c2>"
        " <t2>to go home</t2></t1>.",
        ["nurse: the boys wanted to go home"],
    ),
    # nor does somebody who tells what he told
    (
        "<s1>Tolley</s1> <c1>said</c1> <t1>that <s2>Tolley</s2> <c2>had told</c2> them"
        " <t2>that it was over</t2></t1>.",
        ["Tolley: it was over"],
    ),
]


def shown(marked: str) -> list[str]:
    names = {s.id: s.name for s in told(marked)[2]}
    found = []
    for claim in claims(marked):
        behind = [names.get(link.source_id or "", "?") for link in claim.chain[1:]]
        assert claim.degree == len(behind)
        assert (claim.voice == "outlet") is (not behind) is (claim.attribution_id is None)
        found.append(f"{' < '.join(behind) or 'outlet'}: {claim.text}")
    return found


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_what_is_claimed_and_by_whom(marked: str, expected: list[str]) -> None:
    assert shown(marked) == expected


@pytest.mark.xfail(
    strict=True, reason="“he” in his own words is placed nowhere, and so a second link"
)
def test_he_who_tells_what_he_told_is_one_link() -> None:
    marked = (
        "<s1>Tolley</s1> <c1>said</c1> <t1><s2>he</s2> <c2>had told</c2> them"
        " <t2>that it was over</t2></t1>."
    )
    assert shown(marked) == ["Tolley: it was over"]


def test_a_mark_alone_is_no_claim() -> None:
    marked = (
        "<s1>Moss</s1> <c1>said</c1>: <t1>“<s2>Reyl</s2> <c2>told</c2> me"
        " <t2>that it was over</t2>.”</t1>"
    )
    assert shown(marked) == ["Moss < Reyl: it was over"]


def test_a_bare_headline_is_the_first_claim() -> None:
    cut = Structure.of("The bank closed on Monday.")
    title = Headline(Span.of("Bank shut", 0, 9, "title"), None)
    one, two = make_claims(cut, (), (), title, published_by(None, copied=False))
    assert (one.id, one.text, one.in_headline, one.spans[0].in_) == (
        "c1",
        "Bank shut",
        True,
        "title",
    )
    assert (two.id, two.text, two.in_headline) == ("c2", "The bank closed on Monday.", False)


def test_a_headline_in_the_text_is_the_claim_of_its_line() -> None:
    text = "Bank shut\nThe bank closed on Monday."
    title = Headline(Span.of(text, 0, 9), 0)
    made = make_claims(Structure.of(text), (), (), title, published_by(None, copied=False))
    assert [(c.text, c.in_headline) for c in made] == [
        ("Bank shut", True),
        ("The bank closed on Monday.", False),
    ]


def test_boilerplate_makes_no_claims() -> None:
    text = "The bank closed.\nRead more\nNobody was told."
    aside = Boilerplate(id="b1", spans=(Span.of(text, 17, 26),), kind="navigation")
    made = make_claims(Structure.of(text), (), (aside,), None, published_by(None, copied=False))
    assert [c.text for c in made] == ["The bank closed.", "Nobody was told."]


def test_every_chain_begins_with_who_printed_it() -> None:
    (unknown,) = published_by(None, copied=False)
    assert (unknown.source_id, unknown.inferred) == (None, True)
    assert unknown.reason
    post = Outlet(name="Norvik Post", inferred=True, reason="its promotions name it")
    copier, printed = published_by(post, copied=True)
    assert (copier.source_id, copier.inferred) == (None, True)
    assert copier.reason
    assert (printed.source_id, printed.inferred, printed.reason) == (OUTLET, True, post.reason)
    (given,) = published_by(Outlet(name="Norvik Post"), copied=False)
    assert (given.source_id, given.inferred) == (OUTLET, False)
    (source,) = outlet_source(post)
    assert (source.id, source.kind, source.named) == (OUTLET, "outlet", True)
