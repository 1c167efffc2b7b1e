"""``regesta ingest``: documents into a store, coded and merged; broken off, it goes on where it was."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from regesta.cli._streams import is_note, new_file, say, say_skipped, standard_input
from regesta.cli.code import Published, Publisher, SettingsFile, Sources, Workers
from regesta.errors import RegestaError, SettingsError
from regesta.model import Skipped
from regesta.settings import Settings

if TYPE_CHECKING:
    from regesta.pipeline.ingest import Counts
    from regesta.read import Meter

StoreFile = Annotated[
    Path, typer.Option("--store", metavar="FILE", help="The store: one DuckDB file.", show_default=False)
]
_SHOWN = 10  # skipped documents that are named on the terminal; the file has all


def ingest(
    sources: Sources,
    *,
    store: StoreFile,
    published: Published = None,
    publisher: Publisher = None,
    workers: Workers = None,
    dead_letters: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What was left out, and why. Default: beside the store.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The record of this run. Default: beside the store.")
    ] = None,
    settings: SettingsFile = None,
) -> None:
    """Bring documents into a store: code what is new, and merge reports into events."""
    loaded = Settings.load(settings, workers=workers)
    for flag, path in (("--manifest", manifest), ("--dead-letters", dead_letters)):
        if path is not None and str(path) in sources:
            raise SettingsError(f"{flag} {path}: is one of the sources, which it would replace; name another file")
    # Imported only now: --help must not wait for the libraries.
    from regesta.pipeline.ingest import ingest as bring
    from regesta.pipeline.ingest import versions
    from regesta.pipeline.local import code_with
    from regesta.read import Meter, read
    from regesta.store import Store

    began, meter, letters = datetime.now(UTC), Meter(), _Letters()
    fetched: list[tuple[str, str | None, str | None]] = []
    try:
        with Store.open(store, create=True) as opened:
            documents = read(
                sources, published=published, publisher=publisher, stdin=standard_input(), meter=meter,
                validators=opened.fetched, on_fetched=lambda *answer: fetched.append(answer),
            )  # fmt: skip
            try:
                with _progress(meter) as watch:
                    counts = bring(
                        opened, documents, partial(code_with, loaded), versions=versions(loaded), at=began,
                        on_skipped=letters.take, watch=watch,
                    )  # fmt: skip
            except (KeyboardInterrupt, RegestaError):
                say("broken off: what was stored stays, and the same command goes on from there")
                raise
            for url, etag, modified in fetched:  # only now is all that came from there in the store
                opened.note_fetched(url, etag=etag, modified=modified, at=began)
    finally:
        letters.write(dead_letters or _beside(store, "skipped.jsonl"))
    record = {
        "command": "ingest", "sources": sources, "store": str(store), "started": began,
        "finished": datetime.now(UTC), "versions": dict(versions(loaded)), "counts": counts.as_numbers(),
        "skipped": [{"stage": stage, "reason": reason, "documents": n} for (stage, reason), n in counts.kinds()],
    }  # fmt: skip
    with new_file(manifest or _beside(store, "manifest.json"), flag="--manifest") as out:
        out.write(orjson.dumps(record, option=orjson.OPT_INDENT_2).decode() + "\n")
    say(_summary(counts))
    if not counts.read and counts.skipped:
        raise typer.Exit(2)


def _beside(store: Path, suffix: str) -> Path:
    return store.parent / f"{store.stem}.{suffix}"


def _summary(counts: Counts) -> str:
    parts = [f"{counts.coded:,} coded", f"{counts.known:,} known"]
    if counts.withdrawn:
        parts.append(f"{counts.withdrawn:,} withdrawn")
    if counts.skipped:
        parts.append(f"{counts.skipped.total():,} skipped")
    reports = "1 report" if counts.reports == 1 else f"{counts.reports:,} reports"
    events = "1 event" if counts.merged.events == 1 else f"{counts.merged.events:,} events"
    return f"{counts.read:,} read: {', '.join(parts)}; {reports}, {events} new or changed"


class _Letters:
    """What was left out: the first few are named on the terminal, all of them go to a file."""

    def __init__(self) -> None:
        self._all: list[Skipped] = []

    def take(self, one: Skipped) -> None:
        """Take one more."""
        self._all.append(one)
        if len(self._all) <= _SHOWN:
            say_skipped(one)
        elif len(self._all) == _SHOWN + 1:
            say("more was left out; the file of dead letters names everything")

    def write(self, path: Path) -> None:
        """Write all, one JSON object a line; an old file goes where there is nothing to tell."""
        if not self._all:
            if path.is_file():
                path.unlink()
            return
        with new_file(path, flag="--dead-letters") as out:
            for one in self._all:
                kind = "note" if is_note(one) else "skipped"
                line = {"source": one.document_id, "kind": kind, "stage": one.stage, "reason": one.reason}
                out.write(orjson.dumps(line).decode() + "\n")


@contextmanager
def _progress(meter: Meter) -> Iterator[Callable[[Counts], None]]:
    """A line on the terminal with the rate and, where the size of the input is known, the time left."""
    if not sys.stderr.isatty():
        yield lambda counts: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[told]}"), BarColumn(20), TimeElapsedColumn(), TextColumn("left"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, told="starting")

        def watch(counts: Counts) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = counts.read / elapsed if elapsed else 0.0
            told = f"{counts.read:,} documents, {rate:,.0f}/s, {counts.reports:,} reports"
            if counts.merged.reports:
                told = f"merging: {counts.merged.reports:,} of {counts.reports:,} reports"
            bar.update(task, total=meter.total, completed=meter.done, told=told)

        yield watch
