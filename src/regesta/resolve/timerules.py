"""One function a rule: from the words of a time to its EDTF value."""

from __future__ import annotations

import re
from datetime import timedelta

from regesta.resolve.edtf import bounds, edge_days
from regesta.resolve.timeread import (
    NOWHERE,
    Context,
    Hit,
    Read,
    cut_value,
    interval_of,
    month_number,
    moved,
    placed,
    unit_value,
    words_of,
)
from regesta.resolve.timewords import (
    BIG,
    BRAND,
    COUNT_NEXT,
    COUNTS,
    DURING,
    EARLIER_NEXT,
    FEAST_BEFORE,
    MARCHES,
    MONTH_AFTER,
    NAME_NEXT,
    NAMELIKE,
    PAPER_NEXT,
    RELATIVE,
    SEASONS,
    SIDE,
    STEP,
    WEEK,
    YEAR_AFTER,
)

# Each returns what it read of a hit, nothing where the words are no time after all.


def numeric(context: Context, hit: Hit) -> list[Read]:
    """Read "2023-09-07" and "13/9/2023"; where day and month could change places there is no value."""
    if "-" in hit.text:
        return [Read(hit.text)]
    one, two, year = (int(number) for number in re.findall(r"\d+", hit.text))
    if one != two and one <= 12 and two <= 12:
        return [Read(None)]
    day, month = (one, two) if two <= 12 else (two, one)
    return [Read(f"{year}-{month:02}-{day:02}")]


def day_range(context: Context, hit: Hit) -> list[Read]:
    """Read two ends; what one of them leaves out (month, year) it has from the other."""
    sides = [SIDE.fullmatch(hit.said[name]) for name in ("from", "to")]
    if not all(sides) or COUNT_NEXT.match(context.low, hit.end):
        return []
    one, two = (words_of(side) for side in sides if side)
    if "w" in one and "w" in two and not ("m" in one or "m" in two):
        return [_weekdays(context, WEEK.index(one["w"]), WEEK.index(two["w"]))]
    if "y" in one and "d" in two and "m" not in two:  # "2015-16"
        return [Read(f"{one['y']}/{one['y'][:2]}{int(two['d']):02}")]
    for side, other in ((one, two), (two, one)):
        if "d" in side and "m" in other:
            side.setdefault("m", other["m"])
        if not side.keys() & {"m", "y"} or ("d" in side and "m" not in side):
            return []
    low, high = _part(one), _part(two)
    wraps = low > high + "-99" and "m" in two  # from one year into the next

    def whole(year: int) -> str:
        return f"{one.get('y') or f'{year - wraps:04}'}{low}/{year:04}{high}"

    if "y" in one or "y" in two:
        return [Read(whole(int(two["y"]) if "y" in two else int(one["y"]) + wraps))]
    return [placed(context, whole, prefer=context.prefer(hit.start))]


def _part(said: dict[str, str]) -> str:
    """Return the "-09-07" or "-09" of what was said, "" for a bare year."""
    month = f"-{month_number(said['m']):02}" if "m" in said else ""
    return month + (f"-{int(re.sub(r'[a-z]+', '', said['d'])):02}" if "d" in said else "")


def _weekdays(context: Context, first: int, last: int) -> Read:
    if context.anchor is None or not context.anchor.known:
        return Read(None)
    today, length = context.anchor.day.weekday(), (last - first) % 7
    ahead = (first - today) % 7 if context.forward else -((today - last) % 7) - length
    low = context.anchor.day + timedelta(ahead)
    return Read(interval_of(low, low + timedelta(length)))


def day_list(context: Context, hit: Hit) -> list[Read]:
    """Read "June 3 and 4" and "3 and 4 June" as one time for each day; the month goes with its neighbour."""
    days = list(re.finditer(r"\d+[a-z]*", hit.said["days"]))
    base = hit.start + hit.text.index(hit.said["days"])
    ends = [[base + day.start(), base + day.end()] for day in days]
    ends[0][0], ends[-1][1] = hit.start, hit.end
    reads = (_dated(context, hit, _part({**hit.said, "d": day[0]})) for day in days)
    return [Read(read.value, read.known, at=(at[0], at[1])) for read, at in zip(reads, ends, strict=True)]


def _dated(context: Context, hit: Hit, part: str) -> Read:
    """Give "-09-07" or "-07" the year that the text says, or else the one that the context prefers."""
    said, cut = hit.said, hit.said.get("q")
    if year := said.get("y"):
        return Read(cut_value(year + part, cut))
    if relative := said.get("ry"):
        base = context.anchor or NOWHERE
        return Read(cut_value(f"{base.day.year + STEP.get(relative, 0):04}{part}", cut), base.known)
    prefer = RELATIVE.get(said.get("rel", ""), context.prefer(hit.start))
    return placed(context, lambda year: cut_value(f"{year:04}{part}", cut), prefer=prefer)


def month_day(context: Context, hit: Hit) -> list[Read]:
    said, anchor = hit.said, context.anchor
    if "y" not in said and NAME_NEXT.match(context.text, hit.end):
        return []
    if "w" in said and anchor and anchor.known and not ("y" in said or "ry" in said):
        # The weekday tells the year, if that is no more than five years away.
        days = (edge_days(f"{anchor.day.year + step:04}{_part(said)}") for step in range(-5, 3))
        fits = [day[0] for day in days if day and day[0].weekday() == WEEK.index(said["w"])]
        if fits:
            return [Read(min(fits, key=lambda day: abs((day - anchor.day).days)).isoformat())]
    return [_dated(context, hit, _part(said))]


def month_only(context: Context, hit: Hit) -> list[Read]:
    name, before = hit.said["m"], context.before(hit.start)
    if hit.said.get("rel") == "this":
        hit.said["ry"] = "this"
    if not hit.said.keys() & {"q", "rel", "y", "ry"}:
        mistakable = name in NAMELIKE or context.text[hit.end + 1 : hit.end + 2].isupper()
        if mistakable and not MONTH_AFTER.search(before):
            return []
        if name == "march" and MARCHES.match(context.low, hit.end):
            return []
        if name == "may" and context.low.startswith(" day", hit.end):  # "a May Day march"
            return []
    return [_dated(context, hit, _part(hit.said))]


def year(context: Context, hit: Hit) -> list[Read]:
    before, part = context.before(hit.start), hit.said.get("q")
    if not part and (not YEAR_AFTER.search(before) or COUNT_NEXT.match(context.low, hit.end)):
        return []
    # A report whose year is unknown does not name it in this way: a bare year is another one.
    unknown = context.anchor is not None and not context.anchor.known
    ahead = before.split()[-1:] in (["by"], ["until"])
    return [Read(cut_value(hit.said["y"], part), past=unknown and not ahead, future=unknown and ahead)]


def many_years(context: Context, hit: Hit) -> list[Read]:
    if decade := hit.said.get("y"):
        return [Read(f"{decade[:3]}X", past=decade < "2000")]
    century = int(hit.said["n"]) - 1
    return [Read(f"{century}XX", past=century < 20)]


def quarter(context: Context, hit: Hit) -> list[Read]:
    said, half = hit.said, hit.said.get("unit") == "half"
    order = {"1": 1, "2": 2, "3": 3, "first": 1, "second": 2, "third": 3, "last": 2 if half else 4}
    number = order.get(said.get("n") or said["o"], 4)
    if half and number > 2:
        return []
    base = context.anchor or NOWHERE
    year = said.get("y") or f"{base.day.year + STEP.get(said['ry'], 0):04}"
    return [Read(f"{year}-{(39 if half else 32) + number}", "y" in said or base.known)]


def season(context: Context, hit: Hit) -> list[Read]:
    relative, season = hit.said.get("rel"), hit.said["s"]
    if "y" not in hit.said:
        other = season in ("fall", "spring") or season.title() in context.text[hit.start : hit.end]
        if relative == "the" and (other or not DURING.search(context.before(hit.start))):
            return []
        if relative is None:
            return []
    return [_dated(context, hit, f"-{SEASONS[season]}")]


def weekday(context: Context, hit: Hit) -> list[Read]:
    feast = FEAST_BEFORE.search(context.text[max(0, hit.start - 12) : hit.start])
    if feast or PAPER_NEXT.match(context.text, hit.end):
        return []
    word, week = hit.said.get("rel", "").split(" ")[-1], hit.said.get("week")
    base = context.reference if word in ("following", "previous", "same") else context.anchor
    if base is None or not base.known:
        return [Read(None, future=word in ("next", "coming"))]
    wanted, until = WEEK.index(hit.said["w"]), context.before(hit.start).split()[-1:]
    ahead = (wanted - base.day.weekday()) % 7
    if week or word == "this":
        ahead = wanted - base.day.weekday() + 7 * STEP.get(week or "", 0)
    elif word in ("next", "coming", "following"):
        ahead = ahead or 7
    elif word in ("last", "previous"):
        ahead -= 7
    elif word == "past" or not (context.forward or until in (["by"], ["until"], ["till"])):
        ahead -= 7 if ahead else 0
    said = word in ("next", "coming", "this") or bool(week)
    value = (base.day + timedelta(ahead)).isoformat()
    return [Read(context.told(value) if word == "following" else value, future=said and ahead > 0)]


def relative_day(context: Context, hit: Hit) -> list[Read]:
    word, base = hit.said["day"].split()[0], context.anchor
    if word == "today" and BRAND.search(context.before(hit.start)):
        return []
    step = {"yesterday": -1, "last": -1, "tomorrow": 1, "the": 2 if "after" in hit.text else -2}.get(word, 0)
    future = step > 0 or hit.said.get("q") == "later"
    if base is None:
        return [Read(None, future=future)]
    day = base.day + timedelta(step)
    return [Read(interval_of(day - timedelta(word == "overnight"), day), base.known, future=future)]


def same_as(context: Context, hit: Hit) -> list[Read]:
    """Read "the following day", "that year", "the same week": relative to the reference."""
    base, unit = context.reference, hit.said["u"]
    unit = unit if unit in ("week", "month", "year") else "day"
    step = next((STEP[word] for word in hit.said["rel"].split() if word in STEP), 0)
    return [Read(context.told(unit_value(base, unit, step)), base.known)] if base else [Read(None)]


def _count(words: str) -> int | None:
    """Return the number said, None where it is vague ("several", "few") or missing."""
    last = words.removesuffix(" of").split(" ")[-1]
    return int(last) if last.isdecimal() else COUNTS.get(last)


def offset(context: Context, hit: Hit) -> list[Read]:
    """Read "two days ago" from the anchor, "two days earlier" and "later" from the reference."""
    unit, word, number = hit.said["u"], hit.said["word"], _count(hit.said.get("n", ""))
    base = context.anchor if word == "ago" else context.reference
    sign = 1 if word in ("later", "after") else -1
    if unit in ("minute", "hour"):
        number, unit = (number or 0) // 24 if unit == "hour" else 0, "day"
    past = sign < 0 and (unit in BIG or number is None)
    if number is None or base is None or unit.startswith("centur"):
        return [Read(None, past=past)]
    if unit == "week" and word != "ago" and number == 1:
        number, unit = 7, "day"
    elif unit == "year" and number == 1:  # "a year ago" is that month
        number, unit = 12, "month"
    elif unit == "decade":
        number, unit = 10 * number, "year"
    return [Read(context.told(unit_value(base, unit, sign * number)), base.known, past=past)]


def unit_span(context: Context, hit: Hit) -> list[Read]:
    """Read calendar units ("last week", "late last month", "the end of the year")."""
    word, unit, part, base = hit.said["rel"], hit.said["u"], hit.said.get("q"), context.anchor
    if (word == "the" or unit == "day") and not part:
        return []
    past = (word == "last" and unit in BIG) or (part == "earlier" and unit in BIG)
    future = word == "next" or part == "later"
    value = unit_value(base, unit, STEP.get(word, 0)) if base else None
    whole = bounds(value) if value else None
    if not (base and value and whole):
        return [Read(None, past=past, future=future)]
    if part in ("earlier", "later") and whole[0] <= base.day <= whole[1]:
        value = interval_of(whole[0], base.day) if part == "earlier" else interval_of(base.day, whole[1])
    return [Read(cut_value(value, part), base.known, past, future)]


def trailing(context: Context, hit: Hit) -> list[Read]:
    """Read "the past two months", "the last week", "coming days": up to the anchor or from it."""
    said, base = hit.said, context.anchor
    words, unit = said["rel"].split(" "), said["u"]
    if unit == "day" and words[-1] in ("last", "next") and not (said.get("n") or "plural" in said):
        return []  # "the last day"
    future = words[-1] in ("next", "coming")
    number = _count(said["n"]) if "n" in said else None if "plural" in said else 1
    if number is None or base is None or words[-1] == "recent":
        return [Read(None, past=not future, future=future)]
    low, high = sorted((base.day, moved(base.day, unit, number if future else -number)))
    return [Read(interval_of(low, high), base.known, not future and unit in BIG, future)]


def weekend(context: Context, hit: Hit) -> list[Read]:
    word, base = hit.said["rel"].split(" ")[-1], context.anchor
    future = word in ("next", "coming")
    if base is None or not base.known:
        return [Read(None, future=future)]
    this = 5 - base.day.weekday()
    # "This weekend" is still the one before on a Monday or Tuesday, unless the clause is about the future.
    back = this > 0 and not context.forward and (word != "this" or this > 3)
    away = {"next": this + 7, "coming": this, "last": this - 7}.get(word, this - 7 if back else this)
    saturday = base.day + timedelta(away)
    return [Read(interval_of(saturday, saturday + timedelta(1)), future=future)]


def vague(context: Context, hit: Hit) -> list[Read]:
    if hit.text == "earlier" and EARLIER_NEXT.match(context.low, hit.end):
        return []
    future = hit.text.startswith(("soon", "shortly")) or hit.text.endswith("future")
    return [Read(None, past=not future, future=future)]
