"""Questions to a store: one filter language for Python, the command line and addresses of pages.

A ``Query`` says which events are meant. Every field that is given must hold; a field with several values holds
where any of them does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """Which events are asked for; raises SettingsError for a value that has no meaning.

    Actors are named by id, name or alias ("Wagner Group"), country ("RUS", "Russia"), sector ("MIL"), or country and
    sector ("RUS MIL"). ``actor`` acts, ``recipient`` is acted upon, ``party`` is either; ``between`` holds two
    parties in either direction. A symmetric event lists everybody under actors.

    ``since`` and ``until`` are days, months or years (ISO 8601, both inclusive) which the event's own date must
    touch. ``box`` is (west, south, east, north) in degrees; ``near`` is (latitude, longitude, kilometres).
    ``casualties`` are conditions such as "killed>=10" or "injured". ``text`` is looked for in the sentences.
    """

    event: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    cameo: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    box: tuple[float, ...] = ()
    near: tuple[float, ...] = ()
    since: str | None = None
    until: str | None = None
    factuality: tuple[str, ...] = ()
    layer: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    casualties: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    min_confidence: float | None = None
    min_sources: int | None = None
    text: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Query:
        """Read a query from flags or from an address's parameters."""
        raise NotImplementedError
