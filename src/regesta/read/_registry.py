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


class Reader(Protocol):
    """What reads one format."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]: ...

    def sniff(self, head: bytes) -> bool: ...

    def read(self, stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]: ...


def readers() -> tuple[dict[str, Reader], list[Skipped]]:
    """Load all readers, by format, plain text last; what cannot be loaded is told, not raised."""
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
    found["text"] = found.pop("text")
    return found, problems


def choose(available: dict[str, Reader], path: PurePath | None, *, head: bytes) -> Reader:
    """Take the reader of the path's suffix, else the first that knows the first bytes."""
    suffix = path.suffix.lower() if path is not None else ""
    for reader in available.values():
        if suffix and suffix in reader.SUFFIXES:
            return reader
    for reader in available.values():
        if reader.sniff(head):
            return reader
    return available["text"]
