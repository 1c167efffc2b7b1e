"""Relative clauses: what their pronouns stand for, and whether they lack what their noun fills."""

from __future__ import annotations

from regesta.model import Parse

_RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})


def antecedent(parse: Parse, token: int) -> int:
    """Return what a relative pronoun stands for ("in which five died": the raid), else the token itself."""
    if parse.lemma[token] not in _RELATIVES or parse.tag[token] not in ("WDT", "WP", "WP$", "IN"):
        return token
    at = token
    while parse.head[at] != at:
        if parse.dep[at] == "relcl":
            return parse.head[at]
        at = parse.head[at]
    return token


def has_gap(parse: Parse, verb: int) -> bool:
    """Whether a relative clause leaves out its object: it has a subject of its own, and no object."""
    subjects = [c for c in parse.children[verb] if parse.dep[c] in ("nsubj", "nsubjpass")]
    if parse.dep[verb] == "relcl" and (not subjects or parse.lemma[subjects[0]] in ("who", "which", "that")):
        return False
    for child in parse.children[verb]:
        if parse.dep[child] in ("dobj", "ccomp", "xcomp", "advmod") and parse.tag[child] in ("WRB",):
            return False
        if parse.dep[child] == "prep" and not parse.children[child]:
            return False  # "the city they marched on"
        if parse.dep[child] == "prep" and any(parse.tag[c] in ("WDT", "WP") for c in parse.children[child]):
            return False  # "in which ..."
        if parse.dep[child] in ("ccomp", "xcomp"):
            return False
    return True


def lacks_nothing(parse: Parse, verb: int) -> bool:
    """Whether "that" only opens the clause: "the demand that Qatar extradite two men", taken for a relative one."""
    words = [c for c in parse.children[verb] if parse.lemma[c] not in _RELATIVES]
    opened = any(parse.lemma[c] == "that" for c in parse.children[verb])
    return opened and {"nsubj", "dobj"} <= {parse.dep[c] for c in words}
