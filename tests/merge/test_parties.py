"""Parties of many reports: one list, those of one id as one, the unnamed as the one they can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.merge.invented import ABIY, GUESTS, GUNMEN, MUSEVENI, RUSSIANS, RUTO, SHABAAB, SOLDIERS, SOMALI_GUNMEN, actor

from regesta.merge.parties import parties
from regesta.model import Actor, Party

REBELS = actor("rebels", country="SOM", sectors="REB")
ISIS = actor("fighters of ISIS", id="isis-somalia", name="Islamic State in Somalia", country="SOM", sectors="REB")


def ids(found: tuple[Party, ...]) -> list[str | None]:
    return [party.id for party in found]


def test_nobody() -> None:
    assert parties([]) == parties([(), ()]) == ()


def test_one_id_is_one_party_whatever_it_is_called() -> None:
    shebab = actor("Shebab", id="al-shabaab", name="al-Shabaab", country="SOM", sectors="REB")
    assert parties([(SHABAAB,), (shebab,), (SHABAAB,)]) == (
        Party("al-shabaab", "al-Shabaab", "al-Shabaab", "SOM", ("REB",)),
    )


def test_the_most_often_named_stand_first() -> None:
    assert ids(parties([(RUTO, ABIY), (ABIY,), (MUSEVENI, ABIY, RUTO)])) == [
        "abiy-ahmed", "william-ruto", "yoweri-museveni",
    ]  # fmt: skip


def test_a_report_that_names_a_party_twice_counts_once() -> None:
    assert ids(parties([(RUTO, RUTO, RUTO), (ABIY,), (ABIY,)])) == ["abiy-ahmed", "william-ruto"]


# ---------------------------------------------------------------- the unnamed


def test_rebels_are_the_one_group_of_their_country() -> None:
    (party,) = parties([(SHABAAB,), (REBELS,), (REBELS,)])
    assert (party.id, party.text) == ("al-shabaab", "al-Shabaab")


def test_gunmen_of_no_country_are_the_one_group_of_their_kind() -> None:
    named = actor("the band", id="the-band", name="The Band", country="SOM", sectors="UAF REB")
    assert ids(parties([(named,), (GUNMEN,)])) == ["the-band"]


def test_votes_of_the_unnamed_count_for_the_group_they_are() -> None:
    told = [(SHABAAB,), *[(REBELS,)] * 9, *[(SOLDIERS,)] * 5]
    assert ids(parties(told)) == ["al-shabaab", None]


def test_rebels_are_nobody_of_two_groups() -> None:
    found = parties([(SHABAAB,), (ISIS,), (REBELS,)])
    assert set(ids(found)) == {"al-shabaab", "isis-somalia", None}


def test_another_country_or_kind_is_another_party() -> None:
    kenyans = actor("rebels", country="KEN", sectors="REB")
    assert set(ids(parties([(SHABAAB,), (kenyans,)]))) == {"al-shabaab", None}
    assert set(ids(parties([(SHABAAB,), (GUESTS,)]))) == {"al-shabaab", None}
    assert set(ids(parties([(RUSSIANS,), (SOMALI_GUNMEN,)]))) == {"mil-rus", None}


def test_the_unnamed_of_one_kind_and_country_are_one_party() -> None:
    diners = actor("diners", country="SOM", sectors="CVL")
    (party,) = parties([(GUESTS,), (diners,), (diners,)])
    assert (party.text, party.country, party.sectors) == ("diners", "SOM", ("CVL",))


def test_those_of_no_kind_are_known_by_what_they_are_called() -> None:
    found = parties([(actor("a crowd"),), (actor("A CROWD"),), (actor("they"),)])
    assert [party.text.casefold() for party in found] == ["a crowd", "they"]


# ---------------------------------------------------------------- the rare


def test_a_party_that_hardly_anybody_names_is_dropped() -> None:
    assert ids(parties([(RUTO, ABIY), *[(RUTO,)] * 4])) == ["william-ruto", "abiy-ahmed"]
    assert ids(parties([(RUTO, ABIY), *[(RUTO,)] * 5])) == ["william-ruto"]


def test_reports_that_name_nobody_have_no_say() -> None:
    assert ids(parties([(RUTO, ABIY), *[(RUTO,)] * 4, *[()] * 20])) == ["william-ruto", "abiy-ahmed"]


# ---------------------------------------------------------------- wording


def test_the_wording_that_most_use_then_the_shortest_then_the_first() -> None:
    def called(*words: str) -> str:
        (party,) = parties([(actor(one, id="ken", name="Kenya", country="KEN"),) for one in words])
        return party.text

    assert called("the Kenyan government", "Kenya", "the Kenyan government") == "the Kenyan government"
    assert called("the Kenyan government", "Kenya") == "Kenya"
    assert called("Nairobi", "Kenyans") == "Kenyans"
    assert called("the  Kenyan\ngovernment", "the Kenyan government", "Kenya") == "the Kenyan government"


def test_a_party_is_named_where_any_report_names_it() -> None:
    unnamed = actor("the president", id="william-ruto", country="KEN", sectors="GOV")
    (party,) = parties([(unnamed,), (RUTO,)])
    assert party.name == "William Ruto"


_ANY = st.sampled_from((SHABAAB, ISIS, GUNMEN, SOMALI_GUNMEN, REBELS, SOLDIERS, GUESTS, RUTO, actor("they")))


@given(st.lists(st.lists(_ANY, max_size=3).map(tuple), max_size=5), st.permutations(range(5)))
def test_order_changes_nothing(told: list[tuple[Actor, ...]], order: list[int]) -> None:
    turned = [told[number][::-1] for number in order if number < len(told)]
    assert parties(turned) == parties(told)


@given(st.lists(st.lists(_ANY, min_size=1, max_size=3).map(tuple), min_size=1, max_size=5))
def test_somebody_is_always_left_and_no_id_twice(told: list[tuple[Actor, ...]]) -> None:
    found = parties(told)
    known = [party.id for party in found if party.id]
    assert found
    assert len(known) == len({*known})
    assert {*known} == {one.id for actors in told for one in actors if one.id}
