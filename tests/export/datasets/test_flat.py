"""CSV and GeoJSON, read back with polars and geopandas: every column."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import polars as pl
import pytest
from tests.export.datasets.dossiers import ALL

from regesta.export.datasets import csv, geojson

RAID = {
    "id": "e0011223344556677", "event": "ASSAULT", "mode": "firearms", "contexts": "crime; terrorism",
    "cameo": "190", "quad": 4, "intensity": -9.0, "goldstein": -9.0, "actor_names": "masked gunmen",
    "actor_sectors": "UAF", "recipient_names": "fishermen; policemen", "recipient_countries": "SOM",
    "recipient_sectors": "CVL; LAB; COP", "date": "2024-04-09", "day_from": "2024-04-09", "day_to": "2024-04-09",
    "place": "Kismayo", "country": "SOM", "admin1": "Lower Juba", "latitude": -0.36, "longitude": 42.545,
    "precision": "city", "geonames_id": 55671, "factuality": "occurred", "layer": "news", "killed_low": 23,
    "killed_high": 30, "injured_low": 12, "speakers": "Interior Ministry of Somalia; an elder",
    "disputes": "killed: 23 (Interior Ministry of Somalia) | 30 (an elder)", "sources": 2, "copies": 1,
    "publishers": "Coast Wire; Daily Tide", "first_reported": "2024-04-12", "last_reported": "2024-04-13",
    "confidence": 0.83,
    "sentence": 'Masked gunmen attacked fishermen in Kismayo, killing 23, the "ministry" said.',
    "urls": "https://news.example/1; https://news.example/2; https://news.example/3", "reports": "r1; r2",
}  # fmt: skip
CALL = {
    "id": "e0000000000000002", "event": "CONSULT", "mode": "phone", "cameo": "041", "quad": 1, "intensity": 1.5,
    "goldstein": 1.0, "actor_names": "William Ruto; Hassan Sheikh Mohamud; United Nations",
    "actor_ids": "william-ruto; hassan-sheikh-mohamud; united-nations", "actor_countries": "KEN; SOM; UNO",
    "actor_sectors": "GOV", "date": "2024-04-12", "day_from": "2024-04-12", "day_to": "2024-04-12",
    "factuality": "occurred", "layer": "news", "sources": 1, "copies": 0, "publishers": "Coast Wire",
    "first_reported": "2024-04-12", "last_reported": "2024-04-12", "confidence": 0.83,
    "sentence": "Ruto, Hassan Sheikh Mohamud and the U.N. spoke by phone.", "reports": "r1",
}  # fmt: skip
SANCTIONS = {
    "id": "e0000000000000005", "event": "SANCTION", "mode": "discontinue", "contexts": "economic", "cameo": "163",
    "quad": 4, "intensity": -6.0, "goldstein": -8.0, "actor_names": "European Union", "actor_ids": "european-union",
    "actor_countries": "EUR", "actor_sectors": "GOV", "recipient_names": "Russia", "recipient_ids": "RUS",
    "recipient_countries": "RUS", "date": "XXXX-09-07", "place": "Sahel", "precision": "region",
    "factuality": "occurred", "layer": "news", "sources": 1, "copies": 0, "publishers": "Coast Wire",
    "first_reported": "2024-04-12", "last_reported": "2024-04-12", "confidence": 0.83,
    "sentence": "Brussels imposed an embargo.", "urls": "https://news.example/1", "reports": "r1",
}  # fmt: skip


def full(values: dict[str, object]) -> dict[str, object]:
    assert set(values) <= set(csv.COLUMNS)
    return {name: values.get(name) for name in csv.COLUMNS}


@pytest.mark.parametrize("expected", [RAID, CALL, SANCTIONS], ids=["raid", "call", "sanctions"])
def test_every_column_of_csv(expected: dict[str, object], tmp_path: Path) -> None:
    csv.write(iter(ALL), tmp_path / "out.csv")
    frame = pl.read_csv(tmp_path / "out.csv", infer_schema=False)
    assert tuple(frame.columns) == csv.COLUMNS
    (row,) = frame.filter(pl.col("id") == expected["id"]).to_dicts()
    assert row == {name: None if value is None else str(value) for name, value in full(expected).items()}


@pytest.mark.parametrize("expected", [RAID, CALL, SANCTIONS], ids=["raid", "call", "sanctions"])
def test_every_property_of_geojson(expected: dict[str, object], tmp_path: Path) -> None:
    geojson.write(iter(ALL), tmp_path / "out.geojson")
    frame = geopandas.read_file(tmp_path / "out.geojson")
    assert len(frame) == len(ALL)
    assert tuple(name for name in frame.columns if name != "geometry") == geojson.COLUMNS
    row = frame.set_index("id", drop=False).loc[expected["id"]]
    point = row.pop("geometry")
    if "latitude" in expected:
        assert (point.x, point.y) == (expected["longitude"], expected["latitude"])
    else:
        assert point is None
    seen = {name: None if value is None or value != value else value for name, value in row.items()}
    for name in ("first_reported", "last_reported", "day_from", "day_to"):
        day = seen[name]
        seen[name] = str(day)[:10] if day is not None and str(day) != "NaT" else None
    assert seen == full(expected)


def test_geojson_is_one_collection_with_types(tmp_path: Path) -> None:
    account = geojson.write(iter(ALL), tmp_path / "out.geojson")
    text = (tmp_path / "out.geojson").read_text("utf-8")
    collection = json.loads(text)
    assert (list(collection), collection["type"]) == (["type", "features"], "FeatureCollection")
    first = collection["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [42.545, -0.36]}, "longitude first"
    assert (first["properties"]["quad"], first["properties"]["cameo"]) == (4, "190")
    assert text.count("\n") == len(ALL) + 2, "a feature a line"
    assert all(
        not isinstance(value, list | dict) for one in collection["features"] for value in one["properties"].values()
    )
    none = [one for one in collection["features"] if one["geometry"] is None]
    assert account.losses["an event without coordinates: its geometry is null"] == len(none) == 7


def test_what_parts_values_does_not_stand_in_them(tmp_path: Path) -> None:
    csv.write(iter(ALL), tmp_path / "out.csv")
    names = pl.read_csv(tmp_path / "out.csv", infer_schema=False)["actor_names"].to_list()
    assert '=students, "workers" and others' in names
