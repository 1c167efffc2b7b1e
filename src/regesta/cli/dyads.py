"""``regesta dyads``: who does how much to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from regesta.cli._answers import AnswerFile, AnswerFormat, answer, answer_format, note_strangers, note_unreal
from regesta.cli._queries import asking
from regesta.cli.events import toll
from regesta.cli.ingest import StoreFile
from regesta.errors import SettingsError
from regesta.query import Query

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

_SHOWN = 50
_WIDE = 90


@asking
def dyads(
    *,
    query: Query,
    store: StoreFile,
    undirected: Annotated[bool, typer.Option("--undirected", help="Count both directions of a pair together.")] = False,
    level: Annotated[
        str, typer.Option(metavar="LEVEL", help="country, actor, sector, or unit (country and sector).")
    ] = "country",
    limit: Annotated[
        int | None, typer.Option(metavar="N", help="At most so many.", show_default=f"{_SHOWN} in a table, else all")
    ] = None,
    format_name: AnswerFormat = None,
    output: AnswerFile = None,
) -> None:
    """Count who does how much to whom, by quad class."""
    name = answer_format(format_name, output)
    if limit is not None and limit < 0:
        raise SettingsError(f"limit: must be 0 or more, not {limit}")
    # Imported only now: --help must not wait for the database.
    from regesta.store import Store, questions

    with Store.open(store, read_only=True) as opened:
        questions.check_places(opened, query)
        table = questions.dyads(opened, query, directed=not undirected, level=cast(Any, level))
        note_strangers(opened, query, table)
        note_unreal(opened, query)
    total, left = table.num_rows, questions.left_out(table)
    shown = _SHOWN if name == "table" and limit is None else limit
    rows = table if shown is None else table.slice(0, shown)
    answer(
        rows,
        lambda some, console: _show(some, console, total=total, unpaired=left["unpaired"]),
        format_name=name,
        output=output,
    )


def _show(table: pa.Table, console: Console, *, total: int, unpaired: int) -> None:
    """Print the pairs, on a wide terminal with first and last day; then what makes no pair."""
    from rich.table import Table
    from rich.text import Text

    from regesta.export._terminal import printable, styles

    colours, wide = styles(console), console.width >= _WIDE
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim italic")
    heads = ("who", "whom", "events", "reports", "intensity", "q1", "q2", "q3", "q4", "killed")
    for head in (*heads, "first", "last") if wide else heads:
        grid.add_column(head, justify="left" if head in ("who", "whom", "first", "last") else "right", overflow="fold")
    for row in table.to_pylist():
        numbers = [f"{row[name]:,}" for name in ("events", "reports")]
        quads = [f"{row[name]:,}" for name in ("q1", "q2", "q3", "q4")]
        grid.add_row(
            Text(printable(row["source"]), colours["who"]),
            Text(printable(row["target"]), colours["whom"]),
            *numbers,
            f"{row['intensity_mean']:.1f}",
            *quads,
            toll(row["killed_low"], row["killed_high"]),
            *([str(row["first_day"] or ""), str(row["last_day"] or "")] if wide else []),
        )
    console.print(grid)
    pairs = f"{total:,} pair{'' if total == 1 else 's'}"
    told = f"{table.num_rows:,} of {pairs}; --limit shows more" if table.num_rows < total else pairs
    if unpaired:
        told += f"; {unpaired:,} event{' has' if unpaired == 1 else 's have'} no pair at this level"
    console.print(told, style="dim")
    if any(row["share"] < row["events"] for row in table.to_pylist()):
        console.print("an event of several pairs stands whole in each, with its toll: do not add rows up", style="dim")
