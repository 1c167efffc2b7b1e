"""What other data sets call countries, international bodies and sectors, read from ``data/crosswalks/*.csv``.

ISO codes are those of ISO 3166-1 with KOS for Kosovo, FIPS those of FIPS 10-4 as GeoNames lists them (PSE is the
West Bank's; Gaza has its own), COW numbers those of the Correlates of War, GW numbers those of Gleditsch and Ward,
which UCDP uses. A cell is empty where a set has no code, or none that is surely known.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

GAZA = "GZ"
"""The FIPS code of the Gaza Strip, which ISO does not tell from the West Bank."""

_REGIONS = ((2, 199, "Americas"), (200, 399, "Europe"), (400, 629, "Africa"), (630, 699, "Middle East"))


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory; empty where a set does not know it. Numbers are strings, as in the sets."""

    iso3: str
    iso2: str
    numeric: str
    fips: str
    cow: str
    cow_abbreviation: str
    gw: str
    cameo: str
    name: str
    icews: str
    ucdp: str

    @property
    def region(self) -> str:
        """UCDP's region, which follows from the Gleditsch-Ward number; empty without one."""
        if not self.gw:
            return ""
        number = int(self.gw)
        return next((name for first, last, name in _REGIONS if first <= number <= last), "Asia")


@dataclass(frozen=True, slots=True)
class International:
    """How CAMEO writes one of PLOVER's international codes, and ICEWS's sector."""

    plover: str
    cameo_country: str
    cameo_group: str
    cameo_type: str
    icews: str


@dataclass(frozen=True, slots=True)
class Sector:
    """What other sets call one of PLOVER's sectors."""

    plover: str
    cameo: str
    icews: str
    polecat: str


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its ISO alpha-3; ``cameo``, ``icews`` and ``ucdp`` are filled in where they do not differ."""
    return {row["iso3"]: Country(**(row | _same(row))) for row in _rows("countries.csv")}


@cache
def international() -> Mapping[str, International]:
    """Every international body by PLOVER's code."""
    return {row["plover"]: International(**row) for row in _rows("international.csv")}


@cache
def sectors() -> Mapping[str, Sector]:
    """Every sector by PLOVER's code."""
    return {row["plover"]: Sector(**row) for row in _rows("sectors.csv")}


def _same(row: Mapping[str, str]) -> dict[str, str]:
    """The columns whose cell is left empty where nothing differs."""
    name = row["name"]
    return {"cameo": row["cameo"] or row["iso3"], "icews": row["icews"] or name, "ucdp": row["ucdp"] or name}


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("regesta.ontology") / "data" / "crosswalks" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
