"""What happens: in places that fit, and twins that differ in one thing."""

from __future__ import annotations

import random
from datetime import date

import pytest

from regesta.worlds.cast import nations
from regesta.worlds.happenings import Happening, happen, twin
from regesta.worlds.phrases import Family, families

DAY = date(2023, 5, 10)
FAMILIES = list(families().values())
EVERYWHERE = tuple(nations().values())


def events(family: Family, seed: int) -> tuple[Happening, Happening]:
    rng = random.Random(seed)
    one = happen("one", family, day=DAY, among=EVERYWHERE, rng=rng)
    return one, twin("two", one, rng=rng)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_twin_has_the_same_place_and_differs_in_one_thing_or_in_its_day(family: Family) -> None:
    for seed in range(20):
        one, two = events(family, seed)
        assert (two.id, two.city, two.family) == ("two", one.city, family)
        changed = {key for key in one.facts if one.facts[key] != two.facts[key]}
        changed |= {role for role in ("actor", "other") if getattr(one, role) != getattr(two, role)}
        assert changed == ({family.twin} if family.twin else set())
        assert 0 <= (two.day - one.day).days <= 9
        assert changed or two.day > one.day


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_an_event_happens_in_a_city_of_its_country(family: Family) -> None:
    for seed in range(20):
        event, _ = events(family, seed)
        assert event.city in (*event.nation.cities, event.nation.capital)
        assert (event.other is None) == (family.other is None)


def test_only_nations_with_groups_have_attacks_by_groups() -> None:
    (bombing,) = (family for family in FAMILIES if family.name == "bombing")
    for seed in range(50):
        event, _ = events(bombing, seed)
        assert event.actor.plain in event.nation.groups


def test_a_toll_lies_between_its_bounds_and_may_be_none() -> None:
    (bombing,) = (family for family in FAMILIES if family.name == "bombing")
    tolls = [events(bombing, seed)[0].dead for seed in range(200)]
    assert None in tolls
    assert bombing.toll is not None
    assert all(bombing.toll[0] <= toll <= bombing.toll[1] for toll in tolls if toll is not None)
