"""`sayso watch`: against a site that the test starts on this machine. What it prints is invented."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import start
from feedsite import Site, item, served

from sayso.ledger import Ledger

DATE = "Tue, 06 May 2031 08:00:00 GMT"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "sayso.db"


def watch(db: Path, *arguments: str | Path) -> tuple[int, str, str]:
    private = "--allow-private-addresses"
    process = start("watch", "--once", "--ledger", db, private, *arguments)
    out, err = process.communicate(timeout=600)
    return process.returncode, out.decode(), err.decode()


def counts(db: Path, *arguments: str | Path) -> dict[str, int]:
    _, out, _ = watch(db, "--json", *arguments)
    found: dict[str, int] = json.loads(out)
    return {name: number for name, number in found.items() if name != "feed"}


def stories(site: Site, number: int) -> str:
    items = []
    for n in range(number):
        link = site.story(f"/story/{n}", f"Ferry {n}", f"The ferry {n} is closed, the port said.")
        items.append(item(link, f"Ferry {n}", DATE))
    return site.rss("/rss", *items)


def test_from_a_feed_to_the_ledger(site: Site, db: Path) -> None:
    status, out, err = watch(db, stories(site, 2))
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("added: Ferry 1 (Harbour Post), 1 claim, sha256:")
    assert lines[2] == f"{site.base}/rss: 2 added"
    with Ledger.open(db) as ledger:
        (seen,) = ledger.sightings(lines[0].split()[-1])
    assert seen.feed == f"{site.base}/rss"
    assert seen.url == f"{site.base}/story/1"
    assert seen.published_from == "2031-05-06T08:00:00+00:00"


def test_nothing_is_asked_for_twice(site: Site, db: Path) -> None:
    url = stories(site, 2)
    watch(db, url)
    site.asked.clear()
    assert counts(db, url) == {"added": 0, "already": 0, "versions": 0, "failed": 0}
    assert site.paths() == ["/rss"]
    assert "If-None-Match" in site.asked[0][1]


def test_a_changed_entry_is_a_new_version(site: Site, db: Path) -> None:
    url = stories(site, 2)
    watch(db, url)
    link = site.story("/story/0", "Ferry 0 runs", "The ferry 0 runs again, the port said.")
    site.rss(
        "/rss", item(link, "Ferry 0 runs", DATE), item(f"{site.base}/story/1", "Ferry 1", DATE)
    )
    assert counts(db, url) == {"added": 1, "already": 0, "versions": 1, "failed": 0}


def test_a_page_that_fails_costs_only_itself_and_is_tried_again_later(site: Site, db: Path) -> None:
    link = site.story("/a", "A", "The ferry is closed, the port said.")
    url = site.rss("/rss", item(site.base + "/gone", "Gone"), item(link, "A"))
    status, out, err = watch(db, url)
    assert status == 2
    assert "1 added, 1 failed" in out
    assert err == (
        f"sayso: {site.base}/gone: the server answers 404 Not Found (it is tried again later)\n"
    )
    site.asked.clear()
    assert watch(db, url)[0] == 0
    assert site.paths() == ["/rss"]


def test_what_cannot_be_read_is_not_fetched_again(site: Site, db: Path) -> None:
    url = site.rss("/rss", item(site.story("/a", "A", "bonjour bonjour"), "A"))
    assert "written in French\n" in watch(db, url)[2]
    site.asked.clear()
    watch(db, url)
    assert site.paths() == ["/rss"]


def test_a_server_that_asks_for_patience_is_left_alone(site: Site, db: Path) -> None:
    url = site.put("/rss", "busy", 429, Retry_After="3600")
    status, _, err = watch(db, url)
    assert status == 2
    assert "429 Too Many Requests" in err
    status, _, err = watch(db, url)
    assert status == 2
    assert "asked to be left alone until 2" in err
    assert site.paths() == ["/rss"]


@pytest.mark.parametrize(
    ("body", "words"),
    [("<html><p>Hello</p></html>", "no RSS or Atom feed"), ("", "the feed is empty")],
)
def test_what_is_no_feed(site: Site, db: Path, body: str, words: str) -> None:
    status, _, err = watch(db, site.put("/rss", body))
    assert status == 2
    assert err == f"sayso: {site.base}/rss: {err.split(': ', 2)[2]}"
    assert words in err


def test_one_feed_that_fails_does_not_cost_the_other(site: Site, db: Path) -> None:
    status, out, err = watch(db, site.base + "/none", stories(site, 1))
    assert status == 2
    assert "404" in err
    assert "1 added" in out


def test_private_addresses_are_refused_unless_asked_for(site: Site, db: Path) -> None:
    process = start("watch", "--once", "--ledger", db, stories(site, 1))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"private network" in err
    assert site.asked == []


def test_a_folder(tmp_path: Path, db: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    assert watch(db, folder)[:2] == (0, f"{folder}: nothing new\n")
    (folder / "a.txt").write_text("The ferry is closed.")
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    status, out, err = watch(db, folder)
    assert status == 2
    assert "1 added, 1 failed" in out
    assert err == f"sayso: {folder.resolve()}/b.txt: it is a PNG image, not a text\n"
    assert counts(db, folder)["added"] == 0
    (folder / "a.txt").write_text("The ferry runs.")
    assert counts(db, folder)["added"] == 1


def test_a_feed_in_a_file(site: Site, db: Path, tmp_path: Path) -> None:
    stories(site, 1)
    (tmp_path / "saved.xml").write_bytes(site.pages["/rss"][2])
    assert counts(db, tmp_path / "saved.xml")["added"] == 1


def test_a_place_that_is_not_there(db: Path, tmp_path: Path) -> None:
    status, _, err = watch(db, tmp_path / "none")
    assert status == 2
    assert err == f"sayso: {tmp_path}/none: there is no such folder\n"


def test_it_goes_on_until_it_is_stopped(site: Site, db: Path) -> None:
    url = stories(site, 1)
    process = start(
        *("watch", "--every", "1", "--json", "--ledger", db, "--allow-private-addresses", url)
    )
    assert process.stdout
    assert json.loads(process.stdout.readline())["added"] == 1
    link = site.story("/new", "New", "The bridge is open, the port said.")
    site.rss("/rss", item(link, "New", DATE))
    while (found := json.loads(process.stdout.readline())["added"]) == 0:
        pass
    assert found == 1
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130


def test_killed_at_any_moment_it_loses_nothing(site: Site, db: Path) -> None:
    """SIGKILL at random moments, SAYSO_KILLS times; what was printed as added is in the ledger."""
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    kills = int(os.environ.get("SAYSO_KILLS", "6"))
    number = 7 * kills
    url, printed = stories(site, number), set()
    for _ in range(kills):
        watching = start(*("watch", "--once", "--ledger", db, "--allow-private-addresses", url))
        with watching as process:
            assert process.stdout
            # Most of them while it files, however busy this machine is; some while it begins.
            wanted = chance.choice((0, 1, 3, 6, 10))
            lines = [process.stdout.readline() for _ in range(wanted)]
            time.sleep(chance.uniform(0, 0.1) if lines else chance.uniform(0.1, 1))
            process.kill()
            lines += process.stdout.readlines()
        printed |= {line.split()[-1].decode() for line in lines if b"sha256:" in line}
    status, _, err = watch(db, url)
    assert (status, err) == (0, ""), f"seed {seed}"
    with Ledger.open(db) as ledger:
        held = {line.report for line in ledger.claims(limit=-1)}
        assert len(held) == number, f"seed {seed}"
        assert printed <= held, f"seed {seed}"
        assert ledger.check() == [], f"seed {seed}"
    # Only what was under way when it was killed may have been asked for again.
    pages = [path for path in site.paths() if path.startswith("/story/")]
    assert len(pages) <= number + kills
