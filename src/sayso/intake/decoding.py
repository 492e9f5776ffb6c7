"""Bytes become text, character for character, or are refused with a reason. Nothing is repaired."""

import codecs
import re

from sayso.errors import BinaryInput, EmptyInput, UndecodableInput

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# First bytes of what people keep beside their texts. Most of it is caught by its control
# characters as well; naming it makes a better sentence.
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xfe\xed\xfa", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich-text document"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
)

# Control characters that no text needs. Tab, line ends, form feed and escape do occur in texts.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

# A few stray control characters are no reason to refuse; three and one in fifty bytes are.
_STRAY, _BINARY_SHARE = 3, 0.02

# What Windows-1252 hardly ever means in a western text: a letter beyond ASCII with no plain letter
# beside it (unless it is a word of its own, as "à" is), or a sign that only typesetters know. Text
# in another encoding, read as Windows-1252, is full of both.
_ODD = re.compile(
    r"ÿ|(?<![A-Za-z])(?!(?<!\S)[àáèéóòÀÉ](?!\S))[ŠŒŽšœžŸƒÀ-ÖØ-öø-þ](?![A-Za-z])"
    r"|[ˆ˜†‡‰¡¤¥¦¨¬¯²³µ¶¸¹ª÷]"
)
_ODD_SHARE = 0.2


def decode(raw: bytes, declared: str | None = None) -> str:
    """Turn the bytes of a text file into text; a byte-order mark is all that is left off.

    In this order: byte-order mark, `declared` encoding (from HTTP), UTF-8, Windows-1252 where that
    reads like a western text. Raises EmptyInput, BinaryInput or UndecodableInput.
    """
    mark, codec = marked_codec(raw)
    if codec:
        return _marked(raw[len(mark) :], codec)
    refuse_binary(raw)
    codec = known_codec(declared)
    if codec and codec != "utf-8":
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            pass  # A server's word about a file is often wrong: look at the bytes instead.
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1252(raw, error)


def marked_codec(raw: bytes) -> tuple[bytes, str | None]:
    """The byte-order mark that bytes begin with and the codec it stands for; else b"" and None."""
    return next(((mark, codec) for mark, codec in _MARKS if raw.startswith(mark)), (b"", None))


def refuse_binary(raw: bytes) -> None:
    """Raise EmptyInput or BinaryInput where bytes without a byte-order mark cannot be text."""
    if not raw.strip():
        raise EmptyInput("it is empty" if not raw else "it holds only white space")
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise BinaryInput(f"it is {name}, not a text")
    if b"\x00" in raw:
        raise BinaryInput("it holds zero bytes, so it is not a text (or UTF-16 without its mark)")
    _refuse_control(raw)


def known_codec(label: str | None) -> str | None:
    """The Python codec for an encoding named by HTTP or HTML, None if it is none of theirs.

    As browsers do, Latin-1 and ASCII are read as Windows-1252. Python's own oddities (punycode,
    unicode_escape, UTF-7) are no encodings of pages and could hide markup from a check.
    """
    name = (label or "").strip().strip("\"'").lower()
    if not re.fullmatch(
        r"utf-?8|utf-16(le|be)?|(iso|windows|cp|latin|koi8|gb|big5|euc|shift|sjis|us-ascii|ascii"
        r"|mac|tis)[\w-]*",
        name,
    ):
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return "cp1252" if codec in ("iso8859-1", "ascii") else codec


def _marked(raw: bytes, codec: str) -> str:
    """Decode what follows a byte-order mark, which leaves no doubt about the encoding."""
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        raise UndecodableInput(
            f"its byte-order mark says {codec[:6].upper()}, but byte {error.start} is not"
        ) from None
    if not text.strip():
        raise EmptyInput("it holds a byte-order mark and no text")
    _refuse_control(text.encode())
    return text


def _refuse_control(raw: bytes) -> None:
    if len(_CONTROL.findall(raw)) > _STRAY + _BINARY_SHARE * len(raw):
        raise BinaryInput("it is full of control characters, so it is not a text")


def _windows_1252(raw: bytes, why_not_utf8: UnicodeDecodeError) -> str:
    """Read old western text. Raises UndecodableInput where it would come out as nonsense."""
    failure = UndecodableInput(
        f"byte {why_not_utf8.start} is not UTF-8, and the whole does not read as Windows-1252"
    )
    # Bytes that UTF-8 can't read come out as surrogates, those it can as the characters they are.
    # Where it reads more than it fails at, the file is damaged UTF-8, and another encoding would
    # turn every quotation mark into three odd letters.
    halves = raw.decode("utf-8", "surrogateescape")
    beyond_ascii = [char for char in halves if char > "\x7f"]
    readable = [char for char in beyond_ascii if not "\ud800" <= char <= "\udfff"]
    if 2 * len(readable) > len(beyond_ascii):
        raise failure
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise failure from None
    if len(_ODD.findall(text)) > _ODD_SHARE * sum(byte > 0x7F for byte in raw):
        raise failure
    return text
