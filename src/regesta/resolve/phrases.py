"""What the words of one phrase say of who it is: titles, nationalities, "of" phrases, appositions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from regesta.model import Actor, Document, Parse
from regesta.ontology.actors import Actors
from regesta.resolve.nations import in_water

CountryOf = Callable[[int, int], str | None]
"""The country of a place named in characters start..end of the text, from the gazetteer."""

_LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "punct", "advmod"})
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "overthrown", "toppled", "onetime", "late", "outgoing"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_ABROAD = frozenset(
    "western foreign international european arab african asian regional global neighbouring neighboring allied".split()
)
_OF = frozenset("accuse warn convict suspect acquit inform notify assure remind rob strip clear deprive".split())
"""Verbs whose object is followed by an of-phrase of their own."""
_COUNTRIES = frozenset("country nation state republic kingdom".split())
_RULERS = frozenset({"leader", "ruler", "strongman"})
COUNTED = frozenset(
    """dozen score hundred thousand million number group handful majority member crowd one some most many
    part""".split()
)


class Phrases:
    """Reads the phrases of one document; a phrase is given by its head token."""

    def __init__(self, document: Document, parse: Parse, actors: Actors, *, country_of: CountryOf) -> None:
        self.document, self.parse, self._actors, self._country_of = document, parse, actors, country_of
        self._spans: dict[int, tuple[int, int]] = {}

    def span(self, token: int) -> tuple[int, int]:
        """The tokens (first, last) of the phrase headed by ``token``, without its clauses."""
        found = self._spans.get(token)
        if found is None:
            found = self._spans[token] = _span(self.parse, token)
        return found

    def role_sectors(self, token: int) -> tuple[tuple[str, ...], bool]:
        """Sectors of the longest role noun that ends in the head, and whether it is an institution."""
        tables = self._actors
        first, last = self.span(token)
        ends = [token]
        if last > token and self.lower(token + 1) == "of":  # "ministry of foreign affairs"
            ends = list(range(min(last, token + 5), token - 1, -1))
        for end in ends:
            for begin in range(max(first, token - 4), token + 1):
                phrase = " ".join(self.lower(t) for t in range(begin, end + 1))
                for table, body in ((tables.institutions, True), (tables.nouns, False), (tables.titles, False)):
                    if phrase in table:
                        return table[phrase], body
        for begin in range(max(first, token - 4), token):  # "opposition supporters", "army spokesman"
            word = self.lower(begin)
            if word in tables.institutions and self.parse.dep[begin] in ("compound", "amod", "poss"):
                return tables.institutions[word], False
            if word in tables.nouns and tables.nouns[word] and self.lower(token) in tables.heads:
                return tables.nouns[word], False
        if self.lower(token) in _RULERS and self.country(token) is not None:
            return ("GOV",), False
        return (), False

    def title_sectors(self, token: int) -> tuple[str, ...]:
        """Sectors of the titles before a name; an office outranks "Sheikh" and "Father"."""
        found = list(self._titles_before(token))
        return next((sectors for sectors in found if _OFFICIAL & set(sectors)), found[0] if found else ())

    def _titles_before(self, token: int) -> Iterator[tuple[str, ...]]:
        first, _ = self.span(token)
        for end in range(token - 1, first - 1, -1):
            for begin in range(max(first, end - 3), end + 1):
                phrase = " ".join(self.lower(t) for t in range(begin, end + 1))
                for table in (self._actors.titles, self._actors.nouns):
                    if table.get(phrase):
                        yield table[phrase]
            if self.lower(end) in _RULERS and any(self.country_word(t, t) for t in range(first, end)):
                yield ("GOV",)

    def ministry_before(self, token: int) -> tuple[str, ...]:
        """ "Minister of Industry and Trade Nguyen Hong Dien": the parser hangs the name under the ministry."""
        at = token
        while self.parse.dep[at] in ("conj", "pobj", "compound") and self.parse.head[at] < at and token - at < 9:
            at = self.parse.head[at]
            if self.parse.lemma[at] == "of":
                title = self.lower(self.parse.head[at])
                return self._actors.titles.get(title) or self._actors.nouns.get(title, ())
        return ()

    def is_title(self, token: int) -> bool:
        lower = self.lower(token)
        return lower in self._actors.titles or lower in self._actors.nouns or lower in self._actors.heads

    def is_body(self, token: int) -> bool:
        """Whether a noun names an institution, which no person is."""
        return self.lower(token) in self._actors.institutions

    def is_name(self, token: int) -> bool:
        """Whether a single word is a name of the tables, however the tagger took it ("UNICEF")."""
        return self.parse.text[token] in self._actors.names

    def is_role(self, token: int) -> bool:
        return self.lower(token) in self._actors.heads

    def is_former(self, token: int) -> bool:
        first, _ = self.span(token)
        return any(self.lower(t) in _FORMER for t in range(first, token))

    def country(self, token: int) -> str | None:
        """The country that the phrase's own words name: "Malian", "Kenya's", "of Russia", "in Niger"."""
        first, last = self.span(token)
        for begin in range(first, last + 1):
            for end in range(min(begin + 2, last), begin - 1, -1):
                found = self.country_word(begin, end)
                if found is not None:
                    return found
        for child in self.parse.children[token]:
            if self.parse.lemma[child] in ("in", "from", "at") and self.parse.dep[child] == "prep":
                for place in self.parse.children[child]:
                    a, b = self.span(place)
                    a += self.parse.pos[a] == "DET" and a < place
                    found = self.country_word(a, b) or self.country_word(place, place)
                    if found is None and self.parse.pos[place] == "PROPN" and self.parse.lemma[child] != "at":
                        found = self._country_of(self.parse.start[a], self.parse.end[b])
                    return found
        return None

    def country_word(self, begin: int, end: int) -> str | None:
        text = self.text(begin, end)
        if not text[:1].isupper() or in_water(self.parse, end):
            return None
        tables = self._actors
        for table in (tables.adjectives, tables.people, tables.governments, tables.capitals):
            if text in table:
                return table[text].country
        for entry in tables.names.get(text, ()):
            if entry.kind in ("country", "igo"):
                return entry.country
        return None

    def counted(self, token: int) -> int | None:
        """The noun in "dozens of protesters", "one of the soldiers", which says who they are."""
        if self.lower(token) not in COUNTED and self.parse.pos[token] != "NUM":
            return None
        for child in self.parse.children[token]:
            if self.parse.lemma[child] == "of":
                for noun in self.parse.children[child]:
                    if self.parse.dep[noun] == "pobj":
                        return noun
        return None

    def appositions(self, token: int) -> Iterator[int]:
        for child in self.parse.children[token]:
            if self.parse.dep[child] == "appos":
                yield child
        verb = self.parse.head[token]
        verb = self.parse.head[verb] if self.parse.pos[verb] == "ADP" else verb
        after = self.span(token)[1] + 1
        if self.parse.pos[token] == "NOUN" and after < len(self.parse.text) and self.parse.text[after] == ",":
            for child in self.parse.children[verb]:  # "by the emir, Sheikh Meshal", which the parser hangs on the verb
                named = self.parse.dep[child] in ("npadvmod", "appos") and self.parse.pos[child] == "PROPN"
                if named and self.span(child)[0] == after + 1:
                    yield child

    def owners(self, token: int) -> Iterator[int]:
        """Heads of whose a phrase is: "its", "Hamas leader", "members of the group"."""
        for child in self.parse.children[token]:
            if self.parse.dep[child] == "poss" or self._is_namesake(token, child):
                yield child
            elif self.parse.lemma[child] in ("of", "from") and self.parse.dep[child] == "prep":
                yield from (c for c in self.parse.children[child] if self.parse.dep[c] == "pobj")

    def origins(self, token: int) -> Iterator[int]:
        """Heads of where people come from: "officials from the two countries"."""
        for child in self.parse.children[token]:
            if self.parse.lemma[child] in ("from", "of") and self.parse.dep[child] == "prep":
                yield from (c for c in self.parse.children[child] if self.parse.dep[c] == "pobj")

    def abroad(self, token: int) -> bool:
        """ "Western governments", "foreign troops", "several countries": not of the country of the report."""
        first, last = self.span(token)
        return any(self.lower(t) in _ABROAD for t in range(first, last + 1)) or self.lower(token) in _COUNTRIES

    def is_the_country(self, token: int) -> bool:
        """ "the country", "the republic": the one that is spoken of."""
        words = {self.lower(c) for c in self.parse.children[token]}
        return self.lower(token) in _COUNTRIES and self.parse.tag[token] == "NN" and words == {"the"}

    def _is_namesake(self, token: int, child: int) -> bool:
        """ "Hamas leader", but not the first name of a person."""
        parse = self.parse
        named = parse.pos[child] == "PROPN" or self.is_name(child)
        before = parse.dep[child] in ("compound", "nmod") and named
        return before and parse.pos[token] == "NOUN"

    def name_of_body(self, token: int) -> str:
        first, last = self.span(token)
        while first < token and self.parse.pos[first] in ("DET", "PRON", "NUM"):
            first += 1
        return self.text(first, last)

    def compound_free(self, token: int) -> bool:
        first, _ = self.span(token)
        return all(self.parse.pos[t] not in ("PROPN", "NOUN", "ADJ") for t in range(first, token))

    def lower(self, token: int) -> str:
        return self.parse.lemma[token] if self.parse.pos[token] == "NOUN" else _singular(self.parse, token)

    def text(self, first: int, last: int) -> str:
        text = self.document.text[self.parse.start[first] : self.parse.end[last]]
        return " ".join(text.replace("’", "'").split())

    def make(
        self, token: int, id: str | None, name: str | None, country: str | None, sectors: tuple[str, ...]
    ) -> Actor:
        first, last = self.span(token)
        start, end = self.parse.start[first], self.parse.end[last]
        return Actor(self.document.text[start:end], start, end, id, name, country, sectors)

    def at(self, token: int, actor: Actor) -> Actor:
        """The same one, as this phrase names it."""
        return self.make(token, actor.id, actor.name, actor.country, actor.sectors)

    def titles(self, token: int) -> frozenset[str]:
        """Lemmas of the titles and role nouns in a phrase: what "the president" could later mean."""
        first, last = self.span(token)
        return frozenset(
            self.lower(t) for t in range(first, last + 1) if self.lower(t) in self._actors.heads
        ) | frozenset(self.lower(t) for a in self.appositions(token) for t in range(*_span(self.parse, a)))


def _singular(parse: Parse, token: int) -> str:
    lower = parse.text[token].lower()
    return lower[:-1] if parse.tag[token] == "NNPS" and lower.endswith("s") else lower


def _span(parse: Parse, token: int) -> tuple[int, int]:
    first = last = token
    for child in parse.children[token]:
        if child < token and parse.dep[child] in _LEFT:
            first = min(first, _leftmost(parse, child))
        elif child > token and parse.lemma[child] == "of" and parse.dep[child] == "prep" and not _charged(parse, token):
            for noun in parse.children[child]:
                if parse.dep[noun] == "pobj":
                    last = max(last, _span(parse, noun)[1], *(_span(parse, c)[1] for c in conjuncts(parse, noun)))
    while first < token and (parse.pos[first] == "PUNCT" or parse.dep[first] == "punct"):
        first += 1
    return first, last


def _charged(parse: Parse, token: int) -> bool:
    """ "accused the regime of shelling", "warned him of losses": the of-phrase is the verb's, however it hangs."""
    while parse.dep[token] == "conj":
        token = parse.head[token]
    return parse.dep[token] in ("dobj", "nsubjpass") and parse.lemma[parse.head[token]] in _OF


def conjuncts(parse: Parse, token: int) -> tuple[int, ...]:
    out: list[int] = []
    todo = [token]
    while todo:
        children = parse.children[todo.pop()]
        found = [c for c in children if parse.dep[c] == "conj" and parse.pos[c] in ("NOUN", "PROPN", "NUM")]
        out += found
        todo += found
    return tuple(out) if out else ()


def _leftmost(parse: Parse, token: int) -> int:
    children = parse.children[token]
    return min(token, _leftmost(parse, children[0])) if children else token
