"""How a text is laid out: boilerplate, headline, deck, dateline, paragraphs."""

from __future__ import annotations

import re

from regesta.model import Block, BlockKind, Dateline, Layout, Span
from regesta.read._boilerplate import credit_start, is_boilerplate, stamped_day
from regesta.read._dateline import REACH, Filing, find_filing
from regesta.read._dates import edtf
from regesta.read._lines import paragraphs

_HEADLINE = 200
_DECK = 300
_LEADING = 8
_REPEATS = 24
_LABEL_WORDS = 2
_LABEL = {
    "colon": re.compile(r"[^\W\d_a-z][^a-z:]{1,40}:\s"),
    "day": re.compile(r"[^:–—]{0,12}\d[^:–—]{0,14}(?:[:–—]|-\s)"),
}
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}$")

_Spans = list[tuple[int, int]]


def lay_out(text: str, *, published: str | None = None) -> Layout:
    """Find the blocks of ``text`` and its dateline, in time linear in its length.

    ``published`` (EDTF) lends a dateline its year where the text states none. Pure; never raises. The
    block that a dateline begins starts after it, and is missing where the dateline is all it holds.
    """
    spans = paragraphs(text)
    boilerplate = [is_boilerplate(text[start:end]) if end - start <= 400 else False for start, end in spans]
    content = [number for number, dropped in enumerate(boilerplate) if not dropped]
    filed = _filed(text, [spans[number] for number in content])
    kinds: list[BlockKind] = ["boilerplate"] * len(spans)
    at = filed[0] if filed else None
    for number, kind in zip(content, _kinds(text, [spans[n] for n in content], at), strict=True):
        kinds[number] = kind
    starts = {content[filed[0]]: filed[1].end} if filed else {}
    blocks: list[Block] = []
    for number, (start, end) in enumerate(spans):
        blocks.extend(_blocks(text, start + starts.get(number, 0), end=end, kind=kinds[number]))
    dateline = None
    if filed is not None:
        stamp = published or _stamp(text, spans, boilerplate)
        dateline = _dateline(text, spans[content[filed[0]]][0], filed[1], published=stamp)
    return Layout(tuple(blocks), dateline)


def _filed(text: str, spans: _Spans) -> tuple[int, Filing] | None:
    """Find the block with the dateline among the first ones, and read it."""
    for number, (start, end) in enumerate(spans[:_LEADING]):
        filing = find_filing(text[start : min(end, start + REACH)])
        if filing is None:
            continue
        if filing.label is not None and _again(text, spans[number + 1 :], filing.label):
            return None
        return number, filing
    return None


def _again(text: str, spans: _Spans, label: str) -> bool:
    """Say whether later blocks begin alike: then the first is a transcript's speaker or a chronicle's day."""
    return any(_LABEL[label].match(text, start, min(end, start + 60)) for start, end in spans[:_REPEATS])


def _kinds(text: str, spans: _Spans, dateline: int | None) -> list[BlockKind]:
    """Tell headline and decks, which come before the dateline, from paragraphs."""
    kinds: list[BlockKind] = ["paragraph"] * len(spans)
    first = 0
    while first + 1 < min(len(spans), _LEADING) and _is_label(text, spans, first, dateline):
        kinds[first] = "boilerplate"
        first += 1
    # Something must follow: a text that is one line is its own paragraph.
    if first == dateline or first + 1 >= len(spans) or not _is_open(text, spans[first], longest=_HEADLINE):
        return kinds
    kinds[first] = "headline"
    last = first + 2 if dateline is None else dateline
    for number in range(first + 1, min(last, len(spans) - 1)):
        if not _is_open(text, spans[number], longest=_DECK):
            break
        kinds[number] = "deck"
    return kinds


def _is_label(text: str, spans: _Spans, number: int, dateline: int | None) -> bool:
    """Say whether a block only names the rubric of the headline after it ("Kremlin")."""
    if dateline is not None and number + 1 >= dateline:
        return False
    start, end = spans[number]
    after = text[spans[number + 1][0] : spans[number + 1][1]] if number + 2 < len(spans) else ""
    return (
        end - start <= 30
        and len(text[start:end].split()) <= _LABEL_WORDS
        and _is_open(text, spans[number], longest=30)
        and len(after) <= _HEADLINE
        and len(after.split()) > _LABEL_WORDS + 1
        and _is_open(text, spans[number + 1], longest=_HEADLINE)
    )


def _is_open(text: str, span: tuple[int, int], *, longest: int) -> bool:
    """Say whether a block is short and has no final stop; a question or a cry may be a headline."""
    start, end = span
    if end - start > longest:
        return False
    block = text[start:end].rstrip("\"'”’»)] ")
    if block.endswith("."):
        return _ABBREVIATION.search(block) is not None
    return not block.endswith(("…", ":", ";", ","))


def _blocks(text: str, start: int, *, end: int, kind: BlockKind) -> list[Block]:
    if start >= end:
        return []
    credit = credit_start(text, start, end=end) if kind == "paragraph" else None
    if credit is None:
        return [Block(start, end, kind)]
    before = start + len(text[start:credit].rstrip())
    blocks = [Block(start, before, kind)] if before > start else []
    return [*blocks, Block(credit, end, "boilerplate")]


def _stamp(text: str, spans: _Spans, boilerplate: list[bool]) -> str | None:
    """Return the day of the site's own time stamp, if it prints one beside the report."""
    for (start, end), dropped in zip(spans, boilerplate, strict=True):
        if dropped:
            day = stamped_day(text[start:end])
            if day is not None:
                return edtf(day, published=None)
    return None


def _dateline(text: str, base: int, filing: Filing, *, published: str | None) -> Dateline:
    end = base + len(text[base : base + filing.end].rstrip())
    place = None
    if filing.place is not None:
        first, last = base + filing.place[0], base + filing.place[1]
        place = Span(first, last, text[first:last])
    day = edtf(filing.day, published=published) if filing.day is not None else None
    return Dateline(Span(base, end, text[base:end]), place, day, filing.agency)
