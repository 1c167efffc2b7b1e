"""``make bench``: spaCy's default pipeline, our parse and the whole coder on one corpus, side by side.

Every way runs in a fresh process; the ways take turns and the medians of the turns are shown.
``--memory N`` streams N sentences through the coder instead and prints its memory as it goes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

import psutil
from rich.console import Console

from bench.corpus import stories
from bench.measure import MODEL, WAYS
from bench.memory import stream
from bench.table import show

ROOT: Final = Path(__file__).resolve().parent.parent
ONE_THREAD: Final = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "BLIS")} | {
    "VECLIB_MAXIMUM_THREADS": "1"
}
_EVERY: Final = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, read."""

    sentences: int
    repeat: int
    seed: int
    ways: tuple[str, ...]
    json: Path | None
    memory: int
    workers: int


def _options(arguments: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--sentences", type=int, default=20_000, help="size of the corpus (20000)")
    parser.add_argument("--repeat", type=int, default=3, help="turns of each way (3)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the corpus (1)")
    parser.add_argument("--only", default=",".join(WAYS), help="ways, by comma: " + ", ".join(WAYS))
    parser.add_argument("--json", type=Path, help="also write every run to this file")
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="stream N sentences, print memory")
    parser.add_argument("--workers", type=int, default=1, help="processes of --memory (1)")
    read = parser.parse_args(arguments)
    ways = tuple(read.only.split(","))
    unknown = [way for way in ways if way not in WAYS]
    if unknown or min(read.sentences, read.repeat, read.workers) < 1:
        parser.error(f"no way is called {unknown[0]!r}" if unknown else "numbers must be 1 or more")
    return Options(read.sentences, read.repeat, read.seed, ways, read.json, read.memory, read.workers)


def _rss(process: psutil.Process) -> int:
    """Bytes in memory of a process and all that it started."""
    total = 0
    try:
        for one in (process, *process.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total


def _measure(way: str, options: Options) -> dict[str, Any]:
    """Run one way in a fresh process and watch its memory; raises RuntimeError where it fails."""
    command = [sys.executable, "-m", "bench.measure", way, str(options.sentences), str(options.seed)]
    pipe, environ = subprocess.PIPE, {**os.environ, **ONE_THREAD}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=pipe, stderr=pipe, text=True) as child:
        process, peak = psutil.Process(child.pid), 0
        while child.poll() is None:
            peak = max(peak, _rss(process))
            time.sleep(_EVERY)
        out, errors = child.communicate()
    if child.returncode:
        raise RuntimeError(f"{way}: {errors.strip().splitlines()[-1] if errors.strip() else 'failed'}")
    result: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    result["peak"] = peak
    return result


def summary(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The medians of several runs of one way; ``low`` and ``high`` are its quickest and slowest wall."""
    walls = [run["wall"] for run in runs]
    names = runs[0]["stages"]
    return {
        **runs[-1],
        **{key: median(run[key] for run in runs) for key in ("load", "wall", "cpu", "first", "peak")},
        "low": min(walls),
        "high": max(walls),
        "stages": {name: median(run["stages"].get(name, 0.0) for run in runs) for name in names},
    }


def about(options: Options) -> dict[str, Any]:
    """What was measured, and on what machine."""
    documents = sentences = words = events = 0
    seen: set[int] = set()
    for story in stories(options.sentences, seed=options.seed):
        documents += 1
        sentences += len(story.sentences)
        words += len(story.document.text.split())
        events += sum(event is not None for event in story.events)
        seen.update(map(hash, story.sentences))
    return {
        "documents": documents,
        "sentences": sentences,
        "words": words,
        "events": events,
        "distinct": len(seen),
        "seed": options.seed,
        "repeat": options.repeat,
        "python": platform.python_version(),
        "model": MODEL,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
    }


def _turns(console: Console, options: Options) -> tuple[dict[str, list[dict[str, Any]]], bool]:
    """Run every way in turn, after one start that fills the coder's caches; tell whether one failed."""
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in options.ways}
    turns = [(turn + 1, way) for turn in range(options.repeat) for way in options.ways]
    failed = False
    for turn, way in [(0, "prepare"), *turns]:
        console.print(f"[dim]turn {turn} of {options.repeat}: {way}[/dim]")
        try:
            result = _measure(way, options)
        except RuntimeError as error:
            failed = True
            console.print(f"[red]{error}[/red]")
        else:
            runs.setdefault(way, []).append(result)
    runs.pop("prepare", None)
    return runs, failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status: 1 where a way failed."""
    options = _options(arguments)
    console = Console()
    if options.memory:
        os.environ.update(ONE_THREAD)
        return stream(console, options.memory, seed=options.seed, workers=options.workers)
    facts = about(options)
    runs, failed = _turns(console, options)
    results = {way: summary(done) for way, done in runs.items() if done}
    show(console, facts, results)
    if options.json:
        text = json.dumps({"about": facts, "summary": results, "runs": runs}, indent=1)
        options.json.write_text(text + "\n", "utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
