"""Decompression of gzip inputs as they are read, guarded against bombs and broken ends."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from regesta.errors import InputError
from regesta.read._whole import Truncated

MAGIC = b"\x1f\x8b"
_CHUNK = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
_HARMLESS = 1 << 26
_RATIO = 200


class Inflating(io.RawIOBase):
    """A raw stream of what a gzip stream holds, all its members one after another.

    Reading raises InputError for a bomb, and ``Truncated`` where the compressed data end too early or are
    damaged, but only after all that came out before was handed over. ``problem`` then says which.
    """

    def __init__(self, compressed: BinaryIO, *, source: str) -> None:
        super().__init__()
        self.problem: str | None = None
        # One chunk at a time: a bigger request would lose what came before a break.
        self._read = cast(Callable[[int], bytes], getattr(compressed, "read1", compressed.read))
        self._source = source
        self._inflater = zlib.decompressobj(_GZIP)
        self._waiting = b""
        self._taken = 0
        self._given = 0
        self._inside = False
        self._full = False  # the inflater may hold more than was asked of it

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self.problem is not None:
            raise Truncated(self.problem)
        filled = 0
        # Filled up, so that who looks at the first bytes sees enough of them.
        while filled < len(buffer):
            try:
                data = self._inflated(len(buffer) - filled)
            except Truncated:
                if filled:
                    break
                raise
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        return filled

    def _inflated(self, most: int) -> bytes:
        """Return at most ``most`` bytes, none of them at the end."""
        while True:
            if not self._waiting and not self._full:
                self._waiting = self._more()
            if not self._waiting and not self._full:
                if self._inside:
                    self._broken("ends in the middle of its compressed data")
                return b""
            if not self._inside and not self._begins():
                return b""
            try:
                data = self._inflater.decompress(self._waiting, most)
            except zlib.error:
                self._broken("is damaged in its compressed data")
            self._waiting = self._inflater.unconsumed_tail
            self._full = len(data) == most and not self._inflater.eof
            if self._inflater.eof:
                self._waiting = self._inflater.unused_data
                self._inflater = zlib.decompressobj(_GZIP)
                self._inside = False
            if data:
                self._guard(len(data))
                return data

    def _more(self) -> bytes:
        try:
            data = self._read(_CHUNK)
        except Truncated as error:
            # What is compressed was compressed itself.
            self.problem = str(error)
            raise
        self._taken += len(data)
        return data

    def _begins(self) -> bool:
        """Say whether another member begins; tape blocks are filled up with NUL, which ends the input."""
        if not self._given or self._waiting.strip(b"\0"):
            self._inside = True
        else:
            self._waiting = b""
        return self._inside

    def _broken(self, what: str) -> None:
        self.problem = f"{self._source}: {what}, after {self._given:,} bytes of content; get the file again"
        raise Truncated(self.problem)

    def _guard(self, more: int) -> None:
        self._given += more
        if self._given > _HARMLESS and self._given > _RATIO * self._taken:
            times = f"inflates to more than {_RATIO} times its size"
            raise InputError(f"{self._source}: {times}; it looks like a decompression bomb")
