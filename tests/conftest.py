"""What all tests share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the repository, which no clone brings along."""
    folder = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("needs the shared corpora: put them beside the repository or set SAYSO_SHARED")
    return folder
