"""Pairs of reports of which any reader says at once whether they tell one happening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.merge.invented import (
    ABIY,
    AFGOOYE,
    BAIDOA,
    DERHACHI,
    GUESTS,
    GUNMEN,
    KHARKIV,
    MOGADISHU,
    MUSEVENI,
    ODESA,
    RUSSIANS,
    RUTO,
    SHABAAB,
    SOLDIERS,
    SOMALI_GUNMEN,
    UKRAINIANS,
    actor,
    item,
    toll,
)

from regesta.merge.facts import Item
from regesta.model import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, and what is plain about them in words."""

    plain: str
    a: Item
    b: Item


HOTEL: dict[str, Any] = {
    "event": "ASSAULT", "mode": "firearms", "cameo": "190", "when": "2024-05-14", "day": "2024-05-15",
    "place": MOGADISHU, "actors": (SHABAAB,), "recipients": (GUESTS,), "casualties": (toll("killed", 14),),
    "sentence": "Al-Shabaab fighters stormed a seaside hotel in Mogadishu on Tuesday and killed 14 guests.",
}  # fmt: skip
STRIKE: dict[str, Any] = {
    "event": "ASSAULT", "mode": "aerial", "cameo": "195", "when": "2024-05-14", "day": "2024-05-15",
    "place": KHARKIV, "actors": (RUSSIANS,), "recipients": (UKRAINIANS,), "casualties": (toll("killed", 9),),
    "sentence": "Russian aircraft bombed a covered market in Kharkiv on Tuesday, killing nine residents.",
}  # fmt: skip
CALL: dict[str, Any] = {
    "event": "CONSULT", "mode": "phone", "cameo": "041", "when": "2024-05-13", "day": "2024-05-14",
    "actors": (RUTO, ABIY),
    "sentence": "Mr Ruto and Abiy Ahmed discussed the shared border by telephone on Monday.",
}  # fmt: skip
CHARGE: dict[str, Any] = {
    "event": "ACCUSE", "mode": "allege", "cameo": "112", "when": "2024-05-14", "day": "2024-05-14",
    "actors": (actor("Kenya", id="KEN", name="Kenya", country="KEN", sectors="GOV"),),
    "recipients": (actor("Somalia", id="SOM", name="Somalia", country="SOM", sectors="GOV"),),
    "sentence": "Kenya on Tuesday accused Somalia of letting smugglers ship charcoal from its southern port.",
}  # fmt: skip
RALLY: dict[str, Any] = {
    "event": "PROTEST", "mode": "demo", "cameo": "141", "when": "2024-05-11", "day": "2024-05-12",
    "place": MOGADISHU, "actors": (actor("market traders", country="SOM", sectors="BUS"),),
    "sentence": "Market traders marched through Mogadishu on Saturday against a new levy on imports.",
}  # fmt: skip


def pair(plain: str, told: dict[str, Any], **otherwise: Any) -> Pair:
    """A report, and another that differs in what is told ``otherwise``."""
    return Pair(plain, item("a", **told), item("b", **{**told, **otherwise}))


def at(start: int, word: str) -> Span:
    """A trigger that begins there."""
    return Span(start, start + len(word), word)


SAME = (
    pair(
        "one attack told in two ways", HOTEL, day="2024-05-16", mode=None,
        sentence="Fourteen people lost their lives when militants broke into a beach hotel in the Somali capital.",
    ),
    pair(
        "gunmen of no name, and the group", HOTEL, actors=(GUNMEN,),
        sentence="Gunmen shot dead 14 people at a hotel on the beach of Mogadishu on Tuesday night.",
    ),
    pair(
        "gunmen of the country, and the group", HOTEL, actors=(SOMALI_GUNMEN,), recipients=(),
        sentence="Somali gunmen who burst into a hotel opened fire on the diners, and 14 died.",
    ),
    pair(
        "a toll that rises in a later report", HOTEL, day="2024-05-17", casualties=(toll("killed", 19),),
        sentence="The number of those killed when al-Shabaab stormed the seaside hotel has risen to 19.",
    ),
    pair(
        "a toll that begins with at least", HOTEL, casualties=(toll("killed", 10, None),),
        sentence="At least ten guests were killed as al-Shabaab fighters attacked a hotel in Mogadishu.",
    ),
    pair(
        "a report that says neither when nor where", HOTEL, when=None, place=None,
        sentence="Al-Shabaab fighters attacked a hotel by the sea and killed 14 guests.",
    ),
    pair(
        "a report that names nobody", HOTEL, actors=(), recipients=(),
        sentence="Fourteen guests were killed in an attack on a seaside hotel in Mogadishu on Tuesday.",
    ),
    pair(
        "a denial and a claim of one act", STRIKE, factuality="denied",
        sentence="The ministry denied that Russian aircraft had bombed a market in Kharkiv on Tuesday.",
    ),
    pair(
        "the same strike, by drones in the other's words", STRIKE, mode="drone",
        sentence="Nine residents of Kharkiv died on Tuesday when Russian drones hit a covered market.",
    ),
    pair(
        "one call told by either side", CALL,
        sentence="Abiy Ahmed spoke by telephone with the Kenyan president on Monday about trade at the border.",
    ),
    pair(
        "one call, the parties in the other order", CALL, actors=(ABIY, RUTO), mode=None,
        sentence="In a call on Monday, Abiy Ahmed and Mr Ruto agreed to reopen a crossing on the border.",
    ),
    pair(
        "one sentence printed in two texts, with nothing else known", HOTEL | {"when": None, "place": None},
        casualties=(), recipients=(),
    ),
    pair(
        "one charge in two wordings", CHARGE,
        sentence="Nairobi accused Somalia on Tuesday of allowing charcoal smugglers to use a port in its south.",
    ),
    pair(
        "one march, told a day later", RALLY, day="2024-05-13", actors=(actor("traders", sectors="BUS"),),
        sentence="Hundreds of traders walked out of the market on Saturday to reject the levy on imports.",
    ),
    pair(
        "one attack with one toll, which two papers put on two days", HOTEL, when="2024-05-15", day="2024-05-16",
        sentence="Fighters of al-Shabaab broke into a hotel on the shore on Wednesday; 14 guests were killed.",
    ),
    pair(
        "one raid late at night, which the other paper puts on the day after", HOTEL | {"casualties": ()},
        when="2024-05-15",
        sentence="Al-Shabaab fighters stormed a hotel by the sea shortly after midnight on Wednesday.",
    ),
    pair(
        "a walkout that goes on, told on its second day",
        RALLY | {"mode": "strike", "cameo": "143", "sentence": "Traders shut their stalls on Saturday over a levy."},
        when="2024-05-12", day="2024-05-13", trigger=at(8, "kept their stalls shut"),
        sentence="Traders kept their stalls shut for a second day on Sunday over a levy on imports.",
    ),
    pair(
        "an attack, and what its own text tells of it hours later", HOTEL | {"document": "one"},
        trigger=at(400, "stormed"), when=None, recipients=(), casualties=(),
        sentence="Police said the fighters who stormed the hotel had come from the beach.",
    ),
    pair(
        "another five victims of one attack", HOTEL, when=None, day="2024-05-17", casualties=(toll("killed", 19),),
        trigger=at(8, "killed"), sentence="The raid killed another five guests who had been rescued from the hotel.",
    ),
)  # fmt: skip

DIFFERENT = (
    pair(
        "two strikes on one city on one day, with other targets and tolls", STRIKE,
        recipients=(actor("Ukrainian conscripts", country="UKR", sectors="MIL"),), casualties=(toll("killed", 31),),
        mode="heavy-weapons", cameo="194",
        sentence="Rockets fired by Russian forces wrecked barracks in northern Kharkiv and killed 31 conscripts.",
    ),
    pair(
        "calls of the same leaders on two days", CALL, when="2024-05-16", day="2024-05-16",
        sentence="Mr Ruto and Abiy Ahmed spoke by telephone on Thursday about the shared border.",
    ),
    pair(
        "calls of the same leaders on two days that follow each other", CALL, when="2024-05-14",
        sentence="Mr Ruto called Abiy Ahmed on Tuesday and offered to host talks on the dam.",
    ),
    pair(
        "attacks in cities 200 km apart", HOTEL, place=BAIDOA,
        casualties=(toll("killed", 4),),
        sentence="Al-Shabaab fighters fired on a minibus as it entered Baidoa on Tuesday and killed four passengers.",
    ),
    pair(
        "two reports of one document, of two days", HOTEL | {"document": "one"}, when="2024-03-02",
        casualties=(toll("killed", 3),), recipients=(SOLDIERS,), layer="background",
        sentence="In March, a roadside bomb laid by al-Shabaab killed three Somali soldiers in the city.",
    ),
    pair(
        "an attack, and a plan of one for a later day", HOTEL, factuality="planned", casualties=(), recipients=(),
        when="2024-05-20", place=None,
        sentence="Al-Shabaab is preparing further raids on hotels next Monday, the city's police chief warned.",
    ),
    pair(
        "attacks of one group a fortnight apart", HOTEL, when="2024-05-28", day="2024-05-29",
        casualties=(toll("killed", 4),), sentence="Al-Shabaab fighters attacked a tea house and killed four.",
    ),
    pair(
        "an attack, and a march against it in the same city on the same day", HOTEL, event="PROTEST", mode="demo",
        cameo="141", actors=(actor("mourners", country="SOM", sectors="CVL"),), recipients=(SHABAAB,), casualties=(),
        sentence="Mourners marched through Mogadishu within hours to condemn the raid on the hotel.",
    ),
    pair(
        "strikes in two countries on one day", STRIKE, place=MOGADISHU, actors=(SHABAAB,), recipients=(SOLDIERS,),
        sentence="Mortars of al-Shabaab hit a base in Mogadishu on Tuesday.",
    ),
    pair(
        "calls of one leader with two others on one day", CALL, actors=(RUTO, MUSEVENI),
        sentence="Mr Ruto rang Yoweri Museveni on Monday to settle a quarrel over fishing on the lake.",
    ),
    pair(
        "a report that is older than what the other tells", HOTEL, when=None, day="2024-05-10",
        sentence="Al-Shabaab fighters overran an outpost and killed its garrison.", casualties=(), place=AFGOOYE,
    ),
    pair(
        "an attack, and a plan of one", HOTEL, factuality="planned", casualties=(), recipients=(), when=None,
        place=None,
        sentence="Al-Shabaab is preparing further raids on hotels, the city's police chief warned.",
    ),
    pair(
        "strikes on two cities in one sentence that two papers print", STRIKE, place=ODESA, casualties=(),
    ),
    pair(
        "marches over one cause in one city on two days that follow each other", RALLY, when="2024-05-12",
        day="2024-05-13", sentence="Traders demonstrated in Mogadishu on Sunday against the levy on imports.",
    ),
    pair(
        "a march, and another the day after", RALLY, when="2024-05-12", day="2024-05-13", trigger=at(8, "marched"),
        sentence="Traders marched again in Mogadishu on Sunday against the levy on imports.",
    ),
    pair(
        "a march at night, and another the night after", RALLY, when="2024-05-12", day="2024-05-13",
        trigger=at(25, "marched"),
        sentence="For a second night, traders marched through Mogadishu against the new levy on imports.",
    ),
    pair(
        "two attacks of one day in one document", HOTEL | {"document": "one"}, mode="explosives",
        casualties=(toll("killed", 3),), recipients=(SOLDIERS,), trigger=at(300, "killed"),
        sentence="Hours later a roadside bomb laid by al-Shabaab killed three Somali soldiers in the city.",
    ),
    pair(
        "two acts told in one sentence of one document", STRIKE | {"document": "one", "casualties": (), "sentence":
        "Russian aircraft bombed a depot in Kharkiv on Tuesday and a rail yard in Derhachi was struck."},
        place=DERHACHI, recipients=(),
    ),
    pair(
        "calls of one leader with two others, told in the same words", CALL, actors=(RUTO, MUSEVENI),
        sentence="Mr Ruto and Yoweri Museveni discussed the shared border by telephone on Monday.",
    ),
)  # fmt: skip

MISTAKEN = (
    pair(
        "two charges by one state against another on one day", CHARGE,
        sentence="Kenya said on Tuesday that Somalia shelters the bandits who raid its northern farms.",
    ),
    pair(
        "two attacks of one day in two documents, on like targets", HOTEL, casualties=(toll("killed", 12),),
        sentence="Al-Shabaab fighters shot dead 12 guests at another hotel of Mogadishu, near its airport, on Tuesday.",
    ),
)  # fmt: skip
"""Happenings that are plainly two and are taken for one; whatever is set right belongs to ``DIFFERENT``."""
