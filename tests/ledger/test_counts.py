"""Counts of a claim: rows of a sentence and what it counts. Add a row for a sentence that is read wrong."""

from __future__ import annotations

import pytest

from sayso.ledger.matching.counts import counts_in
from sayso.records import Claim, Quantity, Span

ROWS = [
    ("Two men and a 7-year-old boy were shot and killed on Monday", "killed 3, hit 3"),
    ("Man, 24, shot and killed in Corran", "killed 1, hit 1"),
    ("A 19-year-old man was shot and killed", "killed 1, hit 1"),
    ("Two men dead after fire in Selwick", "killed 2"),
    ("One person was hurt", "injured 1"),
    ("One person is dead and three others wounded after a shooting", "killed 1, injured 3"),
    ("Girl, 10, among 3 wounded in shooting", "injured 3"),
    ("A 16-year-old was killed", "killed 1"),
    ("1 dead, 2 shot in gunfire", "killed 1, hit 2"),
    ("Two 16-year-olds were hit", "hit 2"),
    ("Police found Ana Dell, 24, and Bo Harl, 25, dead in the car", "killed 2"),
    ("One of the two men died", "killed 1"),
    ("Two of them were injured", "injured 2"),
    ("4 wounded, one critically", "injured 4"),
    ("The gunman killed two people and injured 3", "killed 2, injured 3"),
    ("The shooting death of a 7-year-old girl", "killed 1"),
    ("He shot her and then himself", "hit 2"),
    ("The man killed his wife, his son, then himself", "killed 3"),
    ("Neighbour kills woman, her son, himself", "killed 3"),
    ("Man Shoots Girlfriend And Her Son In Selwick", "hit 2"),
    ("He was charged in the fatal shooting of a teenager", "killed 1, hit 1"),
    ("The fall claims a young man's life", "killed 1+"),
    ("He was taking a hard look at life", ""),
    ("The boy will survive", "injured 1"),
    ("A man with a graze wound walked home", "hit 1"),
    ("The two were shot, along with another woman, on Monday", "hit 3"),
    ("She was killed along with her son", "killed 2"),
    ("Police say the man shot his wife and two children before killing himself", "killed 1, hit 3"),
    ("A boy accidentally shot and killed himself", "killed 1, hit 1"),
    ("Four adults and three teenagers were shot outside a home", "hit 7"),
    ("Six people, three men and three women, were shot", "hit 6"),
    ("A shooting that left a teenage boy dead and two girls wounded", "killed 1, injured 2"),
    ("Two people were injured, one of them fatally", "killed 1, injured 2"),
    ("A double homicide shook the village", "killed 2+"),
    ("No one was injured", "injured 0"),
    ("12 people are missing after the flood", "missing 12"),
    ("More than a dozen protesters were arrested", "arrested 12"),
    # Lists, wholes and parts.
    ("Five people, including a boy and a girl, were shot", "hit 5"),
    ("Five people, including a boy who was hit in the leg, were taken away", "hit 1"),
    ("Two teens, a boy and a girl, were wounded", "injured 2"),
    ("Two men, a woman and a boy were wounded", "injured 4"),
    ("The victims, a man and two women, were wounded", "injured 3"),
    ("One victim, a 27-year-old woman, was pronounced dead", "killed 1"),
    ("Gunmen shot six people, one fatally", "killed 1, hit 6"),
    ("Ana Dell and Bo Harl, both 31, were wounded", "injured 2"),
    ("Ana Dell, 33, of Selwick; Cy P. Lorn, 35; and Bo Harl, 26, were wounded", "injured 3"),
    ("His wife Ana Dell was wounded", "injured 1"),
    ("One man was found dead and another wounded", "killed 1, injured 1"),
    ("Four people were wounded and a fifth was killed", "killed 1, injured 4"),
    ("Nine dead, dozens injured", "killed 9, injured 24+"),
    ("Third man dies after shooting", "killed 3+"),
    # Who did it, and who is only spoken of.
    ("Lawyer accidentally shoots wife and son", "hit 2"),
    ("Officers found the cat had been shot", "hit 1+ implied"),
    ("Officers went to help an injured man", "injured 1"),
    ("Friends were playing when the gun went off and shot Lorn", "hit 1+ implied"),
    ("A shooting that left three other people wounded", "injured 3"),
    ("Five family members were wounded", "injured 5"),
    ("They found a deceased man and a woman who was wounded", "killed 1, injured 1"),
    ("Teen fatally shoots himself", "killed 1, hit 1"),
    ("The boy who was shot on March 18 died", "killed 1, hit 1"),
    ("A 2 yr old was shot", "hit 1"),
    ("Ana Dell, 28, of St. Orrin, was killed", "killed 1"),
    ("Two men were taken by ambulance to Orrin General Hospital", "injured 2"),
    ("A man was transported to Orrin Medical Center", "injured 1"),
    ("The Oct. 14 murder of a clerk", "killed 1"),
    ("Our children are being killed", "killed 1+ implied"),
    ("It is not known how many people were injured", "injured 0+"),
    ("Deputies found the bodies of a child, a man and a woman", "killed 3"),
    ("Man kills wife, 4 kids then himself", "killed 6"),
    ("Boy accidentally shoots self; 34-year-old charged", "hit 1"),
    ("Officer & suspect both shot in Selwick", "hit 2"),
    ("Seven people were shot, with six confirmed dead", "killed 6, hit 7"),
    ("Four men back from the wake of a friend were shot", "hit 4"),
    ("Medics took two teenagers to a hospital", "injured 2"),
    ("He was listed in stable but serious condition", "injured 1"),
    ("A teen is dead and his cousin is fighting for his life", "killed 1, injured 1"),
    ("A shooting left three dead and injured another early on Sunday", "killed 3, injured 1"),
    # Numbers that count nobody.
    ("Cy Lorn, 24 was shot", "hit 1"),
    ("One of the victims shot on Sept. 3 died", "killed 1+ implied, hit 1"),
    ("The detectives of the homicide unit were called", ""),
    # What only implies somebody.
    ("Police are investigating a homicide", "killed 1+ implied"),
    ("He is charged with murder", "killed 1+ implied"),
    # What counts nobody.
    ("He could have been killed", ""),
    ("The car was found near the river", ""),
    ("Police call it an attempted murder-suicide", ""),
    ("The threat to kill the mayor was not taken seriously", ""),
    ("In the 2013 season the club was struck by injuries", "injured 1+ implied"),
]


def claim(text: str, quantities: tuple[str, ...] = ()) -> Claim:
    return Claim(
        id="c1",
        spans=(Span.of(text, 0, len(text)),),
        text=text,
        attribution_id=None,
        voice="outlet",
        chain=(),
        degree=0,
        names=("n1", "n2"),
        quantities=quantities,
    )


NAMES = {"n1": "Ana Dell", "n2": "Bo Harl"}


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_counts(text: str, wanted: str) -> None:
    found = counts_in(claim(text), {}, NAMES)
    said = [
        f"{c.kind} {c.low}{'' if c.high == c.low else '+'}{'' if c.stated else ' implied'}"
        for c in found
    ]
    assert ", ".join(said) == wanted
    assert all(c.words in text for c in found)


def test_a_name_may_end_with_a_full_stop() -> None:
    text = "Ana Dell Jr. was killed in a fire that left a man wounded"
    found = counts_in(claim(text), {}, {"n1": "Ana Dell Jr"})
    assert [(c.kind, c.low, c.stated) for c in found] == [("killed", 1, True), ("injured", 1, True)]


def test_the_readers_interval_is_taken_over() -> None:
    text = "Over 20,000 Russian soldiers have been killed so far"
    figure = Quantity(
        id="q1",
        spans=(Span.of(text, 0, 28),),
        stated=20000,
        low=20000,
        high=None,
        unit="soldier",
        of="Russian soldiers",
        qualifier="over",
        change=None,
        tolerance=None,
    )
    (count,) = counts_in(claim(text, ("q1",)), {"q1": figure}, {})
    assert (count.kind, count.low, count.high, count.quantity) == ("killed", 20000, None, "q1")
    assert (count.of, count.period) == ("russian", "cumulative")


@pytest.mark.parametrize(
    ("text", "of", "period"),
    [
        ("Forty Ukrainian soldiers were killed in the past 24 hours", "ukrainian", "daily"),
        ("Forty people have been killed in the city this year", "", "cumulative"),
        ("A man was killed", "", "incident"),
        ("A man was killed last month", "", "incident"),
        ("Three people were killed in separate shootings", "", "several"),
        ("Eight people were killed in a violent weekend", "", "several"),
        ("The vigil was for a man who was killed in an earlier shooting", "", "other"),
        ("Russian and Ukrainian soldiers were killed", "", "incident"),
    ],
)
def test_whose_and_over_what_time(text: str, of: str, period: str) -> None:
    found = counts_in(claim(text), {}, {})
    assert {(c.of, c.period) for c in found} == {(of, period)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Harl was pronounced dead", [1]),
        ("Four people were killed in Harl", [4]),
        ("Harl County deputies were killed", [2]),
    ],
)
def test_a_last_name_stands_for_somebody(text: str, wanted: list[int]) -> None:
    found = counts_in(claim(text), {}, {}, families=("Harl",))
    assert [c.low for c in found if c.stated] == wanted
