"""The quality gate for tracing figures to reference series, against the floors in floors.json.

    python tests/quality/series.py          exits with 1 if a score is below its floor

Counted as `bench/series.py` counts, in per cent.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")


def main() -> int:
    """Measure, print, compare. Returns the exit status."""
    bench = load(ROOT / "bench" / "series.py")
    if not (bench.SHARED / "data" / "ua-mod-pages").is_dir():
        print("quality: series skipped, for the pages and series lie in ../shared")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8"))["series"]
    result = bench.measure(bench.SHARED)
    failed = False
    for name, floor in floors.items():
        right, total = result[name]
        value = 100 * right / max(total, 1)
        failed = failed or value < floor
        print(f"traced: {name:14}{floor:>7.1f}{value:>7.1f}{'   FAILED' if value < floor else ''}")
    return 1 if failed else 0


def load(path: Path) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
