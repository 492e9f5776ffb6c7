"""Status of acts and sums. Add a row: a claim, and its status. The claims are invented."""

import pytest

from sayso.reading.status import status_of

ROWS = [
    ("The mayor proposed a levy of 2 per cent", "proposed"),
    ("the ministry requested $33 billion for the canal", "requested"),
    ("The mayor asked Congress to approve $33 billion", "requested"),
    ("a decree ordered 134,500 conscripts into the army", "ordered"),
    ("134,500 conscripts were ordered into the army", "ordered"),
    ("the US had approved a $33 billion bill", "approved"),
    ("The Senate passed a bill of $40 billion", "approved"),
    ("the bridge was finally approved in May", "approved"),
    ("Norvik has delivered 40 boats", "delivered"),
    ("40 boats were delivered", "delivered"),
    ("the bank spent \u00a32 million on the roof", "done"),
    ("Police arrested 12 men", "done"),
]
NONE = [
    "It rained in the valley",
    "The bill was not approved",
    "Congress will approve the bill",
    "the money could be delivered in May",
    "they refused to approve it",
    "if the Senate passed a bill",
    "the killed man was a driver",
    "the man who ordered the attack is free",
    "",
]


@pytest.mark.parametrize(("claim", "status"), ROWS)
def test_the_first_verb_gives_the_status(claim: str, status: str) -> None:
    assert status_of(claim) == status


@pytest.mark.parametrize("claim", NONE)
def test_what_is_denied_or_to_come_has_none(claim: str) -> None:
    assert status_of(claim) is None
