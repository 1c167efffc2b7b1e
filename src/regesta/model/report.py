"""What one document says happened, and what was tried to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from regesta.model.document import Document, Sentence, Skipped, Span

Factuality = Literal["occurred", "planned", "hypothetical", "denied", "negated"]
Layer = Literal["news", "background"]
DateBasis = Literal["stated", "dateline", "published", "inherited"]
Precision = Literal["city", "admin1", "region", "water", "country"]
Marker = Literal["said", "according_to", "quotation", "headline", "inherited"]
Outcome = Literal["killed", "injured", "missing", "detained", "displaced"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who. ``country``: ISO 3166-1 alpha-3, KOS, or UNO EUR IGO NGO IMG MNC ISM; ``sectors``: PLOVER's."""

    text: str
    start: int
    end: int
    id: str | None
    name: str | None
    country: str | None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so, and by which marker."""

    text: str
    start: int
    end: int
    name: str | None
    country: str | None
    sectors: tuple[str, ...]
    marker: Marker


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF (ISO 8601-2) date; without a span where it was inferred (``basis`` says from what)."""

    value: str
    text: str | None
    start: int | None
    end: int | None
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Place:
    """Where. Coordinates only where the text names a place that has a point."""

    text: str
    start: int
    end: int
    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Casualties:
    """How many suffered one outcome; ``low == high`` for a plain number, None where unbounded."""

    outcome: Outcome
    low: int | None
    high: int | None
    whom: str | None
    text: str
    start: int
    end: int
    attribution: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """One place in the document that tells the event; ``sentence`` is the sentence's number."""

    start: int
    end: int
    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class CodedBy:
    """Which program, parser and lexicon coded a report."""

    version: str
    parser: str
    parser_version: str
    lexicon: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says happened: the public contract, one JSON object a line."""

    id: str
    document_id: str
    event: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    intensity: float
    goldstein: float
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: When | None
    place: Place | None
    attribution: tuple[Speaker, ...]
    factuality: Factuality
    layer: Layer
    casualties: tuple[Casualties, ...]
    part_of: str | None
    trigger: Span
    mentions: tuple[MentionSpan, ...]
    pattern: str
    confidence: float
    coded_by: CodedBy


@dataclass(frozen=True, slots=True)
class Coded:
    """One document with all that was read from it; ``filed`` is the country of its dateline's place."""

    document: Document
    reports: tuple[Report, ...]
    skipped: tuple[Skipped, ...] = field(default=())
    filed: str | None = None


# ---------------------------------------------------------------- explanation


@dataclass(frozen=True, slots=True)
class Candidate:
    """One pattern tried on one trigger (characters ``start`` to ``end``): whether it won, and why or why not."""

    trigger: str
    start: int
    end: int
    pattern: str
    event: str
    mode: str | None
    won: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was tried on one sentence; not ``parsed``: no word in it can tell an event."""

    sentence: Sentence
    text: str
    parsed: bool
    candidates: tuple[Candidate, ...]
