"""The reader of feeds: RSS 0.9 to 2.0, RDF and Atom; each entry with a text is one document.

The text is the entry's whole content, else its summary, paragraphs parted by blank lines. ``item`` is the entry's
guid or link; a guid that is no URI is unique only in its feed, and is put after the feed's address.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._fields import instant, language_code, published_day, unsupported, utc
from regesta.read._markup import text_of
from regesta.read._page import declared_feed
from regesta.read._whole import whole
from regesta.read._xml import refuse_entities, root

SUFFIXES = (".rss", ".atom", ".xml")

_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins a feed."""
    begun = root(head)
    if begun is None or begun[0].lower() not in _ROOTS:
        return False
    return begun[0].lower() != "rdf" or b"purl.org/rss" in head or b"netscape.com/rdf" in head


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield each entry's document, or why it was skipped, by its number in the feed."""
    data = whole(stream, source=source)
    _refuse_other(data, source=source)
    parsed = _parsed(data)
    if not parsed.entries:
        what = "is a feed without entries" if parsed.version else "is no feed that can be read"
        raise InputError(f"{source}: {what}; give the address of an RSS or Atom feed")
    languages = [_language(entry, parsed.feed) for entry in parsed.entries]
    if all(unsupported(language) for language in languages):
        raise InputError(f"{source}: {unsupported(languages[0])}")
    for number, (entry, language) in enumerate(zip(parsed.entries, languages, strict=True), start=1):
        where = f"{source}: entry {number}"
        try:
            refused = unsupported(language)
            if refused:
                raise InputError(f"{where}: {refused}")
            yield _document(entry, parsed.feed, where=where, default_id=f"{name}:{number}", language=language)
        except InputError as error:
            yield Skipped(where, "read", str(error))


def _refuse_other(data: bytes, *, source: str) -> None:
    if not data.strip():
        raise InputError(f"{source}: is empty; give an RSS or Atom feed")
    refuse_entities(data, source=source)
    begun = root(data[: 1 << 16])
    if begun is not None and begun[0].lower() in ("html", "head", "body"):
        feed = declared_feed(data[:200_000].decode("utf-8", "replace"))
        hint = f"; it names this feed: {feed}" if feed else ""
        raise InputError(f"{source}: is an HTML page, not a feed; give the address of the feed{hint}")
    if begun is None or begun[0].lower() not in _ROOTS:
        found = f"begins with <{begun[0]}>, which is no feed" if begun else "is no XML"
        raise InputError(f"{source}: {found}; give an RSS or Atom feed or NewsML-G2")


def _parsed(data: bytes) -> Any:
    # Not at the top: other formats need not wait for it.
    import feedparser

    logging.getLogger("feedparser").addHandler(logging.NullHandler())
    # A stream, and never a name: feedparser would fetch or open a name.
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _document(entry: Any, feed: Any, *, where: str, default_id: str, language: str | None) -> Document:
    text = _text(entry)
    if not text:
        raise InputError(f"{where}: has no text; give the feed that carries whole articles, or their pages")
    item = _item(entry, feed)
    return Document(
        id=item or default_id,
        text=text,
        url=_address(entry),
        title=_line(entry.get("title"), markup=True),
        publisher=_publisher(entry, feed),
        published=_published(entry),
        language=language,
        item=item,
        issued=_issued(entry),
    )


def _text(entry: Any) -> str:
    """Take the longest content, in HTML or plain; a summary only where there is none."""
    contents = sorted(entry.get("content") or [], key=lambda one: len(one.get("value") or ""), reverse=True)
    for one in (*contents, entry.get("summary_detail") or {}):
        written = one.get("value") or ""
        text = written.strip() if one.get("type") == "text/plain" else text_of(written)
        if text:
            return text
    return ""


def _line(value: object, *, markup: bool = False) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join((text_of(value) if markup else value).split()) or None


def _address(entry: Any) -> str | None:
    """Return the entry's link; the library gives a guid for one, which need be no address."""
    link = _line(entry.get("link"))
    return link if link and link.lower().startswith(("http://", "https://")) else None


def _publisher(entry: Any, feed: Any) -> str | None:
    source = entry.get("source")
    named = source.get("title") if isinstance(source, dict) else None
    return _line(named, markup=True) or _line(feed.get("title"), markup=True)


def _item(entry: Any, feed: Any) -> str | None:
    guid, link = _line(entry.get("id")), _line(entry.get("link"))
    if guid is None or ":" in guid:
        return guid or link
    scope = _line(feed.get("link")) or _line(feed.get("id")) or _line(feed.get("title"), markup=True)
    return f"{scope}#{guid}" if scope else link


def _published(entry: Any) -> str | None:
    """Return the day of publication as the feed writes it, in the feed's own time zone."""
    written = entry.get("published") if "published" in entry else entry.get("updated") if "updated" in entry else None
    if not isinstance(written, str):
        return None
    day = published_day(written)
    if day is not None:
        return day
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        key = "published_parsed" if "published" in entry else "updated_parsed"
        moment = _moment(entry[key]) if key in entry else None
        return moment[:10] if moment else None


def _issued(entry: Any) -> str | None:
    # Asked for one by one: feedparser would hand out one day for the other, with a warning.
    for key in ("updated", "published"):
        if key in entry and isinstance(entry[key], str):
            moment = instant(entry[key]) if "T" in entry[key] else None
            moment = moment or (_moment(entry[f"{key}_parsed"]) if f"{key}_parsed" in entry else None)
            if moment is not None:
                return moment
    return None


def _moment(parsed: object) -> str | None:
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return utc(datetime(*parsed[:6], tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def _language(entry: Any, feed: Any) -> str | None:
    contents = [*(entry.get("content") or []), entry.get("summary_detail") or {}, feed]
    for one in contents:
        written = one.get("language")
        if isinstance(written, str) and written.strip():
            return language_code(written)
    return None
