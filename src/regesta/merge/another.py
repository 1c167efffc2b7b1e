"""Words by which a text itself says that what it tells is another happening: "again", "a second", "separately"."""

from __future__ import annotations

import re
from itertools import pairwise

_WORD = re.compile(r"\w+(?:['’-]\w+)*|[,;:]")

_ORDINAL = "second third fourth fifth sixth seventh eighth ninth tenth".split()
_AGAIN = frozenset("again Again anew afresh".split())
# In capitals an ordinal is part of a name: "the Second Brigade".
_FURTHER = frozenset("another Another renewed Renewed fresh Fresh".split()) | frozenset(_ORDINAL)
# "Marched and vowed to strike again" does not say that they had marched before.
_CUT = frozenset("and or but that who which while after before until if never not will would could may , ; :".split())
# "Another was shot", "another five": of one day's victims; "the second largest": of a ranking.
_NO_NOUN = _CUT | frozenset(
    """was were is are has had have of in on at to by largest biggest highest one two three four five six seven eight
    nine ten eleven twelve dozen dozens scores hundred hundreds thousand thousands""".split()
)
_SUFFERED = frozenset("shot hurt dead died slain missing".split())
_AFTER, _BEFORE = 5, 3  # words from a trigger to "again"
_SPAN = 40  # characters between a trigger and "for a second day"
_SPELL = re.compile(
    rf"\bfor (?:an?|the|his|her|its|their) (?:{'|'.join(_ORDINAL)}) (?:(?:straight|consecutive|successive) )?"
    r"(?:day|night|evening|morning|afternoon|time|week|weekend|month)\b"
    rf"|\b(?:{'|'.join(_ORDINAL)}) (?:(?:straight|consecutive|successive) )?(?:day|night|wave|round) of\b"
    r"|\bonce more\b|\byet again\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:separately|meanwhile|elsewhere)\b"
    r"|(?:minutes|(?:an |a few |some |two |three |several )?(?:hours?|days)) (?:later|earlier|before|afterwards)\b"
    r"|in (?:a (?:separate|different|second)|an unrelated|another)\b",
    re.IGNORECASE,
)
_NIGHT = re.compile(
    r"\blate (?:on|in|at|yesterday|mon|tues|wednes|thurs|fri|satur|sun)|\b(?:over|mid)?night\b|\bdawn\b"
    r"|\bearly (?:on|hours?|morning)\b|\bsmall hours\b",
    re.IGNORECASE,
)


def another(sentence: str, trigger: str) -> bool:
    """Whether the words around a trigger say that the like has happened before: "marched again", "a second raid"."""
    text, told = " ".join(sentence.split()), " ".join(trigger.split())
    at = text.find(told)
    if at < 0 or not told:
        return False
    end = at + len(told)
    if any(at - _SPAN <= found.end() and found.start() <= end + _SPAN for found in _SPELL.finditer(text)):
        return True
    before, inside, after = (_WORD.findall(part) for part in (text[:at], told, text[end:]))
    suffered = inside[0].endswith("ed") or inside[0] in _SUFFERED if inside else False  # "and another wounded"
    return (
        not _AGAIN.isdisjoint(before[-_BEFORE:])
        or not _AGAIN.isdisjoint(inside)
        or not _AGAIN.isdisjoint(_clause(after)[:_AFTER])
        or (not suffered and _further([*before[-2:], "it"]))
        or _further(inside)
        or _further(after[:3])
    )


def turns(sentence: str) -> bool:
    """Whether a sentence turns to something else than what stands before it: "separately", "hours later"."""
    return _TURN.match(sentence.strip()) is not None


def nightly(sentence: str) -> bool:
    """Whether it tells of a night or its ends, which one paper counts to the day before and one to the day after."""
    return _NIGHT.search(sentence) is not None


def _clause(words: list[str]) -> list[str]:
    """The words up to the next that begins something else."""
    return words[: next((i for i, word in enumerate(words) if word in _CUT), len(words))]


def _further(words: list[str]) -> bool:
    """Whether something is told as another of its kind; the last word only says what comes after "another"."""
    return any(word in _FURTHER and after not in _NO_NOUN and not after[0].isdigit() for word, after in pairwise(words))
