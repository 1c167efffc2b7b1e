"""Which patterns of the lexicon a sentence matches, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from regesta.find.slots import Slots, Tokens
from regesta.find.who import Who
from regesta.model import Mention, Parse, Sentence
from regesta.ontology.lexicon import Condition, Lexicon, Pattern, Slot, Words

_ENDING = frozenset({"CONCEDE", "RETREAT"})
"""Events that end what their object names: "lifted the curfew in Kaya" is no curfew."""

_Row = tuple[tuple[frozenset[str], ...], Pattern]


@dataclass(frozen=True, slots=True)
class Trial:
    """One pattern tried on one token; ``failure`` says why it did not match, None where it did."""

    trigger: int
    pattern: Pattern
    failure: str | None
    light: int | None = None
    used: Tokens = ()


class Finder:
    """Matches the lexicon; looks only at patterns whose trigger is in the sentence."""

    def __init__(self, lexicon: Lexicon, who: Who) -> None:
        self._lexicon = lexicon
        self._who = who
        self._verbs = {lemma: tuple(map(_needs, rows, repeat(lemma))) for lemma, rows in lexicon.verbs.items()}
        self._nouns = {lemma: tuple(map(_needs, rows, repeat(lemma))) for lemma, rows in lexicon.nouns.items()}

    def find(self, parse: Parse) -> tuple[Mention, ...]:
        """Return the mentions of every parsed sentence, in text order."""
        slots = Slots(parse)
        return tuple(mention for sentence in parse.sentences for mention in self.in_sentence(slots, sentence))

    def in_sentence(self, slots: Slots, sentence: Sentence) -> list[Mention]:
        """Return the mentions of one sentence; of each trigger the pattern with most conditions."""
        rows = list(self._likely(slots.parse, sentence))
        best = self._best(slots, rows)
        read = dict.fromkeys(best, slots)
        bare = tuple(
            {token for token, _ in rows if token not in best and _bare_participle(slots.parse, sentence, token)}
        )
        if bare:
            turned = Slots(slots.parse, passives=bare)
            told = self._best(turned, [(token, pattern) for token, pattern in rows if token in bare])
            best |= told
            read |= dict.fromkeys(told, turned)
        made = {trigger: self._mention(read[trigger], sentence, trial) for trigger, trial in best.items()}
        kept = _without_parts(best, made)
        return [_completed(made[trigger], best, made, kept) for trigger in kept]

    def _best(self, slots: Slots, rows: list[tuple[int, Pattern]]) -> dict[int, Trial]:
        best: dict[int, Trial] = {}
        for token, pattern in rows:
            trial = self._try(slots, token, pattern)
            if trial.failure is None:
                known = best.get(token)
                if known is None or _weight(trial) > _weight(known):
                    best[token] = trial
        return best

    def _likely(self, parse: Parse, sentence: Sentence) -> Iterator[tuple[int, Pattern]]:
        """Tokens with the patterns that they trigger, but those of which a word is nowhere in the sentence."""
        present: set[str] = set()
        for token in range(sentence.first, sentence.last):
            pos = parse.pos[token]
            if pos == "VERB":
                rows = self._verbs.get(parse.lemma[token])
            elif pos in ("NOUN", "PROPN"):
                rows = self._nouns.get(_noun_lemma(parse, token))
            else:
                continue
            for needs, pattern in rows or ():
                if needs and not present:
                    at = slice(sentence.first, sentence.last)
                    present = {*parse.lemma[at], *map(str.lower, parse.text[at])}
                for words in needs:
                    if words.isdisjoint(present):
                        break
                else:
                    yield token, pattern

    def trials(self, slots: Slots, sentence: Sentence) -> Iterator[Trial]:
        """Try every pattern whose trigger is in the sentence."""
        parse = slots.parse
        for token in range(sentence.first, sentence.last):
            pos = parse.pos[token]
            if pos == "VERB":
                for pattern in self._lexicon.verbs.get(parse.lemma[token], ()):
                    yield self._try(slots, token, pattern)
            elif pos in ("NOUN", "PROPN"):
                for pattern in self._lexicon.nouns.get(_noun_lemma(parse, token), ()):
                    yield self._try(slots, token, pattern)

    def _try(self, slots: Slots, token: int, pattern: Pattern) -> Trial:
        parse = slots.parse
        worded = _trigger_words(parse, token, pattern)
        if worded is None:
            return Trial(token, pattern, "its other trigger words are not there")
        light = slots.light_verb(token, pattern.light) if pattern.noun else None
        if pattern.noun and parse.dep[token] == "compound":
            return Trial(token, pattern, "the noun only qualifies another")
        used = list(worded)
        for condition in pattern.when:
            filler = self._filler(slots, token, light, condition)
            if filler is None:
                return Trial(token, pattern, f"nothing fits {_slot_names(condition)}")
            used.append(filler)
        for condition in pattern.unless:
            filler = self._filler(slots, token, light, condition)
            if filler is not None and not (condition.words.any and slots.calendar(filler)):  # "on Friday" is no "on *"
                return Trial(token, pattern, f"refused: {_slot_names(condition)} is '{parse.text[filler]}'")
        return Trial(token, pattern, None, light, tuple(used))

    def _filler(self, slots: Slots, token: int, light: int | None, condition: Condition) -> int | None:
        for slot in condition.slots:
            for filler in slots.fill(token, slot, light):
                if filler != token and self._fits(slots.parse, filler, condition.words):
                    return filler
        return None

    def _fits(self, parse: Parse, token: int, words: Words) -> bool:
        if words.any or _lemma_in(parse, token, words.lemmas):
            return True
        pos = parse.pos[token]
        if words.name and pos == "PROPN":
            return True
        if words.number and pos == "NUM":
            return True
        return (words.state and self._who.is_state(parse, token)) or (words.who and self._who(parse, token))

    def _mention(self, slots: Slots, sentence: Sentence, trial: Trial) -> Mention:
        pattern, token, light = trial.pattern, trial.trigger, trial.light
        taken: list[int] = []
        if pattern.party:
            for slot in pattern.party:
                taken += [t for t in self._people(slots, token, light, (slot,), trial) if t not in taken]
            actors: Tokens = tuple(taken)
            recipients: Tokens = ()
        else:
            actors = self._people(slots, token, light, pattern.actor, trial)
            recipients = tuple(
                t for t in self._people(slots, token, light, pattern.recipient, trial) if t not in actors
            )
        if actors and not recipients and not pattern.party and _headline_passive(slots.parse, sentence, token, pattern):
            actors, recipients = slots.fill(token, ("by",)), actors
        scope = tuple(dict.fromkeys((token, *((light,) if light is not None else ()), *trial.used)))
        return Mention(
            slots.parse.document_id, sentence.index, token, pattern.id, pattern.event, pattern.mode, pattern.cameo,
            pattern.contexts, actors, recipients, scope, pattern.noun, bool(pattern.party),
        )  # fmt: skip

    def _people(self, slots: Slots, token: int, light: int | None, paths: tuple[Slot, ...], trial: Trial) -> Tokens:
        """Fillers of the first slot in which anybody stands who can act or suffer."""
        for path in paths:
            found = tuple(t for t in slots.fill(token, path, light) if t != token and self._who(slots.parse, t))
            if found:
                return found
        return ()


def _headline_passive(parse: Parse, sentence: Sentence, token: int, pattern: Pattern) -> bool:
    """ "Editor arrested in Lima": of a bare participle in a headline the subject suffers."""
    return (
        pattern.event != "PROTEST"  # who protests needs no object
        and ("subject",) in pattern.actor
        and pattern.recipient[:1] == (("object",),)
        and _bare_participle(parse, sentence, token)
    )


def _bare_participle(parse: Parse, sentence: Sentence, token: int) -> bool:
    """Whether a verb may be a passive: headlines tell in the present, so a past form without an object is none."""
    return (
        sentence.kind in ("headline", "deck")
        and parse.tag[token] in ("VBD", "VBN")
        and not any(parse.dep[c] in ("dobj", "aux", "auxpass") for c in parse.children[token])
    )


def _needs(pattern: Pattern, lemma: str) -> _Row:
    """The pattern with sets of words, of each of which one must stand in a sentence that it matches."""
    sets: list[frozenset[str]] = []
    others = [{*before, *after} for before, head, after in pattern.triggers if head == lemma]
    if all(others):
        sets.append(frozenset(max(words, key=len) for words in others))
    for condition in pattern.when:
        words = condition.words
        if not (words.any or words.who or words.name or words.number or words.state):
            sets.append(frozenset(lemma.rpartition(" ")[2] for lemma in words.lemmas))
    return tuple(sets), pattern


def _weight(trial: Trial) -> tuple[int, int]:
    pattern = trial.pattern
    words = max(len(before) + len(after) for before, _, after in pattern.triggers)
    return len(pattern.when) * 2 + (2 if len(trial.used) > len(pattern.when) and words else 0), -pattern.order


def _without_parts(best: Mapping[int, Trial], made: Mapping[int, Mention]) -> list[int]:
    """Drop triggers that another match has used up: the noun of "imposed sanctions", a light verb.

    A verb in another's clause, and a noun of another type that names its own people ("condemned the
    attack on the town"), stay: whether they happened is for factuality to say. What is lifted goes.
    """
    users: dict[int, set[str]] = {}
    for trigger, trial in best.items():
        for token in trial.used:
            if token != trigger:
                users.setdefault(token, set()).add(trial.pattern.event)
    lights = {trial.light for trial in best.values() if trial.light is not None}
    kept: list[int] = []
    for trigger, trial in sorted(best.items()):
        same = trial.pattern.event in users.get(trigger, ())
        own = made[trigger].actors or made[trigger].recipients
        undone = not _ENDING.isdisjoint(users.get(trigger, ()))
        if trial.pattern.noun and trigger in users and (same or undone or not own):
            continue
        if trigger in lights and not trial.used:
            continue
        kept.append(trigger)
    return kept


def _completed(
    mention: Mention, best: Mapping[int, Trial], made: Mapping[int, Mention], kept: Sequence[int]
) -> Mention:
    """Take who acts from the noun that a match has used up: "launched a strike in which five were killed"."""
    if mention.actors or mention.symmetric:
        return mention
    for token in best[mention.trigger].used:
        part = made.get(token)
        if part is not None and token not in kept and part.event == mention.event and part.actors:
            actors = tuple(t for t in part.actors if t not in mention.recipients)
            return replace(mention, actors=actors, scope=tuple(dict.fromkeys((*mention.scope, *part.scope))))
    return mention


def _slot_names(condition: Condition) -> str:
    return "|".join(".".join(slot) for slot in condition.slots)


def _noun_lemma(parse: Parse, token: int) -> str:
    if parse.pos[token] == "NOUN":
        return parse.lemma[token]
    lower = parse.text[token].lower()  # "Attack" in a headline: a name only by its capital
    plural = parse.tag[token] == "NNPS" or parse.head[token] != token and parse.tag[parse.head[token]] in ("VBP", "VBD")
    return lower[:-1] if plural and lower.endswith("s") and not lower.endswith("ss") else lower


def _trigger_words(parse: Parse, token: int, pattern: Pattern) -> Tokens | None:
    """Return the tokens of the trigger's further words, None when none of its triggers is all there."""
    lemma = parse.lemma[token] if not pattern.noun else _noun_lemma(parse, token)
    bare: Tokens | None = None
    for before, head, after in pattern.triggers:
        if head != lemma:
            continue
        if not before and not after:
            bare = ()
            continue
        found = _words_before(parse, token, before) if before else _words_after(parse, token, after)
        if found is not None:
            return found
    return bare


def _words_before(parse: Parse, token: int, words: tuple[str, ...]) -> Tokens | None:
    at, out = token - 1, []
    for word in reversed(words):
        while at >= 0 and parse.text[at] == "-":
            at -= 1
        if at < 0 or word not in (parse.lemma[at], parse.text[at].lower()):
            return None
        out.append(at)
        at -= 1
    return tuple(out)


def _words_after(parse: Parse, token: int, words: tuple[str, ...]) -> Tokens | None:
    """Particles, prepositions and adverbs that hang on the verb, or stand right behind it."""
    out: list[int] = []
    near = [token]
    for word in words:
        found = next(
            (c for n in near for c in parse.children[n] if c > token and _same(parse, c, word)),
            next((t for t in range(out[-1] + 1 if out else token + 1, min(token + 3, len(parse.text)))
                  if _same(parse, t, word) and t <= (out[-1] if out else token) + 1), None),
        )  # fmt: skip
        if found is None:
            return None
        out.append(found)
        near.append(found)
    return tuple(out)


def _same(parse: Parse, token: int, word: str) -> bool:
    return word in (parse.lemma[token], parse.text[token].lower())


def _lemma_in(parse: Parse, token: int, lemmas: frozenset[str]) -> bool:
    if parse.lemma[token] in lemmas or (parse.pos[token] == "PROPN" and parse.text[token].lower() in lemmas):
        return True
    phrase = parse.lemma[token]
    for before in range(token - 1, max(token - 3, -1), -1):  # "security force", "air defence system"
        phrase = f"{parse.lemma[before]} {phrase}"
        if phrase in lemmas:
            return True
    return False
