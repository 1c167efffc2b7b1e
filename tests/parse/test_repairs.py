"""What the small parser misreads and is mended: above all the verbs of headlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st
from tests.conftest import ParseOf
from tests.parse.test_parser import check

from regesta.model import Block, Document, Layout, Parse
from regesta.parse import Parser


def headline(parser: Parser, text: str) -> Parse:
    """The parse of a text that is one headline."""
    layout = Layout((Block(0, len(text), "headline"),), None)
    return next(parser.parse([(Document("headline", text), layout)]))


def told(parse: Parse, label: str, verb: str) -> list[str]:
    """The words that hang on ``verb`` by ``label``."""
    at = parse.text.index(verb)
    return [parse.text[i] for i in parse.children[at] if parse.dep[i] == label]


@pytest.mark.parametrize(
    ("text", "subject", "verb", "target"),
    [
        ("Police detain Otieno in Mombasa", "Police", "detain", "Otieno"),
        ("Jets bomb bridge near Tobruk", "Jets", "bomb", "bridge"),
        ("Navy shells port in Hodeidah", "Navy", "shells", "port"),
        ("Soldiers raid offices of the party", "Soldiers", "raid", "offices"),
        ("Ruto phones Museveni", "Ruto", "phones", "Museveni"),
        ("Peru and Chile ink accord on fishing", "Peru", "ink", "accord"),
        ("Peru, Chile ink accord on fishing", "Peru", "ink", "accord"),
    ],
)  # fmt: skip
def test_a_headline_read_as_one_name_gets_its_verb(
    parser: Parser, text: str, subject: str, verb: str, target: str
) -> None:
    parse = headline(parser, text)
    assert parse.pos[parse.text.index(verb)] == "VERB"
    assert told(parse, "nsubj", verb) == [subject]
    assert told(parse, "dobj", verb) == [target]


def test_both_names_of_a_list_are_the_subject(parser: Parser) -> None:
    assert told(headline(parser, "Peru, Chile ink accord on fishing"), "conj", "Peru") == ["Chile"]


def test_a_number_of_people_can_be_the_subject(parser: Parser) -> None:
    assert told(headline(parser, "Thousands march in Skopje against pension law"), "nsubj", "march") == ["Thousands"]


@pytest.mark.parametrize(
    "text",
    [
        "Bomb attack on market in Kano",
        "Police raid kills five in Rio",
        "Peace talks deadline looms",
        "Army chief of staff",
    ],
)
def test_nouns_stay_nouns(parser: Parser, text: str) -> None:
    parse = headline(parser, text)
    for word in ("attack", "raid", "talks", "chief", "staff"):
        if word in parse.text:
            assert parse.pos[parse.text.index(word)] in ("NOUN", "PROPN")


def test_two_names_and_a_past_form_are_a_sentence(parse_of: ParseOf) -> None:
    parse = parse_of("Diop thanked Senegal.")
    assert told(parse, "nsubj", "thanked") == ["Diop"]
    assert told(parse, "dobj", "thanked") == ["Senegal"]


WORDS = st.sampled_from(
    "Police Army Kenya France , and the attack raid bomb shells calls talks thanks deal village editor in of over "
    "Thousands march strike sanctions five dead arrested freed said rebels' new".split()
)


@runs(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_every_headline_stays_a_tree(parser: Parser, text: str) -> None:
    check(text, headline(parser, text))
