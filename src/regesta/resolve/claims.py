"""One mention with every field resolved: a claim. Joining claims into reports is ``reports``' work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from regesta.model import (
    Actor,
    Casualties,
    Document,
    Factuality,
    Layer,
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
from regesta.resolve.dating import Dating
from regesta.resolve.factuality import HAPPENING, Judge, Judgement
from regesta.resolve.frames import Frames
from regesta.resolve.likeness import people_agree
from regesta.resolve.locating import Locator
from regesta.resolve.times import Time, bounds, find_times
from regesta.resolve.voices import Voices

_LOSING = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_SPOKEN = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT"})
_INSTRUMENTS = frozenset(
    "drone missile rocket tank artillery helicopter jet warplane plane aircraft mortar bomb gun knife car truck".split()
)
"""What an attack is made with, where it stands before the noun: "a drone strike" has no actor."""
_HARMING = _LOSING - {"COERCE"}
_CAUSES = {"detained": frozenset({"COERCE"}), "killed": _HARMING, "injured": _HARMING}
"""Which events can cause an outcome in the same sentence: an arrest hurts nobody in the crash that it follows."""
_BODILY = frozenset({"ASSAULT", "COERCE"})
_OTHER = frozenset({"another", "second", "third", "other", "separate", "fresh", "new", "further"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one mention says, resolved.

    ``anaphoric``: it names nobody, no time and no place of its own; ``verbal``: a verb tells it.
    """

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
    verbal: bool
    text: str


@dataclass(frozen=True, slots=True)
class Tools:
    """The stages of one document, each knowing what the others need of it."""

    cast: Cast
    frames: Frames
    judge: Judge
    voices: Voices
    counter: Counter
    locator: Locator
    dating: Dating
    said: frozenset[str]


class Claims:
    """Resolves the mentions of one document. ``anchor`` is the report's EDTF day or None."""

    def __init__(self, document: Document, parse: Parse, tools: Tools, *, anchor: str | None) -> None:
        self._document, self._parse, self._tools, self._anchor = document, parse, tools, anchor
        self._reference: str | None = None

    def resolve(self, mentions: Sequence[Mention]) -> Iterator[Claim]:
        """Yield the claims of a document's mentions, which are in text order."""
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence, []).append(mention)
        losses = {n: list(self._tools.counter.count(self._parse.sentences[n])) for n in self._parsed()}
        claims: list[Claim] = []
        for number, group in sorted(by_sentence.items()):
            claims += self._sentence(self._parse.sentences[number], group, losses.get(number, []))
        told = {(c.start, c.outcome) for claim in claims for c in claim.casualties}
        for rows in losses.values():
            for loss in rows:
                if (loss.record.start, loss.record.outcome) not in told:
                    self._add(claims, loss)
        yield from claims

    def _add(self, claims: list[Claim], loss: Loss) -> None:
        """Give a loss that no event of its sentence can have caused to the attack told just before, or after."""
        if loss.record.outcome == "detained":
            return
        able = [
            i
            for i, c in enumerate(claims)
            if c.mention.event in _CAUSES.get(loss.record.outcome, _LOSING) and c.factuality == "occurred"
        ]
        before = [i for i in able if 0 <= loss.sentence - claims[i].sentence.index <= 2]
        after = [i for i in able if claims[i].sentence.index - loss.sentence == 1]
        for i in before[-1:] or after[:1]:
            extra = self._tools.voices.of_loss(loss, ())
            claims[i] = replace(claims[i], casualties=(*claims[i].casualties, extra))

    def _parsed(self) -> list[int]:
        return [s.index for s in self._parse.sentences if s.last > s.first]

    def _sentence(self, sentence: Sentence, mentions: list[Mention], losses: list[Loss]) -> Iterator[Claim]:
        judgements = [
            self._tools.judge.judge(m.trigger, nominal=m.nominal, light=self._tools.frames.light(m), own=m.scope)
            for m in mentions
        ]
        times, later = self._times(sentence), {}
        if any(j.factuality == "planned" for j in judgements):
            later = {t.start: t for t in self._times(sentence, forward=True)}
        attacher = Attacher(self._parse, sentence, mentions, self._tools.said)
        time_anchors = [attacher.anchor(t.start, t.end, place=False) for t in times]
        places = self._tools.locator.places(sentence, {m.trigger for m in mentions})
        place_anchors = [attacher.anchor(p.start, p.end, place=True) for p in places]
        self._tools.dating.enter(sentence, times)
        owned = self._own_losses(mentions, judgements, losses)
        dates: dict[int, When] = {}
        told: list[Claim] = []
        for i, mention in enumerate(mentions):
            occurred = judgements[i].factuality == "occurred"
            if self._tools.frames.content(mention, mentions, occurred=occurred):
                continue
            t = attacher.own(i, time_anchors)
            t = attacher.shared(i, time_anchors) if t is None else t
            place = self._place(attacher, i, mention, (places, place_anchors))
            claim = self._claim(
                mention,
                sentence,
                judgements[i],
                self._time(times, t, later if judgements[i].factuality == "planned" else {}),
                place,
                owned.get(i, []),
                mentions,
            )
            claim = self._beside(self._relative(self._placed(claim, told), dates), told)
            told.append(claim)
            if claim.date is not None:
                dates[self._tools.frames.verb(mention)] = claim.date
            if claim.dated and claim.date:
                self._reference = claim.date.value
            yield claim

    def _place(
        self,
        attacher: Attacher,
        number: int,
        mention: Mention,
        found: tuple[Sequence[Place], Sequence[int | None]],
    ) -> Place | None:
        """The event's own place, else the target where that is a place, else that of its clauses."""
        places, anchors = found
        chosen = attacher.own(number, anchors)
        if chosen is None:
            target = self._tools.locator.of_target(mention)
            if target is not None:
                return target
            chosen = attacher.shared(number, anchors)
        place = places[chosen] if chosen is not None else None
        if place is None or place.precision != "country":
            return place
        roles = (self._parse.start[t] for t in (*mention.actors, *mention.recipients))
        return None if any(place.start <= start < place.end for start in roles) else place  # "sanctions on Belarus"

    def _times(self, sentence: Sentence, *, forward: bool = False) -> tuple[Time, ...]:
        return find_times(
            self._document.text,
            sentence.start,
            sentence.end,
            anchor=self._anchor,
            forward=forward,
            reference=self._reference,
        )

    def _time(self, times: Sequence[Time], chosen: int | None, later: Mapping[int, Time]) -> Time | None:
        """The chosen time; of what is planned, as it lies ahead ("on Friday")."""
        if chosen is None:
            return None
        return later.get(times[chosen].start, times[chosen])

    def _relative(self, claim: Claim, dates: Mapping[int, When]) -> Claim:
        """Date what came "a day after" or "two weeks before" an event of the same sentence."""
        for token in self._tools.frames.above(self._tools.frames.verb(claim.mention)):
            if token in dates:
                date = self._tools.dating.shifted(claim.mention, dates[token])
                return replace(claim, date=date, dated=True) if date is not None else claim
        return claim

    def _placed(self, claim: Claim, told: Sequence[Claim]) -> Claim:
        """ "attacked Gao and abducted a nurse": what is told in the same breath happened at the same place."""
        if claim.place is not None or claim.mention.nominal:
            return claim
        verb = claim.mention.trigger
        if self._parse.dep[verb] in ("conj", "advcl"):
            for other in told:
                if other.place is not None and other.mention.trigger == self._parse.head[verb]:
                    return replace(claim, place=other.place)
        return claim

    def _beside(self, claim: Claim, told: Sequence[Claim]) -> Claim:
        """ "demanded that the rebels leave, threatening force": whom it threatens stands with the demand."""
        named = any(a.country or a.name for a in claim.recipients)
        if claim.mention.event not in _SPOKEN or named or claim.mention.symmetric:
            return claim
        if self._parse.dep[claim.mention.trigger] != "advcl":
            return claim
        for other in reversed(told):
            spoken = other.mention.event in _SPOKEN | {"SANCTION"}
            if spoken and other.recipients and people_agree(claim.actors, other.actors, symmetric=False):
                return replace(claim, recipients=other.recipients, anaphoric=False)
        return claim

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
        background = self._tools.dating.in_background(sentence)
        speakers = self._tools.voices.speakers(mention, sentence, siblings, background=background)
        first_person = tuple(Actor(s.text, s.start, s.end, None, s.name, s.country, s.sectors) for s in speakers[:1])
        actors = self._who(mention.actors, first_person)
        recipients = tuple(a for a in self._who(mention.recipients, first_person) if not _among(a, actors))
        if mention.symmetric:
            actors = _without_seats(actors)
            if mention.mode == "visit" and place is not None:  # who receives is at home
                actors = tuple(
                    replace(a, country=a.country or place.country) if "GOV" in a.sectors else a for a in actors
                )
        if mention.event in _BODILY and place is not None:
            recipients = tuple(_as_town(a, place) for a in recipients)
        actors, recipients = self._at_home(actors, recipients, None if mention.symmetric else place)
        presupposed = self._tools.frames.presupposed(mention, siblings)
        layer = self._tools.dating.layer(sentence, mention, time, presupposed=presupposed)
        date = self._tools.dating.date(time, layer, judgement.factuality)
        actors, recipients = self._as_of(actors, date), self._as_of(recipients, date)
        span = self._mention_span(mention)
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
            casualties=tuple(self._tools.voices.of_loss(loss, speakers) for loss in losses),
            anaphoric=not actors and not recipients and place is None and (time is None or time.value is None),
            partitive=self._tools.frames.partitive(mention),
            other=self._is_other(mention.trigger),
            lemma=self._parse.lemma[mention.trigger],
            headline=sentence.kind in ("headline", "deck"),
            verbal=self._happens(mention) or any(self._parse.pos[t] == "VERB" for t in mention.scope),
            text=self._document.text,
        )

    def _who(self, tokens: tuple[int, ...], first_person: tuple[Actor, ...]) -> tuple[Actor, ...]:
        out: list[Actor] = []
        for token in tokens:
            if self._parse.dep[token] == "compound" and self._parse.lemma[token] in _INSTRUMENTS:
                continue
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

    def _own_losses(
        self, mentions: list[Mention], judgements: list[Judgement], losses: list[Loss]
    ) -> dict[int, list[Loss]]:
        """Give each loss to the event whose word tells it, else to the nearest that happened and can cause it."""
        out: dict[int, list[Loss]] = {}
        for loss in losses:
            direct = [i for i, m in enumerate(mentions) if m.trigger == loss.token or loss.token in m.scope]
            causes = _CAUSES.get(loss.record.outcome, _LOSING)
            able = [i for i, m in enumerate(mentions) if m.event in causes and judgements[i].factuality == "occurred"]
            pool = direct or sorted(able, key=lambda i: abs(mentions[i].trigger - loss.token))
            if pool:
                out.setdefault(pool[0], []).append(loss)
        return out

    def _is_other(self, trigger: int) -> bool:
        """ "A second raid", "in another attack, gunmen fired on ...": not what was told before."""
        parse = self._parse
        within = (c for c in parse.children[trigger] if parse.lemma[c] == "in" and parse.dep[c] == "prep")
        heads = [trigger, *(noun for c in within for noun in parse.children[c])]
        return any(parse.text[c].lower() in _OTHER for head in heads for c in parse.children[head])

    def _happens(self, mention: Mention) -> bool:
        """ "the talks resume", "the meeting took place": the verb only says that the noun's event goes on."""
        parse, verb = self._parse, self._parse.head[mention.trigger]
        return (
            mention.nominal and parse.dep[mention.trigger] in ("nsubj", "nsubjpass") and parse.lemma[verb] in HAPPENING
        )

    def _mention_span(self, mention: Mention) -> Span:
        """From the first to the last word of trigger, light verb and roles near it, within the sentence."""
        parse = self._parse
        people = {*mention.actors, *mention.recipients} - {mention.trigger}
        happening = {parse.head[mention.trigger]} if self._happens(mention) else set()
        tokens = sorted({mention.trigger, *mention.scope, *happening} - people)
        tokens = [t for t in tokens if abs(t - mention.trigger) <= 12]
        start, end = parse.start[tokens[0]], parse.end[tokens[-1]]
        return Span(start, end, self._document.text[start:end])


def _among(actor: Actor, others: Sequence[Actor]) -> bool:
    return any((a.id, a.name, a.country, a.sectors) == (actor.id, actor.name, actor.country, actor.sectors)
               and (a.id or a.name or a.text == actor.text) for a in others)  # fmt: skip


def _as_town(actor: Actor, place: Place) -> Actor:
    """ "Jets bombed Kyiv": what is struck is the town, not the government that sits there."""
    seat = actor.id is not None and actor.id == actor.country and actor.sectors == ("GOV",)
    if seat and (actor.start, actor.end) == (place.start, place.end) and place.precision == "city":
        return replace(actor, id=None, name=place.name, sectors=())
    return actor


def _without_seats(parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Of "visited Baghdad and met the Iraqi prime minister" the minister is the party, not the capital too."""
    served = {a.country for a in parties if a.country and a.id != a.country and (a.name or a.sectors)}
    kept = tuple(a for a in parties if not (a.id is not None and a.id == a.country and a.country in served))
    once = {(a.name or a.country, a.name and a.id, a.sectors): a for a in reversed(kept)}
    bare = {a.country for a in kept if a.sectors or a.name}
    kept = tuple(
        a for a in kept
        if any(a is one for one in once.values()) and (a.sectors or a.name or a.country not in bare)
    )  # fmt: skip
    known = tuple(a for a in kept if a.country or a.name or a.sectors)
    kept = known if len(known) > 1 else kept
    return kept if len(kept) > 1 else parties


def _one_of(actors: Sequence[Actor], text: str) -> Actor:
    """The one that several modifiers name together: the country of one, the sectors of another."""
    first, last = min(a.start for a in actors), max(a.end for a in actors)
    best = max(actors, key=lambda a: (a.id is not None and bool(a.sectors), bool(a.sectors)))
    country = best.country or next((a.country for a in actors if a.country), None)
    sectors = best.sectors or next((a.sectors for a in actors if a.sectors), ())
    return Actor(text[first:last], first, last, best.id, best.name, country, sectors)
