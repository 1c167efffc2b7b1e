"""A text that no full stop divides is cut, so that it costs what its length is worth."""

from __future__ import annotations

import pytest

from regesta.model import Block, Document, Layout
from regesta.parse import Parser
from regesta.parse import parser as module

CLAUSE = "rebels attacked the town of Gao and killed three soldiers"


def _spans(parser: Parser, text: str) -> list[tuple[int, int]]:
    layout = Layout((Block(0, len(text), "paragraph"),), None)
    (parse,) = parser.parse([(Document("long", text), layout)])
    for token, start, end in zip(parse.text, parse.start, parse.end, strict=True):
        assert text[start:end] == token
    return [(s.start, s.end) for s in parse.sentences]


@pytest.mark.parametrize("join", [", ", "; ", " ", "-", "\n"])
def test_a_line_without_a_full_stop_is_cut(parser: Parser, join: str) -> None:
    text = join.join([CLAUSE] * 200)
    spans = _spans(parser, text)
    assert len(spans) > 5
    assert all(end - start <= module._LONGEST for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_it_is_cut_behind_a_comma_where_there_is_one(parser: Parser) -> None:
    text = ", ".join([CLAUSE] * 100)
    assert all(text[end - 1] == "," for _, end in _spans(parser, text)[:-1])


def test_a_sentence_of_common_length_stays_whole(parser: Parser) -> None:
    text = ", ".join([CLAUSE] * 30) + "."
    assert _spans(parser, text) == [(0, len(text))]


@pytest.mark.parametrize("char", ["x", ".", '"', "'", "(", "é", "\u2028"])
def test_a_single_character_a_hundred_thousand_times(parser: Parser, char: str) -> None:
    spans = _spans(parser, char * 100_000)
    assert all(0 <= start < end <= 100_000 for start, end in spans)


def test_a_batch_holds_no_more_tokens_than_it_may(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"Rebels attacked village {n}." for n in range(40))
    whole = _spans(parser, text)
    monkeypatch.setattr(module, "_TOKENS", 7)
    assert _spans(parser, text) == whole
