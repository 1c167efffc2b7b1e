"""Reads the dates, weekdays, months and relative times of English news as EDTF values.

``find_times`` reads them; ``bounds``, ``within``, ``precedes`` and ``same_time`` compare their values
(EDTF, ISO 8601-2). Parts: early, mid and late July are days 1-10, 11-20 and 21 to the end; those of a year
are its thirds, of a week Mon-Tue, Wed-Thu, Fri-Sun. Season codes 21-24 are the northern spring to winter
(winter: December of the named year to February), 33-36 quarters and 40-41 halves of a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from regesta.resolve.edtf import bounds, days_in_year, precedes, same_time, within
from regesta.resolve.timeread import Context, Day, Hit, Read, words_of
from regesta.resolve.timerules import (
    day_list,
    day_range,
    many_years,
    month_day,
    month_only,
    numeric,
    offset,
    quarter,
    relative_day,
    same_as,
    season,
    trailing,
    unit_span,
    vague,
    weekday,
    weekend,
    year,
)
from regesta.resolve.timewords import (
    BIG,
    COUNTED,
    COUNTS,
    DASH,
    ENDS,
    FIRST,
    FULL,
    LAST,
    MD,
    NAMES,
    NIGHT,
    PARTS,
    POINT,
    SEASONS,
    STEP,
    STOP,
    TO,
    TO_Q,
    VERB,
    WEEK,
    YEAR,
    D,
    M,
    N,
    Q,
    U,
    W,
    Y,
)

__all__ = ["Time", "bounds", "find_times", "precedes", "same_time", "within"]


@dataclass(frozen=True, slots=True)
class Time:
    """One expression of time: characters ``start`` to ``end`` of the text, without its preposition.

    ``value`` is EDTF, None where the words or the anchor leave it open. ``past``: vague ("recently") or
    clearly earlier (over a week before the anchor, "last month"); ``future``: later by its own words.
    """

    value: str | None
    start: int
    end: int
    rule: str
    past: bool
    future: bool


_Rule = Callable[[Context, Hit], list[Read]]
_END = r"(?!\w|-\w)"
_DAYS = rf"{D}(?:,\s+{D})*,?\s+(?:and|or|&)\s+{D}"
# In this order: the first that fits a place is taken. Group names are a rule's own but for their numbers.
_PATTERNS: tuple[tuple[str, str, _Rule], ...] = (
    ("numeric", rf"{Y}-\d\d-\d\d|\d\d?/\d\d?/(?:19|20)\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d", numeric),
    (
        "range",
        rf"between\s+(?P<from1>{FIRST})\s+and\s+(?P<to1>{LAST})|"
        rf"from\s+(?P<from2>{FIRST})\s+(?:to|until|till|through)\s+(?P<to2>{LAST})|"
        rf"(?P<from3>{MD}){TO}(?P<to3>{LAST})|(?P<from4>{POINT}){TO}(?P<to4>{POINT})|"
        rf"(?P<from5>{Y})[-–](?P<to5>\d\d)|"
        rf"(?P<from6>{D}){DASH}(?P<to6>{D}\s+{M}(?:,?\s+{Y})?)",
        day_range,
    ),
    (
        "day-list",
        rf"(?P<m1>{M})\s+(?P<days1>{_DAYS}){ENDS}{YEAR}|"
        rf"(?P<days2>{_DAYS})\s+(?:of\s+)?(?P<m2>{M})(?:,?\s+(?P<y2>{Y}))?",
        day_list,
    ),
    (
        "month-day",
        rf"(?:(?P<w>{W})(?:\s+{NIGHT})?(?:,\s*|\s+))?"
        rf"(?:(?P<m1>{M})\s+(?P<d1>{D})(?!\s+{COUNTED})|(?:the\s+)?(?P<d2>{D})\s+(?:of\s+)?(?P<m2>{M}))"
        f"{YEAR}",
        month_day,
    ),
    (
        "month",
        rf"(?:(?P<q>{Q}){TO_Q})?(?:(?P<rel>last|this|next)\s+)?"
        rf"(?P<m>{FULL}|{M}(?=,?\s+{Y})){YEAR}",
        month_only,
    ),
    ("decade", rf"(?:the\s+)?(?:{Q}[-\s]+(?:the\s+)?)?(?P<y>(?:1[5-9]|20)\d0)s", many_years),
    ("century", r"(?:the\s+)?(?:(?:early|mid|late)[-\s]+)?(?P<n>1[6-9]|2[01])(?:th|st)[-\s]century", many_years),
    ("year", rf"(?:(?P<q>{Q}){TO_Q})?(?P<y>{Y})", year),
    (
        "quarter",
        r"(?:the\s+)?(?P<o>first|second|third|fourth|last)\s+(?P<unit>quarter|half)\s+of\s+(?:"
        rf"(?P<y1>{Y})|(?P<ry>this|last|next|the)\s+year)|q(?P<n>[1-4])\s+(?P<y2>{Y})",
        quarter,
    ),
    (
        "season",
        r"(?:(?:early|mid|late)[-\s]+)?(?:(?P<rel>last|this|next|the)\s+)?"
        rf"(?P<s>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?(?P<y>{Y}))?",
        season,
    ),
    (
        "weekday",
        r"(?:(?:early|late|mid)\s+)?(?:(?P<rel>(?:(?:this|the)\s+)?(?:past|coming)|last|this|next|"
        rf"(?:the\s+)?(?:following|previous|same)|the\s+next)\s+)?(?P<w>{W})"
        rf"(?:(?:\s+of)?\s+(?P<week>last|this|next)\s+week|\s+{NIGHT})?",
        weekday,
    ),
    (
        "relative-day",
        r"(?:(?P<q>early|late|earlier|later)\s+)?(?P<day>today|tonight|overnight|"
        rf"(?:yesterday|tomorrow)(?:\s+{NIGHT})?|this\s+{NIGHT}|last\s+night|"
        r"the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))",
        relative_day,
    ),
    (
        "reference",
        r"(?P<rel>(?:the|that)\s+(?:very\s+)?same|that|(?:the\s+)?(?:following|previous|preceding)|"
        rf"(?:the\s+)?next(?=\s+(?:day|morning)))\s+(?P<u>day|{NIGHT}|week|month|year)",
        same_as,
    ),
    (
        "offset",
        rf"(?:(?P<n1>{N})\s+)?(?P<u1>{U})s?\s+(?P<word1>ago|earlier|later)(?!\s+than)|"
        rf"(?P<n2>the|{N})\s+(?P<u2>{U})s?\s+(?P<word2>before|after|previously){STOP}",
        offset,
    ),
    (
        "trailing",
        r"(?:(?P<rel1>(?:this\s+|the\s+)?(?:past|coming)|the\s+(?:last|next)|recent)|"
        rf"(?P<rel2>last|next)(?=\s+(?:{N}\s|{U}s\b)))\s+"
        rf"(?:(?P<n>{N})\s+)?(?P<u>{U})(?P<plural>s)?(?!\s+of\b)",
        trailing,
    ),
    (
        "unit",
        rf"(?:(?P<q>earlier|later|{Q}){TO_Q})?(?P<rel>the|this|last|next)\s+"
        r"(?P<u>day|week|month|year|decade)",
        unit_span,
    ),
    ("weekend", r"(?P<rel>(?:the|this)\s+(?:past|coming)|the|this|last|next)\s+weekend", weekend),
    (
        "vague",
        r"recently|recent|previously|earlier(?!\s+than)|formerly|lately|long\s+ago|(?<=in )the\s+past|"
        r"soon(?!\s+(?:after|as|became))|shortly(?!\s+(?:after|before))|(?:the\s+)?near\s+future",
        vague,
    ),
)
# The first letters of every word that a pattern begins with: most places in a text are passed over by them.
_OPENING = {word[:3] for word in (*NAMES, *WEEK, *SEASONS, *PARTS, *STEP, *BIG, *COUNTS)} - {"a", "an"}
_OPENING |= {
    "bet",
    "fro",
    "few",
    "sev",
    "som",
    "man",
    "pas",
    "com",
    "min",
    "hou",
    "day",
    "wee",
    "ear",
    "tod",
    "yes",
    "tom",
    "ton",
    "ove",
    "thi",
    "tha",
    "rec",
    "for",
    "lat",
    "lon",
    "soo",
    "sho",
    "nea",
}
_SCAN = re.compile(
    rf"(?<![\w$€£#/-])(?=\d|q\d|an?\s|{'|'.join(sorted(_OPENING))})(?<!\d[.,:])(?:"
    + "|".join(f"(?P<r{n}>{re.sub('[?]P<[a-z0-9]+>', '?:', rule[1])})" for n, rule in enumerate(_PATTERNS))
    + f"){_END}"
)
_WORDED = {"weekday", "weekend", "reference", "offset"}
_RULES = tuple((name, re.compile(f"(?:{text}){_END}"), rule) for name, text, rule in _PATTERNS)


# ---------------------------------------------------------------- the text


@lru_cache(1024)  # a document asks for the same day at every sentence
def _day(value: str | None) -> Day | None:
    """Return the day of "2023-09-10" or "XXXX-09-10", None of anything else."""
    if value is None or not re.fullmatch(r"(?:XXXX|1[5-9]\d\d|20\d\d)-\d\d-\d\d", value):
        return None
    span = days_in_year(value, 2000 if value.endswith("02-29") else 2001)
    return span and Day(span[0], not value.startswith("XXXX"))


def _finish(context: Context, hit: Hit, read: Read, *, worded: bool) -> Read | None:
    """Judge past and future, open what "since" and "until" open, hide years that are not known.

    ``worded``: only words make it future, not where its day lies.
    """
    value, past, future, anchor = read.value, read.past, read.future, context.anchor
    span = bounds(value) if value is not None else None
    if value is None or span is None:  # with a value but no such day, "February 30", it is no date
        return read if value is None else None
    before = context.before(hit.start).split()[-1:]
    if before == ["since"]:
        value, span = f"{value.partition('/')[0].replace('X', '0')}/..", (span[0], date.max)
    elif before in (["until"], ["till"]):
        value = f"../{value.rpartition('/')[2].replace('X', '9')}"
    if anchor and anchor.known == read.known:
        past = past or span[1] < anchor.day - timedelta(7)
        future = future or (span[0] > anchor.day and not worded)
    if not read.known:
        dated = all("-" in side or side == ".." for side in value.split("/"))
        value = re.sub(r"\d{4}(?=-)", "XXXX", value) if dated else None
    return Read(value, read.known, past and not future, future, read.at)


def find_times(
    text: str,
    start: int,
    end: int,
    *,
    anchor: str | None,
    forward: bool = False,
    reference: str | None = None,
) -> tuple[Time, ...]:
    """Read every expression of time in ``text[start:end]``, in order and without overlap.

    ``anchor``: the EDTF day of the report, its year XXXX where unknown; ``reference``: the day that "two days
    later" counts from, the anchor where None. Anything but a day counts as unknown. Days and months lie in
    the past nearest to the anchor, with ``forward`` (a clause about the future) in the future.
    """
    part = text[start:end]
    low = part.lower()
    if len(low) != len(part):  # a few capitals are longer in lower case
        low = "".join(char if len(char.lower()) > 1 else char.lower() for char in part)
    first = _day(anchor)
    context = Context(part, low, first, first if reference is None else _day(reference), forward)
    times = []
    for found in _SCAN.finditer(low):
        name, pattern, rule = _RULES[int((found.lastgroup or "r0")[1:])]
        match = pattern.match(low, found.start())
        if match is None or VERB.search(part, match.start(), match.end()):
            continue
        hit = Hit(match.start(), match.end(), " ".join(match[0].split()), words_of(match))
        for each in rule(context, hit):
            if read := _finish(context, hit, each, worded=name in _WORDED):
                left, right = read.at or (hit.start, hit.end)
                times.append(Time(read.value, start + left, start + right, name, read.past, read.future))
    return tuple(times)
