"""One HTML page as a document: main text, title, day, publisher and address, found by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import Any

from regesta.errors import InputError
from regesta.model import Document
from regesta.read._decode import decode
from regesta.read._fields import language_code, published_day, unsupported

_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
_LANGUAGE = re.compile(r"""<html\b[^>]{0,2000}?\blang\s*=\s*["']?([A-Za-z]{2,8}(?:[-_]\w+)*)""", re.I)
_META_LANGUAGE = re.compile(
    r"""<meta\b[^>]{0,200}?http-equiv\s*=\s*["']?content-language["']?"""
    r"""[^>]{0,200}?\bcontent\s*=\s*["']?([A-Za-z]{2,8})""",
    re.I,
)
# Without an end of its own the library would ask the clock; without the extensive search it takes
# a day only from where a page states one, never from a number somewhere in its text.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
_FEED = re.compile(r"""<link\b[^>]{0,500}?\btype\s*=\s*["']?application/(?:rss|atom)\+xml[^>]{0,500}>""", re.I)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]{1,2000})""", re.I)


def page_document(
    data: bytes, *, source: str, identifier: str, address: str | None = None, encoding: str | None = None
) -> tuple[Document, str | None]:
    """Return the page's document and a note where its encoding was guessed.

    ``address`` is where the page was found: it gives the document its url, and a host as its publisher where the
    page names none. ``encoding`` is what the server said. Raises InputError for another
    language and for a page without a main text.
    """
    decoded = decode(data, source=source, declared=encoding or _declared_encoding(data[:4096]))
    language = _declared_language(decoded.text[:20000])
    refused = unsupported(language)
    if refused:
        raise InputError(f"{source}: {refused}")
    page = _extract(decoded.text, address=address)
    text = _text(page) if page is not None else ""
    if page is None or not text:
        feed = declared_feed(decoded.text)
        or_feed = f", or its feed {feed}" if feed else ""
        raise InputError(f"{source}: is HTML without a main text; give the page of one article{or_feed}")
    return (
        Document(
            id=identifier,
            text=text,
            url=address or page.url or None,
            title=page.title or None,
            publisher=page.sitename or page.hostname or None,
            published=published_day(page.date) if page.date else None,
            language=language,
        ),
        decoded.note,
    )


def declared_feed(markup: str) -> str | None:
    """Return the address of the first feed that a page declares, as it writes it."""
    link = _FEED.search(markup[:200_000])
    href = _HREF.search(link[0]) if link else None
    return href[1] if href else None


def _declared_encoding(head: bytes) -> str | None:
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    # What pages call Latin-1 or ASCII is windows-1252, as browsers read it (WHATWG Encoding, 4.2).
    return "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name


def _declared_language(head: str) -> str | None:
    match = _LANGUAGE.search(head) or _META_LANGUAGE.search(head)
    return language_code(match[1]) if match else None


def _extract(markup: str, *, address: str | None) -> Any:
    # Not at the top: trafilatura takes half a second to load, which other formats need not pay.
    import trafilatura

    for library in ("trafilatura", "htmldate"):
        logger = logging.getLogger(library)
        if not logger.handlers:
            # What goes wrong is reported once, as skipped, and not on standard error too.
            logger.addHandler(logging.NullHandler())
    page: Any = None
    for tables in (False, True):
        try:
            page = trafilatura.bare_extraction(
                markup,
                url=address,
                include_comments=False,
                include_tables=tables,
                with_metadata=True,
                date_extraction_params=dict(_DATES),
            )
        except Exception:  # any of several parsers below may fail on hostile markup
            page = None
        if page is not None and (page.text or "").strip():
            return page
    return page


def _text(page: Any) -> str:
    lines = (line.strip().removeprefix("- ") for line in (page.text or "").splitlines())
    paragraphs = [line for line in lines if line]
    if not paragraphs:
        return ""
    title = " ".join((page.title or "").split())
    if title and not any(_same(title, paragraph) for paragraph in paragraphs[:5]):
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs)


def _same(title: str, paragraph: str) -> bool:
    return title.casefold() in " ".join(paragraph.split()).casefold()
