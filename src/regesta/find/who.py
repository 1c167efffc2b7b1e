"""Whether a word heads a phrase that names somebody who can act or suffer."""

from __future__ import annotations

from regesta.model import Parse
from regesta.ontology.actors import Actors

_PRONOUNS = frozenset("they them he him she her it we us i me who whom their his its our my".split())
NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    covid ebola internet christmas ramadan easter""".split()
)
"""Words with a capital, in lower case, that name nobody: days, months and the like."""


class Who:
    """Knows the role nouns, nationalities and names of ``actors``."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors

    def __call__(self, parse: Parse, token: int) -> bool:
        pos, word = parse.pos[token], parse.text[token]
        if pos == "PROPN":
            return word.lower().rstrip(".") not in NO_NAMES and any(char.isalpha() for char in word)
        if pos == "PRON":
            return word.lower() in _PRONOUNS
        if pos == "NOUN":
            return self._noun(parse, token)
        if pos == "NUM":
            year = len(word) == 4 and word.isdigit() and word[:2] in ("15", "16", "17", "18", "19", "20")
            return parse.dep[token] != "nummod" and not year and not any(char in "/:%" for char in word)
        if pos == "ADJ":
            return word in self._actors.adjectives or word in self._actors.names or self._used_as_noun(parse, token)
        return pos == "DET" and word.lower() in ("both", "some", "many", "all", "others", "those")

    def is_state(self, parse: Parse, token: int) -> bool:
        """Whether a name ends with ``token`` that is a country's, its capital's or its government's."""
        actors, name = self._actors, ""
        if not parse.text[token][:1].isupper():
            return False
        for at in range(token, max(token - 4, -1), -1):
            name = f"{parse.text[at]} {name}".rstrip()
            if name in actors.capitals or name in actors.governments:
                return True
            if any(entry.kind == "country" for entry in actors.names.get(name, ())):
                return True
        return False

    def _noun(self, parse: Parse, token: int) -> bool:
        lemma, word = parse.lemma[token], parse.text[token]
        actors = self._actors
        if word in actors.people or word in actors.names or word in actors.adjectives:
            return True
        if word in actors.surnames and word[:1].isupper():  # "Macron met ...": the tagger's noun
            return True
        if lemma not in actors.heads:
            return any(  # "dozens of protesters"
                parse.lemma[c] == "of" and any(self(parse, p) for p in parse.children[c] if parse.dep[p] == "pobj")
                for c in parse.children[token] if parse.dep[c] == "prep" and lemma in _COUNTS
            )  # fmt: skip
        if lemma in actors.nouns or lemma in actors.institutions or lemma in actors.titles:
            return True
        phrase = lemma
        for at in range(token - 1, max(token - 4, -1), -1):
            phrase = f"{parse.lemma[at]} {phrase}"
            if phrase in actors.nouns or phrase in actors.institutions or phrase in actors.titles:
                return True
        return False

    def _used_as_noun(self, parse: Parse, token: int) -> bool:
        return parse.dep[token] in ("nsubj", "dobj", "pobj", "nsubjpass") and parse.lemma[token] in self._actors.heads


_COUNTS = frozenset(
    "dozen score hundred thousand million number group handful majority member crowd total pair couple part".split()
)
