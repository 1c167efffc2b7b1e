"""EDTF (ISO 8601-2) values: the days they can mean, and whether two can mean the same."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_Bounds = tuple[date, date]

_EDTF = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_CODES = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_MONTHS_OF = {month: (month, month) for month in range(1, 13)} | _CODES | {40: (1, 6), 41: (7, 12)}


def edge_days(value: str) -> _Bounds | None:
    """Return the first and last day of one EDTF date without a slash."""
    match = _EDTF.fullmatch(value)
    if match is None:
        return None
    first, last = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    low, high = _MONTHS_OF.get(int(match[2]), (0, 0)) if match[2] else (1, 12)
    last, high = (last + 1, high - 12) if high > 12 else (last, high)
    if not (first > 0 and last < 9999 and low):
        return None
    days = monthrange(last, high)[1]
    if match[3] is None:
        return date(first, low, 1), date(last, high, days)
    if (first, low) != (last, high) or not 0 < int(match[3]) <= days:
        return None
    return (day := date(first, low, int(match[3]))), day


def bounds(value: str) -> _Bounds | None:
    """Return the earliest and latest day of an EDTF value; open ends are date.min and date.max.

    None where the year is unknown (XXXX) or the value is no such date.
    """
    left, slash, right = value.partition("/")
    if not slash:
        return edge_days(value)
    low = (date.min, date.min) if left == ".." else edge_days(left)
    high = (date.max, date.max) if right == ".." else edge_days(right)
    return (low[0], high[1]) if low and high and low[0] <= high[1] else None


def days_in_year(value: str, year: int) -> _Bounds | None:
    """Return the bounds with ``year`` for XXXX, the next year for an end that lies before its start."""
    left, slash, right = value.partition("/")
    wraps = slash and left.startswith("XXXX") and right < left
    right = right.replace("XXXX", f"{year + 1 if wraps else year:04}")
    return bounds(left.replace("XXXX", f"{year:04}") + slash + right)


def _aligned(a: str, b: str) -> tuple[_Bounds, _Bounds, int] | None:
    """Return the bounds of both and the days between them, unknown years put where they lie nearest."""
    anchor = days_in_year(b, 2000)
    if anchor is None:
        return None
    if "XXXX" in b and "XXXX" not in a:
        swapped = _aligned(b, a)
        return swapped and (swapped[1], swapped[0], swapped[2])
    ends = {day.year for day in anchor if day not in (date.min, date.max)}
    years = [year + step for year in ends or {2000} for step in (-1, 0, 1)] if "XXXX" in a else [2000]
    read = [span for year in sorted(years) if (span := days_in_year(a, year))]
    pairs = ((one, anchor, max((anchor[0] - one[1]).days, (one[0] - anchor[1]).days, 0)) for one in read)
    return min(pairs, key=lambda pair: pair[2], default=None)


def within(value: str, anchor: str, days: int) -> bool | None:
    """Tell whether the two EDTF values lie at most ``days`` apart; XXXX stands for the nearest year.

    None where either is no EDTF date.
    """
    pair = _aligned(value, anchor)
    return None if pair is None else pair[2] <= days


def precedes(value: str, anchor: str) -> bool | None:
    """Tell whether ``value`` ends before ``anchor`` begins; None and XXXX as for ``within``."""
    pair = _aligned(value, anchor)
    return None if pair is None else pair[0][1] < pair[1][0]


def same_time(a: str, b: str) -> bool:
    """Tell whether two EDTF values are compatible: some day lies in both, XXXX being any year."""
    return bool(within(a, b, 0))
