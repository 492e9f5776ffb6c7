"""`sayso read` inside this process: faces, options, failures and exit status."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from pages import Page

from sayso.cli.main import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        Path(f"{name}.txt").write_text(f"It rains in {name}.", "utf-8")
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_is_one_valid_line_per_report_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "b.txt", "a.txt", "c.txt", "--json"]) == 0
    schema = json.loads(files("sayso").joinpath("packs/reading.schema.json").read_text("utf-8"))
    readings = lines(capsys)
    for reading in readings:
        jsonschema.validate(reading, schema)
    assert [reading["report"]["ref"] for reading in readings] == ["b.txt", "a.txt", "c.txt"]  # type: ignore[index]


def test_the_view_parts_readings_with_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt", "b.txt"]) == 0
    out = capsys.readouterr().out
    assert out.count("=" * 88) == 1
    assert out.index("It rains in a.") < out.index("=" * 88) < out.index("It rains in b.")


def test_one_bad_input_costs_one_line_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    Path("french.txt").write_text("bonjour", "utf-8")
    Path("empty.txt").write_text("", "utf-8")
    assert main(["read", "a.txt", "french.txt", "no.txt", "empty.txt", "b.txt", "--json"]) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["report"]["ref"] for line in out.splitlines()] == ["a.txt", "b.txt"]
    told = err.splitlines()
    assert told[0] == "sayso: french.txt: it is written in French"
    assert [line.split(": ")[:2] for line in told[1:]] == [
        ["sayso", "no.txt"],
        ["sayso", "empty.txt"],
    ]


def test_a_mistake_of_ours_costs_its_own_report_only(capsys: pytest.CaptureFixture[str]) -> None:
    Path("odd.txt").write_text("broken", "utf-8")
    assert main(["read", "odd.txt", "a.txt", "--json"]) == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err == (
        "sayso: odd.txt: sayso made a mistake (ZeroDivisionError: no luck); "
        "please report it with this input\n"
    )


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "no\x1b[2Jsuch\nfile", "--json"]) == 2
    assert capsys.readouterr().err.startswith("sayso: no\\x1b[2Jsuch file: ")


def test_what_is_given_counts_for_more_than_what_is_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["--title", "Rain", "--outlet", "Northwire", "--published", "2031-05"]
    assert main(["read", "a.txt", "--json", *arguments]) == 0
    ((report),) = (reading["report"] for reading in lines(capsys))
    assert report["title"] == "Rain"  # type: ignore[index]
    assert report["outlet"] == {"name": "Northwire", "inferred": False, "reason": None, "spans": []}  # type: ignore[index]
    assert report["published"] == {"from": "2031-05-01", "to": "2031-05-31", "precision": "month"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.txt", "b.txt", "--title", "x"], "they describe one input, not 2"),
        ([".", "--outlet", "x"], "they describe one input, not 3"),
        (["a.txt", "--from", "jsonl", "--title", "x"], "each line has its own"),
        (["a.txt", "--published", "soon"], "sayso: --published: "),
        (["a.txt", "--html", "no/such/page.html"], "the folder to write it in does not exist"),
        (["a.txt", "--html", "."], "there is something else of that name"),
    ],
)
def test_wrong_use_is_refused_in_a_sentence_before_anything_is_read(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--json", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert len(err.splitlines()) == 1


def test_json_lines_come_in_with_their_own_facts(capsys: pytest.CaptureFixture[str]) -> None:
    Path("reports.jsonl").write_text(
        '{"id": "n1", "text": "It rains.", "title": "Rain"}\n'
        '{"nothing": 1}\n{"text": "It pours."}\n',
        "utf-8",
    )
    assert main(["read", "reports.jsonl", "--from", "jsonl", "--json"]) == 2
    readings = lines(capsys)
    assert [reading["report"]["title"] for reading in readings] == ["Rain", None]  # type: ignore[index]
    assert readings[0]["report"]["ref"] == "n1"  # type: ignore[index]


def test_the_time_is_now_unless_a_build_sets_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    main(["read", "a.txt", "b.txt", "--json"])
    made = [reading["generated_by"] for reading in lines(capsys)]
    assert [m["started"] for m in made] == ["1970-01-02T00:00:00Z"] * 2  # type: ignore[index]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert main(["read", "a.txt", "--json"]) == 2
    assert "SOURCE_DATE_EPOCH: it is no number" in capsys.readouterr().err


def test_a_page_holds_all_readings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt", "b.txt", "--html", "page.html"]) == 0
    assert capsys.readouterr() == ("", "")
    page = Page(Path("page.html").read_text("utf-8"))
    assert [found.text for found in page.with_class("text")] == ["It rains in a.", "It rains in b."]


def test_a_page_and_json_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt", "--html", "page.html", "--json"]) == 0
    assert len(lines(capsys)) == 1
    assert Path("page.html").exists()


def test_a_page_appears_whole_or_not_at_all(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = folder / "page.html"
    page.write_text("the old page", "utf-8")

    def fill_the_disk(path: Path, raw: bytes) -> int:
        path.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill_the_disk)
    before = sorted(folder.iterdir())
    assert main(["read", "a.txt", "--html", "page.html"]) == 2
    assert capsys.readouterr().err == (
        "sayso: page.html: it cannot be written: No space left on device\n"
    )
    assert page.read_text("utf-8") == "the old page"
    assert sorted(folder.iterdir()) == before


def test_no_page_is_written_where_nothing_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "no.txt", "--html", "page.html"]) == 2
    assert "page.html: it is not written" in capsys.readouterr().err
    assert not Path("page.html").exists()


def test_a_page_may_be_reached_through_a_link(folder: Path) -> None:
    target = folder / "real.html"
    target.write_text("old", "utf-8")
    (folder / "link.html").symlink_to(target)
    assert main(["read", "a.txt", "--html", "link.html"]) == 0
    assert (folder / "link.html").is_symlink()
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_title_of_half_characters_does_not_break_the_page() -> None:
    assert main(["read", "a.txt", "--title", "\ud83d", "--html", "page.html"]) == 0
    assert "&#55357;" in Path("page.html").read_text("utf-8")


def test_the_schema_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_without_a_command_it_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: sayso" in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("sayso 0.")


@pytest.mark.parametrize("arguments", [["read"], ["read", "--jso", "a.txt"], ["write"]])
def test_wrong_options_end_in_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
