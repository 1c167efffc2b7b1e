"""One machine: a pool of processes over chunks of documents; results come in the order of the input."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from regesta.model import Coded, Document, Skipped
from regesta.pipeline.code import CHUNK, Coder
from regesta.settings import Settings

_coder: Coder | None = None  # one a worker process, made once by its initializer


def code_with(settings: Settings, documents: Iterable[Document | Skipped]) -> Iterator[Coded]:
    """Code ``documents`` with ``settings.workers`` processes; lazy, in order, with flat memory."""
    if settings.workers <= 1:
        yield from Coder(settings).code(documents)
        return
    stream = iter(documents)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        settings.workers, mp_context=context, initializer=_start, initargs=(settings,)
    ) as pool:
        waiting: deque[Future[list[Coded]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * settings.workers and (chunk := list(islice(stream, CHUNK))):
                    waiting.append(pool.submit(_work, chunk))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _start(settings: Settings) -> None:
    global _coder
    _coder = Coder(settings)


def _work(chunk: list[Document | Skipped]) -> list[Coded]:
    assert _coder is not None
    return list(_coder.code(chunk))
