"""A place as it was read: which tokens name it, what it is, and the record that is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.model import Place, Precision
from regesta.resolve.atlas import City
from regesta.resolve.placetext import Words


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place and the tokens that name it, ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    name: str
    country: str | None
    precision: Precision
    admin1: str | None = None
    city: City | None = None
    sure: bool = True


def admin1_name(words: Words, i: int, j: int, last: int, country: str, division: str | None) -> PlaceName:
    """The division that tokens ``i`` to ``j`` name, with its label up to ``last``."""
    name = words.slice(i, j)
    return PlaceName(i, last, name, country, "admin1", division or name)


def city_name(i: int, last: int, town: City, sure: bool) -> PlaceName:
    """The town that tokens ``i`` to ``last`` name; ``sure`` where the name alone settles which."""
    return PlaceName(i, last, town.name, town.country, "city", town.admin1_name, town, sure)


def place(name: PlaceName, text: str, start: int, end: int) -> Place:
    """The record of a place, named by ``text[start:end]``; only towns have coordinates."""
    city = name.city
    latitude, longitude, number = (city.latitude, city.longitude, city.id) if city else (None, None, None)
    return Place(
        *(text[start:end], start, end, name.name, name.country, name.admin1, latitude, longitude),
        precision=name.precision,
        geonames_id=number,
    )
