"""Marks may overlap; pieces never do, and together they are the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.invented import CODED, DEMO, RAID, SHOTS, SUSPENSION, WIRE

from regesta.export import _words
from regesta.export._marks import KINDS, Mark, marks, ordered, pieces, sentence
from regesta.model import Casualties, Place, Report, Span, When

TEXT = "abcdefghijklmnopqrstuvwxyz"

some_marks = st.lists(
    st.builds(
        lambda a, b, kind, number: Mark(min(a, b), max(a, b) + 1, kind, number),
        st.integers(0, 25),
        st.integers(0, 25),
        st.sampled_from(KINDS),
        st.integers(1, 4),
    ),
    max_size=12,
)


@given(some_marks, st.integers(0, 12), st.integers(13, 26))
def test_pieces_are_the_text_and_carry_exactly_the_marks_that_cover_them(
    given: list[Mark], start: int, end: int
) -> None:
    cut = list(pieces(start, end, marks=given))
    assert "".join(TEXT[piece.start : piece.end] for piece in cut) == TEXT[start:end]
    for piece in cut:
        assert piece.start < piece.end
        covering = [mark for mark in given if mark.start <= piece.start and mark.end >= piece.end]
        key = lambda mark: (mark.start, mark.end, mark.kind, mark.number)  # noqa: E731
        assert sorted(piece.marks, key=key) == sorted(covering, key=key)
        lengths = [mark.end - mark.start for mark in piece.marks if mark.kind != "told"]
        assert lengths == sorted(lengths, reverse=True)
        told = [mark.kind == "told" for mark in piece.marks]
        assert told == sorted(told, reverse=True)


def test_every_span_of_a_report_is_a_mark() -> None:
    kinds = {mark.kind for mark in marks(RAID, 1)}
    assert kinds == {"event", "who", "whom", "when", "where", "toll", "source", "told"}
    assert not [mark for mark in marks(replace(RAID, date=None), 1) if mark.kind == "when"]


def test_news_comes_before_background_and_keeps_its_order() -> None:
    reports = CODED[0].reports
    assert [report.layer for report in ordered(reports)] == ["news"] * 5 + ["background"] * 2
    assert ordered(reports)[-2:] == [SUSPENSION, reports[-1]]


def at(text: str, trigger: str) -> Report:
    start = text.index(trigger)
    return replace(DEMO, trigger=Span(start, start + len(trigger), trigger), actors=(), place=None, date=None)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Head with no stop\n\nTroops left. They met.", "left", "Troops left."),
        ("MOSCOW, May 3. /AB/. Troops left. They met", "met", "They met"),
        (
            "It rained. Gen. J. Doe of the U.S. Army met Dr. Roe on Sept. 7. Then it ended.",
            "met",
            "Gen. J. Doe of the U.S. Army met Dr. Roe on Sept. 7.",
        ),
        ('"Go home." He fled. "Now!"', "fled", "He fled."),
        ('He said: "They fled." Then night fell.', "fled", 'He said: "They fled."'),
        ("彼は去った。軍が来た。", "来", "軍が来た。"),
        ("A line\nhard wrapped. End", "wrapped", "A line\nhard wrapped."),
        ("A head\nTroops left. End", "left", "Troops left."),
        ("  met  ", "met", "met"),
    ],
)
def test_the_sentence_around_a_trigger(text: str, trigger: str, expected: str) -> None:
    start, end = sentence(text, at(text, trigger))
    assert text[start:end] == expected


def test_a_stop_inside_a_span_of_the_report_ends_no_sentence() -> None:
    start, end = sentence(WIRE.text, SHOTS)
    assert WIRE.text[start:end] == "Gen. Abdi Farah denied that soldiers had fired on the crowd."


def test_a_line_without_stops_is_shown_in_part() -> None:
    text = "word " * 200_000 + "fired " + "word " * 200_000
    start, end = sentence(text, at(text, "fired"))
    assert "fired" in text[start:end]
    assert end - start < 2_000


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-09-07", "7 Sep 2023"),
        ("XXXX-09-07", "7 Sep"),
        ("2023-09", "Sep 2023"),
        ("2023", "2023"),
        ("2023-07-21/2023-07-31", "21–31 Jul 2023"),
        ("XXXX-07-21/XXXX-07-31", "21–31 Jul"),
        ("2023-06-28/2023-07-03", "28 Jun – 3 Jul 2023"),
        ("2022-12-28/2023-01-03", "28 Dec 2022 – 3 Jan 2023"),
        ("2015/..", "since 2015"),
        ("../2015", "until 2015"),
        ("2023-09-07~", "7 Sep 2023 or so"),
        ("2023-21", "2023-21"),
        ("XXXX-XX-12", "XXXX-XX-12"),
        ("XXXX", "year unknown"),
    ],
)
def test_dates_in_words(value: str, words: str) -> None:
    assert _words.when(When(value, None, None, None, "dateline")) == words


@pytest.mark.parametrize(
    ("low", "high", "whom", "words"),
    [
        (49, 49, "civilians", "49 civilians killed"),
        (12, None, None, "at least 12 killed"),
        (None, 20, "miners", "up to 20 miners killed"),
        (10, 15, None, "10–15 killed"),
        (1200, 1200, None, "1,200 killed"),
        (None, None, "villagers", "villagers killed"),
        (None, None, None, "some killed"),
    ],
)
def test_tolls_in_words(low: int | None, high: int | None, whom: str | None, words: str) -> None:
    assert _words.toll(Casualties("killed", low, high, whom, "x", 0, 1)) == words


def test_places_in_words() -> None:
    country = Place("Mali", 0, 4, "Mali", "MLI", None, None, None, "country", None)
    assert _words.where(country) == "Mali"
    assert _words.where(replace(country, name="Gao", precision="city")) == "Gao, MLI"
    assert _words.where(replace(country, precision="region", country=None)) == "Mali"
