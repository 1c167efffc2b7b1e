"""Group what is linked, without chaining: average linkage, with people's verdicts as law.

Reports a, b and b, c may each be alike while a and c are not: a chain of such pairs must not become one event. Two
groups are joined only while the mean score of all pairs between them is above 0, a pair that was never noted counting
as ``missing``. The pairs are taken by score, then by name, so the outcome is a function of the set alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[str, str]

_UNIT = 1000  # scores are summed as whole thousandths: in any order they give the same sum


def components(names: Iterable[str], links: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The sets of names that are reached from each other, each sorted, in order of their first name."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for left, right in links:
        if left in parent and right in parent:
            one, other = sorted((root(left), root(right)))
            parent[other] = one
    grouped: dict[str, list[str]] = {}
    for name in sorted(parent):
        grouped.setdefault(root(name), []).append(name)
    return sorted(tuple(group) for group in grouped.values())


def cluster(
    names: Iterable[str],
    scores: Mapping[Pair, float],
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    missing: float,
    excluded: Callable[[str, str], bool] = lambda one, other: False,
    exclusion: float = 0.0,
) -> list[tuple[str, ...]]:
    """Group ``names``; ``scores`` are of pairs (left < right), above 0 for likely the same.

    A pair without a score counts as ``missing``, or as ``exclusion`` where the two cannot be one (``excluded``).
    ``same`` and ``different`` are people's verdicts: what the second keep apart is never joined, whatever the
    scores; then the groups that the first name are joined whole. Where they contradict, "different" holds.
    """
    names = sorted(names)
    bonds = _Groups(names, {}, missing=missing, excluded=excluded, exclusion=exclusion)
    bonds.forbid(different)
    for left, right in sorted(same):
        bonds.join(left, right)
    groups = _Groups(names, scores, missing=missing, excluded=excluded, exclusion=exclusion)
    groups.forbid(bonds.apart())
    groups.agglomerate()
    for left, right in sorted(same):
        groups.join(left, right)
    return groups.result()


class _Groups:
    """Groups named after their first member; ``_between`` has the summed scores of the pairs noted between two."""

    def __init__(
        self,
        names: Iterable[str],
        scores: Mapping[Pair, float],
        *,
        missing: float,
        excluded: Callable[[str, str], bool],
        exclusion: float,
    ) -> None:
        self._missing, self._exclusion = round(_UNIT * missing), round(_UNIT * exclusion)
        self._excluded = excluded
        self._far: dict[Pair, int] = {}
        self._members: dict[str, list[str]] = {name: [name] for name in names}
        self._home = {name: name for name in self._members}
        self._between: dict[str, dict[str, tuple[int, int]]] = {name: {} for name in self._members}
        self._apart: dict[str, set[str]] = {name: set() for name in self._members}
        for (left, right), score in scores.items():
            if left in self._home and right in self._home:
                self._between[left][right] = self._between[right][left] = (round(_UNIT * score), 1)

    def forbid(self, pairs: Iterable[Pair]) -> None:
        """Never join these."""
        for left, right in pairs:
            if left in self._home and right in self._home and left != right:
                self._apart[left].add(right)
                self._apart[right].add(left)

    def apart(self) -> list[Pair]:
        """Every pair that is never joined: whoever is bound to one of them is kept apart from the other too."""
        return [
            (one, other)
            for left, rights in self._apart.items()
            for right in rights
            for one in self._members[left]
            for other in self._members[right]
        ]

    def join(self, left: str, right: str) -> None:
        """Join two groups by verdict, unless they were forbidden."""
        if left in self._home and right in self._home:
            one, other = sorted((self._home[left], self._home[right]))
            if one != other and other not in self._apart[one]:
                self._merge(one, other)

    def agglomerate(self) -> None:
        """Join the likeliest two groups again and again, while likelier one than two."""
        heap = [
            (-score, one, other)
            for one, others in self._between.items()
            for other in others
            if one < other and (score := self._score(one, other)) > 0
        ]
        heapify(heap)
        while heap:
            negative, one, other = heappop(heap)
            if one not in self._members or other not in self._members or self._score(one, other) != -negative:
                continue  # one of them has grown since
            self._merge(one, other)
            for third in self._between[one]:
                score = self._score(one, third)
                if score > 0:
                    heappush(heap, (-score, min(one, third), max(one, third)))

    def result(self) -> list[tuple[str, ...]]:
        """The groups, each sorted, in order of their first name."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def _score(self, one: str, other: str) -> float:
        if other in self._apart[one]:
            return self._missing
        total, noted = self._between[one].get(other, (0, 0))
        pairs = len(self._members[one]) * len(self._members[other])
        far = self._exclusions(one, other) if noted < pairs else 0
        return (total + self._missing * (pairs - noted - far) + self._exclusion * far) / pairs

    def _exclusions(self, one: str, other: str) -> int:
        """How many pairs between two groups exclude each other; counted once, and added up as groups grow."""
        pair = (one, other) if one < other else (other, one)
        found = self._far.get(pair)
        if found is None:
            found = sum(self._excluded(a, b) for a in self._members[one] for b in self._members[other])
            self._far[pair] = found
        return found

    def _merge(self, one: str, other: str) -> None:
        """Take ``other`` into ``one``; the group keeps the lesser name."""
        for third in {*self._between[one], *self._between[other]} - {one, other}:
            pair = (one, third) if one < third else (third, one)
            self._far[pair] = self._exclusions(one, third) + self._exclusions(other, third)
        for name in self._members[other]:
            self._home[name] = one
        self._members[one] += self._members.pop(other)
        for third, (total, noted) in self._between.pop(other).items():
            self._between[third].pop(other)
            if third != one:
                had, number = self._between[one].get(third, (0, 0))
                self._between[one][third] = self._between[third][one] = (had + total, number + noted)
        for third in self._apart.pop(other):
            self._apart[third].discard(other)
            self._apart[third].add(one)
            self._apart[one].add(third)
