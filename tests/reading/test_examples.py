"""The shipped examples, which are invented: what a reading of each has to say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import sayso
from sayso.records import Attribution, Claim, Flag, Reading, Source

EXAMPLES = Path(__file__).parents[2] / "examples"
BANK, MINE, CAMP = "bank-run.txt", "mine-accident.txt", "outbreak.html"
CALL = "intercepted-call.txt"


@cache
def read(name: str) -> Reading:
    return sayso.read(EXAMPLES / name)


def aside(name: str) -> dict[str, str]:
    """Kind of boilerplate by the first three words of a line."""
    return {" ".join(b.spans[0].text.split()[:3]): b.kind for b in read(name).boilerplate}


def source(name: str, mention: str) -> Source:
    """The source that has a mention."""
    (found,) = (
        s
        for s in read(name).sources
        if any(m.text == mention or m.text.startswith(mention + ",") for m in s.mentions)
    )
    return found


def telling(name: str, words: str) -> Attribution:
    """The innermost attribution whose content holds some words."""
    found = [a for a in read(name).attributions if any(words in s.text for s in a.content)]
    assert found, f"nobody says: {words}"
    return min(found, key=lambda a: sum(len(s.text) for s in a.content))


def claim(name: str, words: str) -> Claim:
    """The claim that holds some words."""
    (found,) = (c for c in read(name).claims if words in c.text and not c.in_headline)
    return found


def flags(name: str, code: str) -> list[Flag]:
    return [flag for flag in read(name).flags if flag.code == code]


@pytest.mark.parametrize(
    ("name", "outlet", "inferred", "title"),
    [
        (BANK, "Evening Ledger", True, "Counter staff told to lie"),
        (MINE, "Northwire", True, "Mine was warned of gas"),
        (CAMP, "Tarn Valley Courier", False, "Camp kitchen stayed open"),
        (CALL, "Hallow Lantern", True, "Officers burn own bridge"),
    ],
)
def test_headline_and_outlet(name: str, outlet: str, inferred: bool, title: str) -> None:
    report = read(name).report
    assert report.outlet is not None
    assert (report.outlet.name, report.outlet.inferred) == (outlet, inferred)
    assert report.title is not None
    assert report.title.startswith(title)
    assert any(c.in_headline and c.central for c in read(name).claims)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            BANK,
            {
                "By Dana Whitlock,": {"byline"},
                "Get the money": {"promotion"},
                "Follow the Evening": {"promotion"},
                "Savers wait outside": {"caption"},
                "MORE ON: Corran": {"navigation", "tags"},
                "This article first": {"republication"},
            },
        ),
        (
            MINE,
            {
                "KESTREL RIDGE, Aug.": {"byline"},
                "ADVERTISEMENT - STORY": {"navigation", "promotion", "other"},
                "[Photo: Relatives at": {"caption"},
                "(Reporting by Jonas": {"byline"},
                "Tags: mining, Kestrel": {"tags"},
            },
        ),
    ],
)
def test_what_is_set_aside(name: str, expected: dict[str, set[str]]) -> None:
    found = aside(name)
    assert found.keys() == expected.keys()
    for line, kind in found.items():
        assert kind in expected[line], line


@pytest.mark.parametrize(
    ("name", "mentions"),
    [
        (BANK, ["a teller", "the employee", "The clerk"]),
        (BANK, ["Corran’s pinstriped chief executive, Graham Tolley", "Tolley"]),
        (BANK, ["Finance minister Ruth Adeyemi", "Adeyemi"]),
        (MINE, ["An electrician who left the gallery shortly before the blast", "the electrician"]),
        (MINE, ["Ilse Vandermark, the chief inspector of mines", "Vandermark"]),
        (CAMP, ["a nurse who treated them", "the nurse"]),
        (CAMP, ["Deputy health minister Anton Reyl", "Reyl"]),
    ],
)
def test_who_is_one(name: str, mentions: list[str]) -> None:
    assert len({source(name, mention).id for mention in mentions}) == 1


@pytest.mark.parametrize(
    ("name", "mention", "kind", "named"),
    [
        (BANK, "a teller", "person", False),
        (BANK, "Finance minister Ruth Adeyemi", "person", True),
        (BANK, "estimates", "data", False),
        (BANK, "the Treasury", "organisation", True),
        (MINE, "Two people who work at the mine", "group", False),
        (MINE, "Pellant Resources", "organisation", True),
        (CAMP, "The health ministry", "organisation", True),
        (CAMP, "Estimates", "data", False),
    ],
)
def test_who_is_what(name: str, mention: str, kind: str, named: bool) -> None:
    found = source(name, mention)
    assert (found.kind, found.named) == (kind, named)


@pytest.mark.parametrize(
    ("name", "words", "mention"),
    [
        (BANK, "They were not down", "a teller"),
        (BANK, "no saver would lose a penny", "Adeyemi"),
        # a quotation over three paragraphs, named at its end
        (BANK, "I have spoken to the board twice", "Adeyemi"),
        (BANK, "My own mum’s money", "a teller"),
        (MINE, "The fans had been off", "the electrician"),
        (MINE, "came up the shaft with a headache", "the electrician"),
        (MINE, "too early to speak of a cause", "Vandermark"),
        (CAMP, "I had eleven of them", "the nurse"),
        (CAMP, "Parents have every right", "Reyl"),
        (CAMP, "no one was under suspicion", "The prosecutor’s office"),
    ],
)
def test_whose_words_they_are(name: str, words: str, mention: str) -> None:
    found = claim(name, words)
    assert found.voice == "source"
    assert found.chain[-1].source_id == source(name, mention).id


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (BANK, "the queue outside the branch ran for almost 400 metres"),
        (BANK, "founded in 1871"),
        (MINE, "Six bodies had been recovered"),
        (MINE, "Zinc production in the province"),
        (CAMP, "More than 130"),
        (CAMP, "The parasite causes diarrhoea"),
    ],
)
def test_what_is_the_outlets_own_word(name: str, words: str) -> None:
    found = claim(name, words)
    assert (found.voice, found.degree, found.attribution_id) == ("outlet", 0, None)


@pytest.mark.parametrize(
    ("name", "words", "stance"),
    [
        (BANK, "favoured customers had been let in", "denies"),
        (MINE, "any warning had been ignored", "denies"),
        (CAMP, "its staff had kept anything quiet", "denies"),
        (CAMP, "who made it", "declines"),
    ],
)
def test_what_is_denied_or_declined_is_kept_and_not_claimed(
    name: str, words: str, stance: str
) -> None:
    assert telling(name, words).stance == stance
    assert not any(words in c.text for c in read(name).claims)


def test_nobody_is_named_for_what_was_announced() -> None:
    found = telling(BANK, "all 84 branches would stay shut")
    assert found.source == ()
    assert found.source_id is None
    assert claim(BANK, "all 84 branches").chain[-1].source_id is None


def test_a_quotation_that_never_closes_is_asked_about() -> None:
    (flag,) = flags(BANK, "open-quotation")
    assert "There was a list." in flag.spans[0].text
    assert not flags(MINE, "open-quotation")


def test_copies_are_asked_for_their_original() -> None:
    assert [bool(flags(name, "republished")) for name in (BANK, MINE, CAMP)] == [True, False, False]


@pytest.mark.parametrize(("name", "figures"), [(BANK, "£210 million"), (CAMP, "€2 million")])
def test_figures_that_nobody_stands_for_are_asked_about(name: str, figures: str) -> None:
    assert any(
        figures in span.text for flag in flags(name, "figure-without-source") for span in flag.spans
    )


def test_one_unnamed_origin_of_all_that_is_central_is_asked_about() -> None:
    nurse = source(CAMP, "the nurse").id
    (single,) = flags(CAMP, "single-source")
    (unnamed,) = flags(CAMP, "unnamed-origin")
    assert nurse in single.evidence
    assert nurse in unnamed.evidence


def test_what_the_auditors_told_the_treasury_is_hearsay() -> None:
    assert claim(BANK, "one bad week away").degree == 2


def test_a_mine_says_nothing() -> None:
    assert not any(s.name == "Amber Deep" for s in read(MINE).sources)


def test_who_was_told_to_do_a_thing_is_no_source() -> None:
    assert not any(s.name == "Counter staff" for s in read(BANK).sources)
    (title,) = (c for c in read(BANK).claims if c.in_headline)
    assert title.degree == 1


def test_who_wraps_what_another_said_passes_it_on() -> None:
    told = claim(BANK, "to keep customers waiting")
    assert told.degree == 2
    assert told.chain[-2].source_id == source(BANK, "a teller").id


# Chains of three links and more


@pytest.mark.parametrize(
    "words", ["so short of boats", "to swim home", "nowhere to run", "300 boys", "I laughed"]
)
def test_what_the_major_says_came_through_whoever_intercepted_his_call(words: str) -> None:
    found = claim(CALL, words)
    outlet, interceptor, major = found.chain
    assert found.degree == 2
    assert outlet.source_id is not None
    assert (interceptor.source_id, interceptor.attribution_id, interceptor.inferred) == (
        None,
        None,
        True,
    )
    assert major.source_id == source(CALL, "Valdanian major").id


def test_whoever_leaked_the_memo_is_a_link() -> None:
    found = claim(CALL, "12 of the 80 boats")
    assert [link.inferred for link in found.chain[1:]] == [True, False]
    assert "leaked" in (found.chain[1].reason or "")


def test_told_to_the_herald_the_herald_is_a_link() -> None:
    found = claim(CALL, "talks might begin")
    names = {s.id: s.name for s in read(CALL).sources}
    assert [names.get(link.source_id or "") for link in found.chain] == [
        "Hallow Lantern",
        "Morning Herald",
        "Anton Revik",
    ]
    assert not any(link.inferred for link in found.chain[1:])


def test_told_to_this_paper_is_no_further_link() -> None:
    assert claim(CALL, "without bread").degree == 1


def test_how_the_words_came_is_asked_about() -> None:
    intercept, leak = flags(CALL, "channel-unverified")
    assert "intercept" in intercept.message
    assert "leak" in leak.message
    assert len(flags(CALL, "unnamed-announcer")) == 1
    assert len(flags(BANK, "unnamed-announcer")) == 1
    assert not flags(CALL, "translated-quotation")  # no tongue of Valdania is known


def test_a_leaked_memo_in_the_bank_was_leaked_by_somebody() -> None:
    assert claim(BANK, "until further notice").degree == 2
