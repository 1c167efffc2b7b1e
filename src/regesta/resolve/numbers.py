"""Reads the counts that English news gives: "49", "more than 30", "dozens", "between 20 and 30".

Dates, ages, ordinals, shares, money, measures, durations, times of day and model numbers are no counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Quantity", "find_numbers"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count, characters ``start`` to ``end`` of the text, without its noun.

    ``low == high`` for a plain number, None where unbounded: "more than 30" is 31 and up, "dozens" 24 and up.
    """

    low: int | None
    high: int | None
    start: int
    end: int
    rule: str


_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_VALUES: dict[str, Fraction] = {word: Fraction(n) for n, word in enumerate([*_ONES, *_TEENS])}
_VALUES |= {word: Fraction(10 * n) for n, word in enumerate(_TENS, 2)} | {"half": Fraction(1, 2)}
_MANY = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6}
_SEVERAL = 3

_MODIFIERS = {
    "more": r"more\s+than|over|upwards\s+of|in\s+excess\s+of|exceeding|well\s+over|just\s+over",
    "least": r"at\s+least|(?:no|not)\s+(?:fewer|less)\s+than|a\s+minimum\s+of",
    "most": r"up\s+to|as\s+many\s+as|at\s+most|(?:no|not)\s+more\s+than|a\s+maximum\s+of",
    "fewer": r"(?:fewer|less)\s+than",
    "about": r"nearly|almost|about|around|some|roughly|approximately|an\s+estimated|estimated|close\s+to",
}

_W = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:])}))?|{'|'.join([*_TEENS, *_ONES])})\b"
_X = rf"(?:{'|'.join(_SCALE)})\b"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?!\d|,\d)"
_NUMBER = (
    rf"(?:half\s+an?\s+{_X}|(?:an?|{_W}|{_DIGITS}(?:\.\d{{1,3}})?)(?:\s+{_X})+(?:\s+(?:and\s+)?{_W}(?:\s+{_X})*)*|"
    rf"{_DIGITS}(?!\.\d)|{_W})"
)
_VAGUE = (
    r"(?:tens|dozens|scores|hundreds|thousands)\s+of\s+(?:thousands|millions)\b|"
    r"(?:dozens|hundreds|thousands|millions)\b|"
    r"scores(?=\s+(?:of|were|more|others|killed|dead|wounded|injured|missing|arrested|have|had)\b)"
)
_COUNT = re.compile(
    r"(?<![\w$€£¥₹#/+-])(?<![\d:][.,:])(?<!\.)"
    + rf"(?:(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _MODIFIERS.items())})\s+)?"
    + rf"(?:between\s+(?P<low1>{_NUMBER})\s+and\s+(?P<high1>{_NUMBER})|"
    rf"from\s+(?P<low2>{_NUMBER})\s+to\s+(?P<high2>{_NUMBER})|"
    rf"(?P<low3>{_DIGITS})\s?[-–—]\s?(?P<high3>{_NUMBER})|(?P<low4>{_NUMBER})\s+(?:to|or)\s+(?P<high4>{_NUMBER})|"
    rf"(?P<many>{_VAGUE})|"
    rf"(?P<several>(?:several|a\s+few|a\s+handful(?:\s+of)?)(?:\s+{_X})?)\b|"
    rf"(?P<pair>both|an?\s+(?:couple|pair)\s+of)\b|(?P<none>no\s+one|nobody|none|no)\b|"
    rf"(?P<number>{_NUMBER})|(?P<article>an?)\b)(?P<plus>\s+or\s+more\b|\+)?(?![\w:/$€£%°]|[.,]\d|[-–]\w)"
)

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_UNIT_NEXT = re.compile(
    r"[\s-]*(?:%|percent|per\s+cent|percentage|years?[\s-]old|(?:square|sq|cubic|nautical|metric)\b|"
    r"(?:km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|cent(?:imet(?:er|re))?s?|mm|feet|foot|yards?|inch(?:es)?|"
    r"degrees?|kg|kilos?|kilograms?|grams?|tons?|tonnes?|lbs|lit(?:er|re)s?|gallons?|barrels?|hectares?|acres?|mph|"
    r"kph|knots|megawatts?|mw|(?:us|australian|canadian)\s+dollars?|dollars?|euros?|pounds?|sterling|rubles?|roubles?|"
    r"yuan|yen|rupees?|francs?|pesos?|liras?|lire|dinars?|shekels?|rials?|riyals?|naira|shillings?|usd|eur|bn|gmt|utc|"
    r"a\.?m|p\.?m|o['’]clock|hours?|hrs|minutes?|seconds?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|"
    r"times|points?|thirds?|quarters?|fifths?|tenths?|half|halves)\b)"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]\s?|\b(?:rs\.?|usd|eur|gbp|cfa)\s?)$")
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s+$")
_DATE_NEXT = re.compile(rf"\s+(?:of\s+)?{_MONTH}(?!\w)")
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|ages?\s+of|turned)\s+(?:between\s+)?(?:\d+\s+(?:and|or|to)\s+)?$")
_NAME_BEFORE = re.compile(
    r"\b(?:Group|Gang|Council|Big|Boeing|Airbus|Flight|Route|Highway|Resolution|Article|Chapter|Section|Type|Phase|"
    r"Level|Channel|Unit|Apollo|Protocol|Pier|Gate|Room|Block|Interstate|Nos?\.|[Nn]umber|[Vv]ersion|Covid|War|"
    r"[Aa]rticle|[Rr]esolution|[Cc]hannel|[Rr]oom|[Pp]age|[Ff]light|[Hh]ighway|[Rr]oute)\s+(?:of\s+)?$"
)
_CAPITAL_BEFORE = re.compile(r"(?<![.!?:;\"“”'’(\n]\s)(?<!^)\b[A-Z]\w*\s+$")
_APPOSITION = re.compile(r"[A-Z]\w*,\s+$")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|during|before|after|early|late|mid|year|fiscal|spring|summer|autumn|fall|winter|the|"
    r"its|his|her|their)\s+$"
)
_PLURAL_NEXT = re.compile(r"\s+(?:[a-z]+(?:[- ][a-z]+)?s|people|men|women|children|police|dead|troops)\b")
_NO_NOUN = re.compile(
    r"\s+(?:longer|doubt|matter|way|comment|later|sooner|more|less|fewer|other|idea|evidence|good|better|wonder|"
    r"one\s+else|but|and|or|to|that|it|he|she|they|we|i)\b|(?!\s+[a-z])"
)


def _value(text: str) -> int:
    """Return the number that digits or words say: "two hundred and fifty", "1.2 million", "half a dozen"."""
    total, current = Fraction(0), Fraction(0)
    for word in re.findall(r"[\d,.]+|[a-z]+", text):
        if word[0].isdecimal():
            current += Fraction(word.replace(",", ""))
        elif word in ("a", "an"):
            current = current or Fraction(1)
        elif word in _SCALE:
            current *= _SCALE[word]
            if _SCALE[word] >= 1000:
                total, current = total + current, Fraction(0)
        else:
            current += _VALUES.get(word, 0)
    return int(total + current)


def _named(text: str, low: str, match: re.Match[str]) -> bool:
    """Tell whether a number belongs to a name, date, age, sum of money or measure instead of a count."""
    start, end = match.start(), match.end()
    before, lower = text[max(0, start - 24) : start], low[max(0, start - 24) : start]
    if _UNIT_NEXT.match(low, end) or _MONEY_BEFORE.search(lower) or _AGE_BEFORE.search(lower):
        return True
    if _NAME_BEFORE.search(before):
        return True
    plain = match["number"] or match["low3"] or match["low4"]
    if plain is None or match.lastgroup == "plus":
        return False
    dated = _DATE_NEXT.match(low, end) or _DATE_BEFORE.search(lower)
    if dated and plain.isdecimal() and int(plain) <= 31 and not _PLURAL_NEXT.match(text, end):
        return True
    if not plain.isdecimal() or _modifier(match):
        return False
    many = _PLURAL_NEXT.match(text, end)
    if len(plain) == 4 and "1500" <= plain < "2100" and (not many or _YEAR_BEFORE.search(lower)):
        return True
    if _APPOSITION.search(before) and re.match(r"\s*[,.;)]", low[end : end + 3]):
        return True
    return bool(_CAPITAL_BEFORE.search(before)) and not many


def _modifier(match: re.Match[str]) -> str | None:
    return next((kind for kind in _MODIFIERS if match[kind]), None)


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None, str] | None:
    """Return low, high and the rule, None where the words make no count."""
    for which in "1234":
        if match[f"low{which}"]:
            upper = match[f"high{which}"]
            scale = next((word for word in _SCALE if upper.endswith(" " + word)), None)
            one, two = _value(match[f"low{which}"]), _value(upper)
            if scale and one * _SCALE[scale] < two:  # "20 to 30 million"
                one *= _SCALE[scale]
            return (one, two, "range") if one < two else None
    if match["many"]:
        words = match["many"].split()  # "hundreds", "tens of thousands"
        times = _SCALE[words[-1].removesuffix("s")] if len(words) > 1 else 1
        return _MANY[words[0]] * times, None, "many"
    if match["several"]:
        last = match["several"].split()[-1]
        return _SEVERAL * _SCALE.get(last, 1), None, "several"
    if match["pair"]:
        return 2, 2, "pair"
    if match["none"]:
        return 0, 0, "none"
    kind, number = _modifier(match), 1 if match["article"] else _value(match["number"])
    if match["plus"]:
        return number, None, "least"
    low, high = {
        "more": (number + 1, None),
        "least": (number, None),
        "most": (None, number),
        "fewer": (None, number - 1),
    }.get(kind or "", (number, number))
    return low, high, kind or "number"


def find_numbers(text: str, start: int, end: int, *, articles: bool = False) -> tuple[Quantity, ...]:
    """Read every count in ``text[start:end]``, in order and without overlap.

    With ``articles`` a bare "a", "an" or "one" before a word counts as 1.
    """
    part = text[start:end]
    low = part.lower()
    if len(low) != len(part):  # a few capitals are longer in lower case
        low = "".join(char if len(char.lower()) > 1 else char.lower() for char in part)
    found = []
    for match in _COUNT.finditer(low):
        bare = match["article"] or (match["number"] == "one" and not (match["plus"] or _modifier(match)))
        if bare and not (articles and re.match(r"\s+(?!of\b|another\b)[a-z]", low[match.end() :])):
            continue
        if match["none"] == "no" and _NO_NOUN.match(low, match.end()):
            continue
        read = None if _named(part, low, match) else _bounds(match)
        if read is not None:
            rule = "article" if bare else read[2]
            found.append(Quantity(read[0], read[1], start + match.start(), start + match.end(), rule))
    return tuple(found)
