"""Reading records out of a store, exactly as they were written, however many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

import duckdb
import pyarrow as pa

from regesta.errors import StoreError
from regesta.model import Document, Dossier, Event, Publication, Report, Told
from regesta.store import rows
from regesta.store.opening import Opened, asked, first

_CHUNK = 2_000
"""Texts that are in memory at once."""
_EVENTS = 5_000
"""Events that are in memory at once, as Arrow: each further part reads the reports once more."""
_SHORTEST = 4
_EVENT_DAYS = ("day_from", "day_to", "first_reported", "last_reported")
_BY_DATE = "day_from NULLS LAST, id"
_REPORT = ", ".join(f'report."{entry.name}"' for entry in fields(Report))
_PUBLICATION = ", ".join(entry.name for entry in fields(Publication))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command; moments are UTC. ``finished`` is None where it is under way or was cut short."""

    id: str
    command: str
    started: datetime
    finished: datetime | None
    versions: Mapping[str, str]
    counts: Mapping[str, int]


# ---------------------------------------------------------------- reports and events


def report(store: Opened, name: str) -> Report:
    """The report with this id, or whose id alone begins so; raises StoreError where there is none, or several."""
    with store.reading() as connection:
        found = named(connection, name, "SELECT id, id AS names FROM base.reports")
        rows_of = asked(connection, f"SELECT {_REPORT} FROM base.reports AS report WHERE id = ?", [found])
    return next(rows.records(Report, rows_of))


def dossier(store: Opened, name: str) -> Dossier:
    """The event with this id, or with a report of this id, with all its reports; the beginning of an id will do.

    Raises StoreError where no id begins so, where several do, and where the report belongs to no event.
    """
    with store.reading() as connection:
        found = named(
            connection,
            name,
            "SELECT id, id AS names FROM base.events UNION ALL SELECT report_id, event_id FROM base.members "
            "UNION ALL SELECT id, NULL FROM base.reports ANTI JOIN base.members ON report_id = id",
        )
    return next(dossiers(store, [found]))


def dossiers(store: Opened, event_ids: Iterable[str] | None = None) -> Iterator[Dossier]:
    """The events with these ids (or all), each with all its reports; ids that are not here are passed over.

    The earliest first, undated ones last, those of one day by id. Only some thousand events are in memory at once.
    """
    with store.reading() as connection:
        if event_ids is None:
            ids = asked(connection, f"SELECT id FROM base.events ORDER BY {_BY_DATE}")
        else:
            wanted = pa.table({"id": pa.array(sorted(set(event_ids)), pa.string())})
            ids = asked(
                connection, f"SELECT id FROM base.events SEMI JOIN wanted USING (id) ORDER BY {_BY_DATE}", wanted=wanted
            )
    for start in range(0, len(ids), _EVENTS):
        with store.reading() as connection:
            chunk = _chunk(connection, ids.slice(start, _EVENTS))
        yield from chunk


def _chunk(connection: duckdb.DuckDBPyConnection, ids: pa.Table) -> Iterator[Dossier]:
    """The dossiers of some events; all is read when this returns, records are made as they are asked for."""
    days = ", ".join(f"{name}::VARCHAR AS {name}" for name in _EVENT_DAYS)
    events = asked(
        connection,
        f"SELECT * REPLACE ({days}) FROM base.events AS e SEMI JOIN ids USING (id) ORDER BY e.day_from NULLS LAST, id",
        ids=ids,
    )
    told = asked(
        connection,
        f"""
        SELECT members.event_id, {_REPORT}, report.sentence, documents.length
        FROM base.members SEMI JOIN ids ON members.event_id = ids.id
        JOIN base.events ON events.id = members.event_id
        JOIN base.reports AS report ON report.id = members.report_id
        JOIN base.documents ON documents.id = report.document_id
        ORDER BY events.day_from NULLS LAST, members.event_id, report.day NULLS LAST, report.id
        """,
        ids=ids,
    )
    published = _published(connection, told.select(["document_id"]))
    return _assembled(events, told, published)


def _assembled(events: pa.Table, told: pa.Table, published: Mapping[str, tuple[Publication, ...]]) -> Iterator[Dossier]:
    """Events with what is told of them; both tables are in the order of the events."""
    owners = told.column("event_id").to_pylist()
    lengths = told.column("length").to_pylist()
    sentences = told.column("sentence").to_pylist()
    reports = rows.records(Report, told)
    at = 0
    for event in rows.records(Event, events):
        own: list[Told] = []
        while at < len(owners) and owners[at] == event.id:
            one = next(reports)
            own.append(Told(one, sentences[at], lengths[at], published.get(one.document_id, ())))
            at += 1
        yield Dossier(event, tuple(own))


# ---------------------------------------------------------------- documents


def documents(store: Opened) -> Iterator[Document]:
    """Every stored text, in the order of arrival, as it was published first."""
    with store.reading() as connection:
        (count,) = first(connection, "SELECT count(*) FROM base.documents") or (0,)
    for start in range(0, count, _CHUNK):
        with store.reading() as connection:
            texts = asked(
                connection,
                "SELECT id AS document_id, text, language, published FROM base.documents "
                "WHERE rowid >= ? AND rowid < ? ORDER BY rowid",
                [start, start + _CHUNK],
            )
            published = _published(connection, texts.select(["document_id"]))
        for text in texts.to_pylist():
            yield _document(published.get(text["document_id"], ()), text)


def publications(store: Opened, document_id: str) -> tuple[Publication, ...]:
    """Each time a text was published, in the order of arrival; empty for a text that is not here."""
    with store.reading() as connection:
        published = _published(connection, pa.table({"document_id": pa.array([document_id], pa.string())}))
    return published.get(document_id, ())


def _document(published: tuple[Publication, ...], text: Mapping[str, str | None]) -> Document:
    id, body = text["document_id"] or "", text["text"] or ""
    if not published:
        return Document(id, body, published=text["published"], language=text["language"])
    first = published[0]
    return Document(
        id,
        body,
        url=first.url,
        title=first.title,
        publisher=first.publisher,
        published=text["published"],
        language=text["language"],
        item=first.item,
        version=first.version,
        issued=first.issued,
        status=first.status,
    )


def _published(connection: duckdb.DuckDBPyConnection, ids: pa.Table) -> dict[str, tuple[Publication, ...]]:
    """The publications of each of these documents, in the order of arrival."""
    found = asked(
        connection,
        f"SELECT {_PUBLICATION} FROM base.publications SEMI JOIN ids USING (document_id) ORDER BY number",
        ids=ids,
    )
    grouped: dict[str, list[Publication]] = defaultdict(list)
    for one in rows.records(Publication, found):
        grouped[one.document_id or ""].append(one)
    return {id: tuple(group) for id, group in grouped.items()}


# ---------------------------------------------------------------- runs, addresses, SQL


def runs(store: Opened) -> tuple[Run, ...]:
    """Every run that wrote to the store, the earliest first."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT id, command, started, finished, versions, counts FROM base.runs ORDER BY started, id"
        ).fetchall()
    return tuple(
        Run(id, command, started, finished, json.loads(versions or "{}"), json.loads(counts or "{}"))
        for id, command, started, finished, versions, counts in found
    )


def fetched(store: Opened, url: str) -> tuple[str | None, str | None] | None:
    """The ETag and Last-Modified that a server last gave for an address; None for one never fetched."""
    with store.reading() as connection:
        row = first(connection, "SELECT etag, modified FROM base.fetched WHERE url = ?", [url])
    return None if row is None else (row[0], row[1])


def sql(store: Opened, text: str) -> pa.Table:
    """What a statement of SQL answers; the store must be open with ``read_only``, and no other file is in reach."""
    if not store.read_only:
        raise StoreError(f"{store.path} is open for writing: open it with read_only=True to ask it SQL")
    with store.reading() as connection:
        if len(connection.extract_statements(text)) > 1:
            raise StoreError("there are several statements; ask one SELECT at a time")
        relation = connection.sql(text)
        return pa.table({}) if relation is None else relation.to_arrow_table()


# ---------------------------------------------------------------- ids


def named(connection: duckdb.DuckDBPyConnection, name: str, ids: str) -> str:
    """What an id, or the beginning of one, names; ``ids`` selects every id and what it names (NULL for nothing)."""
    if len(name) < _SHORTEST:
        raise StoreError(f'"{name}" is too short: give at least {_SHORTEST} characters of an id')
    found = connection.execute(
        f"SELECT id, names FROM ({ids}) WHERE starts_with(id, ?) ORDER BY id <> ?, id LIMIT 50", [name, name]
    ).fetchall()
    if found and found[0][0] == name:
        found = found[:1]
    named = {names or id for id, names in found}
    if len(named) > 1:
        several = ", ".join(id for id, _ in found[:4]) + (" ..." if len(found) > 4 else "")
        raise StoreError(f'"{name}" begins several ids ({several}): give more of it')
    if not named:
        raise StoreError(_unknown(connection, name, ids))
    id, names = found[0]
    if names is None:
        raise StoreError(_homeless(connection, id))
    return str(names)


def _unknown(connection: duckdb.DuckDBPyConnection, name: str, ids: str) -> str:
    near = connection.execute(
        f"SELECT id FROM (SELECT id, levenshtein(left(id, length($name)), $name) AS far FROM ({ids})) "
        "WHERE far <= 2 ORDER BY far, id LIMIT 3",
        {"name": name},
    ).fetchall()
    hint = "did you mean " + " or ".join(id for (id,) in near) + "?" if near else "regesta events lists what is there"
    return f'no id begins with "{name}": {hint}'


def _homeless(connection: duckdb.DuckDBPyConnection, id: str) -> str:
    row = first(connection, "SELECT withdrawn FROM base.reports WHERE id = ?", [id])
    if row and row[0]:
        return f"report {id} no longer counts ({row[0]}), so it belongs to no event"
    return f"report {id} belongs to no event yet: run regesta merge"
