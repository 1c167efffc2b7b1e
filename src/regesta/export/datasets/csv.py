"""CSV with a header: one flat row an event, several values of a cell parted by "; "."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from regesta.export.datasets import _flat as flat
from regesta.export.datasets import _losses as losses
from regesta.export.datasets._account import Account, Tally
from regesta.export.datasets._files import Target, whole
from regesta.model import Dossier

SUFFIX = ".csv"
COLUMNS = flat.COLUMNS
LOSSES = flat.LOSSES


def write(dossiers: Iterable[Dossier], path: Target) -> Account:
    """Write one row an event."""
    tally = Tally(LOSSES)
    with whole(path) as (out,):
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(COLUMNS)
        for dossier in tally.watch(dossiers):
            losses.note(dossier, tally)
            rows.writerow("" if value is None else value for value in flat.flat(dossier).values())
            tally.rows += 1
    return tally.account(path)
