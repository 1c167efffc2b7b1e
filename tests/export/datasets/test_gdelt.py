"""GDELT, read back with pandas: every column of events and mentions."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.export.datasets.dossiers import (
    AID,
    ALL,
    BLAST,
    BOMBING,
    CALL,
    CLASH,
    KIDNAP,
    MARCH,
    OCCURRED,
    RAID,
    SANCTIONS,
    event,
    told,
)  # fmt: skip

from regesta.export.datasets import gdelt
from regesta.export.datasets._shape import number
from regesta.model import Dossier, Site


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return gdelt.write(iter(ALL), tmp_path_factory.mktemp("gdelt") / "export.CSV").files


@pytest.fixture(scope="module")
def events(files: tuple[Path, ...]) -> pd.DataFrame:
    frame = pd.read_csv(files[0], sep="\t", names=list(gdelt.EVENTS), dtype=str, keep_default_na=False, index_col=False)
    return frame.set_index("GLOBALEVENTID", drop=False)


@pytest.fixture(scope="module")
def mentions(files: tuple[Path, ...]) -> pd.DataFrame:
    names = list(gdelt.MENTIONS)
    return pd.read_csv(files[1], sep="\t", names=names, dtype=str, keep_default_na=False, index_col=False)


def of(events: pd.DataFrame, dossier: Dossier) -> dict[str, str]:
    return {str(key): value for key, value in events.loc[str(number(dossier.event.id))].items()}


def test_the_files_are_named_and_shaped_as_gdelt_has_them(files: tuple[Path, ...]) -> None:
    assert [file.name for file in files] == ["export.CSV", "export.mentions.CSV"]
    for file, columns in zip(files, (61, 16), strict=True):
        lines = file.read_text("utf-8").split("\n")
        assert lines.pop() == ""
        assert {line.count("\t") for line in lines} == {columns - 1}
        assert lines[0].split("\t")[0].isdigit(), "no header"


def test_every_column_of_the_raid(events: pd.DataFrame) -> None:
    row = of(events, RAID)
    filled = {
        "GLOBALEVENTID": str(number("e0011223344556677")), "SQLDATE": "20240409", "MonthYear": "202404",
        "Year": "2024", "FractionDate": "2024.2712", "Actor1Code": "UAF", "Actor1Name": "MASKED GUNMEN",
        "Actor1Type1Code": "UAF", "Actor2Code": "SOMCVLLAB", "Actor2Name": "FISHERMEN", "Actor2CountryCode": "SOM",
        "Actor2Type1Code": "CVL", "Actor2Type2Code": "LAB", "IsRootEvent": "1", "EventCode": "190",
        "EventBaseCode": "190", "EventRootCode": "19", "QuadClass": "4", "GoldsteinScale": "-9", "NumMentions": "3",
        "NumSources": "2", "NumArticles": "3", "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Kismayo, Lower Juba, Somalia", "ActionGeo_CountryCode": "SO",
        "ActionGeo_Lat": "-0.36", "ActionGeo_Long": "42.545", "DATEADDED": "20240412000000",
        "SOURCEURL": "https://news.example/1",
    }  # fmt: skip
    assert row == {name: filled.get(name, "") for name in gdelt.EVENTS}


def test_every_column_of_the_call(events: pd.DataFrame) -> None:
    filled = {
        "GLOBALEVENTID": str(number("e0000000000000002")), "SQLDATE": "20240412", "MonthYear": "202404",
        "Year": "2024", "FractionDate": "2024.2795", "Actor1Code": "KENGOV", "Actor1Name": "WILLIAM RUTO",
        "Actor1CountryCode": "KEN", "Actor1Type1Code": "GOV", "Actor2Code": "SOMGOV",
        "Actor2Name": "HASSAN SHEIKH MOHAMUD", "Actor2CountryCode": "SOM", "Actor2Type1Code": "GOV",
        "IsRootEvent": "0", "EventCode": "041", "EventBaseCode": "041", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScale": "1", "NumMentions": "1", "NumSources": "1", "NumArticles": "1", "Actor1Geo_Type": "0",
        "Actor2Geo_Type": "0", "ActionGeo_Type": "0", "DATEADDED": "20240412000000", "SOURCEURL": "wire.jsonl:1",
    }  # fmt: skip
    assert of(events, CALL) == {name: filled.get(name, "") for name in gdelt.EVENTS}


def test_international_bodies_and_old_codes(events: pd.DataFrame) -> None:
    row = of(events, SANCTIONS)
    assert [row[f"Actor1{name}"] for name in ("Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code")] == [
        "IGOEUREECGOV", "EUR", "EEC", "IGO", "GOV",
    ]  # fmt: skip
    assert row["Actor2Code"] == "RUS"
    assert [row[name] for name in ("SQLDATE", "MonthYear", "Year", "FractionDate")] == [""] * 4
    assert row["QuadClass"] == "4", "reduced relations (16) are material conflict, whatever PLOVER says"
    assert of(events, AID)["Actor1Code"] == "NGOHLH", "PLOVER's MED is CAMEO's HLH"
    march = of(events, MARCH)
    assert march["Actor1Code"] == "USAEDULABCVLMED"
    assert [march[f"Actor1Type{number}Code"] for number in (1, 2, 3)] == ["EDU", "LAB", "CVL"]
    assert march["QuadClass"] == "4"


@pytest.mark.parametrize(
    ("dossier", "place"),
    [
        (KIDNAP, ("1", "Mali", "ML", "ML", "", "", "", "ML")),
        (CLASH, ("1", "Ukraine", "UP", "UP", "", "", "", "UP")),
        (BOMBING, ("5", "Idlib, Syria", "SY", "", "", "", "", "")),
        (MARCH, ("3", "Austin, Texas, United States", "US", "", "", "30.267", "-97.743", "")),
        (AID, ("4", "Gaza City, Gaza Strip, Palestine", "GZ", "", "", "31.5", "34.46", "")),
        (SANCTIONS, ("0", "", "", "", "", "", "", "")),
    ],
)
def test_places(events: pd.DataFrame, dossier: Dossier, place: tuple[str, ...]) -> None:
    row = of(events, dossier)
    assert tuple(value for name, value in row.items() if name.startswith("ActionGeo_")) == place


def test_a_state_and_a_sea(tmp_path: Path) -> None:
    sites = (Site("Texas", "USA", "Texas", None, None, "admin1", 1), Site("Red Sea", "YEM", None, 20, 38, "water", 2))
    dossiers = [Dossier(event(f"e{n}", "AID", "073", place=site), ()) for n, site in enumerate(sites)]
    account = gdelt.write(iter(dossiers), tmp_path / "out.csv")
    rows = [line.split("\t") for line in account.files[0].read_text("utf-8").splitlines()]
    at = gdelt.EVENTS.index("ActionGeo_Type")
    assert [row[at : at + 3] for row in rows] == [["2", "Texas, United States", "US"], ["1", "Yemen", "YM"]]
    assert account.losses[gdelt.VAGUE] == 1


def test_every_column_of_the_mentions_of_the_raid(mentions: pd.DataFrame) -> None:
    raid = number("e0011223344556677")
    rows = [list(row) for row in mentions[mentions["GLOBALEVENTID"] == str(raid)].itertuples(index=False)]
    start = [str(raid), "20240412000000"]
    assert rows == [
        [*start, "20240412063015", "1", "Coast Wire", "https://news.example/1", "3", "28", "50", "40", "1", "80", "900",
         "", "", ""],
        [*start, "20240412000000", "1", "Daily Tide", "https://news.example/2", "3", "28", "50", "40", "1", "80", "900",
         "", "", ""],
        [*start, "20240413000000", "1", "Daily Tide", "https://news.example/3", "6", "100", "-1", "120", "1", "10",
         "450", "", "", ""],
    ]  # fmt: skip


def test_a_mention_without_an_address_is_a_citation(mentions: pd.DataFrame) -> None:
    (row,) = mentions[mentions["GLOBALEVENTID"] == str(number(CALL.event.id))].to_dict("records")
    assert (row["MentionType"], row["MentionIdentifier"], row["SentenceID"]) == ("2", "wire.jsonl:1", "1")
    assert (row["Actor1CharOffset"], row["Actor2CharOffset"], row["Confidence"]) == ("0", "6", "100")


def test_each_publication_is_a_mention(events: pd.DataFrame, mentions: pd.DataFrame) -> None:
    assert len(events) == len(OCCURRED)
    assert len(mentions) == sum(len(one.publications) for dossier in OCCURRED for one in dossier.told)
    assert set(mentions["GLOBALEVENTID"]) <= set(events["GLOBALEVENTID"])


@pytest.mark.parametrize(
    ("day", "fraction"),
    [("2014-02-18", "2014.1315"), ("2024-01-01", "2024.0027"), ("2024-12-31", "2024.9890")],
)
def test_the_fraction_of_a_year_counts_months_of_thirty_days(tmp_path: Path, day: str, fraction: str) -> None:
    dossier = Dossier(event("e1", "AID", "073", days=(day, day)), ())
    gdelt.write(iter([dossier]), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8").split("\t")[4] == fraction


@pytest.mark.parametrize(
    ("code", "base", "root", "quad"),
    [("01", "01", "01", "1"), ("057", "057", "05", "1"), ("0871", "087", "08", "2"), ("1124", "112", "11", "3"),
     ("139", "139", "13", "3"), ("141", "141", "14", "4"), ("1621", "162", "16", "4"), ("204", "204", "20", "4")],
)  # fmt: skip
def test_codes_keep_their_zeros(tmp_path: Path, code: str, base: str, root: str, quad: str) -> None:
    gdelt.write(iter([Dossier(event("e1", "AID", code, quad=1), ())]), tmp_path / "out.csv")
    row = dict(zip(gdelt.EVENTS, (tmp_path / "out.csv").read_text("utf-8").split("\t"), strict=True))
    assert [row[n] for n in ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass")] == [code, base, root, quad]


def test_a_part_of_something_else_is_no_root(tmp_path: Path) -> None:
    part = told("AID", "073", "One.", nth=0, part_of="r9")
    late = told("AID", "073", "Two.", nth=3)
    early = told("AID", "073", "Three.", nth=2)
    dossiers = [Dossier(event(f"e{n}", "AID", "073"), (one,)) for n, one in enumerate((part, late, early))]
    gdelt.write(iter(dossiers), tmp_path / "out.csv")
    at = gdelt.EVENTS.index("IsRootEvent")
    assert [line.split("\t")[at] for line in (tmp_path / "out.csv").read_text("utf-8").splitlines()] == ["0", "0", "1"]


def test_what_is_lost_is_counted(tmp_path: Path) -> None:
    account = gdelt.write(iter(ALL), tmp_path / "out.csv")
    assert (account.events, account.rows) == (11, 10)
    words = {what.split(":")[0]: times for what, times in account.losses.items()}
    assert words == {
        "an event that is planned, hypothetical, denied or negated": 1,
        "an event without a first day (undated, year unknown, open)": 2,
        "a date that is an interval": 4,
        "a date said loosely (a month, uncertain, approximate, open)": 2,
        "parties beyond the first of each side": 2,
        "sectors that CAMEO has no code for": 2,
        "an actor's types beyond the third": 1,
        "PLOVER event type": 10, "PLOVER modes": 6, "PLOVER contexts": 5, "PLOVER intensity": 10,
        "a region or a stretch of water": 1, "a province": 5, "GeoNames number of the place": 6, "casualties": 9,
        "attribution": 1, "disputed fields": 1, "background": 1, "tone": 10,
    }  # fmt: skip
    assert gdelt.write(iter([BLAST]), tmp_path / "out.csv").losses["casualties"] == 1
