"""The bench's figures as tables for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

TITLES: Final = {
    "spacy": "spaCy default",
    "parse": "parse alone",
    "coder": "coder",
    "coder-2": "coder, two",
}
_MB: Final = 1024 * 1024


def show(console: Console, facts: Mapping[str, Any], results: Mapping[str, dict[str, Any]]) -> None:
    """Print what was read, what each way took, each stage's share, and what the coder found."""
    console.print(
        f"\n{facts['sentences']:,} sentences, {facts['words']:,} words in {facts['documents']:,} documents "
        f"(seed {facts['seed']}); {facts['events'] / facts['sentences']:.0%} of the sentences tell an event, "
        f"{facts['distinct'] / facts['sentences']:.0%} are distinct.\n"
        f"Python {facts['python']}, {facts['model']}, {facts['machine']}; one thread a process; "
        f"medians of {facts['repeat']}."
    )
    if results:
        console.print(_speeds(facts, results))
    single = results.get("coder")
    if single:
        console.print(_stages(single))
        console.print(_found(single))
        if single["skipped"]:
            console.print(f"[red]{len(single['skipped'])} skipped, the first: {single['skipped'][0]}[/red]")


def _table(title: str, *columns: str) -> Table:
    """A plain table that fits 80 columns: the first column is text, the others are numbers."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), caption_justify="left")
    table.add_column("", no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right")
    return table


def _speeds(facts: Mapping[str, Any], results: Mapping[str, dict[str, Any]]) -> Table:
    table = _table("Speed and memory", "sent./s", "words/s", "wall s", "ratio", "CPU s", "ratio", "load s", "MB")
    base = results.get("spacy")
    for way, result in results.items():
        wall = result["wall"]
        table.add_row(
            TITLES[way],
            f"{facts['sentences'] / wall:,.0f}",
            f"{facts['words'] / wall:,.0f}",
            f"{wall:.2f}",
            f"{wall / base['wall']:.2f}" if base else "-",
            f"{result['cpu']:.2f}",
            f"{result['cpu'] / base['cpu']:.2f}" if base else "-",
            "incl." if way == "coder-2" else f"{result['load']:.2f}",
            f"{result['peak'] / _MB:,.0f}",
        )
    spread = max((result["high"] / result["low"] for result in results.values()), default=1.0) - 1
    notes = [f"ratio: to spaCy's. The slowest turn took at most {spread:.0%} more than the quickest."]
    if "coder-2" in results:
        notes.append(f"Two processes: the first document came after {results['coder-2']['first']:.2f} seconds.")
    table.caption = "\n".join(notes)
    return table


def _stages(result: Mapping[str, Any]) -> Table:
    """Each stage's seconds and share of the coder's time; what no stage reports is ``other``."""
    table = _table("Stages, one process", "seconds", "share")
    wall = result["wall"]
    stages = dict(result["stages"])
    stages["other"] = wall - sum(stages.values())
    for name, seconds in stages.items():
        table.add_row(name, f"{seconds:.2f}", f"{seconds / wall:.1%}")
    return table


def _found(result: Mapping[str, Any]) -> str:
    """What the coder found in the same run, so that speed is not bought by reading less."""
    shares = {key: hit / max(every, 1) for key, (hit, every) in result["hits"].items()}
    return (
        f"{result['reports']:,} reports. Coded: {shares['event']:.0%} of the sentences that tell an event "
        f"({shares['same type']:.0%} as the type meant) and {shares['no event']:.0%} of the others."
    )
