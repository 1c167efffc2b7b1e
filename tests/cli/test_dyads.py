"""``regesta dyads``: pairs as a table and as a file."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len
from tests.store.questioned import make
from typer.testing import CliRunner, Result

from regesta.cli import app


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("store") / "events.duckdb"))


def run(store: str, *words: str, columns: int = 100) -> Result:
    return CliRunner().invoke(app, ["dyads", "--store", store, *words], env={"COLUMNS": str(columns)})


@pytest.mark.parametrize("columns", [60, 100])
def test_a_table_of_pairs(store: str, columns: int) -> None:
    result = run(store, "--limit", "2", columns=columns)
    assert result.exit_code == 0
    assert all(cell_len(line) <= columns for line in result.stdout.splitlines())
    assert "2 of 6 pairs; --limit shows more; 2 events have no pair at this level" in " ".join(result.stdout.split())
    assert ("first" in result.stdout) == (columns >= 90)


def test_events_that_stand_in_several_rows_are_pointed_out(store: str) -> None:
    warning = "an event of several pairs stands whole in each, with its toll: do not add rows up"
    assert warning in run(store).stdout.splitlines()
    alone = run(store, "--quad", "4").stdout
    assert "2 pairs" in alone and warning not in alone


def test_undirected_actors_as_json(store: str) -> None:
    result = run(store, "--undirected", "--level", "actor", "--mode", "firearms", "--format", "jsonl")
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["source"], row["target"]} == {"Wagner Group", "Séléka Youth Front"}
    assert (row["events"], row["q4"], row["killed_low"], row["first_day"]) == (1, 1, 3, "2024-03-20")


def test_bad_flags_are_one_line(store: str) -> None:
    for words, told in ((["--level", "nation"], "level: 'nation' is none"), (["--limit", "-3"], "limit: must be 0")):
        result = run(store, *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert told in result.stderr and result.stderr.count("\n") == 1
