"""Where a number could come from: each row a claim, and the point of an invented series it is traced to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.intake import report_from_text
from sayso.ledger import Ledger
from sayso.ledger.timeline.kinds import _pack, kinds_of
from sayso.ledger.timeline.reference import Imported, import_points, points, revisions, stated
from sayso.ledger.timeline.tracing import Candidate, could_come_from
from sayso.reading.reader import read_report
from sayso.records import ReferencePoint

AT, LATER = "2031-06-01T00:00:00Z", "2031-07-01T00:00:00Z"
TANKS = {1: 1340, 2: 1361, 3: 1361, 4: 1361, 5: 1390, 6: 1398, 9: 1450}


def point(day: int, figure: float, of: str = "tank", **given: object) -> ReferencePoint:
    said = {"series": "Staff", "claimant": "General Staff", "party": True, **given}
    return ReferencePoint(
        day=f"2031-05-{day:02}",
        of=of,
        stated=figure,
        low=figure,
        high=figure,
        **said,  # type: ignore[arg-type]
    )


SERIES = [
    *(point(day, figure) for day, figure in TANKS.items()),
    point(5, -3, correction=-3.0),
    *(point(day, 50 * day, of="fuel tank") for day in range(1, 9)),
    *(point(day, 30000 + 150 * day, of="personnel lost") for day in range(1, 9)),
    point(3, 4, of="warship"),
    point(3, 73, of="anti-aircraft system", whose="Valdania"),
    point(4, 907, whose="Norland", series="Norland"),
    point(4, 907, whose="Valdania", series="Valdania"),
    ReferencePoint(
        series="Estimates",
        day="2031-05-02",
        of="soldier killed",
        stated=None,
        low=40000,
        high=60000,
    ),
    point(6, 1398, series="Pictures", claimant="Watchers", party=False),
]
CORRECTION = ReferencePoint(
    series="Staff",
    day="2031-05-05",
    of="tank",
    claimant="General Staff",
    party=True,
    stated=None,
    low=None,
    high=None,
    correction=-3.0,
)
SERIES[len(TANKS)] = CORRECTION


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger.open(tmp_path / "test.db") as opened:
        opened.decide(import_points, SERIES, at=AT)
        yield opened


def ask(
    ledger: Ledger, text: str, published: str | None = "2031-05-06"
) -> dict[str, list[Candidate]]:
    """The candidates for each figure of a text, by the figure as printed."""
    report = report_from_text(text, published=published)
    reading = read_report(report, started=None)
    ledger.file(reading, seen_at=AT)
    printed = {q.id: q.spans[0].text for q in reading.quantities}
    rows = ledger.db.execute(
        "SELECT c.n FROM claims AS c JOIN reports AS r ON r.n = c.report WHERE r.id = ?",
        (report.id,),
    ).fetchall()
    return {
        printed[traced.quantity]: list(traced.candidates)
        for (n,) in rows
        for traced in ledger.ask(could_come_from, n)
    }


LEADS = "The losses of the enemy army since 1 May were:\n\n"
ROWS = [
    # the words, the day they were published, the day and how of the first answer
    ("The army has lost 1,361 tanks.", "2031-05-04", ("2031-05-04", "exact")),
    ("The army has lost 1,361 tanks.", "2031-05-20", ("2031-05-04", "exact")),
    ("The army has lost 1,361 tanks.", "2031-05-03", ("2031-05-03", "exact")),
    ("The army has lost 1,361 tanks.", None, ("2031-05-04", "exact")),
    ("The army has lost 1,361 tanks.", "2031-04-20", None),  # before the series said it
    ("The army has lost over 1,300 tanks.", "2031-05-03", ("2031-05-03", "rounded")),
    ("The army has lost over 1,350 tanks.", "2031-04-30", None),
    ("The army has lost over 1,361 tanks.", "2031-05-04", ("2031-05-04", "rounded")),
    ("The army has lost about 1,290 tanks.", "2031-05-03", ("2031-05-03", "within")),
    (
        "Between 40,000 and 60,000 soldiers of the army were killed.",
        "2031-05-04",
        ("2031-05-02", "exact"),
    ),
    ("The army has lost about 1,400 tanks.", "2031-05-06", ("2031-05-06", "rounded")),
    ("The army has lost 1,400 tanks.", "2031-05-06", ("2031-05-06", "rounded")),
    ("The army has lost 1,357 tanks.", "2031-05-06", None),
    ("The army has lost 5 tanks.", "2031-05-06", None),
    ("The army has received 1,361 tanks from its allies.", "2031-05-04", None),  # no loss
    (
        f"{LEADS}tanks - 1361 (+21),\n\nfuel tanks - 100 (+50).",
        "2031-05-02",
        ("2031-05-02", "exact"),
    ),
]


@pytest.mark.parametrize(("text", "published", "expected"), ROWS)
def test_the_day_that_a_figure_could_come_from(
    ledger: Ledger, text: str, published: str | None, expected: tuple[str, str] | None
) -> None:
    found = ask(ledger, text, published)
    if expected is None:
        assert not found
    else:
        first = next(iter(found.values()))[0]
        assert (first.day, first.how) == expected


def test_a_list_of_losses_is_traced_item_by_item(ledger: Ledger) -> None:
    items = (
        "personnel - about 30450 (+150) persons,",
        "tanks - 1361 (+0),",
        "fuel tanks - 150 (+50),",
        "Anti-aircraft guns - 73.",
    )
    text = LEADS + "\n\n".join(items)
    found = ask(ledger, text, "2031-05-03")
    told = {shown: (c[0].of, c[0].stated, c[0].day, c[0].how) for shown, c in found.items()}
    assert told == {
        "about 30450": ("personnel lost", 30450, "2031-05-03", "exact"),
        "150": ("fuel tank", 150, "2031-05-03", "exact"),
        "1361": ("tank", 1361, "2031-05-03", "exact"),
        "0": ("tank", 0, "2031-05-03", "added"),
        "50": ("fuel tank", 50, "2031-05-03", "added"),
        "73": ("anti-aircraft system", 73, "2031-05-03", "exact"),
    }


def test_a_candidate_says_how_long_it_stood_and_who_says_so(ledger: Ledger) -> None:
    (found,) = ask(ledger, "The army has lost 1,361 tanks.")["1,361 tanks"]
    assert (found.stood_from, found.stood_to, found.days) == ("2031-05-02", "2031-05-04", 2)
    assert (found.claimant, found.party, found.restated) == ("General Staff", True, None)
    (found,) = ask(ledger, "The army has lost 1,390 tanks.")["1,390 tanks"]
    assert found.restated == -3


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("907 tanks", ["Norland", "Valdania"]),
        ("907 Valdanian tanks", ["Valdania"]),
        ("907 Sarnish tanks", []),
    ],
)
def test_whose_it_is_is_not_mistaken(ledger: Ledger, words: str, whose: list[str]) -> None:
    found = ask(ledger, f"The army has lost {words}.", "2031-05-04")
    assert sorted(str(c.whose) for cs in found.values() for c in cs) == whose


def test_each_series_has_its_own_answer(ledger: Ledger) -> None:
    found = ask(ledger, "The army has lost 1,398 tanks.")["1,398 tanks"]
    assert [c.series for c in found] == ["Pictures", "Staff"]


def test_a_corrected_figure_stays_beside_the_old_one(ledger: Ledger) -> None:
    done = ledger.decide(import_points, [point(5, 1388), point(6, 1398)], at=LATER)
    assert done == Imported(series=("Staff",), added=0, already=1, corrected=1)
    held = [
        p.stated for p in ledger.ask(lambda db: list(points(db, "tank"))) if p.series == "Staff"
    ]
    assert held == [1340, 1361, 1361, 1361, 1388, 1398, 1450]
    assert [p.stated for p in ledger.ask(revisions, point(5, 1388))] == [1390, 1388]
    old = ask(ledger, "The army has lost 1,390 tanks.")["1,390 tanks"][0]
    assert (old.day, old.corrected_to) == ("2031-05-05", 1388)


def test_to_import_again_changes_nothing(ledger: Ledger) -> None:
    before = list(ledger.db.execute("SELECT * FROM reference_points"))
    done = ledger.decide(import_points, SERIES, at=LATER)
    assert (done.added, done.already, done.corrected) == (0, len(SERIES), 0)
    assert list(ledger.db.execute("SELECT * FROM reference_points")) == before


def test_a_rebuild_leaves_the_series_alone(ledger: Ledger) -> None:
    before = list(ledger.db.execute("SELECT * FROM reference_points"))
    ledger.rebuild()
    assert list(ledger.db.execute("SELECT * FROM reference_points")) == before


def test_without_series_there_is_no_answer_and_no_cost(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as ledger:
        assert ask(ledger, "The army has lost 1,361 tanks.") == {}


@pytest.mark.parametrize(
    ("unit", "text", "topics", "kinds"),
    [
        ("fuel tank", "76 fuel tanks burned", ["equipment-losses"], ["fuel tank"]),
        ("Russian tank", "300 Russian tanks burned", ["equipment-losses"], ["tank"]),
        ("tank", "300 tanks were delivered", ["aid-military"], []),
        ("APV", "APV - 300", ["equipment-losses"], ["armoured vehicle"]),
        ("soldier", "300 soldiers", ["personnel-losses"], ["personnel lost"]),
        (
            "soldier",
            "300 soldiers were killed",
            ["personnel-losses"],
            ["personnel lost", "soldier killed"],
        ),
        ("horse", "300 horses fell", ["personnel-losses"], []),
        (None, "300", ["personnel-losses"], []),
    ],
)
def test_what_is_counted(unit: str | None, text: str, topics: list[str], kinds: list[str]) -> None:
    assert kinds_of(unit, None, text, topics) == kinds


def test_every_lookup_goes_through_an_index(ledger: Ledger) -> None:
    asked: list[str] = []
    ledger.db.set_trace_callback(asked.append)
    ledger.db.execute("BEGIN")
    stated(ledger.db, "tank", 1300, 1400, until="9999", most=10)
    list(points(ledger.db, "tank"))
    revisions(ledger.db, point(5, 1390))
    import_points(ledger.db, [point(7, 1400)], at=LATER)
    ledger.db.execute("ROLLBACK")
    ledger.db.set_trace_callback(None)
    for sql in asked:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            plan = ledger.db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            assert not [step for *_, step in plan if step.startswith("SCAN p")], (sql, plan)


def test_the_pack_is_sound() -> None:
    for name, kind in _pack().items():
        assert all(word == word.lower() for word in kind.words), name
        assert kind.topics, name


def test_points_are_facts(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ledger.db.execute("INSERT INTO reference_series (id, name) VALUES ('x', 'y')")
