"""GDELT 2.0: events in 61 columns at ``path``, their mentions in 16 columns beside it; tab-separated, no header.

Column lists: the GDELT Event Database codebook, version 2.0. Countries of actors are CAMEO's, those of places FIPS
10-4. The mentions of ``events.csv`` are ``events.mentions.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from regesta.export.datasets import _cameo as cameo
from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account, Tally
from regesta.export.datasets._cells import compact, first, number, row
from regesta.export.datasets._files import Target, whole
from regesta.export.datasets._shape import (
    addresses,
    city_of,
    country_of,
    name_of,
    province_of,
    publications,
    sentence_number,
    sides,
    sides_told,
)
from regesta.export.datasets._shape import number as number_of
from regesta.model import Actor, Dossier, Party, Site, Told
from regesta.ontology.crosswalks import GAZA

SUFFIX = ".csv"

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
COLUMNS = (*EVENTS, *MENTIONS)

TYPES = "an actor's types beyond the third"
VAGUE = "a region or a stretch of water: its country is written, if it lies in one"
ADM1 = "a province: its name is written, its FIPS code is not known"
LOSSES = (
    losses.UNREAL, losses.UNDATED, losses.INTERVAL, losses.EDTF, losses.PARTIES, losses.SECTORS, TYPES, losses.TYPE,
    losses.MODE, losses.CONTEXTS, losses.INTENSITY, VAGUE, ADM1, losses.NUMBERED, losses.TOLLS, losses.ATTRIBUTION,
    losses.DISPUTES, losses.BACKGROUND, losses.NOTHING_MEASURED,
)  # fmt: skip

_LEAD = 3  # a headline, the line under it and the first sentence
_NOWHERE = ("0", *[""] * 7)


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one row an event, and one row for each time that a report of it was published."""
    tally = Tally(LOSSES)
    path = Path(path)
    beside = path.with_name(f"{path.stem}.mentions{path.suffix}")
    with whole(path, beside) as (events, mentions):
        for dossier in tally.watch(dossiers):
            if losses.unreal(dossier, tally):
                continue
            losses.note(dossier, tally)
            events.write(row(_event(dossier, tally)))
            mentions.writelines(map(row, _mentions(dossier)))
            tally.rows += 1
    return tally.account(path, beside)


def _event(dossier: Dossier, tally: Tally) -> Iterator[object]:
    event = dossier.event
    both = sides(event)
    published = list(publications(dossier))
    yield number_of(event.id)
    yield from _dates(event.day_from)
    for party in (both.source, both.target):
        yield from _actor(party, tally)
    yield int(_is_root(dossier))
    yield from (event.cameo, cameo.base(event.cameo), cameo.root(event.cameo), cameo.quad(event.cameo))
    yield number(event.goldstein)
    yield sum(max(1, len(told.report.mentions)) for told, _ in published)
    yield len({one.publisher or one.source for _, one in published})
    yield len(published)
    yield ""
    yield from (*_NOWHERE, *_NOWHERE)
    yield from _geo(event.place, tally)
    yield _moment(event.first_reported)
    yield first(addresses(dossier)) or first([one.source for _, one in published])


def _dates(day: str | None) -> tuple[str, ...]:
    """GDELT counts the fraction of a year in months of 30 days."""
    if day is None:
        return ("",) * 4
    year, month, number_ = day.split("-")
    fraction = ((int(month) - 1) * 30 + int(number_)) / 365
    return (compact(day), year + month, year, f"{int(year) + fraction:.4f}")


def _actor(party: Party | None, tally: Tally) -> tuple[str, ...]:
    one = cameo.coded(party)
    types = (*one.types[:3], "", "", "")[:3]
    tally.lost(TYPES, max(0, len(one.types) - 3))
    return (one.code, name_of(party).upper(), one.country, one.group, "", "", "", *types)


def _is_root(dossier: Dossier) -> bool:
    """Whether a report tells it at its beginning, and not as a part of something else."""
    return any(told.report.part_of is None and sentence_number(told) <= _LEAD for told in dossier.told)


def _geo(place: Site | None, tally: Tally) -> tuple[str, ...]:
    if place is None:
        return _NOWHERE
    country = country_of(place.country)
    if place.precision in ("region", "water"):
        tally.lost(VAGUE)
        parts = [country.name if country else ""]
    else:
        parts = [city_of(place), province_of(place), country.name if country else place.name]
    gaza = place.country == "PSE" and "gaza" in f"{place.name} {place.admin1}".lower()
    fips = GAZA if gaza else country.fips if country else ""
    kind = {"city": 3, "admin1": 2}.get(place.precision, 1)
    if kind > 1 and place.country != "USA":
        kind = {3: 4, 2: 5}[kind]
    full = ", ".join(dict.fromkeys(filter(None, parts)))
    if not full:
        return _NOWHERE
    if province_of(place) and kind > 1:
        tally.lost(ADM1)
    whole_country = fips if kind == 1 else ""
    point = (number(place.latitude), number(place.longitude))
    return (str(kind), full, fips, whole_country, "", *point, whole_country)


def _mentions(dossier: Dossier) -> Iterator[tuple[object, ...]]:
    event = dossier.event
    both = sides(event)
    for told, publication in publications(dossier):
        report = told.report
        named = sides_told(told, event)
        yield (
            number_of(event.id),
            _moment(event.first_reported),
            _moment(publication.issued or publication.published),
            1 if publication.url else 2,
            publication.publisher,
            publication.url or publication.source,
            sentence_number(told),
            _offset(both.source, told, named.source),
            _offset(both.target, told, named.target),
            report.trigger.start,
            1,
            min(100, max(10, round(report.confidence * 10) * 10)),
            told.length,
            "",
            "",
            "",
        )


def _offset(party: Party | None, told: Told, other: Actor | None) -> int:
    """Where the report names the party: by its id, its name or its words, else as that side; -1 for nowhere."""
    if party is None:
        return -1
    named = (*told.report.actors, *told.report.recipients)
    for actor in named:
        if (party.id and actor.id == party.id) or (party.name and actor.name == party.name) or actor.text == party.text:
            return actor.start
    return other.start if other else -1


def _moment(value: str | None) -> str:
    """A day or a moment (ISO 8601, UTC) as YYYYMMDDHHMMSS; "" for anything else."""
    digits = "".join(char for char in (value or "").split("+")[0].split(".")[0] if char.isdecimal())
    if len(digits) not in (8, 12, 14) or not digits.isascii():
        return ""
    return digits.ljust(14, "0")
