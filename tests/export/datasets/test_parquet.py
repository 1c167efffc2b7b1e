"""Parquet, read back with pyarrow, pandas, DuckDB and polars: nothing is lost."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from tests.export.datasets.dossiers import ALL, BARE, RAID, event

from regesta.errors import SettingsError
from regesta.export.datasets import parquet
from regesta.model import Dossier

DAYS = ("day_from", "day_to", "first_reported", "last_reported")


def listed(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [listed(one) for one in value]
    if isinstance(value, dict):
        return {name: listed(one) for name, one in value.items()}
    return value


def expected(dossier: Dossier) -> dict[str, Any]:
    row = listed(asdict(dossier.event))
    row |= {name: date.fromisoformat(row[name]) if row[name] else None for name in DAYS}
    first = row["day_from"]
    year, month = (first.year, first.month) if first else (0, 0)
    return {**row, "told": listed([asdict(one) for one in dossier.told]), "year": year, "month": month}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "events"
    parquet.write(iter(ALL), path)
    return path


def test_every_column_of_every_event_comes_back(folder: Path) -> None:
    table = ds.dataset(folder, partitioning="hive").to_table()
    assert set(table.column_names) == set(parquet.COLUMNS)
    rows = {row["id"]: row for row in table.to_pylist()}
    assert rows == {one.event.id: expected(one) for one in ALL}


def test_columns_have_types(folder: Path) -> None:
    schema = ds.dataset(folder, partitioning="hive").schema
    types = {name: schema.field(name).type for name in ("id", "cameo", "quad", "goldstein", "day_from", "contexts")}
    assert types == {
        "id": pa.string(), "cameo": pa.string(), "quad": pa.int64(), "goldstein": pa.float64(),
        "day_from": pa.date32(), "contexts": pa.list_(pa.string()),
    }  # fmt: skip
    assert schema.field("place").type.field("latitude").type == pa.float64()
    assert schema.field("told").type.value_type.field("report").type.field("cameo").type == pa.string()


def test_it_is_parted_by_year_and_month(folder: Path) -> None:
    parts = {str(file.parent.relative_to(folder)) for file in folder.rglob("*.parquet")}
    assert parts == {f"year=2024/month={month}" for month in range(1, 6)} | {"year=0/month=0"}


def test_duckdb_reads_it(folder: Path) -> None:
    columns = "id, year, month, len(told), told[1].report.casualties[1].high, cameo"
    source = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    found = duckdb.execute(f"SELECT {columns} FROM {source} ORDER BY id").fetchall()
    assert len(found) == len(ALL)
    assert (RAID.event.id, 2024, 4, 2, 23, "190") in found
    assert (BARE.event.id, 0, 0, 0, None, "120") in found
    assert {type(year) for _, year, *_ in found} == {int}


@pytest.mark.parametrize("some", [(RAID, BARE), (RAID,), (BARE,)], ids=["both", "dated", "undated"])
def test_pandas_reads_the_folder_with_and_without_undated_events(tmp_path: Path, some: tuple[Dossier, ...]) -> None:
    parquet.write(iter(some), tmp_path / "events")
    frame = pd.read_parquet(tmp_path / "events")
    assert {row["id"]: (row["year"], row["month"]) for row in frame.to_dict("records")} == {
        one.event.id: (expected(one)["year"], expected(one)["month"]) for one in some
    }
    assert {*frame["day_from"].isna()} == {one.event.day_from is None for one in some}


def test_polars_reads_it(folder: Path) -> None:
    frame = pl.read_parquet(folder, hive_partitioning=True)
    assert frame.height == len(ALL)
    raid = frame.filter(pl.col("id") == RAID.event.id).to_dicts()[0]
    assert raid["recipients"] == expected(RAID)["recipients"]
    assert set(frame["year"].to_list()) == {0, 2024}


def test_a_later_export_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "events"
    path.mkdir()
    parquet.write(iter(ALL), path)
    account = parquet.write(iter([RAID]), path)
    assert ds.dataset(path, partitioning="hive").to_table().num_rows == account.rows == 1
    (path / "notes.txt").write_text("mine")
    with pytest.raises(SettingsError, match="holds other files"):
        parquet.write(iter([RAID]), path)
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(SettingsError, match="is a file"):
        parquet.write(iter([RAID]), file)
    assert (file.read_text(), sorted(one.name for one in tmp_path.iterdir())) == ("mine", ["events", "file"])


def test_no_events_still_have_columns(tmp_path: Path) -> None:
    parquet.write(iter(()), tmp_path / "events")
    table = ds.dataset(tmp_path / "events", partitioning="hive").to_table()
    assert (table.num_rows, set(table.column_names)) == (0, set(parquet.COLUMNS))


def test_many_months_do_not_open_many_files(tmp_path: Path) -> None:
    days = [f"{year}-{month:02}-01" for year in range(2000, 2018) for month in range(1, 13)]
    dossiers = [Dossier(event(f"e{day}", "AID", "073", days=(day, day)), ()) for day in days]
    assert len(days) > parquet._OPEN
    parquet.write(iter(dossiers), tmp_path / "events")
    assert ds.dataset(tmp_path / "events", partitioning="hive").to_table().num_rows == len(dossiers)
    assert len(list((tmp_path / "events").glob("year=*/month=*"))) == len(days)
