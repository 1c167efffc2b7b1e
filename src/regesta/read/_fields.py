"""The fields of a document as tables and lines give them: their names, what they may hold, and how they are read.

``jsonl``, ``csv`` and ``parquet`` share this one table, and so do the parts that other formats state alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from regesta.errors import InputError
from regesta.model import Document, Skipped, Status

FIELDS = (
    "id", "text", "title", "url", "publisher", "published", "language",
    "item", "version", "issued", "status", "embargo",
)  # fmt: skip
"""Every field that a line of JSON or a row of a table may have; only ``text`` must be there."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ]\d{2}.*", re.DOTALL)
_ENGLISH = frozenset({"en", "eng", "english"})
_STATUSES: dict[str, Status] = {
    "usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled",
}  # fmt: skip
_LARGEST_VERSION = 2**31 - 1


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


def instant(value: str) -> str | None:
    """Return an ISO 8601 datetime in UTC, "2023-09-10T14:30:00Z"; one without a zone is taken for UTC.

    Fractions of a second are dropped, so that instants sort as text.
    """
    try:
        moment = datetime.fromisoformat(value.strip())
        return utc(moment)
    except (ValueError, OverflowError):
        return None


def utc(moment: datetime) -> str:
    """Write a moment as ``instant`` does. Raises OverflowError at the ends of the calendar."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def language_code(value: str) -> str:
    """Return the primary language of a tag such as "en-GB", "EN_us" or "English": "en"."""
    primary = re.split(r"[-_]", value.strip().lower(), maxsplit=1)[0]
    return "en" if primary in _ENGLISH else primary


def unsupported(language: str | None) -> str | None:
    """Say why a text in ``language`` cannot be read, or return None when it can."""
    if language is None or language == "en":
        return None
    return f"language {language[:40]!r} is not supported; Regesta reads English"


def publication_status(value: str) -> Status | None:
    """Return IPTC's publication status that ``value`` names ("usable", "stat:canceled"), or None."""
    return _STATUSES.get(re.split(r"[:/]", value.strip().lower())[-1])


def version_number(value: object) -> int | None:
    """Return a version as a whole number of at most 31 bits, or None where it is none."""
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,10}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST_VERSION:
        return None
    return value


def document(
    fields: Mapping[str, object], *, where: str, default_id: str, called: Mapping[str, str] | None = None
) -> Document:
    """Make a document of named fields; what is not in ``FIELDS`` is ignored.

    Only an item that is withheld or canceled may lack a text. ``called`` are the names that the input itself has
    for fields. Raises InputError, naming ``where`` and the field, for a value that is none.
    """
    given = _Given(fields, where, called or {})
    status = given.status()
    language = given.string("language")
    code = language_code(language) if language else None
    refused = unsupported(code) if status == "usable" else None
    if refused:
        raise InputError(f"{where}: {refused}")
    text = given.text(status)
    return Document(
        id=given.identifier(default_id),
        text=text,
        url=given.string("url"),
        title=given.string("title"),
        publisher=given.string("publisher"),
        published=given.day(),
        language=code,
        item=given.string("item"),
        version=given.version(),
        issued=given.moment("issued"),
        status=status,
        embargo=given.moment("embargo"),
    )


class Seen:
    """The ids of one input so far; as hashes, because the ids of huge inputs would fill memory."""

    def __init__(self) -> None:
        self._marks: set[int] = set()

    def note(self, found: Document, *, where: str) -> Skipped | None:
        """Return a note where an id comes again; each publisher has its own ids, and each item many versions."""
        mark = hash((found.id, found.publisher, found.item, found.version, found.issued, found.status))
        if mark in self._marks:
            reason = f"note: {where}: id {found.id!r} came before; give each document its own id"
            return Skipped(found.id, "read", reason)
        self._marks.add(mark)
        return None


@dataclass(frozen=True, slots=True)
class _Given:
    """The fields of one line, row or item, taken one by one."""

    fields: Mapping[str, object]
    where: str
    called: Mapping[str, str]

    def wrong(self, key: str, what: str) -> InputError:
        return InputError(f'{self.where}: "{self.called.get(key, key)}" {what}')

    def string(self, key: str) -> str | None:
        value = self.fields.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(key, "is not text; give it as a string or leave it out")
        return value.strip() or None

    def text(self, status: Status) -> str:
        text = self.fields.get("text")
        if status != "usable" and text is None:
            return ""
        if not isinstance(text, str):
            raise self.wrong(
                "text", f"is {'missing' if text is None else 'not text'}; give the document's text as a string"
            )
        if status == "usable" and not text.strip():
            raise self.wrong("text", "is empty; give the document's text")
        return text

    def identifier(self, default: str) -> str:
        value = self.fields.get("id")
        if value is None or value == "":
            return default
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.wrong("id", "is neither text nor a whole number; give one or leave it out")
        return str(value)

    def day(self) -> str | None:
        value = self.string("published")
        if value is None:
            return None
        day = published_day(value)
        if day is None:
            raise self.wrong("published", f"{value[:40]!r} is no ISO day; write it as YYYY-MM-DD")
        return day

    def moment(self, key: str) -> str | None:
        value = self.string(key)
        if value is None:
            return None
        moment = instant(value)
        if moment is None:
            raise self.wrong(key, f"{value[:40]!r} is no ISO moment; write it as YYYY-MM-DDThh:mm:ssZ")
        return moment

    def status(self) -> Status:
        value = self.string("status")
        if value is None:
            return "usable"
        status = publication_status(value)
        if status is None:
            raise self.wrong("status", f"{value[:40]!r} is not known; write usable, withheld or canceled")
        # A kill without a name would take back nothing.
        if status != "usable" and self.string("item") is None:
            raise self.wrong("item", f"is missing, so that nobody knows what is {status}; give the item's name")
        return status

    def version(self) -> int:
        value = self.fields.get("version")
        if value is None or value == "":
            return 0
        version = version_number(value)
        if version is None:
            raise self.wrong("version", f"{str(value)[:40]!r} is no whole number; write it as 1, 2, 3 ...")
        return version
