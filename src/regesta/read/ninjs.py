"""The reader of IPTC's ninjs, versions 1 to 3: one item is one document.

An input is one JSON object, a list of them, or one a line. Names are taken without regard to capitals and
underscores, because versions write them differently. The item's ``uri`` is its ``item``. One that is withheld or
canceled is a document even without a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._decode import decode
from regesta.read._fields import document, published_day, version_number
from regesta.read._markup import text_of
from regesta.read._whole import LARGEST, whole

SUFFIXES = (".ninjs", ".json", ".jsonl", ".ndjson")

_START = re.compile(rb"\s*(?:\[\s*)?\{")
_URI = re.compile(rb'(?<!\\)"uri"\s*:')
_MARKS = re.compile(rb'(?<!\\)"(?:body_?(?:text|xhtml)|bodies|headlines|pub_?status|version_?created)"\s*:', re.I)

_CALLED = {
    "text": "body_text", "item": "uri", "issued": "versioncreated", "status": "pubstatus", "embargo": "embargoed",
}  # fmt: skip


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins JSON with the names that an item of ninjs has."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return bool(_START.match(head) and _URI.search(head) and _MARKS.search(head))


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each item's document, or why it was skipped, by its number or line."""
    first = stream.readline(LARGEST + 1)
    while first and not first.removeprefix(b"\xef\xbb\xbf").strip():
        first = stream.readline(LARGEST + 1)
    first = first.removeprefix(b"\xef\xbb\xbf")
    if _is_object(first):
        yield from _by_line(_lines(first, stream, source=source), source=source, name=name)
        return
    data = whole(stream, source=source, before=first)
    decoded = decode(data, source=source)
    if decoded.note:
        yield Skipped(name, "read", f"note: {source}: {decoded.note}")
    text = decoded.text.encode("utf-8", "replace")
    try:
        found = _loaded(text, where=source)
    except InputError:
        if not any(_is_object(line) and sniff(line) for line in text.split(b"\n")):
            raise
        yield from _by_line(text.split(b"\n"), source=source, name=name)
        return
    for number, fields in enumerate(found if isinstance(found, list) else [found], start=1):
        where = f"{source}: item {number}" if isinstance(found, list) else source
        yield _item(fields, where=where, default_id=f"{name}:{number}" if isinstance(found, list) else name)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _lines(first: bytes, stream: BinaryIO, *, source: str) -> Iterator[bytes]:
    yield first
    while line := stream.readline(LARGEST + 1):
        if len(line) > LARGEST:
            raise InputError(f"{source}: has a line of more than 64 MiB; write one item a line")
        yield line


def _by_line(lines: Iterable[bytes], *, source: str, name: str) -> Iterator[Document | Skipped]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            found = _loaded(line, where=where)
        except InputError as error:
            yield Skipped(where, "read", str(error))
            continue
        yield _item(found, where=where, default_id=f"{name}:{number}")


def _loaded(data: bytes, *, where: str) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        at = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise InputError(f"{where}: is not valid JSON ({at}); mend it") from None


def _item(found: object, *, where: str, default_id: str) -> Document | Skipped:
    try:
        if not isinstance(found, dict):
            raise InputError(f'{where}: is not a JSON object; write {{"uri": ..., "body_text": ...}}')
        return _document({_plain(key): value for key, value in found.items()}, where=where, default_id=default_id)
    except InputError as error:
        return Skipped(where, "read", str(error))


def _plain(key: str) -> str:
    return key.replace("_", "").lower()


def _document(fields: dict[str, Any], *, where: str, default_id: str) -> Document:
    item = _string(fields.get("uri"))
    version = fields.get("version")
    numbered = version_number(version)
    return document(
        {
            "id": (f"{item}:{numbered}" if numbered else item) if item else None,
            "text": _text(fields) or None,
            "title": _headline(fields),
            "url": item if item and item.lower().startswith(("http://", "https://")) else None,
            "publisher": _publisher(fields),
            "published": _day(fields),
            "language": fields.get("language"),
            "item": item,
            "version": version,
            "issued": fields.get("versioncreated"),
            "status": fields.get("pubstatus"),
            "embargo": fields.get("embargoed") or fields.get("embargoeduntil"),
        },
        where=where,
        default_id=default_id,
        called=_CALLED,
    )


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _day(fields: dict[str, Any]) -> str | None:
    """Return the day of the first version: what a later one says of "Tuesday" was written then."""
    for key in ("firstcreated", "versioncreated", "contentcreated"):
        day = published_day(_string(fields.get(key)) or "")
        if day is not None:
            return day
    return None


def _text(fields: dict[str, Any]) -> str:
    """Return the plain body where there is one, else that of markup (``body_text``, ``bodies``, ``body_xhtml``)."""
    plain = _string(fields.get("bodytext"))
    if plain:
        return plain
    bodies = _values(fields.get("bodies"))
    for kind, value in sorted(bodies, key=lambda body: "plain" not in body[0]):
        text = value.strip() if "plain" in kind else text_of(value)
        if text:
            return text
    for key in ("bodyxhtml", "bodyhtml"):
        text = text_of(_string(fields.get(key)) or "")
        if text:
            return text
    return ""


def _values(found: object) -> list[tuple[str, str]]:
    """Return the (content type, value) of each entry of ``bodies`` or ``headlines``."""
    entries = found if isinstance(found, list) else []
    return [
        (str(entry.get("contenttype") or entry.get("contentType") or ""), entry["value"])
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("value"), str)
    ]


def _headline(fields: dict[str, Any]) -> str | None:
    written = [_string(fields.get("headline")), *(value for _, value in _values(fields.get("headlines")))]
    written += [_string(fields.get("title"))]
    lines = (" ".join(text_of(value).split()) for value in written if value)
    return next((line for line in lines if line), None)


def _publisher(fields: dict[str, Any]) -> str | None:
    for key in ("copyrightholder", "source", "infosources", "infosource", "sources"):
        value = fields.get(key)
        for one in value if isinstance(value, list) else [value]:
            name = _string(one.get("name") or one.get("literal")) if isinstance(one, dict) else _string(one)
            if name:
                return name
    return None
