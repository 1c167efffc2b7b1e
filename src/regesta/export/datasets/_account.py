"""What an export did: events read, rows written, and all that the target could not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from regesta.export.datasets._files import Target
from regesta.model import Dossier


@dataclass(frozen=True, slots=True)
class Account:
    """How many ``events`` were read and ``rows`` written to which ``files``.

    ``losses``: what the target cannot hold, in words, and how many events or claims that concerned; nothing is
    listed that did not occur. Rows are those of the first file.
    """

    events: int
    rows: int
    files: tuple[Path, ...]
    losses: Mapping[str, int]


@dataclass(slots=True)
class Tally:
    """Counts while an export runs. ``known`` are the losses that may occur, in the order of the account."""

    known: tuple[str, ...]
    events: int = 0
    rows: int = 0
    losses: dict[str, int] = field(default_factory=dict)

    def watch(self, dossiers: Iterable[Dossier]) -> Iterator[Dossier]:
        """The same dossiers, counted."""
        for dossier in dossiers:
            self.events += 1
            yield dossier

    def lost(self, what: str, times: int = 1) -> None:
        """Count ``times`` losses of one of the ``known`` kinds."""
        if what not in self.known:
            raise KeyError(what)
        if times:
            self.losses[what] = self.losses.get(what, 0) + times

    def account(self, *files: Target) -> Account:
        """All that was counted."""
        losses = {what: self.losses[what] for what in self.known if what in self.losses}
        return Account(self.events, self.rows, tuple(map(Path, files)), losses)
