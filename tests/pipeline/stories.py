"""A dozen short reports of five happenings, a coder that codes each text once, and all that a store holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from regesta.model import Coded, Document, Event, Skipped
from regesta.pipeline.code import Coder
from regesta.pipeline.ingest import Counts, ingest
from regesta.store import Store

NOON = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)

_TOLD = (
    ("siege-1", "Coast Wire", "2024-05-15", "MOGADISHU - Al-Shabaab fighters attacked a hotel in Mogadishu on "
     "Tuesday, killing 14 people, police said."),
    ("siege-2", "Inland Post", "2024-05-15", "Fourteen people were killed on Tuesday when al-Shabaab gunmen stormed "
     "a hotel in Mogadishu, officials said."),
    ("siege-3", "Daily Tide", "2024-05-16", "At least 17 people were killed when al-Shabaab attacked a hotel in "
     "Mogadishu on Tuesday, a hospital said."),
    ("call-1", "Coast Wire", "2024-05-15", "Ukrainian President Volodymyr Zelenskyy spoke by telephone with French "
     "President Emmanuel Macron on Tuesday."),
    ("call-2", "Hill Herald", "2024-05-15", "French President Emmanuel Macron and Ukrainian President Volodymyr "
     "Zelenskyy held a telephone call on Tuesday."),
    ("strike-1", "Coast Wire", "2024-05-15", "Russian aircraft bombed a depot in Kharkiv on Monday, killing nine "
     "people, the governor said."),
    ("strike-2", "Inland Post", "2024-05-14", "Nine people were killed when Russian forces bombed Kharkiv on Monday, "
     "according to the governor."),
    ("march-1", "Daily Tide", "2024-05-14", "Thousands of students protested in Nairobi on Monday against a new tax."),
    ("march-2", "Hill Herald", "2024-05-15", "Students marched through Nairobi on Monday to protest against a tax "
     "on bread."),
    ("arrest-1", "Coast Wire", "2024-05-16", "Police in Lagos arrested three journalists on Wednesday."),
    ("arrest-2", "Inland Post", "2024-05-16", "Nigerian police arrested three journalists in Lagos on Wednesday, "
     "their editor said."),
    ("quiet", "Hill Herald", "2024-05-16", "The museum opens at nine and closes at five."),
)  # fmt: skip

STORIES = tuple(Document(name, text, publisher=who, published=day) for name, who, day, text in _TOLD)
STORY = {one.id: one for one in STORIES}


class Once:
    """Codes each text once, however often a test asks for it; counts what it was asked for."""

    def __init__(self, coder: Coder) -> None:
        self.asked = 0
        self._coder = coder
        self._coded: dict[str, Coded] = {}

    def __call__(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document in documents:
            self.asked += 1
            if document.id not in self._coded:
                (self._coded[document.id],) = self._coder.code([document])
            yield self._coded[document.id]


def again(name: str, **otherwise: Any) -> Document:
    """One of the stories, told otherwise."""
    return replace(STORY[name], **otherwise)


def bring(
    store: Store, documents: Iterable[Document | Skipped], code: Once, *, at: datetime = NOON
) -> tuple[Counts, list[Skipped]]:
    """Ingest; gives the counts and what was left out."""
    out: list[Skipped] = []
    return ingest(store, documents, code, versions={"regesta": "test"}, at=at, on_skipped=out.append), out


def fresh(folder: Path, name: str = "events.duckdb") -> Store:
    """A new store."""
    return Store.open(folder / name, create=True)


_SHARED = {
    "documents": "* EXCLUDE (run)", "publications": "* EXCLUDE (run, number)", "reports": "* EXCLUDE (run)",
    "keys": "*", "links": "* EXCLUDE (run)", "members": "*", "touched": "*", "events": "*",
}  # fmt: skip


def held(store: Store) -> dict[str, list[Any]]:
    """All that two stores of the same documents have in common, whatever the order in which these came."""
    with store.reading() as connection:
        return {
            name: sorted(connection.execute(f"SELECT {columns} FROM base.{name}").fetchall(), key=repr)
            for name, columns in _SHARED.items()
        }


def everything(store: Store) -> dict[str, list[Any]]:
    """Every row of every base table but the runs."""
    with store.reading() as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'base' AND table_type = 'BASE TABLE'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM base.{name}").fetchall(), key=repr)
            for (name,) in tables
            if name != "runs"
        }


def events(store: Store) -> list[Event]:
    """Every event, by id."""
    return [dossier.event for dossier in store.dossiers()]


def groups(store: Store) -> set[frozenset[str]]:
    """Who tells one happening: the names of the documents of each event."""
    return {frozenset(one.source for told in dossier.told for one in told.publications) for dossier in store.dossiers()}


def ask(store: Store, sql: str) -> list[tuple[Any, ...]]:
    """The rows that SQL answers."""
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def report_of(store: Store, source: str) -> str:
    """The id of the first report of the document that was read with this id."""
    return str(
        ask(store, "SELECT min(r.id) FROM base.reports r JOIN base.publications USING (document_id)"
                   f" WHERE source = '{source}'")[0][0]
    )  # fmt: skip
