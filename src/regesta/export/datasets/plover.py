"""PLOVER JSON Lines: one object an event, with the fields of the PLOVER codebook in its order.

An entity's ``sector`` and an event's ``context`` are lists, since Regesta knows several. What happened to an event's
factuality stands in ``has_event`` and ``comment``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account, Tally
from regesta.export.datasets._cells import whole
from regesta.export.datasets._files import Target
from regesta.export.datasets._files import whole as whole_file
from regesta.export.datasets._shape import city_of, country_of, lead, province_of, sentence_number
from regesta.model import Dossier, Event, Outcome, Party, Precision, Told

SUFFIX = ".jsonl"
COLUMNS = (
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "size", "coder",
    "coded_date", "coded_time", "comment",
)  # fmt: skip

RANGE = "a toll that is a range or disputed: its lowest number is written"
OUTCOMES = "missing and displaced people"
LOSSES = (
    losses.UNDATED, losses.EDTF, losses.CAMEO_GOLDSTEIN, RANGE, OUTCOMES, losses.ATTRIBUTION, losses.DISPUTES,
    losses.CONFIDENCE, losses.REPORTS,
)  # fmt: skip

_SIZE: dict[Outcome, str] = {"killed": "dead", "injured": "injured", "detained": "arrested"}
_FEATURE: dict[Precision, tuple[str, str]] = {
    "city": ("P", "PPL"), "admin1": ("A", "ADM1"), "country": ("A", "PCL"), "region": ("L", "RGN"), "water": ("H", ""),
}  # fmt: skip


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one line an event; text, trigger and citation are those of its earliest report."""
    tally = Tally(LOSSES)
    with whole_file(path) as (out,):
        for dossier in tally.watch(dossiers):
            losses.note(dossier, tally)
            for toll in dossier.event.casualties:
                tally.lost(RANGE, int(toll.outcome in _SIZE and toll.low != toll.high))
                tally.lost(OUTCOMES, int(toll.outcome not in _SIZE))
            out.write(orjson.dumps(_sound(_record(dossier))).decode() + "\n")
            tally.rows += 1
    return tally.account(path)


def _record(dossier: Dossier) -> dict[str, Any]:
    event, told = dossier.event, lead(dossier)
    several = event.day_to is not None and event.day_to != event.day_from
    return {
        "id": event.id,
        "has_event": event.factuality == "occurred",
        "date": event.day_from,
        "time": None,
        "enddate": event.day_to if several else None,
        "endtime": None,
        "actor": [_entity(one) for one in event.actors],
        "recipient": [_entity(one) for one in event.recipients],
        "event": event.event,
        "event_loc": _location(dossier),
        "event_text": told.report.trigger.text if told else None,
        "quad_code": event.quad,
        "event_scale": event.intensity,
        "mode": event.mode,
        "context": list(event.contexts),
        "link": list(dict.fromkeys(one.report.part_of for one in dossier.told if one.report.part_of)),
        "text": told.sentence if told else None,
        "text_info": _text_info(told),
        "cite_info": _cite_info(told),
        "size": _size(event),
        "coder": f"Regesta {told.report.coded_by.version}" if told else None,
        "coded_date": None,
        "coded_time": None,
        "comment": f"factuality: {event.factuality}; layer: {event.layer}",
    }


def _entity(party: Party) -> dict[str, Any]:
    return {
        "code": party.country,
        "sector": list(party.sectors),
        "entity_text": party.text,
        "identifier_id": party.id,
        "identifier_text": party.name,
        "office": None,
    }


def _location(dossier: Dossier) -> dict[str, Any] | None:
    place = dossier.event.place
    if place is None:
        return None
    spoken = [told.report.place for told in dossier.told if told.report.place]
    country = country_of(place.country)
    feature, code = _FEATURE[place.precision]
    return {
        "extracted_place": next((one.text for one in spoken if one.name == place.name), None),
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": city_of(place) or None,
        "district": None,
        "province": province_of(place) or None,
        "country": country.name if country else None,
        "country_code": place.country,
        "feature_class": feature,
        "feature_code": code or None,
        "resolution": place.precision,
    }


def _text_info(told: Told | None) -> dict[str, Any] | None:
    """Where in its document the event stands: the sentence's number from 1, the trigger's characters."""
    if told is None:
        return None
    trigger = told.report.trigger
    return {"sequence": sentence_number(told), "start": trigger.start, "end": trigger.end}


def _cite_info(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    one = told.publications[0] if told.publications else None
    cited = (one.publisher, one.title, one.published) if one else ()
    return {
        "corpus": None,
        "citation": ", ".join(filter(None, cited)) or None,
        "url": one.url if one else None,
        "title": one.title if one else None,
        "language": None,
        "publication": one.publisher if one else None,
        "license": None,
        "coder": told.report.coded_by.parser,
        "codebook": "PLOVER",
        "version": told.report.coded_by.version,
    }


def _size(event: Event) -> dict[str, int | None]:
    size: dict[str, int | None] = dict.fromkeys(_SIZE.values())
    for toll in event.casualties:
        if toll.outcome in _SIZE:
            size[_SIZE[toll.outcome]] = toll.high if toll.low is None else toll.low
    return size


def _sound(value: Any) -> Any:
    """The same record without halves of surrogate pairs."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {key: _sound(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_sound(one) for one in value]
    return value
