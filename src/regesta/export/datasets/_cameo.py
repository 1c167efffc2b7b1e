"""CAMEO's way to write who and what: actor codes, base and root codes, quad classes."""

from __future__ import annotations

from dataclasses import dataclass

from regesta.export.datasets._shape import country_of
from regesta.model import Party
from regesta.ontology.crosswalks import international, sectors


@dataclass(frozen=True, slots=True)
class Coded:
    """An actor in CAMEO's codes: country (or "EUR"), known group, and types (GOV, MIL, MED ...)."""

    country: str
    group: str
    types: tuple[str, ...]

    @property
    def code(self) -> str:
        """All of it as one code: "RUSGOV", "IGOUNO", "IGOEUREEC"."""
        if self.types[:1] == ("IGO",):
            return "".join(("IGO", self.country, self.group, *self.types[1:]))
        return "".join((self.country, self.group, *self.types))

    @property
    def root(self) -> str:
        """The first three letters: a country, or an international type."""
        return self.code[:3]


def coded(party: Party | None) -> Coded:
    """A party in CAMEO's codes; all empty where there is none."""
    if party is None:
        return Coded("", "", ())
    types = [known.cameo for one in party.sectors if (known := sectors().get(one))]
    body = international().get(party.country or "")
    if body:
        types.insert(0, body.cameo_type)
        return Coded(body.cameo_country, body.cameo_group, _distinct(types))
    country = country_of(party.country)
    return Coded(country.cameo if country else "", "", _distinct(types))


def _distinct(types: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, types)))


def base(code: str) -> str:
    """The code's first three digits: "1823" is a "182"."""
    return code[:3]


def root(code: str) -> str:
    """The code's first two digits: "041" is a "04"."""
    return code[:2]


def quad(code: str) -> int:
    """The quad class of a code's root as GDELT and ICEWS have it: protest (14) and reduced relations (16) are 4."""
    number = int(root(code))
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


def penta(code: str) -> int:
    """The class of a code's root as Phoenix has it: statements (01, 02) are 0, reduced relations (16) are 3."""
    number = int(root(code))
    if number <= 2:
        return 0
    return 3 if number == 16 else quad(code)
