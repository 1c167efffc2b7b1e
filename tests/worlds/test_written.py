"""Worlds on disk: the command ``regesta evaluate`` and the bench's writer, each readable by our own reader."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import orjson
import pytest
import typer
from bench.worlds import documents, main
from typer.testing import CliRunner

from regesta.cli.evaluate import evaluate
from regesta.errors import SettingsError
from regesta.model import Document
from regesta.read import read
from regesta.worlds import make

app = typer.Typer()
app.command()(evaluate)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(path: Path) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def test_a_world_is_written_for_others_to_check(tmp_path: Path) -> None:
    run("--write", str(tmp_path / "new"), "--events", "40", "--seed", "6")
    world = make(events=40, seed=6)
    written = lines(tmp_path / "new" / "documents.jsonl")
    assert [Document(**row) for row in written] == list(world.documents())  # type: ignore[arg-type]
    assert lines(tmp_path / "new" / "tellings.jsonl") == [asdict(telling) for telling in world.tellings()]


def test_a_written_world_can_be_read(tmp_path: Path) -> None:
    run("--write", str(tmp_path), "--events", "40")
    usable = [one for one in make(events=40, seed=1).documents() if one.status == "usable"]
    found = [one for one in read([str(tmp_path / "documents.jsonl")]) if isinstance(one, Document)]
    texts = {one.id: one.text for one in found}
    assert all(texts[one.id] == one.text for one in usable)


def test_merging_is_measured_as_json_and_as_a_table(tmp_path: Path) -> None:
    arguments = ("--merge", "--events", "6", "--seed", "2")
    measured = orjson.loads(run(*arguments, "--format", "jsonl"))
    assert measured["world"] == {"events": 6, "seed": 2}
    scores = measured["scores"]
    assert scores["clusters"]["items"] == scores["alignment"]["reports"] - scores["alignment"]["unaligned"] > 0
    shown = run(*arguments)
    assert f"{scores['clusters']['b_cubed']['precision']:.3f}" in shown
    assert "under-merged" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give --merge"),
        (("--merge", "--format", "xml"), "one of table, jsonl"),
        (("--merge", "--events", "0"), "ask for 1 or more"),
    ],
)
def test_what_has_no_meaning_is_refused(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        run(*arguments)


@pytest.mark.parametrize("count", [1, 50, 1500])
def test_the_bench_has_as_many_documents_as_wanted(count: int) -> None:
    assert len({one.id for one in documents(count, seed=2)}) == count


def test_the_bench_writes_one_document_a_line(tmp_path: Path) -> None:
    assert main(["--documents", "20", "--seed", "3", "--output", str(tmp_path / "out.jsonl")]) == 0
    written = lines(tmp_path / "out.jsonl")
    assert [Document(**row) for row in written] == list(documents(20, seed=3))  # type: ignore[arg-type]
