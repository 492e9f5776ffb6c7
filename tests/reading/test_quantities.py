"""Quantities. Add a row: a sentence, and for each figure in it what it is read as.

A figure is written "low..high unit (qualifier, change)": an open end is left empty, one number stands for
both ends, and what is exact or unchanged is left out. The sentences are invented.
"""

import json
import time

import pytest

from sayso.reading.claims import make_claims
from sayso.reading.headline import Headline
from sayso.reading.quantities import find_quantities, tie
from sayso.reading.structure import Structure
from sayso.records import Boilerplate, Quantity, Span


def found(text: str) -> tuple[Quantity, ...]:
    return find_quantities(Structure.of(text), (), None)


def told(q: Quantity) -> str:
    """A quantity in the notation of the rows."""
    low, high = ("" if n is None else f"{n:g}" if abs(n) < 1e6 else f"{n}" for n in (q.low, q.high))
    ends = low if low == high else f"{low}..{high}"
    notes = [n for n in (q.qualifier if q.qualifier != "exact" else None, q.change) if n]
    return f"{ends} {q.unit or '-'}" + (f" ({', '.join(notes)})" if notes else "")


COUNTS = [
    ("It lost over 20,000 soldiers.", ["20000.. soldier (over)"]),
    ("He had received around 60 new men.", ["54..66 man (about)"]),
    ("Between 15,000 and 20,000 people marched.", ["15000..20000 person (between)"]),
    ("At least 13 miners were trapped.", ["13.. miner (at-least)"]),
    (
        "No fewer than 13 miners and no more than 20 dogs.",
        ["13.. miner (at-least)", "..20 dog (at-most)"],
    ),
    ("Up to 400 tanks and fewer than 30 guns came.", ["..400 tank (at-most)", "..30 gun (under)"]),
    ("Nearly 300 homes were flooded.", ["270..300 home (about)"]),
    ("Some 300 homes or so were flooded.", ["270..330 home (about)"]),
    (
        "It has 100 or more branches and 500+ cash machines.",
        ["100.. branch (at-least)", "500.. cash machine (at-least)"],
    ),
    ("There were four to five thousand people.", ["4000..5000 person (between)"]),
    ("They kept three or four goats.", ["3..4 goat (between)"]),
    ("They kept 10-12 goats.", ["10..12 goat (between)"]),
    ("Only 23 of the 29 delegates spoke.", ["23 delegate", "29 delegate"]),
    (
        "Two of the bank's clerks and eight other employees left.",
        ["2 bank's clerk", "8 other employee"],
    ),
    ("In all, 12 dead and 1984 people hurt.", ["12 person", "1984 person"]),
    ("One teller spoke.", ["1 teller"]),
    ("There are 2,400 public housing properties.", ["2400 public housing property"]),
    ("The plant makes 3,000 tests per day.", ["3000 test per day"]),
    ("Two Norvik police officers came.", ["2 Norvik police officer"]),
    (
        "tanks \u2012 1846 (+14), cruise missiles - 185 (+0)",
        ["1846 tank", "14 tank (up)", "185 cruise missile", "0 cruise missile"],
    ),
    ("MLRS \u2012 207 (+2),", ["207 MLRS", "2 MLRS (up)"]),
    ("ferries / boats \u2012 13 (+1)", ["13 ferry / boat", "1 ferry / boat (up)"]),
    (
        "The losses of the army were:\n\ncarts \u2012 1566,\n\nAPV - 2087,\n\nAnti-aircraft guns - 69.",
        ["1566 cart", "2087 APV", "69 anti-aircraft gun"],
    ),
]
VAGUE = [
    ("Dozens of clerks left.", ["24..100 clerk (between)"]),
    ("Tens of thousands of savers came.", ["10000..100000 saver (between)"]),
    (
        "Hundreds came, and thousands of savers wrote.",
        ["100..1000 - (between)", "1000..10000 saver (between)"],
    ),
    ("Several hundred savers came.", ["200..1000 saver (between)"]),
    ("A couple of clerks left.", ["2..3 clerk (between)"]),
    ("A dozen eggs and half a dozen loaves.", ["12 egg", "6 loaf"]),
]
FRACTIONS = [
    ("A third of savers left.", ["0.333333 -"]),
    ("Nearly two-thirds of savers left.", ["0.6..0.666667 - (about)"]),
    ("Half of the savers left.", ["0.5 -"]),
    ("One in five savers left, and three out of 10 clerks.", ["0.2 -", "0.3 -"]),
    ("It was 3/4 full.", ["0.75 -"]),
]
MONEY = [
    ("The bill is $33 billion.", ["33000000000 dollar"]),
    (
        "It cost \u00a3210 million, \u20ac2m, US$40m and $1.5bn.",
        ["210000000 pound sterling", "2000000 euro", "40000000 dollar", "1500000000 dollar"],
    ),
    ("It cost HK $3.7 million or C$6.", ["3700000 hong kong dollar", "6 canadian dollar"]),
    ("It pays between $62 and $68 per share.", ["62..68 dollar per share (between)"]),
    ("It lost $10 to $15 billion.", ["10000000000..15000000000 dollar (between, down)"]),
    ("They paid 9 billion shekels and 200 roubles.", ["9000000000 shekel", "200 rouble"]),
    ("It costs $14.95 a month.", ["14.95 dollar per month"]),
    ("It fell to $6.78 million a year earlier.", ["6780000 dollar"]),
    ("It is a million dollar house.", ["1000000 dollar"]),
    ("The balance was $-50.8bn.", ["-50800000000 dollar"]),
]
SHARES = [
    ("Prices rose 5 %.", ["5 percentage (up)"]),
    ("Prices fell by just under 20 per cent.", ["..20 percentage (under, down)"]),
    ("It fell from 4.8 to 4.7 per cent.", ["4.7..4.8 percentage (between, down)"]),
    ("It fell 8 percentage points to 12 percent.", ["8 percentage point (down)", "12 percentage"]),
    ("Shares lost 190 points, or 0.6%.", ["190 point (down)", "0.6 percentage (down)"]),
    (
        "The index rose 2 per cent, but the other fell by 1.",
        ["2 percentage (up)", "1 percentage (down)"],
    ),
    ("The rate is 40 basis points.", ["40 basis point"]),
]
MEASURES = [
    ("It went on for one-and-a-half months.", ["1.5 month"]),
    ("It weighs 2\u00bd tonnes and is 37m long.", ["2.5 tonne", "37 metre"]),
    ("They moved 35m people.", ["35000000 person"]),
    ("It covers 3,923 sq m.", ["3923 square metre"]),
    (
        "They fly more than 100 kilometres (60 miles).",
        ["100.. kilometre (over)", "60.. mile (over)"],
    ),
    ("It was minus 20 degrees in 50mph winds.", ["-20 degree", "50 mile per hour"]),
    ("It pumps 800,000 barrels a day.", ["800000 barrel per day"]),
    ("He bought eight million 250ml bottles.", ["8000000 bottle", "250 millilitre"][:1]),
    ("It took place over five weeks.", ["5 week"]),
    ("He was out of work for over two years.", ["2.. year (over)"]),
]
AGES = [
    ("A 65-year-old nurse spoke.", ["65 year of age"]),
    ("Alf Brennock, 78, stood there.", ["78 year of age"]),
    ("He is 78. She was 34 when it closed.", ["78 year of age", "34 year of age"]),
    (
        "They took men aged 18 to 24, and two boys, ages 16 and 17.",
        ["18..24 year of age (between)", "2 boy", "16 year of age", "17 year of age"],
    ),
    ("Nobody over the age of 21 came.", ["21.. year of age (over)"]),
]
NOTHING = [
    # dates, years, times of day
    "In 1871 the bank was founded.",
    "It closed on 14 August 2022, at 5.30 pm.",
    "It closed on Aug. 14, 2022, at 17:30 and on Sept. 20-24.",
    "It closed on 14/08/2022 and 2022-08-14.",
    "It was built in the 1990s.",
    "Between 1600 and 1900 it rained.",
    "Losses from 24.02 to 11.08 were listed.",
    "The bank in short:\n\nfounded - 1871,\nclosed - 1902,\nrazed - 1911.",
    # ordinals, scores, telephones, names
    "It was the 103rd attempt of the 22nd brigade.",
    "Norvik won 3-1 and then 104-98.",
    "The Senate voted 52-48, then 52 to 48.",
    "Call 555-0134 or (202) 555-0199, or 911.",
    "Route 166, flight 370, page 214, No. 240, room 101.",
    "Covid-19 spread and the G20 met near the Big 12.",
    "The Boeing 747 landed beside an iPhone 11 Pro.",
    "He lives at 49 Zorro Ranch Road and 10611 W. Clearwater Ave.",
    "He had a .45-caliber pistol.",
    "Write to a12@example.org or see www.example.org/12/34.",
    # words of number that count nothing
    "No one saw the one who helped one another.",
    "It is a two-way street, 24/7.",
    "They met at one time.",
]
ROWS = [*COUNTS, *VAGUE, *FRACTIONS, *MONEY, *SHARES, *MEASURES, *AGES, *((t, []) for t in NOTHING)]
WANTED = [
    (
        "It rose to $7 million from $6 million.",
        ["6000000..7000000 dollar (between, up)"],
        "two figures so far",
    ),
    ("He sold 63,150 Model 3s.", ["63150 Model 3"], "a name is not known for a plural"),
    ("She gave 100 grand.", ["100000 -"], "slang for a thousand"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_a_quantity(text: str, expected: list[str]) -> None:
    assert [told(q) for q in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, expected, reason in WANTED
    ],
)
def test_what_should_be_a_quantity(text: str, expected: list[str]) -> None:
    test_what_is_a_quantity(text, expected)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("It sent around 60 new men.", "new men"),
        ("It sent $3 billion in humanitarian aid.", "humanitarian aid"),
        ("It is a $33 billion bill of military aid.", "bill of military aid"),
        ("$8.5 billion is needed for direct economic assistance.", "direct economic assistance"),
        (
            "Over $20 billion of this will go towards weapons and ammunition.",
            "weapons and ammunition",
        ),
        ("It found 20 per cent of adults.", "adults"),
        ("It rose 5 %.", None),
    ],
)
def test_what_is_counted(text: str, of: str | None) -> None:
    assert [q.of for q in found(text)] == [of]


def test_about_states_its_tolerance_and_keeps_the_number_printed() -> None:
    (q,) = found("About 6,650 clerks left.")
    assert (q.stated, q.low, q.high, q.tolerance) == (6650, 5985, 7315, 0.1)


def test_a_span_reaches_from_the_qualifier_to_the_noun() -> None:
    text = "The army lost, it seems, over 20,000 young soldiers in May."
    (q,) = found(text)
    assert [s.text for s in q.spans] == ["over 20,000 young soldiers"]


def test_every_quantity_stands_in_the_text_and_numbers_are_json() -> None:
    text = "\n\n".join(text for text, _ in ROWS)
    quantities = found(text)
    assert len(quantities) > 80
    for q in quantities:
        (span,) = q.spans
        assert text[span.start : span.end] == span.text
        json.dumps([q.stated, q.low, q.high], allow_nan=False)
        assert q.low is None or q.high is None or q.low <= q.high
    assert len({q.id for q in quantities}) == len(quantities)


def test_boilerplate_holds_none_and_a_title_apart_holds_some() -> None:
    text = "Win $500 with our letter.\n\nIt lost 40 clerks."
    aside = (Boilerplate(id="b1", spans=(Span.of(text, 0, 25),), kind="promotion"),)
    title = "Bank loses 40 clerks"
    headline = Headline(Span.of(title, 0, len(title), "title"), None)
    first, second = find_quantities(Structure.of(text), aside, headline)
    assert (first.spans[0].in_, first.spans[0].text) == ("title", "40 clerks")
    assert (second.spans[0].in_, second.spans[0].text) == (None, "40 clerks")


def test_a_claim_lists_what_stands_inside_its_spans() -> None:
    text = "It lost 40 clerks. It has 84 branches and 2 vaults."
    structure = Structure.of(text)
    quantities = find_quantities(structure, (), None)
    claims = tie(make_claims(structure, (), (), None, ()), quantities)
    assert [c.quantities for c in claims] == [("q1",), ("q2", "q3")]


@pytest.mark.parametrize(
    "bit", ["5 ", "12, ", "1-2-", "(+", "one and ", "$", "million ", "3 of ", "from 5 to ", "5-"]
)
def test_a_page_of_nothing_but_numbers_takes_linear_time(bit: str) -> None:
    def seconds(times: int) -> float:
        structure = Structure.of(bit * times)
        assert structure.sentences is not None
        begin = time.process_time()
        find_quantities(structure, (), None)
        return time.process_time() - begin

    seconds(200)
    # Ten times the words: a hundred times the time is what may not be. The best of three, for other work disturbs.
    short, long = (min(seconds(n) for _ in range(3)) for n in (400, 4000))
    assert long < 40 * max(short, 0.002)
