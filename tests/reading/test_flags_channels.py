"""Flags on how words came: the true ones, and those that look like one. The texts are invented."""

from __future__ import annotations

from typing import Any

import pytest
from readings import Builder

from sayso import records as r
from sayso.reading.flags import Findings, raise_flags


def raised(b: Builder, **given: Any) -> list[r.Flag]:
    reading = b.reading()
    found = Findings(
        text=b.text,
        title=None,
        outlet=given.get("outlet"),
        copied=(),
        attributions={a.id: a for a in reading.attributions},
        sources={s.id: s for s in reading.sources},
        claims=reading.claims,
        open_quotations=(),
        channels={c.id: c for c in reading.channels},
    )
    wanted = ("channel-unverified", "unnamed-announcer", "translated-quotation")
    return [flag for flag in raise_flags(found) if flag.code in wanted]


def codes(b: Builder) -> list[str]:
    return [flag.code for flag in raised(b)]


def told(
    text: str,
    said: str,
    source: str,
    *,
    kind: r.ChannelKind | None = None,
    channel: str = "",
    quoted: r.Quoted = "direct",
    role: str | None = None,
) -> Builder:
    """One attribution of a text, and one claim made of it."""
    b = Builder(text)
    if kind:
        b.add("channels", r.Channel(id="h1", kind=kind, spans=b.spans(channel)))
    key = b.source(source, "person", source, role=role)
    a = b.attribution(
        said,
        source=source,
        cue="said",
        source_id=key,
        channel_id="h1" if kind else None,
        quoted=quoted,
        stance="asserts",
    )
    b.claim(said, r.ChainLink(source_id=key, attribution_id=a), central=True)
    return b


CALL = "In an intercepted call a sergeant said the bridge was gone."


def call(text: str = CALL) -> Builder:
    return told(
        text,
        "the bridge was gone",
        "a sergeant",
        kind="intercepted-communication",
        channel="an intercepted call",
        quoted="indirect",
    )


# channel-unverified


def test_a_call_that_nobody_says_they_intercepted_is_asked_about() -> None:
    (flag,) = raised(call())
    assert flag.code == "channel-unverified"
    assert flag.severity == "high"
    assert "one claim" in flag.message
    assert "not stated" in flag.message
    assert flag.ask.endswith("?")
    assert [s.text for s in flag.spans] == ["an intercepted call"]
    assert flag.evidence == ("h1", "c1")


@pytest.mark.parametrize(
    "known",
    [
        "Port Security published the recording.",
        "The call was intercepted by customs officers.",
        "Police had a wiretap order for his telephone, investigators intercepted it.",
    ],
)
def test_a_call_is_not_whose_interceptor_is_stated(known: str) -> None:
    assert codes(call(f"{CALL} {known}")) == []


def test_a_leaked_memo_is_asked_about() -> None:
    text = "A leaked memo said 80 boats were missing."
    b = told(
        text,
        "80 boats were missing",
        "A leaked memo",
        kind="document",
        channel="memo",
        quoted="indirect",
    )
    (flag,) = raised(b)
    assert "a leak" in flag.message


def test_what_a_video_shows_is_nobodys_words() -> None:
    text = "In a video from below a man said smoke rose over the quay."
    b = told(
        text,
        "smoke rose over the quay",
        "a man",
        kind="recording",
        channel="In a video",
        quoted="indirect",
    )
    assert codes(b) == []


def test_an_interview_is_not_asked_about() -> None:
    text = "In an interview a sergeant said the bridge was gone."
    b = told(text, "the bridge was gone", "a sergeant", kind="interview", channel="In an interview")
    assert codes(b) == []


# unnamed-announcer


def passive(text: str) -> Builder:
    b = Builder(text)
    b.claim(text)
    return b


@pytest.mark.parametrize(
    "text",
    [
        "It was announced on Tuesday that the ferry would stop at dusk.",
        "Last week it was decided that the school would close.",
        "It has been widely reported that the mutual is short of notes.",
        "It emerged that the fans had been off since the weekend.",
        "A third ferry was announced late on Monday.",
    ],
)
def test_an_act_that_nobody_announces_is_asked_about(text: str) -> None:
    (flag,) = raised(passive(text))
    assert flag.code == "unnamed-announcer"
    assert flag.evidence == ("c1",)
    assert flag.spans[0].text in text


@pytest.mark.parametrize(
    "text",
    [
        "It was announced by the harbour board that the ferry would stop.",
        "It was reported on Radio Corran that the ferry would stop.",
        "It is commonly understood that ferries stop at dusk.",
        "It was previously reported that the ferry would stop.",
        "The board's plan was announced on Monday.",
        "The ferry was not announced.",
        "Shares fell the day the deal was announced.",
        "It was clear that the ferry had stopped.",
        "He made the news when it was revealed that he owned the ferry.",
    ],
)
def test_what_has_an_announcer_or_is_no_news_is_not(text: str) -> None:
    assert codes(passive(text)) == []


def test_nor_is_what_somebody_says_was_announced() -> None:
    text = "Tom Osei said it was announced that the ferry would stop."
    b = told(text, "it was announced that the ferry would stop", "Tom Osei", quoted="indirect")
    assert codes(b) == []


# translated-quotation


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"The whole street was under water," a baker said in Portuguese.', "a baker"),
        (
            '"The whole street was under water," Chinese foreign ministry spokesman Li Heng said.',
            "Chinese foreign ministry spokesman Li Heng",
        ),
        ('"The whole street was under water," a Syrian farmer said.', "a Syrian farmer"),
    ],
)
def test_words_plainly_of_another_language_are_asked_about(text: str, source: str) -> None:
    b = told(text, '"The whole street was under water,"', source)
    (flag,) = raised(b)
    assert flag.code == "translated-quotation"
    assert "no translator is named" in flag.message
    assert flag.evidence[0] == "s1"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"The whole street was under water," a baker said in Lisbon.', "a baker"),
        ('"The whole street was under water," a baker said in French politics.', "a baker"),
        ('"The whole street was under water," an Indian farmer said.', "an Indian farmer"),
        (
            '"The whole street was under water," a Syrian farmer said through an interpreter.',
            "a Syrian farmer",
        ),
        (
            '"The whole street was under water," a Syrian farmer said in fluent English.',
            "a Syrian farmer",
        ),
        (
            '"The whole street was under water," a Syrian farmer said on CNN.',
            "a Syrian farmer",
        ),
    ],
)
def test_words_that_may_have_been_english_are_not(text: str, source: str) -> None:
    assert codes(told(text, '"The whole street was under water,"', source)) == []


def test_a_soldier_in_an_intercepted_call_is_plainly_foreign() -> None:
    text = 'In an intercepted call a Russian soldier said: "There is no bread left here."'
    b = told(
        text,
        '"There is no bread left here."',
        "a Russian soldier",
        kind="intercepted-communication",
        channel="an intercepted call",
    )
    assert codes(b) == ["channel-unverified", "translated-quotation"]
