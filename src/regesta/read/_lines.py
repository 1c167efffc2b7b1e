"""Paragraphs of a text, by its blank lines, line ends and line widths."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_BLANK = " \t\xa0\u200b\ufeff"
_CLOSERS = "\"'”’»)]"
_LETTERED = re.compile(r"(?:\w[.)]|o)\s")


class _Line(NamedTuple):
    """Characters ``start`` to ``end`` without white space around; ``apart``: a blank line is before."""

    start: int
    end: int
    apart: bool


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each paragraph; blank lines part them, and so do line ends.

    In hard-wrapped text a line end is only a space. A text is taken to be so where lines go on in lower
    case; how wide these are tells where the other line ends were forced by the width.
    """
    lines = _lines(text)
    joined = _joins(text, lines)
    found: list[tuple[int, int]] = []
    for line, join in zip(lines, joined, strict=True):
        if join:
            found[-1] = (found[-1][0], line.end)
        else:
            found.append((line.start, line.end))
    return found


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    apart = False
    before = 0
    for match in _LINE.finditer(text):
        gap = text[before : match.start()]
        apart = apart or gap.count("\n") > 1 or gap.count("\r") > 1 or "\x0c" in gap
        before = match.end()
        line = match[0]
        content = line.strip()
        if not content.strip(_BLANK):
            apart = True
            continue
        start = match.start() + len(line) - len(line.lstrip())
        lines.append(_Line(start, start + len(content), apart))
        apart = False
    return lines


def _joins(text: str, lines: list[_Line]) -> list[bool]:
    """Say of each line whether it goes on from the one before."""
    sure = [False] * len(lines)
    widths: list[int] = []
    for number in range(1, len(lines)):
        line, after = lines[number - 1], lines[number]
        if not after.apart and _goes_on(text, line, after):
            sure[number] = True
            widths.append(line.end - line.start)
    width = _wrap_width(widths)
    if width is None:
        return sure
    for number in range(1, len(lines)):
        if not sure[number] and not lines[number].apart:
            sure[number] = _forced(text, lines[number - 1], lines[number], width=width)
    return sure


def _goes_on(text: str, line: _Line, after: _Line) -> bool:
    """A line without a stop before one in lower case is one sentence (unless it is an item of a list)."""
    if not text[after.start].islower() or _LETTERED.match(text, after.start):
        return text[line.end - 1] == "," and text[after.start].isalpha()
    return not _stops(text, line)


def _wrap_width(widths: list[int]) -> int | None:
    if len(widths) < 2:
        return None
    widest = max(widths)
    even = sum(width >= 0.8 * widest for width in widths)
    return widest if 40 <= widest <= 200 and even >= 0.6 * len(widths) else None


def _forced(text: str, line: _Line, after: _Line, *, width: int) -> bool:
    """Say whether the line ended because the next word did not fit."""
    length = line.end - line.start
    if length > 1.1 * width:
        return False
    word = text[after.start : min(after.end, after.start + 40)].split(maxsplit=1)[0]
    needed = length + 1 + len(word)
    return needed > width if _stops(text, line) else needed > 0.85 * width


def _stops(text: str, line: _Line) -> bool:
    at = line.end - 1
    while at > line.start and text[at] in _CLOSERS:
        at -= 1
    return text[at] in ".!?…:;"
