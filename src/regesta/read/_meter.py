"""How far reading has come, in bytes of the files that a run was given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


class Meter:
    """Counts the bytes read; ``total`` is None where an address or standard input makes it unknown."""

    def __init__(self) -> None:
        self.total: int | None = None
        self._before = 0
        self._stream: BinaryIO | None = None

    @property
    def done(self) -> int:
        """Bytes read so far."""
        return self._before + (self._stream.tell() if self._stream is not None else 0)

    def expect(self, sources: Iterable[str | Path]) -> None:
        """Add up what files and folders hold, before they are read."""
        sizes = [_size(str(source)) for source in sources]
        self.total = sum(size for size in sizes if size is not None) if None not in sizes else None

    def reading(self, stream: BinaryIO) -> None:
        """A file is read now."""
        self._stream = stream

    def finished(self) -> None:
        """The file is done with, read to its end or not."""
        if self._stream is not None:
            self._before += os.fstat(self._stream.fileno()).st_size
            self._stream = None


def _size(source: str) -> int | None:
    """Bytes of a file or of all files below a folder; None for what is neither."""
    try:
        if Path(source).is_dir():
            return sum(_bytes(Path(folder) / name) for folder, _, names in os.walk(source) for name in names)
        return Path(source).stat().st_size
    except (OSError, ValueError):
        return None


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
