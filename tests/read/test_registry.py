"""Which readers there are, and which of them an input is given to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.read.reading import TEXT, split

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read import _registry, read


class Shouted:
    """A reader as another package would add it."""

    SUFFIXES = (".shout",)

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"SHOUT ")

    def read(self, stream: BinaryIO, *, source: str, name: str) -> Iterator[Document | Skipped]:
        data = stream.read().decode()
        if "mute" in data:
            raise InputError(f"{source}: is mute; shout louder")
        yield Document(id=name, text=data.lower())


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def plug(*points: EntryPoint) -> None:
        monkeypatch.setattr(_registry, "entry_points", lambda group: list(points))

    return plug


def test_the_folder_is_the_registry(plug_in: Callable[..., None]) -> None:
    plug_in()
    found, problems = _registry.readers()
    assert (list(found), problems) == (
        ["parquet", "warc", "newsml", "rss", "html", "ninjs", "jsonl", "csv", "text"],
        [],
    )


def test_another_package_adds_a_reader(
    plug_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda self: Shouted())
    plug_in(EntryPoint("shout", "pack:Shouted", _registry.GROUP), EntryPoint("text", "p:x", _registry.GROUP))
    (tmp_path / "a.shout").write_text("LOUD")
    (tmp_path / "b.shout").write_text("mute")
    (tmp_path / "c").write_text("SHOUT THIS")
    (tmp_path / "d.txt").write_text("SHOUT NOT")
    documents, skipped = split(read(tmp_path))
    assert [document.text for document in documents] == ["loud", "shout this", "SHOUT NOT"]
    assert skipped[0].reason.endswith("is mute; shout louder")


def test_a_reader_that_cannot_be_loaded_is_told(plug_in: Callable[..., None], tmp_path: Path) -> None:
    plug_in(EntryPoint("shout", "no_such_package_at_all:reader", _registry.GROUP))
    (tmp_path / "a.txt").write_text(TEXT)
    documents, skipped = split(read(tmp_path))
    assert len(documents) == 1
    assert skipped[0].document_id == "shout" and "cannot be loaded" in skipped[0].reason
