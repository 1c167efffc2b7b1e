"""Fatal organised violence in the 49 columns of UCDP GED: CSV with a header.

Column list and codes: the UCDP GED codebook. An event is one of these where it occurred on a known day and in a
known country, somebody was killed, and one side is organised: a state's forces, or an armed group.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account, Tally
from regesta.export.datasets._cells import days_between, joined, line, number
from regesta.export.datasets._deaths import Deaths, Kind, deaths, killed, kind_of
from regesta.export.datasets._files import Target, whole
from regesta.export.datasets._shape import country_of, lead, name_of, publications, sides
from regesta.export.datasets._shape import number as number_of
from regesta.model import Dossier, Event, Party, Precision
from regesta.ontology.crosswalks import Country

SUFFIX = ".csv"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

OTHER = "an event that is no assault: left out"
BLOODLESS = "an assault without a number of killed people: left out"
UNDATED = "an event without a first day: left out"
NOWHERE = "an event without a country: left out"
PRIVATE = "an assault by nobody organised, or by nobody known: left out"
OPEN = "an open toll (at least, up to): its bound is written"
DISPUTED = "disputed tolls: the range is kept as low and high, who claims what is not"
OTHERS = "casualties other than killed people"
VIOLENCE = "an assault on nobody known: its type of violence is left empty"
GRID = "a place without coordinates: they are left empty"
LOSSES = (
    losses.UNREAL, OTHER, BLOODLESS, UNDATED, NOWHERE, PRIVATE, losses.EDTF, losses.PARTIES, VIOLENCE, OPEN, DISPUTED,
    OTHERS, GRID, losses.NUMBERED, losses.TYPE_CAMEO, losses.MODE, losses.CONTEXTS, losses.BACKGROUND,
    losses.CONFIDENCE, losses.SPANS,
)  # fmt: skip

_WHERE: dict[Precision, int] = {"city": 1, "admin1": 4, "region": 5, "country": 6, "water": 7}


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one row for each event of fatal organised violence; what is none is left out and counted."""
    tally = Tally(LOSSES)
    with whole(path) as (out,):
        rows = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
        rows.writeheader()
        for dossier in tally.watch(dossiers):
            dead = _dead(dossier, tally)
            if dead is not None:
                _note(dossier, dead, tally)
                cells = _where(dossier) | _who(dossier, dead) | _when(dossier.event) | _sources(dossier)
                rows.writerow({name: line(value) for name, value in cells.items()})
                tally.rows += 1
    return tally.account(path)


def _dead(dossier: Dossier, tally: Tally) -> Deaths | None:
    """The deaths of an event that UCDP would list; None, and the reason counted, for any other."""
    event = dossier.event
    if event.event != "ASSAULT":
        tally.lost(OTHER)
        return None
    if losses.unreal(dossier, tally):
        return None
    a, b = _kinds(event)
    dead = deaths(dossier, a, b)
    reasons = (
        (dead is None, BLOODLESS),
        (event.day_from is None, UNDATED),
        (_country(event) is None, NOWHERE),
        (a in (None, "civilian"), PRIVATE),
    )
    for holds, reason in reasons:
        if holds:
            tally.lost(reason)
            return None
    return dead


def _kinds(event: Event) -> tuple[Kind | None, Kind | None]:
    a, b = _fighting(event)
    return kind_of(a), kind_of(b)


def _fighting(event: Event) -> tuple[Party | None, Party | None]:
    """The two sides; of several parties on one, the first that is a state, else the first that is organised."""
    both = sides(event)
    if both.target is not None and not event.recipients:
        return both.source, both.target
    return _armed(event.actors) or both.source, _armed(event.recipients) or both.target


def _armed(parties: Sequence[Party]) -> Party | None:
    return next((one for kind in ("state", "organised") for one in parties if kind_of(one) == kind), None)


def _country(event: Event) -> Country | None:
    return country_of(event.place.country if event.place else None)


def _note(dossier: Dossier, dead: Deaths, tally: Tally) -> None:
    losses.note(dossier, tally)
    event = dossier.event
    claims = [one for told in dossier.told for one in killed(told)]
    tally.lost(OPEN, sum(one.low is None or one.high is None for one in claims))
    tally.lost(DISPUTED, int(dead.low != dead.high))
    tally.lost(OTHERS, sum(one.outcome != "killed" for told in dossier.told for one in told.report.casualties))
    tally.lost(VIOLENCE, int(_violence(*_kinds(event), dead) is None))
    tally.lost(GRID, int(event.place is None or event.place.latitude is None))


def _violence(a: Kind | None, b: Kind | None, dead: Deaths) -> int | None:
    """1 a state fights, 2 two groups fight, 3 civilians are attacked; None where nobody knows against whom."""
    if b is None:
        return 3 if dead.civilians else None
    if b == "civilian":
        return 3
    return 1 if "state" in (a, b) else 2


def _who(dossier: Dossier, dead: Deaths) -> dict[str, Any]:
    event = dossier.event
    first, second = _fighting(event)
    a, b = kind_of(first), kind_of(second)
    violence = _violence(a, b, dead)
    side_a = name_of(first)
    side_b = "Civilians" if violence == 3 else name_of(second)
    return {
        "id": number_of(event.id),
        "relid": event.id,
        "type_of_violence": violence,
        "dyad_name": " - ".join(filter(None, (side_a, side_b))),
        "side_a": side_a,
        "side_b": side_b,
        "deaths_a": dead.a,
        "deaths_b": dead.b,
        "deaths_civilians": dead.civilians,
        "deaths_unknown": dead.unknown,
        "best": dead.best,
        "high": dead.high,
        "low": dead.low,
        "gwnoa": _state(first, a),
        "gwnob": _state(second, b) if violence == 1 else None,
    }


def _state(party: Party | None, kind: Kind | None) -> str | None:
    country = country_of(party.country if party else None)
    return country.gw if country and kind == "state" else None


def _where(dossier: Dossier) -> dict[str, Any]:
    place, country = dossier.event.place, _country(dossier.event)
    assert place is not None and country is not None
    point = place.latitude is not None and place.longitude is not None
    spoken = [told.report.place.text for told in dossier.told if told.report.place]
    return {
        "where_prec": _WHERE[place.precision],
        "where_coordinates": place.name,
        "where_description": joined(spoken),
        "adm_1": place.admin1 or (place.name if place.precision == "admin1" else None),
        "latitude": number(place.latitude),
        "longitude": number(place.longitude),
        "geom_wkt": f"POINT ({number(place.longitude)} {number(place.latitude)})" if point else None,
        "country": country.ucdp,
        "country_id": country.gw,
        "region": country.region,
    }


def _when(event: Event) -> dict[str, Any]:
    assert event.day_from is not None
    return {
        "year": event.day_from[:4],
        "date_prec": _precision(event.day_from, event.day_to),
        "date_start": event.day_from,
        "date_end": event.day_to,
    }


def _precision(first: str, last: str | None) -> int:
    """1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 more."""
    if last is None:
        return 5
    days = days_between(first, last)
    return 1 if days <= 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5


def _sources(dossier: Dossier) -> dict[str, Any]:
    told = lead(dossier)
    published = [one for _, one in publications(dossier)]
    articles = (", ".join(filter(None, (one.publisher, one.published, one.title))) for one in published)
    return {
        "number_of_sources": dossier.event.sources,
        "source_article": joined(articles),
        "source_office": joined(one.publisher for one in published),
        "source_date": joined(one.published for one in published),
        "source_headline": joined(one.title for one in published),
        "source_original": joined(one.name or one.text for one in told.report.attribution) if told else None,
    }
