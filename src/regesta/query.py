"""Questions to a store: one filter language for Python, the command line and addresses of pages.

A ``Query`` says which events are meant. Every field that is given must hold; a field with several values holds
where any of them does. Here is checked what needs no data; names of event types, modes, contexts and countries are
checked where a store answers.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from typing import Literal, cast, get_args

from regesta.errors import SettingsError
from regesta.model import Factuality, Layer, Outcome

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
"""The four quad classes."""

Sign = Literal[">=", "<=", ">", "<", "="]

_NUMBERS = ("quad", "box", "near")
_SINGLE = ("since", "until", "min_confidence", "min_sources")
_WHOLE = ("text",)  # a comma in these parts nothing
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CONDITION = re.compile(r"([a-z]+)\s*(?:(>=|<=|>|<|=)\s*(\d{1,9}))?", re.IGNORECASE)
_PART = re.compile(r"(?:\\[\\,]|[^,])+")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a toll must be: ``sign`` and ``number`` are None where any number of victims will do."""

    outcome: Outcome
    sign: Sign | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Query:
    """Which events are asked for; raises SettingsError for a value that has no meaning.

    ``event``, ``mode`` and ``context`` are PLOVER's, ``quad`` is 1..4; ``cameo`` are codes or their beginnings ("19").

    Actors are named by id, name or alias ("Wagner Group"), country ("RUS", "Russia"), sector ("MIL"), or country and
    sector ("RUS MIL"). ``actor`` acts, ``recipient`` is acted upon, ``party`` is either; ``between`` holds two
    parties in either direction. A symmetric event lists everybody under actors.

    ``country``, ``admin1`` and ``place`` are where it happened. ``box`` is (west, south, east, north) in degrees, and
    crosses the 180th meridian where west > east; ``near`` is (latitude, longitude, kilometres).
    ``since`` and ``until`` are days, months or years (ISO 8601, both inclusive) which the event's own date must
    touch. ``casualties`` are conditions such as "killed>=10" or "injured". ``attributed_to`` is who says so.
    ``text`` is looked for in the sentences: each value is words that one sentence has in any order.
    """

    event: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    cameo: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    box: tuple[float, ...] = ()
    near: tuple[float, ...] = ()
    since: str | None = None
    until: str | None = None
    factuality: tuple[str, ...] = ()
    layer: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    casualties: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    min_confidence: float | None = None
    min_sources: int | None = None
    text: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in FIELDS:
            if field not in _SINGLE:
                object.__setattr__(self, field, _several(field, getattr(self, field)))
        for field, allowed in (("factuality", get_args(Factuality)), ("layer", get_args(Layer))):
            for value in getattr(self, field):
                if value not in allowed:
                    raise SettingsError(f"{field}: {value!r} is none; {near_names(value, allowed)}")
        _check_codes(self)
        _check_space(self)
        _check_least(self)
        if len(self.between) not in (0, 2):
            raise SettingsError(f'between: needs two parties ("RUS,UKR"), not {len(self.between)}')
        first, last = self.first_day, self.last_day
        if first and last and first > last:
            raise SettingsError(f"since: {self.since} is after until {self.until}")
        _ = self.conditions

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Query:
        """Read a query from flags or from an address's parameters; empty values and None were not given.

        Values are texts or lists of them: "near": "48.1,11.6,50", "event": ["ASSAULT", "PROTEST"]. A comma parts
        values, and ``\\,`` is a comma within one; in ``text`` a comma parts nothing. Quads may be named. Raises
        SettingsError that names the field.
        """
        read: dict[str, object] = {}
        for key, value in values.items():
            field = key.strip().lower().replace("-", "_")
            if field not in FIELDS:
                raise SettingsError(f"no filter is called {key!r}; {near_names(field, FIELDS)}")
            parts = tuple(_parts(field, value))
            if parts:
                read[field] = _single(field, parts) if field in _SINGLE else _read(field, parts)
        return cls(**read)  # type: ignore[arg-type]

    def parameters(self) -> dict[str, list[str]]:
        """What ``of`` reads back as this query, for flags and addresses; fields that are not given are left out."""
        out: dict[str, list[str]] = {}
        for field in FIELDS:
            value = getattr(self, field)
            if field in _SINGLE:
                if value is not None:
                    out[field] = [str(value)]
            elif field in ("box", "near") and value:
                out[field] = [",".join(map(repr, value))]
            elif value:
                out[field] = [str(one) if field in _WHOLE else _escaped(str(one)) for one in value]
        return out

    @property
    def first_day(self) -> date | None:
        """The first day of ``since``."""
        return _bound("since", self.since, last=False)

    @property
    def last_day(self) -> date | None:
        """The last day of ``until``."""
        return _bound("until", self.until, last=True)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of ``casualties``, read."""
        return tuple(_condition(one) for one in self.casualties)


FIELDS = tuple(entry.name for entry in fields(Query))
"""The names of all fields of a query."""


def near_names(value: str, names: Iterable[str]) -> str:
    """The hint for a name that there is not: the nearest, else all where they are few."""
    known = list(names)
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(value.casefold(), folded, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(repr(folded[one]) for one in near)}?"
    if len(known) > 40:
        return "look for its name in the documentation"
    return f"there are {', '.join(known)}"


# ---------------------------------------------------------------- checks


def _several(field: str, value: object) -> tuple[object, ...]:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise SettingsError(f"{field}: needs a tuple of values, not {value!r}; Query.of reads plain values")
    if field in _NUMBERS:
        return tuple(_number(field, one, float(one) if isinstance(one, int) else one) for one in value)
    out = tuple(one.strip() if isinstance(one, str) else one for one in value)
    for one in out:
        if not isinstance(one, str) or not re.search(r"[^\W_]", one) or re.search("[\ud800-\udfff]", one):
            raise SettingsError(f"{field}: needs words or numbers, not {one!r}")
    return out


def _number(field: str, given: object, value: object) -> float | int:
    if isinstance(given, bool) or not isinstance(value, float) or not abs(value) < 1e6:
        raise SettingsError(f"{field}: needs numbers, not {given!r}")
    return int(value) if field == "quad" and value.is_integer() else value


def _check_codes(query: Query) -> None:
    for quad in query.quad:
        if quad not in QUADS:
            told = ", ".join(f"{number} {name}" for number, name in QUADS.items())
            raise SettingsError(f"quad: {quad} is none; there are {told}")
    for code in query.cameo:
        if not re.fullmatch(r"[0-9]{1,4}", code):
            raise SettingsError(f'cameo: {code!r} is no code or beginning of one; write digits ("190", "19")')


def _check_space(query: Query) -> None:
    if query.box:
        if len(query.box) != 4:
            raise SettingsError(f"box: needs west,south,east,north in degrees, not {len(query.box)} numbers")
        west, south, east, north = query.box
        _check_point("box", south, west)
        _check_point("box", north, east)
        if south > north:
            raise SettingsError(f"box: south {south:g} lies north of north {north:g}; write west,south,east,north")
    if query.near:
        if len(query.near) != 3:
            raise SettingsError(f"near: needs latitude,longitude,kilometres, not {len(query.near)} numbers")
        latitude, longitude, distance = query.near
        _check_point("near", latitude, longitude)
        if distance <= 0:
            raise SettingsError(f"near: the distance must be above 0 kilometres, not {distance:g}")


def _check_point(field: str, latitude: float, longitude: float) -> None:
    if abs(latitude) > 90:
        raise SettingsError(f"{field}: a latitude lies between -90 and 90, not at {latitude:g}")
    if abs(longitude) > 180:
        raise SettingsError(f"{field}: a longitude lies between -180 and 180, not at {longitude:g}")


def _check_least(query: Query) -> None:
    least, sources = query.min_confidence, query.min_sources
    if least is not None and (isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1):
        raise SettingsError(f"min_confidence: must be a number from 0 to 1, not {least!r}")
    if sources is not None and (isinstance(sources, bool) or not isinstance(sources, int) or not 0 <= sources < 2**31):
        raise SettingsError(f"min_sources: must be a whole number from 0 up, not {sources!r}")


def _bound(field: str, value: str | None, *, last: bool) -> date | None:
    """The first or last day of a day, month or year."""
    if value is None:
        return None
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        month = month or (12 if last else 1)
        return date(year or 0, month, day or (calendar.monthrange(year or 0, month)[1] if last else 1))
    except (ValueError, calendar.IllegalMonthError):
        raise SettingsError(
            f"{field}: {value!r} is no date; write a day, month or year (2024-05-31, 2024-05, 2024)"
        ) from None


def _condition(text: str) -> Condition:
    found = _CONDITION.fullmatch(text)
    outcomes = get_args(Outcome)
    if found is None:
        raise SettingsError(f'casualties: {text!r} is no condition; write "killed", "killed>=10" or "injured<5"')
    outcome, sign, number = found.groups()
    if outcome.lower() not in outcomes:
        raise SettingsError(f"casualties: {outcome!r} is no outcome; {near_names(outcome, outcomes)}")
    return Condition(cast(Outcome, outcome.lower()), cast("Sign | None", sign), None if number is None else int(number))


# ---------------------------------------------------------------- reading


def _parts(field: str, value: object) -> Iterator[str]:
    """The single values in what a flag or a parameter holds."""
    if value is None:
        return
    if not isinstance(value, str) and isinstance(value, Iterable):
        for one in value:
            yield from _parts(field, one)
        return
    text = str(value)
    for part in [text] if field in _WHOLE else _PART.findall(text):
        plain = part if field in _WHOLE else re.sub(r"\\([\\,])", r"\1", part)
        if plain.strip():
            yield plain.strip()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,")


def _single(field: str, parts: tuple[str, ...]) -> object:
    if len(parts) > 1:
        raise SettingsError(f"{field}: takes one value, not {len(parts)}")
    (text,) = parts
    if field in ("since", "until"):
        return text
    try:
        return int(text) if field == "min_sources" else float(text)
    except ValueError:
        return text  # the check says what is wrong with it


def _read(field: str, parts: tuple[str, ...]) -> tuple[object, ...]:
    if field == "quad":
        return tuple(map(_quad, parts))
    if field in _NUMBERS:
        return tuple(map(_float, parts))
    return tuple(part.lower() for part in parts) if field in ("factuality", "layer") else parts


def _quad(text: str) -> object:
    if re.fullmatch(r"-?[0-9]{1,5}", text):
        return int(text)
    names = {name: number for number, name in QUADS.items()}
    name = re.sub(r"[-_\s]+", " ", text.lower())
    if name not in names:
        raise SettingsError(f"quad: {text!r} is none; {near_names(name, names)}")
    return names[name]


def _float(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text
