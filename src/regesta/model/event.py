"""What several documents say together, and the judgements that brought their reports together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from regesta.model.document import Publication
from regesta.model.report import Factuality, Layer, Outcome, Precision, Report

Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who, as several reports say together; ``text`` is how most of them call it."""

    id: str | None
    name: str | None
    text: str
    country: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Where, as several reports say together: the most precise place that they agree on."""

    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Toll:
    """The lowest and highest number that anyone claims for one outcome; "at least 12" claims 12."""

    outcome: Outcome
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """One of several values of a field, with those who say so and the ids of their reports."""

    value: str
    speakers: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which reports of one event disagree."""

    field: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement on two reports: same happening or not; ``by`` "regesta" or a person. left < right."""

    left: str
    right: str
    verdict: Verdict
    score: float
    why: str
    by: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """What several documents' reports, judged to be the same happening, say together.

    ``id`` is "e" and the id of its earliest report. ``date`` is EDTF; ``day_from`` and ``day_to`` are its
    first and last possible ISO day. ``sources`` counts publishers that reported independently, ``copies``
    the further publications of texts that were already counted. Days are ISO.
    """

    id: str
    event: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    intensity: float
    goldstein: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: str | None
    day_from: str | None
    day_to: str | None
    place: Site | None
    factuality: Factuality
    layer: Layer
    casualties: tuple[Toll, ...]
    speakers: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    reports: tuple[str, ...]
    sources: int
    copies: int
    publishers: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Told:
    """One report of an event with what surrounds it: its sentence, its document's length and publications."""

    report: Report
    sentence: str
    length: int
    publications: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An event and every report of it, the earliest first."""

    event: Event
    told: tuple[Told, ...]
