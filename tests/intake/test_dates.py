"""Dates of publication: as precise as they were written."""

import pytest

from sayso.errors import BadDate
from sayso.intake.dates import published_from, published_if_stated


@pytest.mark.parametrize(
    ("stated", "first", "last", "precision"),
    [
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("2022-04", "2022-04-01", "2022-04-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        (" 2022-04-30 ", "2022-04-30", "2022-04-30", "day"),
        ("2022-04-30T09:15", "2022-04-30T09:15:00", "2022-04-30T09:15:59", "minute"),
        ("2022-04-30 09:15:07", "2022-04-30T09:15:07", "2022-04-30T09:15:07", "second"),
        ("2022-04-30T09:15:07.123Z", *["2022-04-30T09:15:07+00:00"] * 2, "second"),
        ("2022-03-04 16:19:58-05:00", *["2022-03-04T16:19:58-05:00"] * 2, "second"),
        ("2022-03-04T16:19:58+0530", *["2022-03-04T16:19:58+05:30"] * 2, "second"),
    ],
)
def test_iso_dates(stated: str, first: str, last: str, precision: str) -> None:
    published = published_from(stated)
    assert (published.from_, published.to, published.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "yesterday",
        "4 May 2022",
        "2022-13",
        "2022-02-30",
        "2022-05-04T25:00",
        "22-05-04",
        "0000",
    ],
)
def test_what_is_no_date(stated: str) -> None:
    with pytest.raises(BadDate) as caught:
        published_from(stated)
    assert "\n" not in str(caught.value)


def test_files_may_state_dates_as_e_mail_does_or_none_at_all() -> None:
    stated = published_if_stated("Fri, 04 Mar 2022 16:19:58 -0500")
    assert stated is not None
    assert stated.from_ == "2022-03-04T16:19:58-05:00"
    for words in (None, "", "a while ago", "Fri, 99 Mar 2022", "١٢٣٤"):
        assert published_if_stated(words) is None
