"""What the matcher passes over unread could not have matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from regesta.find import Finder, Slots, Who
from regesta.model import Block, Document, Layout, Parse
from regesta.ontology.actors import Actors
from regesta.ontology.lexicon import Lexicon, examples
from regesta.parse import Parser
from regesta.pipeline.code import Coder
from regesta.read import lay_out

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Lexicon.load(), Who(Actors.load()))


@pytest.fixture(scope="module")
def parses(parser: Parser) -> list[Parse]:
    """Every example of the lexicon as a paragraph, and every case as it is laid out."""
    texts = [example.text for _, _, _, example in examples()]
    items = [(Document(text, text), Layout((Block(0, len(text), "paragraph"),), None)) for text in texts]
    cases = [path.read_text("utf-8") for path in sorted(CASES.glob("*.txt"))]
    return list(parser.parse([*items, *((Document(text, text), lay_out(text)) for text in cases)]))


def test_no_pattern_that_matches_is_passed_over(finder: Finder, parses: list[Parse]) -> None:
    matched = 0
    for parse in parses:
        slots = Slots(parse)
        for sentence in parse.sentences:
            likely = {(token, pattern.id) for token, pattern in finder._likely(parse, sentence)}
            for trial in finder.trials(slots, sentence):
                if trial.failure is None:
                    matched += 1
                    assert (trial.trigger, trial.pattern.id) in likely
    assert matched > 500


def test_no_sentence_with_a_mention_is_left_unparsed(coder: Coder, finder: Finder, parses: list[Parse]) -> None:
    for parse in parses:
        text = parse.document_id
        slots = Slots(parse)
        for sentence in parse.sentences:
            if finder.in_sentence(slots, sentence):
                assert coder._wanted(text[sentence.start : sentence.end])
