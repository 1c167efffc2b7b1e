"""Values as cells of a table: text that cannot break a row, numbers, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")


def cell(value: object) -> str:
    """Text on one line, without tabs, control characters and double quotes (written as single ones); "" for None.

    Many readers of tab-separated files take a double quote as the beginning of a cell that may hold line ends.
    """
    return line(value).replace('"', "'")


def line(value: object) -> str:
    """Text on one line, without tabs and control characters; "" for None."""
    if value is None:
        return ""
    return " ".join(_CONTROLS.sub(" ", whole(str(value))).split())


def whole(text: str) -> str:
    """The same text with halves of surrogate pairs replaced, which no file in UTF-8 can hold."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def row(values: Iterable[object]) -> str:
    """One row of a tab-separated file, with its line's end."""
    return "\t".join(map(cell, values)) + "\n"


def joined(values: Iterable[object], between: str = "; ") -> str:
    """The values in one cell, each once; what parts them is replaced by a comma inside of them."""
    mark = between.strip()
    return between.join(dict.fromkeys(text for value in values if (text := line(value).replace(mark, ","))))


def number(value: float | None) -> str:
    """A number as short as it can be said: "-10", "2.8", "" for None."""
    return "" if value is None else repr(float(value)).removesuffix(".0")


def compact(day: str | None) -> str:
    """An ISO day without dashes: "20240409"; "" for None."""
    return (day or "").replace("-", "")


def days_between(first: str, last: str) -> int:
    """How many days lie from one ISO day to another, both counted."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def first(values: Sequence[str]) -> str:
    """The first value, or ""."""
    return values[0] if values else ""
