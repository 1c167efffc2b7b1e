"""Where inputs come from: folders, links, standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from tests.read.reading import TEXT, lines, refused, split

from regesta.model import Document
from regesta.read import read


def test_a_folder_is_read_in_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    documents, skipped = split(read(tmp_path))
    assert [document.id for document in documents] == ["a/b.txt", "a/z.txt", "b.txt"]
    assert skipped == []


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").write_text(TEXT)
    assert "without files" in refused(tmp_path)


def test_links_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(TEXT)
    (tmp_path / "a" / "circle").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    documents, skipped = split(read([tmp_path]))
    assert [document.id for document in documents] == ["a/x.txt"]
    assert "gone.txt: does not exist" in skipped[0].reason


def test_equal_names_get_different_ids_and_one_file_is_read_once(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT)
    one, two = tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt"
    documents, skipped = split(read([one, two, one, tmp_path / "b"]))
    assert [document.id for document in documents] == ["x.txt", two.as_posix()]
    assert len(skipped) == 2 and all("given twice" in item.reason for item in skipped)


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        Path(os.fsdecode(path)).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    documents, _ = split(read([tmp_path]))
    assert documents[0].id == "\ufffd.txt"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), "stdin"),
        (lines({"text": TEXT}), "stdin:1"),
        (lines({"id": "x", "text": TEXT}), "x"),
        (f"<!doctype html><html><body><article><p>{TEXT * 9}</p></article></body></html>".encode(), "stdin"),
        (b"[The parties met] in Callao, the ministry said.", "stdin"),
    ],
)
def test_standard_input_is_sniffed(data: bytes, expected: str) -> None:
    stream = io.BytesIO(data)
    documents, skipped = split(read(["-"], stdin=stream))
    assert ([document.id for document in documents], skipped) == ([expected], [])
    assert not documents[0].text.startswith(("<", "{")) and not stream.closed


def test_standard_input_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BufferedReader(io.BytesIO(TEXT.encode()))  # type: ignore[arg-type,unused-ignore]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(buffer))
    documents, skipped = split(read(["-", "-"]))
    assert documents == [Document(id="stdin", text=TEXT)]
    assert "given twice" in skipped[0].reason


def test_an_unknown_suffix_is_sniffed(tmp_path: Path) -> None:
    (tmp_path / "a.export").write_bytes(lines({"id": "x", "text": TEXT}))
    documents, _ = split(read(tmp_path))
    assert documents == [Document(id="x", text=TEXT)]
