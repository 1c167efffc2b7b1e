"""The reader of JSON Lines: one JSON object a line is one document.

Its fields are those of ``_fields.FIELDS``; without an ``id`` it gets ``name:line``. A bad line is skipped
by number and the rest is read. An ``id`` that comes again from the same publisher, and is no other version of
an item, is read again under the same id, after a note.
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
from regesta.read._fields import Seen, document
from regesta.read._whole import LARGEST

SUFFIXES = (".jsonl", ".ndjson", ".json")

_START = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')


@dataclass(slots=True)
class _Input:
    """One stream as it is read."""

    source: str
    name: str
    seen: Seen = field(default_factory=Seen)
    encodings: set[str] = field(default_factory=set)


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins a JSON object or a list of them."""
    return _START.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each line's document, or why it was skipped; only one line is in memory at a time."""
    into = _Input(source, name)
    blank = True
    for number, line in enumerate(iter(lambda: stream.readline(LARGEST + 1), b""), start=1):
        if len(line) > LARGEST:
            raise InputError(f"{source}:{number}: is a line of more than 64 MiB; write one document a line")
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
        found = document(fields, where=where, default_id=f"{into.name}:{number}")
    except InputError as error:
        yield Skipped(where, "read", str(error))
        return
    if note and note not in into.encodings:
        into.encodings.add(note)
        yield Skipped(found.id, "read", f"note: {where}: {note} (said once for this input)")
    again = into.seen.note(found, where=where)
    if again is not None:
        yield again
    yield found


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
