"""``regesta export``: the store's events in a file, and on standard error what the format cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import typer
from tests.export.datasets.dossiers import ALL, MARCH
from tests.store.entries import entry, event, put, report
from typer.testing import CliRunner

import regesta.store
from regesta.cli import export
from regesta.errors import SettingsError
from regesta.export.datasets import Account, datasets
from regesta.model import Dossier
from regesta.query import Query


class _Store:
    """Answers as a store does, from the events of this folder."""

    def __enter__(self) -> _Store:
        return self

    def __exit__(self, *_: object) -> None: ...

    def dossiers(self, event_ids: Iterable[str] | None = None) -> Iterator[Dossier]:
        wanted = None if event_ids is None else set(event_ids)
        return (one for one in ALL if wanted is None or one.event.id in wanted)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    def answer(store: _Store, query: Query, **_: object) -> pa.Table:
        return pa.table({"id": [one.event.id for one in ALL if one.event.event in query.event]})

    monkeypatch.setattr(regesta.store.Store, "open", lambda path, **flags: _Store())
    monkeypatch.setattr("regesta.store.questions.events", answer)
    app = typer.Typer()
    app.command("export")(export.export)
    return app


def run(app: typer.Typer, *words: str) -> Any:
    return CliRunner().invoke(app, [*words, "--store", "news.duckdb"])


def test_it_writes_and_gives_its_account(app: typer.Typer, tmp_path: Path) -> None:
    done = run(app, "ucdp", "--output", str(tmp_path / "ged.csv"))
    assert (done.exit_code, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert lines[0].startswith("regesta: 11 events read, 3 rows written to ") and lines[0].endswith("ged.csv")
    assert lines[1] == "not held by this format, and how many events or claims that concerns:"
    assert "  6  an event that is no assault: left out" in lines
    assert (tmp_path / "ged.csv").read_text("utf-8").count("\n") == 4


def test_a_query_chooses_the_events(app: typer.Typer, tmp_path: Path) -> None:
    done = run(app, "csv", "--event", "PROTEST", "--output", str(tmp_path / "out.csv"))
    assert done.exit_code == 0, done.stderr
    assert "1 event read, 1 row written" in done.stderr
    assert MARCH.event.id in (tmp_path / "out.csv").read_text("utf-8")


def test_two_files_are_named(app: typer.Typer, tmp_path: Path) -> None:
    done = run(app, "gdelt", "--output", str(tmp_path / "g.csv"))
    assert "g.csv and " in " ".join(done.stderr.split()) and "g.mentions.csv" in done.stderr


def test_an_unknown_format_is_a_settings_error(app: typer.Typer, tmp_path: Path) -> None:
    done = run(app, "gdlet", "--output", str(tmp_path / "g.csv"))
    assert isinstance(done.exception, SettingsError)
    assert "did you mean 'gdelt'" in str(done.exception)
    assert not list(tmp_path.iterdir())


def test_numbers_of_losses_are_aligned() -> None:
    account = Account(12_000, 5, (), {"attribution": 1_200, "tone": 7})
    assert export.losses_lines(account)[1:] == ["  1,200  attribution", "      7  tone"]
    assert export.losses_lines(Account(1, 1, (), {})) == []


def test_help_names_every_format(app: typer.Typer) -> None:
    told = " ".join(CliRunner().invoke(app, ["--help"], env={"COLUMNS": "400"}).stdout.split())
    assert all(name in told for name in datasets())


@pytest.mark.parametrize("name", datasets())
def test_a_real_store_is_exported(name: str, tmp_path: Path) -> None:
    with regesta.store.Store.open(tmp_path / "news.duckdb", create=True) as store:
        store.add([entry("one", reports=(report("aaaa01", "one"),))], run="r")
        put(store, event("eaaaa01", ("aaaa01",)))
    app = typer.Typer()
    app.command("export")(export.export)
    words = [name, "--store", str(tmp_path / "news.duckdb"), "--output", str(tmp_path / "out")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.exception
    assert done.stderr.startswith("regesta: 1 event read, ")
    assert (tmp_path / "out").exists()
    none = CliRunner().invoke(app, [*words, "--since", "2999"])
    assert none.stderr.startswith("regesta: 0 events read, 0 rows written to "), none.exception
