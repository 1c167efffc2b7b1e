"""Inputs compressed with gzip: read as what is in them, guarded against bombs and broken ends."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.reading import TEXT, lines, page, refused, split

from regesta.errors import InputError
from regesta.model import Document
from regesta.read import _gzip, read
from regesta.read._whole import Truncated


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.JSONL.GZ", "a.gz", "a.jsonl", "a"])
def test_the_inner_suffix_or_the_first_bytes_tell_the_format(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(lines({"id": 1, "text": TEXT})))
    assert list(read(tmp_path / name)) == [Document(id="1", text=TEXT)]


def test_a_name_that_promises_too_much(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_text(TEXT)
    assert list(read(tmp_path / "a.txt.gz")) == [Document(id="a.txt.gz", text=TEXT)]


def test_every_reader_gets_what_is_inside(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page().encode()))
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(f"id,text\n1,{TEXT}\n".encode()))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    documents, skipped = split(read(tmp_path))
    assert [document.id for document in documents] == ["a.html.gz", "1", "c.txt.gz"] and skipped == []


def test_standard_input_stays_open() -> None:
    stream = io.BytesIO(gzip.compress(TEXT.encode()))
    assert list(read(["-"], stdin=stream)) == [Document(id="stdin", text=TEXT)]
    assert not stream.closed


def test_several_members_and_padding_are_one_input(tmp_path: Path) -> None:
    members = [gzip.compress(lines({"id": n, "text": TEXT})) for n in range(5)]
    members.insert(2, gzip.compress(b""))
    (tmp_path / "a.jsonl.gz").write_bytes(b"".join(members) + bytes(700))
    documents, skipped = split(read(tmp_path / "a.jsonl.gz"))
    assert ([document.id for document in documents], skipped) == (["0", "1", "2", "3", "4"], [])


@pytest.mark.parametrize(("end", "what"), [(b"", "ends in the middle of"), (b"\x07 no block", "is damaged in")])
def test_what_came_before_a_break_is_read(tmp_path: Path, end: bytes, what: str) -> None:
    path = tmp_path / "a.jsonl.gz"
    whole = lines(*({"id": n, "text": f"{TEXT} {n * n}"} for n in range(20000)))
    packer = zlib.compressobj(wbits=31)
    path.write_bytes(packer.compress(whole + b'{"id": 20000, "te') + packer.flush(zlib.Z_SYNC_FLUSH) + end)
    documents, skipped = split(read(path))
    # Of damage the library does not say where it begins: what it unpacked together with it is lost.
    assert [document.text for document in documents] == [f"{TEXT} {n * n}" for n in range(len(documents))]
    assert len(documents) == 20000 if not end else len(documents) > 19000
    assert len(skipped) == 1 and skipped[0].reason.startswith(f"{path}: {what} its compressed data, after ")
    assert end or f" after {len(whole) + 17:,} bytes of content; get the file again" in skipped[0].reason


def test_a_report_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    text = "".join(f"{TEXT} {n * n}\n" for n in range(5000))
    path.write_bytes(gzip.compress(text.encode())[:-500])
    document, skipped = read(path)
    assert isinstance(document, Document) and text.startswith(document.text) and len(document.text) > 1000
    assert "ends in the middle" in str(skipped)


@pytest.mark.parametrize(
    "data", [b"\x1f\x8b", b"\x1f\x8b\x08\x00", b"\x1f\x8b no gzip at all", gzip.compress(b"")[:-1]]
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl.gz", "a.html", "a.parquet", "a.warc", "a"])
def test_nothing_that_can_be_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    reason = refused(tmp_path / name)
    assert "compressed" in reason


@pytest.mark.parametrize(
    "name", ["a.txt.gz", "a.jsonl.gz", "a.html.gz", "a.csv.gz", "a.rss.gz", "a.warc.gz", "a.ninjs.gz"]
)
def test_a_bomb_is_one_line(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_gzip, "_HARMLESS", 1 << 20)
    path = tmp_path / name
    head = {"a.warc.gz": b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 99999999\r\n\r\n"}.get(
        name, b"id,text "
    )
    path.write_bytes(gzip.compress(head + b"a" * 5_000_000))
    expected = f"{path}: inflates to more than 200 times its size; it looks like a decompression bomb"
    assert refused(path) == expected


def test_the_real_bound_of_a_bomb() -> None:
    packer = zlib.compressobj(9, wbits=31)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(70)) + packer.flush()
    stream = io.BufferedReader(_gzip.Inflating(io.BytesIO(data), source="a"))
    size = 0
    with pytest.raises(InputError, match="200 times its size; it looks like a decompression bomb"):
        while chunk := stream.read1(1 << 16):
            size += len(chunk)
    assert size <= (1 << 26) + (1 << 16)


def test_what_is_packed_well_is_no_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 5_000_000))
    assert len(split(read(tmp_path / "a.txt.gz"))[0]) == 1


@given(
    parts=st.lists(st.binary(max_size=3000), max_size=5),
    cut=st.integers(0, 200),
    chunk=st.integers(1, 5000),
)
def test_inflating_gives_what_was_packed_or_says_that_it_broke(parts: list[bytes], cut: int, chunk: int) -> None:
    data = b"".join(gzip.compress(part) for part in parts)
    stream = io.BufferedReader(_gzip.Inflating(io.BytesIO(data[: len(data) - cut]), source="a"), chunk)
    found = b""
    try:
        while more := stream.read1(chunk):
            found += more
    except Truncated:
        assert cut
    assert b"".join(parts).startswith(found)
    assert cut or found == b"".join(parts)
