"""One flat row an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import pyarrow as pa

from regesta.errors import SettingsError
from regesta.query import Query, near_names
from regesta.store.opening import Opened
from regesta.store.questions.where import Where


def _parties(column: str, name: str) -> dict[str, str]:
    """The four columns of one side; the lists have one entry a party, several sectors joined by "|"."""
    each = f"list_transform(e.{column}, lambda p: {{}})"
    return {
        column: f"array_to_string({each.format('coalesce(p.name, p.text)')}, '; ')",
        f"{name}_ids": each.format("p.id"),
        f"{name}_countries": each.format("p.country"),
        f"{name}_sectors": each.format("array_to_string(p.sectors, '|')"),
    }


def toll(outcome: str, end: str) -> str:
    """The ``low`` or ``high`` number of one outcome in SQL."""
    return f"list_filter(e.casualties, lambda t: t.outcome = '{outcome}')[1].{end}"


COLUMNS: Mapping[str, str] = {
    "id": "e.id",
    "event": "e.event",
    "mode": "e.mode",
    "contexts": "e.contexts",
    "quad": "e.quad",
    "cameo": "e.cameo",
    "intensity": "e.intensity",
    "goldstein": "e.goldstein",
    **_parties("actors", "actor"),
    **_parties("recipients", "recipient"),
    "date": "e.date",
    "day_from": "e.day_from",
    "day_to": "e.day_to",
    "place_name": "e.place.name",
    "country": "e.place.country",
    "admin1": "e.place.admin1",
    "latitude": "e.place.latitude",
    "longitude": "e.place.longitude",
    "place_precision": "e.place.precision",
    **{f"{outcome}_{end}": toll(outcome, end) for outcome in ("killed", "injured") for end in ("low", "high")},
    "factuality": "e.factuality",
    "layer": "e.layer",
    "speakers": "e.speakers",
    "disputed": "list_transform(e.disputes, lambda d: d.field)",
    "n_reports": "len(e.reports)",
    "sources": "e.sources",
    "copies": "e.copies",
    "publishers": "e.publishers",
    "first_reported": "e.first_reported",
    "last_reported": "e.last_reported",
    "confidence": "e.confidence",
}
"""Every column of ``events`` and its SQL on ``base.events AS e``."""

ORDERS: Mapping[str, str] = {
    "date": "e.day_from ASC NULLS LAST",
    "newest": "e.day_from DESC NULLS LAST",
    "reported": "e.last_reported DESC NULLS LAST",
    "reports": "len(e.reports) DESC",
    "sources": "e.sources DESC",
    "killed": f"coalesce({toll('killed', 'high')}, {toll('killed', 'low')}) DESC NULLS LAST",
    "intensity": "e.intensity ASC",
    "confidence": "e.confidence DESC",
}
"""How events may be ordered: the earliest, newest, last reported, most reported, deadliest, most hostile ... first."""


def events(
    store: Opened,
    query: Query,
    *,
    columns: Sequence[str] | None = None,
    order: str = "date",
    limit: int | None = None,
    offset: int = 0,
) -> pa.Table:
    """The events that a query means, one flat row each, in a lasting order.

    ``columns`` are some of ``COLUMNS`` (all), ``order`` is one of ``ORDERS``; ties are ordered by id. Columns of
    parties, speakers, publishers and disputed fields are lists, except ``actors`` and ``recipients``, which are names
    joined by "; ". ``killed_low`` and the like are the lowest and highest number that anyone claims. Raises
    SettingsError for a name that there is not, StoreError where the store cannot be read.
    """
    for name, value in (("limit", limit), ("offset", offset)):
        if value is not None and value < 0:
            raise SettingsError(f"{name}: must be 0 or more, not {value}")
    where = Where(query)
    chosen = ", ".join(f'{chosen_from("columns", name, COLUMNS)} AS "{name}"' for name in columns or COLUMNS)
    text = (
        f"SELECT {chosen} FROM base.events AS e WHERE {where.sql}"
        f" ORDER BY {chosen_from('order', order, ORDERS)}, e.id"
        f" LIMIT {where.bind(limit)} OFFSET {where.bind(offset)}"
    )
    return ask(store, text, where.values)


def count(store: Opened, query: Query) -> int:
    """How many events a query means."""
    where = Where(query)
    (row,) = ask(store, f"SELECT count(*) AS n FROM base.events AS e WHERE {where.sql}", where.values).to_pylist()
    return cast(int, row["n"])


def ask(store: Opened, text: str, values: Mapping[str, object]) -> pa.Table:
    """The rows with which one statement answers; each asks through a cursor of its own, so threads may ask at once."""
    with store.reading() as connection, connection.cursor() as cursor:
        return cursor.sql(text, params=dict(values)).to_arrow_table()


def chosen_from(what: str, name: str, table: Mapping[str, str]) -> str:
    """What a table has under a name; raises SettingsError with near names."""
    if name not in table:
        raise SettingsError(f"{what}: {name!r} is none; {near_names(name, table)}")
    return table[name]


def noted(table: pa.Table, **counts: int) -> pa.Table:
    """The table with counts of what is not in it, which travel with it to Parquet and Arrow files."""
    return table.replace_schema_metadata({f"regesta.{name}": str(number) for name, number in counts.items()})


def left_out(table: pa.Table) -> dict[str, int]:
    """How many events of a question are not in a table that answers it, by reason (``undated``, ``unpaired`` ...)."""
    found = (table.schema.metadata or {}).items()
    return {key.decode().removeprefix("regesta."): int(value) for key, value in found if key.startswith(b"regesta.")}
