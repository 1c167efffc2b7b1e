"""The speakers of an event, its own and those that it inherits from what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from regesta.model import Casualties, Mention, Sentence, Speaker
from regesta.resolve.actors import Cast
from regesta.resolve.casualties import Loss
from regesta.resolve.frames import Frames
from regesta.resolve.sources import Source, Sources


class Voices:
    """Attributes the events of one document; ``publisher`` are the lower-case names that are no source."""

    def __init__(self, cast: Cast, sources: Sources, frames: Frames, *, publisher: frozenset[str]) -> None:
        self._cast, self._sources, self._frames, self._publisher = cast, sources, frames, publisher
        self._told: list[tuple[frozenset[str], tuple[Speaker, ...]]] = []

    def speakers(
        self, mention: Mention, sentence: Sentence, siblings: Sequence[Mention], *, background: bool
    ) -> tuple[Speaker, ...]:
        """Who says so, the nearest first; what is news goes on under the last speaker of the same people."""
        own = [*self._sources.of(mention.trigger, sentence.index)]
        own += [] if own else [
            s for s in self._sources.headline(mention.trigger, sentence.index)
            if not any(a.id is not None and a.id == a.country and a.name != a.text for a in self._cast.actors(s.token))
        ]  # fmt: skip
        acting = [s for s in self._by_act(mention, siblings) if s.token not in [o.token for o in own]]
        said = tuple(speaker for source in own for speaker in self._speaker(source))
        speakers = (*(speaker for source in acting for speaker in self._speaker(source)), *said)
        if background:
            return speakers
        people = self._persons(mention)
        relayed = bool(own) and own[0].marker != "quotation"
        if said and relayed:
            self._told.append((people - {s.name for s in said if s.name}, said))
        people |= {s.name for s in speakers if s.name and self._cast.knows(s.name)}
        if relayed or sentence.kind != "paragraph":
            return speakers
        inherited = (replace(s, marker="inherited") for s in self._of_same_people(people))
        return (*speakers, *(s for s in inherited if not any(_same_speaker(s, o) for o in speakers)))

    def _of_same_people(self, people: frozenset[str]) -> tuple[Speaker, ...]:
        """A source's report goes on where it is of the same people."""
        return next((said for others, said in reversed(self._told) if people & others), ())

    def _persons(self, mention: Mention) -> frozenset[str]:
        people = (a for t in (*mention.actors, *mention.recipients) for a in self._cast.actors(t))
        return frozenset(a.name for a in people if a.name and self._cast.is_person(a))

    def _by_act(self, mention: Mention, siblings: Sequence[Mention]) -> list[Source]:
        """Who thanks for a deed, says by it that it was done."""
        above = self._frames.above(mention.trigger)
        out: list[Source] = []
        for other in siblings:
            if other.trigger in above and other is not mention and other.event in ("SUPPORT", "ACCUSE"):
                out += [Source(t, "said") for t in other.actors if t not in mention.actors]
        return out

    def _speaker(self, source: Source) -> Iterator[Speaker]:
        for actor in self._cast.actors(source.token):
            if actor.name is None and actor.id is None and self._sources.is_text(source.token):
                if self._told:  # "the statement says": whose the last one was
                    yield from (replace(s, marker=source.marker) for s in self._told[-1][1])
                    continue
            name = (actor.name or actor.text).lower()
            if any(name == p or name.removeprefix("the ") == p for p in self._publisher):
                continue
            told = actor.name or self._cast.words(source.token)
            yield Speaker(actor.text, actor.start, actor.end, told, actor.country, actor.sectors, source.marker)

    def of_loss(self, loss: Loss, speakers: tuple[Speaker, ...]) -> Casualties:
        """The count with its own speakers, else with those of its event."""
        sources = self._sources.of(loss.token, loss.sentence)
        own = tuple(speaker for source in sources for speaker in self._speaker(source))
        return replace(loss.record, attribution=own or speakers)


def _same_speaker(a: Speaker, b: Speaker) -> bool:
    return (a.name or a.text) == (b.name or b.text)
