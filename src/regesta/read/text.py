"""The reader of plain text: one file is one document, its text kept exactly as decoded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read._decode import decode
from regesta.read._whole import whole

SUFFIXES = (".txt", ".text", ".md")


def sniff(head: bytes) -> bool:
    """Say whether ``head`` may begin a plain text: anything may, so this reader is asked last."""
    return True


def read(stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
    """Yield the one document in ``stream``, after a note where its encoding was guessed."""
    decoded = decode(whole(stream, source=source), source=source)
    if not decoded.text.strip():
        raise InputError(f"{source}: holds only white space; give a file with text in it")
    if decoded.note:
        yield Skipped(name, "read", f"note: {source}: {decoded.note}")
    yield Document(id=name, text=decoded.text)
