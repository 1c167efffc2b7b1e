"""Memory over a long stream: does it stay flat?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

import psutil
from rich.console import Console

from bench.corpus import stories
from regesta.model import Document

EVERY: Final = 50_000
_MB: Final = 1024 * 1024


def stream(console: Console, count: int, *, seed: int, workers: int) -> int:
    """Code ``count`` sentences as they are generated; print memory every 50,000. Returns 0."""
    from regesta.pipeline.code import Coder
    from regesta.pipeline.local import code_with
    from regesta.settings import Settings

    settings = Settings(workers=workers)
    feed = _Feed(count, seed)
    coded = code_with(settings, feed) if workers > 1 else Coder(settings).code(feed)
    started, reports, due = time.perf_counter(), 0, 0
    points: list[float] = []

    def look() -> None:
        points.append(_rss())
        seconds = time.perf_counter() - started
        read = f"{feed.sentences:>10,} sentences {points[-1]:>8,.0f} MB"
        console.print(f"{read} {reports:>10,} reports {seconds:>8,.0f} s")

    for one in coded:
        reports += len(one.reports)
        if feed.sentences >= due:
            look()
            due += EVERY
    look()
    if len(points) > 2:
        console.print(f"From the second line to the last: {points[-1] - points[1]:+,.0f} MB.")
    return 0


class _Feed:
    """The documents of the corpus, counting the sentences handed out."""

    def __init__(self, count: int, seed: int) -> None:
        self._count = count
        self._seed = seed
        self.sentences = 0

    def __iter__(self) -> Iterator[Document]:
        for story in stories(self._count, seed=self._seed):
            self.sentences += len(story.sentences)
            yield story.document


def _rss() -> float:
    """Megabytes in memory of this process and its children."""
    me = psutil.Process()
    total: int = me.memory_info().rss
    for child in me.children(recursive=True):
        total += child.memory_info().rss
    return total / _MB
