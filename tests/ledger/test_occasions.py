"""For whom a teller speaks, by name, role and the words beside; acts, agencies, self-interest."""

from __future__ import annotations

import pytest
from readings import Builder

from sayso import records as r
from sayso.ledger.provenance.accounts import account
from sayso.ledger.provenance.bodies import act_of, agency_of, body_named, teller
from sayso.ledger.provenance.interest import _is_party, _whose
from sayso.ledger.provenance.occasions import agency, occasions


@pytest.mark.parametrize(
    ("name", "role", "body"),
    [
        ("Corran Police Department", None, "police"),
        ("CCPD", None, "police"),
        ("detectives", None, "police"),
        ("Ida Lorn", "Tern County sheriff’s spokeswoman", "sheriff"),
        ("state troopers", None, "state-police"),
        ("the county medical examiner", None, "coroner"),
        ("fire officials", None, "fire"),
        ("hospital officials", None, "hospital"),
        ("court documents", None, "court"),
        ("the district attorney’s office", None, "prosecutor"),
        ("school officials", None, "school"),
        ("the mayor of Tessel", None, "town-hall"),
        ("the victim’s mother", None, "relative"),
        ("family of a man who was shot by police", None, "relative"),
        ("neighbors", None, "neighbour"),
        ("a witness who told police", None, "witness"),
        ("a police source", None, "unnamed-source"),
        ("authorities", None, "officials"),
        ("Ida Lorn", "a baker", None),
        ("the Transport Ministry", None, None),
    ],
)
def test_bodies(name: str, role: str | None, body: str | None) -> None:
    assert body_named(name, role) == body


def test_a_word_for_people_is_no_name() -> None:
    told = teller({"name": "Dispatchers", "kind": "person", "named": True})
    assert (told.named, told.kind, told.family) == (False, "group", None)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("The president signed a decree on the draft.", "decree"),
        ("The council voted to close two schools.", "vote"),
        ("The governor signed the harbour bill on Friday.", "law"),
        ("He was convicted of fraud in March.", "ruling"),
        ("The ferry sank on Monday.", None),
    ],
)
def test_acts(words: str, act: str | None) -> None:
    assert act_of(words) == act


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("he saw the ferry roll over from his porch", "seen"),
        ("“I saw my neighbour in the water,”", "seen"),
        ("she helped two of the passengers onto the pier", "seen"),
        ("“We ran outside and pulled the boat in.”", "seen"),
        ("she heard three loud bangs", "heard"),
        ("he never saw the ferry", None),
        ("she saw it on the news", None),
        ("he had heard about the ferry", None),
        ("“We just saw her yesterday, at church.”", None),
        ("the engineer said they grabbed the wheel", None),
        ("“It’s so sad, they were a happy family.”", None),
        ("the harbour needs to be safer", None),
    ],
)
def test_accounts(words: str, sense: str | None) -> None:
    assert account(words, named=True) == sense


def test_that_nameless_people_heard_something_is_no_account() -> None:
    assert account("they heard shots", named=False) is None
    assert account("they saw a man run away", named=False) == "seen"


def test_agencies() -> None:
    assert agency_of("The Associated Press") == "AP"
    assert agency_of("Selwick Courier") is None
    build = Builder("PORT SELWICK (AP) — A ferry sank on Monday, the harbour office said.")
    assert agency(build.reading()) == "AP"


def occasion_of(text: str, source: str, kind: r.SourceKind, cue: str, **others: bool) -> object:
    build = Builder(text)
    key = build.source(source, kind, source, **others)
    content = text.split("said ")[0] if text.startswith(source) else text[: text.index(source)]
    told = build.attribution(content.strip(" ,") or cue, source=source, cue=cue, source_id=key)
    return occasions(build.reading()).get(told)


def test_a_title_and_an_apposition_tell_the_body() -> None:
    text = "Two men were shot in Tessel, police Lt. Ida Lorn said. “It is over,” Lorn said."
    found = occasion_of(text, "Ida Lorn", "person", "said", named=True)
    assert found and found.body == "police"  # type: ignore[attr-defined]
    text = "Two men were shot in Tessel, said Ida Lorn, a spokeswoman for the coroner, on Monday."
    found = occasion_of(text, "Ida Lorn", "person", "said", named=True)
    assert found and found.body == "coroner"  # type: ignore[attr-defined]


def test_a_rank_is_the_police_only_where_there_is_police() -> None:
    quiet = occasion_of(
        "The bridge has fallen, Capt. Ida Lorn said.", "Ida Lorn", "person", "said", named=True
    )
    assert quiet is None
    text = "The bridge has fallen, Capt. Ida Lorn said. Police closed the road."
    found = occasion_of(text, "Ida Lorn", "person", "said", named=True)
    assert found and found.body == "police"  # type: ignore[attr-defined]


def test_self_interest() -> None:
    staff = teller({"name": "Norland General Staff", "kind": "organisation", "named": True})
    assert _is_party(staff)
    assert _whose(staff, "The enemy lost 200 soldiers.", "") == "its enemy’s"
    assert _whose(staff, "Norlandic losses stand at 90.", "norlandic") == "its own"
    assert _whose(staff, "Suderland lost 200 soldiers.", "suderland") == "the other side’s"
    nurse = teller({"name": "Ida Lorn", "kind": "person", "named": True, "role": "a nurse"})
    assert not _is_party(nurse)
