"""PLOVER's names and scores and CAMEO's codes, read from ``data/plover.toml`` and ``data/cameo.csv``."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16: its quad class (1..4), its score and the score of each mode (-10..10)."""

    name: str
    quad: int
    score: float
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Plover:
    """All names that may stand in a record, and their scores."""

    events: Mapping[str, EventType]
    contexts: tuple[str, ...]
    sectors: Mapping[str, str]
    international: Mapping[str, str]
    goldstein: Mapping[str, float]
    cameo: Mapping[str, str]

    def intensity(self, event: str, mode: str | None) -> float:
        """PLOVER's score of an event, of its mode where there is one."""
        kind = self.events[event]
        return kind.modes.get(mode, kind.score) if mode else kind.score


@cache
def plover() -> Plover:
    """Load the two tables, once."""
    data = files("regesta.ontology") / "data"
    raw = tomllib.loads((data / "plover.toml").read_text("utf-8"))
    rows = list(csv.DictReader((data / "cameo.csv").read_text("utf-8").splitlines()))
    return Plover(
        events={
            name: EventType(name, entry["quad"], entry["score"], entry["modes"])
            for name, entry in raw["events"].items()
        },
        contexts=tuple(raw["contexts"]),
        sectors=raw["sectors"],
        international=raw["international"],
        goldstein={row["code"]: float(row["goldstein"] or 0) for row in rows},
        cameo={row["code"]: row["description"] for row in rows},
    )
