"""The wording of a world: kinds of events with their templates, and what is common to all of them.

A template is a sentence without its capital and full stop, cut at its slots:

    {actor} {other}     who did it, and to whom; {actor.plain} bare ("Boko Haram")
    {where} {to} {from} " in Kano", " to Kano", " from Kano", or nothing
    {when} {when_}      " on Tuesday" or nothing; "on Tuesday " in front
    {dead} {hurt}       "12 people"; in a headline "12"
    {toll}              ", killing 12 people and wounding 30" or nothing
    {city} {host}       the city of the event, the city of a visit
    {target} ...        a fact, drawn from the list of this name in the table of the kind;
    {a target} {the target} {were target}   with an article, or the form of "be" that it takes
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from regesta.worlds.cast import DATA

Template = tuple[str, ...]  # text, slot, text, slot, ... text

_FILES: Final = ("assault.toml", "unrest.toml", "diplomacy.toml")
_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_OWN: Final = {
    "kind", "weight", "actor", "other", "setting", "speakers", "toll", "twin", "gaps", "heads", "leads", "follows",
    "nouns",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of event: its PLOVER type, who takes part, and how it is told.

    ``setting`` is "home", "host" (where ``other`` lives) or "abroad"; ``toll`` the fewest and most dead; ``twin`` the
    fact in which two events that are easily confused differ (none: only the day), ``gaps`` the days between them.
    """

    name: str
    kind: str
    weight: int
    actor: str
    other: str | None
    setting: str
    speakers: str
    toll: tuple[int, int] | None
    twin: str
    gaps: tuple[int, ...]
    facts: dict[str, tuple[str, ...]]
    heads: tuple[Template, ...]
    leads: tuple[Template, ...]
    follows: tuple[Template, ...]
    nouns: tuple[Template, ...]


def cut(text: str) -> Template:
    """Cut a template at its slots: every second part is a slot's name."""
    return tuple(_SLOT.split(text))


@cache
def families() -> dict[str, Family]:
    """Every kind of event by its name."""
    tables: dict[str, Any] = {}
    for name in _FILES:
        tables |= tomllib.loads((DATA / name).read_text("utf-8"))
    return {name: _family(name, table) for name, table in tables.items()}


def _family(name: str, table: dict[str, Any]) -> Family:
    toll = table.get("toll")
    setting = table.get("setting", "home")
    return Family(
        name=name,
        kind=table["kind"],
        weight=table["weight"],
        actor=table["actor"],
        other=table.get("other"),
        setting=setting,
        speakers=table["speakers"],
        toll=(toll[0], toll[1]) if toll else None,
        twin=table["twin"],
        gaps=tuple(table["gaps"]),
        facts={key: tuple(value) for key, value in table.items() if key not in _OWN},
        heads=tuple(map(cut, table["heads"])),
        leads=tuple(map(cut, table["leads"])),
        follows=tuple(map(cut, table["follows"])),
        nouns=tuple(map(cut, table["nouns"])),
    )


@dataclass(frozen=True, slots=True)
class Stock:
    """What is common to all kinds of events; ``speakers`` are (who, factor of the count of the dead)."""

    speakers: dict[str, tuple[tuple[str, float], ...]]
    said: tuple[str, ...]
    saying: tuple[str, ...]
    datelines: tuple[str, ...]
    agencies: tuple[str, ...]
    publishers: tuple[str, ...]
    tails: tuple[str, ...]
    corrections: tuple[str, ...]
    kills: tuple[str, ...]
    roundups: tuple[str, ...]
    nominal: tuple[Template, ...]
    verbal: tuple[Template, ...]
    chatter: tuple[Template, ...]
    idle: tuple[Template, ...]


@cache
def stock() -> Stock:
    """What ``data/stock.toml`` says."""
    table: dict[str, Any] = tomllib.loads((DATA / "stock.toml").read_text("utf-8"))
    press, asides, chatter = table["press"], table["asides"], table["chatter"]
    return Stock(
        speakers={subject: _speakers(rows) for subject, rows in table["speakers"].items()},
        said=tuple(table["say"]["after"]),
        saying=tuple(table["say"]["before"]),
        datelines=tuple(press["datelines"]),
        agencies=tuple(press["agencies"]),
        publishers=tuple(press["publishers"]),
        tails=tuple(press["tails"]),
        corrections=tuple(press["corrections"]),
        kills=tuple(press["kills"]),
        roundups=tuple(press["roundups"]),
        nominal=tuple(map(cut, asides["nominal"])),
        verbal=tuple(map(cut, asides["verbal"])),
        chatter=tuple(map(cut, chatter["lines"])),
        idle=tuple(map(cut, chatter["headlines"])),
    )


def _speakers(rows: list[str]) -> tuple[tuple[str, float], ...]:
    return tuple((who, float(factor)) for who, factor in (row.split("|") for row in rows))
