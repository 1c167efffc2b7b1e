"""Who reports independently, and who repeats: copies of one text, and texts of one house, are one source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regesta.merge.cluster import components
from regesta.model import Publication

ALIKE = 0.8
"""Share of a sketch that two near-copies have in common."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as a source: its dateline's agency, its sketch (MinHash) and everywhere it was published."""

    id: str
    agency: str | None
    sketch: tuple[int, ...]
    publications: tuple[Publication, ...]

    @property
    def houses(self) -> frozenset[str]:
        """Whose text this is: the agency that its dateline names, else those who published it."""
        if self.agency:
            return frozenset((self.agency.casefold(),))
        return frozenset(p.publisher.casefold() for p in self.publications if p.publisher)


@dataclass(frozen=True, slots=True)
class Sources:
    """``independent`` are groups of document ids, each one source; ``copies`` counts repeated publications."""

    independent: tuple[tuple[str, ...], ...]
    copies: int


def sources(texts: Sequence[Text]) -> Sources:
    """Group texts into independent sources; a text published by several houses, or nearly so, was copied."""
    ids = [text.id for text in texts]
    alike = _near_copies(texts)
    first: dict[str, str] = {}
    # What several houses printed was copied: it says nothing of whose their other texts are.
    single = [(house, text.id) for text in texts if len(text.houses) == 1 for house in text.houses]
    of_one_house = [(first.setdefault(house, name), name) for house, name in single]
    by_id = {text.id: text for text in texts}
    copies = 0
    for group in components(ids, alike):
        printed = [p for name in group for p in by_id[name].publications]
        named = {p.publisher.casefold() for p in printed if p.publisher}
        copies += max(len(named) + sum(p.publisher is None for p in printed) - 1, 0)
    return Sources(tuple(components(ids, [*alike, *of_one_house])), copies)


def _near_copies(texts: Sequence[Text]) -> list[tuple[str, str]]:
    """Pairs of texts that are nearly one: their sketches agree on at least ``ALIKE`` (it estimates Jaccard's index)."""
    sketched = [text for text in texts if text.sketch]
    if len(sketched) < 2:
        return []
    table = np.array([text.sketch for text in sketched], dtype=np.uint32)
    pairs = []
    for i, text in enumerate(sketched[:-1]):
        agreeing = (table[i + 1 :] == table[i]).mean(axis=1) >= ALIKE
        pairs += [(text.id, sketched[i + 1 + int(j)].id) for j in np.flatnonzero(agreeing)]
    return pairs
