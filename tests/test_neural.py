"""The model's room: words, windows, and that no text changes the numbers of another."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sayso
from sayso import neural
from sayso.reading.structure import Structure

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[1] / "examples").iterdir()
    if path.suffix in (".txt", ".html")
)
SETTINGS = [(256, 32), (320, 96), (128, 64), (32, 8), (16, 0)]
"""Sizes of windows and overlaps, in word pieces; the first is near what the model ships with."""

ODD_TEXTS = {
    "zero width": "The\u200b clerk\u200d said\ufeff it\u200e was over.",
    "right to left": "\u05d4\u05d1\u05e0\u05e7, the clerk said. \u0645\u0631\u062d\u0628\u0627",
    "emoji": "\U0001f600\U0001f3fd said \U0001f468\u200d\U0001f469\u200d\U0001f467 twice\U0001f1fa\U0001f1e6.",
    "a very long word": "He said " + "a" * 20_000 + " twice.",
    "a very long word of pieces": "He said " + "un-" * 5_000 + "happy.",
    "one word": "Closed",
    "one mark": ".",
    "no word": "\u200b\n\ufeff\n",
    "nothing": "",
    "white space": " \n\t\n \u00a0",
    "combining marks": "Mu\u0308ller\u2019s cafe\u0301 \u0301\u0301 closed.",
    "letters that grow when lowered": "\u0130stanbul \u0130\u0130\u0130 said \u1e9e.",
    "control characters": "A\x00B \x01 said\x85 it\x0b was\x1c over.",
    "no spaces": "\u4ed6\u8bf4\u94f6\u884c\u5173\u95e8\u4e86",
    "astral letters": "\U0001d504\U0001d505 said \U00010348.",
    "every mark": "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\"'``''",
    "windows line ends": "One clerk left.\r\n\r\nAnother stayed.\r\n",
}


def encoded(text: str) -> neural.Encoded:
    cut = Structure.of(text)
    return neural.encode(text, [(p.start, p.end) for p in cut.paragraphs], cut.quotations.states)


@pytest.fixture(params=range(12), ids="seed {}".format)
def seed(request: pytest.FixtureRequest) -> int:
    """The name of a failing test says which, so that the failure can be had again."""
    return int(request.param)


def invented(draw: random.Random, paragraphs: int) -> str:
    """Paragraphs of all lengths, of words short and long, some broken into many pieces."""
    words = "The bank said \u201cno\u201d Zwyxqvian unforgettablenesses 1,400 a Dr. o\u2019clock \u2014 %".split()
    lines = (
        " ".join(draw.choice(words) for _ in range(draw.choice((1, 2, 8, 30, 90, 400))))
        for _ in range(draw.randint(1, paragraphs))
    )
    return "\n\n".join(lines)


# Words


def as_by_the_tokenizer(text: str) -> list[int]:
    """The pieces of a text, all of them cut by the tokenizer."""
    plain = text.replace("\u201c", '"').replace("\u201d", '"').replace("\u2019", "'")
    out = []
    for p in Structure.of(text).paragraphs:
        coded = neural.tokenizer().encode(plain[p.start : p.end], add_special_tokens=False)
        out += [neural.PARAGRAPH, *coded.ids]
    return out


@pytest.mark.parametrize(
    "text",
    [
        "The bank's teller -- who won't be named -- said: \u201cno\u201d (e.g. at 9:30).",
        "Zwyxqvian unforgettablenesses cost $1,400.50, i.e. 3%\u00a0more \u2014 or less\u2026\r\nSEE it.",
        "A [MASK] is no mask, [sic] said the clerk; caf\u00e9s cost \u00a310.",
        "Under_score and #tags, a@b.example/c?d=e&f~g^h|{i}<j>\t`k`.",
        "x" * 120 + " said.",
    ],
)
def test_plain_words_are_cut_as_the_tokenizer_cuts_them(text: str) -> None:
    assert encoded(text).ids.tolist() == as_by_the_tokenizer(text)


def test_invented_texts_are_cut_as_the_tokenizer_cuts_them(seed: int) -> None:
    text = invented(random.Random(seed), 9)
    assert encoded(text).ids.tolist() == as_by_the_tokenizer(text)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_words_stand_in_the_text_one_after_the_other(text: str) -> None:
    got = encoded(text)
    at = 0
    for start, end in zip(got.start.tolist(), got.end.tolist(), strict=True):
        assert at <= start < end <= len(text)
        assert not text[start:end].isspace()
        at = end
    assert len(got.ids) == len(got.case) == len(got.marks)
    assert len(got.first) == len(got.start) == len(got.paragraph)
    assert (np.diff(got.first) > 0).all()


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_texts_are_tagged_or_have_no_word(text: str) -> None:
    got = encoded(text)
    if not len(got.first):
        with pytest.raises(ValueError, match="without a word"):
            neural.default_model().tag(got)
        return
    tagged = neural.default_model().tag(got)
    for rows in (*tagged.heads.values(), *tagged.links):
        assert len(rows) == len(got.first)
        assert np.isfinite(rows).all()


def test_no_letter_is_lost_and_pieces_spell_their_word(seed: int) -> None:
    text = invented(random.Random(seed), 12)
    got = encoded(text)
    rest = list(text)
    stops = [*got.first.tolist()[1:], len(got.ids)]
    vocabulary = neural.tokenizer()
    for n, (start, end) in enumerate(zip(got.start.tolist(), got.end.tolist(), strict=True)):
        rest[start:end] = " " * (end - start)
        ids = [i for i in got.ids[got.first[n] : stops[n]].tolist() if i != neural.PARAGRAPH]
        spelled = "".join(vocabulary.id_to_token(i).removeprefix("##") for i in ids)
        word = text[start:end].lower()
        assert spelled == word.replace("\u201c", '"').replace("\u201d", '"').replace("\u2019", "'")
    assert not "".join(rest).strip()


@pytest.mark.parametrize(
    ("word", "shape"),
    [("bank", 0), ("Bank", 1), ("BANK", 2), ("A", 1), ("McBank", 3), ("iPhone", 3), ("1,400", 0)],
)
def test_the_shape_of_a_word_says_what_the_vocabulary_drops(word: str, shape: int) -> None:
    assert neural.word_shape(word) == shape


def test_every_piece_of_a_word_knows_its_shape_and_its_quotation() -> None:
    got = encoded("He said \u201cZwyxqvians left\u201d and went.")
    words = dict(
        zip("he said \u201c zwyxqvians left \u201d and went .".split(), got.first, strict=True)
    )
    name = range(words["zwyxqvians"], words["left"])
    assert len(name) > 1
    assert {int(got.case[i]) for i in name} == {1}
    assert len({int(got.marks[i]) for i in name}) == 1
    assert got.marks[words["zwyxqvians"]] != got.marks[words["went"]]


# Windows


@pytest.mark.parametrize(("size", "overlap"), SETTINGS)
def test_windows_keep_every_word_exactly_once(seed: int, size: int, overlap: int) -> None:
    got = encoded(invented(random.Random(seed), 40))
    laid = neural.windows(got, size, overlap)
    assert [w.keep_from for w in laid] == [0, *(w.keep_to for w in laid[:-1])]
    assert laid[-1].keep_to == len(got.first)
    for w in laid:
        assert w.start <= w.keep_from < w.keep_to <= w.end


@pytest.mark.parametrize(("size", "overlap"), SETTINGS)
def test_windows_fit_the_model(seed: int, size: int, overlap: int) -> None:
    got = encoded(invented(random.Random(seed), 40))
    stops = [*got.first.tolist()[1:], len(got.ids)]
    longest = max(b - a for a, b in zip(got.first.tolist(), stops, strict=True))
    for w in neural.windows(got, size, overlap):
        assert len(neural.pieces(got, w)[0]) <= size + longest + 2


def test_a_word_near_a_cut_within_a_paragraph_is_seen_with_what_stands_around_it(seed: int) -> None:
    settings = neural.default_model().settings
    size, overlap = settings["window"], settings["overlap"]
    got = encoded(invented(random.Random(seed), 40))
    for one, other in pairwise(neural.windows(got, size, overlap)):
        if got.paragraph[one.end - 1] == got.paragraph[one.end]:
            after = got.first[one.end] - got.first[one.keep_to - 1]
            before = got.first[other.keep_from] - got.first[other.start]
            assert min(after, before) >= overlap // 2, (one, other)


def test_each_word_gets_the_row_of_its_first_piece(seed: int) -> None:
    """The model is one that answers with what it was asked."""
    got = encoded(invented(random.Random(seed), 40))

    def echo(*arrays: neural.Ints) -> tuple[neural.Floats, neural.Floats]:
        ids, case, marks = (a[..., None].astype(np.float32) for a in arrays)
        assert ids[0, 0] == neural.CLS
        assert ids[0, -1] == neural.SEP
        return ids, np.concatenate([case, marks], -1)

    rows, features = neural.stitch(got, echo, 64, 16)
    assert rows[:, 0].tolist() == got.ids[got.first].tolist()
    assert features[:, 0].tolist() == got.case[got.first].tolist()
    assert features[:, 1].tolist() == got.marks[got.first].tolist()


@pytest.mark.xfail(
    strict=True, reason="lines without a word still cost a piece each: past 512 the model breaks"
)
def test_a_thousand_empty_looking_lines_do_not_overflow_a_window() -> None:
    text = "One clerk left.\n" + "\u200b\n" * 1000 + "Another one stayed."
    got = encoded(text)
    size, overlap = SETTINGS[0]
    assert max(len(neural.pieces(got, w)[0]) for w in neural.windows(got, size, overlap)) < 512
    assert sayso.read_text(text).claims


def test_the_branch_takes_every_word_once_and_whole_paragraphs_where_they_fit(seed: int) -> None:
    got = encoded(invented(random.Random(seed), 40))
    laid = neural.stretches(got.paragraph, 60)
    assert [a for a, _ in laid] == [0, *(b for _, b in laid[:-1])]
    assert laid[-1][1] == len(got.first)
    for a, b in laid:
        assert 0 < b - a <= 120
        if b < len(got.first) and b - a != 60:
            assert got.paragraph[b - 1] != got.paragraph[b]


# Alone and among others


def without_time(line: str | bytes) -> dict[str, Any]:
    reading = json.loads(line)
    del reading["generated_by"]["started"]
    return dict(reading)


def command(*files: Path) -> list[dict[str, Any]]:
    code = "import sys; from sayso.cli.main import main; sys.exit(main())"
    run = [sys.executable, "-c", code, "read", "--json", "--quiet", *files]
    done = subprocess.run(run, capture_output=True, check=True)
    return [without_time(line) for line in done.stdout.split(b"\n") if line]


def test_a_report_read_alone_is_the_report_read_among_others() -> None:
    together = command(*EXAMPLES, *reversed(EXAMPLES))
    assert together[: len(EXAMPLES)] == together[len(EXAMPLES) :][::-1]
    assert together[0] == command(EXAMPLES[0])[0]
    for path, reading in zip(EXAMPLES, together, strict=False):
        assert reading == without_time(sayso.read(path).to_json())


def test_real_articles_read_alone_are_those_read_among_others(shared: Path) -> None:
    texts = sorted((shared / "data" / "polnear" / "dev" / "text").glob("*.txt"))[::12]
    for path, reading in zip(texts, command(*texts), strict=True):
        assert reading == without_time(sayso.read(path).to_json())


def test_the_model_is_loaded_once() -> None:
    assert neural.default_model() is neural.default_model()


# The fast model


def test_both_models_say_the_same_kinds_of_things(seed: int) -> None:
    got = encoded(invented(random.Random(seed), 12))
    careful, fast = (neural.shipped(name).tag(got) for name in neural.GRAPHS)
    assert {k: x.shape for k, x in careful.heads.items()} == {
        k: x.shape for k, x in fast.heads.items()
    }
    assert [x.shape for x in careful.links] == [x.shape for x in fast.links]


def test_the_fast_model_names_itself_and_reads_alone_as_among_others() -> None:
    together = command("--model", "fast", *EXAMPLES)
    for path, reading in zip(EXAMPLES, together, strict=False):
        assert reading == without_time(sayso.read(path, model="fast").to_json())
        assert reading["generated_by"]["model"] == neural.default_name("fast")
    assert neural.default_name("fast") != neural.default_name()
