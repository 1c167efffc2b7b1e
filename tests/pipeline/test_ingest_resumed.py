"""Into a store in parts: whatever the order and the batches, and wherever a run breaks off, the same events."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pipeline.stories import STORIES, STORY, Once, ask, bring, everything, fresh, groups, held, report_of

from regesta.model import Document
from regesta.pipeline import ingest as ingesting
from regesta.store import Store


@pytest.fixture(scope="module")
def whole(code: Once, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What a store of all stories holds, that was filled at once."""
    with fresh(tmp_path_factory.mktemp("whole")) as store:
        bring(store, STORIES, code)
        return held(store)


# ---------------------------------------------------------------- order and batches


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(STORIES), cuts=st.sets(st.integers(1, 11), max_size=4), batch=st.integers(1, 4))
def test_neither_order_nor_batches_change_anything(
    code: Once, whole: dict[str, list[Any]], order: list[Document], cuts: set[int], batch: int
) -> None:
    ends = [0, *sorted(cuts), len(order)]
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingesting, "BATCH", batch)
        patch.setattr(ingesting, "_CHUNK", batch + 1)
        for start, end in pairwise(ends):
            bring(store, order[start:end], code)
        assert held(store) == whole


def test_all_again_changes_nothing(store: Store, code: Once) -> None:
    bring(store, STORIES, code)
    before, asked = everything(store), code.asked
    counts, _ = bring(store, random.Random(3).sample(STORIES, 12), code)
    assert everything(store) == before
    assert code.asked == asked
    assert (counts.read, counts.coded, counts.known, counts.merged.events) == (12, 0, 12, 0)


@pytest.mark.parametrize("late", ["siege-1", "siege-2", "call-2", "quiet"])
def test_a_document_that_comes_late_is_as_if_it_had_always_been_there(
    store: Store, code: Once, whole: dict[str, list[Any]], late: str
) -> None:
    bring(store, [one for one in STORIES if one.id != late], code)
    bring(store, [STORY[late]], code)
    assert held(store) == whole


def test_no_chain_makes_two_happenings_one(store: Store, code: Once) -> None:
    """A vague report is like each of two clear ones, which are nothing alike."""
    chained(store, code, "Gunmen attacked Somalia on Tuesday, killing several people.")


def test_nor_does_a_chain_of_stronger_links(store: Store, code: Once) -> None:
    chained(store, code, "Al-Shabaab attacked Somalia on Tuesday, killing several people.")


def chained(store: Store, code: Once, vague: str) -> None:
    """Attacks on two towns, and a report that is like both, do not become one event."""
    told = {
        "one": "Al-Shabaab attacked a hotel in Mogadishu on Tuesday, killing 14 people.",
        "other": "Al-Shabaab attacked a police post in Baidoa on Tuesday, killing 3 people.",
        "vague": vague,
    }
    bring(store, [Document(name, text, published="2024-05-15") for name, text in told.items()], code)
    pairs = {frozenset(pair) for pair in ask(store, 'SELECT "left", "right" FROM base.links WHERE score > 0')}
    reports = {name: report_of(store, name) for name in ("one", "other", "vague")}
    assert pairs == {frozenset((reports["vague"], reports[name])) for name in ("one", "other")}
    assert not any({"one", "other"} <= group for group in groups(store))


# ---------------------------------------------------------------- broken off


def breaking(error: type[BaseException]) -> Iterator[Document]:
    """Eight stories, then an end that nobody foresaw."""
    yield from STORIES[:8]
    raise error


def test_what_was_stored_before_a_break_stays_and_the_next_run_goes_on(
    store: Store, code: Once, whole: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "BATCH", 3)
    monkeypatch.setattr(ingesting, "_CHUNK", 4)
    with pytest.raises(ZeroDivisionError):
        bring(store, breaking(ZeroDivisionError), code)
    assert ask(store, "SELECT finished, counts FROM base.runs") == [(None, None)]
    (stored,) = ask(store, "SELECT count(*) FROM base.documents")
    assert 3 <= stored[0] < 8
    counts, _ = bring(store, STORIES, code)
    assert counts.known == stored[0]
    assert held(store) == whole


def test_ctrl_c_stores_all_that_was_coded(
    store: Store, code: Once, whole: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "_CHUNK", 4)
    with pytest.raises(KeyboardInterrupt):
        bring(store, breaking(KeyboardInterrupt), code)
    (stored,) = ask(store, "SELECT count(*) FROM base.documents")
    assert stored == (8,)
    bring(store, STORIES, code)
    assert held(store) == whole


def test_what_has_waited_long_is_stored_though_it_makes_no_batch(
    store: Store, code: Once, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "PATIENCE", 0.0)
    monkeypatch.setattr(ingesting, "_CHUNK", 4)
    with pytest.raises(ZeroDivisionError):
        bring(store, breaking(ZeroDivisionError), code)
    (stored,) = ask(store, "SELECT count(*) FROM base.documents")
    assert stored[0] >= 7
