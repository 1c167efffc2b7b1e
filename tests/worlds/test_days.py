"""What a text calls a day is that day."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regesta.worlds.days import called

NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = "zero one two three four five six seven eight nine ten".split()
DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@given(DATES, st.integers(0, 60), st.integers(0, 10**6))
def test_a_phrase_leads_back_to_its_day(published: date, ago: int, seed: int) -> None:
    day = published - timedelta(days=ago)
    phrase = called(day, published, random.Random(seed))
    words = phrase.split()
    if words[-1] in NAMES:
        assert ago < 7 and words[-1] == NAMES[day.weekday()]
    elif words[-1] == "ago":
        number = NUMBERS.index(words[0]) if words[0] in NUMBERS else int(words[0])
        assert number == ago
    elif phrase == "last week":
        assert monday(day) == monday(published) - timedelta(days=7)
    elif phrase == "earlier this week":
        assert monday(day) == monday(published) and ago > 1
    elif phrase == "last month":
        assert (published.year * 12 + published.month) - (day.year * 12 + day.month) == 1
    elif phrase in ("yesterday", "earlier in the day"):
        assert ago == (phrase == "yesterday")
    else:
        assert phrase == f"on {day.day} {day:%B}"
