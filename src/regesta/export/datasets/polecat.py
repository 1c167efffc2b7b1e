"""POLECAT: 40 columns, tab-separated, with a header. Column list: the POLECAT data set on Dataverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account
from regesta.export.datasets._cells import first, joined
from regesta.export.datasets._files import Target
from regesta.export.datasets._shape import city_of, country_of, lead, name_of, province_of, sides
from regesta.export.datasets._table import write_table
from regesta.model import Dossier, Party, Precision, Site, Told
from regesta.ontology.crosswalks import sectors

SUFFIX = ".tsv"


def _of(who: str) -> tuple[str, ...]:
    sectors_ = (f"Primary {who} Sector", f"{who} Sectors", f"{who} Title")
    return (f"{who} Name", f"{who} Country", f"{who} COW", *sectors_, f"{who} Name Raw", f"Wikipedia {who} ID")


COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *_of("Actor"),
    *_of("Recipient"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations"),
    *("Story Locations", "Language", "Version"),
)
LOSSES = (
    losses.UNREAL, losses.UNDATED, losses.INTERVAL, losses.EDTF, losses.PARTIES, losses.CAMEO_GOLDSTEIN,
    losses.TOLLS, losses.ATTRIBUTION, losses.DISPUTES, losses.BACKGROUND, losses.CONFIDENCE, losses.REPORTS,
    losses.SPANS,
)  # fmt: skip

_FEATURES: dict[Precision, str] = {"city": "PPL", "admin1": "ADM1", "country": "PCL", "region": "RGN", "water": "H"}


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one row an event; source, day of publication and version are those of its earliest report."""
    return write_table(dossiers, path, known=LOSSES, header=COLUMNS, cells=_cells)


def _cells(dossier: Dossier) -> Iterator[object]:
    event, told = dossier.event, lead(dossier)
    both = sides(event)
    yield from (event.id, event.day_from, event.event, event.mode, event.intensity, event.quad)
    yield joined(event.contexts, ";")
    yield from _party(both.source)
    yield from _party(both.target)
    yield from _place(event.place, dossier)
    yield from _story(told)


def _party(party: Party | None) -> tuple[str | None, ...]:
    if party is None:
        return (None,) * 8
    codes = [sectors()[one].polecat for one in party.sectors if one in sectors()]
    country = country_of(party.country)
    cow = country.cow if country else None
    return (name_of(party), party.country, cow, first(codes), joined(codes, ";"), None, party.text, None)


def _place(place: Site | None, dossier: Dossier) -> tuple[object, ...]:
    if place is None:
        return (None,) * 10
    country = country_of(place.country)
    spoken = [told.report.place for told in dossier.told if told.report.place]
    raw = next((one.text for one in spoken if one.name == place.name), None)
    names = (place.name, city_of(place), None, province_of(place), country.name if country else place.country)
    point = (place.latitude, place.longitude, place.geonames_id)
    return (*names, *point, raw, _FEATURES[place.precision])


def _story(told: Told | None) -> tuple[str | None, ...]:
    if told is None:
        return (None,) * 7
    publisher = first([one.publisher for one in told.publications if one.publisher])
    published = first([one.published for one in told.publications if one.published])
    return (publisher, published, None, None, None, None, told.report.coded_by.version)
