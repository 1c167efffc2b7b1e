"""``regesta merge``: reports that wait into events; with ``--again``, all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from regesta.cli._streams import say
from regesta.cli.ingest import StoreFile


def merge(
    *,
    store: StoreFile,
    again: Annotated[
        bool, typer.Option("--again", help="Forget what the machine judged and judge anew; people's verdicts stay.")
    ] = False,
) -> None:
    """Merge reports into events: those that wait, or all."""
    from regesta.pipeline.merge import again as anew
    from regesta.pipeline.merge import merge as bring_together
    from regesta.settings import own_version
    from regesta.store import Store

    began = datetime.now(UTC)
    with Store.open(store) as opened:
        run = opened.begin("merge", {"regesta": own_version()}, at=began)
        done = (anew if again else bring_together)(opened, run=run, at=began)
        opened.finish(run, done.as_numbers(), at=datetime.now(UTC))
    say(f"{done.reports:,} reports merged, {done.compared:,} pairs compared; {done.events:,} events new or changed")
