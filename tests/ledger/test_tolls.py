"""Tolls: rows of a report's headline and claims, and how many it counts as killed and injured."""

from __future__ import annotations

import pytest

from sayso.ledger.matching.counts import counts_in
from sayso.ledger.matching.stated import of_incident
from sayso.ledger.matching.tolls import Toll, of_report
from sayso.records import Claim, GeneratedBy, Reading, Report, Span

ROWS = [
    (("One dead, three wounded in Selwick",), (1, 3)),
    (("Five people shot, two fatally, in Selwick",), (2, 3)),
    (("Man shot in Selwick", "He was later pronounced dead."), (1, 0)),
    (("Two people dead", "Two people were taken to a hospital, where they died."), (2, 0)),
    (("Man killed, three hurt", "Four people were shot and taken to a hospital."), (1, 3)),
    (("Man killed in Selwick", "A woman remains in critical condition."), (1, 1)),
    (("Man who died in quintuple shooting is named",), (1, 4)),
    (("Two dead, several wounded in Selwick", "Two men were killed and four wounded."), (2, 4)),
    (("Two boys killed, father commits suicide",), (3, 0)),
    (("Five found dead after murder-suicide", "A man killed his wife and himself."), (5, 0)),
    (("Victim of murder-suicide named", "The blaze left four people dead."), (4, 0)),
    (("Two dead, one hurt in triple shooting",), (2, 1)),
    (("Man killed in Selwick", "He died after he and four others were shot."), (1, 4)),
    (("A woman was killed in Selwick", "A man was also killed."), (2, 0)),
    (("Boy killed in Selwick", "His father was wounded."), (1, 1)),
    (("Father killed in Selwick", "His father was wounded."), (1, 0)),
    (("Woman dies after shooting", "She survived for a week, and died."), (1, 0)),
    (("Boy dies in Selwick", "He had accidentally shot himself."), (1, 0)),
    (("Man killed, police say", "The brother shot another man, killing him."), (1, 0)),
    (("Man shot in car admits he accidentally shot himself",), (0, 1)),
    (("Four shot at a fair in Selwick", "One man died."), (1, 3)),
    (("Four shot dead in Selwick, then gunman kills himself",), (5, 0)),
    (("Man killed in Selwick", "Two women were taken to a hospital in stable condition."), (1, 2)),
    (
        ("Two dead, four hurt in Selwick", "The shots left six people wounded, two of them dead."),
        (2, 4),
    ),
    (
        ("Bullet grazes boy in Selwick", "1:27 1 dead after collision", "0:35 2 killed in fire"),
        (0, 1),
    ),
    # Who else was hurt, far down: beside the same number of dead.
    (
        (
            "Woman killed in Selwick",
            *["The street was quiet."] * 9,
            "One woman was killed, two men wounded.",
        ),
        (1, 2),
    ),
    (("Woman killed in Selwick", *["The street was quiet."] * 9, "Two men were wounded."), (1, 0)),
    (("Eight shot in separate shootings", "A man was wounded in Mill Street."), (0, 1)),
    (("Man shot in Selwick", "The vigil was for a man killed in an earlier shooting."), (0, 1)),
]


def reading(claims: tuple[str, ...]) -> Reading:
    text = "\n".join(claims)
    made, at = [], 0
    for n, words in enumerate(claims):
        made.append(
            Claim(
                id=f"c{n}",
                spans=(Span.of(text, at, at + len(words)),),
                text=words,
                attribution_id=None,
                voice="outlet",
                chain=(),
                degree=0,
                in_headline=n == 0,
            )
        )
        at += len(words) + 1
    by = GeneratedBy(sayso="0.1.0", model=None, started=None)
    return Reading(generated_by=by, report=Report.of(text), claims=tuple(made))


@pytest.mark.parametrize(("claims", "wanted"), ROWS)
def test_what_one_report_states(claims: tuple[str, ...], wanted: tuple[int, int]) -> None:
    one = reading(claims)
    toll = of_report(one, [count for claim in one.claims for count in counts_in(claim, {}, {})])
    assert toll is not None
    assert (toll.killed or 0, toll.injured) == wanted


@pytest.mark.parametrize(
    ("tolls", "wanted"),
    [
        ([Toll(1, 4), Toll(1, 4), Toll(1, 1)], (1, 3)),
        # Who tells only of the dead does not deny that others were hurt.
        ([Toll(1, 4), Toll(1, 1)], (1, 3)),
        ([Toll(1, 4), *[Toll(1, 1)] * 4], (1, 0)),
        # A figure from the head of a report weighs more than one from further down.
        ([Toll(None, 7), Toll(None, 8, hurt_told="below")], (0, 7)),
        ([Toll(1, 4), Toll(2, 4, dead_told="below")], (1, 3)),
        # That somebody died is denied by reports of the same day, or later, that tell only of people hurt.
        ([Toll(1, 1, dead_told="implied"), Toll(None, 1)], (0, 1)),
        ([Toll(None, 1), Toll(1, 1)], (1, 0)),
        # What several occurrences cost together says nothing of one.
        ([Toll(4, 20, several=True), Toll(4, 20, several=True), Toll(1, 2)], (1, 1)),
        ([Toll(4, 20, several=True)], (4, 16)),
        ([Toll(None, 2)], (0, 2)),
    ],
)
def test_what_reports_of_one_day_state_together(tolls: list[Toll], wanted: tuple[int, int]) -> None:
    stated = of_incident([(0, n, toll) for n, toll in enumerate(tolls)])
    assert (stated["killed"].low, stated["injured"].low) == wanted


def test_who_was_hurt_may_have_died_since() -> None:
    stated = of_incident([(1, 1, Toll(None, 1)), (1, 2, Toll(None, 1)), (2, 3, Toll(1, 1))])
    assert (stated["killed"].low, stated["injured"].low) == (1, 0)
    assert stated["killed"].by == (3,)
