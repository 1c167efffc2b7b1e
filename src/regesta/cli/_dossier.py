"""One event with all its reports, as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import orjson
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from regesta.export import _words
from regesta.export._terminal import printable, quoted, styles
from regesta.model import Casualties, Dossier, Event, Party, Publication, Site, Told, Toll, When


def line(dossier: Dossier) -> str:
    """The whole dossier as one line of JSON, without the line's end."""
    return orjson.dumps(dossier).decode()


def show(dossier: Dossier, *, console: Console) -> None:
    """Print what the event is, who claims which numbers, on what reports disagree, and then each report."""
    event, colours = dossier.event, styles(console)
    title = Text.assemble((event.event, colours["event"]), (f" {event.mode}" if event.mode else "", "bold"))
    title.append(f"  {event.id}", "dim")
    console.print(title)
    console.print(Rule(style="dim"))
    _grid([*_facts(event, colours), *_tolls(dossier, colours), *_disputes(event), *_account(event)], console)
    console.print()
    for number, told in enumerate(dossier.told, 1):
        _report(number, told, console=console)


def _grid(rows: Sequence[tuple[str, Text]], console: Console) -> None:
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(style="dim italic")
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(label, value)
    console.print(grid)


def _facts(event: Event, colours: dict[str, str]) -> Iterator[tuple[str, Text]]:
    if event.actors:
        yield "who", _parties(event.actors, colours["who"])
    if event.recipients:
        yield "to whom", _parties(event.recipients, colours["whom"])
    if event.date:
        when = _words.when(When(event.date, None, None, None, "stated"))
        yield "when", Text(printable(when), colours["when"])
    if event.place:
        yield "where", Text(printable(_site(event.place)), colours["where"])
    status = [event.factuality, event.layer, *event.contexts]
    yield "status", Text(", ".join(status))
    codes = f"CAMEO {event.cameo}, quad {event.quad}, intensity {event.intensity:g}, Goldstein {event.goldstein:g}"
    yield "codes", Text(codes)


def _parties(parties: Sequence[Party], colour: str) -> Text:
    return Text(", ").join(
        Text.assemble((printable(one.name or one.text), colour), (f" {codes}" if (codes := _codes(one)) else "", "dim"))
        for one in parties
    )


def _codes(party: Party) -> str:
    return " ".join(filter(None, (party.country, *party.sectors)))


def _site(site: Site) -> str:
    parts = [site.name] if site.precision == "country" else [site.name, site.admin1, site.country]
    words = ", ".join(dict.fromkeys(part for part in parts if part))
    if site.latitude is not None and site.longitude is not None:
        words += f" ({site.latitude:.3f}, {site.longitude:.3f})"
    return words


# ---------------------------------------------------------------- who says what


def _tolls(dossier: Dossier, colours: dict[str, str]) -> Iterator[tuple[str, Text]]:
    """For each outcome its range, and under it every number with those who give it."""
    for toll in dossier.event.casualties:
        text = Text(_number(toll), colours["toll"])
        for number, speakers in _claims(dossier, toll.outcome).items():
            text.append(f"\n{number}", colours["toll"])
            text.append(f"  according to {printable(', '.join(speakers))}", "default")
        yield toll.outcome, text


def _claims(dossier: Dossier, outcome: str) -> dict[str, list[str]]:
    """Every claim of an outcome -> who makes it, nearest speaker first; a publisher where no speaker is named."""
    out: dict[str, dict[str, None]] = {}
    for told in dossier.told:
        for claim in told.report.casualties:
            if claim.outcome == outcome:
                out.setdefault(_words.toll(claim), {}).update(dict.fromkeys(_claimants(claim, told)))
    return {claim: list(speakers) for claim, speakers in out.items()}


def _claimants(claim: Casualties, told: Told) -> list[str]:
    speakers = claim.attribution or told.report.attribution
    publishers = _publishers(told.publications)
    if not speakers:
        return publishers or [told.report.document_id]
    said = _words.speakers(speakers)
    return [f"{said} ({', '.join(publishers)})" if publishers else said]


def _number(toll: Toll) -> str:
    return _words.toll(Casualties(toll.outcome, toll.low, toll.high, None, "", 0, 0)).removesuffix(f" {toll.outcome}")


def _disputes(event: Event) -> Iterator[tuple[str, Text]]:
    for dispute in event.disputes:
        lines = []
        for version in dispute.versions:
            speakers = ", ".join(version.speakers)
            count = f"{len(version.reports)} report{'' if len(version.reports) == 1 else 's'}"
            text = Text(printable(version.value))
            text.append(f"  {printable(speakers)} ({count})" if speakers else f"  {count}", "dim")
            lines.append(text)
        yield f"disputed {dispute.field}", Text("\n").join(lines)


def _account(event: Event) -> Iterator[tuple[str, Text]]:
    sources = f"{event.sources} independent source{'' if event.sources == 1 else 's'}"
    copies = f"{event.copies} cop{'y' if event.copies == 1 else 'ies'}"
    yield "sources", Text(f"{sources}, {copies}" if event.copies else sources)
    if event.publishers:
        yield "publishers", Text(printable(", ".join(event.publishers)))
    if event.speakers:
        yield "according to", Text(printable(", ".join(event.speakers)))
    if event.first_reported:
        days = dict.fromkeys(day for day in (event.first_reported, event.last_reported) if day)
        yield "reported", Text(" to ".join(days))
    yield "confidence", Text(f"{event.confidence:.2f}")


# ---------------------------------------------------------------- the reports


def _report(number: int, told: Told, *, console: Console) -> None:
    report, colours = told.report, styles(console)
    first = told.publications[0] if told.publications else None
    head = Text(f"{number:>2} ", "bold")
    if first is None:
        head.append(printable(report.document_id))
    else:
        head.append(
            printable(" · ".join(filter(None, (first.publisher, first.published, first.title)))) or first.source
        )
    console.print(head, overflow="fold")
    if first and first.url:
        console.print(Text(f"   {printable(first.url)}", "dim"), overflow="fold")
    for row in quoted(Text(" ".join(printable(told.sentence).split())), console, indent=3):
        console.print(row)
    notes = Text("   ")
    if report.attribution:
        notes.append("according to ", "dim").append(printable(_words.speakers(report.attribution)), colours["source"])
    copies = _publishers(told.publications[1:])
    if copies:
        notes.append(" · " if notes.plain.strip() else "", "dim")
        notes.append(f"also published by {printable(', '.join(copies))}", "dim")
    if notes.plain.strip():
        console.print(notes, overflow="fold")
    console.print(Text(f"   report {report.id}, {report.factuality}, {report.layer}", "dim"))
    console.print()


def _publishers(publications: Sequence[Publication]) -> list[str]:
    return list(dict.fromkeys(one.publisher or one.source for one in publications))
