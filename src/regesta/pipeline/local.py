"""One machine: a pool of processes over chunks of documents; results come in the order of the input."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing.synchronize import Lock
from typing import TYPE_CHECKING

from regesta.errors import RegestaError
from regesta.model import Coded, Document, Skipped
from regesta.settings import Settings

CHUNK = 32
"""Documents that go to a process together: enough for its batches, few enough that none waits at the end."""

# The coder's libraries are imported only where documents are coded: the parent of a pool only hands them out.
if TYPE_CHECKING:
    from regesta.pipeline.code import Coder

_coder: Coder | RegestaError | None = None  # one a worker process, made once by its initializer


def code_with(settings: Settings, documents: Iterable[Document | Skipped]) -> Iterator[Coded]:
    """Code ``documents`` with ``settings.workers`` processes; lazy, in order, with flat memory.

    What is done comes out before more is read; chunks grow from one document on, so that the first is there soon.
    """
    if settings.workers <= 1:
        from regesta.pipeline.code import Coder

        yield from Coder(settings).code(documents)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        settings.workers, mp_context=context, initializer=_start, initargs=(settings, context.Lock())
    ) as pool:
        waiting: deque[Future[list[Coded]]] = deque()
        try:
            for chunk in _chunks(iter(documents)):
                waiting.append(pool.submit(_work, chunk))
                while waiting and (waiting[0].done() or len(waiting) >= 3 * settings.workers):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _chunks(stream: Iterator[Document | Skipped]) -> Iterator[list[Document | Skipped]]:
    size = 1
    while chunk := list(islice(stream, size)):
        yield chunk
        size = min(2 * size, CHUNK)


def _start(settings: Settings, lock: Lock) -> None:
    global _coder
    from regesta.pipeline.code import Coder, warm

    try:
        with lock:  # what is not in the cache yet is built by one process, and read by the others
            warm(settings)
        _coder = Coder(settings)
    except RegestaError as error:
        _coder = error


def _work(chunk: list[Document | Skipped]) -> list[Coded]:
    assert _coder is not None
    if isinstance(_coder, RegestaError):
        raise _coder
    return list(_coder.code(chunk, first=len(chunk)))
