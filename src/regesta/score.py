"""How well predicted clusters match true ones: pure functions over two mappings from item to cluster.

B-cubed precision of an item is the share of its predicted cluster that belongs to its true one, recall the share of its
true cluster that lies in its predicted one; both are averaged over items (Bagga and Baldwin 1998; with F1 the
harmonic mean of the averages). Pairwise precision and recall count pairs of items that are together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each 0 to 1; 1 where nothing could be wrong."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Faults:
    """How many clusters are wrong in one way, and how many items would have to leave them to set it right."""

    clusters: int
    items: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """The scores of a clustering.

    ``lumped`` are predicted clusters that mix several true ones, ``split`` true clusters that lie in several predicted
    ones; their items are all but the largest part of each.
    """

    items: int
    predicted: int
    true: int
    b_cubed: Rates
    pairwise: Rates
    lumped: Faults
    split: Faults


def clusters(predicted: Mapping[str, str], true: Mapping[str, str]) -> Clusters:
    """Score the items that stand in both mappings; linear in their number."""
    common = [(predicted[item], true[item]) for item in true if item in predicted]
    cells = Counter(common)
    rows = Counter(row for row, _ in common)
    columns = Counter(column for _, column in common)
    count = len(common)
    precision = sum(n * n / rows[row] for (row, _), n in cells.items()) / count if count else 1.0
    recall = sum(n * n / columns[column] for (_, column), n in cells.items()) / count if count else 1.0
    together = _pairs(cells.values())
    return Clusters(
        items=count,
        predicted=len(rows),
        true=len(columns),
        b_cubed=_rates(precision, recall),
        pairwise=_rates(_share(together, _pairs(rows.values())), _share(together, _pairs(columns.values()))),
        lumped=_faults(rows, {cell: (cell[0], n) for cell, n in cells.items()}),
        split=_faults(columns, {cell: (cell[1], n) for cell, n in cells.items()}),
    )


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _rates(precision: float, recall: float) -> Rates:
    total = precision + recall
    return Rates(precision, recall, 2 * precision * recall / total if total else 0.0)


def _faults(sizes: Counter[str], parts: Mapping[tuple[str, str], tuple[str, int]]) -> Faults:
    """Clusters in several parts, and the items outside the largest part of each."""
    largest: Counter[str] = Counter()
    for cluster, n in parts.values():
        largest[cluster] = max(largest[cluster], n)
    wrong = [cluster for cluster, size in sizes.items() if size > largest[cluster]]
    return Faults(len(wrong), sum(sizes[cluster] - largest[cluster] for cluster in wrong))
