"""Which event of a sentence a date or a place belongs to.

The dependency path from the expression up to a trigger decides; a noun in between that is no event
("the situation in Niger", "the 2015 agreement") keeps the expression for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from regesta.model import Mention, Parse, Sentence
from regesta.resolve.locating import SETTLEMENTS

_TEMPORAL = frozenset("after before since during following until amid over at".split())
_PLACING = frozenset(
    """in at near outside off inside across around along through on into to from towards toward over within
    onto beside above throughout of""".split()
)
_SPOKEN = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE"})
_MEANS = frozenset({"in", "by", "during", "at"})
_OCCASIONS = frozenset(
    """speech address statement interview meeting ceremony vote session letter call summit conference rally
    briefing gathering ballot election trial hearing operation raid incident exchange""".split()
)
_SERIAL = frozenset({"advcl", "conj", "xcomp", "ccomp", "acl", "pcomp", "parataxis", "dep"})


class Attacher:
    """Attaches expressions to the mentions of one sentence."""

    def __init__(self, parse: Parse, sentence: Sentence, mentions: Sequence[Mention], said: frozenset[str]) -> None:
        self._parse, self._sentence, self._said = parse, sentence, said
        self._scopes = [_scope(parse, m) for m in mentions]
        self._events = frozenset(t for scope in self._scopes for t in scope)
        self._people = [frozenset((*m.actors, *m.recipients)) for m in mentions]
        self._roles = frozenset(t for people in self._people for t in people)
        self._nominal = [m.nominal for m in mentions]
        self._bare = [m.nominal and len(m.scope) == 1 and not m.actors and not m.recipients for m in mentions]
        self._chains = [self._chain(m.trigger) for m in mentions]

    def anchor(self, start: int, end: int, *, place: bool) -> int | None:
        """The token on which the expression in characters start..end hangs: an event, a role or a verb."""
        parse = self._parse
        at = self._head_of(start, end)
        while at is not None:
            up = parse.head[at]
            if up == at:
                return at if parse.pos[at] in ("VERB", "AUX") or at in self._events else None
            while parse.pos[up] in ("ADP", "PART", "SCONJ") and parse.head[up] != up:
                up = parse.head[up]
            if up in self._events or parse.pos[up] in ("VERB", "AUX"):
                return up
            if place and up in self._roles:
                return up
            if not self._passes(up, place=place):
                return None
            at = up
        return None

    def _head_of(self, start: int, end: int) -> int | None:
        parse = self._parse
        inside = [
            t for t in range(self._sentence.first, self._sentence.last)
            if parse.start[t] < end and start < parse.end[t]
        ]  # fmt: skip
        for token in inside:
            if parse.head[token] not in inside and parse.pos[token] not in ("ADP", "PUNCT"):
                return token
        return inside[0] if inside else None

    def _passes(self, noun: int, *, place: bool) -> bool:
        parse = self._parse
        if parse.dep[noun] == "pobj":
            if not place and parse.lemma[noun] in _OCCASIONS:
                return True
            word = parse.lemma[parse.head[noun]]
            if place and word == "over" and parse.lemma[noun] not in SETTLEMENTS:
                return False  # "sanctions over the transfer of arms to Russia"
            return word in (_PLACING if place else _TEMPORAL)
        return parse.dep[noun] in ("npadvmod", "conj", "appos", "nmod", "compound", "nummod")

    def own(self, mention: int, anchors: Sequence[int | None]) -> int | None:
        """The expression that hangs on ``mention`` itself, else on one of its people."""
        for tokens in (self._scopes[mention], self._people[mention]):
            for number, anchor in enumerate(anchors):
                if anchor is not None and anchor in tokens:
                    return number
        return None

    def shared(self, mention: int, anchors: Sequence[int | None]) -> int | None:
        """The expression of the clauses that ``mention`` hangs under, else of its siblings."""
        if self._bare[mention]:
            return None
        for verb in self._chains[mention]:
            for number, anchor in enumerate(anchors):
                if anchor == verb:
                    return number
        for number, anchor in enumerate(anchors):
            if anchor is not None and self._of_role(anchor) in self._people[mention]:
                return number
        mine = set(self._chains[mention])
        for other, chain in enumerate(self._chains):
            if other != mention and not self._nominal[other] and self._beside(chain, mine):
                for number, anchor in enumerate(anchors):
                    if anchor is not None and anchor in self._scopes[other]:
                        return number
        return None

    def _beside(self, chain: Sequence[int], mine: set[int]) -> bool:
        """Whether another clause runs beside mine ("attacked ..., killing ..."), not as its content."""
        for verb in chain:
            if verb in mine:
                return True
            if self._parse.dep[verb] not in ("conj", "advcl"):
                return False
        return False

    def _of_role(self, verb: int) -> int:
        """The noun that a relative clause is about: "villagers who had gathered on Tuesday"."""
        parse = self._parse
        return parse.head[verb] if parse.dep[verb] in ("relcl", "acl") and verb not in self._events else -1

    def _chain(self, token: int) -> list[int]:
        """The clause verbs of ``token`` up to a verb of saying: those whose date covers it."""
        parse = self._parse
        out: list[int] = []
        at = token
        while True:
            verbal = parse.pos[at] in ("VERB", "AUX")
            if verbal:
                if parse.lemma[at] in self._said and at not in self._events:
                    return out
                out.append(at)
                if parse.lemma[at] == "be":  # "talks are to resume on Monday"
                    out += [c for c in parse.children[at] if parse.dep[c] == "xcomp"]
            up = parse.head[at]
            if up == at or (verbal and parse.dep[at] not in _SERIAL):
                return out
            at = up


def _scope(parse: Parse, mention: Mention) -> frozenset[int]:
    """The event's own words: not what is demanded or promised for later, nor the situation that is talked about."""
    own = [mention.trigger]
    for token in mention.scope:
        later = mention.event in _SPOKEN and parse.pos[token] == "VERB" and token > mention.trigger
        topic = mention.event == "CONSULT" and parse.pos[token] == "NOUN" and token > mention.trigger
        if not later and not (topic and parse.lemma[parse.head[token]] not in _MEANS):
            own.append(token)
    return frozenset(own)
