"""``python -m bench.ingest``: documents into a store, with the memory of all processes, and what a kill costs.

``run`` ingests a file and prints, as it goes, the documents stored and the memory of all processes together.
``kill`` does the same, kills everything with SIGKILL at random moments, starts again each time, and compares the
events with those of a store that was filled without a break.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import psutil

from regesta.store import Store

EVERY: Final = 0.5  # seconds between two looks at the memory
SHOWN: Final = 20.0  # seconds between two lines


def command(source: Path, store: Path, *, workers: int) -> list[str]:
    """The command line of one ingest."""
    return [sys.executable, "-m", "regesta", "ingest", str(source), "--store", str(store), "--workers", str(workers)]


def watched(process: subprocess.Popen[bytes], *, until: float | None = None) -> Iterator[tuple[float, int, int]]:
    """Yield (seconds, bytes of all processes, bytes of the first) until it ends, or ``until`` seconds are over."""
    began, parent = time.monotonic(), psutil.Process(process.pid)
    while process.poll() is None:
        seconds = time.monotonic() - began
        if until is not None and seconds >= until:
            return
        try:
            sizes = [one.memory_info().rss for one in (parent, *parent.children(recursive=True))]
        except psutil.NoSuchProcess:
            sizes = []
        if sizes:
            yield seconds, sum(sizes), sizes[0]
        time.sleep(EVERY)


def run(source: Path, store: Path, *, workers: int, until: float | None = None) -> int:
    """Ingest, or ingest until it is killed; returns the peak in bytes."""
    process = subprocess.Popen(command(source, store, workers=workers), start_new_session=True)
    peak, shown = 0, -SHOWN
    for seconds, total, first in watched(process, until=until):
        peak = max(peak, total)
        if seconds - shown >= SHOWN:
            shown = seconds
            size = store.stat().st_size / 1e6 if store.exists() else 0.0
            print(
                f"{seconds:7.0f} s  {total / 1e6:7.0f} MB, of which the store's process {first / 1e6:6.0f} MB,"
                f" file {size:6.0f} MB"
            )
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        print(f"        killed after {until:.0f} s")
    process.wait()
    print(f"        peak {peak / 1e6:.0f} MB, exit {process.returncode}", flush=True)
    return peak


def fingerprint(store: Path) -> dict[str, str]:
    """A hash of all events, of all reports and of who belongs to which event; equal stores have equal ones."""
    out = {}
    with Store.open(store, read_only=True) as opened:
        for name, sql in (
            ("events", "SELECT * FROM base.events ORDER BY id"),
            ("members", "SELECT report_id, event_id, component FROM base.members ORDER BY report_id"),
            ("reports", "SELECT * EXCLUDE (run) FROM base.reports ORDER BY id"),
        ):
            table = opened.sql(sql)
            digest = hashlib.sha256("\n".join(map(str, table.to_pylist())).encode("utf-8", "replace")).hexdigest()[:16]
            out[name] = f"{table.num_rows:,} {digest}"
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m bench.ingest", description=__doc__)
    parser.add_argument("mode", choices=("run", "kill", "compare"))
    parser.add_argument("source", type=Path, help="documents, or with compare a store")
    parser.add_argument("store", type=Path)
    parser.add_argument("--workers", type=int, default=2, help="processes that code (2)")
    parser.add_argument("--kills", type=int, default=3, help="how often it is killed (3)")
    parser.add_argument("--within", type=float, default=200.0, help="seconds within which each kill comes (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments of the kills (1)")
    read = parser.parse_args(arguments)
    if read.mode == "compare":
        one, other = fingerprint(read.source), fingerprint(read.store)
        for name in one:
            print(f"{name:8} {one[name]}  {other[name]}  {'equal' if one[name] == other[name] else 'DIFFERENT'}")
        return int(one != other)
    if read.mode == "kill":
        rng = random.Random(read.seed)
        for _ in range(read.kills):
            run(read.source, read.store, workers=read.workers, until=rng.uniform(0.1, 1.0) * read.within)
    began = time.monotonic()
    run(read.source, read.store, workers=read.workers)
    print(f"        {time.monotonic() - began:.0f} s; {fingerprint(read.store)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
