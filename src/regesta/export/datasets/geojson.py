"""GeoJSON (RFC 7946): a collection of one feature an event, a point where it has coordinates, flat properties."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from regesta.export.datasets import _flat as flat
from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account, Tally
from regesta.export.datasets._files import Target, whole
from regesta.model import Dossier

SUFFIX = ".geojson"
COLUMNS = flat.COLUMNS
LOSSES = (losses.POINTLESS, *flat.LOSSES)


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one feature a line; its properties are the columns of ``csv``, unknown values null."""
    tally = Tally(LOSSES)
    with whole(path) as (out,):
        out.write('{"type":"FeatureCollection","features":[')
        for dossier in tally.watch(dossiers):
            losses.note(dossier, tally)
            out.write(",\n" if tally.rows else "\n")
            out.write(_feature(dossier))
            tally.rows += 1
        out.write("\n]}\n")
    return tally.account(path)


def _feature(dossier: Dossier) -> str:
    properties = flat.flat(dossier)
    longitude, latitude = properties["longitude"], properties["latitude"]
    known = longitude is not None and latitude is not None
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if known else None
    feature = {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties}
    return orjson.dumps(feature).decode()
