"""The counts that news gives, and the numbers that are no counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.resolve.numbers import find_numbers

# The sentence with the count in brackets, low and high; "-" is unbounded.
COUNTS = """
The raid killed [49] civilians. | 49 49
The raid killed [1,200] civilians. | 1200 1200
The raid killed [12,345] cattle. | 12345 12345
The raid killed [two] herders. | 2 2
[Seven] herders died. | 7 7
The raid killed [twenty-one] herders. | 21 21
The raid killed [twenty one] herders. | 21 21
The raid killed [a dozen] herders. | 12 12
The raid killed [half a dozen] herders. | 6 6
The raid killed [two dozen] herders. | 24 24
The raid killed [dozens] of herders. | 24 -
The raid killed [scores] of herders. | 40 -
[Scores] were hurt. | 40 -
The raid drove out [hundreds]. | 200 -
The raid drove out [thousands] of herders. | 2000 -
The raid drove out [tens of thousands] of herders. | 20000 -
The raid drove out [hundreds of thousands]. | 200000 -
The war uprooted [millions]. | 2000000 -
The raid killed [more than 30] herders. | 31 -
[Over 100] rockets fell. | 101 -
The raid killed [more than a dozen] herders. | 13 -
The raid killed [at least 12] herders. | 12 -
The raid killed [at least one] herder. | 1 -
The raid killed [no fewer than 5] herders. | 5 -
The raid killed [not less than seven] herders. | 7 -
The raid killed [up to 40] herders. | - 40
The raid killed [as many as 40] herders. | - 40
The raid killed [no more than ten] herders. | - 10
The raid killed [fewer than 10] herders. | - 9
The raid killed [less than 10] herders. | - 9
The raid killed [nearly 50] herders. | 50 50
The raid killed [about 50] herders. | 50 50
The raid killed [around 50] herders. | 50 50
[Some 200] herders fled. | 200 200
The raid killed [an estimated 300] herders. | 300 300
The raid killed [between 20 and 30] herders. | 20 30
The raid killed [20 to 30] herders. | 20 30
The raid killed [from 20 to 30] herders. | 20 30
The raid killed [20-30] herders. | 20 30
The raid killed [20–30] herders. | 20 30
The raid killed [five or six] herders. | 5 6
The raid killed [one or two] herders. | 1 2
The war uprooted [20 to 30 million] people. | 20000000 30000000
The war uprooted [two or three hundred] people. | 200 300
The raid killed [20 or more] herders. | 20 -
The raid killed [30+] herders. | 30 -
[Both] guards died. | 2 2
The raid killed [a couple of] guards. | 2 2
The raid killed [several] guards. | 3 -
The raid killed [several hundred] guards. | 300 -
The raid killed [a few] guards. | 3 -
The raid killed [a handful of] guards. | 3 -
The flood cut off [half a million] people. | 500000 500000
The flood cut off [1.2 million] people. | 1200000 1200000
The flood cut off [2 million] people. | 2000000 2000000
The flood cut off [three thousand] people. | 3000 3000
The flood cut off [a hundred] people. | 100 100
The flood cut off [two hundred and fifty] people. | 250 250
The flood cut off [one hundred and twenty] people. | 120 120
The flood cut off [three hundred thousand] people. | 300000 300000
There were [no] casualties. | 0 0
[None] of the guards died. | 0 0
[No one] was hurt. | 0 0
The flood cut off [2000] people. | 2000 2000
The flood cut off [more than 2000] villagers. | 2001 -
On Monday [20] people drowned. | 20 20
In Ghana [20] villagers drowned. | 20 20
At 5 p.m. on June 3, [20] guards died. | 20 20
Police said [six] of them were held. | 6 6
"""

NONE = """
In 2015 people fled.
The 2015 attacks and the war of 1948.
A 22-year-old died, a man aged 30 and boys aged 15 and 17.
The victim was 22 years old.
Musa Keita, 34, was buried.
Prices rose 30 percent, 30 per cent and 4.5%.
It cost $30 million, 30 million euros, £20, 500 dollars and $1.2bn.
A Boeing 747 and an Su-24 flew over Route 66.
It happened at 10:30 a.m., at 5 p.m. and at 0600 GMT.
The Group of 20 met the G7.
It lies 20 km and 20 miles off, five kilometres deep.
On September 7, 7 September, Sept. 7, May 3-5 and 2023-09-07 and 7/9/2023.
The fifth, the 5th and the first.
Resolution 2334, Article 5, Chapter 7 and No. 5 hold.
The two-day trip and a 20-minute walk.
It lasted three days, two weeks and ten years.
A third of it, two-thirds, one half and three quarters.
They no longer fight, no doubt, and no, not here.
He scores a goal.
They won 3-1 in version 2.5.
It was seen three times.
One of them said a word to one another.
It burned in an hour.
"""


def cases() -> list[tuple[str, str, int | None, int | None]]:
    rows = []
    for line in COUNTS.strip().splitlines():
        sentence, _, value = line.partition(" | ")
        low, high = (None if bound == "-" else int(bound) for bound in value.split())
        text = sentence[sentence.index("[") + 1 : sentence.index("]")]
        rows.append((sentence.replace("[", "").replace("]", ""), text, low, high))
    return rows


@pytest.mark.parametrize(("sentence", "text", "low", "high"), cases())
def test_counts(sentence: str, text: str, low: int | None, high: int | None) -> None:
    found = find_numbers(sentence, 0, len(sentence))
    assert [(sentence[each.start : each.end], each.low, each.high) for each in found] == [(text, low, high)]


@pytest.mark.parametrize("sentence", NONE.strip().splitlines())
def test_no_counts(sentence: str) -> None:
    assert find_numbers(sentence, 0, len(sentence)) == ()


def test_articles() -> None:
    text = "A guard shot an officer and one herder, one of many."
    assert find_numbers(text, 0, len(text)) == ()
    found = find_numbers(text, 0, len(text), articles=True)
    assert [(text[each.start : each.end], each.low, each.high, each.rule) for each in found] == [
        ("A", 1, 1, "article"),
        ("an", 1, 1, "article"),
        ("one", 1, 1, "article"),
    ]
    dozen = "a dozen of them"
    assert find_numbers(dozen, 0, len(dozen), articles=True)[0].low == 12


def test_several_counts() -> None:
    text = "The raid killed 49 civilians and 15 guards, two of them women."
    assert [each.low for each in find_numbers(text, 0, len(text))] == [49, 15, 2]


WORDS = st.sampled_from([word for sentence, *_ in cases() for word in sentence.split()] + NONE.split())
TEXTS = st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=40))


@given(text=TEXTS, articles=st.booleans())
def test_any_text(text: str, articles: bool) -> None:
    at = 0
    for each in find_numbers(text, 0, len(text), articles=articles):
        assert at <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        assert each.low is None or each.high is None or each.low <= each.high
        assert each.low is not None or each.high is not None
        at = each.end


@given(before=TEXTS, text=TEXTS, after=TEXTS)
def test_surroundings_change_nothing(before: str, text: str, after: str) -> None:
    alone = find_numbers(text, 0, len(text))
    there = find_numbers(before + text + after, len(before), len(before) + len(text))
    moved = [(each.low, each.high, each.start - len(before), each.end - len(before)) for each in there]
    assert moved == [(each.low, each.high, each.start, each.end) for each in alone]
