"""The bench's corpus is the same for the same seed, varied, and holds what it says it holds."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from itertools import islice
from statistics import mean

import pytest
from bench.corpus import Story, documents, phrases, stories

COUNT = 20_000
WORDS = ("strike", "attack", "fire", "charge", "meeting", "visit", "support", "release", "protest", "agree")


@pytest.fixture(scope="module")
def corpus() -> list[Story]:
    return list(stories(COUNT))


def test_the_same_seed_gives_the_same_documents() -> None:
    assert list(documents(500, seed=7)) == list(documents(500, seed=7))
    assert list(documents(500, seed=7)) != list(documents(500, seed=8))


def test_a_longer_corpus_begins_like_a_shorter_one() -> None:
    assert list(islice(documents(10**9), 20)) == list(islice(documents(1000), 20))


def test_it_has_as_many_sentences_as_asked(corpus: list[Story]) -> None:
    assert sum(len(story.sentences) for story in corpus) == COUNT
    assert all(8 <= len(story.sentences) <= 20 for story in corpus[:-1])
    assert len({story.document.id for story in corpus}) == len(corpus)


def test_every_sentence_stands_once_and_in_order(corpus: list[Story]) -> None:
    for story in corpus[:300]:
        at = 0
        for sentence in story.sentences:
            at = story.document.text.index(sentence, at) + len(sentence)
        assert story.document.text.strip().endswith(story.sentences[-1])


def test_no_slot_is_left_open_and_none_fails() -> None:
    text = "".join(document.text for document in documents(5000, seed=3))
    assert not set("{}|#") & set(text)


def test_sentences_hardly_repeat(corpus: list[Story]) -> None:
    sentences = [sentence for story in corpus for sentence in story.sentences]
    assert len(set(sentences)) >= 0.95 * len(sentences)


def test_length_is_that_of_news(corpus: list[Story]) -> None:
    lengths = [len(sentence.split()) for story in corpus for sentence in story.sentences[1:]]
    assert 20.5 <= mean(lengths) <= 24
    assert sum(length > 35 for length in lengths) > 0.03 * len(lengths)
    assert sum(length < 12 for length in lengths) > 0.03 * len(lengths)


def test_a_third_tells_an_event_of_every_type(corpus: list[Story]) -> None:
    counts = Counter(event for story in corpus for event in story.events)
    plain = counts.pop(None)
    assert 0.30 <= 1 - plain / COUNT <= 0.37
    assert set(counts) == _event_types()
    assert min(counts.values()) > COUNT * 0.01


def test_there_are_frames_enough() -> None:
    stock = phrases()
    assert {group.event for group in stock.events} == _event_types()
    assert all(len(group.frames) >= 8 for group in (*stock.events, *stock.plain))
    assert sum(len(group.frames) for group in (*stock.events, *stock.plain)) >= 250


def test_sentences_without_an_event_use_the_words_of_events(corpus: list[Story]) -> None:
    plain = [
        sentence.lower()
        for story in corpus
        for sentence, event in zip(story.sentences, story.events, strict=True)
        if event is None
    ]
    for word in WORDS:
        assert sum(word in sentence for sentence in plain) > 20, word


def _event_types() -> set[str]:
    data = resources.files("regesta.ontology") / "data" / "plover.toml"
    return set(tomllib.loads(data.read_text("utf-8"))["events"])
