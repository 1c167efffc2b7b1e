"""Reports that could be one happening share a key; keys are a pure function of a report's fields."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merge.drawn import items
from tests.merge.invented import (
    GUESTS,
    GUNMEN,
    KHARKIV,
    MOGADISHU,
    RUSSIANS,
    RUTO,
    SHABAAB,
    SOMALIA,
    UKRAINIANS,
    actor,
    fact,
)
from tests.merge.pairs import HOTEL, SAME, Pair

from regesta.merge.facts import Facts, Item, facts
from regesta.merge.keys import WIDEST, keys
from regesta.merge.link import compare
from regesta.model import Actor

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def shared(a: Facts, b: Facts) -> set[str]:
    return {*keys(a)} & {*keys(b)}


def anchors(told: Facts) -> set[str]:
    return {key.split("|")[1] for key in keys(told)}


def stretches(told: Facts) -> set[str]:
    return {key.split("|")[2] for key in keys(told)}


def told_on(when: str | None, **said: Any) -> Facts:
    return fact("a", actors=(SHABAAB,), when=when, **said)


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair.plain)
def test_what_is_plainly_one_happening_is_compared(pair: Pair) -> None:
    assert shared(facts(pair.a), facts(pair.b))


@given(items("a"))
def test_keys_are_sorted_once_each_and_those_of_any_equal_report(a: Item) -> None:
    found = keys(facts(a))
    assert found
    assert list(found) == sorted({*found})
    assert keys(facts(a)) == found
    assert all(key.startswith(f"{a.report.event}|") for key in found)


def test_other_types_are_never_compared() -> None:
    assert not shared(fact("a", **HOTEL), fact("b", **HOTEL | {"event": "PROTEST", "mode": "demo"}))


# ---------------------------------------------------------------- anchors


def test_a_report_is_anchored_in_every_country_it_touches() -> None:
    told = fact("a", actors=(RUSSIANS,), recipients=(UKRAINIANS,), place=KHARKIV)
    assert anchors(told) == {"RUS", "UKR"}


def test_where_a_place_and_a_party_meet() -> None:
    assert shared(fact("a", place=MOGADISHU), fact("b", actors=(SHABAAB,)))
    assert shared(fact("a", place=SOMALIA), fact("b", recipients=(GUESTS,)))


@pytest.mark.parametrize("kind", ["IGO", "NGO", "IMG", "MNC", "ISM"])
def test_whoever_has_no_country_is_anchored_by_name(kind: str) -> None:
    known = actor("the league", id="the-league", name="The League", country=kind, sectors="GOV")
    assert anchors(fact("a", actors=(known,))) == {"the-league"}


def test_a_kind_that_is_no_country_joins_nobody() -> None:
    one, other = (actor(name, country="IMG", sectors="REB") for name in ("fighters", "jihadists"))
    assert not shared(fact("a", "Fighters came.", actors=(one,)), fact("b", "Jihadists left.", actors=(other,)))


@pytest.mark.parametrize("nobody", [(), (GUNMEN,)], ids=["nobody", "gunmen"])
def test_nobody_and_nowhere_are_compared_by_their_very_words(nobody: tuple[Actor, ...]) -> None:
    words, spaced = "Gunmen fired on a bus.", "GUNMEN  fired on\na bus."
    assert shared(fact("a", words, actors=nobody), fact("b", spaced, actors=nobody))
    assert not shared(fact("a", words, actors=nobody), fact("b", "Gunmen fired on a car.", actors=nobody))


def test_nobody_and_nowhere_are_where_the_rest_of_the_document_is() -> None:
    bare, around = fact("a", "Gunmen fired on a bus."), (fact("c", place=MOGADISHU), fact("d", actors=(RUTO,)))
    assert {key.split("|")[1] for key in keys(bare, around=around)} == {"SOM", "KEN"}
    assert keys(bare, around=around) == keys(bare, around=around[::-1])
    assert keys(bare, around=(fact("e"),)) == keys(bare)


def test_nobody_and_nowhere_are_where_their_document_was_filed() -> None:
    assert {key.split("|")[1] for key in keys(fact("a", "Gunmen fired on a bus."), filed="SOM")} == {"SOM"}
    assert keys(fact("a", actors=(RUTO,)), filed="SOM") == keys(fact("a", actors=(RUTO,)))


def test_a_name_of_which_nothing_is_known_is_an_anchor() -> None:
    one, other = (actor(called) for called in ("Farah Dualeh", "commander Farah Dualeh"))
    assert shared(fact("a", "One.", actors=(one,)), fact("b", "Other.", recipients=(other,)))


def test_whoever_is_somewhere_is_not_where_the_rest_of_the_document_is() -> None:
    told = fact("a", actors=(RUTO,))
    assert keys(told, around=(told, fact("c", place=MOGADISHU))) == keys(told)


# ---------------------------------------------------------------- stretches of time


@given(DAYS, st.integers(0, 2))
def test_days_that_are_almost_the_same_are_compared(day: date, later: int) -> None:
    assert shared(told_on(day.isoformat()), told_on((day + timedelta(later)).isoformat()))


@given(DAYS, DAYS)
def test_days_far_apart_are_not(day: date, other: date) -> None:
    if abs((day - other).days) > 9:
        assert not shared(told_on(day.isoformat()), told_on(other.isoformat()))


@given(DAYS, st.integers(0, WIDEST), st.integers(-WIDEST, WIDEST), st.integers(0, WIDEST))
def test_stretches_of_days_that_overlap_are_compared(day: date, long: int, shift: int, other_long: int) -> None:
    begin = day + timedelta(shift)
    end, other_end = day + timedelta(long), begin + timedelta(other_long)
    if begin <= end and day <= other_end:
        assert shared(told_on(f"{day}/{end}"), told_on(f"{begin}/{other_end}"))


def test_a_day_is_compared_with_its_month() -> None:
    for day in ("2024-07-01", "2024-07-17", "2024-07-31"):
        assert shared(told_on(day), told_on("2024-07"))
    assert not shared(told_on("2024-09-17"), told_on("2024-07"))


def test_a_wide_date_has_keys_of_years_and_few() -> None:
    assert stretches(told_on("2023")) >= {"y2023"}
    assert len(keys(told_on("2023-02/2023-11"))) == 1
    assert stretches(told_on("2023-11/2024-02")) == {"y2023", "y2024"}
    assert not shared(told_on("2023-05-06"), told_on("2023"))


@given(st.integers(1950, 2040), st.integers(1, 6), st.integers(7, 12))
def test_wide_dates_of_one_year_are_compared(year: int, first: int, last: int) -> None:
    assert shared(told_on(f"{year}"), told_on(f"{year}-{first:02}/{year}-{last:02}"))


def test_a_year_is_compared_with_the_decade_around_it() -> None:
    assert shared(told_on("1995"), told_on("1991/1999"))


@pytest.mark.parametrize("when", ["XXXX-05-14", "../2024-05-14", "2024-05-14/.."])
def test_what_cannot_be_dated_is_compared_with_its_like(when: str) -> None:
    assert stretches(told_on(when)) == {"undated"}
    assert shared(told_on(when), told_on(None, day=None))


def test_fresh_news_without_a_date_are_compared_with_the_days_before() -> None:
    fresh = told_on(None, day="2024-05-17")
    for day in ("2024-05-14", "2024-05-15", "2024-05-17"):
        assert shared(fresh, told_on(day))
    assert stretches(told_on(None, layer="background")) == {"undated"}


@pytest.mark.parametrize("late", range(4))
def test_a_day_is_compared_with_reports_of_the_days_after_on_every_weekday(late: int) -> None:
    for shift in range(7):
        day = date(2024, 5, 6) + timedelta(shift)
        after = (day + timedelta(late)).isoformat()
        stated = fact("a", **HOTEL | {"when": day.isoformat(), "day": day.isoformat()})
        inferred = fact("b", **HOTEL | {"when": after, "day": after, "basis": "published"})
        assert compare(stated, inferred).score > 0, day
        assert shared(stated, inferred), day


def test_a_party_with_a_country_and_an_id_is_anchored_by_country() -> None:
    assert anchors(fact("a", actors=(RUTO,))) == {"KEN"}
