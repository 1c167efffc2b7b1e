"""Whom the words of a query mean: ids, countries, sectors, or just words to look for.

What can be named is what the ontology knows; it is loaded when a query first names something in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from unicodedata import category, normalize

from regesta.errors import SettingsError
from regesta.ontology import Actors, plover
from regesta.query import near_names


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who one value means: those with one of the ``ids``, or of the ``country`` and with all ``sectors``.

    ``words`` is a pattern (RE2) for those whom no id names; ``names`` are lower-case names of speakers.
    """

    ids: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    words: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Every actor and country that can be named, by their names folded to plain lower case."""

    codes: frozenset[str]
    countries: Mapping[str, str]
    governments: Mapping[str, str]
    ids: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def of(cls, actors: Actors) -> Known:
        """Index the names of the actors' tables."""
        countries: dict[str, str] = {}
        ids: dict[str, dict[str, None]] = {}
        spellings: dict[str, dict[str, None]] = {}
        for name, entries in (*actors.names.items(), *actors.surnames.items()):
            for entry in entries:
                if entry.kind == "country" and entry.country:
                    countries.setdefault(folded(name), entry.country)
                    continue
                ids.setdefault(folded(name), {})[entry.id] = None
                ids.setdefault(folded(entry.id), {})[entry.id] = None
                spellings.setdefault(entry.id, {})[name.lower()] = None
        for word, entry in (*actors.adjectives.items(), *actors.people.items()):
            if entry.kind == "country" and entry.country:
                countries.setdefault(folded(word), entry.country)
        return cls(
            codes=frozenset({*countries.values(), *plover().international, "KOS"}),
            countries=countries,
            governments={
                folded(word): entry.country
                for word, entry in (*actors.capitals.items(), *actors.governments.items())
                if entry.country
            },
            ids={name: tuple(found) for name, found in ids.items()},
            names={entry.id: entry.name for entries in actors.names.values() for entry in entries},
            spellings={key: tuple(found) for key, found in spellings.items()},
        )

    def country(self, value: str) -> str:
        """The code of a country; raises SettingsError for a name that there is not."""
        code = self._code(value)
        if code is None:
            raise SettingsError(f"no country {value!r}; {self._near(value)}")
        return code

    def who(self, value: str) -> Wanted:
        """Whom a value means; what no table has is looked for as words.

        Raises SettingsError for a country's code with what looks like a sector and is none ("RUS MLI").
        """
        for word in (value, value.upper()):
            units = word.split()
            sectors: list[str] = []
            while units and units[-1] in plover().sectors:
                sectors.insert(0, units.pop())
            place = " ".join(value.split()[: len(units)])
            country = self._code(place) if units else None
            if country or (sectors and not units):
                return Wanted(country=country, sectors=tuple(sectors))
            ids = self.ids.get(folded(value))
            if ids:
                names = (name for one in ids for name in self.spellings[one])
                return Wanted(ids=ids, words=pattern(value), names=tuple(dict.fromkeys(names)))
            government = self.governments.get(folded(value))
            if government:
                return Wanted(country=government, sectors=("GOV",))
        code, *rest = value.split()
        for unit in rest if code in self.codes else ():
            if re.fullmatch("[A-Z]{2,5}", unit) and unit not in plover().sectors:
                raise SettingsError(f"no sector {unit!r} as in {value!r}; {near_names(unit, plover().sectors)}")
        return Wanted(words=pattern(value), names=(value.lower(),))

    def _code(self, value: str) -> str | None:
        if value.upper() in self.codes and (value.isupper() or folded(value) not in self.ids):
            return value.upper()
        return self.countries.get(folded(value))

    def _near(self, value: str) -> str:
        """The hint for a country that there is not: the nearest, each once, however it may be called."""
        called = {**self.countries, **{code.lower(): code for code in self.codes}}
        near = get_close_matches(folded(value), called, n=12, cutoff=0.8)
        near = near or get_close_matches(folded(value), called, n=12, cutoff=0.6)
        codes = list(dict.fromkeys(called[one] for one in near))[:3]
        if not codes:
            return "write a name in English or an ISO code (Mali, MLI)"
        told = (f"{self.names[code]} ({code})" if code in self.names else code for code in codes)
        return f"did you mean {' or '.join(told)}?"


@cache
def known() -> Known:
    """What Regesta's own ontology knows, loaded once."""
    return Known.of(Actors.load())


def folded(text: str) -> str:
    """The words of a text in lower case without accents, one space between them; so folds DuckDB too."""
    plain = "".join(char for char in normalize("NFD", text) if not category(char).startswith("M"))
    return re.sub(r"[\W_]+", " ", normalize("NFC", plain)).strip().lower()


def pattern(text: str) -> str:
    """An RE2 pattern for these words next to each other, whole, in any case, in text without accents."""
    words = folded(text).split()
    if folded(text).isascii():  # RE2's \b and \W know ASCII alone, and are five times quicker
        return r"(?i)\b" + r"\W+".join(words) + r"\b"
    return r"(?i)(?:^|[^\pL\pN])" + r"[^\pL\pN]+".join(words) + r"(?:$|[^\pL\pN])"


def listed(field_name: str, values: Iterable[str], names: Iterable[str]) -> list[str]:
    """The names as they are written in the tables; raises SettingsError for one that there is not."""
    table = {name.casefold(): name for name in names}
    out = []
    for value in values:
        key = re.sub(r"\s+", "_" if field_name == "context" else "-", value.casefold())
        if key not in table:
            raise SettingsError(f"{field_name}: {value!r} is none; {near_names(value, table.values())}")
        out.append(table[key])
    return out
