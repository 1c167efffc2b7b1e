"""Days as datelines and time stamps write them: "September 10", "12 May 2021", "Sept. 5, 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from regesta.read._fields import edtf_day

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"

DATE = (
    rf"(?i:{_WEEKDAY}(?:{_MONTH}\s*{_DAY}(?:,?\s+{_YEAR})?"
    rf"|{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d(?!\d)))"
)
"""The pattern of one day; it captures nothing."""

_FIND = re.compile(rf"\b{DATE}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEAR = 45


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with its year where that was written."""

    year: int | None
    month: int
    day: int


def find_day(text: str) -> Day | None:
    """Return the first real day written in ``text``."""
    for match in _FIND.finditer(text):
        day = _numbers(match[0])
        if day is not None:
            return day
    return None


def _numbers(written: str) -> Day | None:
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    months = [m for word in re.findall(r"[A-Za-z]+", written) if (m := _month(word))]
    if months:
        year = numbers[1] if len(numbers) > 1 else None
        return _real(year, months[-1], numbers[0])
    if numbers[0] > 31:
        return _real(numbers[0], numbers[1], numbers[2])
    return _real(numbers[2], numbers[1], numbers[0])


def _month(word: str) -> int | None:
    start = word[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def _real(year: int | None, month: int, day: int) -> Day | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return Day(year, month, day)


def edtf(day: Day, *, published: str | None) -> str:
    """Write ``day`` as EDTF; a missing year is the nearest to ``published`` or stays XXXX.

    ``published`` is an EDTF day, month or year. Only a day that lies within 45 days of it takes its
    year: a report is published soon after it was filed.
    """
    year = day.year if day.year is not None else _near_year(day, published)
    return f"{'XXXX' if year is None else f'{year:04d}'}-{day.month:02d}-{day.day:02d}"


def _near_year(day: Day, published: str | None) -> int | None:
    if published is None or edtf_day(published) is None:
        return None
    parts = [int(part) for part in published.split("-")]
    if len(parts) == 1:
        # Filed in December, it may have been published in the January after.
        return parts[0] if day.month < 12 and _real(parts[0], day.month, day.day) else None
    stamp = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 15)
    best: tuple[int, int] | None = None
    for year in range(max(1, stamp.year - 1), min(9999, stamp.year + 1) + 1):
        if _real(year, day.month, day.day):
            away = abs((date(year, day.month, day.day) - stamp).days)
            best = min(best or (away, year), (away, year))
    return best[1] if best and best[0] <= _NEAR else None
