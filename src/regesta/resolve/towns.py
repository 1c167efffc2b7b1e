"""Which of the towns or divisions of one name is meant, if any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from regesta.resolve.atlas import City, Division, key
from regesta.resolve.placewords import AFTER, BEFORE, DIRECTIONS, DIVISION_WORDS, FUNCTION, ORDINARY

_WORDS = ORDINARY | AFTER | BEFORE | DIVISION_WORDS | FUNCTION | DIRECTIONS
_FAMOUS = 1_000_000  # outshines the division of its name
_GREAT = 500_000  # known by its name alone, ordinary word or not
_LARGE = 100_000  # needs no country to speak for it
_TOWN = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the text around a name says of it.

    ``countries`` are spoken of, most relevant first. ``forced`` are (country, GeoNames division or None)
    that stand beside the name or, where ``known``, beside another mention of it; ``divisions`` are named
    elsewhere. ``settled``: "the town of" stands before it; ``unique``: a division word stands by it;
    ``person``: its form is a person's; ``family``: the document uses it as a family name; ``placed``: it
    follows "in" or the like; ``introduced``: it follows a word that can stand before a place; ``opening``:
    it opens a sentence; ``shouted``: it is written in capitals, as abbreviations are.
    """

    countries: Sequence[str]
    forced: Sequence[tuple[str, str | None]] = ()
    settled: bool = False
    person: bool = False
    family: bool = False
    unique: bool = False
    placed: bool = False
    introduced: bool = True
    divisions: frozenset[tuple[str, str]] = frozenset()
    known: bool = False
    opening: bool = False
    shouted: bool = False


def choose(cities: Sequence[City], name: str, standing: Standing) -> City | None:
    """The likeliest city that the standing lets through: a forced country first, then fame and nearness."""
    if not cities:
        return None
    admissible = (c for c in cities if _admissible(c, cities, name, standing))
    free = max(admissible, key=lambda c: _score(c, name, standing), default=None)
    forced = [c for c in cities if any(c.country == k and code in (None, c.admin1) for k, code in standing.forced)]
    if not forced:
        # The place beside it is no place of this town's, so only a name that everybody knows still stands.
        beside = free is not None and standing.forced and not standing.known
        return None if free is not None and beside and not _great(free) else free
    best = max(forced, key=lambda c: _score(c, name, standing))
    # "Talks in London, the United States and ..." is a list, not a town of 900 in Kentucky.
    by_country = all(code is None for _, code in standing.forced)
    if by_country and free is not None and best.population < _TOWN and free.population > 100 * max(best.population, 1):
        return free
    return best


def _score(city: City, name: str, standing: Standing) -> float:
    # "Odessa" is nearer to Odesa than "Waterloo" to Austin, which once was called so.
    own = city.main or key(city.name)[:3] == name[:3]
    score = log10(city.population + 1) + (2.0 if own else 0.0)
    if city.capital:
        # Where politics is told, a capital is meant even in a text about a country with a namesake of it.
        score += 3.0 if city.population > _LARGE else 1.5
    elif city.major and city.population > _LARGE:
        score += 1.7  # Geneva is in Switzerland in a text about the United States, too
    if city.country in standing.countries:
        score += max(2.5 - 0.4 * list(standing.countries).index(city.country), 1.0)
        score += 1.5 if city.major and city.population > _LARGE else 0.0
    return score + (1.5 if (city.country, city.admin1) in standing.divisions else 0.0)


def _admissible(city: City, cities: Sequence[City], name: str, standing: Standing) -> bool:
    """Whether the name may mean this city without a country or division right beside it."""
    spoken_of = city.country in standing.countries
    if standing.settled or standing.unique:
        if not city.main and city.population < _LARGE and not spoken_of:
            return False
        return city.population >= _TOWN or spoken_of or len({c.country for c in cities}) == 1
    great = _great(city)
    if standing.person or (standing.family and not great):
        return False
    if _ordinary(name, city) and not (great and city.main):
        return (spoken_of or standing.placed) and city.main and city.population >= _LARGE
    if not city.main:
        eclipsed = not great and any(c.main and c.population >= _TOWN for c in cities)
        if eclipsed or standing.shouted or len(name) < 4:
            return False
    if city.population >= _LARGE or city.capital:
        return True
    if standing.opening:
        return False
    if spoken_of:
        return (city.main and city.population >= _TOWN) or standing.introduced
    rivals = (c.population for c in cities if c.country != city.country and c.main)
    alone = all(city.population > 3 * rival for rival in rivals)
    return city.population >= _TOWN and city.main and alone and len(name) > 4


def _great(city: City) -> bool:
    return city.capital or city.population >= _GREAT


def _ordinary(name: str, city: City) -> bool:
    """Whether the name is made of ordinary words alone; a large town is known by several such."""
    if name in _WORDS:
        return True
    return " " in name and not (city.main and city.population >= _LARGE) and all(w in _WORDS for w in name.split())


def choose_division(divisions: Sequence[Division], countries: Sequence[str], forced: set[str]) -> Division | None:
    """The one meant: in the country that follows, in one the text speaks of, or the only one there is."""
    for division in divisions:
        if division.country in forced:
            return division
    for country in countries:
        for division in divisions:
            if division.country == country:
                return division
    tops = [division for division in divisions if division.top]
    return tops[0] if len({division.country for division in tops}) == 1 else None


def outranks(division: Division, town: City, name: str, countries: Sequence[str]) -> bool:
    """Whether a bare name means the division rather than the town: Ontario, but Kano and New York."""
    if town.country == division.country:
        namesake = division.seat and division.code in (None, town.admin1)
        # A namesake that is not the division's largest town is less known than the division.
        known = town.capital or town.population >= _FAMOUS or (town.main and not division.top)
        return not (known or (namesake and (town.main or town.population >= _TOWN)))
    if (town.population < _LARGE or not town.main) and division.top and key(division.name) == name:
        return True
    if (town.country in countries) != (division.country in countries):
        return division.country in countries
    return division.top and town.population < 500_000 and key(division.name) == name


def unusual(cities: Sequence[City], standing: Standing) -> City | None:
    """The largest town whose name is spelled alike, where "in" and the countries of the text speak for it."""
    if not standing.placed or standing.person or standing.family:
        return None
    alike = [city for city in cities if city.country in standing.countries]
    return max(alike, key=lambda city: city.population, default=None)
