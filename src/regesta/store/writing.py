"""Writing to a store: runs, documents with their publications and reports, and what a publisher takes back.

Every batch is one transaction, and a batch that is added twice changes nothing.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from regesta.errors import StoreError
from regesta.model import Document, Publication, Report
from regesta.store import rows
from regesta.store.opening import Opened, asked, first, given

Bounds = tuple[date, date] | None
"""The first and last possible day of a date; ``date.min`` and ``date.max`` where it is open."""

_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAME = ("document_id", "source", "publisher", "url", "item", "version", "issued", "status")
_TEXT = pa.string()
_DOCUMENTS = pa.schema(
    [
        ("id", _TEXT),
        ("text", _TEXT),
        ("length", pa.int32()),
        ("language", _TEXT),
        ("published", _TEXT),
        ("day", pa.date32()),
        ("agency", _TEXT),
        ("filed", _TEXT),
        ("sketch", pa.list_(pa.uint32())),
    ]
)
_BESIDE = pa.schema([("sentence", _TEXT), ("day_from", pa.date32()), ("day_to", pa.date32()), ("day", pa.date32())])
_KEYS = pa.schema([("report_id", _TEXT), ("key", _TEXT)])
_SKIPPED = pa.schema([("source", _TEXT), ("stage", _TEXT), ("reason", _TEXT)])
_IDS = pa.schema([("id", _TEXT)])


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication with what was read from its text; ``document`` is None where the text is stored already.

    ``sentences``, ``keys`` and ``bounds`` have one item for each of ``reports``: the sentence that tells it, its
    blocking keys and the bounds of its date. ``sketch`` is the text's MinHash (32 bits a number).
    """

    document_id: str
    document: Document | None
    publication: Publication
    agency: str | None
    filed: str | None
    sketch: tuple[int, ...]
    reports: tuple[Report, ...]
    sentences: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    bounds: tuple[Bounds, ...]


# ---------------------------------------------------------------- runs


def begin(store: Opened, command: str, versions: Mapping[str, str], *, at: datetime) -> str:
    """Note that a run of a command begins, and with which versions; gives the run's id."""
    at = _moment(at)
    run = f"{at:%Y%m%dT%H%M%S}-{command}-{secrets.token_hex(4)}"
    with store.transaction() as connection:
        connection.execute("INSERT INTO base.runs VALUES (?, ?, ?, NULL, ?, NULL)", [run, command, at, _json(versions)])
    return run


def finish(store: Opened, run: str, counts: Mapping[str, int], *, at: datetime) -> None:
    """Note that a run is done, and what it did."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE base.runs SET finished = ?, counts = ? WHERE id = ?", [_moment(at), _json(counts), run]
        )


def note_fetched(store: Opened, url: str, *, etag: str | None, modified: str | None, at: datetime) -> None:
    """Note what a server said of an address; it replaces what it said before."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM base.fetched WHERE url = ?", [url])
        connection.execute("INSERT INTO base.fetched VALUES (?, ?, ?, ?)", [url, etag, modified, _moment(at)])


# ---------------------------------------------------------------- documents


def known(store: Opened, ids: Sequence[str]) -> set[str]:
    """Those of the ids whose documents are stored."""
    with store.reading() as connection:
        return _known(connection, ids)


def add(store: Opened, entries: Sequence[Entry], skipped: Sequence[tuple[str, str, str]] = (), *, run: str) -> None:
    """Store a batch, all of it or nothing; ``skipped`` are (source, stage, reason).

    What is stored already stays as it is. Then every report in whose document or item something changed is judged
    anew: it counts, or says why its publisher no longer stands by it.
    """
    with store.transaction() as connection:
        stored = _known(connection, [entry.document_id for entry in entries])
        fresh: dict[str, Entry] = {}
        for entry in entries:
            if entry.document is not None and entry.document_id not in stored:
                fresh.setdefault(entry.document_id, entry)
        publications = rows.table(Publication, [entry.publication for entry in entries])
        _refuse_strays(entries, stored | fresh.keys())
        _add_documents(connection, fresh.values(), run=run)
        _add_reports(connection, fresh.values(), run=run)
        (before,) = first(connection, "SELECT count(*) FROM base.publications") or (0,)
        _add_publications(connection, publications, before=before, run=run)
        _insert(connection, "skipped", rows.tabled(_SKIPPED, skipped), run=run)
        if any(_may_change(entry, fresh.keys()) for entry in entries):
            connection.execute(_TOUCH, [before])
            with given(connection, batch=publications):
                connection.execute(_JUDGE)


def _known(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> set[str]:
    given_ids = rows.tabled(_IDS, [(one,) for one in ids])
    found = asked(
        connection, "SELECT id FROM base.documents WHERE id IN (SELECT id FROM given_ids)", given_ids=given_ids
    )
    return set(found.column("id").to_pylist())


def _refuse_strays(entries: Iterable[Entry], stored: Set[str]) -> None:
    for entry in entries:
        wanted = entry.publication.document_id
        if wanted is not None and wanted not in stored:
            raise StoreError(f"{entry.publication.source}: its text {wanted} is not in the store: ingest it again")


def _may_change(entry: Entry, fresh: Set[str]) -> bool:
    """Whether a publication can make any report count or not count: a plain one of a new text cannot."""
    made = entry.publication
    return made.item is not None or made.status != "usable" or made.document_id not in fresh


def _insert(connection: duckdb.DuckDBPyConnection, name: str, batch: pa.Table, *, run: str | None) -> None:
    """Insert a table into a base table by the names of its columns."""
    if len(batch):
        with given(connection, batch=batch):
            noted = "" if run is None else ", ? AS run"
            connection.execute(
                f"INSERT INTO base.{name} BY NAME SELECT *{noted} FROM batch", [] if run is None else [run]
            )


def _add_documents(connection: duckdb.DuckDBPyConnection, entries: Iterable[Entry], *, run: str) -> None:
    made = [
        (
            one.id,
            one.text,
            len(one.text),
            one.language,
            one.published,
            _day(one),
            entry.agency,
            entry.filed,
            entry.sketch,
        )
        for entry in entries
        if (one := entry.document) is not None
    ]
    _insert(connection, "documents", rows.tabled(_DOCUMENTS, made), run=run)


def _add_reports(connection: duckdb.DuckDBPyConnection, entries: Iterable[Entry], *, run: str) -> None:
    reports: list[Report] = []
    beside: list[tuple[Any, ...]] = []
    keys: list[tuple[str, str]] = []
    for entry in entries:
        day = _day(entry.document)
        reports += entry.reports
        for report, sentence, own, bounds in zip(entry.reports, entry.sentences, entry.keys, entry.bounds, strict=True):
            first, last = bounds or (date.min, date.max)
            beside.append((sentence, _closed(first), _closed(last), day))
            keys += [(report.id, key) for key in dict.fromkeys(own)]
    batch = rows.table(Report, reports)
    for name, column in zip(_BESIDE.names, rows.tabled(_BESIDE, beside).columns, strict=True):
        batch = batch.append_column(name, column)
    _insert(connection, "reports", batch, run=run)
    _insert(connection, "keys", rows.tabled(_KEYS, keys), run=None)


def _add_publications(connection: duckdb.DuckDBPyConnection, batch: pa.Table, *, before: int, run: str) -> None:
    """Insert the publications that are new, each once; ``before`` were there."""
    same = " AND ".join(f"once.{name} IS NOT DISTINCT FROM stored.{name}" for name in _SAME)
    batch = batch.append_column("place", pa.array(range(len(batch)), pa.int64()))
    with given(connection, batch=batch):
        connection.execute(
            f"""
            INSERT INTO base.publications BY NAME
            WITH once AS (
                SELECT * FROM batch QUALIFY row_number() OVER (PARTITION BY {", ".join(_SAME)} ORDER BY place) = 1
            ), stored AS (
                SELECT {", ".join(_SAME)} FROM base.publications WHERE source IN (SELECT source FROM batch)
            )
            SELECT ? + row_number() OVER (ORDER BY place) AS number, once.* EXCLUDE (place), ? AS run
            FROM once ANTI JOIN stored ON {same}
            """,
            [before, run],
        )


# The newest publication of an item speaks for it. Which one that is depends only on what is stored, not on the order
# in which it came: the highest version, then the latest issue; of equals, the one that takes most back, then by id.
_JUDGE = """
    WITH touched AS (
        SELECT document_id FROM batch
        UNION
        SELECT stored.document_id FROM base.publications AS stored SEMI JOIN batch
            ON stored.item = batch.item AND stored.publisher IS NOT DISTINCT FROM batch.publisher
    ), theirs AS (
        SELECT *, coalesce(issued[:10], published) AS said FROM base.publications SEMI JOIN touched USING (document_id)
    ), newest AS (
        SELECT publisher, item, max({
            'version': version, 'issued': coalesce(issued, ''),
            'rank': CASE status WHEN 'canceled' THEN 2 WHEN 'withheld' THEN 1 ELSE 0 END,
            'document': coalesce(document_id, ''), 'said': coalesce(issued[:10], published)
        }) AS is
        FROM base.publications AS stored SEMI JOIN theirs
            ON stored.item = theirs.item AND stored.publisher IS NOT DISTINCT FROM theirs.publisher
        GROUP BY publisher, item
    ), each AS (
        SELECT document_id, CASE
            WHEN theirs.item IS NULL AND status = 'usable' THEN NULL
            WHEN theirs.item IS NULL AND status = 'withheld' OR newest.is.rank = 1 THEN 'withheld by its publisher'
            WHEN theirs.item IS NULL THEN 'canceled by its publisher' || coalesce(' on ' || said, '')
            WHEN newest.is.rank = 2 THEN 'canceled by its publisher' || coalesce(' on ' || newest.is.said, '')
            WHEN newest.is.document = document_id THEN NULL
            ELSE 'superseded by ' || CASE
                WHEN newest.is.version > version THEN 'version ' || newest.is.version
                WHEN newest.is.issued > coalesce(issued, '') THEN 'what was issued ' || newest.is.issued
                ELSE 'another version' END
                || CASE WHEN newest.is.document <> '' THEN ' (document ' || newest.is.document || ')' ELSE '' END
        END AS reason
        FROM theirs LEFT JOIN newest
            ON theirs.item = newest.item AND theirs.publisher IS NOT DISTINCT FROM newest.publisher
    ), judged AS (
        SELECT document_id, CASE WHEN count(*) = count(reason) THEN min(reason) END AS reason
        FROM each GROUP BY document_id
    )
    UPDATE base.reports AS report SET withdrawn = judged.reason FROM judged
    WHERE report.document_id = judged.document_id AND report.withdrawn IS DISTINCT FROM judged.reason
"""


# A further publication of a text that was merged already changes how many sources and copies its events have.
_TOUCH = """
    INSERT INTO base.touched
    SELECT members.report_id FROM base.members
    JOIN base.reports AS report ON report.id = members.report_id
    SEMI JOIN (SELECT document_id FROM base.publications WHERE number > ?) AS further
        ON further.document_id = report.document_id
"""


# ---------------------------------------------------------------- values


def _day(document: Document | None) -> date | None:
    """The day on which a document was published, if it is known to the day."""
    if document is None or document.published is None or not _FULL_DAY.fullmatch(document.published):
        return None
    try:
        return date.fromisoformat(document.published)
    except ValueError:
        return None


def _closed(day: date) -> date | None:
    return None if day in (date.min, date.max) else day


def _moment(at: datetime) -> datetime:
    """UTC without a zone, as the store holds moments."""
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(dict(values), sort_keys=True, ensure_ascii=False)
