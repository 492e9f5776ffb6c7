"""Reference series from files: our own columns, and those of three that are published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import BadSeries
from sayso.intake.reference_series import series_from_path
from sayso.records import ReferencePoint

STORY = Path(__file__).parents[2] / "examples" / "story" / "losses.csv"
ECONOMIST = (
    "date,estimate_low,estimate_high,estimate,type,source,source_url,country,"
    '"ignore for chart, data from warring parties"\n'
)


def read(tmp_path: Path, text: str, name: str = "series.csv") -> list[ReferencePoint]:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return series_from_path(file)


def test_our_own_columns() -> None:
    points = series_from_path(STORY)
    assert [p.stated for p in points] == [1640, 1870, 1790, 1824]
    third = points[2]
    assert (third.low, third.high, third.qualifier) == (1611, 1969, "about")
    assert (third.correction, third.party, third.day) == (-100, True, "2031-04-15")


def test_what_a_row_leaves_out_is_unknown(tmp_path: Path) -> None:
    (point,) = read(tmp_path, 'day,of,stated\n2031-04-01,boat,"1,200"\n')
    assert point == ReferencePoint(
        series="series", day="2031-04-01", of="boat", stated=1200, low=1200, high=1200
    )
    (point,) = read(tmp_path, "day,of,low,high\n2031-04-01,boat,5,9\n")
    assert (point.stated, point.low, point.high, point.qualifier) == (None, 5, 9, "between")
    (point,) = read(tmp_path, "day,of,stated,qualifier\n2031-04-01,boat,5,over\n")
    assert (point.low, point.high) == (5, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no series is known by these columns"),
        ("a,b\n1,2\n", "lacks the column 'day'"),
        ("day,of,stated\n", "no figure"),
        ("day,of,stated\n1.4.2031,boat,5\n", "line 2"),
        ("day,of,stated\n2031-04-01,boat,many\n", "line 2"),
        ("day,of,stated\n2031-04-01,boat,\n", "needs a figure"),
        ("day,of,stated\n2031-04-01,,5\n", "needs what is counted"),
        ("day,of,stated,qualifier\n2031-04-01,boat,5,some\n", "qualifier is one of"),
        ("day,of,stated,period\n2031-04-01,boat,5,hourly\n", "period is one of"),
        ("day,of,stated\n2031-04-01,boat,inf\n", "is no figure"),
        ("day,of,stated\n2031-04-01,boat,1e400\n", "is no figure"),
        ('day,of,stated\n"2031-04-01,boat,5\n', "it is no table"),
        ("[1, 2", "it is no JSON"),
        ("[1, 2]", "a list of days"),
        ('[{"date": "2031-04-01", "horse": 3}]', "'horse'"),
        ('[{"date": "yesterday", "tank": 3}]', "entry 1"),
        ('[{"date": "2031-04-01", "tank": [3]}]', "entry 1"),
        ('[{"date": "2031-04-01", "tank": true}]', "True is no figure"),
        ('[{"date": "2031-04-01", "tank": 1e999}]', "inf is no figure"),
        ('[{"date": "2031-04-01", "tank": -3}]', "-3 is no figure"),
        pytest.param("[" * 100_000, "nested without end", id="deep"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadSeries, match=words) as raised:
        read(tmp_path, text)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"day,of,stated\n2031-04-01,boat\xff,5\n")
    with pytest.raises(BadSeries, match="UTF-8"):
        series_from_path(tmp_path / "x")
    with pytest.raises(BadSeries, match="No such file"):
        series_from_path(tmp_path / "y")


def test_daily_losses_with_their_flags(tmp_path: Path) -> None:
    days = [
        {"date": "2031-04-01", "day": 1, "personnel": 900, "personnel*": "about"},
        {"date": "2031-04-02", "day": 2, "personnel": 950, "personnel*": "more"},
    ]
    about, more = read(tmp_path, json.dumps(days))
    assert (about.of, about.low, about.high, about.qualifier) == (
        "personnel lost",
        810,
        990,
        "about",
    )
    assert (more.low, more.high, more.qualifier) == (950, None, "over")
    assert about.party is True


def test_corrections_are_kept_as_such(tmp_path: Path) -> None:
    row = {"date": "2031-04-01", "day": 1, "tank": -5, "drone": 0, "personnel": 0}
    (point,) = read(tmp_path, json.dumps([row]))
    assert (point.of, point.correction, point.stated, point.low) == ("tank", -5, None, None)


def test_counts_from_pictures_are_a_least(tmp_path: Path) -> None:
    text = (
        "country,equipment_type,destroyed,type_total,date_recorded\n"
        'Russia,Tanks,3,5,2022-03-01\nRussia,"Trucks - 7, of which destroyed: 7",7,7,2022-03-01\n'
    )
    tank, truck = read(tmp_path, text)
    assert (tank.of, tank.low, tank.high, tank.qualifier) == ("tank", 5, None, "at-least")
    assert (truck.of, tank.party) == ("trucks", False)


def test_estimates_and_who_made_them(tmp_path: Path) -> None:
    text = ECONOMIST + (
        "01/02/2023,15000,20000,,deaths,A ministry,https://a.example/,russia,yes\n"
        '17/06/2026,,,"1,200,000",casualties,An institute,,ukraine,\n'
        "29/06/2022,,25000,,deaths,Another,,russia,\n"
    )
    first, second, third = read(tmp_path, text)
    assert (first.day, first.of, first.low, first.high) == (
        "2023-02-01",
        "soldier killed",
        15000,
        20000,
    )
    assert (first.party, second.party, second.stated) == (True, None, 1200000)
    assert second.of == "soldier killed or wounded"
    assert (third.low, third.high, third.qualifier) == (None, 25000, "at-most")


def test_the_published_files_are_read_whole(shared: Path) -> None:
    data = shared / "data" / "series"
    files = [
        *(data / "ua-general-staff" / "data").glob("*.json"),
        data / "oryx" / "daily_count.csv",
        *(data / "economist").rglob("*- estimates.csv"),
    ]
    assert len(files) >= 5
    for file in files:
        assert len(series_from_path(file)) > 80
