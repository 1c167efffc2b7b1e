"""An invented store of a few events that questions are put to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from regesta.model import (
    Actor,
    Casualties,
    CodedBy,
    Dispute,
    Event,
    MentionSpan,
    Party,
    Publication,
    Report,
    Site,
    Span,
    Speaker,
    Toll,
    Version,
    When,
)
from regesta.store import Store, rows


def party(
    text: str, id: str | None = None, country: str | None = None, *sectors: str, name: str | None = None
) -> Party:
    return Party(id=id, name=name, text=text, country=country, sectors=sectors)


RUSSIA = party("Moscow", "RUS", "RUS", "GOV", name="Russia")
UKRAINE = party("Ukraine", "UKR", "UKR", name="Ukraine")
SOLDIERS = party("Russian soldiers", None, "RUS", "MIL")
VILLAGERS = party("the villagers", None, "UKR", "CVL")
WAGNER = party("Wagner", "wagner-group", "RUS", "PRM", name="Wagner Group")
MILITIA = party("the Séléka Youth Front", None, None, "REB", "UAF", name="Séléka Youth Front")
MALI = party("Mali", "MLI", "MLI", name="Mali")
WORKERS = party("dock workers", None, "MLI", "LAB")
STUDENTS = party("students", None, "MLI", "EDU")

GAO = Site("Gao", "MLI", "Gao", 16.27, -0.04, "city", 2457161)
KHARKIV = Site("Kharkiv", "UKR", "Kharkiv", 49.98, 36.25, "city", 706483)
SUVA = Site("Suva", "FJI", None, -18.14, 178.44, "city", 2198148)
MALI_SITE = Site("Mali", "MLI", None, None, None, "country", 2453866)


def event(
    id: str,
    kind: str,
    days: tuple[str | None, str | None] = (None, None),
    *,
    actors: tuple[Party, ...] = (),
    recipients: tuple[Party, ...] = (),
    place: Site | None = None,
    tolls: tuple[Toll, ...] = (),
    **more: object,
) -> Event:
    first, last = days
    date = first if first == last else f"{first or '..'}/{last or '..'}"
    plain = Event(
        id=id, event=kind, mode=None, contexts=(), cameo="190", quad=4, intensity=-9.0, goldstein=-10.0, actors=actors,
        recipients=recipients, date=date, day_from=first, day_to=last, place=place, factuality="occurred",
        layer="news", casualties=tolls, speakers=(), disputes=(), reports=(f"r{id}",), sources=1, copies=0,
        publishers=("Reuters",), first_reported="2024-03-02", last_reported="2024-03-03", confidence=0.5,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


SHELLING = event(
    "e1", "ASSAULT", ("2024-03-01", "2024-03-01"), actors=(SOLDIERS,), recipients=(VILLAGERS,), place=KHARKIV,
    tolls=(Toll("killed", 12, 15), Toll("injured", 30, None)), mode="heavy-weapons", contexts=("military",),
    disputes=(
        Dispute("killed", (Version("15", ("Kharkiv governor",), ("re1",)), Version("12", ("police",), ("re1b",)))),
    ),
    reports=("re1", "re1b"), sources=2, copies=1, publishers=("AFP", "Reuters"), confidence=0.9,
    speakers=("Kharkiv governor",),
)  # fmt: skip
CLASH = event("e2", "ASSAULT", ("2024-03-20", "2024-03-20"), actors=(WAGNER, MILITIA), place=GAO, mode="firearms",
              cameo="193", tolls=(Toll("killed", 3, 3),))  # fmt: skip
MEETING = event("e3", "CONSULT", ("2024-03-31", "2024-04-02"), actors=(RUSSIA, UKRAINE, MALI), place=SUVA, mode="meet",
                cameo="036", quad=1, intensity=4.0, contexts=("diplomatic", "military"))  # fmt: skip
MARCH = event("e4", "PROTEST", ("2024-05-06", "2024-05-06"), actors=(WORKERS, STUDENTS), place=MALI_SITE, cameo="141",
              quad=3, intensity=-3.0, layer="background", tolls=(Toll("killed", 0, 0),))  # fmt: skip
AID = event("e5", "AID", (None, None), actors=(RUSSIA,), recipients=(MALI, WORKERS), cameo="073", quad=2,
            intensity=7.0, factuality="planned")  # fmt: skip
LONG = event("e6", "SANCTION", ("2024-02-01", "2024-12-31"), actors=(UKRAINE,), recipients=(RUSSIA,), cameo="163",
             quad=4, intensity=-5.0, tolls=(Toll("killed", None, 9),))  # fmt: skip
EVENTS = (SHELLING, CLASH, MEETING, MARCH, AID, LONG)

SENTENCES = {
    "re1": "Russian soldiers shelled Kharkiv on Friday, killing 15 villagers, the governor said.",
    "re1b": "Police put the number of killed villagers at 12.",
    "re2": "Fighters of Wagner and the Séléka Youth Front shot at each other near Gao.",
    "re3": "The three delegations met in Suva.",
    "re4": "Dock workers and students marched through the cities of Mali.",
    "re5": "Moscow will send wheat to Mali's dock workers.",
    "re6": "Ukraine kept its embargo against Moscow all year.",
}
GOVERNOR = Speaker("the governor", 0, 12, "Kharkiv governor", "UKR", ("GOV",), "said")
POLICE = Speaker("Police", 0, 6, None, "UKR", ("COP",), "said")


def report(id: str) -> Report:
    sentence = SENTENCES[id]
    own = next(one for one in EVENTS if id in one.reports)
    speakers = {"re1": (GOVERNOR,)}.get(id, ())
    claims = {
        "re1": (Casualties("killed", 15, 15, "villagers", "15 villagers", 52, 64, (GOVERNOR,)),),
        "re1b": (Casualties("killed", 12, 12, None, "12", 45, 47, (POLICE,)),),
    }.get(id, ())
    return Report(
        id=id, document_id=f"d{id}", event=own.event, mode=own.mode, contexts=own.contexts, cameo=own.cameo,
        quad=own.quad, intensity=own.intensity, goldstein=own.goldstein,
        actors=tuple(Actor(one.text, 0, 1, one.id, one.name, one.country, one.sectors) for one in own.actors),
        recipients=(), date=When(own.date, None, None, None, "published") if own.date else None, place=None,
        attribution=speakers, factuality=own.factuality, layer=own.layer, casualties=claims, part_of=None,
        trigger=Span(0, 6, sentence[:6]), mentions=(MentionSpan(0, 6, sentence[:6], 0),), pattern="x", confidence=0.5,
        coded_by=CodedBy("0", "p", "0", "h"),
    )  # fmt: skip


def publications(id: str) -> list[Publication]:
    names = {"re1": ["AFP", "Kharkiv Herald"], "re1b": ["Reuters"]}.get(id, ["Reuters"])
    return [
        Publication(f"d{id}", f"{name}/{id}", name, f"https://{id}.example/{n}", f"Told of {id}", "2024-03-02", None, 0,
                    None, "usable")
        for n, name in enumerate(names)
    ]  # fmt: skip


def make(path: Path) -> Path:
    """Write the store and name its file."""
    with Store.open(path, create=True) as store, store.transaction() as connection:
        told = [report(id) for id in SENTENCES]
        tables = {
            "events": rows.table(Event, EVENTS),
            "reports": rows.table(Report, told).append_column("sentence", pa.array(SENTENCES.values())),
            "publications": rows.table(Publication, [one for id in SENTENCES for one in publications(id)]),
            "members": pa.table(
                {
                    "report_id": [id for one in EVENTS for id in one.reports],
                    "event_id": [one.id for one in EVENTS for _ in one.reports],
                }
            ),
            "documents": pa.table(
                {"id": [f"d{id}" for id in SENTENCES], "length": [len(t) for t in SENTENCES.values()]}
            ),
        }
        for name, table in tables.items():
            connection.register("given", table)
            connection.execute(f"INSERT INTO base.{name} BY NAME SELECT * FROM given")
            connection.unregister("given")
    return path
