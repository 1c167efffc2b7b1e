"""How many were killed, injured, missing, detained or displaced, whom, and the words that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from regesta.model import Casualties, Document, Outcome, Parse, Sentence
from regesta.ontology.losses import Losses, LossWords
from regesta.resolve.numbers import Quantity, find_numbers

Fill = Callable[[int, tuple[str, ...]], tuple[int, ...]]
Span = Callable[[int], tuple[int, int]]

_HOMES = frozenset({"home", "house", "village", "land", "town", "area"})
_TOLL = frozenset({"toll", "number", "count"})


@dataclass(frozen=True, slots=True)
class Loss:
    """One count: the token that tells the outcome, and the record without its speakers."""

    token: int
    sentence: int
    record: Casualties


class Counter:
    """Counts the losses told in one parse. ``fill`` gives a token's slots, ``span`` a phrase's tokens."""

    def __init__(
        self,
        document: Document,
        parse: Parse,
        losses: Losses,
        *,
        fill: Fill,
        span: Span,
        who: Callable[[Parse, int], bool],
    ) -> None:
        self._who = who
        self._text, self._parse, self._losses = document.text, parse, losses
        self._fill, self._span = fill, span
        self._adjectives = frozenset().union(*(words.adjectives for words in losses.outcomes.values()))
        self._lemmas = losses.forms | losses.verbs | self._adjectives | _TOLL

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

    def _victims(self, token: int) -> Iterator[tuple[Outcome, int]]:
        parse, lemma = self._parse, self._parse.lemma[token]
        for outcome, words in self._losses.outcomes.items():
            for slot in self._slots(token, words):
                for victim in self._fill(token, (slot,)):
                    yield outcome, victim
            if parse.pos[token] == "NOUN" and lemma in words.nouns:
                yield outcome, token
                for victim in self._fill(token, ("of",)):
                    yield outcome, victim
            if parse.text[token].lower() in words.adjectives and self._is_state(token):
                if outcome != "displaced" or parse.dep[token] != "amod":  # "displaced people" are who they are
                    yield from ((outcome, victim) for victim in self._of_adjective(token))

    def _slots(self, token: int, words: LossWords) -> Iterator[str]:
        """The slots of a verb in which those who suffer stand."""
        lemma, lemmas = self._parse.lemma[token], self._parse.lemma
        if self._parse.pos[token] != "VERB":
            return
        if lemma in words.object:
            yield "object"
        if lemma in words.subject:
            yield "subject"
        if lemma in words.lives and any(lemmas[t] == "life" for t in self._fill(token, ("object",))):
            yield "subject" if lemma == "lose" else "object"  # "lost their lives", "claimed nine lives"
        if lemma in words.out and any(lemmas[t] in _HOMES for t in self._fill(token, ("from",))):
            yield "object"

    def _is_state(self, token: int) -> bool:
        """ "12 people killed" tells what they are; "a bomber killed 12 people" what he did."""
        parse = self._parse
        active = parse.pos[token] == "VERB" and any(parse.dep[c] == "dobj" for c in parse.children[token])
        return parse.pos[token] in ("ADJ", "VERB", "NOUN") and not active

    def _of_adjective(self, token: int) -> Iterator[int]:
        """ "12 people dead", "shot dead two farmers", "among the dead were ...": whom the adjective is said of."""
        parse, head = self._parse, self._parse.head[token]
        own = [c for c in parse.children[token] if parse.pos[c] == "NUM" or parse.dep[c] in ("nsubj", "nummod")]
        if own:
            yield own[0]
        elif token and (parse.pos[token - 1] == "NUM" or self._losses.person(parse.lemma[token - 1])):
            yield token - 1
        elif parse.dep[token] in ("acomp", "oprd", "advmod"):
            slot = "subject" if parse.lemma[head] in ("be", "lie", "remain") else "object"
            yield from self._fill(head, (slot,))
        elif (
            parse.dep[token] == "amod" and head > token and parse.lemma[parse.head[head]] in ("shoot", "leave", "find")
        ):
            yield head
        elif parse.dep[token] == "pobj" and parse.lemma[head] == "among":
            above = parse.head[head]
            yield from (c for c in parse.children[above] if parse.dep[c] in ("attr", "nsubj"))

    def _loss(self, token: int, outcome: Outcome, victim: int, sentence: Sentence) -> Loss | None:
        first, last = self._span(victim)
        start, end = self._parse.start[first], self._parse.end[last]
        quantity = self._quantity(victim, max(sentence.start, start - 24), start, end)
        if quantity is None or not self._suffers(victim):
            return None
        start = min(start, quantity.start)
        end = max(end, quantity.end)
        words = self._text[quantity.end : end].strip().removeprefix("of ") if quantity.end < end else ""
        whom = words or None
        if self._parse.lemma[victim] in self._losses.outcomes[outcome].nouns:
            whom = None
        record = Casualties(
            outcome,
            quantity.low,
            quantity.high,
            whom,
            self._text[start:end],
            start,
            end,
        )
        return Loss(token, sentence.index, record)

    def _suffers(self, victim: int) -> bool:
        """People are counted; cows and houses are not."""
        parse = self._parse
        named = parse.lemma[victim] in self._losses.people or parse.pos[victim] in ("NUM", "PROPN", "ADJ", "DET")
        return named or parse.lemma[victim] in self._losses.forms or self._who(parse, victim)

    def _quantity(self, victim: int, near: int, start: int, end: int) -> Quantity | None:
        if self._parse.lemma[victim] == "one" and any(
            self._parse.lemma[c] == "no" for c in self._parse.children[victim]
        ):
            return Quantity(0, 0, start, end, "none")
        articles = self._parse.tag[victim] in ("NN", "NNP") and self._parse.pos[victim] != "PROPN"
        found = find_numbers(self._text, near, end, articles=articles)
        return next((quantity for quantity in found if quantity.end > start), None)

    def _toll(self, token: int, sentence: Sentence) -> Iterator[Loss]:
        """ "the death toll rose to 40", "put the death toll at seven"."""
        parse = self._parse
        qualifiers = {parse.lemma[c] for c in parse.children[token]}
        below = {parse.lemma[p] for c in parse.children[token] for p in parse.children[c]}
        outcome = self._losses.toll(qualifiers | below)
        if outcome is None:
            return
        for quantity in find_numbers(self._text, parse.end[token], sentence.end):
            before = self._text[max(sentence.start, quantity.start - 4) : quantity.start].split()
            if before and before[-1] in ("to", "at", "of", "is", "was", "past"):
                record = Casualties(
                    outcome, quantity.low, quantity.high, None,
                    self._text[quantity.start : quantity.end], quantity.start, quantity.end,
                )  # fmt: skip
                yield Loss(token, sentence.index, record)
                return
