"""Chains: whoever passed the words on is a link, stated or not. The texts are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from readings import Builder

from sayso import records as r
from sayso.reading import chains

OUTLET = r.Outlet(name="Northwire")
SAID = "In an intercepted call an officer said it was over."


def chain_of(
    text: str,
    *,
    kind: r.ChannelKind = "intercepted-communication",
    channel: str = "an intercepted call",
    source: str = "an officer",
    said: str = "it was over",
    outlet: r.Outlet = OUTLET,
    holder: dict[str, Any] | None = None,
    **parties: r.Party,
) -> tuple[list[str | None], r.Claim]:
    """Who stands in the chain of one claim, None for whom the text leaves out, and the claim."""
    b = Builder(text)
    b.add("channels", r.Channel(id="h1", kind=kind, spans=b.spans(channel), **parties))
    key = b.source(source, "person", source)
    outer = None
    links = []
    if holder:
        who = b.source(holder["source"], "organisation", holder["source"], named=True)
        outer = b.attribution(source_id=who, cue="said", stance="asserts", **holder)
        links.append(r.ChainLink(source_id=who, attribution_id=outer))
    a = b.attribution(said, source=source, source_id=key, channel_id="h1", parent=outer)
    b.claim(said, *links, r.ChainLink(source_id=key, channel_id="h1", attribution_id=a))
    reading = b.reading()
    channels, sources = chains.name_parties(
        text, reading.channels, reading.attributions, reading.sources, outlet
    )
    made = replace(
        reading.claims[0],
        chain=(r.ChainLink(source_id=chains.OUTLET), *reading.claims[0].chain[1:]),
    )
    (claim,) = chains.fill_in(text, (made,), reading.attributions, channels, outlet)
    names = {s.id: s.name for s in sources}
    return [names.get(link.source_id or "") for link in claim.chain[1:]], claim


def test_whoever_intercepted_a_call_is_a_link_though_the_text_leaves_him_out() -> None:
    names, claim = chain_of(SAID)
    assert names == [None, "an officer"]
    unknown = claim.chain[1]
    assert (unknown.channel_id, unknown.attribution_id, unknown.inferred) == ("h1", None, True)
    assert "not stated" in (unknown.reason or "")
    assert claim.degree == 2
    assert not claim.chain[2].inferred


@pytest.mark.parametrize(
    ("kind", "channel", "source"),
    [
        ("private-communication", "leaked e-mail", "an officer"),
        ("document", "memo", "a leaked memo"),
        ("recording", "in a recording", "an officer"),
    ],
)
def test_so_is_whoever_leaked_or_recorded(kind: r.ChannelKind, channel: str, source: str) -> None:
    text = f"As a {channel} has it, {channel}, {source} said it was over."
    assert chain_of(text, kind=kind, channel=channel, source=source)[0] == [None, source]


@pytest.mark.parametrize(
    ("kind", "channel"),
    [
        ("interview", "in an interview"),
        ("document", "in a report"),
        ("private-communication", "in an e-mail"),
        ("recording", "in a video message"),
        ("recording", "in his first video"),
        ("recording", "police video"),
    ],
)
def test_a_plain_channel_adds_no_link(kind: r.ChannelKind, channel: str) -> None:
    text = f"An hour later, {channel}, an officer said it was over."
    assert chain_of(text, kind=kind, channel=channel)[0] == ["an officer"]


@pytest.mark.parametrize(
    "known",
    [
        "The call was intercepted by Port Security.",
        "The recording was made public by Port Security.",
        "Port Security released the recording on Monday.",
    ],
)
def test_who_is_stated_anywhere_in_the_text_is_not_called_unknown(known: str) -> None:
    names, claim = chain_of(f"{SAID} {known}")
    assert None not in names
    assert not any(link.inferred for link in claim.chain[1:])


def test_whose_name_can_be_cut_out_is_a_source_and_a_link() -> None:
    names, claim = chain_of(f"{SAID} The call was intercepted by Port Security.")
    assert names == ["Port Security", "an officer"]
    assert claim.degree == 2


def test_who_leaked_a_memo_does_not_answer_for_the_call() -> None:
    assert chain_of(f"{SAID} A memo was leaked by Port Security.")[0] == [None, "an officer"]


def test_that_the_outlet_got_hold_of_it_leaves_open_who_made_it() -> None:
    assert chain_of(f"{SAID} The call was obtained by Northwire.")[0] == [None, "an officer"]


def test_who_tells_of_the_call_passed_it_on() -> None:
    text = "Port Security said that in an intercepted call an officer had said it was over."
    names, claim = chain_of(
        text,
        holder={
            "source": "Port Security",
            "content": "that in an intercepted call an officer had said it was over",
        },
    )
    assert names == ["Port Security", "an officer"]
    assert claim.degree == 2


def test_told_to_another_outlet_that_outlet_is_a_link() -> None:
    text = "An hour later an officer told the Post it was over."
    by = r.Party(text="the Post", spans=Builder(text).spans("the Post"))
    names, claim = chain_of(text, kind="press-report", channel="told the Post", by=by)
    assert names == ["Post", "an officer"]
    assert not claim.chain[1].inferred
    assert claim.chain[1].attribution_id is None


def test_told_to_this_outlet_is_no_further_link() -> None:
    text = "An hour later an officer told Northwire it was over."
    by = r.Party(text="Northwire", spans=Builder(text).spans("Northwire"))
    assert chain_of(text, kind="press-report", channel="told Northwire", by=by)[0] == ["an officer"]


def test_the_outlets_own_word_has_one_link() -> None:
    b = Builder("It rains.")
    b.claim("It rains")
    assert chains.fill_in(b.text, b.reading().claims, (), (), None) == list(b.reading().claims)
