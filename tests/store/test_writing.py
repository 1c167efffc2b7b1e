"""Writing batches: once is enough, in whatever order they come, and what publishers take back no longer counts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.entries import NOON, any_of, entry, event, put, report

from regesta.errors import StoreError
from regesta.model import Report, Status
from regesta.store import Entry, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        yield store


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples of a property; each empties it first."""
    with Store.open(tmp_path_factory.mktemp("shared") / "events.duckdb", create=True) as store:
        yield store


def emptied(store: Store) -> Store:
    with store.transaction() as connection:
        for table in ("documents", "publications", "reports", "keys", "skipped", "members", "touched"):
            connection.execute(f"DELETE FROM base.{table}")
    return store


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def withdrawn(store: Store) -> dict[object, object]:
    """Why each document's reports do not count; None where they do."""
    return {row[0]: row[1] for row in ask(store, "SELECT document_id, withdrawn FROM base.reports")}


def notice(item: str, *, version: int = 0, issued: str | None = None, status: Status = "canceled") -> Entry:
    """A publisher's word on an item without any text."""
    made = entry("none", item=item, version=version, issued=issued, status=status, source=f"{item}-{version}.xml")
    return replace(
        made, document=None, publication=replace(made.publication, document_id=None), reports=(), sentences=(), keys=(),
        bounds=(),
    )  # fmt: skip


# ---------------------------------------------------------------- batches


def test_a_batch_is_stored_with_all_that_belongs_to_it(store: Store) -> None:
    run = store.begin("ingest", {"regesta": "0.1.0"}, at=NOON)
    two = (report("r1", "a"), report("r2", "a"))
    made = replace(entry("a", reports=two), agency="CW", bounds=((date.min, date(2024, 5, 1)), None))
    store.add([made, entry("b", published="2024")], [("c.html", "read", "it is empty")], run=run)
    assert store.known(["a", "b", "c"]) == {"a", "b"}
    assert store.known([]) == set()
    assert ask(store, "SELECT id, length, day, agency, sketch, run FROM base.documents ORDER BY id") == [
        ("a", 26, date(2024, 5, 1), "CW", [1, 2**32 - 1], run),
        ("b", 26, None, None, [1, 2**32 - 1], run),
    ]
    assert ask(store, "SELECT id, day_from, day_to, day, sentence, run FROM base.reports ORDER BY id") == [
        ("r-b", date(2024, 4, 30), date(2024, 5, 1), None, "Rebels took the mill, says r-b.", run),
        ("r1", None, date(2024, 5, 1), date(2024, 5, 1), "Rebels took the mill, says r1.", run),
        ("r2", None, None, date(2024, 5, 1), "Rebels took the mill, says r2.", run),
    ]
    assert ask(store, "SELECT report_id, key FROM base.keys WHERE report_id = 'r1' ORDER BY key") == [
        ("r1", "event:ASSAULT"),
        ("r1", "place:mill"),
    ]
    assert ask(store, "SELECT number, document_id, run FROM base.publications ORDER BY number") == [
        (1, "a", run),
        (2, "b", run),
    ]
    assert ask(store, "FROM base.skipped") == [("c.html", "read", "it is empty", run)]


@pytest.mark.parametrize("published", ["2024-02-30", "2024-05-01T10:00Z", "2024-05", "20240501", "XXXX-05-01", None])
def test_a_document_has_a_day_only_where_it_is_known_to_the_day(store: Store, published: str | None) -> None:
    store.add([entry("a", published=published)], run="r")
    assert ask(store, "SELECT published, day FROM base.documents") == [(published, None)]
    assert ask(store, "SELECT day FROM base.reports") == [(None,)]


def everything(store: Store) -> list[list[tuple[object, ...]]]:
    """All that is stored but the run and the order of arrival."""
    tables = {"documents": "run", "publications": "run, number", "reports": "run", "keys": ""}
    without = {name: f"EXCLUDE ({left_out})" if left_out else "" for name, left_out in tables.items()}
    return [sorted(ask(store, f"SELECT * {without[name]} FROM base.{name}"), key=repr) for name in tables]


def test_the_same_batch_twice_changes_nothing(store: Store) -> None:
    batch = [entry("a"), entry("b", item="i", version=1), entry("a"), notice("i", version=2), notice("i", version=2)]
    store.add(batch, run="r")
    before = everything(store)
    assert [len(rows) for rows in before] == [2, 3, 2, 4]
    store.add(batch, run="again")
    store.add([replace(made, document=None) for made in batch], run="again")
    assert everything(store) == before


def test_a_batch_may_hold_nothing_but_what_was_skipped(store: Store) -> None:
    store.add([], [("c.html", "read", "it is empty")], run="r")
    store.add([], run="r")
    assert [len(rows) for rows in everything(store)] == [0, 0, 0, 0]
    assert ask(store, "SELECT count(*) FROM base.skipped") == [(1,)]


def test_the_same_text_elsewhere_is_a_further_publication(store: Store) -> None:
    store.add([entry("a"), entry("a", source="b.html"), entry("a", publisher=None)], run="r")
    assert ask(store, "SELECT count(*) FROM base.documents UNION ALL SELECT count(*) FROM base.reports") == [(1,), (1,)]
    assert ask(store, "SELECT source, publisher FROM base.publications ORDER BY number") == [
        ("a.html", "Coast Wire"),
        ("b.html", "Coast Wire"),
        ("a.html", None),
    ]


def test_a_publication_of_a_text_that_is_not_stored_costs_the_whole_batch(store: Store) -> None:
    with pytest.raises(StoreError, match=r"a\.html"):
        store.add([entry("b"), replace(entry("a"), document=None)], run="r")
    assert ask(store, "SELECT count(*) FROM base.documents") == [(0,)]


def test_a_further_publication_of_a_merged_text_has_its_event_looked_at_again(store: Store) -> None:
    store.add([entry("a"), entry("b")], run="r")
    put(store, event("er-a", ("r-a",)))
    store.add([entry("a"), entry("b", source="more.html"), entry("c")], run="r")
    assert ask(store, "FROM base.touched") == []  # nothing new of a, and b is in no event yet
    store.add([entry("a", source="more.html")], run="r")
    assert ask(store, "FROM base.touched") == [("r-a",)]


@settings(max_examples=25, deadline=None)
@given(made=any_of(Report, id=st.just("r-0000"), document_id=st.just("d")))
def test_any_report_comes_back_equal(shared: Store, made: Report) -> None:
    emptied(shared).add([entry("d", reports=(made,))], run="r")
    assert shared.report("r-0000") == made


# ---------------------------------------------------------------- what publishers take back


def test_a_later_version_replaces_an_earlier_one(store: Store) -> None:
    store.add([entry("one", item="i", version=1), entry("two", item="i", version=2)], run="r")
    assert withdrawn(store) == {"one": "superseded by version 2 (document two)", "two": None}
    store.add([entry("three", item="i", version=3), entry("other", item="j"), entry("plain")], run="r")
    assert withdrawn(store) == {
        "one": "superseded by version 3 (document three)",
        "two": "superseded by version 3 (document three)",
        "three": None,
        "other": None,
        "plain": None,
    }


def test_versions_without_numbers_follow_their_issue(store: Store) -> None:
    store.add([entry("new", item="i", issued="2024-05-02T08:00:00Z"), entry("old", item="i")], run="r")
    assert withdrawn(store) == {
        "old": "superseded by what was issued 2024-05-02T08:00:00Z (document new)",
        "new": None,
    }


def test_a_canceled_item_is_canceled_though_its_text_comes_later(store: Store) -> None:
    store.add([notice("i", version=2, issued="2024-05-02T08:00:00Z")], run="r")
    assert ask(store, "SELECT document_id, item, status FROM base.publications") == [(None, "i", "canceled")]
    store.add([entry("late", item="i", version=1)], run="r")
    assert withdrawn(store) == {"late": "canceled by its publisher on 2024-05-02"}
    store.add([entry("mended", item="i", version=3)], run="r")
    assert withdrawn(store) == {"late": "superseded by version 3 (document mended)", "mended": None}


def test_a_cancellation_that_names_no_version_holds(store: Store) -> None:
    store.add([entry("a", item="i"), notice("i")], run="r")
    assert withdrawn(store) == {"a": "canceled by its publisher on 2024-05-01"}


def test_a_withheld_text_does_not_count(store: Store) -> None:
    store.add([entry("a", status="withheld"), entry("b", item="i", status="withheld")], run="r")
    assert set(withdrawn(store).values()) == {"withheld by its publisher"}


def test_a_text_counts_while_any_publisher_stands_by_it(store: Store) -> None:
    store.add([entry("a", item="i", version=1), notice("i", version=2)], run="r")
    store.add([entry("a", publisher="Hill Post", item="i", version=1)], run="r")
    assert withdrawn(store) == {"a": None}
    store.add([entry("b", publisher="Hill Post", item="i", version=2)], run="r")
    assert withdrawn(store)["a"] is not None
    store.add([entry("a", publisher=None)], run="r")
    assert withdrawn(store) == {"a": None, "b": None}


def test_a_publisher_may_return_to_an_earlier_text(store: Store) -> None:
    store.add([entry("a", item="i", version=1), entry("b", item="i", version=2)], run="r")
    store.add([entry("a", item="i", version=3)], run="r")
    assert withdrawn(store) == {"a": None, "b": "superseded by version 3 (document a)"}


def test_an_item_without_a_publisher_has_versions_too(store: Store) -> None:
    store.add(
        [entry("a", publisher=None, item="i", version=1), entry("b", publisher=None, item="i", version=2)], run="r"
    )
    assert withdrawn(store) == {"a": "superseded by version 2 (document b)", "b": None}


STATUSES: list[Status] = ["usable", "withheld", "canceled"]
PUBLISHED = st.builds(
    entry,
    st.sampled_from("abc"),
    publisher=st.sampled_from(["Coast Wire", "Hill Post", None]),
    item=st.sampled_from(["i", "j", None]),
    version=st.integers(0, 2),
    issued=st.sampled_from([None, "2024-05-02T08:00:00Z", "2024-05-03T08:00:00Z"]),
    status=st.sampled_from(STATUSES),
)
NOTICES = st.builds(notice, st.sampled_from("ij"), version=st.integers(0, 2), status=st.sampled_from(STATUSES[1:]))


def counts(entries: list[Entry], document: str) -> bool:
    """Whether a document counts, by the words of the rule."""
    made = [entry.publication for entry in entries]
    for own in made:
        if own.document_id == document and own.status == "usable":
            item = [p for p in made if (p.publisher, p.item) == (own.publisher, own.item)]
            rank = {"usable": 0, "withheld": 1, "canceled": 2}
            newest = max(item, key=lambda p: (p.version, p.issued or "", rank[p.status], p.document_id or ""))
            if own.item is None or (newest.document_id, newest.status) == (document, "usable"):
                return True
    return False


@settings(max_examples=25, deadline=None)
@given(st.lists(PUBLISHED | NOTICES, min_size=1, max_size=7), st.randoms(use_true_random=False), st.data())
def test_what_counts_depends_on_what_is_stored_and_not_on_the_order_in_which_it_came(
    shared: Store, entries: list[Entry], chance: random.Random, data: st.DataObject
) -> None:
    emptied(shared).add(entries, run="r")
    at_once, rows = withdrawn(shared), everything(shared)
    for document, why in at_once.items():
        assert (why is None) == counts(entries, str(document))
    chance.shuffle(entries)
    cut = data.draw(st.integers(0, len(entries)))
    emptied(shared)
    for batch in (entries[:cut], entries[cut:], entries[:1]):
        shared.add(batch, run="r")
    assert withdrawn(shared) == at_once
    assert everything(shared) == rows


# ---------------------------------------------------------------- runs and addresses


def test_runs_are_noted(store: Store) -> None:
    east = NOON.astimezone(timezone(timedelta(hours=5)))
    first, second = store.begin("ingest", {"regesta": "0.1.0"}, at=east), store.begin("ingest", {}, at=NOON)
    assert first != second and "ingest" in first
    store.finish(first, {"documents": 3}, at=NOON + timedelta(minutes=1))
    done, going = sorted(store.runs(), key=lambda run: run.id != first)
    assert (done.command, done.versions, done.counts) == ("ingest", {"regesta": "0.1.0"}, {"documents": 3})
    assert (done.started, done.finished) == (datetime(2024, 5, 2, 12), datetime(2024, 5, 2, 12, 1))
    assert (going.id, going.finished, going.counts) == (second, None, {})


def test_what_a_server_said_of_an_address_is_remembered(store: Store) -> None:
    url = "https://example.org/feed.xml"
    assert store.fetched(url) is None
    store.note_fetched(url, etag='"1"', modified=None, at=NOON)
    store.note_fetched(url + "?2", etag=None, modified="Thu, 02 May 2024 12:00:00 GMT", at=NOON)
    store.note_fetched(url, etag='"2"', modified=None, at=NOON)
    assert store.fetched(url) == ('"2"', None)
    assert store.fetched(url + "?2") == (None, "Thu, 02 May 2024 12:00:00 GMT")
    assert ask(store, "SELECT count(*) FROM base.fetched") == [(2,)]
