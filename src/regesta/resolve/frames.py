"""The grammar around one mention: its verb, what it hangs under, whether it is only another event's content."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from regesta.model import Mention, Parse

_SUPPRESSED = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "pobj", "pcomp", "acl", "advcl", "nsubjpass", "dative"})
_ONE_OF = frozenset({"one", "some", "two", "several", "another"})


class Frames:
    """Reads the grammar around mentions. ``light`` is a mention's light verb, ``carrier`` a noun's partitive."""

    def __init__(self, parse: Parse, *, light: Callable[[Mention], int | None], carrier: Callable[[int], int]) -> None:
        self._parse, self.light, self._carrier = parse, light, carrier

    def verb(self, mention: Mention) -> int:
        """The token that bears tense and negation: the light verb of a noun that has one, else the trigger."""
        light = self.light(mention)
        return light if light is not None else mention.trigger

    def above(self, token: int) -> list[int]:
        """The tokens that ``token`` hangs under, nearest first."""
        out: list[int] = []
        while self._parse.head[token] != token:
            token = self._parse.head[token]
            out.append(token)
        return out

    def start(self, token: int) -> int:
        """The first character of a token."""
        return self._parse.start[token]

    def connectives(self, mention: Mention) -> list[int]:
        """The "after" or "before" by which the mention's clause or noun hangs on another event."""
        parse, verb = self._parse, self.verb(mention)
        words = [c for c in parse.children[verb] if parse.dep[c] in ("mark", "advmod")]
        if parse.dep[verb] in ("pobj", "pcomp"):
            words.append(parse.head[verb])
        return [t for t in words if parse.lemma[t] in ("after", "before")]

    def auxiliaries(self, mention: Mention) -> set[str]:
        """The auxiliaries of the mention's verb, as written, in lower case."""
        parse = self._parse
        verb = self.verb(mention)
        return {parse.text[c].lower() for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}

    def pluperfect(self, mention: Mention) -> bool:
        """Whether the event lies before what the report tells."""
        reported = (
            self._parse.dep[self.verb(mention)] == "ccomp"
        )  # "said its planes had hit": no older than what is said
        return not reported and bool(self.auxiliaries(mention) & {"had", "'d"})

    def of_now(self, mention: Mention) -> bool:
        """Whether the tense ties the event to the day of the report."""
        return bool(self.auxiliaries(mention) & {"has", "have", "is", "are", "will", "'s", "'ve"})

    def presupposed(self, mention: Mention, siblings: Sequence[Mention]) -> bool:
        """An event that another of the sentence is about ("thanked X for backing Y") came before it."""
        parse, at = self._parse, self.verb(mention)
        if parse.dep[at] not in ("pcomp", "advcl", "pobj", "dobj") or parse.tag[at] not in ("VBG", "NN", "NNS"):
            return False
        triggers = {m.trigger for m in siblings if not m.nominal and m.trigger != mention.trigger and m.event in (
            "SUPPORT", "ACCUSE", "CONSULT", "REJECT"
        )}  # fmt: skip
        return parse.tag[at] == "VBG" and any(
            (
                up in triggers
                and (parse.lemma[at - 2 if at > 1 else at] in ("for", "of", "over") or parse.dep[at] == "pcomp")
            )
            or (up in triggers and parse.tag[at - 1] == "POS")
            for up in self.above(at)
        )

    def content(self, mention: Mention, siblings: Sequence[Mention], *, occurred: bool) -> bool:
        """Whether the event is only the content of another: demanded, threatened, agreed, alleged, discussed."""
        parse = self._parse
        if any(o is not mention and mention.trigger in o.scope and o.event in _SUPPRESSED for o in siblings):
            return True
        acts = {t: other for other in siblings if other is not mention for t in (other.trigger, *other.scope)}
        at = mention.trigger
        path: list[str] = []
        while parse.head[at] != at:
            if parse.dep[at] == "advcl" and parse.tag[at] == "VBG":
                return False  # ", threatening force" goes beside the demand, not into it
            path.append(parse.dep[at])
            at = parse.head[at]
            other = acts.get(at)
            if other is not None and path[-1] == "conj" and at == other.trigger:
                continue  # "rejected the result and demanded a recount": beside it
            if other is None or other.trigger == mention.trigger or mention.trigger in other.scope:
                continue
            if not _complement(path):
                return False
            if other.event in _SUPPRESSED:
                return True
            if other.event in ("SANCTION", "COERCE") and "pcomp" in path and "for" in self._words(mention.trigger, at):
                return True  # "sanctioned the firm for supplying arms": what it is charged with
            if other.event == "ACCUSE":
                return bool({"pcomp", "ccomp", "xcomp"} & set(path)) or (
                    mention.nominal and "of" in self._words(mention.trigger, at)
                )
            if other.event in ("SUPPORT", "CONCEDE", "CONSULT", "COOPERATE", "AID", "RETREAT"):
                return not occurred or (mention.nominal and other.event != "SUPPORT")
        return False

    def _words(self, token: int, top: int) -> set[str]:
        out: set[str] = set()
        while token != top and self._parse.head[token] != token:
            token = self._parse.head[token]
            out.add(self._parse.lemma[token])
        return out

    def partitive(self, mention: Mention) -> bool:
        """ "one of the attacks was carried out on ...": a part of what the document tells."""
        parse = self._parse
        tops = [self._carrier(mention.trigger)] if mention.nominal else [
            c for c in parse.children[mention.trigger]
            if parse.dep[c] in ("nsubj", "nsubjpass", "dobj") and any(parse.lemma[p] == "of" for p in parse.children[c])
        ]  # fmt: skip
        return any(t != mention.trigger and parse.lemma[t] in _ONE_OF for t in tops)


def _complement(path: list[str]) -> bool:
    return all(dep in _COMPLEMENTS or dep in ("prep", "conj", "compound", "agent") for dep in path)
