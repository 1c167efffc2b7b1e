"""``regesta verdict``: a person's judgement on two reports or events, which outranks the machine's for good."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from regesta.cli._streams import say
from regesta.cli.ingest import StoreFile
from regesta.errors import SettingsError
from regesta.model import Verdict

if TYPE_CHECKING:
    from regesta.store.merging import Row

_FAR = 5
"""Days between two dates from which on it is worth saying that a person called them one happening."""


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
        told = {row.report.id: row for row in merging.rows(opened, (link.left, link.right))}
    now_in = " and ".join(dict.fromkeys(filter(None, homes.values()))) or "no event"
    waiting = "".join(f"; {name} was withdrawn, so this waits for it" for name, home in homes.items() if not home)
    say(f"{judgement}: {link.left} and {link.right}, now in {now_in}{waiting}")
    unlike = _unlike(told[link.left], told[link.right]) if word == "same" else []
    if unlike:
        say(f"note: {link.left} and {link.right} differ in {'; '.join(unlike)}; they are joined all the same")


def _unlike(one: Row, other: Row) -> list[str]:
    """In what two reports differ that are seldom one happening: type, country, days."""
    places = one.report.place, other.report.place
    there, here = (place.country if place else None for place in places)
    out = []
    if one.report.event != other.report.event:
        out.append(f"type ({one.report.event}, {other.report.event})")
    if there and here and there != here:
        out.append(f"country ({there}, {here})")
    gaps = [
        (late.day_from - early.day_to).days
        for early, late in ((one, other), (other, one))
        if early.day_to and late.day_from
    ]
    if (gap := max(gaps, default=0)) > _FAR:
        out.append(f"days ({gap} apart)")
    return out
