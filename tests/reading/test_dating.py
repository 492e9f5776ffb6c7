"""Undated reports, dated by their own words. Texts and events are invented, but for the war's first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import sayso
from sayso.reading.dating import InTime, place_in_time
from sayso.reading.events import shipped
from sayso.reading.structure import Structure
from sayso.records import Event, Published

EVENTS = Event.table(
    """from,to,event,words,about,kind,source
2022-03-31,2022-03-31,The river decree is signed,"134,500;decree|conscript",river,event,invented
2022-04-28,2022-04-28,The harbour fund is proposed,$33 billion;aid|fund,harbour,event,invented
2022-06-06,2022-06-10,The Lakes Summit,lakes summit,,scheduled,invented
2022-05-10,2022-05-20,Ada Rook is acting mayor,acting mayor ada rook,,state,invented
2022-02-24,2022-02-24,The flood begins,flood of the valley,,event,invented
2022-06-29,2022-06-29,The eel prize is given,eel prize;given,,news,invented
2022-01-10,2022-02-23,Water gathers above the valley,water gathers;valley,,state,invented
"""
)


def dated(text: str, published: str | None = None) -> InTime:
    day = Published(from_=published, to=published, precision="day") if published else None
    return place_in_time(Structure.of(text), day, (), EVENTS)


def days(text: str) -> tuple[str | None, str | None] | None:
    estimate = dated(text).estimate
    return (estimate.from_, estimate.to) if estimate else None


@pytest.mark.parametrize(
    ("text", "from_", "to"),
    [
        # Firm: told as past
        ("The bridge collapsed on 3 May 2021, police said.", "2021-05-03", None),
        ("The bridge collapsed on 3 May 2021. It was repaired in July 2021.", "2021-07-01", None),
        ("The harbour fund of $33 billion in aid was welcomed.", "2022-04-28", None),
        # News of some weeks, and what held before the flood
        ("The eel prize was given to a heron.", "2022-06-29", "2022-07-27"),
        ("Water gathers above the valley, it is feared.", "2022-01-10", "2022-02-23"),
        (
            "The flood of the valley is here, as in the days when water gathers above the valley.",
            "2022-02-24",
            None,
        ),
        # Beside an event
        (
            "Last month, a decree on the river called up 134,500 men.",
            "2022-04-01",
            "2022-04-30",
        ),
        (
            "Last month, a decree on the river called up 134,500 men. The harbour gets $33 billion in aid.",
            "2022-04-28",
            "2022-04-30",
        ),
        ("A decree of yesterday calls up 134,500 river men.", "2022-04-01", "2022-04-02"),
        # So long after an event
        ("The flood of the valley has dragged on for two months.", "2022-04-08", "2022-05-24"),
        (
            "It is more than three months since the flood of the valley began.",
            "2022-05-24",
            "2022-06-24",
        ),
        # Ahead and past
        (
            "The flood of the valley was long. Rook will speak at the Lakes Summit.",
            "2022-02-24",
            "2022-06-10",
        ),
        (
            "The flood of the valley was long. At the Lakes Summit, leaders agreed on dams.",
            "2022-06-06",
            None,
        ),
        # Offices
        (
            "The flood of the valley was long, acting mayor Ada Rook said.",
            "2022-05-10",
            "2022-05-20",
        ),
        (
            "The flood of the valley was long, former acting mayor Ada Rook said.",
            "2022-02-24",
            None,
        ),
        # Days without a year
        (
            "The flood of the valley was long. The dam broke on May 3. The vote will be held on May 20.",
            "2022-05-03",
            "2022-05-20",
        ),
        (
            "The flood of the valley was long.\n\n9:30 P.M. EST\n\nThey met at the old hall.",
            "2022-02-24",
            "2022-03-13",
        ),
    ],
)
def test_estimates(text: str, from_: str | None, to: str | None) -> None:
    assert days(text) == (from_, to)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in the valley for most of the week.",
        "The river may be diverted by 2030.",
        "The dam will be finished by 3 May 2031.",
        "He would prevent a flood of the valley.",
    ],
)
def test_no_estimate(text: str) -> None:
    assert days(text) is None


def test_each_reason_stands_in_the_text_and_holds_the_estimate() -> None:
    text = "Last month, a decree on the river called up 134,500 men. The harbour gets $33 billion in aid."
    estimate = dated(text).estimate
    assert estimate is not None
    assert len(estimate.reasons) >= 2
    for reason in estimate.reasons:
        assert reason.spans
        assert all(text[s.start : s.end] == s.text for s in reason.spans)
        assert (reason.from_ or "0") <= (estimate.to or "9")
        assert (reason.to or "9") >= (estimate.from_ or "0")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The dam broke\n\nSaturday, September 12, 2015\n\nThe dam broke early.", "2015-09-12"),
        (
            "The dam broke\n\nPublished: 12 September 2015, 10:30 GMT\n\nThe dam broke early.",
            "2015-09-12",
        ),
        ("PORT SELWICK, April 28, 2022 (Ledger) — The dam broke early.", "2022-04-28"),
    ],
)
def test_a_printed_date_is_the_stated_one(text: str, day: str) -> None:
    placed = dated(text)
    assert placed.published == Published(from_=day, to=day, precision="day")
    assert placed.estimate is None


def test_a_dateline_without_a_year_is_evidence() -> None:
    text = "PORT SELWICK, April 28 — The flood of the valley was long."
    assert dated(text).published is None
    assert days(text) == ("2022-04-28", "2022-04-30")


def test_a_date_in_a_sentence_is_not_stated() -> None:
    assert dated("The dam broke on 12 September 2015, and the town moved.").published is None


def test_a_stated_date_needs_no_estimate() -> None:
    assert dated("The harbour gets $33 billion in aid.", "2022-05-02").estimate is None


# What can't both hold


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        ("The dam broke on Tuesday, 30 March 2022.", None, "was a Wednesday"),
        ("It ran from 5 May 2022 to 3 May 2022.", None, "comes before"),
        ("The dam broke on Monday, 30 March.", "2022-04-02", "was a Wednesday, not a Monday"),
        ("The dam broke on 12 May 2022, police said.", "2022-05-02", "is dated 2022-05-02"),
        ("The harbour gets $33 billion in aid.", "2022-04-02", "is dated 2022-04-02"),
        (
            "The dam broke on 12 May 2022. The vote will be held on 3 May 2022.",
            None,
            "is still ahead",
        ),
        (
            "It broke on Wednesday, July 14. On Tuesday, July 19, it was mended.",
            None,
            "In no year",
        ),
    ],
)
def test_clashes(text: str, published: str | None, words: str) -> None:
    (clash,) = dated(text, published).clashes
    assert words in clash.why


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The dam broke on Wednesday, 30 March 2022.", None),
        ("It ran from 3 May 2022 to 5 May 2022.", None),
        ("The dam broke on Tuesday, 30 March.", "2022-08-02"),
        (
            "The vote will be held on 3 May 2022. Rook is charged and facing trial on 12 May 2022.",
            None,
        ),
        ("The dam broke on 12 May 2022, police said.", "2022-05-12"),
        ("The dam broke on 12 May 2022. The vote will be held on 30 May 2022.", None),
        ("“We voted on 12 May 2022,” he said.", "2022-05-02"),
        ("On Tuesday, they spoke of 30 March 2022.", None),
        ("It broke on Thursday, July 14. On Tuesday, July 19, it was mended.", None),
        ("Wardens said Thursday the July 15 flood was over.", "2015-07-15"),
        ("The lock stays shut until Friday\n\nSeptember 18, 2008\n\nIt is shut.", None),
        ("The lock takes its new name on 1 October 2022.", "2022-05-20"),
    ],
)
def test_no_clash(text: str, published: str | None) -> None:
    assert dated(text, published).clashes == ()


# The tables


def test_every_row_that_ships_has_a_source() -> None:
    rows = shipped()
    assert len(rows) > 40
    assert all(row.source and row.from_ <= row.to for row in rows)
    assert min(r.from_ for r in rows) >= date(2021, 11, 10)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("from,to,event,words\n", "needs the column 'source'"),
        ("from,to,event,words,source\n2022-02,2022-02-24,x,y,z\n", "line 2: from and to"),
        ("from,to,event,words,source\n2022-02-24,2022-02-24,x,,z\n", "line 2: a row needs"),
        (
            "from,to,event,words,source,kind\n2022-02-24,2022-02-24,x,y,z,war\n",
            "line 2: kind is one of",
        ),
    ],
)
def test_a_bad_table_says_what_is_wrong(table: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Event.table(table)


def test_a_table_of_the_users_own_is_added(tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text(
        "from,to,event,words,source\n2015-09-12,2015-09-12,The old dam breaks,old dam;broke|broken,me\n",
        "utf-8",
    )
    text = "Police said that the old dam broke because nobody had looked after it for years."
    estimate = sayso.read_text(text, events=table).report.published_estimate
    assert estimate is not None
    assert estimate.from_ == "2015-09-12"
    table.write_text("nothing", "utf-8")
    with pytest.raises(sayso.SaysoError, match="needs the column"):
        sayso.read_text(text, events=table)
