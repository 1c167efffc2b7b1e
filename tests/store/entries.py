"""Documents of this project's own invention as entries of a batch, and any record at all."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from regesta.model import CodedBy, Document, Event, Publication, Report, Span, Status
from regesta.store import Entry, Store
from regesta.store.rows import table

T = TypeVar("T")
NOON = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)
_SMALL = {"quad": st.integers(1, 4), "geonames_id": st.integers(0, 2**62), "low": st.integers(0, 2**63 - 1)}
_SMALL["high"] = _SMALL["low"]
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    int: st.integers(-(2**31), 2**31 - 1),
    float: st.floats(allow_nan=False),
}


def any_of(kind: type[T], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Any record of a dataclass that the store's columns can hold."""
    hints = get_type_hints(kind)
    parts = {entry.name: _of(hints[entry.name], entry.name) for entry in fields(kind)}  # type: ignore[arg-type]
    return st.builds(kind, **(parts | given))


def _of(hint: Any, name: str) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [arm for arm in get_args(hint) if arm is not NoneType]
        return st.none() | _of(hint, name)
    if get_origin(hint) is tuple:
        return st.lists(_of(get_args(hint)[0], name), max_size=2).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if name in _SMALL:
        return _SMALL[name]
    return _LEAVES[hint] if hint in _LEAVES else any_of(hint)


def report(id: str, document_id: str) -> Report:
    """A report without parties: an assault on a day in May."""
    return Report(
        id=id, document_id=document_id, event="ASSAULT", mode=None, contexts=(), cameo="190", quad=4, intensity=-9.0,
        goldstein=-9.0, actors=(), recipients=(), date=None, place=None, attribution=(), factuality="occurred",
        layer="news", casualties=(), part_of=None, trigger=Span(0, 6, "Rebels"), mentions=(), pattern="assault.toml:1",
        confidence=0.9, coded_by=CodedBy("0.1.0", "parser", "3.8.0", "5f1d3c77"),
    )  # fmt: skip


def entry(
    name: str,
    *,
    publisher: str | None = "Coast Wire",
    item: str | None = None,
    version: int = 0,
    issued: str | None = None,
    status: Status = "usable",
    published: str | None = "2024-05-01",
    source: str | None = None,
    reports: tuple[Report, ...] | None = None,
) -> Entry:
    """A text called ``name`` with one report ("r-name" unless given), published once."""
    document = Document(name, f"Rebels took the mill at {name}.", published=published, language="en")
    reports = (report(f"r-{name}", name),) if reports is None else reports
    return Entry(
        document_id=name,
        document=document,
        publication=Publication(
            name, source or f"{name}.html", publisher, f"https://example.org/{name}", f"The mill at {name}", published,
            item, version, issued, status,
        ),
        agency=None,
        filed=None,
        sketch=(1, 2**32 - 1),
        reports=reports,
        sentences=tuple(f"Rebels took the mill, says {one.id}." for one in reports),
        keys=tuple(("place:mill", f"event:{one.event}") for one in reports),
        bounds=tuple((date(2024, 4, 30), date(2024, 5, 1)) for _ in reports),
    )  # fmt: skip


def event(id: str, reports: tuple[str, ...], **said: Any) -> Event:
    """An assault that these reports tell."""
    values: dict[str, Any] = {
        "mode": None, "contexts": (), "cameo": "190", "quad": 4, "intensity": -9.0, "goldstein": -9.0, "actors": (),
        "recipients": (), "date": None, "day_from": None, "day_to": None, "place": None, "factuality": "occurred",
        "layer": "news", "casualties": (), "speakers": (), "disputes": (), "sources": 1, "copies": 0,
        "publishers": (), "first_reported": None, "last_reported": None, "confidence": 0.9,
    }  # fmt: skip
    return Event(id=id, event="ASSAULT", reports=reports, **(values | said))


def put(store: Store, *events: Event) -> None:
    """Write events, and that their reports belong to them."""
    members = [(report, event.id, event.id) for event in events for report in event.reports]
    with store.transaction() as connection:
        connection.register("batch", table(Event, events))
        connection.execute("INSERT INTO base.events BY NAME SELECT * FROM batch")
        connection.unregister("batch")
        for row in members:
            connection.execute("INSERT INTO base.members VALUES (?, ?, ?)", row)
