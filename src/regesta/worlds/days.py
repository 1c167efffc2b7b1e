"""How a text published on one day calls another."""

from __future__ import annotations

import random
from datetime import date, timedelta


def called(day: date, published: date, rng: random.Random) -> str:
    """A phrase that means ``day`` in a text of ``published``, which is that day or later: "on Tuesday"."""
    ago = (published - day).days
    ways = [exact(day)]
    if ago <= 6:
        ways += [f"on {day:%A}"] * 5
    if ago == 0:
        ways += ["earlier in the day", f"in the early hours of {day:%A}"]
    elif ago == 1:
        ways += ["yesterday", f"late on {day:%A}"]
    elif ago <= 13:
        ways.append(f"{_word(ago)} days ago")
    weeks = (_monday(published) - _monday(day)).days // 7
    if weeks == 1:
        ways += ["last week"] * 2
    elif weeks == 0 and ago > 1:
        ways.append("earlier this week")
    if ago > 13 and (published.replace(day=1) - timedelta(days=1)).replace(day=1) == day.replace(day=1):
        ways.append("last month")
    return rng.choice(ways)


def exact(day: date) -> str:
    """Day and month: "on 21 May"."""
    return f"on {day.day} {day:%B}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _word(number: int) -> str:
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number - 2] if number < 10 else str(number)
