"""Where: the places of a sentence that stand behind a preposition of place, and targets that are places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from regesta.model import Document, Mention, Parse, Place, Sentence
from regesta.resolve.places import Gazetteer

_PREPOSITIONS = frozenset(
    """in at near outside off inside across around along through over into from on to towards toward of
    north south east west within throughout between""".split()
)
SETTLEMENTS = frozenset(
    """city town village capital port province region district department state governorate county prefecture
    municipality suburb outskirt island oblast area north south east west centre center vicinity coast""".split()
)
"""Nouns whose "of" says where: "the town of Goma"."""
_LOOSE = frozenset({"on", "over", "to", "from", "into"})
"""Prepositions that say where only before a name or a settlement."""
_PLACED = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "CONSULT"})


class Locator:
    """Finds places in one document. ``span`` gives a phrase's tokens, ``countries`` those it speaks of."""

    def __init__(
        self,
        document: Document,
        parse: Parse,
        gazetteer: Gazetteer,
        *,
        span: Callable[[int], tuple[int, int]],
        countries: Sequence[str],
    ) -> None:
        self._document, self._parse, self._gazetteer = document, parse, gazetteer
        self._span, self._countries = span, tuple(countries)

    def places(self, sentence: Sentence, events: set[int]) -> tuple[Place, ...]:
        """Every place of the sentence that stands behind a preposition of place; ``events`` are the triggers in it."""
        parse = self._parse
        out: list[Place] = []
        if sentence.first == sentence.last:
            return ()
        for token in range(sentence.first, sentence.last):
            if parse.lemma[token] not in _PREPOSITIONS or parse.dep[token] not in ("prep", "advmod", "agent"):
                continue
            for noun in parse.children[token]:
                if parse.dep[noun] != "pobj" or (
                    parse.lemma[token] == "of" and not self._of_place(token, noun, events)
                ):
                    continue
                if parse.lemma[token] == "from" and not self._leaves(parse.head[token], events):
                    continue  # "a tourist from Canada", "aid workers coming from Kenya"
                if parse.lemma[token] in _LOOSE and parse.pos[noun] == "NOUN" and parse.lemma[noun] not in SETTLEMENTS:
                    continue  # "an exchange on the Moyale corridor"
                start = parse.start[self._span(noun)[0]]
                end = self._place_end(noun)
                found = self._gazetteer.find(self._document.text, start, end, countries=self._countries)
                if found is not None and found not in out:
                    out.append(found)
        return tuple(out)

    def _leaves(self, head: int, events: set[int]) -> bool:
        """Whether "from" says where something happens, and not where people are from: "withdrew from Kherson"."""
        return head in events or (self._parse.pos[head] == "VERB" and self._parse.dep[head] not in ("acl", "relcl"))

    def _of_place(self, preposition: int, noun: int, events: set[int]) -> bool:
        """ "the shelling of Avdiivka", "the town of Goma", but not "the leaders of Russia"."""
        head = self._parse.head[preposition]
        return self._parse.pos[noun] == "PROPN" and (head in events or self._parse.lemma[head] in SETTLEMENTS)

    def _place_end(self, noun: int) -> int:
        """To the end of "Goma, eastern Congo": the name and what names it further."""
        parse = self._parse
        end = self._span(noun)[1]
        for child in parse.children[noun]:
            if child > noun and parse.dep[child] in ("appos", "conj", "npadvmod") and parse.pos[child] == "PROPN":
                end = max(end, self._span(child)[1])
            if child > noun and parse.dep[child] == "prep" and parse.lemma[child] in ("in", "of"):
                for inner in parse.children[child]:
                    end = max(end, self._span(inner)[1])
        return parse.end[end]

    def of_target(self, mention: Mention) -> Place | None:
        """ "attacked Kharkiv", "visited Beijing": the place is the target."""
        parse = self._parse
        if mention.event not in _PLACED:
            return None
        for token in mention.actors if mention.symmetric else mention.recipients:
            if parse.pos[token] == "PROPN" and parse.dep[token] in ("dobj", "nsubjpass", "pobj"):
                first, last = self._span(token)
                found = self._gazetteer.find(
                    self._document.text, parse.start[first], parse.end[last], countries=self._countries
                )
                if found is not None and found.precision != "country":
                    return found
        return None
