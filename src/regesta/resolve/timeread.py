"""What the rules of time share: the anchor, a hit of a rule and what it reads."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from regesta.resolve.edtf import bounds
from regesta.resolve.timewords import NAMES, PARTS, Prefer


@dataclass(frozen=True, slots=True)
class Day:
    """A day; where its year is not ``known`` it is a stand-in."""

    day: date
    known: bool


NOWHERE = Day(date(2001, 12, 31), False)  # stands in where there is no anchor


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule's pattern fits: its lower-case text and the groups it has, numbers off their names."""

    start: int
    end: int
    text: str
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule made of a hit. ``known``: the years are real; ``at``: where it is not the whole hit."""

    value: str | None
    known: bool = True
    past: bool = False
    future: bool = False
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The text, itself and in lower case, and the days that its words are relative to."""

    text: str
    low: str
    anchor: Day | None
    reference: Day | None
    forward: bool

    def before(self, start: int) -> str:
        """Return the 24 characters before ``start`` in lower case, enough for two words."""
        return self.low[max(0, start - 24) : start]

    def told(self, value: str | None) -> str | None:
        """Return the value, None if the report counts it from itself and yet tells it as past."""
        span = bounds(value) if value and self.anchor == self.reference and not self.forward else None
        return None if span and self.anchor and span[0] > self.anchor.day else value

    def prefer(self, start: int) -> Prefer:
        """Tell in which direction a day without a year lies: "until September 15" is the nearest."""
        words = self.before(start).split()
        near = bool(words) and words[-1] in {"by", "until", "till", "before"}
        return "forward" if self.forward else "near" if near else "past"


def placed(context: Context, part: Callable[[int], str], *, prefer: Prefer) -> Read:
    """Put a part of a year into the year that ``prefer`` asks for; nothing is read where there is none."""
    base = context.anchor or NOWHERE
    day, year = base.day, base.day.year
    if prefer == "near":
        spans = ((part(year + step), bounds(part(year + step))) for step in (0, -1, 1))
        away = {value: max((span[0] - day).days, (day - span[1]).days, 0) for value, span in spans if span}
        return Read(min(away, key=lambda value: away[value], default=""), base.known)
    for step in range(9):  # eight years hold a February 29
        value = part(year - step if prefer in ("past", "last") else year + step)
        span = bounds(value)
        if (
            span
            and {"past": span[0] <= day, "last": span[1] < day, "forward": span[1] >= day, "next": span[0] > day}[
                prefer
            ]
        ):
            return Read(value, base.known)
    return Read("")


def words_of(match: re.Match[str]) -> dict[str, str]:
    said = match.groupdict().items()
    return {name.rstrip("123456789"): " ".join(text.split()) for name, text in said if text}


def month_number(name: str) -> int:
    return next(number for number, full in enumerate(NAMES, 1) if full.startswith(name[:3]))


def interval_of(low: date, high: date) -> str:
    return low.isoformat() if low == high else f"{low}/{high}"


def unit_value(base: Day, unit: str, step: int) -> str | None:
    """Return the calendar unit that holds the day, moved by ``step`` units; None outside years 1-9998."""
    day = base.day
    if unit == "day":
        return (day + timedelta(step)).isoformat()
    if unit == "week":
        monday = day + timedelta(7 * step - day.weekday())
        return interval_of(monday, monday + timedelta(6)) if base.known else None
    year, month = divmod(day.year * 12 + day.month - 1 + (step if unit == "month" else 0), 12)
    year += {"year": step, "decade": 10 * step}.get(unit, 0)
    if not 0 < year < 9999:
        return None
    return {"month": f"{year:04}-{month + 1:02}", "decade": f"{year // 10:03}X"}.get(unit, f"{year:04}")


def moved(day: date, unit: str, number: int) -> date:
    """Return the day ``number`` units away, the last of its month where that month is shorter."""
    if unit in ("minute", "hour"):
        return day + timedelta(round(number / (24 if unit == "hour" else 1440)))
    if unit in ("day", "week"):
        return day + timedelta(number * (7 if unit == "week" else 1))
    months = number * {"year": 12, "decade": 120}.get(unit, 1) + day.year * 12 + day.month - 1
    year, month = min(9998, max(1, months // 12)), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def cut_value(value: str, part: str | None) -> str:
    """Cut the early, middle or late part off a year, month or week; ``part`` as the text has it."""
    name = next((PARTS[word] for word in (part or "").split() if word in PARTS), None)
    span = bounds(value)
    if name is None or span is None or "X" in value:
        return value
    low, high = span
    if len(value) == 4:
        thirds = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12)}
        first, last = thirds[name]
        return f"{value}-{first:02}" + (f"/{value}-{last:02}" if last > first else "")
    cuts = (10, 20) if len(value) == 7 else (2, 4)
    edges = {"early": (0, cuts[0]), "start": (0, cuts[0]), "mid": cuts}.get(name, (cuts[1], 99))
    return interval_of(low + timedelta(edges[0]), min(high, low + timedelta(edges[1] - 1)))
