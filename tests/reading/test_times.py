"""Times in sentences written for this test, read on Wednesday, 15 June 2022 where nothing else is said."""

from __future__ import annotations

import time

import pytest

from sayso.reading.structure import Structure
from sayso.reading.times import find_times, times_in
from sayso.records import Claim, Published, Span, Time

WEDNESDAY = "2022-06-15"


def read(text: str, day: str | None = WEDNESDAY) -> tuple[Time, ...]:
    published = Published(from_=day, to=day, precision="day") if day else None
    return find_times(text, Structure.of(text).paragraphs, published)


def found(text: str, day: str | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(t.spans[0].text, t.value) for t in read(text, day)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # Days and months with a number
        ("The bridge fell on 24 February 2021.", "24 February 2021", "2021-02-24"),
        ("The bridge fell on Saturday, May 28, 2022.", "Saturday, May 28, 2022", "2022-05-28"),
        ("The bridge fell on Oct. 3.", "Oct. 3", "2021-10-03"),
        ("The bridge will open on Sept. 3.", "Sept. 3", "2022-09-03"),
        (
            "The clinic closed on the 3rd of March last year.",
            "the 3rd of March last year",
            "2021-03-03",
        ),
        ("The clinic closed in May.", "May", "2022-05"),
        ("The clinic closed last May.", "last May", "2022-05"),
        ("The clinic closed in late November.", "late November", "2021-11"),
        ("The clinic closed in July last year.", "July last year", "2021-07"),
        ("They met on 2022-04-28.", "2022-04-28", "2022-04-28"),
        ("They met on 28.4.2022.", "28.4.2022", "2022-04-28"),
        ("The fair runs from March 3-5, 2023.", "March 3-5, 2023", "2023-03-03"),
        # Days of the week
        ("The mayor resigned on Thursday.", "Thursday", "2022-06-09"),
        ("The mayor resigned on Wednesday.", "Wednesday", "2022-06-15"),
        ("The council will vote on Thursday.", "Thursday", "2022-06-16"),
        ("Voters have until Friday to register.", "Friday", "2022-06-17"),
        ("She arrived last Wednesday.", "last Wednesday", "2022-06-08"),
        ("She arrives next Tuesday.", "next Tuesday", "2022-06-21"),
        ("She arrived on Monday night.", "Monday night", "2022-06-13TNI"),
        ("It happened in the early hours of Sunday.", "the early hours of Sunday", "2022-06-12TNI"),
        ("The ferry left yesterday morning.", "yesterday morning", "2022-06-14TMO"),
        ("The ferry left at 10 p.m. Monday.", "10 p.m. Monday", "2022-06-13T22:00"),
        ("The ferry left the day before yesterday.", "the day before yesterday", "2022-06-13"),
        # Weeks, months, quarters, years
        ("Prices rose last week.", "last week", "2022-W23"),
        ("Prices rose earlier this week.", "earlier this week", "2022-W24"),
        ("Prices rose last month.", "last month", "2022-05"),
        ("Prices rose in the fourth quarter.", "the fourth quarter", "2021-Q4"),
        ("Prices rose in the first half of 2021.", "the first half of 2021", "2021-H1"),
        ("Prices rose last summer.", "last summer", "2021-SU"),
        ("Prices fell in the late 1970s.", "the late 1970s", "197X"),
        ("Prices fell in the 19th century.", "the 19th century", "18XX"),
        ("The rule ends at the end of the year.", "the end of the year", "2022"),
        ("The mill opened in 1911.", "1911", "1911"),
        # So long, so long ago
        ("It has been going on for one-and-a-half months.", "one-and-a-half months", "P1.5M"),
        ("It lasted for twenty-four days.", "twenty-four days", "P24D"),
        ("It took 5 1/2 hours.", "5 1/2 hours", "PT5H30M"),
        ("It took less than one hour.", "less than one hour", "PT1H"),
        ("The two-day talks ended.", "two-day", "P2D"),
        ("She moved here two years ago.", "two years ago", "2020"),
        ("She moved here ten days ago.", "ten days ago", "2022-06-05"),
        ("He waited for weeks.", "weeks", "PXW"),
        ("He fished there over the past two months.", "the past two months", "P2M"),
        # How often
        ("The bus runs every day.", "every day", "P1D"),
        ("The bus runs every other week.", "every other week", "P2W"),
        ("The choir meets on Tuesdays.", "Tuesdays", "XXXX-WXX-2"),
        ("The choir meets twice a week.", "a week", "P1W"),
        # Named days
        ("The shop shut on Christmas Eve.", "Christmas Eve", "2021-12-24"),
        ("The shop shut on Easter Monday.", "Easter Monday", "2022-04-18"),
        ("The shop shut on Thanksgiving 2019.", "Thanksgiving 2019", "2019-11-28"),
    ],
)
def test_values(text: str, words: str, value: str) -> None:
    assert found(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "The 52-year-old painter smiled.",
        "The boy, six years old, smiled.",
        "A woman in her 80s smiled.",
        "About 2000 soldiers paraded.",
        "He paid $1999 for it.",
        "They may march for it.",
        "The fall of the tower hurt nobody.",
        "She writes for the Sunday Times.",
        "A quarter of the pupils stayed away.",
        "It stands at 1600 Harbour Avenue.",
        "It fell in the 1600 block of Harbour Avenue.",
        "tanks - 1811 (+6) pieces",
    ],
)
def test_no_times(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Prices rose last month.", "XXXX-XX"),
        ("The mayor resigned on Thursday.", "XXXX-WXX-4"),
        ("The mayor resigned on 28 April.", "XXXX-04-28"),
        ("Prices rose last year.", "XXXX"),
    ],
)
def test_nothing_relative_is_resolved_without_a_date(text: str, value: str) -> None:
    (t,) = read(text, None)
    assert (t.value, t.from_, t.to, t.basis) == (value, None, None, None)


@pytest.mark.parametrize(
    ("text", "from_", "to", "kind"),
    [
        ("It rained last month.", "2022-05-01", "2022-05-31", "interval"),
        ("It has rained since 24 February.", "2022-02-24", None, "interval"),
        ("The road is closed until 3 July.", None, "2022-07-03", "interval"),
        ("It rained over the past two months.", "2022-04-15", "2022-06-15", "duration"),
        ("It rained earlier this week.", "2022-06-13", "2022-06-15", "interval"),
        ("It rained on Thursday.", "2022-06-09", "2022-06-09", "instant"),
        ("It rained for two months.", None, None, "duration"),
        ("It rains every day.", None, None, "frequency"),
        (
            "It rained at 10:30 P.M. on Monday.",
            "2022-06-13T22:30:00",
            "2022-06-13T22:30:00",
            "instant",
        ),
        (
            "It rained at 10 p.m. on Monday.",
            "2022-06-13T22:00:00",
            "2022-06-13T22:00:00",
            "instant",
        ),
    ],
)
def test_ranges(text: str, from_: str | None, to: str | None, kind: str) -> None:
    (t,) = read(text)
    assert (t.from_, t.to, t.kind) == (from_, to, kind)


def test_the_basis_is_publication_or_another_time() -> None:
    first, second = read("The mill opened on 3 May 1911. The following year it burnt down.")
    assert (first.basis, second.value, second.basis) == (None, "1912", first.id)
    assert read("It rained on Thursday.")[0].basis == "published"


def test_precision_is_that_of_the_words() -> None:
    assert [t.precision for t in read("In 1911, in May 1912 and on 3 June 1913.")] == [
        "year",
        "month",
        "day",
    ]


def test_spans_are_anchored_and_ids_count() -> None:
    text = "On Monday and on Tuesday, and again in 2019, it rained for two hours."
    times = read(text)
    assert [t.id for t in times] == ["t1", "t2", "t3", "t4"]
    assert all(text[s.start : s.end] == s.text for t in times for s in t.spans)


def test_a_claim_lists_the_times_in_its_spans() -> None:
    text = "It rained on Monday. It snowed on Tuesday."
    span = Span.of(text, 21, len(text))
    claim = Claim(
        id="c1",
        spans=(span,),
        text=span.text,
        attribution_id=None,
        voice="outlet",
        chain=(),
        degree=0,
    )
    assert times_in((claim,), read(text))[0].times == ("t2",)


@pytest.mark.parametrize(
    "text",
    [
        "On 31 February 2022.",
        "In the year 0000.",
        "99999999 years ago.",
        "next 9999 centuries",
        "4/31/2022",
        "May",
        "'99's",
    ],
)
def test_odd_dates_cost_nothing(text: str) -> None:
    read(text)
    read(text, None)


def test_long_texts_take_time_in_proportion() -> None:
    sentence = "On Thursday, two days after the vote of 3 May 2021, it rained for the third time this year. "
    short, long = sentence * 100, sentence * 800

    def spent(text: str) -> float:
        structure = Structure.of(text)
        begin = time.perf_counter()
        find_times(text, structure.paragraphs, None)
        return time.perf_counter() - begin

    spent(short)
    assert spent(long) < 40 * max(spent(short), 0.002)
