"""How many were killed, injured, missing, detained or displaced, whom, and the words that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from regesta.model import Casualties, Document, Parse, Sentence
from regesta.ontology.losses import Losses
from regesta.resolve.numbers import Quantity, find_numbers

Fill = Callable[[int, tuple[str, ...]], tuple[int, ...]]
Span = Callable[[int], tuple[int, int]]

_TOLL = frozenset({"toll", "number", "count"})


@dataclass(frozen=True, slots=True)
class Loss:
    """One count: the token that tells the outcome, and the record without its speakers."""

    token: int
    sentence: int
    record: Casualties


class Counter:
    """Counts the losses told in one parse. ``fill`` gives a token's slots, ``span`` a phrase's tokens."""

    def __init__(self, document: Document, parse: Parse, losses: Losses, *, fill: Fill, span: Span) -> None:
        self._text, self._parse, self._losses = document.text, parse, losses
        self._fill, self._span = fill, span
        self._adjectives = frozenset().union(*(words.adjectives for words in losses.outcomes.values()))
        self._lemmas = losses.forms | self._adjectives | _TOLL

    def count(self, sentence: Sentence) -> Iterator[Loss]:
        """Yield every counted loss of a sentence."""
        parse, seen = self._parse, set()
        at = slice(sentence.first, sentence.last)
        if self._lemmas.isdisjoint(parse.lemma[at]) and self._adjectives.isdisjoint(map(str.lower, parse.text[at])):
            return
        for token in range(sentence.first, sentence.last):
            for outcome, victim in self._victims(token):
                loss = self._loss(token, outcome, victim, sentence)
                if loss is not None and (outcome, loss.record.start) not in seen:
                    seen.add((outcome, loss.record.start))
                    yield loss
            if parse.lemma[token] in _TOLL:
                yield from self._toll(token, sentence)

    def _victims(self, token: int) -> Iterator[tuple[str, int]]:
        parse, pos = self._parse, self._parse.pos[token]
        lemma = parse.lemma[token]
        for outcome, words in self._losses.outcomes.items():
            if pos == "VERB" and lemma in words.object:
                for victim in self._fill(token, ("object",)):
                    yield outcome, victim
            if pos == "VERB" and lemma in words.subject:
                for victim in self._fill(token, ("subject",)):
                    yield outcome, victim
            if pos == "NOUN" and lemma in words.nouns:
                yield outcome, token
                for victim in self._fill(token, ("of",)):
                    yield outcome, victim
            if parse.text[token].lower() in words.adjectives and pos in ("ADJ", "VERB", "NOUN"):
                yield from ((outcome, victim) for victim in self._before_adjective(token))

    def _before_adjective(self, token: int) -> Iterator[int]:
        """ "left 12 people dead", "12 dead and 30 injured": the number or noun that the adjective is said of."""
        parse = self._parse
        for child in parse.children[token]:
            if parse.pos[child] == "NUM" or parse.dep[child] in ("nsubj", "nummod"):
                yield child
                return
        before = token - 1
        if before >= 0 and (parse.pos[before] == "NUM" or self._losses.person(parse.lemma[before])):
            yield before
        elif parse.dep[token] in ("acomp", "oprd", "advmod"):  # "are dead", "were shot dead"
            slot = "subject" if parse.lemma[parse.head[token]] in ("be", "lie", "remain") else "object"
            yield from self._fill(parse.head[token], (slot,))

    def _loss(self, token: int, outcome: str, victim: int, sentence: Sentence) -> Loss | None:
        first, last = self._span(victim)
        start, end = self._parse.start[first], self._parse.end[last]
        quantity = self._quantity(victim, max(sentence.start, start - 24), start, end)
        if quantity is None or quantity.high == 0:  # "caused no injuries" counts nobody
            return None
        start = min(start, quantity.start)
        end = max(end, quantity.end)
        words = self._text[quantity.end : end].strip() if quantity.end < end else ""
        whom = words or None
        if self._parse.lemma[victim] in self._losses.outcomes[outcome].nouns:
            whom = None
        record = Casualties(
            outcome, quantity.low, quantity.high, whom, self._text[start:end], start, end  # type: ignore[arg-type]
        )
        return Loss(token, sentence.index, record)

    def _quantity(self, victim: int, near: int, start: int, end: int) -> Quantity | None:
        articles = self._parse.tag[victim] in ("NN", "NNP") and self._parse.pos[victim] != "PROPN"
        found = find_numbers(self._text, near, end, articles=articles)
        return next((quantity for quantity in found if quantity.end > start), None)

    def _toll(self, token: int, sentence: Sentence) -> Iterator[Loss]:
        """ "the death toll rose to 40", "put the death toll at seven"."""
        parse = self._parse
        qualifiers = {parse.lemma[c] for c in parse.children[token]}
        outcome = self._losses.toll(qualifiers | {parse.lemma[p] for c in parse.children[token] for p in parse.children[c]})
        if outcome is None:
            return
        for quantity in find_numbers(self._text, parse.end[token], sentence.end):
            before = self._text[max(sentence.start, quantity.start - 4) : quantity.start].split()
            if before and before[-1] in ("to", "at", "of", "is", "was", "past"):
                record = Casualties(
                    outcome, quantity.low, quantity.high, None,  # type: ignore[arg-type]
                    self._text[quantity.start : quantity.end], quantity.start, quantity.end,
                )  # fmt: skip
                yield Loss(token, sentence.index, record)
                return
