"""What merging reads and writes: reports that wait, pairs worth comparing, links, members, events, verdicts.

How alike two reports are and what belongs together is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from regesta.errors import StoreError
from regesta.model import Event, Link, Publication, Report, Verdict
from regesta.store.opening import Opened, asked, first, given
from regesta.store.reading import named
from regesta.store.rows import records, table, tabled

Pair = tuple[str, str]

_KEYS = pa.schema([("report_id", pa.string()), ("key", pa.string())])
_DOCUMENTS = 5000  # whose reports are keyed together

_STRETCH = 2000  # fresh reports whose pairs are sought together

_REACH = 5
"""Days that two reports' dates may lie apart and still be compared."""

_BACK = 7
"""Days that an inferred date may come after what it tells."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports to be merged now: ``fresh`` are in no event yet; ``stale`` no longer count, ``touched`` changed."""

    fresh: tuple[str, ...]
    stale: tuple[str, ...]
    touched: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.fresh or self.stale or self.touched)


@dataclass(frozen=True, slots=True)
class Row:
    """A report with its sentence, the day of its document and the days that bound its own date."""

    report: Report
    sentence: str
    day: date | None
    day_from: date | None
    day_to: date | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """All that grouping has to look at: the members of every component concerned, their links and verdicts."""

    names: tuple[str, ...]
    components: tuple[str, ...]
    scores: dict[Pair, float]
    same: tuple[Pair, ...]
    different: tuple[Pair, ...]
    events: dict[str, tuple[str, ...]]


def waiting(store: Opened, *, limit: int) -> Waiting:
    """The next reports to merge, at most ``limit`` fresh ones, those of the earliest days first."""
    with store.reading() as connection:
        fresh = asked(
            connection,
            "SELECT id FROM base.reports r ANTI JOIN base.members m ON m.report_id = r.id"
            " WHERE withdrawn IS NULL ORDER BY day, id LIMIT ?",
            [limit],
        )
        stale = asked(
            connection,
            "SELECT m.report_id AS id FROM base.members m ANTI JOIN"
            " (SELECT id FROM base.reports WHERE withdrawn IS NULL) r ON r.id = m.report_id",
        )
        touched = asked(connection, "SELECT DISTINCT report_id AS id FROM base.touched")
    return Waiting(_strings(fresh), _strings(stale), _strings(touched))


def candidates(store: Opened, fresh: Sequence[str]) -> Iterator[Pair]:
    """Pairs of reports to compare: each has one of ``fresh``, shares a key, and could be one happening.

    They come in stretches: where the same is reported thousands of times, all pairs at once would fill the memory.
    """
    for start in range(0, len(fresh), _STRETCH):
        with store.reading() as connection:
            now, before = _ids(fresh[start : start + _STRETCH]), _ids(fresh[:start])
            found = asked(connection, _CANDIDATES, fresh=now, before=before)
        for batch in found.to_batches(max_chunksize=50_000):
            yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)


# What link's vetoes would refuse in any case is left out here already: stated days that exclude each other, a day
# stated after the day of the other's report, countries, and towns more than about 60 km apart.
_CANDIDATES = f"""
    WITH near AS (
        SELECT id, coalesce(date.basis = 'stated', false) AS stated, day_from, day_to,
               place.country AS country, CASE WHEN place.precision = 'city' THEN place.latitude END AS north,
               CASE WHEN place.precision = 'city' THEN place.longitude END AS east,
               CASE WHEN date.basis = 'stated' THEN day_from ELSE day_from - {_BACK} END AS low,
        FROM base.reports WHERE withdrawn IS NULL
    ), merged AS (SELECT report_id FROM base.members UNION ALL SELECT id FROM before UNION ALL SELECT id FROM fresh),
    pairs AS (
        SELECT DISTINCT least(f.report_id, k.report_id) AS a, greatest(f.report_id, k.report_id) AS b
        FROM (SELECT report_id, key FROM base.keys SEMI JOIN fresh ON fresh.id = report_id) f
        JOIN base.keys k USING (key)
        WHERE f.report_id <> k.report_id
    )
    SELECT a, b FROM pairs
    SEMI JOIN merged x ON x.report_id = a SEMI JOIN merged y ON y.report_id = b
    JOIN near l ON l.id = a JOIN near r ON r.id = b
    WHERE coalesce(greatest(l.low, r.low) <= least(l.day_to, r.day_to) + {_REACH}, true)
      AND coalesce(greatest(l.day_from, r.day_from) <= least(l.day_to, r.day_to) + 1
                   OR l.stated <> r.stated OR NOT l.stated, true)
      AND coalesce(NOT l.stated OR r.stated OR l.day_from <= r.day_to + 1, true)
      AND coalesce(NOT r.stated OR l.stated OR r.day_from <= l.day_to + 1, true)
      AND coalesce(l.country = r.country, true)
      AND coalesce(abs(l.north - r.north) < 0.6
                   AND (abs(l.east - r.east) * cos(radians(l.north)) < 0.6 OR abs(l.east - r.east) > 350), true)
"""


def rows(store: Opened, ids: Iterable[str]) -> Iterator[Row]:
    """These reports, in no order; those that are not stored are left out."""
    with store.reading() as connection:
        found = asked(
            connection, "SELECT r.* FROM base.reports r SEMI JOIN wanted ON wanted.id = r.id", wanted=_ids(ids)
        )
    return _rows(found)


def _rows(found: pa.Table) -> Iterator[Row]:
    days = zip(*(found[name].to_pylist() for name in ("sentence", "day", "day_from", "day_to")), strict=True)
    for report, (sentence, day, day_from, day_to) in zip(records(Report, found), days, strict=True):
        yield Row(report, sentence, day, day_from, day_to)


def neighbours(store: Opened, waiting: Waiting, linked: Iterable[str]) -> Neighbours:
    """Everything in the components that ``waiting`` and ``linked`` reports belong to, with the fresh reports."""
    with store.reading() as connection:
        seeds = _ids({*waiting.stale, *waiting.touched, *waiting.fresh, *linked})
        related = asked(
            connection,
            'SELECT v."right" AS id FROM base.verdicts v SEMI JOIN seeds ON seeds.id = v."left"'
            ' UNION ALL SELECT v."left" FROM base.verdicts v SEMI JOIN seeds ON seeds.id = v."right"'
            " UNION ALL SELECT id FROM seeds",
            seeds=seeds,
        )
        components = asked(
            connection,
            "SELECT DISTINCT component AS id FROM base.members SEMI JOIN related ON related.id = report_id",
            related=related,
        )
        members = asked(
            connection,
            "SELECT report_id AS id FROM base.members SEMI JOIN components ON components.id = component",
            components=components,
        )
        names = sorted({*_strings(members), *waiting.fresh} - set(waiting.stale))
        links = asked(
            connection,
            'SELECT "left", "right", score FROM base.links SEMI JOIN names x ON x.id = "left"'
            ' SEMI JOIN names y ON y.id = "right"',
            names=_ids(names),
        )
        verdicts = asked(
            connection,
            'SELECT "left", "right", arg_max(verdict, "at") AS verdict FROM base.verdicts'
            ' SEMI JOIN names x ON x.id = "left" SEMI JOIN names y ON y.id = "right" GROUP BY "left", "right"',
            names=_ids(names),
        )
        events = asked(
            connection,
            "SELECT e.id, e.reports FROM base.events e SEMI JOIN"
            " (SELECT event_id FROM base.members SEMI JOIN components ON components.id = component) m"
            " ON m.event_id = e.id",
            components=components,
        )
    pairs = list(zip(verdicts["left"].to_pylist(), verdicts["right"].to_pylist(), strict=True))
    judged = dict(zip(pairs, verdicts["verdict"].to_pylist(), strict=True))
    noted = zip(links["left"].to_pylist(), links["right"].to_pylist(), links["score"].to_pylist(), strict=True)
    return Neighbours(
        names=tuple(names),
        components=_strings(components),
        scores={(left, right): score for left, right, score in noted},
        same=tuple(pair for pair, verdict in judged.items() if verdict == "same"),
        different=tuple(pair for pair, verdict in judged.items() if verdict == "different"),
        events={name: tuple(told) for name, told in zip(_strings(events), events["reports"].to_pylist(), strict=True)},
    )


def texts(
    store: Opened, ids: Iterable[str]
) -> Iterator[tuple[str, str | None, tuple[int, ...], tuple[Publication, ...]]]:
    """Documents as (id, the dateline's agency, sketch, publications in an order of their own)."""
    with store.reading() as connection:
        wanted = _ids(ids)
        found = asked(
            connection,
            "SELECT id, agency, sketch FROM base.documents SEMI JOIN wanted USING (id) ORDER BY id", wanted=wanted,
        )  # fmt: skip
        printed = asked(
            connection,
            "SELECT p.* FROM base.publications p SEMI JOIN wanted ON wanted.id = p.document_id"
            " ORDER BY source, publisher, url, item, version, issued, status",
            wanted=wanted,
        )
    of: dict[str, list[Publication]] = {}
    for publication in records(Publication, printed):
        of.setdefault(publication.document_id or "", []).append(publication)
    columns = (found[name].to_pylist() for name in ("id", "agency", "sketch"))
    for name, agency, sketch in zip(*columns, strict=True):
        yield name, agency, tuple(sketch or ()), tuple(of.get(name, ()))


@dataclass(frozen=True, slots=True)
class Settled:
    """What one step of merging decided: new links, and for the components concerned who belongs to which event.

    ``members`` are (report, event, component); ``events`` those that are new or changed; ``gone`` the ids of events
    that are no more, or have changed.
    """

    links: tuple[Link, ...]
    members: tuple[tuple[str, str, str], ...]
    events: tuple[Event, ...]
    gone: tuple[str, ...]


def settle(store: Opened, waiting: Waiting, neighbours: Neighbours, settled: Settled, *, run: str) -> None:
    """Store one step of merging, whole or not at all."""
    links = pa.table(
        {
            "left": [link.left for link in settled.links],
            "right": [link.right for link in settled.links],
            "score": pa.array([link.score for link in settled.links], pa.float64()),
            "why": [link.why for link in settled.links],
        },
        schema=pa.schema(
            [("left", pa.string()), ("right", pa.string()), ("score", pa.float64()), ("why", pa.string())]
        ),
    )
    reports, events, components = zip(*settled.members, strict=True) if settled.members else ((), (), ())
    members = pa.table(
        [pa.array(column, pa.string()) for column in (reports, events, components)],
        names=["report_id", "event_id", "component"],
    )
    with (
        store.transaction() as connection,
        given(
            connection,
            new_links=links, new_members=members, new_events=table(Event, settled.events), stale=_ids(waiting.stale),
            gone=_ids(settled.gone), old=_ids(neighbours.components), done=_ids(waiting.touched),
        ),
    ):  # fmt: skip
        for statement in _SETTLE:
            connection.execute(statement)
        connection.execute('INSERT INTO base.links SELECT "left", "right", score, why, ? FROM new_links', [run])


_SETTLE = (
    'DELETE FROM base.links WHERE "left" IN (SELECT id FROM stale) OR "right" IN (SELECT id FROM stale)',
    "DELETE FROM base.members WHERE component IN (SELECT id FROM old)",
    "DELETE FROM base.events WHERE id IN (SELECT id FROM gone)",
    "DELETE FROM base.touched WHERE report_id IN (SELECT id FROM done)",
    "INSERT INTO base.members BY NAME SELECT * FROM new_members",
    "INSERT INTO base.events BY NAME SELECT * REPLACE (day_from::DATE AS day_from, day_to::DATE AS day_to,"
    " first_reported::DATE AS first_reported, last_reported::DATE AS last_reported) FROM new_events",
)


# ---------------------------------------------------------------- verdicts


def representative(store: Opened, name: str) -> str:
    """The report that an id of a report or event, or the beginning of one, stands for: an event's earliest.

    Raises StoreError where nothing, or several things, are so called.
    """
    with store.reading() as connection:
        return named(
            connection,
            name,
            "SELECT id, reports[1] AS names FROM base.events UNION ALL SELECT id, id FROM base.reports",
        )


def judge(store: Opened, left: str, right: str, *, verdict: Verdict, by: str, why: str, at: datetime) -> Link:
    """Store a person's verdict on two reports or events; it holds until the same pair is judged again."""
    one, other = sorted((representative(store, left), representative(store, right)))
    if one == other:
        raise StoreError(f"{left} and {right} are one and the same report; name two")
    with store.transaction() as connection:
        connection.execute("INSERT INTO base.verdicts VALUES (?, ?, ?, ?, ?, ?)", [one, other, verdict, why, by, at])
        connection.execute("INSERT INTO base.touched SELECT unnest([?, ?])", [one, other])
    return Link(one, other, verdict, 0.0, why, by, at.isoformat())


def homes(store: Opened, reports: Iterable[str]) -> dict[str, str | None]:
    """The event that each report belongs to; None for one that counts no more."""
    found: dict[str, str | None] = {}
    with store.reading() as connection:
        for name in reports:
            row = first(connection, "SELECT event_id FROM base.members WHERE report_id = ?", [name])
            found[name] = str(row[0]) if row else None
    return found


def forget(store: Opened, rekey: Callable[[Sequence[Row], str | None], Sequence[tuple[str, ...]]]) -> None:
    """Throw away all that the machine judged: links, members, events. Reports and verdicts stay.

    ``rekey`` gives the blocking keys of one document's reports, which are made anew with the rest, from its reports
    and the country where it was filed.
    """
    with store.transaction() as connection:
        for name in ("links", "members", "events", "touched", "keys"):
            connection.execute(f"DELETE FROM base.{name}")
        listed = asked(connection, "SELECT id, filed FROM base.documents ORDER BY id")
        documents = _strings(listed)
        filed = dict(zip(documents, listed["filed"].to_pylist(), strict=True))
        for first_one in range(0, len(documents), _DOCUMENTS):
            wanted = _ids(documents[first_one : first_one + _DOCUMENTS])
            found = asked(
                connection, "SELECT r.* FROM base.reports r SEMI JOIN wanted ON wanted.id = document_id", wanted=wanted
            )
            of: dict[str, list[Row]] = {}
            for row in _rows(found):
                of.setdefault(row.report.document_id, []).append(row)
            keyed = [
                (row.report.id, key)
                for name, told in of.items()
                for row, names in zip(told, rekey(told, filed[name]), strict=True)
                for key in names
            ]
            with given(connection, keyed=tabled(_KEYS, keyed)):
                connection.execute("INSERT INTO base.keys BY NAME SELECT * FROM keyed")


def _ids(names: Iterable[str]) -> pa.Table:
    return pa.table({"id": pa.array(list(names), pa.string())})


def _strings(found: pa.Table) -> tuple[str, ...]:
    return tuple(found["id"].to_pylist())
