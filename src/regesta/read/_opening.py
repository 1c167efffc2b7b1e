"""From an input to a stream of its bytes, decompressed, whether it is a file, an address or standard input."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, cast
from urllib.parse import unquote, urlsplit

from regesta.model import Skipped
from regesta.read._gzip import MAGIC, Inflating
from regesta.read._meter import Meter
from regesta.read._sources import Input

if TYPE_CHECKING:
    from regesta.read._web import Web

Validators = Callable[[str], tuple[str | None, str | None] | None]
"""What a server said of an address the last time (ETag, Last-Modified), or None."""
OnFetched = Callable[[str, str | None, str | None], None]
"""Is told of an address that was read to its end: address, ETag, Last-Modified."""

_BUFFER = 1 << 16


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream of an input's content; ``path`` has the suffix of what is in it, ``media`` is what a server calls it.

    ``done`` is to be called when all of it was read; ``problem`` says why it ended too early, if it did.
    """

    stream: io.BufferedReader
    path: PurePath | None
    media: str | None
    done: Callable[[], None]
    inflating: Inflating | None = None

    @property
    def problem(self) -> str | None:
        return self.inflating.problem if self.inflating is not None else None


class Opener:
    """What opens the inputs of one run; its way to the web is made when an address first asks for it."""

    def __init__(
        self,
        stdin: BinaryIO | None,
        *,
        validators: Validators | None = None,
        on_fetched: OnFetched | None = None,
        meter: Meter | None = None,
    ) -> None:
        self._stdin = stdin
        self._meter = meter or Meter()
        self._validators = validators
        self._on_fetched = on_fetched
        self._web: Web | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._web is not None:
            self._web.__exit__(kind, error, trace)

    @contextmanager
    def open(self, found: Input) -> Iterator[Opened | Skipped]:
        """Open an input, or say why it is passed over. Raises InputError and OSError where it cannot be had."""
        if found.url is not None:
            with self._fetched(found, found.url) as opened:
                yield opened
        elif found.path is not None:
            with found.path.open("rb") as stream:
                self._meter.reading(stream)
                try:
                    yield _inflated(stream, found.path, found.source)
                finally:
                    self._meter.finished()
        else:
            with _peekable(self._stdin if self._stdin is not None else sys.stdin.buffer) as stream:
                yield _inflated(stream, None, found.source)

    @contextmanager
    def _fetched(self, found: Input, url: str) -> Iterator[Opened | Skipped]:
        if self._web is None:
            # Not at the top: only addresses need it.
            from regesta.read._web import Web

            self._web = Web()
        etag, modified = (self._validators(url) if self._validators is not None else None) or (None, None)
        got = self._web.fetch(url, source=found.source, etag=etag, modified=modified)
        if isinstance(got, Skipped):
            yield got
            return

        def done() -> None:
            if self._on_fetched is not None:
                self._on_fetched(url, got.etag, got.modified)

        path = PurePosixPath(unquote(urlsplit(url).path))
        with got.stream as stream:
            yield _inflated(stream, path, found.source, media=got.media, done=done, layers=2)


def _nothing() -> None:
    pass


def _inflated(
    stream: io.BufferedReader,
    path: PurePath | None,
    source: str,
    *,
    media: str | None = None,
    done: Callable[[], None] = _nothing,
    layers: int = 1,
) -> Opened:
    """Put decompression over a stream that begins as gzip does, once or, where a server compressed it again, twice."""
    inflating = None
    for _ in range(layers):
        if stream.peek(2)[:2] == MAGIC:
            inflating = Inflating(stream, source=source)
            stream = io.BufferedReader(inflating, _BUFFER)
    if path is not None and path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    return Opened(stream, path, media, done, inflating)


@contextmanager
def _peekable(given: BinaryIO) -> Iterator[io.BufferedReader]:
    if isinstance(given, io.BufferedReader):
        yield given
        return
    # A stream that cannot be peeked into is wrapped, and let go of again: it is the caller's to close.
    wrapped: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, given))
    try:
        yield wrapped
    finally:
        wrapped.detach()
