"""Two reports are compared by what they tell alone, either way round, with reasons that add up."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, example, given
from tests.merge.drawn import items
from tests.merge.invented import (
    ABIY,
    AFGOOYE,
    BAIDOA,
    GUNMEN,
    KHARKIV,
    MOGADISHU,
    MUSEVENI,
    RUSSIANS,
    RUTO,
    SHABAAB,
    SOLDIERS,
    SOMALIA,
    fact,
    item,
    place,
    toll,
)
from tests.merge.pairs import CHARGE, DIFFERENT, HOTEL, MISTAKEN, SAME, STRIKE, Pair

from regesta.merge.facts import Facts, Item, facts
from regesta.merge.link import FLOOR, HIGHEST, LOWEST, MISSING, PRIOR, Comparison, Reason, compare, distance
from regesta.model import Actor


def plain(pair: Pair) -> str:
    return pair.plain


def score(told: dict[str, Any], **otherwise: Any) -> float:
    """The score of a report and of one that differs in what is told ``otherwise``."""
    return compare(fact("a", **told), fact("b", **{**told, **otherwise})).score


# ---------------------------------------------------------------- what any reader would say


@pytest.mark.parametrize("pair", SAME, ids=plain)
def test_what_is_plainly_one_happening_is_likelier_one(pair: Pair) -> None:
    found = compare(facts(pair.a), facts(pair.b))
    assert found.score > 0, found.why


@pytest.mark.parametrize("pair", DIFFERENT, ids=plain)
def test_what_is_plainly_two_happenings_is_likelier_two(pair: Pair) -> None:
    found = compare(facts(pair.a), facts(pair.b))
    assert found.score < 0, found.why


@pytest.mark.xfail(strict=True, reason="what differs weighs less than place, day, words and actors that agree")
@pytest.mark.parametrize("pair", MISTAKEN, ids=plain)
def test_what_is_still_mistaken_for_one_happening(pair: Pair) -> None:
    assert compare(facts(pair.a), facts(pair.b)).score < 0


def test_words_tell_two_acts_of_speech_apart() -> None:
    other = "Kenya said on Tuesday that Somalia shelters the bandits who raid its northern farms."
    again = "On Tuesday Kenya charged that smugglers of charcoal were allowed to use a port in southern Somalia."
    assert score(CHARGE, sentence=other) < score(CHARGE, sentence=again)


def test_words_weigh_more_in_speech_than_in_deeds() -> None:
    other = "Nothing that was told in the first of these sentences stands here."
    deed = CHARGE | {"event": "ASSAULT", "mode": "aerial", "cameo": "195"}
    in_speech, in_deeds = score(CHARGE, sentence=other), score(deed, sentence=other)
    assert in_speech < in_deeds


# ---------------------------------------------------------------- invariants


@given(items("a"), items("b"))
def test_symmetric(a: Item, b: Item) -> None:
    assert compare(facts(a), facts(b)) == compare(facts(b), facts(a))


@given(items("a"), items("b"))
@example(item("a", actors=(RUTO, replace(RUTO, text="William Ruto"))), item("b", actors=(RUTO, RUSSIANS)))
def test_what_reports_are_called_changes_nothing(a: Item, b: Item) -> None:
    one, other = facts(a), facts(b)
    assume(one.event == other.event)  # no others are ever compared
    assert compare(one, other).score == compare(replace(one, id="z"), other).score


@given(items("a"), items("b"), items("c"))
def test_nothing_else_takes_part(a: Item, b: Item, c: Item) -> None:
    before = compare(facts(a), facts(b))
    compare(facts(b), facts(c))
    assert compare(facts(a), facts(b)) == before


@given(items("a"), items("b"))
def test_order_of_parties_and_claims_changes_nothing(a: Item, b: Item) -> None:
    turned = replace(
        a.report, actors=a.report.actors[::-1], recipients=a.report.recipients[::-1],
        casualties=a.report.casualties[::-1],
    )  # fmt: skip
    assert compare(facts(replace(a, report=turned)), facts(b)).score == compare(facts(a), facts(b)).score


@given(items("a"), items("b"))
def test_the_score_is_what_the_reasons_add_up_to(a: Item, b: Item) -> None:
    found = compare(facts(a), facts(b))
    total = min(max(PRIOR + sum(reason.weight for reason in found.reasons), LOWEST), HIGHEST)
    weights = [reason.weight for reason in found.reasons]
    if min(weights, default=0.0) > -5.0:
        assert found.score == pytest.approx(total, abs=0.001)
    else:  # a veto: no more likely one happening than that, however much else agrees
        assert found.score == pytest.approx(min(total, -2.5), abs=0.001)


def test_a_veto_outweighs_whatever_agrees() -> None:
    """One sentence in two papers says all the same of two cities; and of one city on days that lie weeks apart."""
    assert score(STRIKE) == HIGHEST
    assert weight("place", fact("a", **STRIKE), fact("b", **STRIKE | {"place": BAIDOA})) <= -5.0
    assert score(STRIKE, place=BAIDOA) <= -2.5
    assert score(STRIKE, when="2024-04-02") <= -2.5


@given(items("a"))
def test_nothing_speaks_against_a_copy(a: Item) -> None:
    copy = replace(facts(a), id="b", document="another")
    assert all(reason.weight >= 0 for reason in compare(facts(a), copy).reasons)


@given(items("a"), items("b"))
def test_each_feature_is_named_once_and_says_what_was_seen(a: Item, b: Item) -> None:
    reasons = compare(facts(a), facts(b)).reasons
    assert len({reason.feature for reason in reasons}) == len(reasons)
    assert all(reason.seen.strip() for reason in reasons)


def test_two_reports_that_tell_nothing_in_common_are_likelier_two() -> None:
    bare: dict[str, Any] = {"day": "2024-05-15", "layer": "background", "mode": "aerial"}
    assert compare(fact("a", **bare), fact("b", **bare | {"mode": None, "cameo": "195"})).score == PRIOR < 0


def test_texts_that_nothing_dates_are_seldom_of_one_day() -> None:
    told = fact("a", "Gunmen stormed a hotel on the beach.", day=None)
    assert weight("date", told, fact("b", "A hotel was stormed by gunmen.", day=None)) < 0
    assert weight("date", told, fact("b", "Gunmen stormed a hotel on the beach.", day=None)) == 0  # a copy
    assert weight("date", told, fact("b", "A hotel was stormed by gunmen.")) == 0


def test_what_is_not_noted_is_likelier_two() -> None:
    """A pair that is not noted counts as ``MISSING``: for no more than one that just is."""
    assert LOWEST <= MISSING < 0 < HIGHEST
    assert MISSING <= FLOOR < 0


@pytest.mark.parametrize(
    ("feature", "silent"),
    [
        ("place", {"place": None}), ("actors", {"actors": ()}), ("recipients", {"recipients": ()}),
        ("casualties", {"casualties": ()}), ("date", {"when": None, "day": None}), ("words", {"sentence": ""}),
    ],
)  # fmt: skip
def test_what_only_one_tells_gives_no_reason(feature: str, silent: dict[str, Any]) -> None:
    full = compare(fact("a", **HOTEL), fact("b", **HOTEL))
    found = compare(fact("a", **HOTEL), fact("b", **{**HOTEL, **silent}))
    assert feature in {reason.feature for reason in full.reasons}
    assert feature not in {reason.feature for reason in found.reasons}


# ---------------------------------------------------------------- more and less alike

WORDED = {**STRIKE, "casualties": (), "recipients": (), "actors": ()}


def weight(name: str, a: Facts, b: Facts) -> float:
    """What one feature adds to a score."""
    return sum(reason.weight for reason in compare(a, b).reasons if reason.feature == name)


def test_nearer_days_are_likelier_one() -> None:
    told = fact("a", when="2024-05-14")
    days = ("2024-05-14", "2024-05-15", "2024-05-17")
    same, next_day, later = (weight("date", told, fact("b", when=day)) for day in days)
    assert same > 0 > next_day > later


def test_a_day_apart_says_less_over_a_night_and_of_what_lasts() -> None:
    def apart(sentence: str = "", **said: Any) -> float:
        return weight(
            "date", fact("a", sentence, when="2024-05-14", **said), fact("b", when="2024-05-15", day="2024-05-16")
        )

    assert -5.0 < apart() < apart("They came late on Tuesday.") < 0
    assert apart(event="PROTEST", mode="strike") == apart("They came before dawn.")
    assert apart(event="PROTEST", mode="demo") == apart()
    wide = weight("date", fact("a", when="2024-05-13/2024-05-14"), fact("b", when="2024-05-15"))
    assert wide > apart()


def test_one_sentence_names_two_towns_for_two_acts() -> None:
    said = {"place": KHARKIV}
    near = place("Derhachi", "UKR", (50.109, 36.117), number=709248)
    one = fact("a", "Both were bombed.", document="one", **said)
    assert weight("place", one, fact("b", "Both were bombed.", document="one", place=near)) == -5.0
    assert weight("place", one, fact("b", "Both were bombed.", document="two", place=near)) > -5.0
    assert weight("place", one, fact("b", "It was bombed.", document="one", place=near)) > -5.0


def test_a_wide_date_says_less_than_a_day() -> None:
    told = fact("a", when="2024-05-14")
    day, days, month, year = (
        weight("date", told, fact("b", when=value))
        for value in ("2024-05-14", "2024-05-13/2024-05-15", "2024-05", "2024")
    )
    assert day > days > month >= year >= 0


def test_a_report_comes_after_what_it_tells() -> None:
    told = fact("a", when="2024-05-14", day="2024-05-16")
    reported = {day: fact("b", when=day, basis="published", day=day) for day in ("2024-05-14", "2024-05-16")}
    too_early = fact("b", when="2024-05-12", basis="published", day="2024-05-12")
    assert weight("date", told, reported["2024-05-14"]) > weight("date", told, reported["2024-05-16"])
    assert weight("date", told, reported["2024-05-16"]) > weight("date", told, too_early)
    assert weight("date", told, too_early) < 0


def test_inferred_days_weigh_less_than_stated_ones() -> None:
    stated = weight("date", fact("a", when="2024-05-14"), fact("b", when="2024-05-17"))
    inferred = weight(
        "date", fact("a", when="2024-05-14", basis="published"), fact("b", when="2024-05-17", basis="published")
    )
    assert stated < inferred < 0


def test_nearer_places_are_likelier_one() -> None:
    port = place("Port of Mogadishu", "SOM", (2.029, 45.347))
    told = fact("a", place=MOGADISHU)
    same, near, far = (weight("place", told, fact("b", place=where)) for where in (MOGADISHU, port, BAIDOA))
    assert same > near > 0 > far
    assert near > weight("place", told, fact("b", place=AFGOOYE)) > far


def test_regions_and_countries() -> None:
    bay, gedo = (place(name, "SOM", admin1=name, precision="admin1") for name in ("Bay", "Gedo"))
    told = fact("a", place=BAIDOA)
    region, country = weight("place", told, fact("b", place=bay)), weight("place", told, fact("b", place=SOMALIA))
    assert region > country > 0
    assert weight("place", told, fact("b", place=gedo)) < 0
    kenya = place("Kenya", "KEN", precision="country")
    assert weight("place", told, fact("b", place=kenya)) < 0


def test_a_place_without_a_number_is_known_by_its_name() -> None:
    here, there = place("Halane", "SOM"), place("HALANE", "SOM")
    assert weight("place", fact("a", place=here), fact("b", place=there)) > 0
    assert weight("place", fact("a", place=here), fact("b", place=place("Gaalkacyo", "SOM"))) < 0


def test_a_larger_number_in_common_says_more() -> None:
    one, many = (
        weight("casualties", fact("a", casualties=claim), fact("b", casualties=claim))
        for claim in ((toll("killed", 1),), (toll("killed", 37),))
    )
    assert many > one > 0


def test_tolls_that_lie_further_apart_say_more_against() -> None:
    told = fact("a", casualties=(toll("killed", 10),))
    near, apart, far = (
        weight("casualties", told, fact("b", casualties=(toll("killed", number),))) for number in (11, 20, 90)
    )
    assert far < apart < near <= 0


@pytest.mark.parametrize("number", [13, 22])
def test_a_toll_rises_rather_than_falls(number: int) -> None:
    first = fact("a", casualties=(toll("killed", 10),), day="2024-05-14")
    rising = fact("b", casualties=(toll("killed", number),), day="2024-05-16")
    falling = replace(rising, published=first.published and first.published - 2)
    assert weight("casualties", first, rising) > weight("casualties", first, falling)


def test_an_open_toll_agrees_with_a_higher_one_not_with_a_much_higher_one() -> None:
    told = fact("a", casualties=(toll("killed", 12, None),))
    assert weight("casualties", told, fact("b", casualties=(toll("killed", 20),))) > 0
    assert weight("casualties", told, fact("b", casualties=(toll("killed", 900),))) < 0


def test_outcomes_are_not_compared_with_one_another() -> None:
    dead, hurt = fact("a", casualties=(toll("killed", 3),)), fact("b", casualties=(toll("injured", 90),))
    assert weight("casualties", dead, hurt) == 0


@pytest.mark.parametrize(
    ("one", "alike", "unlike"),
    [
        (SHABAAB, SHABAAB, GUNMEN), (SHABAAB, GUNMEN, RUSSIANS), (SHABAAB, GUNMEN, SOLDIERS), (RUTO, RUTO, ABIY),
    ],
    ids=("the group, gunmen", "gunmen, an army of elsewhere", "gunmen, soldiers", "two leaders"),
)  # fmt: skip
def test_who_is_alike(one: Actor, alike: Actor, unlike: Actor) -> None:
    told = fact("a", actors=(one,))
    likely = weight("actors", told, fact("b", actors=(alike,)))
    assert likely > 0
    assert likely > weight("actors", told, fact("b", actors=(unlike,)))


def test_more_parties_in_common_say_more() -> None:
    both, either = fact("a", actors=(RUTO, ABIY)), fact("b", actors=(ABIY, RUTO))
    assert weight("actors", both, either) > weight("actors", both, replace(either, actors=either.actors[:1]))
    assert weight("actors", both, either) > weight("actors", both, fact("b", actors=(RUTO, MUSEVENI)))


def test_headlines_blur_who_acted_and_who_was_acted_upon() -> None:
    acting, suffering = fact("a", actors=(SHABAAB,)), fact("b", recipients=(SHABAAB,))
    both = fact("b", actors=(SOLDIERS,), recipients=(SHABAAB,))
    assert 0 < weight("parties", acting, suffering) < weight("actors", acting, fact("b", actors=(SHABAAB,)))
    assert weight("parties", acting, both) == 0
    assert weight("parties", acting, fact("b", recipients=(RUSSIANS,))) == 0


def test_reports_of_other_types_and_of_plans_are_likelier_two() -> None:
    assert weight("type", fact("a"), fact("b", event="PROTEST", cameo="141")) < 0
    done, planned, supposed = (fact("b", factuality=one) for one in ("occurred", "planned", "hypothetical"))
    assert weight("factuality", fact("a"), planned) < weight("factuality", fact("a"), supposed) < 0
    assert weight("factuality", fact("a", factuality="denied"), done) == 0


def test_modes_that_are_taken_for_each_other_count_less_against() -> None:
    told = fact("a", mode="aerial")
    same, near, other = (weight("mode", told, fact("b", mode=mode)) for mode in ("aerial", "drone", "beat"))
    assert same > 0 > near > other


def test_one_sentence_says_more_than_shared_words() -> None:
    sentence = "Traders closed their stalls while aircraft bombed the covered market."
    shared = "While traders closed their stalls, aircraft bombed a market that is covered."
    told = fact("a", sentence)
    assert weight("words", told, fact("b", sentence.upper())) == weight("words", told, fact("b", sentence))
    assert weight("words", told, fact("b", sentence)) > weight("words", told, fact("b", shared)) > 0
    assert weight("words", told, fact("b", "Ships carried grain across a calm northern sea.")) < 0


# ---------------------------------------------------------------- reasons


def test_why_is_one_line_with_the_weightiest_first() -> None:
    other = STRIKE | {
        "casualties": (toll("killed", 31),),
        "mode": "drone",
        "sentence": "A barracks burned after a raid.",
    }
    why = compare(fact("a", **STRIKE), fact("b", **other)).why
    parts = [re.fullmatch(r"(\w+) ([+-]\d+\.\d) \((.+)\)", part) for part in why.split("; ")]
    weights = [abs(float(part[2])) for part in parts if part]
    assert len(weights) == len(parts) > 5
    assert weights == sorted(weights, reverse=True)
    assert "(killed 9, 31)" in why


def test_why_leaves_out_what_decided_nothing() -> None:
    found = Comparison(1.2, (Reason("place", 0.0, "20 km apart"), Reason("mode", 0.7, "aerial")))
    assert found.why == "mode +0.7 (aerial)"


# ---------------------------------------------------------------- distance


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0.0, 0.0), (0.0, 90.0), 10007.5), ((0.0, 0.0), (0.0, 180.0), 20015.1), ((90.0, 12.0), (-90.0, 77.0), 20015.1),
        ((51.5074, -0.1278), (48.8566, 2.3522), 343.6), ((10.0, 179.5), (10.0, -179.5), 109.5),
        ((2.037, 45.344), (2.037, 45.344), 0.0),
    ],
)  # fmt: skip
def test_distance(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert distance(a, b) == pytest.approx(km, abs=0.5)
    assert distance(a, b) == distance(b, a)


def test_a_city_is_compared_by_its_point_only_where_it_has_one() -> None:
    assert facts(SAME[0].a).point is not None
    assert weight("place", fact("a", place=KHARKIV), fact("b", place=place("Halane", "SOM"))) < 0
