"""A reading as JSON: the published schema, one line, nothing lost. The sample text is invented."""

import json
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from importlib.resources import files
from typing import Any, get_args

import jsonschema
import pytest

from sayso import records as r

TEXT = "Two clerks at the Norvik Savings Bank said on 3 May that about 60 people had left."
SCHEMA = json.loads(files("sayso").joinpath("packs/reading.schema.json").read_text("utf-8"))
PUBLISHED = r.Published(from_="2022-05-03", to="2022-05-03", precision="day")


def spans(words: str) -> tuple[r.Span, ...]:
    start = TEXT.index(words)
    return (r.Span.of(TEXT, start, start + len(words)),)


@pytest.fixture(scope="module")
def full() -> r.Reading:
    """A reading in which no field is empty."""
    title = "Bank loses staff"
    report = replace(
        r.Report.of(
            TEXT,
            ref="norvik.txt",
            title=title,
            outlet=r.Outlet(
                name="Norvik Post", inferred=True, reason="named", spans=spans("Norvik")
            ),
            byline="A. Nonymous",
            url="https://example.org/norvik",
            language="en",
            published=PUBLISHED,
        ),
        published_estimate=r.PublishedEstimate(
            from_="2022-05-03",
            to=None,
            reasons=(r.EstimateReason(spans=spans("on 3 May"), rule="after the event", to=None),),
        ),
        owner="Norvik Media",
    )
    party = r.Party(text="clerks", source_id="s1", spans=spans("clerks"))
    link = r.ChainLink(
        source_id="s1", channel_id="h1", attribution_id="a1", inferred=True, reason="why"
    )
    return r.Reading(
        generated_by=r.GeneratedBy(sayso="0.1.0", model="m1", started="2022-05-04T10:00:00Z"),
        report=report,
        boilerplate=(r.Boilerplate(id="b1", spans=spans("Two"), kind="other"),),
        attributions=(
            r.Attribution(
                id="a1",
                source=spans("Two clerks"),
                cue=spans("said"),
                content=spans("that about 60 people had left"),
                source_id="s1",
                channel_id="h1",
                parent="a0",
                quoted="indirect",
                stance="asserts",
                certainty="certain",
            ),
        ),
        sources=(
            r.Source(
                id="s1",
                name="Two clerks",
                kind="group",
                named=False,
                role="clerk",
                mentions=spans("Two clerks"),
            ),
        ),
        channels=(
            r.Channel(
                id="h1", kind="interview", spans=spans("said"), by=party, to=party, reason="why"
            ),
        ),
        claims=(
            r.Claim(
                id="c1",
                spans=spans("about 60 people had left"),
                text="about 60 people had left",
                attribution_id="a1",
                voice="source",
                chain=(link,),
                degree=1,
                status="done",
                denied_by=("a1",),
                in_headline=True,
                central=True,
                check_worthy=True,
                topics=(r.TopicDirection(key="morale", direction="worse"),),
                quantities=("q1",),
                times=("t1",),
                names=("n1",),
            ),
        ),
        quantities=(
            r.Quantity(
                id="q1",
                spans=spans("about 60 people"),
                stated=60,
                low=54,
                high=66.5,
                unit="person",
                of="people",
                qualifier="about",
                change="down",
                tolerance=0.1,
            ),
        ),
        times=(
            r.Time(
                id="t1",
                spans=spans("on 3 May"),
                value="2022-05-03",
                from_="2022-05-03",
                to="2022-05-03",
                precision="day",
                basis="published",
                kind="instant",
            ),
        ),
        names=(r.Name(id="n1", spans=(r.Span.of(title, 0, 4, "title"),), kind="organisation"),),
        flags=(
            r.Flag(
                code="single-source",
                severity="medium",
                message="One origin.",
                ask="Who else says so?",
                spans=spans("Two clerks"),
                evidence=("c1",),
            ),
        ),
        summary=r.Summary(
            sentences=(r.SummarySentence(text="It rests on two clerks.", evidence=("s1",)),)
        ),
    )


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA)


def bare() -> r.Reading:
    """A reading of which nothing is known."""
    return r.Reading(
        generated_by=r.GeneratedBy(sayso="0.1.0", model=None, started=None),
        report=r.Report.of(TEXT),
    )


def test_the_schema_accepts_what_is_full_and_what_is_empty(
    full: r.Reading, validator: jsonschema.Draft202012Validator
) -> None:
    validator.validate(json.loads(full.to_json()))
    validator.validate(json.loads(bare().to_json()))


def test_the_schema_is_strict(full: r.Reading, validator: jsonschema.Draft202012Validator) -> None:
    for spoil in (
        lambda d: d.update(verdict="true"),
        lambda d: d["claims"][0].pop("chain"),
        lambda d: d["claims"][0].update(voice="mine"),
        lambda d: d["report"].update(title=""),
        lambda d: d["report"]["published"].update({"from": "3 May 2022"}),
        lambda d: d["names"][0]["spans"][0].update({"in": "footer"}),
    ):
        reading = json.loads(full.to_json())
        spoil(reading)
        assert not validator.is_valid(reading)


def test_the_schema_lists_the_keys_and_values_of_the_records_in_their_order(
    full: r.Reading,
) -> None:
    """The schema is written by hand: here it is held against the records, key by key."""
    defs = SCHEMA["$defs"]
    assert list(defs["reading"]["properties"]) == list(full.to_dict())
    names = {
        "report": r.Report,
        "attribution": r.Attribution,
        "source": r.Source,
        "channel": r.Channel,
        "party": r.Party,
        "link": r.ChainLink,
        "claim": r.Claim,
        "quantity": r.Quantity,
        "time": r.Time,
        "flag": r.Flag,
        "span": r.Span,
        "outlet": r.Outlet,
    }
    for name, record in names.items():
        keys = [field.name.rstrip("_") for field in fields(record)]
        assert list(defs[name]["properties"]) == keys, name
    enums = [
        (defs["source"]["properties"]["kind"], r.SourceKind),
        (defs["channel"]["properties"]["kind"], r.ChannelKind),
        (defs["attribution"]["properties"]["stance"], r.Stance),
        (defs["attribution"]["properties"]["certainty"], r.Certainty),
        (defs["flag"]["properties"]["code"], r.FlagCode),
        (defs["quantity"]["properties"]["qualifier"], r.Qualifier),
        (defs["claim"]["properties"]["status"], r.Status),
        (defs["boilerplate"]["properties"]["kind"], r.BoilerplateKind),
        (defs["precision"], r.Precision),
    ]
    for listed, literal in enums:
        assert [value for value in listed["enum"] if value is not None] == list(get_args(literal))


def test_keywords_lose_their_underscore_and_in_is_left_out_where_it_says_nothing(
    full: r.Reading,
) -> None:
    out = full.to_dict()
    assert list(out)[:3] == ["schema", "generated_by", "report"]
    assert out["report"]["published"] == {
        "from": "2022-05-03",
        "to": "2022-05-03",
        "precision": "day",
    }
    assert "in" not in out["claims"][0]["spans"][0]
    assert out["names"][0]["spans"][0] == {"start": 0, "end": 4, "text": "Bank", "in": "title"}


def test_json_is_one_line_of_utf8_whatever_the_text_holds() -> None:
    nasty = "A\u2028B\u2029C\x85D\r\nE\x0bF\x1cG\u200bH \u05d0\U0001f600"
    reading = replace(bare(), report=r.Report.of(nasty))
    line = reading.to_json()
    assert line.splitlines() == [line]
    assert json.loads(line.encode())["report"]["text"] == nasty


def test_half_a_surrogate_pair_is_escaped() -> None:
    reading = replace(bare(), report=replace(bare().report, title="\ud83d"))
    assert json.loads(reading.to_json().encode())["report"]["title"] == "\ud83d"


def test_records_are_frozen_all_the_way_down(full: r.Reading) -> None:
    def walk(value: Any) -> None:
        assert not isinstance(value, list | dict | set)
        if isinstance(value, tuple):
            for item in value:
                walk(item)
        if is_dataclass(value):
            assert not hasattr(value, "__dict__")
            for field in fields(value):
                walk(getattr(value, field.name))
                with pytest.raises((FrozenInstanceError, TypeError)):
                    setattr(value, field.name, None)

    walk(full)
    hash(full)


def test_a_span_is_anchored_by_construction() -> None:
    assert r.Span.of("abcdef", 1, 3) == r.Span(1, 3, "bc")
    for start, end in ((-1, 2), (2, 2), (3, 2), (0, 7)):
        with pytest.raises(ValueError, match="no span"):
            r.Span.of("abcdef", start, end)


def test_a_report_is_named_by_its_text_and_its_bytes() -> None:
    plain, marked = (
        r.Report.of("Ünïcode"),
        r.Report.of("Ünïcode", raw=b"\xef\xbb\xbf\xc3\x9cn\xc3\xafcode"),
    )
    assert plain.id == marked.id == "sha256:" + plain.sha256
    assert plain.sha256 != marked.sha256
