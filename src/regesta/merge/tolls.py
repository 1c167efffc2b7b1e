"""Casualties over reports: each claim with its speakers, the range of all, and where they differ. Never averaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regesta.merge.facts import Item
from regesta.merge.sources import Text
from regesta.model import Casualties, Dispute, Outcome, Toll, Version

# Words for anybody: what is counted under them is a total, and others are parts of it.
_ANYBODY = frozenset("people persons others bodies victims lives casualties deaths dead more them".split())


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report lets one speaker say of one outcome, its parts added up."""

    outcome: Outcome
    low: int | None
    high: int | None
    speakers: tuple[str, ...]
    report: str

    @property
    def value(self) -> str:
        """ "12", "at least 12", "up to 12", "12 to 15"."""
        if self.low == self.high:
            return str(self.low)
        if self.high is None:
            return f"at least {self.low}"
        return f"up to {self.high}" if self.low is None else f"{self.low} to {self.high}"


def claims(items: Sequence[Item], texts: Mapping[str, Text]) -> tuple[Claim, ...]:
    """Every claim of every report, in their order."""
    out: list[Claim] = []
    for item in items:
        text = texts[item.report.document_id]
        houses = tuple(sorted({p.publisher for p in text.publications if p.publisher}))
        said: dict[tuple[Outcome, tuple[str, ...]], list[Casualties]] = {}
        for one in item.report.casualties:
            speakers = one.attribution or item.report.attribution
            named = tuple(s.name or s.text for s in speakers[:1]) or houses
            said.setdefault((one.outcome, named), []).append(one)
        for (outcome, named), parts in said.items():
            low, high = _total(parts)
            if low is not None or high is not None:
                out.append(Claim(outcome, low, high, named, item.report.id))
    return tuple(out)


def _total(parts: Sequence[Casualties]) -> tuple[int | None, int | None]:
    """Add up "49 civilians and 15 soldiers"; "12 people, three of them children" stay 12."""
    totals = [one for one in parts if not one.whom or _ANYBODY & set(one.whom.casefold().split())]
    kinds = {one.whom: one for one in parts if one not in totals}
    lows = [one.low for one in kinds.values() if one.low is not None]
    low = max([sum(lows), *(one.low for one in totals if one.low is not None)], default=0)
    bounded = all(one.high is not None for one in (totals or parts))
    highs = [one.high or 0 for one in kinds.values()]
    high = max([low, sum(highs), *(one.high or 0 for one in totals)]) if bounded else None
    return (low if any(one.low is not None for one in parts) else None), high


def tolls(claimed: Iterable[Claim]) -> tuple[Toll, ...]:
    """The lowest and highest number that anyone claims, by outcome."""
    out = []
    by_outcome = _by_outcome(claimed)
    for outcome in sorted(by_outcome):
        found = by_outcome[outcome]
        lows = [c.low if c.low is not None else 0 for c in found]
        highs = [c.high if c.high is not None else c.low for c in found]
        out.append(Toll(outcome, min(lows), max(h for h in highs if h is not None)))
    return tuple(out)


def disputed_tolls(claimed: Iterable[Claim]) -> tuple[Dispute, ...]:
    """Outcomes of which different numbers are told, with those who tell them; the lowest first."""
    out = []
    by_outcome = _by_outcome(claimed)
    for outcome in sorted(by_outcome):
        told: dict[tuple[int, str], list[Claim]] = {}
        for claim in by_outcome[outcome]:
            least = claim.low if claim.low is not None else claim.high
            told.setdefault((least or 0, claim.value), []).append(claim)
        found = by_outcome[outcome]
        least = max(c.low if c.low is not None else 0 for c in found)
        if any(c.high is not None and c.high < least for c in found):  # "12" and "at least 12" agree
            out.append(Dispute(outcome, tuple(_version(key[1], told[key]) for key in sorted(told))))
    return tuple(out)


def _by_outcome(claimed: Iterable[Claim]) -> dict[Outcome, list[Claim]]:
    out: dict[Outcome, list[Claim]] = {}
    for claim in claimed:
        out.setdefault(claim.outcome, []).append(claim)
    return out


def _version(value: str, told: Sequence[Claim]) -> Version:
    names = sorted({name for claim in told for name in claim.speakers})
    return Version(value, tuple(names), tuple(dict.fromkeys(claim.report for claim in told)))
