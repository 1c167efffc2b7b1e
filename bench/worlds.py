"""``python -m bench.worlds``: a world of known events as JSON Lines, as many documents as wanted."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import orjson

from regesta.model import Document
from regesta.worlds import make

FIELDS: Final = ("id", "text", "title", "publisher", "published", "item", "version", "issued", "status")


def documents(count: int, *, seed: int = 1) -> Iterator[Document]:
    """The first ``count`` documents of a world that has enough of them."""
    # An event has 4.4 documents on the average; the smaller the world, the farther it may lie from that.
    return islice(make(events=count // 4 + 200, seed=seed).documents(), count)


def line(document: Document) -> bytes:
    """One document as one line of JSON."""
    return orjson.dumps({key: getattr(document, key) for key in FIELDS}, option=orjson.OPT_APPEND_NEWLINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file and say how quickly."""
    parser = argparse.ArgumentParser(prog="python -m bench.worlds", description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000, help="how many (50000)")
    parser.add_argument("--seed", type=int, default=1, help="which world (1)")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    read = parser.parse_args(arguments)
    if read.documents < 1:
        parser.error("--documents must be 1 or more")
    began, written = time.perf_counter(), 0
    with read.output.open("wb") as out:
        for document in documents(read.documents, seed=read.seed):
            written += 1
            out.write(line(document))
    seconds = time.perf_counter() - began
    print(f"{written:,} documents in {seconds:.1f} s ({written / seconds:,.0f}/s)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
