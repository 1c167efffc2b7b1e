"""Phoenix: 26 columns, tab-separated, no header. Column list: the Phoenix data set of the Open Event Data Alliance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from regesta.export.datasets import _cameo as cameo
from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account
from regesta.export.datasets._cells import compact, first, joined, number
from regesta.export.datasets._files import Target
from regesta.export.datasets._shape import addresses, city_of, country_of, lead, province_of, sides
from regesta.export.datasets._table import write_table
from regesta.model import Dossier, Party, Site

SUFFIX = ".txt"
_PARTY = ("", "_root", "_agent", "_others")
COLUMNS = (
    *("id_version", "date", "year", "month", "day"),
    *(f"source{part}" for part in _PARTY),
    *(f"target{part}" for part in _PARTY),
    *("code", "root_code", "quad_class", "goldstein", "issues"),
    *("lat", "lon", "placeName", "stateName", "countryName", "ids", "urls", "sources"),
)
LOSSES = (
    losses.UNREAL, losses.UNDATED, losses.INTERVAL, losses.EDTF, losses.PARTIES, losses.SECTORS, losses.NAMES,
    losses.TYPE, losses.MODE, losses.INTENSITY, losses.NUMBERED, losses.TOLLS, losses.ATTRIBUTION, losses.DISPUTES,
    losses.BACKGROUND, losses.CONFIDENCE, losses.SPANS,
)  # fmt: skip


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one row an event, with the ids, addresses and publishers of all its reports."""
    return write_table(dossiers, path, known=LOSSES, header=(), cells=_cells)


def _cells(dossier: Dossier) -> Iterator[object]:
    event, told = dossier.event, lead(dossier)
    both = sides(event)
    yield f"{event.id}_{told.report.coded_by.version}" if told else event.id
    yield compact(event.day_from)
    yield from event.day_from.split("-") if event.day_from else ("", "", "")
    yield from _party(both.source)
    yield from _party(both.target)
    yield from (event.cameo, cameo.root(event.cameo), cameo.penta(event.cameo), number(event.goldstein))
    yield _issues(dossier)
    yield from _place(event.place)
    yield joined((one.report.document_id for one in dossier.told), ";")
    yield joined(addresses(dossier), ";")
    yield joined(event.publishers, ";")


def _party(party: Party | None) -> tuple[str, ...]:
    """The whole code, its country or international type, the first type, and the further ones."""
    one = cameo.coded(party)
    types = one.types[1:] if one.types[:1] == (one.root,) else one.types
    return (one.code, one.root, first(types), joined(types[1:], ";"))


def _issues(dossier: Dossier) -> str:
    """Each context with the number of reports that have it: "MILITARY,2;CRIME,1"."""
    told = Counter(context for one in dossier.told for context in one.report.contexts)
    return ";".join(f"{context.upper()},{max(1, told[context])}" for context in dossier.event.contexts)


def _place(place: Site | None) -> tuple[str, ...]:
    if place is None:
        return ("",) * 5
    country = country_of(place.country)
    name = city_of(place) or (place.name if place.precision in ("region", "water") else "")
    where = country.name if country else place.country or ""
    return (number(place.latitude), number(place.longitude), name, province_of(place), where)
