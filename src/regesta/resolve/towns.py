"""Which of the towns of one name is meant, if any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from regesta.resolve.atlas import City
from regesta.resolve.placewords import ORDINARY

_GREAT = 500_000  # known by its name alone, ordinary word or not
_LARGE = 100_000  # needs no country to speak for it
_TOWN = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the text around a name says of it.

    ``countries`` are spoken of, most relevant first; ``forced`` are (country, GeoNames division or None) that
    stand beside the name; ``settled`` says "the town of"; ``person`` that the form is a person's;
    ``unique`` that a division word stands by it.
    """

    countries: Sequence[str]
    forced: Sequence[tuple[str, str | None]]
    settled: bool
    person: bool
    unique: bool


def choose(cities: Sequence[City], name: str, standing: Standing) -> City | None:
    """The likeliest city that the standing lets through: a forced country first, then fame and nearness."""
    if not cities:
        return None
    free = max((c for c in cities if _admissible(c, cities, name, standing)), key=lambda c: _score(c, standing), default=None)
    forced = [c for c in cities if any(c.country == k and code in (None, c.admin1) for k, code in standing.forced)]
    if not forced:
        return free
    best = max(forced, key=lambda c: _score(c, standing))
    # "Talks in London, the United States and ..." is a list, not a town of 900 in Kentucky.
    by_country = all(code is None for _, code in standing.forced)
    if by_country and free is not None and best.population < _TOWN and free.population > 100 * max(best.population, 1):
        return free
    return best


def _score(city: City, standing: Standing) -> float:
    score = log10(city.population + 1) + (1.5 if city.capital else 0.0) + (0.7 if city.main else 0.0)
    if city.country in standing.countries:
        score += max(2.5 - 0.4 * list(standing.countries).index(city.country), 1.5)
    return score


def _admissible(city: City, cities: Sequence[City], name: str, standing: Standing) -> bool:
    """Whether the name may mean this city without a country or division right beside it."""
    spoken_of = city.country in standing.countries
    if standing.settled or standing.unique:
        return city.population >= _TOWN or spoken_of or len({c.country for c in cities}) == 1
    great = city.capital or city.population >= _GREAT
    if standing.person and not great:
        return False
    if name in ORDINARY and not (great and city.main):
        return spoken_of and city.main and city.population >= _LARGE
    if city.population >= _LARGE or city.capital:
        return city.main or len(name) > 3
    if spoken_of:
        return city.main or len(name) > 3
    alone = len({c.country for c in cities if c.population >= _TOWN or c.main}) == 1
    return city.population >= _TOWN and city.main and alone and len(name) > 4
