"""What merging asks of a store: what waits, what is worth comparing, all that one step settles, and verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.store.entries import NOON, entry, event, put, report

from regesta.errors import StoreError
from regesta.model import Link, Place, When
from regesta.store import Entry, Store, merging
from regesta.store.merging import Neighbours, Row, Settled, Waiting

MAY = date(2024, 5, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "events.duckdb", create=True) as store:
        yield store


def ask(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def add(store: Store, *entries: Entry) -> None:
    store.add(entries, run=store.begin("ingest", {}, at=NOON))


def told(name: str, *, day: date | None = MAY, to: date | None = None, **said: Any) -> Entry:
    """A text with one report "r-name" of these days that shares a key with all others."""
    made = entry(name, reports=(replace(report(f"r-{name}", name), **said),))
    return replace(made, bounds=((day, to or day) if day else None,))


def members(store: Store, *names: str) -> None:
    """These reports are events of their own."""
    put(store, *(event(f"e{name}", (name,)) for name in names))


# ---------------------------------------------------------------- what waits


def test_what_waits_comes_by_day_and_at_most_so_much(store: Store) -> None:
    add(store, entry("c", published="2024-05-01"), entry("b", published="2024-05-02"), entry("a", published=None))
    add(store, entry("d", published="2024-04-30"))
    assert merging.waiting(store, limit=9) == Waiting(("r-d", "r-c", "r-b", "r-a"), (), ())
    assert merging.waiting(store, limit=2).fresh == ("r-d", "r-c")
    members(store, "r-d", "r-b")
    assert merging.waiting(store, limit=9).fresh == ("r-c", "r-a")


def test_nothing_waits(store: Store) -> None:
    assert not merging.waiting(store, limit=9)


def test_what_counts_no_more_is_stale_and_never_fresh(store: Store) -> None:
    add(store, entry("a", item="i"), entry("b"))
    members(store, "r-a")
    add(store, entry("a2", item="i", version=1, status="canceled"))
    waiting = merging.waiting(store, limit=9)
    assert waiting.stale == ("r-a",)
    assert "r-a" not in waiting.fresh and "r-b" in waiting.fresh


def test_a_further_publication_touches_what_is_merged(store: Store) -> None:
    add(store, entry("a"), entry("b"))
    members(store, "r-a", "r-b")
    add(store, entry("a", publisher="Inland Post"))
    assert merging.waiting(store, limit=9) == Waiting((), (), ("r-a",))


# ---------------------------------------------------------------- what is worth comparing


def pairs(store: Store, *entries: Entry, merged: Sequence[str] = ()) -> list[tuple[str, str]]:
    add(store, *entries)
    members(store, *merged)
    return sorted(merging.candidates(store, [name for name in ("r-a", "r-b", "r-c") if name not in merged]))


def test_pairs_share_a_key_and_have_a_fresh_one(store: Store) -> None:
    stranger = replace(told("c"), keys=(("place:harbour",),))
    assert pairs(store, told("b"), told("a"), stranger) == [("r-a", "r-b")]
    members(store, "r-a")
    assert list(merging.candidates(store, ["r-b"])) == [("r-a", "r-b")]
    assert list(merging.candidates(store, ["r-c"])) == []


def test_what_waits_but_is_not_of_this_step_is_not_compared(store: Store) -> None:
    add(store, told("a"), told("b"))
    assert list(merging.candidates(store, ["r-a"])) == []


def test_pairs_are_the_same_however_many_are_sought_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, *(told(name) for name in "abcde"))
    members(store, "r-e")
    fresh = ["r-c", "r-a", "r-d", "r-b"]
    whole = sorted(merging.candidates(store, fresh))
    assert len(whole) == 10
    for stretch in (1, 2, 3):
        monkeypatch.setattr(merging, "_STRETCH", stretch)
        assert sorted(merging.candidates(store, fresh)) == whole


def test_nothing_is_compared_with_what_was_taken_back(store: Store) -> None:
    killed = replace(told("b"), publication=replace(told("b").publication, status="withheld"))
    assert pairs(store, told("a"), killed) == []


STATED = When("2024-05-01", "Wednesday", 0, 9, "stated")


@pytest.mark.parametrize(
    ("days", "basis", "compared"),
    [
        (1, "stated", True), (2, "stated", False), (12, "published", True), (13, "published", False),
        (-1, "published", True), (-2, "published", False), (0, None, True),
    ],
)  # fmt: skip
def test_days_that_lie_far_apart_are_not_compared(store: Store, days: int, basis: Any, compared: bool) -> None:
    when = replace(STATED, basis=basis) if basis else None
    later = told("b", day=MAY + timedelta(days), date=when) if when else told("b", day=None)
    assert bool(pairs(store, told("a", date=STATED), later)) == compared


def test_an_open_date_is_compared_by_its_other_end(store: Store) -> None:
    until = replace(told("b", date=STATED), bounds=((date.min, MAY + timedelta(40)),))
    assert pairs(store, told("a", date=STATED), until) == [("r-a", "r-b")]


def at(country: str | None, latitude: float | None) -> Place:
    return Place("x", 0, 1, "x", country, None, latitude, latitude, "city", None)


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        (at("KEN", 1.0), at("KEN", 1.5), True), (at("KEN", 1.0), at("KEN", 1.7), False),
        (at("KEN", 1.0), at("UGA", 1.0), False), (at(None, 1.0), at("UGA", 1.0), True),
        (at("KEN", None), at("KEN", 70.0), True), (None, at("KEN", 1.0), True),
    ],
)  # fmt: skip
def test_other_countries_and_far_places_are_not_compared(
    store: Store, one: Place | None, other: Place | None, compared: bool
) -> None:
    assert bool(pairs(store, told("a", place=one), told("b", place=other))) == compared


def test_rows_are_reports_with_what_stands_beside_them(store: Store) -> None:
    made = told("a", to=MAY + timedelta(2))
    add(store, made, entry("b"))
    assert list(merging.rows(store, ["r-a", "none"])) == [
        Row(made.reports[0], "Rebels took the mill, says r-a.", MAY, MAY, MAY + timedelta(2))
    ]


def test_texts_with_their_publications_in_an_order_of_their_own(store: Store, tmp_path: Path) -> None:
    once = [entry("a"), entry("a", publisher="Inland Post", source="z"), entry("a", publisher=None, source="y")]
    add(store, *once)
    with Store.open(tmp_path / "other.duckdb", create=True) as other:
        add(other, *once[::-1])
        ((name, agency, sketch, printed),) = merging.texts(store, ["a", "none"])
        assert list(merging.texts(other, ["a"])) == [(name, agency, sketch, printed)]
    assert (name, agency, sketch) == ("a", None, (1, 2**32 - 1))
    assert [one.publisher for one in printed] == ["Coast Wire", None, "Inland Post"]


# ---------------------------------------------------------------- one step


def linked(left: str, right: str, score: float) -> Link:
    return Link(left, right, "same" if score > 0 else "different", score, "because", "regesta", None)


def test_a_step_is_stored_and_its_neighbours_are_found_again(store: Store) -> None:
    add(store, told("a"), told("b"), told("c"))
    waiting = merging.waiting(store, limit=9)
    none = merging.neighbours(store, waiting, ())
    assert none == Neighbours(("r-a", "r-b", "r-c"), (), {}, (), (), {})
    settled = Settled(
        (linked("r-a", "r-b", 2.5),),
        (("r-a", "er-a", "r-a"), ("r-b", "er-a", "r-a"), ("r-c", "er-c", "r-c")),
        (event("er-a", ("r-a", "r-b"), date="2024-05-01", day_from="2024-05-01"), event("er-c", ("r-c",))),
        (),
    )
    merging.settle(store, waiting, none, settled, run="run-1")
    assert not merging.waiting(store, limit=9)
    assert ask(store, "SELECT * FROM base.links") == [("r-a", "r-b", 2.5, "because", "run-1")]
    assert ask(store, "SELECT id, day_from, reports FROM base.events ORDER BY id") == [
        ("er-a", MAY, ["r-a", "r-b"]), ("er-c", None, ["r-c"]),
    ]  # fmt: skip
    near = merging.neighbours(store, Waiting((), (), ("r-b",)), ())
    assert near == Neighbours(("r-a", "r-b"), ("r-a",), {("r-a", "r-b"): 2.5}, (), (), {"er-a": ("r-a", "r-b")})
    assert merging.homes(store, ("r-c", "r-b", "none")) == {"r-c": "er-c", "r-b": "er-a", "none": None}

    stale = Waiting((), ("r-a",), ())
    near = merging.neighbours(store, stale, ())
    assert near.names == ("r-b",)
    after = Settled((), (("r-b", "er-b", "r-b"),), (event("er-b", ("r-b",)),), ("er-a",))
    merging.settle(store, stale, near, after, run="run-2")
    assert ask(store, "SELECT * FROM base.links") == []
    assert ask(store, "SELECT id FROM base.events ORDER BY id") == [("er-b",), ("er-c",)]


def test_a_step_is_stored_whole_or_not_at_all(store: Store) -> None:
    add(store, told("a"), told("b"))
    members(store, "r-a")
    before = [ask(store, f"SELECT * FROM base.{name}") for name in ("events", "members", "links", "touched")]
    waiting = merging.waiting(store, limit=9)
    near = merging.neighbours(store, waiting, ("r-a",))
    broken = replace(event("er-b", ("r-b",)), first_reported="no day")
    settled = Settled((linked("r-a", "r-b", 1.0),), (("r-b", "er-b", "r-b"),), (broken,), ("er-a",))
    with pytest.raises(StoreError):
        merging.settle(store, waiting, near, settled, run="run-1")
    after = [ask(store, f"SELECT * FROM base.{name}") for name in ("events", "members", "links", "touched")]
    assert after == before


# ---------------------------------------------------------------- verdicts


@pytest.fixture
def three(store: Store) -> Store:
    """Events r-alpha and r-beta of one report each, r-gamma and r-gammon of one event."""
    add(store, *(told(name) for name in ("alpha", "beta", "gamma", "gammon")))
    put(store, event("er-alpha", ("r-alpha",)), event("er-beta", ("r-beta",)), event("er-g", ("r-gammon", "r-gamma")))
    return store


def test_who_stands_for_an_id(three: Store) -> None:
    for name, stands in (
        ("r-alpha", "r-alpha"), ("r-al", "r-alpha"), ("er-g", "r-gammon"), ("er-b", "r-beta"), ("r-gamma", "r-gamma"),
    ):  # fmt: skip
        assert merging.representative(three, name) == stands


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("r-gam", 'begins several ids (r-gamma, r-gammon): give more of it'), ("r-none", 'no id begins with "r-none"'),
        ("r-", "is too short"), ("r-alpah", "did you mean er-alpha or r-alpha"),
    ],
)  # fmt: skip
def test_what_stands_for_nothing_or_several(three: Store, name: str, says: str) -> None:
    with pytest.raises(StoreError) as raised:
        merging.judge(three, "r-beta", name, verdict="same", by="Ada", why="", at=NOON)
    assert says in str(raised.value) and "\n" not in str(raised.value)
    assert ask(three, "SELECT count(*) FROM base.verdicts") == [(0,)]


@pytest.mark.parametrize(("left", "right"), [("r-alpha", "r-al"), ("er-alpha", "r-alpha"), ("er-g", "r-gammon")])
def test_a_verdict_needs_two(three: Store, left: str, right: str) -> None:
    with pytest.raises(StoreError, match="one and the same report; name two"):
        merging.judge(three, left, right, verdict="different", by="Ada", why="", at=NOON)


def test_a_verdict_is_stored_and_touches_both(three: Store) -> None:
    link = merging.judge(three, "er-beta", "er-alpha", verdict="same", by="Ada", why="one raid", at=NOON)
    assert link == Link("r-alpha", "r-beta", "same", 0.0, "one raid", "Ada", NOON.isoformat())
    assert merging.waiting(three, limit=9).touched in (("r-alpha", "r-beta"), ("r-beta", "r-alpha"))
    near = merging.neighbours(three, Waiting((), (), ("r-alpha",)), ())
    assert (near.names, near.same, near.different) == (("r-alpha", "r-beta"), (("r-alpha", "r-beta"),), ())
    merging.judge(three, "r-alpha", "r-beta", verdict="different", by="Bo", why="", at=NOON + timedelta(1))
    near = merging.neighbours(three, Waiting((), (), ("r-alpha",)), ())
    assert (near.same, near.different) == ((), (("r-alpha", "r-beta"),))


def test_forgetting_keeps_reports_and_verdicts(three: Store) -> None:
    merging.judge(three, "r-alpha", "r-beta", verdict="same", by="Ada", why="", at=NOON)
    seen: list[tuple[list[str], str | None]] = []

    def rekey(rows: Sequence[Row], filed: str | None) -> list[tuple[str, ...]]:
        seen.append(([row.report.id for row in rows], filed))
        return [(f"new|{row.report.id}",) for row in rows]

    merging.forget(three, rekey)
    assert sorted(seen) == [([f"r-{name}"], None) for name in ("alpha", "beta", "gamma", "gammon")]
    counts = {
        name: ask(three, f"SELECT count(*) FROM base.{name}")[0][0]
        for name in ("links", "members", "events", "touched", "keys", "reports", "verdicts")
    }
    assert counts == {
        "links": 0, "members": 0, "events": 0, "touched": 0, "keys": 4, "reports": 4, "verdicts": 1,
    }  # fmt: skip
    assert len(merging.waiting(three, limit=9).fresh) == 4
    assert ("r-alpha", "new|r-alpha") in ask(three, "SELECT * FROM base.keys")
