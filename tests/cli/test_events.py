"""``regesta events``: query flags, formats, files, and the table for people."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer.main
from rich.cells import cell_len
from tests.store.questioned import make
from typer.testing import CliRunner, Result

from regesta.cli import _answers, _queries, app
from regesta.export import _frames
from regesta.query import FIELDS
from regesta.store import questions


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("store") / "events.duckdb"))


def run(store: str, *words: str, columns: int = 120) -> Result:
    return CliRunner().invoke(app, ["events", "--store", store, *words], env={"COLUMNS": str(columns)})


def test_every_field_of_a_query_is_a_flag() -> None:
    command = typer.main.get_command(app).commands["events"]  # type: ignore[attr-defined]
    flags = {name for entry in command.params for name in entry.opts}
    assert {"--" + field.replace("_", "-") for field in FIELDS} <= flags
    assert set(_queries._FLAGS) == set(FIELDS)
    assert all(order in next(p.help for p in command.params if p.name == "order") for order in questions.ORDERS)


def test_the_formats_are_those_that_can_be_written() -> None:
    assert ("table", *_frames.WRITERS) == _answers.FORMATS


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_a_table_fits_the_terminal(store: str, columns: int) -> None:
    result = run(store, columns=columns)
    assert result.exit_code == 0
    assert all(cell_len(line) <= columns for line in result.stdout.splitlines())
    words = " ".join(result.stdout.split())
    for word in ("SANCTION", "Kharkiv", "12–15", "1 Mar 2024", "6 events", "planned", "e1"):
        assert word in words


def test_a_limited_table_says_how_many_there_are(store: str) -> None:
    result = run(store, "--limit", "2", "--order", "killed")
    assert "2 of 6 events" in result.stdout
    assert "ASSAULT" in result.stdout and "PROTEST" not in result.stdout


def test_flags_are_a_query(store: str) -> None:
    result = run(
        store, "--party", "RUS,UKR", "--event", "ASSAULT", "--event", "AID", "--box", "-1,10,40,60", "--format", "jsonl"
    )
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["e1", "e2"]


def test_json_lines_keep_every_column(store: str) -> None:
    rows = [json.loads(line) for line in run(store, "--format", "jsonl").stdout.splitlines()]
    assert [row["id"] for row in rows] == ["e6", "e1", "e2", "e3", "e4", "e5"]
    assert all(list(row) == list(questions.COLUMNS) for row in rows)
    assert (rows[1]["day_from"], rows[1]["actor_ids"], rows[5]["day_from"]) == ("2024-03-01", [None], None)


def test_csv_joins_lists(store: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run(store, "--format", "csv").stdout)))
    assert list(rows[0]) == list(questions.COLUMNS)
    assert (rows[3]["contexts"], rows[3]["actor_ids"]) == ("diplomatic;military", "RUS;UKR;MLI")
    assert (rows[2]["actor_ids"], rows[2]["actor_sectors"]) == ("wagner-group;", "PRM;REB|UAF")
    assert (rows[0]["killed_low"], rows[0]["killed_high"]) == ("", "9")


@pytest.mark.parametrize("name", ["events.parquet", "events.arrow", "events.csv", "events.jsonl"])
def test_the_suffix_decides_the_format(store: str, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    result = run(store, "--output", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"6 rows in {file}" in " ".join(result.stderr.split())
    if name.endswith("parquet"):
        assert pq.read_table(file)["id"].to_pylist()[:2] == ["e6", "e1"]
    elif name.endswith("arrow"):
        assert pa.ipc.open_file(file).read_all()["killed_high"].to_pylist()[:2] == [9, 15]
    else:
        assert len(file.read_text("utf-8").splitlines()) == (7 if name.endswith("csv") else 6)


def test_nothing_found_is_told_and_is_no_failure(store: str) -> None:
    for words in ([], ["--format", "jsonl"]):
        result = run(store, "--actor", "nobody at all", *words)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "regesta: no event matches\n")


@pytest.mark.parametrize("command", ["events", "series", "dyads", "export"])
def test_nothing_found_for_a_name_that_nobody_has(store: str, tmp_path: Path, command: str) -> None:
    words = ["export", "csv", "--output", str(tmp_path / "out.csv")] if command == "export" else [command]
    result = CliRunner().invoke(app, [*words, "--store", store, "--actor", "Wagnr"])
    assert result.exit_code == 0
    told = "regesta: actor: nobody in this store is called 'Wagnr'; did you mean Wagner Group?"
    assert result.stderr.splitlines()[0] == told


@pytest.mark.parametrize("command", ["events", "series", "dyads", "export"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--country", "Ethopia"], "no country 'Ethopia'; did you mean Ethiopia (ETH)?"),
        (["--recipient", "RUS MLI"], "no sector 'MLI' as in 'RUS MLI'; did you mean 'MIL' or 'ELI'?"),
        (["--mode", "airial"], "mode: 'airial' is none; did you mean 'aerial'?"),
        (["--context", "militry"], "context: 'militry' is none; did you mean 'military'?"),
        (["--event", ""], "--event is empty: say what is asked for, or leave it out"),
        (["--min-sources", " "], "--min-sources is empty: say what is asked for, or leave it out"),
        (["--place", "Kharkv"], "place: no place 'Kharkv' in this store; did you mean Kharkiv?"),
    ],
)
def test_misspelt_names_are_one_line(store: str, tmp_path: Path, command: str, words: list[str], told: str) -> None:
    first = ["export", "csv"] if command == "export" else [command]
    result = CliRunner().invoke(app, [*first, "--store", store, *words, "--output", str(tmp_path / "out.csv")])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"regesta: {told}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--event", "ASAULT"], "did you mean 'ASSAULT'"),
        (["--since", "yesterday"], "since: 'yesterday' is no date"),
        (["--format", "cvs"], "--format: 'cvs' is none; did you mean 'csv'"),
        (["--order", "kiled"], "order: 'kiled' is none; did you mean 'killed'"),
        (["--limit", "-1"], "limit: must be 0 or more"),
        (["--min-sources", "few"], "min_sources: must be a whole number"),
    ],
)
def test_bad_flags_are_one_line(store: str, tmp_path: Path, words: list[str], told: str) -> None:
    result = run(store, *words, "--output", str(tmp_path / "out"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1 and told in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.duckdb"))
    assert result.exit_code == 2
    assert "there is no store here" in result.stderr and result.stderr.count("\n") == 1
