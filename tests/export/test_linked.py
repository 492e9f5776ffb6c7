"""Exports as linked data: W3C Web Annotation and schema.org Claim. The reports are invented."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from exported import AT, HOSTILE, small_ledger

from sayso.export import claim_jsonld, web_annotation
from sayso.ledger import Ledger
from sayso.ledger.answers.contents import Contents
from sayso.ledger.judging import grades

MOTIVATIONS = {"identifying", "classifying", "questioning"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        yield ledger


@pytest.fixture
def page(ledger: Ledger) -> dict[str, Any]:
    pieces = ledger.ask(
        lambda db: list(web_annotation.document(Contents(db).reports(), made_at=AT))
    )
    found: dict[str, Any] = json.loads("".join(pieces))
    return found


@pytest.fixture
def graph(ledger: Ledger) -> list[dict[str, Any]]:
    def lines(db: Any) -> list[str]:
        held = Contents(db)
        return list(claim_jsonld.document(held.reports(), held.grades(), made_at=AT))

    found = json.loads("".join(ledger.ask(lines)))
    assert found["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = found["@graph"]
    return nodes


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def test_the_annotations_keep_to_the_model(page: dict[str, Any]) -> None:
    """What the model says must hold: https://www.w3.org/TR/annotation-model/, sections 3 to 5."""
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    ids = [each["id"] for each in page["items"]]
    assert len(ids) == len(set(ids)) > 20
    for each in page["items"]:
        assert each["id"].startswith("urn:sayso:")
        assert each["type"] == "Annotation"
        assert each["motivation"] in MOTIVATIONS
        assert each["generated"] == AT
        assert each["generator"]["type"] == "Software"
        for body in each["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str) and body["value"]
        assert targets(each)
        for target in targets(each):
            assert target["type"] == "SpecificResource"
            assert target["source"].startswith(("https://", "ni:///sha-256;"))
            kinds = [selector["type"] for selector in target["selector"]]
            assert kinds in (["TextQuoteSelector", "TextPositionSelector"], ["TextQuoteSelector"])
            assert target["state"]["type"] == "TimeState"


def test_both_selectors_find_the_same_words(ledger: Ledger, page: dict[str, Any]) -> None:
    texts = {}
    for line in ledger.claims():
        digest = bytes.fromhex(line.report.removeprefix("sha256:"))
        named = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        texts[f"ni:///sha-256;{named}"] = ledger.reading(line.report).report.text
    for each in page["items"]:
        for target in targets(each):
            text = texts[target["state"]["cached"]]
            quote, *place = target["selector"]
            for position in place:
                start, end = position["start"], position["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])


def test_every_claim_is_annotated(ledger: Ledger, page: dict[str, Any]) -> None:
    claims = {f"urn:sayso:{line.claim}" for line in ledger.claims()}
    found = {each["id"] for each in page["items"] if each["motivation"] == "identifying"}
    assert found == claims


def test_no_rating_that_no_person_gave(ledger: Ledger, graph: list[dict[str, Any]]) -> None:
    assert len(graph) == len(ledger.claims())
    whole = json.dumps(graph)
    for word in ("Rating", "Review", "review", "ratingValue"):
        assert word not in whole


def test_a_claim_says_where_it_appeared_and_whose_it_is(
    ledger: Ledger, graph: list[dict[str, Any]]
) -> None:
    nodes = {node["identifier"]: node for node in graph}
    for line in ledger.claims():
        node = nodes[line.claim]
        assert node["@type"] == "Claim"
        assert node["@id"] == f"urn:sayso:{line.claim}"
        assert node["text"] == line.text
        assert node["firstAppearance"]["identifier"] == line.report
        assert node["firstAppearance"].get("url") == line.url
        if line.degree and line.source:
            key = "name" if line.named else "description"
            assert node["author"][key] == line.source
    hostile = next(node for node in graph if "HYPERLINK" in node["text"])
    assert hostile["text"] == HOSTILE
    assert "author" not in hostile


def test_a_persons_grade_is_a_review_by_that_person(ledger: Ledger) -> None:
    claim = ledger.claims()[-1].claim
    given = {"reliability": "B", "credibility": "6"}
    ledger.decide(grades.enter, claim, given, by="Ana Roe", at=AT, why="she was there")  # type: ignore[arg-type]

    def nodes(db: Any) -> list[str]:
        held = Contents(db, None, [claim])
        return list(claim_jsonld.document(held.reports(), held.grades(), made_at=AT))

    (node,) = json.loads("".join(ledger.ask(nodes)))["@graph"]
    found = [
        (each["author"]["name"], each["reviewAspect"], each["reviewRating"]["ratingValue"])
        for each in node["review"]
    ]
    assert found == [("Ana Roe", "reliability", "B"), ("Ana Roe", "credibility", "6")]
    assert node["review"][1]["reviewRating"]["name"] == "6: truth cannot be judged"
