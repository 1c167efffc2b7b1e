"""Values of times (EDTF): the days that bound them, and how two compare."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.resolve.edtf import bounds, precedes, same_time, within

SUNDAY = "2023-09-10"
DAYS = st.dates(date(1500, 1, 1), date(2099, 12, 31)).map(date.isoformat)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("2023-09-07", date(2023, 9, 7), date(2023, 9, 7)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2022-24", date(2022, 12, 1), date(2023, 2, 28)),
        ("2022-36", date(2022, 10, 1), date(2022, 12, 31)),
        ("2015/..", date(2015, 1, 1), date.max),
        ("../2015", date.min, date(2015, 12, 31)),
        ("2023-07-21/2023-08", date(2023, 7, 21), date(2023, 8, 31)),
        ("2023-09~", date(2023, 9, 1), date(2023, 9, 30)),
    ],
)
def test_bounds(value: str, low: date, high: date) -> None:
    assert bounds(value) == (low, high)


@pytest.mark.parametrize("value", ["XXXX-09-07", "", "2023-13", "2023-02-30", "2023-21-05", "0000", "2023/2015", "x"])
def test_no_bounds(value: str) -> None:
    assert bounds(value) is None


def test_comparisons() -> None:
    assert same_time("2023-09-07", "2023-09")
    assert same_time("XXXX-09-07", "2023-09-07")
    assert same_time("2023-07", "XXXX-07-21/XXXX-07-31")
    assert same_time("XXXX-01-02", "XXXX-12-30/XXXX-01-03")
    assert same_time("2015/..", "XXXX-05-05")
    assert not same_time("XXXX-09-07", "2023-09-08")
    assert not same_time("2023-09-07", "2022-09-07")
    assert not same_time("", "2023")
    assert within("2023-09-07", SUNDAY, 3) is True
    assert within("2023-09-06", SUNDAY, 3) is False
    assert within("XXXX-12-30", "2024-01-02", 5) is True
    assert within("XXXX-12-30", "XXXX-01-02", 5) is True
    assert within("2024-01-02", "XXXX-12-30", 5) is True
    assert within("soon", SUNDAY, 3) is None
    assert precedes("2023-09-07", SUNDAY) is True
    assert precedes("2023-09", SUNDAY) is False
    assert precedes("XXXX-12-30", "XXXX-01-02") is True
    assert precedes("2023", "") is None


@given(a=DAYS, b=DAYS)
def test_comparisons_agree(a: str, b: str) -> None:
    away = abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
    assert within(a, b, away)
    assert not (away and within(a, b, away - 1))
    assert same_time(a, b) == same_time(b, a) == (a == b)
    assert precedes(a, b) == (a < b)
