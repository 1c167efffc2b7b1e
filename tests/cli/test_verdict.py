"""``regesta verdict``: a person's word, which holds at once and for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.bringing import at_once, run, write
from tests.pipeline.stories import STORIES, Once, ask, bring, fresh, groups, report_of
from typer.testing import CliRunner

from regesta.cli import app
from regesta.pipeline.code import Coder
from regesta.store import Store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> str:
    """A store of the stories."""
    at_once(monkeypatch, coder)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "wire.jsonl", STORIES)
    with fresh(tmp_path) as store:
        bring(store, STORIES, Once(coder))
    return "events.duckdb"


def reports(store: str, *sources: str) -> list[str]:
    with Store.open(store, read_only=True) as opened:
        return [report_of(opened, source) for source in sources]


def together(store: str, *names: str) -> bool:
    with Store.open(store, read_only=True) as opened:
        return any({*names} <= group for group in groups(opened))


def test_different_splits_same_joins_again_and_both_survive(store: str) -> None:
    one, other = reports(store, "arrest-1", "arrest-2")
    low, high = sorted((one, other))
    status, out, (told,) = run(
        "verdict", "different", one, other, "--by", "Ada", "--why", "two raids", "--store", store
    )
    assert (status, out) == (0, "")
    assert told == f"different: {low} and {high}, now in e{low} and e{high}"
    assert not together(store, "arrest-1", "arrest-2")
    run("merge", "--again", "--store", store)
    run("ingest", "wire.jsonl", "--store", store)
    assert not together(store, "arrest-1", "arrest-2")
    status, _, (told,) = run("verdict", "same", other, one, "--by", "Bo", "--store", store)
    assert status == 0 and told.startswith(f"same: {low} and {high}, now in e") and " and e" not in told
    assert together(store, "arrest-1", "arrest-2")
    with Store.open(store, read_only=True) as opened:
        assert ask(opened, 'SELECT verdict, "by", why, holds FROM verdicts ORDER BY "at"') == [
            ("different", "Ada", "two raids", False), ("same", "Bo", "", True),
        ]  # fmt: skip


def test_the_beginnings_of_ids_and_of_events_will_do(store: str) -> None:
    one, other = reports(store, "call-1", "march-1")
    with Store.open(store, read_only=True) as opened:
        event = opened.dossier(other).event
    assert run("verdict", "same", one[:7], event.id[:7], "--by", "Ada", "--store", store)[0] == 0
    with Store.open(store, read_only=True) as opened:
        assert opened.dossier(one).event.id == opened.dossier(event.reports[0]).event.id


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("maybe", "A", "B"), "a verdict is 'same' or 'different', not 'maybe'"),
        (("same", "A", "ffffffffffff"), 'no id begins with "ffffffffffff"'),
        (("same", "A", "A"), "one and the same report; name two"),
        (("different", "A", "ab"), '"ab" is too short: give at least 4 characters'),
    ],
)
def test_what_is_no_verdict_is_one_line_and_changes_nothing(store: str, words: tuple[str, ...], says: str) -> None:
    one, other = reports(store, "arrest-1", "arrest-2")
    given = [{"A": one, "B": other}.get(word, word) for word in words]
    status, out, lines = run("verdict", *given, "--by", "Ada", "--store", store)
    assert (status, out, len(lines)) == (2, "", 1)
    assert says in lines[0]
    with Store.open(store, read_only=True) as opened:
        assert ask(opened, "SELECT count(*) FROM verdicts") == [(0,)]


def test_a_verdict_without_a_judge_is_refused(store: str) -> None:
    result = CliRunner().invoke(app, ["verdict", "same", *reports(store, "arrest-1", "arrest-2"), "--store", store])
    assert result.exit_code == 2
    assert "--by" in result.stderr
