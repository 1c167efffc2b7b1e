"""What is true in a world: each event with its day, place, parties and toll, and events easily taken for it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from regesta.worlds.cast import Nation, Party, nations, party
from regesta.worlds.phrases import Family

_UNHARMED: Final = 0.2


@dataclass(frozen=True, slots=True)
class Happening:
    """One true event. ``dead`` and ``hurt`` are what the counts come to in the end; None where nobody suffered."""

    id: str
    family: Family
    day: date
    nation: Nation
    city: str
    actor: Party
    other: Party | None
    facts: dict[str, str]
    dead: int | None
    hurt: int | None

    @property
    def kind(self) -> str:
        """Its PLOVER type."""
        return self.family.kind


def happen(id: str, family: Family, *, day: date, among: tuple[Nation, ...], rng: random.Random) -> Happening:
    """Let an event of a kind happen on a day in one of the nations, or to one of their partners."""
    nation = rng.choice(
        [one for one in among if _can(one, family)] or [n for n in nations().values() if _can(n, family)]
    )
    partner = nations()[rng.choice(nation.partners)]
    actor = party(family.actor, nation, rng)
    other = party(family.other, nation if family.other == "person" else partner, rng) if family.other else None
    place = _place(family, nation, partner, rng)
    low, high = family.toll or (0, 0)
    harmed = family.toll is not None and rng.random() >= _UNHARMED
    dead = low + int((high - low) * rng.random() ** 3) if harmed else None
    return Happening(
        id=id,
        family=family,
        day=day,
        nation=place,
        city=place.capital if family.setting != "home" else rng.choice(place.cities),
        actor=actor,
        other=other,
        facts={key: rng.choice(values) for key, values in family.facts.items()},
        dead=dead,
        hurt=dead and round(dead * rng.uniform(1.1, 3.0)),
    )


def twin(id: str, of: Happening, *, rng: random.Random) -> Happening:
    """Let an event happen that is easily taken for another: the same actor and place, another target or day."""
    family, varied = of.family, of.family.twin
    facts, actor, other = dict(of.facts), of.actor, of.other
    if varied in family.facts:
        facts[varied] = rng.choice([value for value in family.facts[varied] if value != facts[varied]])
    elif varied == "other" and family.other is not None:
        other = _unlike(of.other, family.other, of.nation, rng)
    elif varied == "actor":
        actor = _unlike(of.actor, family.actor, of.nation, rng)
    dead = of.dead and max(2, round(of.dead * rng.uniform(0.4, 1.8)))
    return replace(
        of,
        id=id,
        day=of.day + timedelta(days=rng.choice(family.gaps)),
        actor=actor,
        other=other,
        facts=facts,
        dead=dead,
        hurt=dead and round(dead * rng.uniform(1.1, 3.0)),
    )


def _can(nation: Nation, family: Family) -> bool:
    if family.actor == "group":
        return bool(nation.groups)
    return bool(nation.groups or nation.strikes) if family.actor == "army" else True


def _place(family: Family, nation: Nation, partner: Nation, rng: random.Random) -> Nation:
    if family.actor == "army" and nation.strikes:
        return nations()[rng.choice(nation.strikes)]
    if family.setting == "host" or family.actor == "donor":
        return partner
    if family.setting == "abroad":
        away = [n for n in nations().values() if n.code not in (nation.code, partner.code)]
        return rng.choice(away)
    return nation


def _unlike(old: Party | None, role: str, nation: Nation, rng: random.Random) -> Party:
    while True:
        new = party(role, nation, rng)
        if new != old:
            return new
