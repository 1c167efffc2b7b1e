"""``regesta series``: how much happened when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from regesta.cli._answers import AnswerFile, AnswerFormat, answer, answer_format, note_strangers, note_unreal
from regesta.cli._queries import asking
from regesta.cli.events import toll
from regesta.cli.ingest import StoreFile
from regesta.query import Query

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

_BAR = 24
_FORMS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


@asking
def series(
    *,
    query: Query,
    store: StoreFile,
    by: Annotated[str, typer.Option(metavar="PERIOD", help="day, week (from Monday), month or year.")] = "month",
    group: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="One series for each event, mode, quad, factuality, layer, country, context, actor, recipient"
            " or dyad.",
        ),
    ] = None,
    format_name: AnswerFormat = None,
    output: AnswerFile = None,
) -> None:
    """Count events by day, week, month or year; periods without events hold zeros."""
    name = answer_format(format_name, output)
    # Imported only now: --help must not wait for the database.
    from regesta.store import Store, questions

    with Store.open(store, read_only=True) as opened:
        questions.check_places(opened, query)
        table = questions.series(opened, query, by=cast(Any, by), group=group)
        note_strangers(opened, query, table)
        note_unreal(opened, query)
    left = questions.left_out(table)
    answer(table, lambda rows, console: _show(rows, console, by=by, left=left), format_name=name, output=output)


def _show(table: pa.Table, console: Console, *, by: str, left: dict[str, int]) -> None:
    """Print the periods, on a wide terminal with bars; then what no period could hold."""
    from rich.table import Table

    from regesta.export._terminal import printable

    rows = table.to_pylist()
    grouped = "group" in table.column_names
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim italic")
    for head in (by, *(["group"] if grouped else []), "events", "reports", "intensity", "killed", ""):
        grid.add_column(head, justify="left" if head in (by, "group", "") else "right", overflow="fold")
    most = max(row["events"] for row in rows) or 1
    for row in rows:
        mean = row["intensity_mean"]
        grid.add_row(
            _period(row["period"], by),
            *([printable(row["group"] or "–")] if grouped else []),
            f"{row['events']:,}",
            f"{row['reports']:,}",
            "" if mean is None else f"{mean:.1f}",
            toll(row["killed_low"], row["killed_high"]),
            "█" * round(row["events"] / most * _BAR) if console.width >= 80 else "",
        )
    console.print(grid)
    console.print(_totals(rows, left, grouped=grouped), style="dim")


def _period(day: date, by: str) -> str:
    return f"{day.year:04}" + day.strftime(_FORMS[by])[4:] if by != "week" else day.strftime(_FORMS[by])


def _totals(rows: list[dict[str, Any]], left: dict[str, int], *, grouped: bool) -> str:
    counted = sum(row["events"] for row in rows)
    words = [f"{counted:,} event{'' if counted == 1 else 's'}" + (" in all groups" if grouped else "")]
    if left["undated"]:
        words.append(f"{left['undated']:,} undated")
    if left["too_wide"]:
        words.append(f"{left['too_wide']:,} with a date wider than one period")
    return "; ".join(words)
