"""Names in a query that a store does not hold, and those of its own that are near.

What happened where, and who did it, is named as texts name it, so that no table can say which of these names exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from regesta.errors import SettingsError
from regesta.query import Query
from regesta.store.opening import Opened
from regesta.store.questions.flat import ask, count
from regesta.store.questions.where import plain
from regesta.store.questions.who import folded, known

_SHOWN = 3
_PLACES = {
    "place": (
        "SELECT place.name AS name FROM base.events WHERE place.name IS NOT NULL"
        " UNION SELECT place.text FROM base.reports WHERE place.text IS NOT NULL"
    ),
    "admin1": "SELECT DISTINCT place.admin1 AS name FROM base.events WHERE place.admin1 IS NOT NULL",
}
_ANY_WORD = (  # "Wagnr" is near to "Wagner Group"
    "least(whole, list_min(list_transform(string_split(folded, ' '), lambda word: damerau_levenshtein(word, $value))))"
)
_OR_LONGER = "CASE WHEN len($value) > 3 AND starts_with(folded, $value) THEN 1 ELSE whole END"  # "Kharkivska oblast"
_PARTIES = (
    "SELECT DISTINCT coalesce(p.name, p.text) AS name"
    " FROM (SELECT unnest(list_concat(actors, recipients)) AS p FROM base.events)"
)


def check_places(store: Opened, query: Query) -> None:
    """Raise SettingsError for a place or province that the store does not hold while it holds one of nearly that name.

    A name that is near none is no error: it may well be a place where nothing happened.
    """
    for field in ("place", "admin1"):
        for value in getattr(query, field):
            far = _OR_LONGER if field == "admin1" else "whole"
            found = _near(store, _PLACES[field], value, most=len(folded(value)) // 4, far=far)
            if found and folded(value) not in map(folded, found):
                name = "place" if field == "place" else "province"
                raise SettingsError(f"{field}: no {name} {value!r} in this store; did you mean {_or(found)}?")


def strangers(store: Opened, query: Query) -> Iterator[str]:
    """For every party asked for whom neither the tables nor the store know: one line, where near names are stored."""
    for field in ("actor", "recipient", "party", "between"):
        for value in getattr(query, field):
            wanted = known().who(value)
            if wanted.ids or wanted.country or wanted.sectors or count(store, Query(party=(value,))):
                continue
            found = _near(store, _PARTIES, value, most=max(1, len(folded(value)) // 3), far=_ANY_WORD)
            if found:
                yield f"{field}: nobody in this store is called {value!r}; did you mean {_or(found)}?"


def _near(store: Opened, names: str, value: str, *, most: int, far: str) -> list[str]:
    """The names that lie at most so many edits ``far`` (in SQL) from a value, the nearest first."""
    table = ask(
        store,
        f"WITH names AS ({names}), plain AS (SELECT name, {plain('name')} AS folded FROM names)"
        f" SELECT name, damerau_levenshtein(folded, $value) AS whole, {far} AS far"
        " FROM plain WHERE far <= $most ORDER BY far, whole, name LIMIT $shown",
        {"value": folded(value), "most": most, "shown": _SHOWN},
    )
    return [str(name) for name in table["name"].to_pylist()]


def _or(names: list[str]) -> str:
    return " or ".join(names)
