"""How many were killed, as UCDP counts: a lowest, a highest and a best number, and whose dead they are.

Every report makes one count. What it says of one side's dead, of the other's and of civilians is added up, the
largest number of each speaker for each of the three, or the sum of what it says of several parties on one side; dead
of whom it does not say who they were are the total where they are more.
Speakers who disagree, and numbers that are ranges, give a report a lower and a higher count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from regesta.model import Actor, Casualties, Dossier, Party, Told

Whose: TypeAlias = Literal["a", "b", "civilians", "others", "unknown"]
Kind: TypeAlias = Literal["state", "organised", "civilian"]

_STATE = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"))
_ORGANISED = frozenset(("REB", "UAF", "PRM", "CRM", "IMG"))
_SIDES = ("a", "b", "civilians")
_CIVIL = re.compile(
    r"\b(?:civilians?|children|child|wom[ae]n|girls?|boys?|bab(?:y|ies)|infants?|pupils?|students?|teachers?|doctors?"
    r"|nurses?|villagers?|residents?|farmers?|worshipp?ers?|journalists?|reporters?|passengers?|refugees?|shoppers?"
    r"|protest[eo]rs?|demonstrators?|aid workers?|medics?|patients?|miners?|fishermen|families|family)\b",
    re.IGNORECASE,
)
_FORCES = re.compile(
    r"\b(?:soldiers?|troops|servicem[ae]n|police(?:m[ae]n)?|officers?|gendarmes?|guards?|paratroopers?)\b",
    re.IGNORECASE,
)
_FIGHTERS = re.compile(
    r"\b(?:rebels?|militants?|insurgents?|gunm[ae]n|fighters?|terrorists?|jihadists?|guerrillas?|militiam[ae]n"
    r"|attackers?|bandits?|bombers?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deaths:
    """``low`` <= ``best`` <= ``high``; the four others add up to ``best``."""

    low: int
    best: int
    high: int
    a: int
    b: int
    civilians: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Count:
    """One report's lower and higher count, and the numbers of each that are told apart.

    ``source`` is who answers for it: the first of its publishers, since those of one text are one source.
    """

    low: int
    high: int
    low_of: dict[Whose, int]
    high_of: dict[Whose, int]
    source: str


@dataclass(frozen=True, slots=True)
class _Member:
    """A party that is said to have lost people: where its words begin, on which side, and what it is."""

    start: int
    side: Literal["a", "b"] | None
    kind: Kind | None


_Claims: TypeAlias = dict[int | None, tuple[int, int]]
"""A lower and a higher number by the party that lost so many (where its words begin), None for none in particular."""


def kind_of(party: Party | Actor | None) -> Kind | None:
    """What a party is to UCDP: a state or its forces, an organised group, civilians; None where nothing tells.

    A country that is named as such has its code as its id and is its state.
    """
    if party is None:
        return None
    sectors = set(party.sectors)
    if sectors & _ORGANISED or party.country == "IMG":
        return "organised"
    if sectors & _STATE or (not sectors and party.country is not None and party.id == party.country):
        return "state"
    return "civilian" if sectors - {"UNK", "PRE"} else None


def deaths(dossier: Dossier, a: Kind | None, b: Kind | None) -> Deaths | None:
    """The dead of an event between sides of these kinds; None where nobody is said to have been killed."""
    counts = [count for told in dossier.told if (count := _count(told, a, b)) is not None]
    if not any(count.high for count in counts):
        return None
    votes: defaultdict[int, set[str]] = defaultdict(set)
    for count in counts:
        for total in {count.low, count.high}:
            votes[total].add(count.source)
    best = min(votes, key=lambda total: (-len(votes[total]), total))
    parts = _parts(counts, best)
    return Deaths(
        min(count.low for count in counts),
        best,
        max(count.high for count in counts),
        parts.get("a", 0),
        parts.get("b", 0),
        parts.get("civilians", 0),
        best - sum(parts.values()),
    )


def killed(told: Told) -> tuple[Casualties, ...]:
    """What a report says of killed people, with a number."""
    said = (one for one in told.report.casualties if one.outcome == "killed")
    return tuple(one for one in said if one.low is not None or one.high is not None)


def _parts(counts: Sequence[_Count], total: int) -> dict[Whose, int]:
    """The numbers that are told apart in the first report that counts ``total`` and tells most of them apart."""
    ways = [count.low_of for count in counts if count.low == total]
    ways += [count.high_of for count in counts if count.high == total]
    best: dict[Whose, int] = {}
    for way in ways:
        known: dict[Whose, int] = {whose: number for whose, number in way.items() if whose in _SIDES}
        if sum(known.values()) > sum(best.values()):
            best = known
    return best


def _count(told: Told, a: Kind | None, b: Kind | None) -> _Count | None:
    said: defaultdict[Whose, defaultdict[tuple[str, ...], _Claims]] = defaultdict(lambda: defaultdict(dict))
    for one in killed(told):
        low, high = one.low, one.high
        lowest, highest = low if low is not None else high or 0, high if high is not None else low or 0
        speakers = tuple(speaker.name or speaker.text for speaker in one.attribution)
        party = _party(one, told)
        numbers = said[_whose(one.whom, party, a, b)][speakers]
        of = party.start if party else None
        before = numbers.get(of, (0, 0))
        numbers[of] = (max(before[0], lowest), max(before[1], highest))
    if not said:
        return None
    least = {whose: min(_sum(claims, 0) for claims in numbers.values()) for whose, numbers in said.items()}
    most = {whose: max(_sum(claims, 1) for claims in numbers.values()) for whose, numbers in said.items()}
    source = min((one.publisher or one.source for one in told.publications), default=told.report.id)
    return _Count(_total(least), _total(most), least, most, source)


def _party(one: Casualties, told: Told) -> _Member | None:
    """The party whose words in the text are those for the dead: "12 Malian soldiers and six Wagner fighters"."""
    report = told.report
    sides: tuple[tuple[Literal["a", "b"], tuple[Actor, ...]], ...] = (("b", report.recipients), ("a", report.actors))
    for side, actors in sides:
        for actor in actors:
            if actor.start < one.end and one.start < actor.end:
                # Where all are actors they fight each other, and their order alone tells no side.
                return _Member(actor.start, side if report.recipients else None, kind_of(actor))
    return None


def _sum(claims: _Claims, bound: int) -> int:
    """What one speaker says of several parties, added up; what he says of no single one may be the whole."""
    parts = sum(numbers[bound] for party, numbers in claims.items() if party is not None)
    return max(parts, claims.get(None, (0, 0))[bound])


def _total(numbers: dict[Whose, int]) -> int:
    told_apart = sum(number for whose, number in numbers.items() if whose != "unknown")
    return max(told_apart, numbers.get("unknown", 0))


def _whose(whom: str | None, party: _Member | None, a: Kind | None, b: Kind | None) -> Whose:
    """Whose dead: the side of the party that is meant, else by the words for them, where one side is of their kind.

    Dead of whom nothing is said were attacked.
    """
    words = whom or ""
    if _CIVIL.search(words):
        return "civilians"
    kind: Kind | None = "state" if _FORCES.search(words) else "organised" if _FIGHTERS.search(words) else None
    if kind is None and party is not None and party.kind != "civilian":
        kind = party.kind
    if kind is None:
        return "civilians" if b == "civilian" else "unknown"
    if party is not None and party.side is not None and (a if party.side == "a" else b) in ("state", "organised"):
        return party.side
    return "others" if a == b else "a" if kind == a else "b" if kind == b else "others"
