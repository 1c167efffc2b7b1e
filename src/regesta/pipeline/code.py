"""Documents in, reports out: the stages in a row."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from regesta.errors import InputError, RegestaError
from regesta.find import Finder, Slots, Trial, Who
from regesta.model import Candidate, Coded, CodedBy, Document, Explanation, Layout, Mention, Parse, Report, Skipped
from regesta.ontology import Actors, Contexts, Lexicon, Losses, Speech
from regesta.ontology.lexicon import inflections
from regesta.parse import Parser
from regesta.read.layout import lay_out
from regesta.resolve.actors import Cast
from regesta.resolve.casualties import Counter
from regesta.resolve.claims import Claim, Claims, Tools
from regesta.resolve.dating import Dating
from regesta.resolve.edtf import bounds
from regesta.resolve.factuality import Judge
from regesta.resolve.frames import Frames
from regesta.resolve.locating import Locator
from regesta.resolve.places import Gazetteer
from regesta.resolve.reports import join, write
from regesta.resolve.sources import Sources
from regesta.resolve.voices import Voices
from regesta.settings import Settings, own_version

CHUNK = 64
"""Documents that go through a stage together."""

LONGEST = 1_000_000
"""Characters that one document may have: what a text says of one name is compared with all it said before."""

Clock = Callable[[str, float], None]

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")


@dataclass(frozen=True, slots=True)
class _Prepared:
    document: Document
    layout: Layout


class Coder:
    """Keeps the model, the lexicon and the gazetteer loaded; ``code`` is lazy over a stream.

    ``clock`` is called with a stage's name and its seconds after each batch. Raises SettingsError when
    the model is not installed, LexiconError when a data file is broken.
    """

    def __init__(self, settings: Settings | None = None, *, clock: Clock | None = None) -> None:
        self.settings = settings or Settings()
        cache = self.settings.cache
        self._lexicon = Lexicon.load(cache=cache)
        self._actors = Actors.load(cache=cache)
        self._speech, self._losses, self._contexts = Speech.load(), Losses.load(), Contexts.load()
        self._gazetteer = Gazetteer.load(self._actors.countries, self._actors.places, cache=cache)
        self._parser = Parser(self.settings.model, batch_size=self.settings.batch_size)
        self._who = Who(self._actors)
        self._finder = Finder(self._lexicon, self._who)
        self._forms = self._lexicon.forms | {
            form for lemma in self._losses.forms for pos in ("VERB", "NOUN") for form in inflections(lemma, pos)
        }
        self._clock = clock or (lambda stage, seconds: None)
        self._coded_by = CodedBy(own_version(), self._parser.model, self._parser.model_version, self._lexicon.hash)

    # ------------------------------------------------------------ coding

    def code(self, documents: Iterable[Document | Skipped], *, first: int = 1) -> Iterator[Coded]:
        """Yield what was read from each document, in order; one that fails is reported, never raised.

        A ``Skipped`` in the stream is passed on, in its place, as a ``Coded`` without reports. They go
        through in chunks that grow from ``first`` documents on, so that nobody waits long for the first.
        """
        stream = iter(documents)
        size = max(first, 1)
        while chunk := list(islice(stream, size)):
            yield from self._chunk(chunk)
            size = min(2 * size, CHUNK)

    def _chunk(self, items: list[Document | Skipped]) -> Iterator[Coded]:
        prepared: dict[int, _Prepared] = {}
        failed: dict[int, Skipped] = {}
        with _Timer(self._clock, "layout"):
            for i, item in enumerate(items):
                if isinstance(item, Document):
                    try:
                        _check_status(item)
                        _check_length(item.text)
                        _check_day(item.published)
                        prepared[i] = _Prepared(item, lay_out(item.text, published=item.published))
                    except Exception as error:  # one document must not stop a run
                        failed[i] = _failure(item, "layout", error)
        parses = self._parse([prepared[i] for i in sorted(prepared)])
        for i, item in enumerate(items):
            if isinstance(item, Skipped):
                yield Coded(Document(item.document_id, ""), (), (item,))
            elif i in failed:
                yield Coded(item, (), (failed[i],))
            else:
                yield self._one(prepared[i], next(parses))

    def _parse(self, prepared: list[_Prepared]) -> Iterator[Parse | Skipped]:
        rows = [(p.document, p.layout) for p in prepared]
        with _Timer(self._clock, "parse"):
            try:
                return iter(list(self._parser.parse(rows, wanted=self._wanted)))
            except Exception:
                return iter([self._parse_alone(p) for p in prepared])

    def _parse_alone(self, prepared: _Prepared) -> Parse | Skipped:
        try:
            return next(self._parser.parse([(prepared.document, prepared.layout)], wanted=self._wanted))
        except Exception as error:
            return _failure(prepared.document, "parse", error)

    def _wanted(self, sentence: str) -> bool:
        """Whether any word of a sentence can tell an event: only then is it parsed."""
        return not self._forms.isdisjoint(_WORD.findall(sentence.lower()))

    def _one(self, prepared: _Prepared, parse: Parse | Skipped) -> Coded:
        document = prepared.document
        if isinstance(parse, Skipped):
            return Coded(document, (), (parse,))
        try:
            return Coded(document, self._reports(prepared, parse), (), self._filed(prepared))
        except Exception as error:
            return Coded(document, (), (_failure(document, "resolve", error),))

    def _reports(self, prepared: _Prepared, parse: Parse) -> tuple[Report, ...]:
        with _Timer(self._clock, "find"):
            slots = Slots(parse)
            mentions = tuple(m for s in parse.sentences if s.last > s.first for m in self._finder.in_sentence(slots, s))
        if not mentions:
            return ()
        with _Timer(self._clock, "resolve"):
            claims = self._claims(prepared, parse, slots, mentions)
            return write(join(claims), coded_by=self._coded_by, contexts=self._contexts_of)

    def _filed(self, prepared: _Prepared) -> str | None:
        dateline = prepared.layout.dateline
        if dateline is None or dateline.place is None:
            return None
        return self._country_of(prepared.document)(dateline.place.start, dateline.place.end)

    def _contexts_of(self, claim: Claim) -> tuple[str, ...]:
        return self._contexts.of(claim.text[claim.sentence.start : claim.sentence.end])

    def _claims(self, prepared: _Prepared, parse: Parse, slots: Slots, mentions: tuple[Mention, ...]) -> list[Claim]:
        document, layout = prepared.document, prepared.layout
        anchor = layout.dateline.day if layout.dateline and layout.dateline.day else document.published
        day = anchor if anchor and "X" not in anchor else None
        cast = Cast(document, parse, self._actors, day=day, country_of=self._country_of(document))
        frames = Frames(parse, light=lambda m: self._light(slots, m), carrier=slots.carrier)
        sources = Sources(document, layout, parse, self._speech, subject=lambda t: self._speaking(slots, t))
        tools = Tools(
            cast=cast,
            frames=frames,
            judge=Judge(parse, self._speech),
            voices=Voices(cast, sources, frames, publisher=_publishers(document, layout)),
            counter=Counter(document, parse, self._losses, fill=slots.fill, span=cast.span, who=self._who),
            locator=Locator(document, parse, self._gazetteer, span=cast.span, countries=cast.countries()),
            dating=Dating(document, layout, frames, anchor=anchor, news_days=self.settings.news_days),
            said=self._speech.said,
        )
        return list(Claims(document, parse, tools, anchor=anchor).resolve(mentions))

    def _speaking(self, slots: Slots, verb: int) -> tuple[int, ...]:
        parse = slots.parse
        found = slots.fill(verb, ("subject",))
        own = any(parse.dep[c] in ("nsubj", "nsubjpass", "csubj") for c in parse.children[verb])
        if not own and verb > 1 and parse.text[verb - 1] == "," and parse.pos[verb - 2] in ("PROPN", "NOUN"):
            found = (verb - 2,)  # "..., the governor, Moussa Traore, said", where the parser hung him elsewhere
        return tuple(t for t in found if self._who(parse, t) or parse.lemma[t] in self._speech.nouns)

    def _light(self, slots: Slots, mention: Mention) -> int | None:
        if not mention.nominal:
            return None
        return next((t for t in mention.scope[1:2] if slots.parse.pos[t] == "VERB"), None)

    def _country_of(self, document: Document) -> Callable[[int, int], str | None]:
        def country(start: int, end: int) -> str | None:
            place = self._gazetteer.find(document.text, start, end)
            return place.country if place is not None else None

        return country

    # ------------------------------------------------------------ explaining

    def explain(self, document: Document) -> tuple[Explanation, ...]:
        """Tell for each sentence which patterns were tried, which won, and why the others did not."""
        layout = lay_out(document.text, published=document.published)
        parse = next(self._parser.parse([(document, layout)], wanted=self._wanted))
        slots = Slots(parse)
        out: list[Explanation] = []
        for sentence in parse.sentences:
            won = {(m.trigger, m.pattern) for m in self._finder.in_sentence(slots, sentence)}
            candidates = tuple(
                _candidate(parse, trial, (trial.trigger, trial.pattern.id) in won)
                for trial in self._finder.trials(slots, sentence)
            )
            text = document.text[sentence.start : sentence.end]
            out.append(Explanation(sentence, text, sentence.last > sentence.first, candidates))
        return tuple(out)


def warm(settings: Settings) -> None:
    """Build what a coder keeps in its cache folder, where it is missing."""
    actors = Actors.load(cache=settings.cache)
    Lexicon.load(cache=settings.cache)
    Gazetteer.load(actors.countries, actors.places, cache=settings.cache)


class _Timer:
    def __init__(self, clock: Clock, stage: str) -> None:
        self._clock, self._stage = clock, stage

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._clock(self._stage, time.perf_counter() - self._began)


def _candidate(parse: Parse, trial: Trial, won: bool) -> Candidate:
    token, pattern = trial.trigger, trial.pattern
    return Candidate(
        parse.text[token], parse.start[token], parse.end[token], pattern.id, pattern.event, pattern.mode, won,
        _reason(trial.failure, won),
    )  # fmt: skip


def _reason(failure: str | None, won: bool) -> str:
    if won:
        return "every condition holds"
    return failure or "another pattern with more conditions, or a word that belongs to another event"


def _check_status(document: Document) -> None:
    if document.status != "usable":
        raise InputError(f"is {document.status} by its publisher, so nothing is coded")


def _check_length(text: str) -> None:
    if len(text) > LONGEST:
        raise InputError(f"the text has {len(text):,} characters; split it into documents of at most {LONGEST:,}")


def _failure(document: Document, stage: str, error: Exception) -> Skipped:
    what = str(error) if isinstance(error, RegestaError) else f"{type(error).__name__}: {error}"
    return Skipped(document.id, stage, what)


def _publishers(document: Document, layout: Layout) -> frozenset[str]:
    names = [document.publisher, layout.dateline.agency if layout.dateline else None]
    return frozenset(name.lower() for name in names if name) | {"reporters", "journalists"}


def _check_day(published: str | None) -> None:
    if published is not None and bounds(published) is None:
        raise InputError(f"published is {published!r}; give a day as YYYY-MM-DD, or leave it out")
