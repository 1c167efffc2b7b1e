"""What was tried on each sentence of a document, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from regesta.export._terminal import printable, styles
from regesta.model import Candidate, Document, Explanation


def show(document: Document, explanations: Sequence[Explanation], console: Console) -> None:
    """Print one document's sentences, each with what was tried on it."""
    won = sum(candidate.won for one in explanations for candidate in one.candidates)
    title = Text.assemble((printable(document.title or document.id), "bold"), "  ")
    sentences = f"{len(explanations)} sentence{'' if len(explanations) == 1 else 's'}"
    title.append(f"{sentences} · {won or 'no'} match{'' if won == 1 else 'es'}", "dim")
    console.print(title)
    console.print(Rule(style="dim"))
    for number, explanation in enumerate(explanations, 1):
        _sentence(number, explanation, console)


def _sentence(number: int, explanation: Explanation, console: Console) -> None:
    rows = Table.grid(padding=(0, 1, 0, 0))
    rows.add_column(width=4, justify="right")
    rows.add_column(overflow="fold", ratio=1)
    rows.add_row(Text(str(number), "bold"), _words(explanation, console))
    if not explanation.parsed:
        rows.add_row("", Text("not parsed: no word here can begin an event", "dim italic"))
    elif not explanation.candidates:
        rows.add_row("", Text("no pattern was tried", "dim italic"))
    for candidate in explanation.candidates:
        mark = Text("✓", "bold green") if candidate.won else Text("✗", "dim")
        rows.add_row(mark, _candidate(candidate, console))
    console.print(rows)
    console.print()


def _words(explanation: Explanation, console: Console) -> Text:
    """The sentence, with the triggers that won in colour and those that lost underlined."""
    text = Text(printable(explanation.text), "" if explanation.parsed else "dim")
    for candidate in sorted(explanation.candidates, key=lambda one: one.won):
        style = f"{styles(console)['event']} underline" if candidate.won else "underline"
        offset = explanation.sentence.start
        text.stylize(style, candidate.start - offset, candidate.end - offset)
    return text


def _candidate(candidate: Candidate, console: Console) -> Text:

    colour = styles(console)["event"] if candidate.won else ""
    mode = f" {candidate.mode}" if candidate.mode else ""
    return Text.assemble(
        (printable(candidate.trigger), colour),
        "  ",
        (f"{candidate.event}{mode}", "" if candidate.won else "dim"),
        "  ",
        (printable(candidate.pattern), "dim"),
        "\n",
        (printable(candidate.reason), "" if candidate.won else "dim italic"),
    )
