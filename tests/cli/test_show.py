"""``regesta show``: one event, its disputes and every report of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.store.questioned import SENTENCES, make
from typer.testing import CliRunner, Result

from regesta.cli import app


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("store") / "events.duckdb"))


def run(store: str, *words: str, columns: int = 100) -> Result:
    return CliRunner().invoke(app, ["show", *words, "--store", store], env={"COLUMNS": str(columns)})


@pytest.mark.parametrize("columns", [40, 100])
def test_a_page_says_who_claims_what(store: str, columns: int) -> None:
    result = run(store, "re1b", columns=columns)
    assert result.exit_code == 0
    assert all(cell_len(line) <= columns for line in result.stdout.splitlines())
    words = " ".join(result.stdout.replace("▏", " ").split())
    for told in (
        "ASSAULT heavy-weapons",
        "Russian soldiers RUS MIL",
        "the villagers UKR CVL",
        "1 Mar 2024",
        "at least 30",
    ):
        assert told in words
    if columns > 40:  # on a small terminal the two columns wrap each on its own
        for told in (
            "killed 12–15",
            "15 villagers killed according to Kharkiv governor (AFP, Kharkiv Herald)",
            "12 killed according to Police (Reuters)",
            "disputed killed 15 Kharkiv governor (1 report) 12 police (1 report)",
            "2 independent sources, 1 copy",
            "2024-03-02 to 2024-03-03",
            "also published by Kharkiv Herald",
            "https://re1.example/0",
        ):
            assert told in words
    assert SENTENCES["re1"] in words
    assert SENTENCES["re1b"] in words


def test_json_is_the_whole_dossier(store: str, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    assert run(store, "re1b", "--format", "jsonl", "--output", str(file)).exit_code == 0
    record = json.loads(file.read_text("utf-8"))
    assert record["event"]["id"] == "e1"
    assert [told["sentence"] for told in record["told"]] == [SENTENCES["re1"], SENTENCES["re1b"]]
    assert [len(told["publications"]) for told in record["told"]] == [2, 1]


def test_what_there_is_not_is_one_line(store: str) -> None:
    for words, told in ((["e999"], "no id begins with"), (["re1b", "--format", "html"], "there are table and jsonl")):
        result = run(store, *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert told in result.stderr and result.stderr.count("\n") == 1
