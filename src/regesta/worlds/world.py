"""A world of known events, day by day, and the documents that report them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from regesta.errors import SettingsError
from regesta.model import Document
from regesta.worlds.cast import Nation, nations
from regesta.worlds.happenings import Happening, happen, twin
from regesta.worlds.phrases import families
from regesta.worlds.story import Story, Telling, Writer

START: Final = date(2023, 3, 6)
"""The leaders of ``data/countries.toml`` hold their offices from here on for 420 days."""

DAYS: Final = 420

_TWIN: Final = 0.18
_SIZES: Final = ((1, 1, 34), (2, 2, 20), (3, 5, 22), (6, 12, 15), (13, 25, 7), (26, 40, 2))
_DELAYS: Final = ((0, 45), (1, 27), (2, 8), (3, 5), (4, 3), (5, 3), (6, 2), (7, 2), (8, 2), (9, 1), (10, 2))


@dataclass(frozen=True, slots=True)
class _Job:
    """One document to be written about an event: with so many copies, or an ``aside`` in a document about another."""

    event: Happening
    aside: bool
    copies: int


@dataclass(frozen=True, slots=True)
class World:
    """``events`` known events over ``days`` days from ``start`` on; the same values give the same world."""

    events: int
    seed: int
    start: date = START
    days: int = DAYS

    def happenings(self) -> Iterator[Happening]:
        """Every true event, about in the order of their days."""
        among = self._nations()
        kinds = list(families().values())
        weights = [family.weight for family in kinds]
        number = 0
        while number < self.events:
            rng = random.Random(f"{self.seed}:event:{number}")
            day = self.start + timedelta(days=number * self.days // self.events)
            family = rng.choices(kinds, weights)[0]
            event = happen(self._id(number), family, day=day, among=among, rng=rng)
            yield event
            number += 1
            if rng.random() < _TWIN and number < self.events:
                yield twin(self._id(number), event, rng=rng)
                number += 1

    def stories(self) -> Iterator[Story]:
        """Every document in the order of publication; memory holds two weeks of events, whatever the length."""
        calendar: dict[date, list[_Job]] = defaultdict(list)
        desk = _Desk(self.seed)
        today = self.start
        for event in self.happenings():
            # A twin may lie days ahead of the event that follows it: not its day, its number says how far we are.
            due = min(event.day, self.start + timedelta(days=self._number(event) * self.days // self.events))
            while today < due:
                yield from desk.day(today, calendar.pop(today, []))
                today += timedelta(days=1)
            for day, job in _jobs(event, random.Random(f"{self.seed}:jobs:{event.id}")):
                calendar[day].append(job)
        for day in sorted(calendar):
            yield from desk.day(day, calendar[day])

    def documents(self) -> Iterator[Document]:
        """The documents of :meth:`stories`."""
        return (story.document for story in self.stories())

    def tellings(self) -> Iterator[Telling]:
        """Every place in every document that tells an event, in the order of :meth:`documents`."""
        return (telling for story in self.stories() for telling in story.tellings)

    def _id(self, number: int) -> str:
        return f"w{self.seed}-e{number}"

    def _number(self, event: Happening) -> int:
        return int(event.id.rpartition("e")[2])

    def _nations(self) -> tuple[Nation, ...]:
        """The nations of this world: few in a small one, so that the same ones come again."""
        every = list(nations().values())
        return tuple(random.Random(f"{self.seed}:nations").sample(every, min(len(every), 6 + self.events // 12)))


def make(*, events: int, seed: int, start: date = START, days: int = DAYS) -> World:
    """A world of ``events`` events; raises SettingsError where there is none or no day for it."""
    if events < 1 or days < 1:
        raise SettingsError(f"a world of {events} events over {days} days; ask for 1 or more of each")
    return World(events, seed, start, days)


def _jobs(event: Happening, rng: random.Random) -> Iterator[tuple[date, _Job]]:
    """When and how an event is reported: 1 to 40 documents, up to ten days later."""
    low, high, _ = rng.choices(_SIZES, [weight for _, _, weight in _SIZES])[0]
    left, first = rng.randint(low, high), True
    while left > 0:
        delay = rng.choices([d for d, _ in _DELAYS], [weight for _, weight in _DELAYS])[0]
        if first:
            delay = min(delay, 2)
        aside = not first and delay >= 1 and rng.random() < 0.35
        copies = 0 if aside or rng.random() < 0.75 else min(left - 1, rng.choice((1, 1, 2, 3)))
        yield event.day + timedelta(days=delay), _Job(event, aside, copies)
        left -= 1 + copies
        first = False


class _Desk:
    """Writes what is due on a day; numbers documents and items through the whole world."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._documents = 0

    def day(self, today: date, jobs: list[_Job]) -> Iterator[Story]:
        """The documents of one day, in an order that tells nothing."""
        rng = random.Random(f"{self._seed}:day:{today}")
        own, asides = self._shared([job for job in jobs if not job.aside], [job for job in jobs if job.aside], rng)
        rng.shuffle(own)
        while own:
            job = own.pop()
            if own and not asides.get(id(job)) and not job.copies and rng.random() < 0.06:
                yield from self._roundup(job, own, today, rng)
            else:
                yield from self._report(job, asides.get(id(job), []), today)

    def _shared(
        self, own: list[_Job], asides: list[_Job], rng: random.Random
    ) -> tuple[list[_Job], dict[int, list[Happening]]]:
        """Give each older event to a report of the day, of the same country where there is one."""
        given: dict[int, list[Happening]] = defaultdict(list)
        hosts = list(own)
        for job in asides:
            event = job.event
            free = [h for h in hosts if h.event.id != event.id and len(given[id(h)]) < 2 and event not in given[id(h)]]
            near = [h for h in free if h.event.nation.code == event.nation.code]
            if near or free:
                given[id(rng.choice(near or free))].append(event)
            else:
                own.append(_Job(event, False, 0))
        return own, given

    def _roundup(self, job: _Job, own: list[_Job], today: date, rng: random.Random) -> Iterator[Story]:
        events = [job.event]
        for other in [one for one in own if not one.copies][: rng.randint(1, 2)]:
            if other.event.id not in [event.id for event in events]:
                events.append(other.event)
                own.remove(other)
        name = self._name()
        writer = Writer(today, random.Random(f"{self._seed}:{name}"))
        yield writer.roundup(name, events) if len(events) > 1 else writer.report(name, job.event, ())

    def _report(self, job: _Job, asides: list[Happening], today: date) -> Iterator[Story]:
        name = self._name()
        writer = Writer(today, rng := random.Random(f"{self._seed}:{name}"))
        state = rng.getstate()
        story = writer.report(name, job.event, asides)
        copies, draw = job.copies, rng.random()
        if draw < 0.03 or (copies and draw < 0.3):
            item = f"urn:newsitem:{name}"
            story = writer.versioned(story, item=item, version=1)
            yield story
            if draw < 0.01:
                yield writer.kill(self._name(), story)
            elif copies:
                copies -= 1
                again = Writer(today, random.Random())
                again.rng.setstate(state)  # the same choices again: only the figures and the note are new
                later = again.report(self._name(), job.event, asides, correction=True)
                yield writer.versioned(later, item=item, version=2)
        else:
            yield story
        for _ in range(copies):
            yield writer.copy(self._name(), story)
        if rng.random() < 0.05:
            yield writer.idle(self._name(), job.event)

    def _name(self) -> str:
        self._documents += 1
        return f"w{self._seed}-{self._documents}"
