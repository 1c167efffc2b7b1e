"""Documents come out soon, and one that is too long costs only itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from regesta.model import Document
from regesta.pipeline import code as pipeline
from regesta.pipeline.code import Coder, warm
from regesta.pipeline.local import code_with
from regesta.settings import Settings

ATTACK = "Rebels attacked Gao on Monday."


def _stream(taken: list[int]) -> Iterator[Document]:
    for number in range(200):
        taken.append(number)
        yield Document(str(number), ATTACK)


def test_the_first_document_waits_for_no_other(coder: Coder) -> None:
    taken: list[int] = []
    coded = coder.code(_stream(taken))
    assert next(coded).document.id == "0"
    assert taken == [0]
    assert [one.document.id for one in coded] == [str(number) for number in range(1, 200)]


def test_later_ones_go_together(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    real = Coder._chunk
    monkeypatch.setattr(Coder, "_chunk", lambda self, items: sizes.append(len(items)) or real(self, items))  # type: ignore[func-returns-value]
    assert len(list(coder.code(_stream([])))) == 200
    assert sizes == [1, 2, 4, 8, 16, 32, 64, 64, 9]


def test_two_processes_hand_out_what_is_done(settings: Settings) -> None:
    coded = code_with(replace(settings, workers=2), _stream([]))
    assert [one.document.id for one in coded] == [str(number) for number in range(200)]


def test_a_text_that_is_too_long_is_skipped_and_the_rest_coded(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LONGEST", 1000)
    items = [Document("a", ATTACK), Document("b", ATTACK * 100), Document("c", ATTACK)]
    a, b, c = coder.code(items)
    assert a.reports and c.reports and not b.reports
    (skipped,) = b.skipped
    assert skipped.reason == "the text has 3,000 characters; split it into documents of at most 1,000"


def test_warming_fills_the_cache(tmp_path: Path, settings: Settings) -> None:
    for file in settings.cache.glob("atlas-*"):  # ten seconds to build: borrowed
        (tmp_path / file.name).hardlink_to(file)
    warm(replace(settings, cache=tmp_path))
    assert {file.name.split("-")[0] for file in tmp_path.iterdir()} == {"atlas", "lexicon", "actors"}
