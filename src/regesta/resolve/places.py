"""Where: reads the places that a stretch of text names.

A name counts only where its form allows a place: it must not be one word out of a longer proper name
("Paris Hilton", "The Washington Post"), and a small town that is also an ordinary word needs a country
that speaks for it. Coordinates are given for cities alone, never for a region, a water or a country.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from regesta.model import Place, Precision
from regesta.resolve.atlas import Atlas, City, Division, key
from regesta.resolve.placetext import Words, bounded, family_names, like_a_person, run, water, window
from regesta.resolve.placewords import (
    DIRECTIONS,
    DIVISION_WORDS,
    ORDINARY,
    PARTS,
    POSTAL,
    SEATED,
    SETTLEMENTS,
    WATERS_OF,
)
from regesta.resolve.towns import Standing, choose

_RANK: Mapping[Precision, int] = {"city": 0, "admin1": 1, "region": 2, "water": 2, "country": 3}
_STARTS = DIRECTIONS | WATERS_OF
_POSSESSIVE = frozenset({"'s ", "’s ", "' ", "’ "})
_APPOSED = frozenset({", ", " (", ",\n"})


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


@dataclass(frozen=True, slots=True)
class _Surface:
    """A spelling of a country or region; ``name`` is the first spelling given for a country's code."""

    text: str
    name: str
    country: str | None
    precision: Precision

    def allows(self, written: str) -> bool:
        """Whether the text may be this name: "us" is not US, "gulf" not the Gulf."""
        if self.text.isupper():
            return written.isupper()
        return written[0].isupper() or not self.text[0].isupper()


class Gazetteer:
    """Finds places in text; ``countries`` and ``regions`` are what the lexicon calls by name."""

    def __init__(self, atlas: Atlas, surfaces: Mapping[str, _Surface]) -> None:
        self._atlas = atlas
        self._surfaces = surfaces
        self._starts = _STARTS | {name.split(" ")[0] for name, s in surfaces.items() if s.text[:1].islower()}
        self._read = lru_cache(maxsize=8192)(self._scan)

    @classmethod
    def load(
        cls, countries: Mapping[str, str], regions: Mapping[str, str | None], *, cache: Path | None = None
    ) -> Gazetteer:
        """Open the gazetteer, building its file in ``cache`` (default: the user's cache folder) if need be.

        ``countries`` maps spellings to ISO alpha-3 codes, of each code the name to report first; ``regions``
        maps spellings to the code of the one country they lie in, or None.
        """
        surfaces: dict[str, _Surface] = {}
        names: dict[str, str] = {}
        for text, code in countries.items():
            surfaces.setdefault(key(text), _Surface(text, names.setdefault(code, text), code, "country"))
        for text, region in regions.items():
            surfaces.setdefault(key(text), _Surface(text, text, region, "region"))
        return cls(Atlas.open(cache), surfaces)

    def find(self, text: str, start: int, end: int, *, countries: Sequence[str] = ()) -> Place | None:
        """The most precise place named in ``text[start:end]``, the first of several; None if there is none.

        ``countries`` are the alpha-3 codes of the countries that the text speaks of, most relevant first.
        """
        places = self.find_all(text, start, end, countries=countries)
        return min(places, key=lambda place: _RANK[place.precision], default=None)

    def find_all(self, text: str, start: int, end: int, *, countries: Sequence[str] = ()) -> tuple[Place, ...]:
        """Every place named in ``text[start:end]``, in order; names that reach out of it are cut to it."""
        low, high = window(text, start, end)
        names, words = self._read(text[low:high], tuple(countries), family_names(text))
        places: list[Place] = []
        for name in names:
            first, last = max(start, low + words.start[name.first]), min(end, low + words.end[name.last - 1])
            if first < last:
                places.append(_place(name, text, first, last))
        return tuple(places)

    def _scan(
        self, text: str, countries: tuple[str, ...], families: frozenset[str]
    ) -> tuple[tuple[PlaceName, ...], Words]:
        words = Words.of(text, families)
        return tuple(self._names(words, countries)), words

    def _names(self, words: Words, countries: tuple[str, ...]) -> Iterator[PlaceName]:
        i = 0
        while i < len(words.word):
            name = self._at(words, i, countries) if words.capital(i) or words.low[i] in self._starts else None
            if name is None and words.article(i):
                name = self._named(words, i, countries)
            if name is not None:
                yield name
            i = name.last if name is not None else i + 1

    def _at(self, words: Words, i: int, countries: tuple[str, ...]) -> PlaceName | None:
        """The place whose name begins at token ``i``, the longest reading first."""
        named = self._named(words, i, countries)
        wet = water(words, i)
        if wet and (named is None or wet > named.last):
            return PlaceName(i, wet, words.slice(i, wet), None, "water")
        if named is None and words.low[i] in DIRECTIONS:
            return self._part(words, i, countries)
        if named is not None and named.precision == "country":
            j = named.last
            if words.at(j) in PARTS and words.gap(j - 1) in _POSSESSIVE:
                return PlaceName(i, j + 1, words.slice(i, j + 1), named.country, "region")
        return named

    def _named(self, words: Words, i: int, countries: tuple[str, ...]) -> PlaceName | None:
        for j in range(run(words, i), i, -1):
            name = self._exactly(words, i, j, countries)
            if name is not None:
                return name
        return None

    def _exactly(self, words: Words, i: int, j: int, countries: tuple[str, ...]) -> PlaceName | None:
        """The place that tokens ``i`` to ``j`` name, or None."""
        written = words.slice(i, j)
        name = key(written)
        surface = self._surfaces.get(name)
        if surface is not None and not surface.allows(written):
            surface = None
        if surface is None and not words.capital(i) and not words.article(i):
            return None
        cities, divisions = self._atlas.cities(name), self._atlas.divisions(name)
        if not (surface or cities or divisions) or not bounded(words, i, j, self._is_country):
            return None
        if surface is None and j - i == 1 and words.low[i] in DIRECTIONS:
            return None
        labelled = self._labelled(words, i, j, countries, surface)
        if labelled is not None:
            return labelled
        settled = _settlement(words, i, j)
        if surface is not None and not settled:
            other = self._other(words, i, j, countries, surface)
            return other or PlaceName(i, j, surface.name, surface.country, surface.precision)
        return self._town_or_division(words, i, j, countries, settled)

    def _labelled(
        self, words: Words, i: int, j: int, countries: tuple[str, ...], surface: _Surface | None
    ) -> PlaceName | None:
        """A division that says so: "Borno state", "the province of Aleppo", "Donetsk region"."""
        label, last = words.at(j), j + 1
        if label not in DIVISION_WORDS or words.gap(j - 1) != " ":
            label, last = (words.at(i - 2) if words.at(i - 1) == "of" else ""), j
        if label not in DIVISION_WORDS:
            return None
        name = key(words.slice(i, j))
        divisions = self._atlas.divisions(name)
        if surface is not None:
            divisions = tuple(d for d in divisions if label in d.kind.split() and d.country != surface.country)
        forced = {country for country, _ in self._qualifiers(words, last)}
        division = _division(divisions, countries, forced)
        if division is not None:
            return _admin1(words, i, j, last, division.country)
        if surface is not None or label not in SEATED:
            return None
        standing = Standing(countries=countries, forced=(), settled=False, person=False, unique=True)
        town = choose(self._atlas.cities(name), name, standing)
        if town is None or town.population < 15_000:
            return None
        return _admin1(words, i, j, last, town.country)

    def _other(
        self, words: Words, i: int, j: int, countries: tuple[str, ...], surface: _Surface
    ) -> PlaceName | None:
        """What shares a country's name: Georgia the state, Lebanon the town in Pennsylvania."""
        if surface.precision != "country":
            return None
        name = key(words.slice(i, j))
        forced = tuple(q for q in self._qualifiers(words, j) if q[1] and q[0] != surface.country)
        if forced:
            standing = Standing(countries=countries, forced=forced, settled=False, person=False, unique=False)
            town = choose(self._atlas.cities(name), name, standing)
            if town is not None and (town.country, town.admin1) in forced:
                return _city(words, i, j, town)
        if surface.country in countries or surface.country is None:
            return None
        divisions = tuple(d for d in self._atlas.divisions(name) if d.top and d.country in countries)
        if divisions and key(divisions[0].name) == name:
            return PlaceName(i, j, words.slice(i, j), divisions[0].country, "admin1", divisions[0].name)
        return None

    def _town_or_division(
        self, words: Words, i: int, j: int, countries: tuple[str, ...], settled: bool
    ) -> PlaceName | None:
        name = key(words.slice(i, j))
        forced = tuple(self._qualifiers(words, j)) or self._owner(words, i)
        standing = Standing(
            countries=countries, forced=forced, settled=settled, person=like_a_person(words, i, j), unique=False
        )
        town = choose(self._atlas.cities(name), name, standing)
        division = None
        if not settled and name not in ORDINARY and len(name) > 3:
            division = _division(self._atlas.divisions(name), countries, {country for country, _ in forced})
        if division is not None and (town is None or _outranks(division, town, name, countries)):
            return _admin1(words, i, j, j, division.country)
        if town is None:
            return None
        last = j + 1 if words.at(j) == "city" and words.capital(j) and words.gap(j - 1) == " " else j
        return _city(words, i, last, town)

    def _qualifiers(self, words: Words, j: int) -> Iterator[tuple[str, str | None]]:
        """Country and, where known, division that follow a name after a comma: "Goma, eastern DR Congo"."""
        if words.gap(j - 1) not in _APPOSED:
            return
        i = j
        while words.at(i) in DIRECTIONS or words.at(i) in ("in", "the", "of") and not words.capital(i):
            i += 1
        if not words.capital(i) or i - j > 4:
            return
        code = POSTAL.get(key(words.word[i]))
        if code is not None and (words.word[i].isupper() or words.gap(i)[:1] == "."):
            yield "USA", code
            return
        for last in range(run(words, i), i, -1):
            name = key(words.slice(i, last))
            surface = self._surfaces.get(name)
            divisions = [d for d in self._atlas.divisions(name) if d.top]
            if surface is not None and surface.country and surface.allows(words.slice(i, last)):
                yield surface.country, None
            yield from ((division.country, division.code) for division in divisions)
            if surface or divisions:
                return

    def _owner(self, words: Words, i: int) -> tuple[tuple[str, str | None], ...]:
        """The country of a possessive before the name: "Iraq's Mosul"."""
        surface = self._surfaces.get(key(words.word[i - 1])) if words.gap(i - 1) in _POSSESSIVE else None
        return ((surface.country, None),) if surface is not None and surface.country else ()

    def _part(self, words: Words, i: int, countries: tuple[str, ...]) -> PlaceName | None:
        """A country or region by its direction: "northeastern Mali", "the north of Syria"."""
        j = i
        while words.at(j) in DIRECTIONS or words.at(j) in ("and", "or", "to", "parts", "part", "areas") and j > i:
            j += 1
        if words.at(j) == "of":
            j += 2 if words.at(j + 1) == "the" else 1
        if j >= len(words.word) or any("\n\n" in words.gap(k) or words.gap(k) not in (" ", "-", "\n") for k in range(i, j)):
            return None
        target = self._named(words, j, countries)
        if target is None or target.precision not in ("country", "region"):
            return target
        return PlaceName(i, target.last, words.slice(i, target.last), target.country, "region")

    def _is_country(self, name: str) -> bool:
        surface = self._surfaces.get(key(name))
        return surface is not None and surface.precision == "country"


def _settlement(words: Words, i: int, j: int) -> bool:
    """Whether the text says that the name is a town's: "the city of Gaza", "Gaza City"."""
    before = words.at(i - 1) == "of" and words.at(i - 2) in SETTLEMENTS
    return before or (words.at(j) == "city" and words.capital(j) and words.gap(j - 1) == " ")


def _division(divisions: Sequence[Division], countries: Sequence[str], forced: set[str]) -> Division | None:
    """The one meant: in the country that follows, in one that the text speaks of, or the only one there is."""
    for division in divisions:
        if division.country in forced:
            return division
    for country in countries:
        for division in divisions:
            if division.country == country:
                return division
    tops = [division for division in divisions if division.top]
    return tops[0] if len({division.country for division in tops}) == 1 else None


def _outranks(division: Division, town: City, name: str, countries: Sequence[str]) -> bool:
    """Whether a bare name means the division rather than the town: Ontario, but Kano and New York."""
    if town.country == division.country:
        return not (town.main or town.capital or town.population >= 1_000_000)
    if (town.country in countries) != (division.country in countries):
        return division.country in countries
    return division.top and town.population < 500_000 and key(division.name) == name


def _admin1(words: Words, i: int, j: int, last: int, country: str) -> PlaceName:
    name = words.slice(i, j)
    return PlaceName(i, last, name, country, "admin1", name)


def _city(words: Words, i: int, last: int, town: City) -> PlaceName:
    return PlaceName(i, last, town.name, town.country, "city", town.admin1_name, town)


def _place(name: PlaceName, text: str, start: int, end: int) -> Place:
    city = name.city
    return Place(
        text=text[start:end],
        start=start,
        end=end,
        name=name.name,
        country=name.country,
        admin1=name.admin1,
        latitude=city.latitude if city else None,
        longitude=city.longitude if city else None,
        precision=name.precision,
        geonames_id=city.id if city else None,
    )
