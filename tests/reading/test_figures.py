"""Figures that a reader would check. Add a row: a text, and the figures in it that count."""

import pytest

from sayso.reading.figures import figures

ROWS = [
    # money, shares, large numbers
    ("Savers pulled £210 million out in eight days.", ["£210 million"]),
    ("It cost $33 billion, or $1.5bn a year.", ["$33 billion", "$1.5bn"]),
    ("They paid €2 million and US$40m.", ["€2 million", "US$40m"]),
    ("The limit was £300 a head.", ["£300"]),
    ("Prices rose 8 percent.", ["8 percent"]),
    ("Prices rose 8 per cent.", ["8 per cent"]),
    ("Prices rose 0.5% last year.", ["0.5%"]),
    ("It fell by 8 percentage points.", ["8 percentage points"]),
    ("It has 1.2 million members.", ["1.2 million"]),
    # counts
    ("About 140,000 tonnes were mined.", ["140,000"]),
    ("More than 130 of the camp’s 310 children fell ill.", ["130", "310"]),
    ("They lost 20,000 soldiers and 500 tanks.", ["20,000", "500"]),
    # small counts only of harm
    ("At least 17 miners were killed.", ["17"]),
    ("Police made 12 arrests.", ["12"]),
    ("In all, 1984 people died.", ["1984"]),
    ("It has 84 branches and 99 clerks.", []),
    ("Nine were hurt.", []),
    # ages
    ("He is 78.", []),
    ("Alf Brennock, 78, stood there.", []),
    ("He spoke to a 34-year-old nurse aged 145.", []),
    # dates and times
    ("In 1871 the bank was founded.", []),
    ("It closed on 14 August 2022, at 5.30 pm.", []),
    ("It closed on Aug. 14, 2022, at 17:30.", []),
    ("It closed on 14/08/2022.", []),
    ("It was built in the 1990s.", []),
    # durations, lengths, speeds, temperatures
    ("They worked for 120 years and 190 minutes.", []),
    ("It ran for 400 metres, 300 miles or 500 feet.", []),
    ("It was 135 degrees, at 120 km/h.", []),
    # scores, ordinals, telephones, names
    ("Norvik won 3-1 and then 104-98.", []),
    ("It was the 103rd attempt of the 101st brigade.", []),
    ("Call 555-0134.", []),
    ("Route 166, flight 370, page 214, No. 240, room 101.", []),
    ("Covid-19 spread and the G20 met.", []),
]
WANTED = [
    ("The Boeing 747 landed.", [], "the number of a type is part of its name"),
    ("He wrote a 500-page report.", [], "the length of a report is no count"),
    ("The road is 1,000 km long.", [], "a length in km is a length like that in miles"),
    ("In all, 14 are still in hospital.", ["14"], "being in hospital is harm"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_which_figures_count(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in figures(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, expected, reason in WANTED
    ],
)
def test_which_figures_should_count(text: str, expected: list[str]) -> None:
    test_which_figures_count(text, expected)


def test_only_the_stretch_asked_for_is_looked_at() -> None:
    text = "It lost £210 million. It gained £3 million."
    stop = text.index(" It gained")
    assert [text[a:b] for a, b in figures(text, 0, stop)] == ["£210 million"]
    assert [text[a:b] for a, b in figures(text, stop, len(text))] == ["£3 million"]
