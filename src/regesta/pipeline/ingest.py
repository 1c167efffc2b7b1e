"""Documents into a store: read, leave out what is known, code, keep, merge; broken off, it goes on where it was."""

from __future__ import annotations

import hashlib
import platform
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from itertools import islice

from rensa import RMinHash

from regesta.export._marks import sentence
from regesta.merge.facts import Item, facts
from regesta.model import Coded, Document, Publication, Report, Skipped
from regesta.pipeline.merge import Merged, keyed, merge
from regesta.read._fields import utc
from regesta.read.layout import lay_out
from regesta.resolve.edtf import bounds
from regesta.settings import Settings, own_version
from regesta.store import Store
from regesta.store.writing import Entry

BATCH = 200
"""Documents that are stored in one transaction: what a kill can lose."""

PATIENCE = 20.0
"""Seconds after which what waits is stored though it makes no batch: long texts, or few documents at a time."""

NOTE = "note: "

_CHUNK = 256
"""Documents that are looked up in the store together."""

_SKETCH = 64
_SHINGLE = 4
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Counts:
    """What a run has done so far; ``skipped`` counts by stage and kind of reason."""

    read: int = 0
    coded: int = 0
    known: int = 0
    withdrawn: int = 0
    reports: int = 0
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)
    merged: Merged = field(default_factory=Merged)

    def as_numbers(self) -> dict[str, int]:
        """The counts as one flat table."""
        out = {key: getattr(self, key) for key in ("read", "coded", "known", "withdrawn", "reports")}
        merged = {f"merge_{key}": value for key, value in self.merged.as_numbers().items()}
        return out | {"skipped": self.skipped.total()} | merged

    def kinds(self) -> list[tuple[tuple[str, str], int]]:
        """How many were skipped at each stage for each kind of reason, the most frequent first."""
        return sorted(self.skipped.items(), key=lambda item: (-item[1], item[0]))


Watch = Callable[[Counts], None]
Code = Callable[[Iterable[Document]], Iterable[Coded]]


def ingest(
    store: Store,
    documents: Iterable[Document | Skipped],
    code: Code,
    *,
    versions: Mapping[str, str],
    at: datetime,
    on_skipped: Callable[[Skipped], None],
    watch: Watch = lambda counts: None,
) -> Counts:
    """Bring documents into a store and merge their reports; returns what was done.

    ``code`` codes a stream of documents, lazily and in order (``code_with``, or a ``Coder``'s own method).
    A document that is stored already is not coded again, whoever published it. ``at`` is the time of the run, against
    which embargoes are held. ``on_skipped`` is told everything that was left out; ``watch`` is told the counts as
    they grow. Raises StoreError where the store cannot be written; what was stored before stays. Where a
    KeyboardInterrupt ends it, all that was coded is stored first.
    """
    run = store.begin("ingest", versions, at=at)
    counts = Counts()
    intake = _Intake(store, counts, run=run, at=at, on_skipped=on_skipped, watch=watch)
    try:
        for coded in code(intake.new(documents)):
            intake.take(coded)
            intake.pause()
    except KeyboardInterrupt:
        intake.flush()  # of a batch that was interrupted nothing is stored, and one that was stored changes nothing
        raise
    intake.flush()

    def merged(so_far: Merged) -> None:
        counts.merged = so_far
        watch(counts)

    counts.merged = merge(store, run=run, at=at, done=merged)
    store.finish(run, counts.as_numbers(), at=datetime.now(UTC))
    return counts


class _Intake:
    """What is on its way into the store: documents being coded, and entries that wait for the next batch."""

    def __init__(
        self,
        store: Store,
        counts: Counts,
        *,
        run: str,
        at: datetime,
        on_skipped: Callable[[Skipped], None],
        watch: Watch,
    ) -> None:
        self._store = store
        self._counts = counts
        self._run = run
        self._now = utc(at)
        self._on_skipped = on_skipped
        self._watch = watch
        self._entries: list[Entry] = []
        self._skipped: list[tuple[str, str, str]] = []
        self._flying: dict[str, list[Publication]] = {}
        self._known: set[str] = set()  # of the texts in this chunk, those that were coded already
        self._flushed = time.monotonic()

    def new(self, documents: Iterable[Document | Skipped]) -> Iterator[Document]:
        """Yield the documents that have to be coded; all others are dealt with here."""
        stream = iter(documents)
        while chunk := list(islice(stream, _CHUNK)):
            fresh = [found for item in chunk if (found := self._sorted_out(item)) is not None]
            waiting = {entry.document_id for entry in self._entries}
            self._known = self._store.known([name for name, _ in fresh]) | waiting
            for name, document in fresh:
                publication = _publication(document, name)
                if name in self._flying:
                    self._flying[name].append(publication)
                elif name in self._known:
                    self._keep_copy(publication)
                else:
                    self._flying[name] = [publication]
                    # The publisher is left out: one text has one coding, whoever prints it.
                    yield Document(name, document.text, published=document.published, language=document.language)
            self.pause()  # nothing comes out of the coder while all that is read is known

    def _sorted_out(self, item: Document | Skipped) -> tuple[str, Document] | None:
        """A document that may be used, with its id in the store; whatever else comes is dealt with."""
        if isinstance(item, Skipped):
            self._leave_out(item)
            return None
        self._counts.read += 1
        if item.status != "usable":  # before all else: a kill waits for nothing
            self._counts.withdrawn += 1
            self._keep(_publication(item, None))
            return None
        if item.embargo and item.embargo > self._now:
            reason = f"{item.id}: is under embargo until {item.embargo}; give it again after that"
            self._leave_out(Skipped(item.id, "ingest", reason))
            return None
        return content_id(item), item

    def _leave_out(self, skipped: Skipped) -> None:
        self._on_skipped(skipped)
        if not skipped.reason.startswith(NOTE):
            self._counts.skipped[skipped.stage, _kind(skipped)] += 1
            self._skipped.append((skipped.document_id, skipped.stage, skipped.reason))

    def _keep(self, publication: Publication) -> None:
        self._entries.append(Entry(publication.document_id or "", None, publication, None, None, (), (), (), (), ()))

    def _keep_copy(self, publication: Publication) -> None:
        self._counts.known += 1
        self._keep(publication)

    def take(self, coded: Coded) -> None:
        """Take one coded document with all its publications; one that failed is left out and can come again."""
        publications = self._flying.pop(coded.document.id)
        for publication in publications:
            for one in coded.skipped:
                self._leave_out(replace(one, document_id=publication.source))
        if any(not one.reason.startswith(NOTE) for one in coded.skipped):
            return
        self._counts.coded += 1
        self._counts.reports += len(coded.reports)
        first, *others = publications
        self._known.add(coded.document.id)
        self._entries.append(_entry(coded, first))
        for publication in others:
            self._keep_copy(publication)

    def pause(self) -> None:
        """Tell how far it is, and store what waits if that makes a batch or has waited long."""
        late = time.monotonic() - self._flushed >= PATIENCE
        if late or len(self._entries) >= BATCH or len(self._skipped) >= BATCH:
            self.flush()
        self._watch(self._counts)

    def flush(self) -> None:
        """Store all that waits, in one transaction."""
        if self._entries or self._skipped:
            self._store.add(self._entries, self._skipped, run=self._run)
        self._entries, self._skipped = [], []
        self._flushed = time.monotonic()


def content_id(document: Document) -> str:
    """A document's id in a store: a hash of its text and the day against which its dates are read."""
    text = document.text.encode("utf-8", "surrogatepass") + b"\0" + (document.published or "").encode()
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def _publication(document: Document, name: str | None) -> Publication:
    return Publication(
        name, document.id, document.publisher, document.url, document.title, document.published, document.item,
        document.version, document.issued, document.status,
    )  # fmt: skip


def _entry(coded: Coded, publication: Publication) -> Entry:
    document, reports = coded.document, coded.reports
    layout = lay_out(document.text, published=document.published)
    sentences = tuple(_sentence(document.text, report) for report in reports)
    days = tuple(bounds(report.date.value) if report.date else None for report in reports)
    published = _day(document.published)
    compared = [
        facts(Item(report, told, published, *_ends(limits)))
        for report, told, limits in zip(reports, sentences, days, strict=True)
    ]  # fmt: skip
    return Entry(
        document_id=document.id,
        document=document,
        publication=publication,
        agency=layout.dateline.agency if layout.dateline else None,
        filed=coded.filed,
        sketch=sketch(document.text),
        reports=reports,
        sentences=sentences,
        keys=keyed(compared, filed=coded.filed),
        bounds=days,
    )


def _sentence(text: str, report: Report) -> str:
    start, end = sentence(text, report)
    return text[start:end]


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _ends(limits: tuple[date, date] | None) -> tuple[date | None, date | None]:
    """The bounds of a date, None for an end that is open."""
    if limits is None:
        return None, None
    return (None if limits[0] == date.min else limits[0]), (None if limits[1] == date.max else limits[1])


def sketch(text: str) -> tuple[int, ...]:
    """A MinHash of a text's runs of four words; empty where it has fewer."""
    words = _WORD.findall(text.casefold())
    runs = [" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    if not runs:
        return ()
    minhash = RMinHash(num_perm=_SKETCH, seed=1)
    minhash.update(runs)
    return tuple(minhash.digest())


def versions(settings: Settings) -> Mapping[str, str]:
    """What takes part in a run, for its record."""
    named = {name: version(name) for name in ("spacy", "duckdb", "pyarrow")}
    return {"regesta": own_version(), "python": platform.python_version(), "model": settings.model} | named


_CHANGING = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d,.]*")


def _kind(skipped: Skipped) -> str:
    """A reason without what differs from one document to the next: its name, numbers and quotations."""
    reason = skipped.reason.removeprefix(skipped.document_id).lstrip(":0123456789 ")
    return _CHANGING.sub("…", reason.split(";")[0]).strip()
