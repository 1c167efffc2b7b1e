"""How many suffered, and what.

A row is a sentence about one event and its losses in text order, each as "outcome low-high whom"; a bound that
stays open is "?", and so is a "whom" that is not told.
"""

from __future__ import annotations

import pytest
from tests.conftest import CodeOf

from regesta.model import Casualties

LOSSES = """
Rebels attacked Gao on Monday, killing five people. | killed 5-5 people
Rebels attacked Gao on Monday, killing at least five people. | killed 5-? people
Rebels attacked Gao on Monday, killing more than 20 soldiers. | killed 21-? soldiers
Rebels attacked Gao on Monday, killing up to 20 soldiers. | killed ?-20 soldiers
Rebels attacked Gao on Monday, killing a nurse. | killed 1-1 nurse
Rebels attacked Gao on Monday, killing two nurses and a teacher. | killed 2-2 nurses; killed 1-1 teacher
Rebels attacked Gao on Monday, killing 1,200 people. | killed 1200-1200 people
Rebels attacked Gao on Monday, killing between 10 and 15 people. | killed 10-15 people
Rebels attacked Gao on Monday, killing five people and wounding 12. | killed 5-5 people; injured 12-12 ?
Rebels attacked Gao on Monday, killing five people and wounding 12 others. | killed 5-5 people; injured 12-12 others
Rebels attacked Gao on Monday, wounding twenty-two children. | injured 22-22 children
Rebels attacked Gao on Monday, leaving 12 people dead. | killed 12-12 people
Rebels attacked Gao on Monday, leaving 12 dead and 30 wounded. | killed 12-12 ?; injured 30-30 ?
Rebels attacked Gao on Monday, leaving 12 people dead and 30 others injured. | killed 12-12 people; injured 30-30 others
Rebels attacked Gao on Monday, leaving three soldiers missing. | missing 3-3 soldiers
Rebels attacked Gao on Monday. Five people were killed. | killed 5-5 people
Rebels attacked Gao on Monday. Five people died. | killed 5-5 people
Rebels attacked Gao on Monday. Five people died and 10 were wounded. | killed 5-5 people; injured 10-10 ?
Rebels attacked Gao on Monday. They killed 12 people. | killed 12-12 people
Rebels attacked Gao on Monday. The death toll rose to 17. | killed 17-17 ?
Rebels attacked Gao on Monday. The attack killed nine soldiers. | killed 9-9 soldiers
Rebels attacked Gao on Monday. The attack claimed nine lives. | killed 9-9 *
Rebels attacked Gao on Monday. Nine people lost their lives. | killed 9-9 people
Rebels attacked Gao on Monday. No one was killed. | killed 0-0 *
Rebels attacked Gao on Monday. Among the dead were two nurses. | killed 2-2 nurses
Rebels attacked Gao on Monday. Hospitals counted 14 dead. | killed 14-14 ?
Five people were killed when rebels attacked Gao on Monday. | killed 5-5 people
Five people were killed and 12 wounded when rebels attacked Gao on Monday. | killed 5-5 people; injured 12-12 ?
At least five people were killed in an attack by rebels on Gao on Monday. | killed 5-? people
About 20 people were killed in an attack by rebels on Gao on Monday. | killed 20-20 people
Dozens of people were killed in an attack by rebels on Gao on Monday. | killed 24-? people
Hundreds of people were wounded in an attack by rebels on Gao on Monday. | injured 200-? people
The attack by rebels on Gao on Monday killed five people. | killed 5-5 people
Gunmen shot dead two farmers near Gao on Monday. | killed 2-2 farmers
Two farmers were shot dead by gunmen near Gao on Monday. | killed 2-2 farmers
Police arrested 27 protesters in Lima on Monday. | detained 27-27 protesters
Police arrested at least 27 protesters in Lima on Monday. | detained 27-? protesters
Gunmen kidnapped 40 schoolgirls near Gao on Monday. | detained 40-40 schoolgirls
Rebels attacked Gao on Monday, displacing 3,000 families. | displaced 3000-3000 families
Rebels attacked Gao on Monday. Some 3,000 people fled. | displaced 3000-3000 people
Rebels attacked Gao on Monday, forcing 3,000 people from their homes. | displaced 3000-3000 people
A suicide bomber killed 26 people in Gao on Monday. | killed 26-26 people
Fifteen displaced people were killed in an attack by rebels on Gao on Monday. | killed 15-15 displaced people
Rebels attacked Gao on Monday with 200 fighters. |
Rebels attacked Gao on Monday, burning 40 houses. |
Rebels attacked Gao on Monday, killing 30 cows. |
Rebels attacked Gao on Monday. A child, 5, wept. |
"""


def number(value: int | None) -> str:
    return "?" if value is None else str(value)


def line(loss: Casualties, whom: str) -> str:
    told = "*" if whom == "*" else "?" if loss.whom is None else loss.whom
    return f"{loss.outcome} {number(loss.low)}-{number(loss.high)} {told}"


def rows(table: str) -> list[tuple[str, list[str]]]:
    parts = [row.partition("|") for row in table.strip().splitlines()]
    return [(text.strip(), [one.strip() for one in wanted.split(";") if one.strip()]) for text, _, wanted in parts]


@pytest.mark.parametrize(("text", "wanted"), rows(LOSSES))
def test_losses(code_of: CodeOf, text: str, wanted: list[str]) -> None:
    losses = [loss for report in code_of(text) for loss in report.casualties]
    whoms = [one.split(" ", 2)[2] for one in wanted] + ["?"] * len(losses)
    assert [line(loss, whom) for loss, whom in zip(losses, whoms, strict=False)] == wanted


def test_each_toll_has_its_own_speaker(code_of: CodeOf) -> None:
    reports = code_of(
        "Rebels attacked Gao on Monday. The army said five people were killed. "
        "The rebels said nine soldiers were killed."
    )
    tolls = {c.low: [s.name or s.text for s in c.attribution] for r in reports for c in r.casualties}
    assert set(tolls) == {5, 9}
    assert "army" in tolls[5][0].lower()
    assert "rebels" in tolls[9][0].lower()


def test_two_tolls_in_one_sentence(code_of: CodeOf) -> None:
    text = "Rebels attacked Gao on Monday. The attack killed 49 civilians and 15 soldiers, the Foreign Ministry said."
    losses = [c for r in code_of(text) for c in r.casualties]
    assert [(c.low, c.whom) for c in losses] == [(49, "civilians"), (15, "soldiers")]
    assert all([s.sectors for s in c.attribution] == [("GOV",)] for c in losses)


def test_a_toll_told_twice_is_given_once(code_of: CodeOf) -> None:
    reports = code_of("Rebels attacked Gao on Monday, killing five people. The five people were killed at dawn.")
    assert [c.low for r in reports for c in r.casualties] == [5]


def test_the_words_are_the_count_and_whom(code_of: CodeOf) -> None:
    (report,) = code_of("Rebels attacked Gao on Monday, killing at least five people.")
    assert [c.text for c in report.casualties] == ["at least five people"]


def test_each_loss_goes_to_its_own_event(code_of: CodeOf) -> None:
    text = (
        "Rebels attacked Gao on Monday, killing five people. On Tuesday, bandits attacked Kano in Nigeria, killing two."
    )
    first, second = code_of(text)
    assert [c.low for c in first.casualties] == [5]
    assert [c.low for c in second.casualties] == [2]
