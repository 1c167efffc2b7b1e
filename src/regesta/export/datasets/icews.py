"""ICEWS: 20 columns, tab-separated, with a header. Column list: the ICEWS Coded Event Data on Dataverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account
from regesta.export.datasets._cells import first, joined
from regesta.export.datasets._files import Target
from regesta.export.datasets._shape import (
    city_of,
    country_of,
    lead,
    name_of,
    number,
    province_of,
    sentence_number,
    sides,
)
from regesta.export.datasets._table import write_table
from regesta.model import Dossier, Party
from regesta.ontology.crosswalks import international, sectors
from regesta.ontology.plover import plover

SUFFIX = ".tsv"
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
LOSSES = (
    losses.UNREAL, losses.UNDATED, losses.INTERVAL, losses.EDTF, losses.PARTIES, losses.TYPE, losses.MODE,
    losses.CONTEXTS, losses.INTENSITY, losses.POINT, losses.NUMBERED, losses.TOLLS, losses.ATTRIBUTION,
    losses.DISPUTES, losses.BACKGROUND, losses.CONFIDENCE, losses.REPORTS, losses.SPANS,
)  # fmt: skip


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one row an event; its story, sentence and publisher are those of its earliest report."""
    return write_table(dossiers, path, known=LOSSES, header=COLUMNS, cells=_cells)


def _cells(dossier: Dossier) -> Iterator[object]:
    event, told, place = dossier.event, lead(dossier), dossier.event.place
    both = sides(event)
    yield from (number(event.id), event.day_from)
    yield from _party(both.source)
    yield from (plover().cameo.get(event.cameo), event.cameo, event.goldstein)
    yield from _party(both.target)
    yield number(told.report.document_id) if told else None
    yield sentence_number(told) if told else None
    yield first([one.publisher for one in told.publications if one.publisher]) if told else None
    country = country_of(place.country if place else None)
    yield from (city_of(place), None, province_of(place), country.icews if country else None)
    yield from (place.latitude, place.longitude) if place else (None, None)


def _party(party: Party | None) -> tuple[str | None, ...]:
    if party is None:
        return (None, None, None)
    body = international().get(party.country or "")
    names = [known.icews for one in party.sectors if (known := sectors().get(one))]
    country = country_of(party.country)
    where = country.icews if country else None
    return (name_of(party), joined([body.icews if body else None, *names], ","), where)
