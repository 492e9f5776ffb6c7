"""Rules of the house that no other tool checks."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "sayso"
HEAVY = (
    *("onnxruntime", "tokenizers", "numpy", "trafilatura", "lxml", "httpx", "rich", "pypdf"),
    *("feedparser", "protego", "pyarrow", "duckdb", "warcio"),
)


def test_importing_sayso_loads_nothing_heavy() -> None:
    code = f"import sys, sayso, sayso.intake; print([m for m in {HEAVY} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize("path", sorted((SOURCE / "records").glob("*.py")), ids=lambda p: p.name)
def test_records_import_only_the_standard_library(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        ):
            assert name.split(".")[0] in sys.stdlib_module_names | {"sayso"}
