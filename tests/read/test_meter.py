"""The meter: bytes read of the bytes there are, where these can be known."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.read.reading import TEXT, lines

from regesta.model import Document
from regesta.read import Meter, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files, one in a folder of its own, one compressed."""
    many = lines(*({"id": str(number), "text": TEXT} for number in range(2000)))
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.jsonl").write_bytes(many)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "deep" / "c.jsonl.gz").write_bytes(gzip.compress(many))
    return tmp_path


def size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def test_done_grows_to_the_total(folder: Path) -> None:
    meter = Meter()
    documents = read([folder / "a.jsonl", folder / "b.txt", folder / "deep"], meter=meter)
    assert (meter.total, meter.done) == (size(folder), 0)
    seen = [meter.done for _ in documents]
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[-1] <= size(folder)
    assert len({*seen}) > 3
    assert meter.done == meter.total


def test_a_folder_holds_all_its_files(folder: Path) -> None:
    meter = Meter()
    assert sum(isinstance(one, Document) for one in read(folder, meter=meter)) == 4001
    assert meter.done == meter.total == size(folder)


def test_what_is_left_unread_counts_when_it_is_done_with(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b"[\n" + b" " * 200_000)
    (tmp_path / "b.txt").write_text(TEXT)
    meter = Meter()
    for _ in read([tmp_path / "bad.jsonl", tmp_path / "b.txt"], meter=meter):
        pass
    assert meter.done == meter.total == size(tmp_path)


@pytest.mark.parametrize("source", ["-", "https://port.example/strike", "gone.txt"])
def test_the_total_is_unknown_where_one_size_is(folder: Path, source: str) -> None:
    meter = Meter()
    read([folder / "b.txt", source], meter=meter)
    assert meter.total is None


def test_standard_input_is_not_counted(folder: Path) -> None:
    meter = Meter()
    assert len(list(read(["-", folder / "b.txt"], stdin=io.BytesIO(TEXT.encode()), meter=meter))) == 2
    assert (meter.total, meter.done) == (None, (folder / "b.txt").stat().st_size)


def test_the_meter_may_be_read_between_files(folder: Path) -> None:
    meter = Meter()
    assert (meter.total, meter.done) == (None, 0)
    meter.finished()
    with (folder / "b.txt").open("rb") as stream:
        meter.reading(stream)
        stream.read(10)
        assert meter.done == 10
        meter.finished()
    assert meter.done == (folder / "b.txt").stat().st_size


def test_sources_are_listed_once_and_early_for_a_meter(folder: Path) -> None:
    def sources() -> Iterator[Path]:
        yield folder / "a.jsonl"
        yield folder / "b.txt"

    meter = Meter()
    documents = read(sources(), meter=meter)
    assert meter.total == sum((folder / name).stat().st_size for name in ("a.jsonl", "b.txt"))
    assert sum(1 for _ in documents) == 2001
