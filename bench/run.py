"""How fast sayso reads, beside the bare model, PyTorch and a larger encoder: all on one thread.

    python bench/run.py [--rounds N] [FILE …]

Without files, the texts are the 84 articles of PolNeAR dev, or the examples where those are not at
hand. All contenders are given the same windows of them:

    sayso read   the command's own main, in this process: from files to JSON Lines, without start-up; with
                 the careful model and with the fast one
    ONNX         the shipped int8 graphs alone, tagger and branch, texts encoded beforehand
    PyTorch      the tagger's weights in fp32, without the branch: sorted by length and padded, at the best of
                 five batch sizes (pytorch.py)
    BERT-base    an encoder of that size with random weights, likewise, on a sample of the windows

Within `sayso read`, the steps that find figures, times and topics and raise flags are timed too.

All times are processor time, since other work on the machine makes clocks run on; on a machine at rest it is
what a clock shows. Contenders take turns in every round, so that a machine that slows down slows all of them. A
ratio is made within each round; shown are the middle one and the range. Start-up and memory are those of
fresh processes.
"""

from __future__ import annotations

import os

# Before anything that counts cores is loaded; the fresh processes inherit it.
os.environ.update(
    dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "SAYSO_THREADS"), "1")
)
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import argparse
import contextlib
import functools
import gc
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from contender import Contender

if TYPE_CHECKING:
    from contender import Window

    from sayso.neural import Encoded, Model

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
STEPS = (
    "find_quantities tie mark_status place_in_time times_in mark_topics mark_check_worthy lead_of outlets_loaded"
).split()
"""Steps of `sayso.reading.reader` that find figures, times and topics; flags beside them."""
STARTS = 7
SAYSO = shutil.which("sayso", path=sysconfig.get_path("scripts")) or "sayso"


def main() -> None:
    """Measure and print Markdown."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("files", nargs="*", type=Path)
    given = options.parse_args()
    files, what = texts(given.files)

    # This process is still small: a child is billed for the memory of the process that it forks from.
    first, rest = started([SAYSO, "read", "--json", files[0]])
    light, _ = started([sys.executable, "-c", "import sayso"])
    bare, _ = started([sys.executable, "-c", "pass"])
    memory = peak_memory([SAYSO, "read", "--json", "--quiet", *files])

    from sayso.neural import default_model

    model = default_model()
    encoded, windows = encoded_texts(files, model)
    contenders = [
        Contender("sayso read", lambda: read(files)),
        Contender("sayso read --model fast", lambda: read(files, "fast")),
        Contender("ONNX int8, model alone", lambda: [model.tag(text) for text in encoded]),
    ]
    missing = ""
    try:
        from pytorch import contenders as torch_contenders

        contenders += torch_contenders(windows)
    except (ImportError, FileNotFoundError) as error:
        missing = f"PyTorch is left out: {error}"
    read(files)  # packs are loaded, patterns compiled
    read(files[:1], "fast")
    steps = [0.0]
    watch_steps(steps)
    shares = []
    for _ in range(given.rounds):
        for contender in contenders:
            steps[0] = 0.0
            forget_texts()
            contender.time()
            if contender is contenders[0]:
                taken = steps[0]
        shares.append(100 * taken / contenders[2].seconds[-1])

    pieces = sum(len(ids) for ids, _, _ in windows)
    print(f"{what}, {len(windows)} windows of {pieces} word pieces, rounds: {given.rounds}.")
    print(f"{machine()}; {model.name}.")
    busiest = max(x for c in contenders for x in c.threads)
    print(f"CPU time over wall time, at most: {busiest:.2f}.\n")
    print("| on one thread | articles/s | range |\n|---|---:|---:|")
    for c in contenders:
        rates = [len(files) / s for s in c.seconds]
        print(f"| {c.name} | {median(rates):.2f} | {min(rates):.2f} to {max(rates):.2f} |")
    print("\n| | measured | range | asked |\n|---|---:|---:|---:|")
    ours, fast, alone = contenders[:3]
    for c in contenders[3:]:
        asked = ("at least 1.4 ×", "at least 2.5 ×") if c is contenders[3] else ("", "")
        for reader, least in zip((ours, fast), asked, strict=True):
            row(f"articles/s of {reader.name} over {c.name}", ratios(c, reader), "×", least)
    row("time of sayso read over the model alone", ratios(ours, alone), "×", "at most 1.3 ×")
    row("figures, times, topics, flags over the model's time", shares, "%", "at most 25 %")
    row("start to first reading, one article", [first, *rest], "s", "at most 1.5 s")
    row("import sayso, beyond the interpreter's own start", [light - bare], "s", "below 0.15 s")
    if memory is not None:
        row(f"peak memory, {len(files)} articles in one call", [memory], "MB", "at most 500 MB")
    if missing:
        print(f"\n{missing}")


def row(what: str, values: list[float], unit: str, asked: str) -> None:
    """One line of the second table."""
    digits = 0 if unit == "MB" else 2
    spread = f"{min(values):.{digits}f} to {max(values):.{digits}f}" if len(values) > 1 else ""
    print(f"| {what} | {median(values):.{digits}f} {unit} | {spread} | {asked} |")


def ratios(one: Contender, other: Contender) -> list[float]:
    """How much longer one takes than the other, round by round."""
    return [a / b for a, b in zip(one.seconds, other.seconds, strict=True)]


def texts(given: list[Path]) -> tuple[list[Path], str]:
    """The files to read, and what they are."""
    if given:
        return given, f"{len(given)} files"
    found = sorted((SHARED / "data" / "polnear" / "dev" / "text").glob("*.txt"))
    if found:
        return found, f"PolNeAR dev, {len(found)} articles"
    found = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".html"))
    return found, f"The {len(found)} examples (PolNeAR, in ../shared, is not here)"


def machine() -> str:
    """Processor and versions."""
    name = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        name = next((x.partition(": ")[2] for x in lines if x.startswith("model name")), name)
    packages = ["onnxruntime", "numpy", *(["torch"] if "torch" in sys.modules else [])]
    shown = ", ".join(f"{p} {version(p)}" for p in packages)
    return f"{name}, {os.cpu_count()} cores; Python {platform.python_version()}, {shown}"


# Fresh processes


def started(command: list[str | Path]) -> tuple[float, list[float]]:
    """Seconds that a command takes: the middle of STARTS runs, and all of them. The disk is warm."""
    taken = []
    for _ in range(STARTS + 1):
        begin = os.times()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        end = os.times()
        taken.append(sum(end[2:4]) - sum(begin[2:4]))  # of the child, in user and in system mode
    return median(taken[1:]), taken[1:]


def peak_memory(command: list[str | Path]) -> float | None:
    """Largest resident size of a command, in MB; None where the system does not tell."""
    ask = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    if sys.platform == "win32":
        return None
    done = subprocess.run(
        [sys.executable, "-c", ask, *command], capture_output=True, encoding="utf-8", check=True
    )
    return int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


# Contenders


def read(files: list[Path], model: str = "careful") -> None:
    """The whole command, its output thrown away."""
    from sayso.cli.main import main as sayso

    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        status = sayso(["read", "--json", "--quiet", "--model", model, *map(str, files)])
    if status:
        sys.exit(f"sayso read ended with status {status}")


def encoded_texts(files: list[Path], model: Model) -> tuple[list[Encoded], list[Window]]:
    """What a reading of the files gives to the model: each text, and the windows of all."""
    from sayso import neural
    from sayso.intake import open_input
    from sayso.reading.structure import Structure

    texts, found = [], []
    for file in files:
        cut = Structure.of(open_input(file).text)
        paragraphs = [(p.start, p.end) for p in cut.paragraphs]
        encoded = neural.encode(cut.text, paragraphs, cut.quotations.states)
        laid = neural.windows(encoded, model.settings["window"], model.settings["overlap"])
        found += [neural.pieces(encoded, window)[:3] for window in laid]
        texts.append(encoded)
    return texts, found


def forget_texts() -> None:
    """Clear what functions remember of words and texts, which the next round would find again; not packs and models."""
    for made in gc.get_objects():
        if type(made) is functools._lru_cache_wrapper:
            most = made.cache_parameters()["maxsize"]
            if most is not None and most > 2:
                made.cache_clear()


def watch_steps(seconds: list[float]) -> None:
    """Add to `seconds[0]` whatever STEPS and the flags take from now on."""
    from sayso.reading import flags, reader

    def watched(step: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return step(*args, **named)
            finally:
                seconds[0] += time.process_time() - begin

        return timed

    for name in STEPS:
        setattr(reader, name, watched(getattr(reader, name)))
    flags.raise_flags = watched(flags.raise_flags)


if __name__ == "__main__":
    main()
