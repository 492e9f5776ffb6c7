"""Bytes and text. The sample sentences are invented."""

import os
import random

import pytest

from sayso.errors import BinaryInput, EmptyInput, InputError, UndecodableInput
from sayso.intake.decoding import decode, known_codec

TEXT = "“We’re closing,” said Zoë Šedá – the café’s owner.\r\nIt costs £5 or €6 … à la carte.\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"],
)
def test_text_comes_back_character_for_character(raw: bytes) -> None:
    assert decode(raw) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "Line one.\r\nLine two.\rLine three.\n\n",
        "אמר השר ביום שלישי. The minister said \u202bשלום\u202c.",
        "zero\u200bwidth\u200d and \ufeff inside",
        "“Never closed, he said.",
        "a form\x0cfeed and one stray \x07 in a text that is long enough to be one",
        "\U0001f600 beyond the first plane",
    ],
)
def test_odd_text_passes_through_untouched(text: str) -> None:
    assert decode(text.encode()) == text


def test_only_the_mark_at_the_start_is_left_off() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfHe left.") == "\ufeffHe left."


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\n\x00"])
def test_nothing_in_it(raw: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n rest",
        b"PK\x03\x04 rest",
        b"%PDF-1.4 rest",
        b"\x7fELF rest",
        b"GIF89a rest",
        b"The bank\x00closed.",
        "UTF-16 without its mark".encode("utf-16-le"),
        bytes(range(1, 32)) * 10,
        b"\xff\xfe" + "\x01\x02\x03\x04\x05".encode("utf-16-le"),
    ],
)
def test_what_is_no_text_at_all(raw: bytes) -> None:
    with pytest.raises(BinaryInput):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "Он сказал, что банк закрыт.".encode("cp1251"),
        "Ο υπουργός είπε ότι έκλεισε.".encode("iso8859-7"),
        "銀行は閉まったと彼は言った。".encode("shift_jis"),
        "部长说银行已经关闭了。".encode("gbk"),
        TEXT.encode()[:-3] + b"\xe2\x80",  # UTF-8 cut inside a character
        TEXT.encode().replace(b"caf\xc3", b"caf\xff"),  # UTF-8 with a broken byte
        b"The minister said \xff\xfe\xfa and left the room.",
        b"The minister said \x81 and left.",
        b"\xff\xfe\x00",  # half a character of UTF-16
    ],
    ids=["russian", "greek", "japanese", "chinese", "cut", "broken", "noise", "undefined", "odd"],
)
def test_what_cannot_be_decoded(raw: bytes) -> None:
    with pytest.raises(UndecodableInput):
        decode(raw)


def test_noise_never_becomes_text_and_never_breaks_the_decoder() -> None:
    rng = random.Random(7)
    for _ in range(200):
        with pytest.raises(InputError):
            decode(rng.randbytes(400))
    decode(os.fsencode("plain ascii after all"))


def test_the_encoding_that_a_server_names_is_used_unless_it_cannot_be() -> None:
    russian = "Он сказал."
    assert decode(russian.encode("koi8-r"), "KOI8-R") == russian
    assert decode(TEXT.encode("cp1252"), "ISO-8859-1") == TEXT
    assert decode("naïve".encode(), "us-ascii; nonsense") == "naïve"
    assert decode("naïve".encode("latin-1"), "utf-8") == "naïve"


def test_only_encodings_of_pages_are_known() -> None:
    assert known_codec("'UTF8'") == "utf-8"
    assert known_codec("latin1") == known_codec("ISO-8859-1") == "cp1252"
    for label in (None, "", "base64", "rot13", "unicode_escape", "utf-7", "punycode", "iso-0"):
        assert known_codec(label) is None
