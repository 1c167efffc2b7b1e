"""Compare two reports: how likely they tell the same happening, feature by feature.

Each feature gives log-odds (natural logarithm); their sum, with what is true of any two reports that share a key, is
the score. Above 0 the two are likelier one happening than two. A feature that one of them does not tell gives 0.
The weights were set by hand on generated news worlds; nothing depends on what else is in a store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import asin, cos, radians, sqrt

from regesta.merge.facts import OPEN, SPEECH, Facts, Ranges, Time, Who

PRIOR = -1.3
LOWEST, HIGHEST = -6.0, 6.0
MISSING = -3.0
"""What grouping takes a pair for that was not noted, or not compared."""
FLOOR = -2.0
"""Pairs that score below are not noted."""

_EARTH = 6371.0
_VETO = -5.0  # a feature that low makes two happenings of the most alike reports
_OTHER = -1.8
_ARMED = frozenset("UAF REB CRM PRM SEP".split())
_ORGANS = frozenset("GOV MIL COP JUD SPY".split())
# Modes that reports of one happening take for each other.
_NEAR_MODES = (
    frozenset(("aerial", "drone", "heavy-weapons", "explosives", "destroy")),
    frozenset(("suicide-attack", "explosives")),
    frozenset(("targeted", "firearms", "explosives")),
    frozenset(("primitive", "beat")),
    frozenset(("demo", "riot", "vandalize", "obstruct")),
    frozenset(("visit", "multilateral", "third-party")),
)
# What goes on for days: one report has the day it began and another the day after.
_LASTING = frozenset(
    "strike hunger boycott obstruct curfew martial-law censor seize troops visit multilateral third-party".split()
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's part in a score: ``weight`` in log-odds and what was seen."""

    feature: str
    weight: float
    seen: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two reports are; ``score`` in log-odds, cut to LOWEST and HIGHEST."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """The reasons in one line, the weightiest first."""
        told = sorted(self.reasons, key=lambda r: (-abs(r.weight), r.feature))
        return "; ".join(f"{r.feature} {r.weight:+.1f} ({r.seen})" for r in told if r.weight)


def compare(a: Facts, b: Facts) -> Comparison:
    """Compare two reports of the same type; symmetric in them."""
    if b.id < a.id:
        a, b = b, a
    reasons = tuple(reason for feature in FEATURES if (reason := feature(a, b)) is not None)
    total = PRIOR + sum(reason.weight for reason in reasons)
    if any(reason.weight <= _VETO for reason in reasons):
        total = min(total, _VETO / 2)
    return Comparison(round(min(max(total, LOWEST), HIGHEST), 3), reasons)


def exclude(a: Facts, b: Facts) -> bool:
    """Whether the days or places of two reports exclude each other, whatever else is alike."""
    return any(reason is not None and reason.weight <= _VETO for reason in (_time(a, b), _place(a, b)))


# ---------------------------------------------------------------- what, and whether


def _kind(a: Facts, b: Facts) -> Reason | None:
    if a.event != b.event:
        return Reason("type", LOWEST, f"{a.event}, {b.event}")
    if a.happened != b.happened:
        # A promise is told as made and as planned; a mere supposition may speak of what others saw.
        unsure = a.happened is None or b.happened is None or a.event == "AGREE"
        return Reason("factuality", -0.6 if unsure else -2.5, "told as happened by one only")
    return None


def _mode(a: Facts, b: Facts) -> Reason | None:
    if a.mode and b.mode:
        if a.mode == b.mode:
            return Reason("mode", 0.7, a.mode)
        near = any({a.mode, b.mode} <= modes for modes in _NEAR_MODES)
        return Reason("mode", -0.2 if near else -1.5, f"{a.mode}, {b.mode}")
    if a.cameo == b.cameo:
        return Reason("cameo", 0.4, a.cameo)
    return None


# ---------------------------------------------------------------- who


def _actors(a: Facts, b: Facts) -> Reason | None:
    if not a.actors or not b.actors:
        return _across(a, b)
    return _side("actors", a.actors, b.actors)


def _recipients(a: Facts, b: Facts) -> Reason | None:
    return _side("recipients", a.recipients, b.recipients) if a.recipients and b.recipients else None


def _across(a: Facts, b: Facts) -> Reason | None:
    """One tells only who acted, the other only who was acted upon: headlines blur which is which."""
    one, other = a.actors or a.recipients, b.actors or b.recipients
    if (a.actors and a.recipients) or (b.actors and b.recipients) or bool(a.actors) == bool(b.actors):
        return None
    found = _side("parties", one, other) if one and other else None
    return replace(found, weight=round(found.weight / 2, 2)) if found and found.weight > 0 else None


def _side(name: str, a: tuple[Who, ...], b: tuple[Who, ...]) -> Reason:
    """Each of the smaller set with its like in the larger; of two as large, both ways."""
    ways = [(a, b)] * (len(a) <= len(b)) + [(b, a)] * (len(b) <= len(a))
    best = [max(_alike(one, other) for other in many) for few, many in ways for one in few]
    weights = [weight for weight, _ in best]
    weight = sum(weights) / len(weights)
    if min(weights) <= _OTHER:  # one plain stranger is enough: a call to Kampala is none to Juba
        weight = min(weights)
    elif min(len(a), len(b)) > 1 and min(weights) > 0:  # several that all agree say more than one
        weight *= 1.3
    return Reason(name, round(weight, 2), ", ".join(sorted({seen for _, seen in best})))


def _alike(a: Who, b: Who) -> tuple[float, str]:
    if a.id and b.id and a.id == b.id:
        return 2.2, "same"
    vague, words = _vague(a) or _vague(b), bool(a.words & b.words)
    unnamed = not (a.id and b.id)
    if unnamed and a.names and b.names and not (_state(a) or _state(b)):
        return (2.0, "same name") if a.names & b.names else (-1.8, "other name")
    if a.country and b.country and a.country != b.country:
        # The country of whoever has no name was inferred; and nobody knows where "gunmen" come from.
        if unnamed and words:
            return 0.8, "same words, other country"
        return (-0.4 if vague else -1.4 if unnamed else -3.0), "other country"
    known = a.country is not None and a.country == b.country
    if known and (_state(a) or _state(b)) and _rules(a) and _rules(b):
        return (1.8 if _state(a) and _state(b) else 1.0), "same government"
    if vague:
        return (0.5 if known else 0.2), "anybody"
    kin = bool(a.sectors & b.sectors) or (bool(a.sectors & _ARMED) and bool(b.sectors & _ARMED))
    if not unnamed:
        return (0.3, "other name, same kind") if kin and known else (-1.8, "other name")
    if words:
        return (1.6 if known else 1.2), "same words"
    if kin:
        return (0.7 if known else 0.4), "same kind"
    if known and a.sectors & _ORGANS and b.sectors & _ORGANS:
        return 0.3, "same state"
    if a.sectors and b.sectors:
        return -1.2, "other kind"
    return (0.4, "same country") if known else (0.0, "unknown")


def _state(who: Who) -> bool:
    """Whether it is a state or its government as such: "Thailand", "the authorities", but no person."""
    return who.id == who.country or (who.id is None and "GOV" in who.sectors)


def _rules(who: Who) -> bool:
    return who.id == who.country or "GOV" in who.sectors


def _vague(who: Who) -> bool:
    """Whether it is anybody: no name, no word that says what."""
    return who.id is None and not who.words


# ---------------------------------------------------------------- when


def _time(a: Facts, b: Facts) -> Reason | None:
    if a.time is None or b.time is None:
        copied = a.document == b.document or a.sentence == b.sentence
        if a.time is not b.time or copied or a.published or b.published:
            return None
        return Reason("date", -2.5, "nothing dates either")  # neither text has a day: years may lie between them
    if a.time.stated != b.time.stated:
        stated, guessed = (a.time, b.time) if a.time.stated else (b.time, a.time)
        return _delayed(stated, guessed)
    gap = max(a.time.low - b.time.high, b.time.low - a.time.high, 0)
    exact = a.time.low == a.time.high and b.time.low == b.time.high
    if gap == 0:
        wide = max(a.time.high - a.time.low, b.time.high - b.time.low)
        weight = (1.6 if a.time.stated else 1.0) if exact else 0.7 if wide <= 3 else 0.4 if wide <= 10 else 0.1
        return Reason("date", weight, "same day" if exact else "overlaps")
    if a.time.stated:
        # Papers differ by a day over a night, or over what goes on for days; else seldom where both say which day.
        loose = not exact or a.nightly or b.nightly or _lasting(a, b)
        return Reason("date", -5.0 if gap > 1 else -2.0 if loose else -4.6, f"{_days(gap)} apart")
    return Reason("date", (0.0, -0.4, -0.8, -1.3)[min(gap, 4) - 1], f"{_days(gap)} apart, inferred")


def _delayed(stated: Time, guessed: Time) -> Reason:
    """A day told against a day inferred from publication, which comes after what it tells."""
    early, late = stated.low - guessed.high, guessed.low - stated.high
    if early > 0:
        return Reason("date", -1.5 if early == 1 else -5.0, f"{_days(early)} after the report")
    if late <= 0:
        return Reason("date", 1.2 if stated.low == stated.high else 0.5, "reported that day")
    return Reason("date", (0.6, 0.1, -0.3, -0.8)[min(late, 4) - 1], f"reported {_days(late)} later")


def _another(a: Facts, b: Facts) -> Reason | None:
    """The later one's own words say that it is not what happened on the earlier day."""
    if a.time is None or b.time is None or _lasting(a, b):
        return None
    early, late = (a, b) if a.time.high < b.time.low else (b, a)
    if early.time is None or late.time is None or early.time.high >= late.time.low or not late.another:
        return None
    # An inferred day may be the day after what it tells.
    return Reason("another", -2.5 if late.time.stated else -1.0, "the later one tells another")


def _lasting(a: Facts, b: Facts) -> bool:
    return a.mode in _LASTING or b.mode in _LASTING


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


# ---------------------------------------------------------------- where


def _place(a: Facts, b: Facts) -> Reason | None:
    if a.place and b.place:
        if a.place == b.place:
            return Reason("place", 1.8, "same place")
        if a.point and b.point:
            far = distance(a.point, b.point)
            if far > 8 and a.document == b.document and a.sentence == b.sentence:
                return Reason("place", _VETO, f"{far:.0f} km apart in one sentence")
            weight = 0.5 if far <= 8 else -1.0 if far <= 25 else -4.0 if far <= 60 else _VETO
            return Reason("place", weight, f"{far:.0f} km apart")
        return Reason("place", -1.0, "other place")
    if a.admin1 and b.admin1:
        return Reason("place", 0.8, "same region") if a.admin1 == b.admin1 else Reason("place", -2.5, "other region")
    if a.country and b.country:
        same = a.country == b.country
        return Reason("place", 0.3 if same else _VETO, "same country" if same else "other country")
    return None


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude in degrees) on a great circle (haversine)."""
    north, south = radians(a[0]), radians(b[0])
    h = (1 - cos(north - south)) / 2 + cos(north) * cos(south) * (1 - cos(radians(a[1] - b[1]))) / 2
    return 2 * _EARTH * asin(sqrt(min(h, 1.0)))


# ---------------------------------------------------------------- how many


def _tolls(a: Facts, b: Facts) -> Reason | None:
    shared = sorted(a.tolls.keys() & b.tolls.keys())
    if not shared:
        return None
    judged = [_toll(a, b, a.tolls[o], b.tolls[o]) for o in shared]
    weight = sum(w for w, _ in judged)
    seen = ", ".join(f"{outcome} {text}" for outcome, (_, text) in zip(shared, judged, strict=True))
    return Reason("casualties", round(max(min(weight, 2.5), -2.5), 2), seen)


def _toll(a: Facts, b: Facts, one: Ranges, other: Ranges) -> tuple[float, str]:
    pairs = [(p, q) for p in one for q in other if p[0] <= q[1] and q[0] <= p[1]]
    if pairs:
        exact = [p for p, q in pairs if p == q and p[0] == p[1]]
        if exact:
            most = max(p[0] for p in exact)
            return (1.8 if most >= 8 else 1.3 if most >= 3 else 0.6), f"{most} both"
        if all(OPEN in (p[1], q[1]) for p, q in pairs):  # "at least 12" may be 20, hardly 900
            far = min(max(p[0], q[0]) / max(min(p[0], q[0]), 2) for p, q in pairs) > 6
            return (-1.0, "far above the least told") if far else (0.2, "compatible")
        return 0.5, "compatible"
    low, high = (max(p[0] if p[1] == OPEN else p[1] for p in ranges) for ranges in (one, other))
    less, more = sorted((max(low, 1), max(high, 1)))
    ratio = more / less
    rises = a.published is not None and b.published is not None and (b.published - a.published) * (high - low) >= 0
    if ratio <= 1.5 or more - less <= 2:
        return (0.0 if rises else -0.3), f"{low}, {high}"
    if ratio <= 3:
        return (-0.5 if rises else -1.0), f"{low}, {high}"
    return -1.8, f"{low}, {high}"


# ---------------------------------------------------------------- in which words


def _words(a: Facts, b: Facts) -> Reason | None:
    if a.sentence == b.sentence and a.document != b.document and len(a.words) >= 4:
        return Reason("words", 3.5, "same sentence")
    least = min(len(a.words), len(b.words))
    if not least:
        return None
    shared = len(a.words & b.words) / least
    # Few words prove little, whether they are shared or not; what is said tells acts of speech apart.
    weight = min(1.0, 0.4 + 0.2 * least) * (2.4 * shared - 0.6)
    if not shared:
        weight -= (0.8 if a.event in SPEECH else 0.3) * min(least - 1, 4)
    return Reason("words", round(weight * (1.6 if a.event in SPEECH else 1.0), 2), f"{shared:.0%} shared")


def _document(a: Facts, b: Facts) -> Reason | None:
    """Documents come back to what they tell; the coder held the two apart only for want of a sign."""
    if a.document != b.document:
        return None
    if a.sentence != b.sentence and any(one.turns and one.start > other.start for one, other in ((a, b), (b, a))):
        return Reason("document", -2.0, "same document, which turns to another")
    return Reason("document", 0.7, "same document")


FEATURES: tuple[Callable[[Facts, Facts], Reason | None], ...] = (
    _kind, _mode, _actors, _recipients, _time, _another, _place, _tolls, _words, _document,
)  # fmt: skip
