"""Phoenix, read back with DuckDB: every column."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.export.datasets.dossiers import ALL, OCCURRED, event

from regesta.export.datasets import phoenix
from regesta.model import Dossier


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str | None]]:
    path = tmp_path_factory.mktemp("phoenix") / "events.txt"
    phoenix.write(iter(ALL), path)
    found = duckdb.read_csv(
        str(path), sep="\t", header=False, names=list(phoenix.COLUMNS), all_varchar=True, quotechar=""
    ).fetchall()
    return {
        one.event.id: dict(zip(phoenix.COLUMNS, row, strict=True)) for one, row in zip(OCCURRED, found, strict=True)
    }


def filled(**values: str) -> dict[str, str | None]:
    assert set(values) <= set(phoenix.COLUMNS)
    return {name: values.get(name) for name in phoenix.COLUMNS}


def test_every_column_of_the_raid(rows: dict[str, dict[str, str | None]]) -> None:
    assert rows["e0011223344556677"] == filled(
        id_version="e0011223344556677_0.2.0", date="20240409", year="2024", month="04", day="09", source="UAF",
        source_root="UAF", target="SOMCVLLAB", target_root="SOM", target_agent="CVL", target_others="LAB", code="190",
        root_code="19", quad_class="4", goldstein="-9", issues="CRIME,2;TERRORISM,1", lat="-0.36", lon="42.545",
        placeName="Kismayo", stateName="Lower Juba", countryName="Somalia", ids="d1;d2",
        urls="https://news.example/1;https://news.example/2;https://news.example/3", sources="Coast Wire;Daily Tide",
    )  # fmt: skip


def test_every_column_of_the_sanctions(rows: dict[str, dict[str, str | None]]) -> None:
    assert rows["e0000000000000005"] == filled(
        id_version="e0000000000000005_0.2.0", source="IGOEUREECGOV", source_root="IGO", source_agent="GOV",
        target="RUS", target_root="RUS", code="163", root_code="16", quad_class="3", goldstein="-8",
        issues="ECONOMIC,1", placeName="Sahel", ids="d6", urls="https://news.example/1", sources="Coast Wire",
    )  # fmt: skip


def test_every_column_of_the_call(rows: dict[str, dict[str, str | None]]) -> None:
    assert rows["e0000000000000002"] == filled(
        id_version="e0000000000000002_0.2.0", date="20240412", year="2024", month="04", day="12", source="KENGOV",
        source_root="KEN", source_agent="GOV", target="SOMGOV", target_root="SOM", target_agent="GOV", code="041",
        root_code="04", quad_class="1", goldstein="1", ids="d3", sources="Coast Wire",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "quad"), [("010", "0"), ("020", "0"), ("036", "1"), ("061", "2"), ("112", "3"), ("141", "4"), ("160", "3"),
                       ("173", "4")]
)  # fmt: skip
def test_statements_are_neutral_and_reduced_relations_verbal(tmp_path: Path, code: str, quad: str) -> None:
    phoenix.write(iter([Dossier(event("e1", "AID", code), ())]), tmp_path / "out.txt")
    row = dict(zip(phoenix.COLUMNS, (tmp_path / "out.txt").read_text("utf-8").split("\t"), strict=True))
    assert (row["code"], row["quad_class"]) == (code, quad)


def test_names_are_counted_as_lost(tmp_path: Path) -> None:
    account = phoenix.write(iter(ALL), tmp_path / "out.txt")
    assert account.losses["names of the parties: only their codes are written"] == 14
