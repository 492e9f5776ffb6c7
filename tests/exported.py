"""A small ledger to export: a reading made by hand, and a report by people who mean harm."""

from __future__ import annotations

from pathlib import Path

from command import read_report
from readings import bank_run

from sayso import records as r
from sayso.ledger import Ledger

AT = "2031-05-06T10:00:00Z"
HOSTILE = (
    '=HYPERLINK("http://bad.example","x")\r\n@SUM(1+1)*cmd|\' /C calc\'!A0, "said" </script><b>'
)


def small_ledger(folder: Path) -> Ledger:
    """The bank run at an address, and the hostile report without one."""
    ledger = Ledger.open(folder / "sayso.db")
    run = bank_run(
        url="https://ledger.example/run",
        published=r.Published(from_="2031-05-03", to="2031-05-03", precision="day"),
    )
    ledger.file(run, seen_at=AT)
    ledger.file(read_report(r.Report.of(HOSTILE, title="+1"), started=AT), seen_at=AT)
    return ledger
