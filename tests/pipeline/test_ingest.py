"""Into a store: copies, corrections and what fails; nothing is lost, doubled or invented."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pipeline.stories import (
    NOON,
    STORIES,
    STORY,
    Once,
    again,
    ask,
    bring,
    events,
    everything,
    fresh,
    groups,
    report_of,
)

from regesta.errors import StoreError
from regesta.model import Coded, Document, Event, Skipped
from regesta.pipeline import ingest as ingesting
from regesta.pipeline.code import LONGEST, Coder
from regesta.pipeline.ingest import Counts, content_id, ingest, sketch, versions
from regesta.settings import Settings
from regesta.store import Store

FIVE = {
    frozenset(("siege-1", "siege-2", "siege-3")), frozenset(("call-1", "call-2")), frozenset(("strike-1", "strike-2")),
    frozenset(("march-1", "march-2")), frozenset(("arrest-1", "arrest-2")),
}  # fmt: skip


def the_event(store: Store) -> Event:
    (one,) = events(store)
    return one


def test_a_dozen_documents_are_five_events(store: Store, code: Once) -> None:
    counts, out = bring(store, STORIES, code)
    assert groups(store) == FIVE
    assert (counts.read, counts.coded, counts.reports, counts.known, out) == (12, 12, 11, 0, [])
    assert counts.merged.as_numbers() == {"reports": 11, "compared": 7, "links": 7, "events": 5, "gone": 0}
    ((command, numbers, finished),) = ask(store, "SELECT command, counts, finished FROM base.runs")
    assert command == "ingest" and '"coded": 12' in numbers and finished is not None


# ---------------------------------------------------------------- copies


@pytest.mark.parametrize("runs", [1, 2], ids=["in one run", "in two runs"])
def test_a_copy_is_counted_and_its_publisher_listed(store: Store, code: Once, runs: int) -> None:
    copies = [again("siege-1", id="copy", publisher="Daily Tide"), again("siege-1", id="more", publisher="Hill Herald")]
    first = [STORY["siege-1"], STORY["siege-2"]]
    for documents in ([*first, *copies],) if runs == 1 else (first, copies):
        counts, _ = bring(store, documents, code)
    assert counts.known == 2
    told = the_event(store)
    assert (told.sources, told.copies) == (2, 2)
    assert told.publishers == ("Coast Wire", "Daily Tide", "Hill Herald", "Inland Post")
    assert ask(store, "SELECT count(*) FROM base.documents") == [(2,)]
    assert ask(store, "SELECT count(*) FROM base.touched") == [(0,)]


def test_a_copy_that_comes_while_its_text_waits_to_be_stored_is_not_coded_again(
    store: Store, code: Once, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "_CHUNK", 2)
    copy = again("siege-1", id="copy", publisher="Daily Tide")
    asked = code.asked
    counts, _ = bring(store, [STORY["siege-1"], STORY["call-1"], STORY["quiet"], copy], code)
    assert (counts.coded, counts.known, code.asked - asked) == (3, 1, 3)


LONG = (
    "Al-Shabaab fighters attacked a hotel near the old harbour of Mogadishu on Tuesday and killed 14 people. The "
    "building caught fire and burned until the evening while guests climbed over the rear wall. Shops stayed shut "
    "along the whole street and the market next to it opened only in part. A fisherman who sells his catch there every "
    "day told of glass on the pavement and of neighbours who carried water. The owner wants to open again before the "
    "end of the year, and has asked masons and painters for their prices."
)


def test_a_near_copy_is_a_copy_and_no_further_source(store: Store, code: Once) -> None:
    near = LONG.replace("masons and painters", "painters and masons")
    told = [Document(f"{number}", text, publisher=f"Paper {number}", published="2024-05-15")
            for number, text in enumerate((LONG, near, STORY["siege-2"].text))]  # fmt: skip
    bring(store, told, code)
    (found,) = [one for one in events(store) if one.event == "ASSAULT"]
    assert (found.sources, found.copies, len(found.reports)) == (2, 1, 3)


def test_a_second_story_of_the_same_house_is_no_further_source(store: Store, code: Once) -> None:
    bring(store, [STORY["siege-1"], again("siege-2", publisher="Coast Wire")], code)
    told = the_event(store)
    assert (told.sources, told.copies, len(told.reports)) == (1, 0, 2)


def test_ids_of_two_houses_that_collide_are_both_kept(store: Store, code: Once) -> None:
    bring(store, [again("siege-1", id="1"), again("siege-2", id="1")], code)
    assert ask(store, "SELECT source, publisher FROM base.publications ORDER BY number") == [
        ("1", "Coast Wire"), ("1", "Inland Post"),
    ]  # fmt: skip
    assert the_event(store).sources == 2


# ---------------------------------------------------------------- corrections


FIRST = again("siege-1", id="item-1", item="tag:siege", version=1)
MENDED = replace(FIRST, id="item-2", version=2, text=FIRST.text.replace("killing 14", "killing 16"))
KILL = replace(FIRST, id="item-3", version=3, text="", status="canceled", issued="2024-05-17T08:00:00Z")


def withdrawn(store: Store) -> dict[str, str | None]:
    """Why the reports of each document no longer count."""
    found = ask(
        store, "SELECT DISTINCT source, withdrawn FROM base.reports r JOIN base.publications USING (document_id)"
    )
    return dict(found)


@pytest.mark.parametrize("order", [(FIRST, MENDED), (MENDED, FIRST)], ids=["in order", "late first"])
@pytest.mark.parametrize("runs", [1, 2], ids=["in one run", "in two runs"])
def test_a_later_version_supersedes(store: Store, code: Once, order: tuple[Document, ...], runs: int) -> None:
    other = STORY["siege-2"]
    for documents in ([other, *order],) if runs == 1 else ([other, order[0]], [order[1]]):
        bring(store, documents, code)
    told = the_event(store)
    assert set(told.reports) == {report_of(store, "siege-2"), report_of(store, "item-2")}
    assert [(toll.low, toll.high) for toll in told.casualties if toll.outcome == "killed"] == [(14, 16)]
    reasons = withdrawn(store)
    assert reasons["item-1"] and reasons["item-1"].startswith("superseded by version 2")
    assert reasons["item-2"] is reasons["siege-2"] is None
    with pytest.raises(StoreError, match=r"no longer counts \(superseded by version 2"):
        store.dossier(report_of(store, "item-1"))
    links = {name for pair in ask(store, 'SELECT "left", "right" FROM base.links') for name in pair}
    assert report_of(store, "item-1") not in links


@pytest.mark.parametrize("runs", [1, 2], ids=["in one run", "in two runs"])
def test_a_kill_of_what_was_never_seen_is_kept_and_holds(store: Store, code: Once, runs: int) -> None:
    for documents in ([KILL, FIRST],) if runs == 1 else ([KILL], [FIRST]):
        counts, out = bring(store, documents, code)
    assert out == []
    assert events(store) == []
    assert withdrawn(store) == {"item-1": "canceled by its publisher on 2024-05-17"}
    assert ask(store, "SELECT status FROM base.publications WHERE document_id IS NULL") == [("canceled",)]
    assert counts.merged.reports == 0


@pytest.mark.parametrize(
    ("status", "why"), [("canceled", "canceled by its publisher on 2024-05-17"), ("withheld", "withheld by its pu")]
)
def test_what_is_taken_back_takes_its_event_along(store: Store, code: Once, status: Any, why: str) -> None:
    bring(store, [FIRST, STORY["call-1"]], code)
    gone = report_of(store, "item-1")
    counts, _ = bring(store, [replace(KILL, status=status)], code)
    assert (counts.read, counts.withdrawn, counts.merged.gone) == (1, 1, 1)
    assert [one.event for one in events(store)] == ["CONSULT"]
    with pytest.raises(StoreError, match=rf"no longer counts \({why}"):
        store.dossier(gone)
    before = everything(store)
    bring(store, [FIRST, replace(KILL, status=status)], code)
    assert everything(store) == before


def test_an_event_loses_what_is_taken_back_and_keeps_the_rest(store: Store, code: Once) -> None:
    bring(store, [FIRST, STORY["siege-2"]], code)
    bring(store, [KILL], code)
    told = the_event(store)
    assert told.reports == (report_of(store, "siege-2"),)
    assert (told.sources, told.publishers) == (1, ("Inland Post",))


def test_a_copy_that_another_house_stands_by_still_counts(store: Store, code: Once) -> None:
    copy = replace(FIRST, id="copy", publisher="Daily Tide", item=None)
    bring(store, [FIRST, copy, KILL], code)
    assert the_event(store).sources == 1


def test_what_is_under_embargo_comes_in_when_its_time_has_come(store: Store, code: Once) -> None:
    later = NOON + timedelta(hours=2)
    held_back = again("siege-1", embargo="2024-06-01T14:00:00Z")
    counts, (left,) = bring(store, [held_back], code)
    assert (counts.read, counts.coded, counts.skipped.total()) == (1, 0, 1)
    assert left.document_id == "siege-1" and "under embargo until 2024-06-01T14:00:00Z" in left.reason
    assert ask(store, "SELECT count(*) FROM base.documents") == [(0,)]
    bring(store, [held_back], code, at=later - timedelta(seconds=1))
    assert events(store) == []
    counts, out = bring(store, [held_back], code, at=later)
    assert (counts.coded, out, len(events(store))) == (1, [], 1)


def test_a_kill_does_not_wait_for_an_embargo(store: Store, code: Once) -> None:
    bring(store, [FIRST], code)
    bring(store, [replace(KILL, embargo="2024-09-01T00:00:00Z")], code)
    assert events(store) == []


# ---------------------------------------------------------------- what fails


def test_a_text_over_the_limit_is_left_out_by_the_readers_id_and_comes_again(store: Store, code: Once) -> None:
    long = Document("long.txt", "word " * (LONGEST // 5 + 1), publisher="Coast Wire")
    for _ in range(2):
        counts, (left,) = bring(store, [long, STORY["call-1"]], code)
        assert (left.document_id, left.stage) == ("long.txt", "layout") and "split it" in left.reason
        assert [number for _, number in counts.kinds()] == [1]
    rows = ask(store, "SELECT source, stage, reason, run FROM base.skipped")
    assert [row[:3] for row in rows] == [(left.document_id, left.stage, left.reason)] * 2
    assert len({row[3] for row in rows}) == 2
    assert ask(store, "SELECT count(*) FROM base.documents") == [(1,)]


def test_a_document_that_breaks_the_coder_costs_only_itself(
    store: Store, coder: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = coder._reports

    def failing(prepared: Any, parse: Any) -> Any:
        if "museum" in prepared.document.text:
            raise ValueError("an invented failure")
        return real(prepared, parse)

    with monkeypatch.context() as patch:
        patch.setattr(coder, "_reports", failing)
        counts, (left,) = bring(store, STORIES, Once(coder))
    assert left == Skipped("quiet", "resolve", "ValueError: an invented failure")
    assert (counts.read, counts.coded, counts.skipped.total()) == (12, 11, 1)
    assert groups(store) == FIVE
    counts, out = bring(store, STORIES, Once(coder))
    assert (counts.coded, counts.known, out) == (1, 11, [])


def test_each_house_that_printed_what_fails_is_told(store: Store) -> None:
    told = [Document(name, "broken", publisher=name) for name in ("a", "b", "c")]
    out: list[Skipped] = []
    counts = run(store, told, out)
    assert [one.document_id for one in out] == ["a", "b", "c"]
    assert (counts.read, counts.known, counts.skipped.total()) == (3, 0, 3)


def by_its_words(documents: Iterable[Document]) -> Iterator[Coded]:
    """Stands in for a coder: fails on what is called broken, and notes what is called odd."""
    for one in documents:
        if "broken" in one.text:
            yield Coded(one, (), (Skipped(one.id, "parse", "is broken"),))
        else:
            yield Coded(one, (), (Skipped(one.id, "parse", "note: is odd"),) if "odd" in one.text else ())


def run(store: Store, documents: Iterable[Document | Skipped], out: list[Skipped]) -> Counts:
    return ingest(store, documents, by_its_words, versions={}, at=NOON, on_skipped=out.append)


_USED = st.builds(
    lambda number, word, who, embargo: Document(
        f"{who}/{number}", f"{word} {number}", publisher=who, embargo="2030-01-01T00:00:00Z" if embargo else None
    ),
    st.integers(0, 4), st.sampled_from(("plain", "odd", "broken")), st.sampled_from("ABC"), st.booleans(),
)  # fmt: skip
_KILLED = st.builds(lambda name: Document(name, "", publisher="A", item=name, status="canceled"), st.sampled_from("xy"))
_UNREAD = st.builds(
    lambda name, note: Skipped(name, "read", f"{'note: ' if note else ''}{name}: is odd"),
    st.sampled_from("pq"), st.booleans(),
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(_USED, _KILLED, _UNREAD), max_size=14), st.integers(1, 3))
def test_counts_add_up_and_all_that_is_skipped_is_stored(items: list[Document | Skipped], batch: int) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder)) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingesting, "BATCH", batch)
        patch.setattr(ingesting, "_CHUNK", batch)
        out: list[Skipped] = []
        counts = run(store, items, out)
        lost = [one for one in out if not one.reason.startswith("note: ")]
        unread = [one for one in lost if one.stage == "read"]
        assert counts.read == sum(isinstance(one, Document) for one in items)
        assert counts.read == counts.coded + counts.known + counts.withdrawn + len(lost) - len(unread)
        assert counts.skipped.total() == len(lost)
        assert sorted(ask(store, "SELECT source, stage, reason FROM base.skipped")) == sorted(
            (one.document_id, one.stage, one.reason) for one in lost
        )
        texts = {content_id(one) for one in items if isinstance(one, Document) and not one.embargo and one.text}
        broken = {content_id(one) for one in items if isinstance(one, Document) and "broken" in one.text}
        assert {name for (name,) in ask(store, "SELECT id FROM base.documents")} == texts - broken
        assert counts.coded == len(texts - broken)


# ---------------------------------------------------------------- while it runs


def test_what_is_known_is_stored_in_batches_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing comes out of the coder then, and all the same nothing piles up and the run can be watched."""
    told = [Document(f"{number}", f"text {number}", publisher="A") for number in range(20)]
    run(store, told, [])
    monkeypatch.setattr(ingesting, "BATCH", 5)
    monkeypatch.setattr(ingesting, "_CHUNK", 5)
    watched: list[int] = []
    stored: list[int] = []

    def watch(counts: Counts) -> None:
        watched.append(counts.known)
        stored.append(ask(store, "SELECT count(*) FROM base.publications")[0][0])

    printed = (replace(one, publisher="B") for one in told)
    ingest(store, printed, by_its_words, versions={}, at=NOON, on_skipped=print, watch=watch)
    assert watched[:4] == [5, 10, 15, 20]
    assert stored[:4] == [25, 30, 35, 40]


def test_watch_sees_the_counts_grow(store: Store, code: Once) -> None:
    seen: list[tuple[int, int]] = []
    ingest(
        store, STORIES, code, versions={}, at=NOON, on_skipped=print,
        watch=lambda counts: seen.append((counts.coded, counts.merged.reports)),
    )  # fmt: skip
    assert seen == sorted(seen)
    assert seen[0] == (1, 0) and seen[-1] == (12, 11)


# ---------------------------------------------------------------- ids and sketches


@given(st.text(max_size=6), st.text(max_size=6), st.sampled_from((None, "", "2024-05-15", "2024")))
def test_an_id_is_of_the_text_and_its_day_alone(text: str, other: str, day: str | None) -> None:
    one = Document("a", text, publisher="A", published=day, title="x", url="y", item="z", version=3)
    assert content_id(one) == content_id(Document("b", text, published=day))
    assert (content_id(one) == content_id(replace(one, text=other))) == (text == other)
    assert content_id(one) != content_id(replace(one, published="2025-01-01"))


def test_a_sketch_estimates_what_two_texts_share() -> None:
    def alike(other: str) -> float:
        one, two = sketch(LONG), sketch(other)
        return sum(a == b for a, b in zip(one, two, strict=True)) / len(one)

    assert alike(LONG.upper()) == 1.0
    assert alike(LONG.replace("painters", "plumbers")) > 0.8
    assert alike(STORY["siege-2"].text) < 0.2
    assert sketch("Only three words.") == sketch("") == ()


def test_reasons_are_counted_by_kind(store: Store) -> None:
    told = [Skipped(f"{n}.txt", "read", f"{n}.txt: has '{n}' in {n},000 places; mend line {n}") for n in range(1, 4)]
    counts = run(store, [*told, Skipped("x", "read", "x: is empty")], [])
    assert counts.kinds() == [(("read", "has … in … places"), 3), (("read", "is empty"), 1)]


def test_versions_name_what_takes_part(settings: Settings) -> None:
    assert {"regesta", "python", "model", "spacy", "duckdb"} <= versions(settings).keys()
    assert all(versions(settings).values())
