"""How well reports are merged into events, measured on a world whose events are known."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from regesta.model import Document, Skipped
from regesta.pipeline.ingest import Code, Counts, ingest, versions
from regesta.pipeline.local import code_with
from regesta.score import Clusters, clusters
from regesta.settings import Settings
from regesta.store import Store
from regesta.worlds import Telling, World

NAME = "world.duckdb"


@dataclass(frozen=True, slots=True)
class Reading:
    """What alignment needs of a report: the document it was read with, its PLOVER type, where its mentions begin."""

    id: str
    source: str
    kind: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which true event each report tells, and what could not be brought together.

    ``unaligned`` reports begin in no telling of their type; of these, ``other_kind`` begin in one of another
    type. ``unread`` tellings have no report. ``mixed`` reports have mentions in tellings of several true
    events; they count for the one with the most, of equals the first.
    """

    true: Mapping[str, str] = field(repr=False)
    reports: int
    unaligned: int
    other_kind: int
    mixed: int
    tellings: int
    unread: int


@dataclass(frozen=True, slots=True)
class MergeScores:
    """What was measured: the world, its alignment with what was read, and the scores of merging.

    ``documents`` counts publications, ``texts`` different texts, ``events`` true events that at least one report tells.
    """

    events: int
    documents: int
    texts: int
    alignment: Alignment
    clusters: Clusters


def align(reports: Iterable[Reading], tellings: Iterable[Telling]) -> Alignment:
    """Bring reports and tellings together: a mention belongs to the telling in which it begins.

    Tellings of one document must not overlap.
    """
    by_document: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_document[telling.document_id].append(telling)
    for told in by_document.values():
        told.sort(key=lambda telling: telling.start)
    true: dict[str, str] = {}
    read: set[tuple[str, int]] = set()
    counts: Counter[str] = Counter()
    for report in reports:
        counts["reports"] += 1
        begun = [t for t in (_at(by_document.get(report.source, []), start) for start in report.starts) if t]
        hits = [telling for telling in begun if telling.kind == report.kind]
        read |= {(telling.document_id, telling.start) for telling in hits}
        if not hits:
            counts["unaligned"] += 1
            counts["other_kind"] += bool(begun)
            continue
        votes = Counter(telling.event for telling in hits)
        counts["mixed"] += len(votes) > 1
        true[report.id] = votes.most_common(1)[0][0]
    total = sum(map(len, by_document.values()))
    return Alignment(
        true, counts["reports"], counts["unaligned"], counts["other_kind"], counts["mixed"], total, total - len(read)
    )


def _at(tellings: list[Telling], start: int) -> Telling | None:
    i = bisect_right(tellings, start, key=lambda telling: telling.start) - 1
    return tellings[i] if i >= 0 and start < tellings[i].end else None


def merging(
    world: World,
    settings: Settings,
    *,
    code: Code | None = None,
    on_skipped: Callable[[Skipped], None] = lambda skipped: None,
    watch: Callable[[Counts], None] = lambda counts: None,
) -> MergeScores:
    """Ingest a world into a temporary store and score the events that come out.

    ``code`` codes the documents where it is not to be done with ``settings``; ``on_skipped`` and ``watch`` are those of
    ``ingest``. Raises what it raises.
    """
    at = datetime.combine(world.start, time(), UTC) + timedelta(days=world.days + 60)
    with TemporaryDirectory(prefix="regesta-") as folder:
        path = Path(folder) / NAME
        live = _Live()
        with Store.open(path, create=True) as store:
            documents = live.watch(world.documents())
            counts = ingest(
                store, documents, code or partial(code_with, settings), versions=versions(settings), at=at,
                on_skipped=on_skipped, watch=watch,
            )  # fmt: skip
        with Store.open(path, read_only=True) as store:
            sources = _sources(store, live)
            reports, predicted = _reports(store, sources)
    told = set(sources.values())
    alignment = align(reports, (telling for telling in world.tellings() if telling.document_id in told))
    scores = clusters(predicted, alignment.true)
    return MergeScores(len(set(alignment.true.values())), counts.read, len(sources), alignment, scores)


class _Live:
    """Which documents their publisher still stands by, once all have passed."""

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self._newest: dict[str, str] = {}

    def watch(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Pass documents on; versions of an item come in their order."""
        for document in documents:
            if document.item is not None:
                if document.item in self._newest:
                    self.gone.add(self._newest[document.item])
                self._newest[document.item] = document.id
                if document.status != "usable":
                    self.gone.add(document.id)
            yield document


def _sources(store: Store, live: _Live) -> dict[str, str]:
    """For each text of the store that still stands, the document of the world that it was first read with."""
    rows = store.sql("SELECT document_id, source FROM publications WHERE document_id IS NOT NULL ORDER BY number")
    sources: dict[str, str] = {}
    for row in rows.to_pylist():
        if row["source"] not in live.gone:
            sources.setdefault(row["document_id"], row["source"])
    return sources


def _reports(store: Store, sources: Mapping[str, str]) -> tuple[list[Reading], dict[str, str]]:
    """Every report that counts, and the event that it was merged into."""
    rows = store.sql(
        'SELECT id, document_id, event, event_id, list_transform(mentions, lambda m: m."start") AS starts FROM reports'
    ).to_pylist()
    reports = [
        Reading(row["id"], sources[row["document_id"]], row["event"], tuple(row["starts"]))
        for row in rows
        if row["document_id"] in sources
    ]
    return reports, {row["id"]: row["event_id"] or row["id"] for row in rows}
