"""Where sentences end in news text.

A general splitter fails on datelines, "Gen. Haftar", "[The parties held] talks" and stops inside
quotation marks; agencies' house styles are few enough to be told by rule.
"""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col maj capt sgt cpl cmdr adm brig rev hon sen rep gov pres st ste ft mt jr sr
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    no nos vs etc inc ltd co corp dept est approx ave fig vol pp ed eds e.g i.e cf al bros messrs
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mont neb nev okla
    ore pa penn tenn tex va vt wash wis wyo""".split()
)
"""Words whose full stop ends no sentence when a capital follows."""

TITLES_ONLY = frozenset({"no", "mar", "sun", "sat", "mon", "miss", "wash", "ill", "mass", "ore", "pa", "la", "co"})
"""Abbreviations that are ordinary words too: they count only when capitalised."""

_STOP = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+|$)")
_WORD_BEFORE = re.compile(r"[\w.&'-]*$")
_OPENS = re.compile(r"\s+[\"“‘'«(\[]*[A-Z0-9À-ÖØ-ÞĀ-Ž]")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]$")


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    mark = stop.group()
    after = _OPENS.match(text, stop.end(), end)
    if stop.end() >= end:
        return True
    if after is None:
        return False
    if mark[0] != "." or len(mark) > 1 and mark[1] in "\"”’'»":
        return True
    found = _WORD_BEFORE.search(text, max(start, stop.start() - 40), stop.start())
    word = found.group() if found else ""
    bare = word.strip("'").lower()
    if bare in ABBREVIATIONS and (bare not in TITLES_ONLY or word[:1].isupper()):
        return False
    # "J. Smith", "U.S. President": initials, unless the sentence clearly goes on with a new subject.
    return not (_INITIALS.fullmatch(word) and (len(word) == 1 or word[-2:-1] == "."))


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence of ``text[start:end]``, trimmed of white space."""
    cuts = [stop.end() for stop in _STOP.finditer(text, start, end) if _ends(text, stop, start, end)]
    if not cuts or cuts[-1] < end:
        cuts.append(end)
    out: list[tuple[int, int]] = []
    begin = start
    for cut in cuts:
        a, b = begin, cut
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            out.append((a, b))
        begin = cut
    return out


_FRONTED = re.compile(r"[\"“]?According to\b[^,\"“”]{3,90},\s*", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|which|whose|an?|himself|herself)\b[^,]{3,80},\s+")
_TAIL = re.compile(r"\s(?:—|–|--|-)\s(?=[^—–]{2,60}$)")
_SAYS = re.compile(r",\s(?=[^,]{2,40}\s(?:says?|said|reports?|announces?)\.?$)")
_LABEL = re.compile(r"[A-Z][\w .'’&-]{1,40}:\s+(?=[\w\"“'])")


def seams(sentence: str, *, headline: bool) -> list[int]:
    """Return the characters at which a clause begins that the parser must read apart.

    A fronted "According to X," and a headline's "... — Kremlin" or "Kremlin: ..." mislead a dependency
    parser into reading the source as part of the deed.
    """
    out: list[int] = []
    fronted = _FRONTED.match(sentence)
    if fronted:
        cut = fronted.end()
        apposition = _RELATIVE.match(sentence, cut)
        if apposition:
            cut = apposition.end()
        out.append(cut)
    if headline:
        label = _LABEL.match(sentence)
        if label:
            out.append(label.end())
        tail = _TAIL.search(sentence)
        if tail:
            out.append(tail.start() + 1)
        says = _SAYS.search(sentence)
        if says:
            out.append(says.end())
    return [cut for cut in out if 0 < cut < len(sentence)]
