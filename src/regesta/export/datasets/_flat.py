"""An event in one row: what CSV and GeoJSON write of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, get_args

from regesta.export.datasets import _losses as losses
from regesta.export.datasets._cells import joined, line
from regesta.export.datasets._shape import addresses, lead, name_of
from regesta.model import Dispute, Dossier, Outcome, Party

Value: TypeAlias = str | int | float | None

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
COLUMNS = (
    *("id", "event", "mode", "contexts", "cameo", "quad", "intensity", "goldstein"),
    *(f"actor_{part}" for part in ("names", "ids", "countries", "sectors")),
    *(f"recipient_{part}" for part in ("names", "ids", "countries", "sectors")),
    *("date", "day_from", "day_to"),
    *("place", "country", "admin1", "latitude", "longitude", "precision", "geonames_id"),
    *("factuality", "layer"),
    *(f"{outcome}_{bound}" for outcome in OUTCOMES for bound in ("low", "high")),
    *("speakers", "disputes", "sources", "copies", "publishers", "first_reported", "last_reported"),
    *("confidence", "sentence", "urls", "reports"),
)
LOSSES = (losses.OWNERS, losses.WHOM, losses.VERSIONS, losses.SPANS)


def flat(dossier: Dossier) -> dict[str, Value]:
    """The columns of an event, by name; several values are parted by "; " and None is an unknown one."""
    event, place, told = dossier.event, dossier.event.place, lead(dossier)
    cells: dict[str, Value] = {
        **{name: getattr(event, name) for name in COLUMNS if hasattr(event, name)},
        **{name: getattr(place, name, None) for name in ("country", "admin1", "latitude", "longitude")},
        **{name: getattr(place, name, None) for name in ("precision", "geonames_id")},
        **_parties("actor", event.actors),
        **_parties("recipient", event.recipients),
        **dict.fromkeys(f"{outcome}_{bound}" for outcome in OUTCOMES for bound in ("low", "high")),
        "contexts": joined(event.contexts),
        "place": place.name if place else None,
        "speakers": joined(event.speakers),
        "disputes": joined(map(_dispute, event.disputes)),
        "publishers": joined(event.publishers),
        "reports": joined(event.reports),
        "sentence": told.sentence if told else None,
        "urls": joined(addresses(dossier)),
    }
    for toll in event.casualties:
        cells[f"{toll.outcome}_low"], cells[f"{toll.outcome}_high"] = toll.low, toll.high
    ordered = {name: cells[name] for name in COLUMNS}
    return {name: (line(value) or None) if isinstance(value, str) else value for name, value in ordered.items()}


def _parties(who: str, parties: Iterable[Party]) -> dict[str, Value]:
    every = tuple(parties)
    return {
        f"{who}_names": joined(map(name_of, every)),
        f"{who}_ids": joined(one.id for one in every),
        f"{who}_countries": joined(one.country for one in every),
        f"{who}_sectors": joined(sector for one in every for sector in one.sectors),
    }


def _dispute(dispute: Dispute) -> str:
    """A disputed field with its versions: "killed: 12 (the police) | 20 (the rebels)"."""
    versions = (f"{one.value} ({', '.join(one.speakers)})" if one.speakers else one.value for one in dispute.versions)
    return f"{dispute.field}: {' | '.join(versions)}"
