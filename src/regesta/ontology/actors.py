"""Who is who: ``data/actors/*.toml``, loaded, checked and indexed by the words that name them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from regesta.errors import LexiconError
from regesta.ontology.compiled import cached
from regesta.ontology.plover import plover

FORMAT = 2
"""Raised whenever the shape of the compiled tables changes, so that old caches are not read."""

KINDS = ("country", "person", "igo", "group", "organization", "place")


@dataclass(frozen=True, slots=True)
class Office:
    """One dated role; ``since`` and ``until`` are ISO prefixes ("2012-05"), empty where open."""

    name: str
    sectors: tuple[str, ...]
    since: str
    until: str
    country: str | None = None

    def holds(self, day: str | None) -> bool:
        """Whether the office was held on ``day`` (ISO); with no day, whether it still is."""
        if day is None:
            return not self.until
        return self.since <= day[: len(self.since)] and (not self.until or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[actor]]`` block."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    offices: tuple[Office, ...]
    short: tuple[str, ...]

    def country_on(self, day: str | None) -> str | None:
        """The country or body served on ``day``; with no day, the present or last one."""
        for office in self.offices if day else self.offices[-1:]:
            if office.country and office.holds(day):
                return office.country
        return self.country

    def sectors_on(self, day: str | None) -> tuple[str, ...]:
        """The sectors on ``day`` (ISO); of a person out of office ELI, with no day those of the last office."""
        if not self.offices:
            return self.sectors
        now = [office for office in self.offices if office.holds(day)]
        if now:
            return tuple(dict.fromkeys(s for office in now for s in office.sectors))
        if day is None:
            return self.offices[-1].sectors
        past = [o for o in self.offices if o.until and o.until < day]
        if self.kind == "person" and past and any("GOV" in o.sectors for o in past):
            return ("ELI",)
        return self.sectors or self.offices[0].sectors


@dataclass(frozen=True, slots=True)
class Actors:
    """All tables. ``names`` is case-sensitive; nouns are lower-case lemmas, head last."""

    names: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, Entry]
    people: Mapping[str, Entry]
    capitals: Mapping[str, Entry]
    governments: Mapping[str, Entry]
    surnames: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    institutions: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    heads: frozenset[str]
    hash: str
    places: Mapping[str, str | None] = field(default_factory=dict)
    country_names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None, *, cache: Path | None = None) -> Actors:
        """Load every table, from ``cache`` where unchanged; raises LexiconError naming file and entry."""
        root = folder or Path(str(files("regesta.ontology") / "data" / "actors"))
        texts = {path.name: path.read_text("utf-8") for path in sorted(root.glob("*.toml"))}
        return cached("actors", texts, FORMAT, cache, lambda digest: _build(texts, digest), cls)

    @property
    def countries(self) -> dict[str, str]:
        """Every name of a country -> its ISO alpha-3."""
        return {
            name: entry.country
            for name, entries in self.names.items()
            for entry in entries
            if entry.kind == "country" and entry.country
        }


def _build(texts: Mapping[str, str], digest: str) -> Actors:
    tables = _Tables()
    for name, text in texts.items():
        try:
            tables.read(tomllib.loads(text))
        except (ValueError, KeyError, TypeError) as error:
            raise LexiconError(f"actors/{name}: {error}") from error
    return tables.finish(digest)


class _Tables:
    def __init__(self) -> None:
        self.names: dict[str, list[Entry]] = {}
        self.surnames: dict[str, list[Entry]] = {}
        self.adjectives: dict[str, Entry] = {}
        self.people: dict[str, Entry] = {}
        self.capitals: dict[str, Entry] = {}
        self.governments: dict[str, Entry] = {}
        self.nouns: dict[str, tuple[str, ...]] = {}
        self.institutions: dict[str, tuple[str, ...]] = {}
        self.titles: dict[str, tuple[str, ...]] = {}
        self.places: dict[str, str | None] = {}
        self.ids: set[str] = set()

    def read(self, raw: Mapping[str, Any]) -> None:
        for entry in raw.get("actor", ()):
            self._actor(entry)
        for section, table in (("role", self.nouns), ("institution", self.institutions), ("title", self.titles)):
            for block in raw.get(section, ()):
                sectors = _sectors(block.get("sectors", ""))
                for noun in _split(block["nouns"]):
                    table.setdefault(noun.lower(), sectors)

    def _actor(self, raw: Mapping[str, Any]) -> None:
        if raw["id"] in self.ids:
            raise ValueError(f"id {raw['id']!r} is taken")
        if raw["kind"] not in KINDS:
            raise ValueError(f"{raw['id']}: kind {raw['kind']!r} is none of {', '.join(KINDS)}")
        self.ids.add(raw["id"])
        entry = _entry(raw)
        names = [raw["name"], *raw.get("names", ())]
        if entry.kind == "place":
            self.places.update(dict.fromkeys(names, entry.country))
            return
        for name in names:
            self.names.setdefault(name, []).append(entry)
        for table, key in (
            (self.adjectives, "adjectives"),
            (self.people, "people"),
            (self.capitals, "capital"),
            (self.governments, "government"),
        ):
            for word in _list(raw.get(key, ())):
                table.setdefault(word, entry)
        if entry.kind == "person":
            for short in entry.short:
                self.surnames.setdefault(short, []).append(entry)

    def finish(self, digest: str) -> Actors:
        nouns = {**self.nouns, **self.institutions, **self.titles}
        return Actors(
            names={name: tuple(rows) for name, rows in self.names.items()},
            adjectives=self.adjectives,
            people=self.people,
            capitals=self.capitals,
            governments=self.governments,
            surnames={name: tuple(rows) for name, rows in self.surnames.items()},
            nouns=self.nouns,
            institutions=self.institutions,
            titles=self.titles,
            heads=frozenset(noun.split()[-1] for noun in nouns),
            hash=digest,
            places=self.places,
            country_names={e.id: e.name for rows in self.names.values() for e in rows if e.kind == "country"},
        )


def _entry(raw: Mapping[str, Any]) -> Entry:
    short = _list(raw.get("surname", ())) or (raw["name"].split()[-1],)
    return Entry(
        id=raw["id"],
        name=raw["name"],
        kind=raw["kind"],
        country=raw.get("country"),
        sectors=_sectors(raw.get("sectors", "")),
        offices=tuple(
            Office(
                row.get("office", ""), _sectors(row.get("sectors", "")), str(row.get("from", "")),
                str(row.get("to", "")), row.get("country"),
            )
            for row in raw.get("roles", ())
        ),
        short=tuple(short),
    )  # fmt: skip


def _list(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _split(words: str) -> Iterator[str]:
    return (word.strip() for word in words.split("|") if word.strip())


def _sectors(words: str) -> tuple[str, ...]:
    out = tuple(_split(words))
    for sector in out:
        if sector not in plover().sectors:
            raise ValueError(f"sector {sector!r} is none of PLOVER's")
    return out
