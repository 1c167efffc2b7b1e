"""POLECAT, read back with pandas: every column."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.export.datasets.dossiers import ALL

from regesta.export.datasets import polecat


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    path = tmp_path_factory.mktemp("polecat") / "events.tsv"
    polecat.write(iter(ALL), path)
    frame = pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
    assert tuple(frame.columns) == polecat.COLUMNS
    return {row["Event ID"]: row for row in frame.to_dict("records")}


def filled(values: dict[str, str]) -> dict[str, str]:
    assert set(values) <= set(polecat.COLUMNS)
    return {name: values.get(name, "") for name in polecat.COLUMNS}


def test_every_column_of_the_raid(rows: dict[str, dict[str, str]]) -> None:
    assert rows["e0011223344556677"] == filled({
        "Event ID": "e0011223344556677", "Event Date": "2024-04-09", "Event Type": "ASSAULT",
        "Event Mode": "firearms", "Intensity": "-9.0", "Quad Code": "4", "Contexts": "crime;terrorism",
        "Actor Name": "masked gunmen", "Primary Actor Sector": "UAF", "Actor Sectors": "UAF",
        "Actor Name Raw": "masked gunmen", "Recipient Name": "fishermen", "Recipient Country": "SOM",
        "Recipient COW": "520", "Primary Recipient Sector": "CVL", "Recipient Sectors": "CVL;LAB",
        "Recipient Name Raw": "fishermen", "Placename": "Kismayo", "City": "Kismayo", "Province": "Lower Juba",
        "Country": "Somalia", "Latitude": "-0.36", "Longitude": "42.545", "GeoNames ID": "55671",
        "Raw Placename": "the Kismayo", "Feature Type": "PPL", "Source": "Coast Wire",
        "Publication Date": "2024-04-12", "Version": "0.2.0",
    })  # fmt: skip


def test_every_column_of_the_call(rows: dict[str, dict[str, str]]) -> None:
    assert rows["e0000000000000002"] == filled({
        "Event ID": "e0000000000000002", "Event Date": "2024-04-12", "Event Type": "CONSULT", "Event Mode": "phone",
        "Intensity": "1.5", "Quad Code": "1", "Actor Name": "William Ruto", "Actor Country": "KEN",
        "Actor COW": "501", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Name Raw": "President Ruto", "Recipient Name": "Hassan Sheikh Mohamud", "Recipient Country": "SOM",
        "Recipient COW": "520", "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV",
        "Recipient Name Raw": "his Somali colleague", "Source": "Coast Wire", "Publication Date": "2024-04-12",
        "Version": "0.2.0",
    })  # fmt: skip


def test_every_column_of_the_bombardment(rows: dict[str, dict[str, str]]) -> None:
    assert rows["e0000000000000003"] == filled({
        "Event ID": "e0000000000000003", "Event Date": "2024-01-21", "Event Type": "ASSAULT",
        "Event Mode": "aerial", "Intensity": "-9.5", "Quad Code": "4", "Contexts": "military",
        "Actor Name": "the Syrian army", "Actor Country": "SYR", "Actor COW": "652", "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL", "Actor Name Raw": "the Syrian army", "Recipient Name": "rebels",
        "Recipient Country": "SYR", "Recipient COW": "652", "Primary Recipient Sector": "REB",
        "Recipient Sectors": "REB;PRE", "Recipient Name Raw": "rebels", "Placename": "Idlib", "Province": "Idlib",
        "Country": "Syria", "GeoNames ID": "169575", "Raw Placename": "the Idlib", "Feature Type": "ADM1",
        "Version": "0.2.0",
    })  # fmt: skip


def test_bodies_have_no_cow_number_and_regions_no_country(rows: dict[str, dict[str, str]]) -> None:
    row = rows["e0000000000000005"]
    assert (row["Actor Country"], row["Actor COW"], row["Recipient COW"]) == ("EUR", "", "365")
    assert (row["Placename"], row["Country"], row["Feature Type"], row["Event Date"]) == ("Sahel", "", "RGN", "")
    assert rows["e0000000000000004"]["Actor Name"] == "=students; 'workers' and others"


def test_one_row_an_event_that_occurred(rows: dict[str, dict[str, str]], tmp_path: Path) -> None:
    assert len(rows) == 10
    account = polecat.write(iter(ALL), tmp_path / "out.tsv")
    assert account.losses["CAMEO code and Goldstein score: only PLOVER's type and intensity are written"] == 10
