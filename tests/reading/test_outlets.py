"""Whose report it is. Add a row: a line that ends the text, and the outlet that it gives away, or None."""

import pytest

from sayso.reading.boilerplate import find_boilerplate
from sayso.reading.outlets import Origin, find_outlet
from sayso.reading.structure import Structure
from sayso.records import Outlet, Report

BODY = (
    "Bank shut after run\n\n"
    "The bank closed its doors on Monday, and more than forty savers waited in the rain until noon.\n\n"
)
ROWS = [
    ("Sign up to the Norvik Post’s newsletter", "Norvik Post"),
    ("Stay up to date with all the latest Norvik Post news by signing up here.", "Norvik Post"),
    ("Sign up to alerts from the Norvik Gazette today", "Norvik Gazette"),
    ("This article first appeared in the Evening Ledger.", "Evening Ledger"),
    ("The post Bank shut appeared first on Norvik Blog.", "Norvik Blog"),
    ("Sign up to our newsletter", None),
    ("Follow us on Twitter and Facebook", None),
    ("Source: Read Full Article", None),
    ("The Norvik Post said so.", None),
    ("Photo: Getty Images", None),
    ("Tags: Norvik Post, banks", None),
]
COPIES = [
    ("This article first appeared in the Evening Ledger.", True),
    ("Source: Read Full Article", True),
    ("Republished with permission from the Tarn Valley Courier", True),
    ("Sign up to the Norvik Post’s newsletter", False),
    ("", False),
]


def origin(text: str, outlet: str | None = None) -> Origin:
    cut = Structure.of(text)
    report = Report.of(text, outlet=Outlet(name=outlet) if outlet else None)
    return find_outlet(report, find_boilerplate(cut, [0.0] * len(cut.paragraphs)))


@pytest.mark.parametrize(("line", "name"), ROWS)
def test_the_outlet_that_a_text_gives_away(line: str, name: str | None) -> None:
    outlet = origin(BODY + line).outlet
    assert (outlet and outlet.name) == name
    if outlet:
        assert outlet.inferred
        assert outlet.reason
        assert {s.text for s in outlet.spans} == {name}


@pytest.mark.xfail(strict=True, reason="a rule asks for a letter before the sign of copyright")
def test_a_copyright_line_gives_the_outlet_away() -> None:
    outlet = origin(BODY + "© 2031 Tarn Valley Courier. All rights reserved.").outlet
    assert outlet is not None
    assert outlet.name == "Tarn Valley Courier"


def test_a_dateline_names_the_agency() -> None:
    text = "Bank shut\n\nNORVIK, Aug. 14 (Northwire) - The bank closed its doors on Monday, and rain fell."
    outlet = origin(text).outlet
    assert outlet is not None
    assert outlet.name == "Northwire"


@pytest.mark.parametrize(("line", "copied"), COPIES)
def test_a_copy_shows_that_it_is_one(line: str, copied: bool) -> None:
    assert [s.text for s in origin(BODY + line).copied] == ([line] if copied else [])


def test_a_given_outlet_stands() -> None:
    found = origin(BODY + "Sign up to the Norvik Post’s newsletter", "The Norvik Post")
    assert found.outlet == Outlet(name="The Norvik Post")
    assert found.copied == ()


def test_another_outlets_promotions_show_that_a_text_was_copied() -> None:
    promotions = "Sign up to the Norvik Post’s newsletter\n\n" * 2
    found = origin(BODY + promotions + BODY, "Tarn Blog")
    assert found.outlet == Outlet(name="Tarn Blog")
    assert {s.text for s in found.copied} == {"Norvik Post"}
