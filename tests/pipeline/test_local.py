"""Several processes give exactly what one gives, in the order of the input, and read a stream lazily."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from tests.conftest import WEDNESDAY

from regesta.errors import SettingsError
from regesta.model import Coded, Document, Skipped
from regesta.pipeline.code import Coder
from regesta.pipeline.local import code_with
from regesta.settings import Settings

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture(scope="module")
def two(settings: Settings) -> Settings:
    return dataclasses.replace(settings, workers=2)


def stream() -> list[Document | Skipped]:
    texts = [path.read_text("utf-8") for path in sorted(CASES.glob("*.txt"))]
    short = "Rebels attacked Gao {} times."
    items: list[Document | Skipped] = [
        Document(str(n), texts[n % len(texts)] if n % 7 == 0 else short.format(n), published=WEDNESDAY)
        for n in range(150)
    ]
    items[70] = Skipped("70", "read", "is a picture")
    return items


@pytest.fixture(scope="module")
def alone(coder: Coder) -> list[Coded]:
    return list(coder.code(stream()))


def test_one_process_is_the_coder(settings: Settings, alone: list[Coded]) -> None:
    assert list(code_with(settings, stream())) == alone


def test_two_processes_give_what_one_gives(two: Settings, alone: list[Coded]) -> None:
    assert list(code_with(two, stream())) == alone
    assert sum(len(c.reports) for c in alone) > 150
    assert alone[70].skipped == (Skipped("70", "read", "is a picture"),)


def test_two_processes_read_an_infinite_stream_lazily(two: Settings) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Document]:
        for number in count():
            taken.append(number)
            yield Document(str(number), "Rebels attacked Gao.", published=WEDNESDAY)

    coded = code_with(two, endless())
    assert [c.document.id for c in islice(coded, 3)] == ["0", "1", "2"]
    coded.close()  # type: ignore[attr-defined]
    assert len(taken) < 2000


def test_nothing_gives_nothing(two: Settings) -> None:
    assert list(code_with(two, [])) == []


def test_what_breaks_the_stream_reaches_the_caller(two: Settings) -> None:
    def failing() -> Iterator[Document]:
        yield Document("a", "Rebels attacked Gao.")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(code_with(two, failing()))


def test_an_unknown_model_is_one_clear_error(two: Settings) -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        list(code_with(dataclasses.replace(two, model="no_such_model"), stream()))
