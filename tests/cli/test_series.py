"""``regesta series``: periods as a table and as a file."""

from __future__ import annotations

import csv
import io

import pytest
from rich.cells import cell_len
from tests.store.questioned import make
from typer.testing import CliRunner, Result

from regesta.cli import app


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("store") / "events.duckdb"))


def run(store: str, *words: str, columns: int = 100) -> Result:
    return CliRunner().invoke(app, ["series", "--store", store, *words], env={"COLUMNS": str(columns)})


@pytest.mark.parametrize(
    ("by", "first"), [("day", "2024-03-01"), ("week", "2024-W09"), ("month", "2024-03"), ("year", "2024")]
)
def test_periods_are_named_by_their_kind(store: str, by: str, first: str) -> None:
    result = run(store, "--by", by)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].split()[0] == by
    assert lines[1].split()[0] == first


@pytest.mark.parametrize("columns", [50, 80, 120])
def test_the_table_fits_and_says_what_no_period_holds(store: str, columns: int) -> None:
    result = run(store, "--group", "event", columns=columns)
    assert all(cell_len(line) <= columns for line in result.stdout.splitlines())
    assert "3 events in all groups; 1 undated; 2 with a date wider than one period" in " ".join(result.stdout.split())
    assert ("█" in result.stdout) == (columns >= 80)


def test_csv_has_zeros(store: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run(store, "--event", "ASSAULT", "--until", "2024-04", "--format", "csv").stdout))
    )
    assert [(row["period"], row["events"]) for row in rows] == [("2024-03-01", "2"), ("2024-04-01", "0")]


def test_bad_flags_are_one_line(store: str) -> None:
    for words, told in ((["--by", "weak"], "did you mean 'week'"), (["--group", "evnt"], "did you mean 'event'")):
        result = run(store, *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert told in result.stderr and result.stderr.count("\n") == 1
