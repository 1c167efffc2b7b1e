"""Tolls: parts add up, wholes hold their parts, every speaker keeps a claim, and nothing is averaged."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.merge.drawn import TOLLS
from tests.merge.invented import item, speaker, text, toll, upside_down

from regesta.merge.tolls import Claim, claims, disputed_tolls, tolls
from regesta.model import Casualties, Dispute, Toll, Version


def claimed(*told: Casualties, by: str = "", publishers: tuple[str, ...] = ("Coast Wire",)) -> tuple[Claim, ...]:
    """What one report claims."""
    one = item("r", casualties=told, attribution=(speaker(by),) if by else ())
    return claims([one], {one.report.document_id: text(one.report.document_id, *publishers)})


def killed(*told: Casualties) -> tuple[int | None, int | None]:
    (one,) = claimed(*told)
    return one.low, one.high


def say(low: int | None, high: int | None = -1, *, by: str = "police", report: str = "r") -> Claim:
    return Claim("killed", low, low if high == -1 else high, (by,), report)


# ---------------------------------------------------------------- parts and wholes


@pytest.mark.parametrize(
    ("told", "sum_of"),
    [
        ((toll("killed", 49, whom="civilians"), toll("killed", 15, whom="soldiers")), (64, 64)),
        ((toll("killed", 12, whom="people"), toll("killed", 3, whom="children")), (12, 12)),
        ((toll("killed", 3, whom="children"), toll("killed", 12, whom="people")), (12, 12)),
        ((toll("killed", 12), toll("killed", 3, whom="children"), toll("killed", 2, whom="nurses")), (12, 12)),
        ((toll("killed", 12, whom="other people"), toll("killed", 9, whom="guards")), (12, 12)),
        ((toll("killed", 64), toll("killed", 49, whom="civilians"), toll("killed", 15, whom="soldiers")), (64, 64)),
        ((toll("killed", 49, whom="civilians"), toll("killed", 15, None, whom="soldiers")), (64, None)),
        ((toll("killed", 12, None, whom="people"),), (12, None)),
        ((toll("killed", None, 12, whom="people"),), (None, 12)),
        ((toll("killed", 12, 15, whom="soldiers"), toll("killed", 2, whom="nurses")), (14, 17)),
        ((toll("killed", 4, whom="soldiers"), toll("killed", 4, whom="soldiers")), (4, 4)),
        ((toll("killed", 0, whom="people"),), (0, 0)),
    ],
)  # fmt: skip
def test_parts_add_up_and_wholes_hold_their_parts(
    told: tuple[Casualties, ...], sum_of: tuple[int | None, int | None]
) -> None:
    assert killed(*told) == sum_of


def test_a_whole_stays_exact_where_a_part_is_open() -> None:
    assert killed(toll("killed", 12, whom="people"), toll("killed", 3, None, whom="children")) == (12, 12)


def test_men_and_women_add_up() -> None:
    assert killed(toll("killed", 5, whom="men"), toll("killed", 2, whom="women")) == (7, 7)


def test_parts_that_are_more_than_their_whole_raise_it() -> None:
    assert killed(toll("killed", None, 0), toll("killed", 1, None, whom="soldiers")) == (1, 1)


def test_outcomes_are_counted_for_themselves() -> None:
    found = claimed(toll("killed", 3, whom="soldiers"), toll("injured", 9, whom="soldiers"))
    assert [(one.outcome, one.low) for one in found] == [("killed", 3), ("injured", 9)]


def test_no_number_is_no_claim() -> None:
    assert claimed(toll("killed", None, None)) == ()


# ---------------------------------------------------------------- who says so


def test_a_claim_is_its_own_speakers_else_the_reports_else_the_publishers() -> None:
    assert claimed(toll("killed", 3, by="a nurse"), by="police")[0].speakers == ("a nurse",)
    assert claimed(toll("killed", 3), by="police")[0].speakers == ("police",)
    assert claimed(toll("killed", 3), publishers=("Inland Post", "Coast Wire"))[0].speakers == (
        "Coast Wire", "Inland Post",
    )  # fmt: skip
    assert claimed(toll("killed", 3), publishers=())[0].speakers == ()


def test_two_speakers_make_two_claims() -> None:
    found = claimed(
        toll("killed", 49, whom="civilians", by="rebels"), toll("killed", 15, whom="soldiers", by="the army")
    )
    assert [(one.low, one.speakers) for one in found] == [(49, ("rebels",)), (15, ("the army",))]


def test_claims_follow_their_reports() -> None:
    first, second = (item(name, casualties=(toll("killed", 3),)) for name in ("r2", "r1"))
    texts = {one.report.document_id: text(one.report.document_id) for one in (first, second)}
    assert [one.report for one in claims([first, second], texts)] == ["r2", "r1"]


@pytest.mark.parametrize(
    ("one", "value"),
    [(say(12), "12"), (say(12, None), "at least 12"), (say(None, 12), "up to 12"), (say(12, 15), "12 to 15")],
)
def test_value(one: Claim, value: str) -> None:
    assert one.value == value


# ---------------------------------------------------------------- over all reports


def test_the_range_of_all_claims() -> None:
    assert tolls([say(12), say(19), say(14)]) == (Toll("killed", 12, 19),)
    assert tolls([]) == ()


def test_the_range_where_ends_are_open() -> None:
    """The highest number that anyone says, and 0 where nobody says a lowest."""
    assert tolls([say(12, None)]) == (Toll("killed", 12, 12),)
    assert tolls([say(12, None), say(15)]) == (Toll("killed", 12, 15),)
    assert tolls([say(20, None), say(15)]) == (Toll("killed", 15, 20),)
    assert tolls([say(None, 12)]) == (Toll("killed", 0, 12),)


def test_outcomes_stand_in_the_order_of_the_alphabet() -> None:
    found = claimed(toll("missing", 1), toll("killed", 2), toll("injured", 3))
    assert tolls(found) == (Toll("injured", 3, 3), Toll("killed", 2, 2), Toll("missing", 1, 1))


@given(st.lists(TOLLS, max_size=4))
def test_every_claim_lies_within_the_range(told: list[Casualties]) -> None:
    found = claimed(*told)
    assume(not any(upside_down(claim) for claim in found))
    ranges = {one.outcome: one for one in tolls(found)}
    assert ranges.keys() == {one.outcome for one in found}
    for claim in found:
        low, high = ranges[claim.outcome].low, ranges[claim.outcome].high
        assert low is not None and high is not None and low <= high
        assert low <= (claim.low or 0) and (claim.high or 0) <= high


@given(st.lists(TOLLS, max_size=4))
def test_the_order_in_which_parts_are_told_changes_nothing(told: list[Casualties]) -> None:
    """Each part of its own kind: of one kind told twice the last holds."""
    parts = list({(one.outcome, one.whom): one for one in told}.values())
    assert {*claimed(*parts)} == {*claimed(*parts[::-1])}


# ---------------------------------------------------------------- disputes


def test_different_numbers_are_disputed_the_lowest_first() -> None:
    found = disputed_tolls([
        say(19, by="rebels", report="r1"), say(7, by="the army", report="r2"), say(19, by="a nurse", report="r3"),
        say(7, by="the army", report="r4"),
    ])  # fmt: skip
    lowest = Version("7", ("the army",), ("r2", "r4"))
    assert found == (Dispute("killed", (lowest, Version("19", ("a nurse", "rebels"), ("r1", "r3")))),)


def test_numbers_are_sorted_as_numbers() -> None:
    (dispute,) = disputed_tolls([say(100), say(20), say(9), say(None, 5), say(20, None)])
    assert [version.value for version in dispute.versions] == ["up to 5", "9", "20", "at least 20", "100"]


def test_one_number_is_no_dispute() -> None:
    assert disputed_tolls([say(9, by="police", report="r1"), say(9, by="rebels", report="r2")]) == ()
    assert disputed_tolls([]) == ()


def test_a_report_of_two_claims_of_one_number_is_named_once() -> None:
    (dispute,) = disputed_tolls([say(9, by="police"), say(9, by="rebels"), say(4, report="q")])
    assert dispute.versions[1] == Version("9", ("police", "rebels"), ("r",))


def test_outcomes_are_disputed_each_for_itself() -> None:
    found = claimed(
        toll("killed", 3, by="police"), toll("killed", 4, by="rebels"),
        toll("injured", 8, by="police"), toll("injured", 9, by="rebels"), toll("missing", 1, by="police"),
    )  # fmt: skip
    assert [one.field for one in disputed_tolls(found)] == ["injured", "killed"]
