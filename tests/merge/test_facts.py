"""A report is reduced to what can agree or disagree."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from tests.merge.drawn import items
from tests.merge.invented import BAIDOA, SHABAAB, SOMALIA, actor, fact, place, toll

from regesta.merge.facts import OPEN, Item, Time, facts, words
from regesta.model import Factuality


def days(first: str, last: str, *, stated: bool) -> Time:
    return Time(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal(), stated)


# ---------------------------------------------------------------- words


def test_words_are_stems_of_what_tells() -> None:
    assert words("Bombers bombed a bomb depot") >= {"bombe", "bomb", "depot"}
    assert words("protesters protested the protest") == {"prote"}


def test_words_are_no_names_no_numbers_and_no_times() -> None:
    assert words("Yesterday Hassan Sheikh met 12 officials in Nairobi on Monday at 9 a.m.") == {"met"}
    assert words("") == words("The people were killed.") == frozenset()


def test_the_first_word_counts_though_it_is_capital() -> None:
    assert words("Aircraft fired.") == {"aircr", "fired"}


def test_the_word_that_told_the_event_is_none_of_its_words() -> None:
    """Every report that shares a key with it has such a word."""
    assert fact("a", "Aircraft attacked a depot.", pattern="assault/attack").words == {"aircr", "depot"}


def test_the_word_that_told_the_event_is_none_of_its_words_though_it_is_short() -> None:
    assert fact("a", "Aircraft bombed a depot.", pattern="assault/bomb").words == {"aircr", "depot"}


def test_words_of_other_scripts() -> None:
    assert words("ракета попала в рынок") == {"ракет", "попал", "рынок"}


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ({"when": "2024-05-14"}, days("2024-05-14", "2024-05-14", stated=True)),
        ({"when": "2024-05-14", "basis": "dateline"}, days("2024-05-14", "2024-05-14", stated=False)),
        ({"when": "2024-05"}, days("2024-05-01", "2024-05-31", stated=True)),
        ({"day": "2024-05-15"}, days("2024-05-12", "2024-05-15", stated=False)),
        ({"day": "2024-05-15", "layer": "background"}, None),
        ({"day": None}, None),
        ({"when": "XXXX-05-14"}, None),
        ({"when": "../2024-05-14"}, None),
    ],
    ids=["stated", "inferred", "month", "fresh", "background", "nothing", "year unknown", "open"],
)
def test_time(said: dict[str, Any], time: Time | None) -> None:
    assert fact("a", **said).time == time


# ---------------------------------------------------------------- where


def test_a_city_is_a_place_with_a_point() -> None:
    told = fact("a", place=BAIDOA)
    assert (told.place, told.point, told.country, told.admin1) == ("64013", (3.114, 43.65), "SOM", "SOM/Bay")


def test_a_country_is_no_place() -> None:
    told = fact("a", place=SOMALIA)
    assert (told.place, told.point, told.country, told.admin1) == (None, None, "SOM", None)


def test_a_sea_is_a_place_whose_point_says_nothing() -> None:
    told = fact("a", place=place("Gulf of Aden", None, (12.5, 47.8), precision="water"))
    assert (told.place, told.point, told.country) == ("gulf of aden", None, None)


def test_nowhere() -> None:
    told = fact("a")
    assert (told.place, told.point, told.country, told.admin1) == (None, None, None, None)


# ---------------------------------------------------------------- who, what, how many


def test_whoever_has_a_name_is_called_by_it() -> None:
    known = actor("the militants", id="al-shabaab", name="al-Shabaab", country="SOM", sectors="REB UAF")
    (who,) = fact("a", actors=(known,)).actors
    assert (who.id, who.country, who.sectors) == ("al-shabaab", "SOM", frozenset(("REB", "UAF")))
    assert who.words == fact("a", actors=(SHABAAB,)).actors[0].words
    assert fact("a", recipients=(actor("three masked riders"),)).recipients[0].words == {"maske", "rider"}
    assert fact("a", recipients=(actor("two people"),)).recipients[0].words == frozenset()


def test_a_denial_speaks_of_what_happened() -> None:
    told = {name: fact("a", factuality=name).happened for name in get_args(Factuality)}
    assert {name for name, happened in told.items() if happened} == {"occurred", "denied", "negated"}


def test_tolls_are_ranges_by_outcome() -> None:
    claims = (
        toll("killed", 12),
        toll("killed", 9),
        toll("killed", 12),
        toll("injured", None, 5),
        toll("missing", 2, 4),
    )
    assert dict(fact("a", casualties=claims).tolls) == {
        "killed": ((9, 9), (12, 12)), "injured": ((0, 5),), "missing": ((2, 4),),
    }  # fmt: skip


def test_an_open_end_is_no_number_that_anybody_told() -> None:
    ((low, high),) = fact("a", casualties=(toll("killed", 12, None),)).tolls["killed"]
    assert (low, high) == (12, OPEN)
    assert fact("a", casualties=(toll("killed", None, None),)).tolls == {}


def test_a_sentence_is_known_by_its_words_however_it_is_set() -> None:
    assert fact("a", "Gunmen\n  FIRED.").sentence == fact("b", "Gunmen fired.").sentence


@given(items("a"))
def test_facts_are_a_function_of_the_report(a: Item) -> None:
    told = facts(a)
    assert told == facts(a)
    assert (told.id, told.document, told.event) == (a.report.id, a.report.document_id, a.report.event)
    assert all(ranges == tuple(sorted({*ranges})) and ranges for ranges in told.tolls.values())
    assert told.time is None or told.time.low <= told.time.high
