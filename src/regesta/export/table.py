"""A table for the terminal: each event at a glance, and under it its sentence. Streams.

Colours follow the terminal (NO_COLOR, pipes and files get none); the width is the terminal's, or COLUMNS.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from regesta.export import _words
from regesta.export._marks import LEGEND, marks, ordered, sentence
from regesta.export._terminal import Screen, coloured, printable, quoted, styles
from regesta.model import Actor, Coded, Document, Report, Speaker

_WIDE, _ROOMY = 110, 24  # the terminal, and in it who and whom, when each field has a column of its own
_NARROW, _ROOM = 60, 20  # the same for two columns and what stands under them; else all fields are stacked
_GAP = 2
_CAPS = {"when": 14, "event": 14, "where": 16, "toll": 20, "source": 20, "status": 13}
_ORDER = ("number", "when", "event", "who", "where", "toll", "source", "status")
_HEADS = {"source": "according to", "status": "status", "who": "who → whom"}


def write(coded: Iterable[Coded], out: TextIO) -> None:
    """Print each document's events as they arrive, and at the end what the colours mean."""
    console = Screen(out)
    printed = False
    for one in coded:
        if one.document.text or not one.skipped:
            show(one, console)
            printed = printed or bool(one.reports)
    if printed and console.color_system and not console.no_color:
        colours = styles(console)
        legend = Text("  ").join(Text(word, f"{colours[kind]} underline") for kind, word in LEGEND)
        console.print(Text.assemble("   ", legend))


def show(coded: Coded, console: Console) -> None:
    """Print one document's events, news before background."""
    _title(coded.document, len(coded.reports), console=console)
    if not coded.reports:
        console.print()
    reports = ordered(coded.reports)
    numbers = {report.id: number for number, report in enumerate(reports, 1)}
    rows = [_Row(report, numbers=numbers, colours=styles(console)) for report in reports]
    widths = _widths(rows, console.width)
    if widths and rows:
        console.print(_grid([_heads()], widths))
    background = False
    for row in rows:
        if row.report.layer == "background" and not background:
            background = True
            console.print(Text("   background", "dim italic"))
            console.print()
        _event(row, coded.document.text, widths=widths, console=console)


class _Row:
    """One event's cells, ready to print."""

    def __init__(self, report: Report, *, numbers: dict[str, int], colours: dict[str, str]) -> None:
        self.report = report
        self.colours = colours
        self.number = numbers[report.id]
        self.cells = {
            "number": Text(str(self.number), "bold"),
            "when": Text(printable(_words.when(report.date)), colours["when"]),
            "event": _event_name(report, colours),
            "who": _parties(report, colours),
            "where": Text(printable(_words.where(report.place)), colours["where"]),
            "toll": _tolls(report, colours),
            "source": Text(printable(_words.speakers(report.attribution)), colours["source"]),
            "status": _status(report, numbers),
        }


def _title(document: Document, events: int, *, console: Console) -> None:
    about = [document.publisher, document.published, _count(events)]
    name = document.title or document.id
    title = Text.assemble((printable(name), "bold"), "  ")
    title.append(printable(" · ".join(filter(None, about))), "dim")
    console.print(title)
    console.print(Rule(style="dim"))


def _count(events: int) -> str:
    return {0: "no event found", 1: "1 event"}.get(events, f"{events} events")


def _event_name(report: Report, colours: dict[str, str]) -> Text:
    mode = f" {report.mode}" if report.mode else ""
    return Text.assemble((report.event, colours["event"]), (mode, colours["event"].split()[-1]))


def _parties(report: Report, colours: dict[str, str]) -> Text:
    who = Text(", ").join(_party(one, colours["who"]) for one in report.actors)
    whom = Text(", ").join(_party(one, colours["whom"]) for one in report.recipients)
    if not report.recipients:
        return who if report.actors else Text("–", "dim")
    return Text.assemble(who if report.actors else "?", (" → ", "bold"), whom)


def _party(who: Actor | Speaker, colour: str) -> Text:
    codes = _words.codes(who)
    return Text.assemble((printable(_words.label(who)), colour), (f" {codes}" if codes else "", "dim"))


def _tolls(report: Report, colours: dict[str, str]) -> Text:
    lines = []
    for one in report.casualties:
        text = Text.assemble((printable(_words.toll(one)), colours["toll"]))
        if own := _words.own_speakers(one, report):
            text.append(f" ({printable(own)})", colours["source"])
        lines.append(text)
    return Text("\n").join(lines)


def _status(report: Report, numbers: dict[str, int]) -> Text:
    text = Text()
    text.append(report.factuality, "dim" if report.factuality == "occurred" else "bold")
    if report.part_of in numbers:
        text.append(f"\npart of {numbers[report.part_of]}", "dim")
    return text


def _widths(rows: Sequence[_Row], width: int) -> dict[str, int]:
    """How wide each column is, leaving out those that are empty; none where fields have to be stacked."""
    cells = [row.cells for row in rows]
    if width >= _WIDE:
        columns = _columns({name: [cell[name] for cell in cells] for name in _CAPS}, rows=len(rows))
        natural = max(map(_longest, (Text(_HEADS["who"]), *(cell["who"] for cell in cells))))
        room = _left(columns, width)
        if room >= min(natural, _ROOMY):
            return _in_order({**columns, "who": min(room, natural)})
    if width >= _NARROW:
        dates = [cell[name] for cell in cells for name in ("when", "status")]
        columns = _columns({"when": dates, "event": [cell["event"] for cell in cells]}, rows=len(rows))
        room = _left(columns, width)
        if room >= _ROOM:
            return _in_order({**columns, "who": room})
    return {}


def _columns(cells: dict[str, list[Text]], *, rows: int) -> dict[str, int]:
    """Columns as wide as what they hold, or as their cap, but never narrower than a word."""
    widths = {"number": max(2, len(str(rows)))}
    for name, texts in cells.items():
        longest = max(map(_longest, texts), default=0)
        if longest:
            word = max(map(_longest_word, texts))
            widths[name] = max(min(max(longest, len(_HEADS.get(name, name))), _CAPS[name]), word)
    return widths


def _left(columns: dict[str, int], width: int) -> int:
    """What other columns, the gaps behind them and one free column at the right leave to who and whom."""
    return width - sum(columns.values()) - _GAP * len(columns) - 1


def _in_order(widths: dict[str, int]) -> dict[str, int]:
    return {name: widths[name] for name in _ORDER if name in widths}


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _longest(text: Text) -> int:
    return max((line.cell_len for line in text.split("\n")), default=0)


def _heads() -> dict[str, Text]:
    return {name: Text("" if name == "number" else _HEADS.get(name, name), "dim italic") for name in _ORDER}


def _grid(rows: Sequence[dict[str, Text]], widths: dict[str, int]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    for name, width in widths.items():
        grid.add_column(width=width, overflow="fold", justify="right" if name == "number" else "left")
    for row in rows:
        grid.add_row(*(row[name] for name in widths))
    return grid


def _event(row: _Row, text: str, *, widths: dict[str, int], console: Console) -> None:
    cells = row.cells
    if not widths:
        first = Text("  ").join(cells[name] for name in ("number", "when", "event") if cells[name])
        console.print(first, overflow="fold")
        parts = [*_details(row), *cells["status"].split("\n")]
        for part in (cells["who"], _fitted(parts, console.width)):
            if part:
                console.print(part, overflow="fold")
    elif "status" in widths:
        console.print(_grid([cells], widths))
    else:
        body = Text("\n").join(filter(None, (cells["who"], _fitted(_details(row), widths["who"]))))
        date = Text("\n").join([cells["when"] or Text("–", "dim"), cells["status"]])
        console.print(_grid([{**cells, "who": body, "when": date}], widths))
    start, end = sentence(text, row.report)
    words = coloured(text, marks(row.report, row.number), row.colours, start=start, end=end)
    for line in quoted(words, console, indent=2 if not widths else 4):
        console.print(line)
    console.print()


def _details(row: _Row) -> list[Text]:
    """What has no column of its own on a small terminal."""
    cells = row.cells
    parts = [*cells["toll"].split("\n")] if cells["toll"] else []
    if cells["where"]:
        parts.insert(0, Text.assemble(("in ", "dim"), cells["where"]))
    if cells["source"]:
        parts.append(Text.assemble(("according to ", "dim"), cells["source"]))
    return parts


def _fitted(parts: Sequence[Text], width: int) -> Text:
    """Parts on one line where they fit, else each on its own."""
    room = sum(part.cell_len + 3 for part in parts) - 3
    between = Text("\n") if room > width else Text.assemble((" · ", "dim"))
    return between.join(parts)
