"""Counts over time: no gap between periods, and nothing that is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.questioned import EVENTS, make

from regesta.errors import SettingsError
from regesta.query import Query
from regesta.store import Store, questions
from regesta.store.questions.periods import Period


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(make(tmp_path_factory.mktemp("store") / "events.duckdb"), read_only=True) as opened:
        yield opened


def test_months_without_a_gap(store: Store) -> None:
    table = questions.series(store, Query())
    assert table.to_pylist() == [
        dict(zip(table.column_names, row, strict=True))
        for row in [
            (date(2024, 3, 1), 2, 3, -9.0, -18.0, 15, 18),
            (date(2024, 4, 1), 0, 0, None, 0.0, 0, 0),
            (date(2024, 5, 1), 1, 1, -3.0, -3.0, 0, 0),
        ]
    ]
    assert questions.left_out(table) == {"undated": 1, "too_wide": 2}


def test_from_since_to_until(store: Store) -> None:
    table = questions.series(store, Query(since="2024-02-28", until="2024-04"), by="week")
    periods = table["period"].to_pylist()
    assert (periods[0], periods[-1], len(periods)) == (date(2024, 2, 26), date(2024, 4, 29), 10)
    assert all(period.weekday() == 0 for period in periods)
    assert questions.left_out(table) == {"undated": 0, "too_wide": 2}


def test_nothing_found_is_zeros_where_days_are_asked_for_else_nothing(store: Store) -> None:
    nobody = Query(actor=("nobody at all",), since="2024-02", until="2024-05")
    assert questions.series(store, nobody)["events"].to_pylist() == [0, 0, 0, 0]
    empty = questions.series(store, Query(actor=("nobody at all",)))
    assert (empty.num_rows, empty.column_names) == (0, questions.series(store, Query()).column_names)
    assert questions.series(store, nobody, group="event").num_rows == 0
    assert questions.series(store, Query(actor=("nobody at all",), since="2024"), by="year").num_rows == 1


@pytest.mark.parametrize(
    ("group", "counts"),
    [
        ("event", {"ASSAULT": [2, 0, 0], "PROTEST": [0, 0, 1]}),
        ("quad", {"4": [2, 0, 0], "3": [0, 0, 1]}),
        ("mode", {"heavy-weapons": [1, 0, 0], "firearms": [1, 0, 0], None: [0, 0, 1]}),
        ("context", {"military": [1, 0, 0], None: [1, 0, 1]}),
        ("country", {"UKR": [1, 0, 0], "MLI": [1, 0, 1]}),
        ("dyad", {"RUS>UKR": [1, 0, 0], None: [1, 0, 1]}),
    ],
)
def test_groups_are_filled_each(store: Store, group: str, counts: dict[str | None, list[int]]) -> None:
    table = questions.series(store, Query(), group=group)
    told: dict[str | None, list[int]] = {}
    for row in table.to_pylist():
        told.setdefault(row["group"], []).append(row["events"])
    assert told == counts


def test_every_group_and_period_answers(store: Store) -> None:
    for group in questions.GROUPS:
        assert questions.series(store, Query(), by="year", group=group).num_rows > 0
    for by, rows in (("day", 67), ("week", 11), ("month", 3), ("year", 1)):
        assert len(questions.series(store, Query(layer=("news", "background")), by=by)) == rows  # type: ignore[arg-type]


def test_what_has_no_meaning(store: Store) -> None:
    with pytest.raises(SettingsError, match="by: 'weak' is none; did you mean 'week'"):
        questions.series(store, Query(), by="weak")  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="group: 'events' is none; did you mean 'event'"):
        questions.series(store, Query(), group="events")
    with pytest.raises(SettingsError, match="too many"):
        questions.series(store, Query(since="0001", until="9999"), by="day")


def test_polars_takes_a_series_over(store: Store) -> None:
    frame = pl.DataFrame(pl.from_arrow(questions.series(store, Query())))
    assert frame["events"].sum() == 3
    assert frame["period"].dtype == pl.Date


@settings(deadline=None)
@given(
    st.sampled_from(["day", "week", "month", "year"]),
    st.dates(date(2024, 1, 1), date(2025, 1, 31)),
    st.integers(0, 200),
)
def test_every_event_is_counted_once_or_told(store: Store, by: Period, day: date, days: int) -> None:
    until = date.fromordinal(day.toordinal() + days)
    query = Query(since=day.isoformat(), until=until.isoformat())
    table = questions.series(store, query, by=by)
    left = questions.left_out(table)
    assert sum(table["events"].to_pylist()) + left["undated"] + left["too_wide"] == questions.count(store, query)
    periods = table["period"].to_pylist()
    assert periods == sorted(set(periods))
    assert periods[0] <= day and periods[-1] <= until
    assert len(EVENTS) >= sum(table["events"].to_pylist())
