"""What the form of the text says about a name: its bounds, its neighbours, who bears it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from regesta.resolve.placewords import (
    AFTER,
    ARTICLES,
    BEARERS,
    BEFORE,
    DIRECTIONS,
    FUNCTION,
    LOWER_WATERS,
    OUTLETS,
    PARTICLES,
    PERSONS,
    PREPOSITIONS,
    SETTLEMENTS,
    SPEECH,
    WATERS,
    WATERS_BEFORE,
    WATERS_OF,
)

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\b[A-Z]\.|\b(?:St|Ste|Mt|Ft|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Lt|Col|Sgt|Capt|Maj|Prof|Rev|Pres)\."
    r"|(?<![^\W\d_]['’])[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*"
)
_PAIR = re.compile(r"\b([A-Z][\w'’-]*\.?) (?=([A-Z][\w'’-]*[a-z])\b)")
_BESIDE = frozenset({" ", "\u00a0"})
_LINKS = frozenset({" ", "-", "\n", "\u00a0", "–"})
POSSESSIVE = frozenset({"'s ", "’s ", "' ", "’ "})
_PLACED = frozenset({"in", "near", "outside", "around"})
_LONGEST = 7
_LEFT, _RIGHT = 32, 48  # characters around a span that bound and qualify a name


@dataclass(frozen=True, slots=True)
class Words:
    """A text as tokens with their characters."""

    text: str
    word: tuple[str, ...]
    low: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    upper: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        found = [match.span() for match in _TOKEN.finditer(text)]
        word = tuple([text[a:b] for a, b in found])
        return cls(
            text,
            word,
            tuple([w.lower().rstrip(".") for w in word]),
            tuple([a for a, _ in found]),
            tuple([b for _, b in found]),
            tuple([w[0].isupper() for w in word]),
        )

    def part(self, first: int, last: int, *, low: int, high: int) -> Words:
        """Tokens ``first`` to ``last``, those of ``text[low:high]``, as if the rest of the text were not there."""
        return Words(
            self.text[low:high],
            self.word[first:last],
            self.low[first:last],
            tuple([at - low for at in self.start[first:last]]),
            tuple([at - low for at in self.end[first:last]]),
            self.upper[first:last],
        )

    def gap(self, i: int) -> str:
        """What stands between token ``i`` and the next; a full stop outside the text."""
        return self.text[self.end[i] : self.start[i + 1]] if 0 <= i < len(self.word) - 1 else "."

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.upper) and self.upper[i]

    def article(self, i: int) -> bool:
        """An Arabic article before a name: "al-Bab"."""
        return self.low[i] in ARTICLES and self.gap(i) == "-" and self.capital(i + 1)

    def at(self, i: int) -> str:
        return self.low[i] if 0 <= i < len(self.low) else ""

    def slice(self, first: int, last: int) -> str:
        """The characters of the tokens, with single spaces."""
        text = self.text[self.start[first] : self.end[last - 1]]
        return " ".join(text.split()) if last - first > 1 else text


def window(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the words around it that can bound or qualify a name in it."""
    low = text.rfind(" ", 0, max(0, start - _LEFT)) + 1
    high = text.find(" ", min(len(text), end + _RIGHT))
    return low, len(text) if high < 0 else high


def family_names(text: str) -> frozenset[str]:
    """Words of a document that follow another capitalised word, as "Clinton" does in "Hillary Clinton"."""
    known = FUNCTION | BEFORE | DIRECTIONS
    return frozenset(
        second.lower()
        for first, second in _PAIR.findall(text)
        if first.lower() not in known and second.lower() not in AFTER and not first.isupper()
    )


def run(words: Words, i: int) -> int:
    """Where the longest name that could begin at token ``i`` ends."""
    j = last = i + 1
    while j < len(words.word) and j - i < _LONGEST and words.gap(j - 1) in _LINKS:
        if words.low[j] in PARTICLES and not words.capital(j):
            j += 1
        elif words.capital(j) or words.gap(j - 1) == "-" or words.low[j][1:2] in ("'", "’"):
            j = last = j + 1
        else:
            break
    return last


def bounded_left(words: Words, i: int, is_country: Callable[[str], bool]) -> bool:
    """Whether a name can begin at token ``i`` and is not the rest of a longer one."""
    gap, before = words.gap(i - 1), words.at(i - 1)
    if gap == "-":
        return before in ARTICLES or before in DIRECTIONS or is_country(words.word[i - 1])
    if gap not in _BESIDE:
        return True
    if words.capital(i - 1):
        return before in FUNCTION or before in BEFORE or before in DIRECTIONS or before in AFTER
    if before == "of" and words.gap(i - 2) in _BESIDE and words.capital(i - 2):
        # "Bank of England", "Islamic State of Iraq"
        head, longer = words.at(i - 2), words.gap(i - 3) in _BESIDE and words.capital(i - 3)
        return head not in BEARERS and not (head == "state" and longer and words.at(i - 3) not in FUNCTION)
    return True


def bounded_right(words: Words, j: int, is_country: Callable[[str], bool]) -> bool:
    """Whether a name can end before token ``j`` and is not the beginning of a longer one."""
    gap = words.gap(j - 1)
    if gap == "-":
        return words.capital(j) and is_country(words.word[j])
    if gap in _BESIDE and words.capital(j):
        # A dateline in capitals ends where the text's own case begins: "BEIRUT The army ..."
        shouted = words.word[j - 1].isupper() and len(words.word[j - 1]) > 3 and not words.word[j].isupper()
        return words.low[j] in AFTER or words.low[j] in FUNCTION or shouted
    if gap in POSSESSIVE and words.capital(j):
        # "St. Paul's Hospital"
        return words.at(j - 2) not in ("st", "saint") or words.gap(j - 2) != " "
    return True


def like_a_person(words: Words, i: int, j: int) -> bool:
    """Whether the neighbours make the name a person's, a government's or a newspaper's."""
    if words.at(i - 1) in PERSONS and words.gap(i - 1) == " ":
        return True
    if words.at(i - 1) == "to" and words.at(i - 2) == "according":
        return True
    if words.at(j) in OUTLETS and words.gap(j - 1) == " ":
        return True
    return words.at(j) in SPEECH and words.gap(j - 1) in (" ", ", ")


def titled_city(words: Words, j: int) -> bool:
    """Whether "City" follows: "Gaza City"."""
    return words.at(j) == "city" and words.capital(j) and words.gap(j - 1) == " "


def settlement(words: Words, i: int, j: int) -> bool:
    """Whether the text says that the name is a town's: "the city of Gaza", "Gaza City"."""
    return titled_city(words, j) or (words.at(i - 1) == "of" and words.at(i - 2) in SETTLEMENTS)


def stands_in(words: Words, i: int) -> bool:
    """Whether a preposition of place makes even an ordinary word a place: "in Reading"."""
    return words.at(i - 1) in _PLACED and words.gap(i - 1) == " " and not words.word[i].isupper()


def introduced(words: Words, i: int) -> bool:
    """Whether what stands before token ``i`` can stand before a place, or is not known."""
    gap = words.gap(i - 1)
    return i == 0 or "," in gap or (gap == " " and words.low[i - 1] in PREPOSITIONS)


def opening(words: Words, i: int, j: int) -> bool:
    """Whether the name opens a sentence, where any word has a capital; datelines do not count."""
    before, after = words.gap(i - 1), words.gap(j - 1).strip()
    return i > 0 and before not in _LINKS and "," not in before and not after.startswith((",", "(", "-", "–", "—"))


def water(words: Words, i: int) -> int:
    """Where a name of a river, lake, sea or strait that begins at token ``i`` ends; 0 if none does."""
    low = words.low[i]
    if low in WATERS_OF and words.at(i + 1) == "of" and words.gap(i) == " ":
        j = i + 3 if words.at(i + 2) == "the" else i + 2
        if not words.capital(j) or words.gap(j - 1) not in _BESIDE:
            return 0
        last = run(words, j)
        return next((k for k in range(j + 1, last) if words.low[k] in FUNCTION), last)  # "the Sea of Japan on Monday"
    if not words.capital(i) or low in FUNCTION:
        return 0
    if low in WATERS_BEFORE and words.capital(i + 1) and words.gap(i) in _BESIDE:
        return i + 2
    if words.gap(i - 1) in _BESIDE and words.capital(i - 1) and words.at(i - 1) not in FUNCTION:
        return 0
    j = i + 1
    while words.gap(j - 1) in _BESIDE and (words.capital(j) or words.at(j) in LOWER_WATERS):
        if words.low[j] in WATERS and not (words.capital(j + 1) and words.gap(j) in _BESIDE):
            return j + 1
        if not words.capital(j):
            return 0
        j += 1
    return 0
