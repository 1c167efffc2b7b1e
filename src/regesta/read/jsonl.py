"""The reader of JSON Lines: one JSON object a line is one document.

Fields: ``id`` (text or a whole number; else ``name:line``), ``text``, and optionally ``title``,
``url``, ``publisher``, ``published`` (an ISO day, month, year or datetime, of which the day is kept)
and ``language``; others are ignored. A bad line is skipped by number and the rest is read. An ``id``
that comes again is read again under the same id, after a note.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import orjson

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._decode import decode, refuse_binary
from regesta.read._fields import language_code, published_day, unsupported

SUFFIXES = (".jsonl", ".ndjson", ".json")

_START = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')
_OPTIONAL = ("title", "url", "publisher", "published", "language")


@dataclass(slots=True)
class _Input:
    """One stream as it is read; ``seen`` holds hashes, because ids of huge inputs would fill memory."""

    source: str
    name: str
    seen: set[int] = field(default_factory=set)
    encodings: set[str] = field(default_factory=set)


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins a JSON object or a list of them."""
    return _START.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each line's document, or why it was skipped; only one line is in memory at a time."""
    into = _Input(source, name)
    blank = True
    for number, line in enumerate(stream, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise InputError(f"{source}: is UTF-16, and JSON Lines are UTF-8; save it as UTF-8")
            refuse_binary(line, source=source)
        if not line.strip():
            continue
        if blank and line.strip() in (b"{", b"[", b"[{"):
            raise InputError(f"{source}: is JSON but not JSON Lines; write each object on one line")
        blank = False
        yield from _read_line(line, number, into=into)
    if blank:
        raise InputError(f"{source}: is empty; give a file with one JSON object a line")


def _read_line(line: bytes, number: int, *, into: _Input) -> Iterator[Document | Skipped]:
    where = f"{into.source}:{number}"
    try:
        fields, note = _parse(line, where=where)
        document = _document(fields, where=where, default_id=f"{into.name}:{number}")
    except InputError as error:
        yield Skipped(where, "read", str(error))
        return
    if note and note not in into.encodings:
        into.encodings.add(note)
        yield Skipped(document.id, "read", f"note: {where}: {note} (said once for this input)")
    mark = hash(document.id)
    if mark in into.seen:
        reason = f"note: {where}: id {document.id!r} came before; give each document its own id"
        yield Skipped(document.id, "read", reason)
    into.seen.add(mark)
    yield document


def _parse(line: bytes, *, where: str) -> tuple[dict[str, object], str | None]:
    note = None
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        decoded = decode(line, source=where)
        line, note = decoded.text.encode("utf-8"), decoded.note
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        at = f"{error.msg}, column {error.colno}"
        raise InputError(f"{where}: is not valid JSON ({at}); mend or remove the line") from None
    if not isinstance(value, dict):
        raise InputError(f'{where}: is not a JSON object; write {{"id": ..., "text": ...}}')
    return value, note


def _document(fields: dict[str, object], *, where: str, default_id: str) -> Document:
    text = fields.get("text")
    if not isinstance(text, str):
        found = "missing" if text is None else "not text"
        raise InputError(f'{where}: "text" is {found}; give the document\'s text as a string')
    if not text.strip():
        raise InputError(f'{where}: "text" is empty; give the document\'s text')
    rest = {key: _string(fields, key, where=where) for key in _OPTIONAL}
    language = language_code(rest["language"]) if rest["language"] else None
    refused = unsupported(language)
    if refused:
        raise InputError(f"{where}: {refused}")
    return Document(
        id=_identifier(fields, where=where, default=default_id),
        text=text,
        url=rest["url"],
        title=rest["title"],
        publisher=rest["publisher"],
        published=_day(rest["published"], where=where),
        language=language,
    )


def _string(fields: dict[str, object], key: str, *, where: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'{where}: "{key}" is not text; give it as a string or leave it out')
    return value.strip() or None


def _identifier(fields: dict[str, object], *, where: str, default: str) -> str:
    value = fields.get("id")
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f'{where}: "id" is neither text nor a whole number; give one or leave it out')
    return str(value)


def _day(value: str | None, *, where: str) -> str | None:
    if value is None:
        return None
    day = published_day(value)
    if day is None:
        raise InputError(f'{where}: "published" {value[:40]!r} is no ISO day; write it as YYYY-MM-DD')
    return day
