"""A text's own words for another happening are told from those that only look like them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merge.invented import fact

from regesta.merge.another import another, nightly, turns
from regesta.merge.facts import Facts
from regesta.merge.link import compare
from regesta.model import Span


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Nurses marched again in Kisumu on Friday.", "marched"),
        ("Nurses in Kisumu again took to the streets.", "took to the streets"),
        ("Nurses once again marched in Kisumu.", "marched"),
        ("KISUMU (UNP) - Again, nurses marched.", "marched"),
        ("Nurses marched once more over unpaid wages.", "marched"),
        ("For a third consecutive day, nurses marched in Kisumu.", "marched"),
        ("Nurses marched in Kisumu for the second time.", "marched"),
        ("On the second day of protests, nurses marched.", "protests"),
        ("Another large protest was held in Kisumu.", "protest"),
        ("A second attack hit the depot.", "attack"),
        ("The rebels launched another attack.", "launched"),
        ("The rebels launched another attack.", "launched another attack"),
        ("Renewed shelling shook the port.", "shelling"),
        ("The army fired a fourth missile.", "fired"),
    ],
)
def test_words_for_another(sentence: str, trigger: str) -> None:
    assert another(sentence, trigger)


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Nurses marched in Kisumu on Friday.", "marched"),
        ("Nurses marched, and vowed to walk out again.", "marched"),
        ("Nurses marched against a minister who ran again.", "marched"),
        ("The blast killed another five guards.", "killed"),
        ("The blast killed another 15 guards.", "killed"),
        ("One guard was killed and another wounded.", "wounded"),
        ("One guard was killed and another was shot.", "shot"),
        ("The army shelled the second largest town.", "shelled"),
        ("The Second Brigade shelled the town.", "shelled"),
        ("Nurses marched seconds before the blast.", "marched"),
        ("", "marched"),
        ("Nurses marched again.", ""),
    ],
)
def test_words_that_only_look_so(sentence: str, trigger: str) -> None:
    assert not another(sentence, trigger)


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("Separately, gunmen raided a farm.", True),
        ("  Hours later, gunmen raided a farm.", True),
        ("Two days earlier gunmen raided a farm.", True),
        ("In another incident gunmen raided a farm.", True),
        ("In a separate incident gunmen raided a farm.", True),
        ("Gunmen who lived separately raided a farm.", False),
        ("Later, the governor spoke of the raid.", False),
        ("", False),
    ],
)
def test_a_sentence_that_turns_to_something_else(sentence: str, turned: bool) -> None:
    assert turns(sentence) is turned


@pytest.mark.parametrize(
    ("sentence", "night"),
    [
        ("They raided a farm late on Monday.", True),
        ("They raided a farm on Monday night.", True),
        ("They raided a farm overnight.", True),
        ("They raided a farm before dawn.", True),
        ("They raided the late governor's farm on Monday.", False),
        ("A knight rode out on Monday.", False),
    ],
)
def test_the_ends_of_a_day(sentence: str, night: bool) -> None:
    assert nightly(sentence) is night


@given(st.text(max_size=60), st.text(max_size=10))
def test_any_text_will_do(sentence: str, trigger: str) -> None:
    assert another(sentence, trigger) in (True, False)
    assert another(sentence, sentence) is another(f"  {sentence}\n", sentence)
    assert turns(sentence) in (True, False) and nightly(sentence) in (True, False)


# ---------------------------------------------------------------- what comparing makes of them


def weight(name: str, a: Facts, b: Facts) -> float:
    """What one feature adds to a score."""
    return sum(reason.weight for reason in compare(a, b).reasons if reason.feature == name)


def test_another_speaks_of_the_later_day_only() -> None:
    again: dict[str, Any] = {"sentence": "Nurses marched again.", "trigger": Span(7, 14, "marched"), "event": "PROTEST"}
    first: dict[str, Any] = {"event": "PROTEST", "when": "2024-05-13"}
    second: dict[str, Any] = {"event": "PROTEST", "when": "2024-05-14"}
    stated = weight("another", fact("a", **first), fact("b", **second | again))
    assert stated < weight("another", fact("a", **first), fact("b", **second | again, basis="inherited")) < 0
    assert weight("another", fact("a", **first | again), fact("b", **second)) == 0
    assert weight("another", fact("a", **first), fact("b", **first | again)) == 0
    assert weight("another", fact("a", **first, mode="strike"), fact("b", **second | again)) == 0


def test_a_document_that_turns_to_another_speaks_against_what_stands_before_only() -> None:
    def told(name: str, start: int, sentence: str) -> Facts:
        return fact(name, sentence, document="one", trigger=Span(start, start + 6, "raided"))

    before, turn, after = (
        told("a", 10, "Gunmen raided a farm."), told("b", 60, "Separately, gunmen raided a mill."),
        told("c", 120, "They raided the mill at noon."),
    )  # fmt: skip
    assert weight("document", before, turn) < 0 < weight("document", turn, after)
    assert weight("document", turn, replace(turn, id="c", start=80)) > 0
    assert weight("document", before, replace(turn, document="two")) == 0
