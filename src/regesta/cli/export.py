"""``regesta export``: write the events of a store as the data sets of the field know them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regesta.cli._answers import note_strangers
from regesta.cli._queries import asking
from regesta.cli._streams import say, spare
from regesta.cli.ingest import StoreFile
from regesta.export.datasets import Account, dataset
from regesta.query import Query

Format = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        help="csv, gdelt, geojson, icews, parquet, phoenix, plover, polecat, ucdp, or one that a package adds.",
    ),
]
Output = Annotated[
    Path,
    typer.Option(metavar="PATH", help="Write to this file (parquet: this folder), replaced when all is written."),
]


@asking
def export(format_name: Format, *, query: Query, store: StoreFile, output: Output) -> None:
    """Write events as a data set of the field, and say what it cannot hold."""
    chosen = dataset(format_name)
    spare(output)
    # Imported only now: --help must not wait for the database's library.
    from regesta.store import Store, questions

    with Store.open(store, read_only=True) as opened:
        ids = None
        if query != Query():
            questions.check_places(opened, query)
            found = questions.events(opened, query, columns=("id",))
            note_strangers(opened, query, found)
            ids = found["id"].to_pylist()
        account = chosen.write(opened.dossiers(ids), output)
    say(_written(account))
    for line in losses_lines(account):
        typer.echo(line, err=True)


def losses_lines(account: Account) -> list[str]:
    """What the format could not hold: a line for each loss behind the number of events or claims, aligned."""
    if not account.losses:
        return []
    width = max(len(f"{times:,}") for times in account.losses.values())
    lines = [f"  {times:>{width},}  {what}" for what, times in account.losses.items()]
    return ["not held by this format, and how many events or claims that concerns:", *lines]


def _written(account: Account) -> str:
    files = " and ".join(map(str, account.files))
    return f"{_count(account.events, 'event')} read, {_count(account.rows, 'row')} written to {files}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
