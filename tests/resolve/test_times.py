"""The dates, weekdays and relative times of news, read against a Sunday: 10 September 2023."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.resolve.edtf import bounds
from regesta.resolve.times import find_times

SUNDAY = "2023-09-10"

# The sentence with the expression in brackets; "" is a value that stays open.
PAST = """
The raid began on [7 September 2023]. | 2023-09-07
The raid began on [Sept. 7, 2023], at dawn. | 2023-09-07
Filed [2023-09-07] by fax. | 2023-09-07
The depot burned on [September 7th]. | 2023-09-07
It was [the 7th of September] when the depot burned. | 2023-09-07
It burned on [September 7], they said. | 2023-09-07
It burned on [7 September] near the port. | 2023-09-07
Talks opened on [7th September 2021]. | 2021-09-07
The file is dated [13/9/2022]. | 2022-09-13
The file is dated [9/13/2022]. | 2022-09-13
The file is dated [13.09.2022]. | 2022-09-13
The file is dated [7/7/2022]. | 2022-07-07
The file is dated [7/9/2022]. |
The [Jan. 6] attack stunned the town. | 2023-01-06
The ship sank on [December 20]. | 2022-12-20
The ship sank on [Dec. 20] off the cape. | 2022-12-20
The ship sank on [20 December last year]. | 2022-12-20
The clinic closed on [Tuesday, March 7]. | 2023-03-07
The clinic closed on [Tuesday, 5 March 2019]. | 2019-03-05
The clinic closed on [Tuesday night, Sept. 5]. | 2023-09-05
He was sentenced on [May 3] to 5 years. | 2023-05-03
The bridge fell on [Feb. 29, 2020]. | 2020-02-29
The bridge fell in [July]. | 2023-07
The bridge fell [last July]. | 2023-07
The bridge fell [last October]. | 2022-10
The bridge fell in [July 2019]. | 2019-07
The bridge fell in [July of 2019]. | 2019-07
The bridge fell in [Sept. 2019]. | 2019-09
The bridge fell in [July last year]. | 2022-07
In [late July], officers took the palace. | 2023-07-21/2023-07-31
In [early July], officers took the palace. | 2023-07-01/2023-07-10
In [mid-July] officers took the palace. | 2023-07-11/2023-07-20
They came at [the beginning of July]. | 2023-07-01/2023-07-10
They came at [the end of February 2020]. | 2020-02-21/2020-02-29
They came [early in May]. | 2023-05-01/2023-05-10
The [May] offensive failed. | 2023-05
In [May], 20 people died. | 2023-05
In [May] 20 people died. | 2023-05
A ceasefire in [March] held. | 2023-03
[July] was the deadliest month. | 2023-07
The dam broke in [2015]. | 2015
The dam broke in [early 2015]. | 2015-01/2015-04
The dam broke in [mid-2015]. | 2015-05/2015-08
The dam broke in [late 2015]. | 2015-09/2015-12
The dam broke at [the end of 2015]. | 2015-12
The dam broke at [the beginning of 2015]. | 2015-01
The [2015] flood ruined the town. | 2015
Angola's [2002] truce held. | 2002
His [2014] arrest drew anger. | 2014
A treaty dating back to [1961] was torn up. | 1961
He fled in [the 1990s]. | 199X
He fled in [the early 1940s]. | 194X
A fort of [the 18th century] burned. | 17XX
The flood came [last summer]. | 2023-22
The flood came [last winter]. | 2022-24
The flood came in [spring 2022]. | 2022-21
The flood came in [the fall of 2013]. | 2013-23
The strike lasted over [the summer]. | 2023-22
Exports fell in [the first quarter of 2021]. | 2021-33
Exports fell in [the last quarter of last year]. | 2022-36
Exports fell in [Q3 2022]. | 2022-35
Exports fell in [the first half of 2016]. | 2016-40
Police fired on the crowd on [Tuesday]. | 2023-09-05
Police fired on the crowd on [Sunday]. | 2023-09-10
Police fired on the crowd [last Tuesday]. | 2023-09-05
Police fired on the crowd [last Sunday]. | 2023-09-03
Police fired on the crowd on [Tuesday night]. | 2023-09-05
Police fired [early Wednesday]. | 2023-09-06
[Monday]'s vote was annulled. | 2023-09-04
[Monday]’s vote was annulled. | 2023-09-04
It came on [Tuesday of last week]. | 2023-08-29
It came [this past Friday]. | 2023-09-08
Troops march on [Tuesday]. | 2023-09-05
It happened [today]. | 2023-09-10
It happened [yesterday]. | 2023-09-09
It happened [late yesterday]. | 2023-09-09
It happened [the day before yesterday]. | 2023-09-08
It happened [this morning]. | 2023-09-10
It happened [last night]. | 2023-09-09
Shells fell [overnight]. | 2023-09-09/2023-09-10
They met on [the same day]. | 2023-09-10
They had met [a day earlier]. | 2023-09-09
They had met [two days earlier]. | 2023-09-08
They had met [the previous day]. | 2023-09-09
They had met [the day before]. | 2023-09-09
They had met [the previous month]. | 2023-08
They met [three days ago]. | 2023-09-07
They met [3 days ago]. | 2023-09-07
They met [a week ago]. | 2023-08-28/2023-09-03
They met [two weeks ago]. | 2023-08-21/2023-08-27
They met [a couple of months ago]. | 2023-07
They met [a year ago]. | 2022-09
They met about [two years ago]. | 2021
They met nearly [a decade ago]. | 2013
They met [48 hours ago]. | 2023-09-08
They met [last week]. | 2023-08-28/2023-09-03
They met [this week]. | 2023-09-04/2023-09-10
They met [earlier this week]. | 2023-09-04/2023-09-10
They met [earlier in the day]. | 2023-09-10
They met in [the past week]. | 2023-09-03/2023-09-10
They met [last month]. | 2023-08
They met [late last month]. | 2023-08-21/2023-08-31
They met [last year]. | 2022
They met [late last year]. | 2022-09/2022-12
They met [last decade]. | 201X
Thirty died [this year]. | 2023
Thirty died [earlier this year]. | 2023-01-01/2023-09-10
Thirty died [this month]. | 2023-09
Thirty died in [the past two months]. | 2023-07-10/2023-09-10
It has raged for [the past three days]. | 2023-09-07/2023-09-10
It has raged for [the last 24 hours]. | 2023-09-09/2023-09-10
It was tense over [the weekend]. | 2023-09-09/2023-09-10
It was tense [last weekend]. | 2023-09-02/2023-09-03
They fought [between 3 and 5 May]. | 2023-05-03/2023-05-05
They fought [between May 3 and June 2, 2021]. | 2021-05-03/2021-06-02
They fought [from May 3 to May 5]. | 2023-05-03/2023-05-05
They fought on [May 3-5]. | 2023-05-03/2023-05-05
They fought on [3–5 May 2019]. | 2019-05-03/2019-05-05
They fought [from December to March]. | 2022-12/2023-03
They fought [from December 2020 to March 2021], it said. | 2020-12/2021-03
They fought [between Monday and Wednesday]. | 2023-09-04/2023-09-06
They fought [from 2014 to 2018]. | 2014/2018
They fought in [2015-16]. | 2015/2016
They fought [between 30 December and 2 January]. | 2022-12-30/2023-01-02
They have fought since [Monday]. | 2023-09-04/..
They have fought since [2015]. | 2015/..
They have fought since [July 2019]. | 2019-07/..
They have fought since [early June]. | 2023-06-01/..
They have fought since [last week]. | 2023-08-28/..
They have fought since [the 1990s]. | 1990/..
They fought until [2015]. | ../2015
The truce holds until [Friday]. | ../2023-09-15
[Recently] the truce broke. |
A [recent] vote failed. |
He [previously] led the army. |
He had [earlier] led the army. |
They clashed in [recent months]. |
They clashed [years ago]. |
They clashed in [the past]. |
"""

FUTURE = """
They will meet [tomorrow]. | 2023-09-11
They will meet [next week]. | 2023-09-11/2023-09-17
They will meet [next Friday]. | 2023-09-15
They will meet [next month]. | 2023-10
They will meet [next year]. | 2024
They will meet [later this month]. | 2023-09-10/2023-09-30
They will meet in [the coming days]. |
They will meet over [the next two weeks]. | 2023-09-10/2023-09-24
They will leave by [2030]. | 2030
They will leave by [the end of the year]. | 2023-12
They will leave by [September 30]. | 2023-09-30
They will leave in [October 2023]. | 2023-10
They will leave [soon]. |
They will leave in [the near future]. |
"""

# With ``forward``: a clause about the future. Only its own words make a time future.
FORWARD = """
Envoys meet on [12 January]. | 2024-01-12
Envoys meet on [Friday]. | 2023-09-15
Envoys meet on [Sunday]. | 2023-09-10
Envoys meet in [July]. | 2024-07
Envoys meet on [September 7]. | 2024-09-07
Envoys meet [from Tuesday to Thursday]. | 2023-09-12/2023-09-14
Envoys meet over [the weekend]. | 2023-09-09/2023-09-10
"""

UNKNOWN_YEAR = """
It burned on [September 7]. | XXXX-09-07
In [late July], officers took the palace. | XXXX-07-21/XXXX-07-31
It burned on [Tuesday]. |
It burned [yesterday]. | XXXX-09-09
It burned [three days ago]. | XXXX-09-07
It burned [last month]. | XXXX-08
It burned [last year]. |
It burned [last week]. |
It burned over [the weekend]. |
It burned in [2015]. | 2015
It burned on [7 September 2022]. | 2022-09-07
It burned in [the past three days]. | XXXX-09-07/XXXX-09-10
It has burned since [July]. | XXXX-07/..
"""

NO_ANCHOR = """
It burned on [September 7]. | XXXX-09-07
It burned on [Feb. 29]. | XXXX-02-29
It burned on [7 September 2023]. | 2023-09-07
It burned in [July]. | XXXX-07
It burned on [Tuesday]. |
It burned [yesterday]. |
It burned [last year]. |
"""

# Relative to an event of 3 March 2023.
REFERENCE = """
They left on [the same day]. | 2023-03-03
They left [the following day]. | 2023-03-04
They left [a day earlier]. | 2023-03-02
They left [two days later]. | 2023-03-05
They left [a week later]. | 2023-03-10
They left [a month later]. | 2023-04
They left [the following year]. | 2024
They left [the following Monday]. | 2023-03-06
They left [hours later]. | 2023-03-03
They left [that day]. | 2023-03-03
They left [a few days later]. |
They left [two days ago]. | 2023-09-08
"""

TRAPS = """
Troops march on the capital.
Students held a May Day march.
They may be late, and may 3 of them?
A second convoy came.
The Sunday Times reported it.
The March 23 Movement fired.
Black Friday sales rose.
Good Friday was calm.
The Fifth Republic fell.
2015 people fled.
Some 1,500 men and 2000 soldiers came.
It cost more in 1984 dollars.
In 2000 homes the lights went out.
A Boeing 747 landed at 10:30 a.m. local time.
A 22-year-old died at 1800 GMT.
Theresa May said so.
April Jones and June Osborne agreed.
The March on Washington drew many.
The Women's March drew many.
Every Friday they pray; Fridays are loud.
The Arab Spring failed and the fall of the city followed.
9/11 and 24/7 are no dates here.
February 30 and 31 June do not exist.
USA Today printed it.
Pages 20-30 and a score of 3-1.
It lasted for three days, the third in two years.
The day after the attack, two days after the raid.
It came earlier than thought, as soon as it could.
Agenda 2030 and room 2015.
He won $2015 and 2015 dollars.
Mar-a-Lago and Jan Egeland stood by.
"""


def cases(table: str) -> list[tuple[str, str, str | None]]:
    """Return sentence without brackets, expression and value of each line."""
    rows = []
    for line in table.strip().splitlines():
        sentence, _, value = line.partition("|")
        text = sentence[sentence.index("[") + 1 : sentence.index("]")]
        rows.append((sentence.replace("[", "").replace("]", "").strip(), text, value.strip() or None))
    return rows


def read(sentence: str, anchor: str | None = SUNDAY, **more: object) -> list[tuple[str, str | None]]:
    """Return words and value of every time in the sentence."""
    times = find_times(sentence, 0, len(sentence), anchor=anchor, **more)  # type: ignore[arg-type]
    return [(sentence[time.start : time.end], time.value) for time in times]


@pytest.mark.parametrize(("sentence", "text", "value"), cases(PAST))
def test_past(sentence: str, text: str, value: str | None) -> None:
    assert read(sentence) == [(text, value)]
    assert not find_times(sentence, 0, len(sentence), anchor=SUNDAY)[0].future


@pytest.mark.parametrize(("sentence", "text", "value"), cases(FUTURE))
def test_future(sentence: str, text: str, value: str | None) -> None:
    assert read(sentence) == [(text, value)]
    time = find_times(sentence, 0, len(sentence), anchor=SUNDAY)[0]
    assert time.future
    assert not time.past


@pytest.mark.parametrize(("sentence", "text", "value"), cases(FORWARD))
def test_forward(sentence: str, text: str, value: str | None) -> None:
    assert read(sentence, forward=True) == [(text, value)]


@pytest.mark.parametrize(("sentence", "text", "value"), cases(UNKNOWN_YEAR))
def test_unknown_year(sentence: str, text: str, value: str | None) -> None:
    assert read(sentence, "XXXX-09-10") == [(text, value)]


@pytest.mark.parametrize(("sentence", "text", "value"), cases(NO_ANCHOR))
def test_no_anchor(sentence: str, text: str, value: str | None) -> None:
    assert read(sentence, None) == [(text, value)]
    assert read(sentence, "2023-09") == read(sentence, None)


@pytest.mark.parametrize(("sentence", "text", "value"), cases(REFERENCE))
def test_reference(sentence: str, text: str, value: str | None) -> None:
    assert read(sentence, reference="2023-03-03") == [(text, value)]


@pytest.mark.parametrize("sentence", TRAPS.strip().splitlines())
def test_no_time(sentence: str) -> None:
    assert read(sentence) == []


def test_several() -> None:
    assert read("on June 3 and 4") == [("June 3", "2023-06-03"), ("4", "2023-06-04")]
    assert read("on 3, 4 and 5 June 2020") == [("3", "2020-06-03"), ("4", "2020-06-04"), ("5 June 2020", "2020-06-05")]
    assert read("June 3 and July 4, 2019") == [("June 3", "2019-06-03"), ("July 4, 2019", "2019-07-04")]
    assert read("on Thursday and Friday") == [("Thursday", "2023-09-07"), ("Friday", "2023-09-08")]
    assert read("in 2013, 2014 and 2015") == [("2013", "2013"), ("2014", "2014"), ("2015", "2015")]
    assert read("in January and April") == [("January", "2023-01"), ("April", "2023-04")]


def test_the_year_turns() -> None:
    assert read("on December 20", "2024-01-05") == [("December 20", "2023-12-20")]
    assert read("on 12 January", "2024-01-05", forward=True) == [("12 January", "2024-01-12")]
    assert read("yesterday", "XXXX-01-01") == [("yesterday", "XXXX-12-31")]
    assert read("last month", "2024-01-05") == [("last month", "2023-12")]


def test_not_later_than_the_report() -> None:
    # Without an event to count from, a past clause has nothing that lies after the report.
    assert read("they left two days later") == [("two days later", None)]
    assert read("they leave two days later", forward=True) == [("two days later", "2023-09-12")]


@pytest.mark.parametrize(
    ("words", "past"),
    [
        ("recently", True),
        ("last year", True),
        ("last month", True),
        ("in 1994", True),
        ("on August 1", True),
        ("a year ago", True),
        ("in the 1990s", True),
        ("previously", True),
        ("on September 7", False),
        ("yesterday", False),
        ("on Tuesday", False),
        ("last week", False),
        ("this year", False),
        ("since 2015", False),
    ],
)
def test_past_flag(words: str, past: bool) -> None:
    times = find_times(words, 0, len(words), anchor=SUNDAY)
    assert [time.past for time in times] == [past]


def test_bare_years_under_an_unknown_year() -> None:
    assert find_times("in 1994", 0, 7, anchor="XXXX-09-10")[0].past
    assert find_times("by 2030", 0, 7, anchor="XXXX-09-10")[0].future
    assert not find_times("in 1994", 0, 7, anchor=None)[0].past


SENTENCES = [sentence for table in (PAST, FUTURE, REFERENCE) for sentence, _, _ in cases(table)]
WORDS = st.sampled_from([word for sentence in SENTENCES for word in sentence.split()])
PHRASES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = st.one_of(PHRASES, st.text(max_size=40), st.sampled_from(SENTENCES))
DAYS = st.dates(date(1500, 1, 1), date(2099, 12, 31)).map(date.isoformat)
ANCHORS = st.one_of(st.none(), DAYS, DAYS.map(lambda day: "XXXX" + day[4:]), st.text(max_size=10))


@given(text=TEXTS, anchor=ANCHORS, reference=ANCHORS, forward=st.booleans())
def test_any_text(text: str, anchor: str | None, reference: str | None, forward: bool) -> None:
    times = find_times(text, 0, len(text), anchor=anchor, reference=reference, forward=forward)
    at = 0
    for time in times:
        assert at <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        assert time.value is None or "XXXX" in time.value or bounds(time.value)
        assert not (time.past and time.future)
        at = time.end


@given(before=TEXTS, text=TEXTS, after=TEXTS, anchor=ANCHORS)
def test_surroundings_change_nothing(before: str, text: str, after: str, anchor: str | None) -> None:
    alone = find_times(text, 0, len(text), anchor=anchor)
    there = find_times(before + text + after, len(before), len(before) + len(text), anchor=anchor)
    moved = [(time.value, time.start - len(before), time.end - len(before), time.rule) for time in there]
    assert moved == [(time.value, time.start, time.end, time.rule) for time in alone]
