"""The parse of a document: columns that fit each other, tokens that slice the text; company changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from tests.conftest import ParseOf

from regesta.errors import SettingsError
from regesta.model import Block, Document, Layout, Parse
from regesta.parse import Parser
from regesta.read.layout import lay_out

COLUMNS = ("text", "lemma", "pos", "tag", "dep", "head", "start", "end", "children")

TEXT = """\
Two held after raid near U.S. base — ministry

NAIROBI, May 14 (Reuters) - Police arrested two men on Tuesday. "They [the suspects] hid in a van," Gen. Otieno
said. “We found ‘a bomb’,” he added.

The raid began at 5 a.m.; nobody was hurt…

«Nous sommes là», said Mr. Ba. He didn't smile. Türkiye’s envoy wasn’t there.
"""


def item(text: str, name: str = "text") -> tuple[Document, Layout]:
    return Document(name, text), lay_out(text)


def check(text: str, parse: Parse) -> None:
    """Everything that holds of every parse."""
    count = len(parse.text)
    assert {len(getattr(parse, column)) for column in COLUMNS} == {count}
    for i in range(count):
        assert text[parse.start[i] : parse.end[i]] == parse.text[i] != ""
    assert list(parse.start) == sorted(set(parse.start))
    at = 0
    for number, sentence in enumerate(parse.sentences):
        assert sentence.index == number
        assert sentence.first == at <= sentence.last
        at = sentence.last
        for token in range(sentence.first, sentence.last):
            assert sentence.start <= parse.start[token] < parse.end[token] <= sentence.end
            assert sentence.first <= parse.head[token] < sentence.last
    assert at == count
    for token in range(count):
        below = tuple(i for i in range(count) if parse.head[i] == token != i)
        assert parse.children[token] == below
        at, steps = token, 0
        while parse.head[at] != at:
            at, steps = parse.head[at], steps + 1
            assert steps <= count  # no circle


def test_a_report(parser: Parser) -> None:
    parse = next(parser.parse([item(TEXT)]))
    check(TEXT, parse)
    assert parse.document_id == "text"
    sentences = [TEXT[s.start : s.end] for s in parse.sentences]
    assert sentences[0] == "Two held after raid near U.S. base — ministry"
    assert sentences[1] == "Police arrested two men on Tuesday."
    assert parse.sentences[0].kind == "headline"
    assert '"They [the suspects] hid in a van," Gen. Otieno\nsaid.' in sentences


def test_lemmas_are_lower_case_and_of_their_part_of_speech(parse_of: ParseOf) -> None:
    parse = parse_of("Rebels were attacking the cities; Two men lay dead.")
    assert parse.lemma[:5] == ("rebel", "be", "attack", "the", "city")
    assert all(lemma == lemma.lower() for lemma in parse.lemma)


WORDS = st.sampled_from(
    ["Police", "arrested", "two", "men", "U.S.", "Gen.", "Otieno", '"', "“", "”", "[", "]", "(", ")", "«", "»", "—",
     "…", ".", "?", "don't", "Türkiye’s", "3.5", "%", "\n", "\n\n", "\u00a0", "😀", "é", "-", "'", ",", "…”"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map(" ".join))
@runs(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(parser: Parser, text: str) -> None:
    check(text, next(parser.parse([item(text)])))


def test_unwanted_sentences_get_no_tokens(parser: Parser) -> None:
    text = "Police arrested two men. Rain fell. Police left."
    parse = next(parser.parse([item(text)], wanted=lambda sentence: "Police" in sentence))
    check(text, parse)
    assert [s.last > s.first for s in parse.sentences] == [True, False, True]
    alone = next(parser.parse([item(text)]))
    assert [s.start for s in parse.sentences] == [s.start for s in alone.sentences]


def test_a_quotation_of_several_sentences_is_wanted_whole(parser: Parser) -> None:
    text = '"Police came at dawn. They hid. It rained," she said. It rained again.'
    parse = next(parser.parse([item(text)], wanted=lambda sentence: "Police" in sentence))
    assert [s.last > s.first for s in parse.sentences] == [True, True, True, False]


def _company() -> list[tuple[Document, Layout]]:
    texts = [
        TEXT, "Rain fell.", "", "Rebels attacked a convoy near Goma, killing three soldiers.", TEXT * 3,
        'He said: "We will stay. We will fight."', "The envoys met.\n\nThey signed nothing.", " \n",
    ]  # fmt: skip
    return [item(text, f"text-{number}") for number, text in enumerate(texts)]


@pytest.mark.parametrize("size", [1, 2, 64])
def test_company_changes_nothing(parser: Parser, size: int) -> None:
    items = _company()
    alone = [next(parser.parse([one])) for one in items]
    other = Parser(parser.model, batch_size=size)
    assert list(other.parse(items)) == alone
    assert list(other.parse(items[::-1])) == alone[::-1]


def test_parsing_is_lazy_and_in_order(parser: Parser) -> None:
    stream = (item("Police arrested two men.", str(number)) for number in range(10**9))
    parses = parser.parse(stream)
    assert [next(parses).document_id for _ in range(3)] == ["0", "1", "2"]


def test_boilerplate_is_left_out(parser: Parser) -> None:
    text = "Read more here.\n\nPolice arrested two men."
    layout = Layout((Block(0, 15, "boilerplate"), Block(17, len(text), "paragraph")), None)
    parse = next(parser.parse([(Document("text", text), layout)]))
    assert [(s.block, s.kind, text[s.start : s.end]) for s in parse.sentences] == [
        (1, "paragraph", "Police arrested two men.")
    ]


@pytest.mark.parametrize("name", ["no_such_model", "xx-none", "./nowhere"])
def test_an_unknown_model_is_one_clear_line(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Parser(name)
    message = str(caught.value)
    assert name in message
    assert "\n" not in message


def test_a_broken_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Parser(str(tmp_path))
    assert "\n" not in str(caught.value)
