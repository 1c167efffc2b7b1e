"""Whether an event happened: what negates it, plans it, supposes it or denies it on the way up the sentence."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from regesta.model import Factuality, Parse
from regesta.ontology.speech import Speech

_PLANNED = frozenset({"will", "shall", "'ll", "wo"})
_MAYBE = frozenset({"would", "could", "may", "might", "should", "must", "can", "ca", "'d", "ought"})
_IF = frozenset({"if", "unless", "whether", "lest", "should"})
_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "dispute"})
_ACCUSING = frozenset({"accuse", "suspect", "acquit"})
_NEVER = frozenset({"never", "hardly", "barely", "nearly", "almost"})
HAPPENING = frozenset("""take happen occur begin start continue be hold go come open end last resume proceed""".split())
_RANK: dict[Factuality, int] = {"occurred": 0, "planned": 1, "hypothetical": 2, "negated": 3, "denied": 4}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The factuality of an event, and the token whose word decided it (None: nothing speaks against it)."""

    factuality: Factuality
    by: int | None


class Judge:
    """Judges the events of one parse with the word lists of ``speech``."""

    def __init__(self, parse: Parse, speech: Speech) -> None:
        self._parse, self._speech = parse, speech
        self._own_words: Container[int] = ()

    def judge(self, trigger: int, *, nominal: bool, light: int | None = None, own: Container[int] = ()) -> Judgement:
        """Judge the event told by ``trigger`` (a noun: ``nominal``, with its light verb where it has one).

        Words in ``own`` belong to the event itself: "will not lift" is a refusal that did happen.
        """
        self._own_words = own
        if nominal and light is None:
            return self._noun(trigger)
        first = self._determiner(trigger) if nominal else Judgement("occurred", None)
        node = light if light is not None else trigger
        return _stronger(first, self._verb(node))

    # ------------------------------------------------------------ verbs

    def _verb(self, verb: int) -> Judgement:
        parse = self._parse
        found = Judgement("occurred", None)
        seen: set[int] = set()
        at = verb
        while at not in seen:
            seen.add(at)
            found = _stronger(found, self._own(at))
            up, dep = parse.head[at], parse.dep[at]
            if up == at or dep in ("relcl", "parataxis"):
                break
            if dep == "conj":
                if parse.pos[up] not in ("VERB", "AUX") or self._has_own_frame(at):
                    found = _stronger(found, self._above_conjunct(up))
                    break
            elif dep in ("xcomp", "ccomp"):
                found = _stronger(found, self._under(at, up))
                if dep == "ccomp" and not self._to(at):
                    # what is said is as true as its speaker says; only "denied that", "hopes that" change it
                    at = up
                    found = _stronger(found, self._governed(at))
                    break
            elif dep == "advcl":
                return _stronger(found, self._purpose(at))
            elif dep == "acl":
                return _stronger(found, self._of_noun(at, up))
            elif dep == "pcomp":
                return _stronger(found, self._after_preposition(up))
            else:
                break
            at = up
        return found

    def _above_conjunct(self, governor: int) -> Judgement:
        """Of "plans to meet and to sign" the second still hangs under "plans"."""
        if self._parse.dep[governor] in ("xcomp", "ccomp"):
            return self._under(governor, self._parse.head[governor])
        return Judgement("occurred", None)

    def _governed(self, verb: int) -> Judgement:
        if self._parse.dep[verb] in ("ccomp", "xcomp") and self._parse.head[verb] != verb:
            return self._under(verb, self._parse.head[verb])
        return Judgement("occurred", None)

    def _own(self, verb: int) -> Judgement:
        """Negation, modals and conjunctions that hang on the verb itself."""
        parse = self._parse
        found = Judgement("occurred", None)
        for child in parse.children[verb]:
            dep, word = parse.dep[child], parse.text[child].lower()
            if dep == "acomp" and self._speech.effect(word, "adjective") == "planned":
                found = _stronger(found, Judgement("planned", child))  # "is due to travel"
            if child in self._own_words:
                continue
            if dep == "neg" or (dep == "advmod" and word in _NEVER):
                found = _stronger(found, Judgement("negated", child))
            elif dep == "aux" and word in _PLANNED:
                found = _stronger(found, Judgement("planned", child))
            elif dep == "aux" and word in _MAYBE:
                planned = word in ("would", "'d") and self._in_report(verb)
                found = _stronger(found, Judgement("planned" if planned else "hypothetical", child))
            elif self._supposes(dep, word):
                found = _stronger(found, Judgement("hypothetical", child))
            elif dep == "aux" and word == "to" and parse.dep[verb] == "ROOT":
                found = _stronger(found, Judgement("planned", child))  # "Putin to visit Beijing"
            elif dep in ("nsubj", "nsubjpass") and any(parse.text[d].lower() in ("no", "neither", "nobody")
                                                       for d in (child, *parse.children[child])):  # fmt: skip
                found = _stronger(found, Judgement("negated", child))
        if parse.lemma[verb] == "be" and any(parse.dep[c] == "xcomp" and self._to(c) for c in parse.children[verb]):
            found = _stronger(found, Judgement("planned", verb))  # "talks are to resume"
        if parse.lemma[verb] == "go" and any(parse.dep[c] == "xcomp" for c in parse.children[verb]):
            found = _stronger(found, Judgement("planned", verb))
        return found

    def _supposes(self, dep: str, word: str) -> bool:
        """ "if", "whether", "allegedly"."""
        if dep == "advmod" and self._speech.effect(word, "adverb") == "hypothetical":
            return True
        return dep in ("mark", "advmod") and word in _IF

    def _in_report(self, verb: int) -> bool:
        """ "said it would send troops": the future in reported speech, no condition."""
        parse = self._parse
        while parse.dep[verb] == "conj":
            verb = parse.head[verb]
        if any(parse.dep[c] == "advcl" and self._conditional(c) for c in parse.children[verb]):
            return False
        return parse.dep[verb] in ("ccomp", "relcl")

    def _conditional(self, clause: int) -> bool:
        return any(self._parse.text[c].lower() in _IF for c in self._parse.children[clause])

    def _under(self, verb: int, governor: int) -> Judgement:
        """What the governing verb or adjective does to a complement."""
        parse = self._parse
        for child in parse.children[governor]:  # "call for", "rule out", "be ready to"
            if parse.dep[child] == "acomp":
                effect = self._speech.effect(parse.lemma[child], "adjective")
                if effect is not None:
                    return Judgement(effect, child)
            if parse.dep[child] == "prt":
                effect = self._speech.effect(f"{parse.lemma[governor]} {parse.lemma[child]}", "verb")
                if effect is not None:
                    return Judgement(effect, child)
        effect = self._speech.effect(parse.lemma[governor], "verb" if parse.pos[governor] != "ADJ" else "adjective")
        if effect is not None:
            return Judgement(effect, governor)
        if self._to(verb):
            if parse.lemma[governor] == "be":  # "are to meet"
                return Judgement("planned", governor)
            return Judgement("hypothetical" if parse.pos[governor] == "ADJ" else "planned", governor)
        return Judgement("occurred", None)

    def _purpose(self, verb: int) -> Judgement:
        """ "deployed troops to stop the attack": a purpose is no deed; "after", "while" and "-ing" are."""
        if self._to(verb):
            return Judgement("hypothetical", verb)
        return Judgement("occurred", None)

    def _of_noun(self, verb: int, noun: int) -> Judgement:
        governor = self._parse.head[noun]
        if not self._to(verb):  # "rejected claims that ..."
            denied = self._parse.dep[noun] in ("dobj", "pobj") and self._parse.lemma[governor] in _DENYING
            return Judgement("denied", governor) if denied else Judgement("occurred", None)
        effect = self._speech.effect(self._parse.lemma[noun], "noun")
        return Judgement(effect or "hypothetical", noun)

    def _after_preposition(self, preposition: int) -> Judgement:
        parse = self._parse
        word, governor = parse.lemma[preposition], parse.head[preposition]
        if word == "without":
            return Judgement("negated", preposition)
        if word in ("against", "before", "instead"):
            return Judgement("hypothetical", preposition)
        kind = "verb" if parse.pos[governor] in ("VERB", "AUX") else "noun"
        for phrase in (f"{parse.lemma[governor]} {word}", parse.lemma[governor]):
            effect = self._speech.effect(phrase, kind)
            if effect is not None:
                return Judgement(effect, governor)
        if word == "of" and {parse.lemma[governor], parse.lemma[parse.head[governor]]} & _ACCUSING:
            return Judgement("hypothetical", governor)
        return Judgement("occurred", None)

    def _has_own_frame(self, verb: int) -> bool:
        parse = self._parse
        return any(
            parse.dep[c] in ("nsubj", "nsubjpass", "aux") and parse.lemma[c] != "to" for c in parse.children[verb]
        )

    def _to(self, verb: int) -> bool:
        parse = self._parse
        return any(parse.dep[c] == "aux" and parse.lemma[c] == "to" for c in parse.children[verb])

    # ------------------------------------------------------------ nouns

    def _determiner(self, noun: int) -> Judgement:
        parse = self._parse
        for child in parse.children[noun]:
            word = parse.text[child].lower()
            if word in ("no", "neither") and parse.dep[child] in ("det", "neg", "preconj"):
                return Judgement("negated", child)
            effect = self._speech.effect(word, "adjective") if parse.dep[child] == "amod" else None
            if effect is not None:
                return Judgement(effect, child)
        return Judgement("occurred", None)

    def _noun(self, noun: int) -> Judgement:
        """A nominal event takes only what its governor says of it, not the governor's own tense."""
        parse = self._parse
        found = self._determiner(noun)
        seen: set[int] = set()
        at = noun
        while at not in seen:
            seen.add(at)
            up, dep = parse.head[at], parse.dep[at]
            if dep == "conj" and parse.pos[up] in ("NOUN", "PROPN"):
                at = up
            elif dep == "pobj":
                found = _stronger(found, self._after_preposition(up))
                at = parse.head[up]
                if parse.pos[at] not in ("NOUN", "PROPN") or parse.lemma[up] != "of":
                    break
            elif dep in ("dobj", "nsubjpass"):
                effect = self._speech.effect(parse.lemma[up], "verb")
                return _stronger(found, Judgement(effect or "occurred", up if effect else None))
            elif dep in ("nsubj", "attr") and parse.lemma[up] in HAPPENING:
                return _stronger(found, self._verb(up))
            else:
                break
        return found


def _stronger(a: Judgement, b: Judgement) -> Judgement:
    return b if _RANK[b.factuality] > _RANK[a.factuality] else a
