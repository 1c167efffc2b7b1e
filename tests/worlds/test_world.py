"""A world: the same for the same seed, lazy, with tellings that hold, and everything merging stumbles over."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice, pairwise

import pytest

from regesta.errors import SettingsError
from regesta.worlds import Happening, Story, make

KINDS = {
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
}  # fmt: skip


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """All documents of one world."""
    return list(make(events=800, seed=3).stories())


@pytest.fixture(scope="module")
def happenings() -> list[Happening]:
    """All events of the same world."""
    return list(make(events=800, seed=3).happenings())


def test_a_seed_gives_one_world() -> None:
    one, again, other = (list(make(events=30, seed=seed).stories()) for seed in (1, 1, 2))
    assert one == again
    assert [s.document.text for s in one] != [s.document.text for s in other]


def test_documents_and_tellings_are_those_of_the_stories() -> None:
    world = make(events=30, seed=4)
    stories = list(world.stories())
    assert list(world.documents()) == [s.document for s in stories]
    assert list(world.tellings()) == [t for s in stories for t in s.tellings]


def test_a_large_world_begins_at_once() -> None:
    """The first documents come when the first days are written, not when the world is."""
    world = make(events=10**7, seed=1, days=10**6)
    assert len(list(islice(world.documents(), 20))) == 20


@pytest.mark.parametrize(("events", "days"), [(0, 10), (-1, 10), (5, 0)])
def test_a_world_of_nothing_is_refused(events: int, days: int) -> None:
    with pytest.raises(SettingsError, match="ask for 1 or more"):
        make(events=events, seed=1, days=days)


def test_every_event_is_told(stories: list[Story], happenings: list[Happening]) -> None:
    assert len(happenings) == 800
    assert {t.event for s in stories for t in s.tellings} == {h.id for h in happenings}


def test_a_telling_lies_in_its_text_and_has_its_events_kind(stories: list[Story], happenings: list[Happening]) -> None:
    kinds = {h.id: h.kind for h in happenings}
    for story in stories:
        end = 0
        for telling in sorted(story.tellings, key=lambda t: t.start):
            text = story.document.text[telling.start : telling.end]
            assert telling.document_id == story.document.id
            assert end <= telling.start < telling.end <= len(story.document.text)
            assert text == text.strip() and len(text.split()) > 1
            assert telling.kind == kinds[telling.event]
            end = telling.end


def test_texts_are_whole(stories: list[Story]) -> None:
    for story in stories:
        text = story.document.text
        assert not set("{}") & set(text + (story.document.title or ""))
        assert text.startswith(f"{story.document.title}\n\n") or not text.startswith(story.document.title or "-")
        paragraphs = text.split("\n\n")
        assert len(set(paragraphs)) == len(paragraphs)
        assert "  " not in text and " ," not in text and " ." not in text and ".." not in text


def test_documents_have_their_own_ids_and_come_by_day(stories: list[Story]) -> None:
    documents = [story.document for story in stories]
    assert len({d.id for d in documents}) == len(documents)
    days = [d.published or "" for d in documents]
    assert days == sorted(days)
    assert days[0][:4] < days[-1][:4]  # a year and more


def test_nothing_is_reported_before_it_happens(stories: list[Story], happenings: list[Happening]) -> None:
    day = {h.id: h.day.isoformat() for h in happenings}
    delays = Counter((s.document.published or "") > day[t.event] for s in stories for t in s.tellings)
    assert all((s.document.published or "") >= day[t.event] for s in stories for t in s.tellings)
    assert delays[True] > delays[False] / 4


def test_every_plover_type_happens(happenings: list[Happening]) -> None:
    assert {h.kind for h in happenings} == KINDS


def test_events_are_reported_once_or_often(stories: list[Story]) -> None:
    documents: dict[str, set[str]] = defaultdict(set)
    for story in stories:
        for telling in story.tellings:
            documents[telling.event].add(story.document.id)
    sizes = Counter(len(ids) for ids in documents.values())
    assert sizes[1] > 100
    assert 20 <= max(sizes) <= 50


def test_some_documents_tell_several_events_and_some_none(stories: list[Story]) -> None:
    sizes = Counter(len({t.event for t in s.tellings}) for s in stories if s.document.status == "usable")
    assert sizes[0] > 20 and sizes[2] > 100 and sizes[3] > 5


def test_texts_are_syndicated_with_and_without_changes(stories: list[Story]) -> None:
    publishers: dict[str, set[str]] = defaultdict(set)
    for story in stories:
        if story.document.status == "usable":
            publishers[story.document.text].add(story.document.publisher or "")
    assert sum(len(names) > 1 for names in publishers.values()) > 50
    texts = sorted(publishers)
    assert sum(b.startswith(a) for a, b in pairwise(texts)) > 50  # a tail more, or an end less


def test_a_later_version_stays_with_its_publisher_and_day(stories: list[Story]) -> None:
    items: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        if story.document.item:
            items[story.document.item].append(story)
    versions = [chain for chain in items.values() if len(chain) > 1]
    assert versions
    for chain in versions:
        documents = [story.document for story in chain]
        assert [d.version for d in documents] == sorted({d.version for d in documents})
        assert [d.issued for d in documents] == sorted({d.issued or "" for d in documents})
        assert len({(d.publisher, d.published) for d in documents}) == 1
        assert len({d.text for d in documents}) == len(documents)


def test_a_kill_withdraws_an_item_and_tells_nothing(stories: list[Story]) -> None:
    killed = [story for story in stories if story.document.status == "canceled"]
    earlier = {s.document.item for s in stories if s.document.status == "usable"}
    assert killed
    assert all(not story.tellings and story.document.item in earlier for story in killed)


def test_tolls_differ_between_documents(stories: list[Story], happenings: list[Happening]) -> None:
    """Speakers disagree and counts rise, so an event is told with several numbers."""
    deadly = {h.id for h in happenings if h.dead and h.dead > 5}
    numbers: dict[str, set[str]] = defaultdict(set)
    for story in stories:
        for telling in story.tellings:
            words = story.document.text[telling.start : telling.end].split()
            if telling.event in deadly:
                numbers[telling.event] |= {word for word in words if word.isdigit()}
    assert sum(len(found) >= 4 for found in numbers.values()) > 10
