"""Grammar: from a verb or a noun to what fills its slots, whatever the shape of the sentence.

Active and passive, relative clauses, participles, infinitives, conjunctions and light verbs all end
in the same few slots, so that a pattern says "subject" and "object" and nothing of syntax.
The labels are ClearNLP's (nsubj, dobj, pobj ...), which spaCy's English models use.
"""

from __future__ import annotations

from collections.abc import Callable

from regesta.find.light import carrier, is_infinitive, light_verb
from regesta.find.relatives import antecedent, has_gap, lacks_nothing
from regesta.find.who import NO_NAMES
from regesta.model import Parse

Tokens = tuple[int, ...]

_PROMISES = frozenset("promise vow threaten agree offer pledge swear plan".split())
_GIVING = frozenset("give grant send offer hand lend sell deny provide promise supply pay award show".split())
_CHARGES = frozenset("accuse suspect convict acquit blame condemn criticize criticise".split())
_DEMANDS = frozenset("demand urge ask order request insist propose call appeal require instruct want press".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_PHRASES = frozenset({"dobj", "nsubjpass", "attr", "prep", "pobj", "agent", "prt", "dative", "conj"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})


class Slots:
    """The slots of one parse; every answer is kept, since several patterns ask the same."""

    def __init__(self, parse: Parse, *, passives: Tokens = ()) -> None:
        self.parse = parse
        self._passives = passives  # verbs that are taken to be passive, whatever they look like
        self._kept: dict[tuple[int, str], Tokens] = {}
        self._depth = 0

    def fill(self, head: int, path: tuple[str, ...], light: int | None = None) -> Tokens:
        """Return the heads of what fills a dotted slot of ``head`` (with its light verb), in text order."""
        found = self._one(head, path[0], light)
        for name in path[1:]:
            found = tuple(dict.fromkeys(t for f in found for t in self._one(f, name, None)))
        return found

    def _one(self, head: int, name: str, light: int | None) -> Tokens:
        verb = self.parse.pos[head] in ("VERB", "AUX")
        if verb:
            return self._of_verb(head, name)
        found = self._of_noun(head, name)
        if light is not None and name not in ("possessive", "modifier", "object"):
            if (name != "subject" and found) or (name == "subject" and self.parse.lemma[light] == "be"):
                return found
            return tuple(dict.fromkeys((*self._of_verb(light, name, skip=head), *found)))
        return found

    # ------------------------------------------------------------ verbs

    def _of_verb(self, verb: int, name: str, skip: int | None = None) -> Tokens:
        return self._keep(verb, name, lambda: self._read_verb(verb, name, skip)) if skip is None else (
            self._read_verb(verb, name, skip)
        )  # fmt: skip

    def _keep(self, head: int, name: str, read: Callable[[], Tokens]) -> Tokens:
        key = (head, name)
        found = self._kept.get(key)
        if found is None:
            self._kept[key] = ()  # a cycle of inherited subjects ends here
            found = self._kept[key] = read()
        return found

    def _read_verb(self, verb: int, name: str, skip: int | None) -> Tokens:
        if name == "subject":
            if self.passive(verb):
                return self._prepositions(verb, "by")
            return self.surface_subject(verb)
        if name == "object":
            return self._read_object(verb)
        if name == "dative":
            return self._dative(verb)
        if name == "complement":
            after = (  # "found the minister guilty", where the adjective is hung on the noun
                c
                for o in self.parse.children[verb]
                if self.parse.dep[o] == "dobj"
                for c in self.parse.children[o]
                if self.parse.dep[c] == "amod" and c > o
            )
            return self._spread([*(c for c in self.parse.children[verb] if self._predicate(c)), *after])
        if name in ("infinitive", "gerund", "that"):
            return self._clauses(verb, name)
        if name in ("negation", "auxiliary"):
            label = "neg" if name == "negation" else "aux"
            return tuple(c for c in self.parse.children[verb] if self.parse.dep[c] == label)
        if name == "adverb":
            return tuple(c for c in self.parse.children[verb] if self.parse.dep[c] in ("advmod", "prt", "npadvmod"))
        if name in ("possessive", "modifier"):
            return ()
        return self._prepositions(verb, name, skip=skip)

    def _dative(self, verb: int) -> Tokens:
        """ "gave the army weapons", "was granted asylum"; a bare name before the gift is often read as part of it."""
        parse = self.parse
        if self.passive(verb):
            retained = any(parse.dep[c] == "dobj" for c in parse.children[verb])
            return self.surface_subject(verb) if retained else ()
        found = self._spread(c for c in parse.children[verb] if self._is(c, "dative", pos_not="ADP"))
        if found or parse.lemma[verb] not in _GIVING:
            return found
        gifts = (c for c in parse.children[verb] if parse.dep[c] == "dobj" and parse.pos[c] == "NOUN")
        names = (c for g in gifts for c in parse.children[g] if parse.dep[c] in ("compound", "nmod") and c == verb + 1)
        return self._spread(c for c in names if parse.pos[c] == "PROPN")  # "gave Kyiv artillery"

    def _predicate(self, token: int) -> bool:
        """ "was guilty", "declared the party illegal": a predicate, or the head of a small clause."""
        small = self.parse.dep[token] == "ccomp" and self.parse.pos[token] == "ADJ"
        return small or self.parse.dep[token] in ("attr", "acomp", "oprd")

    def surface_subject(self, verb: int) -> Tokens:
        """The grammatical subject, inherited through conjunction, control, participles and relatives."""
        return self._keep(verb, "^", lambda: self._surface_subject(verb))

    def _surface_subject(self, verb: int) -> Tokens:
        own = [c for c in self.parse.children[verb] if self.parse.dep[c] in _SUBJECTS]
        if own:
            return self._spread(antecedent(self.parse, t) for t in own)
        before = verb - 1  # "Moscow's backing the initiative", however the parser hung it
        if before >= 0 and self.parse.tag[before] == "POS" and self.parse.tag[verb] == "VBG":
            return self._spread([self.parse.head[before]])
        possessives = [c for c in self.parse.children[verb] if self.parse.dep[c] == "poss"]
        if possessives:
            return self._spread(possessives)
        first = [c for c in self.parse.children[verb] if self.parse.dep[c] == "ccomp" and c < verb]
        if self.parse.dep[verb] == "ROOT" and first:  # "ELN declares truce, frees soldiers"
            return self.surface_subject(first[-1])
        return self._inherited_subject(verb)

    def _inherited_subject(self, verb: int) -> Tokens:
        dep, governor = self.parse.dep[verb], self.parse.head[verb]
        if governor == verb:
            return ()
        verbal = self.parse.pos[governor] in ("VERB", "AUX")
        if dep == "conj" and verbal:
            return self.surface_subject(governor)
        if dep in ("xcomp", "ccomp", "advcl", "dep") and verbal:
            if dep == "xcomp" and self.parse.lemma[governor] not in _PROMISES:
                controlled = self._object(governor) if not self.passive(governor) else ()
                if controlled:
                    return controlled
            if self._trailing(verb) and self.passive(governor) and not self.passive(verb):
                return self._of_verb(governor, "subject")  # "the town was shelled by rebels, killing two"
            return self.surface_subject(self._raised(verb, governor))
        if dep == "acl":
            return self._subject_of_modifier(verb, governor)
        if dep == "pcomp":
            return self._subject_of_complement(self.parse.head[governor])
        return ()

    def _raised(self, verb: int, governor: int) -> int:
        """ "demanded that they leave, threatening force": the participle is the demander's, not "their"."""
        parse = self.parse
        above = parse.head[governor]
        if self._trailing(verb) and parse.dep[governor] in ("ccomp", "xcomp") and parse.lemma[above] in _DEMANDS:
            return above
        return governor

    def _trailing(self, verb: int) -> bool:
        """Whether a participle behind a comma tells what came of its governor: ", killing two"."""
        parse = self.parse
        governor = parse.head[verb]
        return parse.dep[verb] == "advcl" and parse.tag[verb] == "VBG" and "," in parse.text[governor:verb]

    def _subject_of_modifier(self, verb: int, noun: int) -> Tokens:
        if not is_infinitive(self.parse, verb):
            return self._spread([noun])
        for slot in ("possessive", "of", "by"):  # "its decision to withdraw", "the plan of the rebels to attack"
            owners = self._of_noun(noun, slot)
            if owners:
                return owners
        governor = self.parse.head[noun]
        if self.parse.dep[noun] in ("dobj", "attr") and self.parse.pos[governor] in ("VERB", "AUX"):
            return self.surface_subject(governor) if not self.passive(governor) else ()
        return ()

    def _subject_of_complement(self, governor: int) -> Tokens:
        """Of "accused X of attacking" and "condemned X for ..." it is the object, else the subject."""
        if self.parse.pos[governor] in ("VERB", "AUX"):
            if self.passive(governor):
                return self.surface_subject(governor)
            return self._object(governor) or self.surface_subject(governor)
        owners = self._of_noun(governor, "possessive")
        if owners:
            return owners
        above = self.parse.head[governor]
        if self.parse.dep[governor] == "dobj" and self.parse.lemma[above] in _CHARGES:
            return self._spread([governor])  # "accused rebels of attacking", where "of" hangs on the rebels
        if above != governor and self.parse.pos[above] in ("VERB", "AUX"):
            return self.surface_subject(above)
        return ()

    def passive(self, verb: int) -> bool:
        """Whether the grammatical subject of ``verb`` suffers it."""
        parse = self.parse
        labels = {parse.dep[c] for c in parse.children[verb]}
        if "auxpass" in labels or "nsubjpass" in labels or verb in self._passives:
            return True
        if parse.tag[verb] != "VBN" or "aux" in labels:
            return parse.tag[verb] == "VBD" and parse.dep[verb] == "acl" and "dobj" not in labels
        if parse.dep[verb] in ("acl", "amod", "advcl"):
            return "dobj" not in labels
        if parse.dep[verb] == "conj" and "nsubj" not in labels and parse.head[verb] != verb:
            return self.passive(parse.head[verb])
        return parse.dep[verb] in ("ROOT", "xcomp", "ccomp", "oprd") and "dobj" not in labels and (
            "agent" in labels or parse.dep[verb] == "oprd"
        )  # fmt: skip

    def _object(self, verb: int) -> Tokens:
        return self._keep(verb, "object", lambda: self._read_object(verb))

    def _read_object(self, verb: int) -> Tokens:
        parse = self.parse
        clauses = [c for c in parse.children[verb] if parse.dep[c] == "xcomp"]
        own = [c for c in parse.children[verb] if parse.dep[c] == "dobj" and not any(x < c for x in clauses)]
        if self.passive(verb):
            return self._spread(own) or self.surface_subject(verb)
        own = own or [c for c in parse.children[verb] if self._adverbial_name(c, verb)]
        if own:
            return self._spread(antecedent(self.parse, t) for t in own)
        for clause in parse.children[verb]:
            if parse.dep[clause] == "ccomp" and parse.pos[clause] == "ADJ":  # "declared the party illegal"
                return self._spread(c for c in parse.children[clause] if parse.dep[c] == "nsubj")
        if parse.dep[verb] == "relcl" and has_gap(parse, verb):
            return self._spread([parse.head[verb]])
        if parse.dep[verb] == "conj" and parse.dep[parse.head[verb]] == "relcl" and has_gap(parse, verb):
            return self._object(parse.head[verb])
        for sibling in parse.children[verb]:  # "attacked and looted the village"
            if parse.dep[sibling] == "conj" and parse.pos[sibling] == "VERB" and sibling - verb <= 3:
                shared = [c for c in parse.children[sibling] if parse.dep[c] == "dobj"]
                rest = [c for c in parse.children[verb] if parse.dep[c] in ("prep", "ccomp", "xcomp")]
                if shared and not rest:
                    return self._spread(shared)
        return ()

    def _adverbial_name(self, token: int, verb: int) -> bool:
        """ "detained opposition leader Ana Ruiz", which the parser takes for an adverbial as in "arrived Monday"."""
        parse = self.parse
        named = parse.dep[token] == "npadvmod" and parse.pos[token] == "PROPN" and not self.calendar(token)
        return named and token > verb and any(parse.dep[c] == "compound" for c in parse.children[token])

    def _clauses(self, verb: int, name: str) -> Tokens:
        parse = self.parse
        out: list[int] = []
        for child in parse.children[verb]:
            dep = parse.dep[child]
            if name == "that":
                if dep == "ccomp" and not is_infinitive(self.parse, child):
                    out.append(child)
            elif dep in ("xcomp", "ccomp", "acl", "advcl") and parse.pos[child] in ("VERB", "AUX"):
                infinitive = is_infinitive(self.parse, child)
                if name == "infinitive" and infinitive and (dep != "advcl" or child > verb):
                    out.append(child)
                near = dep == "xcomp" or (dep == "advcl" and 0 < child - verb <= 2)  # "ruled out joining"
                if name == "gerund" and not infinitive and near and parse.tag[child] == "VBG":
                    out.append(child)
        return self._spread(out)

    # ------------------------------------------------------------ nouns

    def _of_noun(self, noun: int, name: str) -> Tokens:
        return self._keep(noun, name, lambda: self._read_noun(noun, name))

    def _read_noun(self, noun: int, name: str) -> Tokens:
        parse = self.parse
        if name == "possessive":
            return self._spread(c for c in parse.children[noun] if parse.dep[c] == "poss")
        if name == "modifier":
            before = [c for c in parse.children[noun] if parse.dep[c] in ("amod", "compound", "nmod") and c < noun]
            led = (n for c in before for n in parse.children[c] if parse.dep[n] == "npadvmod" and n < c)  # "Saudi-led"
            return self._spread([*led, *before])
        if name == "infinitive":
            clauses = ("acl", "xcomp", "advcl", "relcl")
            return tuple(c for c in parse.children[noun] if parse.dep[c] in clauses and is_infinitive(self.parse, c))
        if name == "participle":
            after = [c for c in parse.children[noun] if parse.dep[c] in ("acl", "relcl")]
            return tuple(c for c in after if parse.tag[c] in ("VBN", "VBG"))
        if name == "that":
            return tuple(
                c for c in parse.children[noun]
                if parse.dep[c] in ("acl", "ccomp", "relcl") and not is_infinitive(self.parse, c)
                and (parse.dep[c] != "relcl" or lacks_nothing(parse, c))
            )  # fmt: skip
        if name in ("subject", "object", "dative", "complement", "gerund", "adverb", "negation", "auxiliary"):
            return ()
        return self._prepositions(noun, name)

    def carrier(self, noun: int) -> int:
        """Return ``noun``, or the partitive above it: "one of the attacks", "a wave of strikes"."""
        return carrier(self.parse, noun)

    def light_verb(self, noun: int, lemmas: frozenset[str]) -> int | None:
        """Return the verb that only supports ``noun``: "carried out an attack", "the raid they launched"."""
        return light_verb(self.parse, noun, lemmas, object_of=self._object)

    # ------------------------------------------------------------ both

    def _prepositions(self, head: int, name: str, skip: int | None = None) -> Tokens:
        """Objects of the nearest preposition: on ``head``, else on the nouns below it.

        A parser often hangs "with X" on the object, or "in a call" on the name before it.
        """
        parse = self.parse
        found = self._hanging(head, name)
        if found or name == "of" or parse.pos[head] != "VERB":
            return found
        level = [c for c in parse.children[head] if c != skip]
        for _ in range(6):
            level = [c for c in level if parse.dep[c] in _PHRASES and (c > head or parse.dep[c] == "nsubjpass")]
            level = [c for c in level if parse.dep[c] != "conj" or parse.pos[c] != "VERB" or parse.tag[c] == "VBG"]
            for token in level:
                found = self._hanging(token, name)
                if found:
                    return found
            level = [c for token in level for c in parse.children[token]]
        for sibling in parse.children[head]:  # "12 were killed and 30 wounded in a bombing"
            if parse.dep[sibling] == "conj" and parse.pos[sibling] == "VERB" and parse.tag[sibling] == parse.tag[head]:
                found = self._hanging(sibling, name)
                if found:
                    return found
        return ()

    def _hanging(self, head: int, name: str) -> Tokens:
        parse = self.parse
        out: list[int] = []
        if name == "to" and parse.text[head].lower() == "according":
            return ()
        for child in parse.children[head]:
            if parse.lemma[child] != name:
                continue
            if parse.dep[child] in _PREPOSITIONS or (parse.dep[child] in ("prt", "advmod") and parse.children[child]):
                out += [c for c in parse.children[child] if parse.dep[c] in ("pobj", "pcomp")]
                out += [c for p in parse.children[child] if parse.dep[p] == "prep" for c in parse.children[p]
                        if parse.dep[c] == "pobj"]  # fmt: skip
        days = [t for t in out if self.calendar(t)]  # "called on Ghana on 17 February": Ghana alone
        return self._spread(antecedent(parse, t) for t in out if t not in days or len(days) == len(out))

    def calendar(self, token: int) -> bool:
        """Whether a token is a day or a month."""
        return self.parse.pos[token] == "PROPN" and self.parse.text[token].lower() in NO_NAMES

    def _spread(self, tokens: object) -> Tokens:
        """Add the conjuncts: "Mali and Niger" fills a slot twice."""
        parse = self.parse
        out: list[int] = []
        todo = list(tokens)  # type: ignore[call-overload]
        while todo:
            token = todo.pop(0)
            if token in out:
                continue
            out.append(token)
            same = (
                ("NOUN", "PROPN", "PRON", "NUM", "ADJ") if parse.pos[token] not in ("VERB", "AUX") else ("VERB", "AUX")
            )
            todo += [c for c in parse.children[token] if parse.dep[c] == "conj" and parse.pos[c] in same]
        return tuple(out)

    def _is(self, token: int, dep: str, *, pos_not: str) -> bool:
        return self.parse.dep[token] == dep and self.parse.pos[token] != pos_not
