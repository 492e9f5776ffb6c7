"""A selection finds what going through all claims one by one would find, whichever condition leads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.intake import open_inputs, report_from_text
from sayso.ledger import Ledger, Selection
from sayso.ledger.answers import selecting
from sayso.ledger.answers.asking import claims
from sayso.ledger.answers.facets import faceted
from sayso.ledger.lines import ClaimLine
from sayso.reading.reader import read_report

STORY = Path(__file__).parents[2] / "examples" / "story" / "reports.jsonl"
NOON = "2031-05-03T12:00:00Z"
HEADLINE = "14 dead as ferry sinks off Port Selwick"
FACT = "14 people were killed when the ferry Tern sank off Port Selwick on Monday"
TWO = [
    ("Selwick Courier", f"{FACT}, Ida Lorn, the mayor of Port Selwick, told a briefing."),
    ("Varnholt Herald", f"“I saw it myself: {FACT},” said Jon Tasker, a baker."),
]
CONDITIONS = {
    "topic": "personnel-losses",
    "source": "sARN p",
    "channel": "press-report",
    "since": "2031-04-12",
    "until": "2031-04-13",
    "min_origins": 2,
    "words": "battalion",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("story") / "story.db") as opened:
        for report in open_inputs([str(STORY)], from_jsonl=True):
            opened.file(read_report(report, started=None), seen_at=NOON)
        # A matter that two people with different names tell of: two origins at least.
        for outlet, text in TWO:
            report = report_from_text(text, outlet=outlet, published="2031-05-06", title=HEADLINE)
            opened.file(read_report(report, started=None), seen_at=NOON)
        yield opened


@pytest.fixture(params=[(500, 32, 500), (2, 1, 0)], ids=["in one window", "one by one"])
def windows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at, window, few = request.param
    monkeypatch.setattr(selecting, "_LOOKED_AT", looked_at)
    monkeypatch.setattr(selecting, "_WINDOW", window)
    monkeypatch.setattr(selecting, "_FEW_CLUSTERS", few)


def meets(ledger: Ledger, line: ClaimLine, given: Selection) -> bool:
    """Whether a claim meets all conditions, by its line and the texts."""
    named = [link["name"].lower() for link in line.chain if link.get("named")]
    report = ledger.reading(line.report).report
    known = ledger.db.execute(
        "SELECT k.at_least FROM claims AS c JOIN cluster_claims AS m ON m.claim = c.n"
        " JOIN clusters AS k ON k.n = m.cluster WHERE c.id = ?",
        (line.claim,),
    ).fetchone()
    return (
        (not given.topic or given.topic in [topic.key for topic in line.topics])
        and (not given.source or any(given.source.lower() in name for name in named))
        and (not given.channel or given.channel == line.channel)
        and (not given.since or (line.published_to or "") >= given.since)
        and (not given.until or "" < (line.published_from or "")[:10] <= given.until)
        and (not given.words or given.words in f"{report.title} {report.text}".lower())
        and (not given.min_origins or (known[0] if known else 1) >= given.min_origins)
    )


@pytest.mark.parametrize(
    "asked", [c for k in (0, 1, 2) for c in itertools.combinations(CONDITIONS, k)], ids="+".join
)
@pytest.mark.usefixtures("windows")
def test_conditions_find_what_meets_them(ledger: Ledger, asked: tuple[str, ...]) -> None:
    selection = Selection(**{name: CONDITIONS[name] for name in asked})
    every = ledger.claims(limit=-1)
    wanted = [line.claim for line in every if meets(ledger, line, selection)]
    assert [line.claim for line in ledger.claims(selection, limit=-1)] == wanted
    assert len(wanted) < len(every) or not asked
    assert wanted or len(asked) == 2


@pytest.mark.parametrize("name", CONDITIONS)
@pytest.mark.usefixtures("windows")
def test_pages_join_without_a_gap(ledger: Ledger, name: str) -> None:
    selection = Selection(**{name: CONDITIONS[name]})
    whole = list(claims(ledger.db, selection, limit=-1))
    pages: list[tuple[int, ClaimLine]] = []
    while page := list(
        claims(ledger.db, selection, limit=3, after=pages[-1][0] if pages else None)
    ):
        assert len(page) <= 3
        pages += page
    assert pages == whole


def test_facets_count_what_a_selection_finds(ledger: Ledger) -> None:
    lines, counted = ledger.ask(faceted, Selection(), limit=10)
    assert [line for _, line in lines] == ledger.claims(limit=10)
    assert counted.complete
    assert counted.counted == len(ledger.claims(limit=-1))
    for facet in counted.topics:
        assert facet.claims == len(ledger.claims(Selection(topic=facet.value), limit=-1))
    assert [facet.value for facet in counted.origins][:1] == ["2"]
    for facet in counted.origins:
        enough = Selection(min_origins=int(facet.value))
        assert facet.claims == len(ledger.claims(enough, limit=-1))
    for facet in counted.channels:
        assert facet.claims == len(ledger.claims(Selection(channel=facet.value), limit=-1))


@pytest.mark.parametrize("part", ["%", "_", "\\", '"', "'"])
def test_signs_in_a_name_mean_themselves(ledger: Ledger, part: str) -> None:
    assert ledger.claims(Selection(source=part)) == []
    assert ledger.claims(Selection(source=f"Sarn{part}Press")) == []


def test_a_name_with_quotation_marks_is_found(tmp_path: Path) -> None:
    text = 'Jon "Mac" Tasker, a baker, said on Monday that the ferry Tern sank off Port Selwick.'
    reading = read_report(report_from_text(text, published="2031-05-06"), started=None)
    named = [replace(source, name='Jon "Mac" Tasker', named=True) for source in reading.sources]
    with Ledger.open(tmp_path / "marks.db") as ledger:
        ledger.file(replace(reading, sources=tuple(named)), seen_at=NOON)
        found = [ledger.claims(Selection(source=part)) for part in ('"mac"', 'n "M')]
        both = ledger.claims(Selection(source='"Mac"', words="ferry"))
        assert found[0] == found[1] == both != []
