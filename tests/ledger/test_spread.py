"""How the invented story of examples/story spread: who has it from whom, and the picture of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.cli.main import main
from sayso.export.plots import Life
from sayso.export.plots.of_spread import life_of
from sayso.ledger import Ledger
from sayso.ledger.answers import life, spread

STORY = Path(__file__).parents[2] / "examples" / "story" / "reports.jsonl"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the story in it, filed by the command."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    assert main(["add", str(STORY), "--from", "jsonl", "--ledger", str(path), "--quiet"]) == 0
    return path


@pytest.fixture(scope="module")
def drawn(file: Path) -> Life:
    """The life of the officer's claim as the agency prints it."""
    with Ledger.open(file, readonly=True) as ledger:
        (n,) = ledger.db.execute(
            "SELECT c.n FROM claims AS c JOIN sightings AS s ON s.report = c.report WHERE s.ref = '02-wire'"
            " AND c.text LIKE 'his battalion had lost 200%'"
        ).fetchone()
        found = ledger.ask(life.life, n)
        return life_of(found.origins, ledger.ask(spread.spread, found.origins))


def ids() -> list[str]:
    return [json.loads(row)["id"] for row in STORY.read_text("utf-8").splitlines()]


def by_story(drawn: Life, file: Path) -> dict[str, str]:
    """The story's own ids by the ids of the reports."""
    with Ledger.open(file, readonly=True) as ledger:
        return dict(
            ledger.db.execute(
                "SELECT r.id, s.ref FROM reports AS r JOIN sightings AS s ON s.report = r.n"
            )
        )


def test_every_report_is_told_of_in_the_order_of_its_day(drawn: Life, file: Path) -> None:
    refs = by_story(drawn, file)
    told = [refs[event.id] for event in drawn.events]
    assert sorted(told) == ids()
    assert told[:2] == ["01-service", "02-wire"]
    assert told[-1] == "12-late"


def test_each_has_it_as_the_story_says(drawn: Life, file: Path) -> None:
    refs = by_story(drawn, file)
    kinds = {refs[event.id]: event.kind for event in drawn.events}
    expected = {
        "01-service": "first",
        "03-herald": "copy",
        "04-beacon": "copy",
        "05-ledger": "copy",
        "06-kestrel": "citation",
        "07-radio": "citation",
        "08-globe": "copy",
        "09-ferryman": "report",
        "10-denial": "denial",
        "11-wire-corrected": "version",
    }
    assert {ref: kind for ref, kind in kinds.items() if ref in expected} == expected


def test_lines_lead_from_whoever_had_it_first(drawn: Life, file: Path) -> None:
    refs = by_story(drawn, file)
    links = {(refs[link.from_], refs[link.to], link.kind) for link in drawn.links}
    assert {
        ("01-service", "02-wire", "citation"),
        ("02-wire", "11-wire-corrected", "version"),
        ("02-wire", "03-herald", "copy"),
        ("04-beacon", "06-kestrel", "citation"),
        ("06-kestrel", "08-globe", "copy"),
    } <= links


def test_the_call_is_one_origin_and_the_ferryman_another(drawn: Life, file: Path) -> None:
    refs = by_story(drawn, file)
    origin = {refs[event.id]: event.origin for event in drawn.events}
    assert len({origin[ref] for ref in ("01-service", "02-wire", "03-herald", "06-kestrel")}) == 1
    assert origin["09-ferryman"] not in (None, origin["01-service"])
    assert 2 <= drawn.at_least <= drawn.at_most < len(drawn.events) / 2


def test_the_command_draws_it(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "life.svg"
    words = ["trace", "Valdanian", "officer", "--plot", str(picture), "--ledger", str(file)]
    assert main(words) == 0
    assert picture.read_text("utf-8").startswith("<?xml")
    assert "ORIGINS" in capsys.readouterr().out


def test_a_corrected_page_updates_itself_and_does_not_contradict_itself(file: Path) -> None:
    with Ledger.open(file, readonly=True) as ledger:
        relations = ledger.db.execute(
            "SELECT m.relation, c.text, o.text FROM matches AS m JOIN claims AS c ON c.n = m.claim"
            " JOIN claims AS o ON o.n = m.other JOIN sightings AS s ON s.report = c.report"
            " JOIN sightings AS t ON t.report = o.report"
            " WHERE s.ref = '11-wire-corrected' AND t.ref = '02-wire'"
        ).fetchall()
        assert ledger.check() == []
    assert ("updates", "100", "200") in {
        (relation, *("100" if "100" in text else "200" for text in texts))
        for relation, *texts in relations
    }
    assert "conflicts" not in {relation for relation, *_ in relations}


def test_the_trace_of_words_says_the_same_as_the_trace_of_the_claim(
    file: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["trace", "lost", "soldiers", "crossing", "--ledger", str(file), "--json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert main(["trace", found["claim"]["claim"], "--ledger", str(file), "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == found
    assert found["first_sighting"]["outlet"] == "Norland Security Service"
    count = found["origins"]["origins"]
    assert 2 <= count["at_least"] <= count["at_most"] <= 5
    assert found["copies"]
    assert main(["trace", "no", "such", "words", "--ledger", str(file)]) == 2
    assert b"no claim has the id" in capsysbinary.readouterr().err
