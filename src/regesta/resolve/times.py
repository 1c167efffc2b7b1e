"""Reads the dates, weekdays, months and relative times of English news as EDTF values.

``find_times`` reads them; ``bounds``, ``within``, ``precedes`` and ``same_time`` compare their values
(EDTF, ISO 8601-2). Parts: early, mid and late July are days 1-10, 11-20 and 21 to the end; those of a year
are its thirds, of a week Mon-Tue, Wed-Thu, Fri-Sun. Season codes 21-24 are the northern spring to winter
(winter: December of the named year to February), 33-36 quarters and 40-41 halves of a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

__all__ = ["Time", "bounds", "find_times", "precedes", "same_time", "within"]

_Prefer = Literal["past", "forward", "near", "last", "next"]
_Bounds = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Time:
    """One expression of time: characters ``start`` to ``end`` of the text, without its preposition.

    ``value`` is EDTF, None where the words or the anchor leave it open. ``past``: vague ("recently") or
    clearly earlier (over a week before the anchor, "last month"); ``future``: later by its own words.
    """

    value: str | None
    start: int
    end: int
    rule: str
    past: bool
    future: bool


# ---------------------------------------------------------------- EDTF values

_EDTF = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_CODES = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_MONTHS_OF = {month: (month, month) for month in range(1, 13)} | _CODES | {40: (1, 6), 41: (7, 12)}


def _edge(value: str) -> _Bounds | None:
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
        return _edge(value)
    low = (date.min, date.min) if left == ".." else _edge(left)
    high = (date.max, date.max) if right == ".." else _edge(right)
    return (low[0], high[1]) if low and high and low[0] <= high[1] else None


def _in_year(value: str, year: int) -> _Bounds | None:
    """Return the bounds with ``year`` for XXXX, the next year for an end that lies before its start."""
    left, slash, right = value.partition("/")
    wraps = slash and left.startswith("XXXX") and right < left
    right = right.replace("XXXX", f"{year + 1 if wraps else year:04}")
    return bounds(left.replace("XXXX", f"{year:04}") + slash + right)


def _aligned(a: str, b: str) -> tuple[_Bounds, _Bounds, int] | None:
    """Return the bounds of both and the days between them, unknown years put where they lie nearest."""
    anchor = _in_year(b, 2000)
    if anchor is None:
        return None
    if "XXXX" in b and "XXXX" not in a:
        swapped = _aligned(b, a)
        return swapped and (swapped[1], swapped[0], swapped[2])
    ends = {day.year for day in anchor if day not in (date.min, date.max)}
    years = [year + step for year in ends or {2000} for step in (-1, 0, 1)] if "XXXX" in a else [2000]
    read = [span for year in sorted(years) if (span := _in_year(a, year))]
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


# ---------------------------------------------------------------- words

_NAMES = ("january", "february", "march", "april", "may", "june",
          "july", "august", "september", "october", "november", "december")
_WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_COUNTS = {"a": 1, "an": 1, "the": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "four": 4, "five": 5,
           "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
           "twenty": 20, "thirty": 30, "fifty": 50}
_PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late",
          "beginning": "start", "start": "start", "end": "end"}
_STEP = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1}
_RELATIVE: dict[str, _Prefer] = {"last": "last", "next": "next", "this": "near"}
_NAMELIKE = {"march", "april", "may", "june", "august"}
_BIG = {"month", "year", "decade", "century", "centurie"}  # an "s" is taken off a plural

_FULL = f"(?:{'|'.join(_NAMES)})"
_M = rf"(?:{_FULL}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_W = f"(?:{'|'.join(_WEEK)})"
_D = r"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d))"
_Y = r"(?:(?:1[5-9]|20)\d\d(?![\w:%]|[.,]\d))"
_Q = r"(?:early|mid|late|(?:the\s+)?(?:very\s+)?(?:beginning|start|middle|end)\s+of)"
_TO_Q = r"(?:\s+in\s+|[-\s]+)"  # between a part and what it is part of: "early in July", "mid-July"
_N = (r"(?:an?\s+couple\s+of|an?\s+few|couple\s+of|few|several|some|many|recent|\d{1,3}|"
      f"{'|'.join(word for word in _COUNTS if word not in ('the', 'couple'))})")
_U = r"(?:minute|hour|day|week|month|year|decade|centurie|century)"
_NIGHT = r"(?:morning|afternoon|evening|night)"
_OF_YEAR = rf"(?:(?:,?\s+(?:of\s+)?)(?P<y>{_Y})|\s+(?:of\s+)?(?P<ry>last|this|next)\s+year\b)"
# "June 3 and July 4, 2019": the first takes its year from the second.
_LENT = rf"(?=\s+(?:and|or)\s+{_M}(?:\s+{_D})?,?\s+(?P<y9>{_Y}))"
_YEAR = f"(?:{_OF_YEAR}|{_LENT})?"
_COUNTED = (
    r"(?:people|persons?|soldiers?|troops|men|women|children|civilians?|residents?|refugees|migrants|fighters?|"
    r"militants|rebels|police\w*|prisoners|protesters|demonstrators|students|workers|victims|others|dead|deaths|"
    r"dollars|euros|pounds|rubles|roubles|yuan|yen|prices|terms|cases|places|locations|villages|towns|schools|"
    r"homes|houses|hectares|acres|tons|tonnes|km|kilometers|kilometres|miles|met(?:er|re)s|feet|hours|hrs|gmt|utc|"
    r"minutes|days|weeks|months|years|votes|seats|members|officers|times|percent|per\s+cent|of\s+(?:them|the|its))\b")
# What may follow a bare last day ("May 3 to 5"), so that "sentenced on May 3 to 5 years" has none.
_ENDS = (r"(?=\s*(?:[^\w\s-]|$)|\s+(?:in|at|when|by|near|after|of|and|to|with|for|as|but|that|were|was|"
         r"during|outside|against|on|over)\b)")
_MD = rf"(?:(?:{_W},?\s+)?(?:{_M}\s+{_D}|(?:the\s+)?{_D}\s+(?:of\s+)?{_M})(?:,?\s+{_Y})?)"
_POINT = rf"(?:{_MD}|{_M}(?:,?\s+{_Y})?|{_Y}|{_W})"
_LAST = rf"(?:{_POINT}|(?:the\s+)?{_D}{_ENDS})"
_FIRST = rf"(?:{_POINT}|(?:the\s+)?{_D})"
_DASH = r"\s?[-–—]\s?"
_TO = rf"(?:{_DASH}|\s+(?:to|through|until)\s+)"
_STOP = r"(?=\s*(?:[,.;:)]|$))"

_SIDE = re.compile(
    rf"(?:(?P<w>{_W})(?:,?\s+|$))?(?:(?P<m>{_M})(?:\s+(?P<d>{_D}))?|(?:the\s+)?(?P<d2>{_D})(?:\s+(?:of\s+)?"
    rf"(?P<m2>{_M}))?)?(?:,?\s*(?P<y>{_Y}))?")
_IN = r"in|since|by|until|till|during|from|before|after|through|a|an|the|this|that|last|next"
_MONTH_AFTER = re.compile(rf"(?:\b(?:{_IN}|month\s+of)|{_M},?\s+(?:and|or|to))\s+$")
_YEAR_AFTER = re.compile(
    rf"(?:\b(?:{_IN}|of|for|year|fiscal|between|(?:back|prior|dat\w+)\s+to|his|her|its|their|our|{_Y},?\s+(?:and|or)"
    rf"|{_Y},)\s+|['’]s\s+|\()$")
_COUNT_NEXT = re.compile(rf"\s+(?:(?:to|and|or)\s+[\d,]+\s+)?{_COUNTED}")
_NAME_NEXT = re.compile(
    r"\s+(?:Movement|movement|Brigades?|Front|Square|Street|Avenue|Bridge|Party|Alliance|Coalition|Forces?|"
    r"Committee|committee|Division|Army|Martyrs|Battalion|Group|Association|University|Stadium|Airport|Revolution)\b")
_PAPER_NEXT = re.compile(r"\s+(?:Times|Telegraph|Mail|Express|Mirror|Tribune|Herald|Night\s+Live)\b")
_FEAST_BEFORE = re.compile(
    r"\b(?:Black|Good|Bloody|Holy|Ash|Palm|Super|Cyber|Easter|Maundy|[Ee]very|[Ee]ach)\s+$")
_MARCHES = re.compile(r"\s+(?:on|for|of|against)\b")
_DURING = re.compile(r"\b(?:in|during|over|since|by|until)\s+$")
_BRAND = re.compile(r"\b(?:usa|russia)\s+$")
_VERB = re.compile(r"\b(?:may|march)\b")
_EARLIER_NEXT = re.compile(
    rf"\s+(?:on|in|this|that|last|today|yesterday|than|at|{_W}|{_M}|{_D}|{_Y}|(?:the|of)\s+(?:day|week|month|year))\b")


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class _Day:
    """A day; where its year is not ``known`` it is a stand-in."""

    day: date
    known: bool


_NOWHERE = _Day(date(2001, 12, 31), False)  # stands in where there is no anchor


@dataclass(frozen=True, slots=True)
class _Hit:
    """Where a rule's pattern fits: its lower-case text and the groups it has, numbers off their names."""

    start: int
    end: int
    text: str
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Read:
    """What a rule made of a hit. ``known``: the years are real; ``at``: where it is not the whole hit."""

    value: str | None
    known: bool = True
    past: bool = False
    future: bool = False
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    """The text, itself and in lower case, and the days that its words are relative to."""

    text: str
    low: str
    anchor: _Day | None
    reference: _Day | None
    forward: bool

    def before(self, start: int) -> str:
        """Return the 24 characters before ``start`` in lower case, enough for two words."""
        return self.low[max(0, start - 24) : start]

    def told(self, value: str | None) -> str | None:
        """Return the value, None if the report counts it from itself and yet tells it as past."""
        span = bounds(value) if value and self.anchor == self.reference and not self.forward else None
        return None if span and self.anchor and span[0] > self.anchor.day else value

    def prefer(self, start: int) -> _Prefer:
        """Tell in which direction a day without a year lies: "until September 15" is the nearest."""
        words = self.before(start).split()
        near = bool(words) and words[-1] in {"by", "until", "till", "before"}
        return "forward" if self.forward else "near" if near else "past"


def _place(context: _Context, part: Callable[[int], str], *, prefer: _Prefer) -> _Read:
    """Put a part of a year into the year that ``prefer`` asks for; nothing is read where there is none."""
    base = context.anchor or _NOWHERE
    day, year = base.day, base.day.year
    if prefer == "near":
        spans = ((part(year + step), bounds(part(year + step))) for step in (0, -1, 1))
        away = {value: max((span[0] - day).days, (day - span[1]).days, 0) for value, span in spans if span}
        return _Read(min(away, key=lambda value: away[value], default=""), base.known)
    for step in range(9):  # eight years hold a February 29
        value = part(year - step if prefer in ("past", "last") else year + step)
        span = bounds(value)
        if span and {"past": span[0] <= day, "last": span[1] < day,
                     "forward": span[1] >= day, "next": span[0] > day}[prefer]:
            return _Read(value, base.known)
    return _Read("")


def _said(match: re.Match[str]) -> dict[str, str]:
    said = match.groupdict().items()
    return {name.rstrip("123456789"): " ".join(text.split()) for name, text in said if text}


def _month(name: str) -> int:
    return next(number for number, full in enumerate(_NAMES, 1) if full.startswith(name[:3]))


def _interval(low: date, high: date) -> str:
    return low.isoformat() if low == high else f"{low}/{high}"


def _unit(base: _Day, unit: str, step: int) -> str | None:
    """Return the calendar unit that holds the day, moved by ``step`` units; None outside years 1-9998."""
    day = base.day
    if unit == "day":
        return (day + timedelta(step)).isoformat()
    if unit == "week":
        monday = day + timedelta(7 * step - day.weekday())
        return _interval(monday, monday + timedelta(6)) if base.known else None
    year, month = divmod(day.year * 12 + day.month - 1 + (step if unit == "month" else 0), 12)
    year += {"year": step, "decade": 10 * step}.get(unit, 0)
    if not 0 < year < 9999:
        return None
    return {"month": f"{year:04}-{month + 1:02}", "decade": f"{year // 10:03}X"}.get(unit, f"{year:04}")


def _away(day: date, unit: str, number: int) -> date:
    """Return the day ``number`` units away, the last of its month where that month is shorter."""
    if unit in ("minute", "hour"):
        return day + timedelta(round(number / (24 if unit == "hour" else 1440)))
    if unit in ("day", "week"):
        return day + timedelta(number * (7 if unit == "week" else 1))
    months = number * {"year": 12, "decade": 120}.get(unit, 1) + day.year * 12 + day.month - 1
    year, month = min(9998, max(1, months // 12)), months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _cut(value: str, part: str | None) -> str:
    """Cut the early, middle or late part off a year, month or week; ``part`` as the text has it."""
    name = next((_PARTS[word] for word in (part or "").split() if word in _PARTS), None)
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
    return _interval(low + timedelta(edges[0]), min(high, low + timedelta(edges[1] - 1)))


# ---------------------------------------------------------------- one function a rule
# Each returns what it read of a hit, nothing where the words are no time after all.


def _numeric(context: _Context, hit: _Hit) -> list[_Read]:
    """Read "2023-09-07" and "13/9/2023"; where day and month could change places there is no value."""
    if "-" in hit.text:
        return [_Read(hit.text)]
    one, two, year = (int(number) for number in re.findall(r"\d+", hit.text))
    if one != two and one <= 12 and two <= 12:
        return [_Read(None)]
    day, month = (one, two) if two <= 12 else (two, one)
    return [_Read(f"{year}-{month:02}-{day:02}")]


def _range(context: _Context, hit: _Hit) -> list[_Read]:
    """Read two ends; what one of them leaves out (month, year) it has from the other."""
    sides = [_SIDE.fullmatch(hit.said[name]) for name in ("from", "to")]
    if not all(sides) or _COUNT_NEXT.match(context.low, hit.end):
        return []
    one, two = (_said(side) for side in sides if side)
    if "w" in one and "w" in two and not ("m" in one or "m" in two):
        return [_weekdays(context, _WEEK.index(one["w"]), _WEEK.index(two["w"]))]
    if "y" in one and "d" in two and "m" not in two:  # "2015-16"
        return [_Read(f"{one['y']}/{one['y'][:2]}{int(two['d']):02}")]
    for side, other in ((one, two), (two, one)):
        if "d" in side and "m" in other:
            side.setdefault("m", other["m"])
        if not side.keys() & {"m", "y"} or ("d" in side and "m" not in side):
            return []
    low, high = _part(one), _part(two)
    wraps = low > high + "-99" and "m" in two  # from one year into the next

    def whole(year: int) -> str:
        return f"{one.get('y') or f'{year - wraps:04}'}{low}/{year:04}{high}"

    if "y" in one or "y" in two:
        return [_Read(whole(int(two["y"]) if "y" in two else int(one["y"]) + wraps))]
    return [_place(context, whole, prefer=context.prefer(hit.start))]


def _part(said: dict[str, str]) -> str:
    """Return the "-09-07" or "-09" of what was said, "" for a bare year."""
    month = f"-{_month(said['m']):02}" if "m" in said else ""
    return month + (f"-{int(re.sub(r'[a-z]+', '', said['d'])):02}" if "d" in said else "")


def _weekdays(context: _Context, first: int, last: int) -> _Read:
    if context.anchor is None or not context.anchor.known:
        return _Read(None)
    today, length = context.anchor.day.weekday(), (last - first) % 7
    ahead = (first - today) % 7 if context.forward else -((today - last) % 7) - length
    low = context.anchor.day + timedelta(ahead)
    return _Read(_interval(low, low + timedelta(length)))


def _day_list(context: _Context, hit: _Hit) -> list[_Read]:
    """Read "June 3 and 4" and "3 and 4 June" as one time for each day; the month goes with its neighbour."""
    days = list(re.finditer(r"\d+[a-z]*", hit.said["days"]))
    base = hit.start + hit.text.index(hit.said["days"])
    ends = [[base + day.start(), base + day.end()] for day in days]
    ends[0][0], ends[-1][1] = hit.start, hit.end
    reads = (_dated(context, hit, _part({**hit.said, "d": day[0]})) for day in days)
    return [_Read(read.value, read.known, at=(at[0], at[1])) for read, at in zip(reads, ends, strict=True)]


def _dated(context: _Context, hit: _Hit, part: str) -> _Read:
    """Give "-09-07" or "-07" the year that the text says, or else the one that the context prefers."""
    said, cut = hit.said, hit.said.get("q")
    if year := said.get("y"):
        return _Read(_cut(year + part, cut))
    if relative := said.get("ry"):
        base = context.anchor or _NOWHERE
        return _Read(_cut(f"{base.day.year + _STEP.get(relative, 0):04}{part}", cut), base.known)
    prefer = _RELATIVE.get(said.get("rel", ""), context.prefer(hit.start))
    return _place(context, lambda year: _cut(f"{year:04}{part}", cut), prefer=prefer)


def _month_day(context: _Context, hit: _Hit) -> list[_Read]:
    said, anchor = hit.said, context.anchor
    if "y" not in said and _NAME_NEXT.match(context.text, hit.end):
        return []
    if "w" in said and anchor and anchor.known and not ("y" in said or "ry" in said):
        # The weekday tells the year, if that is no more than five years away.
        days = (_edge(f"{anchor.day.year + step:04}{_part(said)}") for step in range(-5, 3))
        fits = [day[0] for day in days if day and day[0].weekday() == _WEEK.index(said["w"])]
        if fits:
            return [_Read(min(fits, key=lambda day: abs((day - anchor.day).days)).isoformat())]
    return [_dated(context, hit, _part(said))]


def _month_only(context: _Context, hit: _Hit) -> list[_Read]:
    name, before = hit.said["m"], context.before(hit.start)
    if hit.said.get("rel") == "this":
        hit.said["ry"] = "this"
    if not hit.said.keys() & {"q", "rel", "y", "ry"}:
        mistakable = name in _NAMELIKE or context.text[hit.end + 1 : hit.end + 2].isupper()
        if mistakable and not _MONTH_AFTER.search(before):
            return []
        if name == "march" and _MARCHES.match(context.low, hit.end):
            return []
    return [_dated(context, hit, _part(hit.said))]


def _year(context: _Context, hit: _Hit) -> list[_Read]:
    before, part = context.before(hit.start), hit.said.get("q")
    if not part and (not _YEAR_AFTER.search(before) or _COUNT_NEXT.match(context.low, hit.end)):
        return []
    # A report whose year is unknown does not name it in this way: a bare year is another one.
    unknown = context.anchor is not None and not context.anchor.known
    ahead = before.split()[-1:] in (["by"], ["until"])
    return [_Read(_cut(hit.said["y"], part), past=unknown and not ahead, future=unknown and ahead)]


def _many_years(context: _Context, hit: _Hit) -> list[_Read]:
    if decade := hit.said.get("y"):
        return [_Read(f"{decade[:3]}X", past=decade < "2000")]
    century = int(hit.said["n"]) - 1
    return [_Read(f"{century}XX", past=century < 20)]


def _quarter(context: _Context, hit: _Hit) -> list[_Read]:
    said, half = hit.said, hit.said.get("unit") == "half"
    order = {"1": 1, "2": 2, "3": 3, "first": 1, "second": 2, "third": 3, "last": 2 if half else 4}
    number = order.get(said.get("n") or said["o"], 4)
    if half and number > 2:
        return []
    base = context.anchor or _NOWHERE
    year = said.get("y") or f"{base.day.year + _STEP.get(said['ry'], 0):04}"
    return [_Read(f"{year}-{(39 if half else 32) + number}", "y" in said or base.known)]


def _season(context: _Context, hit: _Hit) -> list[_Read]:
    relative, season = hit.said.get("rel"), hit.said["s"]
    if "y" not in hit.said:
        other = season in ("fall", "spring") or season.title() in context.text[hit.start : hit.end]
        if relative == "the" and (other or not _DURING.search(context.before(hit.start))):
            return []
        if relative is None:
            return []
    return [_dated(context, hit, f"-{_SEASONS[season]}")]


def _weekday(context: _Context, hit: _Hit) -> list[_Read]:
    feast = _FEAST_BEFORE.search(context.text[max(0, hit.start - 12) : hit.start])
    if feast or _PAPER_NEXT.match(context.text, hit.end):
        return []
    word, week = hit.said.get("rel", "").split(" ")[-1], hit.said.get("week")
    base = context.reference if word in ("following", "previous", "same") else context.anchor
    if base is None or not base.known:
        return [_Read(None, future=word in ("next", "coming"))]
    wanted, until = _WEEK.index(hit.said["w"]), context.before(hit.start).split()[-1:]
    ahead = (wanted - base.day.weekday()) % 7
    if week or word == "this":
        ahead = wanted - base.day.weekday() + 7 * _STEP.get(week or "", 0)
    elif word in ("next", "coming", "following"):
        ahead = ahead or 7
    elif word in ("last", "previous"):
        ahead -= 7
    elif word == "past" or not (context.forward or until in (["by"], ["until"], ["till"])):
        ahead -= 7 if ahead else 0
    said = word in ("next", "coming", "this") or bool(week)
    value = (base.day + timedelta(ahead)).isoformat()
    return [_Read(context.told(value) if word == "following" else value, future=said and ahead > 0)]


def _relative_day(context: _Context, hit: _Hit) -> list[_Read]:
    word, base = hit.said["day"].split()[0], context.anchor
    if word == "today" and _BRAND.search(context.before(hit.start)):
        return []
    step = {"yesterday": -1, "last": -1, "tomorrow": 1, "the": 2 if "after" in hit.text else -2}.get(word, 0)
    future = step > 0 or hit.said.get("q") == "later"
    if base is None:
        return [_Read(None, future=future)]
    day = base.day + timedelta(step)
    return [_Read(_interval(day - timedelta(word == "overnight"), day), base.known, future=future)]


def _same(context: _Context, hit: _Hit) -> list[_Read]:
    """Read "the following day", "that year", "the same week": relative to the reference."""
    base, unit = context.reference, hit.said["u"]
    unit = unit if unit in ("week", "month", "year") else "day"
    step = next((_STEP[word] for word in hit.said["rel"].split() if word in _STEP), 0)
    return [_Read(context.told(_unit(base, unit, step)), base.known)] if base else [_Read(None)]


def _count(words: str) -> int | None:
    """Return the number said, None where it is vague ("several", "few") or missing."""
    last = words.removesuffix(" of").split(" ")[-1]
    return int(last) if last.isdecimal() else _COUNTS.get(last)


def _offset(context: _Context, hit: _Hit) -> list[_Read]:
    """Read "two days ago" from the anchor, "two days earlier" and "later" from the reference."""
    unit, word, number = hit.said["u"], hit.said["word"], _count(hit.said.get("n", ""))
    base = context.anchor if word == "ago" else context.reference
    sign = 1 if word in ("later", "after") else -1
    if unit in ("minute", "hour"):
        number, unit = (number or 0) // 24 if unit == "hour" else 0, "day"
    past = sign < 0 and (unit in _BIG or number is None)
    if number is None or base is None or unit.startswith("centur"):
        return [_Read(None, past=past)]
    if unit == "week" and word != "ago" and number == 1:
        number, unit = 7, "day"
    elif unit == "year" and number == 1:  # "a year ago" is that month
        number, unit = 12, "month"
    elif unit == "decade":
        number, unit = 10 * number, "year"
    return [_Read(context.told(_unit(base, unit, sign * number)), base.known, past=past)]


def _span(context: _Context, hit: _Hit) -> list[_Read]:
    """Read calendar units ("last week", "late last month", "the end of the year")."""
    word, unit, part, base = hit.said["rel"], hit.said["u"], hit.said.get("q"), context.anchor
    if (word == "the" or unit == "day") and not part:
        return []
    past = (word == "last" and unit in _BIG) or (part == "earlier" and unit in _BIG)
    future = word == "next" or part == "later"
    value = _unit(base, unit, _STEP.get(word, 0)) if base else None
    whole = bounds(value) if value else None
    if not (base and value and whole):
        return [_Read(None, past=past, future=future)]
    if part in ("earlier", "later") and whole[0] <= base.day <= whole[1]:
        value = _interval(whole[0], base.day) if part == "earlier" else _interval(base.day, whole[1])
    return [_Read(_cut(value, part), base.known, past, future)]


def _trailing(context: _Context, hit: _Hit) -> list[_Read]:
    """Read "the past two months", "the last week", "coming days": up to the anchor or from it."""
    said, base = hit.said, context.anchor
    words, unit = said["rel"].split(" "), said["u"]
    if unit == "day" and words[-1] in ("last", "next") and not (said.get("n") or "plural" in said):
        return []  # "the last day"
    future = words[-1] in ("next", "coming")
    number = _count(said["n"]) if "n" in said else None if "plural" in said else 1
    if number is None or base is None or words[-1] == "recent":
        return [_Read(None, past=not future, future=future)]
    low, high = sorted((base.day, _away(base.day, unit, number if future else -number)))
    return [_Read(_interval(low, high), base.known, not future and unit in _BIG, future)]


def _weekend(context: _Context, hit: _Hit) -> list[_Read]:
    word, base = hit.said["rel"].split(" ")[-1], context.anchor
    future = word in ("next", "coming")
    if base is None or not base.known:
        return [_Read(None, future=future)]
    this = 5 - base.day.weekday()
    # "This weekend" is still the one before on a Monday or Tuesday, unless the clause is about the future.
    back = this > 0 and not context.forward and (word != "this" or this > 3)
    away = {"next": this + 7, "coming": this, "last": this - 7}.get(word, this - 7 if back else this)
    saturday = base.day + timedelta(away)
    return [_Read(_interval(saturday, saturday + timedelta(1)), future=future)]


def _vague(context: _Context, hit: _Hit) -> list[_Read]:
    if hit.text == "earlier" and _EARLIER_NEXT.match(context.low, hit.end):
        return []
    future = hit.text.startswith(("soon", "shortly")) or hit.text.endswith("future")
    return [_Read(None, past=not future, future=future)]


_Rule = Callable[[_Context, _Hit], list[_Read]]
_END = r"(?!\w|-\w)"
_DAYS = rf"{_D}(?:,\s+{_D})*,?\s+(?:and|or|&)\s+{_D}"
# In this order: the first that fits a place is taken. Group names are a rule's own but for their numbers.
_PATTERNS: tuple[tuple[str, str, _Rule], ...] = (
    ("numeric", rf"{_Y}-\d\d-\d\d|\d\d?/\d\d?/(?:19|20)\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d", _numeric),
    ("range", rf"between\s+(?P<from1>{_FIRST})\s+and\s+(?P<to1>{_LAST})|"
     rf"from\s+(?P<from2>{_FIRST})\s+(?:to|until|till|through)\s+(?P<to2>{_LAST})|"
     rf"(?P<from3>{_MD}){_TO}(?P<to3>{_LAST})|(?P<from4>{_POINT}){_TO}(?P<to4>{_POINT})|"
     rf"(?P<from5>{_Y})[-–](?P<to5>\d\d)|"
     rf"(?P<from6>{_D}){_DASH}(?P<to6>{_D}\s+{_M}(?:,?\s+{_Y})?)", _range),
    ("day-list", rf"(?P<m1>{_M})\s+(?P<days1>{_DAYS}){_ENDS}{_YEAR}|"
     rf"(?P<days2>{_DAYS})\s+(?:of\s+)?(?P<m2>{_M})(?:,?\s+(?P<y2>{_Y}))?", _day_list),
    ("month-day", rf"(?:(?P<w>{_W})(?:\s+{_NIGHT})?(?:,\s*|\s+))?"
     rf"(?:(?P<m1>{_M})\s+(?P<d1>{_D})(?!\s+{_COUNTED})|(?:the\s+)?(?P<d2>{_D})\s+(?:of\s+)?(?P<m2>{_M}))"
     f"{_YEAR}", _month_day),
    ("month", rf"(?:(?P<q>{_Q}){_TO_Q})?(?:(?P<rel>last|this|next)\s+)?"
     rf"(?P<m>{_FULL}|{_M}(?=,?\s+{_Y})){_YEAR}", _month_only),
    ("decade", rf"(?:the\s+)?(?:{_Q}[-\s]+(?:the\s+)?)?(?P<y>(?:1[5-9]|20)\d0)s", _many_years),
    ("century", r"(?:the\s+)?(?:(?:early|mid|late)[-\s]+)?(?P<n>1[6-9]|2[01])(?:th|st)[-\s]century",
     _many_years),
    ("year", rf"(?:(?P<q>{_Q}){_TO_Q})?(?P<y>{_Y})", _year),
    ("quarter", r"(?:the\s+)?(?P<o>first|second|third|fourth|last)\s+(?P<unit>quarter|half)\s+of\s+(?:"
     rf"(?P<y1>{_Y})|(?P<ry>this|last|next|the)\s+year)|q(?P<n>[1-4])\s+(?P<y2>{_Y})", _quarter),
    ("season", r"(?:(?:early|mid|late)[-\s]+)?(?:(?P<rel>last|this|next|the)\s+)?"
     rf"(?P<s>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?(?P<y>{_Y}))?", _season),
    ("weekday", r"(?:(?:early|late|mid)\s+)?(?:(?P<rel>(?:(?:this|the)\s+)?(?:past|coming)|last|this|next|"
     rf"(?:the\s+)?(?:following|previous|same)|the\s+next)\s+)?(?P<w>{_W})"
     rf"(?:(?:\s+of)?\s+(?P<week>last|this|next)\s+week|\s+{_NIGHT})?", _weekday),
    ("relative-day", r"(?:(?P<q>early|late|earlier|later)\s+)?(?P<day>today|tonight|overnight|"
     rf"(?:yesterday|tomorrow)(?:\s+{_NIGHT})?|this\s+{_NIGHT}|last\s+night|"
     r"the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))",
     _relative_day),
    ("reference", r"(?P<rel>(?:the|that)\s+(?:very\s+)?same|that|(?:the\s+)?(?:following|previous|preceding)|"
     rf"(?:the\s+)?next(?=\s+(?:day|morning)))\s+(?P<u>day|{_NIGHT}|week|month|year)", _same),
    ("offset", rf"(?:(?P<n1>{_N})\s+)?(?P<u1>{_U})s?\s+(?P<word1>ago|earlier|later)(?!\s+than)|"
     rf"(?P<n2>the|{_N})\s+(?P<u2>{_U})s?\s+(?P<word2>before|after|previously){_STOP}", _offset),
    ("trailing", r"(?:(?P<rel1>(?:this\s+|the\s+)?(?:past|coming)|the\s+(?:last|next)|recent)|"
     rf"(?P<rel2>last|next)(?=\s+(?:{_N}\s|{_U}s\b)))\s+"
     rf"(?:(?P<n>{_N})\s+)?(?P<u>{_U})(?P<plural>s)?(?!\s+of\b)", _trailing),
    ("unit", rf"(?:(?P<q>earlier|later|{_Q}){_TO_Q})?(?P<rel>the|this|last|next)\s+"
     r"(?P<u>day|week|month|year|decade)", _span),
    ("weekend", r"(?P<rel>(?:the|this)\s+(?:past|coming)|the|this|last|next)\s+weekend", _weekend),
    ("vague", r"recently|recent|previously|earlier(?!\s+than)|formerly|lately|long\s+ago|(?<=in )the\s+past|"
     r"soon(?!\s+(?:after|as|became))|shortly(?!\s+(?:after|before))|(?:the\s+)?near\s+future", _vague),
)
# The first letters of every word that a pattern begins with: most places in a text are passed over by them.
_OPENING = {word[:3] for word in (*_NAMES, *_WEEK, *_SEASONS, *_PARTS, *_STEP, *_BIG, *_COUNTS)} - {"a", "an"}
_OPENING |= {"bet", "fro", "few", "sev", "som", "man", "pas", "com", "min", "hou", "day", "wee", "ear", "tod",
             "yes", "tom", "ton", "ove", "thi", "tha", "rec", "for", "lat", "lon", "soo", "sho", "nea"}
_SCAN = re.compile(
    rf"(?<![\w$€£#/-])(?=\d|q\d|an?\s|{'|'.join(sorted(_OPENING))})(?<!\d[.,:])(?:"
    + "|".join(f"(?P<r{n}>{re.sub('[?]P<[a-z0-9]+>', '?:', rule[1])})" for n, rule in enumerate(_PATTERNS))
    + f"){_END}"
)
_WORDED = {"weekday", "weekend", "reference", "offset"}
_RULES = tuple((name, re.compile(f"(?:{text}){_END}"), rule) for name, text, rule in _PATTERNS)


# ---------------------------------------------------------------- the text


@lru_cache(1024)  # a document asks for the same day at every sentence
def _day(value: str | None) -> _Day | None:
    """Return the day of "2023-09-10" or "XXXX-09-10", None of anything else."""
    if value is None or not re.fullmatch(r"(?:XXXX|1[5-9]\d\d|20\d\d)-\d\d-\d\d", value):
        return None
    span = _in_year(value, 2000 if value.endswith("02-29") else 2001)
    return span and _Day(span[0], not value.startswith("XXXX"))


def _finish(context: _Context, hit: _Hit, read: _Read, *, worded: bool) -> _Read | None:
    """Judge past and future, open what "since" and "until" open, hide years that are not known.

    ``worded``: only words make it future, not where its day lies.
    """
    value, past, future, anchor = read.value, read.past, read.future, context.anchor
    span = bounds(value) if value is not None else None
    if value is None or span is None:  # with a value but no such day, "February 30", it is no date
        return read if value is None else None
    before = context.before(hit.start).split()[-1:]
    if before == ["since"]:
        value, span = f"{value.partition('/')[0].replace('X', '0')}/..", (span[0], date.max)
    elif before in (["until"], ["till"]):
        value = f"../{value.rpartition('/')[2].replace('X', '9')}"
    if anchor and anchor.known == read.known:
        past = past or span[1] < anchor.day - timedelta(7)
        future = future or (span[0] > anchor.day and not worded)
    if not read.known:
        dated = all("-" in side or side == ".." for side in value.split("/"))
        value = re.sub(r"\d{4}(?=-)", "XXXX", value) if dated else None
    return _Read(value, read.known, past and not future, future, read.at)


def find_times(
    text: str,
    start: int,
    end: int,
    *,
    anchor: str | None,
    forward: bool = False,
    reference: str | None = None,
) -> tuple[Time, ...]:
    """Read every expression of time in ``text[start:end]``, in order and without overlap.

    ``anchor``: the EDTF day of the report, its year XXXX where unknown; ``reference``: the day that "two days
    later" counts from, the anchor where None. Anything but a day counts as unknown. Days and months lie in
    the past nearest to the anchor, with ``forward`` (a clause about the future) in the future.
    """
    part = text[start:end]
    low = part.lower()
    if len(low) != len(part):  # a few capitals are longer in lower case
        low = "".join(char if len(char.lower()) > 1 else char.lower() for char in part)
    first = _day(anchor)
    context = _Context(part, low, first, first if reference is None else _day(reference), forward)
    times = []
    for found in _SCAN.finditer(low):
        name, pattern, rule = _RULES[int((found.lastgroup or "r0")[1:])]
        match = pattern.match(low, found.start())
        if match is None or _VERB.search(part, match.start(), match.end()):
            continue
        hit = _Hit(match.start(), match.end(), " ".join(match[0].split()), _said(match))
        for each in rule(context, hit):
            if read := _finish(context, hit, each, worded=name in _WORDED):
                left, right = read.at or (hit.start, hit.end)
                times.append(Time(read.value, start + left, start + right, name, read.past, read.future))
    return tuple(times)
