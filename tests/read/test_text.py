"""Plain text and its encodings, and files of which nothing can be made."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from tests.read.reading import CURLY, TEXT, deny, lines, refused, split

from regesta.errors import InputError
from regesta.model import Document, Skipped
from regesta.read import read


def test_a_text_is_kept_exactly(tmp_path: Path) -> None:
    text = "Title\r\n\r\n  Two  spaces,\ttab\rand \u2028 more\n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert list(read(tmp_path / "a.txt")) == [Document(id="a.txt", text=text)]


def test_published_and_publisher_supply_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    given = {"id": 1, "text": TEXT, "published": "2020-01-02T10:00:00Z", "publisher": "NTB"}
    (tmp_path / "b.jsonl").write_bytes(lines(given))
    documents, _ = split(read([tmp_path], published="2021-05-12", publisher="EFE"))
    assert [(d.published, d.publisher) for d in documents] == [("2021-05-12", "EFE"), ("2020-01-02", "NTB")]


@pytest.mark.parametrize("published", ["2021-05", "2021"])
def test_published_may_be_a_month_or_a_year(tmp_path: Path, published: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    documents, _ = split(read([tmp_path / "a.txt"], published=published))
    assert documents[0].published == published


@pytest.mark.parametrize("published", ["", "yesterday", "12/05/2021", "2021-5-12", "2021-02-30", "2021-05-12T10:00"])
def test_an_unknown_published_ends_the_call_at_once(published: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read(["a.txt"], published=published)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "windows-1252"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)
def test_a_guessed_encoding_is_said(tmp_path: Path, encoding: str, named: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((CURLY * 3).encode(encoding))
    note, document = read([path])
    assert isinstance(note, Skipped) and isinstance(document, Document)
    assert document.text == CURLY * 3
    assert note.document_id == document.id
    assert note.reason == (
        f"note: {path}: decoded as {named}, because it is not UTF-8; check the text or save it as UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_needs_no_guess(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(CURLY.encode(encoding))
    assert list(read(tmp_path / "a.txt")) == [Document(id="a.txt", text=CURLY)]


def test_a_foreign_code_page_is_detected(tmp_path: Path) -> None:
    text = "Министр заявил, что забастовка в порту закончилась во вторник вечером. " * 5
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    documents, skipped = split(read([tmp_path / "a.txt"]))
    assert documents[0].text == text
    assert "1251" in skipped[0].reason


def test_damaged_utf8_stays_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((CURLY * 4).encode() + b"\xe2\x80 broken")
    documents, skipped = split(read([tmp_path / "a.txt"]))
    assert documents[0].text.startswith(CURLY) and "\ufffd" in documents[0].text
    assert "utf-8" in skipped[0].reason


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    text = (TEXT + " ") * 230_000
    (tmp_path / "a.txt").write_text(text)
    documents, skipped = split(read([tmp_path / "a.txt"]))
    assert (len(documents[0].text), skipped) == (len(text), [])


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a"])
@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    reason = refused(tmp_path / name)
    assert "empty" in reason or "white space" in reason or "without a main text" in reason


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.bin", "a"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\x00\x00\x00\x18ftypmp42", "an MP4 film"),
        (b"abc\x00\x01\x02\x00def", "binary data"),
        (b"\x01\x02\x03\x04 no text at all", "binary data"),
    ],
)
def test_a_binary_file_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert f"is {kind}" in refused(tmp_path / name)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "none.txt")


@pytest.mark.parametrize("name", ["", "a\x00b", "\ud83d"])
def test_what_is_no_file_name(name: str) -> None:
    documents, skipped = split(read([name]))
    assert documents == [] and "no file name" in skipped[0].reason
    skipped[0].reason.encode()


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr(Path, "open", deny)
    assert "check its permissions" in refused(tmp_path / "a.txt")


def test_an_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", deny)
    assert "check its permissions" in refused(tmp_path)


def test_an_unreadable_folder_inside_spoils_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/x.txt", "b/x.txt", "c/x.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT)
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: deny() if Path(path).name == "b" else real(path))
    documents, skipped = split(read([tmp_path]))
    assert [document.id for document in documents] == ["a/x.txt", "c/x.txt"]
    assert skipped[0].document_id == str(tmp_path / "b")


def test_an_input_that_breaks_off_while_it_is_read() -> None:
    class Broken(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            raise OSError(5, "Input/output error")

    documents, skipped = split(read(["-"], stdin=Broken(b"x")))
    assert documents == []
    assert skipped[0].reason == "stdin: cannot be read (Input/output error); check the path"
