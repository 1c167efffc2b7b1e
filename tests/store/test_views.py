"""The views, which are what people query: every one says what it holds, and holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.store.entries import NOON, entry, event, put, report

from regesta.model import Casualties, Dispute, Link, Party, Site, Speaker, Toll, Version
from regesta.store import Store

VIEWS = {
    "documents", "event_claims", "event_parties", "event_reports", "events", "links", "publications", "reports", "runs",
    "skipped", "verdicts", "withdrawn_reports",
}  # fmt: skip
MAYOR = Speaker("the mayor", 0, 9, "Mayor of Kisumu", "KEN", ("GOV",), "said")
WITNESS = Speaker("a witness", 0, 9, None, None, (), "said")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One event that two reports tell, an event without anything, a report taken back, and judgements on them."""
    path = tmp_path_factory.mktemp("store") / "events.duckdb"
    dead = Casualties("killed", 3, 3, "dockers", "three dockers", 0, 13, (MAYOR, WITNESS))
    hurt = Casualties("injured", 5, None, None, "at least five", 0, 13)
    with Store.open(path, create=True) as store:
        run = store.begin("ingest", {}, at=NOON)
        store.add(
            [
                entry("a", reports=(replace(report("r1", "a"), casualties=(dead, hurt)),)),
                entry("a", publisher="Alp Post"),
                entry("a", publisher=None),
                entry(
                    "b", publisher=None, reports=(replace(report("r2", "b"), factuality="denied", casualties=(dead,)),)
                ),
                entry("c", reports=(report("r3", "c"),)),
                entry("d", status="withheld", reports=(report("r4", "d"),)),
            ],
            [("e.html", "read", "it is empty")],
            run=run,
        )
        put(
            store,
            event(
                "er1",
                ("r1", "r2"),
                actors=(Party("rebels", "Rebels", "the rebels", "KEN", ("UAF", "REB")),),
                recipients=(Party(None, None, "dockers", None, ()), Party(None, None, "a guard", None, ())),
                place=Site("Kisumu", "KEN", "Kisumu County", -0.1, 34.75, "city", 191245),
                casualties=(Toll("killed", 3, 4), Toll("injured", 5, None)),
                disputes=(Dispute("killed", (Version("3", ("Mayor of Kisumu",), ("r1",)),)),),
            ),
            event("er3", ("r3",)),
        )
        with store.transaction() as connection:
            connection.execute("INSERT INTO base.links VALUES ('r1', 'r2', 2.5, 'same place', ?)", [run])
            connection.execute("INSERT INTO base.links VALUES ('r1', 'r3', -1.5, 'other place', ?)", [run])
            for day, verdict in ((3, "same"), (4, "different")):
                at = datetime(2024, 5, day)
                connection.execute(
                    "INSERT INTO base.verdicts VALUES ('r1', 'r2', ?, 'I saw it', 'kim', ?)", [verdict, at]
                )
    with Store.open(path, read_only=True) as store:
        yield store


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in store.sql(sql).to_pylist()]


def test_every_view_says_what_it_holds(store: Store) -> None:
    found = rows(store, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'")
    assert {name for name, _ in found} == VIEWS
    assert all(comment and comment.endswith(".") for _, comment in found)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_view_answers_in_an_empty_store_too(tmp_path: Path, view: str) -> None:
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        assert store.connection.execute(f"FROM {view}").fetchall() == []


def test_events_have_flat_columns(store: Store) -> None:
    flat = (
        "place_name, country, admin1, latitude, longitude, place_precision, killed_low, killed_high, injured_low, "
        "injured_high, n_reports"
    )
    assert rows(store, f"SELECT id, {flat} FROM events ORDER BY id") == [
        ("er1", "Kisumu", "KEN", "Kisumu County", -0.1, 34.75, "city", 3, 4, 5, None, 2),
        ("er3", None, None, None, None, None, None, None, None, None, None, 1),
    ]


def test_reports_are_those_that_count_and_name_their_event(store: Store) -> None:
    assert rows(store, "SELECT id, event_id FROM reports ORDER BY id") == [("r1", "er1"), ("r2", "er1"), ("r3", "er3")]
    assert rows(store, "SELECT id, withdrawn FROM withdrawn_reports") == [("r4", "withheld by its publisher")]


def test_documents_and_publications(store: Store) -> None:
    assert rows(store, "SELECT id, length FROM documents ORDER BY id")[0] == ("a", 26)
    assert rows(store, "SELECT count(*) FROM documents UNION ALL SELECT count(*) FROM publications") == [(4,), (6,)]
    assert rows(store, "SELECT source, reason FROM skipped") == [("e.html", "it is empty")]
    assert rows(store, "SELECT command, started FROM runs") == [("ingest", NOON.replace(tzinfo=None))]


def test_links_are_the_machines_and_those_of_people_that_hold(store: Store) -> None:
    assert store.sql("FROM links").schema.names == [entry.name for entry in fields(Link)]
    noon, day = NOON.astimezone(UTC).replace(tzinfo=None), datetime(2024, 5, 4)
    assert rows(store, 'FROM links ORDER BY "by", score') == [
        ("r1", "r2", "different", 0.0, "I saw it", "kim", day),
        ("r1", "r3", "different", -1.5, "other place", "regesta", noon),
        ("r1", "r2", "same", 2.5, "same place", "regesta", noon),
    ]
    assert rows(store, 'SELECT verdict, holds FROM verdicts ORDER BY "at"') == [("same", False), ("different", True)]


def test_event_parties_are_one_row_each(store: Store) -> None:
    assert rows(store, "FROM event_parties ORDER BY event_id, role, text") == [
        ("er1", "actor", "rebels", "Rebels", "the rebels", "KEN", ["UAF", "REB"]),
        ("er1", "recipient", None, None, "a guard", None, []),
        ("er1", "recipient", None, None, "dockers", None, []),
    ]


def test_event_claims_say_who_says_so_and_who_published_it(store: Store) -> None:
    assert rows(store, "FROM event_claims ORDER BY report_id, outcome") == [
        ("er1", "r1", "injured", 5, None, None, [], ["Alp Post", "Coast Wire"]),
        ("er1", "r1", "killed", 3, 3, "dockers", ["Mayor of Kisumu", "a witness"], ["Alp Post", "Coast Wire"]),
        ("er1", "r2", "killed", 3, 3, "dockers", ["Mayor of Kisumu", "a witness"], []),
    ]


def test_event_reports_hold_the_sentences(store: Store) -> None:
    day = date(2024, 5, 1)
    assert rows(store, "FROM event_reports ORDER BY report_id") == [
        ("er1", "r1", "a", day, ["Alp Post", "Coast Wire"], "Rebels took the mill, says r1.", "occurred"),
        ("er1", "r2", "b", day, [], "Rebels took the mill, says r2.", "denied"),
        ("er3", "r3", "c", day, ["Coast Wire"], "Rebels took the mill, says r3.", "occurred"),
    ]
