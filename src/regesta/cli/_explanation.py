"""What was tried on each sentence of a document, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from regesta.export._terminal import printable, styles
from regesta.model import Candidate, Document, Explanation


def show(document: Document, explanations: Sequence[Explanation], *, console: Console) -> None:
    """Print one document's sentences, each with what was tried on it."""
    won = sum(candidate.won for one in explanations for candidate in one.candidates)
    title = Text.assemble((printable(document.title or document.id), "bold"), "  ")
    sentences = f"{len(explanations)} sentence{'' if len(explanations) == 1 else 's'}"
    title.append(f"{sentences} · {won or 'no'} match{'' if won == 1 else 'es'}", "dim")
    console.print(title)
    console.print(Rule(style="dim"))
    for number, explanation in enumerate(explanations, 1):
        _sentence(number, explanation, console=console)


def _sentence(number: int, explanation: Explanation, *, console: Console) -> None:
    head = Table.grid(padding=(0, 2, 0, 0))
    head.add_column(width=4, justify="right")
    head.add_column(overflow="fold", ratio=1)
    head.add_row(Text(str(number), "bold"), _words(explanation, console))
    if not explanation.parsed:
        head.add_row("", Text("not parsed: no word here can begin an event", "dim italic"))
    elif not explanation.candidates:
        head.add_row("", Text("no pattern was tried", "dim italic"))
    console.print(head)
    if explanation.candidates:
        console.print(_candidates(explanation.candidates, console))
    console.print()


def _words(explanation: Explanation, console: Console) -> Text:
    """The sentence, with the triggers that won in colour and those that lost underlined."""
    text = Text(printable(explanation.text), "" if explanation.parsed else "dim")
    for candidate in sorted(explanation.candidates, key=lambda one: one.won):
        style = f"{styles(console)['event']} underline" if candidate.won else "underline"
        offset = explanation.sentence.start
        text.stylize(style, candidate.start - offset, candidate.end - offset)
    return text


def _candidates(tried: Sequence[Candidate], console: Console) -> Table:
    """A row for each candidate, the winner of each trigger first; the reason below where room is short."""
    rows = [_cells(one, styles(console)["event"]) for one in sorted(tried, key=lambda c: (c.start, not c.won))]
    wide = console.width - sum(max(row[n].cell_len for row in rows) + 2 for n in (1, 2, 3)) >= 24
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=4, justify="right")
    for _ in rows[0][1:] if wide else "x":
        table.add_column(overflow="fold")
    for mark, *cells, reason in rows:
        joined = Text("  ").join(cells) + Text("\n") + reason
        table.add_row(mark, *([*cells, reason] if wide else [joined]))
    return table


def _cells(candidate: Candidate, colour: str) -> list[Text]:
    """Mark, trigger, event, pattern, reason."""
    won = candidate.won
    mode = f" {candidate.mode}" if candidate.mode else ""
    parts = [
        ("✓", "bold green") if won else ("✗", "dim"),
        (candidate.trigger, colour if won else ""),
        (f"{candidate.event}{mode}", "" if won else "dim"),
        (candidate.pattern, "dim"),
        (candidate.reason, "" if won else "dim italic"),
    ]
    return [Text.assemble((printable(text), style)) for text, style in parts]
