"""What sites and agencies put around a report: links, credits, time stamps, bylines."""

from __future__ import annotations

import re

from regesta.read._dates import Day, find_day

_LONGEST = 300

# Each line is one family of whole blocks, in any case of letters, a stop or an arrow aside.
_WHOLE_LINES = r"""
    all (?:the )?news|(?:latest|breaking|top|world|related|more) (?:news|stories|articles|headlines)
    (?:read|see|watch|view|learn|load|show|find out) (?:also|more|all|next|full (?:story|article)|comments)
    (?:also|you (?:may|might) also) (?:read|like|see)|related(?: (?:topics|content|links))?
    recommended(?: for you)?|more on this(?: (?:story|topic))?|most (?:read|popular|viewed|watched)
    trending(?: now)?|share(?: (?:this|on|via|it|story|article)\b[\w ]{0,30})?|tweet|retweet|pin it
    print(?: this)?(?: (?:page|article|story))?|e-?mail|whatsapp|facebook|twitter|telegram|linkedin
    copy link|save(?: (?:article|story|for later))?|bookmark|comments?(?: \(?\d+\)?)?
    \d+ (?:comments?|shares?|views?)|(?:leave|post|add) a comment
    advertis(?:e)?ments?|ads?|sponsored(?: content)?|promoted
    (?:article|story) continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement|video))?
    (?:follow|like|join|find) us|sign up|log ?in|sign in|subscribe(?: now)?|register|newsletters?
    menu|home(?:page)?|search|close|back(?: to top)?|top|next|previous|skip to (?:main )?content
    loading|play(?: video)?|listen(?: to (?:this )?article)?|download(?: (?:our )?app)?|photos?|video
    tags?|topics?|file (?:photo|picture|image)|getty images?|courtesy photo|all rights reserved
    -*\s?(?:ends?|end of story|-?30-?)\s?-*|\#+ *(?:end)? *\#*
    (?:an? )?\d+[ -]min(?:ute)?s? read|un news|global perspective human stories
    (?:\d+|an?) (?:min(?:ute)?|hour|day|week|month)s? ago
"""

# The rubrics under which sites file reports; one block may name several.
_RUBRIC_LINES = r"""
    world|politics|economy|business(?: & economy)?|society(?: & culture)?|sports?|opinion|news|top stories|health
    military & defen[cs]e|science & space|science & technology|emergencies|press review|(?:news )?briefs?
    [\w &]{0,24} politics & diplomacy|international|national|culture|environment|energy|law and crime prevention
    africa|asia(?:(?: ?- ?| & )pacific)?|europe|middle east|(?:latin |north |south )?americas?|caucasus|central asia
    climate change|human rights|humanitarian aid|migrants and refugees|peace and security|conflict|corruption
"""

# Each line is one family of beginnings that only such blocks have.
_BEGINNING_LINES = r"""
    (?:read|see) (?:also|more|next) ?[:|>»→]|also read ?[:|-]|read: |related(?: \w+)?: |more on this:
    (?:watch|listen|in pictures|gallery): |click (?:here|on|below)\b
    (?:follow|like|join|find) (?:us|the \w+|@?\w+) (?:on|at) (?:x\b|twitter|facebook|instagram|google|social)
    (?:follow|like|join|find) (?:us|the \w+|@?\w+) (?:on|at) (?:telegram|whatsapp|youtube|linkedin)
    (?:sign up|subscribe) (?:for|to) (?:our|the|free|daily|receive|get|his|her)\b
    get (?:our|the latest) .{0,40}(?:newsletter|inbox|alerts|app)\b|download (?:our|the) .{0,20}app\b
    (?:file )?(?:photo|picture|image|video|photograph)s? ?[:©|]
    (?:photo|picture|image|photograph)s? (?:credits?|copyright|caption|courtesy|source|by)\b
    (?:credit|caption|source): |(?:\(c\)|©|copyright (?:\(c\)|©|\d{4}|by))|all rights reserved
    this (?:material|story|article) (?:may not be|was (?:originally )?published)
    this (?:material|story|article) has been (?:published|updated)
    (?:tags?|topics?|keywords|filed under|category|categories|share (?:this|on)) ?:
    (?:contacts?|media contact|more information) ?:|we use cookies
    by (?:clicking|continuing|signing up)\b.{0,80}(?:agree|accept|terms)
    your (?:e-?mail|browser)\b.{0,60}(?:not|address)
    https?://\S+$|www\.\S+$|\S+@\S+\.\w+$|@\w+$
    \(?(?:with )?(?:additional |further )?(?:reporting|writing|editing)(?: and \w+ing)? by (?-i:[A-Z])
    \(?(?:compiled|translated|edited|written|reported)(?: and \w+ed)? by (?-i:[A-Z])
    \((?:adds?|recasts?|updates?|updated|corrects?|refiles?|repeats?|new throughout)\b[^()]*\)$
"""


def _any_of(lines: str) -> str:
    return "|".join(line.strip() for line in lines.splitlines() if line.strip())


_WHOLE = re.compile(rf"(?:{_any_of(_WHOLE_LINES)})[.:…!>»→]*", re.I)
_RUBRICS = re.compile(rf"(?:{_any_of(_RUBRIC_LINES)})(?:\s*[,|/>»·]\s*(?:{_any_of(_RUBRIC_LINES)}))*", re.I)
_BEGINNING = re.compile(_any_of(_BEGINNING_LINES), re.I)

_PARTICLE = r"(?:de|da|del|der|van|von|bin|ibn|al|el|la|le|di|ben|ter)"
_PART = r"(?!and\b|in\b)[^\W\d_][\w.'’-]*"
_NAME = rf"{_PART}(?: (?:{_PARTICLE} )*+{_PART}){{1,3}}"
_BYLINE = re.compile(
    rf"[Bb][Yy]:? (?P<names>{_NAME}(?:(?:,? and |, | & ){_NAME}){{0,5}})"
    r"(?:[,|/–—-].{0,80}| in [\w ,]{2,40})?"
)
_SMALL = re.compile(rf"{_PARTICLE}|and|&|")

_STAMP_WORD = re.compile(
    r"published|posted|updated?|modified|last|first|created|date|time|on|at|am|pm|a\.m|p\.m|t|z"
    r"|gmt|utc|est|edt|et|cst|cdt|pst|pdt|bst|cet|cest|eet|eest|ist|msk|wat|eat|cat|sast|jst|kst|hkt|sgt|aest"
    r"|(?:mon|tues?|wed(?:nes)?|thu|thurs?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_STAMP_PARTS = re.compile(r"[\s,:|/•·+()–—-]+|\.(?!m)")
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|z)?|\d\dt\d\d")

_CREDIT = re.compile(
    r"(?:\((?:With )?(?:Additional |Further )?(?:Reporting|Writing|Editing|Compiled|Translated|Edited|Written)"
    r"(?: and \w+ing)? by [A-Z][^()]{2,300}\)\.?|\bEnditem)$"
)
_CREDIT_REACH = 360


def is_boilerplate(block: str) -> bool:
    """Say whether a block is no part of the report's own text."""
    if len(block) > _LONGEST:
        return False
    if not any(character.isalnum() for character in block):
        return True
    if _WHOLE.fullmatch(block) or _RUBRICS.fullmatch(block) or _BEGINNING.match(block):
        return True
    return is_stamp(block) or _is_byline(block) or _is_bar(block)


def is_stamp(block: str) -> bool:
    """Say whether a block is nothing but a day, a time or both: "10 SEP 2023, 14:32"."""
    if len(block) > 100:
        return False
    parts = [part for part in _STAMP_PARTS.split(block.lower()) if part]
    numbers = sum(_NUMBER.fullmatch(part) is not None for part in parts)
    words = sum(_STAMP_WORD.fullmatch(part.rstrip(".")) is not None for part in parts)
    return numbers >= 1 and words + numbers == len(parts) and (words >= 1 or numbers >= 3)


def _is_bar(block: str) -> bool:
    """Tell a line of a stamp and a name or rubric: "Ana Cruz | 14.02.2024", "9 July 2024 | Health"."""
    parts = [part.strip() for part in block.split("|")]
    if len(parts) < 2 or not any(is_stamp(part) for part in parts):
        return False
    return all(len(part.split()) <= 5 or is_stamp(part) for part in parts)


def stamped_day(block: str) -> Day | None:
    """Return the day of a time stamp where it states the year."""
    day = find_day(block) if is_stamp(block) or _is_bar(block) else None
    return day if day is not None and day.year is not None else None


def _is_byline(block: str) -> bool:
    match = _BYLINE.fullmatch(block) if len(block) <= 200 else None
    if match is None or block.endswith((".", "!", "?")):
        return False
    words = re.split(r",?\s+", match["names"])
    return all(word[:1].isupper() or _SMALL.fullmatch(word) for word in words)


def credit_start(text: str, start: int, *, end: int) -> int | None:
    """Return where a credit or an end mark closes the block: "... (Reporting by A; Editing by B)"."""
    reach = max(start, end - _CREDIT_REACH)
    match = _CREDIT.search(text[reach:end])
    return reach + match.start() if match else None
