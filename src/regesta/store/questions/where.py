"""From a query to SQL: one condition on ``base.events AS e``, every value a parameter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from regesta.ontology import plover
from regesta.query import Condition, Query
from regesta.store.questions.who import Wanted, folded, known, listed, pattern

RADIUS = 6371.0088
"""The mean radius of the Earth in kilometres (IUGG)."""

SYMMETRIC_TYPES = ("AGREE", "ASSAULT", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT")
"""The event types of which the lexicon has symmetric patterns, in which everybody is an actor."""

SYMMETRIC = f"(len(e.recipients) = 0 AND len(e.actors) > 1 AND e.event IN {SYMMETRIC_TYPES})"
"""Whether an event is one among its actors, as far as an event shows it."""

_TOLLS = {  # whether anybody's number meets the condition
    None: "coalesce(t.high, t.low, 1) > 0",
    ">=": "coalesce(t.high, t.low) >= {}",
    ">": "coalesce(t.high, t.low) > {}",
    "<=": "coalesce(t.low, t.high) <= {}",
    "<": "coalesce(t.low, t.high) < {}",
    "=": "{} BETWEEN coalesce(t.low, t.high) AND coalesce(t.high, t.low)",
}


class Where:
    """A condition in SQL (``sql``) and the values of its parameters (``values``, by name)."""

    def __init__(self, query: Query) -> None:
        self.values: dict[str, object] = {}
        clauses = [*self._kinds(query), *self._parties(query), *self._place(query), *self._when(query)]
        clauses += [*self._words(query), *self._numbers(query)]
        self.sql = " AND ".join(f"({clause})" for clause in clauses) or "true"

    def bind(self, value: object) -> str:
        """The placeholder of a new parameter with this value."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def _kinds(self, query: Query) -> Iterable[str]:
        names = plover()
        modes = dict.fromkeys(mode for kind in names.events.values() for mode in kind.modes)
        for column, values, allowed in (
            ("event", query.event, names.events),
            ("mode", query.mode, modes),
            ("context", query.context, names.contexts),
        ):
            if values:
                wanted = self.bind(listed(column, values, allowed))
                within = f"list_has_any(e.contexts, {wanted})" if column == "context" else None
                yield within or f"list_contains({wanted}, e.{column})"
        for column, plain in (("quad", query.quad), ("factuality", query.factuality), ("layer", query.layer)):
            if plain:
                yield f"list_contains({self.bind(list(plain))}, e.{column})"
        if query.cameo:
            yield _any(f"starts_with(e.cameo, {self.bind(code)})" for code in query.cameo)

    # ---------------------------------------------------------------- parties

    def _parties(self, query: Query) -> Iterable[str]:
        for values, columns in (
            (query.actor, ("actors",)),
            (query.recipient, ("recipients",)),
            (query.party, ("actors", "recipients")),
        ):
            if values:
                match = self._match(values)
                yield _any(_some(f"e.{column}", match) for column in columns)
        if query.between:
            one, other = (self._match([value]) for value in query.between)
            there, back = (
                f"({_some('e.actors', left)} AND {_some('e.recipients', right)})"
                for left, right in ((one, other), (other, one))
            )
            met = (  # and they are two: one who fits both descriptions does not meet himself
                f"{_some('e.actors', one)} AND {_some('e.actors', other)}"
                f" AND len(list_filter(e.actors, lambda p: ({one}) OR ({other}))) > 1"
            )
            yield f"CASE WHEN {SYMMETRIC} THEN {met} ELSE {there} OR {back} END"

    def _match(self, values: Iterable[str]) -> str:
        """A condition on one party ``p`` that any of the values names."""
        return _any(self._means(known().who(value)) for value in values)

    def _means(self, wanted: Wanted) -> str:
        if wanted.country or wanted.sectors:
            return self._unit(wanted)
        words = self.bind(wanted.words)
        found = f"regexp_matches(strip_accents(concat_ws(' | ', p.name, p.text)), {words})"
        unnamed = f"CASE WHEN p.id IS NULL THEN {found} ELSE false END"
        return _any([*([f"list_contains({self.bind(list(wanted.ids))}, p.id)"] if wanted.ids else []), unnamed])

    def _unit(self, wanted: Wanted) -> str:
        parts = [f"p.country = {self.bind(wanted.country)}"] if wanted.country else []
        if wanted.sectors:
            parts.append(f"list_has_all(p.sectors, {self.bind(list(wanted.sectors))})")
        return " AND ".join(parts)

    # ---------------------------------------------------------------- place and time

    def _place(self, query: Query) -> Iterable[str]:
        if query.country:
            codes = [known().country(value) for value in query.country]
            yield f"list_contains({self.bind(codes)}, e.place.country)"
        for column, values in (("admin1", query.admin1), ("name", query.place)):
            if values:
                names = self.bind([folded(value) for value in values])
                found = f"list_contains({names}, {plain(f'e.place.{column}')})"
                told = f"SELECT id FROM base.reports WHERE list_contains({names}, {plain('place.text')})"
                yield (
                    f"{found} OR list_has_any(e.reports, (SELECT coalesce(list(id), []) FROM ({told})))"
                    if (column == "name")
                    else found
                )
        if query.box:
            yield self._box(*query.box)
        if query.near:
            yield from self._near(*query.near)

    def _box(self, west: float, south: float, east: float, north: float) -> str:
        low, high = self.bind(west), self.bind(east)
        across = "OR" if west > east else "AND"
        return (
            f"e.place.latitude BETWEEN {self.bind(south)} AND {self.bind(north)}"
            f" AND (e.place.longitude >= {low} {across} e.place.longitude <= {high})"
        )

    def _near(self, latitude: float, longitude: float, distance: float) -> Iterable[str]:
        """A box that holds the circle, then the great-circle distance by the haversine formula."""
        angle = min(distance / RADIUS, math.pi)
        south, north = latitude - math.degrees(angle), latitude + math.degrees(angle)
        if south > -90 and north < 90:
            wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
            yield self._box(_turned(longitude - wide), south, _turned(longitude + wide), north)
        yield "e.place.latitude IS NOT NULL AND e.place.longitude IS NOT NULL"  # least() passes NULL over
        here, there = self.bind(latitude), self.bind(longitude)
        yield (
            f"2 * {self.bind(RADIUS)} * asin(least(1.0, sqrt("
            f"pow(sin(radians(e.place.latitude - {here}) / 2), 2) + cos(radians({here}))"
            f" * cos(radians(e.place.latitude)) * pow(sin(radians(e.place.longitude - {there}) / 2), 2)"
            f"))) <= {self.bind(distance)}"
        )

    def _when(self, query: Query) -> Iterable[str]:
        """An end that is open reaches for ever; an event that nothing dates matches no day."""
        first, last = query.first_day, query.last_day
        if first or last:
            yield "e.day_from IS NOT NULL OR e.day_to IS NOT NULL"
        if first:
            yield f"e.day_to IS NULL OR e.day_to >= {self.bind(first)}"
        if last:
            yield f"e.day_from IS NULL OR e.day_from <= {self.bind(last)}"

    # ---------------------------------------------------------------- who says so, and numbers

    def _words(self, query: Query) -> Iterable[str]:
        if query.attributed_to:
            spoken = _any(self._speaks(known().who(value)) for value in query.attributed_to)
            yield _reported(
                f"{_some('r.attribution', spoken)} OR {_some('r.casualties', _some('t.attribution', spoken), 't')}"
            )
        if query.publisher:
            match = _any(f"regexp_matches(strip_accents(p), {self.bind(pattern(value))})" for value in query.publisher)
            yield _some("e.publishers", match)
        if query.text:
            yield _reported(_any(self._told(value) for value in query.text))

    def _speaks(self, wanted: Wanted) -> str:
        if wanted.country or wanted.sectors:
            return self._unit(wanted)
        words = f"regexp_matches(strip_accents(concat_ws(' | ', p.name, p.text)), {self.bind(wanted.words)})"
        return f"list_contains({self.bind(list(wanted.names))}, lower(p.name)) OR {words}"

    def _told(self, text: str) -> str:
        """Every word of the text is in the sentence; a plain search first, for it is quick."""
        words = list(dict.fromkeys(re.findall(r"[^\W_]+", text.lower())))
        quick = [f"contains(lower(r.sentence), {self.bind(word)})" for word in words]
        whole = r"(?i)(?:^|[^\pL\pN]){}(?:$|[^\pL\pN])"
        exact = [f"regexp_matches(r.sentence, {self.bind(whole.format(word))})" for word in words]
        return " AND ".join([*quick, *exact])

    def _numbers(self, query: Query) -> Iterable[str]:
        if query.casualties:
            yield _some("e.casualties", _any(self._toll(one) for one in query.conditions), "t")
        if query.min_confidence is not None:
            yield f"e.confidence >= {self.bind(query.min_confidence)}"
        if query.min_sources is not None:
            yield f"e.sources >= {self.bind(query.min_sources)}"

    def _toll(self, condition: Condition) -> str:
        number = "" if condition.number is None else self.bind(condition.number)
        return f"t.outcome = {self.bind(condition.outcome)} AND {_TOLLS[condition.sign].format(number)}"


def _any(clauses: Iterable[str]) -> str:
    return " OR ".join(f"({clause})" for clause in clauses)


def _some(column: str, condition: str, name: str = "p") -> str:
    """Whether a list holds an element ``name`` of which the condition is true."""
    return f"len(list_filter({column}, lambda {name}: {condition})) > 0"


def _reported(condition: str) -> str:
    """Whether a report of the event meets the condition."""
    return (
        "e.id IN (SELECT m.event_id FROM base.members AS m JOIN base.reports AS r ON r.id = m.report_id"
        f" WHERE {condition})"
    )


def plain(column: str) -> str:
    """A column in SQL as ``folded`` folds text."""
    return rf"trim(regexp_replace(strip_accents(lower({column})), '[^\pL\pN]+', ' ', 'g'))"


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180
