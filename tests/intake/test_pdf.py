"""PDFs, written here by hand. The report in them is invented."""

import builtins
from typing import Any

import pytest

from sayso.errors import DamagedFile, EmptyInput, MissingExtra
from sayso.intake.files import report_from_raw

pytest.importorskip("pypdf", reason="needs the extra: pip install 'sayso[pdf]'")

FIRST = [
    "Bank shuts its doors",
    "The Norvik Savings Bank closed all of its branches on Monday, a spoke-",
    "swoman said. She blamed a run that had begun during the cease-fire and",
    "that had left it without cash.",
    "Clients queued outside. The cease-",
    "fire did not help, and neither did the promise of the central bank that",
]
SECOND = ["was made on Sunday.", "- one point", "- another point"]


def pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A PDF with one line of text under the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {len(objects)} 0 R /Resources << /Font << /F1 "
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} /MediaBox [0 0 600 800] >>"
    )
    objects.append(f"<< {info} >>")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R "
        f"/Info {len(objects)} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode("latin-1")


def test_lines_become_paragraphs_and_split_words_whole() -> None:
    report = report_from_raw(pdf([FIRST, SECOND]), "application/pdf", ref="bank.pdf")
    assert report.text.split("\n\n") == [
        "Bank shuts its doors",
        "The Norvik Savings Bank closed all of its branches on Monday, a spokeswoman said. She "
        "blamed a run that had begun during the cease-fire and that had left it without cash.",
        "Clients queued outside. The cease-fire did not help, and neither did the promise of the "
        "central bank that was made on Sunday.",
        "- one point",
        "- another point",
    ]
    assert report.media_type == "application/pdf"
    assert report.published is None


def test_a_title_counts_if_it_is_printed() -> None:
    for stated, title in (("Bank Shuts its doors", "Bank Shuts its doors"), ("final2.doc", None)):
        raw = pdf([FIRST], f"/Title ({stated})")
        assert report_from_raw(raw, "application/pdf", ref="bank.pdf").title == title


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"%PDF-1.4\nnothing that follows makes sense", DamagedFile),
        (pdf([FIRST])[:200], DamagedFile),
        (pdf([[]]), EmptyInput),
    ],
)
def test_broken_and_empty_papers(raw: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        report_from_raw(raw, "application/pdf", ref="bank.pdf")


def test_a_locked_paper() -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([FIRST]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(DamagedFile, match="password"):
        report_from_raw(locked.getvalue(), "application/pdf", ref="bank.pdf")


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return really(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r'pip install "sayso\[pdf\]"'):
        report_from_raw(pdf([FIRST]), "application/pdf", ref="bank.pdf")
