"""One list of parties out of what many reports call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import TypeAlias

from regesta.merge.facts import names_in
from regesta.model import Actor, Party
from regesta.ontology.crosswalks import countries

Key: TypeAlias = tuple[str, ...]

_ARMED = frozenset("UAF REB PRM CRM UNK".split())
_FORCES = frozenset("MIL COP SPY".split())
_STATE = _FORCES | {"GOV"}
_SHARE = 5  # a party that fewer than one report in five names, of those that name any, is not the event's
_MANY = ("s", "men", "people", "police")  # how a word for many ends
_STEM = 3  # letters that a country and its adjective have in common: Mali, Malian; Poland, Polish


def parties(told: Sequence[tuple[Actor, ...]]) -> tuple[Party, ...]:
    """Unite the parties of one role over reports: those most often named first, then those named earlier in a report.

    Parties of one id are one, and so are nameless ones of one kind. A nameless party ("gunmen") is the one with an
    id of the same country and kind, where exactly one such is named; of no country, the one of its kind. A country
    is the one force or government of its own that other reports name in its stead.
    """
    naming = [actors for actors in told if actors]
    common = {word for actors in naming for actor in actors for word in actor.text.split() if word.islower()}
    keyed = [[(_key(actor, common), actor) for actor in actors] for actors in naming]
    forms: dict[Key, list[Actor]] = {}
    for pairs in keyed:
        for key, actor in pairs:
            forms.setdefault(key, []).append(actor)
    homes = {key: _home(key, forms) for key in forms}
    organs = _organs([{homes[key] for key, _ in pairs} for pairs in keyed], forms)
    where: dict[Key, list[int]] = {}
    for pairs in keyed:
        for place, key in enumerate(dict.fromkeys(organs.get(homes[key], homes[key]) for key, _ in pairs)):
            where.setdefault(key, []).append(place)
    kept = [key for key, places in where.items() if _SHARE * len(places) >= len(naming)]
    return tuple(_party(forms[key]) for key in sorted(kept, key=lambda key: (-len(where[key]), sum(where[key]), key)))


def _key(actor: Actor, common: Set[str]) -> Key:
    if actor.id:
        return ("id", actor.id)
    if actor.sectors and not _has_name(actor, common):
        return ("kind", actor.country or "", *_kind(actor))
    return ("text", actor.country or "", (actor.name or actor.text).casefold())


def _has_name(actor: Actor, common: Set[str]) -> bool:
    """Whether somebody without an id is named; ``common`` are words that reports of the event write small.

    The first word of a phrase may be large only because a sentence begins: "Tens of thousands", "Police". A name that
    was read from it alone counts if no other report writes it small, and it is no word for many.
    """
    if actor.name is None:
        return any(names_in(_after_first(actor.text)))
    first = actor.name.partition(" ")[0].casefold()
    if actor.text.startswith(actor.name) and (first in common or first.endswith(_MANY)):
        return any(names_in(_after_first(actor.name)))
    return any(names_in(actor.name))


def _after_first(text: str) -> str:
    return text.partition(" ")[2]


def _kind(actor: Actor) -> tuple[str, ...]:
    """Its sectors; whoever bears arms against the state is of one kind, whatever reports call them."""
    return ("armed",) if _ARMED & set(actor.sectors) else tuple(sorted(actor.sectors))


def _home(key: Key, forms: Mapping[Key, list[Actor]]) -> Key:
    """The one party with an id, else the one of a country, that a nameless one can be; any other is itself."""
    actor = forms[key][0]
    if key[0] != "kind":
        return key
    alike = [
        other for other, called in forms.items()
        if other != key and {kind for one in called for kind in _kind(one)} & set(_kind(actor))
        and actor.country in (None, *(one.country for one in called))
    ]  # fmt: skip
    named = [other for other in alike if other[0] == "id"]
    fitting = named or ([other for other in alike if other[0] == "kind"] if actor.country is None else [])
    return fitting[0] if len(fitting) == 1 else key


def _organs(named: Sequence[set[Key]], forms: Mapping[Key, list[Actor]]) -> dict[Key, Key]:
    """Countries, each with the one organ of its own that acts for it ("Sudan": "Sudan's army").

    ``named`` are the parties of each report. What one report names beside the country is no other word for it.
    """
    votes = Counter(key for keys in named for key in keys)
    out: dict[Key, Key] = {}
    for key in votes:
        if not _is_country(forms[key]):
            continue
        acting = [
            other for other in votes
            if other != key and _is_organ(other, forms[other], country=key[1]) and _SHARE * votes[other] >= len(named)
        ]  # fmt: skip
        if len(acting) == 1 and not any({key, *acting} <= keys for keys in named):
            out[key] = acting[0]
    return out


def _is_country(called: Sequence[Actor]) -> bool:
    """Whether it is a country as such, or its government by the name of its capital; no people of a country."""
    return all(one.id is not None and one.id == one.country and {*one.sectors} <= {"GOV"} for one in called)


def _is_organ(key: Key, called: Sequence[Actor], *, country: str) -> bool:
    """Whether it acts for a country: a force of its own, or its government where that is nobody by name."""
    known = _STATE if key[0] == "kind" else _FORCES if key[0] == "id" else frozenset()
    return all(one.country == country and known & set(one.sectors) for one in called)


def _party(forms: Sequence[Actor]) -> Party:
    """The wording that most reports use; of several the shortest, then the first in the alphabet.

    Of one without an id a wording that names somebody ("fighters of the Front", "Kenyan police") goes before others.
    """
    called = {actor: " ".join(actor.text.split()) for actor in forms}
    counted = Counter(called[actor] for actor in forms)
    known, country = forms[0].id is not None, forms[0].country
    vague = {words: not known and not _tells_whose(words, country) for words in counted}
    text = min(counted, key=lambda words: (vague[words], -counted[words], len(words), words))
    first = min(
        (actor for actor in forms if known or called[actor] == text),  # what one is called is no other's name
        key=lambda actor: (actor.name is None, actor.name or "", actor.country or "", actor.sectors),
    )
    return Party(first.id, first.name, text, first.country, first.sectors)


def _tells_whose(words: str, country: str | None) -> bool:
    """Whether a phrase holds a name, or begins with the adjective of its country."""
    if any(word[0].isupper() for word in _after_first(words).split()):
        return True
    known = countries().get(country or "")
    return known is not None and words[:_STEM] in {word[:_STEM] for word in known.name.split() if len(word) > _STEM}
