"""The data of worlds: enough of it, every slot filled by something, every name known where it must be."""

from __future__ import annotations

import pytest

from regesta.ontology import Actors
from regesta.settings import Settings
from regesta.worlds.cast import ROLES, nations
from regesta.worlds.phrases import Family, families, stock

FAMILIES = list(families().values())
SLOTS = {
    "actor", "other", "actor.plain", "where", "to", "from", "when", "when_", "toll", "dead", "hurt", "city", "host",
}  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_slot_is_known(family: Family) -> None:
    for template in (*family.heads, *family.leads, *family.follows, *family.nouns):
        for slot in template[1::2]:
            name = slot.rpartition(" ")[2]
            assert slot in SLOTS or name in family.facts, "".join(template)
            assert slot != "other" or family.other
            assert slot not in ("dead", "hurt", "toll") or family.toll


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_kind_is_worded_in_many_ways(family: Family) -> None:
    templates = {*family.heads, *family.leads, *family.follows, *family.nouns}
    assert len(templates) >= 19
    assert family.actor in ROLES and (family.other is None or family.other in ROLES)
    assert family.speakers in stock().speakers
    assert family.twin in {"", "actor", "other", *family.facts}


@pytest.mark.parametrize("family", [f for f in FAMILIES if f.toll], ids=lambda family: family.name)
def test_an_event_without_dead_can_be_told(family: Family) -> None:
    for templates in (family.heads, family.leads, family.follows, family.nouns):
        assert any(not {"dead", "hurt"} & set(template[1::2]) for template in templates)


def test_there_are_cities_and_countries_enough() -> None:
    cities = {(nation.code, city) for nation in nations().values() for city in nation.cities}
    assert len(nations()) >= 40
    assert len(cities) >= 150


def test_partners_and_targets_are_nations() -> None:
    for nation in nations().values():
        assert nation.partners
        assert {*nation.partners, *nation.strikes} <= set(nations()) - {nation.code}


def test_leaders_and_groups_are_known_to_the_lexicon(settings: Settings) -> None:
    known = set(Actors.load(cache=settings.cache).names)
    for nation in nations().values():
        assert {name for _, name, _ in nation.leaders} <= known, nation.name
        assert set(nation.groups) <= known, nation.name
