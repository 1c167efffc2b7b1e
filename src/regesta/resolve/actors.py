"""From the head of a phrase to who it is: id, name, country and sectors.

Names, nationalities and offices come from the actor tables; titles, appositions and "of" phrases from
the sentence; surnames, spellings and later mentions ("the two leaders", "they") from the document.
"""

from __future__ import annotations

from dataclasses import replace
from unicodedata import combining, normalize

from regesta.model import Actor, Document, Parse
from regesta.ontology.actors import Actors, Entry
from regesta.resolve.anaphora import NEUTER, PERSONAL, PLURAL, Anaphora
from regesta.resolve.nations import Nations
from regesta.resolve.phrases import CountryOf, Phrases

_FIRST = frozenset({"i", "we", "us", "our", "my", "me"})


_OFFICES = frozenset("leader president minister head chief official diplomat premier".split())
_BODIES = frozenset({"IGO", "UNO", "EUR", "NGO"})

_HEADS = frozenset(
    {"president", "acting president", "prime minister", "acting prime minister", "chancellor", "king", "emir"}
)


class Cast:
    """Everybody in one document. ``day`` is the report's ISO day or None; numbers are tokens."""

    def __init__(
        self, document: Document, parse: Parse, actors: Actors, *, day: str | None, country_of: CountryOf
    ) -> None:
        self.parse, self._actors, self._day = parse, actors, day
        self._country_of = country_of
        self._phrases = Phrases(document, parse, actors, country_of=country_of)
        self._kept: dict[int, tuple[Actor, ...]] = {}
        self._by_id: dict[str, Entry] = {}
        self._surnames: dict[str, Actor] = {}
        self._acronyms: dict[str, Actor] = {}
        self._nations = Nations(parse, actors)
        self._anaphora = Anaphora(
            self._phrases, who=self._known, surnames=self._surnames, known=actors.surnames, nations=self._nations
        )
        self._meet()

    def actors(self, token: int, *, speaker: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
        """Whom the phrase headed by ``token`` names; ``speaker`` is who says "we". Empty: nobody known."""
        if self.parse.text[token].lower() in _FIRST:
            return tuple(self._phrases.at(token, actor) for actor in speaker)
        self._anaphora.entities()  # before anything is asked: what came earlier decides what a phrase means
        return self._known(token)

    def words(self, token: int) -> str | None:
        """The words that a pronoun stands for ("the junta" for "it"), None for any other phrase."""
        meant = self._anaphora.meant.get(token)
        return self._phrases.name_of_body(meant) if meant is not None else None

    def is_person(self, actor: Actor) -> bool:
        """Whether an actor is a single person."""
        return actor.name is not None and self.knows(actor.name)

    def knows(self, name: str) -> bool:
        """Whether a name is one of the document's people."""
        return any(known.name == name for known in self._surnames.values())

    def span(self, token: int) -> tuple[int, int]:
        """The tokens (first, last) of the phrase headed by ``token``, without its clauses."""
        return self._phrases.span(token)

    def _known(self, token: int) -> tuple[Actor, ...]:
        found = self._kept.get(token)
        if found is None:
            self._kept[token] = ()
            found = self._kept[token] = self._resolve(token)
        return found

    def on(self, actor: Actor, day: str) -> Actor:
        """The same person with the sectors held on ``day``: a president who is deposed that week still is one."""
        entry = self._by_id.get(actor.id or "")
        if entry is None or entry.kind != "person" or (actor.sectors == ("ELI",) and day == self._day):
            return actor
        return replace(actor, sectors=entry.sectors_on(day) or actor.sectors)

    def countries(self) -> tuple[str, ...]:
        """The countries that the parsed sentences name, the most frequent first (ISO alpha-3)."""
        return tuple(country for country, _ in self._nations.counts.most_common())

    def _resolve(self, token: int) -> tuple[Actor, ...]:
        if self.parse.pos[token] == "PRON" or self._phrases.lower(token) in PLURAL | PERSONAL | NEUTER:
            return self._anaphora.pronoun(token)
        if self._anaphora.several(token):
            pair = self._anaphora.pair_before(token)
            if pair:
                return tuple(self._phrases.at(token, self._in_office(token, actor)) for actor in pair)
        group = self._anaphora.same_group(token)
        if group:
            return tuple(self._phrases.at(token, actor) for actor in group)
        counted = self._phrases.counted(token)
        if counted is not None:
            country = self._phrases.country(token)
            return tuple(
                self._phrases.at(token, replace(actor, country=actor.country or country))
                for actor in self._known(counted)
            )
        countries = self._several_countries(token)
        if countries:
            return countries
        actor = self._phrase(token)
        if self._phrases.is_the_country(token) and self._nations.local(token):
            code = self._nations.local(token)
            return (self._phrases.make(token, code, self._actors.country_names.get(code or ""), code, ()),)
        if actor.id is None:
            actor = self._of_owner(token, actor)
        if actor.country is None and actor.id is None and "GOV" in actor.sectors:
            actor = replace(actor, country=self._spoken_for(token))
        if actor.country is None or (not actor.sectors and actor.id is None):
            actor = self._anaphora.as_before(token, actor)
            word = self.parse.text[token]
            if actor.country and actor.name and word in self._surnames and self._surnames[word].country is None:
                self._surnames[word] = actor
        if actor.country is None and actor.id is None and actor.sectors and not self._phrases.abroad(token):
            actor = replace(actor, country=self._nations.local(token))
        elif actor.country is None and actor.id is None and word_count(actor.name) > 1:
            actor = replace(actor, country=self._nations.main)
        return (actor,)

    def _in_office(self, token: int, actor: Actor) -> Actor:
        """ "the two leaders" of two countries are their governments, not the countries."""
        role, _ = self._phrases.role_sectors(token)
        if actor.sectors or self._phrases.lower(token) not in _OFFICES:
            return actor
        return replace(actor, id=None, name=None, sectors=role or ("GOV",))

    def _spoken_for(self, token: int) -> str | None:
        """ "the deputy minister said Vietnam would raise tariffs": an official speaks for the state that will act."""
        parse, verb = self.parse, self.parse.head[token]
        if parse.dep[token] != "nsubj":
            return None
        for clause in parse.children[verb]:
            if parse.dep[clause] == "ccomp":
                subjects = [c for c in parse.children[clause] if parse.dep[c] == "nsubj" and parse.pos[c] == "PROPN"]
                return next((found for s in subjects if (found := self._phrases.country_word(s, s))), None)
        return None

    def _of_owner(self, token: int, actor: Actor) -> Actor:
        """ "its fighters", "a member of Hamas", "the ELN's negotiator": of whom they are."""
        for owner in self._phrases.owners(token):
            for known in self._known(owner)[:1]:
                if known.country is None or (actor.country and actor.country != known.country):
                    continue
                if known.country in _BODIES and known.id is not None:  # "observers from the African Union"
                    return replace(actor, id=known.id, name=known.name, country=known.country)
                armed = bool({"REB", "UAF", "PRM", "CRM", "PTY", "OPP"} & set(known.sectors))
                fighting = {"REB", "UAF", "PRM", "CRM"} & set(known.sectors)
                if fighting and known.id is not None and self.parse.tag[token] == "NNS":  # "Boko Haram fighters"
                    return replace(actor, id=known.id, name=known.name, country=known.country, sectors=known.sectors)
                sectors = known.sectors if armed or not actor.sectors else actor.sectors
                return replace(actor, country=actor.country or known.country, sectors=sectors)
        return actor

    def _phrase(self, token: int) -> Actor:
        named = self._named(token)
        if named is not None:
            return named
        common = self._common(token)
        if self.parse.pos[token] != "PROPN" or (common.sectors and self._phrases.is_role(token)):
            return self._by_apposition(token, common)
        return self._unknown(token, common)

    def _by_apposition(self, token: int, common: Actor) -> Actor:
        """ "the interior minister, Hamid Adan": the name that follows an office."""
        for child in self._phrases.appositions(token):
            if self.parse.pos[child] == "PROPN" and self.parse.pos[token] == "NOUN" and common.sectors:
                named = self._named(child) or self._unknown(child, self._common(child), places=False)
                if not self._phrases.is_role(child):
                    country = named.country or common.country
                    sectors = named.sectors if named.id else common.sectors or named.sectors
                    return replace(common, id=named.id, name=named.name, country=country, sectors=sectors)
        return common

    def _named(self, token: int) -> Actor | None:
        """The longest name in the tables that contains the head."""
        first, last = self._phrases.span(token)
        first = max(first, token - 8)
        entries: tuple[Entry, ...] = ()
        for i in range(first, token + 1):
            for j in range(min(last, token + 8), token - 1, -1):
                entries = self._actors.names.get(self._phrases.text(i, j), ())
                if entries:
                    return self._from_entry(token, self._best(entries))
        word = self.parse.text[token]
        if word in self._acronyms and self.parse.dep[token] != "appos":
            return self._phrases.at(token, self._acronyms[word])
        single = first == token or self._phrases.compound_free(token)
        if single or self.parse.pos[token] == "PROPN":
            known = self._surnames.get(word)
            if known is not None and self._given_name_agrees(token, known):
                return self._phrases.at(token, known)
        for table, sectors in (
            (self._actors.capitals, ("GOV",)), (self._actors.governments, ("GOV",)),
            (self._actors.people, ("CVL",)), (self._actors.adjectives, ()),
        ):  # fmt: skip
            for i in (token - 1, token):
                entry = table.get(self._phrases.text(i, token)) if i >= first else None
                if entry is not None and (i < token or self._phrases.compound_free(token)):
                    name = self._phrases.text(i, token) if table is self._actors.governments else entry.name
                    return self._phrases.make(token, entry.id, name, entry.country, sectors)
        if word[:1].isupper():
            return self._by_surname(token)
        return None

    def _from_entry(self, token: int, entry: Entry) -> Actor:
        sectors = entry.sectors_on(self._day)
        self._by_id[entry.id] = entry
        if entry.kind == "person" and self._phrases.is_former(token):
            sectors = ("ELI",)
        elif entry.kind == "person" and not sectors:
            sectors = self._phrases.title_sectors(token)
        return self._phrases.make(token, entry.id, entry.name, entry.country_on(self._day), sectors)

    def _by_surname(self, token: int) -> Actor | None:
        entries = self._actors.surnames.get(self.parse.text[token], ())
        first, _ = self._phrases.span(token)
        given = [t for t in range(first, token) if self.parse.pos[t] == "PROPN" and not self._phrases.is_title(t)]
        given = [t for t in given if self._phrases.country_word(t, t) is None]
        if given and not any(self._phrases.text(given[0], token) in e.name for e in entries):
            return None
        country = self._phrases.country(token)
        if country is not None:
            entries = tuple(e for e in entries if e.country == country)
        elif not self._phrases.title_sectors(token):
            named = tuple(e for e in entries if e.country in self._nations.counts)
            entries = named or self._leading(token, entries)
        held = tuple(e for e in entries if any(o.holds(self._day) for o in e.offices)) or entries
        if len({e.id for e in held}) != 1:
            return None
        return self._from_entry(token, held[0])

    def _leading(self, token: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """ "Putin met Modi": of those with one surname the one who leads a state goes by it alone."""
        if not self._phrases.compound_free(token):
            return ()
        led = tuple(e for e in entries if any(o.name in _HEADS and o.holds(self._day) for o in e.offices))
        return led if len({e.id for e in led}) == 1 else ()

    def _common(self, token: int) -> Actor:
        """A phrase of role nouns: "Russian Foreign Ministry", "a group of rebels"."""
        sectors, is_body = self._phrases.role_sectors(token)
        if self._phrases.is_former(token) and ("GOV" in sectors or "LEG" in sectors or "MIL" in sectors):
            sectors = ("ELI",)
        country = self._phrases.country(token)
        name = self._phrases.name_of_body(token) if is_body else None
        return self._phrases.make(token, None, name, country, sectors)

    def _unknown(self, token: int, common: Actor, *, places: bool = True) -> Actor:
        """A proper name that no table has: the name, with what titles and appositions say."""
        first, _ = self._phrases.span(token)
        start = token
        while start > first and self.parse.pos[start - 1] in ("PROPN", "PUNCT"):
            if self._phrases.is_title(start - 1) or self.parse.text[start - 1] == ".":
                break
            if self.parse.text[start - 1] != "-" and self.parse.pos[start - 1] == "PUNCT":
                break
            if self._phrases.country_word(start - 1, start - 1) is not None:
                break
            start -= 1
        sectors = self._phrases.ministry_before(token) or self._phrases.title_sectors(token) or common.sectors
        country = common.country
        for apposition in self._phrases.appositions(token):
            sectors = sectors or self._phrases.role_sectors(apposition)[0]
            country = country or self._phrases.country(apposition)
        if country is None and not sectors and places:
            country = self._country_of(self.parse.start[start], self.parse.end[token])
        if self._phrases.is_former(token):
            sectors = ("ELI",)
        return self._phrases.make(token, None, self._phrases.text(start, token), country, sectors)

    def _several_countries(self, token: int) -> tuple[Actor, ...]:
        """ "leaders of Russia and Mali", "the Chinese and Indian foreign ministers": one actor each."""
        if self.parse.tag[token] not in ("NNS", "NNPS"):
            return ()
        first, last = self._phrases.span(token)
        found = [self._phrases.country_word(t, t) for t in range(first, last + 1)]
        countries = list(dict.fromkeys(c for c in found if c))
        if not countries:  # "officials from the two countries"
            both = next((o for o in self._phrases.origins(token) if self._anaphora.several(o)), None)
            pair = self._anaphora.pair_before(both) if both is not None else ()
            countries = list(dict.fromkeys(a.country for a in pair if a.country))
        sectors, _ = self._phrases.role_sectors(token)
        if len(countries) < 2 or not sectors:
            return ()
        return tuple(self._phrases.make(token, None, None, country, sectors) for country in countries)

    def _meet(self) -> None:
        """Learn the full names of the document, so that a surname alone is known later or earlier."""
        parse = self.parse
        for token in range(len(parse.text)):
            self._learn_acronym(token)
            if parse.pos[token] != "PROPN" or parse.dep[token] == "compound":
                continue
            word = parse.text[token]
            if word in self._surnames or token == 0 or parse.pos[token - 1] != "PROPN":
                continue
            if self._phrases.text(token, token) in self._actors.names or self._phrases.is_role(token):
                continue
            actor = self._named(token) or self._unknown(token, self._common(token), places=False)
            if actor.name and _plain(actor.name).endswith(_plain(word)) and " " in actor.name:
                entry = self._actors.names.get(actor.name)
                if entry is None or entry[0].kind == "person":
                    self._surnames[word] = actor

    def _learn_acronym(self, token: int) -> None:
        """ "the Chin National Front (CNF)": the name stands before the bracket."""
        parse = self.parse
        if parse.text[token] != "(" or token == 0 or token + 2 >= len(parse.text) or parse.text[token + 2] != ")":
            return
        word, head = parse.text[token + 1], token - 1
        if sum(char.isupper() for char in word) < 2 or parse.pos[head] not in ("PROPN", "NOUN"):
            return
        while parse.dep[head] in ("compound", "pobj") and parse.head[head] != head and parse.head[head] < token:
            head = parse.head[head]
            if parse.dep[head] == "prep":
                head = parse.head[head]
        if word not in self._actors.names and parse.pos[head] == "PROPN":
            self._acronyms[word] = self._known(head)[0]

    def _best(self, entries: tuple[Entry, ...]) -> Entry:
        held = [e for e in entries if any(o.holds(self._day) for o in e.offices)]
        return (held or list(entries))[0]

    def _given_name_agrees(self, token: int, known: Actor) -> bool:
        before = token - 1
        first, _ = self._phrases.span(token)
        if before < first or self.parse.pos[before] != "PROPN" or self._phrases.is_title(before):
            return True
        return self.parse.text[before] in (known.name or "") or self._phrases.country_word(before, before) is not None


def _plain(name: str) -> str:
    """A name without its accents: reports write "Goita" for "Goïta"."""
    return "".join(char for char in normalize("NFKD", name) if not combining(char))


def word_count(name: str | None) -> int:
    """How many words a name has; 0 for none."""
    return len((name or "").split())
