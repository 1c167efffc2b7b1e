"""Documents: headline, dateline, paragraphs; and where in them each event is told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from regesta.model import Document
from regesta.worlds.happenings import Happening
from regesta.worlds.phrases import Stock, stock
from regesta.worlds.tell import Angle, fill, headline, sentence

_RISE: Final = (0.5, 0.7, 0.85, 1.0)
"""The share of the final toll that is known on the day itself, one day later, and so on."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Characters ``start`` to ``end`` of a document's text tell the true event ``event`` of PLOVER type ``kind``."""

    document_id: str
    start: int
    end: int
    event: str
    kind: str


@dataclass(frozen=True, slots=True)
class Story:
    """A document and every place in it that tells an event."""

    document: Document
    tellings: tuple[Telling, ...]


class Page:
    """A text that grows by sentences and remembers who tells what in which characters."""

    def __init__(self) -> None:
        self.text = ""
        self._told: list[tuple[int, int, Happening]] = []

    def add(self, text: str, *events: tuple[str, Happening], gap: str = "") -> None:
        """Append ``gap`` and ``text``; each of ``events`` comes with the part of the text that tells it."""
        at = len(self.text) + len(gap)
        self.text += gap + text
        for part, event in events:
            start = at + text.rindex(part)
            self._told.append((start, start + len(part), event))

    def story(self, document: Document) -> Story:
        """Close the page: ``document`` lends everything but the text."""
        tellings = tuple(Telling(document.id, start, end, e.id, e.kind) for start, end, e in self._told)
        return Story(replace(document, text=self.text), tellings)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes documents published on one day."""

    published: date
    rng: random.Random

    def report(self, id: str, event: Happening, asides: Sequence[Happening], *, correction: bool = False) -> Story:
        """One document about ``event`` that also mentions ``asides``, older events."""
        rng, words = self.rng, stock()
        angle = Angle(event, self.published, rng, rise=1.0 if correction else self._rise(event))
        page, title = Page(), headline(angle.head())
        note = rng.choice(words.corrections)
        if rng.random() < 0.5:
            page.add(title, (title, event))
        if correction:
            page.add(note, gap="\n\n" if page.text else "")
        dateline = self._dateline(event, words)
        lead = sentence(angle.lead())
        page.add(dateline + lead, (lead, event), gap="\n\n" if page.text else "")
        for text, told in self._body(angle, asides):
            page.add(text, *((text, one) for one in told), gap=rng.choice((" ", "\n\n")))
        return page.story(self._document(id, title, words))

    def roundup(self, id: str, events: Sequence[Happening]) -> Story:
        """One document that reports two or three events, a paragraph or a clause each."""
        rng, words, page = self.rng, stock(), Page()
        title = rng.choice(words.roundups).format(country=headline(events[0].nation.name))
        if rng.random() < 0.5:
            page.add(title)
        angles = [Angle(e, self.published, rng, rise=self._rise(e)) for e in events]
        if rng.random() < 0.25:
            one, two = angles[0].lead(), angles[1].lead()
            first = headline(one)
            joined = sentence(f"{first}, while {two}")
            told = (joined[: -len(f", while {two}.")], events[0]), (two, events[1])
            page.add(joined, *told, gap="\n\n" if page.text else "")
            angles = angles[2:]
        chatter = self._chatter(events[0], len(angles))
        for angle, line in zip(angles, chatter, strict=True):
            text = sentence(angle.lead())
            page.add(text, (text, angle.event), gap="\n\n" if page.text else "")
            if rng.random() < 0.5:
                text = sentence(angle.follow())
                page.add(text, (text, angle.event), gap=" ")
            page.add(line, gap=" ")
        return page.story(self._document(id, title, words))

    def idle(self, id: str, event: Happening) -> Story:
        """A document that tells no event, set where one happened."""
        words, page = stock(), Page()
        title = headline(fill(self.rng.choice(words.idle), _setting(event)))
        for text in self._chatter(event, self.rng.randint(3, 6)):
            page.add(text, gap=" " if page.text else "")
        return page.story(self._document(id, title, words))

    def copy(self, id: str, of: Story) -> Story:
        """The same text at another publisher: as it is, with an agency's line below, or cut short."""
        rng, words, text = self.rng, stock(), of.document.text
        draw = rng.random()
        if draw < 0.25:
            line = rng.choice(words.tails).format(city="regional", agency=rng.choice(words.agencies))
            text = f"{text}\n\n{line}"
        elif draw < 0.5 and text.count("\n\n") > 1:
            text = text[: text.rindex("\n\n")]
        document = replace(
            of.document, id=id, text=text, publisher=self._publisher(words, of), item=None, version=0, issued=None
        )
        kept = tuple(replace(told, document_id=id) for told in of.tellings if told.end <= len(text))
        return Story(document, kept)

    def versioned(self, story: Story, *, item: str, version: int) -> Story:
        """The same document as one version of an item, issued two hours after the version before."""
        moment = datetime.combine(self.published, time(6)) + timedelta(hours=2 * version)
        issued = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
        return replace(story, document=replace(story.document, item=item, version=version, issued=issued))

    def kill(self, id: str, of: Story) -> Story:
        """The notice that withdraws an item."""
        document = replace(
            of.document, id=id, text=self.rng.choice(stock().kills), status="canceled", version=of.document.version + 1
        )
        return self.versioned(Story(document, ()), item=of.document.item or id, version=document.version)

    # ------------------------------------------------------------ parts

    def _body(self, angle: Angle, asides: Sequence[Happening]) -> list[tuple[str, tuple[Happening, ...]]]:
        """Two to eight sentences, each with what it tells; the older events come in the second half."""
        rng, event = self.rng, angle.event
        body: list[tuple[str, tuple[Happening, ...]]] = [
            (sentence(angle.follow(attributed=rng.random() < 0.4)), (event,)) for _ in range(rng.choice((0, 1, 1, 2)))
        ]
        for text in self._chatter(event, rng.randint(1 if body else 2, 4)):
            body.insert(rng.randint(0, len(body)), (text, ()))
        for older in asides:
            text = sentence(Angle(older, self.published, rng, rise=self._rise(older)).aside(event))
            body.insert(rng.randint(len(body) // 2, len(body)), (text, (older,)))
        return body

    def _rise(self, event: Happening) -> float:
        return _RISE[min((self.published - event.day).days, len(_RISE) - 1)]

    def _chatter(self, event: Happening, count: int) -> list[str]:
        """Different sentences that tell no event."""
        setting = _setting(event)
        return [sentence(fill(template, setting)) for template in self.rng.sample(stock().chatter, count)]

    def _dateline(self, event: Happening, words: Stock) -> str:
        if self.rng.random() < 0.3:
            return ""
        place = event.city if self.rng.random() < 0.6 else event.nation.capital
        day = f"{self.published:%B} {self.published.day}"
        agency = self.rng.choice(words.agencies)
        return self.rng.choice(words.datelines).format(place=place.upper(), day=day, agency=agency)

    def _document(self, id: str, title: str, words: Stock) -> Document:
        return Document(
            id, "", title=title, publisher=self.rng.choice(words.publishers), published=self.published.isoformat()
        )

    def _publisher(self, words: Stock, of: Story) -> str:
        return self.rng.choice([one for one in words.publishers if one != of.document.publisher])


def _setting(event: Happening) -> dict[str, str]:
    nation = event.nation
    return {"city": event.city, "country": nation.name, "adjective": nation.adjective, "capital": nation.capital}
