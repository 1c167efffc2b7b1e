"""Reading an input into memory as a whole, but never more than ``LARGEST`` of it."""

from __future__ import annotations

from typing import BinaryIO, cast

from regesta.errors import InputError

LARGEST = 1 << 26
"""The most bytes of one input that are held in memory: 64 MiB."""

_CHUNK = 1 << 16


class Truncated(InputError):
    """An input that ends before its end; everything before that point has been handed over."""


def whole(stream: BinaryIO, *, source: str, before: bytes = b"") -> bytes:
    """Return ``before`` and all of ``stream``; of one that breaks off, what there was.

    Raises InputError for more than ``LARGEST``.
    """
    # One chunk at a time: a bigger request would lose what came before a break.
    take = getattr(stream, "read1", stream.read)
    parts = [before]
    size = len(before)
    try:
        while chunk := cast(bytes, take(_CHUNK)):
            parts.append(chunk)
            size += len(chunk)
            if size > LARGEST:
                raise InputError(f"{source}: is longer than 64 MiB, as an endless feed is; give a smaller part of it")
    except Truncated:
        if size == 0:
            raise
    return b"".join(parts)
