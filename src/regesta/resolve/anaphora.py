"""Whom a later mention means: "they", "the two leaders", "the rebels", a surname, a name spelled otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from regesta.model import Actor, Parse
from regesta.resolve.nations import Nations
from regesta.resolve.phrases import COUNTED, Phrases, conjuncts

Resolve = Callable[[int], tuple[Actor, ...]]

_PAIRED = frozenset(["two", "both", "three", "four"])
_SIDES = frozenset(
    """leader side party country nation president minister diplomat state government head official
    counterpart man chief ministers rival neighbour neighbor capital delegation team""".split()
)
_STATES = frozenset("neighbor neighbour country nation state rival capital".split())
_FAR = 200
"""How many phrases back a later mention is looked for: a book must not take a book's square."""
_POWERS = frozenset({"GOV", "MIL", "REB", "OPP", "PTY", "PRM"})
_DEFINITE = frozenset({"the", "these", "those", "this", "that"})
_BODIES = frozenset(
    """group organization organisation movement party bloc alliance militia faction outfit union coalition
    agency company body front network""".split()
)
PLURAL = frozenset({"they", "them", "their", "theirs", "who", "those"})
PERSONAL = frozenset({"he", "him", "his", "she", "her"})
NEUTER = frozenset({"it", "its", "which"})


@dataclass(frozen=True, slots=True)
class Entity:
    """One phrase that an anaphor can mean: its head, whom it names, and what it agrees with."""

    token: int
    actors: tuple[Actor, ...]
    subject: bool
    plural: bool
    person: bool
    lemmas: frozenset[str]


class Anaphora:
    """Remembers the phrases of one document in text order. ``who`` resolves a phrase by its head.

    ``surnames`` are the document's people by surname, ``known`` the surnames of the actor tables.
    """

    def __init__(
        self,
        phrases: Phrases,
        *,
        who: Resolve,
        surnames: Mapping[str, Actor],
        known: Mapping[str, object],
        nations: Nations,
    ) -> None:
        self._nations = nations
        self._phrases, self._parse, self._who = phrases, phrases.parse, who
        self._surnames, self._surname_table = surnames, known
        self._listed: list[Entity] | None = None
        self._by_lemma: dict[str, list[Entity]] = {}
        self.meant: dict[int, int] = {}
        """Pronoun -> the head of the phrase that it means."""
        self._sentence_of = [s.index for s in phrases.parse.sentences for _ in range(s.first, s.last)]

    def entities(self) -> list[Entity]:
        if self._listed is None:
            self._listed = []
            for entity in self._list():  # what is resolved meanwhile sees those before it
                self._listed.append(entity)
                for lemma in entity.lemmas:
                    self._by_lemma.setdefault(lemma, []).append(entity)
        return self._listed

    def _alike(self, lemmas: Iterable[str], token: int) -> Iterator[Entity]:
        """The phrases before ``token`` that share a lemma, the nearest first."""
        self.entities()
        rows: list[Entity] = []
        for lemma in lemmas:
            known = self._by_lemma.get(lemma, [])
            end = bisect_left(known, token, key=lambda e: e.token)
            rows += known[max(0, end - _FAR) : end]
        return iter(sorted(rows, key=lambda e: -e.token))

    def _near(self, token: int) -> list[Entity]:
        """The last phrases before ``token``, in text order."""
        entities = self.entities()
        end = bisect_left(entities, token, key=lambda e: e.token)
        return entities[max(0, end - _FAR) : end]

    def _list(self) -> Iterator[Entity]:
        parse = self._parse
        for token in range(len(parse.text)):
            if parse.dep[token] in ("compound", "amod", "nummod", "det") or parse.pos[token] not in ("PROPN", "NOUN"):
                continue
            proper = parse.pos[token] == "PROPN" or self._phrases.is_name(token)
            if not proper and not (self._phrases.is_role(token) or parse.lemma[token] in COUNTED):
                continue
            whole = (token, *conjuncts(parse, token)) if parse.dep[token] != "conj" else (token,)
            actors = tuple(actor for t in whole for actor in self._who(t))
            yield Entity(
                token=token,
                actors=actors,
                subject=parse.dep[token] in ("nsubj", "nsubjpass"),
                plural=len(whole) > 1 or len(actors) > 1 or parse.tag[token] in ("NNS", "NNPS")
                or self._phrases.counted(token) is not None,
                person=proper and self._is_person(token, actors),
                lemmas=self._phrases.titles(token),
            )  # fmt: skip

    def _is_person(self, token: int, actors: tuple[Actor, ...]) -> bool:
        word = self._parse.text[token]
        return word in self._surnames or any(a.id and word in self._surname_table for a in actors)

    def pronoun(self, token: int) -> tuple[Actor, ...]:
        word = self._phrases.lower(token)
        if word in PERSONAL:
            return self._look_back(token, lambda e: e.person and not e.plural)
        if word in PLURAL:
            return self._look_back(token, lambda e: e.plural) or self.pair_before(token)
        if word in NEUTER:
            return self._look_back(token, lambda e: not e.plural and not e.person and e.subject)
        return ()

    def _look_back(self, token: int, fits: Callable[[Entity], bool]) -> tuple[Actor, ...]:
        """The nearest fitting phrase in this sentence before the pronoun's clause, else the last two sentences."""
        sentence = self._sentence(token)
        clause = _clause(self._parse, token)
        before = [e for e in self._near(token) if e.actors and fits(e)]
        own = [e for e in before if self._sentence(e.token) == sentence and _clause(self._parse, e.token) != clause]
        near = [e for e in before if sentence - 3 <= self._sentence(e.token) < sentence]
        subjects = [e for e in near if e.subject and self._sentence(e.token) == self._sentence(near[-1].token)]
        main = [e for e in subjects if self._parse.dep[_clause(self._parse, e.token)] == "ROOT"]
        for pool in (own, main, subjects, near):
            if pool:
                self.meant[token] = pool[-1].token
                return tuple(self._phrases.at(token, actor) for actor in pool[-1].actors)
        return ()

    def several(self, token: int) -> bool:
        """ "the two leaders", "both sides", "the parties", "the heads of the two states"."""
        lemma = self._parse.lemma[token]
        if lemma not in _SIDES or self._parse.tag[token] not in ("NNS", "NNPS"):
            return False
        first, last = self._phrases.span(token)
        words = {self._phrases.lower(t) for t in range(first, last + 1)}
        if any(self._phrases.country_word(t, t) for t in range(first, last + 1)):
            return False
        definite = bool(words & {"the", "both", "their", "these", "those", "our"})
        return (definite and bool(words & _PAIRED)) or (
            lemma in ("party", "side") and words <= {"the", lemma, "warring", "other"}
        )

    def pair_before(self, token: int) -> tuple[Actor, ...]:
        """The two or more people, or states, that "the two leaders" or "the two countries" means."""
        best: tuple[Actor, ...] = ()
        states: tuple[Actor, ...] = ()
        for entity in self._near(token):
            several = len({(a.id, a.country, a.name, a.sectors) for a in entity.actors}) >= 2
            if several and all(a.name or _POWERS & set(a.sectors) for a in entity.actors):
                best = entity.actors
            elif several and all(a.country or a.id for a in entity.actors):
                states = entity.actors
        best = best or states
        if self._parse.lemma[token] not in _STATES:
            return best or self._two_before(token)
        acting = {a.country for a in self._subject_of(token)}
        if not best or any(a.country in acting or a.country is None for a in best):
            best = self._two_before(token)
        return tuple(replace(a, id=None, name=None, sectors=()) for a in best)

    def _two_before(self, token: int) -> tuple[Actor, ...]:
        """Without a conjoined pair: the two countries' people last named, as in "X received Y"."""
        seen: dict[str, Actor] = {}
        others = {a.country for a in self._subject_of(token)}
        for entity in reversed(self._near(token)):
            for actor in entity.actors:
                if actor.country in others:
                    continue
                if actor.country and len(actor.country) == 3 and ("GOV" in actor.sectors or not actor.sectors):
                    seen.setdefault(actor.country, actor)
            if len(seen) >= 2:
                return tuple(reversed(seen.values()))
        return ()

    def _subject_of(self, token: int) -> tuple[Actor, ...]:
        """Who acts in the clause of ``token``: not one of those it acts between."""
        verb = _clause(self._parse, token)
        for child in self._parse.children[verb]:
            if self._parse.dep[child] == "nsubj" and child != token and not self.several(child):
                return self._who(child) if not conjuncts(self._parse, child) else ()
        return ()

    def _sentence(self, token: int) -> int:
        return self._sentence_of[token]

    def same_group(self, token: int) -> tuple[Actor, ...]:
        """ "the ministers" after "Kenyan and Ugandan ministers": all of them."""
        parse = self._parse
        if parse.tag[token] != "NNS" or {self._phrases.lower(c) for c in parse.children[token]} != {"the"}:
            return ()
        nearest = next(self._alike({self._phrases.lower(token)}, token), None)
        return nearest.actors if nearest is not None and len(nearest.actors) > 1 else ()

    def as_before(self, token: int, actor: Actor) -> Actor:
        """Complete "the rebels", "the president", "Bazuma" from an earlier phrase of the same head."""
        if self._parse.pos[token] == "PROPN" and actor.id is None and actor.name == self._parse.text[token]:
            alike = self._spelled_alike(self._parse.text[token])
            if alike is not None:
                return self._phrases.at(token, alike)
        definite = any(self._phrases.lower(c) in _DEFINITE for c in self._parse.children[token])
        if not definite and self._phrases.is_role(token):
            return actor
        counted = self._same_count(token)
        if counted is not None:
            return self._phrases.at(token, counted)
        lemmas = self._phrases.titles(token) if self._parse.pos[token] == "PROPN" else {self._phrases.lower(token)}
        for entity in self._alike(lemmas, token):
            if len(entity.actors) == 1:
                known = entity.actors[0]
                if known.country is None or (actor.country and known.country != actor.country):
                    continue
                if self._nations.strange(token, known.country):
                    continue
                if entity.person and self._phrases.is_body(token):
                    continue  # "the army" is not the army's spokesman
                if known.name and actor.sectors and known.sectors and not set(actor.sectors) & set(known.sectors):
                    continue  # "the army" is not the National Liberation Army
                if self._parse.pos[token] == "PROPN" and known.name not in (None, actor.name):
                    continue
                if actor.name is not None and self._parse.pos[token] == "PROPN":
                    return replace(actor, country=actor.country or known.country)
                alone = self._parse.tag[token] in ("NN", "NNP")
                return replace(
                    actor,
                    id=known.id if alone else actor.id,
                    name=known.name if alone else actor.name,
                    country=actor.country or known.country,
                    sectors=known.sectors or actor.sectors,
                )
        return self._body_before(token, actor)

    def _same_count(self, token: int) -> Actor | None:
        """ "the six men" after "six soldiers": as many, so the same."""
        number = self._number(token)
        if number is None or number == "one":
            return None
        for entity in reversed(self._near(token)):
            if len(entity.actors) == 1 and self._number(entity.token) == number:
                return entity.actors[0]
        return None

    def _number(self, token: int) -> str | None:
        numbers = [self._parse.text[c].lower() for c in self._parse.children[token] if self._parse.dep[c] == "nummod"]
        return numbers[0] if numbers else None

    def _body_before(self, token: int, actor: Actor) -> Actor:
        """ "the group", "the bloc": the organization last named."""
        if self._parse.lemma[token] not in _BODIES or self._parse.tag[token] != "NN":
            return actor
        for entity in reversed(self._near(token)):
            if not entity.person and len(entity.actors) == 1:
                known = entity.actors[0]
                if (
                    known.name
                    and known.sectors
                    and "JRN" not in known.sectors
                    and self._parse.pos[entity.token] == "PROPN"
                ):
                    return self._phrases.at(token, known)
        return actor

    def _spelled_alike(self, word: str) -> Actor | None:
        """The document's one name that is spelled almost so ("Bazuma" for "Bazoum")."""
        if len(word) < 5:
            return None
        close = [
            actor for known, actor in self._surnames.items()
            if known != word and known[0] == word[0] and abs(len(known) - len(word)) <= 2
            and SequenceMatcher(None, known.lower(), word.lower()).ratio() >= 0.72
        ]  # fmt: skip
        return close[0] if len(close) == 1 else None


def _clause(parse: Parse, token: int) -> int:
    """The verb whose clause a token stands in."""
    while parse.pos[token] not in ("VERB", "AUX") and parse.head[token] != token:
        token = parse.head[token]
    return token
