"""How fast sayso reads, beside the bare model, PyTorch and a larger encoder: all on one thread.

    python bench/run.py [--rounds N] [FILE …]

Without files, the texts are the 84 articles of PolNeAR dev, or the examples where those are not at
hand. All contenders are given the same windows of them:

    sayso read   the command's own main, in this process: from files to JSON Lines, without start-up
    ONNX         the shipped int8 model alone, one window after the other, encoded beforehand
    PyTorch      the same weights in fp32, sorted by length and padded, at the best of five batch sizes
    BERT-base    an encoder of that size with random weights, likewise, on a sample of the windows

They take turns in every round, so that a machine that slows down slows all of them. A ratio is made
within each round; shown are the middle one and the range. Start-up and memory are those of fresh
processes.
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
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from sayso.neural import Model

    Window = tuple[np.ndarray, np.ndarray, np.ndarray]
    """ids, case, marks, each (L,)."""

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
CHECKPOINT = ROOT / "training" / "checkpoint"
BATCHES = (1, 4, 8, 16, 32)
SAMPLE = 24
"""Of so many windows, in order of length, the large encoder is given one: it takes its time."""
TRIAL = 4
"""Of so many batches one is run to find the best size of batch."""
STARTS = 7
SAYSO = shutil.which("sayso", path=sysconfig.get_path("scripts")) or "sayso"


@dataclass
class Contender:
    """Something that reads the texts. share: how much of them one run reads."""

    name: str
    run: Callable[[], object]
    share: float = 1.0
    seconds: list[float] = field(default_factory=list)
    threads: list[float] = field(default_factory=list)

    def time(self) -> None:
        """Run once."""
        wall, busy = time.perf_counter(), time.process_time()
        self.run()
        taken = time.perf_counter() - wall
        self.seconds.append(taken / self.share)
        self.threads.append((time.process_time() - busy) / taken)


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
    windows = windows_of(files, model)
    contenders = [
        Contender("sayso read", lambda: read(files)),
        Contender("ONNX int8, model alone", lambda: run_onnx(model, windows)),
    ]
    missing = ""
    try:
        contenders += torch_contenders(windows)
    except (ImportError, FileNotFoundError) as error:
        missing = f"PyTorch is left out: {error}"
    read(files[:1])
    for _ in range(given.rounds):
        for contender in contenders:
            contender.time()

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
    ours, alone = contenders[0], contenders[1]
    for c in contenders[2:]:
        asked = "at least 1.4 ×" if c is contenders[2] else ""
        row(f"articles/s of sayso read over {c.name}", ratios(c, ours), "×", asked)
    row("time of sayso read over the model alone", ratios(ours, alone), "×", "at most 1.3 ×")
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
        begin = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - begin)
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


def read(files: list[Path]) -> None:
    """The whole command, its output thrown away."""
    from sayso.cli.main import main as sayso

    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        status = sayso(["read", "--json", "--quiet", *map(str, files)])
    if status:
        sys.exit(f"sayso read ended with status {status}")


def windows_of(files: list[Path], model: Model) -> list[Window]:
    """The windows that a reading of the files gives to the model."""
    from sayso import neural
    from sayso.intake import open_input
    from sayso.reading.structure import Structure

    found = []
    for file in files:
        cut = Structure.of(open_input(file).text)
        paragraphs = [(p.start, p.end) for p in cut.paragraphs]
        encoded = neural.encode(cut.text, paragraphs, cut.quotations.states)
        laid = neural.windows(encoded, model.settings["window"], model.settings["overlap"])
        found += [neural.pieces(encoded, window)[:3] for window in laid]
    return found


def run_onnx(model: Model, windows: list[Window]) -> None:
    """One window after the other."""
    for ids, case, marks in windows:
        model.run(ids[None], case[None], marks[None])


def torch_contenders(windows: list[Window]) -> Iterable[Contender]:
    """The shipped weights and a BERT-base-sized encoder. Raises ImportError, FileNotFoundError."""
    sys.path.insert(0, str(ROOT / "training"))
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if not (CHECKPOINT / "body.safetensors").is_file():
        raise FileNotFoundError("there are no weights in training/checkpoint")
    from export_onnx import load_checkpoint
    from model import Tagger

    windows = sorted(windows, key=lambda w: len(w[0]))
    sample = windows[SAMPLE // 2 :: SAMPLE] or windows
    share = sum(len(w[0]) for w in sample) / sum(len(w[0]) for w in windows)
    large = Tagger(width=768, heads=12, inner=3072, layers=12).eval()
    return [
        best_batch("PyTorch fp32, same weights", load_checkpoint(CHECKPOINT), windows, 1.0, TRIAL),
        best_batch("PyTorch fp32, BERT-base size", large, sample, share, 1),
    ]


def best_batch(name: str, model: Any, windows: list[Window], share: float, trial: int) -> Contender:
    """A PyTorch model at the batch size at which it is fastest, tried on one batch in `trial`."""
    per_piece = {}
    for size in BATCHES:
        groups = in_batches(windows, size)[::trial]
        contender = Contender(name, torch_run(model, groups))
        contender.time()
        per_piece[size] = contender.seconds[0] / sum(len(w[0]) for group in groups for w in group)
    best = min(BATCHES, key=lambda size: per_piece[size])
    run = torch_run(model, in_batches(windows, best))
    return Contender(f"{name}, batch {best}", run, share)


def in_batches(windows: list[Window], size: int) -> list[list[Window]]:
    """Windows, which come sorted by length, in groups of so many."""
    return [windows[i : i + size] for i in range(0, len(windows), size)]


def torch_run(model: Any, groups: list[list[Window]]) -> Callable[[], None]:
    """What runs a model over groups of windows, one group a batch.

    A batch is padded to its longest window, and masked only if that made a difference.
    """
    import torch
    from torch.nn.utils.rnn import pad_sequence

    batches = []
    for group in groups:
        tensors = [pad_sequence([torch.from_numpy(w[k]) for w in group], True) for k in range(3)]
        lengths = torch.tensor([len(w[0]) for w in group])
        mask = torch.arange(int(lengths.max()))[None, :] < lengths[:, None]
        batches.append((*tensors, None if mask.all() else mask))

    def run() -> None:
        with torch.inference_mode():
            for batch in batches:
                model(*batch)

    return run


if __name__ == "__main__":
    main()
