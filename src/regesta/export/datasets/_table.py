"""Tab-separated tables with one row an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account, Tally
from regesta.export.datasets._cells import row
from regesta.export.datasets._files import Target, whole
from regesta.model import Dossier


def write_table(
    dossiers: Iterable[Dossier],
    path: Target,
    *,
    known: tuple[str, ...],
    header: tuple[str, ...],
    cells: Callable[[Dossier], Iterable[object]],
) -> Account:
    """Write ``cells`` of each event that occurred; the first row is ``header`` where that is not empty."""
    tally = Tally(known)
    with whole(path) as (out,):
        if header:
            out.write(row(header))
        for dossier in tally.watch(dossiers):
            if losses.unreal(dossier, tally):
                continue
            losses.note(dossier, tally)
            out.write(row(cells(dossier)))
            tally.rows += 1
    return tally.account(path)
