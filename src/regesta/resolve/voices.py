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
        self._last_speakers: tuple[Speaker, ...] = ()
        self._speaker_people: frozenset[str] = frozenset()

    def speakers(
        self, mention: Mention, sentence: Sentence, siblings: Sequence[Mention], *, background: bool
    ) -> tuple[Speaker, ...]:
        """Who says so, the nearest first; what is news goes on under the last speaker of the same people."""
        own = [*self._sources.of(mention.trigger, sentence.index)]
        own += [s for s in self._by_act(mention, siblings) if s.token not in [o.token for o in own]]
        own += [] if own else list(self._sources.headline(mention.trigger, sentence.index))
        speakers = tuple(s for source in own for s in self._speaker(source))
        if background:
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
        return (*speakers, *inherited)

    def _names_of(self, mention: Mention, speakers: tuple[Speaker, ...]) -> frozenset[str]:
        people = (a for t in (*mention.actors, *mention.recipients) for a in self._cast.actors(t))
        return frozenset(a.name for a in people if a.name) | frozenset(s.name for s in speakers if s.name)

    def _inherits(self, sentence: Sentence, people: frozenset[str]) -> bool:
        """A source's report goes on where it is of the same people."""
        return sentence.kind == "paragraph" and bool(people & self._speaker_people)

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
                yield from (replace(s, marker=source.marker) for s in self._last_speakers)  # "the statement says"
                if self._last_speakers:
                    continue
            name = (actor.name or actor.text).lower()
            if any(name == p or name.removeprefix("the ") == p for p in self._publisher):
                continue
            yield Speaker(actor.text, actor.start, actor.end, actor.name, actor.country, actor.sectors, source.marker)

    def of_loss(self, loss: Loss, speakers: tuple[Speaker, ...]) -> Casualties:
        """The count with its own speakers, else with those of its event."""
        sources = self._sources.of(loss.token, loss.sentence)
        own = tuple(speaker for source in sources for speaker in self._speaker(source))
        return replace(loss.record, attribution=own or speakers)


def _same_speaker(a: Speaker, b: Speaker) -> bool:
    return (a.name or a.text) == (b.name or b.text)
