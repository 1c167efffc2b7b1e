"""Records as rows and back: nothing is lost, and what UTF-8 cannot hold keeps its place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.entries import any_of, event, report

from regesta.model import Casualties, Event, Publication, Report
from regesta.store.rows import records, storable, table


@settings(max_examples=50, deadline=None)
@given(st.lists(any_of(Report), max_size=4))
def test_reports_come_back_equal(reports: list[Report]) -> None:
    assert list(records(Report, table(Report, reports))) == reports


@settings(max_examples=50, deadline=None)
@given(st.lists(any_of(Event), max_size=4))
def test_events_come_back_equal(events: list[Event]) -> None:
    assert list(records(Event, table(Event, events))) == events


@settings(max_examples=50, deadline=None)
@given(st.lists(any_of(Publication), max_size=4))
def test_publications_come_back_equal(publications: list[Publication]) -> None:
    assert list(records(Publication, table(Publication, publications))) == publications


def test_a_table_may_have_further_columns_in_any_order() -> None:
    rows = table(Event, [event("e1", ("r1",))])
    turned = rows.select(rows.schema.names[::-1]).append_column("more", [[1]])
    assert list(records(Event, turned)) == [event("e1", ("r1",))]


@given(st.text(st.characters()), st.text(st.characters()))
def test_half_a_surrogate_pair_costs_its_own_character_only(sentence: str, whom: str) -> None:
    loss = Casualties("killed", 1, None, whom, sentence, 0, len(sentence))
    broken = replace(report("r", "d"), pattern=sentence, contexts=(whom,), casualties=(loss,))
    (found,) = records(Report, table(Report, [broken]))
    assert found.pattern == storable(sentence) and len(found.pattern) == len(sentence)
    assert found.contexts == (storable(whom),)
    assert found.casualties == (replace(loss, whom=storable(whom), text=storable(sentence)),)
    assert storable("a\ud800b") == "a\ufffdb"


def test_a_number_beyond_any_count_is_unbounded() -> None:
    loss = Casualties("killed", 10**30, 10**30, None, "a nonillion", 0, 11)
    (found,) = records(Report, table(Report, [replace(report("r", "d"), casualties=(loss,))]))
    assert found.casualties == (replace(loss, low=None, high=None),)
