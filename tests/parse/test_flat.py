"""A long run stays flat: words beyond the first are dropped again, and change nothing of what is read."""

from __future__ import annotations

import pytest

from regesta.model import Block, Document, Layout, Parse
from regesta.parse import Parser
from regesta.parse import parser as module

TEXTS = [f"Rebels from the town of Xan{n} attacked the Qor{n} soldiers [in Mali] on Monday." for n in range(300)]


def _parses(parser: Parser) -> list[Parse]:
    layouts = [Layout((Block(0, len(text), "paragraph"),), None) for text in TEXTS]
    documents = [Document(str(n), text) for n, text in enumerate(TEXTS)]
    return list(parser.parse(zip(documents, layouts, strict=True)))


def test_words_that_are_not_kept_are_read_alike(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORDS_KEPT", 0)
    dropped = _parses(parser)
    strings = len(parser._nlp.vocab.strings)
    assert _parses(parser) == dropped
    assert len(parser._nlp.vocab.strings) == strings
    monkeypatch.undo()
    assert _parses(parser) == dropped
