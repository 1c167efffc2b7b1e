"""From the head of a phrase to who it is: id, name, country and sectors.

Names, nationalities and offices come from the actor tables; titles, appositions and "of" phrases from
the sentence; surnames, spellings and later mentions ("the two leaders", "they") from the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from regesta.model import Actor, Document, Parse
from regesta.ontology.actors import Actors, Entry

Fill = Callable[[int, tuple[str, ...]], tuple[int, ...]]
CountryOf = Callable[[int, int], str | None]
"""The country of a place named in characters start..end of the text, from the gazetteer."""

_LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "punct", "advmod"})
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "overthrown", "toppled", "onetime", "late", "outgoing"})
_PAIRED = frozenset(["two", "both", "three", "four"])
_SIDES = frozenset(
    ["leader", "side", "party", "country", "nation", "president", "minister", "diplomat", "state", "government", "head", "official", "counterpart", "man", "chief", "ministers", "neighbour", "neighbor", "capital", "delegation", "team"]
)
_PLURAL = frozenset({"they", "them", "their", "theirs", "who", "those"})
_PERSONAL = frozenset({"he", "him", "his", "she", "her"})
_NEUTER = frozenset({"it", "its", "which"})
_RULERS = frozenset({"leader", "ruler", "strongman"})
"""Of a country these are its government: "Mali leader", "the leaders of Russia"; of a party they are not."""
_FIRST = frozenset({"i", "we", "us", "our", "my", "me"})
_COUNTED = frozenset(
    ["dozen", "score", "hundred", "thousand", "million", "number", "group", "handful", "majority", "member", "crowd", "one", "some", "most", "many", "part"]
)


@dataclass(frozen=True, slots=True)
class Entity:
    """One phrase that an anaphor can mean: its head, whom it names, and what it agrees with."""

    token: int
    actors: tuple[Actor, ...]
    subject: bool
    plural: bool
    person: bool
    lemmas: frozenset[str]


class Cast:
    """Everybody in one document. ``day`` is the report's ISO day or None; numbers are tokens."""

    def __init__(
        self, document: Document, parse: Parse, actors: Actors, *, day: str | None, country_of: CountryOf
    ) -> None:
        self.document, self.parse, self._actors, self._day = document, parse, actors, day
        self._country_of = country_of
        self._kept: dict[int, tuple[Actor, ...]] = {}
        self._surnames: dict[str, Actor] = {}
        self._listed: list[Entity] | None = None
        self._sentence_of = [s.index for s in parse.sentences for _ in range(s.first, s.last)]
        self._named_countries = self._count_countries()
        self._meet()

    # ------------------------------------------------------------ public

    def actors(self, token: int, *, speaker: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
        """Whom the phrase headed by ``token`` names; ``speaker`` is who says "we". Empty: nobody known."""
        if self.parse.text[token].lower() in _FIRST:
            return tuple(self._at(token, actor) for actor in speaker)
        found = self._kept.get(token)
        if found is None:
            self._kept[token] = ()
            found = self._kept[token] = self._resolve(token)
        return found

    def countries(self) -> tuple[str, ...]:
        """The countries that the parsed sentences name, the most frequent first (ISO alpha-3)."""
        return tuple(country for country, _ in self._named_countries.most_common())

    def span(self, token: int) -> tuple[int, int]:
        """The tokens (first, last) of the phrase headed by ``token``, without its clauses."""
        return _span(self.parse, token)

    def titles(self, token: int) -> frozenset[str]:
        """Lemmas of the titles and role nouns in a phrase: what "the president" could later mean."""
        first, last = self.span(token)
        return frozenset(
            self._lower(t) for t in range(first, last + 1) if self._lower(t) in self._actors.heads
        ) | frozenset(self._lower(t) for a in self._appositions(token) for t in range(*_span(self.parse, a)))

    # ------------------------------------------------------------ resolution

    def _resolve(self, token: int) -> tuple[Actor, ...]:
        if self.parse.pos[token] == "PRON" or self._lower(token) in _PLURAL | _PERSONAL | _NEUTER:
            return self._pronoun(token)
        if self._several(token):
            pair = self._pair_before(token)
            if pair:
                return tuple(self._at(token, actor) for actor in pair)
        counted = self._counted(token)
        if counted is not None:
            return tuple(self._at(token, actor) for actor in self.actors(counted))
        countries = self._several_countries(token)
        if countries:
            return countries
        actor = self._phrase(token)
        if actor.country is None or (not actor.sectors and actor.id is None):
            actor = self._as_before(token, actor)
        return (actor,)

    def _phrase(self, token: int) -> Actor:
        named = self._named(token)
        if named is not None:
            return named
        common = self._common(token)
        if self.parse.pos[token] != "PROPN" or (common.sectors and self._is_role(token)):
            return common
        return self._unknown(token, common)

    def _named(self, token: int) -> Actor | None:
        """The longest name in the tables that contains the head."""
        first, last = self.span(token)
        first = max(first, token - 8)
        entries: tuple[Entry, ...] = ()
        for i in range(first, token + 1):
            for j in range(min(last, token + 8), token - 1, -1):
                entries = self._actors.names.get(self._text(i, j), ())
                if entries:
                    return self._from_entry(token, self._best(entries))
        word = self.parse.text[token]
        single = first == token or self._compound_free(token)
        if single or self.parse.pos[token] == "PROPN":
            known = self._surnames.get(word)
            if known is not None and self._given_name_agrees(token, known):
                return self._at(token, known)
        for table, sectors in (
            (self._actors.capitals, ("GOV",)), (self._actors.governments, ("GOV",)),
            (self._actors.people, ("CVL",)), (self._actors.adjectives, ()),
        ):  # fmt: skip
            for i in (token - 1, token):
                entry = table.get(self._text(i, token)) if i >= first else None
                if entry is not None and (i < token or self._compound_free(token)):
                    return self._make(token, entry.id, entry.name, entry.country, sectors)
        if self.parse.pos[token] == "PROPN":
            return self._by_surname(token)
        return None

    def _from_entry(self, token: int, entry: Entry) -> Actor:
        sectors = entry.sectors_on(self._day)
        if entry.kind == "person" and self._is_former(token):
            sectors = ("ELI",)
        elif entry.kind == "person" and not sectors:
            sectors = self._title_sectors(token)
        return self._make(token, entry.id, entry.name, entry.country_on(self._day), sectors)

    def _by_surname(self, token: int) -> Actor | None:
        entries = self._actors.surnames.get(self.parse.text[token], ())
        first, _ = self.span(token)
        given = [t for t in range(first, token) if self.parse.pos[t] == "PROPN" and not self._is_title(t)]
        given = [t for t in given if self._country_word(t, t) is None]
        if given and not any(self._text(given[0], token) in e.name for e in entries):
            return None
        country = self._country(token)
        if country is not None:
            entries = tuple(e for e in entries if e.country == country)
        elif not self._title_sectors(token):
            entries = tuple(e for e in entries if e.country in self._named_countries)
        held = tuple(e for e in entries if any(o.holds(self._day) for o in e.offices)) or entries
        if len({e.id for e in held}) != 1:
            return None
        return self._from_entry(token, held[0])

    def _common(self, token: int) -> Actor:
        """A phrase of role nouns: "Russian Foreign Ministry", "a group of rebels"."""
        sectors, is_body = self._role_sectors(token)
        if self._is_former(token) and ("GOV" in sectors or "LEG" in sectors or "MIL" in sectors):
            sectors = ("ELI",)
        country = self._country(token)
        name = self._name_of_body(token) if is_body else None
        return self._make(token, None, name, country, sectors)

    def _unknown(self, token: int, common: Actor) -> Actor:
        """A proper name that no table has: the name, with what titles and appositions say."""
        first, _ = self.span(token)
        start = token
        while start > first and self.parse.pos[start - 1] in ("PROPN", "PUNCT") and not self._is_title(start - 1):
            if self.parse.text[start - 1] != "-" and self.parse.pos[start - 1] == "PUNCT":
                break
            if self._country_word(start - 1, start - 1) is not None:
                break
            start -= 1
        sectors = common.sectors or self._title_sectors(token)
        country = common.country
        for apposition in self._appositions(token):
            sectors = sectors or self._role_sectors(apposition)[0]
            country = country or self._country(apposition)
        if country is None and not sectors:
            country = self._country_of(self.parse.start[start], self.parse.end[token])
        if self._is_former(token):
            sectors = ("ELI",)
        return self._make(token, None, self._text(start, token), country, sectors)

    # ------------------------------------------------------------ parts of a phrase

    def _role_sectors(self, token: int) -> tuple[tuple[str, ...], bool]:
        """Sectors of the longest role noun that ends in the head, and whether it is an institution."""
        tables = self._actors
        first, last = self.span(token)
        ends = [token]
        if last > token and self._lower(token + 1) == "of":  # "ministry of foreign affairs"
            ends = list(range(min(last, token + 5), token - 1, -1))
        for end in ends:
            for begin in range(max(first, token - 4), token + 1):
                phrase = " ".join(self._lower(t) for t in range(begin, end + 1))
                for table, body in ((tables.institutions, True), (tables.nouns, False), (tables.titles, False)):
                    if phrase in table:
                        return table[phrase], body
        for begin in range(max(first, token - 4), token):  # "opposition supporters", "army spokesman"
            word = self._lower(begin)
            if word in tables.institutions and self.parse.dep[begin] in ("compound", "amod", "poss"):
                return tables.institutions[word], False
            if word in tables.nouns and tables.nouns[word] and self._lower(token) in tables.heads:
                return tables.nouns[word], False
        if self._lower(token) in _RULERS and self._country(token) is not None:
            return ("GOV",), False
        return (), False

    def _title_sectors(self, token: int) -> tuple[str, ...]:
        first, _ = self.span(token)
        for end in range(token - 1, first - 1, -1):
            for begin in range(max(first, end - 3), end + 1):
                phrase = " ".join(self._lower(t) for t in range(begin, end + 1))
                for table in (self._actors.titles, self._actors.nouns):
                    if table.get(phrase):
                        return table[phrase]
            if self._lower(end) in _RULERS and any(self._country_word(t, t) for t in range(first, end)):
                return ("GOV",)
        return ()

    def _is_title(self, token: int) -> bool:
        lower = self._lower(token)
        return lower in self._actors.titles or lower in self._actors.nouns or lower in self._actors.heads

    def _is_role(self, token: int) -> bool:
        return self._lower(token) in self._actors.heads

    def _is_former(self, token: int) -> bool:
        first, _ = self.span(token)
        return any(self._lower(t) in _FORMER for t in range(first, token))

    def _country(self, token: int) -> str | None:
        """The country that the phrase's own words name: "Malian", "Kenya's", "of Russia", "in Niger"."""
        first, last = self.span(token)
        for begin in range(first, last + 1):
            for end in range(min(begin + 2, last), begin - 1, -1):
                found = self._country_word(begin, end)
                if found is not None:
                    return found
        for child in self.parse.children[token]:
            if self.parse.lemma[child] in ("in", "from", "at") and self.parse.dep[child] == "prep":
                for place in self.parse.children[child]:
                    a, b = self.span(place)
                    found = self._country_word(a, b) or self._country_word(place, place)
                    return found or self._country_of(self.parse.start[a], self.parse.end[b])
        return None

    def _country_word(self, begin: int, end: int) -> str | None:
        text = self._text(begin, end)
        if not text[:1].isupper():
            return None
        tables = self._actors
        for table in (tables.adjectives, tables.people, tables.governments, tables.capitals):
            if text in table:
                return table[text].country
        for entry in tables.names.get(text, ()):
            if entry.kind in ("country", "igo"):
                return entry.country
        return None

    def _several_countries(self, token: int) -> tuple[Actor, ...]:
        """ "leaders of Russia and Mali", "the Chinese and Indian foreign ministers": one actor each."""
        if self.parse.tag[token] not in ("NNS", "NNPS"):
            return ()
        first, last = self.span(token)
        found = [self._country_word(t, t) for t in range(first, last + 1)]
        countries = list(dict.fromkeys(c for c in found if c))
        sectors, _ = self._role_sectors(token)
        if len(countries) < 2 or not sectors:
            return ()
        return tuple(self._make(token, None, None, country, sectors) for country in countries)

    def _counted(self, token: int) -> int | None:
        """The noun in "dozens of protesters", "one of the soldiers", which says who they are."""
        if self._lower(token) not in _COUNTED and self.parse.pos[token] != "NUM":
            return None
        for child in self.parse.children[token]:
            if self.parse.lemma[child] == "of":
                for noun in self.parse.children[child]:
                    if self.parse.dep[noun] == "pobj":
                        return noun
        return None

    def _appositions(self, token: int) -> Iterator[int]:
        for child in self.parse.children[token]:
            if self.parse.dep[child] == "appos":
                yield child

    def _name_of_body(self, token: int) -> str:
        first, last = self.span(token)
        while first < token and self.parse.pos[first] in ("DET", "PRON", "NUM"):
            first += 1
        return self._text(first, last)

    # ------------------------------------------------------------ the document

    def _meet(self) -> None:
        """Learn the full names of the document, so that a surname alone is known later or earlier."""
        parse = self.parse
        for token in range(len(parse.text)):
            if parse.pos[token] != "PROPN" or parse.dep[token] == "compound":
                continue
            word = parse.text[token]
            if word in self._surnames or token == 0 or parse.pos[token - 1] != "PROPN":
                continue
            if self._text(token, token) in self._actors.names or self._is_role(token):
                continue
            actor = self._named(token) or self._unknown(token, self._common(token))
            if actor.name and actor.name.endswith(word) and " " in actor.name:
                entry = self._actors.names.get(actor.name)
                if entry is None or entry[0].kind == "person":
                    self._surnames[word] = actor

    def _as_before(self, token: int, actor: Actor) -> Actor:
        """Complete "the rebels", "the president", "Bazuma" from an earlier phrase of the same head."""
        if self.parse.pos[token] == "PROPN" and actor.id is None:
            alike = self._spelled_alike(self.parse.text[token])
            return self._at(token, alike) if alike else actor
        definite = any(self._lower(c) in ("the", "these", "those", "this", "that") for c in self.parse.children[token])
        if not definite and self._is_role(token):
            return actor
        lemma = self._lower(token)
        for entity in reversed(self._entities()):
            if entity.token < token and lemma in entity.lemmas and len(entity.actors) == 1:
                known = entity.actors[0]
                if known.country is None or (actor.country and known.country != actor.country):
                    continue
                alone = self.parse.tag[token] in ("NN", "NNP")
                return replace(
                    actor,
                    id=known.id if alone else actor.id,
                    name=known.name if alone else actor.name,
                    country=actor.country or known.country,
                    sectors=actor.sectors or known.sectors,
                )
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

    def _entities(self) -> list[Entity]:
        if self._listed is None:
            self._listed = []  # what is resolved while the list is made has nothing before it
            self._listed = list(self._list())
        return self._listed

    def _list(self) -> Iterator[Entity]:
        parse = self.parse
        for token in range(len(parse.text)):
            if parse.dep[token] in ("compound", "amod", "nummod", "det") or parse.pos[token] not in ("PROPN", "NOUN"):
                continue
            proper = parse.pos[token] == "PROPN"
            if not proper and not (self._is_role(token) or parse.lemma[token] in _COUNTED):
                continue
            if self._several(token):
                continue
            whole = (token, *_conjuncts(parse, token)) if parse.dep[token] != "conj" else (token,)
            actors = tuple(actor for t in whole for actor in self.actors(t))
            yield Entity(
                token=token,
                actors=actors,
                subject=parse.dep[token] in ("nsubj", "nsubjpass"),
                plural=len(whole) > 1 or len(actors) > 1 or parse.tag[token] in ("NNS", "NNPS")
                or self._counted(token) is not None,
                person=proper and self._is_person(token, actors),
                lemmas=self.titles(token),
            )  # fmt: skip

    def _is_person(self, token: int, actors: tuple[Actor, ...]) -> bool:
        word = self.parse.text[token]
        return word in self._surnames or any(a.id and word in self._actors.surnames for a in actors)

    def _pronoun(self, token: int) -> tuple[Actor, ...]:
        word = self._lower(token)
        if word in _PERSONAL:
            return self._look_back(token, lambda e: e.person and not e.plural)
        if word in _PLURAL:
            return self._look_back(token, lambda e: e.plural) or self._pair_before(token)
        if word in _NEUTER:
            return self._look_back(token, lambda e: not e.plural and not e.person and e.subject)
        return ()

    def _look_back(self, token: int, fits: Callable[[Entity], bool]) -> tuple[Actor, ...]:
        """The nearest fitting phrase in this sentence before the pronoun's clause, else the last two sentences."""
        sentence = self._sentence(token)
        clause = _clause(self.parse, token)
        before = [e for e in self._entities() if e.token < token and e.actors and fits(e)]
        own = [e for e in before if self._sentence(e.token) == sentence and _clause(self.parse, e.token) != clause]
        near = [e for e in before if sentence - 3 <= self._sentence(e.token) < sentence]
        subjects = [e for e in near if e.subject and self._sentence(e.token) == self._sentence(near[-1].token)]
        for pool in (own, subjects, near):
            if pool:
                return tuple(self._at(token, actor) for actor in pool[-1].actors)
        return ()

    def _several(self, token: int) -> bool:
        """ "the two leaders", "both sides", "the parties", "the heads of the two states"."""
        lemma = self.parse.lemma[token]
        if lemma not in _SIDES or self.parse.tag[token] not in ("NNS", "NNPS"):
            return False
        first, last = self.span(token)
        words = {self._lower(t) for t in range(first, last + 1)}
        return bool(words & _PAIRED) or (lemma in ("party", "side") and words <= {"the", lemma, "warring", "other"})

    def _pair_before(self, token: int) -> tuple[Actor, ...]:
        best: tuple[Actor, ...] = ()
        for entity in self._entities():
            if entity.token >= token:
                break
            if len({(a.id, a.country, a.name) for a in entity.actors}) >= 2 and all(a.country or a.id for a in entity.actors):
                best = entity.actors
        return best or self._two_before(token)

    def _two_before(self, token: int) -> tuple[Actor, ...]:
        """Without a conjoined pair: the two countries' people last named, as in "X received Y"."""
        seen: dict[str, Actor] = {}
        for entity in reversed([e for e in self._entities() if e.token < token]):
            for actor in entity.actors:
                if actor.country and ("GOV" in actor.sectors or not actor.sectors):
                    seen.setdefault(actor.country, actor)
            if len(seen) >= 2:
                return tuple(reversed(seen.values()))
        return ()

    # ------------------------------------------------------------ small things

    def _count_countries(self) -> Counter[str]:
        pos = self.parse.pos
        found = (self._country_word(t, t) for t in range(len(pos)) if pos[t] in ("PROPN", "ADJ", "NOUN"))
        return Counter(country for country in found if country)

    def _best(self, entries: tuple[Entry, ...]) -> Entry:
        held = [e for e in entries if any(o.holds(self._day) for o in e.offices)]
        return (held or list(entries))[0]

    def _given_name_agrees(self, token: int, known: Actor) -> bool:
        before = token - 1
        first, _ = self.span(token)
        if before < first or self.parse.pos[before] != "PROPN" or self._is_title(before):
            return True
        return self.parse.text[before] in (known.name or "") or self._country_word(before, before) is not None

    def _compound_free(self, token: int) -> bool:
        first, _ = self.span(token)
        return all(self.parse.pos[t] not in ("PROPN", "NOUN", "ADJ") for t in range(first, token))

    def _sentence(self, token: int) -> int:
        return self._sentence_of[token]

    def _lower(self, token: int) -> str:
        return self.parse.lemma[token] if self.parse.pos[token] == "NOUN" else _singular(self.parse, token)

    def _text(self, first: int, last: int) -> str:
        text = self.document.text[self.parse.start[first] : self.parse.end[last]]
        return " ".join(text.replace("’", "'").split())

    def _make(
        self, token: int, id: str | None, name: str | None, country: str | None, sectors: tuple[str, ...]
    ) -> Actor:
        first, last = self.span(token)
        start, end = self.parse.start[first], self.parse.end[last]
        return Actor(self.document.text[start:end], start, end, id, name, country, sectors)

    def _at(self, token: int, actor: Actor) -> Actor:
        """The same one, as this phrase names it."""
        return self._make(token, actor.id, actor.name, actor.country, actor.sectors)


def _singular(parse: Parse, token: int) -> str:
    lower = parse.text[token].lower()
    return lower[:-1] if parse.tag[token] == "NNPS" and lower.endswith("s") else lower


def _span(parse: Parse, token: int) -> tuple[int, int]:
    first = last = token
    for child in parse.children[token]:
        if child < token and parse.dep[child] in _LEFT:
            first = min(first, _leftmost(parse, child))
        elif child > token and parse.lemma[child] == "of" and parse.dep[child] == "prep":
            for noun in parse.children[child]:
                if parse.dep[noun] == "pobj":
                    last = max(last, _span(parse, noun)[1], *(_span(parse, c)[1] for c in _conjuncts(parse, noun)))
    while first < token and (parse.pos[first] == "PUNCT" or parse.dep[first] == "punct"):
        first += 1
    return first, last


def _conjuncts(parse: Parse, token: int) -> tuple[int, ...]:
    out: list[int] = []
    todo = [token]
    while todo:
        found = [c for c in parse.children[todo.pop()] if parse.dep[c] == "conj" and parse.pos[c] in ("NOUN", "PROPN", "NUM")]
        out += found
        todo += found
    return tuple(out) if out else ()


def _leftmost(parse: Parse, token: int) -> int:
    children = parse.children[token]
    return min(token, _leftmost(parse, children[0])) if children else token


def _clause(parse: Parse, token: int) -> int:
    """The verb whose clause a token stands in."""
    while parse.pos[token] not in ("VERB", "AUX") and parse.head[token] != token:
        token = parse.head[token]
    return token
