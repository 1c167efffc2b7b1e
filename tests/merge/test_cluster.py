"""Grouping is a function of the set of reports, scores and verdicts; it does not chain, and people's verdicts hold."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.merge.cluster import Pair, cluster, components
from regesta.merge.link import HIGHEST
from regesta.merge.link import MISSING as UNNOTED

MISSING = -6.0


@dataclass(frozen=True, slots=True)
class Case:
    """What ``cluster`` is given."""

    names: tuple[str, ...]
    scores: dict[Pair, float]
    same: tuple[Pair, ...]
    different: tuple[Pair, ...]

    def grouped(self) -> list[tuple[str, ...]]:
        return cluster(self.names, self.scores, same=self.same, different=self.different, missing=MISSING)


@st.composite
def cases(draw: st.DrawFn, *, judged: bool = True) -> Case:
    """Up to nine names with scores for some of their pairs, and verdicts that may contradict them and each other."""
    names = tuple("abcdefghi"[: draw(st.integers(1, 9))])
    pairs = list(combinations(names, 2))
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=4).map(tuple) if pairs and judged else st.just(())
    score = st.one_of(st.floats(-1, 6), st.sampled_from((-1.0, 1.0, 2.0)))  # equal scores are what tries the order
    scores = {pair: draw(score) for pair in pairs if draw(st.booleans())}
    return Case(names, scores, draw(some), draw(some))


def home(groups: list[tuple[str, ...]], name: str) -> tuple[str, ...]:
    return next(group for group in groups if name in group)


# ---------------------------------------------------------------- invariants


@given(cases(), st.randoms(use_true_random=False))
def test_order_changes_nothing(case: Case, chance: random.Random) -> None:
    def mixed(values: tuple[Pair, ...]) -> tuple[Pair, ...]:
        return tuple(chance.sample(values, len(values)))

    names = tuple(chance.sample(case.names, len(case.names)))
    scores = {pair: case.scores[pair] for pair in mixed(tuple(case.scores))}
    assert Case(names, scores, mixed(case.same), mixed(case.different)).grouped() == case.grouped()


@given(cases())
def test_every_name_stands_in_one_group(case: Case) -> None:
    groups = case.grouped()
    assert sorted(name for group in groups for name in group) == sorted(case.names)
    assert groups == sorted(tuple(sorted(group)) for group in groups)


@given(cases())
def test_what_a_person_keeps_apart_is_never_together(case: Case) -> None:
    groups = case.grouped()
    for left, right in case.different:
        assert home(groups, left) != home(groups, right)


@given(cases())
def test_what_a_person_joins_is_together_unless_a_verdict_forbids_it(case: Case) -> None:
    groups = case.grouped()
    for left, right in case.same:
        one, other = home(groups, left), home(groups, right)
        forbidden = any({home(groups, a), home(groups, b)} == {one, other} for a, b in case.different)
        assert one == other or forbidden


@given(cases(judged=False))
def test_the_pairs_of_a_group_are_on_average_likely(case: Case) -> None:
    for group in case.grouped():
        if len(group) > 1:
            found = [case.scores.get(pair, MISSING) for pair in combinations(group, 2)]
            assert sum(found) / len(found) > -0.001  # scores are summed in thousandths


@given(cases(judged=False))
def test_no_two_groups_are_left_that_are_likelier_one(case: Case) -> None:
    for one, other in combinations(case.grouped(), 2):
        between = [case.scores.get((min(a, b), max(a, b)), MISSING) for a in one for b in other]
        assert sum(between) / len(between) < 0.001


@given(cases(judged=False))
def test_nothing_is_joined_that_no_likely_pair_connects(case: Case) -> None:
    reached = components(case.names, [pair for pair, score in case.scores.items() if score > 0])
    for group in case.grouped():
        assert set(group) <= set(home(reached, group[0]))


@given(cases())
def test_scores_of_strangers_and_verdicts_on_them_are_passed_over(case: Case) -> None:
    strange = Case(
        case.names, case.scores | {("a", "z"): 6.0, ("y", "z"): 6.0}, (*case.same, ("a", "z")),
        (*case.different, ("y", "z")),
    )  # fmt: skip
    assert strange.grouped() == case.grouped()


# ---------------------------------------------------------------- plain cases


def test_nobody() -> None:
    assert cluster((), {}, missing=MISSING) == []


def test_likely_pairs_are_joined_and_unlikely_ones_not() -> None:
    assert cluster("abcd", {("a", "b"): 2.0, ("b", "c"): -0.5, ("c", "d"): 0.1}, missing=MISSING) == [
        ("a", "b"), ("c", "d"),
    ]  # fmt: skip


def test_a_score_of_nothing_joins_nothing() -> None:
    assert cluster("ab", {("a", "b"): 0.0}, missing=MISSING) == [("a",), ("b",)]


def test_scores_that_cancel_out_join_nothing() -> None:
    """0.1 + 0.2 - 0.3 is more than nothing where it is summed as it stands."""
    scores = dict.fromkeys(combinations("abc", 2), 5.0) | {("a", "d"): 0.1, ("b", "d"): 0.2, ("c", "d"): -0.3}
    assert cluster("abcd", scores, missing=MISSING) == [("a", "b", "c"), ("d",)]


@pytest.mark.parametrize("apart", [{}, {("a", "c"): -5.9}], ids=["not noted", "noted"])
def test_a_chain_is_not_one_happening(apart: dict[Pair, float]) -> None:
    groups = cluster("abc", {("a", "b"): 3.0, ("b", "c"): 2.0, **apart}, missing=MISSING)
    assert groups == [("a", "b"), ("c",)]


def test_a_long_chain_falls_into_pairs_at_most() -> None:
    names = [f"n{number:02}" for number in range(20)]
    links = dict.fromkeys(pairwise(names), 3.0)
    assert all(len(group) <= 2 for group in cluster(names, links, missing=MISSING))


def test_a_chain_of_the_likeliest_pairs_falls_into_short_pieces() -> None:
    names = [f"n{number:02}" for number in range(20)]
    links = dict.fromkeys(pairwise(names), HIGHEST)
    assert all(len(group) <= 3 for group in cluster(names, links, missing=UNNOTED))


def test_one_weak_pair_does_not_part_what_all_others_hold_together() -> None:
    scores = dict.fromkeys(combinations("abcd", 2), 3.0) | {("a", "d"): -0.8}
    assert cluster("abcd", scores, missing=MISSING) == [("a", "b", "c", "d")]


def test_two_happenings_with_one_bridge_stay_two() -> None:
    within = dict.fromkeys([*combinations("abc", 2), *combinations("xyz", 2)], 3.0)
    assert cluster("abcxyz", within | {("c", "x"): 5.0}, missing=MISSING) == [("a", "b"), ("c", "x"), ("y", "z")]
    assert cluster("abcxyz", within | {("c", "x"): 2.0}, missing=MISSING) == [("a", "b", "c"), ("x", "y", "z")]


def test_of_two_equally_likely_pairs_the_first_by_name_is_joined() -> None:
    assert cluster("abc", {("b", "c"): 2.0, ("a", "b"): 2.0}, missing=MISSING) == [("a", "b"), ("c",)]


# ---------------------------------------------------------------- verdicts


def test_a_verdict_joins_what_nothing_else_would() -> None:
    assert cluster("abc", {("a", "b"): -5.0}, same=[("a", "b")], missing=MISSING) == [("a", "b"), ("c",)]


def test_a_verdict_parts_what_is_as_alike_as_can_be() -> None:
    groups = cluster("abc", dict.fromkeys(combinations("abc", 2), 6.0), different=[("a", "b")], missing=MISSING)
    assert ("c",) not in groups
    assert not any({"a", "b"} <= {*group} for group in groups)


def test_different_holds_where_verdicts_contradict_each_other() -> None:
    assert cluster("ab", {}, same=[("a", "b")], different=[("b", "a")], missing=MISSING) == [("a",), ("b",)]
    joined = [("a", "b"), ("b", "c")]
    for order in (joined, joined[::-1]):
        assert cluster("abc", {}, same=order, different=[("a", "c")], missing=MISSING) == [("a", "b"), ("c",)]


def test_what_was_joined_keeps_apart_all_that_any_of_it_is_apart_from() -> None:
    scores = dict.fromkeys(combinations("abcd", 2), 4.0)
    groups = cluster("abcd", scores, same=[("a", "b"), ("c", "d")], different=[("b", "c")], missing=MISSING)
    assert groups == [("a", "b"), ("c", "d")]


def test_a_report_is_not_different_from_itself() -> None:
    assert cluster("ab", {("a", "b"): 1.0}, different=[("a", "a")], missing=MISSING) == [("a", "b")]


# ---------------------------------------------------------------- many


def test_five_hundred_reports_of_one_happening() -> None:
    names = [f"n{number:03}" for number in range(500)]
    scores = dict.fromkeys(combinations(names, 2), 1.5)
    assert cluster(names, scores, missing=MISSING) == [tuple(names)]


def test_happenings_told_fifty_times_each_are_told_apart() -> None:
    names = [f"n{number:03}" for number in range(500)]
    pairs = combinations(names, 2)
    scores = {(a, b): 2.0 if a[-1] == b[-1] else -0.5 for a, b in pairs}
    assert [len(group) for group in cluster(names, scores, missing=MISSING)] == [50] * 10


# ---------------------------------------------------------------- components


def test_components_are_what_is_reached() -> None:
    links = [("e", "d"), ("a", "c"), ("c", "b"), ("b", "b")]
    assert components("fedcba", links) == [("a", "b", "c"), ("d", "e"), ("f",)]


def test_components_pass_over_links_to_strangers() -> None:
    assert components("ab", [("a", "z"), ("z", "b")]) == [("a",), ("b",)]
    assert components([], [("a", "b")]) == []


@given(cases(judged=False), st.randoms(use_true_random=False))
def test_components_do_not_depend_on_order(case: Case, chance: random.Random) -> None:
    links = sorted(case.scores)
    turned = [(b, a) if chance.random() < 0.5 else (a, b) for a, b in chance.sample(links, len(links))]
    found = components(case.names, links)
    assert components(chance.sample(case.names, len(case.names)), turned) == found
    assert sorted(name for group in found for name in group) == sorted(case.names)
    assert all(home(found, left) == home(found, right) for left, right in links)
