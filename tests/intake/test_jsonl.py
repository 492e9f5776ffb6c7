"""JSON Lines. The reports in them are invented."""

import io
import json

from sayso import errors
from sayso.intake import InputFailure, jsonl
from sayso.intake.jsonl import count_records, reports_from_jsonl
from sayso.records import Report

STORY = "The bank closed.\u2028“We ran out,” a clerk said.\r\n"


def results(*lines: str | bytes) -> list[Report | InputFailure]:
    raw = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    found = list(reports_from_jsonl(io.BytesIO(raw), "news.jsonl"))
    assert count_records(io.BytesIO(raw)) == len(found)
    return found


def test_all_fields() -> None:
    line = {
        "id": "a-7",
        "text": STORY,
        "title": "Closed",
        "outlet": "Norvik Post",
        "url": "https://example.org/a",
        "published": "2022-05-03",
        "other": [1],
    }
    (report,) = results(json.dumps(line))
    assert isinstance(report, Report)
    assert (report.text, report.ref, report.title) == (STORY, "a-7", "Closed")
    assert (report.url, report.media_type) == ("https://example.org/a", "text/plain")
    assert report.outlet is not None
    assert report.outlet.name == "Norvik Post"
    assert report.published is not None
    assert report.published.precision == "day"


def test_text_alone_is_enough_and_numbers_may_be_ids_and_years() -> None:
    lines = (
        '\ufeff{"text": "It closed."}',
        "",
        '{"text": "It closed.", "id": 0, "published": 2022, "title": null}\r',
    )
    bare, numbered = results(*lines)
    assert isinstance(bare, Report)
    assert isinstance(numbered, Report)
    assert (bare.ref, bare.outlet, bare.published) == ("news.jsonl:1", None, None)
    assert (numbered.ref, numbered.title) == ("0", None)


def test_a_bad_line_costs_only_itself_and_is_named_by_its_number() -> None:
    good = '{"text": "It closed."}'
    found = results(
        good,
        "{broken",
        "[1, 2]",
        '{"id": "x"}',
        '{"text": 7}',
        '{"text": " "}',
        '{"text": "It closed.", "published": "soon"}',
        '{"text": "half \\ud83d"}',
        b'{"text": "\xff"}',
        "[" * 100_000,
        '{"text": "It closed.", "id": true}',
        good,
    )
    assert [isinstance(each, Report) for each in found] == [True, *[False] * 10, True]
    failures = [each for each in found if isinstance(each, InputFailure)]
    assert [failure.ref for failure in failures] == [f"news.jsonl:{n}" for n in range(2, 12)]
    assert [type(failure.error) for failure in failures] == [
        errors.BadRecord,
        errors.BadRecord,
        errors.BadRecord,
        errors.BadRecord,
        errors.EmptyInput,
        errors.BadDate,
        errors.UndecodableInput,
        errors.UndecodableInput,
        errors.BadRecord,
        errors.BadRecord,
    ]
    assert all("\n" not in str(failure) for failure in failures)


def test_a_line_too_long_to_hold_is_passed_over(monkeypatch: object) -> None:
    limit = jsonl.MAX_LINE_BYTES
    try:
        jsonl.MAX_LINE_BYTES = 100
        first, second, third = results(
            '{"text": "It closed."}', "x" * 1000, '{"text": "It closed."}'
        )
    finally:
        jsonl.MAX_LINE_BYTES = limit
    assert isinstance(first, Report)
    assert isinstance(second, InputFailure)
    assert isinstance(second.error, errors.TooLarge)
    assert isinstance(third, Report)
    assert third.ref == "news.jsonl:3"
