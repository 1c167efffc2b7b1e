"""Read: from files, folders, addresses on the web and standard input to documents.

Each format is a module of this folder (``html``, ``jsonl``, ``text`` ...); other packages add readers
through the entry-point group ``regesta.readers`` (the contract is in ``_registry``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._fields import edtf_day
from regesta.read._meter import Meter
from regesta.read._opening import OnFetched, Opener, Validators
from regesta.read._registry import Reader, choose, readers
from regesta.read._sources import Input, called, inputs, why
from regesta.read.layout import lay_out

__all__ = ["Meter", "called", "lay_out", "read"]

_HEAD = 1 << 13


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
    validators: Validators | None = None,
    on_fetched: OnFetched | None = None,
    meter: Meter | None = None,
) -> Iterator[Document | Skipped]:
    """Read documents from files, folders (recursively), addresses (http, https) or "-" (standard input).

    In folders, hidden files and links to other folders are left out. Gzip is decompressed as it is read.
    The format is told by the file's suffix, else by its first bytes. ``published`` (EDTF: a day, month or
    year) and ``publisher`` supply what a document itself lacks. Nothing is read before it is asked for.
    What cannot be read comes as ``Skipped``, its reason saying what, where and what to do; a reason that
    begins with "note: " tells something about a document that is read all the same and comes next, such as
    an encoding that had to be guessed, or about what is left out on purpose.

    An address for which ``validators`` has something is fetched only if it has changed since;
    ``on_fetched`` is told when one was read to its end. Only addresses ever touch the network. ``meter`` counts
    the bytes of the files.

    Raises InputError, at once, for a ``published`` that is no day.
    """
    if published is not None and edtf_day(published) is None:
        raise InputError(f"published {published!r} is no ISO day; write it as YYYY-MM-DD")
    named = [sources] if isinstance(sources, str | Path) else sources
    if meter is not None:  # only what is listed now can be added up before it is read
        meter.expect(named := list(named))
    return _read(
        named,
        published=published,
        publisher=publisher,
        opener=Opener(stdin, validators=validators, on_fetched=on_fetched, meter=meter),
    )


def _read(
    sources: Iterable[str | Path], *, published: str | None, publisher: str | None, opener: Opener
) -> Iterator[Document | Skipped]:
    available, problems = readers()
    yield from problems
    with opener:
        for found in inputs(sources):
            if isinstance(found, Skipped):
                yield found
                continue
            for item in _read_input(found, available, opener):
                if isinstance(item, Document):
                    item = _supplied(item, published=published, publisher=publisher)
                    if found.url is not None and item.id == found.name and item.url is None:
                        item = replace(item, url=found.name)
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


def _read_input(found: Input, available: dict[str, Reader], opener: Opener) -> Iterator[Document | Skipped]:
    try:
        with opener.open(found) as opened:
            if isinstance(opened, Skipped):
                yield opened
                return
            try:
                reader = choose(available, opened.path, head=opened.stream.peek(_HEAD), media=opened.media)
                yield from reader.read(opened.stream, source=found.source, name=found.name)
            except InputError as error:
                # What an input lacks may be missing because it breaks off.
                yield Skipped(found.source, "read", opened.problem or str(error))
                return
            if opened.problem is not None:
                yield Skipped(found.source, "read", opened.problem)
                return
            opened.done()
    except InputError as error:
        yield Skipped(found.source, "read", str(error))
    except OSError as error:
        yield Skipped(found.source, "read", f"{found.source}: {why(error)}")
