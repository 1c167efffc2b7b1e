"""The dateline that begins a report: "MOSCOW, September 10. /TASS/.", "NAIROBI (Reuters) -"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regesta.read._dates import DATE, Day, find_day
from regesta.read._filing import (
    AGENCIES,
    CITIES,
    FIRST_WORDS,
    NOT_PLACES,
    SENTENCE_WORDS,
)

REACH = 240
"""How many characters of a block can hold a dateline."""

# Nothing inside a word can be matched in two ways, and the reach is short: no runaway.
_WORD = r"(?>[^\W\d_](?:[-'’.](?=\w)|\w)*+\.?+)"
_PLACE = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,4}}(?:\s?/\s?{_WORD}(?:[ \xa0]{_WORD}){{0,3}}){{0,3}}"
_REGION = rf"(?:,\s*{_WORD}(?:[ \xa0]{_WORD}){{0,3}}){{0,2}}?"
_SIGNED = r"\((?P<paren>[^()\n]{2,60})\)|/(?P<slash>[^/\n]{2,40})/"
_BEFORE_DAY = r"(?:[,.]\s*|\s+|\s*[-–—]\s*)"
_DASH = r"(?:-{2,}|[—–―−]|(?<=[)\s/])-|-(?=\s|$))"
_END = rf"(?:[.,]?\s*(?P<dash>{_DASH})\s*|\s*(?P<colon>:)(?:\s+|$)|(?P<stop>\.)(?:\s+|$)|\s*$)"
_OPEN_END = _END.removesuffix("$)") + ")"

_PLACED = rf"(?P<place>{_PLACE})(?P<region>{_REGION})(?:{_BEFORE_DAY}(?P<day>{DATE}))?"
_LATER = rf"(?:{_BEFORE_DAY}(?P<later>{DATE}))?"
_BEFORE_SIGNED = r"[\s.,]*(?:--\s*)?"
_FULL = re.compile(rf"{_PLACED}(?:{_BEFORE_SIGNED}(?:{_SIGNED}))?{_LATER}{_END}")
_SIGNED_ONLY = re.compile(rf"{_PLACED}{_BEFORE_SIGNED}(?:{_SIGNED}){_LATER}{_OPEN_END}")
_SIGNATURE = re.compile(rf"(?:{_SIGNED}){_OPEN_END}")
_DAY_FIRST = re.compile(rf"(?P<day>{DATE})(?:[\s,]*(?:{_SIGNED}|(?P<place>{_PLACE})(?P<region>{_REGION})))?{_END}")
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+"
_NO_MARK = re.compile(
    rf"(?P<place>{_CAPITALS}(?:[ \xa0]{_CAPITALS}){{0,3}})"
    rf"(?P<region>(?:,\s*{_WORD}(?:[ \xa0]{_WORD}){{0,2}}?)?)"
    rf"[ \xa0]+(?=(?P<next>(?:{'|'.join(sorted(SENTENCE_WORDS))})\b|{_WORD}))"
)
_NAMED = tuple(
    re.compile(rf"({_WORD}(?:[ \xa0]{_WORD}){{{more}}})(?:\s*(?:{_DASH}|[:.])\s*|\s*$|\s+(?=[A-Z\"“]))")
    for more in (3, 2, 1, 0)
)
_STATION = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?")
_PARTICLE = re.compile(r"of|and|the|del?|d[aou]|des|der|l[ae]|[ae]l|l[ao]s|en|sur|an|am|upon|bin|ibn|es")
_OPENERS = "\"'“‘«[("


@dataclass(frozen=True, slots=True)
class Filing:
    """What a block's beginning says; positions are in the block.

    ``label`` is set where only its form speaks for it ("colon", "day"): a transcript's speakers and a
    chronicle's days look the same, but come again and again.
    """

    end: int
    place: tuple[int, int] | None
    day: Day | None
    agency: str | None
    label: str | None = None


def find_filing(block: str) -> Filing | None:
    """Read the dateline at the start of ``block``, of which ``REACH`` characters and one more suffice."""
    window = block[:REACH]
    for pattern, judge in (
        (_DAY_FIRST, _day_first),
        (_SIGNATURE, _signature),
        (_SIGNED_ONLY, _full),
        (_FULL, _full),
        (_NO_MARK, _no_mark),
    ):
        match = pattern.match(window)
        if match is not None:
            filing = judge(match, window)
            if filing is not None:
                return filing
    return None


def _full(match: re.Match[str], block: str) -> Filing | None:
    place, rest = match["place"], block[match.end() :]
    day, agency = _signed(match)
    if not _may_be_place(place) or (agency is not None and _is_acronym(agency, place)):
        return None
    end, label = match.end(), None
    if match["dash"] and agency is None:
        agency, length = _named(rest)
        end += length
    if agency is not None or day is not None:
        if not _firm(match, rest, agency=agency, day=day):
            return None
    elif not _bare(match, rest):
        return None
    elif match["colon"] and _first_place(place).upper() not in CITIES:
        label = "colon"
    return Filing(end, _place_span(match), day, agency, label)


def _firm(match: re.Match[str], rest: str, *, agency: str | None, day: Day | None) -> bool:
    """Judge a place with a day or an agency beside it."""
    caps = _in_capitals(match["place"])
    marked = bool(match["dash"] or match["colon"])
    if agency is None:
        return marked or not rest or (bool(match["stop"]) and caps and _begins(rest))
    if match["slash"] or agency.casefold() in AGENCIES or _STATION.fullmatch(agency):
        return marked or not rest or ((caps or _known(match)) and _begins(rest))
    if not marked or len(agency.split()) > 5 or not (agency[0].isupper() or agency[0].isdigit()):
        return False
    return day is not None or ((caps or _known(match) or bool(match["region"])) and _begins(rest))


def _bare(match: re.Match[str], rest: str) -> bool:
    """Judge a place that has only a dash or a colon after it."""
    place, known = match["place"], _known(match)
    if not rest:
        # The line holds nothing else; a label could too, so the city must be one that is known.
        return known and (bool(match["dash"]) or (place in CITIES and not match["colon"]))
    if not _begins(rest) or not _is_prose(match[0] + rest):
        return False
    if known or (match["dash"] and match["region"] and "." not in place):
        return bool(match["dash"] or match["colon"]) and not _closed_again(match, rest)
    letters = sum(character.isalpha() for character in place)
    if not _in_capitals(place) or letters < 5:
        return False
    return bool(match["colon"]) or (bool(match["dash"]) and not _closed_again(match, rest))


def _closed_again(match: re.Match[str], rest: str) -> bool:
    """Say whether a second dash soon closes an insertion ("Kisumu - Kenya's third city - said")."""
    if not match["dash"] or (_in_capitals(match["place"]) and _known(match)):
        return False
    return re.search(rf"\s{re.escape(match['dash'])}\s", rest[:80]) is not None


def _no_mark(match: re.Match[str], block: str) -> Filing | None:
    """Judge a place in capitals with nothing after it, as some sites print agency reports."""
    place, follows = match["place"], match["next"]
    if not _in_capitals(place) or not _may_be_place(place) or not _is_prose(block):
        return None
    known = place in CITIES and follows[0].isupper() and not follows.isupper()
    letters = sum(character.isalpha() for character in place)
    if match["region"]:
        known = False
    if not known and not (letters >= 5 and follows in SENTENCE_WORDS):
        return None
    return Filing(match.end(), _place_span(match), None, None)


def _signature(match: re.Match[str], block: str) -> Filing | None:
    """Judge an agency that stands alone: "(Reuters) -"."""
    day, agency = _signed(match)
    rest = block[match.end() :]
    if agency is None:
        return None
    known = agency.casefold() in AGENCIES
    short = agency.isupper() and len(agency) <= 6 and bool(match["dash"]) and _begins(rest)
    if (known and (match["dash"] or match["colon"] or not rest or _begins(rest))) or short:
        return Filing(match.end(), None, day, agency)
    return None


def _day_first(match: re.Match[str], block: str) -> Filing | None:
    """Judge a day that stands first: "Nov 14 (Reuters) -", "26 March, 2017: ", "5 March 2021, Geneva -"."""
    day, held = _signed(match)
    rest = block[match.end() :]
    if day is None or not (match["dash"] or match["colon"]):
        return None
    agency = held if held is not None and held.casefold() in AGENCIES else None
    if agency is None and not (_begins(rest) and _is_prose(block)):
        return None
    if match["place"] is not None:
        if not _may_be_place(match["place"]):
            return None
        return Filing(match.end(), _place_span(match), day, None)
    return Filing(match.end(), None, day, agency, None if agency else "day")


def _signed(match: re.Match[str]) -> tuple[Day | None, str | None]:
    """Read the day and the agency; a bracket may hold either or both ("Reuters, March 3")."""
    groups = match.groupdict()
    inside = groups["paren"] or groups["slash"] or ""
    written = groups.get("day") or groups.get("later")
    held = re.search(DATE, inside)
    if held is not None:
        written = written or held[0]
        inside = inside[: held.start()] + inside[held.end() :]
    return (find_day(written) if written else None), inside.strip(" ,;-–—") or None


def _named(rest: str) -> tuple[str | None, int]:
    """Read an agency after the dash ("ANKARA - Anadolu Agency"): its name and how far it reaches."""
    for pattern in _NAMED:
        match = pattern.match(rest)
        if match is not None and match[1].casefold() in AGENCIES:
            return match[1], match.end()
    return None, 0


def _place_span(match: re.Match[str]) -> tuple[int, int]:
    start = match.start("place")
    return start, start + len(_first_place(match["place"]))


def _first_place(place: str) -> str:
    first = re.split(r"\s?/\s?|\s(?:and|&)\s", place, maxsplit=1)[0]
    # "KYIV." before a day: the stop is no part of the name, as it is in "D.C.".
    return first.removesuffix(".") if first.count(".") == 1 else first


def _may_be_place(place: str) -> bool:
    words = re.split(r"\s?/\s?|[ \xa0]", place)
    if words[0] in FIRST_WORDS and place.upper() not in CITIES:
        return False
    if any(word.strip(".") in NOT_PLACES for word in words):
        return False
    return words[0][0].isupper() and all(word[0].isupper() or _PARTICLE.fullmatch(word) for word in words)


def _in_capitals(place: str) -> bool:
    return re.sub(r"\bMa?c(?=[A-Z])|\b(?:and|de|la|of)\b", "", place).isupper()


def _known(match: re.Match[str]) -> bool:
    return _first_place(match["place"]).upper() in CITIES


def _is_acronym(agency: str, place: str) -> bool:
    """Say whether the bracket only abbreviates the name before it ("African Union (AU)")."""
    letters = "".join(c for c in agency if c.isalpha()).upper()
    words = [word for word in re.split(r"[\s\-/]+", place) if word]
    return len(words) > 1 and letters in (
        "".join(word[0] for word in words).upper(),
        "".join(word[0] for word in words if not _PARTICLE.fullmatch(word)).upper(),
    )


def _begins(rest: str) -> bool:
    """Say whether a sentence begins here."""
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPENERS)


def _is_prose(block: str) -> bool:
    """Tell a paragraph from a headline or a label, on which a bare place proves nothing."""
    return len(block) >= 120 or (len(block) > 40 and block.rstrip("\"'”’») ").endswith((".", "!", "?", "…")))
