"""``regesta events``: the events of a store that a query means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from regesta.cli._answers import AnswerFile, AnswerFormat, answer, answer_format, note_strangers
from regesta.cli._queries import asking
from regesta.cli.ingest import StoreFile
from regesta.query import Query

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

_SHOWN = 50
_WIDE = 100  # the terminal on which tolls, reports and ids have columns of their own
_COLUMNS = (
    "id", "event", "mode", "actors", "recipients", "date", "place_name", "country", "place_precision", "killed_low",
    "killed_high", "n_reports", "sources", "factuality",
)  # fmt: skip


@asking
def events(
    *,
    query: Query,
    store: StoreFile,
    order: Annotated[
        str,
        typer.Option(
            metavar="ORDER", help="date, newest, reported, reports, sources, killed, intensity or confidence."
        ),
    ] = "date",
    limit: Annotated[
        int | None, typer.Option(metavar="N", help="At most so many.", show_default=f"{_SHOWN} in a table, else all")
    ] = None,
    format_name: AnswerFormat = None,
    output: AnswerFile = None,
) -> None:
    """List events: who did what to whom, when, where, and how many reports say so."""
    name = answer_format(format_name, output)
    # Imported only now: --help must not wait for the database.
    from regesta.store import Store, questions

    plain = name == "table"
    with Store.open(store, read_only=True) as opened:
        questions.check_places(opened, query)
        table = questions.events(
            opened,
            query,
            columns=_COLUMNS if plain else None,
            order=order,
            limit=_SHOWN if plain and limit is None else limit,
        )
        note_strangers(opened, query, table)
        total = questions.count(opened, query) if plain else table.num_rows
    answer(table, lambda rows, console: _show(rows, console, total=total), format_name=name, output=output)


def _show(table: pa.Table, console: Console, *, total: int) -> None:
    """Print events as rows: two lines each on a small terminal."""
    from rich.table import Table
    from rich.text import Text

    from regesta.export._terminal import styles

    wide = console.width >= _WIDE
    colours = styles(console)
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim italic")
    heads = ("when", "event", "who → whom", "where", "killed", "reports", "id")
    for head in heads if wide else ("when", "event", "who → whom"):
        grid.add_column(head, overflow="fold", justify="right" if head in ("killed", "reports") else "left")
    for row in table.to_pylist():
        cells = _cells(row, colours)
        if wide:
            grid.add_row(*cells)
        else:
            *first, where, killed, reports, key = cells
            rest = [where, Text.assemble("killed ", killed) if killed else killed]
            rest += [Text.assemble(reports, " report" if reports.plain == "1" else " reports"), key]
            first[2] = Text.assemble(first[2], "\n", Text(" · ", "dim").join(one for one in rest if one))
            grid.add_row(*first)
    console.print(grid)
    shown = table.num_rows
    more = f"{shown:,} of {total:,} events; --limit shows more" if shown < total else _count(total)
    console.print(Text(more, "dim"))


def _cells(row: dict[str, Any], colours: dict[str, str]) -> list[Any]:
    from rich.text import Text

    from regesta.export import _words
    from regesta.export._terminal import printable
    from regesta.model import When

    when = _words.when(When(row["date"], None, None, None, "stated")) if row["date"] else "–"
    event = Text.assemble((row["event"], colours["event"]), f" {row['mode']}" if row["mode"] else "")
    if row["factuality"] != "occurred":
        event.append(f"\n{row['factuality']}", "dim")
    who = Text(printable(row["actors"] or "?"), colours["who"])
    if row["recipients"]:
        who = Text.assemble(who, (" → ", "bold"), (printable(row["recipients"]), colours["whom"]))
    place, country = row["place_name"] or "", row["country"]
    if place and country and row["place_precision"] != "country":
        place += f", {country}"
    reports = f"{row['n_reports']:,}" + (f" ({row['sources']})" if row["sources"] != row["n_reports"] else "")
    return [
        Text(printable(when), colours["when"]),
        event,
        who,
        Text(printable(place), colours["where"]),
        Text(toll(row["killed_low"], row["killed_high"]), colours["toll"]),
        Text(reports),
        Text(row["id"], "dim"),
    ]


def toll(low: int | None, high: int | None) -> str:
    """The lowest and the highest claim: "12", "12–15", "5 or more"; empty where nobody gives a number."""
    if low is None:
        return "" if high is None else f"up to {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _count(total: int) -> str:
    return f"{total:,} event{'' if total == 1 else 's'}"
