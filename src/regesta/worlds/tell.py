"""How one document tells one event: what it knows of it, and the sentences that say so."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import Final

from regesta.worlds.cast import Party
from regesta.worlds.days import called
from regesta.worlds.happenings import Happening
from regesta.worlds.phrases import Template, stock

_VAGUE: Final = {
    "group": 0.3,
    "army": 0.2,
    "police": 0.2,
    "government": 0.1,
    "crowd": 0.25,
    "person": 0.06,
    "captor": 0.1,
}
_WHERE: Final = (("city", 58), ("both", 17), ("region", 8), ("country", 9), ("none", 8))
_SMALL: Final = "zero one two three four five six seven eight nine".split()
_DAY_KNOWN: Final = 0.8


class Angle:
    """One document's view of one event; it remembers what it has said already.

    ``rise`` is the share of the final toll that is known by now. ``head``, ``lead``, ``follow`` and ``noun`` return
    sentences or phrases without their capital and full stop.
    """

    def __init__(self, event: Happening, published: date, rng: random.Random, *, rise: float = 1.0) -> None:
        self.event = event
        self._published = published
        self._rng = rng
        self._rise = rise
        self._vague = {
            role: rng.random() < _VAGUE.get(role or "", 0.0) for role in (event.family.actor, event.family.other)
        }
        self._where = rng.choices([w for w, _ in _WHERE], [n for _, n in _WHERE])[0]
        self._dated = rng.random() < _DAY_KNOWN
        self._named: set[str] = set()
        self._used: set[Template] = set()
        self._located = self._told_day = False
        self._factor = 1.0
        self._form = "lead"

    # ------------------------------------------------------------ sentences

    def head(self) -> str:
        """A headline."""
        return self._tell(self.event.family.heads, "head")

    def lead(self) -> str:
        """The sentence that brings the news, now and then with its speaker."""
        rng = self._rng
        draw = rng.random()
        if draw < 0.45:
            return self._tell(self.event.family.leads, "lead")
        who, self._factor = self._speaker()
        text = self._tell(self.event.family.leads, "lead")
        say = rng.choice(stock().said if draw < 0.8 else stock().saying)
        said = say.format(who=who, text=text, sayday=f"on {self._published:%A}")
        return said if "{text}" in say else f"{text}, {said}"

    def follow(self, *, attributed: bool = False) -> str:
        """A sentence that comes back to what a reader knows already."""
        if not attributed:
            return self._tell(self.event.family.follows, "follow")
        who, self._factor = self._speaker()
        return f"{who} said {self._tell(self.event.family.follows, 'follow')}"

    def aside(self, around: Happening) -> str:
        """One sentence on this event in a report about another."""
        rng = self._rng
        if rng.random() < 0.45:
            template = rng.choice(stock().nominal)
            noun = self._tell(self.event.family.nouns, "noun")
            known = {"noun": noun, "city": around.city}
        else:
            template = rng.choice(stock().verbal)
            known = {"text": self._tell(self.event.family.leads, "lead")}
        return fill(template, known)

    def _speaker(self) -> tuple[str, float]:
        return self._rng.choice(stock().speakers[self.event.family.speakers])

    def _tell(self, templates: Sequence[Template], form: str) -> str:
        self._form = form
        if self.event.dead is None:
            templates = [t for t in templates if "dead" not in t[1::2] and "hurt" not in t[1::2]]
        template = self._rng.choice([t for t in templates if t not in self._used] or templates)
        self._used.add(template)
        parts = list(template)
        for i in range(1, len(parts), 2):
            parts[i] = self._slot(parts[i])
        return "".join(parts)

    # ------------------------------------------------------------ slots

    def _slot(self, slot: str) -> str:
        event = self.event
        match slot:
            case "actor":
                return self._party("actor", event.actor, event.family.actor)
            case "other":
                assert event.other is not None and event.family.other is not None
                return self._party("other", event.other, event.family.other)
            case "actor.plain":
                return "rebel" if self._vague[event.family.actor] else event.actor.plain
            case "where":
                return self._place("in")
            case "to" | "from":
                return f" {slot} {event.city}" if self._where != "country" else f" {slot} {event.nation.name}"
            case "city":
                return event.city
            case "host":
                return event.city if self._rng.random() < 0.6 else event.nation.name
            case "when" | "when_":
                return self._when(slot)
            case "toll":
                return self._toll()
            case "dead":
                return self._count(event.dead or 0)
            case "hurt":
                return self._count(event.hurt or 0)
        return self._fact(slot)

    def _fact(self, slot: str) -> str:
        word, _, name = slot.rpartition(" ")
        value = self.event.facts[name]
        match word:
            case "a":
                return f"an {value}" if value[0] in "aeio" else f"a {value}"
            case "the":
                return f"the {value}"
            case "were":
                return "was" if value.split(" ", 1)[0] in ("a", "an", "the") else "were"
        return value

    def _party(self, slot: str, who: Party, role: str) -> str:
        if self._form == "head":
            return self._rng.choice(who.vague) if self._vague[role] else who.plain
        if self._vague[role]:
            return self._rng.choice(who.vague)
        known = slot in self._named
        self._named.add(slot)
        return self._rng.choice(who.short if known else who.full)

    def _place(self, preposition: str) -> str:
        event, known = self.event, self._located
        if self._form == "follow" and (known or self._rng.random() < 0.5):
            return ""
        if self._form == "head" and self._rng.random() < 0.25:
            return ""
        where = self._where
        if self._form == "head" or known:
            where = {"both": "city", "region": "country"}.get(where, where)
        self._located = self._located or self._form != "head"
        match where:
            case "city":
                return f" {preposition} {event.city}"
            case "both":
                both = (f"{event.city}, {event.nation.name}", f"the {event.nation.adjective} city of {event.city}")
                return f" {preposition} {self._rng.choice(both)}"
            case "region":
                side = self._rng.choice(("northern", "southern", "eastern", "western", "central"))
                return f" {preposition} {side} {event.nation.name.removeprefix('the ')}"
            case "country":
                return f" {preposition} {event.nation.name}"
        return ""

    def _when(self, slot: str) -> str:
        if self._form == "head" or not self._dated or (self._told_day and self._rng.random() < 0.6):
            return ""
        self._told_day = True
        day = called(self.event.day, self._published, self._rng)
        return f"{day} " if slot == "when_" else f" {day}"

    # ------------------------------------------------------------ counts

    def _toll(self) -> str:
        dead, hurt = self.event.dead, self.event.hurt
        if dead is None or hurt is None:
            return ""
        killed, wounded = self._count(dead), self._count(hurt)
        others = wounded.replace("people", "others").replace("one person", "another")
        return self._rng.choice(
            (f", killing {killed}", f", killing {killed} and wounding {others}", f", leaving {killed} dead")
        )

    def _count(self, final: int) -> str:
        number = max(2, round(final * self._factor * self._rise))
        if self._form == "head":
            return str(number)
        draw = self._rng.random()
        words = _SMALL[number] if number < 10 else str(number)
        if draw < 0.07:
            return "dozens of people" if number >= 24 else f"{words} people"
        return f"at least {words} people" if draw < 0.3 else f"{words} people"


def fill(template: Template, known: dict[str, str]) -> str:
    """Put texts into the slots of a template."""
    return "".join(known[part] if i % 2 else part for i, part in enumerate(template))


def headline(text: str) -> str:
    """A capital in front."""
    return text[0].upper() + text[1:]


def sentence(text: str) -> str:
    """A capital in front and a full stop behind; no sentence begins with a figure."""
    text = headline(f"some {text}" if text[0].isdigit() else text)
    return text if text.endswith(".") else f"{text}."
