"""The OpenAPI document: true to the addresses, and fuzzed over all of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from starlette.testclient import TestClient

from sayso.web.actions import ACTIONS
from sayso.web.addresses import ADDRESSES
from sayso.web.app import make_app
from sayso.web.openapi import document
from sayso.web.settings import Settings

BASE = "http://127.0.0.1:8700"
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


SCHEMA = schemathesis.openapi.from_dict(document(True))
OPERATIONS = {op.label: op for op in (found.ok() for found in SCHEMA.get_all_operations())}


@pytest.fixture(scope="module")
def app(filed: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The pages over a copy of a ledger that holds something: fuzzing may file and judge."""
    ledger = tmp_path_factory.mktemp("fuzzed") / "sayso.db"
    shutil.copy(filed, ledger)
    made = make_app(Settings(ledger=ledger), lambda: "2031-05-04T09:00:00Z", warm=False)
    with TestClient(made, base_url=BASE, raise_server_exceptions=False) as client:
        yield client.app


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_question_breaks_it(app: Any, label: str) -> None:
    @given(case=OPERATIONS[label].as_strategy())
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        case.validate_response(case.call(base_url=BASE, app=app), checks=CHECKS)
        # The same with ids that there are, so that the fuzz reaches what lies behind them.
        for name in case.path_parameters or ():
            case.path_parameters[name] = known[name if name != "id" else label.split("/")[1]]
        case.validate_response(case.call(base_url=BASE, app=app), checks=CHECKS)

    known = ids(app)
    ask()


def ids(app: Any) -> dict[str, str]:
    """An id of everything that an address may name."""
    client = TestClient(app, base_url=BASE)
    claims = client.get("/claims.json").json()["claims"]
    return {
        "claims": claims[0]["claim"],
        "origins": claims[0]["claim"],
        "reports": claims[0]["report"],
        "incidents": claims[0]["report"],
        "sources": client.get("/sources.json").json()["sources"][0]["source"],
        "one": claims[0]["claim"],
        "other": claims[-1]["claim"],
        "topic": "morale",
        "key": client.post("/read", data={"sample": "1"}, follow_redirects=False)
        .headers["location"]
        .split("/")[-1],
    }


def test_every_address_is_described(client: TestClient) -> None:
    found = client.get("/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert {address.path for address in ADDRESSES} <= set(found["paths"])
    for operations in found["paths"].values():
        for operation in operations.values():
            assert operation["summary"]


def test_without_a_ledger_only_reading_is_described() -> None:
    assert {"/", "/readings/{key}", "/read", "/read.json"} <= set(document(False)["paths"])
    assert "/claims" not in document(False)["paths"]


def test_every_address_and_field_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "web.md").read_text("utf-8")
    for address in ADDRESSES:
        assert f"| `{address.path}` |" in page
    for action in ACTIONS:
        assert f"`{action.path}`" in page
