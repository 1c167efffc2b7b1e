"""Who does what to whom: pairs of parties with what passes between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from regesta.query import Query
from regesta.store.opening import Opened
from regesta.store.questions.flat import ask, chosen_from, noted, toll
from regesta.store.questions.where import SYMMETRIC, Where
from regesta.store.questions.who import known

Level = Literal["country", "actor", "sector", "unit"]

LEVELS: Mapping[str, str] = {
    "country": "[p.country]",
    "actor": "[coalesce(p.id, p.name, p.text)]",
    "sector": "p.sectors",
    "unit": "[nullif(concat_ws(' ', p.country, p.sectors[1]), '')]",
}
"""What the two ends of a dyad are: "RUS"; one actor; "MIL" (each sector of a party); "RUS MIL" (its first one)."""

_STATEMENT = """
WITH chosen AS (
    SELECT {pairs} AS pairs, e.quad, e.intensity, len(e.reports) AS reports, e.day_from, e.day_to,
           {killed_low} AS killed_low, {killed_high} AS killed_high
    FROM base.events AS e WHERE {where}
),
paired AS (
    SELECT unnest(CASE WHEN len(pairs) > 0 THEN pairs ELSE [NULL] END) AS pair, 1.0 / len(pairs) AS share,
           * EXCLUDE (pairs)
    FROM chosen
)
SELECT pair.source AS source, pair.target AS target, count(*) AS events, sum(share)::DOUBLE AS share,
       sum(reports)::BIGINT AS reports, sum(intensity) AS intensity_sum, avg(intensity) AS intensity_mean,
       count(*) FILTER (quad = 1) AS q1, count(*) FILTER (quad = 2) AS q2,
       count(*) FILTER (quad = 3) AS q3, count(*) FILTER (quad = 4) AS q4,
       sum(coalesce(killed_low, 0))::BIGINT AS killed_low,
       sum(coalesce(killed_high, killed_low, 0))::BIGINT AS killed_high,
       min(day_from) AS first_day, max(day_to) AS last_day
FROM paired GROUP BY ALL ORDER BY events DESC, source, target
"""


def dyads(store: Opened, query: Query, *, directed: bool = True, level: Level = "country") -> pa.Table:
    """Who did how much to whom: one row for each pair of parties at this ``level``, the busiest first.

    An event counts once, with weight 1, for every different pair of one of its actors and one of its recipients;
    ``share`` adds up 1 / its number of pairs instead. A symmetric event (several actors, no recipient, and of a type
    that has such events: a meeting, an agreement, a clash) counts for every two of its actors, and if ``directed`` in
    both directions. Otherwise the two ends of a pair stand in alphabetical order.

    ``q1`` to ``q4`` count events by quad class. ``killed_low`` and ``killed_high`` add up the lowest and highest
    claims (of "at least 5", 5 is both). How many events make no pair, for one end is not known at this level, is
    ``unpaired`` in ``left_out``. Raises SettingsError for an unknown level.
    """
    where = Where(query)
    text = _STATEMENT.format(
        pairs=pairs_of(chosen_from("level", level, LEVELS), directed=directed),
        where=where.sql,
        killed_low=toll("killed", "low"),
        killed_high=toll("killed", "high"),
    )
    table = ask(store, text, where.values)
    empty = pc.is_null(table["source"])
    unpaired = pc.sum(table.filter(empty)["events"]).as_py() or 0
    table = table.filter(pc.invert(empty))
    if level == "actor":
        table = _named(table)
    return noted(table, unpaired=unpaired)


def pairs_of(ends: str, *, directed: bool) -> str:
    """The different pairs {source, target} of ``base.events AS e``, as a list in SQL."""
    known_ends = f"lambda p: list_filter({ends}, lambda w: w IS NOT NULL)"
    doers, done = (f"list_transform(e.{column}, {known_ends})" for column in ("actors", "recipients"))
    pair = "{'source': a, 'target': b}" if directed else "{'source': least(a, b), 'target': greatest(a, b)}"
    crossed = f"flatten(list_transform(flatten({doers}), lambda a: list_transform(flatten({done}), lambda b: {pair})))"
    later = f"flatten(list_transform({doers}, lambda xs, i: flatten(list_transform(xs, lambda a:"
    later += f" list_transform(flatten(({doers})[i + 1:]), lambda b: {pair})))))"
    if directed:
        later = f"list_concat({later}, list_transform({later}, lambda d: {{'source': d.target, 'target': d.source}}))"
    return f"list_distinct(CASE WHEN {SYMMETRIC} THEN {later} ELSE {crossed} END)"


def _named(table: pa.Table) -> pa.Table:
    """The names of actors in place of their ids."""
    names = known().names
    for column in ("source", "target"):
        labels = [names.get(one, one) for one in table[column].to_pylist()]
        table = table.set_column(table.schema.get_field_index(column), column, pa.array(labels, pa.string()))
    return table
