"""Pictures: well-formed, without script, hostile text stays text, and nothing is told by colour alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from sayso.export.plots import (
    Event,
    Life,
    Link,
    Origin,
    life_picture,
    series_picture,
    weeks_picture,
)
from sayso.export.plots.scales import day_ticks, figure_ticks, shown
from sayso.export.plots.svg import to_words
from sayso.ledger.timeline.series import SeriesLine, WeekLine
from sayso.records import ReferencePoint

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\x00\u202e&amp;\ud800"


def line(**given: object) -> SeriesLine:
    default = SeriesLine(
        when="2031-04-11",
        until="2031-04-11",
        claimant="Joren Aske",
        named=True,
        low=70.0,
        high=70.0,
        stated=70.0,
        unit="soldier",
        of="soldiers",
        qualifier="exact",
        change=None,
        status=None,
        direction=None,
        claim="claim:0123456789abcdef",
        report="sha256:00",
        text="About 70 soldiers came back.",
        outlet="Hallow Lantern",
        title="Four boats",
        url="https://lantern.example/boats",
        degree=1,
    )
    return replace(default, **given)  # type: ignore[arg-type]


def week(**given: object) -> WeekLine:
    default = WeekLine(
        week="2031-W15",
        when="2031-04-07",
        until="2031-04-13",
        direction="worse",
        at_least=1,
        at_most=3,
        claims=("claim:1",),
        reports=("sha256:00",),
    )
    return replace(default, **given)  # type: ignore[arg-type]


def event(**given: object) -> Event:
    default = Event(
        id="1", when="2031-04-11", outlet="Sarn Press", title="200 lost", text="It lost.", url=None
    )
    return replace(default, **given)  # type: ignore[arg-type]


def life(*events: Event, links: tuple[Link, ...] = ()) -> Life:
    return Life(
        claim="It lost 200 soldiers.",
        events=events,
        links=links,
        origins=(Origin(id="a", name="an officer"), Origin(id="b", name="Aske", certain=False)),
        at_least=1,
        at_most=2,
    )


def read(svg: str) -> ET.Element:
    """The picture as XML, checked for what no picture of ours may have."""
    root = ET.fromstring(svg)
    assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None
    assert not re.search(r"<script|<style|<foreignObject|\son\w+=|javascript:", svg)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in ("fill", "stroke"):
                grey = re.fullmatch(r"#(.)\1\1|#(..)\2\2|none|url\(#\w+\)", value)
                assert grey, f"{value} is a colour"
    return root


def said(root: ET.Element) -> str:
    return " ".join(root.itertext())


def hrefs(root: ET.Element) -> list[str]:
    return [a.attrib["href"] for a in root.iter(f"{SVG}a")]


PICTURES = [
    series_picture("losses", [line(), line(claimant=None, status="requested", low=None)]),
    series_picture("losses", []),
    weeks_picture("morale", [week(), week(direction="better", at_most=1)]),
    weeks_picture("morale", []),
    life_picture(life(event(origin="a"), event(id="2", when=None, outlet=None, title=None))),
    life_picture(life()),
]


@pytest.mark.parametrize("svg", PICTURES)
def test_every_picture_is_well_formed_and_grey(svg: str) -> None:
    read(svg)


def test_hostile_words_stay_words() -> None:
    for svg in (
        series_picture(HOSTILE, [line(claimant=HOSTILE, text=HOSTILE, unit=HOSTILE, url=HOSTILE)]),
        weeks_picture(HOSTILE, [week(claims=(HOSTILE,))]),
        life_picture(
            life(event(id=HOSTILE, outlet=HOSTILE, title=HOSTILE, text=HOSTILE, url="javascript:x"))
        ),
    ):
        root = read(svg)
        assert "alert(1)" in said(root)
        assert "\u202e" not in svg
        assert not hrefs(root)


def test_a_dot_leads_to_its_words() -> None:
    (href,) = hrefs(read(series_picture("losses", [line()])))
    assert href == "https://lantern.example/boats#:~:text=About%2070%20soldiers%20came%20back."
    (href,) = hrefs(read(series_picture("losses", [line()], link=lambda found: f"/{found.claim}")))
    assert href == "/claim:0123456789abcdef"
    assert to_words("ftp://a.example/", "words") is None
    assert to_words("https://a.example/ b", "words") is None


def test_what_is_not_drawn_is_said() -> None:
    found = [
        line(),
        line(stated=5.0, unit="tank"),
        line(when=None, until=None),
        line(stated=8.0, change="up"),
    ]
    assert "Not drawn: 1 figure of other things and 1 figure without a day." in said(
        read(series_picture("losses", found))
    )


def test_a_demonym_is_no_other_thing_and_a_fuel_tank_is_no_tank() -> None:
    words = said(read(series_picture("x", [line(), line(unit="Valdanian soldier")])))
    assert "Not drawn" not in words
    words = said(read(series_picture("x", [line(unit="tank")] * 2 + [line(unit="fuel tank")])))
    assert "Not drawn: 1 figure" in words


def test_claimants_have_shapes_and_what_is_only_asked_for_is_hollow() -> None:
    root = read(
        series_picture("aid", [line(), line(claimant="an envoy", named=False, status="requested")])
    )
    groups = [g for g in root.iter(f"{SVG}g") if "data-claim" in g.attrib]
    shapes = [{child.tag for child in g.iter()} & {f"{SVG}circle", f"{SVG}polygon"} for g in groups]
    assert shapes[0] != shapes[1]
    assert "hollow: proposed" in said(root)
    assert "\u201can envoy\u201d" in said(root)


def test_an_open_end_has_an_arrow_and_an_interval_two_caps() -> None:
    svg = series_picture("x", [line(low=60.0, high=80.0), line(when="2031-05-01", high=None)])
    root = read(svg)
    ends = [p.attrib["d"] for p in root.iter(f"{SVG}path") if p.attrib.get("stroke-width") == "1"]
    assert sum("L" in d for d in ends) == 1
    assert "over 70" in said(read(series_picture("x", [line(qualifier="over", high=None)])))


def test_a_reference_series_is_a_line_beside() -> None:
    points = [
        ReferencePoint(
            series="Staff", day=f"2031-04-{day}", of="tank", stated=day, low=day, high=day
        )
        for day in (11, 12)
    ]
    root = read(series_picture("x", [line(), line(when="2031-04-14")], points))
    assert len(list(root.iter(f"{SVG}polyline"))) == 1
    assert "Staff: tank (reference series)" in said(root)


def test_a_week_says_least_and_most() -> None:
    root = read(weeks_picture("morale", [week()]))
    assert "2031-W15: worse, 1 to 3 origins." in said(root)
    assert {r.attrib["fill"] for r in root.iter(f"{SVG}rect")} >= {"url(#worse)", "none"}


def test_a_row_stands_in_the_column_of_its_origin() -> None:
    root = read(
        life_picture(
            life(
                event(origin="a", kind="first"),
                event(id="2", origin="b", kind="denial"),
                event(id="3", kind="citation"),
                links=(
                    Link(from_="1", to="2", kind="denial"),
                    Link(from_="1", to="9", kind="copy"),
                ),
            )
        )
    )
    assert len([g for g in root.iter(f"{SVG}g") if "data-event" in g.attrib]) == 3
    words = said(root)
    assert "independent origins: at least 1, at most 2" in words
    assert "Aske (not known to be another one)" in words
    assert "denial: 1 to 2" in words and "1 to 9" not in words


def test_a_long_life_says_how_much_is_left_out() -> None:
    events = tuple(event(id=str(n), origin="a") for n in range(75))
    assert "and 15 more" in said(read(life_picture(life(*events))))


def test_ticks() -> None:
    from datetime import date

    assert figure_ticks(0, 23) == [0, 5, 10, 15, 20, 25]
    assert figure_ticks(0, 0) and figure_ticks(5, 5)
    first = date(2022, 2, 20)
    for last in (date(2022, 2, 21), date(2022, 4, 1), date(2023, 4, 1), date(2222, 1, 1)):
        ticks = day_ticks(first, last)
        assert len(ticks) <= 9
        assert all(first <= day <= last for day, _ in ticks)
    assert [shown(n) for n in (1361, 33e9, 0.5, -20)] == ["1,361", "33 billion", "0.5", "-20"]
