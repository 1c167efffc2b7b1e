"""Where an answer goes: to the terminal as a table for people, or whole to a file in the format asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regesta.cli._streams import new_file, say, standard_output
from regesta.errors import SettingsError
from regesta.query import Query, near_names

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

    from regesta.store import Store

FORMATS = ("table", "jsonl", "csv", "parquet", "arrow")
_BYTES = ("parquet", "arrow")

AnswerFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}. Without it, the output file's suffix decides; else table.",
    ),
]
AnswerFile = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write to this file, which appears whole.")
]


def answer_format(name: str | None, output: Path | None) -> str:
    """The format that flags and the output's suffix ask for; raises SettingsError where there is none such."""
    if name is None:
        suffix = output.suffix.lower().removeprefix(".") if output else ""
        return suffix if suffix in FORMATS else "table"
    if name not in FORMATS:
        raise SettingsError(f"--format: {name!r} is none; {near_names(name, FORMATS)}")
    return name


def answer(
    table: pa.Table,
    show: Callable[[pa.Table, Console], None],
    *,
    format_name: str,
    output: Path | None,
    nothing: str = "no event matches",
) -> None:
    """Write a table; ``show`` prints it where it is for people. ``nothing`` is said where it is empty."""
    from regesta.export import _frames
    from regesta.export._terminal import Screen

    with new_file(output) if output else nullcontext(standard_output()) as out:
        if format_name == "table":
            if table.num_rows:
                show(table, Screen(out))
        elif format_name in _BYTES and out.isatty():
            raise SettingsError(f"--format {format_name}: is not for the terminal; name a file with --output")
        else:
            out.flush()
            _frames.write(table, out.buffer, name=format_name)
        out.flush()
    if not table.num_rows:
        say(nothing)
    elif output:
        say(f"{table.num_rows:,} row{'' if table.num_rows == 1 else 's'} in {output}")


def note_strangers(store: Store, query: Query, table: pa.Table) -> None:
    """Where nothing was found, say whom nobody knows and whom the query may have meant."""
    from regesta.store import questions

    if not table.num_rows:
        for line in questions.strangers(store, query):
            say(line)


def note_unreal(store: Store, query: Query) -> None:
    """Say how many of the events that are counted did not occur, where the query leaves that open."""
    if query.factuality:
        return
    unreal = store.count(replace(query, factuality=("planned", "hypothetical", "denied", "negated")))
    if unreal:
        some = "1 event is" if unreal == 1 else f"{unreal:,} events are"
        say(f"{some} told as planned, supposed, denied or negated; --factuality occurred leaves them out")
