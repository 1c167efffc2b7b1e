"""JSON Lines: every field, every bad line."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from tests.read.reading import CURLY, TEXT, lines, refused, split

from regesta.model import Document, Skipped
from regesta.read import read


def test_every_field_of_a_line(tmp_path: Path) -> None:
    given = {
        "id": 7,
        "text": TEXT,
        "title": "Strike ends",
        "url": "https://news.example/7",
        "publisher": "EFE",
        "published": "2021-05-12T23:30:00-05:00",
        "language": "en-GB",
        "section": ["other", "keys", "are", "ignored"],
    }
    (tmp_path / "a.jsonl").write_bytes(lines(given, {"text": TEXT, "url": None, "title": ""}))
    first, second = read(tmp_path / "a.jsonl")
    assert first == Document(
        id="7",
        text=TEXT,
        url="https://news.example/7",
        title="Strike ends",
        publisher="EFE",
        published="2021-05-12",
        language="en",
    )
    assert second == Document(id="a.jsonl:2", text=TEXT)


def test_a_broken_line_7_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    good = [lines({"id": n, "text": TEXT}) for n in range(1, 10)]
    good[6] = b'{"id": 7, "text": "Dockers\n'
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"".join(good))
    documents, skipped = split(read([path]))
    assert [document.id for document in documents] == ["1", "2", "3", "4", "5", "6", "8", "9"]
    assert len(skipped) == 1 and skipped[0].document_id == f"{path}:7"
    assert skipped[0].reason.startswith(f"{path}:7: is not valid JSON")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"not json", "not valid JSON"),
        (b'{"id": 1}', '"text" is missing'),
        (b'{"text": null}', '"text" is missing'),
        (b'{"text": 5}', '"text" is not text'),
        (b'{"text": "  "}', '"text" is empty'),
        (b'{"text": "x", "id": 1.5}', '"id" is neither'),
        (b'{"text": "x", "id": true}', '"id" is neither'),
        (b'{"text": "x", "id": ["a"]}', '"id" is neither'),
        (b'{"text": "x", "title": 3}', '"title" is not text'),
        (b'{"text": "x", "published": 1620777600}', '"published" is not text'),
        (b'{"text": "x", "published": "12 May"}', "no ISO day"),
        (b'{"text": "x", "published": "2021-02-30"}', "no ISO day"),
        (b'{"text": "x", "language": "fr"}', "language 'fr' is not supported; Regesta reads English"),
        (b'{"text": "\\ud800"}', "not valid JSON"),
        (b"\x81\x82\xff\x00{", "4: is binary"),
    ],
)
def test_a_bad_line_is_skipped_by_number(tmp_path: Path, line: bytes, said: str) -> None:
    good = lines({"id": "g", "text": TEXT})
    path = tmp_path / "a.jsonl"
    path.write_bytes(good + b"\n\r\n" + line + b"\n" + lines({"id": "h", "text": TEXT}).strip())
    documents, skipped = split(read([path]))
    assert [document.id for document in documents] == ["g", "h"]
    assert [item.document_id for item in skipped] == [f"{path}:4"]
    assert skipped[0].reason.startswith(f"{path}:4: ") and said in f"4: {skipped[0].reason}"


def test_an_id_that_comes_again_is_read_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"id": 1, "text": TEXT}, {"id": "1", "text": CURLY}))
    first, note, second = read(tmp_path / "a.jsonl")
    assert isinstance(first, Document) and isinstance(note, Skipped) and isinstance(second, Document)
    assert (first.id, note.document_id, second.id, second.text) == ("1", "1", "1", CURLY)
    assert note.reason.startswith("note: ") and "a.jsonl:2: id '1' came before" in note.reason


def test_a_line_that_is_not_utf8_is_decoded_and_said_once(tmp_path: Path) -> None:
    line = b'{"text": "The union\x92s strike in Callao ended on Tuesday, the ministry said."}\n'
    (tmp_path / "a.jsonl").write_bytes(line * 3)
    documents, skipped = split(read(tmp_path / "a.jsonl"))
    assert [document.text[:11] for document in documents] == ["The union’s"] * 3
    assert len(skipped) == 1 and "windows-1252" in skipped[0].reason


@pytest.mark.parametrize("data", [b'{\n  "text": "x"\n}\n', b'[\n{"text": "x"}\n]\n'])
def test_json_that_is_not_json_lines(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    assert "write each object on one line" in refused(tmp_path / "a.json")


def test_json_lines_in_utf16(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}), encoding="utf-16")
    assert "is UTF-16" in refused(tmp_path / "a.jsonl")


def test_a_byte_order_mark_before_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + lines({"id": "x", "text": TEXT}))
    assert list(read(tmp_path / "a.jsonl")) == [Document(id="x", text=TEXT)]


def test_a_stream_is_read_line_by_line_in_flat_memory() -> None:
    class Endless(io.RawIOBase):
        """Gives the same line for ever: a reader that is not lazy never comes back."""

        line = lines({"id": "x", "text": "word " * 2000})

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[: len(self.line)] = self.line
            return len(self.line)

    stream: BinaryIO = io.BufferedReader(Endless(), 1 << 15)
    items = read(["-"], stdin=stream)
    for _ in range(200):
        next(items)
    tracemalloc.start()
    try:
        for _ in range(2000):
            next(items)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    def sources() -> Iterator[Path]:
        yield tmp_path / "a.txt"
        raise AssertionError("asked for too early")

    (tmp_path / "a.txt").write_text(TEXT)
    assert next(read(sources())) == Document(id="a.txt", text=TEXT)


def test_the_fields_of_a_wire(tmp_path: Path) -> None:
    given = {
        "id": "a",
        "text": TEXT,
        "item": "tag:port.example,2024:1",
        "version": 3,
        "issued": "2024-05-21T12:30:00.75+02:00",
        "status": "usable",
        "embargo": "2024-05-22T06:00:00Z",
    }
    killed = {"id": "b", "item": "tag:port.example,2024:1", "version": "4", "status": "cancelled"}
    (tmp_path / "a.jsonl").write_bytes(lines(given, killed))
    assert list(read(tmp_path / "a.jsonl")) == [
        Document(
            id="a",
            text=TEXT,
            item="tag:port.example,2024:1",
            version=3,
            issued="2024-05-21T10:30:00Z",
            embargo="2024-05-22T06:00:00Z",
        ),
        Document(id="b", text="", item="tag:port.example,2024:1", version=4, status="canceled"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("version", "two", "\"version\" 'two' is no whole number"),
        ("version", -1, "is no whole number"),
        ("version", 2**40, "is no whole number"),
        ("version", True, "is no whole number"),
        ("issued", "on Tuesday", "\"issued\" 'on Tuesday' is no ISO moment; write it as YYYY-MM-DDThh:mm:ssZ"),
        ("issued", "0001-01-01T00:00:00+10:00", "is no ISO moment"),
        ("embargo", 5, '"embargo" is not text'),
        ("status", "stopped", "\"status\" 'stopped' is not known; write usable, withheld or canceled"),
        ("status", "withheld", '"item" is missing, so that nobody knows what is withheld'),
    ],
)
def test_a_bad_field_of_a_wire(tmp_path: Path, field: str, value: object, said: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"text": TEXT, field: value}))
    documents, skipped = split(read(tmp_path / "a.jsonl"))
    assert documents == [] and len(skipped) == 1
    assert skipped[0].reason.startswith(f"{tmp_path / 'a.jsonl'}:1: ") and said in skipped[0].reason


def test_ids_of_two_publishers_and_of_two_versions_may_be_equal(tmp_path: Path) -> None:
    one = {"id": 7, "text": TEXT, "publisher": "EFE"}
    two = {**one, "publisher": "NTB"}
    first = {"id": 8, "text": TEXT, "item": "x", "version": 1}
    (tmp_path / "a.jsonl").write_bytes(lines(one, two, first, {**first, "version": 2}, first))
    documents, skipped = split(read(tmp_path / "a.jsonl"))
    assert len(documents) == 5
    assert [item.reason.rpartition("a.jsonl:")[2] for item in skipped] == [
        "5: id '8' came before; give each document its own id"
    ]


def test_a_line_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regesta.read.jsonl.LARGEST", 1000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": TEXT}) + b'{"text": "' + b"word " * 1000)
    documents, skipped = split(read(path))
    assert len(documents) == 1
    assert skipped[0].reason == f"{path}:2: is a line of more than 64 MiB; write one document a line"
