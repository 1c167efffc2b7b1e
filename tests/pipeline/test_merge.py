"""Merging: step by step as at once, and what people judge holds against the machine, whatever comes later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.pipeline.stories import (
    NOON,
    STORIES,
    STORY,
    Once,
    again,
    ask,
    bring,
    events,
    fresh,
    groups,
    held,
    report_of,
)

from regesta.model import Verdict
from regesta.pipeline.code import Coder
from regesta.pipeline.merge import Merged, merge
from regesta.pipeline.merge import again as anew
from regesta.store import Store
from regesta.store.merging import judge

SIEGE, CALL = frozenset(("siege-1", "siege-2", "siege-3")), frozenset(("call-1", "call-2"))


@pytest.fixture(scope="module")
def code(coder: Coder) -> Once:
    return Once(coder)


@pytest.fixture
def store(tmp_path: Path, code: Once) -> Iterator[Store]:
    """A store of all stories."""
    with fresh(tmp_path) as store:
        bring(store, STORIES, code)
        yield store


def judged(store: Store, verdict: Verdict, left: str, right: str, *, later: int = 0) -> Merged:
    """A person's verdict ``later`` minutes after noon, and what it changes; documents stand for their reports."""
    at = NOON + timedelta(minutes=later)
    one, other = (report_of(store, name) if name in STORY else name for name in (left, right))
    judge(store, one, other, verdict=verdict, by="Ada", why="read both", at=at)
    return merge(store, run=store.begin("verdict", {}, at=at), at=at)


def together(store: Store, *names: str) -> bool:
    """Whether one event has reports of all these documents."""
    return any({*names} <= group for group in groups(store))


def unmerged(store: Store) -> None:
    """All reports wait again."""
    with store.transaction() as connection:
        for name in ("links", "members", "events"):
            connection.execute(f"DELETE FROM base.{name}")


# ---------------------------------------------------------------- steps


@pytest.mark.parametrize("step", [1, 2, 3, 5, 11])
def test_steps_change_nothing(store: Store, step: int) -> None:
    before = held(store)
    unmerged(store)
    told: list[Merged] = []
    done = merge(store, run=store.begin("merge", {}, at=NOON), at=NOON, step=step, done=told.append)
    assert held(store) == before
    assert [one.reports for one in told] == [min(step * n, 11) for n in range(1, -(-11 // step) + 1)]
    assert told[-1] == done
    assert (done.reports, done.compared, done.links) == (11, 7, 7)


def test_nothing_waits_nothing_is_done(store: Store) -> None:
    before = held(store)
    assert merge(store, run="none", at=NOON) == Merged()
    assert held(store) == before


def test_all_anew_is_as_before(store: Store) -> None:
    before = held(store)
    done = anew(store, run=store.begin("merge", {}, at=NOON), at=NOON)
    assert held(store) == before
    assert (done.reports, done.events, done.gone) == (11, 5, 0)


def test_keys_are_made_anew_too(store: Store) -> None:
    before = held(store)
    with store.transaction() as connection:
        connection.execute("UPDATE base.keys SET key = report_id")
    anew(store, run=store.begin("merge", {}, at=NOON), at=NOON)
    assert held(store) == before


def test_what_a_merge_did_adds_up() -> None:
    assert Merged(1, 2, 3, 4, 5) + Merged(10, 20, 30, 40, 50) == Merged(11, 22, 33, 44, 55)
    assert Merged(1, 2, 3, 4, 5).as_numbers() == {"reports": 1, "compared": 2, "links": 3, "events": 4, "gone": 5}


# ---------------------------------------------------------------- verdicts


def test_different_splits(store: Store) -> None:
    done = judged(store, "different", "siege-1", "siege-2")
    assert not together(store, "siege-1", "siege-2")
    assert len(groups(store)) == 6
    assert (done.reports, done.compared, done.events) == (0, 0, 2)


def test_same_joins_even_what_shares_nothing(store: Store) -> None:
    judged(store, "same", "call-1", "march-1")
    assert together(store, "call-1", "march-1")
    assert SIEGE in groups(store)


def test_same_joins_events_with_all_their_reports(store: Store) -> None:
    by_type = {one.event: one for one in events(store)}
    judged(store, "same", by_type["CONSULT"].id, by_type["PROTEST"].id)
    assert CALL | {"march-1", "march-2"} in groups(store)


def test_the_newest_verdict_holds(store: Store) -> None:
    before = groups(store)
    judged(store, "same", "call-1", "siege-1")
    assert together(store, "call-1", "siege-1")
    judged(store, "different", "call-1", "siege-1", later=1)
    assert groups(store) == before
    judged(store, "same", "siege-1", "call-1", later=2)
    assert together(store, "call-1", "siege-1")
    assert ask(store, "SELECT count(*), count_if(holds) FROM verdicts") == [(3, 1)]


@pytest.mark.parametrize("first", ["same", "different"])
def test_of_verdicts_that_contradict_each_other_different_holds(store: Store, first: Verdict) -> None:
    """siege-1 is call-1 and call-1 is march-1, but march-1 is not siege-1."""
    judged(store, first, "siege-1", "march-1")
    judged(store, "same", "siege-1", "call-1", later=1)
    judged(store, "same", "call-1", "march-1", later=2)
    judged(store, "different", "siege-1", "march-1", later=3)
    assert not together(store, "siege-1", "march-1")
    assert together(store, "siege-1", "call-1") + together(store, "call-1", "march-1") == 1


def test_verdicts_survive_everything_anew_and_new_documents(store: Store, code: Once) -> None:
    judged(store, "different", "siege-1", "siege-2")
    judged(store, "same", "call-1", "march-1", later=1)
    before = held(store)
    anew(store, run=store.begin("merge", {}, at=NOON), at=NOON)
    assert held(store) == before
    bring(store, [again("siege-2", id="late", text=STORY["siege-2"].text + " The street was closed.")], code)
    assert together(store, "siege-2", "late") and not together(store, "siege-1", "siege-2")
    assert together(store, "call-1", "march-1")


def test_a_verdict_is_as_good_before_the_documents_around_it(tmp_path: Path, store: Store, code: Once) -> None:
    judged(store, "different", "siege-1", "siege-2")
    with fresh(tmp_path, "other.duckdb") as other:
        bring(other, [STORY["siege-1"], STORY["siege-2"]], code)
        judged(other, "different", "siege-1", "siege-2")
        bring(other, STORIES, code)
        assert held(other) == held(store)


def test_a_verdict_on_events_is_one_on_their_earliest_reports(store: Store) -> None:
    by_type = {one.event: one for one in events(store)}
    call, protest = by_type["CONSULT"], by_type["PROTEST"]
    judged(store, "same", call.id[:8], protest.id)
    assert ask(store, 'SELECT "left", "right", "by", why FROM base.verdicts') == [
        (*sorted((call.reports[0], protest.reports[0])), "Ada", "read both")
    ]
    reports = {frozenset(one.reports) for one in events(store)}
    assert any({call.reports[0], protest.reports[0]} <= names for names in reports)


def test_a_verdict_on_what_is_taken_back_waits_for_it(tmp_path: Path, code: Once) -> None:
    first = again("siege-1", item="tag:siege", version=1)
    killed = again("siege-1", id="kill", item="tag:siege", version=2, status="canceled", text="")
    with fresh(tmp_path, "taken.duckdb") as taken:
        bring(taken, [first, STORY["call-1"], killed], code)
        assert judged(taken, "same", "siege-1", "call-1").events == 1
        assert groups(taken) == {frozenset(("call-1",))}
        bring(taken, [again("siege-1", item="tag:siege", version=3)], code)
        (joined,) = groups(taken)
        assert joined == {"siege-1", "call-1"}
