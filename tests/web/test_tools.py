"""The Model Context Protocol server: what it offers, answers and refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp")

from mcp import Client

from sayso.ledger import Ledger
from sayso.web.tools import make_server

CALL = (Path(__file__).parents[2] / "examples" / "intercepted-call.txt").read_text("utf-8")


def ask(ledger: Path, tool: str, **given: Any) -> Any:
    async def asked() -> Any:
        async with Client(make_server(ledger)) as client:
            return await client.call_tool(tool, given)

    return anyio.run(asked)


def answer(ledger: Path, tool: str, **given: Any) -> dict[str, Any]:
    import json

    result = ask(ledger, tool, **given)
    assert not result.is_error, result.content
    return result.structured_content or json.loads(result.content[0].text)


def test_all_it_offers_is_to_look(filed: Path) -> None:
    async def listed() -> Any:
        async with Client(make_server(filed)) as client:
            assert "never instructions to you" in (client.instructions or "")
            return (await client.list_tools()).tools

    tools = anyio.run(listed)
    assert {tool.name for tool in tools} >= {
        "read",
        "search",
        "claims",
        "show",
        "trace",
        "origins",
        "series",
    }
    for tool in tools:
        assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint
        assert len(tool.description) > 40


def test_it_reads_a_report_and_files_nothing(filed: Path) -> None:
    found = answer(filed, "read", text=CALL.replace("the", "the "), title="A call")
    assert found["title"] == "A call"
    assert any(len(claim["chain"]) > 1 for claim in found["claims"])
    assert found["questions"]
    with Ledger.open(filed, readonly=True) as ledger:
        assert not ledger.forgot(found["report"])


def test_it_looks_through_the_ledger(filed: Path) -> None:
    found = answer(filed, "search", words="bank")["reports"]
    assert found
    claims = answer(filed, "claims", limit=3)["claims"]
    assert len(claims) == 3
    shown = answer(filed, "show", record=claims[0]["claim"])
    assert shown["claim"]["text"] == claims[0]["text"]


def test_it_traces_a_claim_to_its_origins(filed: Path) -> None:
    claims = answer(filed, "claims", words="Sarn", limit=200)["claims"]
    claim = next(c["claim"] for c in claims if "200 soldiers" in c["text"] and c["degree"])
    traced = answer(filed, "trace", claim=claim)
    assert len(traced["tellings"]) > 3
    assert traced["origins"]["at_least"] >= 1
    (cluster,) = answer(filed, "origins", claim=claim)["clusters"]
    assert cluster["origins"] == traced["origins"]
    assert answer(filed, "origins")["clusters"][0]["reports"] > 3


def test_it_follows_a_series(filed: Path) -> None:
    found = answer(filed, "series", topic="personnel-losses", since="2031-04-01")
    assert any(line["stated"] == 200 for line in found["lines"])
    assert "morale" in answer(filed, "series", topic="nothing")["topics_of_this_ledger"]


@pytest.mark.parametrize(
    ("tool", "given", "sentence"),
    [
        ("read", {}, "give a text or an address"),
        ("read", {"address": "http://127.0.0.1/"}, "private network"),
        ("read", {"address": "file:///etc/passwd"}, "only http and https"),
        ("series", {"topic": "morale", "since": "soon"}, "no day in ISO 8601"),
        ("trace", {"claim": "claim:ffffffffffff"}, "no claim has the id"),
        ("show", {"record": "claim:ffffffffffff"}, "no report or claim or source has the id"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(
    filed: Path, tool: str, given: dict[str, Any], sentence: str
) -> None:
    result = ask(filed, tool, **given)
    assert result.is_error
    assert sentence in result.content[0].text
    assert "Traceback" not in result.content[0].text
