"""Copies of one text and texts of one house are one source."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merge.invented import printed, text

from regesta.merge.sources import ALIKE, Sources, Text, sources

STORY = tuple(range(100, 110))
NEAR = (*STORY[:9], 7)  # nine of ten
FAR = (*STORY[:5], 1, 2, 3, 4, 5)


def test_one_text_in_one_paper() -> None:
    assert sources([text("a", "Coast Wire")]) == Sources((("a",),), 0)


def test_identical_copies_are_one_source() -> None:
    """One text printed by several is one document."""
    assert sources([text("a", "Coast Wire", "Inland Post", "Daily Tide")]) == Sources((("a",),), 2)


def test_what_one_house_prints_twice_is_no_copy() -> None:
    assert sources([text("a", "Coast Wire", "COAST WIRE")]) == Sources((("a",),), 0)


def test_two_who_wrote_for_themselves_are_two_sources() -> None:
    found = sources([text("a", "Coast Wire", sketch=STORY), text("b", "Inland Post", sketch=FAR)])
    assert found == Sources((("a",), ("b",)), 0)


def test_near_copies_are_one_source() -> None:
    found = sources([text("a", "Coast Wire", sketch=STORY), text("b", "Inland Post", sketch=NEAR)])
    assert found == Sources((("a", "b"),), 1)


def test_copies_of_copies_are_one_source() -> None:
    texts = [
        text("a", "Coast Wire", "Daily Tide", sketch=STORY),
        text("b", "Inland Post", sketch=NEAR),
        text("c", "Hill Herald", sketch=(*NEAR[1:8], 1, *NEAR[8:])),
        text("d", "Lake Ledger", sketch=FAR),
    ]
    assert sources(texts[:2]) == Sources((("a", "b"),), 2)
    assert sources([*texts[:2], texts[3]]) == Sources((("a", "b"), ("d",)), 2)


@pytest.mark.parametrize("agreeing", range(11))
def test_how_much_near_copies_have_in_common(agreeing: int) -> None:
    other = (*STORY[:agreeing], *range(10 - agreeing))
    found = sources([text("a", "Coast Wire", sketch=STORY), text("b", "Inland Post", sketch=other)])
    assert (len(found.independent) == 1) == (agreeing / 10 >= ALIKE)


def test_an_agency_in_the_dateline_is_the_source() -> None:
    papers = [text("a", "Inland Post", agency="CW", sketch=STORY), text("b", "Daily Tide", agency="cw", sketch=FAR)]
    assert sources(papers) == Sources((("a", "b"),), 0)
    assert len(sources([*papers, text("c", "Inland Post")]).independent) == 2
    assert len(sources([papers[0], text("b", "Daily Tide", agency="LN")]).independent) == 2


def test_an_update_by_the_same_house_is_the_same_source() -> None:
    found = sources([text("a", "Coast Wire", sketch=STORY), text("b", "Coast Wire", sketch=NEAR)])
    assert found == Sources((("a", "b"),), 0)
    assert sources([text("a", "Coast Wire"), text("b", "coast wire")]) == Sources((("a", "b"),), 0)


def test_texts_too_short_for_a_sketch_are_no_copies_of_each_other() -> None:
    found = sources([text("a", "Coast Wire"), text("b", "Inland Post"), text("c", "Daily Tide", sketch=STORY)])
    assert found == Sources((("a",), ("b",), ("c",)), 0)


def test_texts_of_unknown_houses_are_each_a_source() -> None:
    assert sources([text("a", None, sketch=STORY), text("b", None, sketch=FAR)]) == Sources((("a",), ("b",)), 0)
    assert sources([text("a", None, None)]) == Sources((("a",),), 1)
    assert sources([text("a")]) == Sources((("a",),), 0)


def test_nothing_published() -> None:
    assert sources([]) == Sources((), 0)


def test_houses() -> None:
    assert text("a", "Coast Wire", "Inland Post", None).houses == {"coast wire", "inland post"}
    assert text("a", "Coast Wire", agency="LN").houses == {"ln"}
    assert Text("a", None, (), (printed(None),)).houses == frozenset()


@st.composite
def any_texts(draw: st.DrawFn) -> list[Text]:
    houses = st.lists(st.sampled_from(("Coast Wire", "Inland Post", "Daily Tide", None)), max_size=3)
    return [
        text(
            name, *draw(houses), agency=draw(st.sampled_from((None, None, "CW"))),
            sketch=draw(st.sampled_from(((), STORY, NEAR, FAR))),
        )
        for name in "abcde"[: draw(st.integers(0, 5))]
    ]  # fmt: skip


@given(any_texts(), st.randoms(use_true_random=False))
def test_order_changes_nothing(texts: list[Text], chance: random.Random) -> None:
    assert sources(chance.sample(texts, len(texts))) == sources(texts)


@given(any_texts())
def test_every_text_is_of_one_source_and_copies_are_fewer_than_publications(texts: list[Text]) -> None:
    found = sources(texts)
    assert sorted(name for group in found.independent for name in group) == [one.id for one in texts]
    assert 0 <= found.copies <= max(sum(len(one.publications) for one in texts) - 1, 0)
