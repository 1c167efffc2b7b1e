"""The event lexicon: ``data/events/*.toml``, one file per PLOVER type, loaded and checked.

The format is described in ``docs/lexicon.md``. A breach raises LexiconError, whose message begins with
the file and the entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from lemminflect import getAllInflections, getAllInflectionsOOV

from regesta.errors import LexiconError
from regesta.ontology.compiled import cached
from regesta.ontology.plover import plover

FORMAT = 5
"""Raised whenever the shape of the compiled lexicon changes, so that old caches are not read."""

Slot = tuple[str, ...]
"""A dotted slot: ("object", "of")."""

_KEYS = {
    "verb", "noun", "mode", "cameo", "contexts", "actor", "recipient", "party", "when", "unless", "light",
    "yes", "no", "id",
}  # fmt: skip
_SLOT = re.compile(r"[a-z]+(?:\.[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """What may fill a slot: lemmas, and classes (``any`` is "*")."""

    lemmas: frozenset[str]
    any: bool = False
    who: bool = False
    name: bool = False
    number: bool = False
    state: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of ``when`` or ``unless``: alternatives of slots, and what must fill one of them."""

    slots: tuple[Slot, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the lexicon, with the characters of each marked phrase."""

    text: str
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry. ``triggers``: the words before the head, the head's lemma, the words after it."""

    id: str
    event: str
    mode: str | None
    cameo: str
    contexts: tuple[str, ...]
    noun: bool
    triggers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]
    actor: tuple[Slot, ...]
    recipient: tuple[Slot, ...]
    party: tuple[Slot, ...]
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    light: frozenset[str]
    order: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every pattern by the lemma of its trigger, and every form a trigger can take in a text."""

    patterns: tuple[Pattern, ...]
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    forms: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    hash: str

    @classmethod
    def load(cls, folder: Path | None = None, *, cache: Path | None = None) -> Lexicon:
        """Load the lexicon in ``folder`` (default: the one shipped), from ``cache`` where unchanged."""
        texts = dict(_texts(folder))
        return cached("lexicon", texts, FORMAT, cache, lambda digest: _build(texts, digest), cls)


def examples(folder: Path | None = None) -> Iterator[tuple[str, str, bool, Example]]:
    """Yield (pattern id, event, whether it must match, sentence) for every example of the lexicon."""
    for name, text in _texts(folder):
        if name == "words.toml":
            continue
        raw = tomllib.loads(text)
        for pattern_id, entry in _named(name, raw):
            for sentence in entry.get("yes", ()):
                yield pattern_id, raw["event"], True, read_example(sentence)
            for sentence in entry.get("no", ()):
                yield pattern_id, raw["event"], False, read_example(sentence)


def read_example(marked: str) -> Example:
    """Take the marks out of a sentence: brackets around actors, braces around recipients."""
    text: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {"]": [], "}": []}
    begin = 0
    for char in marked:
        if char in "[{":
            begin = len(text)
        elif char in "]}":
            spans[char].append((begin, len(text)))
        else:
            text.append(char)
    return Example("".join(text), tuple(spans["]"]), tuple(spans["}"]))


def _texts(folder: Path | None) -> Iterator[tuple[str, str]]:
    root = folder or Path(str(files("regesta.ontology") / "data"))
    for path in [root / "words.toml", *sorted((root / "events").glob("*.toml"))]:
        if path.is_file():
            yield path.name, path.read_text("utf-8")


def _named(file: str, raw: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give every entry its id: the file, its first trigger, and a number where that is taken."""
    seen: dict[str, int] = {}
    stem = file.removesuffix(".toml")
    for number, entry in enumerate(raw.get("pattern", ()), 1):
        trigger = entry.get("id") or entry.get("verb") or entry.get("noun")
        if not isinstance(trigger, str):
            raise LexiconError(f'{file}: pattern {number}: needs verb = "..." or noun = "..."')
        base = f"{stem}/{trigger.split('|')[0].strip().replace(' ', '-')}"
        seen[base] = seen.get(base, 0) + 1
        yield (base if seen[base] == 1 else f"{base}.{seen[base]}"), entry


def _build(texts: Mapping[str, str], digest: str) -> Lexicon:
    lists: dict[str, frozenset[str]] = {}
    patterns: list[Pattern] = []
    for file, text in texts.items():
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{file}: not TOML: {error}") from error
        if file == "words.toml":
            lists = _lists(raw)
            continue
        _check_file(file, raw)
        for pattern_id, entry in _named(file, raw):
            try:
                patterns.append(_pattern(pattern_id, raw.get("event"), entry, lists, len(patterns)))
            except (ValueError, TypeError, AttributeError) as error:
                raise LexiconError(f"{file}: {pattern_id}: {error}") from error
    verbs = _index(p for p in patterns if not p.noun)
    nouns = _index(p for p in patterns if p.noun)
    forms = frozenset(form for lemma in verbs for form in inflections(lemma, "VERB")) | frozenset(
        form for lemma in nouns for form in inflections(lemma, "NOUN")
    )
    return Lexicon(tuple(patterns), verbs, nouns, forms, lists, digest)


def _lists(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    table = raw.get("lists")
    if set(raw) != {"lists"} or not isinstance(table, dict):
        raise LexiconError("words.toml: needs one table, [lists], and nothing else")
    for name, words in table.items():
        if not isinstance(words, str):
            raise LexiconError(f'words.toml: {name}: needs its words as "a|b|c"')
    return {name: frozenset(_split(words)) for name, words in table.items()}


def _check_file(file: str, raw: Mapping[str, Any]) -> None:
    unknown = set(raw) - {"event", "pattern"}
    if unknown:
        raise LexiconError(f"{file}: unknown key {sorted(unknown)[0]!r}; it has event = ... and [[pattern]] blocks")
    blocks = raw.get("pattern", [])
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise LexiconError(f"{file}: patterns are written as [[pattern]] blocks")


def inflections(lemma: str, pos: str) -> set[str]:
    """Every form of ``lemma`` in lower case, itself included."""
    found = getAllInflections(lemma, upos=pos) or getAllInflectionsOOV(lemma, upos=pos)
    return {lemma} | {form.lower() for row in found.values() for form in row}


def _index(patterns: Iterator[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    index: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for lemma in dict.fromkeys(head for _, head, _ in pattern.triggers):
            index.setdefault(lemma, []).append(pattern)
    return {lemma: tuple(rows) for lemma, rows in index.items()}


def _pattern(
    pattern_id: str,
    event: Any,
    entry: Mapping[str, Any],
    lists: Mapping[str, frozenset[str]],
    order: int,
) -> Pattern:
    _check(event, entry)
    noun = "noun" in entry
    party = _slots(entry.get("party", ""))
    actor, recipient = ("", "") if party else (
        ("subject|by|possessive|modifier", "on|against|of") if noun else ("subject", "object")
    )  # fmt: skip
    return Pattern(
        id=pattern_id,
        event=event,
        mode=entry.get("mode") or None,
        cameo=entry["cameo"],
        contexts=tuple(_split(entry.get("contexts", ""))),
        noun=noun,
        triggers=tuple(_trigger(words, noun) for words in _split(entry["noun" if noun else "verb"])),
        actor=_slots(entry.get("actor", actor)),
        recipient=_slots(entry.get("recipient", recipient)),
        party=party,
        when=_conditions(entry.get("when", {}), lists),
        unless=_conditions(entry.get("unless", {}), lists),
        light=(frozenset(_split(entry.get("light", ""))) | lists.get("light", frozenset())) if noun else frozenset(),
        order=order,
    )  # fmt: skip


def _check(event: Any, entry: Mapping[str, Any]) -> None:
    names = plover()
    if event not in names.events:
        raise ValueError(f"event = {event!r} is none of PLOVER's 16 types")
    unknown = set(entry) - _KEYS
    if unknown:
        raise ValueError(f"unknown key {sorted(unknown)[0]!r}")
    if ("verb" in entry) == ("noun" in entry):
        raise ValueError("needs exactly one of verb and noun")
    mode = entry.get("mode")
    if mode and mode not in names.events[event].modes:
        raise ValueError(f"mode {mode!r} is none of {event}'s: {', '.join(names.events[event].modes)}")
    if entry.get("cameo") not in names.cameo:
        raise ValueError(f'cameo = {entry.get("cameo")!r} is no CAMEO code (a string such as "041")')
    for context in _split(entry.get("contexts", "")):
        if context not in names.contexts:
            raise ValueError(f"context {context!r} is none of PLOVER's")
    if "party" in entry and ("actor" in entry or "recipient" in entry):
        raise ValueError("party stands alone: a symmetric event has no actor and no recipient")
    if "light" in entry and "verb" in entry:
        raise ValueError("light belongs to nouns: a verb needs no verb to support it")
    _check_sentences(entry)


def _check_sentences(entry: Mapping[str, Any]) -> None:
    for key, least in (("yes", 2), ("no", 1)):
        sentences = entry.get(key, [])
        if not isinstance(sentences, list) or not all(isinstance(s, str) and s.strip() for s in sentences):
            raise ValueError(f'{key} needs a list of sentences, ["...", "..."]')
        if len(sentences) < least:
            raise ValueError("needs two yes sentences or more, and one no sentence or more")
        for sentence in sentences:
            marks = "".join(char for char in sentence if char in "[]{}")
            if marks.replace("[]", "").replace("{}", ""):
                raise ValueError(f"a mark is not closed, or stands inside another: {sentence!r}")


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split("|") if word.strip()]


def _slots(text: str) -> tuple[Slot, ...]:
    out: list[Slot] = []
    for part in _split(text):
        if not _SLOT.fullmatch(part):
            raise ValueError(f"{part!r} is no slot")
        out.append(tuple(part.split(".")))
    return tuple(out)


def _trigger(words: str, noun: bool) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    parts = [part for part in re.split(r"[\s-]+", words) if part]
    if noun:
        return tuple(parts[:-1]), parts[-1], ()
    return (), parts[0], tuple(parts[1:])


def _conditions(table: Mapping[str, str], lists: Mapping[str, frozenset[str]]) -> tuple[Condition, ...]:
    return tuple(Condition(_slots(slots), _words(words, lists)) for slots, words in table.items())


def _words(text: str, lists: Mapping[str, frozenset[str]]) -> Words:
    lemmas: set[str] = set()
    flags: dict[str, bool] = {}
    names = {"*": "any", "@WHO": "who", "@NAME": "name", "@NUMBER": "number", "@STATE": "state"}
    for word in _split(text):
        if word in names:
            flags[names[word]] = True
        elif word.startswith("@"):
            if word[1:] not in lists:
                raise ValueError(f"{word} is no list in words.toml")
            lemmas |= lists[word[1:]]
        else:
            lemmas.add(word)
    if not lemmas and not flags:
        raise ValueError("an entry of when or unless has no words")
    return Words(frozenset(lemmas), **flags)
