"""Mends what a small English parser is known to misread, on its flat columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lemminflect import getAllLemmas

_FINITE = ("VBD", "VBZ", "VBP")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_OPENS = (*_NOUNS, "DT", "CD", "JJ", "PRP$", "VBN")  # how an object begins
_INSIDE = ("compound", "nmod", "amod")


@dataclass(frozen=True, slots=True)
class Columns:
    """The words of a document side by side, to be changed in place; ``head`` holds places in the columns."""

    text: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]


def repair(columns: Columns, headlines: Iterable[tuple[int, int]]) -> set[int]:
    """Mend the columns; return the words that have become verbs. ``headlines`` are the ranges of those sentences."""
    verbs: set[int] = set()
    for first, last in headlines:
        verbs |= _headline_verb(columns, first, last)
    verbs |= _verbs_by_objects(columns)
    _rehead(columns)
    _revive(columns)
    _rejoin(columns)
    return verbs


def _verbs_by_objects(columns: Columns) -> set[int]:
    """Words taken for nouns that have a direct object: the verbs of headlines ("frees soldiers")."""
    tag, dep, head = columns.tag, columns.dep, columns.head
    rows = ((h, i) for i, h in enumerate(head) if dep[i] == "dobj" and h < i)
    verbs = {h for h, _ in rows if tag[h] in ("NN", "NNS") and dep[h] in ("ROOT", "conj", "ccomp")}
    for i in verbs:
        columns.pos[i], tag[i] = "VERB", "VBZ"
    return verbs


def _headline_verb(columns: Columns, first: int, last: int) -> set[int]:
    """Repair "Police detain editor", read as one long name: the first word that can be the verb of the one before it.

    It agrees with that word in number, and what follows can be its object.
    """
    pos, tag, dep, head = columns.pos, columns.tag, columns.dep, columns.head
    subjects = (i for i in range(first, last) if dep[i] in ("nsubj", "nsubjpass"))
    if any(pos[head[i]] in ("VERB", "AUX") and dep[head[i]] not in ("relcl", "acl") for i in subjects):
        return set()
    for verb in range(first + 1, last - 1):
        before = verb - 1
        if pos[before] not in ("NOUN", "PROPN") or not _agrees(columns, before, verb):
            continue
        if dep[before] == "nummod" and head[before] == verb:  # "Thousands march in Tbilisi"
            pos[verb], tag[verb], dep[before] = "VERB", "VBP", "nsubj"
            return {verb}
        clause = _clause_after(columns, verb, last)
        if clause is not None:
            _make_finite(columns, range(first, verb), verb, clause)
            dep[clause] = "ccomp"
            return {verb}
        target = _object_after(columns, verb, last)
        if target is not None and tag[verb + 1] in _OPENS:
            _make_finite(columns, range(first, verb), verb, target)
            return {verb}
    return set()


def _agrees(columns: Columns, noun: int, verb: int) -> bool:
    """Whether a word can be the present form of a verb that has ``noun`` for its subject."""
    word, tag = columns.text[verb].lower(), columns.tag
    if tag[verb] not in ("NN", "NNS", "NNP", "VB", "VBP", "VBZ") or not word.isalpha():
        return False
    lemmas = getAllLemmas(word, upos="VERB").get("VERB", ())
    plural = tag[noun] in ("NNS", "NNPS") or columns.dep[noun] == "conj" or _listed(columns, noun)
    return word in lemmas if plural else word.endswith("s") and bool(lemmas) and word not in lemmas


def _listed(columns: Columns, noun: int) -> bool:
    """Whether a comma stands for "and" before a name: "Senegal, France sign pact"."""
    return noun > 1 and columns.text[noun - 1] == "," and columns.pos[noun - 2] == columns.pos[noun] == "PROPN"


def _object_after(columns: Columns, verb: int, last: int) -> int | None:
    """The noun that the word was hung on, or that hangs on it, behind it."""
    dep, head = columns.dep, columns.head
    at = verb
    while dep[at] in _INSIDE and head[at] > verb:
        at = head[at]
    if at != verb:
        return at
    hung = (i for i in range(verb + 1, last) if head[i] == verb and dep[i] in ("appos", "dobj", "npadvmod", "dep"))
    return next((i for i in hung if columns.pos[i] in ("NOUN", "PROPN")), None)


def _clause_after(columns: Columns, verb: int, last: int) -> int | None:
    """The verb of "Kenya demands that Uganda open the border", where "demands" was taken for a noun."""
    if columns.text[verb + 1].lower() != "that":
        return None
    hung = (i for i in range(verb + 2, last) if columns.head[i] == verb and columns.pos[i] in ("VERB", "AUX"))
    return next(hung, None)


def _make_finite(columns: Columns, left: range, verb: int, target: int) -> None:
    """Hang what stood to the left on its last noun as the subject, and the verb where its object hung."""
    pos, tag, dep, head = columns.pos, columns.tag, columns.dep, columns.head
    subject = verb - 1
    if head[target] != verb:
        dep[verb], head[verb] = dep[target], head[target] if head[target] != target else verb
    if head[verb] in left:  # all that stands to the left hangs on it now
        dep[verb], head[verb] = "ROOT", verb
    if _listed(columns, subject):
        dep[subject], head[subject] = "conj", verb - 3
    if dep[subject] == "conj":
        subject = head[subject]
    pos[verb], tag[verb] = "VERB", "VBZ" if columns.text[verb].lower().endswith("s") else "VBP"
    for i in left:
        if i != subject and head[i] >= verb:
            head[i] = subject
    dep[subject], head[subject] = "nsubj", verb
    dep[target], head[target] = "dobj", verb


def _rehead(columns: Columns) -> None:
    """Repair "the attack terrorists carried out": a finite verb with a particle is a clause, no participle.

    The parser reads "attack terrorists" as a compound with a reduced relative; the first noun is what was
    carried out and the second who did it.
    """
    tag, dep, head = columns.tag, columns.dep, columns.head
    for particle, label in enumerate(dep):
        verb = head[particle]
        if label != "prt" or dep[verb] != "acl" or tag[verb] != "VBD":
            continue
        noun = head[verb]
        before = noun - 1
        if before >= 0 and dep[before] == "compound" and head[before] == noun:
            dep[before], head[before] = dep[noun], head[noun] if head[noun] != noun else before
            for i, h in enumerate(head):
                if h == noun and dep[i] in ("det", "poss", "amod") and i < before:
                    head[i] = before
            dep[noun], head[noun] = "nsubj", verb
            dep[verb], head[verb] = "relcl", before


def _rejoin(columns: Columns) -> None:
    """Repair "fired at people protesting ... and arrested 27": a finite verb goes on with a finite one."""
    tag, dep, head = columns.tag, columns.dep, columns.head
    for verb, label in enumerate(dep):
        if label != "conj" or tag[head[verb]] != "VBG" or tag[verb] not in (*_FINITE, "VBN"):
            continue
        if tag[verb] == "VBN" and not any(h == verb and dep[i] == "dobj" for i, h in enumerate(head)):
            continue
        at = head[verb]
        if dep[at] not in ("acl", "pcomp", "advcl"):
            continue
        while head[at] != at and tag[at] not in _FINITE:
            at = head[at]
        if tag[at] in _FINITE and at < verb:
            head[verb], tag[verb] = at, tag[at] if tag[verb] == "VBN" else tag[verb]


def _revive(columns: Columns) -> None:
    """Repair "A military jet bombed villagers who ...": "a" cannot belong to a plural, so the participle is a verb.

    The noun before it becomes its subject and takes the article, the plural its object. So too between two
    names that are the whole sentence: "Diop thanked Senegal".
    """
    tag, dep, head = columns.tag, columns.dep, columns.head
    for verb, label in enumerate(dep):
        noun, subject = head[verb], verb - 1
        if label not in ("amod", "compound") or tag[verb] not in ("VBN", "VBD") or subject < 0 or verb > noun:
            continue
        if head[subject] not in (noun, verb) or dep[subject] not in ("nmod", "compound", "nsubj"):
            continue
        names = tag[verb] == "VBD" and dep[noun] == "ROOT" and tag[subject] == tag[noun] == "NNP"
        articles = (i for i, h in enumerate(head) if h == noun and dep[i] == "det" and i < subject)
        single = any(columns.text[i].lower() in ("a", "an", "this", "that") for i in articles)
        if not names and not (single and tag[noun] == "NNS"):
            continue
        for i, h in enumerate(head):
            if h == noun and i < subject:
                head[i] = subject
            elif h == noun and i > noun and dep[i] in ("acl", "prep", "punct") and i != verb:
                head[i], dep[i] = verb, "advcl" if dep[i] == "acl" else dep[i]
        dep[verb], head[verb] = dep[noun], head[noun] if head[noun] != noun else verb
        if dep[verb] == "nsubj":
            dep[verb] = "ccomp"
        columns.pos[verb], tag[verb] = "VERB", "VBD"
        dep[subject], head[subject] = "nsubj", verb
        dep[noun], head[noun] = "dobj", verb
