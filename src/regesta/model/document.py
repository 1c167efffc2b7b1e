"""Documents, how they are laid out, their parse, and the mentions found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["boilerplate", "headline", "deck", "paragraph"]
Status = Literal["usable", "withheld", "canceled"]


@dataclass(frozen=True, slots=True)
class Document:
    """One published text. ``published`` is an EDTF day ("2023-09-10") or None when unknown.

    ``item`` is the lasting name that a publisher gives an item through all its versions: a later ``version``,
    or one ``issued`` later (ISO 8601, UTC), replaces an earlier one. ``status`` is IPTC's publication status;
    ``embargo`` is the moment (ISO 8601, UTC) before which it must not be used.
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    item: str | None = None
    version: int = 0
    issued: str | None = None
    status: Status = "usable"
    embargo: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One time a text was published. ``source`` is the id the document was read with.

    ``document_id`` is None for an item that was withdrawn before its text was ever seen.
    """

    document_id: str | None
    source: str
    publisher: str | None
    url: str | None
    title: str | None
    published: str | None
    item: str | None
    version: int
    issued: str | None
    status: Status


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
