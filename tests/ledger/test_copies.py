"""Copies: what is planted is found, what reports of one kind share is not, and who copied whom is said."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import records as r
from sayso.ledger import Ledger, conclude
from sayso.ledger.copying import copies, holders
from sayso.ledger.copying.copy_lines import CopyLine, copy_lines
from sayso.records.reading import GeneratedBy

AUDIT = """PORT SELWICK — The harbour master allegedly took about 1,200 crowns from the pilots' fund, the audit \
office said on Monday. Officers searched three rooms of the old customs house and carried away fourteen boxes of \
ledgers, a spokeswoman for the court said.

Nobody has been charged, and the harbour master's lawyer, Ada Brandt, said that he would answer every question the \
judges put to him. The fund pays the widows of pilots who drowned on the Morne bar in the winter of 2019."""
FERRY = """MORNE — Two ferries of the Cobalt Line stood idle on Thursday after a fire in an engine room. The crew of \
nineteen had put it out before the brigade came alongside, the company's captain Jonas Reeve told reporters on the quay.

Passengers were taken across by trawlers until dusk. The line carries some 40,000 people a month between Morne and the \
outer isles, and will run one boat until the surveyors from Tarn have looked at the hull."""
ORCHARD = """TARN — Growers in the upper valley lost half of their apricots to the frost of last week, the chamber of \
farming said on Friday. In Lower Tarn alone 310 orchards were hit, and the chamber's secretary, Mila Osk, asked the \
county for a loan without interest.

Bees had been out for nine days when the cold came back. Older farmers compare it with the spring of 1987, when the \
mountain road was closed until May."""


def report(text: str, **said: str | None) -> r.Report:
    day, outlet = said.pop("day", None), said.pop("outlet", None)
    return r.Report.of(
        text,
        published=r.Published(from_=day, to=day, precision="day") if day else None,
        outlet=r.Outlet(name=outlet) if outlet else None,
        **said,
    )


def file(ledger: Ledger, *reports: r.Report) -> list[str]:
    made = GeneratedBy(sayso="0", model=None, started=None)
    for n, each in enumerate(reports):
        unread = r.Reading(generated_by=made, report=each)
        ledger.file(unread, seen_at="2031-05-03T12:00:00Z", ref=each.ref or f"place {n} {each.id}")
    return [each.id for each in reports]


def lines(ledger: Ledger, kinds: str = "whole part quotation boilerplate") -> list[CopyLine]:
    return [line for line in copy_lines(ledger.db) if line.kind in kinds.split()]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setattr(conclude, "RULES", (copies,))
    with Ledger.open(tmp_path / "test.db") as opened:
        yield opened


def edited(text: str, every: int) -> str:
    """Each n-th word replaced."""
    words = text.split(" ")
    return " ".join("something" if n % every == every - 1 else w for n, w in enumerate(words))


def scattered(text: str, share: float) -> str:
    """A share of the words replaced, here and there."""
    draw = random.Random(7)
    return " ".join("something" if draw.random() < share else w for w in text.split(" "))


QUOTE = "he would answer every question the judges put to him. The fund pays the widows of pilots who drowned"


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        (f"A new headline here\n\n{AUDIT}\n\nSign up for our newsletter today.", "whole"),
        (edited(AUDIT, 20), "whole"),
        (scattered(AUDIT, 0.2), "part"),
        (f"{AUDIT[:300]}\n\n{ORCHARD}", "part"),
        (f"{ORCHARD}\n\nIn another town {QUOTE} out there, it was said.", "part"),
        (f"{ORCHARD}\n\n“{QUOTE},” it was said.", "quotation"),
    ],
)  # fmt: skip
def test_copies_are_found_under_new_headlines_and_edits(
    ledger: Ledger, copy: str, kind: str
) -> None:
    one, two, _ = file(ledger, report(AUDIT), report(copy), report(FERRY))
    (line,) = lines(ledger)
    assert {line.from_, line.to} == {one, two}
    assert line.kind == kind


def test_passages_stand_where_they_say(ledger: Ledger) -> None:
    copy = f"{ORCHARD}\n\n{edited(AUDIT, 9)}"
    file(ledger, report(AUDIT), report(copy))
    (line,) = lines(ledger)
    texts = {report(t).id: t for t in (AUDIT, copy)}
    for passage in line.passages:
        for span, text in ((passage.from_, texts[line.from_]), (passage.to, texts[line.to])):
            assert text[span.start : span.end] == span.text
        assert 0 < passage.same <= len(passage.to.text.split()) + 5
    shares = {line.from_: line.containment.from_, line.to: line.containment.to}
    assert shares[report(AUDIT).id] > 0.9
    assert 0.3 < shares[report(copy).id] < 0.7


def test_what_changed_on_the_way_is_told(ledger: Ledger) -> None:
    copy = (
        AUDIT.replace("allegedly took about 1,200", "took 1,300")
        .replace(", Ada Brandt,", "")
        .replace("three rooms", "five rooms")
    )
    file(
        ledger,
        report(AUDIT, day="2031-05-03", title="Harbour master suspected"),
        report(copy, day="2031-05-04", title="Harbour master took 1,300 crowns"),
    )
    (line,) = lines(ledger)
    said = {
        name: [(c.from_ and c.from_.text, c.to and c.to.text) for c in getattr(line.changes, name)]
        for name in ("figures", "names", "hedges")
    }
    assert said == {
        "figures": [("1,200", "1,300"), ("three", "five")],
        "names": [("Ada Brandt", None)],
        "hedges": [("allegedly", None), ("about", None)],
    }
    assert line.changes.headline
    assert line.changes.headline.to.text == "Harbour master took 1,300 crowns"


@pytest.mark.parametrize(
    ("credit", "direction"),
    [
        ("Source: Selwick Gazette", "stated"),
        ("This article first appeared in the Selwick Gazette.", "stated"),
        ("The Selwick Gazette reported it first.", "stated"),
        ("The Morne Gazette reported it first.", "dated"),
        ("", "dated"),
    ],
)
def test_a_credit_states_the_direction_else_the_dates_tell(
    ledger: Ledger, credit: str, direction: str
) -> None:
    copy = f"{AUDIT}\n\n{credit}"
    # The credit holds against the dates: a web page's date is often that of its last change.
    days = ("2031-05-05", "2031-05-04") if direction == "stated" else ("2031-05-04", "2031-05-05")
    one, two = file(
        ledger,
        report(AUDIT, outlet="Selwick Gazette", day=days[0]),
        report(copy + " ", outlet="Tide", day=days[1]),
    )
    (line,) = lines(ledger)
    assert (line.from_, line.to, line.direction) == (one, two, direction)
    assert (line.credit is not None) == (direction == "stated")


def test_an_outlet_that_credits_itself_states_nothing(ledger: Ledger) -> None:
    copy = f"{AUDIT}\n\nSource: Selwick Gazette"
    file(ledger, report(AUDIT, outlet="Selwick Gazette"), report(copy, outlet="Selwick Gazette"))
    (line,) = lines(ledger)
    assert (line.direction, line.credit) == ("unknown", None)


def test_without_credit_and_dates_the_direction_is_unknown_and_the_order_stable(
    ledger: Ledger,
) -> None:
    ids = file(ledger, report(AUDIT), report(edited(AUDIT, 30)))
    (line,) = lines(ledger)
    assert line.direction == "unknown"
    assert [line.from_, line.to] == sorted(ids)


def test_one_text_at_two_outlets_is_a_copy_between_its_sightings(ledger: Ledger) -> None:
    (one, _) = file(
        ledger,
        report(AUDIT, url="https://gazette.example/1", day="2031-05-03"),
        report(AUDIT, url="https://tide.example/2", day="2031-05-04"),
    )
    (line,) = lines(ledger)
    assert (line.from_, line.to, line.kind, line.direction) == (one, one, "whole", "dated")
    assert line.sightings
    assert line.sightings.from_ != line.sightings.to


def test_versions_of_one_page_are_no_copies(ledger: Ledger) -> None:
    url = "https://gazette.example/1"
    file(ledger, report(AUDIT, url=url), report(edited(AUDIT, 30), url=f"{url}?utm_source=x"))
    assert lines(ledger) == []


FORMULAS = """{town} — A man of {age} was shot in the {part} and taken in serious condition to {town} Hospital, where \
he was pronounced dead at {hour}:10 p.m., according to police.

It was the {n} shooting in {town} this year. Anyone with information is asked to call Crime Stoppers at 555-222-8477."""


def test_reports_of_one_kind_share_formulas_and_are_no_copies(ledger: Ledger) -> None:
    towns = ("Selwick", "Morne", "Tarn", "Osk", "Reeve")
    file(
        ledger,
        *(
            report(FORMULAS.format(town=t, age=20 + 7 * n, part=p, hour=n + 3, n=f"{n + 4}th"))
            for n, (t, p) in enumerate(
                zip(towns, ("arm", "leg", "chest", "neck", "hip"), strict=True)
            )
        ),
    )
    assert lines(ledger) == []


BOX = """The Cobalt Post of Lower Morne is printed on Tuesdays and Fridays in the works beside the Reeve bridge, and \
has been since Osk and Daughters took it over from the Brandt family in the year of the great flood."""


def strangers(n: int, box: str, host: str | None) -> list[r.Report]:
    """Reports about different things that share nothing but a box."""
    draw = random.Random(f"{n} {host}")
    made = []
    for k in range(n):
        words = [
            f"{draw.choice('bcdfgklmnprst')}{draw.choice('aeiou')}{w}" for w in ("ll", "rn", "sk")
        ]
        names = [w.capitalize() + str(k) for w in words for _ in range(3)]
        body = ". ".join(
            f"The {a} of {b} met with {c}{i} there"
            for i, (a, b, c) in enumerate(zip(names, names[1:], names[2:], strict=False))
        )
        made.append(
            report(f"{body}.\n\n{box}", url=f"https://{host}/{k}" if host else None, ref=f"r{k}")
        )
    return made  # fmt: skip


def test_words_that_strangers_share_at_one_host_are_boilerplate_and_then_furniture(
    ledger: Ledger,
) -> None:
    two = strangers(2, BOX, "post.example")
    file(ledger, *two)
    assert [line.kind for line in lines(ledger)] == ["boilerplate"]
    file(ledger, *strangers(6, BOX, "post.example"))
    assert lines(ledger) == []
    assert ledger.db.execute("SELECT count(*) FROM furniture").fetchone()[0] > 5
    file(ledger, report(f"{AUDIT}\n\n{BOX}"), report(f"{ORCHARD}\n\n{BOX}"))
    assert lines(ledger) == []


def test_words_that_many_strangers_share_anywhere_are_furniture(ledger: Ledger) -> None:
    made = strangers(8, BOX, None)
    file(ledger, *made[:4])
    assert {line.kind for line in lines(ledger)} == {"part"}
    file(ledger, *made[4:])
    assert lines(ledger) == []


def test_copies_of_one_report_however_many_do_not_become_furniture(ledger: Ledger) -> None:
    file(ledger, *(report(f"{edited(AUDIT, 40 + n)}\n\nSelwick desk {n}.") for n in range(9)))
    assert len(lines(ledger, "whole")) == 36
    assert ledger.db.execute("SELECT count(*) FROM furniture").fetchone() == (0,)


def test_the_order_of_filing_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conclude, "RULES", (copies,))
    seed = random.randrange(10**6)
    draw = random.Random(seed)
    made = [report(edited(t, n)) for t in (AUDIT, FERRY, ORCHARD) for n in (9, 13, 31)]
    made += [report(f"{AUDIT[:320]}\n\n{FERRY[:300]}."), *strangers(7, BOX, "post.example")]
    told = set()
    for n in range(6):
        draw.shuffle(made)
        with Ledger.open(tmp_path / f"{n}.db") as opened:
            file(opened, *made)
            told.add(frozenset((x.from_, x.to, x.kind, x.containment) for x in lines(opened)))
    assert len(told) == 1, f"seed {seed}"


def test_findings_rebuild_to_the_same(ledger: Ledger) -> None:
    file(ledger, report(AUDIT), report(edited(AUDIT, 9)), *strangers(6, BOX, "post.example"))
    before = rows(ledger.db)
    ledger.rebuild()
    assert rows(ledger.db) == before


def rows(db: sqlite3.Connection) -> list[tuple]:
    return [
        row
        for table in ("fingerprints", "recent_fingerprints", "furniture", "left_out", "copies")
        for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2" if table != "furniture" else
                              "SELECT * FROM furniture ORDER BY 1")
    ]  # fmt: skip


def test_what_a_filing_looks_at_is_bounded(ledger: Ledger) -> None:
    file(ledger, *(report(f"{edited(AUDIT, 30 + n)} {n}") for n in range(70)))
    (most,) = ledger.db.execute(
        "SELECT max(held) FROM (SELECT count(*) AS held FROM (SELECT hash FROM fingerprints"
        " UNION ALL SELECT hash FROM recent_fingerprints) GROUP BY hash)"
    ).fetchone()
    assert most == holders.HOLDERS
    (partners,) = ledger.db.execute(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM copies GROUP BY b)"
    ).fetchone()
    assert partners == copies.CANDIDATES


@pytest.mark.parametrize(
    "text", ["x", "...", "İ" * 40, "one two three four five", "\u2028", "𝒳 " * 30]
)
def test_odd_texts_have_no_copies_and_do_no_harm(ledger: Ledger, text: str) -> None:
    file(ledger, report(text), report(text + " y"), report(AUDIT))
    assert lines(ledger, "whole part quotation") == []
