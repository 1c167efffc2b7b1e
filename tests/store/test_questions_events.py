"""Which events a query means, and the flat rows in which they come."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.questioned import EVENTS, make

from regesta.errors import SettingsError
from regesta.query import Query
from regesta.store import Store, questions


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(make(tmp_path_factory.mktemp("store") / "events.duckdb"), read_only=True) as opened:
        yield opened


def found(store: Store, **values: object) -> str:
    query = Query.of(values)
    ids = questions.events(store, query, columns=["id"], order="confidence")["id"].to_pylist()
    assert questions.count(store, query) == len(ids)
    return " ".join(sorted(ids))


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({}, "e1 e2 e3 e4 e5 e6"),
        ({"event": "assault"}, "e1 e2"),
        ({"event": "ASSAULT,AID"}, "e1 e2 e5"),
        ({"mode": "heavy weapons"}, "e1"),
        ({"context": "Military"}, "e1 e3"),
        ({"quad": "verbal-cooperation,3"}, "e3 e4"),
        ({"cameo": "19"}, "e1 e2"),
        ({"cameo": "193,07"}, "e2 e5"),
        ({"factuality": "planned"}, "e5"),
        ({"layer": "background"}, "e4"),
        ({"min_confidence": "0.9"}, "e1"),
        ({"min_sources": "2"}, "e1"),
        ({"publisher": "afp"}, "e1"),
        ({"publisher": "reuter"}, ""),
        ({"event": "ASSAULT", "publisher": "Reuters", "quad": "4", "country": "Mali"}, "e2"),
    ],
)
def test_kinds_and_numbers(store: Store, values: dict[str, str], ids: str) -> None:
    assert found(store, **values) == ids


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"actor": "RUS"}, "e1 e2 e3 e5"),
        ({"actor": "Russia"}, "e1 e2 e3 e5"),
        ({"actor": "russian"}, "e1 e2 e3 e5"),
        ({"actor": "RUS MIL"}, "e1"),
        ({"actor": "Russia MIL"}, "e1"),
        ({"actor": "rus mil"}, "e1"),
        ({"actor": "Moscow"}, "e3 e5"),  # a capital stands for the government
        ({"actor": "wagner-group"}, "e2"),
        ({"actor": "PMC Wagner"}, "e2"),  # an alias
        ({"actor": "REB"}, "e2"),
        ({"actor": "UAF"}, "e2"),
        ({"actor": "rebels of the moon"}, ""),
        ({"actor": "seleka youth"}, "e2"),  # no table has it: whole words, without accents
        ({"actor": "youth front,students"}, "e2 e4"),
        ({"actor": "outh"}, ""),
        ({"recipient": "MLI"}, "e5"),
        ({"recipient": "LAB"}, "e5"),
        ({"party": "dock workers"}, "e4 e5"),
        ({"party": "UKR"}, "e1 e3 e6"),
        ({"between": "RUS,UKR"}, "e1 e3 e6"),
        ({"between": "UKR,RUS"}, "e1 e3 e6"),
        ({"between": "RUS,MLI"}, "e3 e5"),
        ({"between": "Wagner Group,REB"}, "e2"),
        ({"between": "RUS,RUS GOV"}, ""),  # nobody meets himself
        ({"between": "LAB,EDU"}, ""),  # they march together: no protest against each other
    ],
)
def test_parties(store: Store, values: dict[str, str], ids: str) -> None:
    assert found(store, **values) == ids


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"country": "Mali"}, "e2 e4"),
        ({"country": "mli,UKR"}, "e1 e2 e4"),
        ({"admin1": "gao"}, "e2"),
        ({"place": "KHARKIV"}, "e1"),
        ({"place": "Khar"}, ""),
        ({"box": "-1,10,40,60"}, "e1 e2"),
        ({"box": "170,-30,-170,0"}, "e3"),
        ({"near": "50,36,25"}, "e1"),
        ({"near": "50,36,5"}, ""),
        ({"near": "-18,-179,300"}, "e3"),
        ({"near": "90,0,4460"}, "e1"),
        ({"near": "0,0,20100"}, "e1 e2 e3"),
        ({"since": "2024-12"}, "e6"),
        ({"since": "2024-03-20", "until": "2024-03-20"}, "e2 e6"),
        ({"until": "2024-03-31"}, "e1 e2 e3 e6"),
        ({"since": "2025"}, ""),
        ({"since": "1000", "until": "9999"}, "e1 e2 e3 e4 e6"),  # what nothing dates matches no day
    ],
)
def test_place_and_time(store: Store, values: dict[str, str], ids: str) -> None:
    assert found(store, **values) == ids


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ({"casualties": "killed"}, "e1 e2 e6"),  # none killed is nobody
        ({"casualties": "killed>=15"}, "e1"),
        ({"casualties": "killed>15"}, ""),
        ({"casualties": "killed<=3"}, "e2 e4"),
        ({"casualties": "killed=13"}, "e1"),
        ({"casualties": "killed=9,injured>20"}, "e1 e6"),
        ({"casualties": "injured>30"}, ""),
        ({"casualties": "displaced"}, ""),
        ({"attributed_to": "Kharkiv governor"}, "e1"),
        ({"attributed_to": "UKR COP"}, "e1"),  # who gives a number says so as well
        ({"attributed_to": "RUS"}, ""),
        ({"attributed_to": "police"}, "e1"),
        ({"text": "villagers"}, "e1"),
        ({"text": "villager"}, ""),
        ({"text": "GAO wagner"}, "e2"),
        ({"text": "friday police"}, ""),  # two sentences have one word each
        ({"text": ["friday", "Séléka"]}, "e1 e2"),
    ],
)
def test_losses_and_words(store: Store, values: dict[str, str], ids: str) -> None:
    assert found(store, **values) == ids


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"event": "ASAULT"}, ("event", "did you mean 'ASSAULT'")),
        ({"mode": "airial"}, ("mode", "'aerial'")),
        ({"context": "militry"}, ("context", "'military'")),
        ({"country": "Maly"}, ("no country 'Maly'", "Mali (MLI)")),
    ],
)
def test_names_that_there_are_not(store: Store, values: dict[str, str], words: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError) as error:
        found(store, **values)
    assert all(word in str(error.value).lower() for word in map(str.lower, words)), str(error.value)


def test_rows_are_flat(store: Store) -> None:
    table = questions.events(store, Query(mode=("heavy-weapons",)))
    (row,) = table.to_pylist()
    assert list(row) == list(questions.COLUMNS) == table.column_names
    assert (row["actors"], row["actor_ids"], row["actor_countries"]) == ("Russian soldiers", [None], ["RUS"])
    assert (row["recipients"], row["recipient_sectors"]) == ("the villagers", ["CVL"])
    assert (row["day_from"], row["killed_low"], row["killed_high"]) == (date(2024, 3, 1), 12, 15)
    assert (row["injured_low"], row["injured_high"], row["disputed"]) == (30, None, ["killed"])
    assert (row["n_reports"], row["sources"], row["copies"], row["publishers"]) == (2, 2, 1, ["AFP", "Reuters"])
    assert (row["place_name"], row["country"], row["admin1"]) == ("Kharkiv", "UKR", "Kharkiv")


def test_columns_order_and_limits(store: Store) -> None:
    def ids(order: str, limit: int | None = None, offset: int = 0) -> str:
        rows = questions.events(store, Query(), columns=["id"], order=order, limit=limit, offset=offset)
        assert rows.column_names == ["id"]
        return " ".join(rows["id"].to_pylist())

    assert ids("date") == "e6 e1 e2 e3 e4 e5"
    assert ids("newest") == "e4 e3 e2 e1 e6 e5"
    assert ids("killed", 3) == "e1 e6 e2"
    assert ids("intensity", 2, 1) == "e2 e6"
    assert ids("date", 0) == ""
    assert {order: len(ids(order).split()) for order in questions.ORDERS} == dict.fromkeys(questions.ORDERS, 6)
    with pytest.raises(SettingsError, match="order: 'dat' is none; did you mean 'date'"):
        ids("dat")
    with pytest.raises(SettingsError, match="limit"):
        ids("date", -1)
    with pytest.raises(SettingsError, match="columns: 'kill' is none"):
        questions.events(store, Query(), columns=["kill"])


def test_pandas_and_polars_take_a_table_over(store: Store) -> None:
    table = questions.events(store, Query())
    frame: pd.DataFrame = table.to_pandas()
    assert list(frame["id"]) == table["id"].to_pylist()
    assert frame["killed_high"].sum() == 27
    other = pl.DataFrame(pl.from_arrow(table))
    assert other.filter(pl.col("actor_countries").list.contains("UKR"))["id"].to_list() == ["e6", "e3"]
    assert other["day_from"].dtype == pl.Date


PLACED = [one for one in EVENTS if one.place and one.place.latitude is not None]


def distance(latitude: float, longitude: float, north: float, east: float) -> float:
    """The great-circle distance in kilometres by the spherical law of cosines."""
    one, other, turn = math.radians(latitude), math.radians(north), math.radians(longitude - east)
    cosine = math.sin(one) * math.sin(other) + math.cos(one) * math.cos(other) * math.cos(turn)
    return 6371.0088 * math.acos(max(-1.0, min(1.0, cosine)))


@settings(deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 20000))
def test_near_is_the_distance_on_the_sphere(store: Store, latitude: float, longitude: float, kilometres: float) -> None:
    near = {one.id: distance(latitude, longitude, one.place.latitude, one.place.longitude) for one in PLACED}  # type: ignore[union-attr,arg-type]
    ids = set(found(store, near=[latitude, longitude, kilometres]).split())
    assert {id for id, far in near.items() if far < kilometres - 0.01} <= ids
    assert ids <= {id for id, far in near.items() if far < kilometres + 0.01}


@settings(deadline=None)
@given(
    st.text(min_size=1, max_size=20), st.sampled_from(["actor", "party", "place", "publisher", "attributed_to", "text"])
)
def test_no_words_can_break_the_question(store: Store, text: str, field: str) -> None:
    try:
        query = Query.of({field: [text, text]})
    except SettingsError:
        return
    assert 0 <= questions.count(store, query) <= len(EVENTS)
