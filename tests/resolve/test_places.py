"""Places are read where the form of the text allows them, and only there."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.model import Place
from regesta.resolve import atlas
from regesta.resolve.places import Gazetteer

ACTORS = files("regesta.ontology") / "data" / "actors"


def _spellings(name: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for actor in tomllib.loads((ACTORS / name).read_text(encoding="utf-8"))["actor"]:
        for spelling in [actor["name"], *actor.get("names", [])]:
            found[spelling] = actor.get("country")
    return found


def _countries() -> dict[str, str]:
    return {name: code for name, code in _spellings("countries.toml").items() if code is not None}


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return Gazetteer.load(_countries(), _spellings("regions.toml"), cache=tmp_path_factory.mktemp("atlas"))


def _find(gazetteer: Gazetteer, text: str, *countries: str) -> Place | None:
    return gazetteer.find(text, 0, len(text), countries=countries)


@pytest.mark.parametrize(
    ("text", "span", "country", "admin1"),
    [
        ("a rally in Paris, Texas", "Paris", "USA", "Texas"),
        ("a rally in Paris", "Paris", "FRA", None),
        ("shelling in Goma, eastern Democratic Republic of Congo", "Goma", "COD", None),
        ("clashes in Aleppo, Syria", "Aleppo", "SYR", None),
        ("a march in Athens, Georgia", "Athens", "USA", "Georgia"),
        ("a march in London, Ontario", "London", "CAN", None),
        ("a trial in Springfield, Ill.", "Springfield", "USA", "Illinois"),
        ("a trial in Charleston, West Virginia", "Charleston", "USA", "West Virginia"),
        ("fighting in Iraq's Mosul", "Mosul", "IRQ", None),
        ("near al-Bab", "al-Bab", "SYR", None),
        ("in Mexico City on Tuesday", "Mexico City", "MEX", None),
        ("in Gaza City", "Gaza City", "PSE", None),
        ("the city of Gaza", "Gaza", "PSE", None),
        ("at Kabul International Airport", "Kabul", "AFG", None),
        ("students of the University of Aleppo", "Aleppo", "SYR", None),
        ("a summit in St. Petersburg", "St. Petersburg", "RUS", None),
        ("a court in Nice", "Nice", "FRA", None),
        ("in the town of Bar", "Bar", "MNE", None),
        ("MOSCOW (Newswire) - Envoys met", "MOSCOW", "RUS", None),
    ],
)
def test_a_city_has_a_point_and_only_its_name_is_the_span(
    gazetteer: Gazetteer, text: str, span: str, country: str, admin1: str | None
) -> None:
    place = _find(gazetteer, text)
    assert place is not None
    assert (place.text, place.country, place.precision) == (span, country, "city")
    assert place.latitude is not None and place.longitude is not None and place.geonames_id is not None
    assert admin1 is None or place.admin1 == admin1


@pytest.mark.parametrize(
    ("text", "countries", "country"),
    [
        ("clashes in Tripoli", ("LBY",), "LBY"),
        ("clashes in Tripoli", ("LBN",), "LBN"),
        ("clashes in Tripoli", (), "LBY"),
        ("a shooting in Birmingham", ("USA",), "USA"),
        ("a shooting in Birmingham", (), "GBR"),
        ("talks in Paris", ("USA",), "FRA"),
        ("talks in London", ("CAN",), "GBR"),
    ],
)
def test_the_countries_of_the_text_tell_namesakes_apart(
    gazetteer: Gazetteer, text: str, countries: tuple[str, ...], country: str
) -> None:
    place = _find(gazetteer, text, *countries)
    assert place is not None and place.country == country


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("strikes in Rafah", "PSE", "Rafaḩ"),
        ("a raid in Jenin", "PSE", "Janīn"),
        ("fighting in Hodeidah on Monday", "YEM", "Al Ḩudaydah"),
        ("fighting in Deir el-Zour", "SYR", "Deir ez-Zor"),
        ("strikes in Odessa", "UKR", "Odesa"),
    ],
)
def test_a_seat_is_meant_before_its_district_in_whatever_spelling(
    gazetteer: Gazetteer, text: str, country: str, name: str
) -> None:
    place = _find(gazetteer, text, country)
    assert place is not None and (place.name, place.country, place.precision) == (name, country, "city")


def test_a_document_means_one_town_throughout(gazetteer: Gazetteer) -> None:
    text = "Fire broke out in Oxford, Mississippi, on Monday. Firemen from Jackson came to Oxford by noon."
    start = text.rindex("Oxford")
    place = gazetteer.find(text, start, start + len("Oxford"))
    assert place is not None and (place.country, place.admin1) == ("USA", "Mississippi")


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("in North Kivu province", "North Kivu", "COD", "admin1"),
        ("the state of Borno", "Borno", "NGA", "admin1"),
        ("in the Tigray region", "Tigray", "ETH", "admin1"),
        ("in the Donetsk region", "Donetsk", "UKR", "admin1"),
        ("in Aleppo province", "Aleppo", "SYR", "admin1"),
        ("in Niger State", "Niger", "NGA", "admin1"),
        ("in Texas", "Texas", "USA", "admin1"),
        ("in northeastern Mali", "northeastern Mali", "MLI", "region"),
        ("in north-western Nigeria", "north-western Nigeria", "NGA", "region"),
        ("in southern Lebanon", "southern Lebanon", "LBN", "region"),
        ("in the north of Syria", "north of Syria", "SYR", "region"),
        ("in northern and eastern Burkina Faso", "northern and eastern Burkina Faso", "BFA", "region"),
        ("in Mali's north", "Mali's north", "MLI", "region"),
        ("in the Donbas", "Donbas", "UKR", "region"),
        ("across the Sahel", "Sahel", None, "region"),
        ("in sub-Saharan Africa", "sub-Saharan Africa", None, "region"),
        ("on the Niger River", "Niger River", None, "water"),
        ("along the Congo river", "Congo river", None, "water"),
        ("on the Black Sea", "Black Sea", None, "water"),
        ("in the Gulf of Guinea", "Gulf of Guinea", None, "water"),
        ("in the Gulf of Aden", "Gulf of Aden", None, "water"),
        ("on Lake Chad", "Lake Chad", None, "water"),
        ("into the Sea of Japan on Monday", "Sea of Japan", None, "water"),
        ("in the Strait of Hormuz", "Strait of Hormuz", None, "water"),
        ("in the Suez Canal", "Suez Canal", None, "water"),
        ("in the South China Sea", "South China Sea", None, "water"),
        ("in the Republic of Niger", "Niger", "NER", "country"),
        ("in Guinea-Bissau", "Guinea-Bissau", "GNB", "country"),
        ("in South Sudan", "South Sudan", "SSD", "country"),
        ("in the U.S.", "United States", "USA", "country"),
        ("in Cote d'Ivoire", "Ivory Coast", "CIV", "country"),
        ("in MALI", "Mali", "MLI", "country"),
    ],
)
def test_what_is_no_city_has_no_point(
    gazetteer: Gazetteer, text: str, name: str, country: str | None, precision: str
) -> None:
    place = _find(gazetteer, text)
    assert place is not None
    assert (place.name, place.country, place.precision) == (name, country, precision)
    assert place.latitude is None and place.longitude is None and place.geonames_id is None


@pytest.mark.parametrize(
    "text",
    [
        "with Paris Hilton",
        "Jackson said so",
        "in The Washington Post",
        "in the New York Times",
        "of the Bank of England",
        "by the Islamic State of Iraq",
        "of us all",
        "in a US-led coalition",
        "Police came",
        "Most left in March",
        "a man of the University",
        "the spokesman Kingston",
        "Xinhua news agency",
        "in Plymouth County",
    ],
)
def test_what_the_form_forbids_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert _find(gazetteer, text, "USA", "GBR", "CHN") is None


def test_a_family_name_of_the_document_is_no_town(gazetteer: Gazetteer) -> None:
    text = "Senator Mary Lansing spoke first. The crowd turned to Lansing and cheered."
    start = text.rindex("Lansing")
    assert gazetteer.find(text, start, len(text), countries=("USA",)) is None


def test_the_most_precise_place_is_the_best(gazetteer: Gazetteer) -> None:
    place = _find(gazetteer, "in southern Ukraine, near the port of Odesa")
    assert place is not None and place.name == "Odesa"


def test_all_places_in_order(gazetteer: Gazetteer) -> None:
    text = "from Gao to Timbuktu in northern Mali and on to the Niger River"
    found = gazetteer.find_all(text, 0, len(text), countries=("MLI",))
    assert [place.text for place in found] == ["Gao", "Timbuktu", "northern Mali", "Niger River"]


def test_the_words_beside_the_span_still_count(gazetteer: Gazetteer) -> None:
    text = "a ship in the Gulf of Aden"
    place = gazetteer.find(text, text.index("Aden"), len(text))
    assert place is not None and (place.text, place.name, place.precision) == (
        "Aden",
        "Gulf of Aden",
        "water",
    )


TEXT = """in the of Paris , Texas northern Mali Niger River Gulf Aden Goma province al-Bab U.S. St. Mary's said
and Côte d’Ivoire Guinea - Bissau İstanbul ﬁre state City North KYIV ( ) … New York Times Lake Chad 100 ß"""
PIECES = st.sampled_from(re.split(r"(\s)", TEXT))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)), st.data())
def test_every_span_is_a_slice_inside_what_was_asked(gazetteer: Gazetteer, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    last = start
    for place in gazetteer.find_all(text, start, end, countries=("MLI", "USA")):
        assert text[place.start : place.end] == place.text
        assert last <= place.start < place.end <= end
        last = place.end


def test_the_file_is_built_once_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[sqlite3.Connection] = []

    def build(connection: sqlite3.Connection) -> None:
        built.append(connection)
        connection.executescript(atlas.TABLES)

    monkeypatch.setattr(atlas, "build", build)
    for _ in range(2):
        assert atlas.Atlas.open(tmp_path / "cache").cities("paris") == ()
    assert len(built) == 1
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".sqlite"]


def test_without_a_folder_to_write_the_atlas_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "build", lambda connection: connection.executescript(atlas.TABLES))
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert atlas.Atlas.open(blocked / "cache").divisions("texas") == ()


def test_every_country_has_its_own_code_and_spellings() -> None:
    actors = tomllib.loads((ACTORS / "countries.toml").read_text(encoding="utf-8"))["actor"]
    assert len({actor["id"] for actor in actors}) == len(actors) >= 200
    for kind in ("names", "adjectives", "people", "capital", "government"):
        spellings = [spelling for actor in actors for spelling in set(actor.get(kind, []))]
        assert len(spellings) == len(set(spellings)), kind
