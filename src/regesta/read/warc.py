"""The reader of web archives: each page that a server gave, and each text made of one, is one document.

Pages (``response`` records with status 200 and HTML) are read as ``html`` reads them; texts (``conversion`` and
``resource`` records, as in WET files) are kept as they are. ``url`` and ``item`` are the page's address, ``issued``
is when it was archived. Requests, metadata and robots.txt are passed over. Source: ISO 28500:2017.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._decode import decode
from regesta.read._fields import instant, language_code, unsupported
from regesta.read._page import page_document
from regesta.read._whole import Truncated

SUFFIXES = (".warc", ".wet")

_LARGEST = 1 << 24
"""The most bytes of one record that are read: 16 MiB."""
_KINDS = frozenset({"response", "conversion", "resource"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins a web archive."""
    return head.startswith((b"WARC/0.", b"WARC/1."))


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each page's document, or why it was skipped; only one record is in memory at a time."""
    # Not at the top: other formats need not load it.
    from fastwarc.warc import ArchiveIterator

    taken = _Bytes(stream)
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(taken, parse_http=False, stream_detect=False), start=1):
            where = f"{source}: record {number}"
            held = _held(record, where=where, default_id=f"{name}:{number}")
            if isinstance(held, Skipped):
                yield held
            elif held is not None:
                yield from _documents(held)
    except Truncated as error:
        # A stream that broke off knows better why the record ended.
        raise taken.problem or error from None
    except (OSError, ValueError) as error:
        if taken.problem is None:
            said = " ".join(str(error).split())[:100]
            where = f"after record {number}, before byte {taken.count:,}"
            raise InputError(f"{source}: is no web archive {where} ({said}); what came before was read") from None
    if taken.problem is not None:
        raise taken.problem
    if not taken.count:
        raise InputError(f"{source}: is empty; give a web archive")


class _Bytes:
    """The input as the library takes it; an error is kept for later, as the library would not pass it on."""

    def __init__(self, stream: BinaryIO) -> None:
        self.problem: Exception | None = None
        self.count = 0
        self._read = getattr(stream, "read1", stream.read)

    def read(self, size: int = -1) -> bytes:
        try:
            data = cast(bytes, self._read(size))
        except (OSError, InputError) as error:
            self.problem = error
            return b""
        self.count += len(data)
        return data

    def tell(self) -> int:
        return self.count

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("a web archive is read from front to back")

    def close(self) -> None:
        """Leave the input open: it is the caller's to close."""


@dataclass(frozen=True, slots=True)
class _Held:
    """One record that may be a document. ``media`` is its media type, ``encoding`` what the server said."""

    kind: str
    url: str
    headers: Any
    payload: bytes
    where: str
    default_id: str
    media: str
    encoding: str | None = None

    @property
    def identifier(self) -> str:
        return (self.headers.get("WARC-Record-ID") or "").strip("<> ") or self.url or self.default_id


def _held(record: Any, *, where: str, default_id: str) -> _Held | Skipped | None:
    """Return what a record holds, None where that is passed over. Raises Truncated where it ends too early."""
    headers, size = record.headers, record.content_length
    kind = str(record.record_type)
    url = (headers.get("WARC-Target-URI") or "").strip("<> ")
    early = Truncated(f"{where}, which begins at byte {record.stream_pos:,}, ends too early; what came before was read")
    if headers.get("Content-Length") is None:
        raise early
    if kind not in _KINDS or not url.lower().startswith(("http://", "https://")) or _is_robots(url):
        if record.reader.consume() < size:
            raise early
        return None
    if size > _LARGEST:
        return Skipped(where, "read", f"{where}: holds {size:,} bytes, more than 16 MiB; it is no report")
    payload = record.reader.read(size) if size else b""
    if len(payload) < size:
        raise early
    media = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    return _Held(kind, url, headers, payload, where, default_id, media)


def _is_robots(url: str) -> bool:
    return url.lower().rpartition("?")[0].endswith("/robots.txt") or url.lower().endswith("/robots.txt")


def _documents(held: _Held) -> Iterator[Document | Skipped]:
    """Yield a record's document, after a note where its encoding was guessed, or why it is skipped."""
    try:
        if held.kind == "response":
            held = _answered(held)
        if held.media in _HTML:
            found, note = _page(held)
        elif held.media.startswith("text/") and held.kind != "response":
            found, note = _text(held)
        else:
            raise InputError(f"{held.where}: is {held.media or 'of no stated type'}, not HTML or text")
    except InputError as error:
        yield Skipped(held.where, "read", str(error))
        return
    if note:
        yield Skipped(found.id, "read", f"note: {held.where}: {note}")
    yield found


def _answered(held: _Held) -> _Held:
    """Return the body of a server's answer. Raises InputError for one that is no page."""
    answer, body = _http(held)
    status = answer.http_headers.status_code if answer.http_headers is not None else None
    if status != 200:
        said = f"has the status {status}" if status else "is no answer of HTTP"
        raise InputError(f"{held.where}: {said}, and only pages with status 200 are read")
    if len(body) > _LARGEST:
        raise InputError(f"{held.where}: inflates to more than 16 MiB; it is no report")
    media = (answer.http_content_type or "").strip().lower()
    return replace(held, payload=body, media=media, encoding=answer.http_charset)


def _http(held: _Held) -> tuple[Any, bytes]:
    from fastwarc.warc import WarcRecord, WarcRecordType

    # Archives often keep a header that tells of a compression which they have undone.
    for decoding in ("all", "transfer", "none"):
        answer = WarcRecord()
        answer.init_headers(WarcRecordType.response)
        answer.is_http = True
        answer.set_bytes_content(held.payload)
        try:
            answer.parse_http(auto_decode=cast(Any, decoding))
            return answer, answer.reader.read(_LARGEST + 1)
        except (OSError, ValueError):
            continue
    raise InputError(f"{held.where}: is no answer of HTTP that can be read")


def _page(held: _Held) -> tuple[Document, str | None]:
    found, note = page_document(
        held.payload, source=held.where, identifier=held.identifier, address=held.url, encoding=held.encoding
    )
    found = replace(found, publisher=found.publisher or _host(held.url), item=held.url, issued=_archived(held))
    return found, note


def _text(held: _Held) -> tuple[Document, str | None]:
    stated = held.headers.get("WARC-Identified-Content-Language") or ""
    # The first of several is the one most of the page is in.
    language = language_code(stated.partition(",")[0]) if stated.strip() else None
    refused = unsupported(language)
    if refused:
        raise InputError(f"{held.where}: {refused}")
    decoded = decode(held.payload, source=held.where)
    if not decoded.text.strip():
        raise InputError(f"{held.where}: holds only white space")
    found = Document(
        id=held.identifier,
        text=decoded.text,
        url=held.url,
        publisher=_host(held.url),
        language=language,
        item=held.url,
        issued=_archived(held),
    )
    return found, decoded.note


def _archived(held: _Held) -> str | None:
    return instant(held.headers.get("WARC-Date") or "")


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
