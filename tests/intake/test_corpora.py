"""The doors, tried on real files that no clone brings along."""

import re
from pathlib import Path

from sayso.intake import open_inputs
from sayso.records import Report


def test_every_page_of_the_ministry_gives_its_daily_claim_and_its_own_date(shared: Path) -> None:
    found = list(open_inputs([str(shared / "data" / "ua-mod-pages")]))
    assert len(found) == 85
    for report in found:
        assert isinstance(report, Report)
        assert "LATEST NEWS" not in report.text
        assert "personnel" in report.text
        assert report.title is not None
        assert report.outlet is not None
        assert report.outlet.name == "Ministry of Defence of Ukraine"
        day = re.search(r"to (\d\d)\.(\d\d)$", report.title)
        assert day is not None
        assert report.published is not None
        assert report.published.from_[:10] == f"2022-{day[2]}-{day[1]}"


def test_every_statement_of_the_white_house_states_title_address_and_date(shared: Path) -> None:
    found = list(open_inputs([str(shared / "data" / "white-house" / "**" / "*.md")]))
    assert len(found) == 407
    for report in found:
        assert isinstance(report, Report)
        assert report.title
        assert "\\" not in report.title
        assert report.url
        assert report.published


def test_plain_text_is_kept_as_it_is(shared: Path) -> None:
    found = list(open_inputs([str(shared / "reports"), str(shared / "data" / "polnear" / "dev")]))
    assert len(found) > 80
    for report in found:
        assert isinstance(report, Report)
        with Path(report.ref or "").open(encoding="utf-8", newline="") as file:
            assert report.text == file.read()
