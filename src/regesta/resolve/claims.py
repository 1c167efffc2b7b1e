"""One mention with every field resolved: a claim. Joining claims into reports is ``join``'s work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from regesta.model import (
    Actor,
    Casualties,
    Document,
    Factuality,
    Layer,
    Layout,
    Mention,
    Parse,
    Place,
    Sentence,
    Span,
    Speaker,
    When,
)
from regesta.resolve.actors import Cast
from regesta.resolve.attach import Attacher
from regesta.resolve.casualties import Counter, Loss
from regesta.resolve.factuality import Judge, Judgement
from regesta.resolve.places import Gazetteer
from regesta.resolve.sources import Source, Sources
from regesta.resolve.times import Time, bounds, find_times, within

PLACE_WORDS = frozenset(
    """in at near outside off inside across around along through over into from on to towards toward of
    north south east west within throughout between""".split()
)
_SUPPRESSED = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "pobj", "pcomp", "acl", "advcl", "nsubjpass", "dative"})
_SETTLEMENTS = frozenset(
    """city town village capital port province region district department state governorate county prefecture
    municipality suburb outskirt island oblast area north south east west centre center vicinity coast""".split()
)
_LOSING = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one mention says, resolved; ``anaphoric``: it names nobody, no time and no place of its own."""

    mention: Mention
    sentence: Sentence
    span: Span
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: When | None
    dated: bool
    place: Place | None
    speakers: tuple[Speaker, ...]
    factuality: Factuality
    layer: Layer
    casualties: tuple[Casualties, ...]
    anaphoric: bool
    partitive: bool
    other: bool
    lemma: str
    headline: bool
    text: str


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages hand each other: everything that knows one document or the world."""

    cast: Cast
    judge: Judge
    sources: Sources
    counter: Counter
    gazetteer: Gazetteer
    said: frozenset[str]
    publisher: frozenset[str]
    light: Callable[[Mention], int | None]
    carrier: Callable[[int], int]


class Claims:
    """Resolves the mentions of one document. ``anchor`` is the report's EDTF day or None."""

    def __init__(
        self,
        document: Document,
        layout: Layout,
        parse: Parse,
        tools: Tools,
        *,
        anchor: str | None,
        news_days: int,
        countries: Sequence[str],
    ) -> None:
        self._document, self._layout, self._parse, self._tools = document, layout, parse, tools
        self._anchor, self._news_days, self._countries = anchor, news_days, tuple(countries)
        self._background_block: int | None = None
        self._last_speakers: tuple[Speaker, ...] = ()
        self._speaker_sentence, self._speaker_block = -9, -1
        self._speaker_people: frozenset[str] = frozenset()
        self._reference: str | None = None

    def resolve(self, mentions: Sequence[Mention]) -> Iterator[Claim]:
        """Yield the claims of a document's mentions, which are in text order."""
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence, []).append(mention)
        losses = {n: list(self._tools.counter.count(self._parse.sentences[n])) for n in self._parsed()}
        for number, group in sorted(by_sentence.items()):
            yield from self._sentence(self._parse.sentences[number], group, losses.get(number, []))

    def _parsed(self) -> list[int]:
        return [s.index for s in self._parse.sentences if s.last > s.first]

    # ------------------------------------------------------------ one sentence

    def _sentence(self, sentence: Sentence, mentions: list[Mention], losses: list[Loss]) -> Iterator[Claim]:
        judgements = [
            self._tools.judge.judge(m.trigger, nominal=m.nominal, light=self._tools.light(m)) for m in mentions
        ]
        forward = any(j.factuality == "planned" for j in judgements)
        text = self._document.text
        times = find_times(
            text, sentence.start, sentence.end, anchor=self._anchor, forward=forward, reference=self._reference
        )
        attacher = Attacher(self._parse, sentence, mentions, self._tools.said)
        time_anchors = [attacher.anchor(t.start, t.end, place=False) for t in times]
        places = self._places(sentence, {m.trigger for m in mentions if m.nominal})
        place_anchors = [attacher.anchor(p.start, p.end, place=True) for p in places]
        if self._fronted_past(sentence, times):
            self._background_block = sentence.block
        owned = self._own_losses(mentions, losses)
        for i, mention in enumerate(mentions):
            if self._suppressed(mention, mentions, judgements[i]):
                continue
            t, p = attacher.choose(i, time_anchors), attacher.choose(i, place_anchors)
            claim = self._claim(
                mention,
                sentence,
                judgements[i],
                times[t] if t is not None else None,
                places[p] if p is not None else None,
                owned.get(i, []),
                mentions,
            )
            if claim.dated and claim.date:
                self._reference = claim.date.value
            yield claim

    def _claim(
        self,
        mention: Mention,
        sentence: Sentence,
        judgement: Judgement,
        time: Time | None,
        place: Place | None,
        losses: list[Loss],
        siblings: list[Mention],
    ) -> Claim:
        speakers = self._speakers(mention, sentence, siblings)
        first_person = tuple(Actor(s.text, s.start, s.end, None, s.name, s.country, s.sectors) for s in speakers[:1])
        actors = self._who(mention.actors, first_person)
        recipients = tuple(a for a in self._who(mention.recipients, first_person) if not _among(a, actors))
        if place is None:
            place = self._place_of_target(mention)
        actors, recipients = self._at_home(actors, recipients, place)
        presupposed = self._presupposed(mention, siblings)
        layer = self._layer(sentence, mention, time, presupposed=presupposed)
        date = self._date(time, layer, judgement.factuality)
        actors, recipients = self._as_of(actors, date), self._as_of(recipients, date)
        span = self._mention_span(mention)
        trigger_words = {self._parse.text[c].lower() for c in self._parse.children[mention.trigger]}
        return Claim(
            mention=mention,
            sentence=sentence,
            span=span,
            actors=actors,
            recipients=recipients,
            date=date,
            dated=time is not None and time.value is not None,
            place=place,
            speakers=speakers,
            factuality=judgement.factuality,
            layer=layer,
            casualties=tuple(self._with_speakers(loss, speakers) for loss in losses),
            anaphoric=not actors and not recipients and place is None and (time is None or time.value is None),
            partitive=self._partitive(mention),
            other=bool(trigger_words & {"another", "second", "third", "other", "separate", "fresh", "new", "further"}),
            lemma=self._parse.lemma[mention.trigger],
            headline=sentence.kind in ("headline", "deck"),
            text=self._document.text,
        )

    # ------------------------------------------------------------ who

    def _who(self, tokens: tuple[int, ...], first_person: tuple[Actor, ...]) -> tuple[Actor, ...]:
        out: list[Actor] = []
        for token in tokens:
            for actor in self._tools.cast.actors(token, speaker=first_person):
                if not _among(actor, out):
                    out.append(actor)
        before = [t for t in tokens if self._parse.dep[t] in ("amod", "compound", "nmod")]
        if len(before) > 1 and len(before) == len(tokens) and len(out) > 1 and self._in_a_row(before):
            return (_one_of(out, self._document.text),)
        return tuple(out)

    def _in_a_row(self, tokens: list[int]) -> bool:
        """ "a U.S. drone strike", "the Israeli army raid": one who acts, named by several words."""
        words = range(min(tokens), max(tokens) + 1)
        return not any(self._parse.text[t].lower() in ("-", "and", ",", "–", "/") for t in words)

    def _at_home(
        self, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], place: Place | None
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """People of no named country belong to that of the place, as police, civilians and rebels do."""
        country = place.country if place is not None else None

        def home(actor: Actor, other: tuple[Actor, ...]) -> Actor:
            if actor.country is not None or actor.id is not None or not actor.sectors:
                return actor
            inland = next((o.country for o in other if o.country and o.id is None and o.sectors), None)
            return replace(actor, country=country or inland)

        return tuple(home(a, recipients) for a in actors), tuple(home(a, actors) for a in recipients)

    def _as_of(self, people: tuple[Actor, ...], date: When | None) -> tuple[Actor, ...]:
        """Offices are those of the day of the event, where the text dates it."""
        days = bounds(date.value) if date is not None and date.basis == "stated" else None
        return tuple(self._tools.cast.on(a, days[0].isoformat()) for a in people) if days else people

    # ------------------------------------------------------------ when and where

    def _layer(self, sentence: Sentence, mention: Mention, time: Time | None, *, presupposed: bool) -> Layer:
        if time is not None and time.value is not None:
            if time.future:
                return "news"
            if self._anchor is not None:
                near = within(time.value, self._anchor, self._news_days)
                if near is not None:
                    return "news" if near else "background"
            return "background" if time.past else "news"
        if presupposed:
            return "background"
        if self._background_block == sentence.block and not self._present_perfect(mention):
            return "background"
        return "background" if self._pluperfect(mention) else "news"

    def _date(self, time: Time | None, layer: Layer, factuality: Factuality) -> When | None:
        if time is not None and time.value is not None:
            return When(time.value, self._document.text[time.start : time.end], time.start, time.end, "stated")
        if layer == "background" or factuality in ("planned", "hypothetical") or self._anchor is None:
            return None
        dateline = self._layout.dateline is not None and self._layout.dateline.day is not None
        return When(self._anchor, None, None, None, "dateline" if dateline else "published")

    def _fronted_past(self, sentence: Sentence, times: Sequence[Time]) -> bool:
        """Whether the sentence opens with an old date: what follows in its paragraph is background too."""
        for time in times:
            early = time.start - sentence.start <= 30
            if early and time.value and self._anchor and within(time.value, self._anchor, self._news_days) is False:
                return not time.future
        return False

    def _auxiliaries(self, mention: Mention) -> set[str]:
        parse = self._parse
        light = self._tools.light(mention)
        verb = light if light is not None else mention.trigger
        return {parse.text[c].lower() for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}

    def _pluperfect(self, mention: Mention) -> bool:
        light = self._tools.light(mention)
        verb = light if light is not None else mention.trigger
        reported = self._parse.dep[verb] == "ccomp"  # "said its planes had hit": no older than what is said
        return not reported and bool(self._auxiliaries(mention) & {"had", "'d"})

    def _present_perfect(self, mention: Mention) -> bool:
        return bool(self._auxiliaries(mention) & {"has", "have", "is", "are", "will", "'s", "'ve"})

    def _presupposed(self, mention: Mention, siblings: list[Mention]) -> bool:
        """An event that another of the sentence is about ("thanked X for backing Y") came before it."""
        parse, at = self._parse, mention.trigger
        light = self._tools.light(mention)
        at = light if light is not None else at
        if parse.dep[at] not in ("pcomp", "advcl", "pobj", "dobj") or parse.tag[at] not in ("VBG", "NN", "NNS"):
            return False
        triggers = {m.trigger for m in siblings if not m.nominal and m.trigger != mention.trigger and m.event in (
            "SUPPORT", "ACCUSE", "CONSULT", "REJECT"
        )}  # fmt: skip
        return parse.tag[at] == "VBG" and any(
            (up in triggers and (parse.lemma[at - 2 if at > 1 else at] in ("for", "of", "over") or parse.dep[at] == "pcomp"))
            or (up in triggers and parse.tag[at - 1] == "POS")
            for up in self._above(at)
        )

    def _above(self, token: int) -> list[int]:
        out: list[int] = []
        while self._parse.head[token] != token:
            token = self._parse.head[token]
            out.append(token)
        return out

    def _places(self, sentence: Sentence, events: set[int]) -> tuple[Place, ...]:
        """Every place of the sentence that stands behind a preposition of place."""
        parse = self._parse
        out: list[Place] = []
        if sentence.first == sentence.last:
            return ()
        for token in range(sentence.first, sentence.last):
            if parse.lemma[token] not in PLACE_WORDS or parse.dep[token] not in ("prep", "advmod", "agent"):
                continue
            for noun in parse.children[token]:
                if parse.dep[noun] not in ("pobj",) or (parse.lemma[token] == "of" and parse.pos[noun] != "PROPN"):
                    continue
                start = parse.start[self._tools.cast.span(noun)[0]]
                end = self._place_end(noun, sentence)
                found = self._tools.gazetteer.find(self._document.text, start, end, countries=self._countries)
                if found is not None and found not in out:
                    out.append(found)
        return tuple(out)

    def _of_place(self, preposition: int, noun: int, events: set[int]) -> bool:
        """ "the shelling of Avdiivka", "the town of Goma", but not "the leaders of Russia"."""
        head = self._parse.head[preposition]
        return self._parse.pos[noun] == "PROPN" and (head in events or self._parse.lemma[head] in _SETTLEMENTS)

    def _place_end(self, noun: int, sentence: Sentence) -> int:
        """To the end of "Goma, eastern Congo": the name and what names it further."""
        parse = self._parse
        end = self._tools.cast.span(noun)[1]
        for child in parse.children[noun]:
            if child > noun and parse.dep[child] in ("appos", "conj", "npadvmod") and parse.pos[child] == "PROPN":
                end = max(end, self._tools.cast.span(child)[1])
            if child > noun and parse.dep[child] == "prep" and parse.lemma[child] in ("in", "of"):
                for inner in parse.children[child]:
                    end = max(end, self._tools.cast.span(inner)[1])
        return parse.end[end]

    def _place_of_target(self, mention: Mention) -> Place | None:
        """ "attacked Kharkiv", "visited Beijing": the place is the target."""
        parse = self._parse
        if mention.event not in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "CONSULT"):
            return None
        for token in mention.recipients if not mention.symmetric else ():
            if parse.pos[token] == "PROPN" and parse.dep[token] in ("dobj", "nsubjpass", "pobj", "conj"):
                first, last = self._tools.cast.span(token)
                found = self._tools.gazetteer.find(
                    self._document.text, parse.start[first], parse.end[last], countries=self._countries
                )
                if found is not None and found.precision != "country":
                    return found
        return None

    # ------------------------------------------------------------ according to whom

    def _speakers(self, mention: Mention, sentence: Sentence, siblings: list[Mention]) -> tuple[Speaker, ...]:
        own = [*self._tools.sources.of(mention.trigger, sentence.index)]
        own += [s for s in self._by_act(mention, siblings) if s.token not in [o.token for o in own]]
        own += [] if own else list(self._tools.sources.headline(sentence.index))
        speakers = tuple(s for source in own for s in self._speaker(source, mention))
        if self._background_block == sentence.block:
            return speakers
        people = self._names_of(mention, speakers)
        inherited: tuple[Speaker, ...] = ()
        if (not speakers or own[0].marker == "quotation") and self._inherits(sentence, people):
            inherited = tuple(
                replace(s, marker="inherited")
                for s in self._last_speakers
                if not any(_same_speaker(s, o) for o in speakers)
            )
        elif speakers:
            self._last_speakers, self._speaker_people = speakers, people
        if speakers or inherited:
            self._speaker_sentence = sentence.index
            self._speaker_block = sentence.block
        return (*speakers, *inherited)

    def _names_of(self, mention: Mention, speakers: tuple[Speaker, ...]) -> frozenset[str]:
        people = self._who((*mention.actors, *mention.recipients), ())
        return frozenset(a.name for a in people if a.name) | frozenset(s.name for s in speakers if s.name)

    def _inherits(self, sentence: Sentence, people: frozenset[str]) -> bool:
        """A report goes on in the next sentence of its paragraph, and wherever it is of the same people."""
        if sentence.kind != "paragraph":
            return False
        next_in_paragraph = (
            self._speaker_block == sentence.block and sentence.index - self._speaker_sentence <= 1
        )
        return next_in_paragraph or bool(people & self._speaker_people)

    def _by_act(self, mention: Mention, siblings: list[Mention]) -> list[Source]:
        """Who thanks for a deed, says by it that it was done."""
        above = self._above(mention.trigger)
        out: list[Source] = []
        for other in siblings:
            if other.trigger in above and other is not mention and other.event in ("SUPPORT", "ACCUSE"):
                out += [Source(t, "said") for t in other.actors if t not in mention.actors]
        return out

    def _speaker(self, source: Source, mention: Mention) -> Iterator[Speaker]:
        for actor in self._tools.cast.actors(source.token):
            name = (actor.name or actor.text).lower()
            if any(name == p or name.removeprefix("the ") == p for p in self._tools.publisher):
                continue
            yield Speaker(actor.text, actor.start, actor.end, actor.name, actor.country, actor.sectors, source.marker)

    # ------------------------------------------------------------ casualties

    def _own_losses(self, mentions: list[Mention], losses: list[Loss]) -> dict[int, list[Loss]]:
        """Give each loss to the event whose word tells it, else to the nearest that can cause it."""
        out: dict[int, list[Loss]] = {}
        for loss in losses:
            direct = [i for i, m in enumerate(mentions) if m.trigger == loss.token or loss.token in m.scope]
            able = [i for i, m in enumerate(mentions) if m.event in _LOSING]
            if loss.record.outcome == "detained":
                able = [i for i, m in enumerate(mentions) if m.event == "COERCE"]
            pool = direct or sorted(able, key=lambda i: abs(mentions[i].trigger - loss.token))
            if pool:
                out.setdefault(pool[0], []).append(loss)
        return out

    def _with_speakers(self, loss: Loss, speakers: tuple[Speaker, ...]) -> Casualties:
        own = tuple(
            s for source in self._tools.sources.of(loss.token, loss.sentence)
            for actor in self._tools.cast.actors(source.token)
            for s in (Speaker(actor.text, actor.start, actor.end, actor.name, actor.country, actor.sectors, source.marker),)
        )  # fmt: skip
        return replace(loss.record, attribution=own or speakers)

    # ------------------------------------------------------------ what is no event of its own

    def _suppressed(self, mention: Mention, siblings: list[Mention], judgement: Judgement) -> bool:
        """Whether the event is only the content of another: demanded, threatened, agreed, alleged, discussed."""
        parse = self._parse
        if any(o is not mention and mention.trigger in o.scope and o.event in _SUPPRESSED for o in siblings):
            return True
        acts = {t: other for other in siblings if other is not mention for t in (other.trigger, *other.scope)}
        at = mention.trigger
        path: list[str] = []
        while parse.head[at] != at:
            path.append(parse.dep[at])
            at = parse.head[at]
            other = acts.get(at)
            if other is None or other.trigger == mention.trigger or mention.trigger in other.scope:
                continue
            if not _complement(path):
                return False
            if other.event in _SUPPRESSED:
                return True
            if other.event == "ACCUSE":
                return "pcomp" in path or "ccomp" in path or "xcomp" in path or (mention.nominal and "of" in self._words(mention.trigger, at))
            if other.event in ("SUPPORT", "CONCEDE", "CONSULT", "COOPERATE", "AID", "RETREAT"):
                return judgement.factuality != "occurred" or (mention.nominal and other.event != "SUPPORT")
        return False

    def _words(self, token: int, top: int) -> set[str]:
        out: set[str] = set()
        while token != top and self._parse.head[token] != token:
            token = self._parse.head[token]
            out.add(self._parse.lemma[token])
        return out

    def _partitive(self, mention: Mention) -> bool:
        parse = self._parse
        tops = [self._tools.carrier(mention.trigger)] if mention.nominal else [
            c for c in parse.children[mention.trigger]
            if parse.dep[c] in ("nsubj", "nsubjpass", "dobj") and any(parse.lemma[p] == "of" for p in parse.children[c])
        ]  # fmt: skip
        return any(t != mention.trigger and parse.lemma[t] in ("one", "some", "two", "several", "another") for t in tops)

    def _mention_span(self, mention: Mention) -> Span:
        """From the first to the last word of trigger, light verb and roles near it, within the sentence."""
        parse = self._parse
        people = {*mention.actors, *mention.recipients} - {mention.trigger}
        tokens = sorted({mention.trigger, *mention.scope} - people)
        tokens = [t for t in tokens if abs(t - mention.trigger) <= 12]
        start, end = parse.start[tokens[0]], parse.end[tokens[-1]]
        return Span(start, end, self._document.text[start:end])


def _complement(path: list[str]) -> bool:
    return all(dep in _COMPLEMENTS or dep in ("prep", "conj", "compound", "agent") for dep in path)


def _among(actor: Actor, others: Sequence[Actor]) -> bool:
    return any((a.id, a.name, a.country, a.sectors) == (actor.id, actor.name, actor.country, actor.sectors)
               and (a.id or a.name or a.text == actor.text) for a in others)  # fmt: skip


def _one_of(actors: Sequence[Actor], text: str) -> Actor:
    """The one that several modifiers name together: the country of one, the sectors of another."""
    first, last = min(a.start for a in actors), max(a.end for a in actors)
    best = max(actors, key=lambda a: (a.id is not None and bool(a.sectors), bool(a.sectors)))
    country = best.country or next((a.country for a in actors if a.country), None)
    sectors = best.sectors or next((a.sectors for a in actors if a.sectors), ())
    return Actor(text[first:last], first, last, best.id, best.name, country, sectors)


def _same_speaker(a: Speaker, b: Speaker) -> bool:
    return (a.name or a.text) == (b.name or b.text)
