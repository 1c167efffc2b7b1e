"""Blocking keys: two reports are compared only where they share one.

A key is an event's type, an anchor (a country it touches, a party without one, somebody's name, or its very words)
and a stretch of seven days. A report whose date is wide has keys of years in place of weeks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from regesta.merge.facts import Facts, Time

WIDEST = 35
"""Days that a date may span and still be compared by weeks."""

_WEEK = 7
_YEARS = 30  # of a longer time only the first years count
_LATE = 7  # days that an inferred date may come after what it tells
_NO_COUNTRY = frozenset("IGO NGO IMG MNC ISM".split())


def keys(facts: Facts, *, around: Iterable[Facts] = (), filed: str | None = None) -> tuple[str, ...]:
    """The keys of one report, sorted.

    ``around`` are the reports of its document and ``filed`` the country where it was filed: a report that names
    nobody and no place may speak of theirs.
    """
    anchors = _anchors(facts)
    if facts.place is None and not any(who.id for who in facts.parties):
        anchors |= {anchor for one in around for anchor in _anchors(one)} | ({filed} if filed else set())
    if not anchors:
        anchors = {"=" + hashlib.blake2b(facts.sentence.encode(), digest_size=8).hexdigest()}
    stretches = _stretches(facts.time)
    return tuple(sorted(f"{facts.event}|{anchor}|{stretch}" for anchor in anchors for stretch in stretches))


def _anchors(facts: Facts) -> set[str]:
    anchors = {facts.country} if facts.country else set()
    for who in facts.parties:
        if who.country and who.country not in _NO_COUNTRY:
            anchors.add(who.country)
        elif who.id:
            anchors.add(who.id)
        if not who.id:
            anchors |= {"~" + name for name in who.names}
    return anchors


def _stretches(time: Time | None) -> list[str]:
    if time is None:
        return ["undated"]
    if time.high - time.low > WIDEST:
        first, last = (1 + int(day / 365.2425) for day in (time.low, time.high))
        return [f"y{year}" for year in range(first, min(last, first + _YEARS) + 1)]
    # One day more on either side: reports differ by a day where midnights and datelines do.
    low = time.low - (1 if time.stated else _LATE)
    return [f"w{week}" for week in range(low // _WEEK, (time.high + 1) // _WEEK + 1)]
