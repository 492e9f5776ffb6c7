"""A PDF becomes text: lines are joined into paragraphs, words split at a line's end made whole.

pypdf is an optional package. A scanned PDF holds pictures and no text; nothing is recognised here.
"""

import io
import logging
import re
from dataclasses import dataclass
from statistics import quantiles

from sayso.errors import DamagedFile, EmptyInput, InputError, MissingExtra

_SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*$")
_SPLIT_WORD = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_WORD_START = re.compile(r"[a-zß-ÿ]+")
_BULLET = re.compile(r"(?:[•▪◦●○*–-]|\(?\d{1,2}[.)])\s")

# A line this much shorter than the page's full lines, and at a sentence's end, ends its paragraph.
_SHORT = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The text of a PDF, and the title that it carries."""

    text: str
    title: str | None


def pdf_text(raw: bytes) -> Paper:
    """Extract the text of a PDF. Raises MissingExtra, DamagedFile or EmptyInput."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise MissingExtra('reading PDF needs an extra: pip install "sayso[pdf]"') from None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DamagedFile("the PDF is locked with a password")
        pages = [page.extract_text() for page in reader.pages]
        title = str(reader.metadata.title) if reader.metadata and reader.metadata.title else None
    except InputError:
        raise
    except Exception as error:
        # pypdf meets broken files with a dozen kinds of errors, ours to turn into a sentence.
        raise DamagedFile(f"the PDF cannot be taken apart ({type(error).__name__})") from error
    text = _paragraphs([line.strip() for page in pages for line in [*page.splitlines(), "\f"]])
    if not text:
        raise EmptyInput("the PDF holds no text, only pictures perhaps")
    # Many PDFs are titled with the name of some file. A title that is printed on them is one.
    title = " ".join(title.split()) if title else None
    printed = " ".join(text[:2000].split()).casefold()
    return Paper(text=text, title=title if title and title.casefold() in printed else None)


def _paragraphs(lines: list[str]) -> str:
    """Join printed lines into paragraphs with a blank line between them.

    An empty line is a gap: the page had one there, or ended.
    """
    widths = [len(line) for line in lines if line]
    full = quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    whole = "\n".join(lines)
    blocks: list[list[str]] = []
    previous, gap = "", False
    for line in lines:
        if line and blocks and _goes_on(previous, line, full, gap):
            blocks[-1][-1:] = _joined(blocks[-1][-1], line, whole)
        elif line:
            blocks.append([line])
        previous, gap = line or previous, not line
    return "\n\n".join(" ".join(block) for block in blocks)


def _goes_on(previous: str, line: str, full: float, gap: bool) -> bool:
    """Whether a line belongs to the paragraph of the one before it."""
    if _BULLET.match(line):
        return False
    begins_low = line[0].islower()
    if _SENTENCE_END.search(previous):
        return not gap and len(previous) >= _SHORT * full
    # No sentence has ended. A short line above a capital is a headline; a gap is a page's end.
    return begins_low or (not gap and len(previous) >= _SHORT * full)


def _joined(before: str, line: str, whole: str) -> list[str]:
    """Two lines of one paragraph, as one piece where a word was split between them.

    The hyphen stays if the word has it in the middle of a line elsewhere ("cease-fire").
    """
    split, rest = _SPLIT_WORD.search(before), _WORD_START.match(line)
    if not split or not rest:
        return [before, line]
    kept = before if f"{split[1]}-{rest[0]}" in whole else before[:-1]
    return [kept + line]
