"""Every record that passes from one stage to the next.

    bytes -read-> Document -parse-> Parse -find-> Mention -resolve-> Report

All are frozen and slotted. Offsets are characters into ``Document.text`` exactly as read;
a ``Span``'s ``text`` is exactly ``document.text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["boilerplate", "headline", "deck", "paragraph"]
Factuality = Literal["occurred", "planned", "hypothetical", "denied", "negated"]
Layer = Literal["news", "background"]
DateBasis = Literal["stated", "dateline", "published", "inherited"]
Precision = Literal["city", "admin1", "region", "water", "country"]
Marker = Literal["said", "according_to", "quotation", "headline", "inherited"]
Outcome = Literal["killed", "injured", "missing", "detained", "displaced"]


@dataclass(frozen=True, slots=True)
class Document:
    """One published text. ``published`` is an EDTF day ("2023-09-10") or None when unknown."""

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a stage dropped, and why: one readable sentence in ``reason``."""

    document_id: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of a document's text, and exactly that slice."""

    start: int
    end: int
    text: str


# ---------------------------------------------------------------- layout


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by whom a report was filed. ``day`` is EDTF, its year XXXX when not stated."""

    span: Span
    place: Span | None
    day: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """One headline, deck, paragraph or piece of boilerplate, without its dateline."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document's text is laid out; blocks are in order and never overlap."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None


# ---------------------------------------------------------------- parse


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start`` to ``end``; its tokens are ``first`` to ``last`` (exclusive).

    ``first == last`` where the sentence was not parsed because nothing in it can hold an event.
    ``block`` is the index of its block in the layout, ``kind`` that block's kind.
    """

    index: int
    start: int
    end: int
    first: int
    last: int
    block: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Parse:
    """Sentences and tokens as flat columns; token numbers run through the whole document.

    ``pos`` is universal (VERB, NOUN, PROPN ...), ``tag`` Penn Treebank, ``dep`` the parser's label
    (ClearNLP: nsubj, dobj, pobj ...), ``head`` the number of the head token (a root heads itself).
    ``lemma`` is lower case. ``start`` and ``end`` are characters of the document.
    """

    document_id: str
    sentences: tuple[Sentence, ...]
    text: tuple[str, ...]
    lemma: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]


# ---------------------------------------------------------------- find


@dataclass(frozen=True, slots=True)
class Mention:
    """One trigger in one sentence that matched the lexicon; all numbers are tokens of the parse.

    ``actors`` and ``recipients`` are the heads of the phrases that fill the roles; a symmetric
    event has every party under ``actors``. ``scope`` are the tokens whose phrases belong to the event
    (the trigger, its light verb, the words a pattern asked for).
    """

    document_id: str
    sentence: int
    trigger: int
    pattern: str
    event: str
    mode: str | None
    cameo: str
    contexts: tuple[str, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    scope: tuple[int, ...]
    nominal: bool
    symmetric: bool


# ---------------------------------------------------------------- report


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
    """One document with all that was read from it."""

    document: Document
    reports: tuple[Report, ...]
    skipped: tuple[Skipped, ...] = field(default=())


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
