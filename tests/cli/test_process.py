"""`sayso` as a process: streams, signals, pipes, terminals, memory and what it imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import command
import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX")
LATIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}


def record(text: str) -> bytes:
    return json.dumps({"text": text}).encode() + b"\n"


def written(tmp_path: Path, *texts: str) -> list[Path]:
    paths = [tmp_path / f"{at}.txt" for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths


@pytest.mark.parametrize("face", ["--json", "--quiet"])
def test_output_is_utf8_whatever_the_locale(face: str, tmp_path: Path) -> None:
    (path,) = written(tmp_path, "‘Ünïcode’ costs €5, 漢字 and 😀 too.")
    out, err = command.start("read", path, face, env=LATIN).communicate()
    assert "costs €5, 漢字 and 😀 too." in out.decode("utf-8")
    assert b"\r" not in out
    assert err == b""


def test_each_line_is_out_before_the_next_report_comes_in() -> None:
    with command.start("read", "-", "--from", "jsonl", "--json") as process:
        assert process.stdin
        assert process.stdout
        for text in ("It rains.", "It pours."):
            process.stdin.write(record(text))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["report"]["text"] == text
        process.stdin.close()
        assert process.wait() == 0


@posix
def test_ctrl_c_leaves_whole_lines_and_no_traceback(tmp_path: Path) -> None:
    paths = written(tmp_path, "It rains.", "slow")
    with command.start("read", *paths, "--json") as process:
        assert process.stdout
        assert process.stderr
        first = process.stdout.readline()
        time.sleep(
            0.5
        )  # into the slow report: once in a long while a signal at the very end of a write is lost
        process.send_signal(signal.SIGINT)
        rest, err = process.stdout.read(), process.stderr.read()
        assert process.wait() == 130
    assert json.loads(first)
    assert (rest, err) == (b"", b"")


@posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_ctrl_c_in_the_middle_of_a_line_waits_for_its_end(unbuffered: str) -> None:
    # A line far longer than a pipe holds: the process hangs in its middle until somebody reads.
    env = {"PYTHONUNBUFFERED": unbuffered}
    with command.start("read", "-", "--from", "jsonl", "--json", env=env) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(record("It rains. " * 100_000))
        process.stdin.flush()
        start = process.stdout.read(10)
        process.send_signal(signal.SIGINT)
        out, err = start + process.stdout.read(), process.stderr.read()
        assert process.wait() == 130
    assert out.endswith(b"\n")
    assert len(json.loads(out)["report"]["text"]) == 1_000_000
    assert err == b""


@posix
@pytest.mark.parametrize("face", ["--json", "--quiet"])
@pytest.mark.parametrize("text", ["It rains.", "It rains. " * 10_000], ids=["short", "long"])
def test_a_pipe_that_closes_early_ends_it_quietly(face: str, text: str, tmp_path: Path) -> None:
    paths = written(tmp_path, *[text] * 5)
    with command.start("read", *paths, face) as process:
        assert process.stdout
        assert process.stderr
        if len(text) > 100:
            process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait() == 0
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    (path,) = written(tmp_path, "It rains.")
    with Path("/dev/full").open("wb") as full:
        _, err = command.start("read", path, "--json", stdout=full).communicate()
    assert err == b"sayso: standard output: No space left on device\n"


@pytest.mark.parametrize("face", ["--json", "--quiet"])
def test_many_inputs_take_the_memory_of_one(face: str) -> None:
    code = (
        "import command, sys, tracemalloc; from sayso.cli.main import main;"
        "sys.modules[command.READER] = command.reader(); tracemalloc.start();"
        f"main(['read', '-', '--from', 'jsonl', '{face}']);"
        "print(tracemalloc.get_traced_memory()[1], file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(command.__file__).parent)}
    peaks = []
    for count in (5, 40):
        reports = b"".join(record(f"Report {at}. " + "It rains. " * 2000) for at in range(count))
        done = subprocess.run(
            [sys.executable, "-c", code], input=reports, capture_output=True, env=env, check=True
        )
        assert b"Report 4." in done.stdout
        peaks.append(int(done.stderr))
    # Kept, the 35 further texts alone would be 700 kB.
    assert peaks[1] - peaks[0] < 200_000


def test_json_of_a_text_imports_no_terminal_and_no_network(tmp_path: Path) -> None:
    (path,) = written(tmp_path, "It rains.")
    code = (
        "import command, sys; from sayso.cli.main import main;"
        "sys.modules[command.READER] = command.reader();"
        f"main(['read', {str(path)!r}, '--json']);"
        "heavy = ('rich', 'httpx', 'trafilatura', 'lxml', 'pypdf', 'importlib.metadata');"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(command.__file__).parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
    assert done.stderr.strip() == b"[]"


@posix
@pytest.mark.parametrize(
    ("env", "styled"),
    [({"TERM": "xterm-256color"}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_style_and_its_own_width(
    env: dict[str, str], styled: bool, tmp_path: Path
) -> None:
    shown = in_terminal(tmp_path, env, columns=60)
    assert ("\x1b[" in shown) == styled
    if "NO_COLOR" in env:
        assert max(map(len, shown.splitlines())) in range(50, 61)


@posix
def test_a_bar_is_shown_for_many_inputs_and_not_for_few(tmp_path: Path) -> None:
    env = {"TERM": "xterm-256color"}
    texts = ["It rains."] * 8
    assert "8/8" in in_terminal(tmp_path, env, "--json", texts=texts, only_stderr=True)
    assert in_terminal(tmp_path, env, "--json", "--quiet", texts=texts, only_stderr=True) == ""
    assert in_terminal(tmp_path, env, "--json", texts=texts[:3], only_stderr=True) == ""


@posix
def test_a_page_is_announced_to_a_person(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    told = in_terminal(tmp_path, {}, "--html", str(page), only_stderr=True)
    assert told.strip() == f"sayso: {page}: 1 reading written"


def in_terminal(
    tmp_path: Path,
    env: dict[str, str],
    *arguments: str,
    texts: list[str] | None = None,
    columns: int = 80,
    only_stderr: bool = False,
) -> str:
    """Run `sayso read` with standard output and error, or error alone, in a terminal."""
    import fcntl
    import pty
    import struct
    import termios

    usual = {"TERM": "xterm", "NO_COLOR": None, "COLUMNS": None, "FORCE_COLOR": None}
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    paths = written(tmp_path, *(texts or ["It rains, and it rains on, for " + "days and " * 30]))
    stdout = subprocess.DEVNULL if only_stderr else theirs
    process = command.start(
        "read", *paths, *arguments, env={**usual, **env}, stdout=stdout, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    try:
        while more := os.read(ours, 65536):
            shown += more
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert process.stdin
    process.stdin.close()
    assert process.wait() == 0
    return shown.decode()
