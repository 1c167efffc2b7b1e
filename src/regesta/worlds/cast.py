"""Who can act in a world: nations and what the news calls their leaders, armies, police, groups and people."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).with_name("data")

_CROWDS: Final = (
    "teachers", "students", "doctors", "farmers", "nurses", "miners", "shopkeepers", "pensioners", "lawyers",
    "taxi drivers", "opposition supporters", "residents", "civil servants", "truck drivers",
)  # fmt: skip
_WORKERS: Final = (
    "teachers", "doctors", "nurses", "miners", "bus drivers", "dockers", "railway workers", "airline pilots",
    "refuse collectors", "judges", "postal workers", "lecturers",
)  # fmt: skip
_TRADES: Final = (
    "journalist", "newspaper editor", "blogger", "opposition politician", "lawyer", "activist", "trade unionist",
    "radio presenter", "former mayor", "student leader",
)  # fmt: skip
_BODIES: Final = (
    ("the United Nations", "the UN"), ("the European Union", "the EU"), ("Human Rights Watch", "Human Rights Watch"),
    ("Amnesty International", "Amnesty"), ("the African Union", "the AU"),
)  # fmt: skip
_DONORS: Final = (
    ("the World Food Programme", "the WFP"), ("the Red Cross", "the Red Cross"),
    ("Doctors Without Borders", "the organisation"), ("the European Union", "the EU"), ("UNICEF", "UNICEF"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nation:
    """One country; ``leaders`` are (title, name, surname), ``partners`` and ``strikes`` codes of others."""

    code: str
    name: str
    adjective: str
    capital: str
    cities: tuple[str, ...]
    leaders: tuple[tuple[str, str, str], ...]
    groups: tuple[str, ...]
    names: str
    partners: tuple[str, ...]
    strikes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts: what a text calls him at first, later, and when it does not know or tell who it was."""

    full: tuple[str, ...]
    short: tuple[str, ...]
    vague: tuple[str, ...]
    plain: str


@cache
def nations() -> dict[str, Nation]:
    """Every country in ``data/countries.toml`` by its code."""
    tables = tomllib.loads((DATA / "countries.toml").read_text("utf-8"))
    return {code: _nation(code, table) for code, table in tables.items()}


def _nation(code: str, table: dict[str, object]) -> Nation:
    def words(key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        assert isinstance(value, list), f"{code}: {key} is no list"
        return tuple(value)

    leaders = tuple((title, name, last) for title, name, last in (row.split("|") for row in words("leaders")))
    return Nation(
        code, str(table["name"]), str(table["adjective"]), str(table["capital"]), words("cities"), leaders,
        words("groups"), str(table["names"]), words("partners"), words("strikes"),
    )  # fmt: skip


@cache
def _people() -> dict[str, dict[str, list[str]]]:
    tables: dict[str, dict[str, list[str]]] = tomllib.loads((DATA / "people.toml").read_text("utf-8"))
    return tables


def party(role: str, nation: Nation, rng: random.Random) -> Party:
    """Somebody of ``nation`` in a role: one of the keys of ``ROLES``."""
    return ROLES[role](nation, rng)


def _leader(nation: Nation, rng: random.Random) -> Party:
    if not nation.leaders:
        office = rng.choice(("president", "prime minister", "foreign minister"))
        called = f"the {nation.adjective} {office}"
        return Party((called,), (called, f"the {office}"), (called,), called)
    title, name, last = rng.choice(nation.leaders)
    called = f"the {nation.adjective} {title.lower()}"
    full = (f"{nation.adjective} {title} {name}", f"{title} {name}", f"{nation.adjective} {title} {name}")
    return Party(full, (last, last, f"{title} {last}"), (called,), last)


def _group(nation: Nation, rng: random.Random) -> Party:
    name = rng.choice(nation.groups)
    full = (f"{name} fighters", f"{name} militants", f"suspected {name} fighters", f"members of {name}")
    vague = ("gunmen", "armed men", "unidentified attackers", "militants", "unknown assailants")
    return Party(full, (f"{name} fighters", "the militants", f"{name} militants"), vague, name)


def _army(nation: Nation, rng: random.Random) -> Party:
    adjective = nation.adjective
    full = (f"the {adjective} army", f"{adjective} troops", f"{adjective} forces", f"the {adjective} military")
    return Party(
        full, ("the army", f"{adjective} forces", "troops"), ("troops", "government forces", "the army"), adjective
    )


def _police(nation: Nation, rng: random.Random) -> Party:
    adjective = nation.adjective
    return Party(
        (f"{adjective} police", f"{adjective} police", f"{adjective} security forces"),
        ("police", "officers"), ("police", "security forces", "plainclothes officers"), "police",
    )  # fmt: skip


def _government(nation: Nation, rng: random.Random) -> Party:
    adjective = nation.adjective
    full = (f"the {adjective} government", f"{adjective} authorities", f"the {adjective} government", "the government")
    return Party(full, ("the government", "the authorities"), ("the authorities", "the government"), nation.name)


def _state(nation: Nation, rng: random.Random) -> Party:
    full = (nation.name, nation.name, f"the {nation.adjective} government")
    return Party(full, (nation.name, f"the {nation.adjective} government"), (nation.name,), nation.name)


def _crowd(nation: Nation, rng: random.Random) -> Party:
    who = rng.choice(_CROWDS)
    full = (f"hundreds of {who}", f"thousands of {who}", who, f"{nation.adjective} {who}")
    vague = ("protesters", "hundreds of people", "demonstrators", "thousands of people")
    return Party(full, (who, "the protesters"), vague, who)


def _workers(nation: Nation, rng: random.Random) -> Party:
    who = rng.choice(_WORKERS)
    return Party((who, f"{nation.adjective} {who}", f"hundreds of {who}"), (who,), ("workers", "union members"), who)


def _person(nation: Nation, rng: random.Random) -> Party:
    pool = _people()[nation.names]
    trade, last = rng.choice(_TRADES), rng.choice(pool["last"])
    name = f"{rng.choice(pool['first'])} {last}"
    article = "an" if trade[0] in "aeio" else "a"
    return Party(
        (f"{trade} {name}", f"the {trade} {name}", f"{nation.adjective} {trade} {name}"),
        (last, last, name), (f"{article} {trade}", f"a prominent {trade}"), last,
    )  # fmt: skip


def _body(names: tuple[tuple[str, str], ...], rng: random.Random) -> Party:
    name, short = rng.choice(names)
    return Party((name,), (short, name), (name,), name)


def _voice(nation: Nation, rng: random.Random) -> Party:
    draw = rng.random()
    if draw < 0.35:
        return _body(_BODIES, rng)
    return _leader(nation, rng) if draw < 0.75 and nation.leaders else _state(nation, rng)


def _donor(nation: Nation, rng: random.Random) -> Party:
    return _body(_DONORS, rng) if rng.random() < 0.5 else _state(nation, rng)


def _captor(nation: Nation, rng: random.Random) -> Party:
    return _group(nation, rng) if nation.groups and rng.random() < 0.5 else _government(nation, rng)


ROLES: Final = {
    "leader": _leader, "group": _group, "army": _army, "police": _police, "government": _government, "state": _state,
    "crowd": _crowd, "workers": _workers, "person": _person, "voice": _voice, "donor": _donor, "captor": _captor,
}  # fmt: skip
