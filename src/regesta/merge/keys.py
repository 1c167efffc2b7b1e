"""Blocking keys: two reports are compared only where they share one.

A key is an event's type, an anchor (a country it touches, a party without one, or its very words) and a stretch of
seven days. A report whose date is wide has keys of years in place of weeks.
"""

from __future__ import annotations

import hashlib

from regesta.merge.facts import Facts, Time

WIDEST = 35
"""Days that a date may span and still be compared by weeks."""

_WEEK = 7
_NO_COUNTRY = frozenset("IGO NGO IMG MNC ISM".split())


def keys(facts: Facts) -> tuple[str, ...]:
    """The keys of one report, sorted; a pure function of its fields."""
    stretches = _stretches(facts.time)
    return tuple(sorted(f"{facts.event}|{anchor}|{stretch}" for anchor in _anchors(facts) for stretch in stretches))


def _anchors(facts: Facts) -> set[str]:
    anchors = {facts.country} if facts.country else set()
    for who in (*facts.actors, *facts.recipients):
        if who.country and who.country not in _NO_COUNTRY:
            anchors.add(who.country)
        elif who.id:
            anchors.add(who.id)
    if not anchors:
        anchors.add("=" + hashlib.blake2b(facts.sentence.encode(), digest_size=8).hexdigest())
    return anchors


def _stretches(time: Time | None) -> list[str]:
    if time is None:
        return ["undated"]
    if time.high - time.low > WIDEST:
        years = {1 + int(day / 365.2425) for day in (time.low, time.high)}
        return [f"y{year}" for year in sorted(years)]
    # One day more on either side: reports differ by a day where midnights and datelines do.
    return [f"w{week}" for week in range((time.low - 1) // _WEEK, (time.high + 1) // _WEEK + 1)]
