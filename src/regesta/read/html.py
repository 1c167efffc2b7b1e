"""The reader of HTML pages: one page is one document.

Its text is the extracted main text, paragraphs parted by blank lines, with the page's title as first
paragraph where the text does not have it already. Nothing is fetched and no clock is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from regesta.model import Document, Skipped
from regesta.read._page import page_document
from regesta.read._sources import is_url
from regesta.read._whole import whole

SUFFIXES = (".html", ".htm", ".xhtml")

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def sniff(head: bytes) -> bool:
    """Say whether ``head`` begins an HTML page."""
    return _START.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield the page's one document, after a note where its encoding was guessed."""
    # A page that was fetched is named by its address.
    address = name if is_url(name) else None
    document, note = page_document(whole(stream, source=source), source=source, identifier=name, address=address)
    if note:
        yield Skipped(name, "read", f"note: {source}: {note}")
    yield document
