"""Reading records: by id or the beginning of one, one by one or all of them, and SQL that only reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.entries import any_of, entry, event, put, report

from regesta.errors import StoreError
from regesta.model import Document, Event, Told
from regesta.store import Store, reading


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two events of three reports, one report that waits, and one whose publisher took it back."""
    path = tmp_path_factory.mktemp("store") / "events.duckdb"
    with Store.open(path, create=True) as store:
        store.add(
            [
                entry("late", published="2024-05-03", reports=(report("aaaa01", "late"),)),
                entry("early", reports=(report("aaaa02", "early"), report("bbbb01", "early"))),
                entry("early", source="copy.html", publisher="Hill Post"),
                entry("wait", reports=(report("cccc01", "wait"),)),
                entry("gone", status="canceled", reports=(report("dddd01", "gone"),)),
            ],
            run="r",
        )
        put(store, event("eaaaa02", ("aaaa02", "aaaa01")), event("ebbbb01", ("bbbb01",)))
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, read_only=True) as store:
        yield store


def test_a_dossier_tells_all_there_is_the_earliest_first(store: Store) -> None:
    dossier = store.dossier("eaaaa02")
    assert dossier.event == event("eaaaa02", ("aaaa02", "aaaa01"))
    made = [entry("early"), entry("early", source="copy.html", publisher="Hill Post")]
    assert dossier.told == (
        Told(
            report("aaaa02", "early"),
            "Rebels took the mill, says aaaa02.",
            len("Rebels took the mill at early."),
            tuple(one.publication for one in made),
        ),
        Told(
            report("aaaa01", "late"),
            "Rebels took the mill, says aaaa01.",
            len("Rebels took the mill at late."),
            (entry("late", published="2024-05-03").publication,),
        ),
    )


@pytest.mark.parametrize("name", ["eaaaa02", "eaaa", "aaaa01", "aaaa02"])
def test_an_event_is_known_by_its_id_its_reports_ids_and_their_beginnings(store: Store, name: str) -> None:
    assert store.dossier(name).event.id == "eaaaa02"


def test_a_beginning_that_only_one_event_has_will_do_though_several_reports_have_it(store: Store) -> None:
    assert store.dossier("aaaa").event.id == "eaaaa02"
    with pytest.raises(StoreError, match=r"aaaa01, aaaa02"):
        store.report("aaaa")
    assert store.report("bbbb") == report("bbbb01", "early")


def test_an_exact_id_is_meant_though_others_begin_with_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        store.add([entry("d", reports=(report("aaaa", "d"), report("aaaab", "d")))], run="r")
        put(store, event("eaaaa", ("aaaa",)), event("eaaaab", ("aaaab",)))
        assert store.report("aaaa").id == "aaaa"
        assert store.dossier("aaaa").event.id == store.dossier("eaaaa").event.id == "eaaaa"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("aaa", "too short"),
        ("", "too short"),
        ("zzzzzz", "no id begins with"),
        ("%%%%", "no id begins with"),
        ("bbbb0'", "did you mean bbbb01"),
        ("ebbbb11", "did you mean ebbbb01"),
        ("cccc01", "belongs to no event yet"),
        ("dddd", "no longer counts (canceled by its publisher on 2024-05-01)"),
    ],
)
def test_what_names_no_event_is_refused_in_one_line(store: Store, name: str, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.dossier(name)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_reports_of_several_events_are_not_told_apart_by_what_they_share(tmp_path: Path) -> None:
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        store.add([entry("d", reports=(report("aaaa1", "d"), report("aaaa2", "d")))], run="r")
        for merged in (False, True):
            if merged:
                put(store, event("e1", ("aaaa1",)), event("e2", ("aaaa2",)))
            with pytest.raises(StoreError, match=r"begins several ids \(aaaa1, aaaa2\)"):
                store.dossier("aaaa")


def test_a_report_that_no_longer_counts_can_still_be_read(store: Store) -> None:
    assert store.report("dddd01") == report("dddd01", "gone")


def test_dossiers_come_by_date_the_undated_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = {"e1": None, "e2": "2024-05-03", "e3": "2023-12-31", "e4": "2024-05-03", "e5": None}
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        store.add([entry(name) for name in days], run="r")
        put(store, *(event(name, (f"r-{name}",), day_from=day, day_to=day) for name, day in days.items()))
        for size in (1, 2, 5):
            monkeypatch.setattr(reading, "_EVENTS", size)
            for asked in (None, [*days]):
                found = [(one.event.id, one.told[0].report.id) for one in store.dossiers(asked)]
                assert found == [(name, f"r-{name}") for name in ("e3", "e2", "e4", "e1", "e5")]


def test_dossiers_come_by_id_and_pass_over_what_is_not_here(store: Store) -> None:
    assert [one.event.id for one in store.dossiers()] == ["eaaaa02", "ebbbb01"]
    assert [one.event.id for one in store.dossiers(["ebbbb01", "ezzzz", "ebbbb01"])] == ["ebbbb01"]
    assert list(store.dossiers([])) == []
    assert next(store.dossiers()) == store.dossier("eaaaa02")


@pytest.mark.parametrize("size", [1, 2, 3])
def test_what_is_read_does_not_depend_on_how_much_is_read_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    events, texts = list(store.dossiers()), list(store.documents())
    monkeypatch.setattr(reading, "_EVENTS", size)
    monkeypatch.setattr(reading, "_CHUNK", size)
    assert list(store.dossiers()) == events and list(store.documents()) == texts


def test_a_store_can_be_written_to_while_dossiers_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_EVENTS", 1)
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        store.add([entry("a"), entry("b")], run="r")
        put(store, event("e1", ("r-a",)), event("e2", ("r-b",)))
        seen = []
        for number, dossier in enumerate(store.dossiers()):
            store.add([entry(f"more-{number}")], run="r")
            seen.append(dossier.event.id)
        assert seen == ["e1", "e2"]


def test_documents_come_in_the_order_of_arrival_as_they_were_published_first(store: Store) -> None:
    texts = list(store.documents())
    assert [one.id for one in texts] == ["late", "early", "wait", "gone"]
    assert texts[1] == Document(
        "early", "Rebels took the mill at early.", url="https://example.org/early", title="The mill at early",
        publisher="Coast Wire", published="2024-05-01", language="en",
    )  # fmt: skip
    assert texts[3].status == "canceled"
    assert [one.publisher for one in store.publications("early")] == ["Coast Wire", "Hill Post"]
    assert store.publications("nowhere") == ()


DAYS = {
    name: st.none() | st.dates().map(str) for name in ("day_from", "day_to", "first_reported", "last_reported")
}  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(made=any_of(Event, id=st.just("eeeee"), reports=st.just(("r-a",)), **DAYS))
def test_any_event_comes_back_equal(emptied: Store, made: Event) -> None:
    with emptied.transaction() as connection:
        connection.execute("DELETE FROM base.events")
        connection.execute("DELETE FROM base.members")
    put(emptied, made)
    assert emptied.dossier("eeeee").event == made


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples of a property; each empties it first."""
    with Store.open(tmp_path_factory.mktemp("emptied") / "events.duckdb", create=True) as store:
        store.add([entry("a")], run="r")
        yield store


def test_a_report_in_a_language_without_spaces_comes_back(tmp_path: Path) -> None:
    made = replace(report("aaaa", "d"), pattern="抗議デモ\0\u202e🙂\U0010ffff", contexts=("", "\n\r\t'\"\\"))
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        store.add([entry("d", reports=(made,))], run="r")
        assert store.report("aaaa") == made


# ---------------------------------------------------------------- SQL


def test_sql_answers_with_a_table(store: Store) -> None:
    assert store.sql("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 2}]
    assert store.sql("").num_rows == 0


def test_sql_needs_a_store_that_is_open_for_reading_only(tmp_path: Path) -> None:
    with Store.open(tmp_path / "events.duckdb", create=True) as store, pytest.raises(StoreError, match="read_only"):
        store.sql("SELECT 1")


@pytest.mark.parametrize(
    "statement",
    [
        "SELEC 1",
        "SELECT * FROM nowhere",
        "SELECT nothing FROM events",
        "SELECT error('first\nsecond')",
        "SELECT 'five'::INTEGER",
        "DELETE FROM base.events",
        "DROP VIEW events",
        "CREATE TABLE more (a INT)",
        "COPY (SELECT 1) TO 'out.csv'",
        "SELECT * FROM read_csv('/etc/hosts')",
        "SELECT * FROM '/etc/hosts'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SET enable_external_access = true",
        "SET memory_limit = '99GB'",
        "SELECT * FROM store",  # a variable of Python
    ],
)
def test_sql_that_is_wrong_or_reaches_further_is_refused_in_one_line(store: Store, statement: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.sql(statement)
    assert "\n" not in str(caught.value) and str(store.path) in str(caught.value)
    assert store.sql("SELECT 1 AS n").to_pylist() == [{"n": 1}]
