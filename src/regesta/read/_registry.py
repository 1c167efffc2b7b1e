"""Which readers there are: every module of this folder with SUFFIXES, and the plug-ins.

A reader is a module (or any object) with

    SUFFIXES: tuple[str, ...]                                   lower case, with the dot
    sniff(head: bytes) -> bool                                  does this begin such an input?
    read(stream, *, source: str, name: str) -> Iterator         of Document and Skipped

``source`` is for messages, ``name`` for ids. A reader that can make nothing of an input raises InputError,
its message beginning with ``source``. Another package adds one through the entry-point group
``regesta.readers``: the entry point's name is the format, its object the reader.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol, cast

from regesta.model import Document, Skipped

GROUP = "regesta.readers"

# Who is asked first whether an input is its own: those that cannot err, then the special before the general, as
# ninjs is JSON too and a page may quote a feed. What another package adds is asked after these, plain text last.
_ORDER = ("parquet", "warc", "newsml", "rss", "html", "ninjs", "jsonl", "csv")
# What a server calls an input, where that says more than the address does.
_MEDIA = {
    "application/rss+xml": "rss", "application/atom+xml": "rss", "application/rdf+xml": "rss", "text/csv": "csv",
    "text/tab-separated-values": "csv", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
    "application/vnd.apache.parquet": "parquet", "application/warc": "warc", "application/vnd.iptc.g2.newsitem+xml":
    "newsml", "application/vnd.iptc.g2.newsmessage+xml": "newsml",
}  # fmt: skip


class Reader(Protocol):
    """What reads one format."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]: ...

    def sniff(self, head: bytes) -> bool: ...

    def read(self, stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]: ...


def readers() -> tuple[dict[str, Reader], list[Skipped]]:
    """Load all readers, by format, in the order in which they are asked; what cannot be loaded is told, not raised."""
    found: dict[str, Reader] = {}
    problems: list[Skipped] = []
    for module in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda m: m.name):
        if not module.name.startswith("_"):
            loaded = importlib.import_module(f"{__package__}.{module.name}")
            if hasattr(loaded, "SUFFIXES"):
                found[module.name] = cast(Reader, loaded)
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            # One of Regesta's own formats is never replaced from outside.
            found.setdefault(point.name, cast(Reader, point.load()))
        except Exception as error:  # foreign code may fail in any way
            reason = f"reader {point.name!r} ({point.value}) cannot be loaded ({error}); mend or remove it"
            problems.append(Skipped(point.name, "read", reason))
    ordered = [name for name in _ORDER if name in found]
    ordered += [name for name in found if name not in _ORDER and name != "text"]
    return {name: found[name] for name in (*ordered, "text")}, problems


def choose(available: dict[str, Reader], path: PurePath | None, *, head: bytes, media: str | None = None) -> Reader:
    """Take the reader of the media type, else of the path's suffix, else the first that knows the first bytes.

    Where several claim one suffix, the first of them that knows the first bytes is taken, else the last, which is
    the most general.
    """
    named = available.get(_MEDIA.get(media or "", ""))
    if named is not None and (path is None or not _claimants(available, path) or named.sniff(head)):
        return named
    claimants = _claimants(available, path) if path is not None else []
    for reader in claimants:
        if len(claimants) == 1 or reader.sniff(head):
            return reader
    if claimants:
        return claimants[-1]
    known = next((reader for name, reader in available.items() if name != "text" and reader.sniff(head)), None)
    page = media in ("text/html", "application/xhtml+xml")
    return known or available["html" if page else "text"]


def _claimants(available: dict[str, Reader], path: PurePath) -> list[Reader]:
    suffix = path.suffix.lower()
    return [reader for reader in available.values() if suffix and suffix in reader.SUFFIXES]
