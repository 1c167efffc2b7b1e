"""Where: reads the places that a stretch of text names.

A name counts only where its form allows a place: it must not be one word out of a longer proper name
("Paris Hilton", "The Washington Post"), and a small town that is also an ordinary word needs a country
that speaks for it. Coordinates are given for cities alone, never for a region, a water or a country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from regesta.model import Place, Precision
from regesta.resolve.atlas import Atlas, key, skeleton
from regesta.resolve.placename import PlaceName, admin1_name, city_name, place
from regesta.resolve.placetext import (
    POSSESSIVE,
    Words,
    bounded_left,
    bounded_right,
    family_names,
    introduced,
    like_a_person,
    opening,
    run,
    settlement,
    stands_in,
    titled_city,
    water,
    window,
)
from regesta.resolve.placewords import (
    DIRECTIONS,
    DIVISION_WORDS,
    ORDINARY,
    PARTS,
    POSTAL,
    SEATED,
    WATERS_OF,
)
from regesta.resolve.towns import Standing, choose, choose_division, outranks, unusual

_RANK: Mapping[Precision, int] = {"city": 0, "admin1": 1, "region": 2, "water": 2, "country": 3}
_SPOKEN_OF = 3  # how many countries a document adds to those that the caller names
_STARTS = DIRECTIONS | WATERS_OF
_APPOSED = frozenset({", ", " (", ",\n"})


@dataclass(frozen=True, slots=True, eq=False)
class _Document:
    """What a whole text tells: family names in it, towns that it places, and where else it speaks of.

    ``spots`` are the tokens of ``words`` at which a place's name can begin.
    """

    words: Words
    spots: Sequence[int]
    families: frozenset[str] = frozenset()
    towns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    divisions: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Context:
    """What helps to tell namesakes apart: countries, most relevant first, and the document."""

    countries: tuple[str, ...]
    document: _Document


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
        self._read = lru_cache(maxsize=4096)(self._scan)
        self._document = lru_cache(maxsize=16)(self._learn)

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
            _add(surfaces, _Surface(text, names.setdefault(code, text), code, "country"))
        for text, region in regions.items():
            _add(surfaces, _Surface(text, text, region, "region"))
        return cls(Atlas.open(cache), surfaces)

    def find(self, text: str, start: int, end: int, *, countries: Sequence[str] = ()) -> Place | None:
        """The most precise place named in ``text[start:end]``, the first of several; None if there is none.

        ``countries`` are the alpha-3 codes of the countries that the text speaks of, most relevant first.
        """
        places = self.find_all(text, start, end, countries=countries)
        return min(places, key=lambda found: _RANK[found.precision], default=None)

    def find_all(self, text: str, start: int, end: int, *, countries: Sequence[str] = ()) -> tuple[Place, ...]:
        """Every place named in ``text[start:end]``, in order; names that reach out of it are cut to it."""
        document = self._document(text)
        spoken_of = (*countries, *(code for code in document.countries if code not in countries))
        return self._read(document, start, end, spoken_of)

    def _learn(self, text: str) -> _Document:
        """One sense for a document: "Oxford, North Carolina" is still meant where "Oxford" stands alone."""
        words = Words.of(text)
        spots = [i for i in range(len(words.word)) if self._may_begin(words, i)]
        families = family_names(text)
        towns: dict[str, tuple[str, str]] = {}
        countries: Counter[str] = Counter()
        divisions: set[tuple[str, str]] = set()
        for name in self._names(words, spots, _Context((), _Document(words, spots, families))):
            if not name.sure or name.country is None:
                continue
            countries[name.country] += 1
            if name.precision == "admin1":
                divisions |= {
                    (d.country, d.code)
                    for d in self._atlas.divisions(key(name.name))
                    if d.code and d.country == name.country
                }
            if name.city is not None:
                towns[key(words.slice(name.first, name.last))] = (name.city.country, name.city.admin1)
        spoken_of = tuple(code for code, _ in countries.most_common(_SPOKEN_OF))
        return _Document(words, spots, families, towns, spoken_of, frozenset(divisions))

    def _scan(self, document: _Document, start: int, end: int, countries: tuple[str, ...]) -> tuple[Place, ...]:
        """Read the window around a span, in which nothing that begins behind the span counts."""
        all_words, spots = document.words, document.spots
        text = all_words.text
        low, high = window(text, start, end)
        first = bisect_left(all_words.start, low)
        a, b = bisect_left(spots, first), bisect_left(spots, bisect_left(all_words.start, end, first))
        if a == b:
            return ()
        words = all_words.part(first, bisect_left(all_words.start, high, first), low=low, high=high)
        begin = [i for spot in spots[a:b] if self._may_begin(words, i := spot - first)]
        places = []
        for name in self._names(words, begin, _Context(countries, document)):
            left, right = max(start, low + words.start[name.first]), min(end, low + words.end[name.last - 1])
            if left < right:
                places.append(place(name, text, left, right))
        return tuple(places)

    def _may_begin(self, words: Words, i: int) -> bool:
        return words.upper[i] or words.low[i] in self._starts or words.article(i)

    def _names(self, words: Words, spots: Iterable[int], context: _Context) -> Iterator[PlaceName]:
        past, nearby = -1, context
        for i in spots:
            if i < past:
                continue
            name = self._at(words, i, nearby if i == past else context)
            if name is not None:
                yield name
                past, nearby = name.last, context
                # What follows "Athens, " lies in the country of that Athens.
                if name.city is not None and name.country is not None and words.gap(past - 1) in _APPOSED:
                    nearby = _Context((name.country,), context.document)

    def _at(self, words: Words, i: int, context: _Context) -> PlaceName | None:
        """The place whose name begins at token ``i``, the longest reading first."""
        named = self._named(words, i, context)
        wet = water(words, i)
        if wet and (named is None or wet > named.last or (wet == named.last and named.precision == "admin1")):
            return PlaceName(i, wet, words.slice(i, wet), None, "water")
        if named is None and words.low[i] in DIRECTIONS:
            return self._part(words, i, context)
        if named is not None and named.precision == "country":
            j = named.last
            if words.at(j) in PARTS and not words.capital(j) and words.gap(j - 1) in POSSESSIVE:
                return PlaceName(i, j + 1, words.slice(i, j + 1), named.country, "region")
        return named

    def _named(self, words: Words, i: int, context: _Context) -> PlaceName | None:
        if bounded_left(words, i, self._is_country):
            for j in range(run(words, i), i, -1):
                name = self._exactly(words, i, j, context) if bounded_right(words, j, self._is_country) else None
                if name is not None:
                    return name
        return None

    def _exactly(self, words: Words, i: int, j: int, context: _Context) -> PlaceName | None:
        """The place that tokens ``i`` to ``j`` name, or None."""
        written = words.slice(i, j)
        name = key(written)
        surface = self._surfaces.get(name)
        if surface is not None and not surface.allows(written):
            surface = None
        if surface is None and not words.capital(i) and not words.article(i):
            return None
        cities, divisions = self._atlas.cities(name), self._atlas.divisions(name)
        if not (surface or cities or divisions):
            return self._spelled_otherwise(words, i, j, context, name)
        if surface is None and j - i == 1 and words.low[i] in DIRECTIONS:
            return None
        labelled = self._labelled(words, i, j, context, surface)
        if labelled is not None:
            return labelled
        settled = settlement(words, i, j)
        if surface is not None and not settled:
            other = self._other(words, i, j, context, surface)
            return other or PlaceName(i, j, surface.name, surface.country, surface.precision)
        return self._town_or_division(words, i, j, context, settled)

    def _spelled_otherwise(self, words: Words, i: int, j: int, context: _Context, name: str) -> PlaceName | None:
        """A town of an Arabic country whose name has a hundred spellings: Hodeidah, Hudaida."""
        if not context.countries or not stands_in(words, i):
            return None
        bones = skeleton(name)
        if len(bones) < 4:
            return None
        town = unusual(self._atlas.cities(bones), _standing(words, i, j, context, (), False))
        return None if town is None else city_name(i, j, town, False)

    def _labelled(self, words: Words, i: int, j: int, context: _Context, surface: _Surface | None) -> PlaceName | None:
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
        if label in ("county", "parish", "district", "territory", "republic"):
            divisions = tuple(d for d in divisions if label in d.kind.split())
        forced = {country for country, _ in self._qualifiers(words, last)}
        alike = tuple(d for d in divisions if label in d.kind.split())
        division = choose_division(alike or divisions, context.countries, forced)
        if division is not None:
            return admin1_name(words, i, j, last, division.country, division.name)
        if surface is not None or label not in SEATED:
            return None
        standing = Standing(countries=context.countries, unique=True)
        town = choose(self._atlas.cities(name), name, standing)
        return (
            None
            if town is None or town.population < 15_000
            else admin1_name(words, i, j, last, town.country, town.admin1_name)
        )

    def _other(self, words: Words, i: int, j: int, context: _Context, surface: _Surface) -> PlaceName | None:
        """What shares a country's name: Georgia the state, Lebanon the town in Pennsylvania."""
        if surface.precision != "country":
            return None
        name = key(words.slice(i, j))
        forced = tuple(q for q in self._qualifiers(words, j) if q[1] and q[0] != surface.country)
        if forced:
            standing = Standing(countries=context.countries, forced=forced)
            town = choose(self._atlas.cities(name), name, standing)
            if town is not None and (town.country, town.admin1) in forced:
                return city_name(i, j, town, True)
        if surface.country in context.countries or surface.country is None:
            return None
        divisions = tuple(d for d in self._atlas.divisions(name) if d.top and d.country in context.countries)
        if divisions and key(divisions[0].name) == name:
            return PlaceName(i, j, words.slice(i, j), divisions[0].country, "admin1", divisions[0].name)
        return None

    def _town_or_division(self, words: Words, i: int, j: int, context: _Context, settled: bool) -> PlaceName | None:
        name = key(words.slice(i, j))
        if words.at(j) in ("county", "parish") and words.capital(j) and words.gap(j - 1) == " ":
            return None  # not the town that it is called after
        forced = tuple(self._qualifiers(words, j)) or self._owner(words, i)
        standing = _standing(words, i, j, context, forced, settled)
        cities = self._atlas.cities(name)
        town = choose(cities, name, standing)
        division = None
        if not (settled or standing.person) and len(name) > 3 and (name not in ORDINARY or standing.placed):
            beside = {country for country, _ in forced}
            division = choose_division(self._atlas.divisions(name), context.countries, beside)
        if division is not None and (town is None or outranks(division, town, name, context.countries)):
            return admin1_name(words, i, j, j, division.country, division.name)
        if town is None:
            return None
        sure = len({c.country for c in cities}) == 1
        sure = sure or any(k == town.country and code in (None, town.admin1) for k, code in forced)
        return city_name(i, j + 1 if titled_city(words, j) else j, town, sure)

    def _qualifiers(self, words: Words, j: int) -> Iterator[tuple[str, str | None]]:
        """Country and, where known, division that follow a name after a comma: "Goma, eastern DR Congo"."""
        if words.gap(j - 1) not in _APPOSED:
            return
        i = j
        while not words.capital(i) and (words.at(i) in DIRECTIONS or words.at(i) in ("in", "the", "of")):
            i += 1
        if not words.capital(i) or i - j > 4:
            return
        short = POSTAL.get(key(words.word[i]))
        if short is not None and (words.word[i].isupper() or words.gap(i).strip()[:1] in tuple(".,(")):
            yield short
            return
        for last in range(run(words, i), i, -1):
            name = key(words.slice(i, last))
            surface = self._surfaces.get(name)
            divisions = self._atlas.divisions(name)
            if surface is not None and surface.country and surface.allows(words.slice(i, last)):
                yield surface.country, None
            yield from ((division.country, division.code) for division in divisions)
            if surface or divisions:
                return

    def _owner(self, words: Words, i: int) -> tuple[tuple[str, str | None], ...]:
        """The country of a possessive before the name: "Iraq's Mosul"."""
        surface = self._surfaces.get(key(words.word[i - 1])) if words.gap(i - 1) in POSSESSIVE else None
        return ((surface.country, None),) if surface is not None and surface.country else ()

    def _part(self, words: Words, i: int, context: _Context) -> PlaceName | None:
        """A country or region by its direction: "northeastern Mali", "the north of Syria"."""
        j = i
        while words.at(j) in DIRECTIONS or (words.at(j) in ("and", "or", "to", "parts", "part", "areas") and j > i):
            j += 1
        if words.at(j) == "of":
            j += 2 if words.at(j + 1) == "the" else 1
        if j >= len(words.word) or any(words.gap(k) not in (" ", "-", "\n") for k in range(i, j)):
            return None
        target = self._named(words, j, context)
        if target is None or target.precision not in ("country", "region"):
            return target
        return PlaceName(i, target.last, words.slice(i, target.last), target.country, "region")

    def _is_country(self, name: str) -> bool:
        return key(name) in self._surfaces and self._surfaces[key(name)].precision == "country"


def _add(surfaces: dict[str, _Surface], surface: _Surface) -> None:
    """Keep the first spelling of a key, or the one with a small initial, which allows both."""
    name = key(surface.text)
    if name not in surfaces or (surface.text[:1].islower() and surfaces[name].country == surface.country):
        surfaces[name] = surface


def _standing(
    words: Words, i: int, j: int, context: _Context, forced: tuple[tuple[str, str | None], ...], settled: bool
) -> Standing:
    name, document = key(words.slice(i, j)), context.document
    known = document.towns.get(name)
    return Standing(
        countries=context.countries,
        forced=forced or ((known,) if known else ()),
        known=not forced,
        settled=settled,
        person=like_a_person(words, i, j),
        family=name in document.families,
        placed=stands_in(words, i),
        introduced=introduced(words, i),
        opening=opening(words, i, j),
        shouted=j - i == 1 and words.word[i].isupper(),
        divisions=document.divisions,
    )
