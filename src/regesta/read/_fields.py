"""What a document's fields may hold: days as EDTF, languages that can be read."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ]\d{2}.*", re.DOTALL)
_ENGLISH = frozenset({"en", "eng", "english"})


def edtf_day(value: str) -> str | None:
    """Return ``value`` if it is a real EDTF day, month or year ("2023-09-10", "2023-09", "2023")."""
    match = _DAY.fullmatch(value)
    if match is None:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return None
    return value


def published_day(value: str) -> str | None:
    """Return the EDTF day of an ISO date or datetime, as written (no change of time zone)."""
    return edtf_day(_TIME.sub("", value.strip()))


def language_code(value: str) -> str:
    """Return the primary language of a tag such as "en-GB", "EN_us" or "English": "en"."""
    primary = re.split(r"[-_]", value.strip().lower(), maxsplit=1)[0]
    return "en" if primary in _ENGLISH else primary


def unsupported(language: str | None) -> str | None:
    """Say why a text in ``language`` cannot be read, or return None when it can."""
    if language is None or language == "en":
        return None
    return f"language {language!r} is not supported; Regesta reads English"
