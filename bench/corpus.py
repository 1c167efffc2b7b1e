"""A generated news corpus: any number of sentences, the same ones for the same seed.

Frames and vocabulary lie beside this module in ``phrases/``: ``events.toml`` (one table per PLOVER
type), ``plain.toml`` (no political event) and ``fillers.toml`` (what fills the slots). A slot is
``{list}``, ``{record.field}``, ``{#2-40}`` (a number) or ``{one|another}``. The people in it are invented
and what it says of countries is chance.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from regesta.model import Document

PHRASES: Final = Path(__file__).with_name("phrases")
PLAIN: Final = "plain"

_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_AN: Final = re.compile(r"\b([Aa]) (?=[aioAIO8]|e(?!uro)|E(?!uro)|u(?!ni|se)|11\b|18\b)")
_POLITICAL: Final = 0.53
_EVENT_SHARE: Final = {True: 0.555, False: 0.03}
_AROUND: Final = {True: ("background", "opinion", "condition"), False: ("opinion", "condition", "people")}

_BARE: Final = frozenset({"after", "as", "despite", "for", "if", "in", "to", "under", "unless", "with"})

Template = tuple[str, ...]  # text, slot, text, slot, ... text
Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The frames of one PLOVER type or of one subject; ``event`` is that type or None."""

    name: str
    event: str | None
    headlines: tuple[Template, ...]
    frames: tuple[Template, ...]
    tails: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A document with the text of each of its sentences and what was meant by it (None: no event)."""

    document: Document
    sentences: tuple[str, ...]
    events: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Everything that lies in ``phrases/``, cut at its slots."""

    fillers: dict[str, tuple[Template, ...]]
    countries: tuple[tuple[str, ...], ...]
    events: tuple[Group, ...]
    plain: tuple[Group, ...]


def _template(text: str) -> Template:
    """Cut a frame at its slots: every second part is a slot's name."""
    return tuple(_SLOT.split(text))


def _groups(name: str) -> tuple[Group, ...]:
    tables = tomllib.loads((PHRASES / name).read_text("utf-8"))
    return tuple(
        Group(
            name=key,
            event=key if key.isupper() else None,
            headlines=tuple(map(_template, table["headlines"])),
            frames=tuple(map(_template, table["frames"])),
            tails=tuple(map(_template, table["tails"])),
        )
        for key, table in tables.items()
    )


@cache
def phrases() -> Phrases:
    """Read ``phrases/`` once."""
    lists: dict[str, list[str]] = tomllib.loads((PHRASES / "fillers.toml").read_text("utf-8"))
    countries = tuple(tuple(line.split("|")) for line in lists.pop("countries"))
    fillers = {name: tuple(map(_template, entries)) for name, entries in lists.items()}
    return Phrases(fillers, countries, _groups("events.toml"), _groups("plain.toml"))


class _Writer:
    """Fills the frames of one document; its two countries and two politicians stay the same."""

    def __init__(self, stock: Phrases, rng: random.Random) -> None:
        self._stock = stock
        self._rng = rng
        self._cast: dict[str, Record] = {}
        self._passing: dict[str, Record] = {}
        home, away = rng.sample(stock.countries, 2)
        self._cast["home"], self._cast["away"] = self._country(home), self._country(away)
        for name in ("lead", "rival"):
            self._cast[name] = self._person()
        self._curly = rng.random() < 0.4

    def _country(self, row: tuple[str, ...]) -> Record:
        name, adjective, people, capital, cities = row
        return {"": name, "adj": adjective, "people": people, "capital": capital, "city": cities}

    def _person(self) -> Record:
        last = self._one("last")
        return {"": f"{self._one('first')} {last}", "last": last, "title": self._one("title")}

    def _one(self, name: str) -> str:
        return self.fill(self._rng.choice(self._stock.fillers[name]))

    def _record(self, name: str, key: str) -> str:
        known = self._cast.get(name) or self._passing.get(name)
        if known is None:
            country = name in ("country", "other")
            known = self._country(self._rng.choice(self._stock.countries)) if country else self._person()
            self._passing[name] = known
        value = known[key]
        return self._rng.choice(value.split(",")) if key == "city" else value

    def _slot(self, slot: str) -> str:
        if slot[0] == "#":
            low, _, high = slot[1:].partition("-")
            return str(self._rng.randint(int(low), int(high)))
        if "|" in slot:
            return self._rng.choice(slot.split("|"))
        if slot in self._stock.fillers:
            return self._one(slot)
        name, _, key = slot.partition(".")
        return self._record(name, key)

    def fill(self, template: Template) -> str:
        """Put a text into every slot."""
        if len(template) == 1:
            return template[0]
        slots = len(template) // 2
        parts = list(template)
        for index in range(slots):
            parts[2 * index + 1] = self._slot(parts[2 * index + 1])
        return "".join(parts)

    def headline(self, group: Group) -> str:
        """One headline, without a full stop."""
        self._passing.clear()
        return self._finish(self.fill(self._rng.choice(group.headlines)), stop="")

    def sentence(self, group: Group, beside: Group) -> str:
        """One sentence of a group; ``beside`` lends the second clause of some."""
        self._passing.clear()
        rng = self._rng
        frame = rng.choice(group.frames)
        text = self.fill(frame)
        if '"' in text or text[0].isdigit():
            return self._finish(text)
        if rng.random() < 0.09:
            tail = self._tail(group) if rng.random() < 0.3 else ""
            return self._finish(f'"{_upper(text)}{tail}," {self._one("sayer")} {self._one("said")}')
        shape = rng.random()
        if shape < 0.16:
            comma = rng.choice(("", ","))
            text = f"{text}{comma} {self._one('joiner')} {self.fill(rng.choice(beside.frames))}"
        elif shape < 0.62:
            text += self._tail(group)
        elif shape < 0.78:
            text = f"{text} {self._one('adjunct')}"
        return self._finish(self._framed(text, dated="when" in frame))

    def _tail(self, group: Group) -> str:
        tail = self.fill(self._rng.choice(group.tails))
        bare = tail.split(" ", 1)[0] in _BARE and self._rng.random() < 0.75
        return f" {tail}" if bare else f", {tail}"

    def _framed(self, text: str, *, dated: bool) -> str:
        """Put before or behind a sentence who says it, or when; or leave it bare."""
        rng = self._rng
        shape = rng.random()
        if shape < 0.18:
            that = rng.choice(("that ", "that ", ""))
            return f"{self._one('sayer')} {self._one('said')} {that}{text}"
        if shape < 0.36:
            text = f"{text}, {self._one('source')}"
        if rng.random() < 0.2:
            text = f"{self._one('opener' if dated else 'opener_dated')}, {text}"
        return text

    def _finish(self, text: str, *, stop: str = ".") -> str:
        text = _AN.sub(r"\1n ", _upper(text)).replace("s's ", "s' ")
        if text.endswith('"'):
            text = f'{text[:-1]}{stop}"'
        else:
            text += stop
        if self._curly and '"' in text:
            pieces = text.split('"')
            text = "".join(piece + "“”"[index % 2] for index, piece in enumerate(pieces[:-1])) + pieces[-1]
        return text.replace("'", "’") if self._curly else text

    def dateline(self, day: date) -> str:
        """Where, when and by whom, in one of the ways agencies write it."""
        city = self._cast["home"]["capital"].upper()
        agency, dated = self._one("agency"), f"{day:%B} {day.day}"
        return self._rng.choice(
            (
                f"{city}, {dated}. /{agency}/. ",
                f"{city} ({agency}) - ",
                f"{city}, {dated} ({agency}) - ",
                f"{city}, {dated} ({agency}) -- ",
            )
        )


def _upper(text: str) -> str:
    at = 1 if text[0] == '"' else 0
    return text[:at] + text[at].upper() + text[at + 1 :]


def _pick(rng: random.Random, main: Group, *, political: bool, stock: Phrases) -> Group:
    """The group of the next sentence: an event or not, of the document's subject or not."""
    groups = stock.events if rng.random() < _EVENT_SHARE[political] else stock.plain
    if main in groups and rng.random() < 0.5:
        return main
    if groups is stock.plain and rng.random() < 0.7:
        return _named(rng.choice(_AROUND[political]))
    return rng.choice(groups)


@cache
def _named(name: str) -> Group:
    return next(group for group in phrases().plain if group.name == name)


def _story(index: int, seed: int, most: int) -> Story:
    """Write one document of 8 to 20 sentences, at most ``most``."""
    rng = random.Random(f"{seed}:{index}")
    stock = phrases()
    writer = _Writer(stock, rng)
    political = rng.random() < _POLITICAL
    main = rng.choice(stock.events if political else stock.plain)
    day = date(2015, 1, 1) + timedelta(days=rng.randrange(3650))
    sentences, events = [writer.headline(main)], [main.event]
    for _ in range(min(most, rng.randint(8, 20)) - 1):
        group = _pick(rng, main, political=political, stock=stock)
        beside = _named(rng.choice(_AROUND[True])) if group.event else group
        sentences.append(writer.sentence(group, beside))
        events.append(group.event)
    text = _lay_out(sentences, writer.dateline(day), rng)
    document = Document(id=f"bench-{seed}-{index}", text=text, title=sentences[0], published=day.isoformat())
    return Story(document, tuple(sentences), tuple(events))


def _lay_out(sentences: list[str], dateline: str, rng: random.Random) -> str:
    """Headline, dateline, and paragraphs of one to three sentences."""
    blocks, at = [sentences[0]], 1
    while at < len(sentences):
        size = rng.choice((1, 1, 2, 2, 3))
        blocks.append((dateline if at == 1 else "") + " ".join(sentences[at : at + size]))
        at += size
    return "\n\n".join(blocks) + "\n"


def stories(count_sentences: int, *, seed: int = 1) -> Iterator[Story]:
    """Documents with what each sentence means, ``count_sentences`` in all; the last may be short."""
    left, index = count_sentences, 0
    while left > 0:
        story = _story(index, seed, left)
        left -= len(story.sentences)
        index += 1
        yield story


def documents(count_sentences: int, *, seed: int = 1) -> Iterator[Document]:
    """The documents of :func:`stories` alone; memory does not grow with their number."""
    return (story.document for story in stories(count_sentences, seed=seed))
