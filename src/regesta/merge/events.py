"""What a group of reports says together: one event that keeps them all, and names what they disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from regesta.merge.facts import Item
from regesta.merge.parties import parties
from regesta.merge.sources import Text, sources
from regesta.merge.tolls import claims, disputed_tolls, tolls
from regesta.model import Dispute, Event, Factuality, Layer, Report, Site, Version
from regesta.ontology.plover import plover

T = TypeVar("T")
V = TypeVar("V", bound=str)

_BASIS = {"stated": 3, "dateline": 2, "published": 1, "inherited": 1}
_PRECISE = {"city": 5, "water": 4, "admin1": 3, "region": 2, "country": 1}
_SHARE = 3  # a context that less than one report in three has is not the event's


@dataclass(frozen=True, slots=True)
class Member:
    """One report of an event, and the text that it stands in."""

    item: Item
    text: Text


def event(members: Sequence[Member]) -> Event:
    """Sum up the reports of one happening (at least one); their order changes nothing."""
    ordered = sorted(members, key=_rank)
    reports = [member.item.report for member in ordered]
    mode = _most(reports, lambda r: r.mode)
    cameo = _most([r for r in reports if r.mode == mode] or reports, lambda r: r.cameo) or reports[0].cameo
    value, day_from, day_to = _date(ordered)
    told = sources(sorted({m.text.id: m.text for m in ordered}.values(), key=lambda text: text.id))
    factuality = _factuality(reports)
    layer: Layer = "news" if any(r.layer == "news" for r in reports) else "background"
    days = [m.item.day for m in ordered if m.item.day]
    ontology = plover()
    claimed = claims(ordered_items := [m.item for m in ordered], {m.text.id: m.text for m in ordered})
    contexts = Counter(context for r in reports for context in r.contexts)
    return Event(
        id="e" + reports[0].id,
        event=reports[0].event,
        mode=mode,
        contexts=tuple(sorted(c for c, n in contexts.items() if _SHARE * n >= len(reports))),
        cameo=cameo,
        quad=reports[0].quad,
        intensity=ontology.intensity(reports[0].event, mode),
        goldstein=ontology.goldstein.get(cameo, reports[0].goldstein),
        actors=parties([r.actors for r in reports]),
        recipients=parties([r.recipients for r in reports]),
        date=value,
        day_from=day_from.isoformat() if day_from else None,
        day_to=day_to.isoformat() if day_to else None,
        place=_site(ordered),
        factuality=factuality,
        layer=layer,
        casualties=tolls(claimed),
        speakers=_speakers(ordered),
        disputes=(*_disputes(ordered), *disputed_tolls(claimed)),
        reports=tuple(item.report.id for item in ordered_items),
        sources=len(told.independent),
        copies=told.copies,
        publishers=tuple(sorted({p.publisher for m in ordered for p in m.text.publications if p.publisher})),
        first_reported=min(days).isoformat() if days else None,
        last_reported=max(days).isoformat() if days else None,
        confidence=_confidence(ordered, told.independent),
    )


def _rank(member: Member) -> tuple[date, bool, str, int, str]:
    """The earliest first, of one day those that tell what occurred; a report of an unknown day last."""
    report = member.item.report
    told = report.factuality != "occurred"
    return member.item.day or date.max, told, report.document_id, report.trigger.start, report.id


def _factuality(reports: Sequence[Report]) -> Factuality:
    """Occurred where anybody tells it so: that others deny it is a dispute, and undoes no claim."""
    if any(r.factuality == "occurred" for r in reports):
        return "occurred"
    return _most(reports, lambda r: r.factuality) or reports[0].factuality


def _most(items: Iterable[T], of: Callable[[T], V | None]) -> V | None:
    """The value that most have; of two equally frequent ones the first in the alphabet."""
    counted = Counter(value for one in items if (value := of(one)) is not None)
    return min(counted, key=lambda value: (-counted[value], value), default=None)


# ---------------------------------------------------------------- when and where


def _date(members: Sequence[Member]) -> tuple[str | None, date | None, date | None]:
    """The best-told date: what the texts state before what was inferred, the narrower before the wider."""
    votes: Counter[str] = Counter()
    bounds: dict[str, tuple[date | None, date | None]] = {}
    for member in members:
        item = member.item
        if item.report.date:
            votes[item.report.date.value] += _BASIS[item.report.date.basis]
            bounds[item.report.date.value] = (item.day_from, item.day_to)
    if not votes:
        return None, None, None
    stated = {m.item.report.date.value for m in members if m.item.report.date and m.item.report.date.basis == "stated"}

    def rank(value: str) -> tuple[int, int, str]:
        low, high = bounds[value]
        width = (high - low).days if low and high else 10**6
        return -votes[value] if width <= 1 else 0, width, value

    best = min(stated or votes, key=rank)
    return best, *bounds[best]


def _site(members: Sequence[Member]) -> Site | None:
    votes: Counter[Site] = Counter()
    for member in members:
        place = member.item.report.place
        if place:
            votes[
                Site(
                    place.name, place.country, place.admin1, place.latitude, place.longitude, place.precision,
                    place.geonames_id,
                )
            ] += 1  # fmt: skip
    return min(votes, key=lambda s: (-_PRECISE[s.precision], -votes[s], s.name, str(s)), default=None)


# ---------------------------------------------------------------- who says so, and who says otherwise


def _speakers(members: Sequence[Member]) -> tuple[str, ...]:
    claimed = (s for m in members for one in m.item.report.casualties for s in one.attribution)
    return tuple(sorted({name for m in members for name in _names(m)} | {s.name or s.text for s in claimed}))


def _names(member: Member) -> tuple[str, ...]:
    """Whom the report names as its source, nearest first."""
    return tuple(speaker.name or speaker.text for speaker in member.item.report.attribution)


def speakers_of(member: Member) -> tuple[str, ...]:
    """Who answers for a report: its nearest source, else those who published it."""
    named = _names(member)[:1]
    return named or tuple(sorted({p.publisher for p in member.text.publications if p.publisher}))


def _disputes(members: Sequence[Member]) -> Iterable[Dispute]:
    """Fields whose values exclude each other: a stated day, a city, the kind of act, whether it happened."""
    fields: tuple[tuple[str, Callable[[Member], str | None]], ...] = (
        ("date", _stated_day),
        ("place", _city),
        ("mode", lambda m: m.item.report.mode),
        ("factuality", lambda m: m.item.report.factuality),
    )
    for name, of in fields:
        versions = versions_of(members, of)
        if len(versions) > 1:
            yield Dispute(name, versions)


def _stated_day(member: Member) -> str | None:
    item = member.item
    stated = item.report.date is not None and item.report.date.basis == "stated"
    return item.day_from.isoformat() if stated and item.day_from and item.day_from == item.day_to else None


def _city(member: Member) -> str | None:
    place = member.item.report.place
    return place.name if place and place.precision == "city" else None


def versions_of(members: Sequence[Member], of: Callable[[Member], str | None]) -> tuple[Version, ...]:
    """Each value of a field with its speakers and reports, the most often told first."""
    told: dict[str, list[Member]] = {}
    for member in members:
        value = of(member)
        if value is not None:
            told.setdefault(value, []).append(member)
    return tuple(
        Version(
            value,
            tuple(sorted({name for m in told[value] for name in speakers_of(m)})),
            tuple(m.item.report.id for m in told[value]),
        )
        for value in sorted(told, key=lambda value: (-len(told[value]), value))
    )


def _confidence(members: Sequence[Member], independent: Iterable[tuple[str, ...]]) -> float:
    """1 minus the chance that every independent source was misread, each by its best report; at most 0.99."""
    doubt = 1.0
    for group in independent:
        doubt *= 1 - max(m.item.report.confidence for m in members if m.text.id in group)
    return round(min(1 - doubt, 0.99), 4)
