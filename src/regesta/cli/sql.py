"""``regesta sql``: any SELECT over the views of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from regesta.cli._answers import AnswerFile, AnswerFormat, answer, answer_format
from regesta.cli.ingest import StoreFile

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console


def sql(
    statement: Annotated[str, typer.Argument(metavar="SELECT", help="One statement of SQL, in DuckDB's dialect.")],
    *,
    store: StoreFile,
    format_name: AnswerFormat = None,
    output: AnswerFile = None,
) -> None:
    """Answer SQL over the views events, reports, documents and others; nothing can be changed."""
    name = answer_format(format_name, output)
    # Imported only now: --help must not wait for the database.
    from regesta.store import Store

    with Store.open(store, read_only=True) as opened:
        table = opened.sql(statement)
    answer(table, _show, format_name=name, output=output, nothing="no row")


def _show(table: pa.Table, console: Console) -> None:
    from regesta.export import _frames

    _frames.show(table, console)
    console.print(f"{table.num_rows:,} row{'' if table.num_rows == 1 else 's'}", style="dim")
