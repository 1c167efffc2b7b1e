"""One self-contained web page: each text with its spans lit, beside its events. Gathers, then writes.

The page holds its style and script, opens without a network and forbids itself any request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

from regesta.export import _words
from regesta.export._marks import LEGEND, Mark, Piece, marks, ordered, pieces
from regesta.model import Actor, Casualties, Coded, Document, Report, Skipped, Speaker


def write(coded: Iterable[Coded], out: TextIO) -> None:
    """Write one page with every document; what was skipped is listed with its reason."""
    sheets: list[_Sheet] = []
    skipped: list[Skipped] = []
    for one in coded:
        skipped.extend(one.skipped)
        if one.document.text or not one.skipped:
            sheets.append(_sheet(one, len(sheets) + 1))
    environment = Environment(
        loader=PackageLoader("regesta.export", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("page.html")
    for part in template.generate(sheets=sheets, skipped=skipped, legend=LEGEND, kinds=dict(LEGEND)):
        out.write(part)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One document, ready to be laid out; ``anchors``: event to the number of its link in the text."""

    key: str
    document: Document
    title: str
    link: str | None
    stretches: tuple[_Stretch, ...]
    cards: tuple[_Card, ...]
    anchors: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters of the text over which the same marks lie.

    ``marks`` names each as "number:kind"; ``kind`` is the one that shows when no event is lit;
    ``opens`` are the events whose trigger begins here, ``closes`` those whose trigger ends here.
    """

    text: str
    kind: str
    marks: str
    opens: tuple[int, ...]
    closes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Party:
    name: str
    codes: str
    words: str


@dataclass(frozen=True, slots=True)
class _Toll:
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class _Card:
    """One event, ready to be laid out."""

    number: int
    report: Report
    who: tuple[_Party, ...]
    whom: tuple[_Party, ...]
    when: str
    where: str
    tolls: tuple[_Toll, ...]
    source: tuple[_Party, ...]
    whole: int | None


def _sheet(coded: Coded, number: int) -> _Sheet:
    document = coded.document
    reports = ordered(coded.reports)
    numbers = {report.id: place for place, report in enumerate(reports, 1)}
    every = [mark for report in reports for mark in marks(report, numbers[report.id])]
    stretches = tuple(_stretches(document.text, every))
    url = document.url or ""
    return _Sheet(
        key=f"d{number}",
        document=document,
        title=document.title or document.id,
        link=url if url.startswith(("https://", "http://")) else None,
        stretches=stretches,
        cards=tuple(_card(report, numbers) for report in reports),
        anchors={number: one.opens[0] for one in stretches for number in one.opens},
    )


def _stretches(text: str, every: list[Mark]) -> Iterable[_Stretch]:
    for piece in pieces(0, len(text), marks=every):
        yield _stretch(text[piece.start : piece.end], piece)


def _stretch(text: str, piece: Piece) -> _Stretch:
    strongest = {mark.number: mark.kind for mark in piece.marks}
    shown = [mark.kind for mark in piece.marks if mark.kind != "told"]
    triggers = [mark for mark in piece.marks if mark.kind == "event"]
    return _Stretch(
        text=text,
        kind=shown[-1] if shown else "told" if piece.marks else "",
        marks=" ".join(f"{number}:{kind}" for number, kind in sorted(strongest.items())),
        opens=tuple(sorted(one.number for one in triggers if one.start == piece.start)),
        closes=tuple(sorted(one.number for one in triggers if one.end == piece.end)),
    )


def _card(report: Report, numbers: dict[str, int]) -> _Card:
    return _Card(
        number=numbers[report.id],
        report=report,
        who=tuple(map(_party, report.actors)),
        whom=tuple(map(_party, report.recipients)),
        when=_words.when(report.date),
        where=_words.where(report.place),
        tolls=tuple(_toll(one, report) for one in report.casualties),
        source=tuple(map(_party, report.attribution)),
        whole=numbers.get(report.part_of or ""),
    )


def _party(who: Actor | Speaker) -> _Party:
    words = " ".join(who.text.split())
    name = _words.label(who)
    return _Party(name, _words.codes(who), "" if words == name else words)


def _toll(one: Casualties, report: Report) -> _Toll:
    return _Toll(_words.toll(one), _words.own_speakers(one, report))
