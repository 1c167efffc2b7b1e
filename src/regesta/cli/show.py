"""``regesta show``: one event with every report of it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

import typer

from regesta.cli._answers import AnswerFile
from regesta.cli._streams import new_file, standard_output
from regesta.cli.ingest import StoreFile
from regesta.errors import SettingsError


def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event or of one of its reports.")],
    *,
    store: StoreFile,
    format_name: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table (a page to read) or jsonl.")
    ] = "table",
    output: AnswerFile = None,
) -> None:
    """Show an event: what every report says of it, who says so, and on what they disagree."""
    if format_name not in ("table", "jsonl"):
        raise SettingsError(f"--format: {format_name!r} is none; there are table and jsonl")
    # Imported only now: --help must not wait for the database.
    from regesta.cli import _dossier
    from regesta.export._terminal import Screen
    from regesta.store import Store

    with Store.open(store, read_only=True) as opened:
        dossier = opened.dossier(event)
    with new_file(output) if output else nullcontext(standard_output()) as out:
        if format_name == "jsonl":
            out.write(_dossier.line(dossier) + "\n")
        else:
            _dossier.show(dossier, console=Screen(out))
        out.flush()
