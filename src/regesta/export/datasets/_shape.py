"""What several data sets ask of an event: a number, two sides, its first report, its publications."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from regesta.model import Actor, Dossier, Event, Party, Publication, Site, Told
from regesta.ontology.crosswalks import Country, countries

_MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE", "SUPPORT"))
_MUTUAL_CAMEO = frozenset(("0841", "0871", "190", "193"))

Who = TypeVar("Who", Party, Actor)


@dataclass(frozen=True, slots=True)
class Sides(Generic[Who]):
    """Who acts and who is acted upon, one each, and how many further parties there are."""

    source: Who | None
    target: Who | None
    further: int


def sides(event: Event) -> Sides[Party]:
    """The two sides of an event. A meeting, a deal or a fight lists all under actors: its second party is a side."""
    return _sides(event.actors, event.recipients, mutual=_mutual(event))


def sides_told(told: Told, event: Event) -> Sides[Actor]:
    """The two sides of an event as one of its reports names them."""
    return _sides(told.report.actors, told.report.recipients, mutual=_mutual(event))


def _mutual(event: Event) -> bool:
    return event.event in _MUTUAL or event.cameo in _MUTUAL_CAMEO


def _sides(actors: Sequence[Who], recipients: Sequence[Who], *, mutual: bool) -> Sides[Who]:
    if mutual and not recipients and len(actors) > 1:
        return Sides(actors[0], actors[1], len(actors) - 2)
    source = actors[0] if actors else None
    target = recipients[0] if recipients else None
    return Sides(source, target, max(0, len(actors) - 1) + max(0, len(recipients) - 1))


def number(identifier: str) -> int:
    """A positive number of 63 bits that stands for an id: the first 8 bytes of its BLAKE2b hash, big-endian.

    Sets whose ids are numbers get this one. It is the same in every export; that two of ten million events share
    one has a chance of about one in 200,000.
    """
    digest = hashlib.blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def lead(dossier: Dossier) -> Told | None:
    """The earliest report, or None."""
    return dossier.told[0] if dossier.told else None


def publications(dossier: Dossier) -> Iterator[tuple[Told, Publication]]:
    """Every time that a report of the event was published."""
    return ((told, one) for told in dossier.told for one in told.publications)


def addresses(dossier: Dossier) -> tuple[str, ...]:
    """Where the reports stand, each address once, the earliest report's first."""
    return tuple(dict.fromkeys(one.url for _, one in publications(dossier) if one.url))


def name_of(party: Party | None) -> str:
    """A party's name, else the words for it; "" where there is none."""
    return "" if party is None else party.name or party.text


def country_of(code: str | None) -> Country | None:
    """The country of an ISO alpha-3 code; None where it is none."""
    return countries().get(code or "")


def city_of(place: Site | None) -> str:
    """The city's name where the place is one."""
    return place.name if place and place.precision == "city" else ""


def province_of(place: Site | None) -> str:
    """The province's name where it is known."""
    if place is None:
        return ""
    return place.admin1 or (place.name if place.precision == "admin1" else "")


def sentence_number(told: Told) -> int:
    """The number, from 1, of the sentence of its document that tells the event first."""
    return min((one.sentence for one in told.report.mentions), default=0) + 1
