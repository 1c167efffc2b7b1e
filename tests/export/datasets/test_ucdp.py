"""UCDP GED, read back with pandas: every column, what is left out, and how the dead are counted."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.datasets.dossiers import (
    ALL,
    ARMY,
    BLAST,
    BOMBING,
    CLASH,
    ELDER,
    FISHERMEN,
    GUNMEN,
    KIDNAP,
    KISMAYO,
    MINISTRY,
    RAID,
    REBELS,
    RUSSIA,
    event,
    killed,
    party,
    published,
    told,
)  # fmt: skip

from regesta.export.datasets import ucdp
from regesta.export.datasets._deaths import Deaths, Kind, deaths, kind_of
from regesta.export.datasets._shape import number
from regesta.model import Casualties, Dossier, Party, Site, Told


def read(path: Path) -> dict[str, dict[str, str]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert tuple(frame.columns) == ucdp.COLUMNS
    return {row["relid"]: row for row in frame.to_dict("records")}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    path = tmp_path_factory.mktemp("ucdp") / "ged.csv"
    ucdp.write(iter(ALL), path)
    return read(path)


def filled(**values: str) -> dict[str, str]:
    assert set(values) <= set(ucdp.COLUMNS)
    return {name: values.get(name, "") for name in ucdp.COLUMNS}


def test_every_column_of_the_raid(rows: dict[str, dict[str, str]]) -> None:
    assert rows["e0011223344556677"] == filled(
        id=str(number("e0011223344556677")), relid="e0011223344556677", year="2024", type_of_violence="1",
        dyad_name="masked gunmen - policemen", side_a="masked gunmen", side_b="policemen", number_of_sources="2",
        source_article="Coast Wire, 2024-04-12, Title 1; Daily Tide, 2024-04-12, Title 2;"
        " Daily Tide, 2024-04-13, Title 3",
        source_office="Coast Wire; Daily Tide", source_date="2024-04-12; 2024-04-13",
        source_headline="Title 1; Title 2; Title 3", source_original="Interior Ministry of Somalia", where_prec="1",
        where_coordinates="Kismayo", where_description="the Kismayo", adm_1="Lower Juba", latitude="-0.36",
        longitude="42.545", geom_wkt="POINT (42.545 -0.36)", country="Somalia", country_id="520", region="Africa",
        date_prec="1", date_start="2024-04-09", date_end="2024-04-09", deaths_a="0", deaths_b="4",
        deaths_civilians="23", deaths_unknown="0", best="27", high="30", low="27", gwnob="520",
    )  # fmt: skip


def test_every_column_of_the_bombardment(rows: dict[str, dict[str, str]]) -> None:
    assert rows["e0000000000000003"] == filled(
        id=str(number("e0000000000000003")), relid="e0000000000000003", year="2024", type_of_violence="1",
        dyad_name="the Syrian army - rebels", side_a="the Syrian army", side_b="rebels", number_of_sources="1",
        where_prec="4", where_coordinates="Idlib", where_description="the Idlib", adm_1="Idlib", country="Syria",
        country_id="652", region="Middle East", date_prec="4", date_start="2024-01-21", date_end="2024-01-31",
        deaths_a="2", deaths_b="11", deaths_civilians="0", deaths_unknown="0", best="13", high="16", low="13",
        gwnoa="652",
    )  # fmt: skip


def test_every_column_of_the_clash(rows: dict[str, dict[str, str]]) -> None:
    assert rows["e0000000000000010"] == filled(
        id=str(number("e0000000000000010")), relid="e0000000000000010", year="2024", type_of_violence="1",
        dyad_name="Ukrainian forces - Russian forces", side_a="Ukrainian forces", side_b="Russian forces",
        number_of_sources="1", source_article="Coast Wire, 2024-03-11, Title 1", source_office="Coast Wire",
        source_date="2024-03-11", source_headline="Title 1", where_prec="6", where_coordinates="Ukraine",
        country="Ukraine", country_id="369", region="Europe", date_prec="3", date_start="2024-03-04",
        date_end="2024-03-10", deaths_a="0", deaths_b="0", deaths_civilians="0", deaths_unknown="5", best="5",
        high="5", low="5", gwnoa="369", gwnob="365",
    )  # fmt: skip


def test_only_fatal_organised_violence_is_written(rows: dict[str, dict[str, str]], tmp_path: Path) -> None:
    assert list(rows) == [one.event.id for one in (RAID, BOMBING, CLASH)]
    reason = {one.event.id: ucdp.write(iter([one]), tmp_path / "out.csv").losses for one in (KIDNAP, BLAST)}
    assert reason == {KIDNAP.event.id: {ucdp.BLOODLESS: 1}, BLAST.event.id: {ucdp.PRIVATE: 1}}
    losses = ucdp.write(iter(ALL), tmp_path / "out.csv").losses
    assert losses[ucdp.OTHER] == 6
    assert losses[ucdp.DISPUTED] == 2
    assert losses[ucdp.OPEN] == 2
    assert losses[ucdp.OTHERS] == 1


def fight(
    *reports: Told, actors: tuple[Party, ...] = (GUNMEN,), recipients: tuple[Party, ...] = (), **said: object
) -> Dossier:
    known = {"days": ("2024-04-09", "2024-04-09"), "place": KISMAYO, "actors": actors, "recipients": recipients}
    return Dossier(event("e1", "ASSAULT", "180", **(known | said)), reports)


def toll(*claims: Casualties, by: str = "Coast Wire", number: int = 1) -> Told:
    return told("ASSAULT", "180", "Some died.", published(by, "2024-04-10"), casualties=claims, number=number)


def written(dossier: Dossier, folder: Path) -> dict[str, str] | None:
    ucdp.write(iter([dossier]), folder / "one.csv")
    return next(iter(read(folder / "one.csv").values()), None)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"days": (None, None)}, ucdp.UNDATED),
        ({"place": None}, ucdp.NOWHERE),
        ({"place": Site("Sahel", None, None, None, None, "region", None)}, ucdp.NOWHERE),
        ({"factuality": "denied"}, "an event that is planned, hypothetical, denied or negated: left out"),
        ({"actors": ()}, ucdp.PRIVATE),
        ({"actors": (FISHERMEN,)}, ucdp.PRIVATE),
    ],
)
def test_what_ucdp_would_not_list_is_left_out(tmp_path: Path, said: dict[str, object], reason: str) -> None:
    account = ucdp.write(iter([fight(toll(killed(3, 3, None)), **said)]), tmp_path / "out.csv")  # type: ignore[arg-type]
    assert (account.rows, account.losses) == (0, {reason: 1})


@pytest.mark.parametrize(
    ("actor", "recipient", "whom", "violence", "sides"),
    [
        (ARMY, REBELS, None, "1", ("the Syrian army", "rebels")),
        (GUNMEN, ARMY, None, "1", ("masked gunmen", "the Syrian army")),
        (GUNMEN, REBELS, None, "2", ("masked gunmen", "rebels")),
        (GUNMEN, FISHERMEN, None, "3", ("masked gunmen", "Civilians")),
        (RUSSIA, FISHERMEN, None, "3", ("Russia", "Civilians")),
        (GUNMEN, None, "two women", "3", ("masked gunmen", "Civilians")),
        (GUNMEN, None, "people", "", ("masked gunmen", "")),
    ],
)
def test_types_of_violence(
    tmp_path: Path, actor: Party, recipient: Party | None, whom: str | None, violence: str, sides: tuple[str, str]
) -> None:
    dossier = fight(toll(killed(2, 2, whom)), actors=(actor,), recipients=(recipient,) if recipient else ())
    row = written(dossier, tmp_path)
    assert row is not None
    assert (row["type_of_violence"], (row["side_a"], row["side_b"])) == (violence, sides)


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [("2024-04-01", "2024-04-01", "1"), ("2024-04-01", "2024-04-02", "2"), ("2024-04-01", "2024-04-06", "2"),
     ("2024-04-01", "2024-04-07", "3"), ("2024-04-01", "2024-04-08", "4"), ("2024-03-01", "2024-03-31", "4"),
     ("2024-03-01", "2024-04-01", "5"), ("2024-01-01", "2024-12-31", "5"), ("2024-01-01", None, "5")],
)  # fmt: skip
def test_precision_of_dates(tmp_path: Path, first: str, last: str | None, precision: str) -> None:
    row = written(fight(toll(killed(2, 2, None)), days=(first, last)), tmp_path)
    assert row is not None
    assert (row["date_prec"], row["date_start"], row["date_end"]) == (precision, first, last or "")


@pytest.mark.parametrize(
    ("precision", "code"), [("city", "1"), ("admin1", "4"), ("region", "5"), ("country", "6"), ("water", "7")]
)
def test_precision_of_places(tmp_path: Path, precision: str, code: str) -> None:
    site = Site("Somewhere", "COD", None, None, None, precision, None)  # type: ignore[arg-type]
    row = written(fight(toll(killed(2, 2, None)), place=site), tmp_path)
    assert row is not None
    assert (row["where_prec"], row["country"], row["country_id"]) == (code, "DR Congo (Zaire)", "490")


@pytest.mark.parametrize(
    ("reports", "sides", "expected"),
    [
        # the number that most publishers give; where none leads, the lower
        ((toll(killed(9, 9, None), by="A"), toll(killed(7, 7, None), by="B"), toll(killed(9, 9, None), by="C")),
         (GUNMEN, None), Deaths(7, 9, 9, 0, 0, 0, 9)),
        ((toll(killed(9, 9, None), by="A"), toll(killed(7, 7, None), by="B")), (GUNMEN, None),
         Deaths(7, 7, 9, 0, 0, 0, 7)),
        # one publisher that says it twice is one
        ((toll(killed(9, 9, None), by="A"), toll(killed(9, 9, None), by="A"), toll(killed(7, 7, None), by="B")),
         (GUNMEN, None), Deaths(7, 7, 9, 0, 0, 0, 7)),
        # a part of the total is not added to it
        ((toll(killed(49, 49, "people"), killed(12, 12, "children")),), (GUNMEN, None),
         Deaths(49, 49, 49, 0, 0, 12, 37)),
        # the dead of both sides and civilians are added up
        ((toll(killed(3, 3, "soldiers"), killed(5, 5, "militants"), killed(2, 2, "women")),), (ARMY, REBELS),
         Deaths(10, 10, 10, 3, 5, 2, 0)),
        ((toll(killed(3, 3, "soldiers"), killed(5, 5, "militants")),), (REBELS, ARMY), Deaths(8, 8, 8, 5, 3, 0, 0)),
        # soldiers of two armies cannot be told apart
        ((toll(killed(3, 3, "soldiers")),), (ARMY, ARMY), Deaths(3, 3, 3, 0, 0, 0, 3)),
        # of one whole, the same speaker's larger number; of two speakers, a range
        ((toll(killed(3, 3, "women", ELDER), killed(20, 20, "villagers", ELDER)),), (GUNMEN, FISHERMEN),
         Deaths(20, 20, 20, 0, 0, 20, 0)),
        ((toll(killed(20, 20, None, MINISTRY), killed(50, 50, None, ELDER)),), (GUNMEN, FISHERMEN),
         Deaths(20, 20, 50, 0, 0, 20, 0)),
        # ranges and open numbers
        ((toll(killed(10, 20, None)),), (GUNMEN, None), Deaths(10, 10, 20, 0, 0, 0, 10)),
        ((toll(killed(12, None, None)),), (GUNMEN, None), Deaths(12, 12, 12, 0, 0, 0, 12)),
        ((toll(killed(None, 30, None)),), (GUNMEN, None), Deaths(30, 30, 30, 0, 0, 0, 30)),
    ],
)  # fmt: skip
def test_the_dead(reports: tuple[Told, ...], sides: tuple[Party, Party | None], expected: Deaths) -> None:
    a, b = map(kind_of, sides)
    assert deaths(fight(*reports), a, b) == expected


@pytest.mark.parametrize("claims", [(), (killed(0, 0, None),), (killed(None, None, "people"),)])
def test_nobody_killed_is_no_toll(claims: tuple[Casualties, ...]) -> None:
    assert deaths(fight(toll(*claims)), "organised", None) is None


# ---------------------------------------------------------------- several parties on one side

TUAREG = party("Tuareg rebels", "MLI", "REB")
MALIANS = party("12 Malian soldiers", "MLI", "MIL")
WAGNER = party("six Wagner mercenaries", "RUS", "PRM", id="wagner-group", name="Wagner Group")
KIDAL = Site("Kidal", "MLI", "Kidal", 18.44, 1.41, "city", 2455290)


def counted(number: int, whom: str, one: Party, start: int) -> Casualties:
    """A number of dead that is told by the very words for a party."""
    return Casualties("killed", number, number, whom, one.text, start, start + len(one.text))


def ambush(*claims: Casualties) -> Told:
    return told(
        "ASSAULT", "190", "Tuareg rebels ambushed a convoy, killing 12 soldiers and six mercenaries.",
        published("Coast Wire", "2024-07-26"), casualties=claims,
        actors=((TUAREG, 0),), recipients=((MALIANS, 70), (WAGNER, 93)),
    )  # fmt: skip


TWELVE = counted(12, "Malian soldiers", MALIANS, 70)


@pytest.mark.parametrize("recipients", [(MALIANS, WAGNER), (WAGNER, MALIANS)])
@pytest.mark.parametrize("whom", ["Wagner fighters", "Wagner mercenaries"])
def test_the_dead_of_two_parties_on_one_side_are_added_up(
    tmp_path: Path, recipients: tuple[Party, ...], whom: str
) -> None:
    report = ambush(TWELVE, counted(6, whom, WAGNER, 93))
    row = written(fight(report, actors=(TUAREG,), recipients=recipients, place=KIDAL), tmp_path)
    assert row is not None
    assert [row[name] for name in ("low", "best", "high")] == ["18", "18", "18"]
    deaths_of = [row[f"deaths_{whose}"] for whose in ("a", "b", "civilians", "unknown")]
    assert deaths_of == ["0", "18", "0", "0"]
    assert (row["type_of_violence"], row["side_b"], row["gwnob"]) == ("1", "12 Malian soldiers", "432")


def test_a_part_of_one_party_is_not_added_to_it() -> None:
    report = ambush(TWELVE, killed(2, 2, "officers"))
    assert deaths(fight(report, recipients=(MALIANS,)), "organised", "state") == Deaths(12, 12, 12, 0, 12, 0, 0)


def test_where_all_are_actors_the_words_tell_whose_dead() -> None:
    both = (MALIANS, TUAREG)
    report = told("ASSAULT", "190", "They fought.", published("A", None), actors=((MALIANS, 70), (TUAREG, 0)),
                  casualties=(TWELVE, counted(3, "rebels", TUAREG, 0)))  # fmt: skip
    assert deaths(fight(report, actors=both), "state", "organised") == Deaths(15, 15, 15, 12, 3, 0, 0)


KINDS = st.sampled_from([None, "state", "organised", "civilian"])


@st.composite
def claims(draw: st.DrawFn) -> Casualties:
    low, high = sorted((draw(st.integers(0, 500)), draw(st.integers(0, 500))))
    bounds = draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high), (None, None)]))
    whom = draw(st.sampled_from([None, "soldiers", "militants", "women", "people"]))
    return killed(*bounds, whom, draw(st.sampled_from([ELDER, MINISTRY])))


KINDS = st.sampled_from([None, "state", "organised", "civilian"])
REPORTS = st.lists(st.builds(toll, claims(), claims(), by=st.sampled_from("ABC")), max_size=4)


@given(REPORTS, KINDS, KINDS)
def test_deaths_always_add_up(reports: list[Told], a: Kind | None, b: Kind | None) -> None:
    dead = deaths(fight(*reports), a, b)
    if dead is not None:
        assert 0 <= dead.low <= dead.best <= dead.high
        assert dead.a + dead.b + dead.civilians + dead.unknown == dead.best
        assert min(dead.a, dead.b, dead.civilians, dead.unknown) >= 0
        turned = deaths(fight(*reversed(reports)), a, b)
        assert turned is not None
        assert (turned.low, turned.best, turned.high) == (dead.low, dead.best, dead.high)


def test_kinds_of_parties() -> None:
    assert kind_of(RUSSIA) == "state", "a country named as such"
    assert kind_of(party("the village of Bor", "RUS")) is None
    assert kind_of(party("a network", "IMG")) == "organised"
    assert kind_of(party("somebody", None, "UNK")) is None
    assert kind_of(party("teachers", "MLI", "EDU")) == "civilian"
    assert kind_of(None) is None
