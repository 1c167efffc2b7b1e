"""Which characters of a text belong to which part of which event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from regesta.model import Report

Kind: TypeAlias = Literal["told", "source", "whom", "who", "where", "when", "toll", "event"]

KINDS: tuple[Kind, ...] = ("told", "source", "whom", "who", "where", "when", "toll", "event")
"""Where marks of the same length lie on the same words, the later one shows."""

LEGEND: tuple[tuple[Kind, str], ...] = (
    ("event", "event"),
    ("who", "who"),
    ("whom", "to whom"),
    ("when", "when"),
    ("where", "where"),
    ("toll", "toll"),
    ("source", "according to"),
)

_LONGEST = 900
_STOP = re.compile(r"""(?:[.!?…]["'”’»)\]]*\s+(?=["'“‘«(\[/]*[^\W_a-z])|[。！？]["”’»」』）]*)""")
_BREAK = re.compile(r"\n\s*\n|\n(?!\s*[a-z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d]|[A-Z](?:\.[A-Z])+|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Cmdr|Gov|Sen|Rep|Pres|Prof|Dr|Mr"
    r"|Mrs|Ms|St|Rev|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.\s+$"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` of a text are this part of event ``number``."""

    start: int
    end: int
    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which the same marks lie, the most telling (the shortest) last."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def ordered(reports: Iterable[Report]) -> list[Report]:
    """Reports as readers want them: news before background, otherwise as they came."""
    return sorted(reports, key=lambda report: report.layer == "background")


def marks(report: Report, number: int) -> list[Mark]:
    """Every span of a report as marks."""
    spans: list[tuple[int | None, int | None, Kind]] = [
        *((one.start, one.end, "told") for one in report.mentions),
        *((one.start, one.end, "source") for one in report.attribution),
        *((s.start, s.end, "source") for toll in report.casualties for s in toll.attribution),
        *((one.start, one.end, "whom") for one in report.recipients),
        *((one.start, one.end, "who") for one in report.actors),
        *((one.start, one.end, "toll") for one in report.casualties),
        (report.trigger.start, report.trigger.end, "event"),
    ]
    if report.place:
        spans.append((report.place.start, report.place.end, "where"))
    if report.date:
        spans.append((report.date.start, report.date.end, "when"))
    found = {
        Mark(start, end, kind, number)
        for start, end, kind in spans
        if start is not None and end is not None and start < end
    }
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind))


def pieces(start: int, end: int, *, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut characters ``start`` to ``end`` wherever a mark begins or ends; marks may overlap."""
    within = [mark for mark in marks if mark.start < end and mark.end > start]
    opening: dict[int, list[Mark]] = {}
    for mark in within:
        opening.setdefault(max(mark.start, start), []).append(mark)
    cuts = {start, end, *opening, *(min(mark.end, end) for mark in within)}
    edges = sorted(cuts)
    live: list[Mark] = []
    for here, there in pairwise(edges):
        live = [mark for mark in live if mark.end > here] + opening.get(here, [])
        live.sort(key=_telling)
        yield Piece(here, there, tuple(live))


def _telling(mark: Mark) -> tuple[bool, int, int, int]:
    """Order marks so that the most telling comes last: what merely tells the event first, then by length."""
    return mark.kind != "told", mark.start - mark.end, KINDS.index(mark.kind), -mark.number


def sentence(text: str, report: Report) -> tuple[int, int]:
    """Where the sentence that holds the trigger begins and ends.

    A report does not say, so stops and line breaks are read; a stop inside one of the report's own
    spans ends no sentence. Of a longer stretch only the surroundings of the trigger are given.
    """
    trigger = report.trigger
    floor = max(0, trigger.start - _LONGEST)
    ceiling = min(len(text), trigger.end + _LONGEST)
    own = [mark for mark in marks(report, 0) if mark.kind != "told"]
    start, end = floor, ceiling
    for stop in (*_BREAK.finditer(text, floor, ceiling), *_stops(text, floor=floor, ceiling=ceiling)):
        after = stop.end()
        if any(mark.start < after < mark.end for mark in own):
            continue
        if after <= trigger.start:
            start = max(start, after)
        elif stop.start() >= trigger.end:
            end = min(end, after)
    return _trimmed(text, start=start, end=end)


def _stops(text: str, *, floor: int, ceiling: int) -> Iterator[re.Match[str]]:
    for stop in _STOP.finditer(text, floor, ceiling):
        if not _ABBREVIATED.search(text, max(floor, stop.start() - 12), stop.end()):
            yield stop


def _trimmed(text: str, *, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
