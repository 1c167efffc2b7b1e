"""``regesta verdict``: a person's judgement on two reports or events, which outranks the machine's for good."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from regesta.cli._streams import say
from regesta.cli.ingest import StoreFile
from regesta.errors import SettingsError
from regesta.model import Verdict


def verdict(
    judgement: Annotated[str, typer.Argument(metavar="same|different", help="One happening, or two.")],
    left: Annotated[str, typer.Argument(metavar="A", help="The id of a report or an event.")],
    right: Annotated[str, typer.Argument(metavar="B", help="The id of another.")],
    *,
    store: StoreFile,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who judges.", show_default=False)],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason, for those who come later.")] = "",
) -> None:
    """Say that two reports or events are one happening, or are not; the events change at once."""
    from regesta.pipeline.merge import merge
    from regesta.settings import own_version
    from regesta.store import Store, merging

    if judgement not in ("same", "different"):
        raise SettingsError(f"a verdict is 'same' or 'different', not {judgement!r}")
    if not by.strip():
        raise SettingsError("--by is empty; say who judges")
    word: Verdict = "same" if judgement == "same" else "different"
    now = datetime.now(UTC)
    with Store.open(store) as opened:
        link = merging.judge(opened, left, right, verdict=word, by=by, why=why, at=now)
        run = opened.begin("verdict", {"regesta": own_version()}, at=now)
        done = merge(opened, run=run, at=now)
        opened.finish(run, done.as_numbers(), at=datetime.now(UTC))
        homes = merging.homes(opened, (link.left, link.right))
    now_in = " and ".join(dict.fromkeys(filter(None, homes.values()))) or "no event"
    waiting = "".join(f"; {name} was withdrawn, so this waits for it" for name, home in homes.items() if not home)
    say(f"{judgement}: {link.left} and {link.right}, now in {now_in}{waiting}")
