"""Pairs of parties: who does how much to whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.store.questioned import make

from regesta.errors import SettingsError
from regesta.ontology import Lexicon
from regesta.query import Query
from regesta.store import Store, questions
from regesta.store.questions.pairs import Level
from regesta.store.questions.where import SYMMETRIC_TYPES


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(make(tmp_path_factory.mktemp("store") / "events.duckdb"), read_only=True) as opened:
        yield opened


def pairs(store: Store, query: Query, *, directed: bool = True, level: Level = "country") -> dict[str, int]:
    rows = questions.dyads(store, query, directed=directed, level=level).to_pylist()
    return {f"{row['source']}>{row['target']}": row["events"] for row in rows}


def test_countries(store: Store) -> None:
    table = questions.dyads(store, Query())
    assert pairs(store, Query()) == {
        "RUS>MLI": 2, "RUS>UKR": 2, "UKR>RUS": 2, "MLI>RUS": 1, "MLI>UKR": 1, "UKR>MLI": 1,
    }  # fmt: skip
    (row,) = [row for row in table.to_pylist() if (row["source"], row["target"]) == ("RUS", "UKR")]
    assert (row["q1"], row["q2"], row["q3"], row["q4"]) == (1, 0, 0, 1)
    assert (row["killed_low"], row["killed_high"], row["reports"]) == (12, 15, 3)
    assert (row["first_day"], row["last_day"]) == (date(2024, 3, 1), date(2024, 4, 2))
    assert (row["intensity_sum"], row["intensity_mean"]) == (-5.0, -2.5)
    assert row["share"] == pytest.approx(1 + 1 / 6)
    assert questions.left_out(table) == {"unpaired": 2}  # a band of no country, and a march against nobody


def test_undirected(store: Store) -> None:
    assert pairs(store, Query(), directed=False) == {"RUS>UKR": 3, "MLI>RUS": 2, "MLI>UKR": 1}


@pytest.mark.parametrize(
    ("level", "query", "expected"),
    [
        (
            "actor",
            Query(mode=("firearms",)),
            {"Wagner Group>Séléka Youth Front": 1, "Séléka Youth Front>Wagner Group": 1},
        ),
        ("actor", Query(event=("AID",)), {"Russia>Mali": 1, "Russia>dock workers": 1}),
        ("sector", Query(mode=("firearms",)), {"PRM>REB": 1, "PRM>UAF": 1, "REB>PRM": 1, "UAF>PRM": 1}),
        ("unit", Query(mode=("firearms",)), {"RUS PRM>REB": 1, "REB>RUS PRM": 1}),
        ("unit", Query(event=("AID",)), {"RUS GOV>MLI": 1, "RUS GOV>MLI LAB": 1}),
        ("country", Query(event=("AID",)), {"RUS>MLI": 1}),  # two recipients of one country are one pair
    ],
)
def test_levels(store: Store, level: Level, query: Query, expected: dict[str, int]) -> None:
    assert pairs(store, query, level=level) == expected


@pytest.mark.parametrize("level", list(questions.LEVELS))
@pytest.mark.parametrize("directed", [True, False])
def test_shares_add_up_to_the_events_that_have_a_pair(store: Store, level: Level, directed: bool) -> None:
    table = questions.dyads(store, Query(), directed=directed, level=level)
    paired = questions.count(store, Query()) - questions.left_out(table)["unpaired"]
    assert sum(table["share"].to_pylist()) == pytest.approx(paired)
    rows = table.to_pylist()
    assert all(row["q1"] + row["q2"] + row["q3"] + row["q4"] == row["events"] for row in rows)
    assert directed or all(row["source"] <= row["target"] for row in rows if level != "actor")


def test_nothing_found_and_an_unknown_level(store: Store) -> None:
    assert questions.dyads(store, Query(actor=("nobody at all",))).num_rows == 0
    with pytest.raises(SettingsError, match="level: 'countries' is none"):
        questions.dyads(store, Query(), level="countries")  # type: ignore[arg-type]


def test_the_symmetric_types_are_those_of_the_lexicon() -> None:
    symmetric = {pattern.event for pattern in Lexicon.load().patterns if pattern.party}
    assert set(SYMMETRIC_TYPES) == symmetric
