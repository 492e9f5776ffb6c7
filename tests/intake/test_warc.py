"""Web archives, whole and damaged. The pages in them are invented."""

from __future__ import annotations

import gzip
import io
import random
import uuid
import zipfile
from pathlib import Path

import pytest

from sayso import errors
from sayso.intake import InputFailure
from sayso.intake.warc import members, open_archive, records
from sayso.intake.warc_frames import Frame, frames
from sayso.records import Report

pytest.importorskip("warcio", reason="needs the extra: sayso[batch]")

COUNT = 6


def page(n: int) -> bytes:
    # Noise in a comment, so that packed records are no longer than they need be for damage to show.
    noise = random.Random(n).randbytes(60).hex()
    return (
        f"<html><head><title>Bridge {n}</title></head><body><!-- {noise} --><article>"
        f"<p>The bridge number {n} was closed on Monday, the mayor of Sarn said.</p>"
        "</article></body></html>"
    ).encode()


def archive(*, packed: bool, count: int = COUNT) -> tuple[bytes, list[int]]:
    """An archive of pages, and where each record begins."""
    data, offsets = b"", []
    for n in range(count):
        offsets.append(len(data))
        record = put(page(n), url=f"https://sarn.example/{n}")
        data += gzip.compress(record, mtime=0) if packed else record
    return data, offsets


def put(
    payload: bytes,
    *,
    url: str = "https://sarn.example/",
    status: str = "200 OK",
    media_type: str = "text/html; charset=utf-8",
    kind: str = "response",
    more: str = "",
) -> bytes:
    """One record, as a crawler writes it."""
    if kind == "response":
        http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n"
        payload, media_type = http.encode() + payload, "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>\r\n"
        f"WARC-Date: 2031-05-03T10:00:00Z\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def framed(data: bytes) -> list[Frame]:
    return list(frames(io.BytesIO(data)))


def opened(data: bytes) -> list[Report | InputFailure]:
    return [found for _, found, _ in records(io.BytesIO(data), 0, 1000, "a.warc.gz")]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_out_with_their_address_and_date(packed: bool) -> None:
    data, offsets = archive(packed=packed)
    found = list(records(io.BytesIO(data), offsets[2], 2, "a.warc.gz"))
    assert [ref for ref, _, _ in found] == [f"a.warc.gz:{at}" for at in offsets[2:4]]
    _, report, fetched = found[0]
    assert isinstance(report, Report)
    assert report.text == "The bridge number 2 was closed on Monday, the mayor of Sarn said."
    assert (report.url, report.title) == ("https://sarn.example/2", "Bridge 2")
    assert fetched == "2031-05-03T10:00:00Z"


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_is_cut_off_is_never_silently_short(packed: bool) -> None:
    data, offsets = archive(packed=packed, count=3)
    for cut in range(1, len(data)):
        begun = [at for at in offsets if at < cut]
        found = framed(data[:cut])
        assert [frame.offset for frame in found] == begun, cut
        whole = cut in offsets or (not packed and any(0 < at - cut <= 4 for at in offsets))
        last = not packed and cut >= len(data) - 4  # only the empty lines at the end are missing
        assert bool(found[-1].error) == (not whole and not last), cut
        assert all(frame.data for frame in found[:-1]), cut


@pytest.mark.parametrize("packed", [True, False])
def test_damage_costs_the_record_in_which_it_is(packed: bool) -> None:
    data, offsets = archive(packed=packed)
    for at in range(offsets[2], offsets[3], 3):
        damaged = bytearray(data)
        damaged[at] ^= 0xFF
        found = framed(bytes(damaged))
        lost = set(offsets) - {frame.offset for frame in found if frame.data}
        assert lost <= {offsets[2]}, at
        if packed and at - offsets[2] not in range(3, 10):  # gzip has bytes that mean nothing
            assert [frame.offset for frame in found if frame.error] == [offsets[2]], at


@pytest.mark.parametrize("length", ["0", "20", "900", "99999", "x"])
def test_a_wrong_length_is_noticed(length: str) -> None:
    data, offsets = archive(packed=False)
    start, end = offsets[2], offsets[3]
    record = data[start:end]
    at = record.index(b"Content-Length: ")
    stop = record.index(b"\r\n", at)
    wrong = record[:at] + f"Content-Length: {length}".encode() + record[stop:]
    found = framed(data[:start] + wrong + data[end:])
    assert len([frame for frame in found if frame.data]) == COUNT - 1
    (bad,) = [frame for frame in found if frame.error]
    assert isinstance(bad.error, errors.DamagedRecord)
    packed = b"".join(gzip.compress(each) for each in (data[:start], wrong, data[end : offsets[4]]))
    again = framed(packed)
    assert (len([f for f in again if f.data]), len([f for f in again if f.error])) == (3, 1)


def test_damage_at_the_very_start_and_padding_at_the_end() -> None:
    data, offsets = archive(packed=True)
    found = framed(b"\0" + data[1:] + b"\0" * 512)
    assert [bool(frame.data) for frame in found] == [False] + [True] * (COUNT - 1)
    assert [frame.offset for frame in found[1:]] == offsets[1:]
    assert framed(b"no archive at all")[0].error
    assert framed(b"") == []


def test_one_member_may_hold_many_records() -> None:
    data, _ = archive(packed=False)
    found = list(records(io.BytesIO(gzip.compress(data)), 0, 1000, "a"))
    assert [ref for ref, _, _ in found][:3] == ["a:0", "a:0+1", "a:0+2"]
    assert all(isinstance(report, Report) for _, report, _ in found)
    assert [frame.first for frame in framed(gzip.compress(data))] == [True] + [False] * (COUNT - 1)


def test_what_is_no_page_says_what_it_is() -> None:
    data = b"".join(
        (
            put(b"software: tests\r\n", kind="warcinfo", media_type="application/warc-fields"),
            put(b"gone", status="404 Not Found"),
            put(b"\x89PNG", media_type="image/png"),
            put(b"GET / HTTP/1.1\r\n\r\n", kind="request", media_type="application/http"),
            put(b"", kind="metadata", media_type="text/plain"),
            put(b"<html><body></body></html>"),
            put(page(9), more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
            put(b"The mill of Oram stands still.", kind="conversion", media_type="text/plain"),
        )
    )
    *rest, text = opened(data)
    reasons = [
        getattr(each.error, "reason", type(each.error).__name__)
        for each in rest
        if isinstance(each, InputFailure)
    ]
    none = ["warcinfo", "status", "media-type", "request", "metadata"]
    assert reasons[:6] == [*none, "EmptyInput"]
    assert isinstance(rest[6], Report)  # as browsers show it: what is not packed is taken as it is
    assert isinstance(text, Report)
    assert text.text == "The mill of Oram stands still."


def test_a_wacz_holds_archives(tmp_path: Path) -> None:
    data, offsets = archive(packed=True)
    path = tmp_path / "saved.wacz"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("datapackage.json", "{}")
        bundle.writestr("archive/b.warc.gz", data)
        bundle.writestr("archive/a.warc.gz", data, compress_type=zipfile.ZIP_DEFLATED)
    assert members(str(path)) == ["archive/a.warc.gz", "archive/b.warc.gz"]
    for name in members(str(path)):
        with open_archive(str(path), name) as file:
            found = list(records(file, offsets[4], 2, "saved.wacz"))
        assert [report.title for _, report, _ in found if isinstance(report, Report)] == [
            "Bridge 4",
            "Bridge 5",
        ]
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(errors.DamagedFile):
        members(str(path))
