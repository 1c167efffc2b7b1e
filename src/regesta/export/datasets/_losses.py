"""What data sets cannot hold, in words, and how often an event runs into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regesta.export.datasets._account import Tally
from regesta.export.datasets._shape import sides
from regesta.model import Dossier, Party
from regesta.ontology.crosswalks import sectors

INTERVAL = "a date that is an interval: its first day is written"
UNDATED = "an event without a first day (undated, year unknown, open): its date is left empty"
EDTF = "a date said loosely (a month, uncertain, approximate, open): only days are written"
PARTIES = "parties beyond the first of each side"
SECTORS = "sectors that CAMEO has no code for"
NAMES = "names of the parties: only their codes are written"
TYPE = "PLOVER event type: only the CAMEO code is written"
TYPE_CAMEO = "CAMEO code"
MODE = "PLOVER modes"
CONTEXTS = "PLOVER contexts"
INTENSITY = "PLOVER intensity: only the Goldstein score is written"
ATTRIBUTION = "attribution: who says so"
DISPUTES = "disputed fields: one version is written, who says otherwise is not"
TOLLS = "casualties"
BACKGROUND = "background: an older event stands like news"
UNREAL = "an event that is planned, hypothetical, denied or negated: left out"
REPORTS = "reports beyond the earliest: their own versions of the event"
SPANS = "the characters of each field in its document"
POINT = "a region or a stretch of water: its name is left out"
NUMBERED = "GeoNames number of the place"
CONFIDENCE = "confidence"
NOTHING_MEASURED = "tone: none is measured, its columns are empty"

CAMEO_GOLDSTEIN = "CAMEO code and Goldstein score: only PLOVER's type and intensity are written"
POINTLESS = "an event without coordinates: its geometry is null"
OWNERS = "which of several parties a country or sector belongs to"
WHOM = "tolls: whose they are, and who claims which"
VERSIONS = "reports beyond the earliest: their ids are written, their sentences are not"


def note(dossier: Dossier, tally: Tally) -> None:
    """Count what is lost of one event that is written, of all that ``tally`` knows and an event alone tells."""
    for what in tally.known:
        hits = _HITS.get(what)
        if hits is not None:
            tally.lost(what, hits(dossier))


def unreal(dossier: Dossier, tally: Tally) -> bool:
    """Whether the event did not happen as far as is known; counts it as left out."""
    if dossier.event.factuality == "occurred":
        return False
    tally.lost(UNREAL)
    return True


def _tolls(dossier: Dossier) -> int:
    """How many tolls the reports claim."""
    return sum(len(told.report.casualties) for told in dossier.told)


def _days(dossier: Dossier) -> tuple[str, ...]:
    event = dossier.event
    return (event.day_from or "", f"{event.day_from}/{event.day_to}")


def _written(dossier: Dossier) -> tuple[Party, ...]:
    both = sides(dossier.event)
    return tuple(one for one in (both.source, both.target) if one is not None)


def _unknown(party: Party) -> int:
    known = sectors()
    return sum(1 for one in party.sectors if one not in known or not known[one].cameo)


_HITS: Mapping[str, Callable[[Dossier], int]] = {
    INTERVAL: lambda one: int(bool(one.event.day_from) and one.event.day_from != one.event.day_to),
    UNDATED: lambda one: int(one.event.day_from is None),
    EDTF: lambda one: int(one.event.day_from is not None and one.event.date not in _days(one)),
    PARTIES: lambda one: sides(one.event).further,
    SECTORS: lambda one: sum(_unknown(party) for party in _written(one)),
    NAMES: lambda one: len(_written(one)),
    TYPE: lambda one: 1,
    TYPE_CAMEO: lambda one: 1,
    MODE: lambda one: int(one.event.mode is not None),
    CONTEXTS: lambda one: int(bool(one.event.contexts)),
    INTENSITY: lambda one: 1,
    ATTRIBUTION: lambda one: int(bool(one.event.speakers)),
    DISPUTES: lambda one: len(one.event.disputes),
    TOLLS: _tolls,
    BACKGROUND: lambda one: int(one.event.layer == "background"),
    REPORTS: lambda one: max(0, len(one.told) - 1),
    SPANS: lambda one: len(one.told),
    POINT: lambda one: int(one.event.place is not None and one.event.place.precision in ("region", "water")),
    NUMBERED: lambda one: int(one.event.place is not None and one.event.place.geonames_id is not None),
    CONFIDENCE: lambda one: 1,
    CAMEO_GOLDSTEIN: lambda one: 1,
    POINTLESS: lambda one: int(one.event.place is None or one.event.place.latitude is None),
    OWNERS: lambda one: int(len(one.event.actors) > 1 or len(one.event.recipients) > 1),
    WHOM: _tolls,
    VERSIONS: lambda one: max(0, len(one.told) - 1),
    NOTHING_MEASURED: lambda one: 1,
}
