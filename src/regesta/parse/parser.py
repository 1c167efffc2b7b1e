"""The dependency parser: layouts in, flat columns out; no spaCy object leaves this module."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import numpy
import spacy
from lemminflect import getLemma
from spacy.attrs import DEP, HEAD, LENGTH, SENT_START, SPACY, TAG
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from regesta.errors import SettingsError
from regesta.model import Document, Layout, Parse, Sentence
from regesta.parse.repairs import Columns, repair
from regesta.parse.sentences import seams, split

if TYPE_CHECKING:
    from spacy.language import Language

Item = tuple[Document, Layout]

_SAME_LENGTH = str.maketrans("“”„«»’‘‚—–−\u00a0\u2009\t\r\n", '"""""\'\'\'---     ')
_DROPPED = frozenset('[]"')
_OPEN, _CLOSE = re.compile(r"[“«]|(?:^|(?<=[\s(\[—-]))\""), re.compile(r"[”»]|\"(?=[\s,.;:!?)\]]|$)")

POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "WRB": "ADV", "RP": "ADP", "IN": "ADP", "TO": "PART", "POS": "PART",
    "CD": "NUM", "DT": "DET", "PDT": "DET", "WDT": "DET", "CC": "CCONJ", "UH": "INTJ", "AFX": "ADJ",
}  # fmt: skip
"""Universal part of speech of each Penn tag; the rest is punctuation or X."""

_ATTRIBUTES, _SHAPE = [TAG, DEP, HEAD, LENGTH], [LENGTH, SPACY]
_GOES_ON = numpy.uint64(2**64 - 1)  # spaCy's -1: no sentence begins here
_WORDS_KEPT = 40_000
_ZONE = 8  # batches that share a memory zone
_TOKENS = 16_000  # of one batch, whatever the number of its sentences: what they take in memory is bounded
_LONGEST = 2_000
"""Characters after which a sentence is cut, at a comma or a blank: a line without a full stop is no sentence."""

_Row = tuple[Document, list[tuple[Sentence, bool]]]

_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_BACK = re.compile(
    r"\W*(?:But |And |Then |Later |During [^,]{3,30}, )?"
    r"(?:He|She|They|It|His|Her|Their|Its|Both|Neither|"
    r"The (?:two|parties|sides|leaders|group|ministers|presidents|men|pair))\b"
)
"""How a sentence opens whose people are named in the one before."""

_LEMMATIZED = frozenset({"VERB", "NOUN", "AUX"})


class Parser:
    """Parses documents with the installed spaCy model ``model``.

    Raises SettingsError when the model is not installed.
    """

    def __init__(self, model: str, *, batch_size: int = 64) -> None:
        self._nlp = _load(model)
        self._batch_size = batch_size
        self._lemmas: dict[tuple[str, str], str] = {}
        self._names: dict[int, str] = {}
        self._lemma("said", "VERB")  # lemminflect reads its tables with the first word
        meta = self._nlp.meta
        self.model = model
        self.model_version = str(meta.get("version", ""))

    def parse(self, items: Iterable[Item], *, wanted: Callable[[str], bool] = lambda sentence: True) -> Iterator[Parse]:
        """Yield a Parse for each item, in order; sentences that are not ``wanted`` get no tokens."""
        batch: list[_Row] = []
        size = 0
        for document, layout in items:
            sentences = list(_sentences(document.text, layout, wanted))
            batch.append((document, sentences))
            size += sum(flag for _, flag in sentences)
            if size >= _ZONE * self._batch_size or len(batch) >= 256:
                yield from self._run(batch)
                batch, size = [], 0
        yield from self._run(batch)

    def _run(self, batch: list[_Row]) -> list[Parse]:
        # The first words are the frequent ones: they are kept for good, with how they are cut into tokens.
        # A memory zone drops what comes later, so that a long run stays flat.
        with self._nlp.memory_zone() if len(self._nlp.vocab) > _WORDS_KEPT else nullcontext():
            parsed = self._parsed(batch)
            return [self._columns(document, sentences, parsed) for document, sentences in batch]

    def _parsed(self, batch: list[_Row]) -> Iterator[tuple[Doc, list[int]]]:
        """Parse the wanted sentences, no more at a time than their number and their tokens allow."""
        docs: list[Doc] = []
        starts: list[list[int]] = []
        tokens = 0
        for document, sentences in batch:
            for sentence, flag in sentences:
                if not flag:
                    continue
                doc, at = self._prepare(document.text, sentence)
                docs.append(doc)
                starts.append(at)
                tokens += len(at)
                if len(docs) == self._batch_size or tokens > _TOKENS:
                    yield from zip(self._nlp.pipe(docs, batch_size=len(docs)), starts, strict=True)
                    docs, starts, tokens = [], [], 0
        yield from zip(self._nlp.pipe(docs, batch_size=max(len(docs), 1)), starts, strict=True)

    def _prepare(self, text: str, sentence: Sentence) -> tuple[Doc, list[int]]:
        """Tokenize; leave out brackets and quotation marks, which break the parse; mark the seams."""
        raw = text[sentence.start : sentence.end].translate(_SAME_LENGTH)
        raw = _CAPITALS.sub(_as_name, raw)
        doc = self._nlp.tokenizer(raw)
        starts: list[int] = []
        words: list[str] = []
        at = every = 0
        for length, space in doc.to_array(_SHAPE).tolist():
            word = raw[at : at + length]
            every += 1
            if word not in _DROPPED and not word.isspace():
                words.append(word)
                starts.append(at)
            at += length + space
        if not words:  # nothing but quotation marks
            words, starts = [raw[:1]], [0]
        if len(words) != every:
            doc = Doc(self._nlp.vocab, words=words)
        marks: Any = numpy.full(len(words), _GOES_ON, dtype=numpy.uint64)
        for cut in seams(raw, headline=sentence.kind in ("headline", "deck")):
            for i in range(1, len(starts)):
                if starts[i - 1] < cut <= starts[i]:
                    marks[i] = 1
        marks[0] = 1
        doc.from_array([SENT_START], marks)
        return doc, [sentence.start + start for start in starts]

    def _lemma(self, word: str, pos: str) -> str:
        key = (word, pos)
        lemma = self._lemmas.get(key)
        if lemma is None:
            lower = word.lower()
            found = getLemma(lower, upos=pos) if pos in _LEMMATIZED else ()
            lemma = found[0] if found else lower
            if len(self._lemmas) > 200_000:  # a long run must stay flat
                self._lemmas.clear()
            self._lemmas[key] = lemma
        return lemma

    def _name(self, key: int) -> str:
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self._nlp.vocab.strings[key] if key else ""
        return name

    def _columns(
        self,
        document: Document,
        sentences: list[tuple[Sentence, bool]],
        parsed: Iterator[tuple[Doc, list[int]]],
    ) -> Parse:
        out: list[Sentence] = []
        text: list[str] = []
        lemma: list[str] = []
        pos: list[str] = []
        tag: list[str] = []
        dep: list[str] = []
        head: list[int] = []
        start: list[int] = []
        end: list[int] = []
        for sentence, flag in sentences:
            first = len(text)
            if flag:
                doc, starts = next(parsed)
                rows = doc.to_array(_ATTRIBUTES).astype("int64").tolist()
                for i, (tag_id, dep_id, offset, length) in enumerate(rows):
                    begin = starts[i]
                    word = document.text[begin : begin + length]
                    name = self._name(tag_id & 0xFFFFFFFFFFFFFFFF)
                    kind = POS.get(name, "PUNCT" if not word[:1].isalnum() else "X")
                    text.append(word)
                    lemma.append(self._lemma(word, kind))
                    pos.append(kind)
                    tag.append(name)
                    dep.append(self._name(dep_id & 0xFFFFFFFFFFFFFFFF))
                    head.append(first + i + offset)
                    start.append(begin)
                    end.append(begin + length)
            out.append(_with_tokens(sentence, first, len(text)))
        headlines = [(s.first, s.last) for s in out if s.kind in ("headline", "deck") and s.last > s.first]
        for i in repair(Columns(text, pos, tag, dep, head), headlines):
            lemma[i] = self._lemma(text[i], "VERB")
        children: list[list[int]] = [[] for _ in text]
        for i, h in enumerate(head):
            if h != i:
                children[h].append(i)
        return Parse(
            document.id, tuple(out), tuple(text), tuple(lemma), tuple(pos), tuple(tag), tuple(dep), tuple(head),
            tuple(start), tuple(end), tuple(tuple(row) for row in children),
        )  # fmt: skip


def _with_tokens(sentence: Sentence, first: int, last: int) -> Sentence:
    return Sentence(sentence.index, sentence.start, sentence.end, first, last, sentence.block, sentence.kind)


def _as_name(capitals: re.Match[str]) -> str:
    """ "ECOWAS" as "Ecowas": the tagger takes a word in capitals that opens a sentence for a verb."""
    return capitals[0].capitalize()


def _sentences(text: str, layout: Layout, wanted: Callable[[str], bool]) -> Iterator[tuple[Sentence, bool]]:
    """Split every block but boilerplate; the rest of an open quotation is wanted with its beginning."""
    index, before = 0, True
    held: tuple[Sentence, bool] | None = None  # until it is known whether the next one speaks of its people
    for number, block in enumerate(layout.blocks):
        if block.kind == "boilerplate":
            continue
        spans = [(block.start, block.end)]
        if block.kind == "paragraph":
            spans = split(text, block.start, block.end)
        open_quote = False
        for start, end in _cut(text, spans):
            words = text[start:end]
            flag = open_quote or wanted(words)
            if flag and not before and _BACK.match(words) and held is not None:
                held = (held[0], True)
            if held is not None:
                yield held
            before = flag
            if flag:
                open_quote = len(_OPEN.findall(words)) > len(_CLOSE.findall(words)) or (
                    open_quote and not _CLOSE.search(words)
                )
            held = (Sentence(index, start, end, 0, 0, number, block.kind), flag)
            index += 1
    if held is not None:
        yield held


def _cut(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence: behind the last comma of its second half, else at a blank, else anywhere."""
    for start, end in spans:
        while end - start > _LONGEST:
            middle, last = start + _LONGEST // 2, start + _LONGEST
            stop = max(text.rfind(", ", middle, last), text.rfind("; ", middle, last)) + 1
            stop = stop or max(text.rfind(" ", middle, last), 0) or last
            piece = text[start:stop].strip()
            if piece:
                first = text.index(piece, start, stop)
                yield first, first + len(piece)
            start = stop
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            yield start, end


def _load(model: str) -> Language:
    # One BLAS thread and plain numpy: 1.4 times the speed of the default on small batches.
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp: Any = spacy.load(model, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    except OSError as error:
        installed = model.isidentifier() and importlib.util.find_spec(model) is not None
        what = "cannot be loaded" if installed else "is not installed"
        raise SettingsError(f"model: the spaCy model '{model}' {what}; install it with pip or name another") from error
    nlp.tokenizer.max_cache_size = _WORDS_KEPT
    return nlp  # type: ignore[no-any-return]
