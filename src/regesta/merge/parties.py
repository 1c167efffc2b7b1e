"""One list of parties out of what many reports call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from regesta.merge.facts import names_in
from regesta.model import Actor, Party

_ARMED = frozenset("UAF REB PRM CRM UNK".split())
_SHARE = 5  # a party that fewer than one report in five names, of those that name any, is not the event's


def parties(told: Sequence[tuple[Actor, ...]]) -> tuple[Party, ...]:
    """Unite the parties of one role over reports; those most often named first.

    Parties of one id are one, and so are nameless ones of one kind. A nameless party ("gunmen") is the one with an
    id of the same country and kind, where exactly one such is named; of no country, the one of its kind.
    """
    naming = [actors for actors in told if actors]
    votes: Counter[tuple[str, ...]] = Counter()
    forms: dict[tuple[str, ...], list[Actor]] = {}
    for actors in naming:
        for actor in actors:
            forms.setdefault(_key(actor), []).append(actor)
    homes = {key: (_home(key, forms) if key[0] != "id" else None) or key for key in forms}
    for actors in naming:
        votes.update({homes[_key(actor)] for actor in actors})
    kept = [key for key in votes if _SHARE * votes[key] >= len(naming)]
    return tuple(_party(forms[key]) for key in sorted(kept, key=lambda key: (-votes[key], key)))


def _key(actor: Actor) -> tuple[str, ...]:
    if actor.id:
        return ("id", actor.id)
    if actor.sectors and not any(names_in(actor.name or actor.text)):
        return ("kind", actor.country or "", *_kind(actor))
    return ("text", actor.country or "", (actor.name or actor.text).casefold())


def _kind(actor: Actor) -> tuple[str, ...]:
    """Its sectors; whoever bears arms against the state is of one kind, whatever reports call them."""
    return ("armed",) if _ARMED & set(actor.sectors) else tuple(sorted(actor.sectors))


def _home(key: tuple[str, ...], forms: dict[tuple[str, ...], list[Actor]]) -> tuple[str, ...] | None:
    """The one party with an id, else the one of a country, that a nameless one can be."""
    actor = forms[key][0]
    if key[0] != "kind":
        return None
    alike = [
        other for other, (first, *_) in forms.items()
        if other != key and set(_kind(first)) & set(_kind(actor)) and actor.country in (None, first.country)
    ]  # fmt: skip
    named = [other for other in alike if other[0] == "id"]
    fitting = named or ([other for other in alike if other[0] == "kind"] if actor.country is None else [])
    return fitting[0] if len(fitting) == 1 else None


def _party(forms: Sequence[Actor]) -> Party:
    """The wording that most reports use; of several the shortest, then the first in the alphabet."""
    counted = Counter(" ".join(actor.text.split()) for actor in forms)
    text = min(counted, key=lambda words: (-counted[words], len(words), words))
    first = min(forms, key=lambda actor: (actor.name is None, actor.name or "", actor.country or "", actor.sectors))
    return Party(first.id, first.name, text, first.country, first.sectors)
