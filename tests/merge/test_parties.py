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


def test_of_those_named_equally_often_whom_reports_name_earlier() -> None:
    wagner = actor("six Wagner fighters", id="wagner-group", name="Wagner Group", country="RUS", sectors="PRM")
    malians = actor("12 Malian soldiers", country="MLI", sectors="MIL")
    assert ids(parties([(malians, wagner)])) == [None, "wagner-group"]
    assert ids(parties([(wagner, malians)])) == ["wagner-group", None]
    assert ids(parties([(malians, wagner), (wagner,), (malians,)])) == [None, "wagner-group"]


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


def one(*forms: Actor) -> Party:
    """The only party of reports that each call it so, in any order."""
    (party,) = parties([(form,) for form in forms])
    assert parties([(form,) for form in reversed(forms)]) == (party,)
    return party


def test_a_large_letter_at_the_beginning_is_no_name() -> None:
    texts = ("Kenyan police", "Police", "Dozens of policemen")
    for name in (None, "Police"):  # a parser may take the word for a name
        police = [Actor(text, 0, 1, None, name if text == name else None, "KEN", ("COP",)) for text in texts]
        assert one(*police) == Party(None, None, "Kenyan police", "KEN", ("COP",))
    army = Actor("Army", 0, 1, None, "Army", "SDN", ("MIL",))
    assert one(army, actor("the army", country="SDN", sectors="MIL")).sectors == ("MIL",)
    assert one(actor("Tens of thousands of guests", country="SOM", sectors="CVL"), GUESTS).country == "SOM"


def test_a_name_in_the_words_or_given_still_is_one() -> None:
    for text, name in (("Lawyer Amal Othman", ""), ("Othman", "Amal Othman"), ("Othman", "Othman")):
        known = Actor(text, 0, 1, None, name or None, "YEM", ("JUD",))
        assert len(parties([(known,), (actor("a lawyer", country="YEM", sectors="JUD"),)])) == 2


def test_the_wording_that_names_somebody_is_shown() -> None:
    fighters = actor("Jihadist fighters of JNIM", country="MLI", sectors="REB")
    insurgents = actor("insurgents", country="MLI", sectors="REB")
    assert one(insurgents, insurgents, fighters).text == "Jihadist fighters of JNIM"
    named = actor("the group", id="jnim", name="JNIM", country="MLI", sectors="REB")
    assert one(insurgents, insurgents, fighters, named).id == "jnim"


# ---------------------------------------------------------------- a country and who acts for it

SUDAN = actor("Sudan", id="SDN", name="Sudan", country="SDN")
ARMY = actor("Sudan's army", country="SDN", sectors="MIL")
POLICE = actor("Sudanese police", country="SDN", sectors="COP")


def test_a_country_is_its_army_where_another_report_says_so() -> None:
    assert one(SUDAN, ARMY) == one(SUDAN, SUDAN, ARMY) == Party(None, None, "Sudan's army", "SDN", ("MIL",))
    known = actor("the army", id="saf", name="Sudanese Armed Forces", country="SDN", sectors="MIL")
    assert one(SUDAN, known).id == "saf"
    assert one(SUDAN, actor("the government", country="SDN", sectors="GOV")).text == "the government"
    khartoum = actor("Khartoum", id="SDN", name="Sudan", country="SDN", sectors="GOV")
    assert one(khartoum, SUDAN, ARMY).text == "Sudan's army"


def test_a_country_is_not_what_is_named_beside_it() -> None:
    assert len(parties([(SUDAN, ARMY), (SUDAN,)])) == 2


def test_a_country_of_two_organs_and_one_of_none_stay_countries() -> None:
    assert "SDN" in ids(parties([(SUDAN,), (ARMY,), (POLICE,)]))
    minister = actor("the minister", id="a-minister", name="A Minister", country="SDN", sectors="GOV")
    people = actor("Sudanese", id="SDN", name="Sudan", country="SDN", sectors="CVL")
    for first, second in ((SUDAN, minister), (people, ARMY), (SUDAN, SOLDIERS), (SUDAN, RUSSIANS)):
        assert len(parties([(first,), (second,)])) == 2


def test_a_country_is_not_what_hardly_anybody_names() -> None:
    assert ids(parties([*[(SUDAN,)] * 5, (ARMY,)])) == ["SDN"]
    assert ids(parties([*[(SUDAN,)] * 4, (ARMY,)])) == [None]


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


SOMALIA = actor("Somalia", id="SOM", name="Somalia", country="SOM")
_ANY = st.sampled_from((SHABAAB, ISIS, GUNMEN, SOMALI_GUNMEN, REBELS, SOLDIERS, GUESTS, RUTO, actor("they"), SOMALIA))


@given(st.lists(st.lists(_ANY, max_size=3).map(tuple), max_size=5), st.permutations(range(5)))
def test_the_order_of_reports_changes_nothing(told: list[tuple[Actor, ...]], order: list[int]) -> None:
    turned = [told[number] for number in order if number < len(told)]
    assert parties(turned) == parties(told)


@given(st.lists(st.lists(_ANY, min_size=1, max_size=3).map(tuple), min_size=1, max_size=5))
def test_somebody_is_always_left_and_no_id_twice(told: list[tuple[Actor, ...]]) -> None:
    found = parties(told)
    known = [party.id for party in found if party.id]
    assert found
    assert len(known) == len({*known})
    assert {*known} - {"SOM"} == {one.id for actors in told for one in actors if one.id} - {"SOM"}
