"""Long texts in linear time, and damaged texts without a crash."""

from __future__ import annotations

import contextlib
import json
import random
import time
from pathlib import Path

import invariants
import numpy as np
import pytest

from sayso import neural
from sayso.errors import InputError
from sayso.intake import open_input
from sayso.reading.reader import read_report
from sayso.reading.tagger import LAYERS
from sayso.records import Report

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "examples").iterdir()
    if path.suffix in (".txt", ".html")
)
FIRST = "Anna Jo Ida Tom Ruth Alf Graham Paula Miriam Benno".split()
LAST = "Lind Berg Senn Osei Adeyemi Brennock Tolley Moss Reyl Vandermark Castellane Merle".split()


def invented(words: int, draw: random.Random) -> str:
    """A report of about so many words, with many speakers and all that readers find hard."""
    lines: list[str] = []
    count = 0
    while count < words:
        last = draw.choice(LAST)
        who, number = f"{draw.choice(FIRST)} {last}", draw.randint(2, 900)
        line = draw.choice(
            [
                f"{who}, a clerk at the bank, said on Monday that about {number} people had waited.",
                f"“We were told nothing,” {who} said. “They closed the doors. I saw it.”",
                f"An official said that {last} believed the doors would stay shut. He denied it.",
                "The bank, which was founded in the last century, has branches along the coast.",
                "“I have never seen the like of it in all of my years at the counter.”",
                f"But {last} told reporters that estimates put the loss at £{number} million.",
                f"It was announced that {number} branches would shut. The ministry declined to comment.",
                f"“It was late,” {last} said. “We ran.\n\n“We fell.\n\nI saw it all.\n\n“It was over.”",
            ]
        )
        lines.append(line)
        count += len(line.split())
    return "\n\n".join(lines)


# Time


class Timed(neural.Model):
    """The shipped model, with a watch on it."""

    def __init__(self) -> None:
        self.model = neural.default_model()
        self.settings, self.name = self.model.settings, self.model.name
        self.seconds = 0.0

    def tag(self, encoded: neural.Encoded) -> neural.Tagged:
        begin = time.process_time()
        tagged = self.model.tag(encoded)
        self.seconds += time.process_time() - begin
        return tagged


def seconds_per_word(words: int) -> tuple[float, float]:
    """CPU time of a reading, of the model and of all the rest."""
    report, model = Report.of(invented(words, random.Random(words))), Timed()
    begin = time.process_time()
    read_report(report, model=model)
    taken = time.process_time() - begin
    return model.seconds / words, (taken - model.seconds) / words


def test_a_text_of_40_000_words_takes_no_longer_a_word_than_one_of_10_000() -> None:
    seconds_per_word(1_000)
    short, long = seconds_per_word(10_000), seconds_per_word(40_000)
    assert long[0] <= 2 * short[0], "the model"
    assert long[1] <= 2 * short[1], "the rest"


class Silent(neural.Model):
    """A model that finds nothing, at once: what is left is the rules."""

    def __init__(self) -> None:
        self.settings, self.name = neural.default_model().settings, "silent"

    def tag(self, encoded: neural.Encoded) -> neural.Tagged:
        words = len(encoded.first)
        heads = {}
        for name, width in (*self.settings["heads"], *self.settings["branch"]["heads"]):
            heads[name] = np.zeros((words, width), np.float32)
            heads[name][:, 0] = -50 if name in ("discard", "loaded") else 50
        return neural.Tagged(heads, [np.zeros((words, 256), np.float32) for _ in LAYERS])


@pytest.mark.parametrize(
    "text",
    [
        "“" * 20_000,
        '" ' * 20_000,
        "' " * 20_000,
        "‘a " * 20_000,
        "(" * 20_000,
        "a" * 40_000,
        "A" * 40_000,
        "Mc'" * 10_000,
        "1," * 15_000,
        "A. " * 15_000,
        "A " * 20_000,
        "one, " * 15_000,
        "1,000 " * 10_000,
        "\n" * 40_000,
        "\n \n\t" * 10_000,
        "- \n" * 13_000,
        "Anna Lind, 78, " * 3_000,
        "> " * 20_000,
        "said " * 10_000,
        "#tag " * 8_000,
        "http://bank.example/a?b=c " * 2_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_repetition_takes_forever(text: str) -> None:
    """Patterns that look back and forth are slow on what nearly matches. Ten seconds are many."""
    whole = f"Bank shut after run\n\nThe bank closed on Monday, a clerk said. {text} It rained."
    model = Silent()
    begin = time.process_time()
    with contextlib.suppress(InputError):
        read_report(Report.of(whole), model=model)
    assert time.process_time() - begin < 10


# Damage


def damaged(text: str, draw: random.Random) -> str:
    """A text with some things done to it that happen to texts."""
    marks = [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "(",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2028",
        "\x00",
        "\u0645",
        "\U0001f600",
    ]
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(text))
        to = min(len(text), at + draw.randint(1, 200))
        match draw.randint(0, 9):
            case 0:
                text = text[:at]
            case 1:
                text = text[at:]
            case 2:
                text = text[:at] + text[to:]
            case 3:
                text = text[:to] + text[at:]
            case 4:
                text = text.replace("\n", draw.choice(["\r\n", "\r", " ", "\n\n\n", "\n\u00a0\n"]))
            case 5:
                text = text[:at] + "\r\n" + text[at:to].upper() + text[to:]
            case 6:
                mark = draw.choice(['"', "“", "”", "’"])
                text = text.replace(mark, draw.choice(marks))
            case 7:
                words = text.split(" ")
                for _ in range(20):
                    words.insert(draw.randint(0, len(words)), draw.choice(marks))
                text = " ".join(words)
            case 8:
                lines = text.split("\n")
                draw.shuffle(lines)
                text = "\n".join(lines)
            case 9:
                text = "".join(c for c in text if draw.random() > 0.02)
    return text


@pytest.mark.parametrize("seed", range(45), ids="seed {}".format)
def test_damaged_texts_are_read_or_refused(seed: int) -> None:
    draw = random.Random(seed)
    text = damaged(open_input(draw.choice(EXAMPLES)).text, draw)
    try:
        reading = read_report(Report.of(text))
    except InputError:
        return
    invariants.check(json.loads(reading.to_json()))
