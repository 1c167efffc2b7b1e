"""Colours and safe text for terminals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from regesta.export._marks import Mark, pieces

# Each of these keeps a contrast of 3.5 or more on white and on #1e1e1e, so one set serves both.
_MIDDLE = {
    "event": "bold #d75f00",
    "who": "#0087ff",
    "whom": "#af5fd7",
    "when": "#008700",
    "where": "#008787",
    "toll": "#d75f5f",
    "source": "#878700",
}
_SIXTEEN = {
    "event": "bold",
    "who": "blue",
    "whom": "magenta",
    "when": "green",
    "where": "cyan",
    "toll": "red",
    "source": "yellow",
}
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ud800-\udfff]")


class Screen(Console):
    """A console that writes to ``out`` and leaves a closed pipe to the caller."""

    def __init__(self, out: TextIO) -> None:
        super().__init__(file=out, highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def printable(text: str) -> str:
    """The same number of characters, none of which can steer a terminal."""
    return _UNSAFE.sub(lambda found: " " if found[0].isspace() else "�", text)


def styles(console: Console) -> dict[str, str]:
    """The style of each kind of mark on this terminal."""
    few = console.color_system in ("standard", "windows")
    chosen = _SIXTEEN if few else _MIDDLE
    return {**chosen, "told": ""}


def coloured(text: str, marks: Iterable[Mark], styles: dict[str, str], *, start: int, end: int) -> Text:
    """Characters ``start`` to ``end`` of a text with the marks on them underlined in their colours.

    Line breaks and other white space become one space; lines are broken anew to fit the terminal.
    """
    result = Text()
    for piece in pieces(start, end, marks=marks):
        shown = [mark for mark in piece.marks if mark.kind != "told"]
        style = f"{styles[shown[-1].kind]} underline" if shown else ""
        words = re.sub(r"\s+", " ", printable(text[piece.start : piece.end]))
        result.append(words.lstrip() if result.plain.endswith(" ") else words, style)
    return result


def quoted(words: Text, console: Console, *, indent: int) -> list[Text]:
    """Words broken into lines that fit the terminal, each behind a quiet bar."""
    room = max(console.width - indent - 3, 16)
    lines = words.wrap(console, room, overflow="fold")
    return [Text.assemble(" " * indent, ("▏", "dim"), " ", one) for one in lines]
