"""The words of time in English news, as pieces of regular expressions."""

from __future__ import annotations

import re
from typing import Literal

Prefer = Literal["past", "forward", "near", "last", "next"]

NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
COUNTS = {
    "a": 1,
    "an": 1,
    "the": 1,
    "one": 1,
    "two": 2,
    "couple": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
}
PARTS = {
    "early": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "beginning": "start",
    "start": "start",
    "end": "end",
}
STEP = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1}
RELATIVE: dict[str, Prefer] = {"last": "last", "next": "next", "this": "near"}
NAMELIKE = {"march", "april", "may", "june", "august"}
BIG = {"month", "year", "decade", "century", "centurie"}  # an "s" is taken off a plural

FULL = f"(?:{'|'.join(NAMES)})"
M = rf"(?:{FULL}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
W = f"(?:{'|'.join(WEEK)})"
D = r"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d))"
Y = r"(?:(?:1[5-9]|20)\d\d(?![\w:%]|[.,]\d))"
Q = r"(?:early|mid|late|(?:the\s+)?(?:very\s+)?(?:beginning|start|middle|end)\s+of)"
TO_Q = r"(?:\s+in\s+|[-\s]+)"  # between a part and what it is part of: "early in July", "mid-July"
N = (
    r"(?:an?\s+couple\s+of|an?\s+few|couple\s+of|few|several|some|many|recent|\d{1,3}|"
    f"{'|'.join(word for word in COUNTS if word not in ('the', 'couple'))})"
)
U = r"(?:minute|hour|day|week|month|year|decade|centurie|century)"
NIGHT = r"(?:morning|afternoon|evening|night)"
_OF_YEAR = rf"(?:(?:,?\s+(?:of\s+)?)(?P<y>{Y})|\s+(?:of\s+)?(?P<ry>last|this|next)\s+year\b)"
# "June 3 and July 4, 2019": the first takes its year from the second.
_LENT = rf"(?=\s+(?:and|or)\s+{M}(?:\s+{D})?,?\s+(?P<y9>{Y}))"
YEAR = f"(?:{_OF_YEAR}|{_LENT})?"
COUNTED = (
    r"(?:people|persons?|soldiers?|troops|men|women|children|civilians?|residents?|refugees|migrants|fighters?|"
    r"militants|rebels|police\w*|prisoners|protesters|demonstrators|students|workers|victims|others|dead|deaths|"
    r"dollars|euros|pounds|rubles|roubles|yuan|yen|prices|terms|cases|places|locations|villages|towns|schools|"
    r"homes|houses|hectares|acres|tons|tonnes|km|kilometers|kilometres|miles|met(?:er|re)s|feet|hours|hrs|gmt|utc|"
    r"minutes|days|weeks|months|years|votes|seats|members|officers|times|percent|per\s+cent|of\s+(?:them|the|its))\b"
)
# What may follow a bare last day ("May 3 to 5"), so that "sentenced on May 3 to 5 years" has none.
ENDS = (
    r"(?=\s*(?:[^\w\s-]|$)|\s+(?:in|at|when|by|near|after|of|and|to|with|for|as|but|that|were|was|"
    r"during|outside|against|on|over)\b)"
)
MD = rf"(?:(?:{W},?\s+)?(?:{M}\s+{D}|(?:the\s+)?{D}\s+(?:of\s+)?{M})(?:,?\s+{Y})?)"
POINT = rf"(?:{MD}|{M}(?:,?\s+{Y})?|{Y}|{W})"
LAST = rf"(?:{POINT}|(?:the\s+)?{D}{ENDS})"
FIRST = rf"(?:{POINT}|(?:the\s+)?{D})"
DASH = r"\s?[-–—]\s?"
TO = rf"(?:{DASH}|\s+(?:to|through|until)\s+)"
STOP = r"(?=\s*(?:[,.;:)]|$))"

SIDE = re.compile(
    rf"(?:(?P<w>{W})(?:,?\s+|$))?(?:(?P<m>{M})(?:\s+(?P<d>{D}))?|(?:the\s+)?(?P<d2>{D})(?:\s+(?:of\s+)?"
    rf"(?P<m2>{M}))?)?(?:,?\s*(?P<y>{Y}))?"
)
_IN = r"in|since|by|until|till|during|from|before|after|through|a|an|the|this|that|last|next"
MONTH_AFTER = re.compile(rf"(?:\b(?:{_IN}|month\s+of)|{M},?\s+(?:and|or|to))\s+$")
YEAR_AFTER = re.compile(
    rf"(?:\b(?:{_IN}|of|for|year|fiscal|between|(?:back|prior|dat\w+)\s+to|his|her|its|their|our|{Y},?\s+(?:and|or)"
    rf"|{Y},)\s+|['’]s\s+|\()$"
)
COUNT_NEXT = re.compile(rf"\s+(?:(?:to|and|or)\s+[\d,]+\s+)?{COUNTED}")
NAME_NEXT = re.compile(
    r"\s+(?:Movement|movement|Brigades?|Front|Square|Street|Avenue|Bridge|Party|Alliance|Coalition|Forces?|"
    r"Committee|committee|Division|Army|Martyrs|Battalion|Group|Association|University|Stadium|Airport|Revolution)\b"
)
PAPER_NEXT = re.compile(r"\s+(?:Times|Telegraph|Mail|Express|Mirror|Tribune|Herald|Night\s+Live)\b")
FEAST_BEFORE = re.compile(r"\b(?:Black|Good|Bloody|Holy|Ash|Palm|Super|Cyber|Easter|Maundy|[Ee]very|[Ee]ach)\s+$")
MARCHES = re.compile(r"\s+(?:on|for|of|against)\b")
DURING = re.compile(r"\b(?:in|during|over|since|by|until)\s+$")
BRAND = re.compile(r"\b(?:usa|russia)\s+$")
VERB = re.compile(r"\b(?:may|march)\b")
EARLIER_NEXT = re.compile(
    rf"\s+(?:on|in|this|that|last|today|yesterday|than|at|{W}|{M}|{D}|{Y}|(?:the|of)\s+(?:day|week|month|year))\b"
)
