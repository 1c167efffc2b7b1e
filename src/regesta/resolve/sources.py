"""According to whom: the speakers of an event, the nearest first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from regesta.model import Document, Layout, Marker, Parse
from regesta.ontology.speech import Speech

Subject = Callable[[int], tuple[int, ...]]
"""The tokens that are the deep subject of a verb, as far as they can speak."""

_OPEN_CLOSE = re.compile(r"[“«]|[”»]|\"")
_TEXTS = frozenset("statement report communique communiqué release declaration document letter message post".split())
_COUNTING = frozenset("put place set raise revise update lower estimate".split())
_ACCORDING = frozenset({"according", "accord"})


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker by its head token, and the marker that tells it."""

    token: int
    marker: Marker


class Quotes:
    """The quoted stretches of a text; a straight mark opens and closes in turn within its block."""

    def __init__(self, text: str, layout: Layout) -> None:
        self.spans: list[tuple[int, int]] = []
        for block in layout.blocks:
            opened: int | None = None
            for mark in _OPEN_CLOSE.finditer(text, block.start, block.end):
                opens = mark.group() in "“«" or (mark.group() == '"' and opened is None)
                if opens and opened is None:
                    opened = mark.end()
                elif not opens and opened is not None:
                    self.spans.append((opened, mark.start()))
                    opened = None
            if opened is not None:  # a quotation that runs into the next paragraph
                self.spans.append((opened, block.end))
        self._starts = [start for start, _ in self.spans]

    def around(self, start: int) -> tuple[int, int] | None:
        """The quoted stretch in which character ``start`` stands."""
        at = bisect_right(self._starts, start) - 1
        return self.spans[at] if at >= 0 and start < self.spans[at][1] else None


class Sources:
    """Finds the speakers in one parse."""

    def __init__(self, document: Document, layout: Layout, parse: Parse, speech: Speech, *, subject: Subject) -> None:
        self._document, self._parse, self._speech, self._subject = document, parse, speech, subject
        self.quotes = Quotes(document.text, layout)

    def of(self, token: int, sentence: int) -> tuple[Source, ...]:
        """The speakers that the sentence itself names for what ``token`` tells."""
        out: list[Source] = [Source(t, "said") for t in self._counting(token)]
        quote = self.quotes.around(self._parse.start[token])
        for verb in self._saying(token):
            quoted = quote is not None and not self._inside(quote, verb)
            marker: Marker = "quotation" if quoted else "said"
            out += [Source(speaker, marker) for speaker in self._subject(verb)]
        if quote is not None and not out:
            out += self._partial_quote(token, quote)
        if quote is not None and not out:
            out += self._elsewhere(quote)
        cited = [s for s in self._cited(token, sentence) if s not in out]
        out = [*(s for s in cited if self._is_relay(s, sentence)), *out] + [
            s for s in cited if not self._is_relay(s, sentence)
        ]
        out = [Source(self._data_of(s.token), s.marker) for s in out]
        return tuple(dict.fromkeys(s for s in out if s.token != token))

    def headline(self, token: int, sentence: int) -> tuple[Source, ...]:
        """The source that a headline ends in ("... — Kremlin", "..., army says") or begins with ("Kremlin: ...")."""
        parse = self._parse
        row = parse.sentences[sentence]
        if row.kind not in ("headline", "deck"):
            return ()
        roots = [t for t in range(row.first, row.last) if parse.head[t] == t and t != self._root(token)]
        out: list[Source] = []
        for root in roots:
            if parse.pos[root] == "VERB" and parse.lemma[root] in self._speech.said:
                out += [Source(t, "headline") for t in self._subject(root)]
            elif parse.pos[root] in ("PROPN", "NOUN") and self._marked(root, row.first):
                out.append(Source(root, "headline"))
        return tuple(out)

    def _root(self, token: int) -> int:
        while self._parse.head[token] != token:
            token = self._parse.head[token]
        return token

    def _marked(self, root: int, first: int) -> bool:
        """Whether a dash or colon parts the phrase from the rest of the headline."""
        text = self._parse.text
        begin = min((root, *self._parse.children[root]))
        near = [*text[root + 1 : root + 2], *text[max(first, begin - 1) : begin + 1]]
        return any(mark in ("—", "–", "-", "--", ":") for mark in near)

    def is_text(self, token: int) -> bool:
        """Whether a source is only a text ("the statement") that names nobody who wrote it."""
        return self._parse.lemma[token] in _TEXTS

    # ------------------------------------------------------------ inside

    def _counting(self, token: int) -> tuple[int, ...]:
        """ "the junta put the death toll at seven": who counts."""
        parse, verb = self._parse, self._parse.head[token]
        if parse.lemma[token] in ("toll", "number", "count") and parse.lemma[verb] in _COUNTING:
            return self._subject(verb) if parse.dep[token] == "dobj" else ()
        return ()

    def _saying(self, token: int) -> list[int]:
        """Verbs of saying above ``token``, through the clause that they report, nearest first."""
        parse = self._parse
        out: list[int] = []
        at = token
        while parse.head[at] != at:
            dep, up = parse.dep[at], parse.head[at]
            clausal = dep in ("ccomp", "xcomp", "parataxis", "dep")
            if parse.pos[up] == "VERB" and parse.lemma[up] in self._speech.said and clausal:
                out.append(up)
            elif dep == "advcl" and parse.lemma[up] in self._speech.said and parse.pos[at] in ("VERB", "AUX"):
                if any(parse.lemma[c] == "as" for c in parse.children[at]):
                    out.append(up)
            at = up
        for child in parse.children[self._clause(token)]:  # "..., the army says, ..." as a parenthesis
            if (
                parse.dep[child] in ("parataxis", "ccomp")
                and parse.lemma[child] in self._speech.said
                and child not in out
            ):
                if child != token and not any(parse.dep[c] in ("ccomp", "dobj") for c in parse.children[child]):
                    out.append(child)
            if (
                parse.dep[child] == "advcl"
                and parse.lemma[child] in self._speech.said
                and any(parse.lemma[c] == "as" for c in parse.children[child])
            ):
                out.append(child)
        return out

    def _clause(self, token: int) -> int:
        parse = self._parse
        while parse.pos[token] not in ("VERB", "AUX") and parse.head[token] != token:
            token = parse.head[token]
        return token

    def _partial_quote(self, token: int, quote: tuple[int, int]) -> list[Source]:
        """'Putin spoke of the "attack terrorists carried out"': the subject of what is outside the quotation."""
        parse = self._parse
        at = token
        while parse.head[at] != at:
            at = parse.head[at]
            if parse.pos[at] == "VERB" and not self._inside(quote, at):
                return [Source(s, "quotation") for s in self._subject(at)]
        return []

    def _elsewhere(self, quote: tuple[int, int]) -> list[Source]:
        """The speaker of a quotation of several sentences: named in the one where it begins or ends."""
        parse = self._parse
        for row in reversed(parse.sentences):
            if row.start > quote[1] + 2 or row.end < quote[0] - 2:
                continue
            for token in range(row.first, row.last):
                said = parse.pos[token] == "VERB" and parse.lemma[token] in self._speech.said
                if said and not self._inside(quote, token):
                    return [Source(s, "quotation") for s in self._subject(token)]
        return []

    def _cited(self, token: int, sentence: int) -> list[Source]:
        """ "according to X", "citing X": anywhere in the sentence."""
        parse = self._parse
        row = parse.sentences[sentence]
        out: list[Source] = []
        for at in range(row.first, row.last):
            if parse.lemma[at] in _ACCORDING and at + 1 < row.last and parse.lemma[at + 1] == "to":
                if parse.head[at] != at and not self._reaches(at, token):
                    continue
                for child in (*parse.children[at], *parse.children[at + 1]):
                    nouns = parse.children[child] if parse.lemma[child] == "to" else (child,)
                    out += [Source(n, "according_to") for n in nouns if parse.dep[n] in ("pobj", "dobj", "npadvmod")]
            elif parse.lemma[at] in ("cite", "quote") and parse.tag[at] == "VBG":
                out += [Source(c, "according_to") for c in parse.children[at] if parse.dep[c] == "dobj"]
        return [Source(self._data_of(s.token), s.marker) for s in dict.fromkeys(out)]

    def _reaches(self, source: int, token: int) -> bool:
        """Whether the clause on which "according to" hangs is the token's, or above it."""
        parse = self._parse
        anchor = self._clause(parse.head[source])
        while parse.dep[anchor] == "conj" and parse.pos[parse.head[anchor]] in ("VERB", "AUX"):
            anchor = parse.head[anchor]  # "were arrested and two were injured, according to the union"
        at = token
        while True:
            if at == anchor:
                return True
            if parse.head[at] == at:
                return parse.pos[anchor] not in ("VERB", "AUX")
            at = parse.head[at]

    def _data_of(self, token: int) -> int:
        """ "data by the ministry", "a statement from the army": whose data they are."""
        parse = self._parse
        if parse.lemma[token] in self._speech.nouns:
            for child in parse.children[token]:
                if parse.dep[child] == "poss":
                    return child
                if parse.lemma[child] in ("by", "from", "of"):
                    for noun in parse.children[child]:
                        if parse.dep[noun] == "pobj":
                            return noun
        return token

    def _is_relay(self, source: Source, sentence: int) -> bool:
        """ "residents said, citing the army": the army is nearer to the event than who cites it."""
        return self._parse.lemma[self._parse.head[source.token]] in ("cite", "quote")

    def _inside(self, quote: tuple[int, int], token: int) -> bool:
        return quote[0] <= self._parse.start[token] < quote[1]
