"""The command as a process of its own, with the tests' own reader instead of the model.

Run as a program, this file is that command; the tests of the command line start it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso import records as r
from sayso.errors import NotEnglish

READER = "sayso.reading.reader"


def read_report(
    report: r.Report,
    *,
    started: str | None,
    events: tuple[r.Event, ...] = (),
    model: str = "careful",
) -> r.Reading:
    """Find one claim. A text that says "broken" breaks, "bonjour" is French, "slow" takes long."""
    assert not events
    if "bonjour" in report.text:
        raise NotEnglish("it is written in French")
    if "broken" in report.text:
        raise ZeroDivisionError("no\nluck")
    if "slow" in report.text:
        time.sleep(30)
    span = r.Span.of(report.text, 0, len(report.text))
    claim = r.Claim(
        id="c1",
        spans=(span,),
        text=span.text,
        attribution_id=None,
        voice="outlet",
        chain=(r.ChainLink(),),
        degree=0,
    )
    made = r.GeneratedBy(sayso="0.1.0", model=None, started=started)
    return r.Reading(generated_by=made, report=report, claims=(claim,))


def reader() -> ModuleType:
    """A module that stands in for the real reader."""
    module = ModuleType(READER)
    module.read_report = read_report  # type: ignore[attr-defined]
    return module


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start `sayso` with all streams in pipes, unless `options` say otherwise.

    A variable of `env` that is None is not set.
    """
    usual = {**os.environ, "PYTHONPATH": None, "PYTHONUNBUFFERED": None}
    given = {**usual, **options.pop("env", {})}
    env = {name: value for name, value in given.items() if value is not None}
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE) | options
    return subprocess.Popen([sys.executable, __file__, *map(str, arguments)], env=env, **streams)


if __name__ == "__main__":
    from sayso.cli.main import main

    sys.modules[READER] = reader()
    sys.exit(main())
