"""How much happened when: periods without a gap."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from regesta.errors import SettingsError
from regesta.query import Query
from regesta.store.opening import Opened, given
from regesta.store.questions.flat import ask, chosen_from, noted, toll
from regesta.store.questions.pairs import LEVELS, pairs_of
from regesta.store.questions.where import Where

Period = Literal["day", "week", "month", "year"]

PERIODS: Mapping[str, str] = {one: f"INTERVAL 1 {one.upper()}" for one in ("day", "week", "month", "year")}
"""The lengths of a period; a week begins on Monday (ISO 8601)."""

_DYADS = pairs_of(LEVELS["country"], directed=True)

GROUPS: Mapping[str, str] = {
    "event": "[e.event]",
    "mode": "[e.mode]",
    "quad": "[e.quad::VARCHAR]",
    "factuality": "[e.factuality]",
    "layer": "[e.layer]",
    "country": "[e.place.country]",
    "context": "e.contexts",
    "actor": "list_distinct(list_transform(e.actors, lambda p: p.country))",
    "recipient": "list_distinct(list_transform(e.recipients, lambda p: p.country))",
    "dyad": f"list_transform({_DYADS}, lambda d: d.source || '>' || d.target)",
}
"""What a series may be parted by; ``country`` is the place's, ``actor`` and ``recipient`` are their countries."""

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}

LARGEST = 2_000_000
"""The most rows that a series may have."""

_COUNTED = """
WITH chosen AS (
    SELECT date_trunc('{by}', e.day_from)::DATE AS period,
           e.day_from IS NULL AND e.day_to IS NULL AS undated,
           coalesce(date_trunc('{by}', e.day_from) = date_trunc('{by}', e.day_to), false) AS fits,
           {groups} AS groups, len(e.reports) AS reports, e.intensity,
           {killed_low} AS killed_low, {killed_high} AS killed_high
    FROM base.events AS e WHERE {where}
),
placed AS (
    SELECT * REPLACE (CASE WHEN fits THEN period END AS period),
           unnest(CASE WHEN fits AND len(groups) > 0 THEN groups ELSE [NULL] END) AS "group"
    FROM chosen
)
SELECT period, undated, "group", count(*) AS events, sum(reports)::BIGINT AS reports, sum(intensity) AS intensity,
       sum(coalesce(killed_low, 0))::BIGINT AS killed_low,
       sum(coalesce(killed_high, killed_low, 0))::BIGINT AS killed_high
FROM placed GROUP BY ALL
"""

_FILLED = """
SELECT p.period, {label} coalesce(c.events, 0) AS events, coalesce(c.reports, 0) AS reports,
       c.intensity / c.events AS intensity_mean, coalesce(c.intensity, 0.0) AS intensity_sum,
       coalesce(c.killed_low, 0) AS killed_low, coalesce(c.killed_high, 0) AS killed_high
FROM (SELECT unnest(generate_series(
          date_trunc('{by}', $first::TIMESTAMP), date_trunc('{by}', $last::TIMESTAMP), {step}
      ))::DATE AS period) AS p
CROSS JOIN (SELECT DISTINCT "group" FROM counted UNION SELECT NULL WHERE $bare) AS g
LEFT JOIN counted AS c ON c.period = p.period AND c."group" IS NOT DISTINCT FROM g."group"
ORDER BY g."group" NULLS LAST, p.period
"""


def series(store: Opened, query: Query, *, by: Period = "month", group: str | None = None) -> pa.Table:
    """How many events each period holds, and with ``group`` each group in it; periods of nothing hold zeros.

    ``period`` is its first day. Periods run from ``since`` to ``until`` where the query has them, else from the first
    to the last that holds an event. An event counts in a period that holds all its possible days; those that have none
    are counted under ``undated``, those whose days reach over several periods under ``too_wide``, see ``left_out``.

    ``group`` is one of ``GROUPS``; an event in several groups (contexts, dyads "RUS>UKR") counts in each, one in none
    under null. ``intensity_mean`` is null where there is no event. ``killed_low`` and ``killed_high`` add up the lowest
    and highest claims (of "at least 5", 5 is both). Raises SettingsError for an unknown name or more than
    ``LARGEST`` rows.
    """
    step = chosen_from("by", by, PERIODS)
    where = Where(query)
    text = _COUNTED.format(
        by=by,
        groups="[NULL::VARCHAR]" if group is None else chosen_from("group", group, GROUPS),
        where=where.sql,
        killed_low=toll("killed", "low"),
        killed_high=toll("killed", "high"),
    )
    table = ask(store, text, where.values)
    placed = pc.is_valid(table["period"])
    lost, counted = table.filter(pc.invert(placed)), table.filter(placed)
    undated = _total(lost.filter(lost["undated"]))
    first, last = _span(query, counted["period"])
    days = (last - first).days if first and last else 0
    if days / _DAYS[by] * max(len(counted["group"].unique()), 1) > LARGEST:
        raise SettingsError(f"by: from {first} to {last} there are too many periods and groups; ask for fewer")
    statement = _FILLED.format(by=by, step=step, label="" if group is None else 'g."group",')
    values = {"first": first or date.min, "last": last or date.min, "bare": group is None}
    with store.reading() as connection, connection.cursor() as cursor, given(cursor, counted=counted):
        filled = cursor.sql(statement, params=values).to_arrow_table()
    return noted(filled if last else filled.slice(0, 0), undated=undated, too_wide=_total(lost) - undated)


def _span(query: Query, periods: pa.ChunkedArray) -> tuple[date | None, date | None]:
    """A day of the first and one of the last period, both None where neither query nor events say."""
    ends = pc.min_max(periods).as_py()
    first = query.first_day or ends["min"] or query.last_day
    last = query.last_day or ends["max"] or query.first_day
    return first, max(first, last) if first and last else last


def _total(table: pa.Table) -> int:
    return int(pc.sum(table["events"]).as_py() or 0)
