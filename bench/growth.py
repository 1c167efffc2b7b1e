"""``python -m bench.growth``: how the time to add documents, and to answer questions, grows with the store.

From a store that was filled by ``regesta ingest`` it makes stores of other sizes: smaller ones hold the first days,
larger ones hold the same news again, moved by whole weeks so that nothing of one time meets another. Each then takes
the same new documents through ``regesta ingest``, and answers every kind of question.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

import regesta.read
from bench.ingest import command
from regesta import model
from regesta.model import Document
from regesta.pipeline.code import Coder
from regesta.pipeline.ingest import ingest
from regesta.pipeline.merge import merge
from regesta.query import Query
from regesta.store import Store

WEEKS: Final = 64  # between two times of the same news: longer than a world lasts
TURNS: Final = 3

QUESTIONS: Final[dict[str, dict[str, Any]]] = {
    "type": {"event": ["ASSAULT"]},
    "quad": {"quad": ["4"]},
    "mode": {"mode": ["arrest"]},
    "context": {"context": ["military"]},
    "actor by id": {"actor": ["boko-haram"]},
    "actor by name": {"actor": ["Boko Haram"]},
    "actor by country": {"actor": ["NGA"]},
    "actor by sector": {"actor": ["REB"]},
    "dyad, directed": {"actor": ["MEX"], "recipient": ["VEN"]},
    "dyad, undirected": {"between": ["MEX", "VEN"]},
    "country": {"country": ["NGA"]},
    "admin1": {"admin1": ["Sidon"]},
    "box": {"box": "0,0,20,20"},
    "distance": {"near": "6.5,3.4,500"},
    "dates": {"since": "2023-06", "until": "2023-08"},
    "factuality": {"factuality": ["planned"]},
    "layer": {"layer": ["background"]},
    "attributed to": {"attributed_to": ["police"]},
    "casualties": {"casualties": ["killed>=10"]},
    "publisher": {"publisher": ["The Chronicle"]},
    "confidence": {"min_confidence": "0.9"},
    "text": {"text": ["market"]},
    "several": {"event": ["ASSAULT"], "country": ["NGA"], "since": "2023-06", "casualties": ["killed>=5"]},
}


def grown(base: Path, target: Path, size: int) -> int:
    """Make a store of about ``size`` reports; returns how many it has."""
    shutil.copy(base, target)
    with Store.open(target, memory="4GB") as store, store.transaction() as connection:
        have = int(connection.execute("SELECT count(*) FROM base.reports").fetchall()[0][0])
        if size < have:
            _first_days(connection, size)
        for turn in range(1, round(size / have)):
            for statement in _COPIES:
                connection.execute(statement.replace("{turn}", str(turn)).replace("{weeks}", str(turn * WEEKS)))
    with Store.open(target, memory="4GB") as store:
        if size < have:
            now = datetime.now(UTC)
            merge(store, run=store.begin("merge", {}, at=now), at=now)
        return int(store.connection.execute("SELECT count(*) FROM base.reports").fetchall()[0][0])


def _first_days(connection: Any, size: int) -> None:
    connection.execute(
        "CREATE TEMP TABLE kept AS SELECT document_id AS id FROM base.reports GROUP BY document_id, day"
        f" QUALIFY sum(count(*)) OVER (ORDER BY day, document_id) <= {size}"
    )
    for table, column in (("documents", "id"), ("publications", "document_id"), ("reports", "document_id")):
        connection.execute(f"DELETE FROM base.{table} WHERE {column} NOT IN (SELECT id FROM kept)")
    connection.execute("DELETE FROM base.keys WHERE report_id NOT IN (SELECT id FROM base.reports)")
    for table in ("links", "members", "events", "touched"):
        connection.execute(f"DELETE FROM base.{table}")


def _moved(column: str) -> str:
    return f"substr(md5({column} || '/{{turn}}'), 1, 16)"


def _later(*columns: str) -> str:
    return ", ".join(f"{column} + INTERVAL ({{weeks}} * 7) DAY AS {column}" for column in columns)


# The first time's rows, under other names and days. What stood there before the first copy is told by its run.
_COPIES: Final = (
    f"INSERT INTO base.documents SELECT * REPLACE ({_moved('id')} AS id, {_later('day')},"
    " 'copy {turn}' AS run) FROM base.documents WHERE run NOT LIKE 'copy%'",
    f"INSERT INTO base.publications SELECT * REPLACE ({_moved('document_id')} AS document_id,"
    " item || '/{turn}' AS item, 'copy {turn}' AS run) FROM base.publications WHERE run NOT LIKE 'copy%'",
    "CREATE OR REPLACE TEMP TABLE firsts AS SELECT id FROM base.reports WHERE run NOT LIKE 'copy%'",
    f"INSERT INTO base.reports SELECT * REPLACE ({_moved('id')} AS id, {_moved('document_id')} AS document_id,"
    f" {_later('day_from', 'day_to', 'day')}, 'copy {{turn}}' AS run) FROM base.reports WHERE run NOT LIKE 'copy%'",
    f"INSERT INTO base.keys SELECT {_moved('report_id')}, regexp_replace(key, '\\|w\\d+$', '|w' ||"
    " (coalesce(try_cast(regexp_extract(key, '\\|w(\\d+)$', 1) AS INTEGER), 0) + {weeks}))"
    " FROM base.keys SEMI JOIN firsts ON firsts.id = report_id",
    f"INSERT INTO base.links SELECT least({_moved('one')}, {_moved('other')}),"
    f" greatest({_moved('one')}, {_moved('other')}), score, why, run"
    " FROM base.links AS l(one, other, score, why, run) SEMI JOIN firsts ON firsts.id = one",
    f"INSERT INTO base.members SELECT {_moved('report_id')}, 'e' || {_moved('substr(event_id, 2)')},"
    f" {_moved('component')} FROM base.members SEMI JOIN firsts ON firsts.id = report_id",
    f"INSERT INTO base.events SELECT * REPLACE ('e' || {_moved('substr(id, 2)')} AS id,"
    f" {_later('day_from', 'day_to', 'first_reported', 'last_reported')},"
    f" list_transform(reports, lambda one: {_moved('one')}) AS reports)"
    " FROM base.events SEMI JOIN firsts ON firsts.id = reports[1]",
)


class Coded:
    """Codes every document once, so that what is timed afterwards is storing and merging alone."""

    def __init__(self) -> None:
        self._coder = Coder()
        self._known: dict[str, model.Coded] = {}

    def __call__(self, documents: Iterable[Document]) -> Iterator[model.Coded]:
        for document in documents:
            if document.id not in self._known:
                self._known[document.id] = next(self._coder.code([document]))
            yield self._known[document.id]


def added(store: Path, documents: Path, coded: Coded, *, workers: int) -> tuple[float, float]:
    """Seconds to add documents to a copy of a store: by ``regesta ingest``, and with what was coded before.

    The medians of several turns.
    """
    whole, alone = [], []
    for turn in range(TURNS + 1):
        copy = store.with_name("turn.duckdb")
        shutil.copy(store, copy)
        with Store.open(copy) as opened:
            began = time.perf_counter()
            now = datetime.now(UTC)
            ingest(opened, regesta.read.read(documents), coded, versions={}, at=now, on_skipped=lambda skipped: None)
            if turn:  # the first turn codes
                alone.append(time.perf_counter() - began)
        shutil.copy(store, copy)
        if turn:
            began = time.perf_counter()
            subprocess.run(command(documents, copy, workers=workers), check=True, stderr=subprocess.DEVNULL)
            whole.append(time.perf_counter() - began)
        copy.unlink()
    return median(whole), median(alone)


def answered(path: Path) -> list[tuple[str, int, float]]:
    """(question, rows, milliseconds) of every kind of question to a store that was asked once before."""
    out = []
    with Store.open(path, read_only=True, memory="4GB") as store:
        asks: list[tuple[str, Callable[[], Any]]] = [
            (name, partial(store.events, Query.of(values))) for name, values in QUESTIONS.items()
        ]
        asks += [(f"series by {by}", partial(store.series, Query(), by=by)) for by in ("day", "week", "month", "year")]
        for directed in (True, False):
            name = "dyads, directed" if directed else "dyads, undirected"
            asks.append((name, partial(store.dyads, Query(), directed=directed)))
        some = str(store.events(Query(), limit=1)["id"][0])
        asks.append(("show an event", partial(store.dossier, some)))
        for name, ask in asks:
            ask()
            turns = []
            for _ in range(TURNS):
                began = time.perf_counter()
                found = ask()
                turns.append(1000 * (time.perf_counter() - began))
            out.append((name, getattr(found, "num_rows", 1), median(turns)))
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and print both tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("base", type=Path, help="a store filled by regesta ingest")
    parser.add_argument("documents", type=Path, help="new documents to add")
    parser.add_argument("folder", type=Path, help="where the stores go")
    parser.add_argument("--sizes", default="10000,100000,1000000", help="reports (10000,100000,1000000)")
    parser.add_argument("--workers", type=int, default=2, help="processes that code (2)")
    parser.add_argument("--only", choices=("add", "ask"), help="only one of the two tables")
    read = parser.parse_args(arguments)
    sizes = [int(size) for size in read.sizes.split(",")]
    coded, first = Coded(), (0.0, 0.0)
    for size in sizes:
        path = read.folder / f"{size}.duckdb"
        have = grown(read.base, path, size) if not path.exists() else size
        if read.only != "ask":
            whole, alone = added(path, read.documents, coded, workers=read.workers)
            first = first if any(first) else (whole, alone)
            print(
                f"{have:>9,} reports, {path.stat().st_size / 1e6:6.0f} MB: adding takes {whole:6.1f} s"
                f" ({whole / first[0]:.2f} of the first), without coding {alone:5.1f} s ({alone / first[1]:.2f})",
                flush=True,
            )
    if read.only != "add":
        for name, rows, milliseconds in answered(path):
            print(f"{name:20} {rows:>9,} rows {milliseconds:8.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
