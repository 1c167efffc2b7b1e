"""The filter language: what it reads, what it gives back, and what it says of values that have no meaning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.errors import SettingsError
from regesta.model import Factuality, Layer, Outcome
from regesta.query import FIELDS, QUADS, Condition, Query


def test_flags_and_parameters_are_read() -> None:
    query = Query.of(
        {
            "event": "ASSAULT, PROTEST", "quad": ["1", "Material-Conflict"], "near": "48.1, 11.6,50",
            "since": "2024-02", "until": "2024-02", "actor": r"Bank\, Central", "text": "shells, again",
            "min-confidence": "0.5", "min_sources": "2", "layer": "NEWS", "mode": None, "cameo": "", "publisher": [],
        }
    )  # fmt: skip
    assert query == Query(
        event=("ASSAULT", "PROTEST"), quad=(1, 4), near=(48.1, 11.6, 50.0), since="2024-02", until="2024-02",
        actor=("Bank, Central",), text=("shells, again",), min_confidence=0.5, min_sources=2, layer=("news",),
    )  # fmt: skip
    assert (query.first_day, query.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert Query.of({}) == Query()


def test_lists_become_tuples() -> None:
    assert Query(event=["ASSAULT"]).event == ("ASSAULT",)  # type: ignore[arg-type]
    assert hash(Query(quad=[1])) == hash(Query(quad=(1,)))  # type: ignore[arg-type]


def test_conditions_of_losses() -> None:
    query = Query.of({"casualties": "killed, Injured >= 10,missing=3"})
    assert query.conditions == (
        Condition("killed", None, None),
        Condition("injured", ">=", 10),
        Condition("missing", "=", 3),
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"nera": "1,2,3"}, ("no filter", "did you mean 'near'")),
        ({"quad": "verbl conflict"}, ("quad", "did you mean 'verbal conflict'")),
        ({"quad": "5"}, ("quad", "1 verbal cooperation")),
        ({"near": "north,1,2"}, ("near", "'north'")),
        ({"near": "1,2"}, ("near", "kilometres")),
        ({"near": "91,0,5"}, ("near", "latitude")),
        ({"near": "9,0,0"}, ("near", "above 0")),
        ({"box": "1,50,2,40"}, ("box", "south 50")),
        ({"box": "1,2,3"}, ("box", "west,south,east,north")),
        ({"box": "181,2,3,4"}, ("box", "longitude")),
        ({"since": "2024-13"}, ("since", "2024-05-31")),
        ({"until": "2023-02-30"}, ("until", "2023-02-30")),
        ({"since": "last week"}, ("since",)),
        ({"since": "2024", "until": "2023-12"}, ("since", "after until")),
        ({"since": ["2024", "2025"]}, ("since", "one value")),
        ({"casualties": "kiled>3"}, ("casualties", "did you mean 'killed'")),
        ({"casualties": "killed>"}, ("casualties", "killed>=10")),
        ({"layer": "new"}, ("layer", "did you mean 'news'")),
        ({"factuality": "real"}, ("factuality", "hypothetical")),
        ({"min_confidence": "often"}, ("min_confidence", "'often'")),
        ({"min_confidence": "1.5"}, ("min_confidence", "0 to 1")),
        ({"min_sources": "2.5"}, ("min_sources", "whole number")),
        ({"between": "RUS"}, ("between", "two parties")),
        ({"cameo": "19x"}, ("cameo", "19x")),
        ({"actor": "--"}, ("actor", "words")),
        ({"text": "half \ud83d"}, ("text", "words")),
    ],
)
def test_what_has_no_meaning_is_said_in_one_line(values: Mapping[str, object], words: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError) as error:
        Query.of(values)
    told = str(error.value)
    assert "\n" not in told
    assert all(word in told for word in words), told


@pytest.mark.parametrize(
    "fields",
    [
        {"event": "ASSAULT"},
        {"quad": (True,)},
        {"quad": (1.5,)},
        {"actor": (3,)},
        {"since": 2024},
        {"min_sources": True},
    ],
)
def test_values_of_a_wrong_type_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=next(iter(fields))):
        Query(**fields)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and any(char.isalnum() for char in text)
)
MANY = st.lists(WORDS, max_size=3).map(tuple)
DAYS = st.dates(date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
OUTCOMES = st.sampled_from(get_args(Outcome))
NUMBERS = {"quad", "box", "near", "min_confidence", "min_sources"}
STRATEGIES: dict[str, st.SearchStrategy[object]] = {
    field: MANY for field in FIELDS if field not in NUMBERS | {"since", "until"}
} | {
    "quad": st.lists(st.sampled_from(sorted(QUADS)), max_size=3).map(tuple),
    "cameo": st.lists(st.from_regex(r"[0-9]{1,4}", fullmatch=True), max_size=2).map(tuple),
    "between": st.just(()) | st.tuples(WORDS, WORDS),
    "box": st.just(()) | st.tuples(st.floats(-180, 180), st.floats(-90, 0), st.floats(-180, 180), st.floats(0, 90)),
    "near": st.just(()) | st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.001, 20000)),
    "factuality": st.lists(st.sampled_from(get_args(Factuality)), max_size=2).map(tuple),
    "layer": st.lists(st.sampled_from(get_args(Layer)), max_size=2).map(tuple),
    "casualties": st.lists(
        st.builds("{}{}{}".format, OUTCOMES, st.sampled_from([">=", "<", "="]), st.integers(0, 99)), max_size=2
    ).map(tuple),
    "since": st.none() | DAYS,
    "min_confidence": st.none() | st.floats(0, 1),
    "min_sources": st.none() | st.integers(0, 99),
}  # fmt: skip


@given(st.fixed_dictionaries(STRATEGIES))
def test_parameters_are_read_back_as_the_same_query(fields: dict[str, Any]) -> None:
    query = Query(**fields)
    assert Query.of(query.parameters()) == query
    assert set(query.parameters()) <= set(FIELDS)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=9) | st.lists(st.text(max_size=6), max_size=3)))
def test_whatever_is_asked_becomes_a_query_or_one_line(values: dict[str, object]) -> None:
    try:
        query = Query.of(values)
    except SettingsError as error:
        assert "\n" not in str(error)
    else:
        assert Query.of(query.parameters()) == query
