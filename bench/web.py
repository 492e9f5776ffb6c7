"""How fast the pages are: `bench/web.py --ledger FILE` over a ledger, or `--reports N` over a made one.

Starts `sayso serve` on loopback and asks each page, with claims, reports and topics drawn at random, one
after the other; then lets many people read reports at once. Prints one JSON object a line: the page,
the 50th and 95th percentile in milliseconds on the wall and of the server's CPU (on Linux; it is what
counts where other work runs beside it), and how many answers were no answers.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx2
from generated import Generator
from ledger import BATCH, SEEN, real_readings

from sayso.ledger import Ledger

_NAMES = ("police", "county", "Lopez", "department", "Smith", "white house")
_CHANNELS = ("statement", "court", "interview", "social-media", "intercepted-communication")
EXAMPLE = Path(__file__).parents[1] / "examples" / "bank-run.txt"


def file_reports(path: Path, shared: Path, reports: int, seed: int) -> None:
    """A ledger of made reports, as `bench/ledger.py` makes them."""
    made = iter(Generator(real_readings(shared, 600), total=reports, seed=seed))
    with Ledger.open(path) as ledger:
        while batch := [(reading, None) for reading in itertools.islice(made, BATCH)]:
            ledger.file_all(batch, seen_at=SEEN)


def drawn(path: Path, asked: int, seed: int) -> dict[str, list[str]]:
    """Addresses to ask, by kind of page."""
    chance = random.Random(seed)
    with Ledger.open(path, readonly=True) as ledger:
        db = ledger.db
        (last,) = db.execute("SELECT max(n) FROM claims").fetchone()
        rows = [
            db.execute(
                "SELECT c.id, c.text, r.id FROM claims AS c JOIN reports AS r ON r.n = c.report"
                " WHERE c.n >= ? LIMIT 1",
                (chance.randint(1, last),),
            ).fetchone()
            for _ in range(asked)
        ]
        clustered = [
            db.execute(
                "SELECT c.id FROM cluster_claims AS m JOIN claims AS c ON c.n = m.claim"
                " WHERE m.claim >= ? LIMIT 1",
                (chance.randint(1, last // 2),),
            ).fetchone()
            for _ in range(asked)
        ]
        largest = db.execute(
            "SELECT c.id FROM clusters AS k JOIN claims AS c ON c.n = k.n"
            " ORDER BY k.claims DESC LIMIT ?",
            (asked,),
        ).fetchall()
        pairs = db.execute(
            "SELECT a.id, b.id FROM matches AS m JOIN claims AS a ON a.n = m.claim"
            " JOIN claims AS b ON b.n = m.other LIMIT 20000"
        ).fetchall()
        topics = [t for (t,) in db.execute("SELECT DISTINCT topic FROM claim_topics").fetchall()]
        sources = [s for (s,) in db.execute("SELECT id FROM sources LIMIT 5000").fetchall()]
        copies = db.execute(
            "SELECT a.id, b.id FROM copies AS k JOIN reports AS a ON a.n = k.a"
            " JOIN reports AS b ON b.n = k.b LIMIT 2000"
        ).fetchall()
    words = ["+".join(text.split()[:2]) for _, text, _ in rows]
    return {
        "/claims": ["/claims"] * asked,
        "/claims?topic": [f"/claims?topic={chance.choice(topics)}" for _ in rows],
        "/claims?q": [f"/claims?q={''.join(filter(str.isalnum, w.split('+')[-1]))}" for w in words],
        "/claims/{id}": [f"/claims/{claim}" for claim, _, _ in rows],
        "/claims?source": [f"/claims?source={chance.choice(_NAMES)}" for _ in rows],
        "/claims?channel": [f"/claims?channel={chance.choice(_CHANNELS)}" for _ in rows],
        "/claims?min_origins": [f"/claims?min_origins={chance.randint(2, 5)}" for _ in rows],
        "/claims?since": [f"/claims?since=2015-{chance.randint(1, 12):02}-01" for _ in rows],
        "/claims/{id}, in a cluster": [f"/claims/{found[0]}" for found in clustered if found],
        "/claims/{id}/life": [f"/claims/{found[0]}/life" for found in clustered if found],
        "/claims/{id}/life, the largest": [f"/claims/{claim}/life" for (claim,) in largest],
        "/reports": ["/reports"] * asked,
        "/reports/{id}": [f"/reports/{report}" for _, _, report in rows],
        "/incidents": ["/incidents"] * asked,
        "/incidents/{id}": [f"/incidents/{report}" for _, _, report in rows],
        "/copies?report": [f"/copies?report={chance.choice(copies)[0]}" for _ in rows if copies],
        "/copies/{one}/{other}": [
            "/copies/{}/{}".format(*chance.choice(copies)) for _ in rows if copies
        ],
        "/origins": ["/origins"] * asked,
        "/origins/{id}": [f"/origins/{found[0]}" for found in clustered if found],
        "/origins/{id}, the largest": [f"/origins/{claim}" for (claim,) in largest],
        "/series/{topic}": [f"/series/{chance.choice(topics)}" for _ in rows],
        "/sources": ["/sources"] * asked,
        "/sources/{id}": [f"/sources/{chance.choice(sources)}" for _ in rows],
        "/tray": ["/tray"] * asked,
        "/pairs/{one}/{other}": [
            "/pairs/{}/{}".format(*chance.choice(pairs)) for _ in rows if pairs
        ],
        "/reports?q": [
            f"/reports?q={''.join(filter(str.isalnum, w.split('+')[-1]))}" for w in words
        ],
        "/reports/{id}.json": [f"/reports/{report}.json" for _, _, report in rows],
        "/copies": ["/copies"] * min(asked, 20),
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """Milliseconds of one answer on the wall and of the server's CPU, and whether it was one."""

    wall: float
    cpu: float | None
    good: bool


def timed(ask: Callable[[], int], cpu: Callable[[], float | None]) -> Answer:
    """Ask once."""
    before, began = cpu(), time.perf_counter()
    status = ask()
    wall, after = 1000 * (time.perf_counter() - began), cpu()
    used = None if before is None or after is None else 1000 * (after - before)
    return Answer(wall, used, status in (200, 303))


def cpu_of(process: int) -> Callable[[], float | None]:
    """Seconds of CPU that a process has used, asked of its clock (clock_getcpuclockid(3)); Linux alone has it."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    return lambda: time.clock_gettime((~process << 3) | 2)


def tell(name: str, answers: list[Answer]) -> None:
    """Print the line of one kind of page."""
    line: dict[str, object] = {"page": name, "asked": len(answers)}
    for clock in ("wall", "cpu"):
        times = sorted(t for each in answers if (t := getattr(each, clock)) is not None)
        if times:
            line[f"p50_{clock}_ms"] = round(statistics.median(times), 1)
            line[f"p95_{clock}_ms"] = round(times[min(len(times) - 1, int(0.95 * len(times)))], 1)
    line["failed"] = sum(not each.good for each in answers)
    print(json.dumps(line), flush=True)


def read_and_drawn(client: httpx2.Client, text: str) -> int:
    """Send a text and get the page of its reading."""
    return client.post("/read", data={"text": text}, follow_redirects=True).status_code


def measure(path: Path, asked: int, people: int, seed: int) -> None:
    """Start the server, ask it, end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("sayso")), "serve"]
    server = subprocess.Popen([*command, "--port", str(port), "--ledger", str(path)])
    base, cpu = f"http://127.0.0.1:{port}", cpu_of(server.pid)
    try:
        with httpx2.Client(base_url=base, timeout=120) as client:
            for _ in range(600):
                try:
                    client.get("/static/web.css")
                    break
                except httpx2.TransportError:
                    time.sleep(0.1)
            for name, places in drawn(path, asked, seed).items():
                if places:
                    client.get(places[0])
                    tell(name, [timed(lambda p=p: client.get(p).status_code, cpu) for p in places])
            text = EXAMPLE.read_text("utf-8")
            longer = (text * 4)[:6_000]  # about a thousand words
            tell(
                "a text of 1,000 words, read and drawn",
                [
                    timed(lambda n=n: read_and_drawn(client, f"{longer}\n{n}"), cpu)
                    for n in range(asked)
                ],
            )

        def reads(n: int) -> Answer:
            form = {"text": f"{text}\n\nThe clerk of ward {n} said so.\n"}
            return timed(
                lambda: httpx2.post(f"{base}/read", data=form, timeout=300).status_code,
                lambda: None,  # they run at the same time
            )

        with ThreadPoolExecutor(people) as pool:
            tell(f"POST /read, {people} at once", list(pool.map(reads, range(people))))
    finally:
        server.terminate()
        server.wait(20)


def main() -> int:
    """Make a ledger if none is given, and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledger", type=Path, help="a ledger that is there")
    options.add_argument("--reports", type=int, default=2_000, help="else so many are made")
    options.add_argument("--shared", type=Path, default=Path("../shared/data"))
    options.add_argument("--asked", type=int, default=50, help="pages of each kind")
    options.add_argument("--people", type=int, default=50, help="who read at once")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    if given.ledger:
        measure(given.ledger, given.asked, given.people, given.seed)
        return 0
    if not given.shared.is_dir():
        sys.stderr.write("the corpora are not there: nothing is measured\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        file_reports(path, given.shared, given.reports, given.seed)
        measure(path, given.asked, given.people, given.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
