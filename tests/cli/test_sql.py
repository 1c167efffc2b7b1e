"""``regesta sql``: any SELECT, and nothing else."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.store.questioned import make
from typer.testing import CliRunner, Result

from regesta.cli import app


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("store") / "events.duckdb"))


def run(store: str, statement: str, *words: str) -> Result:
    return CliRunner().invoke(app, ["sql", statement, "--store", store, *words], env={"COLUMNS": "100"})


def test_a_table(store: str) -> None:
    result = run(
        store, "SELECT event, count(*) AS n, sum(killed_high) AS dead FROM events GROUP BY ALL ORDER BY n DESC, event"
    )
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["event", "n", "dead"]
    assert lines[1] == ["ASSAULT", "2", "18"]
    assert lines[-1] == ["5", "rows"]


TYPES = """SELECT 1::HUGEINT AS big, 1.50::DECIMAL(9,2) AS exact, [1, NULL] AS many, {'a': DATE '2024-01-02'} AS one,
'\\x61'::BLOB AS bytes, INTERVAL 2 DAY AS span, TIMESTAMP '2024-01-02 03:04:05' AS at, NULL AS nothing, true AS yes,
'a;"b"' AS words, TIME '03:04:05' AS hour"""


@pytest.mark.parametrize("name", ["table", "jsonl", "csv"])
def test_every_type_can_be_written(store: str, name: str) -> None:
    result = run(store, TYPES, "--format", name)
    assert result.exit_code == 0, result.output
    if name == "jsonl":
        row = json.loads(result.stdout)
        assert (row["many"], row["one"], row["yes"], row["nothing"]) == ([1, None], {"a": "2024-01-02"}, True, None)
        assert (row["exact"], row["bytes"], row["at"]) == ("1.50", "61", "2024-01-02T03:04:05")
    elif name == "csv":
        (cells,) = csv.DictReader(io.StringIO(result.stdout))
        assert (cells["many"], cells["one"], cells["words"]) == ("1;", '{"a":"2024-01-02"}', 'a;"b"')
        assert (cells["exact"], cells["nothing"], cells["yes"]) == ("1.50", "", "true")


def test_nothing_can_be_changed_and_no_file_read(store: str) -> None:
    for statement in (
        "DROP VIEW events",
        "DELETE FROM base.events",
        "SELECT * FROM read_csv('x.csv')",
        "SELCT 1",
        "nope",
    ):
        result = run(store, statement)
        assert (result.exit_code, result.stdout) == (2, ""), statement
        assert result.stderr.count("\n") == 1 and result.stderr.startswith("regesta: "), statement
    assert "6" in run(store, "SELECT count(*) AS n FROM events").stdout


def test_no_rows_are_told(store: str) -> None:
    result = run(store, "SELECT id FROM events WHERE false")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "regesta: no row\n")
