"""`sayso serve` as a process: it says where it is, answers, asks for its token, and ends quietly."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from command import start

from sayso.cli.serve import _listen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The server, and the address that it prints once it can be asked."""
    server = start("serve", "--port", str(free_port()), *options, cwd=folder)
    try:
        assert server.stderr is not None
        said = server.stderr.readline().decode()
        found = re.search(r"http://\S+", said)
        assert found, said + server.stderr.read().decode()
        yield server, found[0].rstrip(";")
    finally:
        server.kill()
        server.communicate(timeout=20)


def ask(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_it_says_where_it_is_and_answers(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, address):
        status, page = ask(address)
        assert status == 200
        assert "Paste the text of a report" in page
        assert ask(address, Host="evil.example")[0] == 421
        assert list(tmp_path.iterdir()) == []
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, 130)


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        server = start("serve", "--port", port, cwd=tmp_path)
        _, said = server.communicate(timeout=30)
    assert server.returncode == 2
    assert said.decode().count("\n") == 1
    assert f"port {port}: it cannot be listened on" in said.decode()


def test_whoever_can_be_reached_from_elsewhere_asks_for_a_token(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0", "--name", "127.0.0.1") as (_, address):
        token = re.search(r"\?token=(\S+)$", address)
        assert token
        local = f"http://127.0.0.1:{re.search(r':([0-9]+)/', address)[1]}/openapi.json"  # type: ignore[index]
        assert ask(local)[0] == 401
        assert ask(local, Authorization=f"Bearer {token[1]}")[0] == 200


@pytest.mark.parametrize("host", ["no-such-host.invalid", "256.1.1.1"])
def test_a_host_that_is_none_is_told_in_one_line(tmp_path: Path, host: str) -> None:
    server = start("serve", "--host", host, cwd=tmp_path)
    _, said = server.communicate(timeout=30)
    assert server.returncode == 2
    assert "cannot be listened on" in said.decode() and "Traceback" not in said.decode()


def test_what_is_small_is_sent_at_once() -> None:
    """asyncio turns Nagle's algorithm off for sockets that are named as TCP, and for no others."""
    with _listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
