"""Scores of clusterings: what each mistake lowers, and agreement with a count of all pairs."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.score import Clusters, Faults, Rates, clusters

LABELS = st.sampled_from("abcdefg")
PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=25)


def mappings(pairs: list[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    return {str(i): p for i, (p, _) in enumerate(pairs)}, {str(i): t for i, (_, t) in enumerate(pairs)}


def rates(precision: float, recall: float) -> Rates:
    total = precision + recall
    return Rates(precision, recall, 2 * precision * recall / total if total else 0.0)


def slow(predicted: dict[str, str], true: dict[str, str]) -> Clusters:
    """Every pair looked at, item by item."""
    items = list(true)

    def share(of: dict[str, str], within: dict[str, str], item: str) -> float:
        around = [other for other in items if within[other] == within[item]]
        return sum(of[other] == of[item] for other in around) / len(around)

    pairs = list(combinations(items, 2))
    both = sum(predicted[a] == predicted[b] and true[a] == true[b] for a, b in pairs)
    found = sum(predicted[a] == predicted[b] for a, b in pairs)
    wanted = sum(true[a] == true[b] for a, b in pairs)

    def faults(of: dict[str, str], within: dict[str, str]) -> Faults:
        wrong = strays = 0
        for cluster in set(within.values()):
            parts = [of[item] for item in items if within[item] == cluster]
            if len(set(parts)) > 1:
                wrong += 1
                strays += len(parts) - max(parts.count(part) for part in parts)
        return Faults(wrong, strays)

    return Clusters(
        len(items),
        len(set(predicted.values())),
        len(set(true.values())),
        rates(
            sum(share(true, predicted, item) for item in items) / len(items),
            sum(share(predicted, true, item) for item in items) / len(items),
        ),
        rates(both / found if found else 1.0, both / wanted if wanted else 1.0),
        faults(true, predicted),
        faults(predicted, true),
    )


def test_a_small_example_counted_by_hand() -> None:
    """Three reports of one event and one of another; one of the three was put to the other."""
    found = clusters({"1": "p", "2": "p", "3": "q", "4": "q"}, {"1": "A", "2": "A", "3": "A", "4": "B"})
    assert (found.items, found.predicted, found.true) == (4, 2, 2)
    assert found.b_cubed.precision == pytest.approx(3 / 4)
    assert found.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.pairwise.precision == 1 / 2
    assert found.pairwise.recall == pytest.approx(1 / 3)
    assert found.lumped == Faults(1, 1)
    assert found.split == Faults(1, 1)


@given(PAIRS)
def test_the_truth_is_perfect(pairs: list[tuple[str, str]]) -> None:
    _, true = mappings(pairs)
    found = clusters(true, true)
    assert found.b_cubed == found.pairwise == Rates(1.0, 1.0, 1.0)
    assert found.lumped == found.split == Faults(0, 0)


@given(PAIRS)
def test_it_agrees_with_looking_at_every_pair(pairs: list[tuple[str, str]]) -> None:
    found, expected = clusters(*mappings(pairs)), slow(*mappings(pairs))
    for name in ("b_cubed", "pairwise"):
        left, right = getattr(found, name), getattr(expected, name)
        assert (left.precision, left.recall, left.f1) == pytest.approx((right.precision, right.recall, right.f1))
    assert (found.lumped, found.split) == (expected.lumped, expected.split)
    assert (found.items, found.predicted, found.true) == (expected.items, expected.predicted, expected.true)


@given(PAIRS)
def test_splitting_the_truth_lowers_recall_only(pairs: list[tuple[str, str]]) -> None:
    """Each true event cut by the first label into parts."""
    _, true = mappings(pairs)
    found = clusters({str(i): f"{t}{p}" for i, (p, t) in enumerate(pairs)}, true)
    cut = len(set(pairs)) > len(set(true.values()))
    assert found.b_cubed.precision == found.pairwise.precision == 1.0
    assert (found.b_cubed.recall < 1) == (found.pairwise.recall < 1) == (found.split.clusters > 0) == cut
    assert found.lumped == Faults(0, 0)


@given(PAIRS)
def test_lumping_the_truth_lowers_precision_only(pairs: list[tuple[str, str]]) -> None:
    """True events brought together by their first letters."""
    true = {str(i): f"{t}{p}" for i, (p, t) in enumerate(pairs)}
    found = clusters({item: event[0] for item, event in true.items()}, true)
    mixed = len(set(true.values())) > len({event[0] for event in true.values()})
    assert found.b_cubed.recall == found.pairwise.recall == 1.0
    assert (found.b_cubed.precision < 1) == (found.lumped.clusters > 0) == mixed
    assert found.split == Faults(0, 0)


@given(PAIRS, st.permutations("abcdefg"))
def test_names_and_order_do_not_matter(pairs: list[tuple[str, str]], new: list[str]) -> None:
    names = dict(zip("abcdefg", new, strict=True))
    predicted, true = mappings(pairs)
    renamed = {item: names[true[item]] for item in reversed(list(true))}
    one, other = clusters(predicted, true), clusters(predicted, renamed)
    assert (one.b_cubed.f1, one.pairwise.f1) == pytest.approx((other.b_cubed.f1, other.pairwise.f1))
    assert (one.lumped, one.split) == (other.lumped, other.split)


def test_only_what_both_know_is_scored() -> None:
    found = clusters({"1": "p", "2": "p", "9": "p"}, {"1": "A", "2": "A", "8": "A"})
    assert (found.items, found.b_cubed) == (2, Rates(1.0, 1.0, 1.0))


def test_nothing_to_score_is_no_mistake() -> None:
    found = clusters({}, {})
    assert (found.items, found.b_cubed, found.lumped) == (0, Rates(1.0, 1.0, 1.0), Faults(0, 0))
