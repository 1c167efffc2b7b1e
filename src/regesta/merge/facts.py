"""What two reports are compared by: a report's fields, reduced to what can agree or disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from regesta.merge.another import another, nightly, turns
from regesta.model import Actor, Outcome, Report

SPEECH = frozenset("ACCUSE AGREE CONCEDE REJECT REQUEST SUPPORT THREATEN".split())
"""Types that are acts of speech: what is said tells two of them apart more than where or when."""

Ranges = tuple[tuple[int, int], ...]
"""(low, high) of each claim, sorted."""

OPEN = 10**9
"""The upper end of a claim that has none."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OF = re.compile(r"\s+(?:of|in|from|at)\s+")
_STEM = 5
# Words that every report has, and words that tell a time: neither says which happening is meant.
_COMMON = frozenset(
    """a an the and or but nor so yet of in on at by for from to with without into onto over under after before between
    against during while when where which who whom whose that this these those there here it its he she they them
    their his her we our you your i is are was were be been being am has have had having do does did doing will would
    shall should can could may might must not no as than then if because since until about more most least some any
    all each both other others another such same own only very also just even still already again later earlier
    said says say saying told tells tell telling reported reports report reportedly according added adds statement
    people person persons man men woman women others bodies victims civilians gunmen attackers assailants armed
    unknown unidentified suspected members fighters militants protesters demonstrators crowd crowds official
    officials spokesman spokeswoman authorities source sources
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december day days week weeks month months year years today yesterday tomorrow morning afternoon
    evening night early late hours hour minutes number dozens scores hundreds thousands at least up near news agency
    one two three four five six seven eight nine ten eleven twelve killed injured wounded dead died least
    """.split()
)


@dataclass(frozen=True, slots=True)
class Item:
    """A report with what else is known of it.

    ``sentence`` is where it is told; ``day`` is when its document was published; ``day_from`` and ``day_to`` bound
    the report's own date, each None where open or unknown.
    """

    report: Report
    sentence: str
    day: date | None
    day_from: date | None
    day_to: date | None


@dataclass(frozen=True, slots=True)
class Who:
    """One party: ``words`` are the stems of what it is called, none where it is anybody ("two people", "men").

    ``names`` are those of proper names: "Othman" of "Yemeni lawyer Amal Othman", not what they are.
    """

    id: str | None
    country: str | None
    sectors: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Time:
    """Days ``low`` to ``high`` (ordinals); ``stated`` where the text itself says when."""

    low: int
    high: int
    stated: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One report as ``link`` sees it. ``tolls`` has (low, high) of each claim, by outcome.

    ``another``, ``turns`` and ``nightly`` are what its sentence says (see ``regesta.merge.another``), ``start`` is
    where in its document it is told.
    """

    id: str
    document: str
    event: str
    mode: str | None
    cameo: str
    happened: bool | None
    background: bool
    time: Time | None
    published: int | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    country: str | None
    admin1: str | None
    place: str | None
    point: tuple[float, float] | None
    tolls: Mapping[Outcome, Ranges]
    words: frozenset[str]
    sentence: str
    start: int
    another: bool
    turns: bool
    nightly: bool

    @property
    def parties(self) -> tuple[Who, ...]:
        """Everybody who takes part."""
        return self.actors + self.recipients


def facts(item: Item) -> Facts:
    """Reduce a report to what can be compared."""
    report = item.report
    place = report.place
    point = None
    if place and place.precision == "city" and place.latitude is not None and place.longitude is not None:
        point = (place.latitude, place.longitude)
    exact = place is not None and place.precision in ("city", "water")
    return Facts(
        id=report.id,
        document=report.document_id,
        event=report.event,
        mode=report.mode,
        cameo=report.cameo,
        happened=_happened(report),
        background=report.layer == "background",
        time=_time(item),
        published=item.day.toordinal() if item.day else None,
        actors=tuple(_who(one) for one in report.actors),
        recipients=tuple(_who(one) for one in report.recipients),
        country=place.country if place else None,
        admin1=f"{place.country}/{place.admin1}" if place and place.admin1 else None,
        place=(str(place.geonames_id or place.name.casefold())) if place and exact else None,
        point=point,
        tolls=_tolls(report),
        words=_without_trigger(words(item.sentence), report),
        sentence=" ".join(item.sentence.split()).casefold(),
        start=report.trigger.start,
        another=another(item.sentence, report.trigger.text),
        turns=turns(item.sentence),
        nightly=nightly(item.sentence),
    )


def words(text: str) -> frozenset[str]:
    """The stems of a text's telling words: no names, numbers, times or words that every report has."""
    out = set()
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word[0].isupper() and match.start() > 0:
            continue
        low = word.lower()
        if len(low) > 2 and low not in _COMMON:
            out.add(low[:_STEM])
    return frozenset(out)


def _happened(report: Report) -> bool | None:
    """Whether it is told as having happened, None for neither; a denial speaks of the same as what it denies."""
    return None if report.factuality == "hypothetical" else report.factuality != "planned"


def _who(actor: Actor) -> Who:
    called = [actor.name] if actor.id and actor.name else [actor.text, actor.name or ""]
    words = frozenset(stem for text in called for stem in _stems(text))
    names = frozenset(name for text in called for name in names_in(text))
    return Who(actor.id, actor.country, frozenset(actor.sectors), words, names)


def names_in(text: str) -> Iterator[str]:
    """Stems of capitalised words that end a name: before another word in small letters one says of what kind.

    What an "of" adds ("the foreign minister of Chad") is no name of the one who is meant.
    """
    text = _OF.split(text, maxsplit=1)[0]
    found = list(_TOKEN.finditer(text))
    for match, after in zip_longest(found, found[1:]):
        small = after is not None and after[0][0].islower() and not text[match.end() : after.start()].strip()
        if match[0][0].isupper() and not small and match[0].lower() not in _COMMON:
            yield match[0].lower()[:_STEM]


def _without_trigger(stems: frozenset[str], report: Report) -> frozenset[str]:
    """Leave out the word that told the event: another word for the same would not make it another event."""
    told = (report.pattern.rpartition("/")[2].partition(".")[0], report.trigger.text.partition(" ")[0].lower())
    return frozenset(stem for stem in stems if not stem.startswith(tuple(word[:_STEM] for word in told if word)))


def _stems(text: str) -> frozenset[str]:
    called = (t.lower() for t in _TOKEN.findall(text))
    return frozenset(t[:_STEM] for t in called if len(t) > 2 and t not in _COMMON)


def _time(item: Item) -> Time | None:
    """When it happened; a fresh event without a date happened in the days before its report."""
    when = item.report.date
    if item.day_from and item.day_to:
        stated = when is not None and when.basis == "stated"
        return Time(item.day_from.toordinal(), item.day_to.toordinal(), stated)
    ahead = item.report.factuality == "planned" and item.report.event != "AGREE"  # a promise is made when it is told
    if item.day and when is None and item.report.layer == "news" and not ahead:
        return Time(item.day.toordinal() - 3, item.day.toordinal(), False)
    return None


def _tolls(report: Report) -> dict[Outcome, Ranges]:
    """Each report's claims; "at least 12" has no upper end that anybody told."""
    found: dict[Outcome, set[tuple[int, int]]] = {}
    for claim in report.casualties:
        low = claim.low if claim.low is not None else 0
        high = claim.high if claim.high is not None else OPEN
        if claim.low is not None or claim.high is not None:
            found.setdefault(claim.outcome, set()).add((low, high))
    return {outcome: tuple(sorted(ranges)) for outcome, ranges in found.items()}
