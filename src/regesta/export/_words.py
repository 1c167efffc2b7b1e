"""A report's fields in the few words in which a reader wants them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regesta.model import Actor, Casualties, Place, Report, Speaker, When

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PRONOUNS = frozenset(("them", "they", "those", "these", "us", "we", "you", "it", "whom", "who"))
_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?")


def label(who: Actor | Speaker) -> str:
    """The name where it is known, else the text's own words."""
    return who.name or " ".join(who.text.split())


def codes(who: Actor | Speaker) -> str:
    """Country and sectors: "RUS GOV"."""
    return " ".join(filter(None, (who.country, *who.sectors)))


def when(date: When | None) -> str:
    """An EDTF date in words: "7 Sep 2023", "21-31 Jul 2023" (with a dash), "Sep 2023"; else as it is."""
    if date is None:
        return ""
    first, slash, last = date.value.partition("/")
    if not slash:
        return _day(first) or date.value
    if first in ("", ".."):
        return f"until {_day(last) or last}"
    if last in ("", ".."):
        return f"since {_day(first) or first}"
    return _interval(first, last) or f"{_day(first) or first} – {_day(last) or last}"


def where(place: Place | None) -> str:
    """A place and the country it lies in: "Gao, MLI"."""
    if place is None:
        return ""
    if place.country and place.precision != "country" and place.country not in place.name.split():
        return f"{place.name}, {place.country}"
    return place.name


def toll(one: Casualties) -> str:
    """How many suffered what: "49 civilians killed", "at least 12 injured"."""
    if one.low is None and one.high is None:
        count = ""
    elif one.low == one.high:
        count = f"{one.low:,}"
    elif one.high is None:
        count = f"at least {one.low:,}"
    elif one.low is None:
        count = f"up to {one.high:,}"
    else:
        count = f"{one.low:,}–{one.high:,}"
    whom = None if one.whom and one.whom.lower() in _PRONOUNS else one.whom
    words = " ".join(filter(None, (count, whom)))
    return f"{words or 'some'} {one.outcome}"


def speakers(who: Sequence[Speaker]) -> str:
    """Who says so, nearest first."""
    return ", ".join(dict.fromkeys(label(one) for one in who))


def own_speakers(one: Casualties, report: Report) -> str:
    """Who gives a toll, where that is somebody else than who tells the event."""
    told = speakers(one.attribution)
    return "" if told == speakers(report.attribution) else told


def _day(value: str) -> str | None:
    """One EDTF day, month or year in words, or None for anything finer."""
    mark = {"?": "?", "~": " or so", "%": "?"}.get(value[-1:], "")
    parts = _DAY.fullmatch(value[:-1] if mark else value)
    if not parts:
        return None
    year, month, day = parts.groups()
    if month and not 1 <= int(month) <= 12:
        return None
    words = (
        str(int(day)) if day else "",
        _MONTHS[int(month) - 1] if month else "",
        "" if year == "XXXX" else year,
    )
    return (" ".join(filter(None, words)) or "year unknown") + mark


def _interval(first: str, last: str) -> str | None:
    """Two days of one month, or two months or days of one year, saying what they share once."""
    one, two = _DAY.fullmatch(first), _DAY.fullmatch(last)
    start, end = _day(first), _day(last)
    if not (one and two and start and end) or one[1] != two[1] or not one[2] or not two[2]:
        return None
    if one[2] == two[2] and one[3] and two[3]:
        return f"{int(one[3])}–{end}"
    return f"{start.removesuffix(' ' + one[1])} – {end}"
