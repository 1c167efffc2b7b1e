"""Nouns that tell events, and the verbs that only support them: "carried out an attack", "the raid they launched"."""

from __future__ import annotations

from collections.abc import Callable

from regesta.model import Parse

Tokens = tuple[int, ...]

_PARTITIVES = frozenset(
    """one some most many several all both each any none half part series wave string number spate round
    lot couple pair dozen hundred thousand score kind sort type act spree campaign""".split()
)
"""Nouns and numbers that only count what follows "of"."""


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb is a to-infinitive, or the conjunct of one."""
    if any(parse.dep[c] == "aux" and parse.lemma[c] == "to" for c in parse.children[verb]):
        return True
    return parse.dep[verb] == "conj" and parse.tag[verb] == "VB" and is_infinitive(parse, parse.head[verb])


def carrier(parse: Parse, noun: int) -> int:
    """Return ``noun``, or the partitive above it: "one of the attacks", "a wave of strikes"."""
    while parse.dep[noun] == "pobj" and parse.lemma[parse.head[noun]] == "of":
        above = parse.head[parse.head[noun]]
        if parse.lemma[above] not in _PARTITIVES and parse.pos[above] != "NUM":
            break
        noun = above
    return noun


def light_verb(parse: Parse, noun: int, lemmas: frozenset[str], *, object_of: Callable[[int], Tokens]) -> int | None:
    """Return the verb that only supports ``noun``: "carried out an attack", "the raid they launched"."""
    top = carrier(parse, noun)
    while parse.dep[top] == "conj" and parse.pos[parse.head[top]] in ("NOUN", "PROPN"):
        top = parse.head[top]
    governor = parse.head[top]
    if parse.dep[top] in ("dobj", "nsubjpass", "oprd") and _is_one_of(parse, governor, lemmas):
        return governor
    if parse.dep[top] == "nsubj" and parse.lemma[governor] == "be":  # "one of the attacks was on a school"
        labels = {parse.dep[c] for c in parse.children[governor]}
        if "prep" in labels and not labels & {"attr", "acomp", "neg"}:
            return governor
    owner = _responsible(parse, top)
    if owner is not None:
        return owner
    if parse.dep[top] == "pobj" and parse.lemma[governor] == "in":  # "took part in", "engaged in a battle"
        verb = parse.head[governor]
        if parse.dep[verb] == "dobj":
            verb = parse.head[verb]
        words = (parse.lemma[verb], *(parse.lemma[c] for c in parse.children[verb] if parse.dep[c] == "dobj"), "in")
        if parse.pos[verb] == "VERB" and " ".join(words) in lemmas:
            return verb
    for child in parse.children[noun]:
        if (
            parse.dep[child] in ("acl", "relcl")
            and _is_one_of(parse, child, lemmas)
            and not is_infinitive(parse, child)
        ):
            if noun in object_of(child) or parse.dep[child] == "acl":
                return child
    return None


def _responsible(parse: Parse, noun: int) -> int | None:
    """The verb of "claimed responsibility for the bombing": who claims it, did it."""
    preposition = parse.head[noun]
    duty = parse.head[preposition]
    if parse.dep[noun] == "pobj" and parse.lemma[preposition] == "for" and parse.lemma[duty] == "responsibility":
        verb = parse.head[duty]
        if parse.dep[duty] == "dobj" and parse.lemma[verb] in ("claim", "assume", "accept", "admit", "take"):
            return verb
    return None


def _is_one_of(parse: Parse, verb: int, lemmas: frozenset[str]) -> bool:
    """Whether the verb, with its particle, is one of ``lemmas``."""
    if parse.pos[verb] != "VERB":
        return False
    lemma = parse.lemma[verb]
    for child in parse.children[verb]:
        if parse.dep[child] == "prt":
            return f"{lemma} {parse.lemma[child]}" in lemmas
    return lemma in lemmas
