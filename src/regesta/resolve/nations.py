"""Which countries a document names, and where: what "the police" of a report belong to."""

from __future__ import annotations

from collections import Counter

from regesta.model import Parse
from regesta.ontology.actors import Actors

_LONGEST = 5


_WATERS = frozenset("river sea lake gulf strait delta basin bay canal ocean channel desert".split())


def in_water(parse: Parse, token: int) -> bool:
    """Whether a country's name is only part of a water's: "the Niger River", "the Gulf of Guinea"."""
    after = token + 1
    if after < len(parse.text) and parse.text[after].lower() in _WATERS and parse.text[after][:1].isupper():
        return True
    before = token - 1
    if before >= 0 and parse.text[before].lower() in ("of", "the"):
        before -= 1 if parse.text[before].lower() == "of" else 0
    return before >= 0 and parse.text[before].lower() in _WATERS and parse.text[before][:1].isupper()


_ATTACKS = frozenset(
    """missile drone rocket strike airstrike shelling bombardment bombing raid attack shell jet warplane aircraft
    helicopter artillery mortar bomb ambush assault gunfire""".split()
)

_NOWHERE = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM"})


class Nations:
    """The countries named in the parsed sentences of one document (ISO alpha-3)."""

    def __init__(self, parse: Parse, actors: Actors) -> None:
        self._parse = parse
        self._block_of = [s.block for s in parse.sentences for _ in range(s.first, s.last)]
        self.counts: Counter[str] = Counter()
        self._bodies: Counter[str] = Counter()  # armies, groups and parties, which a report can be about too
        self._named: dict[int, set[str]] = {}
        self._blocks: dict[int, set[str]] = {}
        self._venues: dict[int, set[str]] = {}
        token = 0
        while token < len(parse.text):
            country, length = self._at(token, actors)
            if country is not None:
                self.counts[country] += 1
                self._named.setdefault(self._block_of[token], set()).add(country)
                head = token + length - 1
                if parse.text[token] in actors.capitals and parse.dep[head] == "pobj":  # talks "in Caracas"
                    self._venues.setdefault(self._block_of[token], set()).add(country)
                elif not self._acts(head) and not self._strikes(head):
                    self._blocks.setdefault(self._block_of[token], set()).add(country)
            token += length
        self.main = self._main()

    def _at(self, token: int, actors: Actors) -> tuple[str | None, int]:
        parse = self._parse
        if in_water(parse, token):
            return None, 1
        if not parse.text[token][:1].isupper() or parse.pos[token] not in ("PROPN", "ADJ", "NOUN", "DET"):
            return None, 1
        for length in range(min(_LONGEST, len(parse.text) - token), 0, -1):
            name = " ".join(parse.text[token : token + length])
            for table in (actors.adjectives, actors.people, actors.governments, actors.capitals):
                if name in table:
                    return table[name].country, length
            entries = actors.names.get(name)
            if entries:
                country, kind = entries[0].country, entries[0].kind
                if kind in ("group", "organization") and country and country not in _NOWHERE:
                    self._bodies[country] += 1
                return (country if kind == "country" else None), length
        return None, 1

    def _main(self) -> str | None:
        """The country that a document is about: more than half of its mentions of countries, two at least."""
        told = self.counts + self._bodies
        for country, count in told.most_common(1):
            if count >= 2 and 2 * count > sum(told.values()):
                return country
        return None

    def _strikes(self, token: int) -> bool:
        """Whether a nationality only tells whose weapon it is: "a Russian missile" says nothing of where it fell."""
        parse = self._parse
        return parse.dep[token] in ("amod", "compound", "nmod") and parse.lemma[parse.head[token]] in _ATTACKS

    def _acts(self, token: int) -> bool:
        """Whether a country stands for its state, as one that acts, or for an origin: neither says where things are."""
        parse, above = self._parse, self._parse.head[token]
        if parse.lemma[above] == "from" and parse.dep[token] == "pobj":  # "a tourist visiting from Canada"
            source = parse.head[above]
            return parse.pos[source] != "VERB" or parse.dep[source] in ("acl", "relcl")
        return parse.dep[token] in ("nsubj", "nsubjpass", "dobj", "ROOT") and parse.pos[token] != "ADJ"

    def local(self, token: int) -> str | None:
        """The one country that the token's paragraph is set in, else the document's."""
        block = self._block_of[token]
        set_in, named = self._blocks.get(block, set()), self._named.get(block, set())
        if len(set_in) == 1 and (len(named) == 1 or len(named - set_in) <= 1):
            return next(iter(set_in))
        venues = self._venues.get(block, set())
        if self.main is None and not set_in and len(venues) == 1 and len(named) == 1:
            return next(iter(venues))
        return self.main

    def strange(self, token: int, country: str | None) -> bool:
        """Whether the token's paragraph speaks of countries, and ``country`` is none of them."""
        named = self._named.get(self._block_of[token])
        return bool(named) and country is not None and country not in (named or ())
