"""What the tests of the command share."""

import sys

import command
import pytest


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own reader, so that they need no model and know what comes out."""
    monkeypatch.setitem(sys.modules, command.READER, command.reader())
