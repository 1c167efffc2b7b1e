"""``regesta merge``: what waits, or with ``--again`` all, becomes events."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.bringing import run, stored
from tests.pipeline.stories import ask, held

from regesta.pipeline.code import Coder
from regesta.store import Store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> str:
    """A store of the stories."""
    return stored(monkeypatch, coder, tmp_path)


def test_where_nothing_waits_nothing_changes(store: str) -> None:
    with Store.open(store) as opened:
        before = held(opened)
    assert run("merge", "--store", store) == (
        0, "", ["0 reports merged, 0 pairs compared; 0 events new or changed"],
    )  # fmt: skip
    with Store.open(store) as opened:
        assert held(opened) == before


def test_all_anew_gives_the_same_events_and_is_a_run_of_its_own(store: str) -> None:
    with Store.open(store) as opened:
        before = held(opened)
    assert run("merge", "--again", "--store", store) == (
        0, "", ["11 reports merged, 7 pairs compared; 5 events new or changed"],
    )  # fmt: skip
    with Store.open(store) as opened:
        assert held(opened) == before
        command, counts, finished = ask(opened, "SELECT command, counts, finished FROM runs ORDER BY started")[-1]
    assert (command, json.loads(counts)["events"]) == ("merge", 5)
    assert finished is not None


def test_what_waits_is_merged(store: str) -> None:
    with Store.open(store) as opened:
        before = held(opened)
        with opened.transaction() as connection:
            for name in ("links", "members", "events"):
                connection.execute(f"DELETE FROM base.{name}")
    assert run("merge", "--store", store)[2] == ["11 reports merged, 7 pairs compared; 5 events new or changed"]
    with Store.open(store) as opened:
        assert held(opened) == before


def test_no_store_is_one_line_and_none_is_made(store: str, tmp_path: Path) -> None:
    status, out, (only,) = run("merge", "--store", "gone.duckdb")
    assert (status, out) == (2, "")
    assert "there is no store here" in only
    assert not (tmp_path / "gone.duckdb").exists()
