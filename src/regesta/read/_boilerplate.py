"""What sites and agencies put around a report: links, credits, time stamps, bylines."""

from __future__ import annotations

import re

from regesta.read._dates import Day, find_day

_LONGEST = 300

# Whole blocks, in any case of letters, a final stop or colon aside.
_WHOLE = re.compile(
    r"""(?:
      all\ (?:the\ )?news | (?:latest|breaking|top|world|related|more)\ (?:news|stories|articles|headlines)
    | (?:read|see|watch|view|learn|load|show|find\ out)\ (?:also|more|all|next|full\ (?:story|article)|comments)
    | (?:also|you\ (?:may|might)\ also)\ (?:read|like|see) | related(?:\ (?:topics|content|links))?
    | recommended(?:\ for\ you)? | more\ on\ this(?:\ (?:story|topic))? | most\ (?:read|popular|viewed|watched)
    | trending(?:\ now)? | share(?:\ (?:this|on|via|it|story|article)\b[\w\ ]{0,30})? | tweet | retweet | pin\ it
    | print(?:\ this)?(?:\ (?:page|article|story))? | e-?mail | whatsapp | facebook | twitter | telegram | linkedin
    | copy\ link | save(?:\ (?:article|story|for\ later))? | bookmark | comments?(?:\ \(?\d+\)?)? | \d+\ (?:comments?|shares?|views?)
    | (?:leave|post|add)\ a\ comment | advertis(?:e)?ments? | ads? | sponsored(?:\ content)? | promoted
    | (?:article|story)\ continues\ (?:below|after)(?:\ (?:this\ |the\ )?(?:ad|advertisement|video))?
    | (?:follow|like|join|find)\ us | sign\ up | log\ ?in | sign\ in | subscribe(?:\ now)? | register | newsletters?
    | menu | home(?:page)? | search | close | back(?:\ to\ top)? | top | next | previous | skip\ to\ (?:main\ )?content
    | loading | play(?:\ video)? | listen(?:\ to\ (?:this\ )?article)? | download(?:\ (?:our\ )?app)? | photos? | video
    | tags? | topics? | file\ (?:photo|picture|image) | getty\ images? | courtesy\ photo
    | -*\ ?(?:ends?|end\ of\ story|-?30-?)\ ?-* | \#+\ *(?:end)?\ *\#* | all\ rights\ reserved
    | world | politics | economy | business(?:\ &\ economy)? | society(?:\ &\ culture)? | sports? | opinion
    | military\ &\ defen[cs]e | science\ &\ space | emergencies | press\ review | (?:news\ )?briefs?
    | [\w\ &]{0,24}\ politics\ &\ diplomacy | (?:a\ |an\ )?\d+[\ -]min(?:ute)?s?\ read
    | (?:\d+|an?)\ (?:min(?:ute)?|hour|day|week|month)s?\ ago
    )[.:…!>»→]*""",
    re.I | re.X,
)

# Beginnings that only such blocks have.
_BEGINNING = re.compile(
    r"""(?:
      (?:read|see)\ (?:also|more|next)\ ?[:|>»→] | also\ read\ ?[:|-] | read:\  | related(?:\ \w+)?:\  | more\ on\ this:
    | (?:watch|listen|in\ pictures|gallery):\  | click\ (?:here|on|below)\b
    | (?:follow|like|join|find)\ (?:us|the\ \w+|@?\w+)\ (?:on|at)\ (?:x\b|twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|google|social)
    | (?:sign\ up|subscribe)\ (?:for|to)\ (?:our|the|free|daily|receive|get|his|her)\b
    | get\ (?:our|the\ latest)\ .{0,40}(?:newsletter|inbox|alerts|app)\b | download\ (?:our|the)\ .{0,20}app\b
    | (?:file\ )?(?:photo|picture|image|video|photograph)s?(?:\ (?:credits?|by|copyright|caption|courtesy|source))?\ ?[:©|]
    | (?:photo|picture|image|photograph)s?\ (?:credit|copyright|courtesy|by)\b | credit:\  | caption:\  | source:\ 
    | (?:\(c\)|©|copyright\ (?:\(c\)|©|\d{4}|by)) | all\ rights\ reserved | this\ (?:material|story|article)\ (?:may\ not\ be|was\ (?:originally\ )?published|has\ been\ (?:published|updated))
    | (?:tags?|topics?|keywords|filed\ under|categor(?:y|ies)|share\ (?:this|on)|contacts?|media\ contact|more\ information)\ ?:
    | we\ use\ cookies | by\ (?:clicking|continuing|signing\ up)\b.{0,80}(?:agree|accept|terms) | your\ (?:e-?mail|browser)\b.{0,60}(?:not|address)
    | https?://\S+$ | www\.\S+$ | \S+@\S+\.\w+$ | @\w+$
    | \(?(?:with\ )?(?:additional\ |further\ )?(?:reporting|writing|editing|compiled|translated|edited|written|reported)(?:\ and\ \w+ing)?\ by\ (?-i:[A-Z])
    | \((?:adds?|recasts?|updates?|updated|corrects?|refiles?|repeats?|new\ throughout)\b[^()]*\)$
    )""",
    re.I | re.X,
)

_NAME = r"[^\W\d_][\w.'’-]*(?:\ (?:(?:de|da|del|der|van|von|bin|ibn|al|el|la|le|di|ben|ter)\ )*[^\W\d_][\w.'’-]*){1,3}"
_BYLINE = re.compile(rf"[Bb][Yy]:?\ ({_NAME}(?:(?:,\ |\ and\ |,\ and\ |\ &\ ){_NAME}){{0,5}})(?P<after>[,|/–—-].{{0,80}}|\ in\ [\w\ ,]{{2,40}})?")
_PARTICLES = frozenset("de da del der van von bin ibn al el la le di ben ter and".split())

_STAMP_WORDS = frozenset(
    "published posted updated modified last first created date time on at am pm a.m p.m "
    "gmt utc est edt et cst cdt pst pdt bst cet cest eet eest ist msk wat eat cat sast jst kst hkt sgt aest t z "
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday "
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august "
    "september october november december".split()
)
_STAMP_PARTS = re.compile(r"[\s,:|/•·+()–—-]+|\.(?!m)")
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|z)?|\d\dt\d\d")

_CREDIT = re.compile(
    r"\((?:With )?(?:Additional |Further )?(?:Reporting|Writing|Editing|Compiled|Translated|Edited|Written)"
    r"(?: and \w+ing)? by [A-Z][^()]{2,300}\)\.?$"
)
_CREDIT_REACH = 320


def is_boilerplate(block: str) -> bool:
    """Say whether a block is no part of the report's own text."""
    if len(block) > _LONGEST:
        return False
    if not any(character.isalnum() for character in block):
        return True
    return bool(
        _WHOLE.fullmatch(block)
        or _BEGINNING.match(block)
        or is_stamp(block)
        or _is_byline(block)
    )


def is_stamp(block: str) -> bool:
    """Say whether a block is nothing but a day, a time or both: "10 SEP 2023, 14:32"."""
    if len(block) > 100:
        return False
    parts = [part for part in _STAMP_PARTS.split(block.lower()) if part]
    numbers = sum(_NUMBER.fullmatch(part) is not None for part in parts)
    words = sum(part.rstrip(".") in _STAMP_WORDS for part in parts)
    return numbers >= 1 and words + numbers == len(parts) and (words >= 1 or numbers >= 3)


def stamped_day(block: str) -> Day | None:
    """Return the day of a time stamp where it states the year."""
    day = find_day(block) if is_stamp(block) else None
    return day if day is not None and day.year is not None else None


def _is_byline(block: str) -> bool:
    match = _BYLINE.fullmatch(block) if len(block) <= 200 else None
    if match is None:
        return False
    words = re.split(r",?\s+", match[1])
    return not block.endswith((".", "!", "?")) and all(
        word[0].isupper() or word in _PARTICLES or word == "&" for word in words if word
    )


def credit_start(text: str, start: int, *, end: int) -> int | None:
    """Return where a credit line ends the block: "... (Reporting by A; Editing by B)"."""
    reach = max(start, end - _CREDIT_REACH)
    match = _CREDIT.search(text[reach:end])
    return reach + match.start() if match else None
