"""``regesta verdict``: a person's word, which holds at once and for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.bringing import at_once, run, stored
from tests.pipeline.stories import Once, ask, bring, fresh, groups, report_of
from typer.testing import CliRunner

from regesta.cli import app
from regesta.model import Document
from regesta.pipeline.code import Coder
from regesta.store import Store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> str:
    """A store of the stories."""
    return stored(monkeypatch, coder, tmp_path)


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


def test_what_is_hardly_one_happening_is_joined_with_a_note(store: str) -> None:
    one, other = reports(store, "call-1", "march-1")
    with Store.open(store, read_only=True) as opened:
        kinds = [opened.dossier(name).event.event for name in sorted((one, other))]
    status, out, (_, note) = run("verdict", "same", one, other, "--by", "Ada", "--store", store)
    assert (status, out) == (0, "")
    assert note.startswith("note: ") and f"type ({', '.join(kinds)})" in note
    assert "days" not in note, "they lie a day apart"
    assert together(store, "call-1", "march-1")
    assert len(run("verdict", "different", one, other, "--by", "Ada", "--store", store)[2]) == 1


def test_the_note_names_countries_and_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> None:
    at_once(monkeypatch, coder)
    told = (
        Document("a", "Nurses marched in Nairobi on 14 May 2024 against a tax.", published="2024-05-15"),
        Document("b", "Nurses marched in Lagos on 3 May 2024 against a tax.", published="2024-05-15"),
    )
    with fresh(tmp_path) as store:
        bring(store, told, Once(coder))
        path = str(tmp_path / "events.duckdb")
        one, other = (report_of(store, name) for name in "ab")
    status, _, (_, note) = run("verdict", "same", one, other, "--by", "Ada", "--store", path)
    assert status == 0 and "type" not in note and "days (11 apart)" in note
    assert "country (KEN, NGA)" in note or "country (NGA, KEN)" in note


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
