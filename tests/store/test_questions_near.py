"""Names that there are not: which are refused, which are only hinted at, and what is near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.questioned import make

from regesta.errors import SettingsError
from regesta.query import Query
from regesta.store import Store, questions
from regesta.store.questions.who import folded, known


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(make(tmp_path_factory.mktemp("near") / "events.duckdb"), read_only=True) as store:
        yield store


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("Ethopia", "did you mean Ethiopia (ETH)?"),
        ("rusia", "did you mean Russia (RUS)"),
        ("Burkina Fasso", "did you mean Burkina Faso (BFA)?"),
        ("ETX", "Ethiopia (ETH)"),
        ("qqqq", "write a name in English or an ISO code (Mali, MLI)"),
    ],
)
def test_a_country_that_there_is_not(value: str, hint: str) -> None:
    with pytest.raises(SettingsError) as error:
        known().country(value)
    assert str(error.value).startswith(f"no country {value!r}; ") and hint in str(error.value)


@pytest.mark.parametrize(("value", "hint"), [("RUS MLI", "'MIL'"), ("RUS GOVT", "'GOV'"), ("MLI MIL REP", "'REB'")])
def test_a_sector_that_there_is_not(value: str, hint: str) -> None:
    with pytest.raises(SettingsError) as error:
        known().who(value)
    told = str(error.value)
    assert told.startswith(f"no sector {value.split()[-1]!r} as in {value!r}; did you mean ") and hint in told


@pytest.mark.parametrize("value", ["Wagnr", "US FDA", "RUS football club", "Mali Tribune", "MILL", "XQZ MIL"])
def test_a_name_that_no_table_has_is_words_to_look_for(value: str) -> None:
    wanted = known().who(value)
    assert wanted.words and not (wanted.ids or wanted.country or wanted.sectors)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"place": ("Kharkv",)}, "place: no place 'Kharkv' in this store; did you mean Kharkiv?"),
        ({"place": ("Gao", "Suvaa")}, "place: no place 'Suvaa' in this store; did you mean Suva?"),
        ({"admin1": ("Kharkif",)}, "admin1: no province 'Kharkif' in this store; did you mean Kharkiv?"),
    ],
)
def test_a_place_of_nearly_the_name_of_one_in_the_store(
    store: Store, values: dict[str, tuple[str, ...]], told: str
) -> None:
    with pytest.raises(SettingsError) as error:
        questions.check_places(store, Query(**values))  # type: ignore[arg-type]
    assert str(error.value) == told


@pytest.mark.parametrize("value", ["Kharkiv", "KHARKIV", "Suva", "Paris", "Goa", "Gap"])
def test_a_place_that_is_stored_or_near_none_is_no_error(store: Store, value: str) -> None:
    questions.check_places(store, Query(place=(value,)))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"actor": ("Wagnr",)}, ["actor: nobody in this store is called 'Wagnr'; did you mean Wagner Group?"]),
        (
            {"party": ("Seleka Yuth Front",)},
            ["party: nobody in this store is called 'Seleka Yuth Front'; did you mean Séléka Youth Front?"],
        ),
        (
            {"between": ("RUS", "vilagers")},
            ["between: nobody in this store is called 'vilagers'; did you mean the villagers?"],
        ),
        ({"actor": ("nobody at all",)}, []),
        ({"recipient": ("Wagner Group",)}, []),  # it is known, and only acts
        ({"recipient": ("dock workers", "students")}, []),
        ({"actor": ("FJI", "COP", "RUS MIL")}, []),
        ({}, []),
    ],
)
def test_strangers(store: Store, values: dict[str, tuple[str, ...]], told: list[str]) -> None:
    assert list(questions.strangers(store, Query(**values))) == told  # type: ignore[arg-type]


@given(st.text(min_size=1, max_size=30).filter(lambda text: any(char.isalnum() for char in folded(text))))
def test_any_name_is_found_refused_or_unknown_in_words(store: Store, value: str) -> None:
    try:
        query = Query(place=(value,), party=(value,))
        found = list(questions.strangers(store, query))
        questions.check_places(store, query)
    except SettingsError as error:
        assert "\n" not in str(error)
    else:
        assert len(found) <= 1
