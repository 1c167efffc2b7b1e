"""Reports to events: compare what is new with what is stored, and group again whatever that touches.

The outcome is a function of the reports and verdicts alone: how alike two reports are depends on nothing else, each
group is made from all reports that are reached from one another, and so neither order nor batches matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice

from regesta.merge.cluster import Pair, cluster, components
from regesta.merge.events import Member, event
from regesta.merge.facts import Facts, Item, facts
from regesta.merge.keys import keys
from regesta.merge.link import FLOOR, LOWEST, MISSING, compare, exclude
from regesta.merge.sources import Text
from regesta.model import Event, Link, Verdict
from regesta.store import Store
from regesta.store import merging as stored

STEP = 5000
"""Fresh reports that are merged in one transaction."""

_PAIRS = 100_000  # pairs that are compared together
_KNOWN = 50_000  # reports that are kept for the next pairs


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: reports newly merged, pairs compared and links noted, events made anew and gone."""

    reports: int = 0
    compared: int = 0
    links: int = 0
    events: int = 0
    gone: int = 0

    def as_numbers(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)

    def __add__(self, other: Merged) -> Merged:
        return Merged(
            self.reports + other.reports, self.compared + other.compared, self.links + other.links,
            self.events + other.events, self.gone + other.gone,
        )  # fmt: skip


def merge(
    store: Store, *, run: str, at: datetime, step: int = STEP, done: Callable[[Merged], None] | None = None
) -> Merged:
    """Merge all reports that wait; ``done`` is told after each step, which is one transaction.

    ``at`` is the time that new links bear. Raises StoreError where the store cannot be written.
    """
    total = Merged()
    while waiting := stored.waiting(store, limit=step):
        total += _step(store, waiting, run=run, at=at)
        if done is not None:
            done(total)
    return total


def again(store: Store, *, run: str, at: datetime, done: Callable[[Merged], None] | None = None) -> Merged:
    """Forget what the machine judged and merge everything anew; people's verdicts stay and hold."""
    stored.forget(store, lambda rows, filed: keyed([facts(_item(row)) for row in rows], filed=filed))
    return merge(store, run=run, at=at, done=done)


def keyed(document: Sequence[Facts], *, filed: str | None) -> tuple[tuple[str, ...], ...]:
    """The blocking keys of the reports of one document."""
    return tuple(keys(one, around=document, filed=filed) for one in document)


class _Library:
    """The facts of reports, read when they are first asked for and kept for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Facts] = {}

    def of(self, names: Iterable[str]) -> Mapping[str, Facts]:
        """Facts by id, at least those of ``names``."""
        names = set(names)
        wanted = names - self._known.keys()
        if wanted:
            if len(self._known) > _KNOWN:
                self._known.clear()
                wanted = names
            self._known |= {row.report.id: facts(_item(row)) for row in stored.rows(self._store, wanted)}
        return self._known


def _step(store: Store, waiting: stored.Waiting, *, run: str, at: datetime) -> Merged:
    library = _Library(store)
    compared, links = _links(stored.candidates(store, waiting.fresh), library, at=at)
    linked = {name for link in links if link.score > 0 for name in (link.left, link.right)}
    near = stored.neighbours(store, waiting, linked)
    known = set(near.names)
    scores = dict(near.scores) | {
        (k.left, k.right): k.score for k in links if k.left in known and k.right in known
    }  # fmt: skip
    members: list[tuple[str, str, str]] = []
    groups: list[tuple[str, ...]] = []
    for component, grouped in _grouped(near, scores, library):
        for group in grouped:
            groups.append(group)
            members += [(name, "", component) for name in group]
    kept, changed = _unchanged(groups, near.events, touched={*waiting.touched, *waiting.stale})
    events = _events(store, changed)
    home = {name: one.id for one in events for name in one.reports} | {
        name: event_id for event_id in kept for name in near.events[event_id]
    }
    gone = tuple(sorted({*near.events} - kept))
    settled = stored.Settled(
        tuple(links), tuple((name, home[name], component) for name, _, component in members), tuple(events), gone
    )
    stored.settle(store, waiting, near, settled, run=run)
    return Merged(len(waiting.fresh), compared, len(links), len(events), len(set(gone) - {e.id for e in events}))


def _links(pairs: Iterator[Pair], library: _Library, *, at: datetime) -> tuple[int, list[Link]]:
    """How many pairs were compared, and those that are worth noting, with score and reasons."""
    moment = at.isoformat()
    compared, links = 0, []
    while some := list(islice(pairs, _PAIRS)):
        known = library.of(name for pair in some for name in pair)
        for left, right in some:
            found = compare(known[left], known[right])
            if found.score >= FLOOR:
                verdict: Verdict = "same" if found.score > 0 else "different"
                links.append(Link(left, right, verdict, found.score, found.why, "regesta", moment))
        compared += len(some)
    return compared, links


def _grouped(
    near: stored.Neighbours, scores: Mapping[Pair, float], library: _Library
) -> Iterable[tuple[str, list[tuple[str, ...]]]]:
    """Each component, named after its first report, with its groups."""
    likely = [pair for pair, score in scores.items() if score > 0]
    parts = components(near.names, [*likely, *near.same])
    part_of = {name: number for number, part in enumerate(parts) for name in part}
    of: list[dict[Pair, float]] = [{} for _ in parts]
    for pair, score in scores.items():
        if part_of[pair[0]] == part_of[pair[1]]:
            of[part_of[pair[0]]][pair] = score
    same, different = (_by_part(pairs, part_of) for pairs in (near.same, near.different))
    library.of(name for part in parts if len(part) > 2 for name in part)  # at once: each asking looks through all
    for number, part in enumerate(parts):
        if len(part) == 1:
            yield part[0], [part]
            continue
        known = library.of(part) if len(part) > 2 else {}

        def excluded(one: str, other: str, known: Mapping[str, Facts] = known) -> bool:
            return bool(known) and exclude(known[one], known[other])

        yield part[0], cluster(
            part, of[number], same=same.get(number, ()), different=different.get(number, ()), missing=MISSING,
            excluded=excluded, exclusion=LOWEST,
        )  # fmt: skip


def _by_part(pairs: Iterable[Pair], part_of: Mapping[str, int]) -> dict[int, list[Pair]]:
    out: dict[int, list[Pair]] = {}
    for left, right in pairs:
        if part_of[left] == part_of[right]:
            out.setdefault(part_of[left], []).append((left, right))
    return out


def _unchanged(
    groups: Iterable[tuple[str, ...]], events: Mapping[str, tuple[str, ...]], *, touched: set[str]
) -> tuple[set[str], list[tuple[str, ...]]]:
    """Which events stay exactly as they are, and the groups that make an event anew."""
    stored_as = {tuple(sorted(names)): event_id for event_id, names in events.items()}
    kept: set[str] = set()
    changed = []
    for group in groups:
        event_id = stored_as.get(group)
        if event_id is None or touched.intersection(group):
            changed.append(group)
        else:
            kept.add(event_id)
    return kept, changed


def _events(store: Store, groups: list[tuple[str, ...]]) -> list[Event]:
    items = {row.report.id: _item(row) for row in stored.rows(store, (name for group in groups for name in group))}
    wanted = {item.report.document_id for item in items.values()}
    texts = {row[0]: Text(*row) for row in stored.texts(store, wanted)}
    return [event([Member(items[name], texts[items[name].report.document_id]) for name in group]) for group in groups]


def _item(row: stored.Row) -> Item:
    return Item(row.report, row.sentence, row.day, row.day_from, row.day_to)
