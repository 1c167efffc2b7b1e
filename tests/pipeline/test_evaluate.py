"""Reports and tellings brought together, and a whole world measured."""

from __future__ import annotations

import pytest

from regesta.pipeline.code import Coder
from regesta.pipeline.evaluate import Alignment, Reading, align, merging
from regesta.settings import Settings
from regesta.worlds import Telling, make

TELLINGS = (
    Telling("d", 0, 30, "A", "ASSAULT"),
    Telling("d", 31, 60, "B", "ASSAULT"),
    Telling("d", 70, 90, "A", "ASSAULT"),
    Telling("d", 91, 120, "C", "PROTEST"),
)


def aligned(*reports: Reading) -> Alignment:
    return align(reports, TELLINGS)


@pytest.mark.parametrize(("start", "event"), [(0, "A"), (29, "A"), (31, "B"), (59, "B"), (70, "A")])
def test_a_report_tells_the_event_in_whose_telling_it_begins(start: int, event: str) -> None:
    found = aligned(Reading("r", "d", "ASSAULT", (start,)))
    assert found.true == {"r": event}
    assert (found.reports, found.unaligned, found.tellings, found.unread) == (1, 0, 4, 3)


@pytest.mark.parametrize(("source", "start"), [("d", 30), ("d", 65), ("d", 500), ("other", 5)])
def test_a_report_outside_every_telling_is_unaligned(source: str, start: int) -> None:
    found = aligned(Reading("r", source, "ASSAULT", (start,)))
    assert (found.true, found.unaligned, found.other_kind, found.unread) == ({}, 1, 0, 4)


def test_a_report_of_another_type_does_not_tell_the_event() -> None:
    found = aligned(Reading("r", "d", "COERCE", (95,)), Reading("s", "d", "PROTEST", (95,)))
    assert (found.true, found.unaligned, found.other_kind) == ({"s": "C"}, 1, 1)


def test_a_report_of_several_events_goes_to_the_one_it_mentions_most() -> None:
    found = aligned(Reading("r", "d", "ASSAULT", (35, 5, 75)))
    assert (found.true, found.mixed, found.unread) == ({"r": "A"}, 1, 1)


def test_of_equals_the_first_mention_decides() -> None:
    assert aligned(Reading("r", "d", "ASSAULT", (35, 5))).true == {"r": "B"}


def test_two_reports_of_one_telling_leave_none_unread_twice() -> None:
    found = aligned(Reading("r", "d", "PROTEST", (91,)), Reading("s", "d", "PROTEST", (100,)))
    assert (found.true, found.unread) == ({"r": "C", "s": "C"}, 3)


def test_nothing_aligns_with_nothing() -> None:
    found = align([], [])
    assert (found.reports, found.tellings, found.unread, found.unaligned) == (0, 0, 0, 0)


def test_a_world_is_measured(settings: Settings, coder: Coder) -> None:
    world = make(events=30, seed=2)
    found = merging(world, settings, code=coder.code)
    documents = list(world.documents())
    assert found.documents == len(documents)
    assert 0 < found.texts <= len({d.text for d in documents if d.status == "usable"})
    alignment = found.alignment
    assert found.clusters.items == len(alignment.true) == alignment.reports - alignment.unaligned
    assert 0.6 * alignment.tellings < alignment.tellings - alignment.unread
    assert 20 < found.events <= 30
    assert found.clusters.true == found.events
    # A floor, not the figure: the whole measure is `regesta evaluate --merge`. Lowering it takes a reason.
    assert found.clusters.b_cubed.precision >= 0.93
    assert found.clusters.b_cubed.f1 >= 0.88
    assert merging(world, settings, code=coder.code) == found
