"""Parquet files: names, types of days and moments, and files that are none."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet
from tests.read.reading import TEXT, refused, split

from regesta.model import Document
from regesta.read import read


def write(path: Path, columns: dict[str, Any]) -> Path:
    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_every_field_of_a_row(tmp_path: Path) -> None:
    moment = datetime(2024, 5, 21, 10, 30, tzinfo=UTC)
    columns = {
        "ID": [7, None],
        "Text": pyarrow.array([TEXT, TEXT]).dictionary_encode(),
        "published": [date(2024, 5, 21), None],
        "issued": pyarrow.array([moment, None], pyarrow.timestamp("ns", "UTC")),
        "embargo": pyarrow.array([moment.replace(tzinfo=None), None], pyarrow.timestamp("s")),
        "version": [2.0, None],
        "item": ["port:7", None],
        "publisher": ["EFE", " "],
        "mood": [["calm"], []],
    }
    assert list(read(write(tmp_path / "a.parquet", columns))) == [
        Document(
            id="7",
            text=TEXT,
            publisher="EFE",
            published="2024-05-21",
            item="port:7",
            version=2,
            issued="2024-05-21T10:30:00Z",
            embargo="2024-05-21T10:30:00Z",
        ),
        Document(id="a.parquet:2", text=TEXT),
    ]


def test_days_may_be_text_or_moments(tmp_path: Path) -> None:
    moments = pyarrow.array([datetime(2024, 5, 21, 23, 59)], pyarrow.timestamp("ms"))
    for name, column in (("a", moments), ("b", ["2024-05-21T23:59:00+03:00"])):
        (document,) = read(write(tmp_path / f"{name}.parquet", {"text": [TEXT], "published": column}))
        assert isinstance(document, Document) and document.published == "2024-05-21"


def test_many_rows_come_in_order_one_bad_row_costs_itself(tmp_path: Path) -> None:
    texts: list[str | None] = [f"{TEXT} {n}" for n in range(1000)]
    texts[499] = None
    path = write(tmp_path / "a.parquet", {"text": texts})
    documents, skipped = split(read(path))
    assert [document.text for document in documents] == [text for text in texts if text]
    assert [item.reason for item in skipped] == [
        f'{path}:500: "text" is missing; give the document\'s text as a string'
    ]


def test_a_moment_beyond_the_calendar(tmp_path: Path) -> None:
    far = pyarrow.array([2**50, 0], pyarrow.int64()).cast(pyarrow.timestamp("s"))
    documents, skipped = split(read(write(tmp_path / "a.parquet", {"text": [TEXT, TEXT], "issued": far})))
    assert [document.issued for document in documents] == ["1970-01-01T00:00:00Z"]
    assert '"issued" cannot be read' in skipped[0].reason


def test_without_a_column_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"id": [1], "body": [TEXT]})
    expected = f'{path}: has no column "text"; its columns are id, body; '
    assert refused(path) == expected + 'name the column that holds the text "text"'


def test_from_a_pipe_and_compressed(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = write(tmp_path / "a.parquet", {"text": [TEXT]}).read_bytes()
    reason = "is Parquet, which cannot be read from a pipe or compressed; give it as a file"
    assert [item.reason for item in split(read(["-"], stdin=Pipe(data)))[1]] == [f"stdin: {reason}"]
    (tmp_path / "b.parquet.gz").write_bytes(gzip.compress(data))
    assert refused(tmp_path / "b.parquet.gz").endswith(reason)
    assert [document.text for document in split(read(["-"], stdin=io.BytesIO(data)))[0]] == [TEXT]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"no Parquet at all"])
def test_what_is_no_parquet(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    reason = refused(tmp_path / "a.parquet")
    assert "is no whole Parquet file (" in reason or "is empty" in reason


def test_a_file_that_was_cut_off_or_damaged(tmp_path: Path) -> None:
    data = bytearray(write(tmp_path / "a.parquet", {"text": [f"{TEXT} {n}" for n in range(5000)]}).read_bytes())
    (tmp_path / "cut.parquet").write_bytes(data[: len(data) // 2])
    assert "is no whole Parquet file (" in refused(tmp_path / "cut.parquet")
    data[200:20000] = b"\xff" * 19800
    (tmp_path / "bad.parquet").write_bytes(data)
    _, skipped = split(read(tmp_path / "bad.parquet"))
    assert "is no whole Parquet file" in skipped[-1].reason
