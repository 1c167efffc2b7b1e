"""Read: from files, folders and standard input to documents.

Each format is a module of this folder (``html``, ``jsonl``, ``text``); other packages add readers
through the entry-point group ``regesta.readers`` (the contract is in ``_registry``).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._fields import edtf_day
from regesta.read._registry import Reader, choose, readers
from regesta.read._sources import Input, inputs, why
from regesta.read.layout import lay_out

__all__ = ["lay_out", "read"]

_HEAD = 1 << 13


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Skipped]:
    """Read documents from files, folders (recursively) or "-" (standard input).

    In folders, hidden files and links to other folders are left out.
    The format is told by the file's suffix, else by its first bytes. ``published`` (EDTF: a day, month or
    year) and ``publisher`` supply what a document itself lacks. Nothing is read before it is asked for.
    What cannot be read comes as ``Skipped``, its reason saying what, where and what to do; a reason that
    begins with "note: " tells something about a document that is read all the same and comes next, such as
    an encoding that had to be guessed.

    Raises InputError, at once, for a ``published`` that is no day.
    """
    if published is not None and edtf_day(published) is None:
        raise InputError(f"published {published!r} is no ISO day; write it as YYYY-MM-DD")
    named = [sources] if isinstance(sources, str | Path) else sources
    return _read(named, published=published, publisher=publisher, stdin=stdin)


def _read(
    sources: Iterable[str | Path],
    *,
    published: str | None,
    publisher: str | None,
    stdin: BinaryIO | None,
) -> Iterator[Document | Skipped]:
    available, problems = readers()
    yield from problems
    for found in inputs(sources):
        if isinstance(found, Skipped):
            yield found
            continue
        for item in _read_input(found, available, stdin=stdin):
            if isinstance(item, Document):
                item = _supplied(item, published=published, publisher=publisher)
            yield item


def _supplied(document: Document, *, published: str | None, publisher: str | None) -> Document:
    lacks_day = published is not None and document.published is None
    lacks_name = publisher is not None and document.publisher is None
    if not lacks_day and not lacks_name:
        return document
    return replace(
        document,
        published=document.published or published,
        publisher=document.publisher or publisher,
    )


def _read_input(found: Input, available: dict[str, Reader], *, stdin: BinaryIO | None) -> Iterator[Document | Skipped]:
    try:
        with _opened(found, stdin) as stream:
            reader = choose(available, found.path, head=stream.peek(_HEAD))
            yield from reader.read(stream, source=found.source, name=found.name)
    except InputError as error:
        yield Skipped(found.source, "read", str(error))
    except OSError as error:
        yield Skipped(found.source, "read", f"{found.source}: {why(error)}")


@contextmanager
def _opened(found: Input, stdin: BinaryIO | None) -> Iterator[io.BufferedReader]:
    if found.path is not None:
        with found.path.open("rb") as stream:
            yield stream
        return
    given = stdin if stdin is not None else sys.stdin.buffer
    if isinstance(given, io.BufferedReader):
        yield given
        return
    # A stream that cannot be peeked into is wrapped, and let go of again: it is the caller's to close.
    wrapped: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, given))
    try:
        yield wrapped
    finally:
        wrapped.detach()
