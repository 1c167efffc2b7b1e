"""Whether two phrases can name the same people."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.model import Actor

_UMBRELLAS = {"UNO": "United Nations", "EUR": "European Union"}
"""Bodies that headlines name for each of their agencies."""
_KIN = (frozenset({"UAF", "REB", "UNK", "PRM"}), frozenset({"CVL", "LAB", "EDU", "SOC"}))
"""Sectors that reports take for each other: the attackers, the people."""
_ANYBODY = frozenset("men persons individuals assailants attackers unknown unidentified".split())


def people_agree(a: Sequence[Actor], b: Sequence[Actor], *, symmetric: bool) -> bool:
    """Whether two sets of people can be the same: each of the smaller set has its like in the larger."""
    if not a or not b:
        return True
    small, large = sorted((a, b), key=len)
    likes = [any(alike(x, y) for y in large) for x in small]
    return any(likes) if symmetric else all(likes)


def alike(a: Actor, b: Actor) -> bool:
    """Whether two phrases can name the same one."""
    if a.id and b.id and a.id == b.id:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if a.country == b.country and a.country in _UMBRELLAS and {a.name, b.name} & set(_UMBRELLAS.values()):
        return True
    if a.name and b.name and not _same_name(a.name.lower(), b.name.lower()):
        return bool(a.country) and "GOV" in {*a.sectors, *b.sectors} and (_state(a) or _state(b))
    if _anybody(a) or _anybody(b):
        return not (_state(a) or _state(b))
    if a.sectors and b.sectors and not set(a.sectors) & set(b.sectors):
        return any({*a.sectors, *b.sectors} <= kin for kin in _KIN)
    return bool(a.country or b.country or (a.sectors and b.sectors) or a.name == b.name)


def _anybody(actor: Actor) -> bool:
    """Somebody of whom nothing is said: "men on motorcycles", "unknown assailants"."""
    return actor.name is None and actor.text.split(maxsplit=1)[0].casefold() in _ANYBODY


def _same_name(a: str, b: str) -> bool:
    return a in b or b in a


def _state(actor: Actor) -> bool:
    """A country standing for its government."""
    return actor.id is not None and len(actor.id) == 3 and actor.id.isupper()
