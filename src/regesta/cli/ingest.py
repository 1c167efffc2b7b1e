"""``regesta ingest``: documents into a store, coded and merged; broken off, it goes on where it was."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, BinaryIO, Self

import orjson
import typer

from regesta.cli._streams import is_note, new_file, say, say_skipped, spare, standard_input
from regesta.cli.code import Published, Publisher, SettingsFile, Sources, Workers
from regesta.errors import RegestaError, SettingsError
from regesta.model import Document, Skipped
from regesta.settings import Settings

if TYPE_CHECKING:
    from regesta.pipeline.ingest import Counts
    from regesta.read import Meter
    from regesta.store import Store

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
    if dead_letters is not None:
        spare(dead_letters, flag="--dead-letters")
    # Imported only now: --help must not wait for the libraries.
    from regesta.pipeline.ingest import versions
    from regesta.read import Meter, read
    from regesta.store import Store

    began, meter = datetime.now(UTC), Meter()
    fetched: list[tuple[str, str | None, str | None]] = []
    with ExitStack() as stack:
        opened = stack.enter_context(Store.open(store, create=True)) if store.exists() else None
        documents = read(
            sources, published=published, publisher=publisher, stdin=standard_input(), meter=meter,
            validators=opened.fetched if opened else None, on_fetched=lambda *answer: fetched.append(answer),
        )  # fmt: skip
        if opened is None:
            documents = _something(documents, sources)
            opened = stack.enter_context(Store.open(store, create=True))
        with _Letters(dead_letters or _beside(store, "skipped.jsonl")) as letters:
            counts = _brought(opened, documents, loaded, at=began, meter=meter, letters=letters)
        for url, etag, modified in fetched:  # only now is all that came from there in the store
            opened.note_fetched(url, etag=etag, modified=modified, at=began)
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


def _something(documents: Iterator[Document | Skipped], sources: list[str]) -> Iterator[Document | Skipped]:
    """The documents, as soon as it is known that one of the sources can be read.

    Where none can each is named, and the program ends: no store is made for that.
    """
    from regesta.read import called

    whole = set(map(called, sources))
    refused: list[Skipped] = []
    for one in documents:
        if isinstance(one, Document) or is_note(one) or one.document_id not in whole:
            return chain(refused, [one], documents)
        refused.append(one)
    if not refused:
        return iter(())
    for one in refused[:_SHOWN]:
        say_skipped(one)
    if len(refused) > _SHOWN:
        say(f"and so it is with {len(refused) - _SHOWN:,} more: nothing was read")
    raise typer.Exit(2)


def _brought(
    store: Store,
    documents: Iterator[Document | Skipped],
    settings: Settings,
    *,
    at: datetime,
    meter: Meter,
    letters: _Letters,
) -> Counts:
    """Bring the documents into the store, and say so where that is broken off."""
    from regesta.pipeline.ingest import ingest as bring
    from regesta.pipeline.ingest import versions
    from regesta.pipeline.local import code_with

    try:
        with _progress(meter) as watch:
            return bring(
                store, documents, partial(code_with, settings), versions=versions(settings), at=at,
                on_skipped=letters.take, watch=watch,
            )  # fmt: skip
    except (KeyboardInterrupt, RegestaError):
        say(
            "broken off: what was stored stays, and the same command goes on from there;"
            " regesta merge makes events of what is stored so far"
        )
        raise


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
    """What was left out: the first few are named on the terminal, all of them go to a file as they come.

    The file is made at the first one, so that a run that is killed leaves what it had; where there is none to the end
    an old file goes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._out: BinaryIO | None = None
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._out is not None:
            self._out.close()
        elif self._path.is_file():
            self._path.unlink()

    def take(self, one: Skipped) -> None:
        """Take one more; raises SettingsError where the file cannot be made."""
        if self._out is None:
            self._out = self._made()
        kind = "note" if is_note(one) else "skipped"
        line = {"source": one.document_id, "kind": kind, "stage": one.stage, "reason": one.reason}
        self._out.write(orjson.dumps(line) + b"\n")
        self._out.flush()
        self._number += 1
        if self._number <= _SHOWN:
            say_skipped(one)
        elif self._number == _SHOWN + 1:
            say("more was left out; the file of dead letters names everything")

    def _made(self) -> BinaryIO:
        spare(self._path, flag="--dead-letters")  # by now the new store is a file too
        try:
            return self._path.open("wb")
        except OSError as error:
            reason = error.strerror or error
            raise SettingsError(f"--dead-letters {self._path}: cannot be written: {reason}") from error


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
